"""land, for registers of cases: whole files as columns through DuckDB, out of core.

Each distinct cell text is read once; keys become HMACs; names and unknown columns are left in the
file and only their headings are told. Every row keeps its place; a cell that cannot be read leaves
its column's name in `unread`, never its text, which may name a person.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import pandas as pd
import pyarrow as pa

from pipeline.errors import UnknownLayoutError, UnreadableFileError, WrongCallError
from pipeline.form_spec import ColumnSpec, SheetSpec, read_form
from pipeline.paths import Paths
from pipeline.register_files import RawSheet, read_register_csv, read_register_form
from pipeline.register_keys import install_key, read_key
from pipeline.register_values import CITATION_FIELDS, read_texts
from pipeline.settings import Settings
from pipeline.sources import Source, SourceTable
from pipeline.store import open_folder, open_scratch, quote_path
from pipeline.tables import write_table

LAYOUT: Final = "register_csv"
FORM_TABLE: Final = "register"
SHEETS: Final = read_form("case-register").sheets
TABLES: Final = tuple(sheet.table for sheet in SHEETS)
# Which id a key column becomes, from which key columns.
_IDS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "case_key": ("case_id", ("case_key",)),
    "defendant_key": ("defendant_id", ("case_key", "defendant_key")),
    "victim_key": ("victim_id", ("case_key", "victim_key")),
}
_PREFIXES: Final = {
    "citation_filing": "filing",
    "citation_verdict": "verdict",
    "citation": "sentence",
}
_LONGEST_HEADING: Final = 60
_LINE: Final = re.compile(r"[Ll]ine:? (\d+)")
_SQL_TYPES: Final = {"date": "DATE", "count": "BIGINT", "amount": "DOUBLE", "months": "DOUBLE"}


@dataclass(frozen=True)
class Dropped:
    """Headings of a file that were not landed: those of names, and those nobody knows."""

    source: str
    file: str
    headings: tuple[str, ...]


@dataclass(frozen=True)
class LandedRegisters:
    """Rows landed by table, and the headings left behind. Both empty without a register."""

    rows: Mapping[str, int]
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True)
class _Part:
    """A sheet of one file, where it is from, and whether the file is the newest of its register."""

    sheet: RawSheet
    source: Source
    table: SourceTable
    is_current: bool


def is_register(table: SourceTable) -> bool:
    return table.layout == LAYOUT or table.table == FORM_TABLE


def check_mixture(sources: Iterable[Source]) -> None:
    """Refuse a project in which synthetic data stand beside real ones; reference data may."""
    data = [source for source in sources if source.kind != "reference"]
    synthetic = [source.id for source in data if not source.real]
    real = [source.id for source in data if source.real]
    if synthetic and real:
        raise WrongCallError("error-synthetic-mixed", synthetic=synthetic[0], real=real[0])


def land_registers(paths: Paths, sources: Sequence[Source], settings: Settings) -> LandedRegisters:
    """Land every register as Parquet, one file per table, all six if there is any register.

    Refuses a real register without a key (read_key), a file that cannot be read and a sheet
    without its required columns.
    """
    entries = [
        (source, table) for source in sources for table in source.tables if is_register(table)
    ]
    if not entries:
        return LandedRegisters({}, ())
    key = read_key(is_real=any(source.real for source, _ in entries))
    newest = find_newest(entries)
    paths.landed_register.mkdir(parents=True, exist_ok=True)
    parts: dict[str, list[_Part]] = {name: [] for name in TABLES}
    with open_folder(paths) as folder:
        for source, table in entries:
            is_current = table.version == newest[_series(source, table)]
            for sheet in _read_sheets(source, table, folder):
                parts[sheet.spec.table].append(_Part(sheet, source, table, is_current))
        rows = _land_tables(parts, key, paths, settings)
    dropped = [
        Dropped(part.source.id, part.table.file, _shorten(part.sheet.dropped))
        for name in TABLES
        for part in parts[name]
        if part.sheet.dropped
    ]
    write_table(list_dropped(dropped), paths.landed_dropped)
    return LandedRegisters(rows, tuple(dropped))


def _land_tables(
    parts: Mapping[str, Sequence[_Part]], key: bytes, paths: Paths, settings: Settings
) -> dict[str, int]:
    """Land the tables side by side, each on a cursor of its own, and return their rows.

    Rows of a file are numbered in their order, which DuckDB does on one core a table. To open a
    database takes longer than to land a small table: they share one, and with it the memory.
    """
    workers = min(len(SHEETS), os.cpu_count() or 1)

    def land(spec: SheetSpec) -> int:
        with database.cursor() as connection:
            install_key(connection, key)
            return _land_table(connection, spec, parts[spec.table], paths.landed_register)

    with (
        open_scratch(paths, settings, spill=False) as database,
        ThreadPoolExecutor(workers) as pool,
    ):
        return dict(zip(TABLES, pool.map(land, SHEETS), strict=True))


def _land_table(
    connection: duckdb.DuckDBPyConnection,
    spec: SheetSpec,
    parts: Sequence[_Part],
    folder: Path,
) -> int:
    """Write a table's parts as one Parquet file, and return its rows; an empty one if none came."""
    # Files come without statistics. Left to itself, DuckDB takes a large file for the small side of
    # a join with the meanings of its texts: it would hold all its rows, and lose their order.
    connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
    names = [
        _read_part(connection, part, f"part_{number}") for number, part in enumerate(parts)
    ] or [_describe_empty(connection, spec)]
    union = " UNION ALL BY NAME ".join(f"SELECT * FROM {name}" for name in names)  # noqa: S608
    target = quote_path(folder / f"{spec.table}.parquet")
    ((written,),) = connection.execute(
        f"COPY ({union}) TO {target} (FORMAT parquet, COMPRESSION zstd)"
    ).fetchall()
    return int(written)


