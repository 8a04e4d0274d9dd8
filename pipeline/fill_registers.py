"""curate, for registers of cases: the store's tables from the accepted rows, out of core.

A register is cut into parts of about as many cases, by the first digits of the case ids: hashes are
spread evenly. A part has all rows of its cases, is joined and sorted on its own in memory, and
parts follow each other in the order of the ids, so that the tables are the same however many there
are.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from pathlib import Path
from typing import Final

import duckdb

from pipeline.concordance import GENERAL_PART, NEIGHBOURS
from pipeline.paths import Paths
from pipeline.settings import Settings
from pipeline.store import open_folder, quote_path, read_sql

# Rows of all six tables that one part may have for each GiB of memory: measured, so that nothing is
# spilled while a part is joined and sorted.
ROWS_PER_GIB: Final = 2_000_000
# Rows that are gathered for all parts together are this fraction of what fits into the memory.
_GATHERED: Final = 16
# Case ids are hexadecimal; so many digits of them tell so many parts apart.
_DIGITS: Final = 2
_MOST_PARTS: Final = 16**_DIGITS


def fill_registers(connection: duckdb.DuckDBPyConnection, paths: Paths, settings: Settings) -> None:
    """Fill the register tables from validation's accepted rows, if a register was landed."""
    files = sorted(paths.accepted_register.glob("*.parquet"))
    if not files:
        return
    outside = [[offence] for offence in (*NEIGHBOURS, *GENERAL_PART)]
    connection.execute("CREATE TEMP TABLE neighbour (offence VARCHAR)")
    connection.executemany("INSERT INTO neighbour VALUES (?)", outside)
    connection.execute(read_sql("register", "code_period"))
    parts = count_parts(connection, files, settings.memory_gib)
    # Before it writes them, DuckDB gathers so many rows for each part and thread.
    gathered = int(ROWS_PER_GIB * settings.memory_gib) // (_GATHERED * parts)
    connection.execute(f"SET partitioned_write_flush_threshold = {max(1, gathered)}")
    with open_folder(paths) as folder:
        for path in files:
            show_rows(connection, path.stem, [path])
            if parts > 1:
                cut_rows(connection, path.stem, parts, folder / path.stem)
        for part in range(parts):
            for path in files:
                if parts > 1:
                    pieces = sorted((folder / path.stem / f"part={part}").glob("*.parquet"))
                    show_rows(connection, path.stem, pieces or [path], empty=not pieces)
            connection.execute(read_sql("register", "fill"))
    connection.execute(read_sql("register", "sum_up"))


def count_parts(
    connection: duckdb.DuckDBPyConnection, files: Sequence[Path], memory_gib: float
) -> int:
    """Return into how many parts to cut the rows of the files, at least one."""
    ((rows,),) = connection.execute(
        "SELECT sum(num_rows) FROM parquet_file_metadata(?)", [[str(path) for path in files]]
    ).fetchall()
    return min(max(1, ceil(int(rows) / (ROWS_PER_GIB * memory_gib))), _MOST_PARTS)


def cut_rows(connection: duckdb.DuckDBPyConnection, table: str, parts: int, folder: Path) -> None:
    """Write the accepted rows of a table by part, as folder/part=<n>/*.parquet."""
    connection.execute(
        f"COPY (SELECT *, ('0x' || left(case_id, {_DIGITS}))::INTEGER * {parts} // {_MOST_PARTS} "  # noqa: S608 - names of our own
        f"AS part FROM accepted_{table}) TO {quote_path(folder)} "
        "(FORMAT parquet, COMPRESSION zstd, PARTITION_BY part)"
    )


def show_rows(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    files: Sequence[Path],
    *,
    empty: bool = False,
) -> None:
    """Make rows of Parquet files visible as accepted_<table>; only their columns if `empty`."""
    places = ", ".join(quote_path(path) for path in files)
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW accepted_{table} AS "  # noqa: S608 - names of our own
        f"SELECT * FROM read_parquet([{places}], hive_partitioning = false)"
        + (" LIMIT 0" if empty else "")
    )
