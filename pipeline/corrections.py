"""Declared corrections: data/raw/<source>/corrections.yaml, applied by curate, never to raw files.

Each says what is changed, why, who decided it and when, and what the cell said before: the guard.
A guard that no longer holds stops the build, because the source was mended or another cell meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

import pandas as pd
import yaml

from pipeline.cells import read_cell
from pipeline.errors import InvalidContentError, UnknownLayoutError, UnreadableFileError
from pipeline.sources import Source
from pipeline.words import LANGUAGES
from pipeline.yaml_text import parse_yaml

CORRECTIONS_FILE: Final = "corrections.yaml"
# agreed: applied. proposed: shown, not applied. withdrawn: kept as history, not applied.
CorrectionStatus = Literal["agreed", "proposed", "withdrawn"]
_MARK: Final = " · correction "
# What the cell of an observation is called: its printed text, from which value and status follow.
_OBSERVED: Final = "printed"


@dataclass(frozen=True)
class Correction:
    """One declared correction. `corrected` is None where the row is left out.

    The row is found by file, place and, where a place holds several rows, by `where`.
    """

    source: str
    id: str
    table: str
    file: str
    locator: str
    where: Mapping[str, str]
    column: str
    expected: str
    corrected: str | None
    why: Mapping[str, str]
    who: str
    when: str
    evidence: str
    status: CorrectionStatus

    @property
    def place(self) -> str:
        told = ", ".join(f"{name} {value}" for name, value in self.where.items())
        return f"{self.locator} ({told})" if told else self.locator


def read_corrections(sources: Iterable[Source]) -> list[Correction]:
    """Return the corrections declared for `sources`, in their order; refuse an incomplete one."""
    corrections = [each for source in sources for each in read_declared(source.folder)]
    seen: set[str] = set()
    for correction in corrections:
        if correction.id in seen:
            raise _incomplete(f"{correction.source}/{CORRECTIONS_FILE}", correction.id, "id")
        seen.add(correction.id)
    return corrections


def read_declared(folder: Path) -> list[Correction]:
    """Return the corrections in a source's folder; none if it has no corrections.yaml."""
    path = folder / CORRECTIONS_FILE
    place = f"{folder.name}/{CORRECTIONS_FILE}"
    if not path.is_file():
        return []
    try:
        given = parse_yaml(path.read_text(encoding="utf-8")) or []
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        reason = str(fault).splitlines()[0]
        raise UnreadableFileError("error-file-unreadable", file=place, reason=reason) from fault
    if not isinstance(given, list):
        raise _incomplete(place, "—", "list")
    return [_read_correction(folder.name, place, entry) for entry in given]


def apply_corrections(
    table: str,
    frame: pd.DataFrame,
    corrections: Iterable[Correction],
    marks: Mapping[str, Mapping[str, str]],
) -> pd.DataFrame:
    """Return `frame` with the agreed corrections of `table` applied; its row labels are kept.

    A corrected row's place names the correction, so that every number made from it does. `marks`
    are the marks of each source. Refuses a guard that does not hold (exit code 12).
    """
    corrected = frame.copy()
    for correction in corrections:
        if correction.status != "agreed" or correction.table != table:
            continue
        label = _find_row(corrected, correction)
        _check_guard(corrected, label, correction)
        if correction.corrected is None:
            corrected = corrected.drop(index=label)
            continue
        _change_cell(corrected, label, correction, marks[correction.source])
        corrected.loc[label, "locator"] = f"{correction.locator}{_MARK}{correction.id}"
    return corrected


def describe_corrections(corrections: Iterable[Correction]) -> pd.DataFrame:
    """Return one row per declared correction, for the store."""
    columns = [
        "source", "id", "table", "file", "locator", "place", "column", "expected", "corrected",
        "who", "when", "evidence", "status", *(f"why_{language}" for language in LANGUAGES),
    ]  # fmt: skip
    lines = [
        {
            **{name: getattr(each, name) for name in columns if not name.startswith("why_")},
            **{f"why_{language}": each.why[language] for language in LANGUAGES},
        }
        for each in corrections
    ]
    return pd.DataFrame(lines, columns=columns).astype("string")


