"""The store is opened read-only, and one that is missing or damaged is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipeline.errors import StoreUnavailableError
from pipeline.paths import Paths
from pipeline.settings import read_settings
from pipeline.sources import hash_file
from pipeline.store import hash_sources, open_scratch, open_store, read_sql
from tests.conftest import ROOT


def test_a_reader_cannot_change_the_store(store: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.InvalidInputException, match="read-only"):
        store.execute("DELETE FROM article_year")


def test_a_missing_store_is_refused(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreUnavailableError, match=r"store\.duckdb") as caught,
        open_store(tmp_path / "store.duckdb"),
    ):
        pass
    assert (caught.value.exit_code, caught.value.message) == (13, "error-store-missing")


@pytest.mark.parametrize("content", [b"", b"not a database", b"\x00" * 8192])
def test_a_damaged_store_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "store.duckdb"
    path.write_bytes(content)
    with pytest.raises(StoreUnavailableError) as caught, open_store(path) as connection:
        connection.execute("SELECT 1")
    assert caught.value.exit_code == 13
    assert path.read_bytes() == content


def test_every_source_file_is_hashed_by_its_path(
    store: duckdb.DuckDBPyConnection, project: Paths
) -> None:
    hashes = hash_sources(store)
    files = {path for path in (ROOT / "data" / "raw").rglob("*") if path.is_file()}
    assert set(hashes) <= {path.relative_to(ROOT).as_posix() for path in files}
    for file, digest in hashes.items():
        assert digest == hash_file(project.root / file)


def test_a_query_is_read_from_its_file() -> None:
    assert "CREATE MACRO practice_entries" in read_sql("measures", "practice_entries")


def test_work_that_does_not_fit_into_memory_says_which_setting_to_raise(tmp_path: Path) -> None:
    settings = replace(read_settings(Paths(ROOT)), memory_gib=0.05)
    with (
        pytest.raises(StoreUnavailableError) as refused,
        open_scratch(Paths(tmp_path), settings, spill=False) as connection,
    ):
        connection.execute(
            "CREATE TABLE large AS SELECT hash(n) AS a, n AS b FROM range(20_000_000) r(n)"
        )
    assert refused.value.message == "error-memory"
    assert refused.value.details["gib"] == "0.05"
    assert not list((tmp_path / "data" / "scratch").iterdir())
