"""Fuzzing of delimited files with atheris: any bytes are a grid or one refusal, and none is lost.

By hand: python tests/fuzz/fuzz_intake.py -max_total_time=600, or make torture.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["pipeline"]):
    from pipeline.cells import read_cell
    from pipeline.dates import read_date
    from pipeline.delimited import read_delimited
    from pipeline.errors import UserError
    from pipeline.headers import find_header

MARKS = {"-": "zero", "…": "not_reported"}
NAMES = {"year": "year", "год": "year", "жыл": "year", "cases": "cases"}


def judge_file(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    try:
        grid = read_delimited(path)
    except UserError:
        return
    find_header(grid, NAMES)
    for cell in grid.cells.values():
        assert cell != ""
        read_cell(cell, MARKS)
        read_date(cell)


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        place = Path(folder) / "incoming.csv"
        atheris.Setup(sys.argv, lambda content: judge_file(place, content))
        atheris.Fuzz()
