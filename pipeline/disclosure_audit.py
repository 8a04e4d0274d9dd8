"""The audit: what an outsider can infer of each withheld count from everything published.

It knows nothing of how counts were chosen to be withheld. It takes the cells and relations of all
editions, and attacks each withheld count with two linear programs: the smallest and the largest
value that fits all that is told. Counts are whole numbers: where a program's corner is not whole,
an integer program gives the exact bound. A withheld count whose interval is narrower than the
rule's width is a disclosure, whether it is small itself or withheld for the sake of another.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import highspy
import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from pipeline.disclosure_cells import System
from pipeline.disclosure_matrix import bind_cells, split_linked
from pipeline.disclosure_rule import Bound, Rule, find_narrow
from pipeline.errors import InvalidContentError

_WHOLE: Final = 1e-6
# The signs of a count in a program's costs.
_LEAST: Final = 1
_MOST: Final = -1


@dataclass(frozen=True)
class _Program:
    """The unknown counts that hang together: lower <= matrix * counts <= upper, counts >= floor."""

    cells: npt.NDArray[np.intp]
    matrix: sp.csr_matrix
    lower: npt.NDArray[np.float64]
    upper: npt.NDArray[np.float64]
    required: npt.NDArray[np.int64]
    threshold: npt.NDArray[np.int64]
    is_printed: npt.NDArray[np.bool_]
    floor: npt.NDArray[np.float64]


class _Met:
    """The outermost values of each count in whole solutions met so far, and which are final.

    `least` and `most` are limits that linear programs have set: no whole solution is beyond them.
    """

    def __init__(self, count: int) -> None:
        self.lower = np.full(count, np.inf)
        self.upper = np.full(count, -np.inf)
        self.is_exact = {side: np.zeros(count, bool) for side in (_LEAST, _MOST)}
        self.least = np.full(count, -np.inf)
        self.most = np.full(count, np.inf)

    def is_wide(self, program: _Program) -> npt.NDArray[np.bool_]:
        """Return which counts have been seen to differ by what is required."""
        found: npt.NDArray[np.bool_] = np.isfinite(self.lower) & (
            self.upper >= self.lower + program.required
        )
        return found

    def is_harmless(self, program: _Program) -> npt.NDArray[np.bool_]:
        """Return which counts are not printed, and are surely none or surely not small."""
        found: npt.NDArray[np.bool_] = ~program.is_printed & (
            (self.most <= 0) | (self.least >= program.threshold)
        )
        return found

    def is_narrow(self, program: _Program) -> npt.NDArray[np.bool_]:
        """Return which counts are surely too narrow, and have been seen to do harm by that."""
        does_harm = program.is_printed | ((self.upper > 0) & (self.lower < program.threshold))
        found: npt.NDArray[np.bool_] = does_harm & (self.most - self.least < program.required)
        return found

    def note(self, values: npt.NDArray[np.float64], column: int, side: int) -> None:
        """Note a solution that is the best for `column` on a side; one in fractions limits it."""
        if side == _LEAST:
            self.least[column] = np.ceil(values[column] - _WHOLE)
        else:
            self.most[column] = np.floor(values[column] + _WHOLE)
        whole = values.round()
        if np.abs(values - whole).max() > _WHOLE:
            return
        np.minimum(self.lower, whole, out=self.lower)
        np.maximum(self.upper, whole, out=self.upper)
        self.is_exact[side][column] = True


def infer_bounds(system: System, rule: Rule) -> list[Bound]:
    """Return the interval an outsider can infer for every withheld cell, in the cells' order.

    Refuses published counts that no table of whole, non-negative counts can have.
    """
    return _attack(system, rule, None, told=True)


def find_inferable(system: System, rule: Rule, asked: Collection[int] | None = None) -> list[Bound]:
    """Return the withheld cells of which too much can be inferred, in the cells' order.

    With `asked`, those of them alone whose numbers are among it. Bounds of a cell are worked out no
    further than until they are wide enough. Refuses what infer_bounds refuses.
    """
    return find_narrow(_attack(system, rule, asked, told=False))


def _attack(
    system: System, rule: Rule, asked: Collection[int] | None, *, told: bool
) -> list[Bound]:
    intervals: dict[int, tuple[int, int | None]] = {}
    for attack in _split_attacks(system, rule):
        numbers = attack.cells.tolist()
        columns = [n for n, cell in enumerate(numbers) if asked is None or cell in asked]
        if columns:
            found = _solve_attack(attack, columns, told=told)
            intervals.update((numbers[column], found[column]) for column in columns)
    return [
        Bound(
            cell.id,
            cell.population,
            cell.places,
            *intervals[number],
            required=rule.find_width(cell),
            threshold=rule.find_threshold(cell),
        )
        for number, cell in enumerate(system.cells)
        if number in intervals
    ]


def _split_attacks(system: System, rule: Rule) -> list[_Program]:
    """Return the relations between unknown counts, cut where nothing links them."""
    unknown = np.flatnonzero([cell.value is None for cell in system.cells])
    if not len(unknown):
        return []
    matrix, lower, upper = bind_cells(system, unknown.tolist())
    required = np.array([rule.find_width(system.cells[number]) for number in unknown])
    threshold = np.array([rule.find_threshold(system.cells[number]) for number in unknown])
    printed = np.array([system.cells[number].is_printed for number in unknown])
    floor = np.array([system.cells[number].floor for number in unknown], float)
    return _cut(_Program(unknown, matrix, lower, upper, required, threshold, printed, floor))


def _cut(whole: _Program) -> list[_Program]:
    """Return an attack in parts that no relation links."""
    attacks = []
    for own, related in split_linked(whole.matrix):
        part = whole.matrix[related][:, own]
        attacks.append(
            _Program(
                whole.cells[own],
                part,
                whole.lower[related],
                whole.upper[related],
                whole.required[own],
                whole.threshold[own],
                whole.is_printed[own],
                whole.floor[own],
            )
        )
    return attacks


def _solve_attack(
    attack: _Program, asked: Sequence[int], *, told: bool
) -> list[tuple[int, int | None]]:
    """Return the smallest and the largest value of the counts in the columns `asked`.

    Each program is solved from the last one's basis; of other columns what comes back is not final.
    If the bounds are `told`, those of printed counts are worked out to the end; of others nobody
    asks more than whether they are wide enough, and most have been seen wide by the time they are
    come to.

    Where a linear program ends in a fraction, the bound is the outermost value met in any whole
    solution so far; an integer program widens it only if it is too narrow for the rule. So a bound
    is never wider than what whole counts can take, and the verdict is exact. Where bounds are not
    told, the limits that linear programs set are enough if they settle the verdict.
    """
    if len(attack.cells) == 1:
        return [_solve_alone(attack)]
    solver = _load(attack)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise InvalidContentError("error-counts-impossible")
    met = _Met(len(attack.cells))
    is_told = attack.is_printed & told
    for column in sorted(asked, key=lambda place: not attack.is_printed[place]):
        for side in (_LEAST, _MOST):
            is_settled = met.is_wide(attack) | met.is_harmless(attack)
            if is_told[column] or not is_settled[column]:
                _optimise(solver, column, side, met)
    is_limited = (met.is_narrow(attack) | met.is_harmless(attack)) & ~is_told
    is_settled = met.is_wide(attack) | is_limited
    for column in (place for place in asked if not is_settled[place]):
        for side in (_LEAST, _MOST):
            if not met.is_exact[side][column]:
                _optimise_whole(solver, column, side, met)
    ends = np.where(is_limited, (met.least, met.most), (met.lower, met.upper))
    return [(round(low), None if np.isinf(high) else round(high)) for low, high in ends.T]


def _solve_alone(attack: _Program) -> tuple[int, int | None]:
    """Return the bounds of a count that no other unknown count is linked to."""
    signs = attack.matrix.toarray()[:, 0]
    ends = np.column_stack([attack.lower, attack.upper]) * signs[:, None]
    lower = max([float(attack.floor[0]), *ends.min(axis=1)])
    upper = min([np.inf, *ends.max(axis=1)])
    if lower > upper:
        raise InvalidContentError("error-counts-impossible")
    return round(lower), None if np.isinf(upper) else round(upper)


def _load(attack: _Program) -> highspy.Highs:
    with _silence():
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    # One thread and one fixed order of steps: the same counts give the same bounds.
    for name, value in (("threads", 1), ("presolve", "off"), ("mip_rel_gap", 0.0)):
        solver.setOptionValue(name, value)
    program, count = highspy.HighsLp(), len(attack.cells)
    program.num_col_, program.num_row_ = count, len(attack.lower)
    program.col_cost_ = np.zeros(count)
    program.col_lower_, program.col_upper_ = attack.floor, np.full(count, highspy.kHighsInf)
    program.row_lower_, program.row_upper_ = attack.lower, attack.upper
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = attack.matrix.indptr
    program.a_matrix_.index_ = attack.matrix.indices
    program.a_matrix_.value_ = attack.matrix.data
    solver.passModel(program)
    return solver


@contextmanager
def _silence() -> Iterator[None]:
    """Keep the solver's greeting, which it writes past Python, off the standard output."""
    sys.stdout.flush()
    kept = os.dup(1)
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, not a path of ours
        os.dup2(nowhere.fileno(), 1)
        try:
            yield
        finally:
            os.dup2(kept, 1)
            os.close(kept)


def _optimise(solver: highspy.Highs, column: int, side: int, met: _Met) -> None:
    """Note the least or the greatest value of a count, if a linear program finds a whole one."""
    solver.changeColCost(column, float(side))
    solver.run()
    if solver.getModelStatus() == highspy.HighsModelStatus.kUnbounded:
        met.upper[column] = np.inf
        met.is_exact[side][column] = True
    else:
        met.note(np.asarray(solver.getSolution().col_value), column, side)
    solver.changeColCost(column, 0.0)


def _optimise_whole(solver: highspy.Highs, column: int, side: int, met: _Met) -> None:
    """Note the least or the greatest value of a count in whole solutions."""
    columns = np.arange(len(met.lower), dtype=np.int32)
    for kind in (highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous):
        solver.changeColsIntegrality(len(columns), columns, np.full(len(columns), kind))
        if kind == highspy.HighsVarType.kInteger:
            _optimise(solver, column, side, met)
    if not met.is_exact[side][column]:
        raise InvalidContentError("error-counts-impossible")
