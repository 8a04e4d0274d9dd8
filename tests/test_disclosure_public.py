"""What public counts say of others: the most a part can be, the fewest persons of some cases."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.disclosure_audit import infer_bounds
from pipeline.disclosure_cells import Cell, Count, Relation, build_system, mask
from pipeline.disclosure_choice import choose_withheld
from pipeline.disclosure_public import find_ceilings, find_floors, limit_cells
from pipeline.disclosure_rule import Rule, find_narrow
from pipeline.measures import Measure
from tests.disclosure_samples import enumerate_tables, make_measure

RULE = Rule(defendants=3, victims=11)
REGIONS = Measure("regions", "regions.{region}", ("region",), "cases", "defendants")
CASES = Measure("register_cases", "cases.{article}.{year}", ("article", "year"), "cases")
PERSONS = make_measure("persons", ("article", "year"))


def make_cell(number: int, value: int, *, is_public: bool = False) -> Cell:
    return Cell(str(number), "defendants", value, is_public, places=((2017, f"fact.{number}"),))


def count_cases(rows: dict[tuple[str, str], int]) -> list[Count]:
    return [
        Count(CASES, "defendants", 2017, {"article": article, "year": year}, value, is_public=True)
        for (article, year), value in rows.items()
    ]


def count_persons(rows: dict[tuple[str, str], int]) -> list[Count]:
    return [
        Count(PERSONS, "defendants", 2017, {"article": article, "year": year}, value)
        for (article, year), value in rows.items()
    ]


def test_a_public_total_is_the_most_a_part_can_be_and_the_parts_of_that() -> None:
    cells = [make_cell(0, 2, is_public=True), make_cell(1, 2), make_cell(2, 0), make_cell(3, 1)]
    relations = [Relation(0, (1, 2)), Relation(1, (3,))]
    assert find_ceilings(cells, relations) == (2, 2, 2, 2)
    assert find_ceilings(cells, [Relation(0, (1, 2), is_equal=False)]) == (2, None, None, None)


def test_a_case_has_a_defendant_and_one_under_several_articles_may_have_only_one() -> None:
    cases = {("all", "2017"): 5, ("124", "2017"): 4, ("260", "2017"): 3, ("261", "2016"): 2}
    # Seven entries in five cases: two of them at most are under a graver article too.
    assert find_floors(cases) == {("all", "2017"): 5, ("124", "2017"): 2, ("260", "2017"): 1}


def test_a_part_of_fewer_public_cases_than_the_threshold_needs_no_more_than_those() -> None:
    total = Count(REGIONS, "defendants", 2017, {"region": "all"}, 2, is_public=True)
    parts = [Count(REGIONS, "defendants", 2017, {"region": r}, 1) for r in ("B", "C")]
    own = Count(REGIONS, "defendants", 2017, {"region": "all"}, 2)
    system = build_system([total, own, *parts])
    withheld = choose_withheld(system, RULE)
    bounds = infer_bounds(mask(system, withheld), RULE)
    assert {(bound.lower, bound.upper, bound.required) for bound in bounds} == {(0, 2, 2)}
    assert find_narrow(bounds) == []


def test_the_audit_knows_that_two_cases_have_two_defendants() -> None:
    cases = count_cases({("all", "2017"): 2, ("124", "2017"): 2})
    persons = {("124", "2017"): 2, ("260", "2017"): 0, ("all", "2017"): 2}
    system = build_system([*cases, *count_persons(persons)])
    withheld = choose_withheld(system, RULE)
    told = [bound for bound in infer_bounds(mask(system, withheld), RULE) if bound.places]
    assert {bound.lower for bound in told} == {2}
    assert all(bound.holds for bound in told)


def test_where_a_register_lacks_defendants_nobody_can_count_on_them() -> None:
    cells = [make_cell(0, 0), make_cell(1, 9)]
    assert [cell.floor for cell in limit_cells(cells, (), {"0": 1, "1": 2})] == [0, 0]
    assert [cell.floor for cell in limit_cells(cells, (), {"1": 2})] == [0, 2]


def test_what_lies_between_two_public_counts_is_public() -> None:
    counts = [
        Count(CASES, "defendants", year, {"article": "all", "year": "all"}, value, is_public=True)
        for year, value in ((2017, 10), (2018, 11))
    ]
    assert infer_bounds(mask(build_system(counts), ()), RULE) == []


@settings(max_examples=20, deadline=None)
@given(st.tuples(*[st.tuples(st.integers(0, 5), st.integers(0, 4))] * 2))
def test_enumeration_with_what_cases_tell_finds_no_narrower_interval(
    drawn: tuple[tuple[int, int], ...],
) -> None:
    # Under each article so many cases, and some defendants more; every table that fits is listed.
    cases = {article: number for article, (number, _) in zip(("124", "260"), drawn, strict=True)}
    persons = {a: cases[a] + (more if cases[a] else 0) for a, (_, more) in
               zip(cases, drawn, strict=True)}  # fmt: skip
    public = {**cases, "all": sum(cases.values())}
    counts = {**persons, "all": sum(persons.values())}
    system = build_system(
        [
            *count_cases({(article, "2017"): number for article, number in public.items()}),
            *count_persons({(article, "2017"): number for article, number in counts.items()}),
        ]
    )
    withheld = choose_withheld(system, RULE)
    least = {f"defendants/persons/article={a}&year=2017": number for a, number in cases.items()}
    least["defendants/persons/year=2017"] = public["all"]
    tables = [
        table
        for table in enumerate_tables(mask(system, withheld), 18)
        if all(
            value >= least.get(cell.id, 0) for cell, value in zip(system.cells, table, strict=True)
        )
    ]
    for number in withheld:
        found = [table[number] for table in tables]
        assert max(found) - min(found) >= 3
