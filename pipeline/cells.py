"""What a cell says: a number, or one of the marks for a number that is not there.

Zero, not reported, suppressed and not applicable are four different statuses, from the source's
cell to the printed page. A mark is read only as its source declares it (source.yaml, `marks`), or
as the intake form does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

Status = Literal["value", "zero", "not_reported", "suppressed", "not_applicable", "unreadable"]
STATUSES: Final = ("value", "zero", "not_reported", "suppressed", "not_applicable")

_MINUS: Final = "\N{MINUS SIGN}"
# Spaces part thousands or nothing: in "5 1" the second figure may be a footnote's.
_NUMBER: Final = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:\s\d{3})+)(?:[.,]\d+)?")
# A footnote's mark after a number: 5*, 5¹, 5 [1], 5 1). The cell as printed is kept beside it.
_FOOTNOTE: Final = re.compile(
    "(?<=\\d)(?:\\s*[*†‡]+|\\s*[\u00b9\u00b2\u00b3\u2070-\u2079]+\\)?|\\s*\\[\\d{1,2}\\]|\\s+\\d\\))$"
)


class Cell(NamedTuple):
    value: float | None
    status: Status


def read_cell(printed: object, marks: Mapping[str, str]) -> Cell:
    """Return what `printed` says under a source's marks; "unreadable" if it is neither.

    Decimal commas, spaces or no-break spaces between thousands, and a footnote's mark after the
    number are read as such.
    """
    if isinstance(printed, (int, float)) and not isinstance(printed, bool):
        return _from_number(float(printed))
    text = "" if printed is None else str(printed).strip()
    if text in marks:
        return Cell(None, marks[text])  # type: ignore[arg-type]  # checked in sources.py
    number = " ".join(_FOOTNOTE.sub("", text).split()).replace(_MINUS, "-")
    if _NUMBER.fullmatch(number):
        return _from_number(float(number.replace(" ", "").replace(",", ".")))
    return Cell(None, "unreadable")


def _from_number(value: float) -> Cell:
    return Cell(value, "zero" if value == 0 else "value")
