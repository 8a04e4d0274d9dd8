"""Taking over: only what the same inputs made, byte for byte; anything else is made anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipeline import take_over as module
from pipeline.paths import Paths
from pipeline.settings import Disclosure, read_settings
from pipeline.tables import write_table
from pipeline.take_over import hash_inputs, record_published, take_over
from tests.conftest import ROOT

YEAR = 2021
SETTINGS = read_settings(Paths(ROOT))
MADE = {
    "facts.json": "{}",
    "ky/digest.html": "<html>",
    f"bundle-{YEAR}.zip": "PK",
    "data/a.csv": "1",
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """Return a project with one published edition and everything it is made from."""
    paths = Paths(tmp_path / "project")
    for name in ("source", "correction", "concordance", "relation"):
        write_table(pd.DataFrame({"name": [name]}), paths.curated_tables / f"{name}.parquet")
    write_bounds(paths, {YEAR: 3, 2017: 4})
    for path in list_inputs(paths).values():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("as it was", encoding="utf-8")
    monkeypatch.setattr(module, "_CODE", paths.root / "pipeline")
    for name, text in MADE.items():
        path = paths.site / str(YEAR) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    record_published(paths, YEAR, hash_now(paths), paths.site / str(YEAR))
    return paths


def list_inputs(paths: Paths) -> dict[str, Path]:
    return {
        "a page": paths.edition_pages(YEAR) / "ky" / "digest.html",
        "a fact": paths.edition_analysed(YEAR) / "facts.json",
        "a change": paths.edition_compared(YEAR) / "changes.json",
        "a check": paths.expectations / "reconciliation.yaml",
        "a rule of the gates": paths.reports / "number-kinds.yaml",
        "the code": paths.root / "pipeline" / "sql" / "measures" / "a.sql",
    }


def write_bounds(paths: Paths, widths: dict[int, int]) -> None:
    rows = pd.DataFrame({"edition": list(widths), "width": list(widths.values())})
    write_table(rows, paths.curated_tables / "disclosure_bound.parquet")


def hash_now(paths: Paths) -> str:
    return hash_inputs(paths, SETTINGS, YEAR, 0)


def test_an_edition_made_from_the_same_is_taken_over_whole(site: Paths, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh" / str(YEAR)
    assert take_over(site, YEAR, hash_now(site), fresh)
    found = {path.relative_to(fresh).as_posix(): path.read_text() for path in fresh.rglob("*.*")}
    assert found == MADE
    assert (site.site / str(YEAR) / "facts.json").is_file(), "readers still need the old site"


@pytest.mark.parametrize("name", list(list_inputs(Paths(Path()))))
def test_every_input_decides(site: Paths, tmp_path: Path, name: str) -> None:
    list_inputs(site)[name].write_text("changed", encoding="utf-8")
    assert not take_over(site, YEAR, hash_now(site), tmp_path / "fresh")
    assert not (tmp_path / "fresh").exists()


@pytest.mark.parametrize("name", ["source", "correction", "concordance", "relation"])
def test_every_table_decides(site: Paths, name: str) -> None:
    before = hash_now(site)
    write_table(pd.DataFrame({"name": ["changed"]}), site.curated_tables / f"{name}.parquet")
    assert hash_now(site) != before


def test_settings_and_the_date_decide(site: Paths) -> None:
    changed = [
        hash_inputs(site, replace(SETTINGS, languages=("ky",)), YEAR, 0),
        hash_inputs(site, replace(SETTINGS, pairs=(("ky", "ru"),)), YEAR, 0),
        hash_inputs(site, replace(SETTINGS, disclosure=Disclosure(3, 10, False)), YEAR, 0),
        hash_inputs(site, SETTINGS, YEAR, 1),
        hash_now(site),
    ]
    assert len(set(changed)) == len(changed)


def test_packages_decide(site: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    before = hash_now(site)
    monkeypatch.setattr(module, "list_versions", lambda: {"typst": "0"})
    assert hash_now(site) != before


def test_another_edition_decides_nothing(site: Paths) -> None:
    before = hash_now(site)
    write_bounds(site, {YEAR: 3, 2017: 4, 2023: 5})
    (site.edition_pages(2023)).mkdir(parents=True)
    (site.edition_pages(2023) / "digest.html").touch()
    assert hash_inputs(site, replace(SETTINGS, editions=(2017, YEAR, 2023)), YEAR, 0) == before
    write_bounds(site, {YEAR: 9, 2017: 4})
    assert hash_now(site) != before, "its own bounds do"


def edit(site: Paths) -> None:
    (site.site / str(YEAR) / "ky" / "digest.html").write_text("<html >", encoding="utf-8")


def edit_bundle(site: Paths) -> None:
    (site.site / str(YEAR) / f"bundle-{YEAR}.zip").write_text("PL", encoding="utf-8")


def add(site: Paths) -> None:
    (site.site / str(YEAR) / "more.txt").touch()


def remove(site: Paths) -> None:
    (site.site / str(YEAR) / "data" / "a.csv").unlink()


def unpublish(site: Paths) -> None:
    shutil.rmtree(site.site)


def lose_record(site: Paths) -> None:
    site.publication(YEAR).unlink()


def cut_record(site: Paths) -> None:
    site.publication(YEAR).write_text('{"inputs": "', encoding="utf-8")


def empty_record(site: Paths) -> None:
    site.publication(YEAR).write_text("[]", encoding="utf-8")


FAULTS = [edit, edit_bundle, add, remove, unpublish, lose_record, cut_record, empty_record]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_what_is_not_as_published_is_made_anew(
    site: Paths, tmp_path: Path, fault: Callable[[Paths], None]
) -> None:
    fault(site)
    assert not take_over(site, YEAR, hash_now(site), tmp_path / "fresh")
    assert not (tmp_path / "fresh").exists()
