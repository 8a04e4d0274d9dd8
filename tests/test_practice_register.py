"""Tables of a register as a researcher reads them."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.practice_register import compare_with_last_year, list_facts, tabulate_measure
from tests.conftest import MakeFact


def test_a_measure_is_tabulated_with_totals_last_and_holes_empty() -> None:
    frame = pd.DataFrame(
        [("b", "all", 3.0), ("all", "all", 5.0), ("a", "x", 1.0), ("b", "x", None)],
        columns=["article", "year", "value"],
    )
    table = tabulate_measure(frame, "article", "year")
    assert list(table.index) == ["a", "b", "all"]
    assert list(table.columns) == ["x", "all"]
    assert pd.isna(table.loc["b", "x"])
    assert pd.isna(table.loc["a", "all"])


def test_other_keys_are_fixed() -> None:
    rows = [("a", "m", "2014", 1.0), ("a", "m", "all", 4.0)]
    frame = pd.DataFrame(rows, columns=["article", "sex", "year", "value"])
    assert tabulate_measure(frame, "article", "sex", year="all").loc["a", "m"] == 4


@pytest.mark.parametrize(
    ("now", "before", "word"), [(2, 1, "more"), (1, 2, "fewer"), (0, 0, "same")]
)
def test_two_years_are_compared_in_a_word(now: float, before: float, word: str) -> None:
    assert compare_with_last_year(now, before) == word


def test_facts_of_one_measure_are_listed_with_withheld_ones_empty(make_fact: MakeFact) -> None:
    facts = [
        make_fact("a", 3, table="register_ages", row={"age_group": "18_24", "sex": "all"}),
        make_fact("b", None, table="register_ages", row={"age_group": "14_17", "sex": "all"}),
        make_fact("c", 1, table="register_places", row={"place": "abroad"}),
    ]
    frame = list_facts(facts, "register_ages")
    assert list(frame["age_group"]) == ["18_24", "14_17"]
    assert frame["value"].isna().tolist() == [False, True]
