"""The tables of the digest and the dashboard, each from an edition's facts."""

from __future__ import annotations

from typing import Final

from pipeline.page_tables import Column, Content, Table, grid, number_columns, text_column
from pipeline.practice import ARTICLES
from pipeline.wording import SYMBOLS, Page, Said, message

AGENCIES: Final = ("nsc", "moi_gpo", "us_tip")
INDICATORS: Final = ("registered_cases", "prosecuted_cases", "convicted_persons")
_SDG_DIMENSIONS: Final = {
    "sex": ("male", "female", "unknown"),
    "age": ("0_17", "18_29", "30_49", "50_69", "70_plus"),
    "form_of_exploitation": ("forced_labour", "prostitution", "drug_transport"),
}


def label(key: str, value: str) -> Said:
    """Return the label of a key's value, as facts are labelled."""
    return message(f"label-{key}-{value}".replace("_", "-"))


def name_mark(page: Page, status: str) -> Said | str:
    """Return the mark that a table of the page prints for a missing number."""
    return SYMBOLS[status] if page.is_pair else message(f"status-short-{status}".replace("_", "-"))


def offence(article: str) -> Said:
    return message(f"offence-{article}")


def find_years(page: Page, prefix: str, position: int = -1) -> tuple[str, ...]:
    """Return the years that facts called `prefix`… speak of, at a part of their name."""
    parts = (name.split(".") for name in page.facts if name.startswith(prefix))
    return tuple(sorted({part[position] for part in parts if part[position].isdecimal()}))


def cases_by_article(page: Page) -> Table:
    years = find_years(page, "practice.entries.all.")
    rows = [(message("article-with-offence", article=a, offence=offence(a)), a) for a in ARTICLES]
    rows.append((message("row-total"), "all"))
    find = "practice.entries.{0}.{1}".format
    return Table(
        id="articles",
        caption=message("articles-caption"),
        columns=(
            text_column(message("column-article"), 5),
            *number_columns([*years, message("column-total")]),
        ),
        rows=grid(page, rows, [*years, "all"], find),
        data="practice_entries",
        total_rows=(len(rows) - 1,),
        notes=(message("articles-note", mark=name_mark(page, "not_reported")),),
    )


def shares(page: Page) -> Table:
    rows: list[tuple[Content, ...]] = [
        (
            message("article-with-offence", article=article, offence=offence(article)),
            page.facts.get(f"report.cases.share.{article}"),
            page.facts.get(f"practice.share.{article}.entries"),
            page.facts.get(f"practice.share.{article}.cases"),
        )
        for article in ARTICLES
        if page.has(f"practice.share.{article}.entries")
    ]
    headers = ("column-share-printed", "column-share-entries", "column-share-cases")
    return Table(
        id="shares",
        caption=message("shares-caption"),
        columns=(
            text_column(message("column-article"), 4),
            *number_columns([message(header) for header in headers]),
        ),
        rows=tuple(rows),
        data="practice_share",
    )


def persons(page: Page) -> Table:
    rows = tuple(
        (
            label("sex", sex),
            page.fact(f"practice.persons.{sex}"),
            page.facts.get(f"practice.persons_share.{sex}"),
        )
        for sex in ("male", "female", "all")
    )
    return Table(
        id="persons",
        caption=message("persons-caption"),
        columns=(
            text_column(message("column-sex"), 3),
            Column(message("column-persons")),
            Column(message("column-share")),
        ),
        rows=rows,
        data="practice_persons",
        total_rows=(2,),
    )


def agency_parts(page: Page) -> Table | None:
    """Return the US series by form of exploitation; None where no source breaks it down."""
    prefix = "agencies.us_tip.registered_cases."
    parts = [name.split(".") for name in page.facts if name.startswith(prefix)]
    forms = sorted({part[4] for part in parts if len(part) == 5})
    if not forms:
        return None
    years = find_years(page, "agencies.gap.registered_cases.")
    rows = [(label("category", form), form) for form in forms]
    return Table(
        id="agency-parts",
        caption=message("agencies-parts-caption"),
        columns=(
            text_column(message("column-form"), 4),
            *number_columns(list(years)),
        ),
        rows=grid(page, rows, years, lambda form, year: f"{prefix}{year}.{form}"),
        data="agency_parts",
        notes=(message("agencies-parts-note"),) if "2018" in years else (),
    )


def us_editions(page: Page) -> Table | None:
    """Return the figures of the yearly US reports, a column per report; None without any."""
    prefix = "us_tip_report."
    told = sorted(
        (part[3], part[2])
        for part in (name.split(".") for name in page.facts if name.startswith(prefix))
        if len(part) == 4
    )
    if not told:
        return None
    reports = find_years(page, prefix, 1)
    rows: tuple[tuple[Content, ...], ...] = tuple(
        (
            message("us-row", year=year, indicator=label("indicator", indicator)),
            *(page.facts.get(f"{prefix}{report}.{indicator}.{year}") for report in reports),
        )
        for year, indicator in dict.fromkeys(told)
    )
    return Table(
        id="us-editions",
        caption=message("us-caption"),
        columns=(
            text_column(message("column-indicator"), 5),
            *number_columns([message("us-report-name", year=report) for report in reports], 2),
        ),
        rows=rows,
        data="us_tip_total",
        notes=(
            *((message("us-empty-note"),) if any(None in row for row in rows) else ()),
            *((message("us-note"),) if page.edition >= 2020 else ()),
        ),
    )


