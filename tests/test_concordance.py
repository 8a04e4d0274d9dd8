"""Offences across the three codes: breaks are marked, gaps stay gaps."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

from pipeline.concordance import (
    CODES,
    GENERAL_PART,
    NEIGHBOURS,
    ORDER,
    Offence,
    find_code,
    find_elsewhere,
    is_break,
    list_offences,
)
from pipeline.errors import InvalidContentError
from pipeline.tables import list_rows


@pytest.fixture(scope="module")
def offences(landed: dict[str, pd.DataFrame]) -> dict[str, Offence]:
    rows = list_offences(list_rows(landed["concordance"]), list_rows(landed["relation"]))
    return {offence.key: offence for offence in rows}


def articles(offence: Offence) -> dict[str, tuple[str, ...]]:
    return {entry.code: entry.articles for entry in offence.entries}


def test_only_offences_are_listed_in_the_order_of_the_analysis(
    offences: dict[str, Offence], landed: dict[str, pd.DataFrame]
) -> None:
    others = {
        "preparation", "attempt", "complicity",
        "kidnapping", "unlawful_deprivation_of_liberty", "illegal_border_crossing",
    }  # fmt: skip
    assert others <= set(landed["concordance"]["offence_key"])
    assert tuple(offences) == ORDER


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
    assert not {*NEIGHBOURS, *GENERAL_PART} & set(offences)


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


@pytest.fixture(scope="module")
def rows(landed: dict[str, pd.DataFrame]) -> list[dict[str, Any]]:
    return list_rows(landed["concordance"])


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (date(1999, 5, 1), "1997"),
        (date(2018, 12, 31), "1997"),
        (date(2019, 1, 1), "2017"),
        (date(2021, 11, 30), "2017"),
        (date(2021, 12, 1), "2021"),
        (datetime(2021, 12, 1, 10, 30), "2021"),  # noqa: DTZ001
        (2016, "1997"),
        (2018, "1997"),
        (2019, "2017"),
        (2020, "2017"),
        (2022, "2021"),
    ],
)
def test_the_code_follows_from_the_date_or_the_year_of_the_act(act: date | int, code: str) -> None:
    assert find_code(act) == code


def test_a_year_of_two_codes_is_not_guessed() -> None:
    with pytest.raises(InvalidContentError) as refused:
        find_code(2021)
    assert "01.12.2021" in str(refused.value)


def test_a_stale_article_is_told_with_the_code_that_has_it(rows: list[dict[str, Any]]) -> None:
    assert find_elsewhere("260", find_code(2020), rows) == (
        ("1997", "involvement_in_prostitution"),
    )
    assert find_elsewhere("260", "1997", rows) == ()
    assert find_elsewhere("300", "1997", rows) == ()
    assert find_elsewhere("37", "1997", rows) == ()
