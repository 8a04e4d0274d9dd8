"""Validation: every row received is accepted or quarantined, with its cells, place and reason.

Great Expectations takes seconds to import: what needs it is marked slow.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd
import pytest

from pipeline.errors import InvalidContentError, UnknownLayoutError
from pipeline.land import land_tables
from pipeline.sources import read_source, read_sources
from pipeline.validate import (
    CheckResult,
    Validation,
    Verdict,
    count_intake,
    find_reasons,
    judge_files,
    raise_stops,
    read_rules,
    run_rules,
    run_suite,
    validate_tables,
)
from tests.conftest import ROOT, TESTS

EXPECTATIONS = ROOT / "expectations"
BAD = TESTS / "fixtures" / "bad"

# The folder, how many rows of its file are held back, the check that holds them, the place.
QUARANTINED = [
    ("negative_count", 1, "count_not_negative", "table 1, 2017"),
    ("text_in_count", 1, "cell_readable", "table 1, 2017"),
    ("undeclared_mark", 1, "cell_readable", "table 1, 2017"),
    ("duplicate_row", 2, "row_unique", "table 1, 2016"),
    ("year_not_a_year", 1, "year_known", "table 1, 2017"),
    ("year_out_of_range", 1, "year_in_range", "table 1, 2017"),
    ("unknown_agency", 1, "agency_known", "table 1, 2017"),
    ("unknown_article", 1, "article_known", "table 1"),
]


def make_frame(*rows: tuple[str, str]) -> pd.DataFrame:
    """Return a landed table of (file, locator)."""
    frame = pd.DataFrame(rows, columns=["file", "locator"])
    return frame.assign(source="s", value=1.0)


@dataclass(frozen=True)
class Intake:
    """What was landed, and what validation made of it."""

    tables: dict[str, pd.DataFrame]
    validation: Validation

    def own(self, name: str, source: str) -> pd.DataFrame:
        frame: pd.DataFrame = getattr(self.validation, name)
        return frame[frame["source"] == source]


@pytest.fixture(scope="session")
def bad_intake() -> Intake:
    """Return the faulty sources validated at once, beside the real ones that rules look at."""
    faults = [*(fault for fault, *_ in QUARANTINED), "article_of_another_code"]
    sources = [*read_sources(ROOT / "data" / "raw"), *(read_source(BAD / each) for each in faults)]
    tables = land_tables(sources)
    return Intake(tables, validate_tables(tables, EXPECTATIONS))


@pytest.mark.slow
@pytest.mark.parametrize(("fault", "held", "check", "place"), QUARANTINED)
def test_a_bad_row_is_quarantined_with_its_cells_its_place_and_the_reason(
    bad_intake: Intake, fault: str, held: int, check: str, place: str
) -> None:
    quarantined = bad_intake.own("quarantine", fault)
    assert len(quarantined) == held
    for row in quarantined.to_dict("records"):
        assert check in row["reasons"].split(", ")
        assert row["locator"] == place
        landed = bad_intake.tables[row["table"]]
        held_back = landed[(landed["source"] == fault) & (landed["locator"] == place)]
        cells = json.loads(row["cells"])
        assert cells["printed"] in set(held_back["printed"])
        assert cells["file"] == row["file"]
    verdicts = bad_intake.own("verdicts", fault)
    assert check in set(verdicts[~verdicts["passed"]]["check"])


@pytest.mark.slow
@pytest.mark.parametrize(("fault", "held"), [(fault, held) for fault, held, *_ in QUARANTINED])
def test_the_good_rows_of_a_bad_file_are_accepted(
    bad_intake: Intake, fault: str, held: int
) -> None:
    (line,) = bad_intake.own("intake", fault).to_dict("records")
    assert line["quarantined"] == held
    accepted = bad_intake.validation.accepted
    rows = sum(int((frame["source"] == fault).sum()) for frame in accepted.values())
    assert rows == line["accepted"] == line["received"] - held


@pytest.mark.slow
def test_received_is_accepted_and_quarantined_over_all_files(bad_intake: Intake) -> None:
    intake = bad_intake.validation.intake
    assert (intake["received"] == intake["accepted"] + intake["quarantined"]).all()
    assert intake["received"].sum() == sum(map(len, bad_intake.tables.values()))
    assert intake["quarantined"].sum() == len(bad_intake.validation.quarantine)


@pytest.mark.slow
def test_a_bad_source_costs_the_others_nothing(bad_intake: Intake) -> None:
    faults = {fault for fault, *_ in QUARANTINED}
    assert set(bad_intake.validation.quarantine["source"]) == faults


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "file"),
    [("article_of_another_code", "cases.csv"), ("duplicate_row", "agencies.csv")],
)
def test_a_stopping_fault_leaves_with_exit_code_12_and_names_the_file(
    bad_intake: Intake, fault: str, file: str
) -> None:
    with pytest.raises(InvalidContentError, match=f"{fault}/{file}") as caught:
        raise_stops(bad_intake.own("verdicts", fault))
    assert (caught.value.exit_code, caught.value.message) == (12, "error-validation-stopped")


@pytest.mark.slow
def test_the_real_sources_are_accepted_whole(landed: dict[str, pd.DataFrame]) -> None:
    tables = {name: frame for name, frame in landed.items() if name != "source"}
    validation = validate_tables(tables, EXPECTATIONS)
    raise_stops(validation.verdicts)
    assert validation.quarantine.empty
    for name, frame in tables.items():
        assert len(validation.accepted[name]) == len(frame)
    assert int(validation.intake["received"].sum()) == sum(map(len, tables.values()))
    files = {(row["source"], row["file"]) for row in validation.intake.to_dict("records")}
    judged = set(zip(validation.verdicts["source"], validation.verdicts["file"], strict=True))
    assert judged == files


@pytest.mark.slow
def test_a_table_without_an_expected_column_is_refused(landed: dict[str, pd.DataFrame]) -> None:
    frame = landed["article_year"].drop(columns="article")
    with pytest.raises(UnknownLayoutError, match="article"):
        run_suite(frame, EXPECTATIONS / "article_year.json")


def test_a_dropped_row_names_its_checks_and_a_warning_drops_nothing() -> None:
    frame = make_frame(("a", "1"), ("a", "2"), ("b", "3"))
    results = [
        CheckResult("first", "drop_row", frozenset({1})),
        CheckResult("second", "drop_row", frozenset({1})),
        CheckResult("told", "warn", frozenset({0})),
    ]
    assert find_reasons(frame, results).tolist() == ["", "first, second", ""]


def test_a_stopped_file_loses_all_its_rows_and_no_other_files() -> None:
    frame = make_frame(("a", "1"), ("a", "2"), ("b", "3"))
    reasons = find_reasons(frame, [CheckResult("stop", "stop_file", frozenset({0}))])
    assert reasons.tolist() == ["stop", "stop", ""]


def test_a_stopped_file_spares_a_file_of_the_same_name_in_another_source() -> None:
    frame = make_frame(("rows.csv", "1"), ("rows.csv", "2"))
    frame.loc[1, "source"] = "other"
    reasons = find_reasons(frame, [CheckResult("stop", "stop_file", frozenset({0}))])
    assert reasons.tolist() == ["stop", ""]


def test_there_is_a_verdict_for_every_check_of_every_file() -> None:
    frame = make_frame(("a", "1"), ("a", "2"), ("b", "3"))
    results = [CheckResult("x", "warn", frozenset({2})), CheckResult("y", "note", frozenset())]
    verdicts = judge_files("agency", frame, results)
    assert [(v.file, v.check, v.passed, v.rows_checked, v.rows_failed) for v in verdicts] == [
        ("a", "x", True, 2, 0),
        ("a", "y", True, 2, 0),
        ("b", "x", False, 1, 1),
        ("b", "y", True, 1, 0),
    ]
    assert verdicts[2].sample == '["3"]'


def test_received_is_accepted_and_quarantined_for_every_file() -> None:
    frame = make_frame(("a", "1"), ("a", "2"), ("b", "3"))
    quarantine = pd.DataFrame([{"table": "agency", "source": "s", "file": "a"}])
    intake = count_intake({"agency": frame}, quarantine)
    assert intake[["file", "received", "accepted", "quarantined"]].values.tolist() == [
        ["a", 2, 1, 1], ["b", 1, 1, 0],
    ]  # fmt: skip


@pytest.mark.parametrize("severity", ["stop_edition", "stop_file"])
def test_a_stopping_check_names_the_file_the_check_and_the_rows(severity: str) -> None:
    verdict = Verdict("agency", "s", "a.csv", "row_unique", severity, False, 9, 2, '["1", "2"]')
    with pytest.raises(InvalidContentError) as caught:
        raise_stops(pd.DataFrame([asdict(verdict)]))
    told = str(caught.value)
    assert "s/a.csv" in told
    assert "row_unique" in told
    assert "1, 2" in told


@pytest.mark.parametrize("severity", ["note", "warn", "drop_row"])
def test_what_only_warns_stops_nothing(severity: str) -> None:
    verdict = Verdict("agency", "s", "a.csv", "x", severity, False, 9, 2, '["1"]')
    raise_stops(pd.DataFrame([asdict(verdict)]))


def test_every_rule_has_its_query() -> None:
    rules = read_rules(EXPECTATIONS)
    queries = {path.stem for path in (EXPECTATIONS / "rules").glob("*.sql")}
    assert {rule["id"] for rule in rules} == queries


def test_an_unknown_severity_is_refused(tmp_path: Path) -> None:
    text = "- {id: x, table: agency, severity: fatal}\n"
    (tmp_path / "rules.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UnknownLayoutError, match="x"):
        read_rules(tmp_path)


@pytest.fixture(scope="module")
def findings(landed: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return run_rules({k: v for k, v in landed.items() if k != "source"}, EXPECTATIONS)


def test_the_rules_find_what_the_report_contradicts(findings: pd.DataFrame) -> None:
    prosecuted = findings[findings["rule"] == "prosecuted_above_registered"]
    found = {(r["agency"], r["year"], r["expected"], r["found"]) for _, r in prosecuted.iterrows()}
    assert {("nsc", 2016, 7, 13), ("nsc", 2017, 2, 5), ("moi_gpo", 2018, 8, 10)} <= found
    assert not any(agency == "us_tip" and year == 2018 for agency, year, _, _ in found)


def test_every_finding_has_its_place(findings: pd.DataFrame) -> None:
    assert not findings.empty
    assert findings[["rule", "source", "file", "locator"]].notna().all().all()
    assert "article_not_in_code" not in set(findings["rule"])


def test_rules_that_find_nothing_are_no_failure(landed: dict[str, pd.DataFrame]) -> None:
    tables = {k: v.iloc[:0] for k, v in landed.items() if k != "source"}
    assert run_rules(tables, EXPECTATIONS).empty
