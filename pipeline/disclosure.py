"""Disclosure control of an edition's facts: what is withheld is taken out before anything else.

What to withhold was decided for all editions together when the store was built
(disclosure_tables); what is published is attacked again before it leaves (disclosure_gate).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import product
from typing import Final

import duckdb

from pipeline.disclosure_cells import TOTAL
from pipeline.facts import Fact, SourceRef
from pipeline.measures import MEASURES

_BY_NAME: Final = {measure.name: measure for measure in MEASURES}


def read_withheld(connection: duckdb.DuckDBPyConnection, edition: int) -> frozenset[str]:
    """Return the ids of the facts whose counts an edition withholds."""
    return _read_fates(connection, edition, ("small", "linked"))


def read_left_out(connection: duckdb.DuckDBPyConnection, edition: int) -> frozenset[str]:
    """Return the ids of the facts whose tables an edition leaves out."""
    return _read_fates(connection, edition, ("left_out",))


def _read_fates(
    connection: duckdb.DuckDBPyConnection, edition: int, fates: tuple[str, ...]
) -> frozenset[str]:
    rows = connection.execute(
        "SELECT fact FROM protection WHERE edition = ? AND list_contains(?, fate)",
        [edition, list(fates)],
    ).fetchall()
    return frozenset(str(fact) for (fact,) in rows)


def leave_out(facts: Iterable[Fact], left_out: frozenset[str]) -> list[Fact]:
    """Return facts without those of tables that are left out, and without what rests on those."""
    return [
        fact for fact in facts if fact.id not in left_out and not left_out & set(list_bases(fact))
    ]


def withhold(facts: Iterable[Fact], withheld: frozenset[str]) -> list[Fact]:
    """Return facts with what is withheld taken out: no value, and no more source than the files.

    A share or a median goes with its base: it is withheld if the count it speaks of, or a total
    that count is part of, is. Facts of persons name their files only: a list of rows would count
    them.
    """
    return [
        _take_out(fact)
        if fact.id in withheld or withheld & set(list_bases(fact))
        else replace(fact, sources=_name_files(fact))
        if is_controlled(fact)
        else fact
        for fact in facts
    ]


def is_controlled(fact: Fact) -> bool:
    """Return whether a fact counts persons under disclosure control, or is derived from those."""
    measure = _BY_NAME.get(fact.table)
    return measure is not None and bool(measure.population or measure.derived_from)


def list_bases(fact: Fact) -> list[str]:
    """Return the ids of the counts a derived fact could be computed from.

    They are the count with the same keys and every total that count is part of; a key the base
    has and the derived fact has not is a total.
    """
    measure = _BY_NAME.get(fact.table)
    base = _BY_NAME.get(measure.derived_from) if measure else None
    if base is None:
        return []
    choices = [{fact.row.get(key, TOTAL), TOTAL} for key in base.keys]
    return sorted(
        base.id.format(**dict(zip(base.keys, values, strict=True))) for values in product(*choices)
    )


def _take_out(fact: Fact) -> Fact:
    return replace(fact, value=None, status="suppressed", sources=_name_files(fact))


def _name_files(fact: Fact) -> tuple[SourceRef, ...]:
    files = sorted({(ref.file, ref.sha256) for ref in fact.sources})
    return tuple(SourceRef(file, digest, "all rows") for file, digest in files)
