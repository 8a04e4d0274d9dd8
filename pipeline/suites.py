"""The suites of expectations/, run in two ways that must agree.

`run_suite` asks Great Expectations: the judge of a build. `answer_suite` evaluates the same suite
files on pandas: Great Expectations takes twelve seconds of processor time to import, which is too
long for a person who waits for `check`. A test proves over every fixture that both say the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd

from pipeline.errors import UnknownLayoutError

SEVERITIES: Final = ("note", "warn", "drop_row", "stop_file", "stop_edition")


@dataclass(frozen=True)
class CheckResult:
    """One check's outcome over a whole table: the index labels of the rows that failed.

    `columns` are the columns it looks at, for pointing at cells.
    """

    check: str
    severity: str
    failed: frozenset[int]
    columns: tuple[str, ...] = ()


RunSuite = Callable[[pd.DataFrame, Path], list[CheckResult]]


def run_suite(frame: pd.DataFrame, suite_file: Path) -> list[CheckResult]:
    """Return what Great Expectations says of `frame`, in the suite's order.

    Refuses a suite that names a column the table does not have: the layout is not the one expected.
    """
    # The import costs several seconds of processor time: only where validation runs.
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    suite = read_suite(suite_file)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("landed").add_dataframe_asset(suite["name"])
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
    outcome = batch.validate(
        gx.ExpectationSuite(name=suite["name"], expectations=suite["expectations"]),
        result_format={"result_format": "COMPLETE"},
    )
    results = [_read_result(result, frame, suite_file.stem) for result in outcome.results]
    order = [expectation["meta"]["id"] for expectation in suite["expectations"]]
    return sorted(results, key=lambda result: order.index(result.check))


def answer_suite(frame: pd.DataFrame, suite_file: Path) -> list[CheckResult]:
    """Return what `run_suite` would say of `frame`, without Great Expectations."""
    results = []
    for expectation in read_suite(suite_file)["expectations"]:
        arguments, meta = expectation["kwargs"], expectation["meta"]
        columns = name_columns(arguments)
        missing = [column for column in columns if column not in frame]
        if missing:
            raise UnknownLayoutError(
                "error-columns-missing", file=suite_file.stem, columns=", ".join(missing)
            )
        failed = _ANSWERS[expectation["type"]](frame, arguments)
        results.append(
            CheckResult(meta["id"], meta["severity"], frozenset(frame.index[failed]), columns)
        )
    return results


def read_suite(suite_file: Path) -> dict[str, Any]:
    """Return a suite; refuse an unknown severity."""
    suite: dict[str, Any] = json.loads(suite_file.read_text(encoding="utf-8"))
    for expectation in suite["expectations"]:
        if expectation["meta"]["severity"] not in SEVERITIES:
            raise UnknownLayoutError(
                "error-source-incomplete",
                file=f"expectations/{suite_file.name}",
                key=expectation["meta"]["id"],
            )
    return suite


def name_columns(arguments: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the columns that an expectation's arguments name."""
    return tuple(_list_columns(arguments))


def _list_columns(arguments: Mapping[str, Any]) -> Iterator[str]:
    for key in ("column", "column_A", "column_B"):
        if key in arguments:
            yield str(arguments[key])
    yield from map(str, arguments.get("column_list", ()))


def _read_result(result: Any, frame: pd.DataFrame, table: str) -> CheckResult:
    config = result.expectation_config
    if _raised(result.exception_info):
        raise UnknownLayoutError(
            "error-columns-missing",
            file=table,
            columns=str(config.kwargs.get("column", config.meta["id"])),
        )
    failed = result.result.get("unexpected_index_list")
    if failed is None:
        failed = [] if result.success else list(frame.index)
    columns = name_columns(config.kwargs)
    return CheckResult(config.meta["id"], config.meta["severity"], frozenset(failed), columns)


def _raised(exception_info: Mapping[str, Any]) -> bool:
    if "raised_exception" in exception_info:
        return bool(exception_info["raised_exception"])
    return any(info.get("raised_exception") for info in exception_info.values())


Failed = pd.Series  # of booleans: which rows fail


def _find_null(frame: pd.DataFrame, given: Mapping[str, Any]) -> Failed:
    failed: Failed = frame[given["column"]].isna()
    return failed


def _find_outside_set(frame: pd.DataFrame, given: Mapping[str, Any]) -> Failed:
    column = frame[given["column"]]
    failed: Failed = column.notna() & ~column.isin(given["value_set"])
    return failed


def _find_outside_range(frame: pd.DataFrame, given: Mapping[str, Any]) -> Failed:
    return _outside(frame[given["column"]], given)


def _find_other_length(frame: pd.DataFrame, given: Mapping[str, Any]) -> Failed:
    return _outside(frame[given["column"]].astype("string").str.len(), given)


def _find_other_form(frame: pd.DataFrame, given: Mapping[str, Any]) -> Failed:
    column = frame[given["column"]]
    find = re.compile(given["regex"]).search
    failed: Failed = column.notna() & ~column.map(lambda value: bool(find(str(value))))
    return failed


def _find_repeated(frame: pd.DataFrame, given: Mapping[str, Any]) -> Failed:
    column = frame[given["column"]]
    failed: Failed = column.notna() & column.duplicated(keep=False)
    return failed


def _find_repeated_rows(frame: pd.DataFrame, given: Mapping[str, Any]) -> Failed:
    columns = frame[given["column_list"]]
    failed: Failed = columns.notna().any(axis=1) & columns.duplicated(keep=False)
    return failed


def _outside(column: pd.Series, given: Mapping[str, Any]) -> Failed:
    failed = pd.Series(data=False, index=column.index)
    if given.get("min_value") is not None:
        failed |= (column < given["min_value"]).fillna(value=False).astype(bool)
    if given.get("max_value") is not None:
        failed |= (column > given["max_value"]).fillna(value=False).astype(bool)
    return failed


_ANSWERS: Final[dict[str, Callable[[pd.DataFrame, Mapping[str, Any]], Failed]]] = {
    "expect_column_values_to_not_be_null": _find_null,
    "expect_column_values_to_be_in_set": _find_outside_set,
    "expect_column_values_to_be_between": _find_outside_range,
    "expect_column_value_lengths_to_be_between": _find_other_length,
    "expect_column_values_to_match_regex": _find_other_form,
    "expect_column_values_to_be_unique": _find_repeated,
    "expect_compound_columns_to_be_unique": _find_repeated_rows,
}
