"""The dashboard's filters offer what the edition's counts speak of, and nothing without effect."""

from __future__ import annotations

import html
import json
import re

from conftest import MakeFact

from pipeline.page_filters import write_filters
from pipeline.wording import Page


def read_filters(page: Page) -> dict[str, dict[str, str]]:
    found = re.search(r"data-filters='([^']*)'", write_filters(page))
    assert found is not None
    return {
        spec["key"]: {option["value"]: option["label"] for option in spec["options"]}
        for spec in json.loads(html.unescape(found[1]))
    }


def make_page(make_fact: MakeFact, rows: list[dict[str, str]], table: str = "counts") -> Page:
    facts = {
        f"f.{at}": make_fact(f"f.{at}", 1, row=row, table=table) for at, row in enumerate(rows)
    }
    return Page(2021, ("ru",), facts, [])


def test_regions_of_counts_can_be_chosen_by_the_names_of_the_forms(make_fact: MakeFact) -> None:
    rows = [{"region": code, "year": "2020"} for code in ("KG-C", "KG-GB", "all")]
    filters = read_filters(make_page(make_fact, rows))
    assert filters == {"region": {"KG-GB": "город Бишкек", "KG-C": "Чуйская область"}}


def test_articles_stand_by_number_or_by_code_as_counts_name_them(make_fact: MakeFact) -> None:
    rows = [{"article": value} for value in ("261", "262-1", "2021-166", "1997-124", "all")]
    articles = read_filters(make_page(make_fact, rows))["article"]
    assert list(articles) == ["261", "262-1", "1997-124", "2021-166"]
    assert "1997" in articles["1997-124"]


def test_a_filter_that_chooses_nothing_is_left_out(make_fact: MakeFact) -> None:
    assert read_filters(make_page(make_fact, [{"year": "2020"}, {"year": "all"}])) == {}


def test_the_law_and_the_quality_of_data_offer_no_choice(make_fact: MakeFact) -> None:
    rows = [{"article": "124", "year": "2019"}, {"article": "261", "year": "2020"}]
    assert read_filters(make_page(make_fact, rows, "law_penalty")) == {}
    assert read_filters(make_page(make_fact, rows, "quality_check")) == {}
