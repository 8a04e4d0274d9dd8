"""The synthetic register as a filled form: the workbook a court would send, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

import pyarrow as pa
import xlsxwriter

from pipeline.form_spec import ColumnSpec, SheetSpec, read_codes, read_form
from pipeline.words import Words

# The same register must have the same bytes whenever it is made.
_CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's times have no zone


def write_workbook(path: Path, tables: Mapping[str, pa.Table], words: Words) -> None:
    """Write the register form with the rows of `tables` (by sheet), labels and codes in words."""
    form = read_form("case-register")
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties(
            {
                "title": form.title[words.language],
                "comments": _notice(words),
                "created": _CREATED,
            }
        )
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for spec in form.sheets:
            sheet = book.add_worksheet(spec.title[words.language])
            sheet.freeze_panes(1, 0)
            sheet.set_header(f"&C{_notice(words)}")
            for place, column in enumerate(spec.columns):
                sheet.write_string(0, place, column.label[words.language], bold)
                values = show_cells(spec, column, tables[spec.id], words)
                sheet.set_column(place, place, 24, day if column.kind == "date" else None)
                sheet.write_column(1, place, values)


def show_cells(spec: SheetSpec, column: ColumnSpec, table: pa.Table, words: Words) -> list[object]:
    """Return a column's cells as a clerk would fill them in: codes in words, no value empty."""
    values = table[column.id].to_pylist()
    if not column.codes:
        return ["" if value is None else value for value in values]
    said = {code.code: code.label[words.language] for code in read_codes()[column.codes]}
    distinct = {
        value: "; ".join(said[code] for code in value.split("; ")) if value else ""
        for value in set(values)
    }
    return [distinct[value] for value in values]


def _notice(words: Words) -> str:
    return words.say("synthetic-data")