def glotip(page: Page) -> Table | None:
    """Return what was reported to UNODC in the last ten years; None if nothing was."""
    indicators = (
        "offences_recorded",
        "persons_in_formal_contact",
        "persons_prosecuted",
        "persons_convicted",
        "victims_detected",
    )
    years = [year for year in find_years(page, "glotip.") if page.edition - 10 < int(year)]
    if not years:
        return None
    rows = [(label("indicator", indicator), indicator) for indicator in indicators]
    return Table(
        id="glotip",
        caption=message("glotip-caption"),
        columns=(
            text_column(message("column-indicator"), 4),
            *number_columns(years),
        ),
        rows=grid(page, rows, years, "glotip.{0}.{1}".format),
        data="glotip",
        notes=(message("glotip-note"),),
    )


def sdg_totals(page: Page) -> Table | None:
    """Return the victims of each year; None without the Committee's figures."""
    rows: tuple[tuple[Content, ...], ...] = tuple(
        (
            year,
            page.fact(f"nsc_sdg.victims.{year}"),
            page.fact(f"nsc_sdg.victims_per_100k.{year}"),
        )
        for year in find_years(page, "nsc_sdg.population.")
    )
    if not rows:
        return None
    return Table(
        id="sdg",
        caption=message("sdg-caption"),
        columns=(
            text_column(message("column-year")),
            Column(label("indicator", "victims"), width=2),
            Column(label("indicator", "victims_per_100k"), width=2),
        ),
        rows=rows,
        data="nsc_sdg",
    )


def sdg_parts(page: Page) -> Table | None:
    """Return victims by sex, age and form; None before 2018, when no part was reported."""
    years = [year for year in find_years(page, "nsc_sdg.population.") if int(year) >= 2018]
    if not years:
        return None
    rows: list[tuple[Content, ...]] = []
    for dimension, categories in _SDG_DIMENSIONS.items():
        labelled = [
            (
                message(
                    "category-of",
                    dimension=label("dimension", dimension),
                    category=label("category", category),
                ),
                category,
            )
            for category in categories
        ]
        find = f"nsc_sdg.victims.{{1}}.{dimension}.{{0}}".format
        rows += grid(page, labelled, years, find)
    rows += grid(page, [(message("row-total"), "")], years, "nsc_sdg.victims.{1}{0}".format)
    return Table(
        id="sdg-parts",
        caption=message("sdg-parts-caption"),
        columns=(
            text_column(message("column-category"), 4),
            *number_columns(years),
        ),
        rows=tuple(rows),
        data="nsc_sdg_parts",
        total_rows=(len(rows) - 1,),
        notes=(message("sdg-parts-note"),),
    )


def find_versions(page: Page) -> tuple[str, ...]:
    ids = (name for name in page.facts if name.startswith("nsc_sdg.version."))
    return tuple(sorted({name.split(".")[2] for name in ids}))


def find_revised_years(page: Page) -> list[str]:
    """Return the years whose total is not the same in every version that has it."""
    versions = find_versions(page)
    revised = []
    for year in find_years(page, "nsc_sdg.version."):
        ids = [f"nsc_sdg.version.{version}.{year}" for version in versions]
        values = {page.facts[name].value for name in ids if page.has(name)}
        if len(values) > 1:
            revised.append(year)
    return revised


def sdg_versions(page: Page) -> Table:
    versions = find_versions(page)
    rows = [(year, year) for year in find_revised_years(page)]
    headers = [message("column-version", version=version) for version in versions]
    return Table(
        id="sdg-versions",
        caption=message("revisions-caption"),
        columns=(
            text_column(message("column-year")),
            *number_columns(headers, width=2),
        ),
        rows=grid(page, rows, versions, "nsc_sdg.version.{1}.{0}".format),
        data="nsc_sdg_version",
        notes=(message("revisions-note"),),
    )


def findings_by_rule(page: Page) -> Table:
    rules = sorted(name for name in page.facts if name.startswith("quality.findings."))
    rows = tuple(
        (message(f"check-{name.split('.')[-1]}".replace("_", "-")), page.fact(name))
        for name in rules
    )
    return Table(
        id="findings",
        caption=message("quality-short-caption", edition=str(page.edition)),
        columns=(
            text_column(message("column-rule"), 5),
            Column(message("column-findings")),
        ),
        rows=rows,
        data="quality_findings",
    )
