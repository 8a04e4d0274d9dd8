"""The list of texts that languages may share is read whole, or refused with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import UnreadableFileError
from pipeline.parity_words import Same, read_same_words


def test_each_text_names_its_languages_and_why(tmp_path: Path) -> None:
    path = tmp_path / "same.yaml"
    path.write_text("same:\n- {text: PDF, languages: [ru, en], reason: a name}\n", "utf-8")
    assert read_same_words(path) == (Same("PDF", frozenset({"ru", "en"}), "a name"),)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("same: [", "while parsing a flow node"),
        ("other: []\n", "'same'"),
        ("same:\n- {text: PDF, languages: [ru]}\n", "'reason'"),
        ("same: 7\n", "not iterable"),
        ("", "not subscriptable"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_with_its_reason(
    tmp_path: Path, text: str, reason: str
) -> None:
    path = tmp_path / "same.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFileError) as caught:
        read_same_words(path)
    assert "same.yaml" in str(caught.value)
    assert reason in str(caught.value)
