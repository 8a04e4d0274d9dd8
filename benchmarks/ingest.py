"""Landing a register of cases against plain DuckDB: the same CSV files, typed, written as Parquet.

Plain DuckDB guesses each column's type and keeps every column as it is. Landing besides that
numbers rows, finds meanings of labels in three languages, parses articles, keys names, leaves out
what names persons, and reads the yearly sources too.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.common import ROOT, Line, measure_process, measure_verb
from pipeline.demo_project import write_project
from pipeline.paths import Paths

GOAL = "≤ 2"
# Both write zstd, as the landed tables are.
PLAIN = """
import pathlib, sys
import duckdb
source, target = map(pathlib.Path, sys.argv[1:])
for path in sorted(source.rglob("*.csv")):
    rows = duckdb.read_csv(str(path))
    rows.write_parquet(str(target / f"{path.stem}.parquet"), compression="zstd")
"""


def measure() -> Iterator[Line]:
    """Yield what plain DuckDB takes, what landing takes, and how many times as much that is."""
    cases = int(os.environ.get("CASES", "1000000"))
    with tempfile.TemporaryDirectory() as name:
        folder, target = Path(name) / "project", Path(name) / "plain"
        write_project(Paths(ROOT), folder, cases=cases, seed=1)
        target.mkdir()
        (register,) = {path.parent for path in (folder / "data" / "raw").glob("*/defendants*.csv")}
        command = [sys.executable, "-c", PLAIN, str(register), str(target)]
        plain = measure_process(command, folder)
        ours = measure_verb(folder, "land")
    size = f"a register of {cases:,} cases"
    for who, taken in (("plain DuckDB", plain), ("land", ours)):
        told = f"{taken.seconds:.1f} s ({taken.processor_s:.1f} s of processor time)"
        yield Line(f"{size} as Parquet by {who}", f"{told}, {taken.peak_gib:.1f} GiB")
    ratio = ours.processor_s / plain.processor_s
    yield Line("land against plain DuckDB, in processor time", f"{ratio:.1f} times", GOAL)
