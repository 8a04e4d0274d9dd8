"""The layout of the National Statistical Committee's SDG workbooks.

Names stand in the first columns (Kyrgyz, Russian, English), years across. A row with names and no
cell is the heading of a section. Formulas are computed here from the workbook's own cells and kept
beside what it last saved.

Which indicator and breakdown a row is comes from the source's label file (rows.csv), by section,
last name and kind of cell. With `unknown_labels: name` in source.yaml a label that is not there
lands under codes made from it (layout_names); without, it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple
from zipfile import BadZipFile

from pipeline.cells import read_cell
from pipeline.errors import UnknownLayoutError, UnreadableFileError
from pipeline.expressions import ExpressionError
from pipeline.formulas import Written, compute, is_formula
from pipeline.grids import Grid, address, read_grids
from pipeline.layout_names import Namer
from pipeline.layout_text import read_lines
from pipeline.observations import Row
from pipeline.sources import SOURCE_FILE, Source, SourceTable, refuse_file

LABELS_FILE: Final = "rows.csv"
_YEARS: Final = range(1900, 2101)
_DEEPEST_HEADER: Final = 60
_MOST_CELLS: Final = 1_000_000
# A year, alone or with a footnote's mark or digit: 2022, 2022*, 2022¹, 20221.
_YEAR: Final = re.compile(r"(\d{4})\s*(?:\d|[*¹²³⁴-⁹]+|\d\))?")
_MEANT: Final = ("agency", "indicator", "dimension", "category")

Meanings = Mapping[tuple[str, str, str], dict[str, str]]


class _Sheet(NamedTuple):
    """One sheet: its cells as written (formulas) and as last saved, its names, years and header."""

    name: str
    written: Written
    saved: Grid
    header: int
    names: tuple[int, ...]
    years: Mapping[int, int]


def read_trilingual_workbook(source: Source, table: SourceTable) -> Iterator[Row]:
    """Yield the rows of every sheet that has years; refuse a workbook in which none has."""
    meanings = _read_meanings(source, table)
    sheets = list(_read_sheets(source, table))
    if not sheets:
        raise UnknownLayoutError("error-years-missing", file=source.place(table))
    namer = Namer(str(table.options.get("agency", "")))
    for sheet in sheets:
        yield from _read_sheet(source, table, sheet, meanings, namer)


def _read_sheet(
    source: Source, table: SourceTable, sheet: _Sheet, meanings: Meanings, namer: Namer
) -> Iterator[Row]:
    section: tuple[str, ...] = ()
    for row in range(sheet.header + 1, max(row for row, _ in sheet.written) + 1):
        names = tuple(" ".join(str(sheet.written.get((row, at), "")).split()) for at in sheet.names)
        values = {column: sheet.written.get((row, column)) for column in sheet.years}
        if all(value is None for value in values.values()):
            section = names if any(names) else section
            continue
        kind = "formula" if is_formula(next(iter(values.values()))) else "number"
        meaning = meanings.get((_last(section), _last(names), kind))
        if meaning is None and table.options.get("unknown_labels") == "name":
            meaning = namer.name(section, names, row)
        if meaning is None:
            raise UnknownLayoutError(
                "error-label-unknown",
                file=source.place(table),
                place=f"{sheet.name}!{row + 1}",
                label=_last(names),
                section=_last(section) or "—",
                labels=f"{source.folder.name}/{LABELS_FILE}",
            )
        for column, year in sheet.years.items():
            yield {
                **meaning,
                "year": str(year),
                "report_year": "",
                "label": " / ".join(names),
                **_read_value(source, table, sheet, (row, column)),
            }


def _read_value(
    source: Source, table: SourceTable, sheet: _Sheet, at: tuple[int, int]
) -> dict[str, Any]:
    """Return a cell as printed, as read, as saved, and its place."""
    written = sheet.written.get(at)
    place = f"{sheet.name}!{address(*at)}"
    number, saved = written, None
    if is_formula(written):
        last = sheet.saved.cells.get(at)
        saved = last if isinstance(last, (int, float)) else None
        number = saved if table.options.get("formulas") == "saved" else None
        if number is None:
            number = _compute(source, sheet, written, place)
    return {
        "locator": place,
        "printed": "" if written is None else str(written),
        "saved": saved,
        **read_cell(number, source.marks)._asdict(),
    }


def _compute(source: Source, sheet: _Sheet, formula: object, place: str) -> float:
    try:
        return compute(formula, sheet.written)
    except (ExpressionError, RecursionError) as fault:
        raise UnknownLayoutError(
            "error-formula", file=source.id, place=place, formula=str(formula)
        ) from fault


def _last(names: tuple[str, ...]) -> str:
    """Return the name that labels are told apart by: the last, which is English."""
    return names[-1] if names else ""


def _read_meanings(source: Source, table: SourceTable) -> Meanings:
    """Return what each section, label and kind of cell means by the label file, if there is one."""
    is_open = table.options.get("unknown_labels") == "name"
    if is_open and "agency" not in table.options:
        place = f"{source.id}/{SOURCE_FILE}"
        raise UnknownLayoutError("error-source-incomplete", file=place, key="agency")
    if is_open and not (source.folder / LABELS_FILE).is_file():
        return {}
    labels = SourceTable("agency", LABELS_FILE, "tidy_csv", "", {})
    return {
        (line["section"], line["label"], line["kind"]): {key: line[key] for key in _MEANT}
        for _, line in read_lines(source, labels, required=("section", "label", "kind", *_MEANT))
    }


def _read_sheets(source: Source, table: SourceTable) -> Iterator[_Sheet]:
    """Yield the sheets that have years. What no reader should open is refused by read_grids."""
    from openpyxl import load_workbook

    path = source.path(table)
    saved = {grid.name: grid for grid in read_grids(path)}
    try:
        book = load_workbook(path, data_only=False)
    except (OSError, BadZipFile, KeyError, ValueError, TypeError) as fault:
        raise refuse_file(source, table, fault) from fault
    for sheet in book.worksheets:
        grid = saved.get(sheet.title, Grid(sheet.title, {}))
        if sheet.max_row * sheet.max_column > _MOST_CELLS:
            raise UnreadableFileError("error-file-spread", file=source.place(table))
        written = {
            (cell.row - 1, cell.column - 1): getattr(cell.value, "text", cell.value)
            for line in sheet.iter_rows()
            for cell in line
            if cell.value is not None
        }
        header = _find_years(written)
        if header is not None:
            yield _Sheet(sheet.title, written, grid, *header)


def _find_years(cells: Written) -> tuple[int, tuple[int, ...], dict[int, int]] | None:
    """Return the row of the years, the columns of names to their left, and each column's year."""
    lines: dict[int, dict[int, Any]] = {}
    for row, column in sorted(cells):
        if row < _DEEPEST_HEADER:
            lines.setdefault(row, {})[column] = cells[row, column]
    for row, line in lines.items():
        years = {column: year for column, cell in line.items() if (year := _read_year(cell))}
        first = min(years, default=0)
        names = tuple(column for column in line if column < first and isinstance(line[column], str))
        if names and len(set(years.values())) == len(years):
            return row, names, years
    return None


def _read_year(cell: object) -> int:
    """Return the year that a heading says, 0 for none."""
    match = _YEAR.fullmatch(str(cell).strip()) if isinstance(cell, (str, int, float)) else None
    year = int(match.group(1)) if match else 0
    return year if year in _YEARS else 0
