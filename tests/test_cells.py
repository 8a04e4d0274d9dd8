"""A cell is a number, or a mark its source declares; never something in between."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cells import STATUSES, Cell, read_cell

MARKS = {"-": "not_reported", "": "not_reported", "<5": "suppressed", "x": "not_applicable"}


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("7", 7),
        (" 7 ", 7),
        ("1,5", 1.5),
        ("1.5", 1.5),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("5\u202f503\u202f086", 5503086),
        ("-3", -3),
        ("\N{MINUS SIGN}3", -3),
        ("5*", 5),
        ("5 **", 5),
        ("12¹", 12),
        ("5 [2]", 5),
        ("5 1)", 5),
        (12, 12),
        (0.5, 0.5),
    ],
)
def test_a_printed_number_is_its_value(printed: object, value: float) -> None:
    assert read_cell(printed, MARKS) == Cell(value, "value")


@pytest.mark.parametrize("printed", ["0", 0, 0.0, "0,0", "00"])
def test_zero_is_a_number_with_a_status_of_its_own(printed: object) -> None:
    assert read_cell(printed, MARKS) == Cell(0, "zero")


@pytest.mark.parametrize(
    ("mark", "status"),
    [("-", "not_reported"), (" - ", "not_reported"), ("", "not_reported"), (None, "not_reported"),
     ("<5", "suppressed"), ("x", "not_applicable")],
)  # fmt: skip
def test_a_mark_is_its_status_and_never_a_number(mark: object, status: str) -> None:
    assert read_cell(mark, MARKS) == Cell(None, status)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "printed",
    ["-", "", None, "<5", "n/a", "..", "5 1", "1 2 3", "12 34", "1,2,3",
     "1.234.567", "*", "five", True],
)  # fmt: skip
def test_what_no_source_declared_is_unreadable(printed: object) -> None:
    assert read_cell(printed, {}) == Cell(None, "unreadable")


def test_another_dash_is_not_the_declared_one() -> None:
    assert read_cell("–", MARKS).status == "unreadable"


@given(st.one_of(st.text(), st.none(), st.integers(), st.floats(), st.booleans(), st.binary()))
def test_reading_never_fails_and_gives_a_known_status(printed: object) -> None:
    cell = read_cell(printed, MARKS)
    assert cell.status in (*STATUSES, "unreadable")
    assert (cell.value is not None) == (cell.status in ("value", "zero"))


@given(st.dictionaries(st.text(), st.sampled_from(STATUSES[2:])), st.text())
def test_a_declared_mark_never_becomes_a_number(marks: dict[str, str], printed: str) -> None:
    if printed.strip() in marks:
        assert read_cell(printed, marks) == Cell(None, marks[printed.strip()])  # type: ignore[arg-type]


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_a_whole_number_comes_back_however_it_is_spaced(number: int) -> None:
    for printed in (str(number), f"{number:,}".replace(",", "\u00a0"), number):
        assert read_cell(printed, MARKS).value == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_cell_is_taken_as_it_is(number: float) -> None:
    cell = read_cell(number, MARKS)
    assert cell.value == number
    assert math.isfinite(cell.value)
