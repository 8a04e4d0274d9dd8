"""A bundle's bytes depend on its files alone, and whoever unpacks it can read them."""

from __future__ import annotations

import os
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from pipeline.seals import check_bundle, hash_file, write_bundle

SUMMER_2021 = 1625140800


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    folder = tmp_path / "2021"
    (folder / "ky").mkdir(parents=True)
    (folder / "ky" / "дайджест.html").write_text("а" * 5000, encoding="utf-8")
    (folder / "facts.json").write_text("[]", encoding="utf-8")
    return folder


def test_files_stand_below_the_editions_year_readable_for_everybody(edition: Path) -> None:
    (edition / "facts.json").chmod(0o600)
    target = edition.parent / "a.zip"
    write_bundle(edition, target, SUMMER_2021)
    with ZipFile(target) as bundle:
        entries = bundle.infolist()
    assert [entry.filename for entry in entries] == ["2021/facts.json", "2021/ky/дайджест.html"]
    assert {entry.external_attr >> 16 & 0o777 for entry in entries} == {0o644}
    assert {entry.date_time for entry in entries} == {(2021, 7, 1, 12, 0, 0)}
    assert {entry.compress_type for entry in entries} == {ZIP_DEFLATED}


def test_the_same_files_give_the_same_bytes_whenever_they_were_written(edition: Path) -> None:
    first, second = edition.parent / "a.zip", edition.parent / "b.zip"
    write_bundle(edition, first, SUMMER_2021)
    os.utime(edition / "facts.json", (1, 1))
    write_bundle(edition, second, SUMMER_2021)
    assert first.read_bytes() == second.read_bytes()


def test_a_clock_before_all_zips_gives_their_first_day(edition: Path) -> None:
    target = edition.parent / "a.zip"
    write_bundle(edition, target, 0)
    with ZipFile(target) as bundle:
        assert {each.date_time for each in bundle.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_bundle_that_holds_something_else_is_told(edition: Path) -> None:
    target = edition / "bundle-2021.zip"
    assert [fault.fact for fault in check_bundle(target, {})] == ["missing"]
    write_bundle(edition, edition.parent / "b.zip", SUMMER_2021)
    (edition.parent / "b.zip").rename(target)
    names = ("facts.json", "ky/дайджест.html")
    wanted = {name: hash_file(edition / name) for name in names}
    assert check_bundle(target, wanted) == []
    (fault,) = check_bundle(target, {**wanted, "facts.json": "0" * 64})
    assert fault.place == "2021/bundle-2021.zip/facts.json"
    target.write_bytes(target.read_bytes()[:100])
    (fault,) = check_bundle(target, wanted)
    assert "cannot be read" in fault.fact
