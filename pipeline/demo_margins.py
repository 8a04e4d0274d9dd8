"""What a synthetic register must add up to: the published margins, read as data and scaled.

The margins are the published table of article entries by year and the published numbers of cases
and persons (data/raw/). Later years, which no published table covers, take the published yearly
average of each offence that the code in force has an article for.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from pipeline.concordance import GENERAL_PART, NEIGHBOURS
from pipeline.errors import WrongCallError
from pipeline.sources import Source, read_source

Counts = npt.NDArray[np.int64]

# What the concordance has beside the offences that are counted.
OUTSIDE: Final = (*NEIGHBOURS, *GENERAL_PART)
_FIGURES: Final = {
    "cases": "report.cases.total.trends",
    "men": "report.persons.men",
    "women": "report.persons.women",
}


@dataclass(frozen=True)
class Article:
    """An offence's article in one code, with its range of imprisonment where that is known."""

    code: str
    article: str
    least_months: float | None
    most_months: float | None


@dataclass(frozen=True)
class Margins:
    """Entries by offence (rows) and year (columns), and how many cases, men and women there are.

    `articles[year][offence]` is the article of the code in force in that year.
    """

    years: tuple[int, ...]
    offences: tuple[str, ...]
    entries: Counts
    cases: int
    men: int
    women: int
    articles: Mapping[int, Mapping[str, Article]]


def read_margins(raw: Path, cases: int, years: Sequence[int] = ()) -> Margins:
    """Return the published margins below `raw`, scaled to `cases`.

    `years` (default: the published ones) may reach beyond the published table. Refuses a folder
    without the published tables, and years no code has an article for.
    """
    report = read_source(raw / "unodc_2022_final_report")
    law = _read_lines(read_source(raw / "concordance"), "concordance")
    table = _read_lines(report, "article_year")
    figures = {line["id"]: line["value"] for line in _read_lines(report, "headline")}
    published = {name: int(figures[figure]) for name, figure in _FIGURES.items()}
    own = sorted({int(line["year"]) for line in table})
    wanted = tuple(years) or tuple(own)
    printed = {line["offence"]: line["article"] for line in table}
    articles = {year: _list_articles(law, year, printed) for year in wanted}
    offences = tuple(dict.fromkeys(key for year in wanted for key in articles[year]))
    weights = np.array(
        [
            [_weigh(table, own, offence, year, articles[year]) for year in wanted]
            for offence in offences
        ]
    )
    if not weights.sum():
        raise WrongCallError("error-demo-years", years=f"{wanted[0]}-{wanted[-1]}")
    entries_total = sum(int(line["printed"] or 0) for line in table)
    scale = cases / published["cases"]
    entries = share_out(max(cases, round(entries_total * scale)), weights.ravel())
    persons = max(cases, round((published["men"] + published["women"]) * scale))
    men = round(persons * published["men"] / (published["men"] + published["women"]))
    return Margins(
        years=wanted,
        offences=offences,
        entries=entries.reshape(weights.shape),
        cases=cases,
        men=men,
        women=persons - men,
        articles=articles,
    )


def share_out(total: int, weights: npt.NDArray[np.float64]) -> Counts:
    """Return whole numbers in proportion to `weights` that add up to `total` (largest remainder).

    Weights that already add up to `total` as whole numbers come back as they are.
    """
    exact = total * weights / weights.sum()
    counts: Counts = np.floor(exact + 1e-9).astype(np.int64)
    order = np.argsort(-(exact - counts), kind="stable")
    counts[order[: total - counts.sum()]] += 1
    return counts


def find_code(year: int) -> str:
    """Return the code whose articles cases closed in `year` are charged under.

    The code of 2021 came into force on 1 December 2021: cases of that year are of the code before.
    """
    return "1997" if year < 2019 else "2017" if year < 2022 else "2021"


def _list_articles(
    law: Sequence[Mapping[str, str]], year: int, printed: Mapping[str, str]
) -> dict[str, Article]:
    """Return the article of each trafficking-related offence in the code in force in `year`.

    Where the concordance has several numbers for one, the one the published table prints is taken.
    """
    code = find_code(year)
    found: dict[str, Article] = {}
    for line in law:
        key, article = line["offence_key"], line["article"]
        if line["code_year"] != code or not article or key in OUTSIDE:
            continue
        if key in found and printed.get(key) != article:
            continue
        found[key] = Article(
            code,
            article,
            _as_months(line["penalty_min_years"]),
            _as_months(line["penalty_max_years"]),
        )
    return found


def _weigh(
    table: Sequence[Mapping[str, str]],
    own: Sequence[int],
    offence: str,
    year: int,
    articles: Mapping[str, Article],
) -> float:
    """Return an offence's weight in a year: its published entries, else their yearly average.

    An offence that only a later code knows has the weight of the rarest published one.
    """
    if offence not in articles:
        return 0.0
    entries = [int(line["printed"] or 0) for line in table if line["offence"] == offence]
    if year in own:
        years = [int(line["year"]) for line in table if line["offence"] == offence]
        return float(dict(zip(years, entries, strict=True)).get(year, 0))
    if entries:
        return sum(entries) / len(own)
    listed = {line["offence"] for line in table}
    sums = [
        sum(int(line["printed"] or 0) for line in table if line["offence"] == key) for key in listed
    ]
    return min(value for value in sums if value) / len(own)


def _as_months(years: str) -> float | None:
    return float(years) * 12 if years else None


def _read_lines(source: Source, table: str) -> list[dict[str, Any]]:
    entry = next(entry for entry in source.tables if entry.table == table)
    with source.path(entry).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))
