"""Agencies side by side: nothing is averaged, nothing filled in."""

from __future__ import annotations

import duckdb
import pandas as pd

from pipeline.measures import read_named
from pipeline.series import compare_agencies
from tests.conftest import read_expected, read_golden


def test_the_series_stand_side_by_side_as_printed(store: duckdb.DuckDBPyConnection) -> None:
    series = read_named(store, "agency_series", 2021)
    for line in read_golden("agencies"):
        table = compare_agencies(series, line["indicator"])
        for year in map(str, range(2016, 2022)):
            expected, cell = read_expected(line[year]), table.loc[line["agency"], year]
            assert pd.isna(cell) if expected is None else cell == expected


def test_the_widest_difference_is_of_2020(store: duckdb.DuckDBPyConnection) -> None:
    table = compare_agencies(read_named(store, "agency_series", 2021), "registered_cases")
    gaps = table.loc["widest difference"]
    assert gaps.to_dict() == {"2016": 1, "2017": 2, "2018": 2, "2019": 3, "2020": 33, "2021": 3}


def test_a_year_that_one_agency_reports_has_no_difference() -> None:
    series = pd.DataFrame(
        [("a", "x", "2020", 3.0), ("b", "x", "2020", None), ("a", "x", "2021", 3.0),
         ("b", "x", "2021", 3.0), ("a", "other", "2020", 100.0)],
        columns=["agency", "indicator", "year", "value"],
    )  # fmt: skip
    table = compare_agencies(series, "x")
    assert pd.isna(table.loc["widest difference", "2020"])
    assert table.loc["widest difference", "2021"] == 0
    assert pd.isna(table.loc["b", "2020"])
