"""Fuzzing of the citation parser with atheris: no text raises, every piece stands in the text.

By hand: python tests/fuzz/fuzz_citations.py -max_total_time=600, or make torture.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["pipeline"]):
    from pipeline.citations import format_citation, parse_citations


def judge_text(data: bytes) -> None:
    text = atheris.FuzzedDataProvider(data).ConsumeUnicodeNoSurrogates(4096)
    for citation in parse_citations.__wrapped__(text):
        assert citation.article
        assert citation.text in text
        for language in ("ky", "ru", "en"):
            format_citation(citation, language)


if __name__ == "__main__":
    atheris.Setup(sys.argv, judge_text)
    atheris.Fuzz()
