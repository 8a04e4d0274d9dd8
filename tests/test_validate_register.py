"""Validation of registers out of core: no run of rows is kept once it was judged."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from pipeline import validate_register
from pipeline.demo import write_demo
from pipeline.land import land
from pipeline.paths import Paths
from pipeline.register import TABLES
from pipeline.settings import read_settings
from pipeline.suites import CheckResult, answer_suite
from tests.conftest import ROOT
from tests.register_samples import make_project


@pytest.fixture
def no_collection() -> Iterator[None]:
    """Let nothing be collected by chance."""
    gc.disable()
    yield
    gc.enable()


def test_judged_rows_are_given_back_though_a_suite_holds_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_collection: None
) -> None:
    paths = make_project(tmp_path)
    write_demo(Paths(ROOT).raw, paths.raw / "synthetic_register", 8, 1, (), "en")
    land(paths)
    held: list[weakref.ref[pd.DataFrame]] = []
    alive: list[int] = []

    def run(frame: pd.DataFrame, suite: Path) -> list[CheckResult]:
        alive.append(sum(each() is not None for each in held))
        rows = frame.copy()
        rows.attrs["judge"] = [rows]  # As Great Expectations' objects do, it holds itself.
        held.append(weakref.ref(rows))
        return answer_suite(frame, suite)

    monkeypatch.setattr(validate_register, "_CHUNK_ROWS", 4)
    validate_register.validate_registers(paths, read_settings(paths), run)
    assert len(held) > len(TABLES)
    assert set(alive) == {0}
