"""The gate of disclosure control, broken one by one on the facts of two editions."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pandas as pd
import pytest

from pipeline.disclosure import is_controlled, list_bases, withhold
from pipeline.disclosure_cells import Count, build_system
from pipeline.disclosure_choice import choose_withheld
from pipeline.disclosure_gate import check_editions, check_site, read_bounds
from pipeline.disclosure_rule import Rule
from pipeline.errors import GateFailedError
from pipeline.facts import Fact, SourceRef
from pipeline.faults import raise_faults
from pipeline.measures import MEASURES, Measure
from pipeline.paths import Paths
from pipeline.quality_tables import withheld
from pipeline.wording import Page, mark_fact, show_number
from pipeline.words import LANGUAGES, load_words
from tests.disclosure_samples import draw_register, tabulate

RULE = Rule(defendants=3, victims=11)
MEASURE = {measure.name: measure for measure in MEASURES}
TABLES = ("register_persons", "register_outcomes", "register_victims")


def draw_persons() -> list[dict[str, str]]:
    persons = draw_register(11, 60)
    return [{**person, "outcome": person["region"]} for person in persons]


def make_fact(count: Count, **given: object) -> Fact:
    known: dict[str, object] = {
        "id": count.place[1],
        "value": count.value,
        "unit": "persons",
        "status": "value" if count.value else "zero",
        "table": count.measure.name,
        "row": dict(count.keys),
        "sql": "",
        "sources": tuple(SourceRef("data/raw/r/cases.csv", "0" * 64, f"row {n}") for n in (2, 3)),
        "label": {},
    }
    return Fact(**{**known, **given})  # type: ignore[arg-type]


def make_share(count: Count, value: float) -> Fact:
    """Return a share of an outcome, as the measure derived from outcomes would."""
    measure = MEASURE["register_outcome_share"]
    row = {**count.keys, "bound": "share"}
    return make_fact(
        count, id=measure.id.format(**row), value=value, unit="percent", table=measure.name, row=row
    )


@pytest.fixture(scope="module")
def true() -> dict[int, dict[str, Fact]]:
    """Return the facts of two editions with every count told."""
    persons = draw_persons()
    editions = {}
    for edition in (2017, 2019):
        counts = [c for name in TABLES for c in tabulate(MEASURE[name], persons, edition)]
        shares = [
            make_share(count, 100.0 * (count.value or 0) / len(persons))
            for count in counts
            if count.measure.name == "register_outcomes"
        ]
        facts = [*(make_fact(count) for count in counts), *shares]
        editions[edition] = {fact.id: fact for fact in facts}
    return editions


@pytest.fixture(scope="module")
def published(true: dict[int, dict[str, Fact]]) -> dict[int, dict[str, Fact]]:
    """Return the facts as disclosure control leaves them."""
    persons = draw_persons()
    system = build_system(
        count
        for edition in true
        for name in TABLES
        for count in tabulate(MEASURE[name], persons, edition)
    )
    places = {p for number in choose_withheld(system, RULE) for p in system.cells[number].places}
    return {
        edition: {
            fact.id: fact
            for fact in withhold(
                facts.values(), frozenset(name for year, name in places if year == edition)
            )
        }
        for edition, facts in true.items()
    }


def find_withheld(facts: dict[str, Fact], small: bool, truth: dict[str, Fact]) -> str:
    return next(
        name
        for name, fact in sorted(facts.items())
        if fact.status == "suppressed"
        and fact.table in TABLES
        and ((truth[name].value or 0) < RULE.victims) == small
    )


def put_back(
    published: dict[int, dict[str, Fact]], true: dict[int, dict[str, Fact]], year: int, name: str
) -> dict[int, dict[str, Fact]]:
    return {**published, year: {**published[year], name: true[year][name]}}


def test_what_disclosure_control_leaves_passes(published: dict[int, dict[str, Fact]]) -> None:
    assert check_editions(published, RULE) == []
    assert any(fact.status == "suppressed" for fact in published[2017].values())
    assert any(fact.value for fact in published[2017].values())


def test_everything_told_is_found_with_its_places(true: dict[int, dict[str, Fact]]) -> None:
    faults = check_editions(true, RULE)
    assert {fault.gate for fault in faults} == {"disclosure"}
    assert any(fault.place.startswith("2017/facts.json, register.") for fault in faults)


def test_a_small_count_put_back_stops_publishing_with_its_place(
    published: dict[int, dict[str, Fact]], true: dict[int, dict[str, Fact]]
) -> None:
    name = find_withheld(published[2017], True, true[2017])
    faults = check_editions(put_back(published, true, 2017, name), RULE)
    assert f"2017/facts.json, {name}" in [fault.place for fault in faults]
    with pytest.raises(GateFailedError) as caught:
        raise_faults(faults)
    assert caught.value.exit_code == 14


def test_every_small_count_put_back_is_found(
    published: dict[int, dict[str, Fact]], true: dict[int, dict[str, Fact]]
) -> None:
    small = [
        name
        for name, fact in published[2019].items()
        if fact.status == "suppressed"
        and fact.table in TABLES
        and (true[2019][name].value or 0) < RULE.defendants
    ]
    for name in small[:: max(1, len(small) // 8)]:
        places = {f.place for f in check_editions(put_back(published, true, 2019, name), RULE)}
        assert f"2019/facts.json, {name}" in places


def test_a_count_told_in_one_edition_and_withheld_in_another_is_found(
    published: dict[int, dict[str, Fact]], true: dict[int, dict[str, Fact]]
) -> None:
    name = next(
        name
        for name, fact in published[2017].items()
        if fact.status == "suppressed" and fact.table in TABLES and fact.row["year"] != "all"
    )
    places = [fault.place for fault in check_editions(put_back(published, true, 2017, name), RULE)]
    assert f"2019/facts.json, {name}" in places


def test_a_share_of_a_withheld_count_is_withheld_and_found_if_put_back(
    published: dict[int, dict[str, Fact]], true: dict[int, dict[str, Fact]]
) -> None:
    share = next(
        fact
        for fact in published[2019].values()
        if fact.table == "register_outcome_share" and fact.status == "suppressed"
    )
    faults = check_editions(put_back(published, true, 2019, share.id), RULE)
    assert [fault.place for fault in faults] == [f"2019/facts.json, {share.id}"]


def test_counts_that_contradict_each_other_are_a_fault(
    published: dict[int, dict[str, Fact]],
) -> None:
    name, fact = next(
        (name, fact) for name, fact in published[2019].items()
        if fact.value and fact.table in TABLES
    )  # fmt: skip
    wrong = {**published[2019], name: replace(fact, value=10_000)}
    faults = check_editions({**published, 2019: wrong}, RULE)
    assert any("counts that agree" in fault.expected for fault in faults)


def test_a_site_is_checked_over_all_its_editions(
    published: dict[int, dict[str, Fact]], true: dict[int, dict[str, Fact]], tmp_path: Path
) -> None:
    for year, facts in published.items():
        (tmp_path / str(year)).mkdir()
        text = json.dumps([asdict(fact) for fact in facts.values()])
        (tmp_path / str(year) / "facts.json").write_text(text, encoding="utf-8")
    assert check_site(tmp_path, RULE) == []
    name = find_withheld(published[2017], True, true[2017])
    told = put_back(published, true, 2017, name)[2017]
    text = json.dumps([asdict(fact) for fact in told.values()])
    (tmp_path / "2017" / "facts.json").write_text(text, encoding="utf-8")
    assert any(name in fault.place for fault in check_site(tmp_path, RULE))


def test_facts_of_persons_name_their_files_and_no_rows(
    published: dict[int, dict[str, Fact]],
) -> None:
    for fact in published[2017].values():
        assert [ref.locator for ref in fact.sources] == ["all rows"]


def test_a_derived_fact_rests_on_its_count_and_every_total_above(
    true: dict[int, dict[str, Fact]],
) -> None:
    share = next(f for f in true[2017].values() if f.table == "register_outcome_share"
                 and "all" not in f.row.values())  # fmt: skip
    bases = list_bases(share)
    assert len(bases) == 8
    assert "register.outcomes.all.all.all" in bases
    assert is_controlled(share)


def test_what_is_not_under_disclosure_control_stays_as_it_is() -> None:
    measure: Measure = MEASURE["practice_entries"]
    fact = make_fact(Count(measure, "", 2017, {"article": "124", "year": "2014"}, 1))
    assert withhold([fact], frozenset({"register.persons.all.all.all"})) == [fact]
    assert not is_controlled(fact)


def test_a_count_we_withhold_has_a_mark_that_says_nothing_of_its_size() -> None:
    row = {"article": "all", "sex": "f", "year": "2016"}
    count = Count(MEASURE["register_persons"], "defendants", 2017, row, None)
    own = make_fact(count, value=None, status="suppressed")
    publishers = replace(own, table="glotip")
    for language in LANGUAGES:
        words = load_words(language)
        assert "•" in mark_fact(own, words, short=True)
        assert "<5" in mark_fact(publishers, words, short=True)
        assert show_number(own, words) == words.say("status-withheld")


def test_the_quality_page_tells_what_is_withheld_where_there_is_a_register() -> None:
    measure = MEASURE["register_disclosure"]
    facts = [
        make_fact(Count(measure, "", 2017, {"population": "victims", "suppression": fate}, number))
        for fate, number in {"all": 9, "told": 5, "small": 3, "linked": 1}.items()
    ]
    page = Page(2017, ("ky",), {fact.id: fact for fact in facts}, ())
    table = withheld(page)
    assert table is not None
    assert [getattr(cell, "value", None) for cell in table.rows[0]] == [None, 9, 5, 3, 1]
    assert withheld(Page(2017, ("ky",), {}, ())) is None


def test_the_audits_result_is_told_of_one_edition_without_any_count(
    true: dict[int, dict[str, Fact]], tmp_path: Path
) -> None:
    paths = Paths(tmp_path)
    paths.curated_tables.mkdir(parents=True)
    first, second = sorted(true[2017])[:2]
    rows = [
        (2017, first, "defendants", 4.0, 3, True),
        (2017, second, "victims", None, 11, False),
        (2019, first, "defendants", 9.0, 3, True),
    ]
    names = ["edition", "fact", "population", "width", "required", "holds"]
    bounds = pd.DataFrame(rows, columns=names)
    bounds.to_parquet(paths.curated_tables / "disclosure_bound.parquet")
    facts = {
        name: replace(fact, label={"ky": "бир", "ru": "один", "en": "one"})
        for name, fact in true[2017].items()
    }
    label = {"label_ky": "бир", "label_ru": "один", "label_en": "one"}
    assert read_bounds(paths, 2017, facts) == [
        {"id": first, "population": "defendants", "width": 4, "required": 3, "holds": "yes",
         **label},
        {"id": second, "population": "victims", "width": None, "required": 11, "holds": "no",
         **label},
    ]  # fmt: skip
