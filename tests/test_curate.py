"""The store is written whole or not at all, and its tables say what they hold."""

from __future__ import annotations

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
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "validated").symlink_to(project.validated)
    (tmp_path / "data" / "raw").symlink_to(project.raw)
    (tmp_path / "expectations").symlink_to(project.expectations)
    (tmp_path / "params.yaml").symlink_to(project.params)
    return Paths(tmp_path)


def test_curating_writes_the_store_and_the_same_tables_as_parquet(fresh: Paths) -> None:
    names = curate(fresh)
    assert {"article_year", "agency_year", "agency_breakdown", "concordance", "source", "claim",
            "verdict", "finding", "intake"} <= set(names)  # fmt: skip
    with open_store(fresh.store) as connection:
        for name in names:
            stored = connection.execute(f"SELECT count(*) FROM {name}").fetchone()
            assert stored == (len(pd.read_parquet(fresh.curated_tables / f"{name}.parquet")),)


def test_curating_twice_gives_the_same_bytes(fresh: Paths) -> None:
    curate(fresh)
    before = {path.name: path.read_bytes() for path in fresh.curated_tables.iterdir()}
    curate(fresh)
    assert before == {path.name: path.read_bytes() for path in fresh.curated_tables.iterdir()}


def test_a_table_that_is_gone_leaves_no_file_behind(fresh: Paths) -> None:
    fresh.curated_tables.mkdir(parents=True)
    (fresh.curated_tables / "gone.parquet").write_bytes(b"old")
    assert "gone" not in curate(fresh)
    assert not (fresh.curated_tables / "gone.parquet").exists()


def test_a_store_that_cannot_be_replaced_is_refused(fresh: Paths) -> None:
    fresh.store.mkdir(parents=True)
    (fresh.store / "in_the_way").touch()
    with pytest.raises(StoreUnavailableError) as caught:
        curate(fresh)
    assert caught.value.exit_code == 13


def test_a_failed_curating_leaves_the_old_store_whole(
    fresh: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    curate(fresh)
    before = fresh.store.read_bytes()

    def fail(connection: duckdb.DuckDBPyConnection) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("pipeline.curate.build_tables", fail)
    with pytest.raises(StoreUnavailableError, match="disk full"):
        curate(fresh)
    assert fresh.store.read_bytes() == before


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
