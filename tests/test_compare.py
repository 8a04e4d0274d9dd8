"""Why a fact changed: each reason shown by the provenance that two editions record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.compare import Change, Edition, compare, count_changes, find_changed_files
from pipeline.facts import Fact, SourceRef
from pipeline.provenance import Input, Provenance
from tests.conftest import MakeFact

NSC, MOI, CODES = "data/raw/nsc/a.xlsx", "data/raw/moi/b.csv", "data/raw/concordance/c.csv"
BASE = Provenance(
    inputs={
        NSC: Input("nsc", "2021-01-01", "1" * 64),
        MOI: Input("moi", "", "2" * 64),
        CODES: Input("concordance", "", "3" * 64),
    },
    methods={"agency_series": "m1", "practice_entries": "m2", "quality_rows": "m3",
             "claims": "m4", "validation": "v1"},
    corrections={},
)  # fmt: skip


@pytest.fixture
def fact(make_fact: MakeFact) -> Fact:
    return make_fact(
        "agencies.nsc.cases.2020",
        8,
        table="agency_series",
        row={"year": "2020"},
        sources=(SourceRef(NSC, "1" * 64, "B7"),),
    )


def tell(old: Fact | None, new: Fact | None, **given: object) -> Change:
    """Return the change of one fact between two editions of 2021 with these differences."""
    before = Edition(2021, {old.id: old} if old else {}, BASE)
    provenance = replace(BASE, **{k: v for k, v in given.items() if k != "year"})  # type: ignore[arg-type]
    after = Edition(int(str(given.get("year", 2021))), {new.id: new} if new else {}, provenance)
    (change,) = compare(before, after)
    return change


def test_equal_editions_have_no_change(fact: Fact) -> None:
    edition = Edition(2021, {fact.id: fact}, BASE)
    assert compare(edition, edition) == []


def test_a_label_or_a_place_alone_is_no_change(fact: Fact) -> None:
    other = replace(fact, label={"en": "x"}, sources=(SourceRef(NSC, "1" * 64, "B8"),))
    assert (
        compare(Edition(2021, {fact.id: fact}, BASE), Edition(2021, {fact.id: other}, BASE)) == []
    )


def test_facts_that_tell_of_a_comparison_are_not_compared(fact: Fact) -> None:
    new = replace(fact, id="previous.x")
    assert compare(Edition(2021, {}, BASE), Edition(2021, {new.id: new}, BASE)) == []


def test_other_bytes_of_the_file_cited_are_a_revision(fact: Fact) -> None:
    inputs = BASE.inputs | {NSC: Input("nsc", "2021-01-01", "9" * 64)}
    change = tell(fact, replace(fact, value=9), inputs=inputs)
    assert (change.kind, change.reasons, change.evidence) == ("changed", ("revision",), (NSC,))


def test_a_newer_version_of_the_source_is_a_revision(fact: Fact) -> None:
    newer = "data/raw/nsc/b.xlsx"
    inputs = BASE.inputs | {newer: Input("nsc", "2022-01-01", "9" * 64)}
    new = replace(fact, value=9, sources=(SourceRef(newer, "9" * 64, "B7"),))
    assert tell(fact, new, inputs=inputs).reasons[0] == "revision"


def test_other_bytes_of_another_source_explain_nothing(fact: Fact) -> None:
    inputs = BASE.inputs | {MOI: Input("moi", "", "9" * 64)}
    assert tell(fact, replace(fact, value=9), inputs=inputs).reasons == ("unexplained",)


def test_a_file_that_was_not_there_is_new_data(fact: Fact) -> None:
    file = "data/raw/court/d.csv"
    inputs = BASE.inputs | {file: Input("court", "", "9" * 64)}
    new = replace(fact, sources=(SourceRef(file, "9" * 64, "row 2"),))
    change = tell(None, new, inputs=inputs)
    assert (change.kind, change.reasons, change.evidence) == ("new", ("new_data",), (file,))


def test_a_year_the_older_edition_did_not_reach_is_new_data(fact: Fact) -> None:
    new = replace(fact, row={"year": "2023"})
    change = tell(None, new, year=2023)
    assert (change.reasons, change.evidence) == (("new_data",), ("2022–2023",))


def test_a_later_edition_does_not_explain_another_number_for_an_old_year(fact: Fact) -> None:
    assert tell(fact, replace(fact, value=9), year=2023).reasons == ("unexplained",)


def test_a_total_takes_in_the_years_of_a_later_edition(fact: Fact) -> None:
    total = replace(fact, row={"agency": "nsc"})
    assert tell(total, replace(total, value=9), year=2023).reasons == ("new_data",)


def test_another_query_is_a_change_of_method(fact: Fact) -> None:
    methods = {**BASE.methods, "agency_series": "other"}
    change = tell(fact, replace(fact, value=9), methods=methods)
    assert (change.reasons, change.evidence) == (("method",), ("agency_series",))


def test_other_rules_of_validation_change_what_is_counted_as_quality(fact: Fact) -> None:
    rows = replace(fact, table="quality_rows")
    methods = {**BASE.methods, "validation": "other"}
    assert tell(rows, replace(rows, value=9), methods=methods).reasons == ("method",)
    assert tell(fact, replace(fact, value=9), methods=methods).reasons == ("unexplained",)


def test_a_corrected_cell_names_its_correction(fact: Fact) -> None:
    ref = SourceRef(NSC, "1" * 64, "B7 · correction typo-2020")
    new = replace(fact, value=9, sources=(ref,))
    change = tell(fact, new, corrections={NSC: ("typo-2020",)})
    assert (change.reasons, change.evidence) == (("correction",), ("typo-2020",))


def test_a_correction_of_another_cell_explains_nothing(fact: Fact) -> None:
    change = tell(fact, replace(fact, value=9), corrections={NSC: ("other",)})
    assert change.reasons == ("unexplained",)


def test_a_row_left_out_by_a_correction_is_explained_by_it(fact: Fact) -> None:
    assert tell(fact, None, corrections={NSC: ("twice",)}).reasons == ("correction",)


def test_the_concordance_explains_what_is_counted_by_article(fact: Fact) -> None:
    inputs = BASE.inputs | {CODES: Input("concordance", "", "9" * 64)}
    entries = replace(fact, table="practice_entries")
    assert tell(entries, replace(entries, value=9), inputs=inputs).reasons == ("code",)
    assert tell(fact, replace(fact, value=9), inputs=inputs).reasons == ("unexplained",)


@pytest.mark.parametrize("hides", [True, False])
def test_a_cell_withheld_or_shown_again_is_suppression(fact: Fact, hides: bool) -> None:
    hidden = replace(fact, value=None, status="suppressed")
    old, new = (fact, hidden) if hides else (hidden, fact)
    assert tell(old, new).reasons == ("suppression",)


def test_a_fact_that_is_gone_for_no_reason_is_unexplained(fact: Fact) -> None:
    change = tell(fact, None)
    assert (change.kind, change.reasons, change.fact) == ("vanished", ("unexplained",), fact)


def test_an_edition_that_recorded_nothing_is_another_method(fact: Fact) -> None:
    nothing = Provenance({}, {}, {})
    before = Edition(2021, {fact.id: fact}, nothing)
    after = Edition(2021, {fact.id: replace(fact, value=9)}, BASE)
    (change,) = compare(before, after)
    assert "method" in change.reasons


def test_several_reasons_stand_in_the_order_of_certainty(fact: Fact) -> None:
    inputs = BASE.inputs | {NSC: Input("nsc", "2021-01-01", "9" * 64)}
    change = tell(
        fact, replace(fact, value=9), inputs=inputs, methods={**BASE.methods, "agency_series": "x"}
    )
    assert change.reasons == ("revision", "method")


def test_changes_are_counted_by_kind_and_main_reason(fact: Fact) -> None:
    changes = [tell(fact, None), tell(fact, replace(fact, value=9))]
    assert count_changes(changes) == {
        ("changed", "unexplained"): 1,
        ("vanished", "unexplained"): 1,
    }


def test_files_of_one_edition_alone_are_not_changed_files() -> None:
    old = Edition(2021, {}, replace(BASE, inputs={}))
    assert find_changed_files(old, Edition(2021, {}, BASE), lambda *_: True) == []
