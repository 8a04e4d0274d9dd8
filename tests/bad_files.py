"""The corpus of bad files: what offices send by mistake, and what nobody should open.

`python -m tests.bad_files` writes tests/fixtures/bad/ anew; expected.csv beside the files says what
`check` must answer. A file is named by its one fault; all else in it is right.
"""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import xlsxwriter

from pipeline.form_spec import SheetSpec, read_form
from tests.form_fixture import say_value, write_csv

BAD: Final = Path(__file__).parent / "fixtures" / "bad"
AGENCY: Final = read_form("agency-series")
REGISTER: Final = read_form("case-register")
Rows = list[dict[str, Any]]
_MADE: Final = date(2025, 2, 14)
_MADE_AT: Final = datetime(2025, 2, 14)
Builder = Callable[[], bytes]


def about(**given: Any) -> dict[str, Any]:
    """Return a cover sheet's answers."""
    return {
        "publisher": "moi", "contact_unit": "Отдел статистики", "year": 2024, "date": _MADE,
        "licence": "official", "counts": "Уголовные дела", **given,
    }  # fmt: skip


def agency_rows(*changes: dict[str, Any], **given: Any) -> Rows:
    """Return three good rows of 2024; `changes` replace cells of the first, second, third."""
    rows: Rows = [
        {"indicator": "registered_cases", "total": 12, "stage_sent_to_court": 7,
         "stage_under_investigation": 5},
        {"indicator": "prosecuted_cases", "total": 7},
        {"indicator": "victims", "total": 9, "sex_male": 2, "sex_female": 7},
    ]  # fmt: skip
    for row, change in zip(rows, (*changes, {}, {}, {}), strict=False):
        row |= change
    return [{"agency": "moi", "year": 2024, **row, **given} for row in rows]


def register_rows(**changes: dict[int, dict[str, Any]]) -> dict[str, Rows]:
    """Return a good register of two cases; `changes` replace cells by sheet and row."""
    rows: dict[str, Rows] = {
        "cases": [
            {"case_key": "УД-1/24", "court": "Бишкекский городской суд", "region": "KG-GB",
             "date_received": date(2024, 2, 1), "date_closed": date(2024, 6, 3),
             "instance": "first", "case_language": "ru"},
            {"case_key": "УД-2/24", "court": "Ошский городской суд", "region": "KG-GO",
             "date_received": date(2024, 3, 4), "date_closed": date(2024, 9, 9),
             "instance": "first", "case_language": "ky"},
        ],
        "defendants": [
            {"case_key": "УД-1/24", "defendant_key": "1", "sex": "male", "age_group": "25_34",
             "citizenship": "KG"},
            {"case_key": "УД-2/24", "defendant_key": "1", "sex": "female", "age_group": "35_44",
             "citizenship": "KG"},
        ],
        "charges": [
            {"case_key": "УД-1/24", "defendant_key": "1", "charge_no": 1,
             "date_of_act": date(2023, 8, 5), "citation_filing": "ст. 166 ч. 2 УК КР",
             "citation_verdict": "ст. 166 ч. 2 УК КР", "verdict": "convicted"},
            {"case_key": "УД-2/24", "defendant_key": "1", "charge_no": 1,
             "date_of_act": date(2023, 9, 6), "citation_filing": "ст. 166 ч. 1 УК КР",
             "citation_verdict": "ст. 166 ч. 1 УК КР", "verdict": "convicted"},
        ],
        "sentences": [
            {"case_key": "УД-1/24", "defendant_key": "1", "sentence_no": 1,
             "citation": "ст. 166 ч. 2 УК КР", "punishment": "imprisonment",
             "imprisonment_months": 96, "conditional": "served"},
        ],
        "victims": [
            {"case_key": "УД-1/24", "victim_key": "1", "sex": "female", "age_group": "18_24",
             "citizenship": "KG", "form_of_exploitation": "labour"},
        ],
        "appeals": [
            {"case_key": "УД-1/24", "appeal_no": 1, "instance": "appeal",
             "date_decided": date(2024, 8, 20), "result": "upheld"},
        ],
    }  # fmt: skip
    for sheet, changed in changes.items():
        for number, cells in changed.items():
            if number == len(rows[sheet]):
                rows[sheet].append(dict(rows[sheet][-1]))
            rows[sheet][number] |= cells
    return rows


def table(spec: SheetSpec, rows: Rows, language: str, without: str = "") -> list[list[Any]]:
    """Return a sheet's cells: headings in the language, then its rows; a str is put as it is."""
    columns = [column for column in spec.columns if column.id != without]
    lines = [[_say(column, row.get(column.id), language) for column in columns] for row in rows]
    return [[column.label[language] for column in columns], *lines]


