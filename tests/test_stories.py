"""What is new in an edition: sentences its own facts can carry, in every language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.analyse import Analysis
from pipeline.facts import Fact
from pipeline.practice import ARTICLES
from pipeline.stories import (
    choose_key_numbers,
    choose_lead,
    describe_article,
    explain_denominator,
    explain_widest_gap,
    has_three_agencies,
    list_definitions,
    tell_news,
)
from pipeline.wording import Page, Said
from pipeline.words import LANGUAGES
from tests.conftest import EDITIONS


def make_page(editions: dict[int, Analysis], edition: int, *languages: str) -> Page:
    analysis = editions[edition]
    return Page(edition, languages or ("en",), analysis.facts, analysis.claims)


def list_facts(said: Said) -> Iterator[Fact]:
    for value in said.arguments.values():
        if isinstance(value, Fact):
            yield value


@pytest.mark.parametrize(
    ("edition", "lead"), [(2017, "lead-practice"), (2021, "lead-agencies"), (2023, "lead-victims")]
)
def test_the_lead_is_what_the_editions_own_year_can_carry(
    editions: dict[int, Analysis], edition: int, lead: str
) -> None:
    assert choose_lead(make_page(editions, edition)).message == lead


def test_an_edition_about_which_nothing_is_known_says_so(editions: dict[int, Analysis]) -> None:
    facts = {k: v for k, v in editions[2023].facts.items() if k.startswith("claims.")}
    assert choose_lead(Page(2024, ("en",), facts, [])).message == "lead-none"


def test_nothing_is_told_of_a_source_that_is_absent(editions: dict[int, Analysis]) -> None:
    facts = {k: v for k, v in editions[2023].facts.items() if k.startswith(("practice.", "rep"))}
    page = Page(2023, ("en",), facts, [])
    assert [[said.message for said in item] for item in tell_news(page)] == [["new-practice-old"]]
    assert explain_widest_gap(page) is None
    assert list_definitions(page) == []
    assert not has_three_agencies(page)
    assert choose_key_numbers(page) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_there_are_four_to_six_key_numbers_each_with_a_value(
    editions: dict[int, Analysis], edition: int
) -> None:
    keys = choose_key_numbers(make_page(editions, edition))
    assert 4 <= len(keys) <= 6
    assert len({fact.id for fact, _ in keys}) == len(keys)
    assert all(fact.value is not None for fact, _ in keys)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said_in_every_language(
    editions: dict[int, Analysis], edition: int, language: str
) -> None:
    page = make_page(editions, edition, language)
    paragraphs = [[choose_lead(page)], *tell_news(page), [explain_denominator(page)],
                  *(describe_article(page, article) for article in ARTICLES)]  # fmt: skip
    for paragraph in paragraphs:
        text = page.tell(paragraph)
        assert len(text) > 30
        for said in paragraph:
            for fact in list_facts(said):
                # None at all may be said in words.
                assert fact.value == 0 or f'data-fact="{fact.id}"' in text


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_news_end_with_the_replication_and_repeat_no_sentence(
    editions: dict[int, Analysis], edition: int
) -> None:
    names = [said.message for item in tell_news(make_page(editions, edition)) for said in item]
    assert names[-1] == "new-claims"
    assert len(set(names)) == len(names)


def test_an_article_tells_its_golden_numbers(editions: dict[int, Analysis]) -> None:
    text = make_page(editions, 2017).tell(describe_article(make_page(editions, 2017), "261"))
    for number in ("[104]", "[36]", "[16]", "[28]"):
        assert number in text


@pytest.mark.parametrize("article", ["114", "262-1"])
def test_an_article_that_is_not_listed_says_so_and_gives_no_number(
    editions: dict[int, Analysis], article: str
) -> None:
    said = describe_article(make_page(editions, 2017), article)
    assert said[0].message == "article-unlisted"
    assert not list(list_facts(said[0]))


def test_an_extreme_reached_twice_names_both_years(editions: dict[int, Analysis]) -> None:
    (counts, _) = describe_article(make_page(editions, 2017), "154")
    assert counts.arguments["peak_year"] == "2014, 2016"


def test_the_denominator_names_both_candidates(editions: dict[int, Analysis]) -> None:
    arguments = explain_denominator(make_page(editions, 2017)).arguments
    assert (arguments["cases"].value, arguments["entries"].value) == (254, 265)


def test_the_widest_gap_is_told_once_2020_is_known(editions: dict[int, Analysis]) -> None:
    assert explain_widest_gap(make_page(editions, 2017)) is None
    said = explain_widest_gap(make_page(editions, 2021))
    assert said is not None
    assert [said.arguments[each].value for each in ("nsc", "moi", "us")] == [8, 7, 40]
