"""Offences across the three codes: breaks are marked, gaps stay gaps."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.concordance import CODES, NEIGHBOURS, ORDER, Offence, is_break, list_offences
from pipeline.tables import list_rows


@pytest.fixture(scope="module")
def offences(landed: dict[str, pd.DataFrame]) -> dict[str, Offence]:
    rows = list_offences(list_rows(landed["concordance"]), list_rows(landed["relation"]))
    return {offence.key: offence for offence in rows}


def articles(offence: Offence) -> dict[str, tuple[str, ...]]:
    return {entry.code: entry.articles for entry in offence.entries}


def test_trafficking_is_followed_through_the_three_codes(offences: dict[str, Offence]) -> None:
    assert articles(offences["trafficking_in_persons"]) == {
        "1997": ("124",), "2017": ("171",), "2021": ("166",)
    }  # fmt: skip
    assert articles(offences["trafficking_in_children"]) == {
        "1997": (), "2017": (), "2021": ("167",)
    }  # fmt: skip


def test_an_article_printed_in_two_ways_keeps_both(offences: dict[str, Offence]) -> None:
    assert set(articles(offences["forced_labour"])["1997"]) == {"125", "125-1"}


def test_an_article_that_was_not_found_stays_empty(offences: dict[str, Offence]) -> None:
    for key in ("brothel_keeping", "mercenary", "involvement_in_prostitution"):
        assert articles(offences[key])["2017"] == ()


def test_offences_are_in_the_order_of_the_analysis(offences: dict[str, Offence]) -> None:
    known = [key for key in ORDER if key in offences]
    assert list(offences)[: len(known)] == known
    assert not set(NEIGHBOURS) & set(offences)


def test_an_unlisted_offence_comes_last() -> None:
    rows = [{"offence_key": key, "code_year": "2021", "article": "1"}
            for key in ("aaa_new", "mercenary", "kidnapping")]  # fmt: skip
    assert [offence.key for offence in list_offences(rows, [])] == ["mercenary", "aaa_new"]


def test_every_offence_has_an_entry_for_every_code(offences: dict[str, Offence]) -> None:
    for offence in offences.values():
        assert tuple(entry.code for entry in offence.entries) == CODES
        assert offence.entries[0].relation is None


@pytest.mark.parametrize(
    ("relation", "breaks"),
    [("same", False), (None, False), ("changed", True), ("split", True), ("merged", True),
     ("new", True), ("ended", True), ("unknown", True)],
)  # fmt: skip
def test_a_series_breaks_wherever_the_meaning_is_not_the_same(
    relation: str | None, breaks: bool
) -> None:
    assert is_break(relation) is breaks  # type: ignore[arg-type]


def test_the_breaks_of_trafficking_are_marked(offences: dict[str, Offence]) -> None:
    entries = offences["trafficking_in_persons"].entries
    assert [is_break(entry.relation) for entry in entries] == [False, False, True]
