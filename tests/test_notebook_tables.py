"""What a notebook shows: whole numbers as such, and nothing where nothing was reported."""

from __future__ import annotations

import pandas as pd

from pipeline.notebook_tables import write_cells


def test_a_gap_is_empty_and_a_whole_number_has_no_decimals() -> None:
    table = pd.DataFrame(
        {"2016": [5.0, None, 6789599.0], "rate": [0.38, 0.0, None], "of": ["нөл", None, "<5"],
         "n": pd.array([1, None, 3], dtype="Int64")},
    )  # fmt: skip
    shown = write_cells(table)
    assert shown.to_numpy().tolist() == [
        ["5", "0.38", "нөл", 1],
        ["", "0", "", ""],
        ["6789599", "", "<5", 3],
    ]
    assert list(shown.columns) == list(table.columns)
