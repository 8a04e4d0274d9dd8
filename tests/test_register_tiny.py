"""A register of a handful of cases: what cannot be told is left out, and the audit agrees."""

from __future__ import annotations

import pytest

from pipeline.demo import write_demo
from pipeline.disclosure import leave_out, read_left_out, read_withheld, withhold
from pipeline.disclosure_gate import check_editions
from pipeline.disclosure_rule import Rule
from pipeline.facts import Fact, collect_facts
from pipeline.measures import MEASURES
from pipeline.paths import Paths
from pipeline.store import open_store
from tests.conftest import ROOT
from tests.register_samples import build_register, make_project

EDITIONS = (2017, 2023)
RULE = Rule(defendants=3, victims=11)
POPULATION = {measure.name: measure.population for measure in MEASURES if measure.population}

Published = dict[int, dict[str, Fact]]


SLOW = pytest.mark.slow


@pytest.fixture(
    scope="module", params=[1, *(pytest.param(cases, marks=SLOW) for cases in (2, 5, 20))]
)
def tiny(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Paths:
    paths = make_project(tmp_path_factory.mktemp("tiny"))
    text = paths.params.read_text(encoding="utf-8")
    told = text.replace("editions: [2017, 2021, 2023]", f"editions: {list(EDITIONS)}")
    assert told != text
    paths.params.write_text(told, encoding="utf-8")
    write_demo(Paths(ROOT).raw, paths.raw / "synthetic_register", request.param, 1, (), "en")
    return build_register(paths)


@pytest.fixture(scope="module")
def published(tiny: Paths) -> Published:
    """Return the facts that each edition of the register publishes, by id."""
    return {year: publish(tiny, year) for year in EDITIONS}


def publish(paths: Paths, edition: int) -> dict[str, Fact]:
    with open_store(paths.store) as connection:
        told = leave_out(collect_facts(connection, edition), read_left_out(connection, edition))
        facts = withhold(told, read_withheld(connection, edition))
    return {fact.id: fact for fact in facts}


def test_the_audit_finds_nothing_in_what_is_left(published: Published) -> None:
    assert check_editions(published, RULE) == []


def test_no_small_count_of_persons_is_told(published: Published) -> None:
    for fact in published[2023].values():
        population = POPULATION.get(fact.table)
        if population and fact.value and fact.unit != "cases":
            assert fact.value >= RULE.find_smallest(population), fact.id


def test_public_cases_stay_and_persons_are_said_to_be_withheld(published: Published) -> None:
    facts = published[2023]
    cases = facts["register.cases.all.all"].value
    assert cases in (1, 2, 5, 20)
    persons = facts["register.persons.all.all.all"]
    assert persons.value is None or persons.value >= cases
    if cases == 1:
        # Nothing tells whom the case is about; rows of the files would count the persons.
        own = {fact.table for fact in facts.values() if fact.table in POPULATION}
        assert own == {"register_persons", "register_victims"}
        assert facts["register.left_out.victims"].value >= 5
        assert facts["quality.rows.received"].status == "suppressed"
        # "Withheld as small" would tell how many there are at most.
        for population in ("defendants", "victims"):
            assert facts[f"register.disclosure.{population}.small"].value is None
            assert facts[f"register.disclosure.{population}.told"].value == 0
        rows = facts["quality.intake.synthetic_register.defendants.csv.received"]
        assert (rows.value, rows.status) == (None, "suppressed")
