"""Provenance: what an edition's facts rest on, kept in its manifest, so that a change has a reason.

Of every input file its hash, source and version; of every measure the hash of its query; of the
replication ledger and of validation the hash of their rules; and the corrections in force.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Any, Final

from pipeline.measures import MEASURES
from pipeline.paths import Paths
from pipeline.store import read_sql
from pipeline.tables import read_rows

# Tables whose facts are computed by modules, not by a query: what decides their values.
_REPLICATION: Final = ("claims.py", "expressions.py")
_COMPUTED: Final = {"claims": _REPLICATION, "claims_topic": _REPLICATION}
_COMMENT: Final = re.compile(r"--[^\n]*")


@dataclass(frozen=True)
class Input:
    """A source's file as an edition used it."""

    source: str
    version: str
    sha256: str


@dataclass(frozen=True)
class Provenance:
    """What an edition rests on. `methods` are hashes by table; `corrections` ids by file."""

    inputs: Mapping[str, Input]
    methods: Mapping[str, str]
    corrections: Mapping[str, tuple[str, ...]]


def collect_provenance(paths: Paths) -> Provenance:
    """Return what the facts computed now rest on, from the store's tables and the queries."""
    inputs = {
        f"data/raw/{row['source']}/{row['file']}": Input(
            str(row["source"]), str(row["version"] or ""), str(row["sha256"])
        )
        for row in read_rows(paths.curated_tables / "source.parquet")
    }
    return Provenance(inputs, hash_methods(paths), list_corrections(paths))


def hash_methods(paths: Paths) -> dict[str, str]:
    """Return the hash of what computes each published table: its query, or its modules."""
    methods = {
        measure.name: _hash([_strip_query(read_sql("measures", measure.name)), measure.unit])
        for measure in MEASURES
    }
    for table, modules in _COMPUTED.items():
        texts = [(files("pipeline") / name).read_text(encoding="utf-8") for name in modules]
        methods[table] = _hash(texts)
    rules = sorted(path for path in paths.expectations.rglob("*") if path.is_file())
    methods["validation"] = _hash(path.read_text(encoding="utf-8") for path in rules)
    return methods


def list_corrections(paths: Paths) -> dict[str, tuple[str, ...]]:
    """Return the ids of the corrections in force, by the file they correct."""
    path = paths.curated_tables / "correction.parquet"
    rows = read_rows(path) if path.is_file() else []
    corrections: dict[str, list[str]] = {}
    for row in rows:
        if row["status"] == "agreed":
            file = f"data/raw/{row['source']}/{row['file']}"
            corrections.setdefault(file, []).append(str(row["id"]))
    return {file: tuple(sorted(ids)) for file, ids in corrections.items()}


def write_provenance(provenance: Provenance) -> dict[str, Any]:
    """Return provenance as a manifest holds it."""
    return {
        "inputs": {file: asdict(each) for file, each in provenance.inputs.items()},
        "methods": dict(provenance.methods),
        "corrections": {file: list(ids) for file, ids in provenance.corrections.items()},
    }


def read_provenance(manifest: Mapping[str, Any]) -> Provenance:
    """Return what a manifest says an edition rests on; an older manifest says little."""
    given = manifest.get("provenance", {})
    return Provenance(
        inputs={file: Input(**each) for file, each in given.get("inputs", {}).items()},
        methods=dict(given.get("methods", {})),
        corrections={file: tuple(ids) for file, ids in given.get("corrections", {}).items()},
    )


def _strip_query(query: str) -> str:
    """Return a query without comments and line breaks: rewording them changes no method."""
    return " ".join(_COMMENT.sub(" ", query).split())


def _hash(texts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()
