"""What changed since the last edition, as facts: counts by reason, and what was told before.

The last edition is the one of the nearest earlier year that is published. Its numbers stand in the
next digest beside the new ones, so they are facts of that digest too: `previous.<id>`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.compare import KINDS, Change, Edition, compare, count_changes
from pipeline.errors import UnreadableFileError
from pipeline.facts import Fact, SourceRef, label_fact, read_facts, sort_facts, write_facts
from pipeline.paths import Paths
from pipeline.provenance import collect_provenance
from pipeline.sources import hash_file
from pipeline.words import LANGUAGES, load_words


@dataclass(frozen=True)
class Told:
    """A change as the digest tells it: the fact, what happened to it, and why."""

    id: str
    kind: str
    table: str
    reasons: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """What changed since `last`, an edition's year; None for the first edition."""

    last: int | None
    told: tuple[Told, ...] = ()


def find_last(editions: Iterable[int], year: int) -> int | None:
    """Return the nearest earlier edition; None for the first."""
    return max((each for each in editions if each < year), default=None)


def compare_editions(paths: Paths, editions: Sequence[int]) -> None:
    """Write, for each edition, what changed since the one before: changes.json and facts.json."""
    provenance = collect_provenance(paths)
    known = {
        year: Edition(year, read_facts(paths.edition_analysed(year) / "facts.json"), provenance)
        for year in editions
    }
    for year in editions:
        last = find_last(editions, year)
        found = compare(known[last], known[year]) if last else []
        folder = paths.edition_compared(year)
        write_changes(Changes(last, tuple(map(tell, found))), folder / "changes.json")
        ref = SourceRef(
            f"data/compared/{year}/changes.json", hash_file(folder / "changes.json"), "changes"
        )
        facts = [*count_facts(found, ref), *keep_previous(found, last)] if last else []
        write_facts(sort_facts(facts), folder / "facts.json")


def tell(change: Change) -> Told:
    return Told(change.id, change.kind, change.fact.table, change.reasons, change.evidence)


def count_facts(changes: Sequence[Change], ref: SourceRef) -> list[Fact]:
    """Return how many facts are new, changed or gone, in all and by main reason, as facts."""
    counts: dict[tuple[str, str], int] = {
        (kind, "all"): sum(each.kind == kind for each in changes) for kind in KINDS
    }
    counts |= {(kind, reason): count for (kind, reason), count in count_changes(changes).items()}
    return [
        Fact(
            id=f"changes.{kind}.{reason}",
            value=count,
            unit="facts",
            status="value" if count else "zero",
            table="changes",
            row={"change": kind, "cause": reason},
            sql=_write_count(ref.file, kind, reason),
            sources=(ref,),
            label=label_fact("changes", {"change": kind, "cause": reason}),
        )
        for (kind, reason), count in counts.items()
    ]


def _write_count(file: str, kind: str, reason: str) -> str:
    where = f"told.kind = '{kind}'" + ("" if reason == "all" else f" AND reasons[1] = '{reason}'")
    told = f"(SELECT unnest(told, recursive := true) FROM read_json('{file}')) AS told"  # noqa: S608
    return f"SELECT count(*) FROM {told} WHERE {where}"  # noqa: S608 - shown, not run


def keep_previous(changes: Iterable[Change], last: int) -> list[Fact]:
    """Return what the last edition told of each fact that changed or is gone, as facts of this."""
    return [
        replace(
            each.old,
            id=f"previous.{each.id}",
            table="previous",
            row={"fact": each.id, "edition": str(last)},
            label={
                language: load_words(language).say(
                    "fact-previous", label=each.old.label[language], edition=str(last)
                )
                for language in LANGUAGES
            },
        )
        for each in changes
        if each.old is not None
    ]


def write_changes(changes: Changes, path: Path) -> None:
    """Write what changed since the last edition as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(changes), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def read_changes(path: Path) -> Changes:
    """Return what changed since the last edition; refuses a file that is missing or damaged."""
    try:
        given: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        told = tuple(
            Told(each["id"], each["kind"], each["table"], tuple(each["reasons"]),
                 tuple(each["evidence"]))
            for each in given["told"]
        )  # fmt: skip
        return Changes(given["last"], told)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        reason = str(fault).splitlines()[0]
        raise UnreadableFileError("error-file-unreadable", file=str(path), reason=reason) from fault


def tabulate_changes(changes: Changes, facts: Mapping[str, Fact]) -> list[dict[str, Any]]:
    """Return each change as a row of open data: what was told before, what is told now, and why."""
    return [
        {
            "id": each.id,
            "kind": each.kind,
            "reason": ", ".join(each.reasons),
            "evidence": "; ".join(each.evidence),
            "last_edition": changes.last,
            **{f"last_{name}": text for name, text in _cells(facts, f"previous.{each.id}").items()},
            **_cells(facts, each.id),
        }
        for each in changes.told
    ]


def _cells(facts: Mapping[str, Fact], name: str) -> dict[str, Any]:
    fact = facts.get(name)
    return {"value": fact.value if fact else None, "status": fact.status if fact else None}
