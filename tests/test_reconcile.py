"""Reconciliation: sources side by side, the gap, what a stated definition explains, the rest."""

from __future__ import annotations

import copy
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analyse import Analysis
from pipeline.errors import UnknownLayoutError, UnreadableFileError
from pipeline.facts import Fact
from pipeline.paths import Paths
from pipeline.reconcile import Interval, Reconciled, compare_editions, find_gap, reconcile
from pipeline.reconcile_facts import make_edition_facts, make_reconciled_facts
from pipeline.reconcile_rules import Pattern, Rules, read_reconciliation
from pipeline.yaml_text import parse_yaml
from tests.conftest import ROOT, MakeFact, read_golden

RULES_FILE = ROOT / "expectations" / "reconciliation.yaml"
GIVEN: dict[str, Any] = parse_yaml(RULES_FILE.read_text(encoding="utf-8"))
LANGUAGES = ("ky", "ru", "en")


@pytest.fixture(scope="module")
def rules() -> Rules:
    return read_reconciliation(ROOT / "expectations")


def find_reconciled(
    rules: Rules, facts: dict[str, Fact], question: str, year: str
) -> Reconciled | None:
    found = reconcile(rules.questions, facts)
    return next((own for own in found if (own.question.id, own.year) == (question, year)), None)


def read_choices(printed: str) -> list[range]:
    """Return what each printed number may be: "1-4" is a suppressed count."""
    ends = [[int(end) for end in number.split("-")] for number in printed.split()]
    return [range(own[0], own[-1] + 1) for own in ends]


# Golden: every choice of the suppressed counts is tried, nothing is computed as the module does.


@pytest.mark.parametrize("line", read_golden("reconciled"), ids=lambda own: "-".join(own.values()))
def test_the_gap_its_explained_part_and_the_rest(
    editions: dict[int, Analysis], line: dict[str, str]
) -> None:
    facts = editions[2023].facts
    prefix = f"reconcile.{line['question']}.{line['year']}"
    choices = read_choices(line["numbers"])
    gaps = [max(chosen) - min(chosen) for chosen in product(*choices)] if len(choices) > 1 else []
    explained = int(line["explained"])
    expected = {
        "gap.least": min(gaps, default=None),
        "gap.most": max(gaps, default=None),
        "explained.most": explained if gaps else None,
        "unexplained.least": min(gaps) - explained if gaps else None,
        "unexplained.most": max(gaps) - explained if gaps else None,
    }
    assert {name: facts[f"{prefix}.{name}"].value for name in expected} == expected
    statuses = {facts[f"{prefix}.{name}"].status for name in expected}
    assert statuses <= ({"value", "zero"} if gaps else {"not_applicable"})


@pytest.mark.parametrize("line", read_golden("editions"), ids=lambda own: "-".join(own.values()))
def test_editions_of_one_source_that_contradict_each_other(
    editions: dict[int, Analysis], line: dict[str, str]
) -> None:
    numbers = [int(number) for number in line["numbers"].split()]
    fact = editions[2023].facts[f"reconcile.editions.{line['rule']}.all.{line['year']}"]
    assert fact.value == max(numbers) - min(numbers)


def test_the_reconciled_numbers_of_an_edition_stop_at_its_year(
    editions: dict[int, Analysis],
) -> None:
    for edition, analysis in editions.items():
        facts = [fact for fact in analysis.facts.values() if fact.table.startswith("reconcile")]
        assert max(int(fact.row.get("year", 0)) for fact in facts) <= edition


@pytest.mark.parametrize(
    "edition", [2023, *(pytest.param(year, marks=pytest.mark.slow) for year in (2017, 2021))]
)
def test_every_reconciled_fact_opens_to_its_sources_and_to_a_query_that_gives_it(
    project: Paths, editions: dict[int, Analysis], edition: int
) -> None:
    file = project.edition_analysed(edition) / "facts.json"
    named = f"read_json('data/analysed/{edition}/facts.json')"
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE facts AS SELECT * FROM read_json(?)", [str(file)])
        for fact in editions[edition].facts.values():
            if fact.table.startswith("reconcile"):
                assert fact.sources, fact.id
                assert named in fact.sql
                rows = connection.execute(fact.sql.replace(named, "facts")).fetchall()
                assert rows == [(fact.value,)], fact.id


