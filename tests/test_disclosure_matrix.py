"""Relations between cells as a matrix."""

from __future__ import annotations

import numpy as np

from pipeline.disclosure_cells import Cell, Relation, System
from pipeline.disclosure_matrix import bind_cells, split_linked


def test_what_is_told_is_taken_off_the_ends() -> None:
    values = [9, None, None, 4, 7, None]
    cells = tuple(
        Cell(str(n), "defendants", value, is_public=False, places=())
        for n, value in enumerate(values)
    )
    relations = (
        Relation(0, (1, 2, 3)),
        Relation(3, (4,), is_equal=False),
        Relation(4, (3, 5), False),
    )
    matrix, lower, upper = bind_cells(System(cells, relations), [1, 2, 5])
    # 9 = a + b + 4, so a + b = 5; the second relation binds none of the cells; 7 <= 4 + c.
    assert matrix.toarray().tolist() == [[-1, -1, 0], [0, 0, -1]]
    assert lower.tolist() == [-5, -np.inf]
    assert upper.tolist() == [-5, -3]
    parts = [(own.tolist(), related.tolist()) for own, related in split_linked(matrix)]
    assert parts == [([0, 1], [0]), ([2], [1])]
