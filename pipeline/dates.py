"""Dates as offices write them; an ambiguous one is refused, not guessed.

Day first wherever dots, dashes or commas part the figures, as in the Kyrgyz Republic; year first
where four figures begin. 05/03/2020 may be either, so it is none. A two-figure year is of this
century up to 49 and of the last one from 90; between them it is refused.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

# Excel counts days from here (its 29 February 1900 falls before any date that is read).
_EXCEL_START: Final = date(1899, 12, 30)
_SERIALS: Final = range(
    (date(1970, 1, 1) - _EXCEL_START).days, (date(2050, 1, 1) - _EXCEL_START).days
)
_YEARS: Final = range(1900, 2101)
_MONTHS: Final = (
    ("янв", "jan"), ("фев", "feb"), ("мар", "mar"), ("апр", "apr"), ("мая", "май", "may"),
    ("июн", "jun"), ("июл", "jul"), ("авг", "aug"), ("сен", "sep"), ("окт", "oct"),
    ("ноя", "nov"), ("дек", "dec"),
)  # fmt: skip
_TIME: Final = re.compile(r"[t,\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(z|[+-]\d{2}:?\d{2})?$")
_YEAR_WORD: Final = re.compile(r"(?<=[\d\s-])(года|год|г|жылдын|жылы|жыл|ж)\.?$")
_YEAR_ALONE: Final = re.compile(
    "(\\d{4})(?:[\\s-]*(?:года|год|г|жылы|жыл|ж)\\.?)?\\s*[*\u00b9\u00b2\u00b3\u2070-\u2079]*"
)
_YEAR_FIRST: Final = re.compile(
    r"(?P<year>\d{4})(?P<sign>[-./])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})"
)
_DAY_FIRST: Final = re.compile(
    r"(?P<day>\d{1,2})(?P<sign>[-.,/])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4}|\d{2})"
)
_DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
_NUMBERS: Final = re.compile(r"\d+")
_WORDS: Final = re.compile(r"[^\W\d_]+")
_SERIAL: Final = re.compile(r"\d{5}(\.\d+)?")


def read_date(content: object) -> date | None:
    """Return the day that a cell says, without its time; None for none or an ambiguous one."""
    if isinstance(content, datetime):
        return _check_year(content.date())
    if isinstance(content, date):
        return _check_year(content)
    if isinstance(content, (int, float)) and not isinstance(content, bool):
        return _read_serial(float(content))
    return _read_text(content) if isinstance(content, str) else None


def read_year(text: str) -> int | None:
    """Return the year that a text names, with or without the word or a footnote's mark."""
    match = _YEAR_ALONE.fullmatch(" ".join(text.split()).casefold())
    year = int(match.group(1)) if match else 0
    return year if year in _YEARS else None


def _read_text(text: str) -> date | None:
    text = _DASHES.sub("-", " ".join(text.split())).casefold()
    text = _YEAR_WORD.sub("", _TIME.sub("", text))
    text = re.sub(r"\s*([-./])\s*", r"\1", text).rstrip(".,- ")
    if _SERIAL.fullmatch(text):
        return _read_serial(float(text))
    match = _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    if match is None:
        return _read_named_month(text)
    year, month, day = (int(match[name]) for name in ("year", "month", "day"))
    is_day_first = len(match["year"]) == 2 or match.start("day") == 0
    if match["sign"] == "/" and is_day_first:
        if month > 12 >= day:
            day, month = month, day
        elif day <= 12 and day != month:
            return None
    return _make_date(_widen_year(year, match["year"]), month, day)


def _read_named_month(text: str) -> date | None:
    """Return a date whose month is a word: 5 марта 2020 г., 2020-жылдын 5-марты, March 5, 2020."""
    months = [
        number
        for word in _WORDS.findall(text)
        for number, stems in enumerate(_MONTHS, start=1)
        if word.startswith(stems)
    ]
    numbers = _NUMBERS.findall(text)
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) < 3]
    if (len(months), len(years), len(days), len(numbers)) != (1, 1, 1, 2):
        return None
    return _make_date(int(years[0]), months[0], int(days[0]))


def _read_serial(number: float) -> date | None:
    is_likely = _SERIALS.start <= number < _SERIALS.stop
    return _EXCEL_START + timedelta(days=int(number)) if is_likely else None


def _widen_year(year: int, printed: str) -> int:
    if len(printed) == 4:
        return year
    return 2000 + year if year < 50 else 1900 + year if year >= 90 else 0


def _make_date(year: int, month: int, day: int) -> date | None:
    try:
        return _check_year(date(year, month, day))
    except ValueError:
        return None


def _check_year(day: date) -> date | None:
    return day if day.year in _YEARS else None
