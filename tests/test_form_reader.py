"""A filled form reads back to the same rows in every language, format and habit."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.errors import UnknownLayoutError
from pipeline.form_reader import FormFile, read_form_file
from pipeline.form_rows import FilledSheet
from pipeline.form_spec import HELP_HEADINGS, SheetSpec, read_codes
from pipeline.words import LANGUAGES, load_words
from tests.form_fixture import (
    AGENCY,
    REGISTER,
    Row,
    Table,
    list_kept,
    make_rows,
    make_table,
    write_csv,
    write_xlsx,
)

CASES, DEFENDANTS, CHARGES, SENTENCES, VICTIMS, APPEALS = REGISTER.sheets
(SERIES,) = AGENCY.sheets
SHEETS = [*REGISTER.sheets, SERIES]


def values(sheet: FilledSheet) -> list[Row]:
    return [{name: cell.value for name, cell in row.cells.items()} for row in sheet.rows]


def read_table(folder: Path, table: Table, **given: Any) -> FormFile:
    return read_form_file(write_xlsx(folder / "a.xlsx", {"Лист1": table}, **given))


def read_text(folder: Path, content: bytes) -> FormFile:
    (folder / "a.csv").write_bytes(content)
    return read_form_file(folder / "a.csv")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_filled_register_reads_back_in_its_language(tmp_path: Path, language: str) -> None:
    rows = {spec.id: make_rows(spec, 4) for spec in REGISTER.sheets}
    tables = {
        spec.title[language]: make_table(spec, rows[spec.id], language) for spec in REGISTER.sheets
    }
    form = read_form_file(write_xlsx(tmp_path / "a.xlsx", tables))
    assert (form.form.id, form.language, form.about, form.ignored) == (
        "case-register", language, None, (),
    )  # fmt: skip
    assert [sheet.spec for sheet in form.sheets] == list(REGISTER.sheets)
    for sheet in form.sheets:
        assert values(sheet) == list_kept(sheet.spec, rows[sheet.spec.id])
    first = form.sheets[0].rows[0]
    assert (first.place, first.cells["court"].address) == ("cases!2", "B2")
    assert "full_name" not in form.sheets[1].rows[0].cells
    assert form.sheets[1].dropped_headings == (DEFENDANTS.column("full_name").label[language],)


@pytest.mark.parametrize("spec", SHEETS, ids=lambda spec: spec.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_one_sheet_as_text_is_known_by_its_columns(
    tmp_path: Path, spec: SheetSpec, language: str
) -> None:
    rows = make_rows(spec, 3)
    form = read_text(tmp_path, write_csv(make_table(spec, rows, language)))
    (sheet,) = form.sheets
    assert (sheet.spec, form.language) == (spec, language)
    assert values(sheet) == list_kept(spec, rows)


def test_kyrgyz_letters_lost_in_windows_1251_do_not_matter(tmp_path: Path) -> None:
    for spec in SHEETS:
        rows = make_rows(spec, 3)
        (sheet,) = read_text(
            tmp_path, write_csv(make_table(spec, rows, "ky"), ";", "cp1251")
        ).sheets
        read = values(sheet)
        for name in ("region", "sex", "year", "indicator", "date_received", "total"):
            if name in read[0]:
                assert [row[name] for row in read] == [row[name] for row in rows]


def test_titles_numbering_footnotes_and_totals_are_no_rows(tmp_path: Path) -> None:
    rows = make_rows(CASES, 3)
    table = make_table(CASES, rows, "ru")
    table = [
        ["Реестр судебных дел за 2023 год"],
        [],
        table[0],
        [1, 2, 3, 4, 5, 6, 7],
        *table[1:],
        [],
        ["Итого", 3],
        ["в том числе:"],
        ["* по данным суда"],
        ["Примечание: без учёта приостановленных дел"],
    ]
    (sheet,) = read_table(tmp_path, table).sheets
    assert values(sheet) == list_kept(CASES, rows)
    assert [row.place for row in sheet.rows] == ["cases!5", "cases!6", "cases!7"]
    assert [remark.place for remark in sheet.remarks] == [f"cases!{row}" for row in (9, 10, 11, 12)]


def test_a_header_printed_again_on_each_page_is_no_row(tmp_path: Path) -> None:
    rows = make_rows(CASES, 3)
    table = make_table(CASES, rows, "ru")
    (sheet,) = read_table(tmp_path, [*table[:2], table[0], *table[2:]]).sheets
    assert values(sheet) == list_kept(CASES, rows)
    assert len(sheet.remarks) == 1


def split_header(table: Table) -> Table:
    """Return a table with labels like «Пол: мужчины» in two rows, the group in its first cell."""
    pairs = [str(said).partition(": ") for said in table[0]]
    above: list[Any] = []
    for said, (group, _, rest) in zip(table[0], pairs, strict=True):
        is_new = group not in above
        above.append(said if not rest else group if is_new else "")
    return [above, [rest for _, _, rest in pairs], *table[1:]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_header_of_two_rows_reads_with_and_without_merged_cells(
    tmp_path: Path, language: str
) -> None:
    rows = make_rows(SERIES, 3)
    table = split_header(make_table(SERIES, rows, language))
    for merges in ([], ["E1:G1", "H1:M1", "A1:A2", "B1:B2"]):
        (sheet,) = read_table(tmp_path, table, merges={"Лист1": merges}).sheets
        assert values(sheet) == rows
        assert sheet.rows[0].place == "series!3"


def test_a_merged_cell_speaks_for_its_rows_but_a_number_is_not_repeated(tmp_path: Path) -> None:
    rows = make_rows(SERIES, 3)
    table = make_table(SERIES, rows, "ru")
    for line in table[2:]:
        line[0] = table[1][0]
    table[2][3] = None
    (sheet,) = read_table(tmp_path, table, merges={"Лист1": ["A2:A4", "D2:D3"]}).sheets
    assert {row.cells["agency"].value for row in sheet.rows} == {rows[0]["agency"]}
    totals = [row.cells["total"] for row in sheet.rows]
    assert [total.status for total in totals[:2]] == ["unreadable", "unreadable"]
    assert totals[2].value == rows[2]["total"]


def test_columns_that_the_form_does_not_have_are_named_and_not_read(tmp_path: Path) -> None:
    table = make_table(CASES, make_rows(CASES, 2), "ru")
    table = [[*line, "Судья" if at == 0 else "Фамилия"] for at, line in enumerate(table)]
    (sheet,) = read_table(tmp_path, table).sheets
    assert sheet.dropped_headings == ("Судья",)
    assert "Фамилия" not in str(sheet.rows)


def test_columns_in_any_order_and_optional_ones_missing(tmp_path: Path) -> None:
    rows = make_rows(CASES, 2)
    table = [[line[at] for at in (4, 2, 1, 0, 3, 5)] for line in make_table(CASES, rows, "en")]
    table[0][4] = "Date received (dd.mm.yyyy)"
    needed = ["instance", "region", "court", "case_key", "date_received", "date_closed"]
    names = [CASES.columns[at].id for at in (4, 2, 1, 0, 3, 5)]
    table[0] = [CASES.columns[at].label["en"] for at in (4, 2, 1, 0, 3, 5)]
    (sheet,) = read_table(tmp_path, table).sheets
    for row, expected in zip(sheet.rows, rows, strict=True):
        assert all(row.cells[name].value == expected[name] for name in names)
    assert needed


def test_a_missing_required_column_is_named_with_its_sheet(tmp_path: Path) -> None:
    table = [line[1:] for line in make_table(CASES, make_rows(CASES, 2), "ru")]
    with pytest.raises(UnknownLayoutError) as caught:
        read_table(tmp_path, table)
    assert caught.value.message == "error-form-columns"
    for language in LANGUAGES:
        said = load_words(language).say(caught.value.message, **caught.value.details)
        assert CASES.column("case_key").label[language] in said
        assert CASES.title[language] in said


@pytest.mark.parametrize("table", [[["Город", "Население"], ["Ош", 5]], [["а"]], [[1, 2], [3, 4]]])
def test_a_table_that_is_no_form_names_the_nearest(tmp_path: Path, table: Table) -> None:
    with pytest.raises(UnknownLayoutError) as caught:
        read_table(tmp_path, table)
    assert (caught.value.exit_code, caught.value.message) == (11, "error-form-unknown")
    assert str(caught.value)


def test_a_sheet_of_the_form_that_lost_its_header_is_refused(tmp_path: Path) -> None:
    cases = make_table(CASES, make_rows(CASES, 2), "ru")
    charges = make_table(CHARGES, make_rows(CHARGES, 2), "ru")[1:]
    with pytest.raises(UnknownLayoutError) as caught:
        read_form_file(write_xlsx(tmp_path / "a.xlsx", {"Дела": cases, "Обвинения": charges}))
    assert caught.value.message == "error-form-columns"


def test_sheets_beside_the_form_are_named_and_the_cover_is_read(tmp_path: Path) -> None:
    rows = make_rows(SERIES, 2)
    about = [
        ["О форме"],
        ["Ведомство-отправитель", "МВД"],
        ["Отчётный год", 2023],
        ["Дата составления", "05.03.2024"],
    ]
    tables = {
        "О форме": about,
        "Показатели": make_table(SERIES, rows, "ru"),
        "Пояснения": [["Ведомство", "Показатель"], ["кто", "что"]],
    }
    form = read_form_file(write_xlsx(tmp_path / "a.xlsx", tables))
    assert form.ignored == ("О форме", "Пояснения")
    assert form.about is not None
    assert {name: str(cell.value) for name, cell in form.about.items()} == {
        "publisher": "moi", "year": "2023", "date": "2024-03-05",
    }  # fmt: skip
    assert values(form.sheets[0]) == rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forms_own_help_is_known_by_its_headings_under_any_name(
    tmp_path: Path, language: str
) -> None:
    words = load_words(language)
    help_sheet = [["1"], [words.say(name) for name in HELP_HEADINGS], ["2", "3", "4"]]
    tables = {
        "Показатели": make_table(SERIES, make_rows(SERIES, 2), language),
        "Помощь": help_sheet,  # as on forms that offices already hold
        "lists": [list(read_codes()), ["1"]],
    }
    assert read_form_file(write_xlsx(tmp_path / "a.xlsx", tables)).ignored == ()


@pytest.mark.parametrize("name", ["Справка", "Жардам", "Help", "lists"])
def test_an_offices_own_sheet_is_named_though_it_is_called_as_one_of_the_forms(
    tmp_path: Path, name: str
) -> None:
    tables = {
        "Показатели": make_table(SERIES, make_rows(SERIES, 2), "ru"),
        name: [["Справка о расхождениях"], ["", "Столбец"], ["sex", "12 дел"]],
    }
    assert read_form_file(write_xlsx(tmp_path / "a.xlsx", tables)).ignored == (name,)


def test_two_sheets_of_one_kind_are_both_read(tmp_path: Path) -> None:
    tables = {
        name: make_table(CASES, make_rows(CASES, 2, seed), "ru")
        for seed, name in enumerate(("2022", "2023"))
    }
    form = read_form_file(write_xlsx(tmp_path / "a.xlsx", tables))
    places = [row.place for sheet in form.sheets for row in sheet.rows]
    assert places == ["cases!2", "cases!3", "cases-2!2", "cases-2!3"]


def test_a_row_whose_cells_have_moved_is_unreadable_and_shows_no_name(tmp_path: Path) -> None:
    rows = make_rows(DEFENDANTS, 2)
    lines = write_csv(make_table(DEFENDANTS, rows, "ru")).decode().splitlines()
    lines[1] = lines[1].replace("Асанова Айгүл", "Асанова; Айгүл")
    (sheet,) = read_text(tmp_path, "\n".join(lines).encode()).sheets
    assert {cell.status for cell in sheet.rows[0].cells.values()} == {"unreadable"}
    assert "Айгүл" not in str(sheet.rows)
    assert values(sheet)[1] == list_kept(DEFENDANTS, rows)[1]


def test_two_columns_for_one_thing_are_refused(tmp_path: Path) -> None:
    table = make_table(CASES, make_rows(CASES, 2), "ru")
    table = [[*line, "Суд" if at == 0 else "другой суд"] for at, line in enumerate(table)]
    with pytest.raises(UnknownLayoutError) as caught:
        read_table(tmp_path, table)
    assert caught.value.message == "error-form-column-twice"
    for language in LANGUAGES:
        assert "Суд" in load_words(language).say(caught.value.message, **caught.value.details)


def test_an_article_or_a_number_that_became_a_date_is_unreadable(tmp_path: Path) -> None:
    table = make_table(CHARGES, make_rows(CHARGES, 1), "ru")
    day = date(2020, 3, 5)
    table[1] = [day, 1, day, None, day, "ст. 124", table[1][6]]
    (sheet,) = read_table(tmp_path, table).sheets
    cells = sheet.rows[0].cells
    for name in ("case_key", "charge_no", "citation_filing"):
        assert (cells[name].value, cells[name].status) == (None, "unreadable")
    assert cells["citation_verdict"].value == "ст. 124"


def test_a_formula_that_was_never_computed_is_not_an_empty_cell(tmp_path: Path) -> None:
    table = make_table(SERIES, make_rows(SERIES, 1), "ru")
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in table:
        sheet.append(line)
    sheet["D2"] = "=E2+F2"
    book.save(tmp_path / "a.xlsx")
    (filled,) = read_form_file(tmp_path / "a.xlsx").sheets
    total = filled.rows[0].cells["total"]
    assert (total.printed, total.value, total.status) == ("=E2+F2", None, "unreadable")
