"""Agencies side by side: nothing is averaged, nothing filled in."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pandas as pd
import pytest

from pipeline.measures import read_named
from pipeline.series import compare_agencies
from pipeline.store import read_sql
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


@pytest.fixture
def told_twice() -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a store in which a report of 2022 and an agency's form of 2024 tell the same number."""
    with duckdb.connect() as connection:
        connection.execute(
            """
            CREATE TABLE source AS SELECT * FROM (VALUES
                ('old_report', 'a.csv', 'tidy_csv', 2022, ''),
                ('nsc_form', 'b.xlsx', 'form', 2024, '2024-02-01'),
                ('workbook', 'c.xlsx', 'trilingual_workbook', 2025, ''),
                ('gpo_table', 'd.ods', 'grid', 2024, '')
            ) AS t (source, file, layout, published, version);
            CREATE TABLE agency_year AS SELECT *, 'data/raw/' || source || '/' ||
                CASE source WHEN 'old_report' THEN 'a.csv' WHEN 'nsc_form' THEN 'b.xlsx'
                WHEN 'gpo_table' THEN 'd.ods' ELSE 'c.xlsx' END AS file,
                'place' AS locator, NULL AS report_year
            FROM (VALUES
                ('nsc', 'registered_cases', 2020, 8, 'value', 'old_report'),
                ('nsc', 'registered_cases', 2020, 9, 'value', 'nsc_form'),
                ('moi', 'registered_cases', 2020, 5, 'value', 'nsc_form'),
                ('gpo', 'registered_cases', 2020, 12, 'value', 'gpo_table'),
                ('nsc', 'victims', 2020, 11, 'value', 'workbook')
            ) AS t (agency, indicator, year, value, status, source)
            """
        )
        for name in ("agency_series", "agency_told", "agency_gap", "agency_series_total"):
            connection.execute(read_sql("measures", name))
        yield connection


def test_a_form_joins_the_series_without_new_code(told_twice: duckdb.DuckDBPyConnection) -> None:
    series = read_named(told_twice, "agency_series", 2021)
    assert series[["agency", "year", "value"]].values.tolist() == [
        ["gpo", "2020", 12],
        ["moi", "2020", 5],
        ["nsc", "2020", 9],  # the telling published last
    ]
    assert read_named(told_twice, "agency_gap", 2021)["value"].tolist() == [7]
    assert read_named(told_twice, "agency_series_total", 2021)["value"].tolist() == [12, 5, 9]


def test_every_telling_of_a_number_told_twice_is_kept(
    told_twice: duckdb.DuckDBPyConnection,
) -> None:
    told = read_named(told_twice, "agency_told", 2021)
    assert told[["source", "value"]].values.tolist() == [["nsc_form", 9], ["old_report", 8]]


def test_a_series_says_nothing_of_years_after_the_edition(
    told_twice: duckdb.DuckDBPyConnection,
) -> None:
    assert read_named(told_twice, "agency_series", 2019).empty
