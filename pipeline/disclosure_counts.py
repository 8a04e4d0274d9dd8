"""Rows of measures, and published facts, as counts under disclosure control."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pandas as pd

from pipeline.disclosure_cells import Count
from pipeline.measures import Measure

# National counts of cases by article and year are public: totals of the cases by region, and what
# anyone knows of the defendants (disclosure_public).
PUBLIC_CASES: Final = "register_cases"


def is_counted(measure: Measure) -> bool:
    """Return whether a measure's rows say anything of counts under disclosure control."""
    return bool(measure.population) or measure.name == PUBLIC_CASES


def read_count(measure: Measure, edition: int, row: Mapping[str, Any]) -> Iterator[Count]:
    """Yield a row of a measure as a count, if it is one of disclosure control."""
    if not is_counted(measure):
        return
    keys = {key: str(row[key]) for key in measure.keys}
    value = None if row["value"] is None or pd.isna(row["value"]) else int(row["value"])
    if measure.population:
        yield Count(measure, measure.population, edition, keys, value)
    elif value is not None:
        yield Count(measure, "defendants", edition, keys, value, is_public=True)
