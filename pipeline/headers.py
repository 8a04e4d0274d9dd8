"""Where a table begins in a grid, and what stands in which column.

Titles may stand above the header, the header may have several rows and merged cells, and a row of
column numbers may follow it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pipeline.grids import Grid, print_content
from pipeline.labels import find

# No office puts more above its table, or more rows into its header.
DEEPEST_HEADER: Final = 60
TALLEST_HEADER: Final = 4
_COLUMN_LETTERS: Final = ("А", "Б", "В", "Г", "A", "B", "C")


@dataclass(frozen=True)
class Header:
    """A table's header: the rows it takes, the first row below it, and its columns by place.

    `columns` leads from a column of the grid to the name it was found under, `headings` to its
    heading as printed, found or not.
    """

    first: int
    body: int
    columns: Mapping[int, str]
    headings: Mapping[int, str]


def find_header(grid: Grid, names: Mapping[str, str]) -> Header | None:
    """Return the header under which most of `names` are found, or None if fewer than two are.

    `names` is an index of keys (labels.index). Of equals the shortest header counts, then the
    highest.
    """
    likely = [row for row in range(min(grid.height, DEEPEST_HEADER)) if _has_name(grid, row, names)]
    starts = {row - above for row in likely for above in range(TALLEST_HEADER) if row >= above}
    candidates = (
        (len(columns), -height, -first, columns)
        for first in starts
        for height in range(1, TALLEST_HEADER + 1)
        if len(columns := _match_columns(grid, first, height, names)) > 1
    )
    best = max(candidates, key=lambda each: each[:3], default=None)
    if best is None:
        return None
    _, height, first, columns = best
    rows = range(-first, -first - height)
    return Header(rows[0], _skip_numbering(grid, rows[-1] + 1), columns, _list_headings(grid, rows))


def _has_name(grid: Grid, row: int, names: Mapping[str, str]) -> bool:
    return any(find(names, text) for _, text in _list_texts(grid, row))


def _list_texts(grid: Grid, row: int) -> Iterator[tuple[int, str]]:
    for column in range(grid.width):
        content = grid.at(row, column)
        if isinstance(content, (str, int)) and str(content).strip():
            yield column, str(content)


def _match_columns(grid: Grid, first: int, height: int, names: Mapping[str, str]) -> dict[int, str]:
    """Return the name found in each column; a name found twice stays with the first column."""
    columns: dict[int, str] = {}
    for column in range(grid.width):
        said = (find(names, text) for text in _say(grid, first, height, column))
        found = next(filter(None, said), None)
        if found and found not in columns.values():
            columns[column] = found
    return columns


def _say(grid: Grid, first: int, height: int, column: int) -> Iterator[str]:
    """Yield what a column may be called, the fullest first.

    Over a column without a cell of its own stands the text to the left of it, as over «мужчины»
    and «женщины» under one «Пол».
    """
    rows = range(first, first + height)
    own = _distinct(print_content(grid.at(row, column)).strip() for row in rows)
    if not own:
        return
    if height > 1:
        yield " ".join(_distinct(_look_left(grid, row, column) for row in rows[:-1]) + own[-1:])
    yield " ".join(own)
    if len(own) > 1:
        yield own[-1]
        yield own[0]


def _distinct(texts: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, texts)))


def _look_left(grid: Grid, row: int, column: int) -> str:
    texts = (print_content(grid.at(row, at)).strip() for at in range(column, -1, -1))
    return next(filter(None, texts), "")


def _skip_numbering(grid: Grid, row: int) -> int:
    """Return the row below, if `row` holds the columns' numbers: 1, 2, 3 or А, Б, 1, 2."""
    cells = [print_content(grid.at(row, column)).strip() for column in range(grid.width)]
    filled = [cell for cell in cells if cell]
    numbers = [int(cell) for cell in filled if cell.isdecimal()]
    are_numbers = all(cell.isdecimal() or cell in _COLUMN_LETTERS for cell in filled)
    are_counted = all(right - left == 1 for left, right in pairwise(numbers))
    is_numbering = are_numbers and are_counted and len(filled) > 2 and numbers[:1] in ([1], [2])
    return row + 1 if is_numbering else row


def _list_headings(grid: Grid, rows: range) -> dict[int, str]:
    headings = {
        column: " ".join(_distinct(print_content(grid.at(row, column)).strip() for row in rows))
        for column in range(grid.width)
    }
    return {column: heading for column, heading in headings.items() if heading}
