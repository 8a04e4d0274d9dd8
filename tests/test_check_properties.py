"""Good files with anything written into them: never a traceback, a lost row or a silent zero."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.check import Checked, check_file
from pipeline.check_words import mark_findings, tell_checked
from pipeline.checked_workbook import write_checked
from pipeline.errors import UserError
from pipeline.paths import Paths
from pipeline.words import load_words
from tests.bad_files import AGENCY, agency, agency_rows, register, table
from tests.form_fixture import write_csv

pytestmark = pytest.mark.slow
QUICKLY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
(SPEC,) = AGENCY.sheets
ROWS = agency_rows()
CELLS = table(SPEC, ROWS, "ru")
ZERO = re.compile(r"\s*[+-]?0+([.,]0*)?\s*[*†‡¹²³]?\d?\)?\s*")
# What people write, and what nobody would: marks, numbers, words, formulas, signs of any script.
ODD = st.one_of(
    st.sampled_from(["", "0", "-", "…", "*", "×", "н/д", "<5", "1 234", "12,5", "-3", "1e9", "٣",
                     "=1+1", "@x", "#REF!", "NaN", "inf", "null", "True", "итого", "12*", "0*",
                     "\u00a00\u00a0", "O", "0-1", "00", "-0", "’0"]),
    st.text(max_size=12),
    st.integers(-5, 10**12).map(str),
    st.floats(allow_nan=True, allow_infinity=True).map(str),
)  # fmt: skip
Change = tuple[int, int, str]


@st.composite
def mutate(draw: st.DrawFn) -> tuple[list[list[Any]], set[int]]:
    """Return the cells of a form with some replaced, and the rows in which none was."""
    cells = [list(line) for line in CELLS]
    changes: list[Change] = draw(
        st.lists(
            st.tuples(st.integers(1, len(ROWS)), st.integers(0, len(CELLS[0]) - 1), ODD),
            min_size=1, max_size=5,
        )
    )  # fmt: skip
    for row, column, text in changes:
        cells[row][column] = text
    untouched = set(range(1, len(ROWS) + 1)) - {row for row, _, _ in changes}
    return cells, untouched


def look(path: Path, paths: Paths) -> Checked | None:
    """Return what check says, None where it refuses; anything else than that is a fault."""
    words = load_words("ky")
    try:
        checked = check_file(path, paths)
    except UserError as refusal:
        assert refusal.exit_code in (10, 11)
        assert words.say(refusal.message, **refusal.details)
        return None
    assert checked.received == checked.accepted + checked.quarantined
    assert (checked.quarantined > 0) <= bool(checked.faults)
    assert list(tell_checked(checked, "x", words))
    return checked


@QUICKLY
@given(mutate())
def test_a_spoiled_cell_costs_no_other_row_and_makes_no_zero(
    project: Paths, tmp_path: Path, changed: tuple[list[list[Any]], set[int]]
) -> None:
    cells, untouched = changed
    path = tmp_path / "a.csv"
    path.write_bytes(write_csv(cells))
    checked = look(path, project)
    if checked is None:
        return
    frame = checked.incoming.tables["agency"]
    for row in frame.to_dict("records"):
        if row["status"] == "zero" or row["value"] == 0:
            assert ZERO.fullmatch(str(row["printed"])), row["printed"]
    totals = frame[frame["dimension"] == "total"]
    for number in untouched:
        own = totals[totals["indicator"] == ROWS[number - 1]["indicator"]]
        values = list(own["value"].dropna())
        assert ROWS[number - 1]["total"] in values
    # Each row that has its three keys is there: accepted, or told of.
    told = {finding.place.address for finding in checked.findings}
    assert len(totals) == len(ROWS) or told or _has_remarks(checked)


def _has_remarks(checked: Checked) -> bool:
    assert checked.incoming.form is not None
    return any(sheet.remarks for sheet in checked.incoming.form.sheets)


@QUICKLY
@given(st.integers(0, 3), st.integers(0, 3), st.booleans())
def test_rows_moved_or_repeated_are_all_told(
    project: Paths, tmp_path: Path, first: int, second: int, repeat: bool
) -> None:
    body = CELLS[1:]
    extra = [body[first % 3]] if repeat else []
    order = body[second % 3 :] + body[: second % 3] + extra
    path = tmp_path / "b.csv"
    path.write_bytes(write_csv([CELLS[0], *order]))
    checked = look(path, project)
    assert checked is not None
    totals = checked.incoming.tables["agency"].query("dimension == 'total'")
    assert len(totals) == len(order)
    assert (checked.accepted == 0) == repeat  # the same thing said twice stops the file


@settings(QUICKLY, max_examples=25)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(
    project: Paths, tmp_path: Path, data: st.DataObject
) -> None:
    content = bytearray(agency(agency_rows()))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=4)):
        content[place] ^= data.draw(st.integers(1, 255))
    cut = data.draw(st.integers(len(content) // 2, len(content)))
    path = tmp_path / "c.xlsx"
    path.write_bytes(bytes(content[:cut]))
    look(path, project)


@settings(QUICKLY, max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(["cases", "defendants", "charges", "victims"]),
                          st.integers(0, 1), st.integers(0, 6), ODD), max_size=4))  # fmt: skip
def test_a_register_with_odd_cells_loses_no_row(
    project: Paths, tmp_path: Path, changes: list[tuple[str, int, int, str]]
) -> None:
    given_changes: dict[str, dict[int, dict[str, Any]]] = {}
    for sheet, row, column, text in changes:
        names = {
            "cases": ["case_key", "court", "region", "date_received", "date_closed", "instance",
                      "case_language"],
            "defendants": ["case_key", "defendant_key", "sex", "age_group", "citizenship",
                           "full_name", "sex"],
            "charges": ["case_key", "defendant_key", "charge_no", "date_of_act",
                        "citation_filing", "citation_verdict", "verdict"],
            "victims": ["case_key", "victim_key", "sex", "age_group", "citizenship", "full_name",
                        "means"],
        }[sheet]  # fmt: skip
        row = 0 if sheet == "victims" else row
        given_changes.setdefault(sheet, {}).setdefault(row, {})[names[column]] = text
    path = tmp_path / "d.xlsx"
    path.write_bytes(register(**given_changes))
    checked = look(path, project)
    if checked is not None and checked.incoming.form is not None:
        rows = sum(len(sheet.rows) for sheet in checked.incoming.form.sheets)
        assert checked.received == rows
        words = load_words("ru")
        write_checked(path, tmp_path / "e.xlsx", mark_findings(checked, words), words)
