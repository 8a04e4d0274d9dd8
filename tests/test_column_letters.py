"""Columns by their letters and by their number."""

from __future__ import annotations

import pytest

from pipeline.column_letters import count_column, name_column

NAMED = {0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA", 16383: "XFD"}


@pytest.mark.parametrize(("column", "letters"), NAMED.items())
def test_a_column_is_named_and_counted_as_offices_do(column: int, letters: str) -> None:
    assert name_column(column) == letters
    assert count_column(letters) == column


def test_every_column_of_a_sheet_has_its_own_letters() -> None:
    assert [count_column(name_column(column)) for column in range(16384)] == list(range(16384))
