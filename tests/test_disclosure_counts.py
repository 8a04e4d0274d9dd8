"""Which rows are counts of disclosure control, whose, and which of them are public."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from pipeline.disclosure_cells import Count
from pipeline.disclosure_counts import is_counted, read_count
from pipeline.measures import MEASURES, Measure
from tests.disclosure_samples import make_measure

AGES = make_measure("ages", ("age", "year"), "victims")
CASES = next(each for each in MEASURES if each.name == "register_cases")
SHARE = Measure("share", "share.{age}", ("age",), "percent")


def read(measure: Measure, value: object, **keys: object) -> list[Count]:
    return list(read_count(measure, 2021, {**keys, "value": value, "status": "value"}))


def test_persons_are_counts_of_their_population() -> None:
    keys = {"age": "child", "year": "2019"}
    assert read(AGES, 4.0, age="child", year=2019) == [Count(AGES, "victims", 2021, keys, 4)]


@pytest.mark.parametrize("value", [None, math.nan, pd.NA])
def test_a_count_that_is_withheld_has_its_place_but_no_value(value: object) -> None:
    (count,) = read(AGES, value, age="child", year="2019")
    assert (count.value, count.is_public) == (None, False)


def test_cases_by_article_and_year_are_public_counts_of_defendants() -> None:
    keys = {"article": "1997-124", "year": "2019"}
    public = Count(CASES, "defendants", 2021, keys, 7, is_public=True)
    assert read(CASES, 7, **keys) == [public]
    assert read(CASES, None, **keys) == [], "what nobody tells is not public"


def test_other_rows_are_no_counts() -> None:
    assert read(SHARE, 50, age="child") == []
    assert [is_counted(each) for each in (AGES, CASES, SHARE)] == [True, True, False]
