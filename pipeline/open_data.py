"""Open data of an edition: each measure's facts as CSV, Parquet and an accessible workbook.

The folder is described by a Frictionless datapackage.json.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, TypeAlias

import pandas as pd

from pipeline.cells import STATUSES
from pipeline.facts import Fact
from pipeline.tables import write_table
from pipeline.words import LANGUAGES, load_words

# A spreadsheet would run a text that begins so as a formula.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_TYPES: Final = {"string": "str", "number": "Float64"}
# A row of the store's table of sources.
SourceRow: TypeAlias = Mapping[str, Any]
_DESCRIBED: Final = ("id", "value", "unit", "status")
LICENCE_ADDRESS: Final = "https://opensource.org/license/mit"
_CREATED: Final = datetime(2000, 1, 1)


@dataclass(frozen=True)
class DataTable:
    """One open table: its name, titles by language, and rows of plain values."""

    name: str
    title: Mapping[str, str]
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def write_open_data(
    tables: Sequence[DataTable], folder: Path, edition: int, sources: Sequence[SourceRow] = ()
) -> None:
    """Write every table in its three formats, and the package's description with its sources."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in tables:
        write_csv(table, folder / f"{table.name}.csv")
        write_table(_as_frame(table), folder / f"{table.name}.parquet")
        write_workbook(table, folder / f"{table.name}.xlsx", edition)
    package = describe_package(tables, edition, sources)
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
        tuple(tuple(_write_truth(row[column]) for column in columns) for row in rows),
    )


def _write_truth(cell: Any) -> Any:
    """Return a cell whose yes or no is a word: the three formats would write it differently."""
    return str(cell).lower() if isinstance(cell, bool) else cell


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
    """Write a table as a workbook: title and notes in every language, then one table on one sheet.

    A screen reader begins at A1 and meets the title first; the table is a named one, with a header
    row that stays in sight.
    """
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        book.set_properties(
            {
                "title": f"{table.title['en']}, {edition}",
                "author": "tip-digest",
                "created": _CREATED,
            }
        )
        sheet = book.add_worksheet(table.name[:31])
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        first = _write_notes(book, sheet, table, edition)
        last = first + max(1, len(table.rows))
        for number, row_values in enumerate(table.rows, start=first + 1):
            for column, cell in enumerate(row_values):
                _write_cell(sheet, number, column, cell)
        headers = [{"header": name} for name in table.columns]
        name = "table_" + table.name
        sheet.add_table(first, 0, last, len(table.columns) - 1, {"columns": headers, "name": name})
        for column, width in enumerate(measure_columns(table)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(first + 1, 1)
        sheet.repeat_rows(first)


def _write_notes(book: Any, sheet: Any, table: DataTable, edition: int) -> int:
    """Write the title and the notes in each language; return the row the table begins in."""
    bold, muted = book.add_format({"bold": True}), book.add_format({"font_color": "#55606E"})
    row = 0
    for language in LANGUAGES:
        sheet.write_string(row, 0, f"{table.title[language]}, {edition}", bold)
        row += 1
    for language in LANGUAGES:
        # One line per language: what stands over the table stays in sight with its header row.
        note = write_note(language, edition, has_status="status" in table.columns)
        sheet.write_string(row, 0, note, muted)
        row += 1
    return row + 1


def write_note(language: str, edition: int, *, has_status: bool) -> str:
    """Return what a reader must know of a table: what an empty cell means, licence, citation."""
    words = load_words(language)
    citation = words.say("digest-citation", edition=str(edition), version=version("tip-digest"))
    notes = [words.say("data-note-status")] if has_status else []
    return " ".join([*notes, words.say("data-note-licence", citation=citation)])


def measure_columns(table: DataTable) -> list[int]:
    """Return the width of each column in characters: its longest text, within reason."""
    cells = zip(*table.rows, strict=True) if table.rows else [()] * len(table.columns)
    return [
        max(9, min(60, max(len(str(cell)) for cell in (name, *column)) + 3))
        for name, column in zip(table.columns, cells, strict=True)
    ]


def describe_package(
    tables: Sequence[DataTable], edition: int, sources: Sequence[SourceRow] = ()
) -> dict[str, Any]:
    """Return the edition's Frictionless data package."""
    words = load_words("en")
    package = {
        "profile": "data-package",
        "name": f"tip-digest-{edition}",
        "title": f"{words.say('digest-title')}, {edition}",
        "description": words.say("digest-description", edition=str(edition)),
        "version": str(edition),
        "keywords": ["trafficking in persons", "judicial practice", "Kyrgyz Republic"],
        "licenses": [{"name": "MIT", "title": "MIT License", "path": LICENCE_ADDRESS}],
        "contributors": [{"title": "tip-digest", "role": "author"}],
        "resources": [_describe_resource(table) for table in tables],
    }
    named = {str(row["source"]): _describe_source(row) for row in sources}
    return package | ({"sources": list(named.values())} if named else {})


def _describe_source(row: SourceRow) -> dict[str, str]:
    title = f"{row['title_en']} ({row['publisher_en']}). Licence: {row['licence_en']}"
    return {"title": title} | ({"path": str(row["url"])} if row["url"] else {})


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
        "schema": _describe_schema(table),
    }


def _describe_schema(table: DataTable) -> dict[str, Any]:
    """Return a table's columns; a table of facts has an id for each row and a status."""
    fields = [_describe_field(name, kind, table) for name, kind in _find_types(table)]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    return schema | ({"primaryKey": ["id"]} if _holds_facts(table) else {})


def _describe_field(name: str, kind: str, table: DataTable) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": kind}
    if not _holds_facts(table):
        return field
    if name in _DESCRIBED:
        field["description"] = load_words("en").say(f"data-column-{name}")
    if name == "status":
        field["constraints"] = {"required": True, "enum": list(STATUSES)}
    return field


def _holds_facts(table: DataTable) -> bool:
    return {"id", "value", "unit", "status"} <= set(table.columns)


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
