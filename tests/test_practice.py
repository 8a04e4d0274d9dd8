"""The judicial-practice table and the denominator of its shares."""

from __future__ import annotations

import duckdb
import pandas as pd
import pytest

from pipeline.errors import WrongCallError
from pipeline.measures import read_named
from pipeline.practice import ARTICLES, choose_articles, find_denominators, tabulate_entries
from tests.conftest import read_golden


def test_the_nine_articles_are_those_of_the_analysis() -> None:
    assert set(ARTICLES) == {"114", "124", "125", "154", "155", "260", "261", "262-1", "375"}
    assert choose_articles(["all"]) == ARTICLES
    assert choose_articles(["261", "124"]) == ("261", "124")


@pytest.mark.parametrize("wanted", [["125-1"], ["124", "999"], ["all", "124"], [""]])
def test_an_article_that_was_not_analysed_is_refused(wanted: list[str]) -> None:
    with pytest.raises(WrongCallError, match="262-1") as caught:
        choose_articles(wanted)
    assert caught.value.exit_code == 2


def test_the_table_has_the_golden_rows_columns_and_totals(
    store: duckdb.DuckDBPyConnection,
) -> None:
    table = tabulate_entries(read_named(store, "practice_entries", 2017))
    assert list(table.columns) == ["2014", "2015", "2016", "2017", "all"]
    assert list(table.index) == [*ARTICLES, "all"]
    for line in read_golden("cases_by_article"):
        for year in table.columns:
            cell = table.loc[line["article"], year]
            assert pd.isna(cell) if line[year] == "-" else cell == int(line[year])


def test_a_choice_of_articles_keeps_the_total_of_all(store: duckdb.DuckDBPyConnection) -> None:
    table = tabulate_entries(read_named(store, "practice_entries", 2017), ["375", "124"])
    assert list(table.index) == ["375", "124", "all"]
    assert table.loc["all", "all"] == 265


def test_only_the_entries_give_every_printed_share() -> None:
    counts = {
        line["article"]: float(line["all"])
        for line in read_golden("cases_by_article")
        if line["all"] != "-"
    }
    printed = {line["article"]: float(line["printed"]) for line in read_golden("shares")}
    candidates = {"entries": 265, "cases": 254, "persons": 412}
    assert find_denominators(counts, printed, candidates) == ["entries"]
