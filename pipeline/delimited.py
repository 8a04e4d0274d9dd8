"""Delimited text -> one grid: what encoding it is in, and which sign parts its cells.

Encodings: UTF-8 and UTF-16 with or without a byte order mark, Windows-1251. Signs: semicolon,
comma, tab. Rows may be of any length and none is lost: a quotation mark that would swallow the rows
below it is refused instead.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from pipeline.errors import UnreadableFileError
from pipeline.grids import Grid, name_file

DELIMITERS: Final = (";", ",", "\t")
LARGEST_CELL: Final = 131_072  # characters, the csv module's own limit
_MARKED: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What no text of an office holds: control signs other than tab and the ends of lines.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# Excel names the delimiter so in a first line of its own.
_NAMED_DELIMITER: Final = re.compile(r"sep=([;,\t])\r?\n", re.IGNORECASE)
_SAMPLE: Final = 200_000

Record = list[str]


def read_delimited(path: Path) -> Grid:
    """Return the rows of a delimited text; refuse bytes that are no text and an open quotation."""
    file = name_file(path)
    text = decode(path.read_bytes())
    if text is None:
        raise UnreadableFileError("error-text-encoding", file=file)
    named = _NAMED_DELIMITER.match(text)
    first_row = 0
    if named:
        text, first_row = text[named.end() :], 1
    delimiter = named.group(1) if named else find_delimiter(text)
    records, open_row = split_records(text, delimiter)
    if open_row is not None:
        raise UnreadableFileError("error-quote-open", file=file, row=open_row + first_row + 1)
    cells = {
        (row, column): cell
        for row, record in enumerate(records, start=first_row)
        for column, cell in enumerate(record)
        if cell != ""
    }
    return Grid(path.stem, cells)


def decode(content: bytes) -> str | None:
    """Return the text that `content` is, or None if it is none."""
    for encoding in guess_encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _CONTROL.search(text) else text
    return None


def guess_encodings(content: bytes) -> tuple[str, ...]:
    """Return the encodings that a text beginning with `content` may be in, the likeliest first."""
    for mark, encoding in _MARKED:
        if content.startswith(mark):
            return (encoding,)
    if b"\0" in content:  # the digits, signs and line ends of a text in UTF-16 have a zero byte
        odd, even = content[1::2].count(0), content[::2].count(0)
        return ("utf-16-le",) if odd > even else ("utf-16-be",)
    return ("utf-8", "cp1251")


def find_delimiter(text: str) -> str:
    """Return the sign that cuts most rows like the row above them, and into the most cells.

    Titles, footnotes and decimal commas cut rows into other numbers; they are outvoted.
    """
    start = text[:_SAMPLE]

    def count_regular_cuts(delimiter: str) -> tuple[int, int]:
        widths = [len(record) for record in _parse(start, delimiter)[0] if record]
        alike = Counter(width for above, width in pairwise(widths) if above == width)
        most = max((rows * (width - 1) for width, rows in alike.items()), default=0)
        return most, max(widths, default=0)

    return max(DELIMITERS, key=count_regular_cuts)


def split_records(text: str, delimiter: str) -> tuple[list[Record], int | None]:
    """Return the text's records, and the row of a quotation mark that swallows others, or None."""
    records, is_whole = _parse(text, delimiter)
    if not is_whole:
        return records, len(records)
    width = Counter(map(len, records)).most_common(1)[0][0] if records else 0
    for row, record in enumerate(records):
        quoted = [cell.splitlines() for cell in record if "\n" in cell]
        lines = [line for cell in quoted for line in cell]
        if width > 1 and any(line.count(delimiter) >= width - 1 for line in lines):
            return records, row
    return records, len(records) - 1 if _ends_in_quotation(text, delimiter) else None


def read_records(text: str, delimiter: str = ",") -> Iterator[Record]:
    """Return the records of delimited text; raises csv.Error at a cell larger than any table has.

    The limit belongs to the process, and libraries move it: it is set each time.
    """
    csv.field_size_limit(LARGEST_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _parse(text: str, delimiter: str) -> tuple[list[Record], bool]:
    """Return the records, and whether they are all: a cell larger than any table has ends them."""
    records: list[Record] = []
    try:
        records.extend(read_records(text, delimiter))
    except csv.Error:
        return records, False
    return records, True


def _ends_in_quotation(text: str, delimiter: str) -> bool:
    """Tell whether a quotation is still open where the text ends: no new line ends it then."""
    once, twice = (_parse(text + end, delimiter)[0] for end in ("\n", "\n\n"))
    return len(once) == len(twice)
