"""Disclosure control as rows of the store: what becomes of each count, and what can be inferred."""

from __future__ import annotations

import pytest

from pipeline.disclosure_cells import TOTAL, Cell, Count, System
from pipeline.disclosure_rule import Bound, Rule
from pipeline.disclosure_tables import list_bounds, list_left_out, list_protection
from tests.disclosure_samples import make_measure

RULE = Rule(defendants=3, victims=11)
AGES = make_measure("ages", ("age",))


def make_cell(name: str, value: int, *editions: int, is_public: bool = False) -> Cell:
    places = tuple((edition, f"ages.{name}") for edition in editions)
    return Cell(name, "defendants", value, is_public, places)


def test_every_count_printed_has_its_fate_in_each_edition() -> None:
    cells = (
        make_cell("small", 2, 2021, 2017),
        make_cell("linked", 9, 2017),
        make_cell("told", 12, 2017),
        make_cell("known", 23, 2017, is_public=True),
        make_cell("computed", 1),
    )
    rows = list_protection(System(cells, ()), {0, 1, 4}, RULE)
    assert [(row["edition"], row["fact"], row["population"], row["fate"]) for row in rows] == [
        (2017, "ages.linked", "defendants", "linked"),
        (2017, "ages.small", "defendants", "small"),
        (2017, "ages.told", "defendants", "told"),
        (2021, "ages.small", "defendants", "small"),
    ]


def test_counts_of_a_table_left_out_say_so_and_others_are_not_listed() -> None:
    counts = [
        Count(AGES, "defendants", edition, {"age": age}, 1)
        for edition in (2021, 2017)
        for age in (TOTAL, "adult")
    ]
    rows = list_left_out(counts, {(2017, "ages")})
    assert [tuple(row.values()) for row in rows] == [
        (2017, "ages.adult", "defendants", "left_out"),
        (2017, "ages.all", "defendants", "left_out"),
    ]


@pytest.mark.parametrize(
    ("upper", "width", "holds"), [(3, 3, True), (2, 2, False), (None, None, True)]
)
def test_bounds_are_told_of_every_place_of_a_count(
    upper: int | None, width: int | None, holds: bool
) -> None:
    places = ((2021, "ages.child"), (2017, "ages.child"))
    bounds = [
        Bound("child", "defendants", places, 0, upper, required=3, threshold=3),
        Bound("rest", "defendants", (), 0, 9, required=3, threshold=3),
    ]
    told = {"fact": "ages.child", "population": "defendants", "lower": 0, "upper": upper,
            "width": width, "required": 3, "holds": holds}  # fmt: skip
    assert list_bounds(bounds) == [{"edition": 2017, **told}, {"edition": 2021, **told}]
