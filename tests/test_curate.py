"""The store is written whole or not at all, and its tables say what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pipeline.curate import curate
from pipeline.errors import StoreUnavailableError
from pipeline.paths import Paths
from pipeline.store import open_store


@pytest.fixture
def fresh(project: Paths, tmp_path: Path) -> Paths:
    """Return a project of its own with what validation accepted."""
    return share_accepted(project, tmp_path)


def share_accepted(project: Paths, folder: Path) -> Paths:
    (folder / "data").mkdir()
    (folder / "data" / "validated").symlink_to(project.validated)
    (folder / "data" / "raw").symlink_to(project.raw)
    (folder / "expectations").symlink_to(project.expectations)
    (folder / "params.yaml").symlink_to(project.params)
    return Paths(folder)


@dataclass(frozen=True)
class Twice:
    """A project curated, given the file of a table that no store has, and curated again."""

    paths: Paths
    names: list[list[str]]
    tables: list[dict[str, bytes]]


@pytest.fixture(scope="module")
def twice(project: Paths, tmp_path_factory: pytest.TempPathFactory) -> Twice:
    paths = share_accepted(project, tmp_path_factory.mktemp("twice"))
    names, tables = [], []
    for _ in range(2):
        names.append(curate(paths))
        tables.append({path.name: path.read_bytes() for path in paths.curated_tables.iterdir()})
        (paths.curated_tables / "gone.parquet").write_bytes(b"old")
    return Twice(paths, names, tables)


def test_curating_writes_the_store_and_the_same_tables_as_parquet(twice: Twice) -> None:
    names = twice.names[0]
    assert {"article_year", "agency_year", "agency_breakdown", "concordance", "source", "claim",
            "verdict", "finding", "intake"} <= set(names)  # fmt: skip
    with open_store(twice.paths.store) as connection:
        for name in names:
            stored = connection.execute(f"SELECT count(*) FROM {name}").fetchone()
            assert stored == (len(pd.read_parquet(twice.paths.curated_tables / f"{name}.parquet")),)


def test_curating_twice_gives_the_same_bytes(twice: Twice) -> None:
    assert twice.tables[0] == twice.tables[1]


def test_a_table_that_is_gone_leaves_no_file_behind(twice: Twice) -> None:
    assert "gone" not in twice.names[1]
    assert "gone.parquet" not in twice.tables[1]


def test_a_store_that_cannot_be_replaced_is_refused(
    fresh: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.curate.fill_store", lambda *_: None)
    fresh.store.mkdir(parents=True)
    (fresh.store / "in_the_way").touch()
    with pytest.raises(StoreUnavailableError) as caught:
        curate(fresh)
    assert caught.value.exit_code == 13


def test_a_failed_curating_leaves_the_old_store_whole(
    fresh: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh.curated.mkdir(parents=True)
    fresh.store.write_bytes(b"whole")

    def fail(connection: duckdb.DuckDBPyConnection) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("pipeline.curate.build_tables", fail)
    with pytest.raises(StoreUnavailableError, match="disk full"):
        curate(fresh)
    assert fresh.store.read_bytes() == b"whole"


def test_every_column_of_numbers_says_its_unit(store: duckdb.DuckDBPyConnection) -> None:
    commented = store.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE comment IS NOT NULL"
    ).fetchall()
    for column in (("article_year", "cases"), ("agency_year", "value")):
        assert column in commented


def test_a_status_says_whether_there_is_a_number(store: duckdb.DuckDBPyConnection) -> None:
    for table, column in (("article_year", "cases"), ("agency_year", "value"),
                          ("agency_breakdown", "value"), ("headline", "value")):  # fmt: skip
        found = store.execute(
            f"SELECT DISTINCT status, {column} IS NULL, {column} = 0 FROM {table}"
        ).fetchall()
        for status, missing, is_zero in found:
            assert missing == (status not in ("value", "zero"))
            assert bool(is_zero) == (status == "zero")


def test_only_the_newest_workbook_counts_but_every_version_is_kept(
    store: duckdb.DuckDBPyConnection,
) -> None:
    files = "SELECT DISTINCT file FROM {} WHERE source = 'nsc_sdg_16_2_2'"
    (current,) = store.execute(files.format("agency_year")).fetchall()
    assert "2025-01-17" in current[0]
    assert len(store.execute(files.format("agency_version")).fetchall()) == 4