def list_dropped(dropped: Iterable[Dropped]) -> pd.DataFrame:
    """Return one row for each heading left behind: source, file, heading."""
    rows = [(each.source, each.file, text) for each in dropped for text in each.headings]
    return pd.DataFrame(rows, columns=["source", "file", "heading"], dtype="str")


def _shorten(headings: Iterable[str]) -> tuple[str, ...]:
    """Return headings up to a length that is enough to find them: what is longer is no heading."""
    texts = (" ".join(each.split()) for each in headings)
    return tuple(
        text if len(text) <= _LONGEST_HEADING else f"{text[: _LONGEST_HEADING - 1]}…"
        for text in texts
    )


def find_newest(
    entries: Iterable[tuple[Source, SourceTable]],
) -> dict[tuple[str, str, str], str]:
    """Return the newest version of each register: of one source, table and year."""
    newest: dict[tuple[str, str, str], str] = {}
    for source, table in entries:
        series = _series(source, table)
        newest[series] = max(newest.get(series, ""), table.version)
    return newest


def _series(source: Source, table: SourceTable) -> tuple[str, str, str]:
    return source.id, table.table, str(table.options.get("year", ""))


def _read_sheets(source: Source, table: SourceTable, folder: Path) -> list[RawSheet]:
    """Return the raw sheets of a file: one of a table's CSV, all of a filled form."""
    if table.layout != LAYOUT:
        return read_register_form(source.path(table))
    spec = next((sheet for sheet in SHEETS if sheet.table == table.table), None)
    if spec is None:
        raise UnknownLayoutError(
            "error-register-table",
            file=f"{source.id}/{table.file}",
            table=table.table,
            known=", ".join(TABLES),
        )
    return [read_register_csv(source.path(table), spec, folder)]


