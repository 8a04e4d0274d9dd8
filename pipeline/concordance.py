"""Offences across the Criminal Codes of 1997, 2017 and 2021, with breaks where meaning changed.

The concordance and the relations are data (data/raw/concordance/). What was not found stays empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal

from pipeline.errors import InvalidContentError

Relation = Literal["same", "changed", "split", "merged", "new", "ended", "unknown"]
CODES: Final = ("1997", "2017", "2021")
# The first full year under a code: that of 2017 applied from 1 January 2019, that of 2021 from
# 1 December 2021 (the codes' own laws, see the concordance).
FIRST_YEARS: Final = {"2019": "2017", "2022": "2021"}
# The first day of the code that followed (laws No. 10 of 2017 and No. 126 of 2021).
STARTS: Final = ((date(2021, 12, 1), "2021"), (date(2019, 1, 1), "2017"), (date.min, "1997"))
# Articles of the general part: what they make of the offence that a citation joins them to.
GENERAL_PART: Final = ("preparation", "attempt", "complicity")
# Offences that stand near trafficking but are not counted with it.
NEIGHBOURS: Final = ("kidnapping", "unlawful_deprivation_of_liberty", "illegal_border_crossing")

# The order of the analysis: the nine articles first, then their neighbours and successors.
ORDER: Final = (
    "trafficking_in_persons",
    "trafficking_in_children",
    "forced_labour",
    "forced_marriage_minor",
    "forced_marriage_abduction",
    "forced_marriage",
    "underage_religious_marriage",
    "involvement_in_prostitution",
    "brothel_keeping",
    "mercenary",
    "organ_removal",
    "child_sexual_exploitation",
    "smuggling_of_migrants",
)


@dataclass(frozen=True)
class CodeEntry:
    """Where one code has an offence: its articles (none: not found), and the break before it."""

    code: str
    articles: tuple[str, ...]
    relation: Relation | None


@dataclass(frozen=True)
class Offence:
    key: str
    entries: tuple[CodeEntry, ...]


def list_offences(
    concordance: Iterable[Mapping[str, Any]], relations: Iterable[Mapping[str, Any]]
) -> list[Offence]:
    """Return the trafficking-related offences in the order of the concordance, code by code."""
    articles: dict[str, dict[str, list[str]]] = {}
    for row in concordance:
        if row["offence_key"] not in (*NEIGHBOURS, *GENERAL_PART):
            by_code = articles.setdefault(row["offence_key"], {})
            by_code.setdefault(row["code_year"], []).append(row["article"])
    before = {(row["offence_key"], row["to_code"]): row["relation"] for row in relations}
    return [
        Offence(
            key,
            tuple(
                CodeEntry(
                    code,
                    tuple(article for article in by_code.get(code, []) if article),
                    before.get((key, code)),
                )
                for code in CODES
            ),
        )
        for key, by_code in sorted(articles.items(), key=lambda item: _rank(item[0]))
    ]


def _rank(key: str) -> int:
    return ORDER.index(key) if key in ORDER else len(ORDER)


def is_break(relation: Relation | None) -> bool:
    """Return whether a series must not be continued over this step between two codes."""
    return relation is not None and relation != "same"


def find_code(act: date | int) -> str:
    """Return the code that applied to an act of a date, or of a year within one code.

    Refuses a year in which two codes applied (2021), unless the date is given.
    """
    if isinstance(act, date):
        day = act.date() if isinstance(act, datetime) else act
        return next(code for start, code in STARTS if day >= start)
    first, last = find_code(date(act, 1, 1)), find_code(date(act, 12, 31))
    if first != last:
        raise InvalidContentError(
            "error-code-ambiguous", year=str(act), first=first, last=last, date=f"01.12.{act}"
        )
    return first


def find_elsewhere(
    article: str, code: str, concordance: Iterable[Mapping[str, Any]]
) -> tuple[tuple[str, str], ...]:
    """Return (code, offence) of the other codes that have an article which `code` does not.

    Empty where `code` has the article itself: only then is nothing wrong with it.
    """
    rows = [row for row in concordance if row["offence_key"] not in GENERAL_PART]
    if _find_row(article, code, rows) is not None:
        return ()
    found = ((each, _find_row(article, each, rows)) for each in CODES if each != code)
    return tuple((each, str(row["offence_key"])) for each, row in found if row is not None)


def _find_row(
    article: str, code: str, concordance: Iterable[Mapping[str, Any]]
) -> Mapping[str, Any] | None:
    return next(
        (
            row
            for row in concordance
            if row["article"] and row["article"] == article and str(row["code_year"]) == code
        ),
        None,
    )
