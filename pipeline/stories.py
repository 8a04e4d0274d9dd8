"""What is new in an edition: which sentences and key numbers its facts can carry.

A sentence is chosen by what is known of the edition's year, so that a new year needs no new code.
"""

from __future__ import annotations

from pipeline.agency_tables import find_agencies, find_indicators
from pipeline.digest_charts import find_widest_gap
from pipeline.digest_tables import (
    AGENCIES,
    INDICATORS,
    find_revised_years,
    find_years,
    glotip,
    label,
)
from pipeline.facts import Fact
from pipeline.practice import ARTICLES
from pipeline.register_stories import choose_register_numbers, lead_register, tell_changes
from pipeline.register_tables import has_register
from pipeline.wording import Page, Said, message

KeyNumber = tuple[Fact, Said]
# The series that the UNODC report prints; others come with agencies' own forms.
_OF_THE_REPORT = {(agency, indicator) for agency in AGENCIES for indicator in INDICATORS}


def choose_lead(page: Page) -> Said:
    """Return the most important sentence of the edition."""
    year, last = str(page.edition), str(page.edition - 1)
    registered = [
        f"agencies.{agency}.registered_cases.{year}" for agency in ("nsc", "moi_gpo", "us_tip")
    ]
    victims = [f"nsc_sdg.victims.{year}", f"nsc_sdg.victims.{last}"]
    if page.has(f"practice.entries.all.{year}"):
        return message(
            "lead-practice",
            cases=page.fact("report.cases.total.trends"),
            brothels=page.fact("practice.share.261.entries"),
            trafficking=page.fact("practice.share.124.entries"),
        )
    if page.has(*registered):
        nsc, moi, us = map(page.fact, registered)
        return message("lead-agencies", edition=year, nsc=nsc, moi=moi, us=us)
    if page.has(*victims):
        return message(
            "lead-victims",
            edition=year,
            last=last,
            victims=page.fact(victims[0]),
            before=page.fact(victims[1]),
        )
    if has_register(page):
        return lead_register(page)
    for fact in find_new_series(page):
        return message("lead-series", edition=year, number=fact, **name_series(fact))
    return message("lead-none", edition=year)


def find_new_series(page: Page) -> list[Fact]:
    """Return the numbers of the edition's year in series of agencies that the report has not."""
    return [
        fact
        for agency in find_agencies(page)
        for indicator in find_indicators(page)
        if (agency, indicator) not in _OF_THE_REPORT
        and page.has(f"agencies.{agency}.{indicator}.{page.edition}")
        for fact in [page.fact(f"agencies.{agency}.{indicator}.{page.edition}")]
    ]


def name_series(fact: Fact) -> dict[str, Said]:
    """Return what a series counts and who counts it, as arguments of a message."""
    return {
        "agency": label("agency", fact.row["agency"]),
        "indicator": label("indicator", fact.row["indicator"]),
    }


def choose_key_numbers(page: Page) -> list[KeyNumber]:
    """Return four to six key numbers, those of the edition's own year first."""
    year, last = str(page.edition), str(page.edition - 1)
    report = str(page.edition + 1)
    wanted = [
        *_practice_keys(page),
        (f"agencies.nsc.registered_cases.{year}", message("key-registered-nsc", edition=year)),
        (f"agencies.moi_gpo.registered_cases.{year}", message("key-registered-moi", edition=year)),
        (f"agencies.us_tip.registered_cases.{year}", message("key-registered-us", edition=year)),
        *(
            (fact.id, message("key-series", edition=year, **name_series(fact)))
            for fact in find_new_series(page)
        ),
        (f"nsc_sdg.victims.{year}", message("key-victims", edition=year)),
        (f"nsc_sdg.victims.{last}", message("key-victims-before", last=last)),
        (f"nsc_sdg.victims_per_100k.{year}", message("key-victims-rate", edition=year)),
        (
            f"us_tip_report.{report}.convictions.{year}",
            message("key-convictions-us", edition=year, report=report),
        ),
    ]
    wanted.append(
        (
            f"us_tip_report.{report}.victims_identified.{year}",
            message("key-identified-us", edition=year, report=report),
        )
    )
    found = [(page.fact(name), said) for name, said in wanted if page.has(name)]
    return (found or choose_register_numbers(page))[:6]


