"""The dashboard's filters: by article, year, agency and region, as far as the edition has them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.agency_tables import find_agencies
from pipeline.charts import embed_json
from pipeline.form_spec import read_codes
from pipeline.practice import ARTICLES
from pipeline.wording import Page

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
    filters = [_describe(page, key, found) for key, found in options.items() if len(found) > 1]
    text = embed_json(filters).replace("&", "&amp;").replace("'", "&#39;")
    return f"```{{=html}}\n<div class=\"filters\" data-filters='{text}'></div>\n```"


def list_articles(page: Page) -> list[Option]:
    return [(article, page.plain("label-article", value=article)) for article in ARTICLES]


def list_years(page: Page) -> list[Option]:
    years = {fact.row.get("year", "") for fact in page.facts.values() if _is_counted(fact.id)}
    return [(year, year) for year in sorted(years) if year.isdecimal()]


def list_agencies(page: Page) -> list[Option]:
    return [
        (agency, page.plain(f"label-agency-{agency}".replace("_", "-")))
        for agency in find_agencies(page)
    ]


def list_regions(page: Page) -> list[Option]:
    """Return the regions that the edition's facts speak of, named as the intake forms name them."""
    spoken_of = {fact.row.get("region", "") for fact in page.facts.values() if _is_counted(fact.id)}
    language = page.languages[0]
    return [
        (region.code, region.label[language])
        for region in read_codes()["region"]
        if region.code in spoken_of
    ]


def _is_counted(name: str) -> bool:
    """Whether a fact counts cases or persons: those of the quality page count cells and rows."""
    return not name.startswith("quality.")


def _describe(page: Page, key: str, options: Sequence[Option]) -> dict[str, object]:
    return {
        "key": key,
        "label": page.plain(f"filter-{key}"),
        "options": [{"value": value, "label": label} for value, label in options],
    }
