"""A filled form for yearly figures lands as observations, each with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import UnknownLayoutError
from pipeline.land import land_tables
from pipeline.layouts import read_rows
from pipeline.sources import Source, SourceTable
from tests.form_fixture import AGENCY, REGISTER, Row, Table, make_rows, make_table, write_xlsx

(SERIES,) = AGENCY.sheets
TEXTS = {"ky": "а", "ru": "а", "en": "a"}


def make_source(folder: Path, *tables: SourceTable) -> Source:
    return Source(
        folder.name, folder, "", 2026, "draft", False, TEXTS, TEXTS, TEXTS, TEXTS, {}, tables
    )


def make_form(path: Path, *rows: Row) -> Table:
    """Write a form with the given cells filled in each row, and return its table."""
    empty = {column.id: None for column in SERIES.columns}
    header = make_table(SERIES, [], "ru")
    lines = [[{**empty, **row}[column.id] for column in SERIES.columns] for row in rows]
    write_xlsx(path, {"Показатели": [*header, *lines]})
    return lines


def read(folder: Path, *rows: Row) -> list[dict[str, Any]]:
    make_form(folder / "a.xlsx", *rows)
    table = SourceTable("agency", "a.xlsx", "form", "2024-02-01", {})
    return list(read_rows(make_source(folder, table), table))


KEYS = {"agency": "МВД", "indicator": "жертвы торговли людьми", "year": 2023}


def test_each_number_is_an_observation_with_its_place(tmp_path: Path) -> None:
    rows = read(
        tmp_path, {**KEYS, "total": 17, "sex_male": 13, "sex_female": "4*", "note": "оценка"}
    )
    found = {(row["dimension"], row["category"]): row for row in rows}
    assert set(found) == {
        ("total", "total"), ("sex", "male"), ("sex", "female"), ("sex", "unknown"),
    }  # fmt: skip
    assert {(row["agency"], row["indicator"], row["year"]) for row in rows} == {
        ("moi", "victims", "2023")
    }
    total = found["total", "total"]
    assert (total["value"], total["locator"], total["label"]) == (17, "series!D2", "оценка")
    assert (found["sex", "female"]["value"], found["sex", "female"]["printed"]) == (4, "4*")


def test_a_breakdown_that_is_not_kept_is_no_observation_and_a_gap_in_one_is_not_reported(
    tmp_path: Path,
) -> None:
    rows = read(tmp_path, {**KEYS, "total": 0, "age_0_17": "…", "age_18_29": 0, "age_30_49": "×"})
    found = {(row["dimension"], row["category"]): (row["value"], row["status"]) for row in rows}
    assert found["total", "total"] == (0, "zero")
    assert found["age", "0_17"] == (None, "not_reported")
    assert found["age", "18_29"] == (0, "zero")
    assert found["age", "30_49"] == (None, "not_applicable")
    assert found["age", "70_plus"] == (None, "not_reported")
    assert not any(dimension == "sex" for dimension, _ in found)


def test_an_empty_total_is_not_reported_and_a_dash_is_never_zero(tmp_path: Path) -> None:
    for total in (None, "-", "–", "н/д", "…"):
        (row,) = read(tmp_path, {**KEYS, "total": total})
        assert (row["value"], row["status"]) == (None, "not_reported")


def test_what_names_no_code_is_landed_with_its_text(tmp_path: Path) -> None:
    (row,) = read(tmp_path, {**KEYS, "agency": "Министерство магии", "year": "скоро", "total": 5})
    assert (row["agency"], row["year"], row["indicator"]) == ("", "", "victims")
    assert row["label"] == "Министерство магии · скоро"


def test_a_form_of_another_table_is_refused(tmp_path: Path) -> None:
    cases = REGISTER.sheets[0]
    write_xlsx(tmp_path / "a.xlsx", {"Дела": make_table(cases, make_rows(cases, 1), "ru")})
    table = SourceTable("agency", "a.xlsx", "form", "", {})
    with pytest.raises(UnknownLayoutError) as caught:
        list(read_rows(make_source(tmp_path, table), table))
    assert (caught.value.message, caught.value.exit_code) == ("error-form-table", 11)


def test_years_sent_one_after_another_are_all_current_and_a_resent_one_is_revised(
    tmp_path: Path,
) -> None:
    sent = {
        "2022.xlsx": [{**KEYS, "year": 2021, "total": 8}, {**KEYS, "year": 2022, "total": 9}],
        "2023.xlsx": [{**KEYS, "year": 2022, "total": 10}, {**KEYS, "year": 2023, "total": 11}],
    }
    for file, rows in sent.items():
        make_form(tmp_path / file, *rows)
    tables = [SourceTable("agency", file, "form", f"{file[:4]}-12-31", {}) for file in sent]
    frame = land_tables([make_source(tmp_path, *tables)])["agency"]
    told = frame[["year", "value", "is_current"]].to_numpy().tolist()
    assert told == [[2021, 8, True], [2022, 9, False], [2022, 10, True], [2023, 11, True]]
