"""curate: accepted tables and declared corrections -> the DuckDB store.

The store is written whole or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import duckdb
import pandas as pd

from pipeline.corrections import (
    Correction,
    apply_corrections,
    describe_corrections,
    read_corrections,
)
from pipeline.disclosure_rule import Rule
from pipeline.errors import InvalidContentError, StoreUnavailableError
from pipeline.fill_registers import fill_registers
from pipeline.measures import create_measures
from pipeline.paths import Paths
from pipeline.register import list_dropped
from pipeline.settings import Settings, read_settings
from pipeline.sources import Source, read_sources
from pipeline.store import open_limited, quote_path, read_sql
from pipeline.suites import answer_suite
from pipeline.validate import add_presence, read_validation, validate_tables
from pipeline.validate_register import add_registers, read_register_validation
from pipeline.verdicts import LEFT_OUT, Validation, count_intake, describe_held, raise_stops

_MAY_BE_ABSENT: Final = ("agency", "article_year", "claim", "headline")


@dataclass(frozen=True)
class Curation:
    """What goes into the store: validation as it stands after the corrections, and these.

    `dropped` are the headings of registers' columns that were not landed.
    """

    validation: Validation
    corrections: pd.DataFrame
    dropped: pd.DataFrame


def curate(paths: Paths) -> list[str]:
    """Build the store from what validation accepted and return its tables' names.

    The store is written beside its place and moved there when whole. Its tables are also written
    as Parquet: their bytes depend on the rows alone, the store's do not.
    """
    settings = read_settings(paths)
    sources = read_sources(paths.raw)
    registers = read_register_validation(paths)
    curation = correct(read_validation(paths), sources, paths.expectations)
    validation = add_registers(curation.validation, registers)
    curation = replace(curation, validation=validation, dropped=registers.dropped)
    fresh = paths.store.with_suffix(".new.duckdb")
    paths.curated.mkdir(parents=True, exist_ok=True)
    fresh.unlink(missing_ok=True)
    try:
        with open_limited(paths, settings, fresh) as connection:
            fill_store(connection, curation, paths, settings)
            protect_registers(connection, settings, paths)
            names = export_tables(connection, paths.curated_tables)
        fresh.replace(paths.store)
    except (duckdb.IOException, OSError) as fault:
        reason = str(fault).splitlines()[0]
        raise StoreUnavailableError(
            "error-store-unavailable", file=str(paths.store), reason=reason
        ) from fault
    return names


def fill_store(
    connection: duckdb.DuckDBPyConnection, curation: Curation, paths: Paths, settings: Settings
) -> None:
    """Fill a new store with the accepted tables, the registers and the measures."""
    register_accepted(connection, curation)
    build_tables(connection)
    fill_registers(connection, paths, settings)


def correct(validation: Validation, sources: Sequence[Source], expectations: Path) -> Curation:
    """Return the validation as it stands once the agreed corrections are made.

    With corrections, every row received is judged again by the same suites and rules: a row held
    back that is mended is released. Refuses a guard that does not hold, and a corrected row that
    still fails.
    """
    corrections = read_corrections(sources)
    described = describe_corrections(corrections)
    agreed = [each for each in corrections if each.status == "agreed"]
    if not agreed:
        return Curation(validation, described, list_dropped(()))
    source = validation.accepted["source"]
    received = {
        name: pd.concat([frame, validation.held[name]], ignore_index=True)
        for name, frame in validation.accepted.items()
        if name != "source"
    }
    marks = {each.id: each.marks for each in sources}
    tables = {
        name: apply_corrections(name, frame, agreed, marks) for name, frame in received.items()
    }
    again = add_presence(validate_tables(tables, expectations, answer_suite), source, received)
    again = add_left_out(again, received, tables)
    check_corrected(again, agreed)
    raise_stops(again.verdicts, again.intake)
    mended = replace(again, accepted={**again.accepted, "source": source})
    return Curation(mended, described, list_dropped(()))


def add_left_out(
    validation: Validation,
    received: Mapping[str, pd.DataFrame],
    tables: Mapping[str, pd.DataFrame],
) -> Validation:
    """Return the validation with the rows that corrections leave out counted as quarantined."""
    left_out = [
        describe_held(
            name, frame, {label: [LEFT_OUT] for label in frame.index if label not in kept}
        )
        for name, frame in received.items()
        for kept in [set(tables[name].index)]
    ]
    quarantine = pd.concat([validation.quarantine, *left_out], ignore_index=True)
    return replace(validation, quarantine=quarantine, intake=count_intake(received, quarantine))


def check_corrected(validation: Validation, corrections: Sequence[Correction]) -> None:
    """Refuse a correction whose row is still held back: it did not mend what it should."""
    for correction in corrections:
        held = validation.quarantine[
            (validation.quarantine["source"] == correction.source)
            & validation.quarantine["locator"].str.endswith(f" {correction.id}")
        ]
        if not held.empty:
            raise InvalidContentError(
                "error-correction-useless",
                file=f"{correction.source}/{correction.file}",
                place=correction.place,
                correction=correction.id,
                check=str(held.iloc[0]["reasons"]),
            )


def register_accepted(connection: duckdb.DuckDBPyConnection, curation: Curation) -> None:
    """Make what validation accepted and found visible as accepted_<table> and found_<table>."""
    validation = curation.validation
    for name, frame in validation.accepted.items():
        connection.register(f"accepted_{name}", frame)
    # A project may have a register and no published tables: those are empty then.
    for name in _MAY_BE_ABSENT:
        if name not in validation.accepted:
            connection.execute(read_sql("absent", name))
    found = {
        "verdict": validation.verdicts,
        "finding": validation.findings,
        "intake": validation.intake,
        "quarantine": validation.quarantine,
        "correction": curation.corrections,
        "dropped_heading": curation.dropped,
    }
    for name, frame in found.items():
        connection.register(f"found_{name}", frame)


def build_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the store's tables, their comments and the measures."""
    connection.execute(read_sql("store", "tables"))
    connection.execute(read_sql("store", "comments"))
    for part in ("tables", "comments"):
        connection.execute(read_sql("register", part))
    create_measures(connection)


def protect_registers(
    connection: duckdb.DuckDBPyConnection, settings: Settings, paths: Paths
) -> None:
    """Decide which counts of registers are withheld, if a register was landed."""
    if paths.accepted_register.is_dir():
        # The solvers take a second to import, and nothing else needs them.
        from pipeline.disclosure_tables import protect

        protect(connection, settings.editions, Rule.from_settings(settings.disclosure))


def export_tables(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[str]:
    """Write every table of the store as Parquet and return their names."""
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("*.parquet"):
        stale.unlink()
    tables = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE NOT temporary ORDER BY table_name"
    ).fetchall()
    for (name,) in tables:
        target = quote_path(folder / f"{name}.parquet")
        connection.execute(f"COPY {name} TO {target} (FORMAT parquet, COMPRESSION zstd)")
    return [str(name) for (name,) in tables]
