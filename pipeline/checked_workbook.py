"""FILE.checked.xlsx: the file as it was sent, each faulty cell coloured and commented.

An .xlsx keeps everything it has; a workbook is made from the cells of any other format. The first
sheet lists the faults, each with a link to its cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from pipeline.grids import Grid, read_grids
from pipeline.open_data import neutralise
from pipeline.words import Words

# Red: must be mended. Yellow: to be looked at.
_FILLS: Final = {True: "FFF4B6B6", False: "FFFFF2B3"}
_AUTHOR: Final = "tip-digest"
# What our list of findings is called inside a workbook, in whichever language it is titled.
_LIST: Final = "tip_digest_findings"
# What a spreadsheet does not allow in the name of a sheet.
_FORBIDDEN: Final = re.compile(r"[\\/*?:\[\]]")
_LONGEST_NAME: Final = 31
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Mark:
    """What is said of one cell: `sheet` and `address` are the file's own ("" for all of it)."""

    sheet: str
    address: str
    text: str
    is_fault: bool


def write_checked(source: Path, target: Path, marks: Sequence[Mark], words: Words) -> None:
    """Write the checked workbook of `source` to `target`, whole or not at all."""
    marks = [replace(mark, text=_drop_controls(mark.text)) for mark in marks]
    book = _open_copy(source)
    _remove_marks(book)
    for (sheet, address), found in _group(marks).items():
        if address and sheet in book.sheetnames:
            _mark_cell(book[sheet], address, found)
    _list_marks(book, marks, words)
    partial = target.with_name(target.name + ".part")
    book.save(partial)
    partial.replace(target)


def _open_copy(source: Path) -> Any:
    """Return the workbook to mark: the .xlsx itself, or one made from the cells of another."""
    from openpyxl import Workbook, load_workbook

    if source.suffix.lower() == ".xlsx":
        return load_workbook(source)
    book = Workbook()
    book.remove(book.active)
    for grid in read_grids(source):
        _copy_grid(book, grid)
    return book


def _copy_grid(book: Any, grid: Grid) -> None:
    sheet = book.create_sheet(name_sheet(grid.name, book.sheetnames))
    for (row, column), content in grid.cells.items():
        cell = sheet.cell(row + 1, column + 1)
        cell.value = neutralise(_drop_controls(content) if isinstance(content, str) else content)
        if isinstance(content, str):
            cell.data_type = "s"  # a text is never run as a formula


def _drop_controls(text: str) -> str:
    """Return a text without the signs that no workbook can hold."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def name_sheet(name: str, taken: Iterable[str]) -> str:
    """Return a name that a spreadsheet allows and that no other sheet has."""
    plain = _FORBIDDEN.sub("_", name).strip("'")[:_LONGEST_NAME] or "1"
    used = {each.casefold() for each in taken}
    number = 1
    chosen = plain
    while chosen.casefold() in used:
        number += 1
        chosen = f"{plain[: _LONGEST_NAME - 4]} {number}"
    return chosen


def _group(marks: Iterable[Mark]) -> dict[tuple[str, str], list[Mark]]:
    grouped: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks:
        grouped.setdefault((mark.sheet, mark.address), []).append(mark)
    return grouped


def _mark_cell(sheet: Any, address: str, marks: Sequence[Mark]) -> None:
    from openpyxl.cell.cell import MergedCell
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    cell = sheet[address]
    if isinstance(cell, MergedCell):
        covering = next(area for area in sheet.merged_cells.ranges if address in area)
        cell = sheet.cell(covering.min_row, covering.min_col)
    is_fault = any(mark.is_fault for mark in marks)
    cell.fill = PatternFill("solid", fgColor=_FILLS[is_fault])
    text = "\n\n".join(dict.fromkeys(mark.text for mark in marks))
    cell.comment = Comment(text, _AUTHOR, width=360, height=40 + 18 * (len(text) // 45 + 2))


def _remove_marks(book: Any) -> None:
    """Take out what an earlier check marked: a clerk may mend the checked workbook and send it."""
    from openpyxl.styles import PatternFill

    lists = [each for each in book.worksheets if each.sheet_properties.codeName == _LIST]
    if not lists:
        return
    for sheet in lists:
        book.remove(sheet)
    for sheet in book.worksheets:
        for cell in (cell for line in sheet.iter_rows() for cell in line):
            if cell.comment is not None and cell.comment.author == _AUTHOR:
                cell.comment = None
                cell.fill = PatternFill()


def _list_marks(book: Any, marks: Sequence[Mark], words: Words) -> None:
    """Write the first sheet: a row for each fault, with a link to its cell."""
    from openpyxl.styles import Alignment, Font, PatternFill

    sheet = book.create_sheet(name_sheet(words.say("checked-sheet"), book.sheetnames), 0)
    sheet.sheet_properties.codeName = _LIST
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
    faults = sum(mark.is_fault for mark in marks)
    sheet["A1"] = words.say("checked-title")
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = words.say("checked-counts", faults=faults, warnings=len(marks) - faults)
    header = ("checked-column-place", "checked-column-kind", "checked-column-what")
    for column, name in enumerate(header, start=1):
        cell = sheet.cell(4, column, words.say(name))
        cell.font = Font(bold=True)
    for row, mark in enumerate(marks, start=5):
        place = sheet.cell(row, 1, f"{mark.sheet}!{mark.address}" if mark.address else mark.sheet)
        place.data_type = "s"
        if mark.address and mark.sheet in book.sheetnames:
            quoted = mark.sheet.replace("'", "''")
            place.hyperlink = f"#'{quoted}'!{mark.address}"
            place.style = "Hyperlink"
        kind = sheet.cell(row, 2, words.say(f"checked-{'fault' if mark.is_fault else 'warning'}"))
        kind.fill = PatternFill("solid", fgColor=_FILLS[mark.is_fault])
        what = sheet.cell(row, 3, mark.text)
        what.data_type = "s"
        what.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in (("A", 24), ("B", 18), ("C", 100)):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A5"
