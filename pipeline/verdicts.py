"""Verdicts: what each check says of each file, which rows it holds back, and what stops a build."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from pipeline.errors import InvalidContentError
from pipeline.rules import HOLDING, Rule
from pipeline.suites import CheckResult

Tables = Mapping[str, pd.DataFrame]
# Why rows of one table are held back: by row label, the checks that say so.
Reasons = dict[str, dict[int, list[str]]]
_SAMPLE: Final = 5
# Rows of a file that another check of the same file stopped.
FILE_STOPPED: Final = "file_stopped"
# Rows that a declared correction leaves out.
LEFT_OUT: Final = "left_out"
FILE_HAS_ROWS: Final = "file_has_rows"


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
    """All verdicts and findings, and each table split into accepted and held-back rows.

    `quarantine` tells of the held-back rows of all tables: original cells, place and reasons.
    """

    verdicts: pd.DataFrame
    findings: pd.DataFrame
    accepted: Mapping[str, pd.DataFrame]
    held: Mapping[str, pd.DataFrame]
    quarantine: pd.DataFrame
    intake: pd.DataFrame


def judge_files(name: str, frame: pd.DataFrame, results: Sequence[CheckResult]) -> list[Verdict]:
    """Return one verdict for every check of every file in `frame`."""
    verdicts = []
    for (source, file), rows in frame.groupby(["source", "file"], sort=True):
        for result in results:
            failed = rows.loc[rows.index.isin(list(result.failed)), "locator"]
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
                    sample=_sample(failed),
                )
            )
    return verdicts


def judge_rules(tables: Tables, findings: pd.DataFrame, rules: Iterable[Rule]) -> list[Verdict]:
    """Return one verdict for every rule and every file of the table it looks at."""
    verdicts = []
    for rule in rules:
        found = findings[findings["rule"] == rule.id]
        for (source, file), rows in tables[rule.table].groupby(["source", "file"], sort=True):
            own = found[(found["source"] == source) & (found["file"] == file)]
            verdicts.append(
                Verdict(
                    table=rule.table,
                    source=str(source),
                    file=str(file),
                    check=rule.id,
                    severity=rule.severity,
                    passed=own.empty,
                    rows_checked=len(rows),
                    rows_failed=len(own),
                    sample=_sample(own["locator"]),
                )
            )
    return verdicts


def judge_presence(source: pd.DataFrame, tables: Tables) -> list[Verdict]:
    """Return one verdict for every file that was sent: whether a row was found in it."""
    counts: dict[tuple[str, str], int] = {}
    for frame in tables.values():
        for (name, file), rows in frame.groupby(["source", "file"]):
            place = (str(name), str(file))
            counts[place] = counts.get(place, 0) + len(rows)
    sent = source[["source", "file"]].drop_duplicates().sort_values(["source", "file"])
    return [
        Verdict(
            table="",
            source=str(name),
            file=str(file),
            check=FILE_HAS_ROWS,
            severity="warn",
            passed=(name, file) in counts,
            rows_checked=counts.get((name, file), 0),
            rows_failed=0,
            sample="[]",
        )
        for name, file in sent.itertuples(index=False, name=None)
    ]


def find_reasons(tables: Tables, results: Mapping[str, Sequence[CheckResult]]) -> Reasons:
    """Return why rows are held back: a failed row by its own checks, a stopped file by all.

    A stopped file is held back whole, in every table it feeds.
    """
    reasons: Reasons = {name: {} for name in tables}
    stopped: set[tuple[str, str]] = set()
    for name, checks in results.items():
        frame = tables[name]
        for result in checks:
            if result.severity not in HOLDING:
                continue
            for label in sorted(result.failed):
                reasons[name].setdefault(label, []).append(result.check)
            if result.severity == "stop_file":
                failed = frame.loc[sorted(result.failed), ["source", "file"]]
                stopped |= set(failed.itertuples(index=False, name=None))
    for name, frame in tables.items():
        for label in find_files(frame, stopped):
            reasons[name].setdefault(label, [FILE_STOPPED])
    return reasons


def find_files(frame: pd.DataFrame, files: set[tuple[str, str]]) -> list[int]:
    """Return the labels of the rows of some files, each named by its source and itself."""
    if not files:
        return []
    return list(frame.index[pd.MultiIndex.from_frame(frame[["source", "file"]]).isin(files)])


def describe_held(name: str, frame: pd.DataFrame, reasons: Mapping[int, list[str]]) -> pd.DataFrame:
    """Return the rows held back with their original cells (as JSON), place and reasons."""
    rows = frame.loc[sorted(reasons)]
    cells = [
        json.dumps(row, ensure_ascii=False, default=str) for row in rows.to_dict(orient="records")
    ]
    return pd.DataFrame(
        {
            "table": name,
            "source": rows["source"].to_numpy(),
            "file": rows["file"].to_numpy(),
            "locator": rows["locator"].to_numpy(),
            "reasons": [", ".join(reasons[label]) for label in rows.index],
            "cells": pd.Series(cells, dtype="str"),
        }
    ).astype("str")


def count_intake(tables: Tables, quarantine: pd.DataFrame) -> pd.DataFrame:
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
    return pd.DataFrame(
        lines, columns=["table", "source", "file", "received", "accepted", "quarantined"]
    )


def raise_stops(verdicts: pd.DataFrame, intake: pd.DataFrame) -> None:
    """Refuse the edition if a stop_edition check failed, or if a table has no row left.

    A stopped file alone stops nothing: it is quarantined whole and the others go on.
    """
    stops = verdicts[~verdicts["passed"] & (verdicts["severity"] == "stop_edition")]
    if not stops.empty:
        raise _name_stop("error-validation-stopped", stops)
    rows = intake.groupby("table")[["received", "accepted"]].sum()
    for table in rows.index[(rows["received"] > 0) & (rows["accepted"] == 0)]:
        failed = verdicts[
            ~verdicts["passed"]
            & (verdicts["table"] == table)
            & verdicts["severity"].isin(list(HOLDING))
        ]
        if failed.empty:  # stopped by a check of another table that the same file feeds
            failed = verdicts[~verdicts["passed"] & (verdicts["severity"] == "stop_file")]
        raise _name_stop("error-validation-nothing-left", failed, table=str(table))


def _name_stop(message: str, failed: pd.DataFrame, **details: str) -> InvalidContentError:
    first = failed.iloc[0]
    return InvalidContentError(
        message,
        file=f"{first['source']}/{first['file']}",
        check=first["check"],
        rows=int(first["rows_failed"]),
        sample=", ".join(json.loads(first["sample"])),
        more=len(failed) - 1,
        **details,
    )


def _sample(locators: pd.Series) -> str:
    return json.dumps(locators.head(_SAMPLE).astype(str).tolist(), ensure_ascii=False)
