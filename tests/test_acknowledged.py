"""Unexplained changes stop publishing; an entry with a guard lets one through, and no other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from pipeline.acknowledged import check_unexplained, read_acknowledged
from pipeline.compare import Change
from pipeline.errors import InvalidContentError, UnreadableFileError
from pipeline.words import LANGUAGES, load_words
from tests.conftest import MakeFact

ENTRY = {
    "edition": 2021, "fact": "agencies.*.2020", "old": 8, "new": 9,
    "why": "The form was read again.", "who": "A. B., 2026-01-01",
}  # fmt: skip


def write(folder: Path, *entries: object) -> Path:
    path = folder / "acknowledged.yaml"
    path.write_text(yaml.safe_dump({"acknowledged": list(entries)}), encoding="utf-8")
    return path


@pytest.fixture
def change(make_fact: MakeFact) -> Change:
    old, new = make_fact("agencies.nsc.2020", 8), make_fact("agencies.nsc.2020", 9)
    return Change(old.id, "changed", old, new, ("unexplained",), ())


def test_an_unexplained_change_is_a_fault_with_its_place(change: Change) -> None:
    (fault,) = check_unexplained([change], [], 2021)
    assert fault.gate == "diff"
    assert fault.place == "2021/facts.json, agencies.nsc.2020"
    assert "8 became 9" in fault.fact


def test_an_explained_change_is_none(change: Change) -> None:
    assert check_unexplained([replace(change, reasons=("revision",))], [], 2021) == []


def test_an_entry_whose_guard_holds_lets_it_through(tmp_path: Path, change: Change) -> None:
    assert check_unexplained([change], read_acknowledged(write(tmp_path, ENTRY)), 2021) == []


@pytest.mark.parametrize(
    "differs", [{"old": 7}, {"new": 10}, {"edition": 2023}, {"fact": "agencies.moi.*"}]
)
def test_an_entry_for_another_change_does_not(
    tmp_path: Path, change: Change, differs: dict[str, object]
) -> None:
    entries = read_acknowledged(write(tmp_path, ENTRY | differs))
    assert len(check_unexplained([change], entries, 2021)) == 1


def test_a_guard_may_be_a_status_or_none(
    tmp_path: Path, change: Change, make_fact: MakeFact
) -> None:
    hidden = replace(change, new=make_fact(change.id, None, status="suppressed"))
    entries = read_acknowledged(write(tmp_path, ENTRY | {"new": "suppressed"}))
    assert check_unexplained([hidden], entries, 2021) == []
    gone = replace(change, new=None, kind="vanished")
    entries = read_acknowledged(write(tmp_path, ENTRY | {"new": "none"}))
    assert check_unexplained([gone], entries, 2021) == []


@pytest.mark.parametrize("part", ["edition", "fact", "old", "new", "why", "who"])
def test_an_entry_without_a_part_is_refused(tmp_path: Path, part: str) -> None:
    path = write(tmp_path, {name: value for name, value in ENTRY.items() if name != part})
    with pytest.raises(InvalidContentError) as caught:
        read_acknowledged(path)
    for language in LANGUAGES:
        told = load_words(language).say(caught.value.message, **caught.value.details)
        assert part in told


@pytest.mark.parametrize("entry", [ENTRY | {"whom": "x"}, ENTRY | {"edition": "x"}, "text"])
def test_an_entry_that_is_none_is_refused(tmp_path: Path, entry: object) -> None:
    with pytest.raises(InvalidContentError):
        read_acknowledged(write(tmp_path, entry))


def test_no_file_acknowledges_nothing(tmp_path: Path) -> None:
    assert read_acknowledged(tmp_path / "acknowledged.yaml") == ()
    path = tmp_path / "acknowledged.yaml"
    path.write_text("a: [", encoding="utf-8")
    with pytest.raises(UnreadableFileError):
        read_acknowledged(path)
