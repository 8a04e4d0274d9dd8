"""Declared corrections: applied where the guard holds, refused where it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
import yaml

from pipeline.analyse import analyse
from pipeline.corrections import apply_corrections, read_corrections, read_declared
from pipeline.curate import curate
from pipeline.errors import InvalidContentError, UnknownLayoutError, UserError
from pipeline.land import land, read_landed
from pipeline.paths import Paths
from pipeline.sources import read_sources
from pipeline.store import open_store
from pipeline.suites import answer_suite
from pipeline.validate import add_presence, read_validation, validate_tables, write_validation
from pipeline.yaml_text import parse_yaml
from tests.conftest import copy_project

pytestmark = pytest.mark.slow
SOURCE = "unodc_2022_final_report"
# A made-up correction of a real cell: the tests' own, never the project's.
DECLARED: dict[str, Any] = {
    "id": "test-registered-2020",
    "table": "agency",
    "file": "agencies.csv",
    "locator": "",
    "where": {"agency": "us_tip", "indicator": "registered_cases", "year": "2020"},
    "column": "printed",
    "expected": "40",
    "corrected": "14",
    "why": {"ky": "сыноо", "ru": "проверка", "en": "a test"},
    "who": "analyst",
    "when": "2026-01-01",
    "status": "agreed",
}


def find_place(paths: Paths, **keys: Any) -> str:
    frame = read_landed(paths.landed)["agency"]
    for key, value in {"source": SOURCE, **keys}.items():
        frame = frame[frame[key] == value]
    return str(frame.iloc[0]["locator"])


def declare(paths: Paths, *corrections: dict[str, Any]) -> None:
    text = yaml.safe_dump(list(corrections), allow_unicode=True)
    (paths.raw / SOURCE / "corrections.yaml").write_text(text, encoding="utf-8")


def validate_quickly(paths: Paths) -> None:
    """Land and validate as the stages do, the suites answered without Great Expectations."""
    land(paths)
    tables = read_landed(paths.landed)
    source = tables.pop("source")
    validation = validate_tables(tables, paths.expectations, answer_suite)
    write_validation(add_presence(validation, source, tables), source, paths.validated)


@pytest.fixture(scope="module")
def place(project: Paths) -> str:
    return find_place(project, agency="us_tip", indicator="registered_cases", year=2020)


@pytest.fixture
def corrected(project: Paths, place: str, tmp_path: Path) -> Callable[..., Paths]:
    """Return a maker of projects with corrections declared, landed and validated."""

    def make(*given: dict[str, Any]) -> Paths:
        paths = copy_project(tmp_path / "p")
        for name in ("landed", "validated"):
            (tmp_path / "p" / "data" / name).symlink_to(getattr(project, name))
        declare(paths, *({**DECLARED, "locator": place, **each} for each in given))
        return paths

    return make


def test_a_correction_counts_in_the_store_and_its_place_names_it(
    corrected: Callable[..., Paths],
) -> None:
    paths = corrected({})
    curate(paths)
    with open_store(paths.store) as store:
        row = store.execute(
            "SELECT value, status, locator FROM agency_year WHERE agency = 'us_tip'"
            " AND indicator = 'registered_cases' AND year = 2020"
        ).fetchone()
        assert row is not None
        assert row[:2] == (14, "value")
        assert row[2].endswith("correction test-registered-2020")
        (listed,) = store.execute("SELECT expected, corrected, who FROM correction").fetchall()
        assert listed == ("40", "14", "analyst")


def test_a_corrected_number_carries_the_correction_to_its_fact_and_to_the_quality_page(
    corrected: Callable[..., Paths],
) -> None:
    paths = corrected({})
    curate(paths)
    facts = analyse(paths, 2021).facts
    fact = facts["agencies.us_tip.registered_cases.2020"]
    assert fact.value == 14
    assert "correction test-registered-2020" in fact.sources[0].locator
    assert facts["quality.correction.test-registered-2020.expected"].value == 40
    assert facts["quality.correction.test-registered-2020.corrected"].value == 14
    assert facts["quality.corrections.agreed"].value == 1
    # The rules judge what counts: 14 is no longer five times the year before.
    assert "quality.finding.magnitude_against_last_year.us_tip.registered_cases.2021.total.found" \
        not in facts  # fmt: skip


@pytest.mark.parametrize("status", ["proposed", "withdrawn"])
def test_a_correction_that_is_not_agreed_is_shown_and_changes_nothing(
    corrected: Callable[..., Paths], status: str
) -> None:
    paths = corrected({"status": status, "expected": "no guard is looked at"})
    curate(paths)
    facts = analyse(paths, 2021).facts
    assert facts["agencies.us_tip.registered_cases.2020"].value == 40
    assert facts[f"quality.corrections.{status}"].value == 1


def test_a_guard_that_no_longer_holds_stops_the_build_and_says_why(
    corrected: Callable[..., Paths], place: str
) -> None:
    with pytest.raises(InvalidContentError) as caught:
        curate(corrected({"expected": "41"}))
    assert (caught.value.exit_code, caught.value.message) == (12, "error-correction-guard")
    told = str(caught.value)
    for part in (f"{SOURCE}/agencies.csv", place, "41", "40"):
        assert part in told


@pytest.mark.parametrize(
    "given", [{"locator": "page 999"}, {"where": {"year": "1999"}}, {"file": "agencies.xlsx"}]
)
def test_a_correction_of_no_row_is_refused(
    corrected: Callable[..., Paths], given: dict[str, Any]
) -> None:
    with pytest.raises(InvalidContentError) as caught:
        curate(corrected(given))
    assert (caught.value.exit_code, caught.value.message) == (12, "error-correction-row")


def test_a_correction_of_several_rows_is_refused(
    project: Paths, corrected: Callable[..., Paths], place: str
) -> None:
    (correction,) = read_corrections(read_sources(corrected({"where": {}}).raw))
    frame = read_landed(project.landed)["agency"]
    frame = pd.concat([frame, frame[frame["locator"] == place]], ignore_index=True)
    with pytest.raises(InvalidContentError, match="2 rows"):
        apply_corrections("agency", frame, [correction], {SOURCE: {}})


def test_a_correction_that_mends_nothing_is_refused(corrected: Callable[..., Paths]) -> None:
    with pytest.raises(InvalidContentError) as caught:
        curate(corrected({"corrected": "-4"}))
    assert caught.value.message == "error-correction-useless"


@pytest.mark.parametrize(
    "given",
    [
        {"status": "done"}, {"why": {"en": "only"}}, {"who": None, "id": None, "when": None},
        {"column": "colour"}, {"where": {"colour": "red"}},
    ],
)  # fmt: skip
def test_an_incomplete_correction_is_refused(
    corrected: Callable[..., Paths], given: dict[str, Any]
) -> None:
    removed = {key for key, value in given.items() if value is None}
    paths = corrected({key: value for key, value in given.items() if value is not None})
    entry = {key: value for key, value in read_yaml(paths)[0].items() if key not in removed}
    declare(paths, entry)
    with pytest.raises(UserError) as caught:
        curate(paths)
    assert isinstance(caught.value, UnknownLayoutError)
    assert caught.value.message == "error-correction-incomplete"


def read_yaml(paths: Paths) -> list[dict[str, Any]]:
    text = (paths.raw / SOURCE / "corrections.yaml").read_text(encoding="utf-8")
    loaded: list[dict[str, Any]] = parse_yaml(text)
    return loaded


def test_two_corrections_of_one_name_are_refused(corrected: Callable[..., Paths]) -> None:
    paths = corrected({}, {})
    with pytest.raises(UnknownLayoutError):
        read_corrections(read_sources(paths.raw))


def test_a_source_without_corrections_has_none(tmp_path: Path) -> None:
    assert read_declared(tmp_path) == []


def test_a_row_held_back_is_released_by_a_correction(tmp_path: Path) -> None:
    paths = copy_project(tmp_path / "p")
    spoil(paths, "registered_cases,2020", "40", "forty")
    validate_quickly(paths)
    held = read_validation(paths).quarantine
    assert held["reasons"].tolist() == ["cell_readable"]
    declare(paths, {**DECLARED, "locator": held.iloc[0]["locator"], "expected": "forty"})
    curate(paths)
    with open_store(paths.store) as store:
        assert count(store, "SELECT count(*) FROM quarantine") == 0
        assert count(store, "SELECT sum(received - accepted) FROM intake") == 0


def test_a_row_left_out_is_still_counted_as_received(tmp_path: Path) -> None:
    paths = copy_project(tmp_path / "p")
    path = paths.raw / SOURCE / "agencies.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[-1]]) + "\n", encoding="utf-8")
    validate_quickly(paths)
    held = read_validation(paths).quarantine
    # The same thing said twice stops the file: all its rows are held back.
    assert len(held) == len(lines)
    assert set(held["reasons"]) == {"row_unique", "file_stopped"}
    declare(
        paths,
        {
            **DECLARED,
            "locator": held[held["reasons"] == "row_unique"].iloc[0]["locator"],
            "where": {},
            "expected": "-",
            "leave_out": True,
        },
    )
    curate(paths)
    with open_store(paths.store) as store:
        (kept,) = store.execute("SELECT reasons FROM quarantine").fetchall()
        assert kept == ("left_out",)
        # Its cells may hold anything, and stay in data/validated/.
        columns = [name for name, *_ in store.execute("SELECT * FROM quarantine").description or ()]
        assert columns == ["table", "source", "file", "locator", "reasons"]
        assert store.execute(
            "SELECT received, accepted, quarantined FROM intake WHERE file = 'agencies.csv'"
        ).fetchone() == (len(lines), len(lines) - 1, 1)


def spoil(paths: Paths, row: str, before: str, after: str) -> None:
    """Write another text into a cell of the report's table of agencies."""
    path = paths.raw / SOURCE / "agencies.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    found = [n for n, line in enumerate(lines) if row in line and "us_tip" in line]
    assert len(found) == 1
    assert before in lines[found[0]]
    lines[found[0]] = lines[found[0]].replace(f",{before}\n", f",{after}\n")
    path.write_text("".join(lines), encoding="utf-8")


def count(store: duckdb.DuckDBPyConnection, query: str) -> int:
    row = store.execute(query).fetchone()
    assert row is not None
    return int(row[0])


def test_a_column_of_another_type_is_corrected_in_its_type(
    project: Paths, corrected: Callable[..., Paths]
) -> None:
    paths = corrected({"column": "year", "expected": "2020", "corrected": "2019"})
    (correction,) = read_corrections(read_sources(paths.raw))
    frame = read_landed(project.landed)["agency"]
    changed = apply_corrections("agency", frame, [correction], {SOURCE: {}})
    assert changed["year"].dtype == frame["year"].dtype
    assert int((changed["year"] != frame["year"]).sum()) == 1
    with pytest.raises(UnknownLayoutError):
        wrong = replace(correction, corrected="twenty")
        apply_corrections("agency", frame, [wrong], {SOURCE: {}})


def test_raw_frames_are_never_changed(project: Paths, corrected: Callable[..., Paths]) -> None:
    frame = read_landed(project.landed)["agency"]
    before = frame.copy()
    corrections = read_corrections(read_sources(corrected({}).raw))
    apply_corrections("agency", frame, corrections, {SOURCE: {}})
    pd.testing.assert_frame_equal(frame, before)
