"""Filters: by article, year, agency and region on the dashboard, and the place of any filters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from pipeline.agency_tables import find_agencies
from pipeline.charts import embed_json
from pipeline.form_spec import read_codes
from pipeline.practice import ARTICLES
from pipeline.wording import Page

# An article of a code, as registers write it: 1997-124.
_OF_CODE: Final = re.compile(r"^(1997|2017|2021)-(.+)$")
# Tables that speak of the law, or count cells and rows.
_NOT_COUNTED: Final = ("law_", "quality_")
# A value of a key, and what the reader calls it.
Option = tuple[str, str]


def write_filters(page: Page) -> str:
    """Return the filters' place: pages.js builds the controls from what they may choose.

    A filter that could choose nothing, as by region where no count by region is published, is left
    out rather than shown without effect.
    """
    options = {
        "article": list_articles(page),
        "year": list_years(page),
        "agency": list_agencies(page),
        "region": list_regions(page),
    }
    filters = [
        describe_filter(key, page.plain(f"filter-{key}"), found)
        for key, found in options.items()
        if len(found) > 1
    ]
    return place_filters(filters)


def place_filters(filters: Sequence[Mapping[str, object]], shown: str = "") -> str:
    """Return the place where pages.js builds filters: each a key, a label and its options.

    `shown` tells how many of what are shown, with {shown} and {total}; without it, values are told.
    """
    text = embed_json(filters).replace("&", "&amp;").replace("'", "&#39;")
    told = f' data-shown="{escape(shown)}"' if shown else ""
    return f"```{{=html}}\n<div class=\"filters\" data-filters='{text}'{told}></div>\n```"


def describe_filter(key: str, label: str, options: Sequence[Option]) -> dict[str, object]:
    """Return a filter as pages.js reads it."""
    return {
        "key": key,
        "label": label,
        "options": [{"value": value, "label": text} for value, text in options],
    }


def list_articles(page: Page) -> list[Option]:
    """Return the articles counted: those of publications by number, of registers by code too."""
    spoken_of = _find_values(page, "article")
    published = [
        (article, page.plain("label-article", value=article))
        for article in ARTICLES
        if article in spoken_of
    ]
    coded = sorted(found.groups() for value in spoken_of if (found := _OF_CODE.match(value)))
    return published + [
        (f"{code}-{article}", page.plain("label-article-of-code", code=code, article=article))
        for code, article in coded
    ]


def list_years(page: Page) -> list[Option]:
    return [(year, year) for year in sorted(_find_values(page, "year")) if year.isdecimal()]


def list_agencies(page: Page) -> list[Option]:
    return [
        (agency, page.plain(f"label-agency-{agency}".replace("_", "-")))
        for agency in find_agencies(page)
    ]


def list_regions(page: Page) -> list[Option]:
    """Return the regions that the edition's facts speak of, named as the intake forms name them."""
    spoken_of, language = _find_values(page, "region"), page.languages[0]
    return [
        (region.code, region.label[language])
        for region in read_codes()["region"]
        if region.code in spoken_of
    ]


def _find_values(page: Page, key: str) -> set[str]:
    """Return the values of a key that the edition's counts of cases and persons have."""
    return {
        fact.row[key]
        for fact in page.facts.values()
        if key in fact.row and not fact.table.startswith(_NOT_COUNTED)
    }
