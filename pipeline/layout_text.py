"""Layouts of delimited text that this project writes itself or that is published in UTF-8."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.cells import read_cell
from pipeline.delimited import read_records
from pipeline.errors import UnknownLayoutError
from pipeline.labels import as_code
from pipeline.observations import DEFAULTS, KEYS, Row
from pipeline.sources import Source, SourceTable, refuse_file


def read_tidy_csv(source: Source, table: SourceTable) -> Iterator[Row]:
    """One observation a line; columns named as the landed table's, or constant in source.yaml."""
    printed = str(table.options.get("printed", "printed"))
    for number, line in read_lines(source, table, required=(printed,)):
        given = {**DEFAULTS, **table.options, **line}
        keys = {key: _take(given, key, source, table) for key in KEYS[table.table]}
        yield {
            **keys,
            "locator": line.get("locator") or f"row {number}",
            "label": line.get("caveat", ""),
            "printed": line[printed],
            **read_cell(line[printed], source.marks)._asdict(),
        }


def read_crossed_csv(source: Source, table: SourceTable) -> Iterator[Row]:
    """One observation a line; breakdowns in crossed columns that say `total` where they are whole.

    Crossed breakdowns become one dimension, joined by "+": sex+age, female+0_17.
    """
    options = table.options
    indicator, breakdown = options["indicator"], options["breakdown"]
    crossed: Mapping[str, str] = options["crossed"]
    columns = (indicator["column"], *breakdown.values(), *crossed.values(), options["printed"])
    for number, line in read_lines(source, table, required=columns):
        code = indicator["codes"].get(line[indicator["column"]])
        parts = [
            (as_code(line[breakdown["dimension"]]), as_code(line[breakdown["category"]])),
            *((name, as_code(line[column])) for name, column in crossed.items()),
        ]
        whole = as_code(options["total"])
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


def read_table_csv(source: Source, table: SourceTable) -> Iterator[Row]:
    """A table as it stands: every column kept under its own name."""
    for number, line in read_lines(source, table, required=()):
        yield {**line, "locator": f"row {number}"}


def read_lines(
    source: Source, table: SourceTable, required: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield a CSV's lines with their row numbers as a spreadsheet counts them (the header is 1)."""
    try:
        text = source.path(table).read_text(encoding="utf-8-sig")
        records = list(read_records(text))
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise refuse_file(source, table, fault) from fault
    header = records[0] if records else []
    missing = [name for name in required if name not in header]
    if missing:
        raise UnknownLayoutError(
            "error-columns-missing", file=source.place(table), columns=", ".join(missing)
        )
    for number, cells in enumerate(records[1:], start=2):
        if not cells:
            continue
        if len(cells) != len(header):
            raise UnknownLayoutError(
                "error-row-length", file=source.place(table), place=f"row {number}"
            )
        yield number, dict(zip(header, cells, strict=True))


def _take(given: Mapping[str, Any], key: str, source: Source, table: SourceTable) -> str:
    if key not in given:
        raise UnknownLayoutError("error-columns-missing", file=source.place(table), columns=key)
    return str(given[key]).strip()
