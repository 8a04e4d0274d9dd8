"""A synthetic register of a million cases: landed, validated, curated and analysed, stage by stage.

Set CASES for another size, such as CASES=10000000.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.common import ROOT, Line, measure_verb
from pipeline.demo_project import write_project
from pipeline.paths import Paths

STAGES = ("land", "validate", "curate", "analyse")


def measure() -> Iterator[Line]:
    """Yield the time of writing the register, of each stage and of all, and the largest memory."""
    cases = int(os.environ.get("CASES", "1000000"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "register"
        started = time.monotonic()
        demo = write_project(Paths(ROOT), folder, cases=cases, seed=1)
        persons = demo.rows["defendants"]
        size = f"{cases:,} cases, {persons:,} defendants"
        yield Line(f"demo: {size}", f"{time.monotonic() - started:.0f} s")
        seconds, processor_s, peak_gib = 0.0, 0.0, 0.0
        for stage in STAGES:
            measured = measure_verb(folder, stage)
            seconds += measured.seconds
            peak_gib = max(peak_gib, measured.peak_gib)
            processor_s += measured.processor_s
            told = f"{_say(measured.seconds, measured.processor_s)}, {measured.peak_gib:.1f} GiB"
            yield Line(f"{stage}: {size}", told)
        yield Line(f"land to analyse: {size}", _say(seconds, processor_s), "120 s")
        yield Line("largest memory of these stages", f"{peak_gib:.1f} GiB", "6 GiB")


def _say(seconds: float, processor_s: float) -> str:
    return f"{seconds:.0f} s ({processor_s:.0f} s of processor time)"
