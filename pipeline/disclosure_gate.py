"""The gate of disclosure control: everything published, of all editions, attacked once more.

It starts from the published facts alone and knows nothing of what the store withheld or why. So a
withheld count that was put back is found: as a small count that is told, or because others can be
computed with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd

from pipeline.disclosure import list_bases
from pipeline.disclosure_cells import Count, System, build_system, mask
from pipeline.disclosure_counts import read_count
from pipeline.disclosure_rule import Bound, Rule
from pipeline.errors import InvalidContentError
from pipeline.facts import Fact, read_facts
from pipeline.faults import Fault
from pipeline.measures import MEASURES
from pipeline.paths import Paths
from pipeline.tables import read_rows

Editions = Mapping[int, Mapping[str, Fact]]
_BY_NAME: Final = {measure.name: measure for measure in MEASURES}


def check_site(site: Path, rule: Rule) -> list[Fault]:
    """Return what the editions of a site tell of persons but must not, all of them together."""
    files = sorted(site.glob("[0-9]*/facts.json"))
    return check_editions({int(path.parent.name): read_facts(path) for path in files}, rule)


def read_bounds(paths: Paths, edition: int, facts: Mapping[str, Fact]) -> list[dict[str, Any]]:
    """Return the audit's result as an edition publishes it, without any count.

    Of each withheld count: whose persons it counts, how wide the interval is that can be inferred
    (empty: nothing limits it), how wide it must be, and whether it is; and what its fact is called.
    """
    return [
        {
            "id": row["fact"],
            "population": row["population"],
            "width": None if pd.isna(row["width"]) else int(row["width"]),
            "required": int(row["required"]),
            "holds": "yes" if row["holds"] else "no",
            **{f"label_{each}": text for each, text in facts[row["fact"]].label.items()},
        }
        for row in list_bounds(paths, edition)
    ]


def list_bounds(paths: Paths, edition: int) -> list[dict[str, Any]]:
    """Return an edition's rows of the audit's result, as the store has them."""
    rows = read_rows(paths.curated_tables / "disclosure_bound.parquet")
    return [row for row in rows if row["edition"] == edition]


def check_editions(editions: Editions, rule: Rule) -> list[Fault]:
    """Return what the facts of all published editions together tell of persons but must not.

    Small counts that are told; withheld counts that are told elsewhere, or that can be inferred
    more narrowly than the rule allows; shares and medians of withheld counts.
    """
    faults = [
        fault for edition, facts in editions.items() for fault in check_derived(edition, facts)
    ]
    counts = list(list_counts(editions))
    if not counts:
        return faults
    # Its solver takes most of a second to import, and only registers have such counts.
    from pipeline.disclosure_audit import find_inferable

    try:
        system = build_system(counts)
        narrow = find_inferable(mask(system, ()), rule)
    except InvalidContentError as contradiction:
        return [*faults, Fault("disclosure", "facts.json", str(contradiction), "counts that agree")]
    return faults + check_small(system, rule) + check_exposed(system) + describe_narrow(narrow)


def list_counts(editions: Editions) -> Iterator[Count]:
    """Yield the counts under disclosure control that editions print, told or withheld."""
    for edition, facts in editions.items():
        for fact in facts.values():
            if fact.table in _BY_NAME:
                row = {**fact.row, "value": fact.value}
                yield from read_count(_BY_NAME[fact.table], edition, row)


def check_derived(edition: int, facts: Mapping[str, Fact]) -> list[Fault]:
    """Return shares and medians that are told although a count they rest on is withheld."""
    withheld = {name for name, fact in facts.items() if fact.status == "suppressed"}
    return [
        Fault("disclosure", _place(edition, name), f"told, while {base} is withheld", "suppressed")
        for name, fact in facts.items()
        if fact.value is not None
        for base in [next((each for each in list_bases(fact) if each in withheld), None)]
        if base is not None
    ]


def check_small(system: System, rule: Rule) -> list[Fault]:
    """Return counts that are told although they are small."""
    return [
        Fault("disclosure", _place(*place), "a small count is told", "suppressed")
        for cell in system.cells
        if rule.is_small(cell)
        for place in cell.places
    ]


def check_exposed(system: System) -> list[Fault]:
    """Return counts that one place withholds and another tells."""
    return [
        Fault("disclosure", _place(*place), "withheld here, told elsewhere", "the same everywhere")
        for place in system.exposed
    ]


def describe_narrow(bounds: Iterable[Bound]) -> list[Fault]:
    """Return the faults of counts that can be inferred too narrowly from everything published."""
    return [
        Fault(
            "disclosure",
            _place(*bound.places[0]) if bound.places else bound.cell,
            f"can be inferred to within {bound.width}",
            f"an interval of at least {bound.required}",
        )
        for bound in bounds
    ]


def _place(edition: int, fact: str) -> str:
    return f"{edition}/facts.json, {fact}"
