"""check on a filled register of cases, as a workbook: 10,000 rows over all its sheets.

The register is synthetic; every thousandth case has a region that nobody knows, so that faults are
found, told and marked as in a real file.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook

from benchmarks.common import ROOT, Line, measure_process
from pipeline.demo import write_demo

CASES = 1_500
CASES_MANY = 10_000
EVERY = 1000
_FAULTS = 12


def measure() -> list[Line]:
    lines = []
    for cases, goal in ((CASES, "20 s"), (CASES_MANY, "")):
        with TemporaryDirectory() as folder:
            path, rows = write_register(Path(folder) / "register", cases)
            program = "from pipeline.cli import main; main(['check', sys.argv[1], '--quiet'])"
            command = [sys.executable, "-c", f"import sys; {program}", str(path)]
            taken = measure_process(command, ROOT, accepted=[_FAULTS])
        name = f"check of a register: {cases:,} cases, {rows:,} rows, as a workbook"
        lines.append(Line(name, f"{taken.seconds:.1f} s", goal))
    return lines


def write_register(folder: Path, cases: int) -> tuple[Path, int]:
    """Return a synthetic register's workbook with faulty rows, and how many rows it has."""
    demo = write_demo(ROOT / "data" / "raw", folder, cases, seed=1)
    path = folder / "case-register.xlsx"
    book = load_workbook(path)
    sheet = book.worksheets[0]
    (region,) = [cell.column for cell in sheet[1] if cell.value == "Region"]
    for row in range(2, sheet.max_row + 1, EVERY):
        sheet.cell(row, region).value = "Mars"
    book.save(path)
    return path, sum(demo.rows.values())
