"""Editions whose inputs are as they were published from are taken over from the site.

The gates are functions of an edition's inputs, the rules and the code. Where all of them have the
hashes that were recorded at the last publication, and the site still holds the files made then,
byte for byte, making and checking the edition again would end in the same files. What all editions
together tell is checked each time all the same (disclosure_gate.py).
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from pipeline.disclosure_gate import list_bounds
from pipeline.gather import list_versions
from pipeline.paths import Paths
from pipeline.seals import hash_file, hash_files
from pipeline.settings import Settings

_CODE: Final = Path(__file__).parent
# Of the store, an edition's folder is made from these, and from its own rows of the audit's bounds.
_TABLES: Final = ("source", "correction", "concordance", "relation")
_SETTINGS: Final = ("languages", "pairs", "disclosure")


def hash_inputs(paths: Paths, settings: Settings, edition: int, timestamp: int) -> str:
    """Return the SHA-256 of all that decides what an edition's published folder holds."""
    given = asdict(settings)
    decisive = {
        "settings": {name: given[name] for name in _SETTINGS},
        "timestamp": timestamp,
        "versions": list_versions(),
        "bounds": list_bounds(paths, edition),
        "files": {place: hash_file(path) for place, path in _list_inputs(paths, edition)},
    }
    text = json.dumps(decisive, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def record_published(paths: Paths, edition: int, inputs: str, folder: Path) -> None:
    """Keep what an edition was made from and every file in its folder."""
    record = {"inputs": inputs, "files": hash_files(folder)}
    target = paths.publication(edition)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def take_over(paths: Paths, edition: int, inputs: str, folder: Path) -> bool:
    """Copy a published edition to `folder` if it is what these inputs make; return whether it is.

    The copy itself is held against the record, so no file can change between check and copy.
    """
    record = _read_record(paths.publication(edition))
    published = paths.site / str(edition)
    if record.get("inputs") != inputs or not published.is_dir():
        return False
    shutil.copytree(published, folder)
    if hash_files(folder) == record["files"]:
        return True
    shutil.rmtree(folder)
    return False


def _list_inputs(paths: Paths, edition: int) -> Iterator[tuple[str, Path]]:
    """Yield the files an edition is published from, each with a name that no other has."""
    tables = [paths.curated_tables / f"{name}.parquet" for name in _TABLES]
    rules = [path for path in sorted(paths.reports.iterdir()) if path.is_file()]
    folders = (
        paths.edition_pages(edition),
        paths.edition_analysed(edition),
        paths.edition_compared(edition),
        paths.expectations,
    )
    for path in [*tables, *rules, *(file for folder in folders for file in _list_files(folder))]:
        yield path.relative_to(paths.root).as_posix(), path
    for path in _list_files(_CODE):
        yield f"code:{path.relative_to(_CODE).as_posix()}", path


def _list_files(folder: Path) -> list[Path]:
    return sorted(
        path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )


def _read_record(path: Path) -> dict[str, Any]:
    """Return a record of publication; an absent or damaged one says nothing."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) and "files" in record else {}
