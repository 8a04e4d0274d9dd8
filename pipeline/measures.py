"""The catalogue of measures: each a query in the store (a table macro of the edition's year).

A measure's rows become facts. The macro is defined in pipeline/sql/measures/<name>.sql and takes
the edition; it returns the keys, `value`, `status` and `sources` (file and place of each cell).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

import duckdb
import pandas as pd

from pipeline.store import read_sql


@dataclass(frozen=True)
class Measure:
    """One published table. `id` names its facts from their keys; `unit` may be a key, in braces.

    `population` says whose persons the cells count: such a table is under disclosure control, the
    total over a key is its value `all`, and cells add up over every key that has one. A cell of a
    measure `derived_from` another is withheld whenever that one's cell is: the cell with the same
    keys, and `all` for every key that the derived measure lacks.
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


def _name_register(
    name: str,
    keys: tuple[str, ...],
    unit: str,
    population: Literal["", "defendants", "victims"] = "",
    derived_from: str = "",
    **more: tuple[Any, ...],
) -> Measure:
    """Return a measure of case registers; its facts are called register.<name>.<keys>."""
    places = ".".join(f"{{{key}}}" for key in keys)
    return Measure(
        f"register_{name}",
        f"register.{name}.{places}",
        keys,
        unit,
        population,
        derived_from,
        **more,
    )


_PUNISHED: Final = (("has_punishment", "yes"),)
_IMPRISONED: Final = (*_PUNISHED, ("punishment", "imprisonment"))
_TIMED: Final = (*_IMPRISONED, ("has_months", "yes"))

REGISTER_MEASURES: Final = (
    _name_register("years", ("bound",), "year"),
    _name_register("entries", ("article", "year"), "entries"),
    _name_register("cases", ("article", "year"), "cases"),
    _name_register("share", ("article", "base"), "percent"),
    _name_register("together", ("article", "other"), "cases"),
    _name_register("articles_per_case", ("number",), "cases"),
    _name_register("offences", ("offence", "year"), "entries"),
    _name_register("duration", ("article", "year", "statistic"), "days"),
    _name_register(
        "appealed", ("year", "appealed"), "cases", "defendants", subset=(("is_closed", "yes"),)
    ),
    _name_register(
        "appealed_share", ("year", "appealed", "bound"), "percent", "", "register_appealed"
    ),
    _name_register("persons", ("article", "sex", "year"), "persons", "defendants"),
    _name_register("persons_share", ("sex", "bound"), "percent", "", "register_persons"),
    _name_register("ages", ("age_group", "sex"), "persons", "defendants"),
    _name_register("citizenships", ("citizenship",), "persons", "defendants"),
    _name_register("outcomes", ("article", "outcome", "year"), "persons", "defendants"),
    _name_register(
        "outcome_share", ("article", "outcome", "year", "bound"), "percent", "", "register_outcomes"
    ),
    _name_register(
        "punishments",
        ("article", "punishment"),
        "persons",
        "defendants",
        subset=_PUNISHED,
    ),
    _name_register(
        "punishment_share",
        ("article", "punishment", "bound"),
        "percent",
        "",
        "register_punishments",
    ),
    _name_register("serving", ("article", "serving"), "persons", "defendants", subset=_IMPRISONED),
    _name_register(
        "serving_share", ("article", "serving", "bound"), "percent", "", "register_serving"
    ),
    _name_register("imprisoned", ("article",), "persons", "defendants", subset=_TIMED),
    _name_register("months", ("article", "statistic"), "months", "", "register_imprisoned"),
    _name_register("ranges", ("article", "range_position"), "persons", "defendants", subset=_TIMED),
    _name_register("range_bounds", ("article", "bound"), "months"),
    _name_register(
        "additional",
        ("additional",),
        "persons",
        "defendants",
        subset=(("has_additional", "yes"),),
        overlapping=("additional",),
    ),
    _name_register(
        "circumstances",
        ("circumstance_kind", "circumstance"),
        "persons",
        "defendants",
        subset=(("has_circumstance", "yes"),),
        overlapping=("circumstance_kind", "circumstance"),
    ),
    _name_register("requalified", ("filing", "verdict_article"), "charges", "defendants"),
    _name_register("appeals", ("instance", "result"), "appeals", "defendants"),
    _name_register("regions", ("region", "year"), "cases", "defendants"),
    _name_register("victims", ("article", "sex", "year"), "persons", "victims"),
    _name_register("victim_ages", ("age_group", "sex"), "persons", "victims"),
    _name_register("victim_share", ("age_group", "bound"), "percent", "", "register_victim_ages"),
    _name_register("exploitation", ("form", "sex"), "persons", "victims"),
    _name_register(
        "means",
        ("means",),
        "persons",
        "victims",
        subset=(("has_means", "yes"),),
        overlapping=("means",),
    ),
    _name_register("places", ("place",), "persons", "victims"),
    _name_register(
        "protection",
        ("protection",),
        "persons",
        "victims",
        subset=(("has_protection", "yes"),),
        overlapping=("protection",),
    ),
    _name_register("compensation", ("compensation",), "persons", "victims"),
    _name_register(
        "compensation_share", ("compensation", "bound"), "percent", "", "register_compensation"
    ),
    _name_register(
        "compensation_som", ("compensation", "statistic"), "som", "", "register_compensation"
    ),
    _name_register("disclosure", ("population", "suppression"), "counts"),
    _name_register("left_out", ("population",), "tables"),
)

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
        "agency_by",
        "agencies.{agency}.{indicator}.{year}.{dimension}.{category}",
        ("agency", "indicator", "year", "dimension", "category"),
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
    Measure("quality_dropped", "quality.dropped.{source}.{file}", ("source", "file"), "columns"),
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
    *REGISTER_MEASURES,
)


def create_measures(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every measure as a table macro, and those that several of them share."""
    connection.execute(read_sql("register", "functions"))
    for measure in MEASURES:
        connection.execute(read_sql("measures", measure.name))


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
