"""Registers as courts send them, CSV per table or the filled form: raw texts for DuckDB to read.

Columns are found by their headings and named by their place, so that no text of a file becomes SQL.
"""

from __future__ import annotations

import codecs
import csv
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from pipeline.delimited import find_delimiter, guess_encodings
from pipeline.errors import UnknownLayoutError, UnreadableFileError
from pipeline.form_reader import read_form_file
from pipeline.form_spec import SheetSpec
from pipeline.grids import name_file
from pipeline.labels import match_column
from pipeline.store import quote_path

_SAMPLE_BYTES: Final = 200_000


@dataclass(frozen=True)
class RawSheet:
    """A sheet's rows as texts, and where in them each column stands.

    `rows` are the texts, or the query that reads them from a file of any size. `columns` leads from
    a column of the form to its name in the rows, which also have `row`, the row's number in the
    file. `dropped` are the headings that will not be landed.
    """

    spec: SheetSpec
    rows: str | pa.Table
    columns: Mapping[str, str]
    dropped: tuple[str, ...] = ()

    def show(self, connection: duckdb.DuckDBPyConnection, name: str) -> None:
        """Make the rows visible on a connection as the relation `name`."""
        if isinstance(self.rows, str):
            connection.execute(f"CREATE TEMP VIEW {name} AS {self.rows}")
        else:
            connection.register(name, self.rows)


def read_register_csv(path: Path, spec: SheetSpec, folder: Path) -> RawSheet:
    """Return a register table sent as delimited text of any size.

    It is read from its place; one in another encoding than UTF-8 is first written as UTF-8 into
    `folder`. Refuses what is no text, and a file without a required column.
    """
    text, encoding = _read_start(path)
    source = path if encoding.startswith("utf-8") else _recode(path, encoding, folder)
    delimiter = find_delimiter(text)
    headings = next(csv.reader(text.splitlines(keepends=True), delimiter=delimiter), [])
    columns, dropped = match_headings(spec, headings, path)
    names = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(headings)))
    query = (
        f"SELECT row_number() OVER () + 1 AS row, {', '.join(columns.values())} "  # noqa: S608 - ours
        f"FROM read_csv({quote_path(source)}, header = true, delim = '{delimiter}', quote = '\"', "
        f"escape = '\"', columns = {{{names}}}, auto_detect = false, strict_mode = true)"
    )
    return RawSheet(spec, query, columns, dropped)


def match_headings(
    spec: SheetSpec, headings: Sequence[str], path: Path
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return where each column of the form stands, and the headings that will not be landed.

    Refuses a file without a required column of the form, or with one twice.
    """
    columns: dict[str, str] = {}
    dropped = []
    for place, heading in enumerate(headings):
        column = match_column(spec, heading)
        if column is None or column.kind == "dropped":
            dropped.append(heading)
        elif column.id in columns:
            raise UnreadableFileError(
                "error-register-column-twice", file=name_file(path), column=heading
            )
        else:
            columns[column.id] = f"c{place}"
    missing = [
        column.label["ru"]
        for column in spec.columns
        if column.required and column.id not in columns
    ]
    if missing:
        raise UnknownLayoutError(
            "error-columns-missing", file=name_file(path), columns=", ".join(missing)
        )
    return columns, tuple(dropped)


def read_register_form(path: Path) -> list[RawSheet]:
    """Return the sheets of a filled register form."""
    sheets = []
    for sheet in read_form_file(path).sheets:
        ids = [column.id for column in sheet.spec.columns if column.kind != "dropped"]
        columns = {column: f"c{place}" for place, column in enumerate(ids)}
        texts = {"row": pa.array([_row_of(row.place) for row in sheet.rows], pa.int64())}
        for column, field in columns.items():
            cells = (row.cells.get(column) for row in sheet.rows)
            printed = [cell.printed or None if cell else None for cell in cells]
            texts[field] = pa.array(printed, pa.string())
        sheets.append(RawSheet(sheet.spec, pa.table(texts), columns, sheet.dropped_headings))
    return sheets


def _row_of(place: str) -> int:
    """Return the row number of a place such as "cases!7"."""
    return int(place.rsplit("!", 1)[1])


def _read_start(path: Path) -> tuple[str, str]:
    """Return the whole lines a text begins with, and its encoding; refuse what is no text."""
    try:
        with path.open("rb") as stream:
            content = stream.read(_SAMPLE_BYTES)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise UnreadableFileError(
            "error-file-unreadable", file=name_file(path), reason=reason
        ) from fault
    if not content.strip():
        raise UnreadableFileError("error-file-empty", file=name_file(path))
    for encoding in guess_encodings(content):
        # The sample may end within a letter: what is begun is left out.
        decoder = codecs.getincrementaldecoder(encoding)()
        with suppress(UnicodeDecodeError):
            text = decoder.decode(content)
            return text[: text.rfind("\n") + 1] or text, encoding
    raise UnreadableFileError("error-text-encoding", file=name_file(path))


def _recode(path: Path, encoding: str, folder: Path) -> Path:
    """Write a text as UTF-8 into `folder`; refuse bytes that are not of its encoding."""
    target = folder / f"{len(list(folder.iterdir()))}.csv"
    try:
        with (
            path.open(encoding=encoding, newline="") as source,
            target.open("w", encoding="utf-8", newline="") as copy,
        ):
            shutil.copyfileobj(source, copy, _SAMPLE_BYTES)
    except UnicodeDecodeError as fault:
        raise UnreadableFileError("error-text-encoding", file=name_file(path)) from fault
    return target