def test_reconciled_facts_are_named_in_three_languages(editions: dict[int, Analysis]) -> None:
    for fact in editions[2023].facts.values():
        if fact.table.startswith("reconcile"):
            assert len({fact.label[language] for language in LANGUAGES}) == len(LANGUAGES)
            assert not any("{" in text for text in fact.label.values())


# The gap as an interval.


def test_no_gap_of_one_number() -> None:
    assert find_gap([]) is None
    assert find_gap([Interval(3, 3)]) is None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4)), min_size=2, max_size=4))
def test_the_gap_covers_every_choice_within_the_intervals(ends: list[tuple[int, int]]) -> None:
    gap = find_gap([Interval(low, low + width) for low, width in ends])
    choices = product(*(range(low, low + width + 1) for low, width in ends))
    gaps = [max(chosen) - min(chosen) for chosen in choices]
    assert gap is not None
    assert (gap.least, gap.most) == (min(gaps), max(gaps))


# Each rule, broken.

MakeFacts = Callable[..., dict[str, Fact]]


@pytest.fixture
def make_facts(make_fact: MakeFact) -> MakeFacts:
    """Return a maker of agencies' registered cases in 2020, keyed as the store keys them."""

    def make(**values: float | None) -> dict[str, Fact]:
        facts = {}
        for agency, value in values.items():
            name = f"agencies.{agency}.registered_cases.2020"
            row = {"agency": agency, "indicator": "registered_cases", "year": "2020"}
            facts[name] = make_fact(name, value, row=row)
        facts["report.review.cases_returned.trends"] = make_fact(
            "report.review.cases_returned.trends", 26, row={"figure": "f"}
        )
        return facts

    return make


def test_a_stated_amount_explains_a_part_of_the_highest_sources_gap(
    rules: Rules, make_facts: MakeFacts
) -> None:
    own = find_reconciled(rules, make_facts(nsc=8, moi_gpo=7, us_tip=40), "registered", "2020")
    assert own is not None
    assert (own.gap, own.explained, own.unexplained) == (Interval(33, 33), 26, Interval(7, 7))
    assert [tested.outcome for tested in own.tested] == ["explains"]


@pytest.mark.parametrize(
    ("values", "outcome", "rest"),
    [
        ({"nsc": 50, "us_tip": 40}, "not_highest", 10),
        ({"nsc": 8, "moi_gpo": 40}, "not_highest", 32),
        ({"nsc": 20, "us_tip": 40}, "larger_than_gap", 20),
        ({"nsc": 40, "us_tip": 40}, "no_gap", 0),
        ({"nsc": 8, "us_tip": None}, "no_gap", None),
    ],
)
def test_a_stated_amount_that_does_not_fit_explains_nothing(
    rules: Rules,
    make_facts: MakeFacts,
    values: dict[str, float | None],
    outcome: str,
    rest: float | None,
) -> None:
    own = find_reconciled(rules, make_facts(**values), "registered", "2020")
    assert own is not None
    assert [tested.outcome for tested in own.tested] == [outcome]
    assert own.explained == 0
    assert (own.unexplained and own.unexplained.most) == rest


def test_an_amount_whose_fact_is_missing_explains_nothing(
    rules: Rules, make_facts: MakeFacts
) -> None:
    facts = make_facts(nsc=8, us_tip=40)
    del facts["report.review.cases_returned.trends"]
    own = find_reconciled(rules, facts, "registered", "2020")
    assert own is not None
    assert [tested.outcome for tested in own.tested] == ["unknown"]
    assert own.unexplained == Interval(32, 32)


def test_what_is_not_reported_does_not_enter_the_gap(rules: Rules, make_facts: MakeFacts) -> None:
    own = find_reconciled(rules, make_facts(nsc=8, moi_gpo=None, us_tip=9), "registered", "2020")
    assert own is not None
    assert own.gap == Interval(1, 1)
    assert [answer.bounds for answer in own.answers] == [Interval(8, 8), None, Interval(9, 9)]


def test_an_agency_that_sends_a_form_is_a_series_of_its_own(
    rules: Rules, make_facts: MakeFacts
) -> None:
    own = find_reconciled(rules, make_facts(nsc=8, supreme_court=3), "registered", "2020")
    assert own is not None
    assert [answer.series for answer in own.answers] == ["nsc", "any_agency.supreme_court"]
    assert own.gap == Interval(5, 5)


