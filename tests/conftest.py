"""What the tests share: the real sources, landed and curated once, and small made-up facts.

The store is built without Great Expectations, whose import alone takes longer than all fast tests:
the suites are answered without it. test_suites.py shows that both say the same.
"""

from __future__ import annotations

import atexit
import csv
import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.paths import Paths

# Imported where they are used: the process that only hands tests out reads this file first, and the
# workers start after it.
if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    from playwright.sync_api import Browser

    from pipeline.analyse import Analysis
    from pipeline.facts import Fact

TESTS = Path(__file__).parent
ROOT = TESTS.parent
EDITIONS = (2017, 2021, 2023)


@pytest.hookimpl(tryfirst=True)  # Before xdist reads the groups.
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep tests that share what takes long to make on one worker: each worker makes its own.

    Those of the curated project go together, others by file, unless they name a group.
    """
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            shares = "project" in getattr(item, "fixturenames", ())
            item.add_marker(pytest.mark.xdist_group("project" if shares else item.path.stem))


def pytest_configure() -> None:
    """Look for garbage among what the tests make, not in all they import: a tenth of their time."""
    gc.disable()
    atexit.register(gc.unfreeze)  # At the end libraries look whether all they made is gone.


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.set_threshold(20_000)
    gc.enable()


def read_golden(name: str) -> list[dict[str, str]]:
    """Return the lines of a golden table, typed from the publications by hand."""
    with (TESTS / "golden" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def read_expected(printed: str) -> float | None:
    """Return what a golden cell says: "-" is a number that was not printed."""
    return None if printed == "-" else float(printed)


def copy_project(target: Path, raw: bool = True) -> Paths:
    """Make a minimal project in `target`: parameters, expectations and, if wanted, raw data."""
    target.mkdir(parents=True, exist_ok=True)
    for name in ("params.yaml", "dvc.yaml"):
        shutil.copyfile(ROOT / name, target / name)
    (target / "expectations").symlink_to(ROOT / "expectations")
    if raw:
        shutil.copytree(ROOT / "data" / "raw", target / "data" / "raw")
    return Paths(target)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """Return a project whose sources are landed, curated and analysed for every edition."""
    return build_store(copy_project(tmp_path_factory.mktemp("project")))


def build_store(paths: Paths) -> Paths:
    """Land, validate and curate a project's sources; return its paths."""
    from pipeline.curate import curate
    from pipeline.land import land, read_landed
    from pipeline.suites import answer_suite
    from pipeline.validate import add_presence, validate_tables, write_validation

    land(paths)
    tables = read_landed(paths.landed)
    source = tables.pop("source")
    validation = validate_tables(tables, paths.expectations, answer_suite)
    write_validation(add_presence(validation, source, tables), source, paths.validated)
    curate(paths)
    return paths


@pytest.fixture(scope="session")
def landed(project: Paths) -> dict[str, pd.DataFrame]:
    from pipeline.land import read_landed

    return read_landed(project.landed)


@pytest.fixture(scope="session")
def sources() -> dict[str, object]:
    from pipeline.sources import read_sources

    return {source.id: source for source in read_sources(ROOT / "data" / "raw")}


@pytest.fixture(scope="session")
def editions(project: Paths) -> dict[int, Analysis]:
    """Return the facts and claims of every edition; they are also written in the project."""
    from pipeline.analyse import analyse

    return {year: analyse(project, year) for year in EDITIONS}


@pytest.fixture(scope="session")
def store(project: Paths) -> Iterator[duckdb.DuckDBPyConnection]:
    from pipeline.store import open_store

    with open_store(project.store) as connection:
        yield connection


MakeFact = Callable[..., "Fact"]


@pytest.fixture(scope="session")
def make_fact() -> MakeFact:
    """Return a maker of facts that need no store: an id, a value, and what differs."""
    from pipeline.facts import Fact, SourceRef

    def make(name: str, value: float | None, **given: object) -> Fact:
        status = "not_reported" if value is None else "zero" if value == 0 else "value"
        known: dict[str, object] = {
            "unit": "cases",
            "status": status,
            "table": "practice_entries",
            "row": {"key": name},
            "sql": "SELECT value FROM practice_entries(2017)",
            "sources": (SourceRef("data/raw/x/x.csv", "0" * 64, "row 2"),),
            "label": {"ky": f"ky {name}", "ru": f"ru {name}", "en": f"en {name}"},
        }
        return Fact(id=name, value=value, **{**known, **given})  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return one browser for every test of pages: a process can drive one Playwright at a time."""
    from tests.site.browsing import start_browser  # Most runs open no browser.

    with start_browser() as started:
        yield started
