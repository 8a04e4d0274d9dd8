"""The catalogue of measures: each a query in the store (a table macro of the edition's year).

A measure's rows become facts. The macro is defined in pipeline/sql/measures/<name>.sql and takes
the edition; it returns the keys, `value`, `status` and `sources` (file and place of each cell).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import duckdb
import pandas as pd


@dataclass(frozen=True)
class Measure:
    """One published table. `id` names its facts from their keys; `unit` may be a key, in braces.

    `population` says whose persons the cells count: such a table is under disclosure control, the
    total over a key is its value `all`, and cells add up over every key that has one. A cell of a
    measure `derived_from` another is withheld whenever the cell of that one with the same keys is.
    `subset` is what else holds of all persons counted, as pairs of key and value: cells of two
    measures with the same keys and subset are the same cell. Under the keys of `overlapping` a
    person may stand under several values, but under one at least: `all` is no sum over them.
    """

    name: str
    id: str
    keys: tuple[str, ...]
    unit: str
    population: Literal["", "defendants", "victims"] = ""
    derived_from: str = ""
    subset: tuple[tuple[str, str], ...] = ()
    overlapping: tuple[str, ...] = ()


# Units of the agencies' indicators; what is not listed counts persons.
INDICATOR_UNITS: Final = {
    "registered_cases": "cases",
    "prosecuted_cases": "cases",
    "investigations": "cases",
    "prosecutions": "cases",
    "offences_recorded": "offences",
    "victims_per_100k": "per_100k",
}

# Digits after the decimal mark, where a unit has any.
DECIMALS: Final = {"percent": 1, "per_100k": 2}

MEASURES: Final = (
    Measure(
        "practice_entries", "practice.entries.{article}.{year}", ("article", "year"), "entries"
    ),
    Measure("practice_share", "practice.share.{article}.{base}", ("article", "base"), "percent"),
    Measure("practice_persons", "practice.persons.{sex}", ("sex",), "persons"),
    Measure("practice_persons_share", "practice.persons_share.{sex}", ("sex",), "percent"),
    Measure(
        "agency_series",
        "agencies.{agency}.{indicator}.{year}",
        ("agency", "indicator", "year"),
        "{indicator}",
    ),
    Measure(
        "agency_series_total",
        "agencies.{agency}.{indicator}.all",
        ("agency", "indicator"),
        "{indicator}",
    ),
    Measure(
        "agency_told",
        "agency_told.{source}.{agency}.{indicator}.{year}",
        ("source", "agency", "indicator", "year"),
        "{indicator}",
    ),
    Measure("agency_gap", "agencies.gap.{indicator}.{year}", ("indicator", "year"), "{indicator}"),
    Measure(
        "agency_parts",
        "agencies.{agency}.{indicator}.{year}.{category}",
        ("agency", "indicator", "year", "category"),
        "{indicator}",
    ),
    Measure(
        "us_tip_total",
        "us_tip_report.{report_year}.{indicator}.{year}",
        ("report_year", "indicator", "year"),
        "{indicator}",
    ),
    Measure(
        "us_tip_parts",
        "us_tip_report.{report_year}.{indicator}.{year}.{category}",
        ("report_year", "indicator", "year", "category"),
        "{indicator}",
    ),
    Measure("nsc_sdg", "nsc_sdg.{indicator}.{year}", ("indicator", "year"), "{indicator}"),
    Measure(
        "nsc_sdg_parts",
        "nsc_sdg.victims.{year}.{dimension}.{category}",
        ("dimension", "category", "year"),
        "persons",
    ),
    Measure("nsc_sdg_version", "nsc_sdg.version.{version}.{year}", ("version", "year"), "persons"),
    Measure("glotip", "glotip.{indicator}.{year}", ("indicator", "year"), "{indicator}"),
    Measure(
        "glotip_parts",
        "glotip.{indicator}.{year}.{dimension}.{category}",
        ("indicator", "year", "dimension", "category"),
        "{indicator}",
    ),
    Measure("report_figure", "{figure}", ("figure",), "{unit}"),
    Measure("quality_rows", "quality.rows.{fate}", ("fate",), "rows"),
    Measure(
        "quality_checks", "quality.checks.{severity}.{outcome}", ("severity", "outcome"), "checks"
    ),
    Measure(
        "quality_status",
        "quality.cells.{source}.{cell_status}",
        ("source", "cell_status"),
        "cells",
    ),
    Measure("quality_findings", "quality.findings.{rule}", ("rule",), "findings"),
    Measure(
        "quality_details",
        "quality.finding.{rule}.{agency}.{indicator}.{year}.{subject}.{side}",
        ("rule", "agency", "indicator", "year", "subject", "side"),
        "{indicator}",
    ),
    Measure(
        "quality_coverage",
        "quality.finding.{rule}.{agency}.{indicator}.{year}.{subject}.{side}",
        ("rule", "agency", "indicator", "year", "subject", "side"),
        "cells",
    ),
    Measure(
        "quality_quarantine",
        "quality.quarantine.{source}.{file}.{reason}",
        ("source", "file", "reason"),
        "rows",
    ),
    Measure(
        "quality_revision",
        "quality.revision.{source}.{version}.{agency}.{indicator}.{year}.{subject}.{side}",
        ("source", "version", "agency", "indicator", "year", "subject", "side"),
        "{indicator}",
    ),
    Measure("quality_revisions", "quality.revisions.{kind}", ("kind",), "revisions"),
    Measure("quality_corrections", "quality.corrections.{state}", ("state",), "corrections"),
    Measure(
        "quality_correction",
        "quality.correction.{correction}.{side}",
        ("correction", "side"),
        "figures",
    ),
    Measure("quality_sources", "quality.sources.{scope}", ("scope",), "sources"),
    Measure("quality_regions", "quality.regions.{rule}", ("rule",), "findings"),
    Measure(
        "quality_check",
        "quality.check.{rule}.{severity}.{outcome}",
        ("rule", "severity", "outcome"),
        "files",
    ),
    Measure(
        "quality_intake",
        "quality.intake.{source}.{file}.{fate}",
        ("source", "file", "fate"),
        "rows",
    ),
    Measure("law_in_force", "law.in_force.{code}", ("code",), "year"),
    Measure(
        "law_penalty",
        "law.penalty.{offence}.{code}.{article}.{bound}",
        ("offence", "code", "article", "bound"),
        "years",
    ),
)


def read_measure(
    connection: duckdb.DuckDBPyConnection, measure: Measure, edition: int
) -> pd.DataFrame:
    """Return a measure's rows for an edition: keys, value, status, sources; sorted by its keys."""
    order = ", ".join(measure.keys)
    query = f"SELECT * FROM {measure.name}(?) ORDER BY {order}"  # noqa: S608 - names of our own
    return connection.execute(query, [edition]).df()


def read_named(connection: duckdb.DuckDBPyConnection, name: str, edition: int) -> pd.DataFrame:
    """Return the rows of the measure called `name`, for a notebook."""
    return read_measure(connection, next(m for m in MEASURES if m.name == name), edition)


def find_unit(measure: Measure, row: dict[str, object]) -> str:
    """Return the unit of a row: the measure's own, or the one its indicator or row names."""
    if not measure.unit.startswith("{"):
        return measure.unit
    named = str(row[measure.unit.strip("{}")])
    return named if measure.unit == "{unit}" else INDICATOR_UNITS.get(named, "persons")