def tell_news(page: Page) -> list[list[Said]]:
    """Return the sentences on what is new, one list per bullet; nothing of what no source tells."""
    changes = tell_changes(page) if has_register(page) else []
    items = [
        _news_of_practice(page) if has_published(page) else [],
        _news_of_registered(page) if find_agencies(page, "registered_cases") else [],
        _news_of_victims(page),
        _news_of_us_report(page),
        [message("new-revised")] if find_revised_years(page) else [],
        _news_of_claims(page) if page.claims else [],
    ]
    return [*changes, *filter(None, items)]


def has_published(page: Page) -> bool:
    """Return whether the edition has published counts of court cases by article."""
    return "practice.entries.all.all" in page.facts


def has_three_agencies(page: Page) -> bool:
    """Return whether the sources of cases are the three that the UNODC report compares."""
    return find_agencies(page) == AGENCIES


def _news_of_claims(page: Page) -> list[Said]:
    return [
        message(
            "new-claims",
            all=page.fact("claims.all"),
            reproduced=page.fact("claims.reproduced"),
            differs=page.fact("claims.differs"),
            unchecked=page.fact("claims.not_checkable"),
        )
    ]


def describe_article(page: Page, article: str) -> list[Said]:
    """Return the paragraph of one article: its counts, or that none was published, and a note."""
    note = message(f"article-note-{article}")
    if not page.has(f"practice.entries.{article}.all"):
        return [message("article-unlisted"), note]
    years = find_years(page, f"practice.entries.{article}.")
    facts = [page.fact(f"practice.entries.{article}.{year}") for year in years]
    high, low = max(facts, key=_value), min(facts, key=_value)
    counts = message(
        "article-paragraph",
        total=page.fact(f"practice.entries.{article}.all"),
        share=page.fact(f"practice.share.{article}.entries"),
        peak_year=_years_like(facts, high),
        peak=high,
        low_year=_years_like(facts, low),
        low=low,
        last=facts[-1],
        before=facts[-2],
    )
    return [counts, note]


def explain_denominator(page: Page) -> Said:
    """Return which denominator gives the shares the report prints."""
    printed = {
        f"p{article}": page.fact(f"report.cases.share.{article}")
        for article in ARTICLES
        if page.has(f"report.cases.share.{article}")
    }
    return message(
        "articles-denominator",
        cases=page.fact("report.cases.total.trends"),
        entries=page.fact("practice.entries.all.all"),
        share_cases=page.fact("practice.share.261.cases"),
        share_entries=page.fact("practice.share.261.entries"),
        **printed,
    )


def explain_widest_gap(page: Page) -> Said | None:
    """Return the sentence on 2020, where the sources differ most; None in an earlier edition."""
    told = {
        "nsc": "agencies.nsc.registered_cases.2020",
        "moi": "agencies.moi_gpo.registered_cases.2020",
        "us": "agencies.us_tip.registered_cases.2020",
        "returned": "report.review.cases_returned.trends",
    }
    gap = find_widest_gap(page)
    if gap is None or gap.row["year"] != "2020" or not page.has(*told.values()):
        return None
    return message("agencies-2020", **{key: page.fact(name) for key, name in told.items()})


def list_definitions(page: Page) -> list[Said]:
    """Return what each source counts, for the sources that the edition has."""
    counted = {"nsc": "nsc", "moi_gpo": "moi", "us_tip": "us"}
    told = [message(f"definition-{counted[agency]}") for agency in AGENCIES
            if agency in find_agencies(page)]  # fmt: skip
    glotip_told = [message("definition-unodc")] if glotip(page) else []
    return [*told, *glotip_told]


