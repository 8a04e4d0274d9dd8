"""Whole tables that an edition leaves out, because nothing of them can be told.

Of a table in which every count is small, only the names of its rows would remain, and they tell
that such a person is there. And a count that public totals give away cannot be protected by
withholding others: then its table is not published at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from pipeline.disclosure_audit import find_inferable
from pipeline.disclosure_cells import TOTAL, Count, System, build_system, mask
from pipeline.disclosure_choice import choose_withheld
from pipeline.disclosure_repair import UnprotectableError
from pipeline.disclosure_rule import Rule
from pipeline.errors import GateFailedError

# An edition, and the name of the measure whose table it leaves out.
Table = tuple[int, str]
# Of these the pages always say the number of all persons, or that it is withheld.
HEADLINES: Final = ("register_persons", "register_victims")


def choose_pattern(
    counts: Sequence[Count], rule: Rule
) -> tuple[System, frozenset[int], frozenset[Table]]:
    """Return the system of what is printed, the cells of it to withhold, and the tables left out.

    Refuses counts that cannot be protected although their tables are left out: that is a fault of
    the program.
    """
    left_out = find_small_tables(counts, rule)
    while True:
        system = build_system(drop_tables(counts, left_out))
        try:
            return system, choose_withheld(system, rule), left_out
        except UnprotectableError as fault:
            # All such cells at once: choosing starts again each time.
            cells = {fault.cell, *find_unprotectable(system, rule)}
            more = find_tables(system, cells, counts) - left_out
            if not more:
                name = system.cells[fault.cell].id
                raise GateFailedError("error-not-protectable", cell=name) from fault
            left_out |= more


def find_small_tables(counts: Iterable[Count], rule: Rule) -> frozenset[Table]:
    """Return the tables of which every count is below the threshold of its population."""
    largest: dict[Table, int] = {}
    thresholds: dict[Table, int] = {}
    for count in counts:
        if not count.is_public:
            table = (count.edition, count.measure.name)
            largest[table] = max(largest.get(table, 0), count.value or 0)
            thresholds[table] = rule.find_smallest(count.population)
    return frozenset(table for table, value in largest.items() if value < thresholds[table])


def drop_tables(counts: Iterable[Count], left_out: Collection[Table]) -> list[Count]:
    """Return the counts without those of tables that are left out."""
    return [count for count in counts if not is_left_out(count, left_out)]


def is_left_out(count: Count, left_out: Collection[Table]) -> bool:
    """Return whether a count goes with its table; the number of all persons stays, if withheld."""
    if (count.edition, count.measure.name) not in left_out:
        return False
    is_headline = count.measure.name in HEADLINES
    return not (is_headline and set(count.keys.values()) == {TOTAL})


def find_unprotectable(system: System, rule: Rule) -> frozenset[int]:
    """Return the small counts that can be inferred although all that may be withheld is."""
    everything = {n for n, cell in enumerate(system.cells) if rule.may_withhold(cell)}
    narrow = {bound.cell for bound in find_inferable(mask(system, everything), rule)}
    return frozenset(
        number
        for number, cell in enumerate(system.cells)
        if cell.id in narrow and 0 < (cell.value or 0) < rule.find_threshold(cell)
    )


def find_tables(
    system: System, cells: Collection[int], counts: Iterable[Count]
) -> frozenset[Table]:
    """Return the tables that print the cells or, of those nobody prints, what they follow from."""
    named = set(cells)
    unprinted = {number for number in cells if not system.cells[number].is_printed}
    for each in system.relations:
        terms = {each.total, *each.parts}
        named |= terms if terms & unprinted else set()
    places = {
        place
        for number in named
        if not system.cells[number].is_public
        for place in system.cells[number].places
    }
    return frozenset(
        (count.edition, count.measure.name)
        for count in counts
        if count.place in places and not count.is_public
    )
