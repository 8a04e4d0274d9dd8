"""The process that reads one workbook: python -m pipeline.workbook_child FILE.

Writes to its standard output, pickled, either {"sheets": [(name, cells, spans), ...]} or
{"fault": "locked" | "spread" | "damaged"}. Its memory and time are bounded before it opens the
file; when they run out it dies, and its parent says so.
"""

from __future__ import annotations

import pickle
import resource
import sys
import zlib
from collections.abc import Iterable
from typing import Any, Final
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from pipeline.ods_cells import OdsSheet, read_ods_sheets
from pipeline.workbook_errors import read_errors

MEMORY_BYTES: Final = 2 << 30
CPU_S: Final = 90
MOST_CELLS: Final = 10_000_000
# What the readers raise for a file that is no workbook inside: its archive (what it is compressed
# or locked with is unknown, a member ends early), its XML (an unknown encoding, a number that is
# none), a date outside the calendar.
DAMAGE: Final = (
    BadZipFile,
    CalamineError,
    EOFError,
    LookupError,
    OSError,
    OverflowError,
    ParseError,
    RuntimeError,
    ValueError,
    zlib.error,
)

Position = tuple[int, int]
Sheet = tuple[str, dict[Position, Any], dict[Position, Position]]


def answer(path: str) -> dict[str, Any]:
    """Return the workbook's sheets, or why it cannot be read."""
    try:
        with CalamineWorkbook.from_path(path) as book:
            ods = read_ods_sheets(path) if path.lower().endswith(".ods") else {}
            errors = read_errors(path) if path.lower().endswith(".xlsx") else {}
            sheets: list[Sheet] = []
            for name in book.sheet_names:
                sheet = book.get_sheet_by_name(name)
                if sheet.total_height * sheet.total_width > MOST_CELLS:
                    return {"fault": "spread"}
                extra = ods.get(name, OdsSheet([], {}))
                cells = _collect_cells(sheet) | errors.get(name, {}) | extra.errors
                ranges = sheet.merged_cell_ranges or extra.ranges
                sheets.append((name, cells, _collect_spans(ranges, cells)))
            return {"sheets": sheets}
    except PasswordError:
        return {"fault": "locked"}
    except DAMAGE:
        return {"fault": "damaged"}
    except MemoryError:
        return {"fault": "spread"}
    except BaseException as fault:  # a panic of the reader, which is no Exception
        if type(fault).__name__ == "PanicException":
            return {"fault": "damaged"}
        raise


def _collect_cells(sheet: CalamineSheet) -> dict[Position, Any]:
    lines = sheet.to_python(skip_empty_area=False)
    return {
        (row, column): _tidy(content)
        for row, line in enumerate(lines)
        for column, content in enumerate(line)
        if content != ""
    }


def _tidy(content: Any) -> Any:
    """Return a whole number as an integer: workbooks keep every number as a float."""
    is_whole = isinstance(content, float) and content.is_integer() and abs(content) < 1e15
    return int(content) if is_whole else content


def _collect_spans(
    ranges: Iterable[tuple[Position, Position]], cells: dict[Position, Any]
) -> dict[Position, Position]:
    """Return the cells that merged ones cover, no farther than the last cell of the sheet."""
    bottom = max((row for row, _ in cells), default=0)
    right = max((column for _, column in cells), default=0)
    spans: dict[Position, Position] = {}
    for (top, left), (last_row, last_column) in ranges:
        for row in range(top, min(last_row, bottom) + 1):
            for column in range(left, min(last_column, right) + 1):
                spans[row, column] = (top, left)
        if len(spans) > MOST_CELLS:
            raise MemoryError
    return spans


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pickle.dump(answer(sys.argv[1]), sys.stdout.buffer)


if __name__ == "__main__":
    main()
