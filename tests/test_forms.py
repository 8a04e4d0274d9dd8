"""Empty forms: what is asked, what a cell refuses, and that every office program opens them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.errors import UserError, WrongCallError
from pipeline.form_checks import make_number_rule
from pipeline.form_reader import read_form_file
from pipeline.form_sheets import count_lines
from pipeline.form_spec import FORMS, MARKS, ColumnSpec, Form, SheetSpec, read_codes, read_form
from pipeline.forms import make_template, write_template
from pipeline.words import LANGUAGES, load_words

YEAR = 2024
FAST = [("agency-series", "ky"), ("case-register", "ru")]
ALL = [(form, language) for form in FORMS for language in LANGUAGES]


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """Return every form in every language, written once."""
    folder = tmp_path_factory.mktemp("forms")
    paths = {(form, language): folder / f"{form}-{language}.xlsx" for form, language in ALL}
    for (form, language), path in paths.items():
        write_template(form, YEAR, language, path, force=False)
    return paths


@pytest.fixture(scope="module")
def books(workbooks: dict[tuple[str, str], Path]) -> dict[tuple[str, str], Any]:
    """Return the forms as opened once, to be looked at."""
    return {which: load_workbook(path) for which, path in workbooks.items()}


def asked(sheet: SheetSpec) -> list[ColumnSpec]:
    return [column for column in sheet.columns if column.kind != "dropped"]


def choose(column: ColumnSpec, language: str) -> Any:
    """Return a right answer for a column, as a clerk enters it."""
    if column.codes:
        return read_codes()[column.codes][0].label[language]
    return {
        "key": "04-0124/18", "text": "Октябрь райондук соту", "citation": "124-1",
        "count": 1, "amount": 5000, "months": 60, "number": 7, "year": YEAR, "date": "15.03.2024",
    }[column.kind]  # fmt: skip


def fill_in(path: Path, form: Form, language: str, target: Path) -> None:
    """Fill in every question of a form with one row for each sheet."""
    book = load_workbook(path)
    for row, column in enumerate(form.about.columns):
        book[form.about.title[language]].cell(5 + 2 * row, 2).value = choose(column, language)
    for spec in form.sheets:
        for place, column in enumerate(asked(spec), start=1):
            book[spec.title[language]].cell(2, place).value = choose(column, language)
    book.save(target)


@pytest.mark.parametrize(("form", "language"), ALL)
def test_a_form_has_its_sheets_headings_lists_and_help(
    form: str, language: str, books: dict[tuple[str, str], Any]
) -> None:
    book = books[form, language]
    spec, words = read_form(form), load_words(language)
    titles = [sheet.title[language] for sheet in (spec.about, *spec.sheets)]
    assert book.sheetnames == [*titles, words.say("form-help"), "lists"]
    assert book["lists"].sheet_state == "hidden"
    for sheet in spec.sheets:
        written = book[sheet.title[language]]
        heads = [cell.value for cell in written[1]]
        assert heads == [column.label[language] for column in asked(sheet)]
        assert written.freeze_panes == f"{chr(ord('A') + len(sheet.unique))}2"
        assert len(written.data_validations.dataValidation) == len(heads)
    for name, codes in read_codes().items():
        (_, place), *_ = book.defined_names[f"codes_{name}"].destinations
        listed = [row[0].value for row in book["lists"][place.replace("$", "")]]
        assert listed == [code.label[language] for code in codes]
    told = {cell.value for row in book[words.say("form-help")].iter_rows() for cell in row}
    assert {"0", "…", "*", "×"} <= told


@pytest.mark.parametrize(("form", "language"), ALL)
def test_a_form_says_what_it_is_where_people_and_programs_look(
    form: str, language: str, books: dict[tuple[str, str], Any]
) -> None:
    book = books[form, language]
    (sheet, place), *_ = book.defined_names["tip_digest_form"].destinations
    text = book[sheet][place.replace("$", "")].value
    for part in (form, str(read_form(form).version), str(YEAR), language):
        assert part in text
    properties = {each.name: each.value for each in book.custom_doc_props.props}
    assert properties == {
        "tip-digest form": form,
        "tip-digest version": read_form(form).version,
        "tip-digest year": YEAR,
        "tip-digest language": language,
    }


@pytest.mark.parametrize(("form", "language"), ALL)
def test_the_same_call_gives_the_same_bytes(form: str, language: str) -> None:
    made = [make_template(read_form(form), YEAR, load_words(language)) for _ in range(2)]
    assert made[0] == made[1]


@pytest.mark.parametrize(("form", "language"), ALL)
def test_hints_and_faults_fit_what_excel_allows(
    form: str, language: str, books: dict[tuple[str, str], Any]
) -> None:
    book = books[form, language]
    for sheet in book:
        for check in sheet.data_validations.dataValidation:
            assert 0 < len(check.prompt) <= 255
            assert not check.prompt.endswith("…")
            assert 0 < len(check.promptTitle) <= 32
            assert check.type is None or 0 < len(check.error) <= 255
            assert len(check.formula1 or "") <= 255


def test_no_form_asks_for_a_name(books: dict[tuple[str, str], Any]) -> None:
    for (form, language), book in books.items():
        for sheet in read_form(form).sheets:
            for column in sheet.columns:
                if column.kind == "dropped":
                    heads = [cell.value for cell in book[sheet.title[language]][1]]
                    assert column.label[language] not in heads


@pytest.mark.parametrize(("form", "language"), ALL)
def test_an_empty_form_reads_as_a_form_without_rows(
    form: str, language: str, workbooks: dict[tuple[str, str], Path]
) -> None:
    read = read_form_file(workbooks[form, language])
    assert (read.form.id, read.language) == (form, language)
    assert [sheet.rows for sheet in read.sheets] == [()] * len(read_form(form).sheets)
    assert read.ignored == (read.form.about.title[language],)
    assert read.about is not None
    assert read.about["year"].value == YEAR
    assert read.about["counts"].printed == ""


@pytest.mark.parametrize(
    ("form", "language"),
    [
        pytest.param(*which, marks=() if which in FAST else pytest.mark.slow, id="-".join(which))
        for which in ALL
    ],
)
def test_a_filled_form_reads_back_whole(
    form: str, language: str, workbooks: dict[tuple[str, str], Path], tmp_path: Path
) -> None:
    spec, filled = read_form(form), tmp_path / "filled.xlsx"
    fill_in(workbooks[form, language], spec, language, filled)
    check_filled(filled, spec)


def check_filled(path: Path, form: Form) -> None:
    """Fail unless every answer that fill_in gave is read."""
    read = read_form_file(path)
    assert [sheet.spec.id for sheet in read.sheets] == [sheet.id for sheet in form.sheets]
    for sheet in read.sheets:
        (row,) = sheet.rows
        for column in asked(sheet.spec):
            cell = row.cells[column.id]
            assert cell.status == "value", (column.id, cell)
    assert read.about is not None
    assert all(cell.status == "value" for cell in read.about.values())


@pytest.mark.parametrize(
    ("form", "year", "name", "message"),
    [
        ("agency", YEAR, "x.xlsx", "error-unknown-form"),
        ("agency-series", 1066, "x.xlsx", "error-form-year"),
        ("agency-series", YEAR, "x.csv", "error-form-suffix"),
        ("agency-series", YEAR, "nowhere/x.xlsx", "error-form-folder"),
        ("agency-series", YEAR, "there.xlsx", "error-form-exists"),
    ],
)
def test_a_form_that_cannot_be_written_is_refused(
    form: str, year: int, name: str, message: str, tmp_path: Path
) -> None:
    (tmp_path / "there.xlsx").write_bytes(b"a clerk's work")
    with pytest.raises(UserError) as refused:
        write_template(form, year, "ky", tmp_path / name, force=False)
    assert isinstance(refused.value, WrongCallError)
    assert refused.value.message == message
    assert (tmp_path / "there.xlsx").read_bytes() == b"a clerk's work"


def test_an_unknown_language_is_refused_and_force_replaces(tmp_path: Path) -> None:
    target = tmp_path / "there.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(WrongCallError):
        write_template("agency-series", YEAR, "de", target, force=True)
    assert target.read_bytes() == b"old"
    write_template("agency-series", YEAR, "en", target, force=True)
    assert target.read_bytes()[:2] == b"PK"


def test_lines_are_counted_as_words_break() -> None:
    assert [count_lines("эркиндигинен ажыратуу", width) for width in (30, 12, 5)] == [1, 2, 5]


LIBRE_OFFICE = shutil.which("soffice")
TEXT = ":Text - txt - csv (StarCalc):"
INSTALL = "LibreOffice is missing: apt-get install libreoffice-calc"


def convert(path: Path, suffix: str, folder: Path, filter_name: str = "") -> Path:
    """Return the file as LibreOffice saves it in another format."""
    assert LIBRE_OFFICE, INSTALL
    subprocess.run(
        [LIBRE_OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", f"{suffix}{filter_name}", "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / f"{path.stem}.{suffix}"


@pytest.mark.slow
@pytest.mark.parametrize(("form", "language"), [("agency-series", "ru"), ("case-register", "ky")])
def test_libre_office_keeps_a_form_whole(
    form: str, language: str, workbooks: dict[tuple[str, str], Path], tmp_path: Path
) -> None:
    spec, filled = read_form(form), tmp_path / "filled.xlsx"
    fill_in(workbooks[form, language], spec, language, filled)
    spreadsheet = convert(filled, "ods", tmp_path)
    check_filled(spreadsheet, spec)
    again = tmp_path / "again"
    again.mkdir()
    back = convert(spreadsheet, "xlsx", again)
    check_filled(back, spec)
    checks = load_workbook(back)[spec.sheets[0].title[language]].data_validations.dataValidation
    assert any(str(check.formula1).startswith("codes_") for check in checks)


@pytest.mark.slow
def test_libre_office_saves_a_sheet_as_text_that_reads_back(
    workbooks: dict[tuple[str, str], Path], tmp_path: Path
) -> None:
    spec, filled = read_form("agency-series"), tmp_path / "filled.xlsx"
    fill_in(workbooks["agency-series", "ru"], spec, "ru", filled)
    # Semicolons, quotation marks, UTF-8, the second sheet only.
    options = f"{TEXT}59,34,76,1,,0,false,true,false,false,false,2"
    text = convert(filled, "csv", tmp_path, options)
    (found,) = [text] if text.exists() else tmp_path.glob("filled-*.csv")
    (sheet,) = read_form_file(found).sheets
    (row,) = sheet.rows
    assert all(cell.status == "value" for cell in row.cells.values())


@pytest.mark.slow
def test_the_number_rule_holds_of_numbers_and_marks_alone(tmp_path: Path) -> None:
    import xlsxwriter

    cases: list[tuple[Any, bool, bool]] = [
        (0, True, True), (7, True, True), (1.5, True, False), (-1, False, False),
        *((mark, True, True) for mark in MARKS), ("-", False, False), ("н/д", False, False),
        ("12 чел.", False, False),
    ]  # fmt: skip
    path = tmp_path / "rules.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row, (value, _, _) in enumerate(cases):
            sheet.write(row, 0, value)
            for column, whole in ((1, False), (2, True)):
                rule = make_number_rule(f"A{row + 1}", whole)
                sheet.write_formula(row, column, f'=IF({rule[1:]},"yes","no")', None, "")
    text = convert(path, "csv", tmp_path, f"{TEXT}44,34,76").read_text(encoding="utf-8")
    told = [line.split(",")[-2:] for line in text.splitlines()]
    words = {True: "yes", False: "no"}
    assert told == [[words[number], words[count]] for _, number, count in cases]
