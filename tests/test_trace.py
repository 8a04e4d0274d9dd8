"""A number that names a claim must be that side of it, as it is printed in its language.

test_gates.py breaks whole pages; here are the numbers of the ledger alone.
"""

from __future__ import annotations

import pytest

from pipeline.claims import Claim
from pipeline.page_reading import Marked
from pipeline.trace import check_marked_claims

TEXTS = dict.fromkeys(("ky", "ru", "en"), "x")


def make_claim(recomputed: float | None) -> Claim:
    return Claim(
        id="report.cases",
        source="report",
        topic="cases",
        statement=TEXTS,
        locator="p. 1",
        published=1234,
        recomputed=recomputed,
        unit="cases",
        verdict="not_checkable" if recomputed is None else "differs",
        difference=None,
        method=TEXTS,
        explanation=TEXTS,
        facts=(),
    )


def check(name: str, printed: str, recomputed: float | None = 1230) -> list[str]:
    """Return what is found on a page that prints one number of a claim."""
    claims = {"report.cases": make_claim(recomputed)}
    marked = Marked(name, printed, "p2", "ru")
    return [
        f"{each.place}: {each.fact}; {each.expected}"
        for each in check_marked_claims([marked], claims, "ru/digest.html")
    ]


def test_a_side_of_a_claim_printed_as_it_is_passes() -> None:
    assert check("report.cases.published", "1\N{NO-BREAK SPACE}234") == []
    assert check("report.cases.recomputed", "1\N{NO-BREAK SPACE}230") == []


def test_a_claim_printed_otherwise_is_told_with_its_place_and_what_was_expected() -> None:
    (told,) = check("report.cases.published", "1\N{NO-BREAK SPACE}235")
    assert "ru/digest.html#p2" in told
    assert "“1\N{NO-BREAK SPACE}235”" in told
    assert "1\N{NO-BREAK SPACE}234" in told


@pytest.mark.parametrize(
    "name",
    ["report.cases", "report.cases.locator", "other.cases.published", "report.cases.difference"],
)
def test_what_is_no_number_of_the_ledger_is_told(name: str) -> None:
    (told,) = check(name, "1234")
    assert f"{name} is no claim" in told


def test_a_claim_that_could_not_be_recomputed_has_no_such_number() -> None:
    (told,) = check("report.cases.recomputed", "1234", recomputed=None)
    assert "is no claim" in told
