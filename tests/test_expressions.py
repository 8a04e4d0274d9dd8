"""Arithmetic as data: what the grammar has, and that everything else is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.expressions import (
    ExpressionError,
    UnknownNameError,
    evaluate,
    list_names,
    name_matches,
)

VALUES = {"a.1": 2.0, "a.2": 3.0, "a.all": 5.0, "zero": 0.0}


def find(pattern: str) -> list[float]:
    return [value for name, value in VALUES.items() if name_matches(pattern, name)]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("-[a.1] + 10", 8),
        ("100 * [a.1] / [a.all]", 40),
        ("sum([a.*])", 5),
        ("sum([a.*]) - [a.all]", 0),
        ("[ a.1 ] - 0.5", 1.5),
        (" 4 ", 4),
    ],
)
def test_arithmetic_over_names(expression: str, value: float) -> None:
    assert evaluate(expression, find) == pytest.approx(value)


@pytest.mark.parametrize(
    "expression",
    ["", "1 +", "2 ** 3", "2 // 1", "5 % 2", "abs(1)", "a", "True", "'x'", "1 if 1 else 2",
     "__import__('os')", "sum(1)", "sum([a.1], [a.2])", "[1, 2]", "1; 2", "1 < 2", "lambda: 1",
     "sum(x)", "sum(_x)", "_7", "1j", "x.y", "1 / 0", "1 / [zero]", "\x00"],
)  # fmt: skip
def test_what_the_grammar_does_not_have_is_refused(expression: str) -> None:
    with pytest.raises(ExpressionError):
        evaluate(expression, find)


@pytest.mark.parametrize("expression", ["[missing]", "sum([missing.*])", "[a.*]"])
def test_a_name_without_exactly_one_value_is_named(expression: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        evaluate(expression, find)
    assert caught.value.name in expression


def test_a_star_is_one_part_of_a_name_but_never_the_sum() -> None:
    assert name_matches("a.*.2017", "a.124.2017")
    assert not name_matches("a.*.2017", "a.all.2017")
    assert not name_matches("a.*", "a.1.2")
    assert name_matches("a.all", "a.all")


def test_names_are_listed_in_order() -> None:
    assert list_names("[b] + sum([ a.* ]) * 2") == ["b", "a.*"]


ARITHMETIC = st.text(alphabet="0123456789.+-*/()[]_ ae*sum", max_size=60)


@given(st.one_of(st.text(max_size=80), ARITHMETIC))
@settings(max_examples=400)
def test_arbitrary_text_gives_a_number_or_is_refused_in_one_way(text: str) -> None:
    try:
        value = evaluate(text, find)
    except ExpressionError:
        return
    assert isinstance(value, float)


@pytest.mark.parametrize("depth", [500, 5_000, 100_000])
def test_deep_nesting_is_refused_not_a_crash(depth: int) -> None:
    with pytest.raises(ExpressionError):
        evaluate("(" * depth + "1" + ")" * (depth - 1), find)


@pytest.mark.parametrize("expression", ["-" * 20_000 + "1", "+".join(["1"] * 20_000)])
def test_a_tree_too_deep_to_walk_is_refused_not_a_crash(expression: str) -> None:
    with pytest.raises(ExpressionError):
        evaluate(expression, find)


def test_a_number_too_long_to_hold_is_refused() -> None:
    with pytest.raises(ExpressionError):
        evaluate("9" * 400, find)