def _practice_keys(page: Page) -> list[tuple[str, Said]]:
    if not page.has(f"practice.entries.all.{page.edition}"):
        return []
    return [
        ("report.cases.total.trends", message("key-cases")),
        ("practice.entries.all.all", message("key-entries")),
        ("practice.persons.all", message("key-persons")),
        ("practice.share.261.entries", message("key-share-261")),
        ("practice.share.124.entries", message("key-share-124")),
    ]


def _news_of_practice(page: Page) -> list[Said]:
    if not page.has(f"practice.entries.all.{page.edition}"):
        return [message("new-practice-old")]
    years = find_years(page, "practice.entries.all.")
    by_year = {f"y{year}": page.fact(f"practice.entries.all.{year}") for year in years}
    return [
        message(
            "new-practice",
            entries=page.fact("practice.entries.all.all"),
            cases=page.fact("report.cases.total.trends"),
            persons=page.fact("practice.persons.all"),
            **by_year,
        )
    ]


def _news_of_registered(page: Page) -> list[Said]:
    year, last = str(page.edition), str(page.edition - 1)
    if f"agencies.gap.registered_cases.{year}" not in page.facts:
        years = find_years(page, "agencies.gap.registered_cases.")
        return [message("new-registered-none", edition=year, latest=years[-1])]
    names = {"nsc": "nsc", "moi": "moi_gpo", "us": "us_tip"}
    ids = [f"agencies.{agency}.registered_cases.{y}" for agency in AGENCIES for y in (year, last)]
    if find_agencies(page, "registered_cases") != AGENCIES or any(
        name not in page.facts for name in ids
    ):
        return [
            message("new-registered-by", edition=year),
            *(
                message("new-registered-agency", agency=label("agency", agency), number=fact)
                for agency in find_agencies(page, "registered_cases")
                if page.has(f"agencies.{agency}.registered_cases.{year}")
                for fact in [_registered(page, agency, year)]
            ),
        ]
    now = {name: _registered(page, agency, year) for name, agency in names.items()}
    before = {f"{name}_before": _registered(page, agency, last) for name, agency in names.items()}
    return [message("new-registered", edition=year, last=last, **now, **before)]


def _registered(page: Page, agency: str, year: str) -> Fact:
    return page.fact(f"agencies.{agency}.registered_cases.{year}")


def _news_of_victims(page: Page) -> list[Said]:
    year, last = str(page.edition), str(page.edition - 1)
    victims, before = f"nsc_sdg.victims.{year}", f"nsc_sdg.victims.{last}"
    if not page.has(victims, before):
        return []
    said = [
        message(
            "new-victims",
            edition=year,
            last=last,
            victims=page.fact(victims),
            before=page.fact(before),
        )
    ]
    parts = [f"{victims}.{part}" for part in ("sex.male", "sex.female", "age.0_17")]
    if page.has(*parts):
        male, female, children = map(page.fact, parts)
        said.append(message("new-victims-parts", male=male, female=female, children=children))
    return said


def _news_of_us_report(page: Page) -> list[Said]:
    year, report = str(page.edition), str(page.edition + 1)
    convictions = f"us_tip_report.{report}.convictions.{year}"
    identified = f"us_tip_report.{report}.victims_identified.{year}"
    if not page.has(convictions):
        return []
    said = [message("new-us", report=report, edition=year, convictions=page.fact(convictions))]
    if page.has(identified, f"nsc_sdg.victims.{year}"):
        victims = page.fact(f"nsc_sdg.victims.{year}")
        said.append(message("new-us-victims", identified=page.fact(identified), victims=victims))
    return said


def _years_like(facts: list[Fact], like: Fact) -> str:
    """Return the years with the same number: an extreme can be reached in several."""
    return ", ".join(fact.row["year"] for fact in facts if fact.value == like.value)


def _value(fact: Fact) -> float:
    return float("-inf") if fact.value is None else float(fact.value)
