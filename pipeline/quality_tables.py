"""The tables of the quality page: intake, quarantine, checks, findings, marks."""

from __future__ import annotations

from typing import Final

from pipeline.digest_tables import label
from pipeline.facts import Fact
from pipeline.page_tables import Column, Content, Table, text_column
from pipeline.wording import Page, Said, escape_markup, message
from pipeline.words import LANGUAGES

_FATES: Final = ("received", "accepted", "quarantined")
_STATUSES: Final = ("value", "zero", "not_reported", "suppressed")
# A table names so many places of a file; the others are in the open data.
_PLACES: Final = 6

_WITHHELD = "register_disclosure"
_FATES_OF_COUNTS = ("all", "told", "small", "linked")


def intake(page: Page) -> Table:
    """Return rows received, accepted and quarantined, by file."""
    files = sorted(
        {(fact.row["source"], fact.row["file"]) for fact in _find(page, "quality.intake.")}
    )
    rows: list[tuple[Content, ...]] = [
        (
            name_source(page, source),
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
            text_column(message("column-source"), 3),
            text_column(message("quality-column-file"), 4),
            *(Column(message(f"quality-column-{fate}")) for fate in _FATES),
        ),
        rows=tuple(rows),
        data="quality_intake",
        total_rows=(len(rows) - 1,),
    )


def quarantine(page: Page) -> Table | None:
    """Return the rows held back, by file and reason, with their places; None if there are none."""
    found = _find(page, "quality.quarantine.")
    if not found:
        return None
    rows = tuple(
        (
            name_source(page, fact.row["source"]),
            f"`{fact.row['file']}`",
            name_check(fact.row["reason"]),
            fact,
            list_places(fact),
        )
        for fact in found
    )
    return Table(
        id="quarantine",
        caption=message("quality-quarantine-caption"),
        columns=(
            text_column(message("column-source"), 3),
            text_column(message("quality-column-file"), 3),
            text_column(message("quality-column-reason"), 4),
            Column(message("quality-column-rows")),
            text_column(message("quality-column-places"), 3),
        ),
        rows=rows,
        data="quality_quarantine",
    )


def dropped(page: Page) -> Table | None:
    """Return the headings of registers' columns that were not landed; None if there are none."""
    found = _find(page, "quality.dropped.")
    if not found:
        return None
    return Table(
        id="dropped",
        caption=message("quality-dropped-caption"),
        columns=(
            text_column(message("column-source"), 3),
            text_column(message("quality-column-file"), 3),
            Column(message("quality-column-columns")),
            text_column(message("quality-column-headings"), 6),
        ),
        rows=tuple(
            (
                name_source(page, fact.row["source"]),
                f"`{fact.row['file']}`",
                fact,
                list_headings(fact),
            )
            for fact in found
        ),
        data="quality_dropped",
    )


def checks(page: Page) -> Table:
    """Return each check with what happens if it fails and how many files passed it."""
    names = sorted(
        {(fact.row["rule"], fact.row["severity"]) for fact in _find(page, "quality.check.")}
    )
    rows = tuple(
        (
            name_check(check),
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
            text_column(message("quality-column-check"), 6),
            text_column(message("quality-column-severity"), 2),
            Column(message("quality-column-passed")),
            Column(message("quality-column-failed")),
        ),
        rows=rows,
        data="quality_check",
    )


def list_rules(page: Page) -> list[str]:
    """Return the rules that found something, by name."""
    return sorted(fact.row["rule"] for fact in _find(page, "quality.findings.") if fact.value)


def findings(page: Page, rule: str) -> Table | None:
    """Return what one rule found, or None where all of it is about regions."""
    found = sorted(
        (fact.row["agency"], fact.row["indicator"], fact.row["year"], fact.row["subject"])
        for fact in _find(page, f"quality.finding.{rule}.")
        if fact.row["side"] == "found"
    )
    if not found:
        return None
    rows: tuple[tuple[Content, ...], ...] = tuple(
        (
            label("agency", agency),
            label("indicator", indicator),
            year,
            name_subject(subject),
            *(
                page.fact(f"quality.finding.{rule}.{agency}.{indicator}.{year}.{subject}.{side}")
                for side in ("expected", "found")
            ),
        )
        for agency, indicator, year, subject in found
    )
    return Table(
        id=f"finding-{rule.replace('_', '-')}",
        caption=name_check(rule),
        columns=(
            text_column(message("column-source"), 4),
            text_column(message("column-indicator"), 3),
            text_column(message("column-year")),
            text_column(message("quality-column-subject"), 2),
            Column(message("quality-column-expected")),
            Column(message("quality-column-found")),
        ),
        rows=rows,
        data="quality_coverage" if rule == "coverage_below_last_year" else "quality_details",
    )


