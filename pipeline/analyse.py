"""analyse: the store -> facts and claims of one edition, independent of language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from pipeline.claims import VERDICTS, Claim, replicate_claims, write_claims
from pipeline.disclosure import leave_out, read_left_out, read_withheld, withhold
from pipeline.facts import (
    Fact,
    SourceRef,
    collect_facts,
    label_fact,
    mark_synthetic,
    sort_facts,
    write_facts,
)
from pipeline.paths import Paths
from pipeline.reconcile import compare_editions, reconcile
from pipeline.reconcile_facts import count_gaps, make_edition_facts, make_reconciled_facts
from pipeline.reconcile_rules import read_reconciliation
from pipeline.settings import read_settings
from pipeline.sources import hash_file
from pipeline.store import open_limited_store
from pipeline.tables import list_rows


@dataclass(frozen=True)
class Analysis:
    """What one edition publishes: facts by id, and the replication ledger."""

    edition: int
    facts: dict[str, Fact]
    claims: list[Claim]


def analyse(paths: Paths, edition: int) -> Analysis:
    """Compute an edition's facts and claims from the store and write them as JSON."""
    with open_limited_store(paths, read_settings(paths)) as connection:
        told = leave_out(collect_facts(connection, edition), read_left_out(connection, edition))
        facts = withhold(told, read_withheld(connection, edition))
        facts += reconcile_facts(paths, facts, edition)
        claims = replicate_claims(read_claim_rows(connection, edition), _by_id(facts))
        is_synthetic = has_synthetic(connection)
    folder = paths.edition_analysed(edition)
    write_claims(claims, folder / "claims.json")
    digest = hash_file(folder / "claims.json")
    facts = sort_facts([*facts, *count_verdicts(claims, edition, digest)])
    if is_synthetic:
        facts = mark_synthetic(facts)
    write_facts(facts, folder / "facts.json")
    return Analysis(edition, _by_id(facts), claims)


def has_synthetic(connection: duckdb.DuckDBPyConnection) -> bool:
    """Return whether a source of the store is made up: then none is real (land refuses both)."""
    ((found,),) = connection.execute("SELECT bool_or(NOT is_real) FROM source").fetchall()
    return bool(found)


def reconcile_facts(paths: Paths, facts: Sequence[Fact], edition: int) -> list[Fact]:
    """Return what reconciling the edition's facts by the declared rules gives."""
    rules = read_reconciliation(paths.expectations)
    by_id = _by_id(facts)
    reconciled = reconcile(rules.questions, by_id)
    return [
        *make_reconciled_facts(reconciled, edition),
        *count_gaps(reconciled, edition),
        *make_edition_facts(compare_editions(rules.editions, by_id), edition),
    ]


def read_claim_rows(connection: duckdb.DuckDBPyConnection, edition: int) -> list[dict[str, object]]:
    """Return the claims that speak of data up to the edition's year, by topic, source and id."""
    frame = connection.execute(
        "SELECT * FROM claim WHERE period_end <= ? ORDER BY topic, source, id", [edition]
    ).df()
    return list_rows(frame)


def count_verdicts(claims: Sequence[Claim], edition: int, digest: str) -> list[Fact]:
    """Return how many claims got each verdict, in all and by topic, as facts over claims.json."""
    source = SourceRef(f"data/analysed/{edition}/claims.json", digest, "verdict")
    topics = sorted({claim.topic for claim in claims})
    return [
        _count_claims(claims, {"verdict": verdict} | topic, source)
        for topic in ({}, *({"topic": name} for name in topics))
        for verdict in (*VERDICTS, "all")
    ]


def _count_claims(claims: Sequence[Claim], keys: dict[str, str], source: SourceRef) -> Fact:
    """Return how many claims have these keys; the verdict `all` is any."""
    wanted = {key: value for key, value in keys.items() if value != "all"}
    count = sum(
        all(getattr(claim, key) == value for key, value in wanted.items()) for claim in claims
    )
    table = "claims_topic" if "topic" in keys else "claims"
    where = " AND ".join(f"{key} = '{value}'" for key, value in wanted.items())
    return Fact(
        id=".".join(("claims", *reversed(keys.values()))),
        value=count,
        unit="claims",
        status="value" if count else "zero",
        table=table,
        row=keys,
        # Shown, not run.
        sql=f"SELECT count(*) FROM read_json('{source.file}')" + (where and f" WHERE {where}"),  # noqa: S608
        sources=(source,),
        label=label_fact(table, keys),
    )


def _by_id(facts: Sequence[Fact]) -> dict[str, Fact]:
    return {fact.id: fact for fact in facts}
