"""The ledger as tables: anchors, places in words, differences, what the digest shows, filters."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from pipeline.analyse import Analysis
from pipeline.claims import Claim
from pipeline.ledger_tables import (
    choose_claims,
    full_ledger,
    group_claims,
    write_digest_ledger,
    write_ledger_filters,
)
from pipeline.locators import say_place
from pipeline.page_tables import write_table
from pipeline.wording import Page, message
from pipeline.words import LANGUAGES, load_words


def make_claim(name: str, **given: object) -> Claim:
    texts = {language: f"{language} {name}" for language in LANGUAGES}
    known: dict[str, object] = {
        "source": "unodc_2022_final_report",
        "topic": "cases",
        "statement": texts,
        "locator": "Key TIP trends, paragraph 2",
        "published": 7,
        "recomputed": 5,
        "unit": "cases",
        "verdict": "differs",
        "difference": 2,
        "method": texts,
        "explanation": texts,
        "facts": (),
    }
    return Claim(id=name, **{**known, **given})  # type: ignore[arg-type]


def make_page(*claims: Claim, languages: tuple[str, ...] = ("en",)) -> Page:
    return Page(2021, languages, {}, claims)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_claim_has_an_anchor_its_place_and_its_difference(language: str) -> None:
    page = make_page(make_claim("a"), languages=(language,))
    text = write_table(page, full_ledger(page, "x", message("replication-caption"), page.claims))
    assert "{#claim-a}" in text
    assert '[7]{data-claim="a.published"}' in text
    assert '[5]{data-claim="a.recomputed"}' in text
    assert '[2]{data-claim="a.difference"}' in text
    assert 'data-source="unodc_2022_final_report"' in text
    assert say_place("Key TIP trends, paragraph 2", load_words(language)) in text


def test_a_claim_that_agrees_has_no_difference() -> None:
    page = make_page(make_claim("a", verdict="reproduced", difference=-3))
    text = write_table(page, full_ledger(page, "x", message("replication-caption"), page.claims))
    assert "a.difference" not in text


def test_the_digest_shows_what_does_not_hold_in_the_order_of_the_data() -> None:
    claims = [
        make_claim("third", digest=3),
        make_claim("first", digest=1),
        make_claim("mended", digest=2, verdict="reproduced"),
        make_claim("other"),
    ]
    assert [claim.id for claim in choose_claims(claims)] == ["first", "third"]


@pytest.mark.parametrize("edition", [2017, 2021, 2023])
def test_every_editions_digest_begins_with_contradictions(
    editions: dict[int, Analysis], edition: int
) -> None:
    chosen = choose_claims(editions[edition].claims)
    assert len(chosen) >= 3
    assert {claim.verdict for claim in chosen} == {"differs"}


def test_topics_follow_the_digest_and_what_differs_comes_first() -> None:
    claims = [
        make_claim("a", topic="law", verdict="reproduced"),
        make_claim("b", topic="law"),
        make_claim("c", topic="cases", digest=2),
        make_claim("d", topic="agencies", digest=1),
    ]
    groups = [(topic, [claim.id for claim in own]) for topic, own in group_claims(claims)]
    assert groups == [("agencies", ["d"]), ("cases", ["c"]), ("law", ["b", "a"])]


def test_on_paper_the_digest_gives_a_short_table_with_each_languages_numbers() -> None:
    shares = {"published": 1250, "recomputed": 40.5, "difference": None}
    claims = (make_claim("a", digest=1), make_claim("b", digest=2, **shares))
    text = write_digest_ledger(make_page(*claims, languages=("en", "ru")))
    rows = [line for line in text.splitlines() if line.startswith("| [en")]
    assert len(rows) == 2
    assert all(row.count("|") == 5 for row in rows)  # statement, published, recomputed, verdict
    assert "[en a]{lang=en} · [ru a]{lang=ru}" in rows[0]
    assert rows[0].count('{data-claim="a.published"}') == 1
    assert '[1,250]{data-claim="b.published"} · [1\u00a0250]{data-claim="b.published"}' in rows[1]
    assert '[40.5]{data-claim="b.recomputed"} · [40,5]{data-claim="b.recomputed"}' in rows[1]
    assert "`data/claims.csv`" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_filters_offer_what_the_ledger_holds(
    editions: dict[int, Analysis], language: str
) -> None:
    page = make_page(*editions[2023].claims, languages=(language,))
    found = re.search(r"data-filters='([^']*)'", write_ledger_filters(page))
    assert found
    given = json.loads(unescape(found.group(1)))
    offered = {each["key"]: {option["value"] for option in each["options"]} for each in given}
    assert offered == {
        "verdict": {claim.verdict for claim in page.claims},
        "topic": {claim.topic for claim in page.claims},
        "source": {claim.source for claim in page.claims},
    }
    labels = [option["label"] for each in given for option in each["options"]]
    assert not any("_" in label for label in labels)


# Places in words.


@pytest.mark.parametrize(
    ("locator", "english", "russian"),
    [
        ("Key TIP trends, paragraph 3, sentence 1", "Key TIP trends, paragraph 3, sentence 1",
         "«Ключевые тенденции», абзац 3, предложение 1"),
        ("Outcome 3, paragraph 6, sentences 1 and 2", "outcome 3, paragraph 6, sentences 1 and 2",
         "результат 3, абзац 6, предложения 1 и 2"),
        ("Key TIP trends, tables 2 and 3, row 1, 2016; paragraph 4",
         "Key TIP trends, tables 2 and 3, row 1, 2016; paragraph 4",
         "«Ключевые тенденции», таблицы 2 и 3, строка 1, 2016; абзац 4"),
        ("Workbook of 2025-01-17, row Number of victims, 2018",
         "workbook of 2025-01-17, row Number of victims, 2018",
         "книга от 2025-01-17, строка «Число жертв», 2018"),
        ("Annex Z, panel 4", "Annex Z, panel 4", "Annex Z, panel 4"),
    ],
)  # fmt: skip
def test_a_place_is_said_in_the_readers_language(locator: str, english: str, russian: str) -> None:
    assert say_place(locator, load_words("en")) == english
    assert say_place(locator, load_words("ru")) == russian


def test_every_place_of_the_ledger_is_said_in_kyrgyz_without_english_words(
    editions: dict[int, Analysis],
) -> None:
    for claim in editions[2023].claims:
        said = say_place(claim.locator, load_words("ky"))
        assert not re.search(r"[a-z]{3,}", said), said
