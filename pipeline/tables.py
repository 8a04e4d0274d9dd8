"""Tables on disk: Parquet whose bytes depend on the rows alone, as DVC's hashes need."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd


def write_table(frame: pd.DataFrame, path: Path) -> None:
    """Write `frame` as Parquet; the same rows give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    frame.reset_index(drop=True).to_parquet(path, index=False, compression="zstd")


def read_table(path: Path) -> pd.DataFrame:
    """Return a table on disk as a frame."""
    return pd.read_parquet(path)


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return a table on disk as one mapping per row."""
    return list_rows(read_table(path))


def list_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a frame as one mapping per row."""
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]
