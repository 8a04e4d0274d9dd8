"""Seals: the hashes of what was published, and whether all of it is still as published."""

from __future__ import annotations

import hashlib
import json
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pipeline.errors import UnreadableFileError
from pipeline.faults import Fault

MANIFEST: Final = "manifest.json"


def hash_files(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below `folder`, by its path."""
    return {
        path.relative_to(folder).as_posix(): hash_file(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return _hash(path.read_bytes())


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def name_bundle(folder: Path) -> str:
    return f"bundle-{folder.name}.zip"


def write_bundle(folder: Path, target: Path, timestamp: int) -> None:
    """Write every file below `folder` into a zip whose bytes depend on them alone."""
    # A zip's clock begins in 1980.
    moment = time.gmtime(max(timestamp, 315532800))[:6]
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    with zipfile.ZipFile(target, "w") as bundle:
        for path in files:
            entry = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            bundle.writestr(entry, path.read_bytes(), compresslevel=6)


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return a published edition's manifest; refuses a folder without one, or a damaged one."""
    path = folder / MANIFEST
    if not path.is_file():
        raise UnreadableFileError(
            "error-edition-not-built", year=folder.name, stage="publish", folder=str(folder)
        )
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as fault:
        raise UnreadableFileError(
            "error-file-unreadable", file=str(path), reason=str(fault)
        ) from fault
    return manifest


def check_seals(folder: Path, manifest: Mapping[str, Any]) -> list[Fault]:
    """Return files changed, added or removed since publishing, in the folder or in its bundle."""
    found = hash_files(folder)
    bundle = folder / name_bundle(folder)
    own = {MANIFEST, bundle.name}
    return [
        *_compare(manifest["files"], found, own, folder.name),
        *check_bundle(bundle, {**manifest["files"], MANIFEST: found.get(MANIFEST, "")}),
    ]


def check_bundle(bundle: Path, wanted: Mapping[str, str]) -> list[Fault]:
    """Return what a bundle holds otherwise than the folder it was made of."""
    place = f"{bundle.parent.name}/{bundle.name}"
    if not bundle.is_file():
        return [Fault("hashes", place, "missing", "as published")]
    try:
        with zipfile.ZipFile(bundle) as archive:
            found = {
                name.removeprefix(f"{bundle.parent.name}/"): _hash(archive.read(name))
                for name in archive.namelist()
            }
    except (zipfile.BadZipFile, OSError, NotImplementedError) as fault:
        return [Fault("hashes", place, f"cannot be read: {fault}", "as published")]
    return _compare(wanted, found, set(), place)


def _compare(
    wanted: Mapping[str, str], found: Mapping[str, str], own: set[str], place: str
) -> list[Fault]:
    return [
        Fault("hashes", f"{place}/{name}", "changed, added or removed since publishing",
              "as published")
        for name in sorted({*wanted, *found} - own)
        if wanted.get(name) != found.get(name)
    ]  # fmt: skip