def _say(column: Any, value: Any, language: str) -> Any:
    try:
        return "" if value is None else say_value(column, value, language)
    except (KeyError, TypeError):  # a fault: written as it is
        return value


def about_table(language: str, answers: dict[str, Any]) -> list[list[Any]]:
    return [
        [column.label[language], _say(column, answers.get(column.id), language)]
        for column in AGENCY.about.columns
    ]


def workbook(sheets: dict[str, list[list[Any]]], merges: dict[str, str] | None = None) -> bytes:
    """Return an .xlsx of these sheets; `merges` merges one range of a sheet."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE_AT})
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for name, cells in sheets.items():
            sheet = book.add_worksheet(name)
            for row, line in enumerate(cells):
                for column, content in enumerate(line):
                    if isinstance(content, date):
                        sheet.write_datetime(row, column, content, day)
                    elif isinstance(content, str) and content.startswith("#"):
                        sheet.write_formula(row, column, "=1/0", None, content)
                    elif content not in (None, ""):
                        sheet.write(row, column, content)
            area = (merges or {}).get(name)
            if area:
                at = xlsxwriter.utility.xl_cell_to_rowcol(area.split(":")[0])
                sheet.merge_range(area, cells[at[0]][at[1]])
    return stream.getvalue()


def agency(rows: Rows, language: str = "ru", without: str = "", **given: Any) -> bytes:
    """Return a filled form of an agency's yearly figures as .xlsx."""
    (spec,) = AGENCY.sheets
    cover = about_table(language, about(**given))
    sheets = {AGENCY.about.title[language]: cover}
    return workbook({**sheets, spec.title[language]: table(spec, rows, language, without)})


def agency_text(rows: Rows, language: str = "ru", **given: str) -> bytes:
    """Return the sheet of figures as delimited text."""
    (spec,) = AGENCY.sheets
    return write_csv(table(spec, rows, language), **given)


def register(language: str = "ru", without: str = "", **changes: Any) -> bytes:
    """Return a filled register of cases as .xlsx."""
    rows = register_rows(**changes)
    sheets = {AGENCY.about.title[language]: about_table(language, about(publisher="supreme_court"))}
    for spec in REGISTER.sheets:
        sheets[spec.title[language]] = table(spec, rows[spec.id], language, without)
    return workbook(sheets)


def convert(content: bytes, kind: str) -> bytes:
    """Return a workbook as LibreOffice saves it in another format."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlsx"
        path.write_bytes(content)
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
                   "--convert-to", kind, "--outdir", folder, str(path)]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return path.with_suffix(f".{kind}").read_bytes()


def archive(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def bomb() -> bytes:
    """Return a workbook whose directory tells of a gigabyte in one member."""
    content = bytearray(agency(agency_rows()))
    place = content.find(b"PK\x01\x02")
    content[place + 24 : place + 28] = (1_000_000_000).to_bytes(4, "little")
    return bytes(content)


def spread() -> bytes:
    (spec,) = AGENCY.sheets
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("x")
        for row, line in enumerate(table(spec, agency_rows(), "ru")):
            for column, content in enumerate(line):
                sheet.write(row, column, content)
        sheet.write(1_048_575, 16_383, "x")
    return stream.getvalue()


def sdg(*lines: list[Any]) -> bytes:
    """Return a workbook in the layout of the Statistical Committee's SDG indicators."""
    return workbook({"Лист1": [list(line) for line in lines]})


_SDG_HEAD: Final = ["Көрсөткүч", "Показатель", "Indicator", 2023, 2024]
_SDG_VICTIMS: Final = [
    "Адамдарды сатуунун курмандыктарынын саны", "Число жертв торговли людьми",
    "Number of victims of human trafficking", 3, 4,
]  # fmt: skip


def first(**cells: Any) -> bytes:
    """Return an agency form whose first row has these cells instead."""
    return agency(agency_rows(cells))


UNREADABLE: Final[dict[str, Builder]] = {
    "empty_file.xlsx": lambda: b"",
    "only_spaces.csv": lambda: b" \r\n\t\r\n ",
    "only_zero_bytes.xlsx": lambda: bytes(512),
    "cut_off_workbook.xlsx": lambda: agency(agency_rows())[:2000],
    "pdf_named_workbook.xlsx": lambda: b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n",
    "web_page_named_workbook.xls": lambda: b"<html><table><tr><td>1</td></tr></table></html>",
    "letter_named_workbook.xlsx": lambda: archive(word__document_xml=b"<w:document/>"),
    "open_document_named_xlsx.xlsx": lambda: convert(agency(agency_rows()), "ods"),
    "old_workbook_named_xlsx.xlsx": lambda: convert(agency(agency_rows()), "xls"),
    "workbook_named_csv.csv": lambda: agency(agency_rows()),
    "text_named_workbook.xlsx": lambda: agency_text(agency_rows()),
    "letter_of_text.txt": lambda: "Направляем данные за 2024 год.".encode(),
    "zip_bomb.xlsx": bomb,
    "cell_at_the_far_end.xlsx": spread,
    "locked_by_password.xlsx": lambda: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    ),
    "damaged_old_workbook.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "quotation_never_closed.csv": lambda: agency_text(agency_rows()).replace(
        "зарегистрированные".encode(), '"зарегистрированные'.encode(), 1
    ),
    "control_signs_in_text.csv": lambda: agency_text(agency_rows()).replace(b";12;", b";\x01\x02;"),
}

