"""The merged cells of an OpenDocument spreadsheet, which its reader does not tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, parse
from zipfile import ZipFile

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELLS: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")

Position = tuple[int, int]
Range = tuple[Position, Position]


def read_spans(path: str) -> dict[str, list[Range]]:
    """Return the first and the last cell of each merged range, by sheet."""
    with ZipFile(path) as archive, archive.open("content.xml") as stream:
        # Only the child process of pipeline.workbooks calls this: its memory and time are bounded.
        root = parse(stream).getroot()  # noqa: S314
    return {
        sheet.get(f"{_TABLE}name", ""): list(_find_ranges(sheet))
        for sheet in root.iter(f"{_TABLE}table")
    }


def _find_ranges(sheet: Element) -> Iterator[Range]:
    row = 0
    for line in sheet.iter(f"{_TABLE}table-row"):
        column = 0
        for cell in line:
            if cell.tag not in _CELLS:
                continue
            height, width = (_count(cell, f"number-{of}-spanned") for of in ("rows", "columns"))
            if height * width > 1:
                yield (row, column), (row + height - 1, column + width - 1)
            column += _count(cell, "number-columns-repeated")
        row += _count(line, "number-rows-repeated")


def _count(element: Element, attribute: str) -> int:
    return int(element.get(f"{_TABLE}{attribute}", "1"))
