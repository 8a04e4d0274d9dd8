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
from pipeline.rules import Rule, run_rules
from pipeline.sources import read_source, read_sources
from pipeline.suites import CheckResult, answer_suite, run_suite
from pipeline.validate import recall_versions, validate_tables
from pipeline.verdicts import (
    Validation,
    Verdict,
    count_intake,
    find_reasons,
    judge_files,
    judge_presence,
    judge_rules,
    raise_stops,
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
    faults = {*(fault for fault, *_ in QUARANTINED), "article_of_another_code"}
    assert set(bad_intake.validation.quarantine["source"]) == faults


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "file", "message"),
    [
        ("article_of_another_code", "cases.csv", "error-validation-stopped"),
        ("duplicate_row", "agencies.csv", "error-validation-nothing-left"),
    ],
)
def test_a_stopping_fault_leaves_with_exit_code_12_and_names_the_file(
    bad_intake: Intake, fault: str, file: str, message: str
) -> None:
    with pytest.raises(InvalidContentError, match=f"{fault}/{file}") as caught:
        raise_stops(bad_intake.own("verdicts", fault), bad_intake.own("intake", fault))
    assert (caught.value.exit_code, caught.value.message) == (12, message)


@pytest.mark.slow
def test_a_stopped_file_stops_no_other(bad_intake: Intake) -> None:
    verdicts, intake = bad_intake.validation.verdicts, bad_intake.validation.intake
    stopped = verdicts[verdicts["severity"] == "stop_edition"]
    raise_stops(verdicts.drop(index=stopped.index), intake)
    assert bad_intake.own("intake", "duplicate_row")["accepted"].tolist() == [0]


@pytest.mark.slow
def test_the_real_sources_are_accepted_whole(landed: dict[str, pd.DataFrame]) -> None:
    tables = {name: frame for name, frame in landed.items() if name != "source"}
    validation = validate_tables(tables, EXPECTATIONS)
    raise_stops(validation.verdicts, validation.intake)
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


def held(frame: pd.DataFrame, *results: CheckResult) -> dict[int, list[str]]:
    return find_reasons({"agency": frame}, {"agency": results})["agency"]


def test_a_dropped_row_names_its_checks_and_a_warning_drops_nothing() -> None:
    frame = make_frame(("a", "1"), ("a", "2"), ("b", "3"))
    reasons = held(
        frame,
        CheckResult("first", "drop_row", frozenset({1})),
        CheckResult("second", "drop_row", frozenset({1})),
        CheckResult("told", "warn", frozenset({0})),
    )
    assert reasons == {1: ["first", "second"]}


def test_a_stopped_file_loses_all_its_rows_and_no_other_files() -> None:
    frame = make_frame(("a", "1"), ("a", "2"), ("b", "3"))
    reasons = held(frame, CheckResult("stop", "stop_file", frozenset({0})))
    assert reasons == {0: ["stop"], 1: ["file_stopped"]}


def test_a_stopped_file_spares_a_file_of_the_same_name_in_another_source() -> None:
    frame = make_frame(("rows.csv", "1"), ("rows.csv", "2"))
    frame.loc[1, "source"] = "other"
    reasons = held(frame, CheckResult("stop", "stop_file", frozenset({0})))
    assert reasons == {0: ["stop"]}


def test_a_stopped_file_is_held_back_in_every_table_it_feeds() -> None:
    tables = {"court_case": make_frame(("a", "1")), "charge": make_frame(("a", "1"), ("b", "1"))}
    stop = CheckResult("stop", "stop_file", frozenset({0}))
    reasons = find_reasons(tables, {"court_case": [stop]})
    assert reasons["charge"] == {0: ["file_stopped"]}


def test_a_file_without_rows_has_its_verdict() -> None:
    source = pd.DataFrame({"source": ["s", "s"], "file": ["a", "empty.csv"]})
    verdicts = judge_presence(source, {"agency": make_frame(("a", "1"))})
    assert [(v.file, v.passed, v.rows_checked) for v in verdicts] == [
        ("a", True, 1), ("empty.csv", False, 0),
    ]  # fmt: skip


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


ROWS = pd.DataFrame([{"table": "agency", "received": 9, "accepted": 7}])


def make_verdicts(severity: str) -> pd.DataFrame:
    verdict = Verdict("agency", "s", "a.csv", "row_unique", severity, False, 9, 2, '["1", "2"]')
    return pd.DataFrame([asdict(verdict)])


