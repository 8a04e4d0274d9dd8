"""The charts of the digest and the dashboard, each from an edition's facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.agency_tables import find_agencies
from pipeline.chart_model import Break, Chart, Kind, Point
from pipeline.concordance import FIRST_YEARS
from pipeline.digest_tables import AGENCIES, INDICATORS, find_years, label, offence
from pipeline.facts import Fact
from pipeline.practice import ARTICLES
from pipeline.wording import Page, Said, message, show_number
from pipeline.words import Words


def chart_cases(page: Page) -> Chart:
    """Columns: article entries by year, one panel per listed article."""
    years = find_years(page, "practice.entries.all.")
    listed = [article for article in ARTICLES if page.has(f"practice.entries.{article}.all")]
    points = [
        make_point(page, f"practice.entries.{article}.{year}", x=year, panel=article)
        for article in listed
        for year in years
    ]
    b = [page.fact(f"practice.entries.261.{year}") for year in years]
    a = sorted((page.fact(f"practice.entries.155.{y}") for y in years), key=_value)
    rest = max((point for point in _others(page, listed, years)), key=_value)
    summary = message(
        "articles-chart-summary",
        b2014=b[0],
        b2016=min(b, key=_value),
        b2017=b[-1],
        a_low=a[0],
        a_high=a[-1],
        rest=rest,
    )
    return make_chart(
        page,
        "cases",
        "columns",
        ("articles-chart-title", summary),
        points,
        {
            article: message("article-with-offence", article=article, offence=offence(article))
            for article in listed
        },
        y_title="axis-entries",
    )


def chart_shares(page: Page) -> Chart:
    """Bars: share of each listed article, largest first."""
    facts = [
        page.fact(f"practice.share.{article}.entries")
        for article in ARTICLES
        if page.has(f"practice.share.{article}.entries")
    ]
    facts.sort(key=_value, reverse=True)
    summary = message("shares-chart-summary", **{f"s{fact.row['article']}": fact for fact in facts})
    points = [make_point(page, fact.id, x=fact.row["article"]) for fact in facts]
    labels = {
        article: message("article-with-offence", article=article, offence=offence(article))
        for article in ARTICLES
    }
    return make_chart(
        page,
        "shares",
        "bars",
        ("shares-chart-title", summary),
        points,
        labels,
        y_title="axis-percent",
    )


def chart_persons(page: Page) -> Chart:
    """Bars: persons by sex."""
    men, women = page.fact("practice.persons.male"), page.fact("practice.persons.female")
    return make_chart(
        page,
        "persons",
        "bars",
        ("persons-chart-title", message("persons-chart-summary", men=men, women=women)),
        [make_point(page, fact.id, x=fact.row["sex"]) for fact in (men, women)],
        {sex: label("sex", sex) for sex in ("male", "female")},
        y_title="axis-persons",
    )


def chart_agencies(page: Page) -> Chart | None:
    """Lines: each source's series, one panel per indicator; a gap is a year without a number.

    None where no agency has a series of any of the three indicators.
    """
    years = sorted(
        {
            year
            for indicator in INDICATORS
            for year in find_years(page, f"agencies.gap.{indicator}.")
        }
    )
    points = [
        make_point(
            page, f"agencies.{agency}.{indicator}.{year}", x=year, series=agency, panel=indicator
        )
        for indicator in INDICATORS
        for agency in find_agencies(page, indicator)
        for year in years
        if f"agencies.{agency}.{indicator}.{year}" in page.facts
    ]
    if not points:
        return None
    labels = {agency: label("agency-short", agency) for agency in find_agencies(page)}
    labels |= {indicator: label("indicator", indicator) for indicator in INDICATORS}
    summary = _summarise_agencies(page, years[0], years[-1])
    return make_chart(page, "agencies", "lines", ("agencies-chart-title", summary), points, labels)


def _summarise_agencies(page: Page, first: str, last: str) -> Said:
    """Return what the lines show; of a difference only where two sources count the same."""
    gap = find_widest_gap(page)
    if gap is None or find_agencies(page) != AGENCIES:
        return message("agencies-chart-summary-plain", first=first, edition=last)
    return message(
        "agencies-chart-summary", first=first, edition=last, gap=gap, gap_year=gap.row["year"]
    )


def chart_victims(page: Page) -> Chart | None:
    """Columns: victims by year, National Statistical Committee; None without its figures."""
    years = find_years(page, "nsc_sdg.population.")
    facts = [page.fact(f"nsc_sdg.victims.{year}") for year in years]
    if not facts:
        return None
    high, low = max(facts, key=_value), min(facts, key=_value)
    summary = message(
        "sdg-chart-summary",
        first=years[0],
        edition=years[-1],
        peak_year=high.row["year"],
        peak=high,
        low_year=low.row["year"],
        low=low,
    )
    return make_chart(
        page,
        "victims",
        "columns",
        ("sdg-chart-title", summary),
        [make_point(page, fact.id, x=fact.row["year"]) for fact in facts],
        {},
        y_title="axis-persons",
    )


def find_widest_gap(page: Page) -> Fact | None:
    """Return the widest difference between agencies over registered cases; None if none differ."""
    prefix = "agencies.gap.registered_cases."
    gaps = [name for name in page.facts if name.startswith(prefix) and page.has(name)]
    return max(map(page.fact, gaps), key=_value, default=None)


def say_plainly(page: Page, said: Said) -> str:
    """Return a message without markup, once where the languages say the same."""
    return " · ".join(dict.fromkeys(_plain(page, said, words) for words in page.words))


def _plain(page: Page, said: Said, words: Words) -> str:
    shown = {
        name: show_number(value, words) if isinstance(value, Fact) else value
        for name, value in said.arguments.items()
    }
    return page.text(words, Said(said.message, shown))


def make_chart(
    page: Page,
    id: str,  # noqa: A002
    kind: Kind,
    words: tuple[str, Said],
    points: Sequence[Point],
    labels: Mapping[str, Said],
    y_title: str = "",
) -> Chart:
    title, summary = words
    return Chart(
        id=id,
        kind=kind,
        title=title_chart(page, title),
        summary=say_plainly(page, summary),
        told=page.tell([summary], "chart-summary"),
        points=tuple(points),
        labels={code: say_plainly(page, said) for code, said in labels.items()},
        y_title=page.plain(y_title) if y_title else "",
        breaks=find_breaks(page, {point.x for point in points}),
        told_facts=tuple(each.id for each in summary.arguments.values() if isinstance(each, Fact)),
    )


def title_chart(page: Page, name: str) -> str:
    """Return a chart's title in the page's languages; over made-up data it says so."""
    title = page.plain(name)
    return page.plain("synthetic-title", title=title) if page.is_synthetic else title


def find_breaks(page: Page, years: set[str]) -> tuple[Break, ...]:
    """Return the years in which another Criminal Code begins to apply, within a chart's years."""
    return tuple(
        Break(year, page.plain("chart-break", code=code))
        for year, code in FIRST_YEARS.items()
        if year in years and str(int(year) - 1) in years
    )


def make_point(page: Page, id: str, *, x: str, series: str = "", panel: str = "") -> Point:  # noqa: A002
    fact = page.fact(id)
    return Point(
        fact_id=fact.id,
        x=x,
        series=series,
        panel=panel,
        value=fact.value,
        status=fact.status,  # type: ignore[arg-type]  # the store holds these words only
        keys=dict(fact.row),
        text="" if fact.value is None else show_number(fact, page.words[0]),
    )


def _others(page: Page, listed: Sequence[str], years: Sequence[str]) -> list[Fact]:
    return [
        page.fact(f"practice.entries.{article}.{year}")
        for article in listed
        if article not in ("155", "261")
        for year in years
    ]


def _value(fact: Fact) -> float:
    return float("-inf") if fact.value is None else float(fact.value)
