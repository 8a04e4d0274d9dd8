"""One million rows, the rules of expectations/agency.json: this project, and what it builds on.

The table repeats the real rows under new places; one row in a thousand fails. Times are after
every import. Great Expectations alone runs the same suite and reports as it does by default.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.common import ROOT, Line
from pipeline.land import land_tables
from pipeline.sources import read_sources
from pipeline.suites import run_suite
from pipeline.verdicts import describe_held, find_reasons, judge_files

ROWS = 1_000_000
SUITE = ROOT / "expectations" / "agency.json"
EXPECTATIONS = json.loads(SUITE.read_text(encoding="utf-8"))["expectations"]


def measure() -> list[Line]:
    frame = make_rows()
    run_suite(frame.head(10), SUITE)  # imports Great Expectations
    ours = time_call(lambda: validate_rows(frame))
    alone = time_call(lambda: run_alone(frame))
    pandera = time_call(prepare_pandera(frame))
    pointblank = time_call(prepare_pointblank(frame))
    return [
        Line("validation of 1,000,000 rows, after imports", f"{ours:.1f} s"),
        Line("our validation : Great Expectations alone", f"{ours / alone:.2f}", "1.5"),
        Line("our validation : pandera", f"{ours / pandera:.2f}"),
        Line("our validation : pointblank", f"{ours / pointblank:.2f}"),
    ]


def make_rows() -> pd.DataFrame:
    real = land_tables(read_sources(ROOT / "data" / "raw"))["agency"]
    chosen = np.arange(ROWS) % len(real)
    frame = real.iloc[chosen].reset_index(drop=True)
    number = pd.Series(np.arange(ROWS), dtype="str")
    frame["locator"] = frame["locator"].astype("str") + " copy " + number
    frame["category"] = frame["category"].astype("str") + number
    frame.loc[::1000, "value"] = -1.0
    return frame


def time_call(call: Callable[[], Any]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def validate_rows(frame: pd.DataFrame) -> None:
    """Do what `validate` does to a table: verdicts by file, rows held back with their reasons."""
    results = run_suite(frame, SUITE)
    judge_files("agency", frame, results)
    reasons = find_reasons({"agency": frame}, {"agency": results})["agency"]
    describe_held("agency", frame, reasons)
    frame.drop(index=list(reasons))


def run_alone(frame: pd.DataFrame) -> None:
    import great_expectations as gx

    context = gx.get_context(mode="ephemeral")
    asset = context.data_sources.add_pandas("rows").add_dataframe_asset("rows")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
    batch.validate(gx.ExpectationSuite(name="rows", expectations=EXPECTATIONS))


def prepare_pandera(frame: pd.DataFrame) -> Callable[[], None]:
    import pandera.pandas as pa

    checks: dict[str, list[Any]] = {}
    required: set[str] = set()
    unique: list[list[str]] = []
    for expectation in EXPECTATIONS:
        given, column = expectation["kwargs"], expectation["kwargs"].get("column", "")
        match expectation["type"].removeprefix("expect_"):
            case "column_values_to_not_be_null":
                required.add(column)
            case "column_values_to_be_in_set":
                checks.setdefault(column, []).append(pa.Check.isin(given["value_set"]))
            case "column_values_to_be_between":
                checks.setdefault(column, []).append(
                    pa.Check.in_range(
                        given.get("min_value", -np.inf), given.get("max_value", np.inf)
                    )
                )
            case "column_value_lengths_to_be_between":
                checks.setdefault(column, []).append(
                    pa.Check.str_length(given.get("min_value"), given.get("max_value"))
                )
            case "column_values_to_match_regex":
                checks.setdefault(column, []).append(pa.Check.str_matches(given["regex"]))
            case "compound_columns_to_be_unique":
                unique.append(given["column_list"])
            case other:
                raise ValueError(f"no rule of pandera for {other}")
    columns = {
        name: pa.Column(checks=checks.get(name), nullable=name not in required)
        for name in {*checks, *required}
    }
    schema = pa.DataFrameSchema(columns, unique=unique[0] if unique else None)

    def run() -> None:
        try:
            schema.validate(frame, lazy=True)
        except pa.errors.SchemaErrors:
            return

    return run


def prepare_pointblank(frame: pd.DataFrame) -> Callable[[], None]:
    import pointblank as pb

    plan = pb.Validate(data=frame)
    for expectation in EXPECTATIONS:
        given, column = expectation["kwargs"], expectation["kwargs"].get("column", "")
        match expectation["type"].removeprefix("expect_"):
            case "column_values_to_not_be_null":
                plan = plan.col_vals_not_null(columns=column)
            case "column_values_to_be_in_set":
                plan = plan.col_vals_in_set(columns=column, set=given["value_set"])
            case "column_values_to_be_between":
                low, high = given.get("min_value", -np.inf), given.get("max_value", np.inf)
                plan = plan.col_vals_between(columns=column, left=low, right=high, na_pass=True)
            case "column_value_lengths_to_be_between":
                pattern = f"^.{{{given.get('min_value', 0)},{given.get('max_value', '')}}}$"
                plan = plan.col_vals_regex(columns=column, pattern=pattern, na_pass=True)
            case "column_values_to_match_regex":
                plan = plan.col_vals_regex(columns=column, pattern=given["regex"], na_pass=True)
            case "compound_columns_to_be_unique":
                plan = plan.rows_distinct(columns_subset=given["column_list"])
            case other:
                raise ValueError(f"no rule of pointblank for {other}")
    return plan.interrogate
