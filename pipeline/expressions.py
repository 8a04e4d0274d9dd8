"""Arithmetic written as data: claims over facts, formulas over cells. Never `eval`.

Grammar: numbers, names in square brackets, + - * /, parentheses, and sum([pattern]) where `*`
stands for one part of a dotted name (never for the part `all`, which is itself a sum).
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from typing import Final

_NAME: Final = re.compile(r"\[([^\[\]]+)\]")
_OPERATORS: Final[dict[type[ast.operator], Callable[[float, float], float]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class ExpressionError(ValueError):
    """The text is not of the grammar, or divides by zero."""


class UnknownNameError(ExpressionError):
    """A name has no value: `name` says which."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no value for {name}")
        self.name = name


def evaluate(expression: str, find_values: Callable[[str], list[float]]) -> float:
    """Return the value of `expression`; `find_values` gives the values of a name or pattern.

    Refuses what the grammar does not have, and a name that does not have exactly one value
    outside sum().
    """
    names: list[str] = []

    def number_name(match: re.Match[str]) -> str:
        names.append(match.group(1).strip())
        return f"_{len(names) - 1}"

    try:
        tree = ast.parse(_NAME.sub(number_name, expression).strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as fault:
        raise ExpressionError(f"cannot read {expression!r}") from fault
    try:
        return _evaluate(tree.body, names, find_values)
    except ZeroDivisionError as fault:
        raise ExpressionError(f"{expression!r} divides by zero") from fault
    except (RecursionError, OverflowError) as fault:
        raise ExpressionError(f"{expression!r} is too deep or too large") from fault


def list_names(expression: str) -> list[str]:
    """Return the names and patterns in `expression`, in order."""
    return [name.strip() for name in _NAME.findall(expression)]


def name_matches(pattern: str, name: str) -> bool:
    """Return whether `name` fits `pattern`: `*` is one part of the name, but never `all`."""
    wanted, given = pattern.split("."), name.split(".")
    return len(wanted) == len(given) and all(
        part == own or (part == "*" and own != "all")
        for part, own in zip(wanted, given, strict=True)
    )


def _evaluate(node: ast.expr, names: list[str], find_values: Callable[[str], list[float]]) -> float:
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return float(value)
        case ast.Name(id=reference):
            return _only_value(_find_name(reference, names), find_values)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_evaluate(operand, names, find_values)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _OPERATORS[type(op)](
                _evaluate(left, names, find_values), _evaluate(right, names, find_values)
            )
        case ast.Call(func=ast.Name(id="sum"), args=[ast.Name(id=reference)], keywords=[]):
            pattern = _find_name(reference, names)
            values = find_values(pattern)
            if not values:
                raise UnknownNameError(pattern)
            return sum(values)
    raise ExpressionError(f"{ast.unparse(node)!r} is not arithmetic over names")


def _find_name(reference: str, names: list[str]) -> str:
    """Return the bracketed name that `reference` stands for; refuse a name without brackets."""
    for place, name in enumerate(names):
        if reference == f"_{place}":
            return name
    raise ExpressionError(f"{reference!r} is not a name in square brackets")


def _only_value(name: str, find_values: Callable[[str], list[float]]) -> float:
    values = find_values(name)
    if len(values) != 1:
        raise UnknownNameError(name)
    return values[0]
