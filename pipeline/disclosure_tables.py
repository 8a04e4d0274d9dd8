"""Which counts every edition withholds: the store's tables `protection` and `disclosure_bound`.

It is solved once, over all tables of all editions together, when the store is built.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import duckdb
import pandas as pd

from pipeline.disclosure_audit import infer_bounds
from pipeline.disclosure_cells import Count, System, mask
from pipeline.disclosure_counts import is_counted, read_count
from pipeline.disclosure_left_out import Table, choose_pattern, is_left_out
from pipeline.disclosure_rule import Bound, Rule
from pipeline.measures import MEASURES, read_measure
from pipeline.tables import list_rows


def protect(connection: duckdb.DuckDBPyConnection, editions: Sequence[int], rule: Rule) -> None:
    """Fill the store's tables `protection` and `disclosure_bound` for all editions together."""
    counts = [
        count
        for edition in editions
        for measure in MEASURES
        if is_counted(measure)
        for row in list_rows(read_measure(connection, measure, edition))
        for count in read_count(measure, edition, row)
    ]
    system, withheld, left_out = choose_pattern(counts, rule)
    bounds = infer_bounds(mask(system, withheld), rule)
    tables: dict[str, list[dict[str, Any]]] = {
        "protection": [
            *list_protection(system, withheld, rule),
            *list_left_out(counts, left_out),
        ],
        "disclosure_bound": list_bounds(bounds),
    }
    for name, rows in tables.items():
        if rows:
            connection.register(f"found_{name}", pd.DataFrame(rows))
            connection.execute(f"INSERT INTO {name} SELECT * FROM found_{name}")  # noqa: S608 - ours


def list_protection(system: System, withheld: Collection[int], rule: Rule) -> list[dict[str, Any]]:
    """Return the rows of `protection`: every count under disclosure control and what becomes of it.

    `fate` is told, small (primary suppression) or linked (complementary suppression).
    """
    rows = [
        {"edition": edition, "fact": fact, "population": cell.population, "fate": fate}
        for number, cell in enumerate(system.cells)
        for small in [rule.is_small(cell)]
        for fate in ["told" if number not in withheld else "small" if small else "linked"]
        for edition, fact in cell.places
        if not cell.is_public
    ]
    return sorted(rows, key=lambda row: (row["edition"], row["fact"]))


def list_left_out(counts: Iterable[Count], left_out: Collection[Table]) -> list[dict[str, Any]]:
    """Return the rows of `protection` of counts whose tables are left out: fate `left_out`."""
    rows = [
        {"edition": edition, "fact": fact, "population": count.population, "fate": "left_out"}
        for count in counts
        if is_left_out(count, left_out)
        for edition, fact in [count.place]
    ]
    return sorted(rows, key=lambda row: (row["edition"], row["fact"]))


def list_bounds(bounds: Iterable[Bound]) -> list[dict[str, Any]]:
    """Return the rows of `disclosure_bound`: what can be inferred, by edition and fact."""
    rows = [
        {
            "edition": edition,
            "fact": fact,
            "population": bound.population,
            "lower": bound.lower,
            "upper": bound.upper,
            "width": bound.width,
            "required": bound.required,
            "holds": bound.holds,
        }
        for bound in bounds
        for edition, fact in bound.places
    ]
    return sorted(rows, key=lambda row: (row["edition"], row["fact"]))
