"""Offences across the Criminal Codes of 1997, 2017 and 2021, with breaks where meaning changed.

The concordance and the relations are data (data/raw/concordance/). What was not found stays empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

Relation = Literal["same", "changed", "split", "merged", "new", "ended", "unknown"]
CODES: Final = ("1997", "2017", "2021")
# The first full year under a code: that of 2017 applied from 1 January 2019, that of 2021 from
# 1 December 2021 (the codes' own laws, see the concordance).
FIRST_YEARS: Final = {"2019": "2017", "2022": "2021"}
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
        if row["offence_key"] not in NEIGHBOURS:
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
