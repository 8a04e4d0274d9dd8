"""A workbook's formulas, computed from its own cells: arithmetic over numbers of one sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from pipeline.column_letters import count_column
from pipeline.expressions import evaluate

_REFERENCE: Final = re.compile(r"\b([A-Z]{1,3})(\d+)\b")

# What a sheet's cells hold, formulas as they are written.
Written = Mapping[tuple[int, int], Any]


def is_formula(content: object) -> bool:
    return isinstance(content, str) and content.startswith("=")


def compute(formula: object, cells: Written) -> float:
    """Return the value of a formula over numbers of the same sheet.

    Refuses (ExpressionError, RecursionError) what is no arithmetic, a text, a cell of another
    sheet or workbook, and a formula over itself.
    """

    def find_value(name: str) -> list[float]:
        reference = _REFERENCE.fullmatch(name)
        if reference is None:  # as in a formula over another workbook
            return []
        letters, digits = reference.groups()
        value = cells.get((int(digits) - 1, count_column(letters)))
        if is_formula(value):
            return [compute(value, cells)]
        return [float(value)] if isinstance(value, (int, float)) else []

    return evaluate(_REFERENCE.sub(r"[\g<0>]", str(formula).removeprefix("=")), find_value)
