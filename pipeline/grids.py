"""A file of cells, whatever program wrote it: .xlsx, .xls, .ods or .csv -> grids.

Nothing is judged here: every cell that holds something is kept as it stands, with its place. What
cannot be a table (damaged, locked, of another kind, larger than any form) is refused with the
reason.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from pipeline.column_letters import name_column
from pipeline.errors import UnreadableFileError

Content = str | int | float | bool | date | datetime | time | timedelta
Position = tuple[int, int]

LARGEST_FILE_MB: Final = 64
LARGEST_UNPACKED_MB: Final = 512
SUFFIXES: Final = (".xlsx", ".xls", ".ods", ".csv")
_MB: Final = 1_000_000
_ZIP: Final = b"PK\x03\x04"
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and a workbook under a password
# A member may be missing, locked, cut off or compressed by a method that is not known.
_DAMAGE: Final = (
    BadZipFile,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
    zlib.error,
)
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Grid:
    """One sheet: its non-empty cells by (row, column), counted from zero.

    `spans` leads from every cell that a merged one covers to the one that holds its content.
    """

    name: str
    cells: Mapping[Position, Content]
    spans: Mapping[Position, Position] = field(default_factory=dict)

    def at(self, row: int, column: int) -> Content | None:
        """Return what a reader sees at a place, merged cells filled; None for an empty cell."""
        place = (row, column)
        return self.cells.get(self.spans.get(place, place))

    def is_tall(self, row: int, column: int) -> bool:
        """Tell whether a place belongs to a merged cell of several rows."""
        holder = self.spans.get((row, column))
        return holder is not None and self.spans.get((holder[0] + 1, holder[1])) == holder

    @cached_property
    def height(self) -> int:
        return max((row for row, _ in self.cells), default=-1) + 1

    @cached_property
    def width(self) -> int:
        return max((column for _, column in self.cells), default=-1) + 1


def read_grids(path: Path) -> list[Grid]:
    """Return the sheets of the file at `path` in their order; a .csv is one sheet.

    Refuses (UnreadableFileError) a file that is missing, empty, damaged, locked by a password,
    larger than any form, or of another kind than its name says.
    """
    from pipeline.delimited import read_delimited
    from pipeline.workbooks import read_workbook

    check_file(path)
    if path.suffix.lower() == ".csv":
        return [read_delimited(path)]
    return read_workbook(path)


def check_file(path: Path) -> None:
    """Refuse a file that no reader should open."""
    file = name_file(path)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnreadableFileError("error-suffix-unknown", file=file, known=" ".join(SUFFIXES))
    try:
        size = path.stat().st_size
        content = path.read_bytes() if 0 < size <= LARGEST_FILE_MB * _MB else b""
    except FileNotFoundError as fault:
        raise UnreadableFileError("error-file-absent", file=file) from fault
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise UnreadableFileError("error-file-unreadable", file=file, reason=reason) from fault
    if size > LARGEST_FILE_MB * _MB:
        raise UnreadableFileError("error-file-too-large", file=file, limit=LARGEST_FILE_MB)
    if not content.strip(b" \t\r\n\0"):
        raise UnreadableFileError("error-file-empty", file=file)
    if content.startswith(_COMPOUND) and _ENCRYPTED in content:
        raise UnreadableFileError("error-file-locked", file=file)
    kind = _find_kind(path, content)
    if kind != suffix:
        raise UnreadableFileError("error-file-kind", file=file, named=suffix, found=kind)


def name_file(path: Path) -> str:
    """Return a file as messages name it: its folder and its own name."""
    return f"{path.parent.name}/{path.name}".removeprefix("/")


def address(row: int, column: int) -> str:
    """Return a place counted from zero as a spreadsheet names it: (6, 1) is B7."""
    return f"{name_column(column)}{row + 1}"


def print_content(content: Content | None) -> str:
    """Return a cell as text: a date as ISO, a whole number without a point, an empty cell as ""."""
    if content is None:
        return ""
    if isinstance(content, datetime):
        return content.isoformat(" ") if content.time() else content.date().isoformat()
    if isinstance(content, float) and content.is_integer():
        return str(int(content))
    return str(content)


def _find_kind(path: Path, content: bytes) -> str:
    """Return what the content is, by its first bytes: a suffix, or the name of another kind."""
    if content.startswith(_COMPOUND):
        return ".xls"
    if content.startswith(_ZIP):
        return _find_zip_kind(path)
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for magic, kind in ((b"%pdf", "PDF"), (b"{\\rtf", "RTF"), (b"<", "HTML/XML")):
        if start.startswith(magic):
            return kind
    # A text has no zero bytes but in UTF-16, where they are no more than half of all.
    return ".csv" if content.count(b"\0") <= len(content) / 2 else "?"


def _read_start(archive: ZipFile, name: str) -> bytes:
    """Return how a member begins: what its directory says of its size may be a lie."""
    with archive.open(name) as stream:
        return stream.read(200)


def _find_zip_kind(path: Path) -> str:
    """Return which kind of workbook an archive is; refuse one damaged or too large unpacked."""
    try:
        with ZipFile(path) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            is_sheet = "content.xml" in names and b"spreadsheet" in _read_start(archive, "mimetype")
    except _DAMAGE as fault:
        raise UnreadableFileError("error-file-damaged", file=name_file(path)) from fault
    if sum(member.file_size for member in members) > LARGEST_UNPACKED_MB * _MB:
        limit = LARGEST_UNPACKED_MB
        raise UnreadableFileError("error-file-bomb", file=name_file(path), limit=limit)
    if is_sheet:
        return ".ods"
    return ".xlsx" if "xl/workbook.xml" in names else "ZIP"
