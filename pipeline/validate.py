"""validate: landed tables -> verdicts, quarantine and accepted tables.

Great Expectations checks each table against its suite in expectations/; rules across rows and
tables are queries in expectations/rules/. A verdict for every check of every file is written
before anything is raised; received = accepted + quarantined, always.

Severities say what happens next: note and warn are told, drop_row quarantines the row, stop_file
quarantines the file whole, stop_edition stops the build.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from pathlib import Path

import pandas as pd

from pipeline.corrections import read_corrections
from pipeline.land import read_landed
from pipeline.paths import Paths
from pipeline.rules import list_runnable, read_rules, run_rules
from pipeline.settings import read_settings
from pipeline.sources import read_sources
from pipeline.suites import RunSuite, run_suite
from pipeline.tables import read_table, write_table
from pipeline.validate_register import (
    add_registers,
    leave_out_registers,
    validate_registers,
)
from pipeline.verdicts import (
    Validation,
    Verdict,
    count_intake,
    describe_held,
    find_reasons,
    judge_files,
    judge_presence,
    judge_rules,
    raise_stops,
)
from pipeline.versions import mark_current


def validate(paths: Paths) -> Validation:
    """Validate every landed table and write what was found; refuse what stops the edition.

    Where corrections are declared, curate decides on stops: they may mend what is found here.
    """
    tables = read_landed(paths.landed)
    source = tables.pop("source")
    registers = validate_registers(paths, read_settings(paths))
    others = leave_out_registers(source, registers)
    validation = add_presence(validate_tables(tables, paths.expectations), others, tables)
    write_validation(validation, source, paths.validated)
    validation = add_registers(validation, registers)
    corrections = read_corrections(read_sources(paths.raw))
    if not any(correction.status == "agreed" for correction in corrections):
        raise_stops(validation.verdicts, validation.intake)
    return validation


def validate_tables(
    tables: Mapping[str, pd.DataFrame], expectations: Path, run: RunSuite = run_suite
) -> Validation:
    """Return the verdicts on `tables` and their rows, accepted or held back with reasons."""
    results = {name: run(frame, expectations / f"{name}.json") for name, frame in tables.items()}
    reasons = find_reasons(tables, results)
    tables = {name: recall_versions(name, frame, reasons[name]) for name, frame in tables.items()}
    passed = {name: frame.drop(index=list(reasons[name])) for name, frame in tables.items()}
    findings, held = run_rules(passed, expectations)
    for name, more in find_reasons(passed, held).items():
        reasons[name] |= more
    rules = list_runnable(read_rules(expectations), tables)
    verdicts = [
        verdict
        for name, frame in tables.items()
        for verdict in judge_files(name, frame, results[name])
    ] + judge_rules(tables, findings, rules)
    quarantine = pd.concat(
        [describe_held(name, frame, reasons[name]) for name, frame in tables.items()],
        ignore_index=True,
    )
    return Validation(
        verdicts=pd.DataFrame(
            [asdict(verdict) for verdict in verdicts],
            columns=[field.name for field in fields(Verdict)],
        ),
        findings=findings,
        accepted={
            name: frame.drop(index=list(reasons[name])).reset_index(drop=True)
            for name, frame in tables.items()
        },
        held={
            name: frame.loc[sorted(reasons[name])].reset_index(drop=True)
            for name, frame in tables.items()
        },
        quarantine=quarantine,
        intake=count_intake(tables, quarantine),
    )


def recall_versions(
    name: str, frame: pd.DataFrame, reasons: Mapping[int, list[str]]
) -> pd.DataFrame:
    """Return a table in which, where a whole file is held back, the version before it counts again.

    One row held back changes nothing: its figure is missing, and an older one must not stand in.
    """
    is_held = pd.Series(frame.index.isin(list(reasons)), frame.index)
    if not is_held.any() or "is_current" not in frame:
        return frame
    is_stopped = is_held.groupby([frame["source"], frame["file"]]).transform("all")
    kept = frame[~is_stopped]
    if len(kept) in (0, len(frame)):
        return frame
    current = frame["is_current"].where(is_stopped, mark_current(name, kept))
    return frame.assign(is_current=current.astype(bool))


def add_presence(
    validation: Validation, source: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> Validation:
    """Return the validation with one more verdict for each file sent: whether it has rows."""
    present = pd.DataFrame([asdict(verdict) for verdict in judge_presence(source, tables)])
    verdicts = pd.concat([validation.verdicts, present], ignore_index=True)
    return replace(validation, verdicts=verdicts)


def write_validation(validation: Validation, source: pd.DataFrame, folder: Path) -> None:
    """Write what validation found, and the description of the sources beside it."""
    for name, frame in validation.accepted.items():
        write_table(frame, folder / "accepted" / f"{name}.parquet")
    for name, frame in validation.held.items():
        write_table(frame, folder / "held" / f"{name}.parquet")
    write_table(source, folder / "accepted" / "source.parquet")
    write_table(validation.verdicts, folder / "verdict.parquet")
    write_table(validation.findings, folder / "finding.parquet")
    write_table(validation.quarantine, folder / "quarantine.parquet")
    write_table(validation.intake, folder / "intake.parquet")


def read_validation(paths: Paths) -> Validation:
    """Return what the last validation wrote."""
    folder = paths.validated
    return Validation(
        verdicts=read_table(folder / "verdict.parquet"),
        findings=read_table(folder / "finding.parquet"),
        accepted=_read_tables(folder / "accepted"),
        held=_read_tables(folder / "held"),
        quarantine=read_table(folder / "quarantine.parquet"),
        intake=read_table(folder / "intake.parquet"),
    )


def _read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    return {path.stem: read_table(path) for path in sorted(folder.glob("*.parquet"))}
