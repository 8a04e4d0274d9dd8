"""How a file is laid out: one reader per layout, each a pure function file -> rows.

A reader loses no row and no label: every row it yields keeps the cell as printed, the source's own
label and its place in the file. What a row means is decided by data (source.yaml and the label
files beside it), never here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from pipeline.errors import UnknownLayoutError
from pipeline.layout_claims import read_claims
from pipeline.layout_form import read_form_rows
from pipeline.layout_grid import read_grid_rows
from pipeline.layout_text import read_crossed_csv, read_table_csv, read_tidy_csv
from pipeline.layout_trilingual import read_trilingual_workbook
from pipeline.observations import KEYS, Row
from pipeline.sources import SOURCE_FILE, Source, SourceTable

# What source.yaml must say of a file in a layout.
_OPTIONS: Final = {
    "crossed_csv": ("agency", "indicator", "year", "breakdown", "crossed", "printed", "total"),
    "grid": ("description",),
}
# Layouts whose rows are observations: they fill no other table.
_OBSERVED: Final = ("tidy_csv", "grid")
_READERS: Final[dict[str, Callable[[Source, SourceTable], Iterator[Row]]]] = {
    "tidy_csv": read_tidy_csv,
    "crossed_csv": read_crossed_csv,
    "trilingual_workbook": read_trilingual_workbook,
    "table_csv": read_table_csv,
    "claims": read_claims,
    "form": read_form_rows,
    "grid": read_grid_rows,
}


def read_rows(source: Source, table: SourceTable) -> Iterator[Row]:
    """Yield the rows of one file; refuse a file that cannot be read or a layout not known."""
    reader = _READERS.get(table.layout)
    if reader is None:
        known = ", ".join(sorted(_READERS))
        raise UnknownLayoutError(
            "error-layout-unknown", file=source.place(table), layout=table.layout, known=known
        )
    missing = [name for name in _OPTIONS.get(table.layout, ()) if name not in table.options]
    if table.layout in _OBSERVED and table.table not in KEYS:
        missing = [f"table: {table.table}"]
    if missing:
        key = f"{table.file}: {', '.join(missing)}"
        place = f"{source.id}/{SOURCE_FILE}"
        raise UnknownLayoutError("error-source-incomplete", file=place, key=key)
    return reader(source, table)
