"""check: findings stand at their cells, are told in words, and last year is looked at."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.check import check_file
from pipeline.check_words import mark_findings, say_finding, say_place, tell_checked
from pipeline.checked_workbook import Mark, name_sheet, write_checked
from pipeline.errors import UnknownLayoutError
from pipeline.paths import Paths
from pipeline.rules import read_rules
from pipeline.suites import read_suite
from pipeline.validate_register import read_checks
from pipeline.words import LANGUAGES, load_words
from tests.bad_files import agency, agency_rows, agency_text, first, register
from tests.conftest import ROOT

EXPECTATIONS = ROOT / "expectations"
SDG = "2025-01-17_6860cd36a4_16.2.2.xlsx"


def write(folder: Path, content: bytes, name: str = "сведения 2024.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_good_form_has_no_finding(project: Paths, tmp_path: Path) -> None:
    checked = check_file(write(tmp_path, agency(agency_rows())), project)
    assert checked.findings == ()
    assert (checked.received, checked.accepted) == (11, 11)


def test_a_fault_stands_at_its_cell_as_the_clerk_sees_it(project: Paths, tmp_path: Path) -> None:
    content = agency(agency_rows({}, {"indicator": "счастье"}, {"sex_male": "два"}))
    checked = check_file(write(tmp_path, content), project)
    places = {finding.check: say_place(finding) for finding in checked.faults}
    assert places == {"indicator_known": "Показатели!B3", "cell_readable": "Показатели!E4"}
    told = {finding.check: say_finding(finding, load_words("ru")) for finding in checked.faults}
    assert "«счастье»" in told["indicator_known"]
    assert "«два»" in told["cell_readable"]


def test_last_year_in_the_store_is_looked_at(project: Paths, tmp_path: Path) -> None:
    rows = [
        {"agency": "us_tip", "indicator": "registered_cases", "year": 2022, "total": 60},
        {"agency": "us_tip", "indicator": "prosecuted_cases", "year": 2022, "total": 2},
    ]
    checked = check_file(write(tmp_path, agency(rows)), project)
    told = {(each.check, each.expected, each.found) for each in checked.findings}
    # The year before also has a breakdown by form of exploitation, which this form leaves out.
    assert told == {
        ("magnitude_against_last_year", "6", "60"),
        ("coverage_below_last_year", "2", "0"),
    }
    assert checked.faults == ()


def test_another_source_that_disagrees_is_named(project: Paths, tmp_path: Path) -> None:
    rows = [{"agency": "us_tip", "indicator": "registered_cases", "year": 2021, "total": 8}]
    findings = check_file(write(tmp_path, agency(rows)), project).findings
    told = {each.check: (each.expected, each.found) for each in findings}
    assert told["sources_disagree"] == ("6", "8")
    assert told["magnitude_against_last_year"] == ("40", "8")


def test_without_a_store_a_file_is_checked_alone(tmp_path: Path, project: Paths) -> None:
    (tmp_path / "p").mkdir()
    for name in ("expectations", "params.yaml"):
        (tmp_path / "p" / name).symlink_to(project.root / name)
    (tmp_path / "p" / "data").mkdir()
    (tmp_path / "p" / "data" / "raw").symlink_to(project.raw)
    rows = [{"agency": "us_tip", "indicator": "registered_cases", "year": 2022, "total": 60}]
    checked = check_file(write(tmp_path, agency(rows)), Paths(tmp_path / "p"))
    assert checked.findings == ()


def test_a_workbook_of_a_known_source_is_checked_in_its_layout(
    project: Paths, tmp_path: Path
) -> None:
    path = tmp_path / "from the committee.xlsx"
    shutil.copyfile(project.raw / "nsc_sdg_16_2_2" / SDG, path)
    checked = check_file(path, project)
    assert (checked.incoming.source.id, checked.received) == ("nsc_sdg_16_2_2", 322)
    assert checked.faults == ()
    assert {finding.check for finding in checked.findings} >= {"parts_below_total"}
    assert all(finding.place.sheet == "Лист1" for finding in checked.findings)


def test_a_file_of_a_named_source_is_refused_in_that_sources_words(
    project: Paths, tmp_path: Path
) -> None:
    path = write(tmp_path, b"a,b\n1,2\n", "x.csv")
    with pytest.raises(UnknownLayoutError) as caught:
        check_file(path, project, "us_tip_report")
    assert caught.value.message == "error-columns-missing"


def test_a_cover_sheet_left_open_is_told(project: Paths, tmp_path: Path) -> None:
    checked = check_file(write(tmp_path, agency(agency_rows(), counts=None)), project)
    (found,) = checked.findings
    assert (found.check, found.severity, found.place.sheet) == (
        "cover_answered", "warn", "О форме",
    )  # fmt: skip


def test_a_fault_of_a_register_stands_at_its_cell_and_repeats_nothing_of_a_person(
    project: Paths, tmp_path: Path
) -> None:
    content = register(
        defendants={0: {"sex": "неясно"}}, cases={2: {}}, victims={0: {"full_name": "Асанова"}}
    )
    checked = check_file(write(tmp_path, content), project)
    words = load_words("ky")
    places = {finding.check: say_place(finding) for finding in checked.findings}
    assert places["sex_known"] == "Подсудимые!D2"
    assert places["case_repeated"] == "Дела!A4"
    told = " ".join(tell_checked(checked, "x", words))
    assert "УД-1/24" not in told
    assert "Асанова" not in told
    assert "неясно" in told
    assert checked.received == 10


def test_the_summary_names_what_is_not_read(project: Paths, tmp_path: Path) -> None:
    path = write(tmp_path, agency_text(agency_rows()), "a.csv")
    text = path.read_bytes().replace("Примечание".encode(), "Примечание;Исполнитель".encode(), 1)
    path.write_bytes(text)
    lines = list(tell_checked(check_file(path, project), "x", load_words("ru")))
    assert any("Исполнитель" in line for line in lines)
    assert not any("О форме" in line for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_of_what_offices_send_says_what_to_do(language: str) -> None:
    words = load_words(language)
    checks = {rule.id for rule in read_rules(EXPECTATIONS)}
    checks |= {check.id for check in read_checks(EXPECTATIONS / "register")}
    suites = [EXPECTATIONS / f"{table}.json" for table in ("agency", "article_year", "headline")]
    for suite in (*suites, *(EXPECTATIONS / "register").glob("*.json")):
        checks |= {each["meta"]["id"] for each in read_suite(suite)["expectations"]}
    for check in checks:
        assert words.say(f"check-{check.replace('_', '-')}")
        assert words.say(f"fix-{check.replace('_', '-')}")


@pytest.mark.slow
def test_a_checked_workbook_can_be_mended_and_checked_again(project: Paths, tmp_path: Path) -> None:
    words = load_words("ky")
    path = write(tmp_path, first(total="он эки"))
    checked = check_file(path, project)
    target = tmp_path / "checked.xlsx"
    write_checked(path, target, mark_findings(checked, words), words)
    book = load_workbook(target)
    assert book["Показатели"]["D2"].comment.text == say_finding(checked.faults[0], words)
    book["Показатели"]["D2"].value = 12
    book.save(target)
    again = check_file(target, project)
    assert again.findings == ()
    write_checked(target, path, mark_findings(again, words), words)
    cleaned = load_workbook(path)
    assert cleaned["Показатели"]["D2"].comment is None
    assert cleaned.sheetnames.count(words.say("checked-sheet")) == 1


def test_a_text_is_never_run_as_a_formula(tmp_path: Path) -> None:
    path = write(tmp_path, b'=CMD("calc");@x;-1\n', "a.csv")
    mark = Mark("a", "A1", '=HYPERLINK("x")', is_fault=True)
    write_checked(path, tmp_path / "out.xlsx", [mark], load_words("en"))
    book = load_workbook(tmp_path / "out.xlsx")
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert all(cell.data_type != "f" for cell in cells)
    assert book.worksheets[0]["C5"].value == '=HYPERLINK("x")'


def test_signs_that_no_workbook_can_hold_are_replaced(tmp_path: Path) -> None:
    path = write(tmp_path, b"a;b\n", "a.csv")
    mark = Mark("a", "A1", "found “\x04”", is_fault=True)
    write_checked(path, tmp_path / "out.xlsx", [mark], load_words("en"))
    assert load_workbook(tmp_path / "out.xlsx").worksheets[0]["C5"].value == "found “\ufffd”"


@pytest.mark.parametrize(
    ("name", "taken", "given"),
    [("../../etc", [], ".._.._etc"), ("a" * 40, [], "a" * 31), ("", [], "1"),
     ("A", ["a"], "A 2"), ("x[1]:*?", [], "x_1____")],
)  # fmt: skip
def test_a_sheets_name_leads_nowhere(name: str, taken: list[str], given: str) -> None:
    assert name_sheet(name, taken) == given
