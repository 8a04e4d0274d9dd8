"""Agencies' yearly series side by side, pure table -> table. Nothing is averaged or filled in."""

from __future__ import annotations

import pandas as pd


def compare_agencies(series: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Return one indicator: a row per agency, a column per year, and the widest difference.

    `series` is the measure agency_series: agency, indicator, year, value. The difference is empty
    where fewer than two agencies report the year.
    """
    own = series[series["indicator"] == indicator]
    wide = own.pivot(index="agency", columns="year", values="value").rename_axis(columns=None)
    gap = (wide.max() - wide.min()).where(wide.notna().sum() > 1)
    return pd.concat([wide, gap.to_frame("widest difference").T])
