"""validate: landed tables -> verdicts, quarantine and accepted tables.

Great Expectations checks each table against its suite in expectations/; rules across rows and
tables are queries in expectations/rules/. A verdict for every check of every file is written
before anything is raised; received = accepted + quarantined, always.

Severities say what happens next: note and warn are told, drop_row quarantines the row, stop_file
quarantines the file, stop_edition stops the build.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import duckdb
import pandas as pd
import yaml

from pipeline.errors import InvalidContentError, UnknownLayoutError
from pipeline.land import read_landed
from pipeline.paths import Paths
from pipeline.tables import read_table, write_table

SEVERITIES: Final = ("note", "warn", "drop_row", "stop_file", "stop_edition")
_SAMPLE: Final = 5
_FINDING: Final = (
    "source",
    "file",
    "locator",
    "year",
    "agency",
    "indicator",
    "subject",
    "expected",
    "found",
)


@dataclass(frozen=True)
class Verdict:
    """What one check says of one file: a value before it is an exception."""

    table: str
    source: str
    file: str
    check: str
    severity: str
    passed: bool
    rows_checked: int
    rows_failed: int
    sample: str


@dataclass(frozen=True)
class Validation:
    """All verdicts and findings, and each table split into accepted and quarantined rows."""

    verdicts: pd.DataFrame
    findings: pd.DataFrame
    accepted: Mapping[str, pd.DataFrame]
    quarantine: pd.DataFrame
    intake: pd.DataFrame


def validate(paths: Paths) -> Validation:
    """Validate every landed table and write what was found; refuse a stop_edition failure."""
    tables = read_landed(paths.landed)
    source = tables.pop("source")
    validation = validate_tables(tables, paths.expectations)
    for name, frame in validation.accepted.items():
        write_table(frame, paths.validated / "accepted" / f"{name}.parquet")
    write_table(source, paths.validated / "accepted" / "source.parquet")
    write_table(validation.verdicts, paths.validated / "verdict.parquet")
    write_table(validation.findings, paths.validated / "finding.parquet")
    write_table(validation.quarantine, paths.validated / "quarantine.parquet")
    write_table(validation.intake, paths.validated / "intake.parquet")
    raise_stops(validation.verdicts)
    return validation


def read_validation(paths: Paths) -> Validation:
    """Return what the last validation wrote."""
    folder = paths.validated
    return Validation(
        verdicts=read_table(folder / "verdict.parquet"),
        findings=read_table(folder / "finding.parquet"),
        accepted={
            path.stem: read_table(path) for path in sorted((folder / "accepted").glob("*.parquet"))
        },
        quarantine=read_table(folder / "quarantine.parquet"),
        intake=read_table(folder / "intake.parquet"),
    )


def validate_tables(tables: Mapping[str, pd.DataFrame], expectations: Path) -> Validation:
    """Return the verdicts on `tables` and their rows, accepted or quarantined with reasons."""
    verdicts: list[Verdict] = []
    accepted: dict[str, pd.DataFrame] = {}
    quarantined: list[pd.DataFrame] = []
    for name, frame in tables.items():
        results = run_suite(frame, expectations / f"{name}.json")
        verdicts += judge_files(name, frame, results)
        reasons = find_reasons(frame, results)
        accepted[name] = frame[reasons == ""].reset_index(drop=True)
        quarantined.append(_describe_quarantined(name, frame[reasons != ""], reasons))
    findings = run_rules(accepted, expectations)
    verdicts += judge_rules(accepted, findings, read_rules(expectations))
    quarantine = pd.concat(quarantined, ignore_index=True)
    return Validation(
        verdicts=pd.DataFrame([asdict(verdict) for verdict in verdicts]),
        findings=findings,
        accepted=accepted,
        quarantine=quarantine,
        intake=count_intake(tables, quarantine),
    )


@dataclass(frozen=True)
class CheckResult:
    """One expectation's outcome over a whole table: the index labels of the rows that failed."""

    check: str
    severity: str
    failed: frozenset[int]


def run_suite(frame: pd.DataFrame, suite_file: Path) -> list[CheckResult]:
    """Return what Great Expectations says of `frame`, in the suite's order.

    Refuses a suite that names a column the table does not have: the layout is not the one expected.
    """
    # The import costs several seconds of processor time: only where validation runs.
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    suite = json.loads(suite_file.read_text(encoding="utf-8"))
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("landed").add_dataframe_asset(suite["name"])
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
    outcome = batch.validate(
        gx.ExpectationSuite(name=suite["name"], expectations=suite["expectations"]),
        result_format={"result_format": "COMPLETE"},
    )
    results = [_read_result(result, frame, suite_file.stem) for result in outcome.results]
    order = [expectation["meta"]["id"] for expectation in suite["expectations"]]
    return sorted(results, key=lambda result: order.index(result.check))


def judge_files(name: str, frame: pd.DataFrame, results: list[CheckResult]) -> list[Verdict]:
    """Return one verdict for every check of every file in `frame`."""
    verdicts = []
    for (source, file), rows in frame.groupby(["source", "file"], sort=True):
        for result in results:
            failed = rows.loc[[label for label in rows.index if label in result.failed]]
            sample = failed["locator"].head(_SAMPLE).tolist()
            verdicts.append(
                Verdict(
                    table=name,
                    source=str(source),
                    file=str(file),
                    check=result.check,
                    severity=result.severity,
                    passed=failed.empty,
                    rows_checked=len(rows),
                    rows_failed=len(failed),
                    sample=json.dumps(sample, ensure_ascii=False),
                )
            )
    return verdicts


