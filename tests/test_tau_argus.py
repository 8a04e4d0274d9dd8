"""Tau-Argus protects one small table, and leaves nothing behind."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pipeline.tau_argus import TableCell, choose_complementary, write_jj

# A row of three with its total, twice, and the totals of both: 1 must be withheld.
CELLS = [TableCell(1, 1, 3), *(TableCell(n, n) for n in (7, 9, 17, 8, 6, 5, 19, 9, 13, 14, 36))]
SUMS = [
    (3, (0, 1, 2)), (7, (4, 5, 6)), (11, (8, 9, 10)),
    (8, (0, 4)), (9, (1, 5)), (10, (2, 6)), (11, (3, 7)),
]  # fmt: skip


def test_further_cells_are_withheld_in_the_row_and_the_column_of_a_small_one() -> None:
    chosen = choose_complementary(CELLS, SUMS)
    assert 0 not in chosen
    assert chosen & {1, 2}
    assert chosen & {4}


def test_a_table_without_small_cells_needs_nothing() -> None:
    assert choose_complementary([TableCell(5, 1), TableCell(5, 1)], [(0, (1,))]) == frozenset()


def test_the_solver_leaves_no_logs_with_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    choose_complementary(CELLS, SUMS)
    assert list(tmp_path.iterdir()) == []


def test_a_solver_that_fails_or_never_ends_proposes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def hang(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("solver", 1)

    monkeypatch.setattr("pipeline.tau_argus._PROGRAM", "raise SystemExit(7)")
    assert choose_complementary(CELLS, SUMS) == frozenset()
    monkeypatch.setattr("subprocess.run", hang)
    assert choose_complementary(CELLS, SUMS) == frozenset()


def test_a_small_cell_is_protected_from_zero_to_its_threshold() -> None:
    lines = write_jj([TableCell(1, 4, 3), TableCell(9, 2)], [(1, (0,))]).splitlines()
    assert lines == [
        "0",
        "2",
        "0 1 4 u 0 18 1 2 0",
        "1 9 2 s 0 18 0 0 0",
        "1",
        "0 2 : 1 (-1) 0 (1)",
    ]
