"""Rules across rows and tables: queries in expectations/rules/, each row they return a finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import pandas as pd

from pipeline.errors import UnknownLayoutError
from pipeline.suites import SEVERITIES, CheckResult
from pipeline.yaml_text import parse_yaml

# A finding: where, about what, what was expected and what was found. `subject` is a breakdown's
# category, an article, or the other number that a number contradicts.
FINDING: Final = (
    "source",
    "file",
    "locator",
    "year",
    "agency",
    "indicator",
    "subject",
    "expected",
    "found",
)
HOLDING: Final = ("drop_row", "stop_file", "stop_edition")


@dataclass(frozen=True)
class Rule:
    """A rule: the table whose rows it judges, the column its cells stand in, what it looks at."""

    id: str
    table: str
    severity: str
    column: str = "value"
    needs: tuple[str, ...] = ()


def read_rules(expectations: Path) -> list[Rule]:
    """Return the rules across tables, in order; refuse an unknown severity."""
    given = parse_yaml((expectations / "rules.yaml").read_text(encoding="utf-8"))
    rules = [Rule(**{**entry, "needs": tuple(entry.get("needs", ()))}) for entry in given]
    for rule in rules:
        if rule.severity not in SEVERITIES:
            raise UnknownLayoutError(
                "error-source-incomplete", file="expectations/rules.yaml", key=rule.id
            )
    return rules


def run_rules(
    tables: Mapping[str, pd.DataFrame], expectations: Path
) -> tuple[pd.DataFrame, dict[str, list[CheckResult]]]:
    """Return every rule's findings, and each table's rows that a holding rule holds back.

    Each rule sees what the rules before it left: a row held back is not there for the next. A rule
    whose table, or a table it needs, is not at hand is not run.
    """
    left = dict(tables)
    frames = []
    held: dict[str, list[CheckResult]] = {}
    with duckdb.connect() as connection:
        for name, frame in left.items():
            connection.register(name, frame)
        for rule in list_runnable(read_rules(expectations), tables):
            query = (expectations / "rules" / f"{rule.id}.sql").read_text(encoding="utf-8")
            found = _shape_findings(rule, connection.execute(query).df())
            frames.append(found)
            if found.empty or rule.severity not in HOLDING:
                continue
            frame = left[rule.table]
            failed = frozenset(frame.index[_stand_at(frame, found)])
            held.setdefault(rule.table, []).append(
                CheckResult(rule.id, rule.severity, failed, (rule.column,))
            )
            left[rule.table] = frame.drop(index=list(failed))
            connection.register(rule.table, left[rule.table])
    return _join_findings(frames), held


def list_runnable(rules: Iterable[Rule], tables: Mapping[str, pd.DataFrame]) -> list[Rule]:
    """Return the rules whose tables are all at hand."""
    return [rule for rule in rules if {rule.table, *rule.needs} <= set(tables)]


def _shape_findings(rule: Rule, found: pd.DataFrame) -> pd.DataFrame:
    found = found.reindex(columns=list(FINDING))
    found.insert(0, "rule", rule.id)
    # Said also of a frame without rows: its columns would have no type.
    types = dict.fromkeys(found.columns, "str") | {"expected": float, "found": float}
    return found.astype({**types, "year": "Int64"})


def _join_findings(frames: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [frame for frame in frames if not frame.empty]
    return pd.concat(filled, ignore_index=True) if filled else _shape_findings(_NONE, _EMPTY)


def _stand_at(frame: pd.DataFrame, found: pd.DataFrame) -> pd.Series:
    place = ["source", "file", "locator"]
    own = pd.MultiIndex.from_frame(frame[place].astype(str))
    return pd.Series(own.isin(pd.MultiIndex.from_frame(found[place].astype(str))), frame.index)


_NONE: Final = Rule("", "", "note")
_EMPTY: Final = pd.DataFrame()