def _read_part(connection: duckdb.DuckDBPyConnection, part: _Part, name: str) -> str:
    """Define the view `name`, the part's rows as landed from its raw texts, and return its name."""
    sheet, source, table = part.sheet, part.source, part.table
    sheet.show(connection, f"raw_{name}")
    read = [spec for spec in sheet.spec.columns if spec.kind not in ("key", "dropped")]
    given = [spec for spec in read if spec.id in sheet.columns]
    try:
        meanings = _read_distinct(connection, part.sheet, given, name)
    except duckdb.Error as fault:
        # DuckDB quotes the row it stopped at, and rows name persons: only its number is told.
        line = _LINE.search(str(fault))
        raise UnreadableFileError(
            "error-register-unreadable",
            file=f"{source.id}/{table.file}",
            row=line[1] if line else "?",
        ) from None
    joins = [
        f"LEFT JOIN {meanings[spec.id]} ON {meanings[spec.id]}.text = raw.{sheet.columns[spec.id]}"
        for spec in given
    ]
    connection.execute(
        f"CREATE TEMP TABLE origin_{name} AS SELECT ? AS source, ? AS file, "
        "? AS version, ? AS is_current",
        [source.id, table.file, table.version, part.is_current],
    )
    unread = ", ".join(
        f"CASE WHEN raw.{sheet.columns[spec.id]} IS NOT NULL AND NOT {meanings[spec.id]}.is_read "
        f"THEN '{spec.id}' END"
        for spec in given
    )
    columns = [
        *_list_ids(sheet),
        *(field for spec in read for field in _list_fields(spec, meanings.get(spec.id))),
        f"concat_ws('; ', {unread or 'NULL'}) AS unread",
    ]
    # Names of tables and columns here are our own; texts of the file are parameters or joined.
    connection.execute(
        f"CREATE TEMP VIEW {name} AS SELECT o.*, raw.row, {', '.join(columns)} "  # noqa: S608
        f"FROM raw_{name} AS raw CROSS JOIN origin_{name} AS o {' '.join(joins)}"
    )
    return name


def _read_distinct(
    connection: duckdb.DuckDBPyConnection,
    sheet: RawSheet,
    given: Sequence[ColumnSpec],
    name: str,
) -> dict[str, str]:
    """Return by column the table that says what its distinct texts mean, all found in one pass."""
    if not given:
        return {}
    places = [sheet.columns[spec.id] for spec in given]
    lists = ", ".join(f"list(DISTINCT {at}) FILTER ({at} IS NOT NULL)" for at in places)
    # Names here are our own, and lists of texts are read back as values.
    (found,) = connection.execute(f"SELECT {lists} FROM raw_{name}").fetchall()  # noqa: S608
    tables = {}
    for spec, texts in zip(given, found, strict=True):
        tables[spec.id] = f"{name}_{spec.id}"
        connection.register(tables[spec.id], read_texts(spec, sorted(texts or ())))
    return tables


def _list_ids(sheet: RawSheet) -> list[str]:
    """Return the SQL of the ids; NULL where a key they are made from is missing."""
    own = [spec.id for spec in sheet.spec.columns if spec.kind == "key"]
    fields = []
    for key in own:
        name, parts = _IDS[key]
        if any(part not in sheet.columns for part in parts):
            fields.append(f"NULL::VARCHAR AS {name}")
            continue
        texts = " || chr(31) || ".join(f"plain_key(raw.{sheet.columns[part]})" for part in parts)
        fields.append(f"keyed(o.source || chr(31) || '{name}' || chr(31) || {texts}) AS {name}")
    return fields


def _list_fields(spec: ColumnSpec, meaning: str | None) -> list[str]:
    """Return the SQL of a column's landed fields; NULL where the file does not have the column."""
    if spec.kind == "citation":
        return [
            f"{place} AS {_PREFIXES[spec.id]}_{field}"
            for field, kind in CITATION_FIELDS.items()
            for place in [f"{meaning}.{field}" if meaning else f"NULL::{_name_type(kind)}"]
        ]
    value = f"{meaning}.value" if meaning else f"NULL::{_SQL_TYPES.get(spec.kind, 'VARCHAR')}"
    return [f"{value} AS {spec.id}"]


def _name_type(kind: pa.DataType) -> str:
    return {"bool": "BOOLEAN", "int64": "BIGINT"}.get(str(kind), "VARCHAR")


def _describe_empty(connection: duckdb.DuckDBPyConnection, spec: SheetSpec) -> str:
    """Define the view of a table no file was sent for, with its columns, and return its name."""
    empty = RawSheet(spec, pa.table({"row": pa.array([], pa.int64())}), {})
    empty.show(connection, "raw_empty")
    fields = _list_ids(empty) + [
        field
        for column in spec.columns
        if column.kind not in ("key", "dropped")
        for field in _list_fields(column, None)
    ]
    connection.execute(
        "CREATE TEMP VIEW empty AS "  # noqa: S608 - names of our own
        "SELECT ''::VARCHAR AS source, ''::VARCHAR AS file, ''::VARCHAR AS version, "
        f"false AS is_current, row, {', '.join(fields)}, '' AS unread FROM raw_empty"
    )
    return "empty"
