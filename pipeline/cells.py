"""What a cell says: a number, or one of the marks for a number that is not there.

Zero, not reported, suppressed and not applicable are four different statuses, from the source's
cell to the printed page. A mark is read only as its source declares it (source.yaml, `marks`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

Status = Literal["value", "zero", "not_reported", "suppressed", "not_applicable", "unreadable"]
STATUSES: Final = ("value", "zero", "not_reported", "suppressed", "not_applicable")

_SPACES: Final = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


class Cell(NamedTuple):
    value: float | None
    status: Status


def read_cell(printed: object, marks: Mapping[str, str]) -> Cell:
    """Return what `printed` says under a source's marks; "unreadable" if it is neither.

    Decimal commas, and spaces or no-break spaces between thousands, are read as such.
    """
    if isinstance(printed, (int, float)) and not isinstance(printed, bool):
        return _from_number(float(printed))
    text = "" if printed is None else str(printed).strip()
    if text in marks:
        return Cell(None, marks[text])  # type: ignore[arg-type]  # checked in sources.py
    compact = _SPACES.sub("", text)
    if _NUMBER.fullmatch(compact):
        return _from_number(float(compact.replace(",", ".")))
    return Cell(None, "unreadable")


def _from_number(value: float) -> Cell:
    return Cell(value, "zero" if value == 0 else "value")
