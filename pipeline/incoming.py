"""A file that an office sends: an intake form, or a file in the layout of a source at hand.

Nothing is copied or kept: the file is read where it lies, as landing would read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pandas as pd

from pipeline.errors import UnknownLayoutError
from pipeline.form_reader import FormFile, read_form_file
from pipeline.grids import check_file
from pipeline.land import land_tables
from pipeline.sources import SOURCE_FILE, Source, SourceTable
from pipeline.words import LANGUAGES

FORM_LAYOUT: Final = "form"
# Which landed table a form feeds, as source.yaml names it.
FORM_TABLES: Final = {"agency-series": "agency", "case-register": "register"}
# The name of a source that is not among the project's.
NEW_SOURCE: Final = "incoming"
# Tables that hold what offices count; the others are kept by the project itself.
# Refusals that say no more than that a file is in another layout.
_ANOTHER_LAYOUT: Final = ("error-years-missing", "error-columns-missing", "error-row-length")
_SENT: Final = ("agency", "article_year", "headline")


@dataclass(frozen=True)
class Incoming:
    """A file as landing would read it: by which entry of which source, and its landed tables."""

    path: Path
    source: Source
    entry: SourceTable
    form: FormFile | None
    tables: dict[str, pd.DataFrame]

    @property
    def is_register(self) -> bool:
        return self.entry.table == "register"


def read_incoming(path: Path, sources: Sequence[Source], source_id: str = "") -> Incoming:
    """Return the file at `path` as landing would read it for `source_id`, any source if "".

    Refuses a file that cannot be read, and one in no known layout (exit codes 10 and 11).
    """
    check_file(path)
    own = [source for source in sources if source_id in ("", source.id)]
    try:
        return _read_form(path, own, source_id)
    except UnknownLayoutError as no_form:
        if no_form.message == "error-form-columns":  # a form, with a column missing
            raise
        refusal = no_form
    for source in own:
        for entry in _list_layouts(source, path):
            try:
                return _read_layout(path, source, entry)
            except UnknownLayoutError as fault:
                # Of all refusals, that of a layout that fits but for one label helps most.
                if fault.message not in _ANOTHER_LAYOUT or source_id:
                    refusal = fault
    raise refusal


def _read_form(path: Path, sources: Sequence[Source], source_id: str) -> Incoming:
    form = read_form_file(path)
    table = FORM_TABLES[form.form.id]
    version = _find_date(form)
    entry = SourceTable(table, path.name, FORM_LAYOUT, version, {})
    source = _find_sender(sources, form, source_id) or _make_source(path.parent)
    incoming = replace(source, folder=path.parent, marks={}, tables=(entry,))
    tables = {} if table == "register" else land_tables([incoming])
    return Incoming(path, incoming, entry, form, tables)


def _find_date(form: FormFile) -> str:
    """Return the day the cover sheet was completed, as ISO; "" where it does not say."""
    answer = (form.about or {}).get("date")
    return str(answer.value) if answer and answer.status == "value" else ""


def _find_sender(sources: Sequence[Source], form: FormFile, source_id: str) -> Source | None:
    """Return the named source, or the one that has sent the same form of the same agency before."""
    if source_id:
        return next(iter(sources), None)
    answer = (form.about or {}).get("publisher")
    for source in sources:
        sends = any(
            entry.layout == FORM_LAYOUT and entry.table == FORM_TABLES[form.form.id]
            for entry in source.tables
        )
        if sends and answer and source.sender == answer.value:
            return source
    return None


def _make_source(folder: Path) -> Source:
    blank = dict.fromkeys(LANGUAGES, "")
    return Source(
        id=NEW_SOURCE, folder=folder, url="", published=0, maturity="", real=True,
        title=blank, publisher=blank, licence=blank, counts=blank, marks={},
    )  # fmt: skip


def _list_layouts(source: Source, path: Path) -> list[SourceTable]:
    """Return the source's layouts for files of this kind, the newest first, each once."""
    chosen: list[SourceTable] = []
    for entry in sorted(source.tables, key=lambda each: each.version, reverse=True):
        is_sent = entry.table in _SENT and entry.layout != FORM_LAYOUT
        is_kind = Path(entry.file).suffix.lower() == path.suffix.lower()
        is_new = not any(
            (each.table, each.layout, each.options) == (entry.table, entry.layout, entry.options)
            for each in chosen
        )
        if is_sent and is_kind and is_new:
            chosen.append(entry)
    return chosen


def _read_layout(path: Path, source: Source, entry: SourceTable) -> Incoming:
    """Return the file as read by an entry of a source; refuse one in another layout."""
    incoming = replace(entry, file=path.name)
    with _stage(path, source) as folder:
        staged = replace(source, folder=folder, tables=(incoming,))
        tables = land_tables([staged])
    return Incoming(path, replace(staged, folder=source.folder), incoming, None, tables)


@contextmanager
def _stage(path: Path, source: Source) -> Iterator[Path]:
    """Yield a folder that holds the file beside what describes the source's layout."""
    sent = {entry.file for entry in source.tables} | {SOURCE_FILE}
    with TemporaryDirectory() as name:
        folder = Path(name) / source.id
        folder.mkdir()
        for own in source.folder.iterdir():
            if own.is_file() and own.name not in sent | {path.name}:
                (folder / own.name).symlink_to(own.resolve())
        (folder / path.name).symlink_to(path.resolve())
        yield folder
