"""Each layout's reader: what it keeps of a row, and where it says the row stands."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.errors import UnknownLayoutError, UnreadableFileError
from pipeline.layouts import read_rows
from pipeline.observations import KEYS
from pipeline.sources import Source, SourceTable

MARKS = {"-": "not_reported", "": "not_reported", "<5": "suppressed"}
TEXTS = {"ky": "а", "ru": "а", "en": "a"}
HEAD = "locator,agency,indicator,year,printed\n"
LABELS = """section,label,kind,agency,indicator,dimension,category
,Victims,number,nsc,victims,total,total
,Rate,formula,nsc,victims_per_100k,total,total
By sex,Men,number,nsc,victims,sex,male
"""


def make_source(folder: Path) -> Source:
    return Source(folder.name, folder, "", 2026, "draft", False, TEXTS, TEXTS, TEXTS, TEXTS, MARKS)


def read(folder: Path, text: str, layout: str = "tidy_csv", **given: Any) -> list[dict[str, Any]]:
    """Return the rows of `text` as a file of the table `agency`, or another."""
    (folder / "a.csv").write_text(text, encoding="utf-8")
    table = SourceTable(given.pop("table", "agency"), "a.csv", layout, "", given)
    return list(read_rows(make_source(folder), table))


def read_book(folder: Path, lines: list[list[Any]]) -> list[dict[str, Any]]:
    (folder / "rows.csv").write_text(LABELS, encoding="utf-8")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "S"
    for line in lines:
        sheet.append(line)
    book.save(folder / "a.xlsx")
    table = SourceTable("agency", "a.xlsx", "trilingual_workbook", "", {})
    return list(read_rows(make_source(folder), table))


def test_a_tidy_row_keeps_its_cell_its_keys_and_its_place(tmp_path: Path) -> None:
    (row,) = read(tmp_path, HEAD + '"table 1, row 2",nsc,victims,2016, 7 \n')
    assert {key: row[key] for key in KEYS["agency"]} == {
        "agency": "nsc", "indicator": "victims", "year": "2016", "report_year": "",
        "dimension": "total", "category": "total",
    }  # fmt: skip
    assert (row["locator"], row["printed"]) == ("table 1, row 2", " 7 ")
    assert (row["value"], row["status"]) == (7, "value")


def test_a_constant_column_comes_from_the_description(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "indicator,year,printed\nvictims,2016,<5\n", agency="nsc")
    assert (row["agency"], row["status"], row["value"]) == ("nsc", "suppressed", None)


def test_a_column_of_the_file_wins_over_the_constant(tmp_path: Path) -> None:
    text = "agency,indicator,year,printed\nus_tip,victims,2016,1\n"
    assert read(tmp_path, text, agency="nsc")[0]["agency"] == "us_tip"


def test_a_caveat_is_kept_as_the_rows_label(tmp_path: Path) -> None:
    text = HEAD.replace("\n", ",caveat\n") + "p. 1,nsc,victims,2016,3,the year is not named\n"
    assert read(tmp_path, text)[0]["label"] == "the year is not named"


def test_a_row_without_a_place_is_given_its_number_in_the_sheet(tmp_path: Path) -> None:
    text = "agency,indicator,year,printed\nnsc,victims,2016,1\n\nnsc,victims,2017,2\n"
    assert [row["locator"] for row in read(tmp_path, text)] == ["row 2", "row 4"]


def test_an_unreadable_cell_is_landed_with_what_was_printed(tmp_path: Path) -> None:
    (row,) = read(tmp_path, HEAD + "p. 1,nsc,victims,2016,eight\n")
    assert (row["printed"], row["status"], row["value"]) == ("eight", "unreadable", None)


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "\ufeff" + HEAD + "p. 1,nsc,victims,2016,1\n")
    assert row["locator"] == "p. 1"


def test_a_cell_larger_than_any_table_has_is_unreadable(tmp_path: Path) -> None:
    csv.field_size_limit(2**31 - 1)  # as a library did that some test imports
    with pytest.raises(UnreadableFileError):
        read(tmp_path, HEAD + f"p. 1,nsc,victims,2016,{'7' * 200_000}\n")


@pytest.mark.parametrize("cells", ["p. 1,nsc,victims,2016", "p. 1,nsc,victims,2016,1,2"])
def test_a_row_of_another_length_is_refused(tmp_path: Path, cells: str) -> None:
    with pytest.raises(UnknownLayoutError, match="row 2"):
        read(tmp_path, HEAD + cells + "\n")


def test_an_empty_file_lacks_its_columns(tmp_path: Path) -> None:
    with pytest.raises(UnknownLayoutError, match="printed"):
        read(tmp_path, "")


def test_a_file_with_a_header_alone_has_no_rows(tmp_path: Path) -> None:
    assert read(tmp_path, HEAD) == []


def test_a_table_as_it_stands_keeps_every_column(tmp_path: Path) -> None:
    text = "offence_key,article\ntrafficking_in_persons,\n"
    (row,) = read(tmp_path, text, "table_csv", table="concordance")
    assert row == {"offence_key": "trafficking_in_persons", "article": "", "locator": "row 2"}


CROSSED: dict[str, Any] = {
    "agency": "unodc_glotip", "year": "Year", "printed": "txtVALUE", "total": "Total",
    "indicator": {"column": "Indicator", "codes": {"Detected": "victims_detected"}},
    "breakdown": {"dimension": "Dimension", "category": "Category"},
    "crossed": {"sex": "Sex", "age": "Age"},
}  # fmt: skip
CROSSED_HEAD = "Indicator,Dimension,Category,Sex,Age,Year,txtVALUE\n"


@pytest.mark.parametrize(
    ("line", "dimension", "category"),
    [
        ("Detected,Total,Total,Total,Total,2017,9", "total", "total"),
        ("Detected,Total,Total,Female,Total,2017,9", "sex", "female"),
        ("Detected,Total,Total,Male,18 years or over,2017,9", "sex+age", "male+18_plus"),
        ("Detected,by citizenship,,Total,Total,2017,9", "citizenship", "unknown"),
        (
            "Detected,by form of exploitation,Forced labour,Female,0 to 17 years,2017,9",
            "form_of_exploitation+sex+age",
            "forced_labour+female+0_17",
        ),
    ],
)
def test_crossed_columns_become_one_breakdown(
    tmp_path: Path, line: str, dimension: str, category: str
) -> None:
    (row,) = read(tmp_path, CROSSED_HEAD + line + "\n", "crossed_csv", **CROSSED)
    assert (row["dimension"], row["category"]) == (dimension, category)


def test_an_indicator_without_a_code_is_landed_with_its_own_label(tmp_path: Path) -> None:
    line = "Something new,Total,Total,Total,Total,2017,9\n"
    (row,) = read(tmp_path, CROSSED_HEAD + line, "crossed_csv", **CROSSED)
    assert (row["indicator"], row["label"]) == ("", "Something new")


YEARS = ["Көрсөткүчтөр", "Показатели", "Items", 2022, 2023]


def test_a_workbook_row_keeps_three_names_and_the_cells_address(tmp_path: Path) -> None:
    rows = read_book(tmp_path, [["title"], YEARS, ["Жабыр", "Жертвы", " Victims ", 3, "-"]])
    assert [row["locator"] for row in rows] == ["S!D3", "S!E3"]
    assert [(row["value"], row["status"]) for row in rows] == [(3, "value"), (None, "not_reported")]
    assert rows[0]["label"] == "Жабыр / Жертвы / Victims"
    assert [row["year"] for row in rows] == ["2022", "2023"]


def test_a_row_of_names_alone_begins_a_section(tmp_path: Path) -> None:
    lines = [YEARS, ["Жынысы", "По полу", "By sex"], ["Эркек", "Мужчины", "Men", 1, None]]
    first, second = read_book(tmp_path, lines)
    assert (first["dimension"], first["category"]) == ("sex", "male")
    assert (second["status"], second["printed"]) == ("not_reported", "")


def test_a_label_outside_its_section_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownLayoutError, match="Men"):
        read_book(tmp_path, [YEARS, ["Эркек", "Мужчины", "Men", 1, 2]])


def test_a_formula_over_a_formula_is_computed(tmp_path: Path) -> None:
    lines = [
        YEARS,
        ["Жабыр", "Жертвы", "Victims", 4, 8],
        ["Деңгээл", "Уровень", "Rate", "=E3/2", "=E2*100/(3+5)"],
    ]
    rates = [row for row in read_book(tmp_path, lines) if row["indicator"] == "victims_per_100k"]
    assert [row["value"] for row in rates] == [50, 100]
    assert rates[0]["printed"] == "=E3/2"


def test_a_sheet_whose_header_has_no_names_is_another_workbook(tmp_path: Path) -> None:
    with pytest.raises(UnknownLayoutError):
        read_book(tmp_path, [[None, None, None, 2022, 2023], ["а", "б", "Victims", 1, 2]])
