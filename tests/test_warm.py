"""A kernel that is forked warm has the messages of every language already."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from pipeline import warm
from pipeline.kernel_pool import WARM_PACKAGES
from pipeline.words import LANGUAGES, load_words


def test_importing_it_reads_the_messages_of_every_language() -> None:
    load_words.cache_clear()
    importlib.reload(warm)
    assert load_words.cache_info().currsize == len(LANGUAGES)
    assert warm.__name__ in WARM_PACKAGES


@pytest.mark.slow
def test_the_messages_of_every_language_are_there_once_it_is_imported() -> None:
    program = (
        f"import {', '.join(WARM_PACKAGES)}; from pipeline.words import load_words;"
        "print(load_words.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == str(len(LANGUAGES)), done.stderr
