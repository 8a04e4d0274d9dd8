"""The corpus of bad files: each is answered as expected.csv says, and no row of it is lost."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.add import name_checked
from pipeline.check import Checked, check_file
from pipeline.check_words import mark_findings, tell_checked
from pipeline.checked_workbook import write_checked
from pipeline.errors import UserError
from pipeline.paths import Paths
from pipeline.words import LANGUAGES, load_words
from tests.bad_files import BAD, FILES

pytestmark = pytest.mark.slow

with (BAD / "expected.csv").open(encoding="utf-8", newline="") as stream:
    EXPECTED = {line["file"]: line for line in csv.DictReader(stream)}


def answer(path: Path, paths: Paths) -> tuple[int, str, int, Checked | None]:
    """Return what `check` says of a file: exit code, message or checks, rows held back."""
    try:
        checked = check_file(path, paths)
    except UserError as refusal:
        assert all(
            path.name in load_words(each).say(refusal.message, **refusal.details)
            for each in LANGUAGES
        )
        return refusal.exit_code, refusal.message, 0, None
    told = checked.faults or checked.findings
    checks = "+".join(sorted({finding.check for finding in told}))
    return (12 if checked.faults else 0), checks, checked.quarantined, checked


def test_the_corpus_is_the_one_expected() -> None:
    assert set(EXPECTED) == set(FILES)
    assert len(FILES) >= 60
    assert {path.name for path in BAD.iterdir() if path.is_file()} == {*FILES, "expected.csv"}


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_bad_file_is_answered_as_expected(name: str, project: Paths, tmp_path: Path) -> None:
    expected = EXPECTED[name]
    path = tmp_path / name
    shutil.copyfile(BAD / name, path)
    code, message, held, checked = answer(path, project)
    assert (code, message, held) == (
        int(expected["exit"]), expected["message"], int(expected["quarantined"]),
    )  # fmt: skip
    if checked is None:
        return
    assert checked.received == checked.accepted + checked.quarantined
    assert (checked.quarantined > 0) == bool(checked.faults) or not checked.received
    for language in LANGUAGES:
        words = load_words(language)
        assert list(tell_checked(checked, name_checked(path).name, words))
        write_checked(path, name_checked(path), mark_findings(checked, words), words)
        check_marks(name_checked(path), checked)


def check_marks(path: Path, checked: Checked) -> None:
    """The checked workbook lists every finding, and each finding's cell is coloured and told."""
    book = load_workbook(path)
    first = book.worksheets[0]
    assert first.max_row == 4 + len(checked.findings)
    for finding in checked.findings:
        if finding.place.address:
            cell = book[finding.place.sheet][finding.place.address]
            assert cell.comment is not None
            assert cell.fill.fgColor.rgb in ("FFF4B6B6", "FFFFF2B3")
