"""Relations between some cells as a matrix: what the audit attacks and what the repair moves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components

from pipeline.disclosure_cells import System


def bind_cells(
    system: System, numbers: Sequence[int]
) -> tuple[sp.csr_matrix, npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the relations that bind the cells of these numbers: lower <= matrix * x <= upper.

    Columns are the cells as given, rows the relations with one of them, in the system's order. What
    is told is taken off the ends: `x` are counts of cells without a value, and changes of the
    counts of those that have one.
    """
    column = {number: place for place, number in enumerate(numbers)}
    rows: list[int] = []
    columns: list[int] = []
    signs: list[int] = []
    lower: list[float] = []
    upper: list[float] = []
    for relation in system.relations:
        terms = [(relation.total, 1), *((part, -1) for part in relation.parts)]
        free = [(column[number], sign) for number, sign in terms if number in column]
        if not free:
            continue
        told = sum(sign * (system.cells[number].value or 0) for number, sign in terms)
        rows += [len(lower)] * len(free)
        columns += [place for place, _ in free]
        signs += [sign for _, sign in free]
        lower.append(-told if relation.is_equal else -np.inf)
        upper.append(-told)
    places = (np.array(rows, np.int32), np.array(columns, np.int32))
    shape = (len(lower), len(column))
    matrix = sp.csr_matrix((np.array(signs, float), places), shape=shape)
    return matrix, np.array(lower, float), np.array(upper, float)


def split_linked(
    matrix: sp.csr_matrix,
) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    """Return the columns and the rows of each part of a matrix that nothing links to another."""
    count, group = connected_components(abs(matrix).T @ abs(matrix), directed=False)
    owner = group[matrix.indices[matrix.indptr[:-1]]] if matrix.shape[0] else np.array([], int)
    return [
        (np.flatnonzero(group == number), np.flatnonzero(owner == number))
        for number in range(count)
    ]
