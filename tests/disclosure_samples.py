"""Made-up registers of persons, their tables, and attacks worked out without the project's code."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from pipeline.disclosure_cells import TOTAL, Count, System
from pipeline.measures import Measure

Person = Mapping[str, str]
VALUES = {
    "article": ("124", "154", "260"),
    "sex": ("f", "m"),
    "year": ("2016", "2017", "2018", "2019"),
    "region": ("B", "C", "N"),
    "age": ("child", "adult"),
}


def make_measure(
    name: str,
    keys: tuple[str, ...],
    population: Literal["defendants", "victims"] = "defendants",
    **more: tuple,
) -> Measure:
    places = ".".join(f"{{{key}}}" for key in keys)
    return Measure(name, f"{name}.{places}", keys, "persons", population, **more)


def draw_register(seed: int, persons: int) -> list[Person]:
    """Return persons whose traits are unevenly spread, as they are in court."""
    chance = random.Random(seed)
    shares = {key: [chance.random() ** 3 + 0.02 for _ in values] for key, values in VALUES.items()}
    return [
        {key: chance.choices(VALUES[key], shares[key])[0] for key in VALUES} for _ in range(persons)
    ]


def tabulate(
    measure: Measure,
    persons: Sequence[Person],
    edition: int,
    subset: Person | None = None,
    *,
    is_full: bool = False,
) -> list[Count]:
    """Return a measure's table of an edition, every key with its total.

    Values that no person has are left out, or printed as zeros if the table `is_full`.
    """
    own = [
        person
        for person in persons
        if int(person["year"]) <= edition
        and all(person[key] == value for key, value in (subset or {}).items())
    ]
    known = {**VALUES, "year": [year for year in VALUES["year"] if int(year) <= edition]}
    seen = [
        (*(known[key] if is_full else sorted({person[key] for person in own})), TOTAL)
        for key in measure.keys
    ]
    counter: Counter[tuple[str, ...]] = Counter()
    for person in own:
        for cell in itertools.product(*((person[key], TOTAL) for key in measure.keys)):
            counter[cell] += 1
    return [
        Count(
            measure,
            measure.population,
            edition,
            dict(zip(measure.keys, cell, strict=True)),
            counter[cell],
        )
        for cell in itertools.product(*seen)
    ]


def enumerate_tables(system: System, ceiling: int) -> Iterator[tuple[int, ...]]:
    """Yield every table of whole counts up to `ceiling` that fits what a system tells."""
    hidden = [number for number, cell in enumerate(system.cells) if cell.value is None]
    for guess in itertools.product(range(ceiling + 1), repeat=len(hidden)):
        values = [cell.value for cell in system.cells]
        for number, value in zip(hidden, guess, strict=True):
            values[number] = value
        if all(
            values[each.total] == sum(values[part] for part in each.parts)
            if each.is_equal
            else values[each.total] <= sum(values[part] for part in each.parts)
            for each in system.relations
        ):
            yield tuple(values)
