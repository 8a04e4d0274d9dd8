"""What every notebook reads, read at import: kernels forked from a process that has it share it.

Parsing the messages of three languages takes about a second of processor time (kernel_nursery.py).
"""

from __future__ import annotations

from pipeline.words import LANGUAGES, load_words

for _language in LANGUAGES:
    load_words(_language)
