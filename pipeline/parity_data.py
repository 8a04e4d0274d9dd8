"""parity, for open data: CSV, Parquet and workbook hold the same rows, those of facts.json."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pipeline.facts import Fact
from pipeline.faults import Fault
from pipeline.words import LANGUAGES

Rows = list[tuple[str, ...]]
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def check_data(folder: Path, facts: Mapping[str, Fact], place: str) -> list[Fault]:
    """Return tables of open data whose formats differ, or whose facts are not those published."""
    tables = {path.stem: read_csv(path) for path in sorted(folder.glob("*.csv"))}
    faults = [
        fault
        for name, rows in tables.items()
        for fault in _check_formats(folder, name, rows, place)
    ]
    by_table: dict[str, list[Fact]] = {}
    for fact in facts.values():
        by_table.setdefault(fact.table, []).append(fact)
    for name, own in by_table.items():
        # Claims are published as the ledger; how many got each verdict is told there.
        if name != "claims":
            where = f"{place}/{name}.csv"
            faults += check_table(tables.get(name, []), own, where)
    return faults


def check_table(rows: Rows, facts: Iterable[Fact], place: str) -> list[Fault]:
    """Return rows of a table that are not its facts: id, value, unit, status and labels."""
    header, *body = rows or [()]
    wanted = {fact.id: show_fact(fact) for fact in facts}
    own = {}
    for row in body:
        cells = dict(zip(header, row, strict=True))
        own[cells.get("id", "")] = tuple(cells.get(name, "") for name in _COLUMNS)
    odd = [name for name in sorted({*own, *wanted}) if own.get(name) != wanted.get(name)]
    return [
        Fault("parity", place, f"{name} is {_show(own.get(name))}", _show(wanted.get(name)))
        for name in odd
    ]


_COLUMNS: Final = ("id", "value", "unit", "status", *(f"label_{each}" for each in LANGUAGES))


def show_fact(fact: Fact) -> tuple[str, ...]:
    """Return a fact as its row of open data, each cell as a text."""
    given = (fact.id, fact.value, fact.unit, fact.status)
    return tuple(normalise(cell) for cell in (*given, *(fact.label[each] for each in LANGUAGES)))


def _show(row: Sequence[str] | None) -> str:
    return "missing" if row is None else " | ".join(row[1:4])


def _check_formats(folder: Path, name: str, rows: Rows, place: str) -> list[Fault]:
    faults = []
    for ending, read in (("parquet", read_parquet), ("xlsx", read_workbook)):
        path = folder / f"{name}.{ending}"
        other = read(path) if path.is_file() else None
        if other is None:
            faults.append(Fault("parity", f"{place}/{path.name}", "missing", f"as {name}.csv"))
        elif other != rows:
            where = next(
                (n for n, (a, b) in enumerate(zip(rows, other, strict=False)) if a != b),
                min(len(rows), len(other)),
            )
            faults.append(
                Fault("parity", f"{place}/{path.name}, row {where}", "differs", f"as {name}.csv")
            )
    return faults


def read_csv(path: Path) -> Rows:
    """Return a CSV's rows as texts, header first."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [tuple(normalise(_free(cell)) for cell in row) for row in csv.reader(stream)]


def read_parquet(path: Path) -> Rows:
    """Return a Parquet file's rows as texts, header first."""
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(path)
    columns = [[normalise(cell) for cell in column] for column in table.to_pydict().values()]
    return [tuple(table.column_names), *zip(*columns, strict=True)]


def read_workbook(path: Path) -> Rows:
    """Return the rows of a workbook's one table as texts: what follows the first empty row."""
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    empty = next((n for n, row in enumerate(rows) if not any(normalise(cell) for cell in row)), -1)
    return [tuple(normalise(cell) for cell in row) for row in rows[empty + 1 :]]


def normalise(cell: Any) -> str:
    """Return a cell as a text that is the same in every format."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return f"{float(cell):.12g}"
    text = str(cell).replace("\r\n", "\n").replace("\r", "\n")
    try:
        return f"{float(text):.12g}" if text.strip() == text and text[:1].isdigit() else text
    except ValueError:
        return text


def _free(cell: str) -> str:
    """Return a CSV's cell without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA_STARTS else cell
