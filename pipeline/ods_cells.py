"""What the reader of OpenDocument spreadsheets does not tell: merged cells, and cells with errors.

An error, such as #DIV/0!, is not an empty cell: what stood there is lost, and only its sender can
say what it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element, parse
from zipfile import ZipFile

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CALC: Final = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")

Position = tuple[int, int]
Range = tuple[Position, Position]


class OdsSheet(NamedTuple):
    """The first and the last cell of each merged range of a sheet, and its errors by cell."""

    ranges: list[Range]
    errors: dict[Position, str]


def read_ods_sheets(path: str) -> dict[str, OdsSheet]:
    """Return the merged cells and the errors of each sheet, by its name."""
    with ZipFile(path) as archive, archive.open("content.xml") as stream:
        # Only the child process of pipeline.workbooks calls this: its memory and time are bounded.
        root = parse(stream).getroot()  # noqa: S314
    return {
        sheet.get(f"{_TABLE}name", ""): _read_sheet(sheet) for sheet in root.iter(f"{_TABLE}table")
    }


def _read_sheet(sheet: Element) -> OdsSheet:
    found = OdsSheet([], {})
    for at, cell in _list_cells(sheet):
        height, width = (_count(cell, f"number-{of}-spanned") for of in ("rows", "columns"))
        if height * width > 1:
            found.ranges.append((at, (at[0] + height - 1, at[1] + width - 1)))
        if cell.get(f"{_CALC}value-type") == "error":
            found.errors[at] = "".join(cell.itertext()).strip() or "#?"
    return found


def _list_cells(sheet: Element) -> Iterator[tuple[Position, Element]]:
    row = 0
    for line in sheet.iter(f"{_TABLE}table-row"):
        column = 0
        for cell in line:
            if cell.tag in _CELLS:
                yield (row, column), cell
                column += _count(cell, "number-columns-repeated")
        row += _count(line, "number-rows-repeated")


def _count(element: Element, attribute: str) -> int:
    return int(element.get(f"{_TABLE}{attribute}", "1"))
