"""How a file is laid out: one reader per layout, each a pure function file -> rows.

A reader loses no row and no label: every row it yields keeps the cell as printed, the source's own
label and its place in the file. What a row means is decided by data (source.yaml and the label
files beside it), never here.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from zipfile import BadZipFile

import yaml

from pipeline.cells import read_cell
from pipeline.errors import UnknownLayoutError, UnreadableFileError
from pipeline.expressions import ExpressionError, evaluate
from pipeline.sources import SOURCE_FILE, Source, SourceTable
from pipeline.words import LANGUAGES

Row = dict[str, Any]

# The columns that tell the rows of a landed table apart, beside source, file and version.
KEYS: Final[dict[str, tuple[str, ...]]] = {
    "article_year": ("code", "article", "offence", "year"),
    "agency": ("agency", "indicator", "year", "report_year", "dimension", "category"),
    "headline": ("id", "unit", "qualifier", "period_start", "period_end", "topic"),
}
_DEFAULTS: Final = {"report_year": "", "dimension": "total", "category": "total"}
# What source.yaml must say of a file in a layout.
_OPTIONS: Final = {
    "crossed_csv": ("agency", "indicator", "year", "breakdown", "crossed", "printed", "total"),
}
_YEAR: Final = range(1900, 2101)
_CELL_REFERENCE: Final = re.compile(r"\b([A-Z]{1,3})(\d+)\b")
_CLAIM_TEXTS: Final = ("statement", "method", "explanation")


def read_rows(source: Source, table: SourceTable) -> Iterator[Row]:
    """Yield the rows of one file; refuse a file that cannot be read or a layout not known."""
    reader = _READERS.get(table.layout)
    if reader is None:
        known = ", ".join(sorted(_READERS))
        raise UnknownLayoutError(
            "error-layout-unknown", file=_place(source, table), layout=table.layout, known=known
        )
    missing = [name for name in _OPTIONS.get(table.layout, ()) if name not in table.options]
    if table.layout == "tidy_csv" and table.table not in KEYS:
        missing = [f"table: {table.table}"]
    if missing:
        key = f"{table.file}: {', '.join(missing)}"
        place = f"{source.id}/{SOURCE_FILE}"
        raise UnknownLayoutError("error-source-incomplete", file=place, key=key)
    return reader(source, table)


def _read_tidy_csv(source: Source, table: SourceTable) -> Iterator[Row]:
    """One observation a line; columns named as the landed table's, or constant in source.yaml."""
    printed = str(table.options.get("printed", "printed"))
    for number, line in _read_lines(source, table, required=(printed,)):
        given = {**_DEFAULTS, **table.options, **line}
        keys = {key: _take(given, key, source, table) for key in KEYS[table.table]}
        yield {
            **keys,
            "locator": line.get("locator") or f"row {number}",
            "label": line.get("caveat", ""),
            "printed": line[printed],
            **read_cell(line[printed], source.marks)._asdict(),
        }


def _read_crossed_csv(source: Source, table: SourceTable) -> Iterator[Row]:
    """One observation a line; breakdowns in crossed columns that say `total` where they are whole.

    Crossed breakdowns become one dimension, joined by "+": sex+age, female+0_17.
    """
    options = table.options
    indicator, breakdown = options["indicator"], options["breakdown"]
    crossed: Mapping[str, str] = options["crossed"]
    columns = (indicator["column"], *breakdown.values(), *crossed.values(), options["printed"])
    for number, line in _read_lines(source, table, required=columns):
        code = indicator["codes"].get(line[indicator["column"]])
        parts = [
            (_as_code(line[breakdown["dimension"]]), _as_code(line[breakdown["category"]])),
            *((name, _as_code(line[column])) for name, column in crossed.items()),
        ]
        whole = _as_code(options["total"])
        parts = [(name, value) for name, value in parts if whole not in (name, value)]
        printed = line[options["printed"]]
        yield {
            "agency": options["agency"],
            "indicator": code or "",
            "year": line[options["year"]],
            "report_year": "",
            "dimension": "+".join(name for name, _ in parts) or "total",
            "category": "+".join(value or "unknown" for _, value in parts) or "total",
            "locator": f"row {number}",
            "label": line[indicator["column"]],
            "printed": printed,
            **read_cell(printed, source.marks)._asdict(),
        }


