"""The date of an edition's data: a day where a source is dated by day, else a year."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from pipeline.edition_data import find_newest, find_timestamp
from pipeline.paths import Paths

REPORT = {"version": "", "published": 2022}
WORKBOOK = {"version": "2025-01-17", "published": 2025}


@pytest.mark.parametrize(
    ("sources", "newest"), [([REPORT], "2022"), ([REPORT, WORKBOOK], "2025-01-17")]
)
def test_no_day_is_told_of_sources_that_have_only_a_year(
    sources: list[dict[str, object]], newest: str
) -> None:
    assert find_newest(sources) == newest


def test_files_are_dated_with_the_first_day_of_a_year_that_has_no_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    paths = Paths(tmp_path)
    paths.curated_tables.mkdir(parents=True)
    pd.DataFrame([REPORT]).to_parquet(paths.curated_tables / "source.parquet")
    assert find_timestamp(paths) == datetime(2022, 1, 1, tzinfo=UTC).timestamp()
