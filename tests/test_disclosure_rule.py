"""The rule: which counts are too small to be told, and which may be withheld for others' sake."""

from __future__ import annotations

import pytest

from pipeline.disclosure_cells import Cell
from pipeline.disclosure_rule import Rule

PLACES = ((2023, "register.persons.all.all.all"),)
RULE = Rule(defendants=3, victims=11)
STRICT = Rule(defendants=3, victims=11, protect_zeros=True)


def count(value: int | None, population: str = "defendants", **more: object) -> Cell:
    given = {"is_public": False, "places": PLACES, **more}
    return Cell("cell", population, value, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("population", "value", "small"),
    [
        *(("defendants", value, value in (1, 2)) for value in range(5)),
        *(("victims", value, 1 <= value <= 10) for value in (0, 1, 10, 11, 12)),
        ("", 1, False),
    ],
)
def test_a_count_from_one_to_below_its_threshold_is_small(
    population: str, value: int, small: bool
) -> None:
    assert RULE.is_small(count(value, population)) is small


def test_a_zero_is_small_only_where_zeros_are_protected() -> None:
    assert not RULE.is_small(count(0))
    assert STRICT.is_small(count(0))


@pytest.mark.parametrize(
    "cell", [count(1, is_public=True), count(None), count(1, places=())], ids=str
)
def test_what_is_public_or_told_nowhere_is_not_small(cell: Cell) -> None:
    assert not RULE.is_small(cell)


def test_a_printed_zero_is_withheld_for_others_only_where_zeros_are_protected() -> None:
    assert not RULE.may_withhold(count(0))
    assert STRICT.may_withhold(count(0))
    assert RULE.may_withhold(count(0, places=()))
    assert RULE.may_withhold(count(7))


@pytest.mark.parametrize("rule", [RULE, STRICT])
@pytest.mark.parametrize("value", [0, 7])
def test_what_is_public_is_never_withheld(rule: Rule, value: int) -> None:
    assert not rule.may_withhold(count(value, is_public=True))


@pytest.mark.parametrize(("ceiling", "width"), [(None, 11), (40, 11), (11, 11), (2, 2), (0, 0)])
def test_no_interval_must_be_wider_than_what_public_counts_leave(
    ceiling: int | None, width: int
) -> None:
    assert RULE.find_width(count(None, "victims", ceiling=ceiling)) == width


def test_each_population_has_its_threshold_and_others_have_none() -> None:
    assert [RULE.find_smallest(name) for name in ("defendants", "victims", "cases")] == [3, 11, 0]
