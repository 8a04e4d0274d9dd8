"""Filled forms for tests: what a form's cells hold, said in a language, in any format."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

from pipeline.courts import name_court, read_courts
from pipeline.form_spec import ColumnSpec, SheetSpec, read_codes, read_form

Row = dict[str, Any]
Table = list[list[Any]]

REGISTER = read_form("case-register")
AGENCY = read_form("agency-series")


def make_rows(spec: SheetSpec, count: int, seed: int = 0) -> list[Row]:
    """Return rows of a sheet as they should be read: a value of its kind in every kept column."""
    chance = random.Random(f"{spec.id} {seed}")
    return [
        {column.id: _make_value(column, number, chance) for column in spec.columns}
        for number in range(1, count + 1)
    ]


def _make_value(column: ColumnSpec, number: int, chance: random.Random) -> Any:
    codes = [code.code for code in read_codes().get(column.codes, ())]
    return {
        "key": lambda: f"{number}-{chance.randint(1, 99)}/{chance.randint(10, 25)}-уд",
        "dropped": lambda: "Асанова Айгүл",
        "date": lambda: date(2015, 1, 1) + timedelta(days=chance.randint(0, 4000)),
        "year": lambda: chance.randint(2010, 2025),
        "code": lambda: chance.choice(codes),
        "codes": lambda: tuple(dict.fromkeys(chance.choices(codes, k=2))),
        "text": lambda: chance.choice(sorted(read_courts())) if column.id == "court" else "текст",
        "citation": lambda: f"ст. {chance.randint(100, 300)} ч. {chance.randint(1, 4)} УК КР",
        "count": lambda: chance.randint(0, 40),
        "amount": lambda: chance.choice([0, 0.5, 1500, 1234567.25]),
        "months": lambda: chance.randint(0, 180),
        "number": lambda: chance.choice([0, 1, 17, 12.5, 7161910]),
    }[column.kind]()


def say_value(column: ColumnSpec, value: Any, language: str) -> Any:
    """Return what a clerk would write for a value in a language."""
    labels = {code.code: code.label[language] for code in read_codes().get(column.codes, ())}
    if column.kind == "code":
        return labels[value]
    if column.kind == "codes":
        return "; ".join(labels[code] for code in value)
    if column.id == "court":
        return name_court(value, language)
    return value


def make_table(spec: SheetSpec, rows: list[Row], language: str) -> Table:
    """Return a sheet as a clerk would fill it: a header in the language, then its rows."""
    header = [column.label[language] for column in spec.columns]
    lines = [
        [say_value(column, row[column.id], language) for column in spec.columns] for row in rows
    ]
    return [header, *lines]


def list_kept(spec: SheetSpec, rows: list[Row]) -> list[Row]:
    """Return what may be read of the rows: all but the personal columns."""
    personal = {column.id for column in spec.columns if column.kind == "dropped"}
    return [{name: row[name] for name in row if name not in personal} for row in rows]


def write_xlsx(
    path: Path, tables: Mapping[str, Table], merges: Mapping[str, list[str]] | None = None
) -> Path:
    """Write a workbook; `merges` lists the merged ranges of a sheet: the first cell stays."""
    book = xlsxwriter.Workbook(path)
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    for name, table in tables.items():
        sheet = book.add_worksheet(name)
        for at, line in enumerate(table):
            for column, content in enumerate(line):
                if isinstance(content, date):
                    sheet.write_datetime(at, column, content, day)
                elif content is not None and content != "":
                    sheet.write(at, column, content)
        for cells in (merges or {}).get(name, ()):
            first = cells.split(":")[0]
            row, column = xlsxwriter.utility.xl_cell_to_rowcol(first)
            sheet.merge_range(cells, table[row][column])
    book.close()
    return path


def write_csv(table: Table, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """Return a table as an office's program saves it: dates day first, decimal commas."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(
        [_print(content) for content in line] for line in table
    )
    return stream.getvalue().encode(encoding, "replace")


def _print(content: Any) -> str:
    if isinstance(content, date):
        return f"{content:%d.%m.%Y}"
    if isinstance(content, float):
        return str(content).replace(".", ",")
    return "" if content is None else str(content)


def write_ods(path: Path, tables: Mapping[str, Table]) -> Path:
    """Write an OpenDocument spreadsheet."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table as OdfTable
    from odf.table import TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    for name, table in tables.items():
        sheet = OdfTable(name=name)
        for line in table:
            row = TableRow()
            for content in line:
                row.addElement(_make_ods_cell(content, TableCell, P))
            sheet.addElement(row)
        book.spreadsheet.addElement(sheet)
    book.save(str(path))
    return path


def _make_ods_cell(content: Any, make_cell: Any, make_text: Any) -> Any:
    if content is None or content == "":
        return make_cell()
    if isinstance(content, date):
        return make_cell(valuetype="date", datevalue=content.isoformat())
    if isinstance(content, (int, float)):
        return make_cell(valuetype="float", value=str(content))
    cell = make_cell(valuetype="string")
    cell.addElement(make_text(text=str(content)))
    return cell
