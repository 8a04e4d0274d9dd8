"""add: an incoming file becomes a file of a source, or nothing changes at all.

The file is copied into data/raw/<source>/ and named in its source.yaml; a year that is new becomes
an edition. What `check` refuses is refused here too, unless its bad rows may be held back.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final

from pipeline.add_source import add_edition, describe_source, extend_source, print_yaml, read_yaml
from pipeline.check import Checked, check_file
from pipeline.errors import InvalidContentError, WrongCallError
from pipeline.incoming import FORM_LAYOUT, Incoming
from pipeline.paths import Paths
from pipeline.sources import SOURCE_FILE, Source, hash_file, read_source, read_sources

_SOURCE_ID: Final = re.compile(r"[a-z][a-z0-9_]{1,62}")
_DIGEST_LENGTH: Final = 10


@dataclass(frozen=True)
class Added:
    """What `add` did: the file's new place, and whether its source and its edition are new."""

    checked: Checked
    target: Path
    is_new_source: bool
    is_new_edition: bool


def add_file(
    path: Path, paths: Paths, source_id: str, year: int, *, quarantine: bool, checked: Checked
) -> Added:
    """Make a checked file part of the project, whole or not at all.

    Refuses faults unless `quarantine` holds their rows back, a file of another year or kind than
    it is added to, and one that is there already.
    """
    check_call(checked, paths, source_id, year)
    if checked.faults and not quarantine:
        raise refuse_faults(checked, path)
    if not checked.accepted:
        raise InvalidContentError(
            "error-add-nothing", file=path.name, checked=name_checked(path).name
        )
    folder = paths.source(source_id)
    is_new = not folder.exists()
    entry = make_entry(checked.incoming, folder, year)
    description = _describe(checked.incoming, folder, source_id, entry)
    params = read_yaml(paths.params)
    is_new_edition = add_edition(params, year)
    with _write_together(path) as stack:
        if is_new:
            _place_folder(stack, folder, path, entry["file"], print_yaml(description))
        else:
            _place_file(stack, folder / entry["file"], path.read_bytes())
            _place_file(stack, folder / SOURCE_FILE, print_yaml(description).encode())
        read_source(folder)  # refuses what the next build would refuse
        if is_new_edition:
            _place_file(stack, paths.params, print_yaml(params).encode())
        stack.pop_all()
    return Added(checked, folder / entry["file"], is_new, is_new_edition)


def check_incoming_file(path: Path, paths: Paths, source_id: str) -> Checked:
    """Return what the checks say of a file as one of `source_id`; refuse a name no source has."""
    if not _SOURCE_ID.fullmatch(source_id):
        raise WrongCallError("error-add-source", source=source_id)
    is_known = source_id in {source.id for source in read_sources(paths.raw)}
    return check_file(path, paths, source_id if is_known else "")


def refuse_faults(checked: Checked, path: Path) -> InvalidContentError:
    """Return the refusal of a file with faults."""
    return InvalidContentError(
        "error-check-faults",
        file=path.name,
        faults=len(checked.faults),
        quarantined=checked.quarantined,
        checked=name_checked(path).name,
    )


def name_checked(path: Path) -> Path:
    """Return where the checked workbook of a file is written: beside it."""
    return path.with_name(f"{path.name}.checked.xlsx")


def check_call(checked: Checked, paths: Paths, source_id: str, year: int) -> None:
    """Refuse a file that does not belong where it is added to."""
    incoming = checked.incoming
    years = list_years(incoming)
    if years and year not in years:
        found = ", ".join(map(str, years))
        raise WrongCallError("error-add-year", file=incoming.path.name, found=found, year=str(year))
    known = {source.id: source for source in read_sources(paths.raw)}
    if source_id not in known:
        if incoming.form is None:  # only a form says who sends it
            raise WrongCallError("error-add-kind", file=incoming.path.name, source=source_id,
                                 kind=incoming.source.id)  # fmt: skip
        return
    _check_kind(incoming, known[source_id])
    _check_not_there(incoming.path, known[source_id])


