"""Repair: the cheapest further cells to withhold so that one count is protected.

An outsider cannot narrow a count down to less than a width if two tables, both fitting everything
published, differ by that width in it. A linear program looks for two such tables beside the true
one, changing as little as it can of what is still published; the cells it changes are withheld
too. It is a heuristic (the optimum is a hard problem): what it gives is audited like anything else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import Bounds, LinearConstraint, milp

from pipeline.disclosure_cells import System
from pipeline.disclosure_matrix import bind_cells, split_linked
from pipeline.disclosure_rule import Rule

_MOVED = 1e-6
# A cell that is withheld anyway costs next to nothing, but is not moved without need.
_FREE = 1e-4
# Cells from which on a cheap change is looked for: measured (docs/decisions).
_LEAST_NEAR = 300


class UnprotectableError(Exception):
    """A cell, by its number, that no withholding protects: what is public tells too much of it."""

    def __init__(self, cell: int) -> None:
        super().__init__(cell)
        self.cell = cell


@dataclass(frozen=True)
class Part:
    """Cells that may be withheld, by their numbers, and what binds changes of their counts.

    lower <= matrix * changes <= upper. `room` is how far a count can fall, `needed` the rule's
    width.
    """

    numbers: npt.NDArray[np.int64]
    matrix: sp.csr_matrix
    lower: npt.NDArray[np.float64]
    upper: npt.NDArray[np.float64]
    room: npt.NDArray[np.float64]
    needed: npt.NDArray[np.int64]
    is_printed: npt.NDArray[np.bool_]


def find_additions(
    whole: Part,
    cell: int,
    withheld: Collection[int],
    weights: Sequence[int],
    extra: int = 0,
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the cells to withhold so that `cell` has the rule's width, and what else has it then.

    `whole` is the part of the system that has the cell. The program knows fractions: where whole
    counts leave less room than it finds, asking for a width that is larger by `extra` withholds
    more. Raises UnprotectableError for a cell that cannot be protected, because of what is public.
    """
    for part in _list_near(whole, int(np.searchsorted(whole.numbers, cell))):
        price = [
            _FREE if number in withheld else max(_FREE, weights[number])
            for number in part.numbers.tolist()
        ]
        moves = _find_moves(part, int(np.searchsorted(part.numbers, cell)), price, extra)
        if moves is not None:
            moved = np.abs(moves).max(axis=0) > _MOVED
            width = np.abs(moves[0] - moves[1] - moves[2] + moves[3]) + _MOVED
            additions = frozenset(part.numbers[moved & part.is_printed].tolist())
            return additions, frozenset(part.numbers[width >= part.needed].tolist())
    raise UnprotectableError(cell)


def _list_near(part: Part, place: int) -> Iterator[Part]:
    """Yield what relations link to a cell within few steps, then within more, at last the part.

    All that is further stays as it is: a change that is found fits all relations nevertheless.
    """
    links = abs(part.matrix)
    near = np.zeros(len(part.numbers))
    near[place] = 1
    least = _LEAST_NEAR
    while (before := np.count_nonzero(near)) < len(near):
        near = np.asarray(links.T @ (links @ near) > 0, float)
        if before == np.count_nonzero(near):
            break
        if np.count_nonzero(near) >= least:
            yield _cut_part(part, np.flatnonzero(near))
            least *= 4
    yield part


def _cut_part(part: Part, own: npt.NDArray[np.int64]) -> Part:
    """Return a part with the cells at the places `own` alone, and the relations that bind them."""
    columns = part.matrix[:, own]
    related = np.flatnonzero(np.diff(columns.indptr))
    return Part(
        part.numbers[own],
        columns[related],
        part.lower[related],
        part.upper[related],
        part.room[own],
        part.needed[own],
        part.is_printed[own],
    )


def _find_moves(
    part: Part, place: int, price: Sequence[float], extra: int
) -> npt.NDArray[np.float64] | None:
    """Return the cheapest changes that set the cell at `place` apart; None if there are none.

    Rows: the first table's changes up and down, the second's.
    """
    count = len(part.numbers)
    apart = np.zeros(4 * count)
    apart[[place, count + place, 2 * count + place, 3 * count + place]] = (-1, 1, 1, -1)
    both = sp.block_diag([sp.hstack([part.matrix, -part.matrix])] * 2, format="csr")
    unlimited = np.full(count, np.inf)
    found = milp(
        np.array([*price] * 4),
        constraints=[
            LinearConstraint(both, np.tile(part.lower, 2), np.tile(part.upper, 2)),
            LinearConstraint(apart[None, :], part.needed[place] + extra),
        ],
        bounds=Bounds(np.zeros(4 * count), np.concatenate([unlimited, part.room] * 2)),
        # No change at all breaks one constraint only: mending it takes fewer steps than presolving.
        options={"presolve": False},
    )
    return None if found.x is None else np.asarray(found.x.reshape(4, count))


def split_system(system: System, rule: Rule) -> Mapping[int, Part]:
    """Return by cell the part of the system that its protection can touch.

    `system` holds the true counts.
    """
    movable = np.array([n for n, cell in enumerate(system.cells) if rule.may_withhold(cell)], int)
    matrix, *slack = bind_cells(system, movable.tolist())
    parts = [
        _describe_part(system, rule, movable[own], matrix[related][:, own], slack, related)
        for own, related in split_linked(matrix)
    ]
    return {number: part for part in parts for number in part.numbers.tolist()}


def _describe_part(
    system: System,
    rule: Rule,
    numbers: npt.NDArray[np.int64],
    matrix: sp.csr_matrix,
    slack: Sequence[npt.NDArray[np.float64]],
    related: npt.NDArray[np.int64],
) -> Part:
    cells = [system.cells[number] for number in numbers.tolist()]
    lower, upper = slack
    return Part(
        numbers,
        matrix,
        lower[related],
        upper[related],
        # Not below what public counts say of it.
        np.array([(cell.value or 0) - cell.floor for cell in cells], float),
        np.array([rule.find_width(cell) for cell in cells]),
        np.array([cell.is_printed for cell in cells]),
    )