def _find_row(frame: pd.DataFrame, correction: Correction) -> Any:
    """Return the label of the one row a correction speaks of."""
    found = frame[
        (frame["source"] == correction.source)
        & (frame["file"] == correction.file)
        & (frame["locator"].str.split(_MARK).str[0] == correction.locator)
    ]
    for column, value in correction.where.items():
        if column not in frame:
            raise _incomplete(
                f"{correction.source}/{CORRECTIONS_FILE}", correction.id, f"where: {column}"
            )
        found = found[found[column].map(_as_text) == value]
    if correction.corrected is None:
        found = found.drop_duplicates()  # of rows that say the same twice, any may be left out
    if len(found) != 1:
        raise InvalidContentError(
            "error-correction-row",
            file=f"{correction.source}/{correction.file}",
            place=correction.place,
            correction=correction.id,
            rows=len(found),
        )
    return found.index[0]


def _check_guard(frame: pd.DataFrame, label: Any, correction: Correction) -> None:
    if correction.column not in frame:
        place = f"{correction.source}/{CORRECTIONS_FILE}"
        raise _incomplete(place, correction.id, f"column: {correction.column}")
    found = _as_text(frame.loc[label, correction.column])
    if found != correction.expected:
        raise InvalidContentError(
            "error-correction-guard",
            file=f"{correction.source}/{correction.file}",
            place=correction.place,
            correction=correction.id,
            column=correction.column,
            expected=correction.expected,
            found=found,
        )


def _change_cell(
    frame: pd.DataFrame, label: Any, correction: Correction, marks: Mapping[str, str]
) -> None:
    """Write the corrected text; an observation's value and status are read from it anew."""
    if correction.column == _OBSERVED:
        cell = read_cell(correction.corrected, marks)
        frame.loc[label, [_OBSERVED, "status"]] = [correction.corrected, cell.status]
        frame.loc[label, "value"] = pd.NA if cell.value is None else cell.value
        return
    column = frame[correction.column]
    try:
        frame.loc[label, correction.column] = pd.array(
            pd.Series([correction.corrected]).astype(column.dtype)
        )[0]
    except (TypeError, ValueError) as fault:
        place = f"{correction.source}/{CORRECTIONS_FILE}"
        raise _incomplete(place, correction.id, f"corrected: {correction.corrected}") from fault


def _as_text(value: object) -> str:
    """Return a cell as a person would write it: 2020, not 2020.0; nothing for a missing value."""
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _read_correction(source: str, place: str, entry: Any) -> Correction:
    try:
        leave_out = bool(entry.get("leave_out", False))
        correction = Correction(
            source=source,
            id=str(entry["id"]),
            table=str(entry["table"]),
            file=str(entry["file"]),
            locator=str(entry["locator"]),
            where={str(key): str(value) for key, value in (entry.get("where") or {}).items()},
            column=str(entry["column"]),
            expected=str(entry["expected"]),
            corrected=None if leave_out else str(entry["corrected"]),
            why={language: str(entry["why"][language]) for language in LANGUAGES},
            who=str(entry["who"]),
            when=str(entry["when"]),
            evidence=str(entry.get("evidence", "")),
            status=entry["status"],
        )
    except (AttributeError, KeyError, TypeError) as fault:
        name = str(entry.get("id", "?")) if isinstance(entry, dict) else "?"
        raise _incomplete(place, name, str(fault)) from fault
    if correction.status not in get_args(CorrectionStatus):
        raise _incomplete(place, correction.id, f"status: {correction.status}")
    return correction


def _incomplete(place: str, correction: str, key: str) -> UnknownLayoutError:
    return UnknownLayoutError(
        "error-correction-incomplete", file=place, correction=correction, key=key
    )
