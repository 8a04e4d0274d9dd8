"""What public counts of cases say of other counts to anyone, whatever is withheld.

A public total bounds its parts from above: no part can be protected more widely than that. And as a
case has a defendant, public cases bound the defendants from below. National cases by article and
year are public (disclosure_counts).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.disclosure_cells import Cell, Relation

# What stands for all articles in a scope.
ALL: Final = "all"
# An article, or ALL, and a year or span of years.
Scope = tuple[str, str]


def find_ceilings(cells: Sequence[Cell], relations: Sequence[Relation]) -> tuple[int | None, ...]:
    """Return the most that each count can be by what is public; None where nothing says so."""
    ceilings = [cell.value if cell.is_public else None for cell in cells]
    is_open = True
    while is_open:
        is_open = False
        for relation in relations:
            limit = ceilings[relation.total]
            if limit is None or not relation.is_equal:
                continue
            for part in relation.parts:
                known = ceilings[part]
                if known is None or known > limit:
                    ceilings[part], is_open = limit, True
    return tuple(ceilings)


def find_floors(cases: Mapping[Scope, int]) -> dict[Scope, int]:
    """Return the fewest defendants each scope of public cases can have, each person counted once.

    Of all articles: one for each case. Under one article: one for each case that is surely under no
    graver one; cases under several articles are at most the entries beyond the number of cases.
    """
    floors = {}
    for (article, year), number in cases.items():
        total = cases.get((ALL, year))
        if total is None:
            continue
        entries = sum(each for (other, at), each in cases.items() if at == year and other != ALL)
        beyond = 0 if article == ALL else max(0, entries - total)
        floors[article, year] = max(0, number - beyond)
    return floors


def limit_cells(
    cells: Sequence[Cell], relations: Sequence[Relation], floors: Mapping[str, int]
) -> tuple[Cell, ...]:
    """Return the cells with their floors, by the cell's id, and ceilings.

    Where a count that is told is below its floor, not every case has its defendants in the
    register: then nobody can count on that, and there are no floors.
    """
    is_false = any(cell.value is not None and cell.value < floors.get(cell.id, 0) for cell in cells)
    ceilings = find_ceilings(cells, relations)
    return tuple(
        replace(cell, floor=0 if is_false else floors.get(cell.id, 0), ceiling=ceiling)
        for cell, ceiling in zip(cells, ceilings, strict=True)
    )
