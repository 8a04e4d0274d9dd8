"""Counts of persons in every table and edition, as one system of cells and relations.

Two counts are the same cell if they speak of the same persons: then they are told together or
withheld together, whichever table and edition prints them. A table's total is the sum of its
parts; a total over all years of an edition is a sum over years that other editions print too. So
the margins of all tables of all editions are one system, as they are to an outsider who has read
them all. What nobody prints but anyone can subtract is a cell of it too: the persons that one
edition has more than another, and those of a whole that are not in a part of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from pipeline.disclosure_public import find_floors, limit_cells
from pipeline.errors import InvalidContentError
from pipeline.measures import Measure

# A key's total; a year that is a total is the span up to the edition's year.
TOTAL: Final = "all"
_UP_TO: Final = "to-"


@dataclass(frozen=True)
class Count:
    """One count of persons as an edition prints it; `value` is None where it is withheld.

    `is_public` counts are known to everyone anyway; of those only what they say is used.
    """

    measure: Measure
    population: str
    edition: int
    keys: Mapping[str, str]
    value: int | None
    is_public: bool = False

    @property
    def place(self) -> tuple[int, str]:
        """The edition and the id of the fact that prints the count."""
        return self.edition, self.measure.id.format(**self.keys)


@dataclass(frozen=True)
class Cell:
    """A count of persons: whose, in which unit, what is true of them, and where it is printed.

    `value` is None if no place tells it. `is_public` cells are known to everyone and never
    withheld. A cell without places is not printed: it can only be computed. `floor` and `ceiling`
    are what public counts say of it to anyone (disclosure_public).
    """

    id: str
    population: str
    value: int | None
    is_public: bool
    places: tuple[tuple[int, str], ...]
    floor: int = 0
    ceiling: int | None = None

    @property
    def is_printed(self) -> bool:
        return bool(self.places)

    @property
    def conditions(self) -> int:
        """How many things hold of the persons counted: few for totals, many for details."""
        return self.id.count("=")


@dataclass(frozen=True)
class Relation:
    """`total` is the sum of `parts` (cells by their number), or at most that sum.

    `table` is the measure that says so, empty for what holds between tables.
    """

    total: int
    parts: tuple[int, ...]
    is_equal: bool = True
    table: str = ""


@dataclass(frozen=True)
class System:
    """Cells in the order of their ids, and every relation between them an outsider can use."""

    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...]
    # Places where a count is withheld although another place tells it.
    exposed: tuple[tuple[int, str], ...] = ()


def build_system(counts: Iterable[Count]) -> System:
    """Return the cells and relations of all given counts, in an order the counts alone decide.

    Refuses counts that contradict each other: two values for the same persons, or a total that is
    not the sum of its parts. That is a fault in a measure or its declaration, not in data.
    """
    by_cell: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        by_cell[_name(count, _find_conditions(count))].append(count)
    printed = {name: _make_cell(name, own) for name, own in by_cell.items()}
    rests = {
        f"{whole} without {part}": (whole, part) for whole, part in sorted(_list_wholes(by_cell))
    }
    cells = {
        **printed,
        **{
            name: _make_rest(name, *(printed[each] for each in pair))
            for name, pair in rests.items()
        },
    }
    numbers = {name: number for number, name in enumerate(sorted(cells))}
    relations = [
        *_relate_tables(by_cell, numbers),
        *(
            Relation(numbers[whole], tuple(sorted((numbers[part], numbers[name]))))
            for name, (whole, part) in rests.items()
        ),
    ]
    exposed = sorted(
        count.place
        for name, own in by_cell.items()
        for count in own
        if count.value is None and printed[name].value is not None
    )
    ordered = _order(relations)
    limited = limit_cells([cells[name] for name in sorted(cells)], ordered, _name_floors(by_cell))
    system = System(limited, ordered, tuple(exposed))
    refuse_contradictions(system)
    return system


def mask(system: System, withheld: Collection[int]) -> System:
    """Return the system as an outsider sees it: withheld and unprinted counts are not there."""
    cells = [
        replace(cell, value=None)
        if number in withheld or not (cell.is_printed or cell.is_public)
        else cell
        for number, cell in enumerate(system.cells)
    ]
    return replace(system, cells=tuple(cells))


def refuse_contradictions(system: System) -> None:
    """Refuse a relation that the values told do not fulfil, and a count below zero."""
    for cell in system.cells:
        if cell.value is not None and cell.value < 0:
            raise InvalidContentError("error-counts-contradict", cell=cell.id, told=str(cell.value))
    for relation in system.relations:
        values = [system.cells[part].value for part in relation.parts]
        total = system.cells[relation.total].value
        told = sum(value for value in values if value is not None)
        is_whole = None not in values
        if total is None or (not is_whole and not relation.is_equal):
            continue
        if (total < told and relation.is_equal) or (total > told and is_whole):
            raise InvalidContentError(
                "error-counts-contradict",
                cell=system.cells[relation.total].id,
                told=f"{total} ≠ {told}",
            )


def _find_conditions(count: Count) -> dict[str, str]:
    conditions = {key: value for key, value in count.keys.items() if value != TOTAL}
    return {"year": f"{_UP_TO}{count.edition}", **dict(count.measure.subset), **conditions}


def _name(count: Count, conditions: Mapping[str, str]) -> str:
    """Return a name for the persons a count speaks of: population, unit and conditions."""
    return f"{count.population}/{count.measure.unit}/{_join(conditions)}"


def _name_persons(conditions: Mapping[str, str]) -> str:
    return f"defendants/persons/{_join(conditions)}"


def _join(conditions: Mapping[str, str]) -> str:
    return "&".join(f"{key}={value}" for key, value in sorted(conditions.items()))


def _make_cell(name: str, counts: Sequence[Count]) -> Cell:
    values = {count.value for count in counts if count.value is not None}
    if len(values) > 1:
        places = ", ".join(f"{fact} ({year})" for year, fact in sorted({c.place for c in counts}))
        told = f"{' ≠ '.join(map(str, sorted(values)))} ({places})"
        raise InvalidContentError("error-counts-contradict", cell=name, told=told)
    return Cell(
        id=name,
        population=counts[0].population,
        value=next(iter(values), None),
        is_public=any(count.is_public for count in counts),
        places=tuple(sorted({count.place for count in counts})),
    )


def _name_floors(by_cell: Mapping[str, Sequence[Count]]) -> dict[str, int]:
    """Return the fewest persons of cells by name, as the public counts of cases tell them."""
    cases = {
        (count.keys.get("article", TOTAL), _find_conditions(count)["year"]): count.value
        for counts in by_cell.values()
        for count in counts
        if count.is_public and count.measure.unit == "cases" and count.value is not None
    }
    return {
        _name_persons({"year": year} if article == TOTAL else {"article": article, "year": year}): n
        for (article, year), n in find_floors(cases).items()
    }


def _make_rest(name: str, whole: Cell, part: Cell) -> Cell:
    known = whole.value is not None and part.value is not None
    value = (whole.value or 0) - (part.value or 0) if known else None
    # What lies between two public counts is public itself.
    return Cell(name, whole.population, value, whole.is_public and part.is_public, places=())


def _order(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """Return relations in a fixed order, what several tables say once."""
    said: dict[tuple[int, tuple[int, ...], bool], Relation] = {}
    for each in sorted(relations, key=lambda each: each.table):
        said.setdefault((each.total, each.parts, each.is_equal), each)
    return tuple(said[key] for key in sorted(said))


def _relate_tables(
    by_cell: Mapping[str, Sequence[Count]], numbers: Mapping[str, int]
) -> Iterable[Relation]:
    """Yield, for each table of each edition, what holds between its totals and their parts."""
    tables: dict[tuple[str, int], list[tuple[Count, int]]] = defaultdict(list)
    for name, counts in by_cell.items():
        for count in counts:
            if not count.is_public:
                tables[count.measure.name, count.edition].append((count, numbers[name]))
    for rows in tables.values():
        for key in rows[0][0].measure.keys:
            yield from _relate_key(rows, key)


def _relate_key(rows: Sequence[tuple[Count, int]], key: str) -> Iterable[Relation]:
    measure = rows[0][0].measure
    totals: dict[tuple[str, ...], int] = {}
    parts: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for count, number in rows:
        others = tuple(value for name, value in count.keys.items() if name != key)
        if count.keys[key] == TOTAL:
            totals[others] = number
        else:
            parts[others].add(number)
    # A key of which a table prints nothing but the total tells nothing of parts.
    for others, total in totals.items() if parts else ():
        found = tuple(sorted(parts[others]))
        yield Relation(total, found, key not in measure.overlapping, measure.name)


def _list_wholes(by_cell: Mapping[str, Sequence[Count]]) -> set[tuple[str, str]]:
    """Return pairs of cells of which the second is a part of the first, by name.

    A part is what a measure declares as its subset, a value of a key under which persons overlap,
    and an earlier edition's total against a later one's.
    """
    pairs = set()
    editions = sorted({count.edition for counts in by_cell.values() for count in counts})
    for name, counts in by_cell.items():
        for measure in {count.measure for count in counts}:
            count = next(count for count in counts if count.measure == measure)
            conditions = _find_conditions(count)
            wider = list(_widen(conditions, measure))
            if conditions["year"] == f"{_UP_TO}{count.edition}":
                later = [edition for edition in editions if edition > count.edition]
                wider += [{**conditions, "year": f"{_UP_TO}{edition}"} for edition in later]
            pairs |= {(_name(count, each), name) for each in wider}
    return {(whole, part) for whole, part in pairs if whole in by_cell and whole != part}


def _widen(conditions: Mapping[str, str], measure: Measure) -> Iterable[dict[str, str]]:
    """Yield the conditions without some of those that only make the persons a part of others."""
    given = [key for key, _ in measure.subset]
    given += [key for key in measure.overlapping if key in conditions]
    for size in range(1, len(given) + 1):
        for left_out in combinations(given, size):
            yield {key: value for key, value in conditions.items() if key not in left_out}
