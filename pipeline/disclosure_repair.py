"""Repair: the cheapest further cells to withhold so that one count is protected.

An outsider cannot narrow a count down to less than a width if two tables, both fitting everything
published, differ by that width in it. A linear program looks for two such tables beside the true
one, changing as little as it can of what is still published; the cells it changes are withheld
too. It is a heuristic (the optimum is a hard problem): what it gives is audited like anything else.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import Bounds, LinearConstraint, milp

from pipeline.disclosure_cells import System
from pipeline.disclosure_rule import Rule

_MOVED = 1e-6
# A cell that is withheld anyway costs next to nothing, but is not moved without need.
_FREE = 1e-4


class UnprotectableError(Exception):
    """A cell, by its number, that no withholding protects: what is public tells too much of it."""

    def __init__(self, cell: int) -> None:
        super().__init__(cell)
        self.cell = cell


def find_additions(
    system: System,
    rule: Rule,
    withheld: Collection[int],
    weights: Sequence[int],
    cell: int,
    extra: int = 0,
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the cells to withhold so that `cell` has the rule's width, and what else has it then.

    `system` holds the true counts. The program knows fractions: where whole counts leave less room
    than it finds, asking for a width that is larger by `extra` withholds more. Raises
    UnprotectableError for a cell that cannot be protected, because of what is public.
    """
    movable, matrix, slack = _prepare(system, rule)
    count, place = len(movable), movable.index(cell)
    required = rule.find_width(system.cells[cell])
    # How far a count can fall: not below what public counts say of it.
    room = np.array([(system.cells[n].value or 0) - system.cells[n].floor for n in movable], float)
    price = [_FREE if number in withheld else max(_FREE, weights[number]) for number in movable]
    # Columns: the first table's changes up and down, then the second table's.
    both = sp.block_diag([sp.hstack([matrix, -matrix])] * 2, format="csr")
    apart = np.zeros(4 * count)
    apart[[place, count + place, 2 * count + place, 3 * count + place]] = (-1, 1, 1, -1)
    unlimited = np.full(count, np.inf)
    found = milp(
        np.array(price * 4),
        constraints=[
            LinearConstraint(both, *(np.concatenate([side, side]) for side in slack)),
            LinearConstraint(apart[None, :], required + extra),
        ],
        bounds=Bounds(np.zeros(4 * count), np.concatenate([unlimited, room] * 2)),
    )
    if found.x is None:
        raise UnprotectableError(cell)
    moves = found.x.reshape(4, count)
    moved = np.abs(moves).max(axis=0) > _MOVED
    width = np.abs(moves[0] - moves[1] - moves[2] + moves[3]) + _MOVED
    needed = [rule.find_width(system.cells[number]) for number in movable]
    numbers = np.array(movable)
    printed = np.array([system.cells[number].is_printed for number in movable])
    additions = frozenset(numbers[moved & printed].tolist())
    return additions, frozenset(numbers[width >= needed].tolist())


@lru_cache(maxsize=2)
def _prepare(
    system: System, rule: Rule
) -> tuple[list[int], sp.csr_matrix, tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]]:
    """Return the cells that may be withheld, the relations between them, and their room."""
    movable = [n for n, cell in enumerate(system.cells) if rule.may_withhold(cell)]
    column = {number: place for place, number in enumerate(movable)}
    rows: list[int] = []
    columns: list[int] = []
    signs: list[int] = []
    lower: list[float] = []
    upper: list[float] = []
    for relation in system.relations:
        terms = [(relation.total, 1), *((part, -1) for part in relation.parts)]
        for number, sign in terms:
            if number in column:
                rows.append(len(lower))
                columns.append(column[number])
                signs.append(sign)
        room = -sum(sign * (system.cells[number].value or 0) for number, sign in terms)
        lower.append(0.0 if relation.is_equal else -np.inf)
        upper.append(float(room))
    places = (np.array(rows, np.int32), np.array(columns, np.int32))
    shape = (len(lower), len(movable))
    matrix = sp.csr_matrix((np.array(signs, float), places), shape=shape)
    return movable, matrix, (np.array(lower), np.array(upper))
