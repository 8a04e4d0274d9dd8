"""land: data/raw/<source>/ -> landed tables, typed, each row with its place in the file.

Raw files are never edited; no row and no label is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.layouts import read_rows
from pipeline.observations import KEYS
from pipeline.paths import Paths
from pipeline.register import Dropped, check_mixture, is_register, land_registers
from pipeline.settings import read_settings
from pipeline.sources import Source, hash_file, read_sources
from pipeline.tables import write_table
from pipeline.versions import mark_current
from pipeline.words import LANGUAGES

_OBSERVED = ("label", "printed", "value", "status")
_PLACE = ("source", "file", "sha256", "version", "locator")
_YEARS = ("year", "report_year", "period_start", "period_end")


@dataclass(frozen=True)
class Landed:
    """Rows of each landed table, and the headings of registers' columns that were left behind."""

    rows: Mapping[str, int]
    dropped: tuple[Dropped, ...]


def land(paths: Paths) -> Landed:
    """Land every source below data/raw/ and return what was landed and what was not."""
    sources = read_sources(paths.raw)
    check_mixture(sources)
    registers = land_registers(paths, sources, read_settings(paths))
    tables = land_tables(sources)
    tables["source"] = describe_sources(sources)
    for name, frame in tables.items():
        write_table(frame, paths.landed / f"{name}.parquet")
    rows = {name: len(frame) for name, frame in tables.items()} | dict(registers.rows)
    return Landed(rows, registers.dropped)


def land_tables(sources: Iterable[Source]) -> dict[str, pd.DataFrame]:
    """Return one frame per landed table, rows in the order of the files."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for source in sources:
        for table in source.tables:
            if is_register(table):
                continue
            place = {
                "source": source.id,
                "file": table.file,
                "sha256": hash_file(source.path(table)),
                "version": table.version,
            }
            landed = rows.setdefault(table.table, [])
            landed.extend({**place, **row} for row in read_rows(source, table))
    frames = {
        name: pd.DataFrame(lines, columns=None if lines else list(_PLACE))
        for name, lines in sorted(rows.items())
    }
    return {
        name: _type_columns(name, frame.assign(is_current=mark_current(name, frame)))
        for name, frame in frames.items()
    }


def describe_sources(sources: Iterable[Source]) -> pd.DataFrame:
    """Return one row per file of each source: hash, version, and the source's own description."""
    lines = []
    for source in sources:
        texts = {
            f"{name}_{language}": getattr(source, name)[language]
            for name in ("title", "publisher", "licence", "counts")
            for language in LANGUAGES
        }
        for table in source.tables:
            lines.append(
                {
                    "source": source.id,
                    "file": table.file,
                    "sha256": hash_file(source.path(table)),
                    "version": table.version,
                    "layout": table.layout,
                    "url": source.url,
                    "published": source.published,
                    "maturity": source.maturity,
                    "is_real": source.real,
                    **texts,
                }
            )
    return pd.DataFrame(lines)


def read_landed(folder: Path) -> dict[str, pd.DataFrame]:
    """Return the landed tables in `folder`, by name."""
    return {path.stem: pd.read_parquet(path) for path in sorted(folder.glob("*.parquet"))}


def _type_columns(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    if name in KEYS:
        columns = [*_PLACE[:-1], "is_current", "locator", *KEYS[name]]
        extra = ["saved"] if name == "agency" else []
        frame = frame.reindex(columns=[*columns, *_OBSERVED, *extra])
        if frame.empty:  # without rows pandas would take every column for numbers
            frame = frame.astype("str").astype({"is_current": bool})
        frame["value"] = frame["value"].astype("Float64")
        if extra:
            frame["saved"] = pd.to_numeric(frame["saved"]).astype("Float64")
    for column in _YEARS:
        if column in frame:
            numbers = pd.to_numeric(frame[column], errors="coerce")
            frame[column] = numbers.where(numbers % 1 == 0).astype("Int64")
    return frame
