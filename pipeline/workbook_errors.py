"""Cells of a workbook that its reader takes for empty ones, although something stands there.

An error, such as #DIV/0!, is one: what stood there is lost; only its sender can say what it was.
A formula that no program has computed yet is another: its workbook was written but never opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from posixpath import join, normpath
from typing import Final
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

from pipeline.column_letters import count_column

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL: Final = re.compile(rb"<c\b([^>]*[^>/])>(.*?)</c>", re.DOTALL)
_FORMULA: Final = re.compile(rb"<f\b[^>]*>(.{0,100}?)</f>|<f\b[^>]*/>", re.DOTALL)
_PLACE: Final = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE: Final = re.compile(rb"<v>([^<]{1,20})</v>")

Position = tuple[int, int]


def read_errors(path: str) -> dict[str, dict[Position, str]]:
    """Return such cells of an .xlsx by sheet, as a reader sees them: #REF!, #N/A, =A1+B1."""
    with ZipFile(path) as archive:
        return {
            name: dict(_find_errors(archive.read(member)))
            for name, member in _list_sheets(archive)
            if member in archive.namelist()
        }


def _list_sheets(archive: ZipFile) -> Iterator[tuple[str, str]]:
    # Only the child process of pipeline.workbooks calls this: its memory and time are bounded.
    relations = fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    book = fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_ID), "")
        yield sheet.get("name", ""), normpath(join("xl", target)).lstrip("/")


def _find_errors(content: bytes) -> Iterator[tuple[Position, str]]:
    if b't="e"' not in content and b"<f>" not in content and b"<f " not in content:
        return
    for attributes, inside in _CELL.findall(content):
        place, value = _PLACE.search(attributes), _VALUE.search(inside)
        formula = _FORMULA.search(inside)
        if place is None:
            continue
        at = int(place[2]) - 1, count_column(place[1].decode("ascii"))
        if b't="e"' in attributes:
            yield at, value[1].decode("ascii", "replace") if value else "#?"
        elif formula and value is None and b"t=" not in attributes:
            yield at, "=" + unescape((formula[1] or b"?").decode("utf-8", "replace"))
