"""Landing: no row and no label is lost, a mark stays a mark, and a fault is refused with its place.

Each folder of tests/fixtures/bad/ is a source with the one fault it is named after.
"""

from __future__ import annotations

import csv

import openpyxl
import pandas as pd
import pytest

from pipeline.errors import UserError
from pipeline.land import describe_sources, land, land_tables, read_landed
from pipeline.paths import Paths
from pipeline.sources import hash_file, read_source, read_sources
from pipeline.words import load_words
from tests.conftest import ROOT, TESTS, read_golden

RAW = ROOT / "data" / "raw"
BAD = TESTS / "fixtures" / "bad"

# The folder, the exit code, the message, and what the message must name.
REFUSED = [
    ("missing_source_yaml", 10, "error-file-unreadable", "missing_source_yaml/source.yaml"),
    ("source_yaml_not_yaml", 10, "error-file-unreadable", "source_yaml_not_yaml/source.yaml"),
    ("title_without_kyrgyz", 11, "error-source-incomplete", "ky"),
    ("marks_with_unknown_status", 11, "error-source-incomplete", "nothing"),
    ("id_of_another_folder", 11, "error-source-incomplete", "id_of_another_folder/source.yaml"),
    ("file_outside_folder", 11, "error-source-incomplete", "../agencies.csv"),
    ("file_not_there", 10, "error-file-missing", "file_not_there/agencies.csv"),
    ("unknown_layout", 11, "error-layout-unknown", "pivot_csv"),
    ("unknown_table", 11, "error-source-incomplete", "weather"),
    ("crossed_csv_without_indicator", 11, "error-source-incomplete", "indicator"),
    ("missing_column", 11, "error-columns-missing", "printed"),
    ("missing_key_column", 11, "error-columns-missing", "year"),
    ("ragged_row", 11, "error-row-length", "row 3"),
    ("not_utf8", 10, "error-file-unreadable", "not_utf8/agencies.csv"),
    ("quote_never_closed", 11, "error-row-length", "row 3"),
    ("broken_zip_workbook", 10, "error-file-damaged", "broken_zip_workbook/victims.xlsx"),
    ("unknown_row_label", 11, "error-label-unknown", "16.2.2!3"),
    ("no_year_header", 11, "error-years-missing", "no_year_header/victims.xlsx"),
    ("formula_with_text", 11, "error-formula", "16.2.2!E3"),
    ("formula_over_a_label", 11, "error-formula", "16.2.2!D3"),
    ("formula_over_another_workbook", 11, "error-formula", "16.2.2!D3"),
    ("formula_over_itself", 11, "error-formula", "16.2.2!D3"),
    ("formula_divides_by_zero", 11, "error-formula", "16.2.2!D3"),
    ("claim_without_method", 11, "error-claim-incomplete", "claim-without-method"),
]


@pytest.mark.parametrize(("fault", "code", "message", "named"), REFUSED)
def test_a_faulty_source_is_refused_with_its_place(
    fault: str, code: int, message: str, named: str
) -> None:
    with pytest.raises(UserError) as caught:
        land_tables([read_source(BAD / fault)])
    assert (caught.value.exit_code, caught.value.message) == (code, message)
    for language in ("ky", "ru", "en"):
        told = load_words(language).say(caught.value.message, **caught.value.details)
        assert named in told
        assert fault in told


def count_lines(path: object) -> int:
    with open(str(path), encoding="utf-8-sig", newline="") as stream:  # noqa: PTH123
        return sum(1 for line in csv.reader(stream) if line) - 1


def test_every_line_of_every_csv_is_landed(landed: dict[str, pd.DataFrame]) -> None:
    received = {
        (source.id, table.file): count_lines(source.path(table))
        for source in read_sources(RAW)
        for table in source.tables
        if table.file.endswith(".csv")
    }
    for (source_id, file), lines in received.items():
        frames = [frame for name, frame in landed.items() if name != "source"]
        rows = sum(int(((f["source"] == source_id) & (f["file"] == file)).sum()) for f in frames)
        assert rows == lines, file


def test_every_cell_of_the_workbooks_rows_is_landed(landed: dict[str, pd.DataFrame]) -> None:
    agency = landed["agency"]
    for file in sorted((RAW / "nsc_sdg_16_2_2").glob("*.xlsx")):
        sheet = openpyxl.load_workbook(file).worksheets[0]
        lines = [line for line in sheet.iter_rows(min_row=5, values_only=True) if any(line[:3])]
        filled = [line for line in lines if any(cell is not None for cell in line[3:])]
        own = agency[agency["file"] == file.name]
        assert own["label"].nunique() >= len({line[2] for line in filled}) * 0.9
        assert len(own) == len(filled) * own["year"].nunique(), file.name


