"""Tables of which nothing can be told are left out whole, and the audit still judges the rest."""

from __future__ import annotations

import pytest

from pipeline import disclosure_left_out
from pipeline.disclosure_audit import infer_bounds
from pipeline.disclosure_cells import Cell, Count, Relation, System, build_system, mask
from pipeline.disclosure_left_out import (
    choose_pattern,
    drop_tables,
    find_small_tables,
    find_tables,
    find_unprotectable,
)
from pipeline.disclosure_repair import UnprotectableError
from pipeline.disclosure_rule import Rule, find_narrow
from pipeline.errors import GateFailedError
from pipeline.measures import REGISTER_MEASURES, Measure
from tests.disclosure_samples import make_measure

RULE = Rule(defendants=3, victims=11)
AGES = make_measure("ages", ("age",))
CASES = Measure("register_cases", "cases.{region}", ("region",), "cases")
REGIONS = Measure("regions", "regions.{region}", ("region",), "cases", "defendants")
PERSONS = next(each for each in REGISTER_MEASURES if each.name == "register_persons")


def count(measure: Measure, value: int, edition: int = 2017, **keys: str) -> Count:
    return Count(measure, "defendants", edition, keys, value)


def audit(system: System, withheld: frozenset[int]) -> list[object]:
    return list(find_narrow(infer_bounds(mask(system, withheld), RULE)))


def test_a_table_of_small_counts_alone_is_left_out_of_its_edition() -> None:
    small = [count(AGES, 1, age="child"), count(AGES, 1, age="adult"), count(AGES, 2, age="all")]
    large = [count(AGES, 9, 2018, age="adult"), count(AGES, 9, 2018, age="all")]
    assert find_small_tables([*small, *large], RULE) == {(2017, "ages")}
    assert drop_tables([*small, *large], {(2017, "ages")}) == large


def test_a_table_with_a_count_that_may_just_be_told_stays() -> None:
    assert (
        find_small_tables([count(AGES, 1, age="child"), count(AGES, 3, age="all")], RULE) == set()
    )
    assert find_small_tables([count(AGES, 1, age="child"), count(AGES, 2, age="all")], RULE)


def test_the_number_of_all_persons_stays_withheld() -> None:
    everyone = count(PERSONS, 2, article="all", sex="all", year="all")
    counts = [everyone, count(PERSONS, 2, article="1997-124", sex="all", year="all")]
    system, withheld, left_out = choose_pattern(counts, RULE)
    assert left_out == {(2017, "register_persons")}
    assert [cell.places for cell in system.cells] == [(everyone.place,)]
    assert len(withheld) == 1
    assert audit(system, withheld) == []


def test_a_table_that_public_counts_give_away_is_left_out() -> None:
    # The public total and the zeros tell the small one.
    public = Count(CASES, "defendants", 2017, {"region": "all"}, 2, is_public=True)
    regions = [count(REGIONS, 2, region="B"), count(REGIONS, 0, region="C")]
    others = [count(AGES, 9, age="adult"), count(AGES, 9, age="all")]
    total = Count(REGIONS, "defendants", 2018, {"region": "all"}, 9)
    counts = [public, *regions, *others, total, count(REGIONS, 9, 2018, region="B")]
    system, withheld, left_out = choose_pattern(counts, RULE)
    assert left_out == {(2017, "regions")}
    assert audit(system, withheld) == []
    assert withheld == frozenset()


def count_years(by_year: dict[str, int]) -> list[Count]:
    """Return a table of one region by year, and the public cases of each year: the same ones."""
    regions = Measure(
        "regions", "regions.{region}.{year}", ("region", "year"), "cases", "defendants"
    )
    cases = Measure("register_cases", "cases.{article}.{year}", ("article", "year"), "cases")
    told = {**by_year, "all": sum(by_year.values())}
    return [
        *(count(regions, value, region="B", year=year) for year, value in told.items()),
        *(count(regions, value, region="all", year=year) for year, value in told.items()),
        *(
            Count(cases, "defendants", 2017, {"article": "all", "year": year}, n, is_public=True)
            for year, n in told.items()
        ),
    ]


def test_a_larger_table_with_a_year_that_is_public_is_left_out() -> None:
    system, withheld, left_out = choose_pattern(count_years({"2016": 9, "2017": 1}), RULE)
    assert left_out == {(2017, "regions")}
    assert audit(system, withheld) == []


def test_what_cannot_be_protected_although_its_tables_are_gone_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def give_up(*_: object) -> frozenset[int]:
        raise UnprotectableError(0)

    monkeypatch.setattr(disclosure_left_out, "choose_withheld", give_up)
    public = Count(CASES, "defendants", 2017, {"region": "all"}, 2, is_public=True)
    with pytest.raises(GateFailedError) as caught:
        choose_pattern([public], RULE)
    assert caught.value.exit_code == 14
    assert "defendants/cases/year=to-2017" in str(caught.value)


def test_every_count_that_public_ones_give_away_is_found_at_once() -> None:
    ages = [count(AGES, 1, age="child"), count(AGES, 9, age="adult"), count(AGES, 10, age="all")]
    system = build_system([*count_years({"2015": 9, "2016": 1, "2017": 2}), *ages])
    found = find_unprotectable(system, RULE)
    places = {fact for number in found for _, fact in system.cells[number].places}
    assert places == {"regions.B.2016", "regions.B.2017"}


def test_of_a_count_that_nobody_prints_the_tables_it_follows_from_are_found() -> None:
    """Not those that print a public count too, nor tables of other relations."""
    region, age = count(REGIONS, 9, region="B"), count(AGES, 9, age="adult")
    known = count(AGES, 11, age="all")
    cells = (
        Cell("all", "defendants", 11, is_public=True, places=(known.place,)),
        Cell("region=B", "defendants", 9, is_public=False, places=(region.place,)),
        Cell("rest", "defendants", 2, is_public=False, places=()),
        Cell("age=adult", "defendants", 9, is_public=False, places=(age.place,)),
        Cell("age=child", "defendants", 2, is_public=False, places=()),
    )
    system = System(cells, (Relation(0, (1, 2)), Relation(0, (3, 4))))
    counts = [region, age, known]
    assert find_tables(system, {2}, counts) == {(2017, "regions")}
    assert find_tables(system, {2, 4}, counts) == {(2017, "regions"), (2017, "ages")}
    assert find_tables(system, {1}, counts) == {(2017, "regions")}
    assert find_tables(system, {0}, counts) == frozenset()
