"""The tables of the quality page: intake, checks, findings, marks."""

from __future__ import annotations

from pipeline.digest_tables import label
from pipeline.page_tables import Column, Content, Table
from pipeline.wording import Page, Said, message

_FATES = ("received", "accepted", "quarantined")
_STATUSES = ("value", "zero", "not_reported", "suppressed")


def intake(page: Page) -> Table:
    """Return rows received, accepted and quarantined, by file."""
    files = sorted(
        {
            (fact.row["source"], fact.row["file"])
            for name, fact in page.facts.items()
            if name.startswith("quality.intake.")
        }
    )
    rows: list[tuple[Content, ...]] = [
        (
            label("source", source),
            f"`{file}`",
            *(page.fact(f"quality.intake.{source}.{file}.{fate}") for fate in _FATES),
        )
        for source, file in files
    ]
    rows.append((message("row-total"), "", *(page.fact(f"quality.rows.{fate}") for fate in _FATES)))
    return Table(
        id="intake",
        caption=message("quality-intake-caption"),
        columns=(
            Column(message("column-source"), is_number=False, width=3),
            Column(message("quality-column-file"), is_number=False, width=4),
            *(Column(message(f"quality-column-{fate}")) for fate in _FATES),
        ),
        rows=tuple(rows),
        data="quality_intake",
        total_rows=(len(rows) - 1,),
    )


def checks(page: Page) -> Table:
    """Return each check with what happens if it fails and how many files passed it."""
    names = sorted(
        {
            (fact.row["rule"], fact.row["severity"])
            for name, fact in page.facts.items()
            if name.startswith("quality.check.")
        }
    )
    rows = tuple(
        (
            message(f"check-{check}".replace("_", "-")),
            label("severity", severity),
            page.fact(f"quality.check.{check}.{severity}.passed"),
            page.fact(f"quality.check.{check}.{severity}.failed"),
        )
        for check, severity in names
    )
    return Table(
        id="checks",
        caption=message("quality-checks-caption"),
        columns=(
            Column(message("quality-column-check"), is_number=False, width=6),
            Column(message("quality-column-severity"), is_number=False, width=2),
            Column(message("quality-column-passed")),
            Column(message("quality-column-failed")),
        ),
        rows=rows,
        data="quality_check",
    )


def list_rules(page: Page) -> list[str]:
    """Return the rules that found something, by name."""
    return sorted(
        fact.row["rule"]
        for name, fact in page.facts.items()
        if name.startswith("quality.findings.") and fact.value
    )


def findings(page: Page, rule: str) -> Table | None:
    """Return what one rule found, or None where all of it is about regions."""
    found = sorted(
        (fact.row["agency"], fact.row["indicator"], fact.row["year"], fact.row["subject"])
        for name, fact in page.facts.items()
        if name.startswith(f"quality.finding.{rule}.") and fact.row["side"] == "found"
    )
    if not found:
        return None
    rows: tuple[tuple[Content, ...], ...] = tuple(
        (
            label("agency", agency),
            label("indicator", indicator),
            year,
            message(f"label-subject-{subject}".replace("_", "-").replace(".", "-")),
            *(
                page.fact(f"quality.finding.{rule}.{agency}.{indicator}.{year}.{subject}.{side}")
                for side in ("expected", "found")
            ),
        )
        for agency, indicator, year, subject in found
    )
    return Table(
        id=f"finding-{rule.replace('_', '-')}",
        caption=message(f"check-{rule}".replace("_", "-")),
        columns=(
            Column(message("column-source"), is_number=False, width=4),
            Column(message("column-indicator"), is_number=False, width=3),
            Column(message("column-year"), is_number=False),
            Column(message("quality-column-subject"), is_number=False, width=2),
            Column(message("quality-column-expected")),
            Column(message("quality-column-found")),
        ),
        rows=rows,
        data="quality_details",
    )


def statuses(page: Page) -> Table:
    """Return cells by source and by what they say."""
    sources = sorted(
        {
            fact.row["source"]
            for name, fact in page.facts.items()
            if name.startswith("quality.cells.")
        }
    )
    rows = tuple(
        (
            label("source", source),
            *(page.facts.get(f"quality.cells.{source}.{status}") for status in _STATUSES),
        )
        for source in sources
    )
    return Table(
        id="statuses",
        caption=message("quality-status-caption"),
        columns=(
            Column(message("column-source"), is_number=False, width=3),
            *(Column(label("cell-status", status)) for status in _STATUSES),
        ),
        rows=rows,
        data="quality_status",
    )


def explain_regions(page: Page, rule: str) -> Said | None:
    """Return how many findings of a rule are left out because they concern regions."""
    fact = page.facts.get(f"quality.regions.{rule}")
    return message("quality-findings-regions", count=fact) if fact and fact.value else None