def test_the_gap_between_agencies_and_sums_are_not_an_agencys_series(make_fact: MakeFact) -> None:
    pattern = Pattern("agencies.{agency}.registered_cases.{year}")
    row = {"indicator": "registered_cases", "year": "2020"}
    assert pattern.match("agencies.gap.registered_cases.2020", row) is None
    row = {"agency": "nsc", "indicator": "registered_cases"}
    assert pattern.match("agencies.nsc.registered_cases.all", row) is None


def test_a_series_in_another_unit_stands_beside_without_a_gap(
    editions: dict[int, Analysis], rules: Rules
) -> None:
    own = find_reconciled(rules, editions[2021].facts, "registered", "2018")
    assert own is not None
    assert "glotip" in [answer.series for answer in own.answers]
    assert "glotip" not in [answer.series for answer in own.compared]


def test_one_year_of_one_teller_is_no_contradiction(rules: Rules, make_facts: MakeFacts) -> None:
    assert compare_editions(rules.editions, make_facts(us_tip=40)) == []


def test_an_agency_told_by_two_sources_is_told_apart(rules: Rules, make_fact: MakeFact) -> None:
    facts = {}
    for source, value in (("unodc_2022_final_report", 8), ("unodc_glotip", 9)):
        name = f"agency_told.{source}.nsc.registered_cases.2020"
        row = {"source": source, "agency": "nsc", "indicator": "registered_cases", "year": "2020"}
        facts[name] = make_fact(name, value, row=row, table="agency_told")
    (own,) = compare_editions(rules.editions, facts)
    assert (own.subject, own.spread) == ("nsc", 1)
    (fact,) = make_edition_facts([own], 2021)
    assert "National Statistical Committee" in fact.label["en"]


def test_a_question_without_facts_gives_none(rules: Rules) -> None:
    assert reconcile(rules.questions, {}) == []
    assert make_reconciled_facts([], 2021) == []


# The file of rules, broken.

Break = Callable[[dict[str, Any]], object]
BREAKS: dict[str, Break] = {
    "no questions": lambda own: own.pop("questions"),
    "text missing in Kyrgyz": lambda own: own["questions"][0]["title"].pop("ky"),
    "series without locator": lambda own: own["questions"][0]["series"][0].pop("locator"),
    "compared in another unit": lambda own: own["questions"][0]["series"][0].update(unit="persons"),
    "pattern without year": lambda own: own["questions"][0]["series"][0].update(facts="a.b"),
    "bounds the wrong way": lambda own: own["questions"][0]["series"][5].update(suppressed=[4, 1]),
    "explanation nobody states": lambda own: own["questions"][0]["explanations"][0].pop("locator"),
    "explanation of no series": lambda own: own["questions"][0]["explanations"][0].update(
        series="x"
    ),
    "amount typed": lambda own: own["questions"][0]["explanations"][0].update(amount="26"),
    "amount over a pattern": lambda own: own["questions"][0]["explanations"][0].update(
        amount="sum([a.*])"
    ),
    "telling without label": lambda own: own["editions"][0]["tellings"][0]["label"].pop("ru"),
}


@pytest.mark.parametrize("fault", BREAKS)
def test_rules_that_are_incomplete_are_refused(tmp_path: Path, fault: str) -> None:
    own = copy.deepcopy(GIVEN)
    BREAKS[fault](own)
    (tmp_path / "reconciliation.yaml").write_text(
        yaml.safe_dump(own, allow_unicode=True), encoding="utf-8"
    )
    with pytest.raises(UnknownLayoutError) as refused:
        read_reconciliation(tmp_path)
    assert refused.value.message == "error-rule-incomplete"


@pytest.mark.parametrize("text", [None, "questions: ["])
def test_rules_that_cannot_be_read_are_refused(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "reconciliation.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFileError):
        read_reconciliation(tmp_path)


def test_every_amount_names_facts_that_exist(editions: dict[int, Analysis], rules: Rules) -> None:
    for own in reconcile(rules.questions, editions[2023].facts):
        assert all(tested.outcome != "unknown" for tested in own.tested)
