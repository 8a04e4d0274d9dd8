"""Open data: one table in three formats, harmless in a spreadsheet, the same bytes each time."""

from __future__ import annotations

import csv
import json
import time
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from pipeline.analyse import Analysis
from pipeline.open_data import (
    DataTable,
    describe_package,
    neutralise,
    tabulate_facts,
    tabulate_texts,
    write_csv,
    write_open_data,
    write_workbook,
)
from pipeline.words import LANGUAGES, message_ids

TITLE = {"ky": "Сынак", "ru": "Проверка", "en": "Test"}
DANGEROUS = ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"]


@pytest.fixture(scope="module")
def tables(editions: dict[int, Analysis]) -> list[DataTable]:
    return tabulate_facts(editions[2017].facts.values())


@pytest.fixture(scope="module")
def folder(tables: list[DataTable], tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("open") / "data"
    write_open_data(tables, target, 2017)
    return target


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_like_a_formula_is_made_harmless_in_csv(tmp_path: Path, text: str) -> None:
    write_csv(DataTable("t", TITLE, ("a",), ((text,),)), tmp_path / "t.csv")
    assert read_csv(tmp_path / "t.csv")[1:] == [["'" + text.replace("\r", "\n")]]


def test_a_line_break_within_a_text_ends_no_row(tmp_path: Path) -> None:
    table = DataTable("t", TITLE, ("a", "b"), (("one\rtwo", "x"), ("one\r\ntwo", "y")))
    write_csv(table, tmp_path / "t.csv")
    assert read_csv(tmp_path / "t.csv")[1:] == [["one\ntwo", "x"], ["one\ntwo", "y"]]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_like_a_formula_stays_a_text_in_a_workbook(tmp_path: Path, text: str) -> None:
    write_workbook(DataTable("t", TITLE, ("a",), ((text,),)), tmp_path / "t.xlsx", 2017)
    cells = [
        cell
        for line in openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0].iter_rows()
        for cell in line
        if cell.value is not None
    ]
    assert not any(cell.data_type == "f" for cell in cells)


def test_numbers_and_plain_texts_are_left_as_they_are() -> None:
    assert [neutralise(cell) for cell in (-3, 0, 2.5, "a-b", "'", "Кыргыз")] == [
        -3, 0, 2.5, "a-b", "'", "Кыргыз",
    ]  # fmt: skip
    assert neutralise(None) == ""


@pytest.mark.slow
def test_the_package_is_valid(folder: Path, tables: list[DataTable]) -> None:
    from frictionless import Package

    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])[:3]
    assert len(report.tasks) == len(tables)


def test_the_package_says_licence_sources_and_what_columns_mean(
    tmp_path: Path, tables: list[DataTable]
) -> None:
    source = {"source": "x", "title_en": "Report", "publisher_en": "Office", "licence_en": "CC",
              "url": "https://example.org/"}  # fmt: skip
    package = describe_package(tables, 2017, [source, source])
    assert package["licenses"][0]["path"].startswith("https://")
    assert package["sources"] == [
        {"title": "Report (Office). Licence: CC", "path": "https://example.org/"}
    ]
    entries = next(each for each in package["resources"] if each["name"] == "practice-entries")
    status = next(each for each in entries["schema"]["fields"] if each["name"] == "status")
    assert "suppressed" in status["constraints"]["enum"]
    assert entries["schema"]["primaryKey"] == ["id"]


def test_the_package_names_each_file_once(folder: Path, tables: list[DataTable]) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    paths = [resource["path"] for resource in package["resources"]]
    assert sorted(paths) == sorted(path.name for path in folder.glob("*.csv"))
    assert len(set(paths)) == len(tables)


def test_the_three_formats_hold_the_same_table(folder: Path, tables: list[DataTable]) -> None:
    for table in tables:
        header, *lines = read_csv(folder / f"{table.name}.csv")
        frame = pd.read_parquet(folder / f"{table.name}.parquet")
        assert tuple(header) == table.columns == tuple(frame.columns)
        assert len(lines) == len(frame) == len(table.rows)
        ids = [line[0] for line in lines]
        assert ids == frame["id"].tolist()
        sheet = openpyxl.load_workbook(folder / f"{table.name}.xlsx").worksheets[0]
        first = 2 * len(LANGUAGES) + 2
        assert [sheet.cell(first, 1 + at).value for at in range(len(header))] == header
        assert [sheet.cell(first + 1 + at, 1).value for at in range(len(ids))] == ids


def test_a_workbook_begins_with_its_titles_and_holds_one_table(folder: Path) -> None:
    sheet = openpyxl.load_workbook(folder / "practice_entries.xlsx").worksheets[0]
    titles = [sheet.cell(row, 1).value for row in (1, 2, 3)]
    assert all(titles)
    assert len(set(titles)) == 3
    notes = [str(sheet.cell(row, 1).value) for row in (4, 5, 6)]
    assert all("MIT" in note and "2017" in note for note in notes)
    assert "never a zero" in notes[2]
    assert list(sheet.tables) == ["table_practice_entries"]
    assert sheet.freeze_panes is not None


def test_a_missing_number_is_empty_and_never_zero(folder: Path) -> None:
    header, *lines = read_csv(folder / "practice_entries.csv")
    at = {name: place for place, name in enumerate(header)}
    for line in lines:
        missing = line[at["status"]] not in ("value", "zero")
        assert (line[at["value"]] == "") == missing
    assert sum(line[at["status"]] == "not_reported" for line in lines) == 10
    frame = pd.read_parquet(folder / "practice_entries.parquet")
    assert frame["value"].isna().sum() == 10


def test_a_suppressed_cell_is_empty_in_every_format(folder: Path) -> None:
    frame = pd.read_parquet(folder / "glotip.parquet")
    assert frame[frame["status"] == "suppressed"]["value"].isna().all()
    sheet = openpyxl.load_workbook(folder / "glotip.xlsx").worksheets[0]
    lines = [line for line in sheet.iter_rows(values_only=True) if "suppressed" in line]
    assert len(lines) == 5
    assert all(not any(isinstance(cell, (int, float)) for cell in line) for line in lines)


@pytest.mark.slow
def test_the_same_rows_give_the_same_bytes(
    folder: Path, tables: list[DataTable], tmp_path: Path
) -> None:
    time.sleep(1.1)  # a clock in a file would show
    chosen = [table for table in tables if table.name in ("practice_entries", "glotip")]
    write_open_data(chosen, tmp_path / "again", 2017)
    for path in sorted((tmp_path / "again").iterdir()):
        if path.name != "datapackage.json":
            assert path.read_bytes() == (folder / path.name).read_bytes(), path.name


def test_every_table_has_a_title_in_every_language(tables: list[DataTable]) -> None:
    for table in tables:
        assert set(table.title) == set(LANGUAGES)
        assert f"data-{table.name}".replace("_", "-") in message_ids("ky")


def test_a_table_of_texts_keeps_its_own_columns(tmp_path: Path) -> None:
    rows = [{"id": "a", "published": 7}, {"id": "b", "published": None}]
    table = tabulate_texts("claims", rows)
    assert table.columns == ("id", "published")
    assert table.rows == (("a", 7), ("b", None))
    write_open_data([table], tmp_path, 2017)
    assert read_csv(tmp_path / "claims.csv") == [["id", "published"], ["a", "7"], ["b", ""]]
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    fields = package["resources"][0]["schema"]["fields"]
    assert [field["type"] for field in fields] == ["string", "number"]
