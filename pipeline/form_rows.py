"""One sheet of a filled form -> its rows.

Every row below the header becomes a row here or a remark (a footnote, a total, the header printed
again); none is lost. Personal columns are not read at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from pipeline.cells import Status, read_cell
from pipeline.form_cells import OFFICE_MARKS, UNREADABLE, Value, read_form_cell
from pipeline.form_spec import ColumnSpec, SheetSpec
from pipeline.grids import Content, Grid, address, print_content
from pipeline.headers import Header
from pipeline.labels import find, index_columns

# How a row begins that stands below a table and is none of its rows.
_FOOTNOTE: Final = re.compile(
    r"\s*(?:[*†‡¹²³⁴-⁹]|\(?\d{1,2}\)|примечани|сноск|эскертүү|источник|булагы|булак|notes?\b|source)",
    re.IGNORECASE,
)
_TOTAL: Final = re.compile(
    r"\s*(?:итого|всего|в том числе|из них|баары|бардыгы|жалпы|жыйынтыгы|анын ичинде"
    r"|total|of which)\b",
    re.IGNORECASE,
)
# What a merged cell says of each row that it covers. A number would be counted once for each.
_SHARED: Final = ("key", "date", "year", "code", "codes", "text", "citation")
_HIDDEN: Final = "?"


class FilledCell(NamedTuple):
    """One cell: as printed, as read (None unless its status is value or zero), and where.

    An empty cell is not reported and prints as "". So is one of a column the file does not have,
    which has no address.
    """

    printed: str
    value: Value
    status: Status
    address: str


_ABSENT: Final = FilledCell("", None, "not_reported", "")


class FilledRow(NamedTuple):
    """One row: its place (the form's sheet and the row's number) and its cells by column."""

    place: str
    cells: Mapping[str, FilledCell]


class Remark(NamedTuple):
    """A row below the header that is none of the table's, and how it begins."""

    place: str
    text: str


@dataclass(frozen=True)
class FilledSheet:
    """One sheet of a form as it was filled in.

    `name` is the sheet's own name in the file. `dropped_headings` are the headings of the columns
    that are not read: personal ones, and ones that the form does not have.
    """

    spec: SheetSpec
    rows: tuple[FilledRow, ...]
    dropped_headings: tuple[str, ...]
    name: str
    remarks: tuple[Remark, ...]


def read_sheet(
    grid: Grid, spec: SheetSpec, header: Header, name: str, *, is_text: bool
) -> FilledSheet:
    """Return the rows of a grid below its header. `name` begins their places.

    In delimited text (`is_text`) a cell beyond the last heading means that the row's cells have
    moved: then none of them is readable.
    """
    columns = {at: spec.column(column) for at, column in header.columns.items()}
    kept = {at: column for at, column in columns.items() if column.kind != "dropped"}
    absent = {column.id: _ABSENT for column in spec.columns if column.kind != "dropped"}
    rows: list[FilledRow] = []
    remarks: list[Remark] = []
    for row in range(header.body, grid.height):
        contents = _look(grid, row)
        if not contents:
            continue
        place = f"{name}!{row + 1}"
        if _is_remark(contents, header, kept):
            remarks.append(Remark(place, print_content(next(iter(contents.values()))).strip()))
            continue
        if is_text and any(at not in header.headings for at in contents):
            is_personal = len(kept) < len(columns)
            cells = _close_cells(contents, row, kept, is_personal=is_personal)
        else:
            cells = {
                column.id: _read_cell(grid, row, at, column, contents.get(at))
                for at, column in kept.items()
            }
        rows.append(FilledRow(place, {**absent, **cells}))
    return FilledSheet(
        spec=spec,
        rows=tuple(rows),
        dropped_headings=tuple(said for at, said in header.headings.items() if at not in kept),
        name=grid.name,
        remarks=tuple(remarks),
    )


def read_answers(grid: Grid, about: SheetSpec) -> dict[str, FilledCell] | None:
    """Return the answers of a cover sheet by question, None if fewer than two are asked there."""
    names = index_columns(about)
    answers: dict[str, FilledCell] = {}
    for row, at in sorted(grid.cells):
        asked = find(names, print_content(grid.cells[row, at]))
        if asked and asked not in answers:
            answer = next(
                (to for to in range(at + 1, grid.width) if (row, to) in grid.cells), at + 1
            )
            column = about.column(asked)
            answers[asked] = _read_cell(grid, row, answer, column, grid.cells.get((row, answer)))
    return answers if len(answers) > 1 else None


def _look(grid: Grid, row: int) -> dict[int, Content]:
    """Return what each column says in a row: a merged cell speaks for the rows it covers alone."""
    contents: dict[int, Content] = {}
    for at in range(grid.width):
        holder = grid.spans.get((row, at), (row, at))
        content = grid.cells.get(holder) if holder[1] == at else None
        if content is not None and print_content(content).strip():
            contents[at] = content
    return contents


def _read_cell(
    grid: Grid, row: int, at: int, column: ColumnSpec, content: Content | None
) -> FilledCell:
    reading = read_form_cell(column, content)
    if grid.is_tall(row, at) and column.kind not in _SHARED and reading.value is not None:
        reading = UNREADABLE
    return FilledCell(print_content(content), *reading, address(row, at))


def _close_cells(
    contents: Mapping[int, Content],
    row: int,
    kept: Mapping[int, ColumnSpec],
    *,
    is_personal: bool,
) -> dict[str, FilledCell]:
    """Return the cells of a row that has moved: a person's name may stand under any heading."""
    cells = {}
    for at, column in kept.items():
        printed = _HIDDEN if is_personal else print_content(contents.get(at)) or _HIDDEN
        cells[column.id] = FilledCell(printed, *UNREADABLE, address(row, at))
    return cells


def _is_remark(
    contents: Mapping[int, Content], header: Header, kept: Mapping[int, ColumnSpec]
) -> bool:
    first = next(iter(contents.values()))
    if isinstance(first, str):
        if len(contents) == 1 and _FOOTNOTE.match(first):
            return True
        lacks = any(column.required and at not in contents for at, column in kept.items())
        if _TOTAL.match(first) and lacks and all(map(_is_number, list(contents.values())[1:])):
            return True
    return len(contents) > 1 and all(
        isinstance(content, str) and content.strip() in header.headings.get(at, "")
        for at, content in contents.items()
    )


def _is_number(content: Content) -> bool:
    return read_cell(content, OFFICE_MARKS).status != "unreadable"
