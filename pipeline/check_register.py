"""check, for a register of cases: landed and validated as a build would, in a folder of its own.

What is landed there is deleted with the folder; keys need no secret, because nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pandas as pd

from pipeline.check_articles import StaleArticle, find_stale_article
from pipeline.check_finding import Finding
from pipeline.check_places import Places
from pipeline.incoming import Incoming
from pipeline.paths import Paths
from pipeline.register import SHEETS, land_registers
from pipeline.settings import Settings
from pipeline.suites import answer_suite, name_columns, read_suite
from pipeline.tables import list_rows, write_table
from pipeline.validate_register import read_checks, validate_registers

# Which column of the form a landed column is read from, where their names differ.
_READ_FROM: Final[Mapping[str, str]] = {
    "case_id": "case_key",
    "defendant_id": "defendant_key",
    "victim_id": "victim_key",
    "received_year": "date_received",
    "article": "citation_filing",
    "filing_cited": "citation_filing",
}
_UNREAD: Final = "unread"
_NOT_IN_FORCE: Final = "article_not_in_force"


def check_register(
    incoming: Incoming,
    concordance: pd.DataFrame,
    places: Places,
    paths: Paths,
    settings: Settings,
) -> tuple[list[Finding], int, int]:
    """Return what the checks find in a register, its rows received, and those accepted."""
    failures: list[pd.DataFrame] = []
    with _make_project(paths, concordance) as own:
        land_registers(own, [replace(incoming.source, real=False)], settings)
        found = validate_registers(own, settings, answer_suite, failures)
    columns = _list_columns(paths)
    row_checks = {check.id for check in read_checks(paths.register_expectations)}
    rows = [row for frame in failures for row in list_rows(frame)]
    law = list_rows(concordance)
    findings = [
        replace(finding, stale=_find_stale(row, places, law))
        for row in rows
        for finding in _tell(row, columns, row_checks, places)
    ]
    findings += _find_lost_keys(incoming, places)
    return findings, int(found.intake["received"].sum()), int(found.intake["accepted"].sum())


def _find_lost_keys(incoming: Incoming, places: Places) -> Iterator[Finding]:
    """Yield the numbers of cases and persons that a spreadsheet has turned into dates."""
    for sheet in incoming.form.sheets if incoming.form else ():
        keys = [column.id for column in sheet.spec.columns if column.kind == "key"]
        for row in sheet.rows:
            for key in keys:
                if row.cells[key].status == "unreadable":
                    place = places.find(row.place, (key,))
                    yield Finding(place, "key_kept", "warn", "", "", is_rule=False)


@contextmanager
def _make_project(paths: Paths, concordance: pd.DataFrame) -> Iterator[Paths]:
    with TemporaryDirectory() as name:
        own = Paths(Path(name))
        own.expectations.symlink_to(paths.expectations.resolve())
        write_table(concordance, own.landed / "concordance.parquet")
        yield own


def _list_columns(paths: Paths) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the landed columns that each check of each table looks at."""
    columns = {
        (sheet.table, each["meta"]["id"]): name_columns(each["kwargs"])
        for sheet in SHEETS
        for each in read_suite(paths.register_expectations / f"{sheet.table}.json")["expectations"]
    }
    checks = read_checks(paths.register_expectations)
    return columns | {(check.table, check.id): (check.column,) for check in checks}


def _tell(
    row: Mapping[str, Any],
    columns: Mapping[tuple[str, str], Sequence[str]],
    row_checks: Set[str],
    places: Places,
) -> Iterator[Finding]:
    """Yield a finding for each cell that a failed check speaks of."""
    sheet = next(sheet for sheet in SHEETS if sheet.table == row["table"])
    named = columns[row["table"], row["name"]]
    cells = str(row["unread"]).split("; ") if _UNREAD in named else named
    for cell in cells:
        place = places.find(f"{sheet.id}!{row['row']}", (_READ_FROM.get(cell, cell),))
        found = "" if place.is_personal else place.printed or ""
        is_rule = row["name"] in row_checks
        yield Finding(place, row["name"], row["severity"], "", found, is_rule=is_rule)


def _find_stale(
    row: Mapping[str, Any], places: Places, concordance: Sequence[Mapping[str, Any]]
) -> StaleArticle | None:
    """Return the article of a charge that was not in force, where its row can be looked at."""
    form_row = places.rows.get(f"charges!{row['row']}")
    if row["name"] != _NOT_IN_FORCE or form_row is None:
        return None
    cells = form_row.cells
    citation = cells["citation_filing"].printed or cells["citation_verdict"].printed
    return find_stale_article(citation, cells["date_of_act"].printed, concordance)
