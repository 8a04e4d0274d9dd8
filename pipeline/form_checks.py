"""What a spreadsheet itself checks while a form is filled in: drop-downs, dates, numbers, marks."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from pipeline.form_spec import MARKS, ColumnSpec
from pipeline.words import Words

_FIRST_DAY: Final = date(1990, 1, 1)
# Excel refuses longer ones.
_TITLE_LENGTH: Final = 32
_MESSAGE_LENGTH: Final = 255


def make_check(
    column: ColumnSpec, cell: str, hint: str, year: int, words: Words, only_year: int | None = None
) -> dict[str, Any]:
    """Return a column's check as xlsxwriter takes it, with what to enter and what was wrong.

    `cell` is the first cell that is checked; a year is at most `year`, or exactly `only_year`.
    """
    check: dict[str, Any] = {
        **_make_rule(column, cell, year, only_year),
        "ignore_blank": True,
        "input_title": _cut(column.label[words.language], _TITLE_LENGTH),
        "input_message": _cut(hint, _MESSAGE_LENGTH),
    }
    if check["validate"] != "any":
        fault = "number" if column.kind in ("amount", "months") else column.kind
        check["error_title"] = _cut(words.say("form-fault"), _TITLE_LENGTH)
        check["error_message"] = _cut(words.say(f"form-fault-{fault}"), _MESSAGE_LENGTH)
    return check


def _make_rule(column: ColumnSpec, cell: str, year: int, only_year: int | None) -> dict[str, Any]:
    match column.kind:
        case "code":
            return {"validate": "list", "source": f"=codes_{column.codes}"}
        case "codes":
            # Several codes stand in one cell: the list helps, and does not refuse.
            return {
                "validate": "list",
                "source": f"=codes_{column.codes}",
                "error_type": "information",
            }
        case "date":
            last = date(year + 1, 12, 31)
            return {
                "validate": "date",
                "criteria": "between",
                "minimum": _FIRST_DAY,
                "maximum": last,
            }
        case "year":
            first = only_year or _FIRST_DAY.year
            return {
                "validate": "integer",
                "criteria": "between",
                "minimum": first,
                "maximum": only_year or year,
            }
        case "count" | "amount" | "months" | "number":
            return {"validate": "custom", "value": make_number_rule(cell, column.kind == "count")}
        case _:
            return {"validate": "any"}


def make_number_rule(cell: str, whole: bool) -> str:
    """Return the formula that holds of a number that is not negative, and of a mark."""
    holds = f"AND({cell}>=0,{cell}=INT({cell}))" if whole else f"{cell}>=0"
    marks = ",".join(f'EXACT({cell},"{mark}")' for mark in MARKS)
    # IF, because OR looks at all it is given, and a text has no INT.
    return f"=IF(ISNUMBER({cell}),{holds},OR({marks}))"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