def _read_trilingual_workbook(source: Source, table: SourceTable) -> Iterator[Row]:
    """The National Statistical Committee's SDG workbook: three name columns, years across.

    A row with names and no cell is the heading of a section. Formulas are computed here from the
    workbook's own cells and kept beside what the workbook last saved. Which indicator and
    breakdown a row is comes from the source's label file, by section, English name and kind.
    """
    meanings = _read_meanings(source, table)
    for sheet, cells, saved in _read_sheets(source, table):
        header, years = _find_year_header(cells, source, table)
        section = ""
        for row in range(header + 1, max(at for at, _ in cells) + 1):
            names = [" ".join(str(cells.get((row, column), "")).split()) for column in range(3)]
            if not any(names):
                continue
            values = {column: cells.get((row, column)) for column in years}
            if all(value is None for value in values.values()):
                section = names[2]
                continue
            kind = "formula" if _is_formula(next(iter(values.values()))) else "number"
            meaning = meanings.get((section, names[2], kind))
            if meaning is None:
                raise UnknownLayoutError(
                    "error-label-unknown",
                    file=_place(source, table),
                    place=f"{sheet}!{row + 1}",
                    label=names[2],
                    section=section or "—",
                    labels=str(source.folder.name) + "/rows.csv",
                )
            for column, year in years.items():
                value = values[column]
                place = f"{sheet}!{_column_letters(column)}{row + 1}"
                number = _compute(value, cells, source, place) if _is_formula(value) else value
                yield {
                    **meaning,
                    "year": str(year),
                    "report_year": "",
                    "locator": place,
                    "label": " / ".join(names),
                    "printed": "" if value is None else str(value),
                    "saved": saved.get((row, column)) if _is_formula(value) else None,
                    **read_cell(number, source.marks)._asdict(),
                }


def _read_table_csv(source: Source, table: SourceTable) -> Iterator[Row]:
    """A table as it stands: every column kept under its own name."""
    for number, line in _read_lines(source, table, required=()):
        yield {**line, "locator": f"row {number}"}


def _read_claims(source: Source, table: SourceTable) -> Iterator[Row]:
    """Published claims (claims.yaml): an expression over facts for each."""
    path = source.path(table)
    try:
        claims = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        raise _unreadable(source, table, fault) from fault
    for claim in claims or ():
        try:
            published = claim["published"]
            texts = {
                f"{name}_{language}": claim[name][language]
                for name in _CLAIM_TEXTS
                for language in LANGUAGES
            }
            yield {
                "id": claim["id"],
                "topic": claim["topic"],
                "period_end": int(claim["period_end"]),
                "locator": claim["locator"],
                "published": float(published["value"]),
                "unit": published["unit"],
                "qualifier": published["qualifier"],
                "decimals": int(published.get("decimals", 0)),
                "expression": claim["expression"] or "",
                "compare": claim["compare"] or "",
                **texts,
            }
        except (KeyError, TypeError, ValueError) as fault:
            raise UnknownLayoutError(
                "error-claim-incomplete",
                file=_place(source, table),
                claim=str(claim.get("id", "?")),
                key=str(fault),
            ) from fault


_READERS: Final[dict[str, Callable[[Source, SourceTable], Iterator[Row]]]] = {
    "tidy_csv": _read_tidy_csv,
    "crossed_csv": _read_crossed_csv,
    "trilingual_workbook": _read_trilingual_workbook,
    "table_csv": _read_table_csv,
    "claims": _read_claims,
}


