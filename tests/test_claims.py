"""The ledger: each published claim recomputed, and its verdict the one found by hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.analyse import Analysis
from pipeline.claims import (
    VERDICTS,
    compare,
    nearest_share,
    read_claims,
    replicate_claim,
    replicate_claims,
    round_half_up,
    write_claims,
)
from pipeline.paths import Paths
from pipeline.yaml_text import parse_yaml
from tests.conftest import EDITIONS, ROOT, MakeFact


@cache
def list_given() -> list[dict[str, Any]]:
    return [
        claim
        for path in sorted((ROOT / "data" / "raw").glob("*/claims.yaml"))
        for claim in parse_yaml(path.read_text(encoding="utf-8"))
    ]


def make_row(**given: object) -> dict[str, object]:
    texts = {
        f"{name}_{language}": f"{name} {language}"
        for name in ("statement", "method", "explanation")
        for language in ("ky", "ru", "en")
    }
    return {"id": "c", "source": "x", "topic": "cases",
            "locator": "p. 1", "published": 7.0, "unit": "cases",
            "decimals": 0, "expression": "[a]", "compare": "equal", **texts, **given}  # fmt: skip


def test_claims_have_ids_of_their_own() -> None:
    ids = [claim["id"] for claim in list_given()]
    assert len(ids) > 150
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_verdict_is_the_one_found_by_hand(
    editions: dict[int, Analysis], edition: int
) -> None:
    expected = {
        claim["id"]: claim["verdict_expected"]
        for claim in list_given()
        if claim["period_end"] <= edition
    }
    assert {claim.id: claim.verdict for claim in editions[edition].claims} == expected
    assert set(expected.values()) == set(VERDICTS)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_claim_that_could_be_checked_names_its_facts_and_the_difference(
    editions: dict[int, Analysis], edition: int
) -> None:
    facts = editions[edition].facts
    for claim in editions[edition].claims:
        if claim.verdict == "not_checkable":
            assert claim.recomputed is None
            assert claim.difference is None
        else:
            assert claim.facts, claim.id
            assert set(claim.facts) <= set(facts)
            assert claim.difference is not None
        assert all(claim.statement.values())
        assert all(claim.method.values())


def test_a_claim_that_differs_is_explained_in_every_language(
    editions: dict[int, Analysis],
) -> None:
    for claim in editions[2023].claims:
        if claim.verdict != "reproduced":
            assert all(claim.explanation.values()), claim.id


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_counts_of_verdicts_are_facts(editions: dict[int, Analysis], edition: int) -> None:
    analysis = editions[edition]
    for verdict in VERDICTS:
        count = sum(claim.verdict == verdict for claim in analysis.claims)
        assert analysis.facts[f"claims.{verdict}"].value == count
    assert analysis.facts["claims.all"].value == len(analysis.claims)
    for topic in {claim.topic for claim in analysis.claims}:
        own = [claim for claim in analysis.claims if claim.topic == topic]
        assert analysis.facts[f"claims.{topic}.all"].value == len(own)
        differing = sum(claim.verdict == "differs" for claim in own)
        fact = analysis.facts[f"claims.{topic}.differs"]
        assert (fact.value, fact.row) == (differing, {"verdict": "differs", "topic": topic})
        assert fact.sql.endswith(f" WHERE verdict = 'differs' AND topic = '{topic}'")


def test_the_brothel_share_names_its_denominator(editions: dict[int, Analysis]) -> None:
    claim = next(c for c in editions[2017].claims if c.id == "share-article-261")
    assert claim.recomputed == pytest.approx(100 * 104 / 265)
    assert (claim.published, claim.difference) == (39, 0)
    assert "265" in claim.method["en"]
    assert claim.facts == ("practice.entries.261.all", "practice.entries.all.all")


@pytest.mark.parametrize(
    ("published", "recomputed", "how", "decimals", "agrees"),
    [
        (39, 39.245, "equal", 0, True),
        (39, 39.5, "equal", 0, False),
        (3, 2.5, "equal", 0, True),
        (2, 2.5, "equal", 0, False),
        (0.3, 0.25, "equal", 1, True),
        (-3, -2.5, "equal", 0, True),
        (300, 301, "over", 0, True),
        (300, 300, "over", 0, False),
        (300, 300, "at_least", 0, True),
        (300, 299, "at_least", 0, False),
        (100, 110, "about", 0, True),
        (100, 90, "about", 0, True),
        (100, 111, "about", 0, False),
        (15, 33, "consistent_share", 0, True),
        (50, 3, "consistent_share", 0, False),
        (33.3, 3, "consistent_share", 1, True),
    ],
)
def test_each_way_of_comparing(
    published: float, recomputed: float, how: str, decimals: int, agrees: bool
) -> None:
    assert compare(published, recomputed, how, decimals) is agrees


def test_an_unknown_way_of_comparing_is_refused() -> None:
    with pytest.raises(ValueError, match="nearly"):
        compare(1, 1, "nearly", 0)


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [(0.5, 0, 1), (1.5, 0, 2), (2.5, 0, 3), (-0.5, 0, -1), (2.675, 2, 2.68), (1.005, 2, 1.01),
     (1e15, 0, 1e15), (0.0, 3, 0.0)],
)  # fmt: skip
def test_a_half_is_rounded_away_from_zero(value: float, decimals: int, rounded: float) -> None:
    assert round_half_up(value, decimals) == rounded


def test_the_nearest_share_is_of_whole_things() -> None:
    assert nearest_share(15, 33) == pytest.approx(100 * 5 / 33)
    assert nearest_share(100, 7) == 100


def test_a_claim_recomputed_from_facts(make_fact: MakeFact) -> None:
    claim = replicate_claim(make_row(), {"a": make_fact("a", 7)})
    assert (claim.verdict, claim.recomputed, claim.difference) == ("reproduced", 7, 0)
    claim = replicate_claim(make_row(), {"a": make_fact("a", 5)})
    assert (claim.verdict, claim.recomputed, claim.difference) == ("differs", 5, 2)


@pytest.mark.parametrize("expression", ["", "[missing]", "[a] / 0", "sum([missing.*])", "[a] +"])
def test_a_claim_without_its_facts_is_not_checkable(make_fact: MakeFact, expression: str) -> None:
    claim = replicate_claim(make_row(expression=expression), {"a": make_fact("a", 7)})
    assert (claim.verdict, claim.recomputed, claim.difference) == ("not_checkable", None, None)


def test_a_fact_without_a_number_makes_a_claim_not_checkable(make_fact: MakeFact) -> None:
    facts = {"a": make_fact("a", None)}
    assert replicate_claim(make_row(), facts).verdict == "not_checkable"


def test_a_sum_leaves_out_the_total_and_what_is_not_reported(make_fact: MakeFact) -> None:
    facts = {
        name: make_fact(name, value)
        for name, value in {"s.2016": 3, "s.2017": 4, "s.2018": None, "s.all": 7}.items()
    }
    claim = replicate_claim(make_row(expression="sum([s.*])"), facts)
    assert claim.recomputed == 7
    assert claim.facts == ("s.2016", "s.2017", "s.2018")


def test_a_share_is_shown_as_the_nearest_one_its_base_can_have(make_fact: MakeFact) -> None:
    row = make_row(published=15.0, unit="percent", compare="consistent_share")
    claim = replicate_claim(row, {"a": make_fact("a", 33)})
    assert claim.recomputed == pytest.approx(100 * 5 / 33)
    assert (claim.verdict, claim.difference) == ("reproduced", 0)


def test_written_claims_are_read_back_the_same(tmp_path: Path, make_fact: MakeFact) -> None:
    claims = replicate_claims([make_row(), make_row(id="d")], {"a": make_fact("a", 7)})
    write_claims(claims, tmp_path / "claims.json")
    assert read_claims(tmp_path / "claims.json") == claims


def test_the_ledger_of_an_edition_is_written_as_computed(
    project: Paths, editions: dict[int, Analysis]
) -> None:
    for edition, analysis in editions.items():
        assert read_claims(project.edition_analysed(edition) / "claims.json") == analysis.claims
