"""The suites answered without Great Expectations say what Great Expectations says."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from pipeline.errors import UnknownLayoutError
from pipeline.land import land_tables
from pipeline.sources import read_source, read_sources
from pipeline.suites import answer_suite, read_suite, run_suite
from tests.conftest import ROOT
from tests.test_validate import BAD, QUARANTINED

EXPECTATIONS = ROOT / "expectations"
SUITES = sorted(EXPECTATIONS.glob("*.json"))


def write_suite(folder: Path, *expectations: tuple[str, dict[str, object]]) -> Path:
    path = folder / "x.json"
    listed = [
        {"type": kind, "kwargs": given, "meta": {"id": f"c{number}", "severity": "drop_row"}}
        for number, (kind, given) in enumerate(expectations)
    ]
    path.write_text(json.dumps({"name": "x", "expectations": listed}), encoding="utf-8")
    return path


# Every expectation of the suites, over what tells them apart: gaps, edges, repeats, other types.
SAMPLE = pd.DataFrame(
    {
        "text": ["a", "b", None, "a", "", "A-1", "ö", "a\nb"],
        "number": pd.array([0, -1, None, 3, 3, 100, 2**40, 1], dtype="Int64"),
        "real": pd.array([0.0, -0.5, None, 3.0, 3.0, 1e9, 0.1, 0.3], dtype="Float64"),
    }
)
ASKED: list[tuple[str, dict[str, object]]] = [
    ("expect_column_values_to_not_be_null", {"column": "text"}),
    ("expect_column_values_to_not_be_null", {"column": "number"}),
    ("expect_column_values_to_be_in_set", {"column": "text", "value_set": ["a", ""]}),
    ("expect_column_values_to_be_between", {"column": "number", "min_value": 0}),
    ("expect_column_values_to_be_between", {"column": "real", "min_value": 0, "max_value": 3}),
    ("expect_column_values_to_match_regex", {"column": "text", "regex": "^[a-z]+$"}),
    ("expect_column_value_lengths_to_be_between", {"column": "text", "min_value": 1}),
    ("expect_column_values_to_be_unique", {"column": "text"}),
    ("expect_column_values_to_be_unique", {"column": "number"}),
    ("expect_compound_columns_to_be_unique", {"column_list": ["text", "number"]}),
    ("expect_compound_columns_to_be_unique", {"column_list": ["number", "real"]}),
]


@pytest.mark.slow
def test_both_answer_every_expectation_alike(tmp_path: Path) -> None:
    suite = write_suite(tmp_path, *ASKED)
    for answered, asked in zip(answer_suite(SAMPLE, suite), run_suite(SAMPLE, suite), strict=True):
        assert answered == asked, ASKED[int(answered.check[1:])]


@pytest.mark.slow
def test_both_say_the_same_of_every_source_good_and_bad() -> None:
    faults = [*(fault for fault, *_ in QUARANTINED), "article_of_another_code"]
    sources = [*read_sources(ROOT / "data" / "raw"), *(read_source(BAD / each) for each in faults)]
    for name, frame in land_tables(sources).items():
        suite = EXPECTATIONS / f"{name}.json"
        assert answer_suite(frame, suite) == run_suite(frame, suite), name


@pytest.mark.parametrize("suite", SUITES, ids=lambda path: path.stem)
def test_every_suite_can_be_answered(suite: Path) -> None:
    columns = {
        column
        for expectation in read_suite(suite)["expectations"]
        for key, given in expectation["kwargs"].items()
        if key in ("column", "column_A", "column_B", "column_list")
        for column in ([given] if isinstance(given, str) else given)
    }
    frame = pd.DataFrame({column: pd.Series(dtype="object") for column in columns})
    assert not any(result.failed for result in answer_suite(frame, suite))


def test_an_answer_names_the_columns_it_looks_at(tmp_path: Path) -> None:
    suite = write_suite(tmp_path, *ASKED)
    answers = answer_suite(SAMPLE, suite)
    assert answers[0].columns == ("text",)
    assert answers[-1].columns == ("number", "real")
    assert answers[3].failed == {1}


def test_a_suite_that_names_a_column_not_there_is_refused(tmp_path: Path) -> None:
    suite = write_suite(tmp_path, ASKED[0])
    with pytest.raises(UnknownLayoutError, match="text"):
        answer_suite(SAMPLE.drop(columns="text"), suite)


def test_an_unknown_severity_is_refused(tmp_path: Path) -> None:
    suite = write_suite(tmp_path, ASKED[0])
    suite.write_text(suite.read_text().replace("drop_row", "fatal"))
    with pytest.raises(UnknownLayoutError, match="c0"):
        read_suite(suite)