def _read_lines(
    source: Source, table: SourceTable, required: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield a CSV's lines with their row numbers as a spreadsheet counts them (the header is 1)."""
    try:
        text = source.path(table).read_text(encoding="utf-8-sig")
        records = list(csv.reader(io.StringIO(text)))
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise _unreadable(source, table, fault) from fault
    header = records[0] if records else []
    missing = [name for name in required if name not in header]
    if missing:
        raise UnknownLayoutError(
            "error-columns-missing", file=_place(source, table), columns=", ".join(missing)
        )
    for number, cells in enumerate(records[1:], start=2):
        if not cells:
            continue
        if len(cells) != len(header):
            raise UnknownLayoutError(
                "error-row-length", file=_place(source, table), place=f"row {number}"
            )
        yield number, dict(zip(header, cells, strict=True))


def _read_meanings(
    source: Source, table: SourceTable
) -> dict[tuple[str, str, str], dict[str, str]]:
    labels = SourceTable("agency", "rows.csv", "tidy_csv", "", True, {})
    columns = ("section", "label", "kind", "agency", "indicator", "dimension", "category")
    return {
        (line["section"], line["label"], line["kind"]): {key: line[key] for key in columns[3:]}
        for _, line in _read_lines(source, labels, required=columns)
    }


Cells = dict[tuple[int, int], Any]


def _read_sheets(source: Source, table: SourceTable) -> Iterator[tuple[str, Cells, Cells]]:
    """Yield each sheet's name, its cells with formulas, and its cells as last computed."""
    from openpyxl import load_workbook

    path = source.path(table)
    try:
        written = load_workbook(path, data_only=False)
        computed = load_workbook(path, data_only=True)
    except (OSError, BadZipFile, KeyError, ValueError) as fault:
        raise _unreadable(source, table, fault) from fault
    for sheet in written.worksheets:
        yield sheet.title, _collect_cells(sheet), _collect_cells(computed[sheet.title])


def _collect_cells(sheet: Any) -> Cells:
    return {
        (cell.row - 1, cell.column - 1): cell.value
        for line in sheet.iter_rows()
        for cell in line
        if cell.value is not None
    }


def _find_year_header(
    cells: Cells, source: Source, table: SourceTable
) -> tuple[int, dict[int, int]]:
    """Return the row of the years and the year of each column, to the right of three names."""
    for row in sorted({row for row, _ in cells}):
        years = {
            column: int(value)
            for (at, column), value in sorted(cells.items())
            if at == row and column > 2 and isinstance(value, (int, float)) and value in _YEAR
        }
        if years and all(isinstance(cells.get((row, column)), str) for column in range(3)):
            return row, years
    raise UnknownLayoutError("error-years-missing", file=_place(source, table))


def _compute(formula: Any, cells: Cells, source: Source, place: str) -> float:
    """Return the value of a formula over numbers in the same sheet."""

    def find_value(name: str) -> list[float]:
        reference = _CELL_REFERENCE.fullmatch(name)
        if reference is None:  # as in a formula over another workbook
            return []
        letters, digits = reference.groups()
        value = cells.get((int(digits) - 1, _column_number(letters)))
        if _is_formula(value):
            return [_compute(value, cells, source, place)]
        return [float(value)] if isinstance(value, (int, float)) else []

    text = _CELL_REFERENCE.sub(r"[\g<0>]", str(formula).removeprefix("="))
    try:
        return evaluate(text, find_value)
    except (ExpressionError, RecursionError) as fault:
        raise UnknownLayoutError(
            "error-formula", file=source.id, place=place, formula=str(formula)
        ) from fault


def _is_formula(value: object) -> bool:
    return isinstance(value, str) and value.startswith("=")


def _column_letters(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column + 1))


def _column_number(letters: str) -> int:
    from openpyxl.utils import column_index_from_string

    return int(column_index_from_string(letters)) - 1


def _as_code(text: str) -> str:
    """Return a label as a code: "18 years or over" is 18_plus, "Forced labour" forced_labour."""
    text = text.strip().lower().removeprefix("by ")
    text = re.sub(r"\byears?\b", "", text).replace("or over", "plus").replace(" to ", "_")
    return "_".join(text.split())


def _take(given: Mapping[str, Any], key: str, source: Source, table: SourceTable) -> str:
    if key not in given:
        raise UnknownLayoutError("error-columns-missing", file=_place(source, table), columns=key)
    return str(given[key]).strip()


def _place(source: Source, table: SourceTable) -> str:
    return f"{source.id}/{table.file}"


def _unreadable(source: Source, table: SourceTable, fault: Exception) -> UnreadableFileError:
    reason = (str(fault).splitlines() or [type(fault).__name__])[0]
    return UnreadableFileError("error-file-unreadable", file=_place(source, table), reason=reason)
