"""Fuzzing of workbooks and filled forms with atheris: each is read, or refused in one way.

A mangled .xlsx or .ods goes through the reader, in a child of bounded memory and time as in
pipeline.workbooks, and what it gives through the forms. By hand:
python tests/fuzz/fuzz_workbooks.py -max_total_time=600, or make torture.
"""

from __future__ import annotations

import os
import pickle
import resource
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import atheris

sys.path.insert(0, str(Path(__file__).parents[2]))

with atheris.instrument_imports(include=["pipeline"]):
    from pipeline import workbook_child, workbooks
    from pipeline.cells import read_cell
    from pipeline.dates import read_date
    from pipeline.errors import UserError
    from pipeline.form_reader import read_form_file
    from pipeline.grids import read_grids
    from pipeline.headers import find_header

from tests.bad_files import AGENCY, agency, agency_rows, register, table
from tests.form_fixture import write_ods
from tests.fuzz.mangled_workbooks import Members, mangle, unpack

MARKS = {"-": "zero", "…": "not_reported"}
NAMES = {"year": "year", "год": "year", "жыл": "year", "cases": "cases"}
RAISED: Final = 3


def ask_fork(path: Path) -> dict[str, Any]:
    """Answer as pipeline.workbooks asks its child; a fault that the child does not name is raised.

    A fork starts fifty times as fast as a program.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _answer(path, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        given = stream.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code == RAISED:
        raise AssertionError(given.decode(errors="replace"))
    return {"fault": "spread"} if code else pickle.loads(given)


def _answer(path: Path, writing: int) -> None:
    for kind, limit in (
        (resource.RLIMIT_AS, workbook_child.MEMORY_BYTES),
        (resource.RLIMIT_CPU, 20),
    ):
        resource.setrlimit(kind, (limit, limit))
    code, given = 0, b""
    try:
        given = pickle.dumps(workbook_child.answer(str(path)))
    except MemoryError:
        code = 1
    except BaseException as fault:
        code, given = RAISED, f"{type(fault).__name__}: {fault}".encode(errors="replace")
    with os.fdopen(writing, "wb") as stream:
        stream.write(given)
    os._exit(code)


def judge_file(folder: Path, seeds: list[tuple[str, Members]], content: bytes) -> None:
    chance = atheris.FuzzedDataProvider(content)
    suffix, members = seeds[chance.ConsumeIntInRange(0, len(seeds) - 1)]
    is_raw = chance.ConsumeIntInRange(0, 9) == 0
    path = folder / f"incoming{suffix}"
    path.write_bytes(chance.ConsumeBytes(4096) if is_raw else mangle(members, chance))
    try:
        grids = read_grids(path)
    except UserError:
        return
    for grid in grids:
        find_header(grid, NAMES)
        for cell in grid.cells.values():
            read_cell(cell, MARKS)
            read_date(cell)
    try:
        read_form_file(path)
    except UserError:
        return


def make_seeds(folder: Path) -> list[tuple[str, Members]]:
    """Return small valid forms, by suffix, as the members of their archives."""
    (spec,) = AGENCY.sheets
    sheet = {spec.title["ky"]: table(spec, agency_rows(), "ky")}
    ods = write_ods(folder / "seed.ods", sheet).read_bytes()
    return [
        (".xlsx", unpack(agency(agency_rows()))),
        (".xlsx", unpack(register())),
        (".ods", unpack(ods)),
    ]


if __name__ == "__main__":
    workbooks._ask_child = ask_fork
    with TemporaryDirectory() as name:
        place = Path(name)
        seeds = make_seeds(place)
        arguments = [*sys.argv, "-timeout=60", "-rss_limit_mb=4096", "-max_len=512"]
        arguments += ["-len_control=0"]
        atheris.Setup(arguments, lambda content: judge_file(place, seeds, content))
        atheris.Fuzz()
