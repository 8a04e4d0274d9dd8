"""The audit against small cases whose every possible table is enumerated."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.disclosure_audit import _Met, find_inferable, infer_bounds
from pipeline.disclosure_cells import Cell, Relation, System, build_system, mask
from pipeline.disclosure_rule import Bound, Rule, find_narrow
from pipeline.errors import InvalidContentError
from tests.disclosure_samples import draw_register, enumerate_tables, make_measure, tabulate

RULE = Rule(defendants=3, victims=11)


def make_system(values: list[int | None], relations: list[tuple[int, tuple[int, ...]]]) -> System:
    cells = tuple(
        Cell(str(n), "defendants", value, is_public=False, places=((2017, f"fact.{n}"),))
        for n, value in enumerate(values)
    )
    return System(cells, tuple(Relation(total, parts) for total, parts in relations))


def test_a_single_withheld_part_is_its_total_less_the_others() -> None:
    (bound,) = infer_bounds(make_system([9, None, 4], [(0, (1, 2))]), RULE)
    assert (bound.lower, bound.upper, bound.holds) == (5, 5, False)


def test_two_withheld_parts_share_what_is_left() -> None:
    bounds = infer_bounds(make_system([9, None, None, 4], [(0, (1, 2, 3))]), RULE)
    assert [(bound.lower, bound.upper, bound.holds) for bound in bounds] == [(0, 5, True)] * 2


def test_some_withheld_counts_are_asked_for_as_if_all_were() -> None:
    relations = [(0, (1, 2, 3)), (4, (5, 6)), (1, (5, 7))]
    system = make_system([6, None, None, 4, 2, None, None, None, None], relations)
    every = {bound.cell for bound in find_narrow(infer_bounds(system, RULE))}
    assert every == {"1", "2", "5", "6", "7"}
    for asked in ((5,), (1, 8), tuple(range(9)), ()):
        found = {bound.cell for bound in find_inferable(system, RULE, asked)}
        assert found == {str(cell) for cell in asked} & every


def test_a_count_without_any_relation_is_unlimited() -> None:
    (bound,) = infer_bounds(make_system([None], []), RULE)
    assert (bound.lower, bound.upper, bound.width, bound.holds) == (0, None, None, True)


def test_nothing_withheld_leaves_nothing_to_infer() -> None:
    assert infer_bounds(make_system([4, 4], [(0, (1,))]), RULE) == []


def test_the_width_must_reach_the_threshold_of_the_population() -> None:
    bound = Bound("x", "defendants", ((2017, "f"),), lower=0, upper=2, required=3, threshold=3)
    assert not bound.holds
    assert replace(bound, upper=3).holds
    assert find_narrow([bound, replace(bound, upper=3)]) == [bound]


def test_an_unprinted_count_may_be_known_if_it_is_none_or_not_small() -> None:
    unprinted = Bound("x", "defendants", (), lower=0, upper=0, required=3, threshold=3)
    assert unprinted.holds
    assert replace(unprinted, lower=3, upper=4).holds
    assert not replace(unprinted, lower=1, upper=1).holds


def test_bounds_are_whole_where_linear_programs_are_not() -> None:
    # Every two of three counts add up to 1: halves would fit, whole counts do not.
    odd = make_system([1, 1, 1, None, None, None], [(0, (3, 4)), (1, (4, 5)), (2, (3, 5))])
    with pytest.raises(InvalidContentError, match="no counts of persons"):
        infer_bounds(odd, RULE)
    # With room for one more beside each pair, whole counts do exist and are narrower than halves.
    room = make_system(
        [1, 1, 1, None, None, None, None],
        [(0, (3, 4, 6)), (1, (4, 5, 6)), (2, (3, 5, 6))],
    )
    found = {(bound.cell): (bound.lower, bound.upper) for bound in infer_bounds(room, RULE)}
    assert found == {"3": (0, 0), "4": (0, 0), "5": (0, 0), "6": (1, 1)}


def make_square(inner: list[int], unprinted: set[int]) -> System:
    """Return nine counts, and their totals by row, by column and of all (the last)."""
    rows = [inner[0:3], inner[3:6], inner[6:9]]
    square = [[*row, sum(row)] for row in rows]
    square.append([sum(column) for column in zip(*square, strict=True)])
    relations = [(4 * r + 3, tuple(4 * r + c for c in range(3))) for r in range(4)]
    relations += [(12 + c, tuple(4 * r + c for r in range(3))) for c in range(4)]
    system = make_system([value for row in square for value in row], relations)
    cells = [
        replace(cell, places=()) if number in unprinted else cell
        for number, cell in enumerate(system.cells)
    ]
    return replace(system, cells=tuple(cells))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 4), min_size=9, max_size=9),
    st.sets(st.integers(0, 14), min_size=1, max_size=5),
    st.sets(st.integers(0, 14), max_size=2),
)
def test_what_is_inferable_is_what_all_tables_enumerated_say(
    inner: list[int], hidden: set[int], unprinted: set[int]
) -> None:
    seen = mask(make_square(inner, unprinted), hidden)
    ceiling = max(sum(inner), 1)
    if (ceiling + 1) ** len(hidden | unprinted) > 40_000:
        return
    tables = list(enumerate_tables(seen, ceiling))
    expected = set()
    for number in hidden | unprinted:
        values = [table[number] for table in tables]
        is_harmless = number in unprinted and (max(values) == 0 or min(values) >= 3)
        if max(values) - min(values) < 3 and not is_harmless:
            expected.add(str(number))
    assert {bound.cell for bound in find_inferable(seen, RULE)} == expected


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 4), min_size=9, max_size=9),
    st.sets(st.integers(0, 15), min_size=1, max_size=7),
)
def test_bounds_are_those_of_all_tables_enumerated(inner: list[int], hidden: set[int]) -> None:
    # The grand total is told, so that nothing can be larger than it.
    seen = mask(make_square(inner, set()), hidden - {15})
    ceiling = max(sum(inner), 1)
    if (ceiling + 1) ** len(hidden - {15}) > 40_000:
        return
    tables = list(enumerate_tables(seen, ceiling))
    for bound in infer_bounds(seen, RULE):
        values = [table[int(bound.cell)] for table in tables]
        inferred = (bound.lower, bound.upper)
        if min(values) + 3 <= max(values):
            # Where the rule holds, the interval told is one that whole counts do fill.
            assert min(values) <= bound.lower <= bound.upper <= max(values)
            assert bound.holds
        else:
            assert inferred == (min(values), max(values))


def test_what_is_published_and_contradicts_itself_is_refused() -> None:
    broken = make_system([2, None, None, 3], [(0, (1, 2)), (1, (3,)), (2, (3,))])
    with pytest.raises(InvalidContentError, match="no counts of persons"):
        infer_bounds(broken, RULE)


def test_a_thousand_cells_are_attacked_in_seconds() -> None:
    measure = make_measure("t", ("article", "sex", "region", "age"))
    persons = draw_register(5, 900)
    counts = [c for edition in (2017, 2018, 2019) for c in tabulate(measure, persons, edition)]
    system = build_system(counts)
    hidden = {n for n, cell in enumerate(system.cells) if RULE.is_small(cell)}
    assert infer_bounds(mask(system, hidden), RULE)


def meet(lower: list[float], upper: list[float], least: list[float], most: list[float]) -> _Met:
    met = _Met(len(lower))
    met.lower, met.upper = np.array(lower), np.array(upper)
    met.least, met.most = np.array(least), np.array(most)
    return met


def test_a_count_told_nowhere_is_harmless_only_if_surely_none_or_not_small() -> None:
    """Of one that may be 1 or 2 the search goes on, and of any that is printed."""
    program: Any = SimpleNamespace(
        is_printed=np.array([False, False, False, False, True]), threshold=np.full(5, 3)
    )
    met = meet([0] * 5, [0] * 5, least=[0, 0, 3, 2, 0], most=[0, 1, 9, 9, 0])
    assert met.is_harmless(program).tolist() == [True, False, True, False, False]


def test_a_count_is_narrow_only_once_it_has_been_seen_to_do_harm() -> None:
    program: Any = SimpleNamespace(
        is_printed=np.array([False] * 5 + [True] * 2),
        threshold=np.full(7, 3),
        required=np.full(7, 3),
    )
    met = meet(
        lower=[0, 1, 3, 0, 1, 4, 4],
        upper=[0, 1, 4, 1, 1, 4, 4],
        least=[0, 1, 2, 0, 0, 4, 4],
        most=[1, 3, 4, 2, 3, 6, 7],
    )
    assert met.is_narrow(program).tolist() == [False, True, False, True, False, True, False]


def test_a_count_is_wide_once_it_was_met_as_far_apart_as_required() -> None:
    program: Any = SimpleNamespace(required=np.full(3, 3))
    met = meet([0, 0, np.inf], [3, 2, -np.inf], [0] * 3, [9] * 3)
    assert met.is_wide(program).tolist() == [True, False, False]
