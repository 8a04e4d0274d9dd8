"""The DuckDB store: one stage writes it whole, everyone else opens it read-only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from pipeline.errors import StoreUnavailableError
from pipeline.paths import Paths
from pipeline.settings import Settings


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


@contextmanager
def open_folder(paths: Paths) -> Iterator[Path]:
    """Yield a scratch folder, which is deleted with all it holds."""
    paths.scratch.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=paths.scratch) as name:
        yield Path(name)


@contextmanager
def open_scratch(
    paths: Paths, settings: Settings, *, spill: bool = True
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection in memory, within the memory of params.yaml.

    Without `spill` nothing of what it works on is written there: raw texts may name persons.
    """
    with (
        open_folder(paths) as folder,
        duckdb.connect() as connection,
        limit_memory(connection, settings, folder if spill else None),
    ):
        yield connection


@contextmanager
def open_limited_store(paths: Paths, settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a read-only connection to the store that stays within the memory of params.yaml."""
    with (
        open_folder(paths) as folder,
        open_store(paths.store) as connection,
        limit_memory(connection, settings, folder),
    ):
        yield connection


@contextmanager
def open_limited(
    paths: Paths, settings: Settings, file: Path
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection that writes the store `file` within the memory of params.yaml."""
    with (
        open_folder(paths) as folder,
        duckdb.connect(str(file)) as connection,
        limit_memory(connection, settings, folder),
    ):
        yield connection


@contextmanager
def limit_memory(
    connection: duckdb.DuckDBPyConnection, settings: Settings, folder: Path | None
) -> Iterator[None]:
    """Keep a connection within the memory of params.yaml; beyond it, it spills to `folder`.

    Refuses work that does not fit into the memory, or whose spilled rows do not fit on the disk.
    """
    connection.execute("SET enable_progress_bar = false")
    connection.execute(f"SET memory_limit = '{settings.memory_gib}GiB'")
    connection.execute(f"SET temp_directory = {quote_path(folder or '')}")
    try:
        yield
    except duckdb.OutOfMemoryException as fault:
        raise StoreUnavailableError("error-memory", gib=f"{settings.memory_gib:g}") from fault


def quote_path(path: Path | str) -> str:
    """Return a path as SQL writes texts, for the statements that take no parameter there."""
    return "'" + str(path).replace("'", "''") + "'"


def read_sql(folder: str, name: str) -> str:
    """Return the text of pipeline/sql/<folder>/<name>.sql."""
    return (files("pipeline") / "sql" / folder / f"{name}.sql").read_text(encoding="utf-8")


def hash_sources(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the SHA-256 of every source file, by its path from the project folder."""
    rows = connection.execute(
        "SELECT DISTINCT 'data/raw/' || source || '/' || file, sha256 FROM source ORDER BY ALL"
    ).fetchall()
    return {str(file): str(digest) for file, digest in rows}
