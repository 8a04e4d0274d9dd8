"""curate: accepted tables -> data/curated/store.duckdb, written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipeline.errors import StoreUnavailableError
from pipeline.measures import MEASURES
from pipeline.paths import Paths
from pipeline.store import read_sql
from pipeline.tables import read_table

_FOUND = ("verdict", "finding", "intake")


def curate(paths: Paths) -> list[str]:
    """Build the store from what validation accepted and return its tables' names.

    The store is written beside its place and moved there when whole. Its tables are also written
    as Parquet: their bytes depend on the rows alone, the store's do not.
    """
    fresh = paths.store.with_suffix(".new.duckdb")
    paths.curated.mkdir(parents=True, exist_ok=True)
    fresh.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(fresh)) as connection:
            register_accepted(connection, paths.validated)
            build_tables(connection)
            names = export_tables(connection, paths.curated_tables)
        fresh.replace(paths.store)
    except (duckdb.IOException, OSError) as fault:
        reason = str(fault).splitlines()[0]
        raise StoreUnavailableError(
            "error-store-unavailable", file=str(paths.store), reason=reason
        ) from fault
    return names


def register_accepted(connection: duckdb.DuckDBPyConnection, validated: Path) -> None:
    """Make validation's tables visible as accepted_<table> and found_<table>."""
    for path in sorted((validated / "accepted").glob("*.parquet")):
        connection.register(f"accepted_{path.stem}", read_table(path))
    for name in _FOUND:
        connection.register(f"found_{name}", read_table(validated / f"{name}.parquet"))


def build_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the store's tables, their comments and the measures."""
    connection.execute(read_sql("store", "tables"))
    connection.execute(read_sql("store", "comments"))
    for measure in MEASURES:
        connection.execute(read_sql("measures", measure.name))


def export_tables(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[str]:
    """Write every table of the store as Parquet and return their names."""
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("*.parquet"):
        stale.unlink()
    tables = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE NOT temporary ORDER BY table_name"
    ).fetchall()
    for (name,) in tables:
        target = str(folder / f"{name}.parquet").replace("'", "''")
        connection.execute(f"COPY {name} TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
    return [str(name) for (name,) in tables]
