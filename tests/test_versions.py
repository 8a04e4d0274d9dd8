"""Of several versions, the newest that speaks of a figure counts; the others are its history."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipeline.versions import mark_current


def frame(*lines: tuple[Any, ...]) -> pd.DataFrame:
    columns = ["source", "version", "agency", "indicator", "year"]
    return pd.DataFrame(lines, columns=columns)


def test_files_of_different_years_are_all_current() -> None:
    rows = frame(
        ("moi", "2024-02-01", "moi", "cases", "2023"), ("moi", "2023-02-01", "moi", "cases", "2022")
    )
    assert list(mark_current("agency", rows)) == [True, True]


def test_a_newer_file_replaces_what_it_speaks_of_and_nothing_else() -> None:
    rows = frame(
        ("moi", "2023-02-01", "moi", "cases", "2021"),
        ("moi", "2023-02-01", "moi", "cases", "2022"),
        ("moi", "2023-02-01", "moi", "victims", "2022"),
        ("moi", "2024-02-01", "moi", "cases", "2022"),
        ("moi", "2024-02-01", "gpo", "cases", "2021"),
    )
    assert list(mark_current("agency", rows)) == [True, False, True, True, True]


def test_every_breakdown_of_a_figure_is_replaced_with_it() -> None:
    rows = frame(
        ("moi", "1", "moi", "cases", "2022"),
        ("moi", "1", "moi", "cases", "2022"),
        ("moi", "2", "moi", "cases", "2022"),
    )
    assert list(mark_current("agency", rows)) == [False, False, True]


def test_sources_do_not_replace_each_other_and_undated_files_always_count() -> None:
    rows = frame(
        ("a", "1", "moi", "cases", "2022"),
        ("b", "2", "moi", "cases", "2022"),
        ("a", "", "moi", "cases", "2022"),
    )
    assert list(mark_current("agency", rows)) == [True, True, True]


def test_a_row_without_a_year_is_a_group_of_its_own() -> None:
    rows = frame(("a", "1", "moi", "cases", None), ("a", "2", "moi", "cases", None))
    assert list(mark_current("agency", rows)) == [False, True]


def test_a_table_without_figures_is_replaced_as_a_whole() -> None:
    rows = frame(("a", "1", "x", "", ""), ("a", "2", "y", "", ""))
    assert list(mark_current("concordance", rows)) == [False, True]