def list_years(incoming: Incoming) -> list[int]:
    """Return the years a file speaks of: those of its rows, or the one its cover sheet names."""
    found: set[int] = set()
    for frame in incoming.tables.values():
        if "year" in frame:
            found |= {int(year) for year in frame["year"].dropna()}
    answer = (incoming.form.about or {}).get("year") if incoming.form else None
    if answer and answer.status == "value":
        found.add(int(str(answer.value)))
    return sorted(found)


def make_entry(incoming: Incoming, folder: Path, year: int) -> dict[str, Any]:
    """Return the entry of source.yaml for the file, under the name it will have."""
    version = choose_version(incoming.entry.version, folder)
    options = {name: value for name, value in incoming.entry.options.items() if name != "version"}
    entry = {
        "table": incoming.entry.table,
        "file": name_target(incoming.path, version),
        "version": version,
        "layout": incoming.entry.layout,
        **options,
    }
    return {**entry, "year": year} if incoming.is_register else entry


def choose_version(given: str, folder: Path) -> str:
    """Return the date that orders a file among its source's versions.

    It is the cover sheet's, or today's where a file has none. A file that is mended on the day it
    was made has the same date as the one it replaces: the time tells them apart.
    """
    now = datetime.now(UTC)
    known = (
        {table.version[:10] for table in read_source(folder).tables} if folder.exists() else set()
    )
    version = given or f"{now:%Y-%m-%d}"
    return f"{version}T{now:%H:%M:%S}" if version in known else version


def name_target(path: Path, version: str) -> str:
    """Return the name of a file in its source's folder: date, content's hash, its own name.

    Only Latin letters, digits and . _ - are kept, so a name leads nowhere else.
    """
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", path.stem).strip("._-") or "file"
    digest = hash_file(path)[:_DIGEST_LENGTH]
    return f"{version[:10]}_{digest}_{plain[:60]}{path.suffix.lower()}"


def _describe(incoming: Incoming, folder: Path, source_id: str, entry: dict[str, Any]) -> Any:
    if folder.exists():
        return extend_source(read_yaml(folder / SOURCE_FILE), entry)
    return extend_source(describe_source(incoming, source_id), entry)


def _check_kind(incoming: Incoming, source: Source) -> None:
    kinds = {table.table for table in source.tables}
    if incoming.entry.table not in kinds and incoming.entry.layout == FORM_LAYOUT:
        raise WrongCallError(
            "error-add-kind",
            file=incoming.path.name,
            source=source.id,
            kind=", ".join(sorted(kinds)),
        )


def _check_not_there(path: Path, source: Source) -> None:
    digest = hash_file(path)
    for table in source.tables:
        if hash_file(source.path(table)) == digest:
            raise WrongCallError(
                "error-add-known", file=path.name, known=f"{source.id}/{table.file}"
            )


@contextmanager
def _write_together(path: Path) -> Iterator[ExitStack]:
    """Yield a stack that undoes every write in it, unless its end is reached."""
    try:
        with ExitStack() as stack:
            yield stack
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise WrongCallError("error-add-failed", file=path.name, reason=reason) from fault


def _place_file(stack: ExitStack, target: Path, content: bytes) -> None:
    """Write a file in one step; undone, it is as before."""
    before = target.read_bytes() if target.exists() else None
    partial = target.with_name(f".{target.name}.part")
    stack.callback(partial.unlink, missing_ok=True)
    partial.write_bytes(content)
    stack.callback(_restore, target, before)
    partial.replace(target)


def _restore(target: Path, before: bytes | None) -> None:
    if before is None:
        target.unlink(missing_ok=True)
    else:
        target.write_bytes(before)


def _place_folder(stack: ExitStack, folder: Path, path: Path, name: str, description: str) -> None:
    """Make a source's folder in one step; undone, it is gone."""
    staged = Path(mkdtemp(prefix=".add-", dir=folder.parent.parent))
    stack.callback(shutil.rmtree, staged, ignore_errors=True)
    made = staged / folder.name
    made.mkdir()
    shutil.copyfile(path, made / name)
    (made / SOURCE_FILE).write_text(description, encoding="utf-8")
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    made.replace(folder)
    staged.rmdir()
