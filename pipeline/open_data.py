"""Open data of an edition: each measure's facts as CSV, Parquet and an accessible workbook.

The folder is described by a Frictionless datapackage.json.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pandas as pd

from pipeline.facts import Fact
from pipeline.tables import write_table
from pipeline.words import LANGUAGES, load_words

# A spreadsheet would run a text that begins so as a formula.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_TYPES: Final = {"string": "str", "number": "Float64"}
LICENCE_ADDRESS: Final = "https://opensource.org/license/mit"
_CREATED: Final = datetime(2000, 1, 1)


@dataclass(frozen=True)
class DataTable:
    """One open table: its name, titles by language, and rows of plain values."""

    name: str
    title: Mapping[str, str]
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def write_open_data(tables: Sequence[DataTable], folder: Path, edition: int) -> None:
    """Write every table in its three formats, and the package's description."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in tables:
        write_csv(table, folder / f"{table.name}.csv")
        write_table(_as_frame(table), folder / f"{table.name}.parquet")
        write_workbook(table, folder / f"{table.name}.xlsx", edition)
    package = describe_package(tables, edition)
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")


def tabulate_facts(facts: Iterable[Fact]) -> list[DataTable]:
    """Return one table per measure: id, keys, value, unit, status, and labels in each language."""
    by_table: dict[str, list[Fact]] = {}
    for fact in facts:
        by_table.setdefault(fact.table, []).append(fact)
    return [_tabulate(name, own) for name, own in sorted(by_table.items())]


def tabulate_texts(name: str, rows: Sequence[Mapping[str, Any]]) -> DataTable:
    """Return a table of texts (sources, glossary, claims) under its own columns."""
    columns = tuple(str(column) for column in rows[0])
    return DataTable(
        name,
        title_table(name),
        columns,
        tuple(tuple(row[column] for column in columns) for row in rows),
    )


def title_table(name: str) -> dict[str, str]:
    """Return a table's title in each language."""
    return {
        language: load_words(language).say(f"data-{name.replace('_', '-')}")
        for language in LANGUAGES
    }


def write_csv(table: DataTable, path: Path) -> None:
    """Write a table as UTF-8 CSV; texts that a spreadsheet would run as formulas are quoted."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows([neutralise(cell) for cell in row] for row in table.rows)


def write_workbook(table: DataTable, path: Path, edition: int) -> None:
    """Write a table as a workbook: title and notes first, then one table with a header row."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        book.set_properties({"title": table.title["en"], "created": _CREATED})
        sheet = book.add_worksheet(table.name[:31])
        bold = book.add_format({"bold": True})
        for row, language in enumerate(LANGUAGES):
            sheet.write_string(row, 0, table.title[language], bold)
        sheet.write_string(len(LANGUAGES), 0, f"tip-digest, {edition}")
        first = len(LANGUAGES) + 2
        last = first + max(1, len(table.rows))
        for number, row_values in enumerate(table.rows, start=first + 1):
            for column, cell in enumerate(row_values):
                _write_cell(sheet, number, column, cell)
        headers = [{"header": name} for name in table.columns]
        name = "table_" + table.name
        sheet.add_table(first, 0, last, len(table.columns) - 1, {"columns": headers, "name": name})
        sheet.set_column(0, len(table.columns) - 1, 18)
        sheet.freeze_panes(first + 1, 1)


def describe_package(tables: Sequence[DataTable], edition: int) -> dict[str, Any]:
    """Return the edition's Frictionless data package."""
    return {
        "profile": "data-package",
        "name": f"tip-digest-{edition}",
        "title": load_words("en").say("digest-title"),
        "version": str(edition),
        "licenses": [{"name": "MIT", "path": LICENCE_ADDRESS}],
        "resources": [_describe_resource(table) for table in tables],
    }


def neutralise(cell: Any) -> Any:
    """Return a cell no spreadsheet runs: a text like a formula gets an apostrophe."""
    if not isinstance(cell, str):
        return "" if cell is None else cell
    text = "'" + cell if cell.startswith(_FORMULA_STARTS) else cell
    # The csv module leaves a lone carriage return unquoted: it would end the row.
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _tabulate(name: str, facts: Sequence[Fact]) -> DataTable:
    keys = tuple(facts[0].row)
    columns = ("id", *keys, "value", "unit", "status", *(f"label_{each}" for each in LANGUAGES))
    rows = tuple(
        (
            fact.id,
            *(fact.row[key] for key in keys),
            fact.value,
            fact.unit,
            fact.status,
            *(fact.label[language] for language in LANGUAGES),
        )
        for fact in facts
    )
    return DataTable(name, title_table(name), columns, rows)


def _describe_resource(table: DataTable) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "title": table.title["en"],
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [{"name": name, "type": kind} for name, kind in _find_types(table)],
            "missingValues": [""],
        },
    }


def _find_types(table: DataTable) -> list[tuple[str, str]]:
    return [
        (name, _find_type([row[index] for row in table.rows]))
        for index, name in enumerate(table.columns)
    ]


def _find_type(cells: Sequence[Any]) -> str:
    given = [cell for cell in cells if cell is not None]
    numeric = all(isinstance(cell, (int, float)) for cell in given)
    return "number" if given and numeric else "string"


def _as_frame(table: DataTable) -> pd.DataFrame:
    types = dict(_find_types(table))
    frame = pd.DataFrame(list(table.rows), columns=list(table.columns))
    return frame.astype({name: _TYPES[kind] for name, kind in types.items()})


def _write_cell(sheet: Any, row: int, column: int, cell: Any) -> None:
    if isinstance(cell, (int, float)):
        sheet.write_number(row, column, cell)
    elif cell is not None:
        sheet.write_string(row, column, str(cell))
