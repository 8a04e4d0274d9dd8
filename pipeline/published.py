"""A published edition as `diff` and `publish` compare it: facts and provenance, from its folder."""

from __future__ import annotations

from pathlib import Path

from pipeline.compare import Edition
from pipeline.errors import UnreadableFileError
from pipeline.facts import read_facts
from pipeline.provenance import read_provenance
from pipeline.seals import MANIFEST, read_manifest

FACTS = "facts.json"


def read_published(folder: Path) -> Edition:
    """Return a published edition; refuses a folder that holds none."""
    if not (folder / FACTS).is_file() or not (folder / MANIFEST).is_file():
        raise UnreadableFileError("error-diff-folder", folder=str(folder))
    manifest = read_manifest(folder)
    return Edition(int(manifest["edition"]), read_facts(folder / FACTS), read_provenance(manifest))
