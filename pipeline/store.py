"""The DuckDB store: one stage writes it whole, everyone else opens it read-only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import duckdb

from pipeline.errors import StoreUnavailableError


@contextmanager
def open_store(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a read-only connection; refuse a store that is missing, busy or damaged."""
    if not path.is_file():
        raise StoreUnavailableError("error-store-missing", file=str(path))
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as fault:
        reason = str(fault).splitlines()[0]
        raise StoreUnavailableError(
            "error-store-unavailable", file=str(path), reason=reason
        ) from fault
    try:
        yield connection
    finally:
        connection.close()


def read_sql(folder: str, name: str) -> str:
    """Return the text of pipeline/sql/<folder>/<name>.sql."""
    return (files("pipeline") / "sql" / folder / f"{name}.sql").read_text(encoding="utf-8")


def hash_sources(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the SHA-256 of every source file, by its path from the project folder."""
    rows = connection.execute(
        "SELECT DISTINCT 'data/raw/' || source || '/' || file, sha256 FROM source ORDER BY ALL"
    ).fetchall()
    return {str(file): str(digest) for file, digest in rows}
