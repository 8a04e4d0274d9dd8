"""The digest's tables: for every edition and language, whole, and of the edition's own facts."""

from __future__ import annotations

import re

import pytest

from pipeline import digest_tables
from pipeline.agency_tables import agencies
from pipeline.analyse import Analysis
from pipeline.digest_charts import chart_agencies, chart_victims, find_widest_gap
from pipeline.digest_tables import (
    INDICATORS,
    agency_parts,
    cases_by_article,
    find_revised_years,
    find_versions,
    find_years,
    findings_by_rule,
    glotip,
    persons,
    sdg_parts,
    sdg_totals,
    sdg_versions,
    shares,
    us_editions,
)
from pipeline.facts import Fact
from pipeline.page_tables import Table, write_table
from pipeline.practice import ARTICLES
from pipeline.wording import Page
from tests.conftest import EDITIONS, read_golden

MAKERS = (cases_by_article, shares, persons, agency_parts, us_editions, glotip, sdg_totals,
          sdg_parts, sdg_versions, findings_by_rule)  # fmt: skip
SPEECH = [("ky",), ("ru",), ("en",), ("en", "ru"), ("ky", "ru")]


def make_page(editions: dict[int, Analysis], edition: int, *languages: str) -> Page:
    analysis = editions[edition]
    return Page(edition, languages or ("en",), analysis.facts, analysis.claims)


def make_tables(page: Page) -> list[Table]:
    made = [*(make(page) for make in MAKERS), *(agencies(page, each) for each in INDICATORS)]
    return [table for table in made if table]


def test_the_parts_of_victims_alone_are_left_out_and_only_before_2018(
    editions: dict[int, Analysis],
) -> None:
    every = len(MAKERS) + len(INDICATORS)
    made = {edition: len(make_tables(make_page(editions, edition))) for edition in EDITIONS}
    assert made == {edition: every - (edition < 2018) for edition in EDITIONS}


def test_a_table_whose_source_is_absent_is_none(editions: dict[int, Analysis]) -> None:
    prefixes = ("practice.", "report.", "claims.", "quality.")
    facts = {k: v for k, v in editions[2023].facts.items() if k.startswith(prefixes)}
    page = Page(2023, ("en",), facts, [])
    makers = (agency_parts, us_editions, glotip, sdg_totals, sdg_parts)
    assert [make(page) for make in makers] == [None] * len(makers)
    assert (chart_agencies(page), chart_victims(page), find_widest_gap(page)) == (None, None, None)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("languages", SPEECH, ids="-".join)
def test_every_table_is_whole_in_every_language(
    editions: dict[int, Analysis], edition: int, languages: tuple[str, ...]
) -> None:
    page = make_page(editions, edition, *languages)
    tables = make_tables(page)
    assert len({table.id for table in tables}) == len(tables)
    for table in tables:
        assert all(len(row) == len(table.columns) for row in table.rows), table.id
        text = write_table(page, table)
        for name in re.findall(r'data-fact="([^"]+)"', text):
            assert name in page.facts


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_language_prints_the_same_facts(editions: dict[int, Analysis], edition: int) -> None:
    printed = []
    for languages in SPEECH:
        page = make_page(editions, edition, *languages)
        texts = [write_table(page, table) for table in make_tables(page)]
        printed.append(set(re.findall(r'data-fact="([^"]+)"', "".join(texts))))
    assert all(each == printed[0] for each in printed)
    assert len(printed[0]) > 150


def test_the_table_of_cases_has_the_golden_totals(editions: dict[int, Analysis]) -> None:
    table = cases_by_article(make_page(editions, 2017))
    golden = {line["article"]: line for line in read_golden("cases_by_article")}
    for row, article in zip(table.rows, [*ARTICLES, "all"], strict=True):
        cells = [cell for cell in row[1:] if isinstance(cell, Fact)]
        values = ["-" if cell.value is None else str(cell.value) for cell in cells]
        assert values == [golden[article][year] for year in ("2014", "2015", "2016", "2017", "all")]
    assert table.total_rows == (len(ARTICLES),)


def test_the_shares_stand_printed_beside_recomputed(editions: dict[int, Analysis]) -> None:
    table = shares(make_page(editions, 2017))
    printed = {line["article"]: float(line["printed"]) for line in read_golden("shares")}
    assert len(table.rows) == len(printed)
    for _, stated, of_entries, _ in table.rows:
        assert isinstance(stated, Fact)
        assert isinstance(of_entries, Fact)
        article = of_entries.row["article"]
        assert stated.value == printed[article]
        assert of_entries.value is not None
        assert int(of_entries.value + 0.5) == printed[article]


def test_the_years_of_a_table_are_those_the_edition_knows(editions: dict[int, Analysis]) -> None:
    assert find_years(make_page(editions, 2017), "nsc_sdg.victims.")[-1] == "2017"
    assert find_years(make_page(editions, 2023), "nsc_sdg.population.")[-1] == "2023"
    assert find_years(make_page(editions, 2017), "no.such.") == ()


def test_a_revised_year_has_another_value_in_some_version(editions: dict[int, Analysis]) -> None:
    page = make_page(editions, 2023)
    versions = find_versions(page)
    assert len(versions) == 4
    for year in find_revised_years(page):
        ids = [f"nsc_sdg.version.{version}.{year}" for version in versions]
        assert len({page.facts[each].value for each in ids if page.has(each)}) > 1


def test_every_data_file_a_table_names_is_a_measure(editions: dict[int, Analysis]) -> None:
    page = make_page(editions, 2023)
    tables = {fact.table for fact in page.facts.values()}
    assert {table.data for table in make_tables(page)} <= tables
    assert digest_tables.AGENCIES == ("nsc", "moi_gpo", "us_tip")
