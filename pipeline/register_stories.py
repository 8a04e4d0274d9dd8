"""Sentences about the register: what it holds, and its last year against the year before."""

from __future__ import annotations

from typing import Final

from pipeline.concordance import FIRST_YEARS
from pipeline.facts import Fact
from pipeline.practice_register import compare_with_last_year
from pipeline.register_tables import has_register
from pipeline.wording import Page, Said, message

KeyNumber = tuple[Fact, Said]

_COMPARED: Final = {
    "cases": "register.cases.all.{}",
    "entries": "register.entries.all.{}",
    "persons": "register.persons.all.all.{}",
    "victims": "register.victims.all.all.{}",
}
_KEY_NUMBERS: Final = {
    "cases": "register.cases.all.all",
    "entries": "register.entries.all.all",
    "persons": "register.persons.all.all.all",
    "victims": "register.victims.all.all.all",
    "convicted": "register.outcomes.all.convicted.all",
}


def tell_register(page: Page) -> Said:
    """Return the sentence on what the register holds."""
    return message(
        "register-intro",
        **tell_span(page),
        **{
            name: page.fact(_KEY_NUMBERS[name])
            for name in ("cases", "entries", "persons", "victims")
        },
    )


def lead_register(page: Page) -> Said:
    """Return the most important sentence of an edition made of a register alone."""
    cases, persons = (page.fact(_KEY_NUMBERS[name]) for name in ("cases", "persons"))
    return message("register-lead", **tell_span(page), cases=cases, persons=persons)


def choose_register_numbers(page: Page) -> list[KeyNumber]:
    """Return the register's key numbers; none without a register."""
    if not has_register(page):
        return []
    return [
        (page.fact(name), message(f"key-register-{key}"))
        for key, name in _KEY_NUMBERS.items()
        if name in page.facts
    ]


def find_span(page: Page) -> tuple[str, str]:
    """Return the first and the last year of the register, as years are written."""
    first, last = (page.fact(f"register.years.{bound}").value for bound in ("first", "last"))
    return str(first), str(last)


def tell_span(page: Page) -> dict[str, str]:
    """Return the register's years for a sentence: first, last, and whether they are several."""
    first, last = find_span(page)
    return {"first": first, "last": last, "several": "no" if first == last else "yes"}


def tell_changes(page: Page) -> list[list[Said]]:
    """Return a sentence per unit: the last year against the one before it, and that it is no test.

    Nothing is said of a year without a year before it, or of numbers that are withheld.
    """
    last = int(find_span(page)[1])
    items = []
    for unit, name in _COMPARED.items():
        now, before = name.format(last), name.format(last - 1)
        if page.has(now, before):
            items.append([_compare(unit, str(last), page.fact(now), page.fact(before))])
    notes = [message("register-change-note")]
    if str(last) in FIRST_YEARS:
        notes.append(message("register-change-code", year=str(last), code=FIRST_YEARS[str(last)]))
    return [*items, notes] if items else []


def _compare(unit: str, year: str, now: Fact, before: Fact) -> Said:
    word = compare_with_last_year(now.value or 0, before.value or 0)
    what = message(f"register-what-{unit}")
    return message(f"register-change-{word}", what=what, year=year, now=now, before=before)