def find_reasons(frame: pd.DataFrame, results: list[CheckResult]) -> pd.Series[str]:
    """Return, for each row, the checks that quarantine it, joined by ", "; "" for none."""
    reasons: dict[int, list[str]] = {label: [] for label in frame.index}
    for result in results:
        labels: set[int] = set(result.failed)
        if result.severity == "stop_file":
            files = pd.MultiIndex.from_frame(frame[["source", "file"]])
            stopped = files[frame.index.isin(result.failed)]
            labels = set(frame.index[files.isin(stopped)])
        if result.severity in ("drop_row", "stop_file", "stop_edition"):
            for label in labels:
                reasons[label].append(result.check)
    return pd.Series({label: ", ".join(found) for label, found in reasons.items()}, dtype="str")


def read_rules(expectations: Path) -> list[dict[str, str]]:
    """Return the rules across tables: id, table and severity; refuse an unknown severity."""
    rules = yaml.safe_load((expectations / "rules.yaml").read_text(encoding="utf-8"))
    for rule in rules:
        if rule["severity"] not in SEVERITIES:
            raise UnknownLayoutError(
                "error-source-incomplete", file="expectations/rules.yaml", key=rule["id"]
            )
    return list(rules)


def run_rules(tables: Mapping[str, pd.DataFrame], expectations: Path) -> pd.DataFrame:
    """Return every finding of every rule: where, what was expected and what was found."""
    frames = []
    with duckdb.connect() as connection:
        for name, frame in tables.items():
            connection.register(name, frame)
        for rule in read_rules(expectations):
            query = (expectations / "rules" / f"{rule['id']}.sql").read_text(encoding="utf-8")
            found = connection.execute(query).df()
            found.insert(0, "rule", rule["id"])
            frames.append(found[["rule", *_FINDING]].astype({"expected": float, "found": float}))
    filled = [frame for frame in frames if not frame.empty]
    return pd.concat(filled or frames[:1], ignore_index=True)


def judge_rules(
    tables: Mapping[str, pd.DataFrame], findings: pd.DataFrame, rules: list[dict[str, str]]
) -> list[Verdict]:
    """Return one verdict for every rule and every file of the table it looks at."""
    verdicts = []
    for rule in rules:
        for (source, file), rows in tables[rule["table"]].groupby(["source", "file"], sort=True):
            own = findings[
                (findings["rule"] == rule["id"])
                & (findings["source"] == source)
                & (findings["file"] == file)
            ]
            verdicts.append(
                Verdict(
                    table=rule["table"],
                    source=str(source),
                    file=str(file),
                    check=rule["id"],
                    severity=rule["severity"],
                    passed=own.empty,
                    rows_checked=len(rows),
                    rows_failed=len(own),
                    sample=json.dumps(own["locator"].head(_SAMPLE).tolist(), ensure_ascii=False),
                )
            )
    return verdicts


def count_intake(tables: Mapping[str, pd.DataFrame], quarantine: pd.DataFrame) -> pd.DataFrame:
    """Return rows received, accepted and quarantined for every file of every table."""
    lines = []
    for name, frame in tables.items():
        for (source, file), rows in frame.groupby(["source", "file"], sort=True):
            held = quarantine[(quarantine["table"] == name) & (quarantine["file"] == file)]
            held_rows = int((held["source"] == source).sum())
            lines.append(
                {
                    "table": name,
                    "source": source,
                    "file": file,
                    "received": len(rows),
                    "accepted": len(rows) - held_rows,
                    "quarantined": held_rows,
                }
            )
    return pd.DataFrame(lines)


def raise_stops(verdicts: pd.DataFrame) -> None:
    """Refuse the edition if a stop_edition check failed, or a file lost every row it had."""
    stops = verdicts[~verdicts["passed"] & verdicts["severity"].isin(["stop_edition", "stop_file"])]
    if not stops.empty:
        first = stops.iloc[0]
        raise InvalidContentError(
            "error-validation-stopped",
            file=f"{first['source']}/{first['file']}",
            check=first["check"],
            rows=int(first["rows_failed"]),
            sample=", ".join(json.loads(first["sample"])),
            more=len(stops) - 1,
        )


def _read_result(result: Any, frame: pd.DataFrame, table: str) -> CheckResult:
    meta = result.expectation_config.meta
    if _raised(result.exception_info):
        raise UnknownLayoutError(
            "error-columns-missing",
            file=table,
            columns=str(result.expectation_config.kwargs.get("column", meta["id"])),
        )
    if meta["severity"] not in SEVERITIES:
        raise UnknownLayoutError(
            "error-source-incomplete", file=f"expectations/{table}.json", key=meta["id"]
        )
    failed = result.result.get("unexpected_index_list")
    if failed is None:
        failed = [] if result.success else list(frame.index)
    return CheckResult(meta["id"], meta["severity"], frozenset(failed))


def _raised(exception_info: Mapping[str, Any]) -> bool:
    if "raised_exception" in exception_info:
        return bool(exception_info["raised_exception"])
    return any(info.get("raised_exception") for info in exception_info.values())


def _describe_quarantined(name: str, rows: pd.DataFrame, reasons: pd.Series[str]) -> pd.DataFrame:
    """Return quarantined rows with their original cells (as JSON), place and reasons."""
    cells = [
        json.dumps(row, ensure_ascii=False, default=str) for row in rows.to_dict(orient="records")
    ]
    return pd.DataFrame(
        {
            "table": name,
            "source": rows["source"].to_numpy(),
            "file": rows["file"].to_numpy(),
            "locator": rows["locator"].to_numpy(),
            "reasons": reasons.loc[rows.index].to_numpy(),
            "cells": pd.Series(cells, dtype="str"),
        }
    ).astype("str")
