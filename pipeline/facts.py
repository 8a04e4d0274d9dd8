"""A fact: one published number with its query, its sources and its status.

Everything printed on a page, drawn in a chart or written to a data file is a fact. Nothing else
is a number.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

import duckdb
import pandas as pd

from pipeline.errors import UnreadableFileError
from pipeline.measures import MEASURES, Measure, find_unit, read_measure
from pipeline.register_labels import REGISTER_KEYS, label_register
from pipeline.store import hash_sources
from pipeline.tables import list_rows
from pipeline.words import LANGUAGES, Words, load_words

# Keys whose values come from the data: they need no message of their own.
_NAMED_BY_DATA: Final = ("figure", "file", "code", "source", "version", "correction")


@dataclass(frozen=True)
class SourceRef:
    """A cell of a source: file from the project folder, its SHA-256, and the place in it."""

    file: str
    sha256: str
    locator: str


@dataclass(frozen=True)
class Fact:
    """One published number. `value` is None unless status is value or zero."""

    id: str
    value: float | int | None
    unit: str
    status: str
    table: str
    row: Mapping[str, str]
    sql: str
    sources: tuple[SourceRef, ...]
    label: Mapping[str, str]


def collect_facts(connection: duckdb.DuckDBPyConnection, edition: int) -> list[Fact]:
    """Return every fact of an edition, sorted by id; refuse an id that two rows share."""
    hashes = hash_sources(connection)
    facts = [
        make_fact(measure, row, edition, hashes)
        for measure in MEASURES
        for row in list_rows(read_measure(connection, measure, edition))
    ]
    return sort_facts(facts)


def sort_facts(facts: Iterable[Fact]) -> list[Fact]:
    """Return facts by id; refuse an id that two of them share."""
    by_id: dict[str, Fact] = {}
    for fact in facts:
        if fact.id in by_id:
            raise ValueError(f"two facts are called {fact.id}")
        by_id[fact.id] = fact
    return [by_id[key] for key in sorted(by_id)]


def make_fact(
    measure: Measure, row: dict[str, Any], edition: int, hashes: Mapping[str, str]
) -> Fact:
    """Return the fact of one row of a measure."""
    keys = {key: str(row[key]) for key in measure.keys}
    return Fact(
        id=measure.id.format(**keys),
        value=_as_number(row["value"]),
        unit=find_unit(measure, row),
        status=str(row["status"]),
        table=measure.name,
        row=keys,
        sql=write_query(measure.name, edition, keys),
        sources=tuple(
            SourceRef(place["file"], hashes[place["file"]], place["locator"])
            for place in row["sources"]
        ),
        label=label_fact(measure.name, keys),
    )


def write_query(macro: str, edition: int, keys: Mapping[str, str]) -> str:
    """Return the query that gives the fact's value again, in the store."""
    where = " AND ".join(
        f"{key} = '{value.replace(chr(39), chr(39) * 2)}'" for key, value in keys.items()
    )
    return f"SELECT value FROM {macro}({edition}) WHERE {where}"  # noqa: S608 - shown, not run


def label_fact(table: str, keys: Mapping[str, str]) -> dict[str, str]:
    """Return the fact's name in each language, from the labels of its keys."""
    labels = {}
    for language in LANGUAGES:
        words = load_words(language)
        arguments = {key: label_key(words, key, value) for key, value in keys.items()}
        labels[language] = words.say(f"fact-{table.replace('_', '-')}", **arguments)
    return labels


# Keys whose values are named by the words of the pages they head, not by labels of their own.
_OTHER_WORDS: Final = {"rule": "check", "reason": "check", "topic": "topic"}


def label_key(words: Words, key: str, value: str) -> str:
    """Return a key's value in words: label-<key>-<value>; a year or another number is itself.

    A subject such as sex.male is a category of a dimension. What the data names itself (a file, a
    figure, a source added since) is said as it is.
    """
    prefix = _OTHER_WORDS.get(key, f"label-{key}")
    message = f"{prefix}-{value}".replace("+", "-").replace("_", "-").replace(".", "-")
    if words.has(message):
        return words.say(message)
    if key in REGISTER_KEYS:
        return label_register(words, key, value)
    if key == "subject" and "." in value:
        dimension, category = value.split(".", maxsplit=1)
        return words.say(
            "category-of",
            dimension=label_key(words, "dimension", dimension),
            category=label_key(words, "category", category),
        )
    if value.replace("-", "").isdigit() or key in _NAMED_BY_DATA:
        general = f"label-{key}"
        return words.say(general, value=value) if words.has(general) else value
    return words.say(message)


def mark_synthetic(facts: Iterable[Fact]) -> list[Fact]:
    """Return facts whose names say, in each language, that their data are made up."""
    return [
        replace(
            fact,
            label={
                language: load_words(language).say("synthetic-label", label=label)
                for language, label in fact.label.items()
            },
        )
        for fact in facts
    ]


def write_facts(facts: Iterable[Fact], path: Path) -> None:
    """Write facts as facts.json (INTERFACE: a list of objects, by id)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps([asdict(fact) for fact in facts], ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def read_facts(path: Path) -> dict[str, Fact]:
    """Return the facts in a facts.json, by id; refuse a file that is missing or damaged."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        facts = [
            Fact(**{**entry, "sources": tuple(SourceRef(**ref) for ref in entry["sources"])})
            for entry in given
        ]
    except (OSError, ValueError, TypeError, KeyError) as fault:
        reason = str(fault).splitlines()[0]
        raise UnreadableFileError("error-file-unreadable", file=str(path), reason=reason) from fault
    return {fact.id: fact for fact in facts}


def _as_number(value: object) -> float | int | None:
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return None
    number = float(value)  # type: ignore[arg-type]
    return int(number) if number.is_integer() else number
