"""Complementary suppression of one table by Tau-Argus (the package pytauargus).

The optimal method (FullJJ) is given the table as a file in JJ format: cells with value, weight,
status, bounds and protection levels, then equations. Its limits were found by measuring and are
kept away from here (docs/decisions): it ignores sliding protection without saying so, so that the
protection levels are given as an interval from 0 to the threshold; it neither holds its time limit
nor ends in useful time above some hundred cells, so that the caller keeps tables small; and it
leaves logs with true counts in the working folder, so that it runs in a process and a temporary
folder of its own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

# Far more than a small table needs: a pattern that depended on the machine's speed would not be
# the same twice.
_TIME_LIMIT_S: Final = 600
_GIVEN: Final = "table.jj"
_CHOSEN: Final = "chosen.txt"
_PROGRAM: Final = f"""
import sys
from pytauargus._tauargus import HiTaSCtrl
sys.exit(HiTaSCtrl().full_jj("{_GIVEN}", "{_CHOSEN}", {_TIME_LIMIT_S}))
"""


@dataclass(frozen=True)
class TableCell:
    """A cell of a table to protect. `threshold` is the width it needs, 0 if it is not small."""

    value: int
    weight: int
    threshold: int = 0


def choose_complementary(
    cells: Sequence[TableCell], equations: Sequence[tuple[int, Sequence[int]]]
) -> frozenset[int]:
    """Return the cells, by number, to withhold beside those with a threshold, at least weight.

    An equation is the number of a total and those of its parts. What comes back is a proposal: it
    protects against linear attacks on this one table, if the solver is right. Empty if it fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        given, chosen = Path(folder, _GIVEN), Path(folder, _CHOSEN)
        given.write_text(write_jj(cells, equations), encoding="ascii")
        command = [sys.executable, "-c", _PROGRAM]
        try:
            done = subprocess.run(
                command, cwd=folder, capture_output=True, timeout=_TIME_LIMIT_S, check=False
            )
        except subprocess.TimeoutExpired:
            return frozenset()
        if done.returncode != 0 or not chosen.is_file():
            return frozenset()
        return frozenset(int(line) for line in chosen.read_text(encoding="ascii").split())


def write_jj(cells: Sequence[TableCell], equations: Sequence[tuple[int, Sequence[int]]]) -> str:
    """Return a table in JJ format: number, value, weight, status, bounds, protection levels."""
    ceiling = 2 * max([cell.value + cell.threshold for cell in cells], default=0)
    lines = ["0", str(len(cells))]
    for number, cell in enumerate(cells):
        status = "u" if cell.threshold else "s"
        below, above = (cell.value, cell.threshold - cell.value) if cell.threshold else (0, 0)
        lines.append(f"{number} {cell.value} {cell.weight} {status} 0 {ceiling} {below} {above} 0")
    lines.append(str(len(equations)))
    for total, parts in equations:
        terms = " ".join(f"{part} (1)" for part in parts)
        lines.append(f"0 {len(parts) + 1} : {total} (-1) {terms}")
    return "\n".join(lines) + "\n"