def test_the_table_of_cases_is_landed_as_the_report_prints_it(
    landed: dict[str, pd.DataFrame],
) -> None:
    frame = landed["article_year"]
    for line in read_golden("cases_by_article"):
        for year in ("2014", "2015", "2016", "2017"):
            own = frame[(frame["article"] == line["article"]) & (frame["year"] == int(year))]
            if line["article"] == "all":
                continue
            cell = own.iloc[0]
            if line[year] == "-":
                assert (cell["status"], pd.isna(cell["value"])) == ("not_reported", True)
            else:
                assert cell["value"] == float(line[year])


def test_a_dash_in_the_report_is_never_zero(landed: dict[str, pd.DataFrame]) -> None:
    frame = pd.concat([landed["agency"], landed["article_year"], landed["headline"]])
    dashes = frame[frame["printed"].isin(["-", ""])]
    assert len(dashes) > 200
    assert set(dashes["status"]) == {"not_reported"}
    assert dashes["value"].isna().all()


def test_a_suppressed_cell_stays_suppressed(landed: dict[str, pd.DataFrame]) -> None:
    frame = landed["agency"]
    suppressed = frame[frame["printed"] == "<5"]
    text = (RAW / "unodc_glotip" / "kgz_data_glotip.csv").read_text(encoding="utf-8")
    assert len(suppressed) == text.count(",<5,")
    assert set(suppressed["status"]) == {"suppressed"}
    assert suppressed["value"].isna().all()


def test_a_printed_zero_is_zero(landed: dict[str, pd.DataFrame]) -> None:
    frame = landed["agency"]
    assert set(frame[frame["printed"] == "0"]["status"]) == {"zero"}
    zeros = frame["value"].eq(0).fillna(False)
    assert (frame["status"].eq("zero") == zeros).all()


def test_every_row_has_its_source_its_hash_and_its_place(landed: dict[str, pd.DataFrame]) -> None:
    for name, frame in landed.items():
        if name == "source":
            continue
        assert frame[["source", "file", "sha256", "locator"]].notna().all().all()
        assert frame["locator"].str.len().gt(0).all()
        for (source, file), rows in frame.groupby(["source", "file"]):
            assert set(rows["sha256"]) == {hash_file(RAW / source / file)}


def test_only_the_newest_version_of_a_workbook_is_current(landed: dict[str, pd.DataFrame]) -> None:
    frame = landed["agency"]
    dated = frame[frame["version"] != ""]
    assert dated["version"].nunique() == 4
    assert set(dated[dated["is_current"]]["version"]) == {"2025-01-17"}
    assert frame[frame["version"] == ""]["is_current"].all()


def test_a_formula_is_computed_and_kept_beside_what_was_saved(
    landed: dict[str, pd.DataFrame],
) -> None:
    frame = landed["agency"]
    rates = frame[frame["printed"].str.startswith("=") & frame["is_current"]]
    row = rates[rates["year"] == 2023].iloc[0]
    assert row["value"] == pytest.approx(17 / 7161910 * 100000)
    assert row["saved"] == pytest.approx(row["value"])
    assert row["indicator"] == "victims_per_100k"


def test_crossed_breakdowns_become_one_dimension(landed: dict[str, pd.DataFrame]) -> None:
    frame = landed["agency"]
    glotip = frame[frame["source"] == "unodc_glotip"]
    assert {"total", "sex", "age", "sex+age"} <= set(glotip["dimension"])
    assert "female+0_17" in set(glotip["category"])
    assert set(glotip[glotip["dimension"] == "total"]["category"]) == {"total"}


def test_landing_writes_what_it_returns(project: Paths) -> None:
    counts = land(project).rows
    assert counts == {name: len(frame) for name, frame in read_landed(project.landed).items()}
    assert counts["article_year"] == 36


@pytest.mark.slow
def test_landing_twice_writes_the_same_bytes(project: Paths) -> None:
    land(project)
    before = {path.name: path.read_bytes() for path in project.landed.glob("*.parquet")}
    land(project)
    assert before == {path.name: path.read_bytes() for path in project.landed.glob("*.parquet")}


def test_each_file_of_a_source_is_described_once() -> None:
    described = describe_sources(read_sources(RAW))
    assert not described.duplicated(["source", "file"]).any()
    assert set(described["is_real"]) == {True}
    assert described["title_ky"].str.len().gt(5).all()
