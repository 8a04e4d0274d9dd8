"""Measures over the store give the golden tables of the publications."""

from __future__ import annotations

import duckdb
import pandas as pd
import pytest

from pipeline.measures import MEASURES, REGISTER_MEASURES, find_unit, read_measure, read_named
from tests.conftest import EDITIONS, read_expected, read_golden


def find_cell(frame: pd.DataFrame, **keys: str) -> tuple[float | None, str]:
    own = frame
    for key, value in keys.items():
        own = own[own[key] == value]
    assert len(own) == 1, keys
    value = own.iloc[0]["value"]
    return (None if pd.isna(value) else float(value)), str(own.iloc[0]["status"])


def describe(expected: float | None) -> tuple[float | None, str]:
    return expected, "not_reported" if expected is None else "zero" if expected == 0 else "value"


@pytest.mark.parametrize("edition", EDITIONS)
def test_cases_by_article_are_the_reports_own(
    store: duckdb.DuckDBPyConnection, edition: int
) -> None:
    frame = read_named(store, "practice_entries", edition)
    lines = read_golden("cases_by_article")
    assert len(frame) == len(lines) * 5
    for line in lines:
        for year in ("2014", "2015", "2016", "2017", "all"):
            found = find_cell(frame, article=line["article"], year=year)
            assert found == describe(read_expected(line[year])), (line["article"], year)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_printed_shares_come_from_265_entries_and_not_from_254_cases(
    store: duckdb.DuckDBPyConnection, edition: int
) -> None:
    frame = read_named(store, "practice_share", edition)
    of_cases = []
    for line in read_golden("shares"):
        article, printed = line["article"], float(line["printed"])
        entries, _ = find_cell(frame, article=article, base="entries")
        cases, _ = find_cell(frame, article=article, base="cases")
        assert entries is not None
        assert cases is not None
        assert int(entries + 0.5) == printed
        of_cases.append(int(cases + 0.5) == printed)
    assert not all(of_cases)


@pytest.mark.parametrize("edition", EDITIONS)
def test_agencies_series_are_the_reports_own_up_to_the_edition(
    store: duckdb.DuckDBPyConnection, edition: int
) -> None:
    frame = read_named(store, "agency_series", edition)
    years = [year for year in range(2016, 2022) if year <= edition]
    assert len(frame) == 9 * len(years)
    for line in read_golden("agencies"):
        for year in map(str, years):
            found = find_cell(frame, agency=line["agency"], indicator=line["indicator"], year=year)
            assert found == describe(read_expected(line[year])), line


def test_a_series_total_is_the_sum_of_what_is_reported(store: duckdb.DuckDBPyConnection) -> None:
    frame = read_named(store, "agency_series_total", 2023)
    for line in read_golden("agencies"):
        given = [float(line[str(y)]) for y in range(2016, 2022) if line[str(y)] != "-"]
        expected = sum(given) if given else None
        found = find_cell(frame, agency=line["agency"], indicator=line["indicator"])
        assert found == describe(expected), line


def test_the_gap_needs_two_agencies(store: duckdb.DuckDBPyConnection) -> None:
    frame = read_named(store, "agency_gap", 2023)
    assert find_cell(frame, indicator="registered_cases", year="2020") == (33, "value")
    assert find_cell(frame, indicator="convicted_persons", year="2018") == (0, "zero")
    assert find_cell(frame, indicator="convicted_persons", year="2020") == (None, "not_applicable")


@pytest.mark.parametrize("edition", EDITIONS)
def test_victims_are_the_workbooks_own_up_to_the_edition(
    store: duckdb.DuckDBPyConnection, edition: int
) -> None:
    frame = read_named(store, "nsc_sdg", edition)
    lines = [line for line in read_golden("nsc_victims") if int(line["year"]) <= edition]
    assert len(frame) == 3 * len(lines)
    for line in lines:
        year, victims, population = line["year"], float(line["victims"]), float(line["population"])
        assert find_cell(frame, indicator="victims", year=year) == (victims, "value")
        assert find_cell(frame, indicator="population", year=year) == (population, "value")
        rate, _ = find_cell(frame, indicator="victims_per_100k", year=year)
        assert rate == pytest.approx(100_000 * victims / population)


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_the_publisher_suppressed_stays_suppressed(
    store: duckdb.DuckDBPyConnection, edition: int
) -> None:
    frame = read_named(store, "glotip", edition)
    expected = {
        (line["indicator"], line["year"])
        for line in read_golden("glotip_suppressed")
        if int(line["year"]) <= edition
    }
    suppressed = frame[frame["status"] == "suppressed"]
    assert set(zip(suppressed["indicator"], suppressed["year"], strict=True)) == expected
    assert suppressed["value"].isna().all()
    assert not frame[frame["status"] != "suppressed"]["value"].isna().any()


def test_persons_by_sex_add_up_to_412(store: duckdb.DuckDBPyConnection) -> None:
    frame = read_named(store, "practice_persons", 2017)
    cells = {sex: find_cell(frame, sex=sex)[0] for sex in ("male", "female", "all")}
    assert cells == {"male": 254, "female": 158, "all": 412}


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_a_measure_has_one_row_for_each_of_its_keys(
    store: duckdb.DuckDBPyConnection, measure: object
) -> None:
    frame = read_measure(store, measure, 2023)  # type: ignore[arg-type]
    keys = list(measure.keys)  # type: ignore[attr-defined]
    # No two sources tell the same number, no agency has sent a form, and nothing is held back or
    # is declared. No register is at hand: tests/test_register_measures.py has one.
    empty = ("agency_told", "agency_by", "quality_quarantine", "quality_correction")
    empty += ("quality_dropped",)
    empty += tuple(each.name for each in REGISTER_MEASURES)
    assert frame.empty == (measure.name in empty)  # type: ignore[attr-defined]
    assert not frame.duplicated(keys).any()
    assert frame[[*keys, "status", "sources"]].notna().all().all()
    assert (frame["value"].isna() == ~frame["status"].isin(["value", "zero"])).all()
    assert (frame["value"].eq(0).fillna(False) == frame["status"].eq("zero")).all()
    # A count of nothing found has no cell to point at; every other number has.
    is_count = measure.name.startswith("quality")  # type: ignore[attr-defined]
    traced = frame[frame["status"].ne("zero")] if is_count else frame
    assert traced["sources"].map(len).gt(0).all()


def test_a_later_edition_never_changes_what_an_earlier_one_read(
    store: duckdb.DuckDBPyConnection,
) -> None:
    for name in ("practice_entries", "agency_series", "nsc_sdg", "glotip"):
        keys = [*next(m.keys for m in MEASURES if m.name == name), "value", "status"]
        old = read_named(store, name, 2021)[keys]
        new = read_named(store, name, 2023)[keys].merge(old, on=keys)
        assert len(new) == len(old), name


def test_a_unit_is_the_measures_or_the_rows_own() -> None:
    units = {measure.name: measure for measure in MEASURES}
    assert find_unit(units["practice_share"], {}) == "percent"
    assert find_unit(units["agency_series"], {"indicator": "registered_cases"}) == "cases"
    assert find_unit(units["agency_series"], {"indicator": "convicted_persons"}) == "persons"
    assert find_unit(units["report_figure"], {"unit": "hours"}) == "hours"
