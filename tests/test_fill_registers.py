"""Register tables are the same in however many parts they are filled, and in whatever order."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pipeline import fill_registers
from pipeline.demo import write_demo
from pipeline.fill_registers import count_parts
from pipeline.form_spec import read_form
from pipeline.paths import Paths
from pipeline.store import open_store
from tests.conftest import ROOT
from tests.register_samples import Rows, fill_register, make_project, write_register

TABLES = (
    *(sheet.table for sheet in read_form("case-register").sheets),
    "case_entry",
    "article_year",
    "register_file",
)


def read_tables(paths: Paths) -> dict[str, pd.DataFrame]:
    with open_store(paths.store) as connection:
        return {name: connection.table(name).df() for name in TABLES}


@pytest.mark.slow
def test_a_register_filled_in_parts_has_the_same_rows_in_the_same_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, parted = (make_project(tmp_path / name) for name in ("whole", "parted"))
    for paths in (whole, parted):
        write_demo(ROOT / "data" / "raw", paths.raw / "demo", cases=60, seed=3)
    expected = read_tables(fill_register(whole))
    # So many parts that some have no row of some table.
    monkeypatch.setattr(fill_registers, "ROWS_PER_GIB", 1)
    told = read_tables(fill_register(parted))
    for name, frame in expected.items():
        assert len(frame) > 0, name
        pd.testing.assert_frame_equal(told[name], frame)
    assert list(expected["court_case"]["case_id"]) == sorted(expected["court_case"]["case_id"])


@pytest.mark.parametrize(
    ("rows", "memory_gib", "parts"), [(0, 4, 1), (40, 4, 1), (41, 4, 2), (41, 8, 1), (9000, 4, 225),
                                      (10**5, 4, 256)]
)  # fmt: skip
def test_a_part_has_no_more_rows_than_fit_into_the_memory(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    rows: int,
    memory_gib: float,
    parts: int,
) -> None:
    monkeypatch.setattr(fill_registers, "ROWS_PER_GIB", 10)
    file = tmp_path / "charge.parquet"
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        connection.sql("SELECT range FROM range(?)", params=[rows]).write_parquet(str(file))
        assert count_parts(connection, [file], memory_gib) == parts


CASE = {"case_key": "A", "court": "c", "region": "KG-GB", "date_received": "2018-01-01",
        "date_closed": "2018-05-01", "instance": "first"}  # fmt: skip


def draw_person(number: str, articles: list[str], punishments: list[str]) -> dict[str, Rows]:
    person = {"case_key": "A", "defendant_key": number}
    return {
        "defendants": [{**person, "sex": "male"}],
        "charges": [
            {**person, "charge_no": str(at), "date_of_act": "2017-05-05", "citation_filing": text,
             "citation_verdict": text, "verdict": "convicted"}
            for at, text in enumerate(articles, 1)
        ],
        "sentences": [
            {**person, "sentence_no": str(at), "punishment": "imprisonment",
             "imprisonment_months": "60", "conditional": conditional}
            for at, conditional in enumerate(punishments, 1)
        ],
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("backwards", [False, True])
def test_what_is_equally_grave_is_decided_by_number_not_by_order(
    tmp_path: Path, backwards: bool
) -> None:
    people = [
        draw_person("1", ["ст. 261 ч. 1 УК КР", "ст. 260 ч. 1 УК КР"], ["suspended", "served"]),
        draw_person("2", ["ст. 260 ч. 1 УК КР"], ["served", "suspended"]),
    ]
    sheets: dict[str, Rows] = {
        name: [row for person in people for row in person[name]]
        for name in ("defendants", "charges", "sentences")
    }
    if backwards:
        sheets = {name: list(reversed(rows)) for name, rows in sheets.items()}
    paths = make_project(tmp_path)
    write_register(paths, {"cases": [CASE], **sheets})
    with open_store(fill_register(paths).store) as connection:
        cases = connection.execute("SELECT article FROM court_case").fetchall()
        people_told = connection.execute(
            "SELECT article, conditional FROM defendant ORDER BY ALL"
        ).fetchall()
    # Both articles are punished with up to 15 years; the first sentence of either person counts.
    assert cases == [("260",)]
    assert people_told == [("260", "served"), ("261", "suspended")]