UNKNOWN: Final[dict[str, Builder]] = {
    "table_of_something_else.xlsx": lambda: workbook(
        {"Склад": [["Товар", "Цена", "Остаток"], ["Бумага", 250, 12], ["Папки", 40, 100]]}
    ),
    "no_table_at_all.xlsx": lambda: workbook({"Лист1": [["Данных нет"]]}),
    "column_of_totals_missing.xlsx": lambda: agency(agency_rows(), without="total"),
    "column_of_years_missing.xlsx": lambda: agency(agency_rows(), without="year"),
    "column_of_agencies_missing.xlsx": lambda: agency(agency_rows(), without="agency"),
    "column_of_indicators_missing.xlsx": lambda: agency(agency_rows(), "ky", without="indicator"),
    "headings_missing.csv": lambda: agency_text(agency_rows()).split(b"\r\n", 1)[1],
    "sdg_label_unknown.xlsx": lambda: sdg(
        _SDG_HEAD, _SDG_VICTIMS, ["Башка", "Другое", "Something else", 1, 2]
    ),
    "sdg_years_missing.xlsx": lambda: sdg([*_SDG_HEAD[:3], "прошлый", "этот"], _SDG_VICTIMS),
    "register_without_courts.xlsx": lambda: register(without="court"),
    "register_without_verdicts.xlsx": lambda: register(without="verdict"),
    "register_without_case_numbers.xlsx": lambda: register("ky", without="case_key"),
}

CONTENT: Final[dict[str, Builder]] = {
    "form_without_rows.xlsx": lambda: agency([]),
    "words_for_a_number.xlsx": lambda: first(total="двенадцать"),
    "words_after_a_number.xlsx": lambda: first(total="12 дел"),
    "two_numbers_in_a_cell.xlsx": lambda: first(total="12/13"),
    "range_for_a_number.xlsx": lambda: first(total="10-12"),
    "about_a_number.xlsx": lambda: first(total="≈12"),
    "question_mark_for_a_number.xlsx": lambda: first(total="?"),
    "question_mark_after_a_number.xlsx": lambda: first(total="12?"),
    "less_than_for_a_number.xlsx": lambda: first(total="<5"),
    "percent_for_a_number.xlsx": lambda: first(total="12%"),
    "date_for_a_number.xlsx": lambda: first(total=date(2024, 12, 5)),
    "negative_number.xlsx": lambda: first(total=-12),
    "letter_o_for_zero.xlsx": lambda: first(total="1O"),
    "division_by_zero.xlsx": lambda: first(total="#DIV/0!"),
    "lost_reference.xlsx": lambda: first(total="#REF!"),
    "exclamation_marks_for_a_number.xlsx": lambda: first(total="!!!"),
    "script_for_a_number.xlsx": lambda: first(total="<script>alert(1)</script>"),
    "words_in_a_part.xlsx": lambda: first(stage_sent_to_court="семь"),
    "negative_part.xlsx": lambda: agency(agency_rows({}, {}, {"sex_male": -2}), "en"),
    "year_in_words.xlsx": lambda: first(year="прошлый год"),
    "year_with_a_letter.xlsx": lambda: first(year="2O24"),
    "year_of_two_digits.xlsx": lambda: first(year="24"),
    "year_before_the_country.xlsx": lambda: first(year=1950),
    "year_missing.xlsx": lambda: first(year=None),
    "years_from_to.xlsx": lambda: first(year="2023-2024"),
    "agency_unknown.xlsx": lambda: first(agency="Министерство погоды"),
    "agency_missing.xlsx": lambda: first(agency=None),
    "formula_for_an_agency.csv": lambda: agency_text(agency_rows({"agency": '=CMD("calc")'})),
    "script_for_an_agency.xlsx": lambda: first(agency="<img src=x onerror=alert(1)>"),
    "indicator_unknown.xlsx": lambda: first(indicator="счастье"),
    "indicator_missing.xlsx": lambda: first(indicator=None),
    "two_indicators_in_a_cell.xlsx": lambda: first(
        indicator="зарегистрированные дела, осуждённые лица"
    ),
    "row_said_twice.xlsx": lambda: agency([*agency_rows(), agency_rows()[0]]),
    "row_said_twice_differently.xlsx": lambda: agency(
        [*agency_rows(), {**agency_rows()[0], "total": 13}], "ky"
    ),
    "cells_moved_by_a_comma.csv": lambda: agency_text(agency_rows()).replace(
        b";12;",
        b";12;12;12;12;12;12;12;12;12;12;12;12;12;12;12;12;12;12;12;12;12;12;12;12;12;12;12;12;12;",
        1,
    ),
    "words_for_a_number_windows_1251.csv": lambda: agency_text(
        agency_rows({"total": "двенадцать"}), encoding="cp1251"
    ),
    "words_for_a_number_utf_16.csv": lambda: agency_text(
        agency_rows({"total": "он эки"}), "ky", encoding="utf-16", delimiter="\t"
    ),
    "words_for_a_number_comma.csv": lambda: agency_text(
        agency_rows({"total": "twelve"}), "en", delimiter=","
    ),
    "words_for_a_number.ods": lambda: convert(first(total="двенадцать"), "ods"),
    "words_for_a_number.xls": lambda: convert(first(total="двенадцать"), "xls"),
}

