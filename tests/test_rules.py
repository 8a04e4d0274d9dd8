"""Rules across rows and tables: what each finds, and what a holding rule holds back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.errors import UnknownLayoutError
from pipeline.rules import Rule, list_runnable, read_rules, run_rules
from tests.conftest import ROOT

EXPECTATIONS = ROOT / "expectations"


def make_agency(*rows: dict[str, Any]) -> pd.DataFrame:
    """Return a landed table of agencies' figures: one source, one file, what differs."""
    known = {
        "source": "s", "file": "a.xlsx", "sha256": "0" * 64, "version": "", "is_current": True,
        "agency": "moi", "indicator": "registered_cases", "year": 2024, "report_year": None,
        "dimension": "total", "category": "total", "status": "value", "saved": None,
    }  # fmt: skip
    frame = pd.DataFrame(
        [
            {**known, "locator": f"series!{number}", **row}
            for number, row in enumerate(rows, start=2)
        ]
    )
    return frame.astype({"value": "Float64", "saved": "Float64", "report_year": "Int64"})


def find(rule: str, frame: pd.DataFrame) -> list[tuple[str, float, float]]:
    findings, _ = run_rules({"agency": frame}, EXPECTATIONS)
    own = findings[findings["rule"] == rule]
    return list(own[["locator", "expected", "found"]].itertuples(index=False, name=None))


def test_every_rule_has_its_query() -> None:
    rules = read_rules(EXPECTATIONS)
    queries = {path.stem for path in (EXPECTATIONS / "rules").glob("*.sql")}
    assert {rule.id for rule in rules} == queries


def test_an_unknown_severity_is_refused(tmp_path: Path) -> None:
    text = "- {id: x, table: agency, severity: fatal}\n"
    (tmp_path / "rules.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UnknownLayoutError, match="x"):
        read_rules(tmp_path)


def test_a_rule_whose_tables_are_not_at_hand_is_not_run() -> None:
    rules = [Rule("a", "agency", "warn"), Rule("b", "agency", "warn", needs=("concordance",))]
    assert [rule.id for rule in list_runnable(rules, {"agency": pd.DataFrame()})] == ["a"]


def test_a_prosecuted_number_above_the_registered_one_is_found() -> None:
    frame = make_agency(
        {"value": 5}, {"value": 8, "indicator": "prosecuted_cases", "file": "b.xlsx"}
    )
    assert find("prosecuted_above_registered", frame) == [("series!3", 5, 8)]


def test_last_year_in_another_file_is_compared() -> None:
    frame = make_agency({"value": 40}, {"value": 8, "year": 2023, "file": "b.xlsx"})
    assert find("magnitude_against_last_year", frame) == [("series!2", 8, 40)]


@pytest.mark.parametrize("number", [17, 23, 8])
def test_a_moderate_change_is_no_finding(number: int) -> None:
    frame = make_agency({"value": number}, {"value": 8, "year": 2023})
    assert find("magnitude_against_last_year", frame) == []


def test_an_indicator_that_is_no_longer_reported_is_found() -> None:
    frame = make_agency(
        {"value": 40},
        {"value": 41, "year": 2023},
        {"value": 9, "year": 2023, "indicator": "victims"},
    )
    assert find("coverage_below_last_year", frame) == [("series!2", 1, 0)]


def test_a_suppressed_cell_is_reported() -> None:
    frame = make_agency({"value": None, "status": "suppressed"}, {"value": 41, "year": 2023})
    assert find("coverage_below_last_year", frame) == []


def test_parts_are_compared_with_their_total_and_nothing_is_changed() -> None:
    frame = make_agency(
        {"value": 5},
        {"value": 4, "dimension": "sex", "category": "male"},
        {"value": 3, "dimension": "sex", "category": "female"},
        {"value": 2, "dimension": "stage", "category": "terminated"},
    )
    assert find("parts_above_total", frame) == [("series!3", 5, 7)]
    assert find("parts_below_total", frame) == [("series!5", 5, 2)]
    assert frame["value"].tolist() == [5, 4, 3, 2]


def test_sources_that_disagree_are_both_named() -> None:
    frame = make_agency({"value": 5}, {"value": 6, "source": "t"}, {"value": 5, "source": "u"})
    found = find("sources_disagree", frame)
    assert ("series!2", 6, 5) in found
    assert ("series!3", 5, 6) in found
    assert ("series!2", 5, 5) not in found


def test_a_revision_is_told_against_the_version_before_that_speaks_of_it() -> None:
    frame = make_agency(
        {"value": 5, "version": "2022-01-01", "is_current": False},
        {"value": 6, "version": "2023-01-01", "is_current": False},
        {"value": 9, "version": "2025-01-01"},
        {"value": 3, "version": "2023-01-01", "is_current": False, "year": 2021},
        {"value": None, "version": "2025-01-01", "year": 2021, "status": "not_reported"},
    )
    assert find("value_revised", frame) == [("series!4", 6, 9)]
    (shrunk,) = find("coverage_shrank", frame)
    assert shrunk[:2] == ("series!6", 3)


def write_rules(folder: Path, *severities: str) -> Path:
    """Write rules that each find the rows of value 1, 2, ..., and return their folder."""
    (folder / "rules").mkdir()
    lines = []
    for number, severity in enumerate(severities, start=1):
        lines.append(f"- {{id: r{number}, table: agency, severity: {severity}}}")
        (folder / "rules" / f"r{number}.sql").write_text(
            "SELECT source, file, locator, year, agency, indicator, 'total' AS subject, "
            f"NULL AS expected, value AS found FROM agency WHERE value <= {number}"
        )
    (folder / "rules.yaml").write_text("\n".join(lines))
    return folder


def test_a_rule_sees_only_what_the_rules_before_it_left(tmp_path: Path) -> None:
    frame = make_agency({"value": 1}, {"value": 2}, {"value": 3})
    findings, held = run_rules({"agency": frame}, write_rules(tmp_path, "drop_row", "drop_row"))
    assert findings["locator"].tolist() == ["series!2", "series!3"]
    assert [sorted(result.failed) for result in held["agency"]] == [[0], [1]]


def test_a_rule_that_only_warns_holds_nothing_back(tmp_path: Path) -> None:
    frame = make_agency({"value": 1}, {"value": 2})
    findings, held = run_rules({"agency": frame}, write_rules(tmp_path, "warn", "note"))
    assert len(findings) == 3
    assert held == {}
