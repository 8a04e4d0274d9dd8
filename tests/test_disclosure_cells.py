"""Counts of all tables and editions as one system."""

from __future__ import annotations

import pytest

from pipeline.disclosure_cells import Count, build_system
from pipeline.errors import InvalidContentError
from tests.disclosure_samples import draw_register, make_measure, tabulate

BY_SEX = make_measure("by_sex", ("article", "sex", "year"))
BY_REGION = make_measure("by_region", ("region", "year"))


def count(value: int | None, edition: int = 2017, measure=BY_REGION, **keys: str) -> Count:
    return Count(measure, measure.population, edition, keys, value)


def describe(system) -> set[str]:
    """Return the relations in words: total = part + part."""
    names = [cell.id.removeprefix("defendants/persons/") for cell in system.cells]
    return {
        f"{names[each.total]} {'=' if each.is_equal else '<='} "
        + " + ".join(names[part] for part in each.parts)
        for each in system.relations
    }


def test_a_total_is_the_sum_of_its_parts() -> None:
    system = build_system(
        [count(5, region="B", year="2016"), count(2, region="C", year="2016"),
         count(7, region="all", year="2016")]
    )  # fmt: skip
    assert describe(system) == {"year=2016 = region=B&year=2016 + region=C&year=2016"}


def test_tables_that_count_the_same_persons_share_their_margins() -> None:
    persons = draw_register(1, 60)
    system = build_system([*tabulate(BY_SEX, persons, 2019), *tabulate(BY_REGION, persons, 2019)])
    shared = [cell for cell in system.cells if len(cell.places) > 1]
    assert {cell.id.rsplit("/", 1)[1] for cell in shared} == {
        "year=2016", "year=2017", "year=2018", "year=2019", "year=to-2019"
    }  # fmt: skip
    assert all({fact.split(".")[0] for _, fact in cell.places} == {"by_sex", "by_region"}
               for cell in shared)  # fmt: skip


def test_editions_are_one_system_and_their_totals_differ() -> None:
    system = build_system(
        [count(3, 2016, region="B", year="2016"), count(3, 2016, region="B", year="all"),
         count(3, 2017, region="B", year="2016"), count(4, 2017, region="B", year="2017"),
         count(7, 2017, region="B", year="all")]
    )  # fmt: skip
    assert len([cell for cell in system.cells if cell.is_printed]) == 4
    assert {
        "region=B&year=to-2017 = region=B&year=2016 + region=B&year=2017",
        "region=B&year=to-2016 = region=B&year=2016",
    } < describe(system)


def test_what_one_edition_has_more_than_another_is_a_cell() -> None:
    ages = make_measure("ages", ("age",))
    system = build_system([count(10, 2016, ages, age="child"), count(11, 2017, ages, age="child")])
    (rest,) = [cell for cell in system.cells if not cell.is_printed]
    assert rest.value == 1


def test_what_is_not_in_a_subset_is_a_cell() -> None:
    jailed = make_measure("jailed", ("sex",), subset=(("punishment", "prison"),))
    sexes = make_measure("sexes", ("sex",))
    system = build_system([count(9, measure=jailed, sex="m"), count(10, measure=sexes, sex="m")])
    (rest,) = [cell for cell in system.cells if not cell.is_printed]
    assert rest.value == 1


def test_overlapping_parts_are_no_sum_but_at_least_the_total() -> None:
    means = make_measure("means", ("means",), overlapping=("means",))
    system = build_system(
        [count(4, measure=means, means="force"), count(3, measure=means, means="debt"),
         count(5, measure=means, means="all")]
    )  # fmt: skip
    assert "year=to-2017 <= means=debt&year=to-2017 + means=force&year=to-2017" in describe(system)
    assert sorted(cell.value for cell in system.cells if not cell.is_printed) == [1, 2]


def test_the_order_of_counts_does_not_matter() -> None:
    persons = draw_register(2, 50)
    counts = [
        each for edition in (2017, 2019) for measure in (BY_SEX, BY_REGION)
        for each in tabulate(measure, persons, edition)
    ]  # fmt: skip
    assert build_system(counts) == build_system(reversed(counts))


def test_a_count_withheld_here_and_told_there_is_exposed() -> None:
    regions = make_measure("regions", ("region",))
    counts = [count(None, region="B", year="all"), count(4, measure=regions, region="B")]
    assert build_system(counts).exposed == ((2017, "by_region.B.all"),)


CONTRADICTIONS = {
    "two values for the same persons": [
        count(3, 2016, region="B", year="2016"), count(4, 2017, region="B", year="2016")],
    "a total that is not the sum": [
        count(3, region="B", year="2016"), count(4, region="all", year="2016")],
    "a total below a part that is told": [
        count(None, region="C", year="2016"), count(5, region="B", year="2016"),
        count(4, region="all", year="2016")],
    "a total without parts": [
        count(3, region="B", year="2017"), count(2, region="all", year="2016")],
    "a subset larger than its whole": [
        count(3, measure=make_measure("sexes", ("sex",)), sex="m"),
        count(4, measure=make_measure("jailed", ("sex",), subset=(("a", "b"),)), sex="m")],
}  # fmt: skip


@pytest.mark.parametrize("counts", CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_counts_that_contradict_each_other_are_refused(counts: list[Count]) -> None:
    with pytest.raises(InvalidContentError, match="defendants/persons/"):
        build_system(counts)
