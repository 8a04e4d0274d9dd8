"""The store's tables on object storage: written there once, queried from any machine.

DuckDB reads and writes the Parquet files through fsspec (s3fs, gcsfs and others, by the scheme of
the address); its own httpfs extension would be a download.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import fsspec

from pipeline.errors import StoreUnavailableError
from pipeline.measures import create_measures


def share_tables(folder: Path, address: str) -> list[str]:
    """Copy the Parquet tables in `folder` to `address` (s3://bucket/prefix); return their names.

    Refuses an address that cannot be written.
    """
    root = address.rstrip("/")
    names = [path.stem for path in sorted(folder.glob("*.parquet"))]
    with _refuse_faults(address), duckdb.connect() as connection:
        _register(connection, address)
        for name in names:
            rows = connection.read_parquet(str(folder / f"{name}.parquet"))
            rows.write_parquet(f"{root}/{name}.parquet", compression="zstd")
    return names


@contextmanager
def open_shared(address: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection with the tables at `address` as views and every measure as a macro.

    Refuses an address that cannot be read or holds no table.
    """
    pattern = f"{address.rstrip('/')}/*.parquet"
    with duckdb.connect() as connection:
        with _refuse_faults(address):
            _register(connection, address)
            files = connection.execute("FROM glob(?) ORDER BY ALL", [pattern]).fetchall()
            for (file,) in files:
                connection.read_parquet(file).create_view(Path(file).stem)
        if not files:
            raise StoreUnavailableError("error-store-missing", file=address)
        create_measures(connection)
        yield connection


def _register(connection: duckdb.DuckDBPyConnection, address: str) -> None:
    # A file system kept from an earlier call would not see that the environment has changed.
    connection.register_filesystem(fsspec.core.url_to_fs(address, skip_instance_cache=True)[0])


@contextmanager
def _refuse_faults(address: str) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, ImportError, duckdb.Error) as fault:
        # What went wrong in a file system comes back from DuckDB as the last line of a traceback.
        reason = (str(fault).strip().splitlines() or [type(fault).__name__])[-1]
        raise StoreUnavailableError(
            "error-store-unavailable", file=address, reason=reason
        ) from fault
