"""Repair: the cheapest cells to withhold beside one, by hand on small tables."""

from __future__ import annotations

import pytest

from pipeline import disclosure_repair
from pipeline.disclosure_cells import Cell, Relation, System
from pipeline.disclosure_repair import UnprotectableError, find_additions, split_system
from pipeline.disclosure_rule import Rule

RULE = Rule(defendants=3, victims=11)


def make_system(values: dict[str, int], public: str = "", relations: tuple = ()) -> System:
    """Return printed cells; without relations the first is the sum of the others."""
    cells = tuple(
        Cell(name, "defendants", value, is_public=name in public.split(), places=((2017, name),))
        for name, value in values.items()
    )
    return System(cells, relations or (Relation(0, tuple(range(1, len(cells)))),))


def repair(system: System, cell: int, extra: int = 0) -> tuple[frozenset[int], frozenset[int]]:
    parts = split_system(system, RULE)
    weights = [each.value or 0 for each in system.cells]
    return find_additions(parts[cell], cell, {cell}, weights, extra)


def test_the_cheapest_count_that_leaves_the_width_is_withheld_too() -> None:
    # 1 and 4 with a sum of 5: the first may be from 0 to 5; nothing of the others is needed.
    system = make_system({"all": 30, "a": 1, "b": 4, "c": 9, "d": 16})
    additions, protected = repair(system, 1)
    assert additions == {1, 2}
    assert protected >= {1, 2}


@pytest.mark.parametrize(("other", "needed"), [(2, {1, 2}), (1, {1, 2, 3})])
def test_a_count_too_small_to_hide_behind_is_not_enough(other: int, needed: set[int]) -> None:
    # With the total public, 1 beside 2 may be from 0 to 3; beside 1 only from 0 to 2.
    system = make_system({"all": 12 + other, "a": 1, "b": other, "c": 11}, public="all")
    assert repair(system, 1)[0] == needed


def test_a_larger_width_asked_for_withholds_more() -> None:
    system = make_system({"all": 14, "a": 1, "b": 2, "c": 11}, public="all")
    assert repair(system, 1, extra=1)[0] == {1, 2, 3}


def test_what_only_public_counts_stand_beside_cannot_be_protected() -> None:
    system = make_system({"all": 10, "a": 1, "b": 9}, public="all b")
    with pytest.raises(UnprotectableError) as caught:
        repair(system, 1)
    assert caught.value.cell == 1


def test_what_is_far_is_looked_at_where_near_counts_are_not_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A chain: each sum is a part of the next, and the near ones alone are public."""
    monkeypatch.setattr(disclosure_repair, "_LEAST_NEAR", 1)
    relations = (Relation(0, (1, 2)), Relation(3, (0, 4)), Relation(5, (3, 6)))
    values = {"ab": 2, "a": 1, "b": 1, "abc": 4, "c": 2, "abcd": 24, "d": 20}
    system = make_system(values, public="b c abcd", relations=relations)
    part = split_system(system, RULE)[1]
    near = [each.numbers.tolist() for each in disclosure_repair._list_near(part, 1)]
    assert (near[0], near[-1]) == ([0, 1], [0, 1, 3, 6])
    assert repair(system, 1)[0] == {0, 1, 3, 6}


def test_parts_that_no_relation_joins_are_apart() -> None:
    relations = (Relation(0, (1, 2)), Relation(3, (4, 5)))
    values = {"x": 10, "x1": 1, "x2": 9, "y": 10, "y1": 2, "y2": 8}
    parts = split_system(make_system(values, relations=relations), RULE)
    assert parts[0].numbers.tolist() == [0, 1, 2]
    assert parts[4].numbers.tolist() == [3, 4, 5]
    assert parts[4].room.tolist() == [10, 2, 8]
    assert parts[4].needed.tolist() == [3, 3, 3]
