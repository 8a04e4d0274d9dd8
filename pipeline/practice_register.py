"""Measures of a register as a researcher reads them, pure table -> table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import pandas as pd

from pipeline.facts import Fact

Change = Literal["more", "fewer", "same"]


def list_facts(facts: Iterable[Fact], measure: str) -> pd.DataFrame:
    """Return a measure's published facts: its keys, value (empty where withheld) and status."""
    return pd.DataFrame(
        [
            {**fact.row, "value": fact.value, "status": fact.status}
            for fact in facts
            if fact.table == measure
        ]
    )


def tabulate_measure(frame: pd.DataFrame, rows: str, columns: str, **fixed: str) -> pd.DataFrame:
    """Return a measure with a row per value of one key and a column per value of another.

    `fixed` picks one value of every other key. Totals (`all`) come last; a cell that is not there
    or is withheld stays empty, and nothing is filled in.
    """
    for key, value in fixed.items():
        frame = frame[frame[key] == value]
    wide = frame.pivot(index=rows, columns=columns, values="value")
    wide = wide.loc[_put_last(wide.index), _put_last(wide.columns)]
    return wide.rename_axis(columns=None)


def compare_with_last_year(now: float, before: float) -> Change:
    """Return whether a year's count is more, fewer or the same: a fact of two numbers, no test."""
    if now == before:
        return "same"
    return "more" if now > before else "fewer"


def _put_last(values: pd.Index) -> list[str]:
    last = [value for value in ("unknown", "other", "all") if value in values]
    return [*sorted(value for value in values if value not in last), *last]