@pytest.mark.parametrize(
    ("severity", "left"), [("stop_edition", 7), ("stop_file", 0), ("drop_row", 0)]
)
def test_what_stops_the_edition_names_the_file_the_check_and_the_rows(
    severity: str, left: int
) -> None:
    with pytest.raises(InvalidContentError) as caught:
        raise_stops(make_verdicts(severity), ROWS.assign(accepted=left))
    told = str(caught.value)
    for part in ("s/a.csv", "row_unique", "1, 2", "0 more checks"):
        assert part in told


def test_of_several_stops_the_first_is_named_and_the_others_counted() -> None:
    verdicts = pd.concat([make_verdicts("stop_edition")] * 3, ignore_index=True)
    with pytest.raises(InvalidContentError, match="2 more checks"):
        raise_stops(verdicts, ROWS)


def test_a_table_that_received_no_row_stops_nothing() -> None:
    raise_stops(make_verdicts("drop_row"), ROWS.assign(received=0, accepted=0))


def test_where_a_newer_file_is_stopped_the_older_one_counts_again() -> None:
    rows = [("s", "old", "2024-01-01", False), ("s", "new", "2025-01-01", True)] * 2
    frame = pd.DataFrame(rows, columns=["source", "file", "version", "is_current"])
    frame = frame.assign(agency="moi", indicator=["a", "a", "b", "b"], year=2023)
    stopped = recall_versions("agency", frame, {1: ["row_unique"], 3: ["file_stopped"]})
    assert stopped["is_current"].tolist() == [True, True, True, True]
    one_row = recall_versions("agency", frame, {1: ["cell_readable"]})
    assert one_row["is_current"].tolist() == [False, True, False, True]


@pytest.mark.parametrize("severity", ["note", "warn", "drop_row", "stop_file"])
def test_what_leaves_rows_in_every_table_stops_nothing(severity: str) -> None:
    raise_stops(make_verdicts(severity), ROWS)


@pytest.fixture(scope="module")
def findings(landed: dict[str, pd.DataFrame]) -> pd.DataFrame:
    found, _ = run_rules({k: v for k, v in landed.items() if k != "source"}, EXPECTATIONS)
    return found


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
    findings, held = run_rules(tables, EXPECTATIONS)
    assert findings.empty
    assert held == {}


def test_received_is_accepted_and_held_back_with_rules_that_drop(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules.yaml").write_text("- {id: r, table: agency, severity: drop_row}")
    query = "SELECT source, file, locator, value AS found FROM agency WHERE locator = '2'"
    (tmp_path / "rules" / "r.sql").write_text(query)
    (tmp_path / "agency.json").write_text('{"name": "agency", "expectations": []}')
    frame = make_frame(("a", "1"), ("a", "2"), ("b", "3"))
    validation = validate_tables({"agency": frame}, tmp_path, answer_suite)
    assert validation.accepted["agency"]["locator"].tolist() == ["1", "3"]
    assert validation.held["agency"]["locator"].tolist() == ["2"]
    assert validation.quarantine["reasons"].tolist() == ["r"]
    assert validation.intake["quarantined"].tolist() == [1, 0]


def test_a_rule_has_a_verdict_for_every_file_of_its_table_from_its_own_findings() -> None:
    places = {"source": ["s", "s", "t"], "file": ["a", "a", "a"], "locator": ["1", "2", "1"]}
    rows = pd.concat([pd.DataFrame(places), pd.DataFrame([{"source": "s", "file": "b"}])])
    findings = pd.DataFrame({"rule": ["x", "x", "y"], **places})
    rules = [Rule(name, "agency", "warn") for name in ("x", "y")]
    verdicts = judge_rules({"agency": rows}, findings, rules)
    told = [(v.check, v.source, v.file, v.passed, v.rows_checked, v.rows_failed) for v in verdicts]
    assert told == [
        ("x", "s", "a", False, 2, 2), ("x", "s", "b", True, 1, 0), ("x", "t", "a", True, 1, 0),
        ("y", "s", "a", True, 2, 0), ("y", "s", "b", True, 1, 0), ("y", "t", "a", False, 1, 1),
    ]  # fmt: skip
    assert [json.loads(v.sample) for v in verdicts[:2]] == [["1", "2"], []]
