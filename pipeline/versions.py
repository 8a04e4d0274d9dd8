"""Versions of a source: of a figure that several of them speak of, the newest one's is current.

A ministry sends 2022 in one file and 2023 in the next: both stay current. The statistical committee
sends all years again and again: each year's newest counts, and the others are its history.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

# What one version replaces of another. Tables that are not here are replaced as a whole.
_REPLACED: Final[Mapping[str, tuple[str, ...]]] = {
    "agency": ("agency", "indicator", "year"),
    "article_year": ("code", "year"),
    "headline": ("id",),
}


def mark_current(table: str, frame: pd.DataFrame) -> pd.Series[bool]:
    """Return for each landed row of `table` whether it is current; one without a version is."""
    keys = ["source", *(key for key in _REPLACED.get(table, ()) if key in frame)]
    newest = frame.groupby(keys, dropna=False)["version"].transform("max")
    return (frame["version"] == "") | (frame["version"] == newest)
