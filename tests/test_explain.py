"""explain: a number with its query, its sources and their hashes, in the reader's language."""

from __future__ import annotations

import pytest

from pipeline.analyse import Analysis
from pipeline.errors import WrongCallError
from pipeline.explain import describe_fact, explain
from pipeline.paths import Paths
from pipeline.settings import read_settings
from pipeline.words import LANGUAGES, load_words

NAME = "practice.entries.261.all"


def tell(project: Paths, name: str, year: int | None, language: str = "en") -> str:
    words = load_words(language)
    return "\n".join(explain(project, read_settings(project), name, year, words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fact_is_told_with_all_that_it_rests_on(
    project: Paths, editions: dict[int, Analysis], language: str
) -> None:
    fact = editions[2017].facts[NAME]
    text = tell(project, NAME, 2017, language)
    assert fact.label[language] in text
    assert "104" in text
    assert fact.sql in text
    for ref in fact.sources:
        assert f"{ref.file} [{ref.locator}]" in text
        assert ref.sha256 in text


def test_without_a_year_the_newest_edition_answers(
    project: Paths, editions: dict[int, Analysis]
) -> None:
    assert "practice_entries(2023)" in tell(project, NAME, None)
    assert "nsc_sdg(2023)" in tell(project, "nsc_sdg.victims.2023", None)


def test_a_missing_number_is_told_by_its_status(
    project: Paths, editions: dict[int, Analysis]
) -> None:
    text = tell(project, "practice.entries.114.all", 2017)
    assert load_words("en").say("status-not-reported") in text


def test_an_unknown_fact_is_refused_with_the_nearest_ids(
    project: Paths, editions: dict[int, Analysis]
) -> None:
    with pytest.raises(WrongCallError, match=r"practice\.entries\.261\.") as caught:
        tell(project, "practice.entrys.261.all", 2017)
    assert caught.value.exit_code == 2
    with pytest.raises(WrongCallError) as caught:
        tell(project, "practice.entrys.261.all", None)
    assert caught.value.message == "error-fact-nowhere"
    assert NAME in str(caught.value)


def test_nothing_near_is_no_hint(project: Paths, editions: dict[int, Analysis]) -> None:
    with pytest.raises(WrongCallError) as caught:
        tell(project, "zzzzzz", 2017)
    assert caught.value.details["near"] == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_of_an_edition_can_be_told(editions: dict[int, Analysis], language: str) -> None:
    words = load_words(language)
    for fact in editions[2023].facts.values():
        lines = list(describe_fact(fact, 2023, words))
        assert lines[0] == fact.label[language]
        assert len(lines) >= 6 + 2 * len(fact.sources)
