"""Tables as a notebook shows them to a reader."""

from __future__ import annotations

from typing import Any

import pandas as pd


def write_cells(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with its cells as words: whole numbers without decimals, gaps empty.

    A gap is what was not reported; it is never shown as a number.
    """
    return table.astype(object).map(_write)


def _write(value: Any) -> Any:
    if value is None or (isinstance(value, float) and pd.isna(value)) or value is pd.NA:
        return ""
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else f"{value:g}"
    return value
