"""The layout of this project's own forms for yearly figures (forms/agency-series.yaml).

Read, the wide sheet is long: each number is one observation of its row's agency, indicator and
year. A breakdown whose cells are all empty in a row is not kept by the office: no observation.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.cells import Cell
from pipeline.errors import UnknownLayoutError
from pipeline.form_reader import read_form_file
from pipeline.form_rows import FilledRow, FilledSheet
from pipeline.form_spec import ColumnSpec
from pipeline.observations import Row
from pipeline.sources import Source, SourceTable


def read_form_rows(source: Source, table: SourceTable) -> Iterator[Row]:
    """Yield the observations of a filled form; refuse a form that does not feed the table."""
    form = read_form_file(source.path(table))
    sheets = [sheet for sheet in form.sheets if sheet.spec.table == table.table]
    if not sheets:
        raise UnknownLayoutError(
            "error-form-table", file=source.place(table), form=form.form.id, table=table.table
        )
    for sheet in sheets:
        for row in sheet.rows:
            yield from _read_observations(sheet, row)


def _read_observations(sheet: FilledSheet, row: FilledRow) -> Iterator[Row]:
    name = row.place.partition("!")[0]
    numbers = [column for column in sheet.spec.columns if column.kind == "number"]
    kept = {column.dimension for column in numbers if row.cells[column.id].printed.strip()}
    for column in numbers:
        if column.dimension not in kept and not column.required:
            continue
        cell = row.cells[column.id]
        number = cell.value if isinstance(cell.value, (int, float)) else None
        yield {
            **{key: _read_key(row, key) for key in ("agency", "indicator", "year")},
            "report_year": "",
            "dimension": column.dimension,
            "category": column.category,
            "locator": f"{name}!{cell.address}" if cell.address else row.place,
            "label": _read_label(row, sheet.spec.columns),
            "printed": cell.printed,
            **Cell(number, cell.status)._asdict(),
        }


def _read_key(row: FilledRow, key: str) -> str:
    """Return a key's code, "" where the cell names none: the checks then quarantine the row."""
    value = row.cells[key].value
    return "" if value is None else str(value)


def _read_label(row: FilledRow, columns: tuple[ColumnSpec, ...]) -> str:
    """Return the row's note, after the text of any key that could not be read."""
    unread = [
        row.cells[column.id].printed
        for column in columns
        if column.kind in ("code", "year") and row.cells[column.id].value is None
    ]
    return " · ".join(filter(None, [*unread, row.cells["note"].printed.strip()]))
