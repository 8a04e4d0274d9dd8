"""Any SDG workbook of the statistical committee lands, described or not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.errors import UnknownLayoutError, UnreadableFileError
from pipeline.layouts import read_rows
from pipeline.sources import Source, SourceTable

TEXTS = {"ky": "а", "ru": "а", "en": "a"}
MARKS = {"-": "not_reported", "": "not_reported", "…": "not_reported"}
OPEN = {"unknown_labels": "name", "agency": "nsc"}
HEAD = ["Көрсөткүчтөрдүн аталышы", "Наименование показателей", "Items"]


def make_book(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    book.save(path)
    return path


def read(path: Path, **options: Any) -> list[dict[str, Any]]:
    folder = path.parent
    source = Source(
        folder.name, folder, "", 2026, "draft", False, TEXTS, TEXTS, TEXTS, TEXTS, MARKS
    )
    table = SourceTable("agency", path.name, "trilingual_workbook", "", options)
    return list(read_rows(source, table))


# A made-up workbook of another indicator: two sheets, a formula, sections, a footnoted year.
HOMICIDES = {
    "Лист1": [
        ["16.1.1 Ойдон чыгарылган", "16.1.1 Вымышленный показатель", "16.1.1 A made-up indicator"],
        [],
        [*HEAD, 2021, "2022*", "20231"],
        ["Деңгээл", "Уровень", "Rate per 100,000", "=D5/D6*100000", "=E5/E6*100000", 0.75],
        ["Саны", "Число пострадавших", "Number of victims", 10, 20, "30,5*"],
        ["Калк", "Население", "Permanent population", 1_000_000, 2_000_000, "4 000 000"],
        ["Жынысы боюнча", "По полу", "By sex"],
        ["Эркектер", "Мужчины", "Men", 6, "-", "…"],
        ["Аялдар", "Женщины", "Women", 4, 0, None],
        ["Аймактар боюнча", "По территории", "Number of victims by territory"],
        ["Баткен облусу", "Баткенская область", "Batken oblast  ", 1, 2, 3],
        ["Эркектер", "Мужчины", "Men", 1, 1, 1],
        ["Ош ш.", "г. Ош", "Osh city", 2, 2, 2],
        ["Жаш курагы боюнча", "По возрасту", "By age"],
        ["70 жаш", "70 лет и выше", "70 years and above", 1, 1, 1],
        ["1 алдын ала", "1 предварительно", "1 preliminary"],
    ],
    "Лист2": [
        [*HEAD, 2021],
        ["Саны", "Число пострадавших", "Number of victims", 99],
    ],
    "Эскертүү": [["Бул барак жөн гана текст"]],
}  # fmt: skip


def test_another_indicators_workbook_lands_under_codes_made_from_its_labels(tmp_path: Path) -> None:
    rows = read(make_book(tmp_path / "16.1.1.xlsx", HOMICIDES), **OPEN)
    found = {
        (row["indicator"], row["dimension"], row["category"], row["year"]): row for row in rows
    }
    assert len(found) == len(rows) == 9 * 3 + 1, "every cell lands once, under keys of its own"
    assert {row["year"] for row in rows} == {"2021", "2022", "2023"}

    def value(*keys: str) -> tuple[float | None, str]:
        return found[keys]["value"], found[keys]["status"]

    assert value("number_of_victims", "total", "total", "2022") == (20, "value")
    assert value("number_of_victims", "total", "total", "2023") == (30.5, "value")
    assert value("rate_per_100_000", "total", "total", "2021") == (1, "value")
    assert value("number_of_victims", "region", "KG-B", "2023") == (3, "value")
    assert value("number_of_victims", "region+item", "KG-B+men", "2021") == (1, "value")
    assert value("number_of_victims", "region", "KG-GO", "2021") == (2, "value")
    assert value("number_of_victims", "age", "70_plus", "2021") == (1, "value")
    sexes = [row for row in rows if row["dimension"] == "sex"]
    assert [(row["value"], row["status"]) for row in sexes] == [
        (6, "value"), (None, "not_reported"), (None, "not_reported"),
        (4, "value"), (0, "zero"), (None, "not_reported"),
    ]  # fmt: skip
    assert {row["agency"] for row in rows} == {"nsc"}
    assert found["number_of_victims", "region", "KG-B", "2021"]["label"] == (
        "Баткен облусу / Баткенская область / Batken oblast"
    )
    (second,) = [row for row in rows if row["locator"].startswith("Лист2")]
    assert second["value"] == 99


def test_a_formula_over_a_number_written_as_text_is_refused(tmp_path: Path) -> None:
    lines = [[*HEAD, 2021], ["а", "а", "Rate", "=D3/2"], ["а", "а", "Number", "1 000"]]
    with pytest.raises(UnknownLayoutError) as caught:
        read(make_book(tmp_path / "a.xlsx", {"S": lines}), **OPEN)
    assert (caught.value.message, caught.value.details["place"]) == ("error-formula", "S!D2")


def test_a_label_is_refused_unless_the_source_says_to_name_it(tmp_path: Path) -> None:
    path = make_book(tmp_path / "16.1.1.xlsx", HOMICIDES)
    head = "section,label,kind,agency,indicator,dimension,category\n"
    (tmp_path / "rows.csv").write_text(head, encoding="utf-8")
    with pytest.raises(UnknownLayoutError) as caught:
        read(path)
    assert caught.value.message == "error-label-unknown"


def test_a_described_label_keeps_its_meaning_beside_named_ones(tmp_path: Path) -> None:
    path = make_book(tmp_path / "16.1.1.xlsx", {"Лист1": [[*HEAD, 2021], *HOMICIDES["Лист1"][4:6]]})
    (tmp_path / "rows.csv").write_text(
        "section,label,kind,agency,indicator,dimension,category\n"
        ",Number of victims,number,nsc,homicides,total,total\n",
        encoding="utf-8",
    )
    assert [row["indicator"] for row in read(path, **OPEN)] == ["homicides", "permanent_population"]


def test_naming_needs_an_agency(tmp_path: Path) -> None:
    path = make_book(tmp_path / "16.1.1.xlsx", HOMICIDES)
    with pytest.raises(UnknownLayoutError) as caught:
        read(path, unknown_labels="name")
    assert caught.value.details["key"] == "agency"


def test_rows_of_one_label_keep_codes_of_their_own(tmp_path: Path) -> None:
    lines = [
        [*HEAD, 2021],
        ["а", "а", "All schools", 9],
        ["а", "а", "Urban", 5],
        ["а", "а", "All pupils", 900],
        ["а", "а", "Urban", 500],
        ["а", "а", "Urban", 1],
        [None, None, None, 7],
    ]  # fmt: skip
    rows = read(make_book(tmp_path / "a.xlsx", {"S": lines}), **OPEN)
    assert [row["indicator"] for row in rows] == [
        "all_schools", "urban", "all_pupils", "all_pupils_urban", "all_pupils_urban_row_6", "row_7",
    ]  # fmt: skip


def test_a_formula_with_another_workbook_takes_what_was_saved_if_the_source_says_so(
    tmp_path: Path,
) -> None:
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, [*HEAD, 2021])
        sheet.write_row(1, 0, ["а", "а", "Total"])
        sheet.write_formula(1, 3, "='[1]Sheet'!B2", None, 41)
    (row,) = read(path, **OPEN, formulas="saved")
    assert (row["value"], row["saved"], row["printed"]) == (41, 41, "='[1]Sheet'!B2")
    with pytest.raises(UnknownLayoutError):
        read(path, **OPEN)


def test_a_formula_that_stands_at_the_end_of_the_world_is_refused(tmp_path: Path) -> None:
    path = make_book(tmp_path / "a.xlsx", {"S": [[*HEAD, 2021], ["а", "а", "Total", 1]]})
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["XFD1048576"] = "=A1"
    book.save(path)
    with pytest.raises(UnreadableFileError) as caught:
        read(path, **OPEN)
    assert caught.value.message == "error-file-spread"


def test_two_columns_for_one_year_are_refused(tmp_path: Path) -> None:
    path = make_book(tmp_path / "a.xlsx", {"S": [[*HEAD, 2020, 2020], ["а", "а", "Total", 1, 2]]})
    with pytest.raises(UnknownLayoutError) as caught:
        read(path, **OPEN)
    assert caught.value.message == "error-years-missing"
