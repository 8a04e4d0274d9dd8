"""What a page says: numbers only as facts, in one language or two side by side."""

from __future__ import annotations

import pytest

from pipeline.facts import Fact
from pipeline.wording import Page, count_decimals, mark_fact, message, show_number
from pipeline.words import LANGUAGES, load_words
from tests.conftest import MakeFact

NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def facts(make_fact: MakeFact) -> dict[str, Fact]:
    given = [
        make_fact("many", 5503086),
        make_fact("share", 39.245, unit="percent"),
        make_fact("none", 0),
        make_fact("missing", None),
        make_fact("hidden", None, status="suppressed"),
        make_fact("victims", 21),
    ]
    return {fact.id: fact for fact in given}


def make_page(facts: dict[str, Fact], *languages: str) -> Page:
    return Page(2021, languages, facts, [])


@pytest.mark.parametrize(
    ("language", "text"), [("ky", f"39,2{'%'}"), ("ru", f"39,2{NBSP}%"), ("en", "39.2%")]
)
def test_a_share_is_printed_as_the_language_does(
    facts: dict[str, Fact], language: str, text: str
) -> None:
    assert show_number(facts["share"], load_words(language)) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_zero_is_a_number_and_a_missing_number_a_word(
    facts: dict[str, Fact], language: str
) -> None:
    words = load_words(language)
    assert show_number(facts["none"], words) == "0"
    assert show_number(facts["missing"], words) == words.say("status-not-reported")
    assert show_number(facts["hidden"], words) == words.say("status-suppressed")
    assert not any(sign.isdigit() for sign in show_number(facts["missing"], words))


def test_every_number_names_its_fact(facts: dict[str, Fact]) -> None:
    assert mark_fact(facts["none"], load_words("en")) == '[0]{data-fact="none"}'
    hidden = mark_fact(facts["hidden"], load_words("en"), short=True)
    assert 'data-fact="hidden"' in hidden
    assert ".suppressed" in hidden
    assert "\\<5" in hidden


def test_what_a_report_states_is_printed_with_the_decimals_it_has(make_fact: MakeFact) -> None:
    stated = make_fact("a", 15, unit="percent", table="report_figure")
    halved = make_fact("b", 2.5, unit="years")
    assert (count_decimals(stated), count_decimals(halved)) == (0, 1)
    assert count_decimals(make_fact("c", 39.2, unit="percent")) == 1
    assert count_decimals(make_fact("d", 0.24, unit="per_100k")) == 2
    assert count_decimals(make_fact("e", 7)) == 0


def test_a_sentence_declines_by_the_value_and_prints_the_mark(facts: dict[str, Fact]) -> None:
    page = make_page(facts, "ru")
    text = page.inline(
        "lead-victims", edition="2021", last="2020", victims=facts["victims"], before=facts["none"]
    )
    assert '[21]{data-fact="victims"} жертву' in text
    assert '[0]{data-fact="none"}' in text


def test_a_missing_number_in_a_sentence_is_said_in_words(facts: dict[str, Fact]) -> None:
    page = make_page(facts, "en")
    text = page.inline(
        "lead-victims", edition="2021", last="2020", victims=facts["victims"],
        before=facts["missing"],
    )  # fmt: skip
    assert load_words("en").say("status-not-reported") in text


def test_two_languages_stand_side_by_side_each_marked(facts: dict[str, Fact]) -> None:
    page = make_page(facts, "ky", "ru")
    text = page.inline("column-total")
    assert "{lang=ky}" in text
    assert "{lang=ru}" in text
    block = page.prose("articles-age")
    assert block.startswith("::: {layout-ncol=2}")
    assert block.count("lang=") == 2


def test_what_both_languages_say_alike_stands_once(facts: dict[str, Fact]) -> None:
    page = make_page(facts, "ky", "ru")
    assert page.cell(facts["victims"]) == '[21]{data-fact="victims"}'
    assert page.cell(facts["share"]).count("data-fact") == 1  # they differ by a space alone
    assert make_page(facts, "en", "ru").cell(facts["share"]).count("data-fact") == 2


def test_a_missing_number_in_a_pair_has_one_symbol_for_both(facts: dict[str, Fact]) -> None:
    cell = make_page(facts, "en", "ru").cell(facts["missing"])
    assert "…" in cell
    assert cell.count("data-fact") == 1


def test_a_cell_without_content_is_empty(facts: dict[str, Fact]) -> None:
    page = make_page(facts, "en")
    assert page.cell(None) == ""
    assert page.cell("2017") == "2017"
    assert page.cell(message("column-total")) == load_words("en").say("column-total")


def test_a_page_knows_which_facts_have_a_number(facts: dict[str, Fact]) -> None:
    page = make_page(facts, "en")
    assert page.has("victims", "none")
    assert not page.has("victims", "missing")
    assert not page.has("unknown")
    with pytest.raises(KeyError):
        page.fact("unknown")


def test_a_list_has_an_item_for_each_of_its_sentences(facts: dict[str, Fact]) -> None:
    items = [[message("column-total"), message("column-year")], [message("column-number")]]
    text = make_page(facts, "en").bullets(items)
    assert len([line for line in text.splitlines() if line.startswith("- ")]) == 2


def test_a_role_becomes_a_class(facts: dict[str, Fact]) -> None:
    text = make_page(facts, "en").tell([message("column-total")], "lead")
    assert text.startswith("::: {.lead}")


def test_a_year_has_no_thousands(make_fact: MakeFact) -> None:
    fact = make_fact("report.law.year", 2019, unit="year")
    assert [show_number(fact, load_words(language)) for language in LANGUAGES] == ["2019"] * 3
