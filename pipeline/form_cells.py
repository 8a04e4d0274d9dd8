"""What one cell of an intake form says, by the kind of its column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.cells import Status, read_cell
from pipeline.courts import match_court
from pipeline.dates import read_date, read_year
from pipeline.form_spec import MARKS, ColumnSpec
from pipeline.grids import Content, print_content
from pipeline.labels import fold_label, match_code

# What offices write in a form for a number they do not have. A dash is never zero.
OFFICE_MARKS: Final[Mapping[str, Status]] = {
    **MARKS,
    "-": "not_reported",
    "–": "not_reported",
    "—": "not_reported",
    "н/д": "not_reported",
    "н.д.": "not_reported",
    "нет данных": "not_reported",
    "нет сведений": "not_reported",
    "маалымат жок": "not_reported",
    "no data": "not_reported",
}
_FOLDED_MARKS: Final = {mark.casefold(): status for mark, status in OFFICE_MARKS.items()}
_LISTED: Final = re.compile(r"[;\n]")
_UNIT: Final = re.compile(r"\s*(?:сомов|сома|сом|сомго|сому|som|kgs|мес|месяцев|ай|months?)\.?$")
_TERM: Final = re.compile(
    r"(?:(?P<years>\d{1,2})\s*(?:лет|года|год|г|жыл|years?)\.?)?\s*"
    r"(?:(?P<months>\d{1,3})\s*(?:месяцев|месяца|месяц|мес|ай|months?)\.?)?"
)

Value = str | int | float | date | tuple[str, ...] | None


class Reading(NamedTuple):
    value: Value
    status: Status


NOTHING: Final = Reading(None, "not_reported")
UNREADABLE: Final = Reading(None, "unreadable")


def read_form_cell(column: ColumnSpec, content: Content | None) -> Reading:
    """Return what a cell of `column` says.

    An empty cell is not reported (its printed text is empty); what is neither a value of the
    column's kind nor a mark is unreadable, with no value.
    """
    return _read(column.kind, column.codes or column.id, content)


@lru_cache(maxsize=65_536, typed=True)
def _read(kind: str, codes: str, content: Content | None) -> Reading:
    text = " ".join(print_content(content).split())
    if not text:
        return NOTHING
    mark = _FOLDED_MARKS.get(text.casefold())
    if mark:
        return Reading(None, mark)
    match kind:
        case "key":
            return _read_key(content, text)
        case "date":
            return _or_unreadable(read_date(content))
        case "year":
            return _or_unreadable(read_year(text))
        case "code":
            return _or_unreadable(match_code(codes, text))
        case "codes":
            return _read_codes(codes, print_content(content))
        case "count" | "amount" | "months" | "number":
            return _read_number(kind, content, text)
        case "citation" if isinstance(content, (date, datetime)):
            return UNREADABLE  # an article that a spreadsheet turned into a date
        case _:
            return Reading((match_court(text) if codes == "court" else None) or text, "value")


def _or_unreadable(value: Value) -> Reading:
    return UNREADABLE if value is None else Reading(value, "value")


def _read_key(content: Content | None, text: str) -> Reading:
    """Return a number of a case or a person as one text, however it is spaced or capitalised.

    A number that a spreadsheet turned into a date (5.3.20) is lost, so it is unreadable.
    """
    if isinstance(content, (date, datetime)):
        return UNREADABLE
    key = fold_label(text).replace(" ", "").removeprefix("№")
    return _or_unreadable(key or None)


def _read_codes(codes: str, text: str) -> Reading:
    """Return several codes of one cell, in their order; all must be known."""
    found: dict[str, None] = {}
    for part in filter(str.strip, _LISTED.split(text)):
        whole = match_code(codes, part)
        parts = [whole] if whole else [match_code(codes, each) for each in part.split(",")]
        found.update(dict.fromkeys(filter(None, parts)))
        if None in parts:
            return UNREADABLE
    return Reading(tuple(found), "value") if found else UNREADABLE


def _read_number(kind: str, content: Content | None, text: str) -> Reading:
    """Return a number of the column's kind: none is negative, and a count is whole."""
    if isinstance(content, (date, datetime)):
        return UNREADABLE
    is_number = isinstance(content, (int, float)) and not isinstance(content, bool)
    printed: object = content if is_number else text
    if kind in ("amount", "months") and not is_number:
        term = _TERM.fullmatch(text.casefold()) if kind == "months" else None
        if term and any(term.groups()):
            years, months = (int(term[name] or 0) for name in ("years", "months"))
            printed = years * 12 + months
        else:
            printed = _UNIT.sub("", text.casefold())
    value, status = read_cell(printed, {})
    if value is None or value < 0:
        return UNREADABLE
    if kind == "count":
        return Reading(int(value), status) if value.is_integer() else UNREADABLE
    return Reading(value, status)
