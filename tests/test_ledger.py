"""The ledger against golden tables: every verdict found a second time, by other arithmetic.

tests/golden/ledger.csv holds, for each claim, the figures typed from the publications: `terms` are
added up and divided by the sum of `over`, in fractions. Nothing here uses the facts, the
expressions or the comparisons of the pipeline.
"""

from __future__ import annotations

import csv
import shutil
from fractions import Fraction
from functools import cache
from math import floor
from typing import Any

import pytest

from pipeline.analyse import Analysis, analyse
from pipeline.claims import Claim
from pipeline.expressions import list_names
from pipeline.words import LANGUAGES
from pipeline.yaml_text import parse_yaml
from tests.conftest import ROOT, TESTS, build_store, copy_project, read_golden

RAW = ROOT / "data" / "raw"
GOLDEN = read_golden("ledger")
CONTRADICTIONS = read_golden("contradictions")


@cache
def read_given() -> dict[str, dict[str, Any]]:
    """Return the claims as their files give them, by id, each with its source."""
    return {
        claim["id"]: {**claim, "source": path.parent.name}
        for path in sorted(RAW.glob("*/claims.yaml"))
        for claim in parse_yaml(path.read_text(encoding="utf-8"))
    }


@pytest.fixture(scope="module")
def ledger(editions: dict[int, Analysis]) -> dict[str, Claim]:
    return {claim.id: claim for claim in editions[2023].claims}


def test_the_golden_table_has_every_claim_once() -> None:
    ids = [line["id"] for line in GOLDEN]
    assert len(set(ids)) == len(ids)
    assert set(ids) == set(read_given())


@pytest.mark.parametrize("line", GOLDEN, ids=lambda line: line["id"])
def test_a_verdict_is_found_by_other_arithmetic(
    ledger: dict[str, Claim], line: dict[str, str]
) -> None:
    claim = ledger[line["id"]]
    assert claim.published == int(line["published"])
    assert claim.verdict == line["verdict"] == judge(line)
    if line["how"] in ("equal", "over", "at_least", "about"):
        assert claim.recomputed == pytest.approx(float(compute(line)))


def compute(line: dict[str, str]) -> Fraction:
    return Fraction(sum(map(int, line["terms"].split())), sum(map(int, line["over"].split())))


def judge(line: dict[str, str]) -> str:
    """Return the verdict: `share` means that some whole number of the base has the percentage."""
    if line["how"] == "none":
        return "not_checkable"
    stated, found = Fraction(line["published"]), compute(line)
    match line["how"]:
        case "equal":
            agrees = round_up(found) == stated
        case "over":
            agrees = found > stated
        case "at_least":
            agrees = found >= stated
        case "about":
            agrees = 10 * abs(found - stated) <= stated
        case "share":
            agrees = any(round_up(100 * n / found) == stated for n in range(int(found) + 1))
        case other:
            raise AssertionError(other)
    return "reproduced" if agrees else "differs"


def round_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


@pytest.mark.parametrize("line", CONTRADICTIONS, ids=lambda line: line["found"])
def test_a_contradiction_found_by_reading_is_in_the_ledger(
    ledger: dict[str, Claim], line: dict[str, str]
) -> None:
    assert line["first_place"]
    assert line["second_place"]
    for name in line["claims"].split():
        assert ledger[name].verdict == "differs", name
        assert ledger[name].source == "unodc_2022_final_report"


def test_every_figure_of_the_report_that_is_told_twice_is_used() -> None:
    """A figure stands in a claim, as published or to check it, or is on this list with why not."""
    without = {
        # One place, no second figure: years and amounts of the project itself.
        *(f"report.project.phase_{n}.planned_end_{part}" for n in (1, 2, 3)
          for part in ("year", "month")),
        *(f"report.project.phase_{n}.budget" for n in (1, 2, 3)),
        # Counted from a list beside which the report states no number.
        "report.training.memorandum.signatories_listed",
        "report.project.mla_conference.countries_listed",
        # A name, or a single year or round.
        "report.awareness.campaign_length",
        "report.training.councils.rounds",
        "report.law.tip_law.year",
        "report.data_collection.crime_digest.first_year",
        "report.data_collection.crime_digest.last_year",
        "report.review.registry_period.first_year",
    }  # fmt: skip
    used = {
        name for claim in read_given().values() for name in list_names(claim["expression"] or "")
    }
    published = {float(claim["published"]["value"]) for claim in read_given().values()}
    with (RAW / "unodc_2022_final_report" / "headline.csv").open(encoding="utf-8") as stream:
        figures = {line["id"]: float(line["value"]) for line in csv.DictReader(stream)}
    unused = {name for name, value in figures.items() if name not in used | without}
    assert {name for name in unused if figures[name] not in published} == set()
    assert without <= set(figures)
    assert not without & used


def test_every_text_of_a_claim_is_in_three_languages_and_its_own_words() -> None:
    for claim in read_given().values():
        for text in ("statement", "method", "explanation"):
            assert set(claim[text]) == set(LANGUAGES)
            filled = [bool(claim[text][language].strip()) for language in LANGUAGES]
            assert len(set(filled)) == 1, claim["id"]
        assert len(set(claim["statement"].values())) == len(LANGUAGES), claim["id"]


def test_a_likely_reason_is_said_as_a_likelihood() -> None:
    likely = ("likely", "perhaps", "may ", "might")
    certain = ("because the ", "the reason is")
    for claim in read_given().values():
        text = claim["explanation"]["en"].lower()
        if claim["verdict_expected"] == "differs" and any(word in text for word in certain):
            assert any(word in text for word in likely), claim["id"]


# A second report, made up, added without code.


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Claim]:
    """Return the ledger of a project that holds the real sources and a made-up second report."""
    paths = copy_project(tmp_path_factory.mktemp("second"))
    shutil.copytree(TESTS / "fixtures" / "second_report", paths.raw / "second_report")
    return {claim.id: claim for claim in analyse(build_store(paths), 2023).claims}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "verdict", "recomputed", "difference"),
    [
        ("second-convicted-both-years", "reproduced", 21, 0),
        ("second-women-share", "differs", 32.5, -3),
        ("second-no-table", "not_checkable", None, None),
    ],
)
def test_a_new_reports_claims_are_added_without_code(
    second: dict[str, Claim],
    name: str,
    verdict: str,
    recomputed: float | None,
    difference: float | None,
) -> None:
    claim = second[name]
    assert (claim.verdict, claim.recomputed, claim.difference) == (verdict, recomputed, difference)
    assert claim.source == "second_report"


@pytest.mark.slow
def test_a_new_report_leaves_the_other_verdicts_as_they_were(
    second: dict[str, Claim], ledger: dict[str, Claim]
) -> None:
    assert {name: claim.verdict for name, claim in ledger.items()}.items() <= {
        name: claim.verdict for name, claim in second.items()
    }.items()
