"""Reconciliation as tables: sources beside each other, ranges, what is stated, editions."""

from __future__ import annotations

import pytest

from pipeline.analyse import Analysis
from pipeline.page_tables import Table, write_table
from pipeline.reconcile import Reconciled, Retold, compare_editions, reconcile
from pipeline.reconcile_rules import Rules, read_reconciliation
from pipeline.reconcile_tables import (
    contradicting_editions,
    explain_gaps,
    gaps_in_short,
    list_answers,
    list_questions,
    sources_side_by_side,
    what_each_counts,
)
from pipeline.wording import Page
from pipeline.words import LANGUAGES
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def rules() -> Rules:
    return read_reconciliation(ROOT / "expectations")


@pytest.fixture(scope="module")
def reconciled(rules: Rules, editions: dict[int, Analysis]) -> list[Reconciled]:
    return reconcile(rules.questions, editions[2021].facts)


@pytest.fixture(scope="module")
def retold(rules: Rules, editions: dict[int, Analysis]) -> list[Retold]:
    return compare_editions(rules.editions, editions[2021].facts)


def make_page(editions: dict[int, Analysis], *languages: str, edition: int = 2021) -> Page:
    return Page(edition, languages or ("en",), editions[edition].facts, ())


def read_row(text: str, start: str) -> list[str]:
    line = next(line for line in text.splitlines() if line.startswith(f"| {start}"))
    return [cell.strip() for cell in line.strip("|").split(" | ")]


def test_each_source_stands_under_its_own_name_with_the_gap_below(
    editions: dict[int, Analysis], reconciled: list[Reconciled]
) -> None:
    page = make_page(editions)
    question = next(each for each in list_questions(reconciled) if each.id == "registered")
    text = write_table(page, sources_side_by_side(page, question, reconciled))
    assert 'data-fact="agencies.nsc.registered_cases.2020"' in text
    assert 'data-fact="us_tip_report.2021.investigations.2020"' in text
    assert "UNODC GLOTIP †" in text
    assert '[33]{data-fact="reconcile.registered.2020.gap.most"}' in text
    assert '[26]{data-fact="reconcile.registered.2020.explained.most"}' in text
    assert '[7]{data-fact="reconcile.registered.2020.unexplained.most"}' in text


def test_a_gap_with_a_suppressed_count_is_a_range(
    editions: dict[int, Analysis], reconciled: list[Reconciled]
) -> None:
    page = make_page(editions)
    question = next(each for each in list_questions(reconciled) if each.id == "convicted")
    text = write_table(page, sources_side_by_side(page, question, reconciled))
    least = '[6]{data-fact="reconcile.convicted.2017.gap.least"}'
    most = '[9]{data-fact="reconcile.convicted.2017.gap.most"}'
    assert f"{least}–{most}" in text
    assert '[\\<5]{.status .suppressed data-fact="glotip.persons_convicted.2017"' in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_have_the_same_facts_in_every_language(
    editions: dict[int, Analysis], reconciled: list[Reconciled], retold: list[Retold], language: str
) -> None:
    def collect(page: Page) -> list[str]:
        tables = [
            *(sources_side_by_side(page, each, reconciled) for each in list_questions(reconciled)),
            *(what_each_counts(page, each, reconciled) for each in list_questions(reconciled)),
            gaps_in_short(page, reconciled),
            contradicting_editions(page, retold),
        ]
        texts = [write_table(page, table) for table in tables if isinstance(table, Table)]
        assert len(texts) == len(tables)
        assert not any("{agency}" in text or "{edition}" in text for text in texts)
        return [part.split('"')[0] for text in texts for part in text.split('data-fact="')[1:]]

    assert collect(make_page(editions, language)) == collect(make_page(editions, "en"))


def test_a_bilingual_page_names_each_gap_in_both_languages(
    editions: dict[int, Analysis], reconciled: list[Reconciled]
) -> None:
    page = make_page(editions, "en", "ru")
    table = gaps_in_short(page, reconciled)
    assert table
    text = write_table(page, table)
    assert "[Cases registered: widest gap]{lang=en}" in text
    assert "[Зарегистрированные дела: наибольшее расхождение]{lang=ru}" in text


def test_without_a_gap_there_is_no_table(editions: dict[int, Analysis]) -> None:
    assert gaps_in_short(make_page(editions), []) is None
    assert contradicting_editions(make_page(editions), []) is None


def test_what_is_stated_and_does_not_explain_is_said_so(
    editions: dict[int, Analysis], reconciled: list[Reconciled]
) -> None:
    page = make_page(editions)
    said = {
        question.id: [
            each.message for item in explain_gaps(page, question, reconciled) for each in item
        ]
        for question in list_questions(reconciled)
    }
    assert said == {
        "registered": ["reconcile-explains-not", "reconcile-explains"],
        "prosecuted": ["reconcile-explains-not"],
        "convicted": ["reconcile-stated-none"],
        "victims": ["reconcile-stated-none"],
    }


def test_only_editions_that_contradict_each_other_are_listed(
    editions: dict[int, Analysis], retold: list[Retold]
) -> None:
    page = make_page(editions)
    table = contradicting_editions(page, retold)
    assert table
    assert len(table.rows) == sum(own.spread > 0 for own in retold)
    text = write_table(page, table)
    assert "printed by UNODC: [8]" in text
    assert "report of 2021: [0]" in text


def test_the_open_data_has_every_answer_with_what_it_counts(
    reconciled: list[Reconciled],
) -> None:
    rows = list_answers(reconciled)
    row = next(row for row in rows if row["fact"] == "glotip.persons_convicted.2017")
    assert (row["value"], row["status"], row["least"], row["most"]) == (None, "suppressed", 1, 4)
    assert row["in_gap"] == "yes"
    assert (row["unit"], row["stage"]) == ("persons", "convicted")
    assert all(row["locator"] for row in rows)
    assert len({tuple(row) for row in rows}) == 1
