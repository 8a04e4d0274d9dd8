"""A cell is the same text in every format, and one that differs is told with its row.

test_gates.py breaks the data of an edition; here are the cells alone.
"""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from pipeline.parity_data import check_table, normalise, read_csv
from tests.edition_fixture import make_facts


@pytest.mark.parametrize(
    ("in_csv", "elsewhere"),
    [
        ("0.30000000000000004", 0.1 + 0.2),
        ("0.1", 0.1),
        ("12", 12.0),
        ("1500000", 1.5e6),
        ("", None),
        ("", math.nan),
        ("True", True),
        ("a\nb", "a\r\nb"),
        ("a\nb", "a\rb"),
    ],
)
def test_a_cell_is_the_same_in_every_format(in_csv: str, elsewhere: object) -> None:
    assert normalise(in_csv) == normalise(elsewhere)


@pytest.mark.parametrize(
    ("text", "other"), [("1", 2), ("0.1", 0.10001), (" 1", 1), ("1 ", 1), ("2a", 2), ("", 0)]
)
def test_cells_that_differ_stay_different(text: str, other: object) -> None:
    assert normalise(text) != normalise(other)


@pytest.mark.parametrize(
    ("written", "cell"),
    [("'=1+1", "=1+1"), ("'-x", "-x"), ("'@a", "@a"), ("'a", "'a"), ("''", "''"), ("'", "'")],
)
def test_an_apostrophe_against_formulas_is_no_part_of_the_cell(
    tmp_path: Path, written: str, cell: str
) -> None:
    (tmp_path / "t.csv").write_text(f"{written},b\n", encoding="utf-8")
    assert read_csv(tmp_path / "t.csv") == [(cell, "b")]


def test_a_row_that_is_not_its_fact_is_told_with_what_it_should_be() -> None:
    fact = next(iter(make_facts().values()))
    (missing,) = check_table([], [fact], "data/t.csv")
    shown = f"{normalise(fact.value)} | {fact.unit} | {fact.status}"
    assert (missing.fact, missing.expected) == (f"{fact.id} is missing", shown)
    header = ("id", "value", "unit", "status")
    (other,) = check_table([header, ("odd", "5", "cases", "value")], [], "data/t.csv")
    assert (other.fact, other.expected) == ("odd is 5 | cases | value", "missing")
