"""Whatever habits a form was filled in with, it reads back to the same rows.

Never a traceback, never a lost row, never a silent zero.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import UserError
from pipeline.form_reader import read_form_file
from pipeline.form_spec import SheetSpec
from pipeline.words import LANGUAGES
from tests.form_fixture import (
    AGENCY,
    REGISTER,
    Row,
    Table,
    list_kept,
    make_rows,
    make_table,
    write_csv,
    write_ods,
    write_xlsx,
)

SHEETS = {spec.id: spec for spec in (*REGISTER.sheets, *AGENCY.sheets)}
LOOKALIKE = str.maketrans("АВСЕНКМОРТХасеорху", "ABCEHKMOPTXaceopxy")
UNHURRIED = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@dataclass(frozen=True)
class Habits:
    """How an office fills in a sheet."""

    language: str
    titles: int
    numbering: bool
    footnotes: bool
    totals: bool
    gaps: bool
    reordered: bool
    lookalikes: bool
    capitals: bool
    marked: bool
    space: str
    dates: str
    thousands: str
    seed: int


HABITS = st.builds(
    Habits,
    language=st.sampled_from(LANGUAGES),
    titles=st.integers(0, 3),
    numbering=st.booleans(),
    footnotes=st.booleans(),
    totals=st.booleans(),
    gaps=st.booleans(),
    reordered=st.booleans(),
    lookalikes=st.booleans(),
    capitals=st.booleans(),
    marked=st.booleans(),
    space=st.sampled_from([" ", "\u00a0", "  ", "\u2009"]),
    dates=st.sampled_from(["cell", "%d.%m.%Y", "%-d.%-m.%y", "%Y-%m-%d", "%d.%m.%Y г.", "serial"]),
    thousands=st.sampled_from(["", " ", "\u00a0"]),
    seed=st.integers(0, 999),
)


def fill(spec: SheetSpec, rows: list[Row], habits: Habits) -> Table:
    """Return a sheet as an office with these habits fills it."""
    chance = random.Random(habits.seed)
    header, *lines = make_table(spec, rows, habits.language)
    kinds = [column.kind for column in spec.columns]
    header = [
        disguise(said, habits) + chance.choice(["", "*", " 1)"]) * habits.marked for said in header
    ]
    lines = [
        [write(cell, kind, habits) for cell, kind in zip(line, kinds, strict=True)]
        for line in lines
    ]
    order = list(range(len(header)))
    if habits.reordered:
        chance.shuffle(order)
    table = [[line[at] for at in order] for line in (header, *lines)]
    body: Table = []
    for line in table[1:]:
        body += [[], line] if habits.gaps and chance.random() < 0.5 else [line]
    below: Table = [["Итого", len(rows)]] if habits.totals else []
    below += [["* по данным на начало года"], ["Примечание: предварительно"]] * habits.footnotes
    numbering = [[*range(1, len(header) + 1)]] if habits.numbering else []
    titles: Table = [[f"Отчёт, лист {number}"] for number in range(habits.titles)]
    return [*titles, table[0], *numbering, *body, *below]


def disguise(text: str, habits: Habits) -> str:
    """Return a label with the same meaning and another look."""
    text = text.translate(LOOKALIKE) if habits.lookalikes and not text.isascii() else text
    text = text.upper() if habits.capitals else text
    return text.replace(" ", habits.space)


def write(cell: Any, kind: str, habits: Habits) -> Any:
    if isinstance(cell, date):
        if habits.dates == "cell":
            return cell
        if habits.dates == "serial":
            return (cell - date(1899, 12, 30)).days
        return cell.strftime(habits.dates)
    if kind in ("code", "codes"):
        return f"{habits.space}{disguise(cell, habits)} "
    if kind in ("number", "amount") and habits.thousands and cell >= 1000:
        grouped = f"{cell:,}".replace(",", habits.thousands).replace(".", ",")
        return grouped + "*" * habits.marked
    return cell


def read_values(path: Path) -> tuple[SheetSpec, list[Row], int]:
    """Return the only sheet's columns, its rows as read, and the number of its remarks."""
    (sheet,) = read_form_file(path).sheets
    rows = [{name: cell.value for name, cell in row.cells.items()} for row in sheet.rows]
    return sheet.spec, rows, len(sheet.remarks)


