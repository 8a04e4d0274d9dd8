"""Which agencies' series an edition has, and their tables: a new agency needs no new code."""

from __future__ import annotations

from typing import Final

from pipeline.digest_tables import AGENCIES, INDICATORS, find_years, label
from pipeline.page_tables import Content, Table, grid, number_columns, text_column
from pipeline.wording import Page, message

_DIMENSIONS: Final = ("sex", "age", "stage")


def find_agencies(page: Page, indicator: str = "") -> tuple[str, ...]:
    """Return the agencies with a series of `indicator`, of any if "": the report's three first."""
    found = {agency for agency, named in _list_series(page) if indicator in ("", named)}
    known = [agency for agency in AGENCIES if agency in found]
    return (*known, *sorted(found - set(known)))


def find_indicators(page: Page) -> tuple[str, ...]:
    """Return the indicators that agencies have series of: the report's three first."""
    found = {indicator for _, indicator in _list_series(page)}
    known = [indicator for indicator in INDICATORS if indicator in found]
    return (*known, *sorted(found - set(known)))


def agencies(page: Page, indicator: str) -> Table:
    """Return one indicator's series side by side, and the widest difference between them."""
    years = find_years(page, f"agencies.gap.{indicator}.")
    rows = [
        (label("agency", agency), f"{agency}.{indicator}")
        for agency in find_agencies(page, indicator)
    ]
    rows.append((message("agencies-gap-row"), f"gap.{indicator}"))
    caption = message("agencies-other-caption", indicator=label("indicator", indicator))
    kind = indicator.replace("_", "-")
    if indicator in INDICATORS:
        kind = indicator.split("_")[0]
        caption = message(f"agencies-{kind}-caption")
    return Table(
        id=f"agencies-{kind}",
        caption=caption,
        columns=(
            text_column(message("column-source"), 4),
            *number_columns(list(years)),
        ),
        rows=grid(page, rows, years, "agencies.{0}.{1}".format),
        data="agency_series",
        total_rows=(len(rows) - 1,),
    )


def breakdowns(page: Page, indicator: str) -> Table | None:
    """Return one indicator by sex, age and stage, from agencies' own forms; None if none do."""
    facts = [
        fact
        for fact in page.facts.values()
        if fact.table == "agency_by" and fact.row["indicator"] == indicator
    ]
    if not facts:
        return None
    years = sorted({fact.row["year"] for fact in facts})
    parts = dict.fromkeys(
        (fact.row["agency"], fact.row["dimension"], fact.row["category"])
        for fact in sorted(facts, key=lambda fact: (fact.row["agency"], fact.id))
    )
    rows: tuple[tuple[Content, ...], ...] = tuple(
        (
            label("agency", agency),
            message(
                "category-of",
                dimension=label("dimension", dimension),
                category=label("category", category),
            ),
            *(
                page.facts.get(f"agencies.{agency}.{indicator}.{year}.{dimension}.{category}")
                for year in years
            ),
        )
        for agency, dimension, category in parts
        if dimension in _DIMENSIONS
    )
    return Table(
        id=f"agencies-by-{indicator.replace('_', '-')}",
        caption=message("agencies-by-caption", indicator=label("indicator", indicator)),
        columns=(
            text_column(message("column-source"), 3),
            text_column(message("column-category"), 4),
            *number_columns(years),
        ),
        rows=rows,
        data="agency_by",
    )


def _list_series(page: Page) -> set[tuple[str, str]]:
    return {
        (fact.row["agency"], fact.row["indicator"])
        for fact in page.facts.values()
        if fact.table == "agency_series"
    }
