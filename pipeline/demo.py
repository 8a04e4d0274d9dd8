"""demo: a synthetic register of cases, of any size, the same for the same seed.

One CSV file per sheet of the register form, a source.yaml that says the data are synthetic, and up
to 20,000 cases the filled form as a workbook too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc
import yaml

from pipeline.demo_draw import Block
from pipeline.demo_margins import Margins, read_margins
from pipeline.demo_plan import Plan, plan_cases
from pipeline.demo_tables import draw_block
from pipeline.demo_workbook import write_workbook
from pipeline.errors import UnreadableFileError, WrongCallError
from pipeline.form_spec import read_form
from pipeline.sources import SOURCE_FILE
from pipeline.words import LANGUAGES, load_words

FORM: Final = "case-register"
FORM_LIMIT: Final = 20_000
_BLOCK: Final = 100_000
_YEARS: Final = re.compile(r"(\d{4})(?:-(\d{4}))?")


@dataclass(frozen=True)
class Demo:
    """What was written: the files, and how many rows each sheet has."""

    folder: Path
    rows: Mapping[str, int]
    last_year: int


def write_demo(
    raw: Path,
    folder: Path,
    cases: int,
    seed: int,
    years: Sequence[int] = (),
    language: str = "en",
) -> Demo:
    """Write a synthetic register into `folder`, calibrated to the published tables below `raw`.

    Refuses a folder that holds anything, a number of cases below 1, and a project without the
    published tables.
    """
    if cases < 1:
        raise WrongCallError("error-wrong-call", place="demo", reason="--cases < 1", verb="demo")
    check_folder(folder)
    try:
        margins = read_margins(raw, cases, years)
    except UnreadableFileError as fault:
        raise WrongCallError("error-demo-margins", folder=str(raw)) from fault
    plan = plan_cases(margins, seed)
    words = load_words(language)
    folder.mkdir(parents=True, exist_ok=True)
    blocks = (draw_block(margins, plan, block, words, seed) for block in cut_blocks(plan, _BLOCK))
    if cases <= FORM_LIMIT:
        tables = [*blocks]
        write_workbook(folder / f"{FORM}.xlsx", tables[0], words)
        blocks = (table for table in tables)
    rows = write_csv(folder, blocks)
    _write_source(folder, margins, seed)
    return Demo(folder, rows, margins.years[-1])


def read_years(text: str) -> tuple[int, ...]:
    """Return the years of "2014-2023", or of one year; none for "". Refuses anything else."""
    found = _YEARS.fullmatch(text)
    if not text:
        return ()
    if found is None:
        raise WrongCallError("error-demo-years", years=text)
    first, last = int(found[1]), int(found[2] or found[1])
    if not 1998 <= first <= last <= 2100:
        raise WrongCallError("error-demo-years", years=text)
    return tuple(range(first, last + 1))


def check_folder(folder: Path) -> None:
    """Refuse a folder that holds anything, and a file of that name."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongCallError("error-demo-folder", folder=str(folder))


def cut_blocks(plan: Plan, size: int) -> Iterator[Block]:
    """Yield the plan's cases in runs of at most `size`."""
    ends = [*range(0, len(plan.kind_of_case), size), len(plan.kind_of_case)]
    before = np.concatenate([[0], np.cumsum(plan.persons_of_case, dtype=np.int64)])
    for start, end in pairwise(ends):
        yield Block(
            first_case=start,
            kind=plan.kind_of_case[start:end],
            persons=plan.persons_of_case[start:end],
            is_woman=plan.is_woman[before[start] : before[end]],
        )


def write_csv(folder: Path, blocks: Iterator[Mapping[str, pa.Table]]) -> dict[str, int]:
    """Write one CSV file per sheet, block after block, and return the number of rows of each."""
    rows: dict[str, int] = {}
    options = pc.WriteOptions(quoting_style="needed")
    with ExitStack() as files:
        writers: dict[str, pc.CSVWriter] = {}
        for block in blocks:
            for sheet, table in block.items():
                if sheet not in writers:
                    target = str(folder / f"{sheet}.csv")
                    writer = pc.CSVWriter(target, table.schema, write_options=options)
                    writers[sheet] = files.enter_context(writer)
                writers[sheet].write_table(table)
                rows[sheet] = rows.get(sheet, 0) + table.num_rows
    return rows


def _write_source(folder: Path, margins: Margins, seed: int) -> None:
    """Write source.yaml: every text says, in its language, that the data are synthetic."""
    last = margins.years[-1]
    details = {"cases": str(margins.cases), "seed": str(seed)}
    source = {
        "id": folder.name,
        "title": _in_languages("demo-title", **details),
        "publisher": _in_languages("demo-publisher"),
        "url": "",
        "licence": _in_languages("demo-licence"),
        "languages": list(LANGUAGES),
        "published": last + 1,
        "maturity": "synthetic",
        "real": False,
        "counts": _in_languages("demo-counts"),
        "marks": {},
        "tables": [
            {
                "table": sheet.table,
                "file": f"{sheet.id}.csv",
                "layout": "register_csv",
                "version": f"{last + 1}-01-31",
                "year": last,
            }
            for sheet in read_form(FORM).sheets
        ],
    }
    text = yaml.safe_dump(source, allow_unicode=True, sort_keys=False, width=100)
    (folder / SOURCE_FILE).write_text(text, encoding="utf-8")


def _in_languages(message: str, **details: str) -> dict[str, str]:
    return {language: load_words(language).say(message, **details) for language in LANGUAGES}
