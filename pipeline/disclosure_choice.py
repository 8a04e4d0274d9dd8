"""Which counts to withhold: small ones, and others for their sake, over all linked tables.

Tau-Argus proposes a pattern for each table that is small enough for it; the audit attacks the
whole system, and what it still finds too narrow is repaired, until it finds nothing. Nothing is
drawn at random and everything has a fixed order: the same counts give the same pattern.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from pipeline.disclosure_audit import find_inferable
from pipeline.disclosure_cells import Relation, System, mask
from pipeline.disclosure_repair import find_additions, split_system
from pipeline.disclosure_rule import Rule
from pipeline.tau_argus import TableCell, choose_complementary

# Tau-Argus takes a second for 120 cells, half a minute for 170 and ten minutes for 1,000
# (docs/decisions).
LARGEST_TABLE: Final = 120


def choose_withheld(system: System, rule: Rule) -> frozenset[int]:
    """Return the cells to withhold, by number, so that the audit finds nothing too narrow.

    `system` holds the true counts. Raises UnprotectableError where a small count cannot be
    protected, because what is public beside it tells too much.
    """
    small = frozenset(n for n, cell in enumerate(system.cells) if rule.is_small(cell))
    weights = weigh_cells(system)
    withheld = small
    for relations in list_tables(system):
        withheld |= propose(system, rule, relations, withheld, weights)
    return repair(system, rule, withheld, weights)


def weigh_cells(system: System) -> list[int]:
    """Return what withholding each cell costs: more for totals, large counts and many places."""
    conditions = [cell.conditions for cell in system.cells]
    deepest = max(conditions, default=0)
    return [
        len(cell.places) * 3 ** (deepest - own) * (1 + (cell.value or 0).bit_length())
        for cell, own in zip(system.cells, conditions, strict=True)
    ]


def list_tables(system: System) -> list[list[Relation]]:
    """Return the relations of each measure's table over all editions."""
    tables: dict[str, list[Relation]] = {}
    for relation in system.relations:
        if relation.is_equal and relation.table:
            tables.setdefault(relation.table, []).append(relation)
    return [tables[name] for name in sorted(tables)]


def propose(
    system: System,
    rule: Rule,
    relations: Collection[Relation],
    withheld: frozenset[int],
    weights: list[int],
) -> frozenset[int]:
    """Return what Tau-Argus would withhold of one table, given what is withheld already."""
    named = {cell for each in relations for cell in (each.total, *each.parts)}
    cells = sorted(cell for cell in named if rule.may_withhold(system.cells[cell]))
    # Nothing to protect, or nothing left to withhold for it: a process that need not start.
    is_settled = not set(cells) & withheld or set(cells) <= withheld
    if is_settled or len(cells) > LARGEST_TABLE:
        return frozenset()
    place = {cell: number for number, cell in enumerate(cells)}
    described = [
        TableCell(
            value=system.cells[cell].value or 0,
            weight=1 if cell in withheld else 10 * weights[cell],
            threshold=rule.find_threshold(system.cells[cell])
            if rule.is_small(system.cells[cell])
            else 0,
        )
        for cell in cells
    ]
    equations = [
        (place[each.total], [place[part] for part in each.parts if part in place])
        for each in relations
        if each.total in place
    ]
    return frozenset(cells[number] for number in choose_complementary(described, equations))


def repair(
    system: System, rule: Rule, withheld: frozenset[int], weights: list[int]
) -> frozenset[int]:
    """Return `withheld` with what must be withheld too, so that the audit finds nothing.

    The more is withheld, the less can be inferred of anything: after the first audit only what was
    too narrow, and what has been withheld since, is asked for again.
    """
    numbers = {cell.id: number for number, cell in enumerate(system.cells)}
    extra = 0
    asked: frozenset[int] | None = None
    parts = split_system(system, rule)
    while narrow := find_inferable(mask(system, withheld), rule, asked):
        before, protected = withheld, frozenset[int]()
        for bound in sorted(narrow, key=lambda each: (each.width, each.cell)):
            if (cell := numbers[bound.cell]) not in protected:
                moved, wide = find_additions(parts[cell], cell, withheld, weights, extra)
                withheld, protected = withheld | moved, protected | wide
        asked = frozenset(numbers[bound.cell] for bound in narrow) | (withheld - before)
        extra = extra + 1 if withheld == before else 0
    return withheld
