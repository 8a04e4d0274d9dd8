"""Checks of registers over many rows, as queries over tables of a few."""

from __future__ import annotations

import duckdb
import pandas as pd
import pytest

from tests.conftest import ROOT

# What tells a row of each table from every other, beside the version.
KEYS = {
    "appeal": ("appeal", ["source", "version", "case_id", "appeal_no"]),
    "case": ("court_case", ["source", "version", "case_id"]),
    "charge": ("charge", ["version", "defendant_id", "charge_no"]),
    "defendant": ("defendant", ["version", "defendant_id"]),
    "sentence": ("sentence", ["version", "defendant_id", "sentence_no"]),
    "victim": ("victim", ["version", "victim_id"]),
}


@pytest.mark.parametrize("name", KEYS)
def test_a_row_is_repeated_if_an_earlier_one_has_its_keys(name: str) -> None:
    table, keys = KEYS[name]
    # The same thrice, another version, a missing last key twice; without a case or person none.
    given = [["a"] * len(keys) for _ in range(3)]
    given += [[{"version": "b"}.get(key, "a") for key in keys]]
    given += [[*["a"] * (len(keys) - 1), None]] * 2
    rows = pd.DataFrame(given, columns=keys, dtype="str").iloc[[0, 3, 4, 1, 5, 2]]
    rows["row_id"] = range(10, 70, 10)
    query = (ROOT / "expectations" / "register" / f"{name}_repeated.sql").read_text("utf-8")
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        connection.register(table, rows.astype(object).where(rows.notna(), None))
        found = sorted(row for (row,) in connection.execute(query).fetchall())
    # A missing number of a charge is a number like others; a missing case or person is none.
    expected = [40, 50, 60] if keys[-1].endswith("_no") else [40, 60]
    assert found == expected
