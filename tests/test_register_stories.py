"""Sentences on the register's last year against the one before it, and its span of years."""

from __future__ import annotations

from pipeline.facts import Fact
from pipeline.register_stories import tell_changes, tell_span
from pipeline.wording import Page
from tests.edition_fixture import make_fact


def make_page(years: tuple[int, int], cases: dict[int, int | None]) -> Page:
    """Return a page of a register with its first and last year, and cases by year."""
    facts: dict[str, Fact] = {}
    for bound, year in zip(("first", "last"), years, strict=True):
        facts[f"register.years.{bound}"] = make_fact(f"register.years.{bound}", year, unit="year")
    for year, value in cases.items():
        status = "suppressed" if value is None else "value"
        name = f"register.cases.all.{year}"
        facts[name] = make_fact(name, value, status, article="all", year=str(year))
    return Page(years[1], ("en",), facts, ())


def tell(page: Page) -> list[str]:
    return [" ".join(page.phrase(said) for said in item) for item in tell_changes(page)]


def test_a_year_is_compared_with_the_one_before_it_and_nothing_is_claimed() -> None:
    (change, note) = tell(make_page((2016, 2017), {2016: 9, 2017: 12}))
    assert "more than" in change
    assert "not tested" in note
    assert "code" not in note


def test_over_a_reform_it_is_said_that_articles_differ() -> None:
    (_, note) = tell(make_page((2018, 2019), {2018: 9, 2019: 9}))
    assert "first full year under the code of 2017" in note


def test_nothing_is_told_of_withheld_numbers_or_a_single_year() -> None:
    assert tell(make_page((2016, 2017), {2016: None, 2017: 12})) == []
    assert tell(make_page((2017, 2017), {2017: 12})) == []


def test_one_year_is_no_span() -> None:
    assert tell_span(make_page((2017, 2017), {}))["several"] == "no"
    assert tell_span(make_page((2014, 2017), {}))["several"] == "yes"