@pytest.mark.slow
@settings(UNHURRIED, max_examples=200)
@given(
    name=st.sampled_from(sorted(SHEETS)),
    count=st.integers(1, 5),
    habits=HABITS,
    delimiter=st.sampled_from([";", ",", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251"]),
)
def test_a_form_as_text_reads_back_to_the_same_rows(
    tmp_path: Path, name: str, count: int, habits: Habits, delimiter: str, encoding: str
) -> None:
    if encoding == "cp1251" and habits.language == "ky":
        return  # it has no ң, ө, ү; test_form_reader.py shows what is read then
    spec = SHEETS[name]
    rows = make_rows(spec, count, habits.seed)
    content = write_csv(fill(spec, rows, habits), delimiter, encoding)
    (tmp_path / "a.csv").write_bytes(content)
    found, read, remarks = read_values(tmp_path / "a.csv")
    assert (found, read) == (spec, list_kept(spec, rows))
    assert remarks == habits.totals + 2 * habits.footnotes


@pytest.mark.slow
@settings(UNHURRIED, max_examples=40)
@given(
    name=st.sampled_from(sorted(SHEETS)),
    count=st.integers(1, 4),
    habits=HABITS,
    suffix=st.sampled_from(["xlsx", "ods"]),
)
def test_a_form_as_a_workbook_reads_back_to_the_same_rows(
    tmp_path: Path, name: str, count: int, habits: Habits, suffix: str
) -> None:
    spec = SHEETS[name]
    rows = make_rows(spec, count, habits.seed)
    writer = write_xlsx if suffix == "xlsx" else write_ods
    path = writer(tmp_path / f"a.{suffix}", {"Лист1": fill(spec, rows, habits)})
    found, read, _ = read_values(path)
    assert (found, read) == (spec, list_kept(spec, rows))


RUBBISH = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["", "-", "–", "…", "н/д", "x", "0", "О", "5*", "1 2", "=1"]),
)


@pytest.mark.slow
@settings(UNHURRIED, max_examples=200)
@given(
    name=st.sampled_from(sorted(SHEETS)),
    cells=st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 40), RUBBISH), min_size=1, max_size=9
    ),
)
def test_rubbish_in_cells_loses_no_row_and_makes_no_zero(
    tmp_path: Path, name: str, cells: list[tuple[int, int, str]]
) -> None:
    spec = SHEETS[name]
    table = make_table(spec, make_rows(spec, 4), "ru")
    for row, column, text in cells:
        table[row + 1][column % len(spec.columns)] = text
    try:
        (tmp_path / "a.csv").write_bytes(write_csv(table))
        (sheet,) = read_form_file(tmp_path / "a.csv").sheets
    except UserError as refusal:
        assert refusal.exit_code in (10, 11)
        return
    filled = [line for line in table[1:] if any(str(cell or "").strip() for cell in line)]
    assert len(sheet.rows) + len(sheet.remarks) >= len(filled)
    for row in sheet.rows:
        for cell in row.cells.values():
            if cell.status == "zero":
                assert re.fullmatch(r"0+(?:[.,]0+)?", re.sub(r"\D*$", "", cell.printed.strip()))
            assert (cell.value is not None) == (cell.status in ("value", "zero"))


@pytest.mark.slow
@settings(UNHURRIED, max_examples=200)
@given(
    name=st.sampled_from(sorted(SHEETS)),
    at=st.floats(0, 1, exclude_max=True),
    length=st.integers(0, 60),
    noise=st.binary(max_size=12),
)
def test_damage_to_the_bytes_is_read_or_refused(
    tmp_path: Path, name: str, at: float, length: int, noise: bytes
) -> None:
    spec = SHEETS[name]
    content = bytearray(write_csv(make_table(spec, make_rows(spec, 3), "ru")))
    start = int(at * len(content))
    content[start : start + length] = noise
    (tmp_path / "a.csv").write_bytes(content)
    try:
        form = read_form_file(tmp_path / "a.csv")
    except UserError as refusal:
        assert refusal.exit_code in (10, 11)
        assert str(refusal)
    else:
        assert form.sheets
