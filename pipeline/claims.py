"""The replication ledger: each published claim recomputed from facts.

A claim is data (claims.yaml of a source): a published value and an expression over facts. A new
report's claims are added without code.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, Final, Literal

from pipeline.expressions import ExpressionError, evaluate, list_names, name_matches
from pipeline.facts import Fact
from pipeline.words import LANGUAGES

Verdict = Literal["reproduced", "differs", "not_checkable"]
VERDICTS: Final = ("reproduced", "differs", "not_checkable")
_ABOUT: Final = 0.10


@dataclass(frozen=True)
class Claim:
    """One published claim and what recomputing it gave (INTERFACE: claims.json).

    `source` is the publication that makes it, a folder below data/raw/; `digest` its place among
    the statements that the digest shows, 0 if it is not one of them.
    """

    id: str
    source: str
    topic: str
    statement: Mapping[str, str]
    locator: str
    published: float | int
    recomputed: float | int | None
    unit: str
    verdict: Verdict
    difference: float | int | None
    method: Mapping[str, str]
    explanation: Mapping[str, str]
    facts: tuple[str, ...]
    digest: int = 0


def replicate_claims(rows: Iterable[Mapping[str, Any]], facts: Mapping[str, Fact]) -> list[Claim]:
    """Return each claim with its verdict; a claim whose facts are missing is not checkable."""
    return [replicate_claim(row, facts) for row in rows]


def replicate_claim(row: Mapping[str, Any], facts: Mapping[str, Fact]) -> Claim:
    """Recompute one row of the claim table over `facts`."""
    published = float(row["published"])
    recomputed = _recompute(str(row["expression"]), facts)
    verdict: Verdict = "not_checkable"
    shown: float | None = None
    if recomputed is not None:
        shown = _choose_shown(published, recomputed, row)
        agrees = compare(published, recomputed, str(row["compare"]), int(row["decimals"]))
        verdict = "reproduced" if agrees else "differs"
    return Claim(
        id=str(row["id"]),
        source=str(row["source"]),
        topic=str(row["topic"]),
        statement=_texts(row, "statement"),
        locator=str(row["locator"]),
        published=_tidy(published),
        recomputed=None if shown is None else _tidy(shown),
        unit=str(row["unit"]),
        verdict=verdict,
        difference=None if shown is None else _subtract(published, shown, int(row["decimals"])),
        method=_texts(row, "method"),
        explanation=_texts(row, "explanation"),
        facts=_find_facts(str(row["expression"]), facts),
        digest=int(row.get("digest") or 0),
    )


def compare(published: float, recomputed: float, how: str, decimals: int) -> bool:
    """Return whether a published value agrees with the recomputed one.

    equal: the recomputed value, rounded half up at `decimals`, is the published one. over and
    at_least: the recomputed value is above, or not below. about: within 10 %. consistent_share: the
    recomputed value is a base, and some whole number of it has the published percentage.
    """
    match how:
        case "equal":
            return round_half_up(recomputed, decimals) == round_half_up(published, decimals)
        case "over":
            return recomputed > published
        case "at_least":
            return recomputed >= published
        case "about":
            return abs(recomputed - published) <= _ABOUT * abs(published)
        case "consistent_share":
            return round_half_up(nearest_share(published, recomputed), decimals) == published
    raise ValueError(f"unknown comparison {how!r}")


def nearest_share(percent: float, base: float) -> float:
    """Return the percentage nearest to `percent` that a whole number out of `base` can have."""
    return 100 * round(percent * base / 100) / base


def round_half_up(value: float, decimals: int) -> float:
    """Round as printed tables do: a half goes away from zero."""
    step = Decimal(1).scaleb(-decimals)
    return float(Decimal(repr(float(value))).quantize(step, rounding=ROUND_HALF_UP))


def write_claims(claims: Iterable[Claim], path: Path) -> None:
    """Write claims as claims.json."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps([asdict(claim) for claim in claims], ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def read_claims(path: Path) -> list[Claim]:
    """Return the claims in a claims.json."""
    given = json.loads(path.read_text(encoding="utf-8"))
    return [Claim(**{**entry, "facts": tuple(entry["facts"])}) for entry in given]


def _recompute(expression: str, facts: Mapping[str, Fact]) -> float | None:
    if not expression:
        return None

    def find_values(pattern: str) -> list[float]:
        return [float(fact.value) for fact in _match(pattern, facts) if fact.value is not None]

    try:
        return evaluate(expression, find_values)
    except ExpressionError:
        return None


def _match(pattern: str, facts: Mapping[str, Fact]) -> list[Fact]:
    if "*" not in pattern:
        return [facts[pattern]] if pattern in facts else []
    return [fact for name, fact in facts.items() if name_matches(pattern, name)]


def _find_facts(expression: str, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    found = {fact.id for pattern in list_names(expression) for fact in _match(pattern, facts)}
    return tuple(sorted(found))


def _choose_shown(published: float, recomputed: float, row: Mapping[str, Any]) -> float:
    """Return the recomputed value as the ledger shows it: a share for a base, else itself."""
    if row["compare"] == "consistent_share":
        return nearest_share(published, recomputed)
    return recomputed


def _subtract(published: float, recomputed: float, decimals: int) -> float | int:
    """Return published minus recomputed, the latter rounded as the publication rounds."""
    return _tidy(round(published - round_half_up(recomputed, decimals), 9))


def _texts(row: Mapping[str, Any], name: str) -> dict[str, str]:
    return {language: str(row[f"{name}_{language}"] or "") for language in LANGUAGES}


def _tidy(value: float) -> float | int:
    return int(value) if math.isfinite(value) and float(value).is_integer() else value
