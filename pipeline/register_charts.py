"""The charts of the register's section, each from an edition's facts.

A chart of which nothing is told, or nothing is there, is None.
"""

from __future__ import annotations

from pipeline.chart_model import Chart
from pipeline.digest_charts import make_chart, make_point
from pipeline.facts import Fact, label_key
from pipeline.register_tables import find_values
from pipeline.wording import Page, message


def chart_offences(page: Page) -> Chart:
    """Columns: article entries by year, one panel per offence; codes break the series."""
    years = [year for year in find_values(page, "offences", "year") if year != "all"]
    offences = sorted(
        find_values(page, "offences", "offence"),
        key=lambda offence: -_value(page.fact(f"register.offences.{offence}.all")),
    )
    points = [
        make_point(page, f"register.offences.{offence}.{year}", x=year, panel=offence)
        for offence in offences
        for year in years
        if f"register.offences.{offence}.{year}" in page.facts
    ]
    most = max((page.fact(point.fact_id) for point in points), key=_value)
    labels = {key: message(f"label-offence-{key}".replace("_", "-")) for key in offences}
    summary = message(
        "register-chart-entries-summary",
        first=years[0],
        last=years[-1],
        several="yes" if len(years) > 1 else "no",
        offence=labels[most.row["offence"]],
        most=most,
        year=most.row["year"],
    )
    return make_chart(
        page,
        "register-offences",
        "columns",
        ("register-chart-entries-title", summary),
        points,
        labels,
        y_title="axis-entries",
    )


def chart_outcomes(page: Page) -> Chart | None:
    """Bars: defendants by outcome, over all years."""
    facts = _list_parts(page, "outcomes", "outcome", "register.outcomes.all.{}.all")
    return _bars(page, "outcomes", facts, "outcome")


def chart_regions(page: Page) -> Chart | None:
    """Bars: cases by region, over all years."""
    facts = _list_parts(page, "regions", "region", "register.regions.{}.all")
    return _bars(page, "regions", facts, "region", "axis-cases")


def chart_forms(page: Page) -> Chart | None:
    """Bars: victims by form of exploitation."""
    facts = _list_parts(page, "exploitation", "form", "register.exploitation.{}.all")
    return _bars(page, "forms", facts, "form")


def _list_parts(page: Page, measure: str, key: str, name: str) -> list[Fact]:
    """Return a measure's parts, the largest first, withheld ones last."""
    values = [value for value in find_values(page, measure, key) if value != "all"]
    facts = [page.fact(name.format(value)) for value in values]
    return sorted(facts, key=_value, reverse=True)


def _bars(
    page: Page,
    name: str,
    facts: list[Fact],
    key: str,
    axis: str = "axis-persons",
) -> Chart | None:
    """Return bars, of which the sentence tells the longest; None where every one is withheld."""
    if not facts or facts[0].value is None:
        return None
    summary = message(f"register-chart-{name}-summary", most=facts[0])
    return make_chart(
        page,
        f"register-{name}",
        "bars",
        (f"register-chart-{name}-title", summary),
        [make_point(page, fact.id, x=fact.row[key]) for fact in facts],
        {
            fact.row[key]: message("register-value", value=_say(page, key, fact.row[key]))
            for fact in facts
        },
        y_title=axis,
    )


def _say(page: Page, key: str, value: str) -> str:
    """Return a value in the page's languages without markup, for a drawing."""
    return " · ".join(dict.fromkeys(label_key(words, key, value) for words in page.words))


def _value(fact: Fact) -> float:
    return -1.0 if fact.value is None else float(fact.value)
