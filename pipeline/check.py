"""check: one incoming file, validated as a build would validate it, without landing it.

The suites and rules are those of `validate`; figures are also compared with the last year in the
store. What is found is said of cells, so that the sender can mend them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from pipeline.check_finding import Finding
from pipeline.check_places import Place, Places, read_places
from pipeline.check_register import check_register
from pipeline.history import read_history
from pipeline.incoming import Incoming, read_incoming
from pipeline.land import land_tables
from pipeline.paths import Paths
from pipeline.rules import Rule, read_rules
from pipeline.settings import read_settings
from pipeline.sources import Source, read_sources
from pipeline.suites import CheckResult, answer_suite
from pipeline.validate import validate_tables
from pipeline.verdicts import FILE_HAS_ROWS, Validation

REFERENCE: Final = "concordance"


@dataclass(frozen=True)
class Checked:
    """What `check` says of a file: rows received, and of them accepted and held back."""

    incoming: Incoming
    findings: tuple[Finding, ...]
    received: int
    accepted: int

    @property
    def quarantined(self) -> int:
        return self.received - self.accepted

    @property
    def faults(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.is_fault)

    @property
    def stops(self) -> tuple[Finding, ...]:
        """Return the faults for which no part of the file could be used."""
        return tuple(each for each in self.faults if each.severity == "stop_edition")


def check_file(path: Path, paths: Paths, source_id: str = "") -> Checked:
    """Return what the checks say of the file at `path`, as a file of `source_id` or of any source.

    Refuses a file that cannot be read (exit code 10) and one in no known layout (11).
    """
    sources = read_sources(paths.raw)
    incoming = read_incoming(path, sources, source_id)
    return check_incoming(incoming, sources, paths)


def check_incoming(incoming: Incoming, sources: Sequence[Source], paths: Paths) -> Checked:
    """Return what the checks say of a file that is read."""
    places = read_places(incoming)
    context = read_reference(sources)
    if incoming.is_register:
        findings, received, accepted = check_register(
            incoming, context[REFERENCE], places, paths, read_settings(paths)
        )
    else:
        findings, received, accepted = check_tables(incoming, context, places, paths)
    of_the_file = find_in_file(received, places)
    return Checked(incoming, sort_findings([*of_the_file, *findings]), received, accepted)


def check_tables(
    incoming: Incoming, context: Mapping[str, pd.DataFrame], places: Places, paths: Paths
) -> tuple[list[Finding], int, int]:
    """Return what the checks find in figures, their rows received, and those accepted."""
    history = read_history(paths.store, incoming)
    tables = {
        name: pd.concat([frame, history[name]], ignore_index=True) if name in history else frame
        for name, frame in incoming.tables.items()
    }
    validation = validate_tables({**tables, **context}, paths.expectations, answer_suite)
    findings = [
        *find_in_suites(incoming, paths.expectations, places),
        *find_in_rules(incoming, validation, read_rules(paths.expectations), places),
    ]
    return findings, *count_rows(incoming, validation)


def read_reference(sources: Iterable[Source]) -> dict[str, pd.DataFrame]:
    """Return the tables of the project itself that rules look at."""
    own = [source for source in sources if any(t.table == REFERENCE for t in source.tables)]
    return {name: frame for name, frame in land_tables(own).items() if name == REFERENCE}


def find_in_file(received: int, places: Places) -> list[Finding]:
    """Return what is found of the file as a whole: no rows, or a cover sheet left open."""
    found = []
    if not received:
        place = Place(places.only_sheet, "", None)
        found.append(Finding(place, FILE_HAS_ROWS, "stop_file", "", "", is_rule=False))
    return found + [
        Finding(place, "cover_answered", "warn", "", place.printed or "", is_rule=False)
        for place in places.unanswered
    ]


def find_in_suites(incoming: Incoming, expectations: Path, places: Places) -> list[Finding]:
    """Return what the suites found in the incoming rows, cell by cell."""
    findings = []
    for name, frame in incoming.tables.items():
        for result in answer_suite(frame, expectations / f"{name}.json"):
            findings += _tell_result(frame, result, places)
    return findings


def _tell_result(frame: pd.DataFrame, result: CheckResult, places: Places) -> list[Finding]:
    told = []
    for row in frame.loc[sorted(result.failed)].to_dict("records"):
        place = places.find(str(row["locator"]), result.columns)
        own = "" if place.is_personal else str(row.get("printed") or "")
        found = own if place.printed is None else place.printed
        told.append(Finding(place, result.check, result.severity, "", found, is_rule=False))
    return told


def find_in_rules(
    incoming: Incoming, validation: Validation, rules: Iterable[Rule], places: Places
) -> list[Finding]:
    """Return what the rules across rows found in the incoming file."""
    by_id: Mapping[str, Rule] = {rule.id: rule for rule in rules}
    own = validation.findings[
        (validation.findings["source"] == incoming.source.id)
        & (validation.findings["file"] == incoming.entry.file)
    ]
    return [
        Finding(
            place=places.find(str(row["locator"]), (by_id[row["rule"]].column,)),
            check=row["rule"],
            severity=by_id[row["rule"]].severity,
            expected=_say_number(row["expected"]),
            found=_say_number(row["found"]),
            is_rule=True,
        )
        for row in own.to_dict("records")
    ]


def count_rows(incoming: Incoming, validation: Validation) -> tuple[int, int]:
    """Return the incoming file's rows received and accepted, over its tables."""
    own = validation.intake[
        (validation.intake["source"] == incoming.source.id)
        & (validation.intake["file"] == incoming.entry.file)
    ]
    return int(own["received"].sum()), int(own["accepted"].sum())


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings with faults first, then in the order of the sheets; each once."""
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda each: (not each.is_fault, each.place.order)))


def _say_number(value: object) -> str:
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return ""
    return f"{float(value):g}"  # type: ignore[arg-type]