WARNED: Final[dict[str, Builder]] = {
    "parts_above_total.xlsx": lambda: first(stage_sent_to_court=9),
    "parts_below_total.xlsx": lambda: first(stage_sent_to_court=6),
    "prosecuted_above_registered.xlsx": lambda: agency(agency_rows({}, {"total": 13})),
}

REGISTERS: Final[dict[str, Builder]] = {
    "register_region_unknown.xlsx": lambda: register(cases={0: {"region": "Марс"}}),
    "register_region_missing.xlsx": lambda: register("ky", cases={1: {"region": None}}),
    "register_day_not_in_the_calendar.xlsx": lambda: register(
        cases={0: {"date_received": "31.02.2024"}}
    ),
    "register_day_missing.xlsx": lambda: register(cases={0: {"date_received": None}}),
    "register_day_long_ago.xlsx": lambda: register(cases={0: {"date_received": "01.02.1924"}}),
    "register_case_number_missing.xlsx": lambda: register(cases={0: {"case_key": None}}),
    "register_case_number_became_a_date.xlsx": lambda: register(
        cases={0: {"case_key": date(2024, 3, 5)}}
    ),
    "register_case_said_twice.xlsx": lambda: register(cases={2: {}}),
    "register_defendant_without_case.xlsx": lambda: register(
        defendants={2: {"case_key": "УД-9/24"}}
    ),
    "register_charge_without_defendant.xlsx": lambda: register(
        charges={2: {"defendant_key": "7", "charge_no": 1}}
    ),
    "register_sentence_without_case.xlsx": lambda: register(
        "en", sentences={1: {"case_key": "УД-9/24"}}
    ),
    "register_victim_without_case.xlsx": lambda: register(victims={1: {"case_key": "УД-9/24"}}),
    "register_appeal_without_case.xlsx": lambda: register(appeals={1: {"case_key": "УД-9/24"}}),
    "register_charge_said_twice.xlsx": lambda: register(charges={2: {}}),
    "register_sex_unknown_word.xlsx": lambda: register(victims={0: {"sex": "девочка?"}}),
    "register_verdict_unknown.xlsx": lambda: register(charges={0: {"verdict": "разобрались"}}),
    "register_punishment_unknown.xlsx": lambda: register(
        sentences={0: {"punishment": "строгий выговор"}}
    ),
    "register_term_of_a_century.xlsx": lambda: register(
        sentences={0: {"imprisonment_months": 1200}}
    ),
    "register_appeal_without_result.xlsx": lambda: register(appeals={0: {"result": None}}),
    "register_closed_before_received.xlsx": lambda: register(
        cases={0: {"date_closed": date(2024, 1, 2)}}
    ),
    "register_act_after_receipt.xlsx": lambda: register(
        charges={0: {"date_of_act": date(2024, 5, 5)}}
    ),
    "register_article_of_a_repealed_code.xlsx": lambda: register(
        charges={0: {"date_of_act": date(2020, 5, 5), "citation_filing": "ст. 260 УК КР"}}
    ),
    "register_cell_not_read.xlsx": lambda: register(cases={0: {"date_closed": "скоро"}}),
}

FILES: Final = {**REGISTERS, **UNREADABLE, **UNKNOWN, **CONTENT, **WARNED}


def write_files() -> None:
    """Write every file of the corpus; files of other tests in the folder stay."""
    for name, build in FILES.items():
        (BAD / name).write_bytes(build())


if __name__ == "__main__":
    write_files()
