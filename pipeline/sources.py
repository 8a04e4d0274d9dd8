"""source.yaml: what a source is, which files it sent and how each is laid out.

A new source, or a new year's changed columns, is a change to these files, not to code.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from pipeline.cells import STATUSES
from pipeline.errors import UnknownLayoutError, UnreadableFileError
from pipeline.words import LANGUAGES
from pipeline.yaml_text import parse_yaml

SOURCE_FILE = "source.yaml"
TEXTS = ("title", "publisher", "licence", "counts")


@dataclass(frozen=True)
class SourceTable:
    """One file of a source, the landed table it feeds and how to read it."""

    table: str
    file: str
    layout: str
    version: str
    options: Mapping[str, Any]


@dataclass(frozen=True)
class Source:
    """One sender of data. The texts hold one entry per language.

    `kind` is data, or reference for what only explains data; `real` is false for synthetic data.
    """

    id: str
    folder: Path
    url: str
    published: int
    maturity: str
    real: bool
    title: Mapping[str, str]
    publisher: Mapping[str, str]
    licence: Mapping[str, str]
    counts: Mapping[str, str]
    marks: Mapping[str, str]
    tables: tuple[SourceTable, ...] = field(default=())
    kind: str = "data"
    # The agency whose forms these are, by its code; "" for other sources.
    sender: str = ""

    def path(self, table: SourceTable) -> Path:
        return self.folder / table.file

    def sibling(self, file: str) -> Path:
        """Return a file that explains others of the source; refuse one outside its folder."""
        if Path(file).name != file:
            place = f"{self.id}/{SOURCE_FILE}"
            raise UnknownLayoutError("error-source-incomplete", file=place, key=file)
        return self.folder / file

    def place(self, table: SourceTable) -> str:
        """Return a file as messages name it."""
        return f"{self.id}/{table.file}"


def read_sources(raw: Path) -> list[Source]:
    """Return the sources below `raw`, by folder name; refuse a folder without a source.yaml."""
    try:
        folders = sorted(entry for entry in raw.iterdir() if entry.is_dir())
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise UnreadableFileError("error-file-unreadable", file=str(raw), reason=reason) from fault
    return [read_source(folder) for folder in folders]


def read_source(folder: Path) -> Source:
    """Return the source in `folder`; refuse what is missing, and a file outside the folder."""
    path = folder / SOURCE_FILE
    place = f"{folder.name}/{SOURCE_FILE}"
    try:
        given = parse_yaml(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        reason = str(fault).splitlines()[0]
        raise UnreadableFileError("error-file-unreadable", file=place, reason=reason) from fault
    try:
        texts = {name: _read_texts(given[name]) for name in TEXTS}
        marks = {str(mark): str(status) for mark, status in (given["marks"] or {}).items()}
        tables = tuple(_read_table(entry) for entry in given["tables"])
        source = Source(
            id=str(given["id"]),
            folder=folder,
            url=str(given["url"]),
            published=int(given["published"]),
            maturity=str(given["maturity"]),
            real=bool(given["real"]),
            kind=str(given.get("kind", "data")),
            marks=marks,
            tables=tables,
            sender=str(given.get("sender", "")),
            **texts,
        )
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise UnknownLayoutError("error-source-incomplete", file=place, key=str(fault)) from fault
    _check_source(source, place)
    return source


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise UnreadableFileError("error-file-unreadable", file=str(path), reason=reason) from fault


def refuse_file(source: Source, table: SourceTable, fault: Exception) -> UnreadableFileError:
    """Return the refusal of a file that cannot be read."""
    reason = (str(fault).splitlines() or [type(fault).__name__])[0]
    return UnreadableFileError("error-file-unreadable", file=source.place(table), reason=reason)


def _read_texts(given: Mapping[str, str]) -> dict[str, str]:
    return {language: str(given[language]) for language in LANGUAGES}


def _read_table(entry: Mapping[str, Any]) -> SourceTable:
    own = {"table", "file", "layout", "version"}
    return SourceTable(
        table=str(entry["table"]),
        file=str(entry["file"]),
        layout=str(entry["layout"]),
        version=str(entry.get("version", "")),
        options={key: value for key, value in entry.items() if key not in own},
    )


def _check_source(source: Source, place: str) -> None:
    if source.id != source.folder.name:
        raise UnknownLayoutError("error-source-incomplete", file=place, key="id")
    for status in source.marks.values():
        if status not in STATUSES:
            raise UnknownLayoutError("error-source-incomplete", file=place, key=f"marks: {status}")
    for table in source.tables:
        if Path(table.file).name != table.file:
            raise UnknownLayoutError("error-source-incomplete", file=place, key=table.file)
        if not source.path(table).is_file():
            raise UnreadableFileError("error-file-missing", file=source.place(table), place=place)
