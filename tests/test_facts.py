"""A fact: one number that its own query gives again, with its sources and its names."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pipeline.analyse import Analysis
from pipeline.cells import STATUSES
from pipeline.errors import UnreadableFileError
from pipeline.facts import (
    Fact,
    label_fact,
    label_key,
    read_facts,
    sort_facts,
    write_facts,
    write_query,
)
from pipeline.measures import MEASURES, REGISTER_MEASURES
from pipeline.paths import Paths
from pipeline.words import LANGUAGES, load_words
from tests.conftest import EDITIONS, MakeFact, read_golden


@pytest.mark.parametrize(
    ("edition", "of_each_table"),
    [(2017, 3), *(pytest.param(year, None, marks=pytest.mark.slow) for year in EDITIONS)],
)
def test_every_facts_query_gives_its_value_again(
    project: Paths,
    store: duckdb.DuckDBPyConnection,
    editions: dict[int, Analysis],
    edition: int,
    of_each_table: int | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of every fact with the whole suite, of a few of each table in the fast one."""
    monkeypatch.chdir(project.root)  # the ledger's counts are queries over claims.json
    facts = editions[edition].facts
    assert len(facts) > 400
    tables: dict[str, list[Fact]] = {}
    for fact in facts.values():
        if not fact.table.startswith("reconcile"):  # test_reconcile.py runs those queries
            tables.setdefault(fact.table, []).append(fact)
    for fact in (each for own in tables.values() for each in own[:of_each_table]):
        rows = store.execute(fact.sql).fetchall()
        assert len(rows) == 1, fact.id
        value = None if rows[0][0] is None else float(rows[0][0])
        assert value == (None if fact.value is None else pytest.approx(fact.value)), fact.id


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_fact_is_named_in_every_language_and_has_a_known_status(
    editions: dict[int, Analysis], edition: int
) -> None:
    for name, fact in editions[edition].facts.items():
        assert fact.id == name
        assert set(fact.label) == set(LANGUAGES)
        assert all(text.strip() for text in fact.label.values())
        assert fact.status in STATUSES
        assert (fact.value is None) == (fact.status not in ("value", "zero")), name
        assert (fact.value == 0) == (fact.status == "zero"), name


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_number_from_a_source_names_its_cells(
    editions: dict[int, Analysis], edition: int
) -> None:
    for name, fact in editions[edition].facts.items():
        if fact.table.startswith("quality") and fact.status == "zero":
            continue
        assert fact.sources, name
        for ref in fact.sources:
            assert ref.locator
            assert len(ref.sha256) == 64


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_facts_have_the_same_name(editions: dict[int, Analysis], language: str) -> None:
    labels: dict[str, str] = {}
    for name, fact in editions[2023].facts.items():
        assert labels.setdefault(fact.label[language], name) == name, fact.label[language]


def test_an_edition_knows_nothing_of_later_years(editions: dict[int, Analysis]) -> None:
    for edition, analysis in editions.items():
        for fact in analysis.facts.values():
            year = fact.row.get("year", "")
            if year.isdecimal():
                assert int(year) <= edition, fact.id


def test_a_fact_of_two_editions_keeps_its_id_and_its_value(editions: dict[int, Analysis]) -> None:
    old, new = editions[2021].facts, editions[2023].facts
    for name in old:
        if name.startswith(("practice.", "agencies.", "glotip.", "nsc_sdg.")):
            assert (new[name].value, new[name].status) == (old[name].value, old[name].status)


def test_the_facts_are_the_golden_table_of_cases(editions: dict[int, Analysis]) -> None:
    for analysis in editions.values():
        for line in read_golden("cases_by_article"):
            for year in ("2014", "2015", "2016", "2017", "all"):
                fact = analysis.facts[f"practice.entries.{line['article']}.{year}"]
                assert fact.value == (None if line[year] == "-" else int(line[year]))
                assert line[year] != "-" or fact.status == "not_reported"


def test_the_facts_are_the_golden_series_and_suppressed_cells(
    editions: dict[int, Analysis],
) -> None:
    for edition, analysis in editions.items():
        victims = {line["year"]: int(line["victims"]) for line in read_golden("nsc_victims")}
        for year, number in victims.items():
            fact = analysis.facts.get(f"nsc_sdg.victims.{year}")
            assert (fact.value if fact else None) == (number if int(year) <= edition else None)
        suppressed = {
            fact.id
            for fact in analysis.facts.values()
            if fact.status == "suppressed" and fact.table == "glotip"
        }
        golden = {
            f"glotip.{line['indicator']}.{line['year']}"
            for line in read_golden("glotip_suppressed")
            if int(line["year"]) <= edition
        }
        assert suppressed == golden


def test_written_facts_are_read_back_the_same(
    project: Paths, editions: dict[int, Analysis]
) -> None:
    for edition, analysis in editions.items():
        path = project.edition_analysed(edition) / "facts.json"
        assert read_facts(path) == analysis.facts


def test_writing_twice_gives_the_same_bytes(tmp_path: Path, make_fact: MakeFact) -> None:
    facts = [make_fact("b", None), make_fact("a", 3)]
    write_facts(facts, tmp_path / "1.json")
    write_facts(facts, tmp_path / "2.json")
    assert (tmp_path / "1.json").read_bytes() == (tmp_path / "2.json").read_bytes()
    assert list(read_facts(tmp_path / "1.json")) == ["b", "a"]


@pytest.mark.parametrize("text", ["", "{", '[{"id": "a"}]', '[{"unknown": 1}]', "[1]", '{"a": 1}'])
def test_a_damaged_facts_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "facts.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFileError) as caught:
        read_facts(path)
    assert caught.value.exit_code == 10
    assert "facts.json" in str(caught.value)


def test_facts_are_sorted_and_an_id_twice_is_refused(make_fact: MakeFact) -> None:
    given = [make_fact("b", 1), make_fact("a", 2)]
    assert [fact.id for fact in sort_facts(given)] == ["a", "b"]
    with pytest.raises(ValueError, match="b"):
        sort_facts([*given, make_fact("b", 3)])


def test_a_key_cannot_break_out_of_its_query(store: duckdb.DuckDBPyConnection) -> None:
    query = write_query("practice_entries", 2017, {"article": "x' OR '1'='1", "year": "all"})
    assert store.execute(query).fetchall() == []


def test_a_label_comes_from_the_messages_or_is_the_number_itself() -> None:
    words = load_words("ru")
    assert label_key(words, "year", "2017") == "2017"
    assert label_key(words, "sex", "female") == words.say("label-sex-female")
    assert label_fact("practice_entries", {"article": "261", "year": "2017"})["ky"]


def test_every_facts_table_is_a_measure_or_the_ledger(editions: dict[int, Analysis]) -> None:
    tables = pd.Series([fact.table for fact in editions[2023].facts.values()]).unique()
    own = {"claims", "claims_topic", "reconcile", "reconcile_count", "reconcile_editions"}
    # No two sources tell the same number, no agency has sent a form, and nothing is held back or
    # is declared. No register is at hand.
    empty = {"agency_told", "agency_by", "quality_quarantine", "quality_correction"}
    empty |= {"quality_dropped", *(measure.name for measure in REGISTER_MEASURES)}
    assert set(tables) == {measure.name for measure in MEASURES} - empty | own


def test_a_fact_is_never_changed(make_fact: MakeFact) -> None:
    fact: Fact = make_fact("a", 1)
    with pytest.raises(AttributeError):
        fact.value = 2  # type: ignore[misc]
