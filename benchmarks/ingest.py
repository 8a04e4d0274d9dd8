"""Landing a register of cases against plain DuckDB: the same CSV files, typed, written as Parquet.

Plain DuckDB guesses each column's type and keeps every column as it is, in a second run with the
same HMAC of each case and person as landing makes. Landing besides that numbers rows, finds
meanings of labels in three languages, parses articles and leaves out what names persons.
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

GOAL = "2"
# All write zstd, as the landed tables are.
PLAIN = """
import pathlib, sys
import duckdb
source, target = map(pathlib.Path, sys.argv[1:])
for path in sorted(source.rglob("*.csv")):
    rows = duckdb.read_csv(str(path))
    rows.write_parquet(str(target / f"{path.stem}.parquet"), compression="zstd")
"""
KEYED = """
import pathlib, sys
import duckdb
from pipeline.register_keys import install_key
source, target = map(pathlib.Path, sys.argv[1:])
connection = duckdb.connect()
install_key(connection, bytes(32))
for path in sorted(source.rglob("*.csv")):
    rows = connection.read_csv(str(path))
    case, ids = "plain_key(case_key)", []
    for column in ("case_key", "defendant_key", "victim_key"):
        if column in rows.columns:
            own = case if column == "case_key" else f"{case} || plain_key({column}::VARCHAR)"
            ids.append(f"keyed({own}) AS {column}")
    rows = rows.project(f"* REPLACE ({', '.join(ids)})")
    rows.write_parquet(str(target / f"{path.stem}.parquet"), compression="zstd")
"""


def measure() -> Iterator[Line]:
    """Yield what plain DuckDB takes, without and with keys, what landing takes, and the ratios."""
    cases = int(os.environ.get("CASES", "1000000"))
    with tempfile.TemporaryDirectory() as name:
        folder, target = Path(name) / "project", Path(name) / "plain"
        write_project(Paths(ROOT), folder, cases=cases, seed=1)
        target.mkdir()
        (register,) = {path.parent for path in (folder / "data" / "raw").glob("*/defendants*.csv")}
        plain, keyed = (
            measure_process([sys.executable, "-c", program, str(register), str(target)], folder)
            for program in (PLAIN, KEYED)
        )
        ours = measure_verb(folder, "land")
    size = f"a register of {cases:,} cases"
    runs = (("plain DuckDB", plain), ("plain DuckDB with keys", keyed), ("land", ours))
    for who, taken in runs:
        told = f"{taken.seconds:.1f} s ({taken.processor_s:.1f} s of processor time)"
        yield Line(f"{size} as Parquet by {who}", f"{told}, {taken.peak_gib:.1f} GiB")
    for who, taken in runs[:2]:
        ratio = ours.processor_s / taken.processor_s
        yield Line(f"land : {who}, in processor time", f"{ratio:.1f}", GOAL)