def statuses(page: Page) -> Table:
    """Return cells by source and by what they say."""
    sources = sorted({fact.row["source"] for fact in _find(page, "quality.cells.")})
    rows = tuple(
        (
            name_source(page, source),
            *(page.facts.get(f"quality.cells.{source}.{status}") for status in _STATUSES),
        )
        for source in sources
    )
    return Table(
        id="statuses",
        caption=message("quality-status-caption"),
        columns=(
            text_column(message("column-source"), 3),
            *(Column(label("cell-status", status)) for status in _STATUSES),
        ),
        rows=rows,
        data="quality_status",
    )


def withheld(page: Page) -> Table | None:
    """Return how many counts made from registers are told and withheld, or None without any."""
    populations = sorted(
        {fact.row["population"] for fact in page.facts.values() if fact.table == _WITHHELD}
    )
    if not populations:
        return None
    return Table(
        id="withheld",
        caption=message("data-register-disclosure"),
        columns=(
            text_column(message("disclosure-column-whose"), 3),
            *(Column(label("suppression", fate)) for fate in _FATES_OF_COUNTS),
        ),
        rows=tuple(
            (
                label("population", population),
                *(
                    page.fact(f"register.disclosure.{population}.{fate}")
                    for fate in _FATES_OF_COUNTS
                ),
            )
            for population in populations
        ),
        data=_WITHHELD,
    )


def left_out(page: Page) -> list[list[Said]]:
    """Return how many tables of a register the edition leaves out, by whose persons they count."""
    return [
        [
            message(
                "disclosure-left-out",
                whose=label("population", fact.row["population"]),
                tables=fact,
            )
        ]
        for fact in _find(page, "register.left_out.")
    ]


def explain_regions(page: Page, rule: str) -> Said | None:
    """Return how many findings of a rule are left out because they concern regions."""
    fact = page.facts.get(f"quality.regions.{rule}")
    return message("quality-findings-regions", count=fact) if fact and fact.value else None


def name_check(check: str) -> Said:
    return message(f"check-{check}".replace("_", "-"))


def name_subject(subject: str) -> Said:
    """Return what a finding is about: a breakdown, one category of it, or another indicator."""
    dimension, _, category = subject.partition(".")
    if not category or (dimension, category) == ("total", "total"):
        return label("subject", dimension)
    return message(
        "category-of", dimension=label("dimension", dimension), category=label("category", category)
    )


def name_source(page: Page, source: str) -> Content:
    """Return a source's short name or, of one added since, its own title."""
    known = f"label-source-{source}".replace("_", "-")
    if all(words.has(known) for words in page.words):
        return message(known)
    titles = page.titles.get(source, dict.fromkeys(LANGUAGES, source))
    return page.in_languages({each: escape_markup(text) for each, text in titles.items()})


def list_places(fact: Fact) -> str:
    """Return the first places that a fact's sources name."""
    places = [quote_source(ref.locator) for ref in fact.sources]
    return ", ".join([*places[:_PLACES], *(["…"] if len(places) > _PLACES else [])])


def list_headings(fact: Fact) -> str:
    """Return the headings that a fact's sources name."""
    return "; ".join(quote_source(ref.locator) for ref in fact.sources)


def quote_source(text: str) -> str:
    """Return a text of a source as it stands there: its digits are no figures of the edition."""
    return f"[{escape_markup(text)}]{{.kind-source-text}}"


def _find(page: Page, prefix: str) -> list[Fact]:
    return [fact for name, fact in sorted(page.facts.items()) if name.startswith(prefix)]
