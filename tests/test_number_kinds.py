"""Numbers that are no figures: found in their context, and nothing else is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UnreadableFileError
from pipeline.number_kinds import (
    DIGIT,
    Known,
    Where,
    find_known,
    find_numbers,
    mask_kinds,
    mask_texts,
    read_kinds,
    read_tables,
)
from tests.edition_fixture import PARAMETERS, RULES, make_facts

TABLES = {
    "claims": [{"statement_en": "The report says that 7 of 9 cases were closed"}],
    "glossary": [],
    "sources": [{"version": "2025-01-17", "title_en": "Victims in 2010–2023, a workbook"}],
    "concordance": [{"code": "1997", "article": "124; 125-1"}],
}


@cache  # Words are read where they are needed, not by each worker that collects.
def find_all_known() -> Known:
    return find_known(make_facts().values(), TABLES, PARAMETERS)


def test_part_of_a_hash_is_no_year_that_the_edition_speaks_of() -> None:
    """A file's hash once held 1990: an edition of 2010 to 2025 then knew twenty years more."""
    odd = {"sha256": "ab1990cd2077", "file": "2025-01-17_f1931e_a.xlsx", "url": "https://x/1955/"}
    tables = {**TABLES, "sources": [{**TABLES["sources"][0], **odd}]}
    assert find_known(make_facts().values(), tables, PARAMETERS) == find_all_known()


KINDS = [
    "in 2016", "2014–2017", "2014-жылы", "(2010, 2025)", "Art. 124", "Art. 125-1", "ст. 124",
    "Arts. 124 and 125-1", "124-берене", "124, 125-1-берене", "SDG 16.2.2", "ЦУР 16.2.2",
    "ТӨМ 16.2.2", "SHA-256", "<5", "0–17 years", "70 жаш", "младше 18 лет", "2025-01-17",
    "January 17, 2025", "17 января 2025 г.", "100\u00a0000 человек", "100,000 inhabitants",
    "Table 12", "Рисунок 3", "outcome 4",
]  # fmt: skip


@pytest.mark.parametrize("text", KINDS)
def test_a_number_of_a_kind_is_no_figure(text: str) -> None:
    masked = mask_kinds(text, RULES.kinds, find_all_known(), "text")
    assert not DIGIT.search(masked), masked


FIGURES = [
    "7", "16 cases", "2,016", "2 016", "20167", "1876", "2150", "2016 %", "Art. 999", "ст. 7",
    "Arts. 124 and 999", "999-берене", "16.2.2", "SDG 16.2.1", "<51", "100,000 victims", "0–18",
    "under 19", "2025-01-18", "18 January 2025", "12.5%", "12,5 %", "−3", "1/2", "½", "3²", "٧",
    "outcome 17", "Table of 12", "86 years",
]  # fmt: skip


@pytest.mark.parametrize("text", FIGURES)
def test_a_figure_is_of_no_kind(text: str) -> None:
    assert DIGIT.search(mask_kinds(text, RULES.kinds, find_all_known(), "text"))


@pytest.mark.parametrize(
    ("text", "where"), [("124", "text"), ("40", "text"), ("86", "axis"), ("Art. 124", "axis")]
)
def test_a_kind_holds_only_where_it_is_declared(text: str, where: Where) -> None:
    masked = mask_kinds(text, RULES.kinds, find_all_known(), where)
    assert bool(DIGIT.search(masked)) == (where != "axis" or text != "86")


def test_a_marked_number_must_be_what_its_mark_says() -> None:
    assert not DIGIT.search(mask_kinds("11", RULES.kinds, find_all_known(), "text", "threshold"))
    assert DIGIT.search(mask_kinds("12", RULES.kinds, find_all_known(), "text", "threshold"))
    assert DIGIT.search(mask_kinds("11", RULES.kinds, find_all_known(), "text", "unheard-of"))
    assert DIGIT.search(mask_kinds("11", RULES.kinds, find_all_known(), "text"))


def test_a_text_the_edition_publishes_may_stand_word_for_word() -> None:
    said = "The report says that 7 of 9 cases were closed"
    assert not DIGIT.search(mask_texts(f"differs: {said}.", find_all_known()))
    assert DIGIT.search(mask_texts(said.replace("7", "8"), find_all_known()))


@given(
    st.integers(min_value=1, max_value=999),
    st.sampled_from(["{} cases", "there were {} of them", "бардыгы {} иш", "всего {} дел"]),
)
def test_no_small_count_passes_as_another_thing(number: int, sentence: str) -> None:
    text = sentence.format(number)
    assert find_numbers(mask_kinds(text, RULES.kinds, find_all_known(), "text")) == [str(number)]


@given(st.integers(min_value=1000, max_value=9_999_999))
def test_no_grouped_count_passes_as_a_year(number: int) -> None:
    for mark in (",", "\u00a0", "\u202f", " "):
        text = f"{number:,}".replace(",", mark)
        assert DIGIT.search(mask_kinds(f"{text} x", RULES.kinds, find_all_known(), "text"))


def test_numbers_are_found_with_their_marks() -> None:
    found = find_numbers("1\u00a0254 — 12,5\u00a0% 3–5 7.")
    assert found == ["1\u00a0254", "12,5\u00a0%", "3", "5", "7"]


def test_every_kind_has_a_reason_and_no_kind_takes_any_number() -> None:
    for kind in RULES.kinds:
        assert len(kind.reason) > 20
        if not kind.marked and kind.where != ("axis",) and kind.id != "filter-value":
            assert not kind.pattern.search("7"), kind.id
            assert not kind.pattern.search("there were 86 of 1,254"), kind.id


BAD = {
    "no_reason": "kinds: [{id: a, reason: '', pattern: a}]",
    "no_pattern": "kinds: [{id: a, reason: b}]",
    "pattern_unbalanced": "kinds: [{id: a, reason: b, pattern: '('}]",
    "not_yaml": "kinds: [",
    "no_kinds": "[]",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_a_file_of_kinds_with_a_fault_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "number-kinds.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFileError):
        read_kinds(path)


def test_a_text_within_a_longer_one_does_not_break_it() -> None:
    claim = {
        "statement_en": "The report has 7 cases of 9 closed",
        "method_en": "report has 7 cases",
    }
    known = find_known((), {**TABLES, "claims": [claim]}, ())
    assert not DIGIT.search(mask_texts("The report has 7 cases of 9 closed.", known))


def test_a_text_of_two_words_is_none_that_a_page_may_repeat() -> None:
    tables = {**TABLES, "claims": [{"statement_en": "9 cases", "method_en": "all 9 cases"}]}
    known = find_known((), tables, ())
    assert mask_texts("9 cases", known) == "9 cases"
    assert not DIGIT.search(mask_texts("all 9 cases", known))


def test_tables_that_an_edition_does_not_publish_are_empty(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "glossary.csv").write_text("term\ntrafficking\n", encoding="utf-8")
    tables = read_tables(tmp_path)
    assert tables["glossary"] == [{"term": "trafficking"}]
    assert all(not tables[name] for name in ("sources", "concordance", "claims", "places"))
