"""Attacks: whatever the register, what is told never reveals a withheld count too narrowly."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import disclosure_choice, disclosure_repair
from pipeline.disclosure_audit import infer_bounds
from pipeline.disclosure_cells import Cell, Count, Relation, System, build_system, mask
from pipeline.disclosure_choice import choose_withheld, propose, weigh_cells
from pipeline.disclosure_repair import UnprotectableError
from pipeline.disclosure_rule import Rule, find_narrow
from pipeline.tau_argus import TableCell
from tests.disclosure_samples import (
    draw_register,
    enumerate_tables,
    make_measure,
    tabulate,
)

RULE = Rule(defendants=3, victims=11)
TABLES = (
    make_measure("by_sex", ("article", "sex", "year")),
    make_measure("by_region", ("region", "year")),
    make_measure("ages", ("age", "sex")),
)
JAILED = make_measure("jailed", ("article",), subset=(("region", "C"),))


def count_register(
    seed: int, persons: int, population: str = "defendants", *, is_full: bool = False
) -> list[Count]:
    """Return the tables of two editions of a random register, with one of a subset."""
    register = draw_register(seed, persons)
    tables = [make_measure(each.name, each.keys, population) for each in TABLES]
    jailed = make_measure("jailed", ("article",), population, subset=JAILED.subset)
    return [
        count
        for edition in (2017, 2019)
        for count in (
            *(
                count
                for table in tables
                for count in tabulate(table, register, edition, is_full=is_full)
            ),
            *tabulate(jailed, register, edition, dict(JAILED.subset), is_full=is_full),
        )
    ]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_two_editions_never_reveal_a_count_too_narrowly(seed: int) -> None:
    system = build_system(count_register(seed, 40 + 60 * seed))
    withheld = choose_withheld(system, RULE)
    small = {n for n, cell in enumerate(system.cells) if RULE.is_small(cell)}
    assert small <= withheld
    bounds = infer_bounds(mask(system, withheld), RULE)
    assert {bound.cell for bound in bounds} >= {system.cells[n].id for n in withheld}
    assert find_narrow(bounds) == []
    assert len(withheld) < len(system.cells)


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(
    st.integers(0, 10_000),
    st.integers(1, 400),
    st.sampled_from(["defendants", "victims"]),
    st.booleans(),
)
def test_random_registers_are_protected(
    seed: int, persons: int, population: str, protect_zeros: bool
) -> None:
    rule = Rule(3, 11, protect_zeros)
    # Where zeros are protected, a table must print them: a row left out tells that it is none.
    counts = count_register(seed, persons, population, is_full=protect_zeros)
    system = build_system(counts)
    withheld = choose_withheld(system, rule)
    assert {n for n, cell in enumerate(system.cells) if rule.is_small(cell)} <= withheld
    assert find_narrow(infer_bounds(mask(system, withheld), rule)) == []


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=4, max_size=4))
def test_enumeration_finds_no_narrower_interval(inner: list[int]) -> None:
    # A two by two table with its margins, attacked by listing every table that fits.
    a, b, c, d = inner
    values = [a, b, a + b, c, d, c + d, a + c, b + d, a + b + c + d]
    cells = tuple(
        Cell(str(n), "defendants", value, is_public=False, places=((2017, f"fact.{n}"),))
        for n, value in enumerate(values)
    )
    sums = [(2, (0, 1)), (5, (3, 4)), (8, (6, 7)), (6, (0, 3)), (7, (1, 4)), (8, (2, 5))]
    system = System(cells, tuple(Relation(total, parts) for total, parts in sums))
    withheld = choose_withheld(system, RULE)
    if len(withheld) <= 4:
        tables = list(enumerate_tables(mask(system, withheld), 13))
        for number in withheld:
            found = [table[number] for table in tables]
            assert max(found) - min(found) >= 3


def test_the_same_counts_give_the_same_pattern() -> None:
    counts = count_register(7, 60)
    first = choose_withheld(build_system(counts), RULE)
    assert choose_withheld(build_system(list(reversed(counts))), RULE) == first


def test_a_small_difference_between_editions_is_protected() -> None:
    ages = make_measure("ages", ("age",))
    rows = {2017: {"child": 10, "adult": 20}, 2018: {"child": 11, "adult": 22}}
    counts = [
        Count(ages, "defendants", edition, {"age": age}, value)
        for edition, row in rows.items()
        for age, value in {**row, "all": sum(row.values())}.items()
    ]
    system = build_system(counts)
    assert not any(RULE.is_small(cell) for cell in system.cells)
    withheld = choose_withheld(system, RULE)
    assert withheld
    assert find_narrow(infer_bounds(mask(system, withheld), RULE)) == []


def test_public_counts_and_zeros_stay() -> None:
    regions = make_measure("regions", ("region",))
    row = {"B": 1, "C": 9, "N": 0, "O": 8}
    counts = [Count(regions, "defendants", 2017, {"region": r}, v) for r, v in row.items()]
    total = Count(regions, "defendants", 2017, {"region": "all"}, 18, is_public=True)
    system = build_system([*counts, total])
    withheld = choose_withheld(system, RULE)
    told = {cell.value for n, cell in enumerate(system.cells) if n not in withheld}
    assert {0, 18} <= told
    assert 1 not in told


def test_a_count_that_public_counts_give_away_is_named() -> None:
    # One part and a public total: nothing can be withheld to protect the part.
    cells = (
        Cell("part", "defendants", 2, is_public=False, places=((2017, "part"),)),
        Cell("total", "defendants", 2, is_public=True, places=((2017, "total"),)),
    )
    with pytest.raises(UnprotectableError) as caught:
        choose_withheld(System(cells, (Relation(1, (0,)),)), RULE)
    assert caught.value.cell == 0


def test_without_any_proposal_the_repair_alone_protects(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure_choice, "choose_complementary", lambda *_: frozenset())
    system = build_system(count_register(3, 200))
    withheld = choose_withheld(system, RULE)
    assert find_narrow(infer_bounds(mask(system, withheld), RULE)) == []


def test_what_is_near_is_enough_or_more_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure_repair, "_LEAST_NEAR", 1)
    for seed in (3, 4, 5):
        system = build_system(count_register(seed, 200))
        withheld = choose_withheld(system, RULE)
        assert find_narrow(infer_bounds(mask(system, withheld), RULE)) == []


def test_a_wrong_proposal_is_harmless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disclosure_choice, "choose_complementary", lambda *_: frozenset({0}))
    system = build_system(count_register(4, 120))
    withheld = choose_withheld(system, RULE)
    assert find_narrow(infer_bounds(mask(system, withheld), RULE)) == []


def make_cell(name: str, value: int | None = 10, places: int = 1) -> Cell:
    return Cell(
        name, "defendants", value, False, tuple((2017, f"{name}{n}") for n in range(places))
    )


def test_totals_large_counts_and_many_places_cost_more_to_withhold() -> None:
    cells = [
        make_cell("a"),
        make_cell("a=1"),
        make_cell("a=1,b=1"),
        make_cell("a=2,b=1", value=100),
        make_cell("a=3,b=1", places=2),
        make_cell("a=4,b=1", value=0),
        make_cell("a=5,b=1", value=None),
        make_cell("a=6,b=1", places=0),
    ]
    total, part, detail, large, often, none, untold, unprinted = weigh_cells(
        System(tuple(cells), ())
    )
    assert (total, part) == (9 * detail, 3 * detail)
    assert large > detail > none == untold > unprinted == 0
    assert often == 2 * detail


def test_no_solver_starts_for_a_table_with_nothing_to_protect_or_nothing_left_to_withhold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    values = {"": 12, "a=1": 2, "a=2": 10}
    system = System(
        tuple(make_cell(name, value) for name, value in values.items()),
        (Relation(0, (1, 2), table="t"),),
    )
    asked: list[list[TableCell]] = []

    def choose(cells: list[TableCell], equations: object) -> list[int]:
        assert equations == [(0, [1, 2])]
        asked.append(cells)
        return [2]

    monkeypatch.setattr(disclosure_choice, "choose_complementary", choose)
    weights = weigh_cells(system)
    for settled in (frozenset[int](), frozenset({0, 1, 2})):
        assert propose(system, RULE, system.relations, settled, weights) == frozenset()
    assert asked == []
    assert propose(system, RULE, system.relations, frozenset({1}), weights) == {2}
    assert asked == [
        [
            TableCell(value=12, weight=10 * weights[0], threshold=0),
            TableCell(value=2, weight=1, threshold=3),
            TableCell(value=10, weight=10 * weights[2], threshold=0),
        ]
    ]
