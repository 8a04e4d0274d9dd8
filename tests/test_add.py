"""add: a file becomes a source's, with its description and edition, or nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.add import Added, add_file, check_incoming_file, name_target
from pipeline.cli import main
from pipeline.errors import InvalidContentError, UserError, WrongCallError
from pipeline.land import land_tables
from pipeline.paths import Paths
from pipeline.sources import read_source, read_sources
from pipeline.yaml_text import parse_yaml
from tests.bad_files import agency, agency_rows, agency_text, first, register
from tests.conftest import copy_project

pytestmark = pytest.mark.slow


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return copy_project(tmp_path / "p")


def write(folder: Path, content: bytes, name: str = "сведения.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def add(
    path: Path, paths: Paths, source: str = "moi_forms", year: int = 2024, quarantine: bool = False
) -> Added:
    checked = check_incoming_file(path, paths, source)
    return add_file(path, paths, source, year, quarantine=quarantine, checked=checked)


def take_picture(paths: Paths) -> dict[str, bytes]:
    """Return every file of the project's data and parameters."""
    files = [paths.params, *(path for path in (paths.root / "data").rglob("*") if path.is_file())]
    return {str(path.relative_to(paths.root)): path.read_bytes() for path in files}


def test_a_form_of_a_new_agency_becomes_a_source_of_its_own(paths: Paths, tmp_path: Path) -> None:
    added = add(write(tmp_path, agency(agency_rows())), paths)
    assert (added.is_new_source, added.is_new_edition) == (True, True)
    assert added.target.name.startswith("2025-02-14_")
    source = read_source(paths.raw / "moi_forms")
    assert source.publisher["ky"] == "Ички иштер министрлиги"
    assert source.publisher["en"] == "Ministry of Interior"
    assert (source.sender, source.published, source.real) == ("moi", 2025, True)
    (entry,) = source.tables
    assert (entry.table, entry.layout, entry.version) == ("agency", "form", "2025-02-14")
    assert len(land_tables([source])["agency"]) == 11


def test_params_keep_their_comments_and_get_the_year_in_its_place(
    paths: Paths, tmp_path: Path
) -> None:
    before = paths.params.read_text(encoding="utf-8")
    rows = agency_rows(year=2022)
    add(write(tmp_path, agency(rows, year=2022)), paths, year=2022)
    after = paths.params.read_text(encoding="utf-8")
    assert parse_yaml(after)["editions"] == [2017, 2021, 2022, 2023]
    assert [line for line in after.splitlines() if line.lstrip().startswith("#")] == [
        line for line in before.splitlines() if line.lstrip().startswith("#")
    ]
    changed = set(after.splitlines()) ^ set(before.splitlines())
    assert all(line.startswith("editions:") for line in changed)


def test_a_known_edition_leaves_params_alone(paths: Paths, tmp_path: Path) -> None:
    before = paths.params.read_bytes()
    added = add(write(tmp_path, agency(agency_rows(year=2023), year=2023)), paths, year=2023)
    assert not added.is_new_edition
    assert paths.params.read_bytes() == before


def test_next_year_joins_its_source_and_both_years_count(paths: Paths, tmp_path: Path) -> None:
    add(write(tmp_path, agency(agency_rows())), paths)
    rows = agency_rows(year=2025)
    path = write(tmp_path, agency(rows, year=2025, date=None), "b.xlsx")
    added = add(path, paths, year=2025)
    assert not added.is_new_source
    frame = land_tables([read_source(paths.raw / "moi_forms")])["agency"]
    assert frame.groupby("year")["is_current"].all().to_dict() == {2024: True, 2025: True}


def test_a_mended_file_of_the_same_day_replaces_the_first(paths: Paths, tmp_path: Path) -> None:
    add(write(tmp_path, first(total="двенадцать")), paths, quarantine=True)
    add(write(tmp_path, first(total=12), "b.xlsx"), paths)
    frame = land_tables([read_source(paths.raw / "moi_forms")])["agency"]
    assert len(frame) == 22
    current = frame[frame["is_current"]]
    assert len(current) == 11
    assert (current["status"] != "unreadable").all()


def test_the_committees_new_workbook_joins_its_versions(paths: Paths, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    source = paths.raw / "nsc_sdg_16_2_2"
    newest = sorted(source.glob("*.xlsx"))[-1]
    book = load_workbook(newest)
    book.save(tmp_path / "16.2.2.xlsx")
    comments = (source / "source.yaml").read_text(encoding="utf-8")
    added = add(tmp_path / "16.2.2.xlsx", paths, "nsc_sdg_16_2_2", 2023)
    assert not added.is_new_source
    tables = read_source(source).tables
    entries = [table for table in tables if table.layout == "trilingual_workbook"]
    assert len(entries) == 5
    assert entries[-1].version > entries[-2].version
    text = (source / "source.yaml").read_text(encoding="utf-8")
    assert text.splitlines()[:5] == comments.splitlines()[:5]


def test_a_register_becomes_a_source_with_its_year(paths: Paths, tmp_path: Path) -> None:
    add(write(tmp_path, register()), paths, "court_register")
    (entry,) = read_source(paths.raw / "court_register").tables
    assert (entry.table, entry.layout, entry.options["year"]) == ("register", "form", 2024)


Case = tuple[Callable[[], bytes], dict[str, object], str, int]
REFUSED: dict[str, Case] = {
    "faults": (lambda: first(total="x1"), {}, "error-check-faults", 12),
    "another year": (lambda: agency(agency_rows()), {"year": 2023}, "error-add-year", 2),
    "a source's name with a path": (
        lambda: agency(agency_rows()), {"source": "../../tmp"}, "error-add-source", 2,
    ),
    "a source of other data": (
        lambda: agency(agency_rows()), {"source": "concordance"}, "error-add-kind", 2,
    ),
    "nothing good, even with quarantine": (
        lambda: agency([*agency_rows(), agency_rows()[0]]), {"quarantine": True},
        "error-add-nothing", 12,
    ),
    "no rows": (lambda: agency([]), {"quarantine": True}, "error-add-nothing", 12),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_refused_file_leaves_nothing_behind(case: str, paths: Paths, tmp_path: Path) -> None:
    content, given, message, code = REFUSED[case]
    before = take_picture(paths)
    with pytest.raises(UserError) as caught:
        add(write(tmp_path, content()), paths, **given)  # type: ignore[arg-type]
    assert (caught.value.message, caught.value.exit_code) == (message, code)
    assert take_picture(paths) == before


def test_the_same_file_is_not_added_twice(paths: Paths, tmp_path: Path) -> None:
    path = write(tmp_path, agency(agency_rows()))
    add(path, paths)
    with pytest.raises(WrongCallError) as caught:
        add(path, paths)
    assert caught.value.message == "error-add-known"


@pytest.mark.parametrize("fails_at", ["source.yaml", "params.yaml"])
def test_a_failed_add_leaves_nothing_behind(
    fails_at: str, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(write(tmp_path, agency(agency_rows())), paths)
    before = take_picture(paths)
    replace = Path.replace

    def fail(own: Path, target: Path) -> Path:
        if Path(target).name == fails_at:
            raise OSError(28, "No space left on device")
        return replace(own, target)

    monkeypatch.setattr(Path, "replace", fail)
    path = write(tmp_path, agency(agency_rows(year=2025), year=2025), "b.xlsx")
    with pytest.raises(WrongCallError, match="No space left") as caught:
        add(path, paths, year=2025)
    assert caught.value.message == "error-add-failed"
    assert take_picture(paths) == before


def test_a_new_source_that_cannot_be_finished_is_gone(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = take_picture(paths)

    def refuse(folder: Path) -> None:
        raise InvalidContentError("error-add-nothing", file="x", checked="y")

    monkeypatch.setattr("pipeline.add.read_source", refuse)
    with pytest.raises(InvalidContentError):
        add(write(tmp_path, agency(agency_rows())), paths)
    assert take_picture(paths) == before
    assert not list((paths.root / "data").glob(".add-*"))


@pytest.mark.parametrize("name", ["../../x.xlsx", "a b<c>.xlsx", "…….xlsx", "-rf.xlsx"])
def test_a_files_name_leads_nowhere(name: str, tmp_path: Path) -> None:
    path = write(tmp_path, b"x", Path(name).name)
    target = name_target(path, "2025-02-14")
    assert Path(target).name == target
    assert target.startswith("2025-02-14_2d711642b7_")
    assert target.isascii()
    assert not set(target) & set(" <>")


def run(arguments: list[str], paths: Paths, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.chdir(paths.root)
    try:
        main(arguments)
    except SystemExit as leave:
        return int(leave.code or 0)
    return 0


def test_the_command_adds_and_says_what_comes_next(
    paths: Paths,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = write(tmp_path, agency(agency_rows()))
    arguments = ["add", str(path), "--source", "moi_forms", "--year", "2024", "--lang", "ru"]
    assert run(arguments, paths, monkeypatch) == 0
    told = capsys.readouterr().out
    assert "data/raw/moi_forms/2025-02-14_" in told
    assert "tip-digest build" in told
    assert (tmp_path / "сведения.xlsx.checked.xlsx").is_file()
    assert {source.id for source in read_sources(paths.raw)} >= {"moi_forms"}


@pytest.mark.parametrize(("content", "code"), [(agency_text(agency_rows()), 0), (b"", 10)])
def test_the_command_checks(
    content: bytes,
    code: int,
    paths: Paths,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = write(tmp_path, content, "a.csv")
    assert run(["check", str(path), "--lang", "ky"], paths, monkeypatch) == code
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    assert (code == 0) == (told.err == "")


def test_faults_leave_with_12_and_are_listed(
    paths: Paths,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = write(tmp_path, first(total="forty"))
    assert run(["check", str(path)], paths, monkeypatch) == 12
    told = capsys.readouterr()
    assert "Показатели!D2: Found “forty”" in told.out
    assert "сведения.xlsx.checked.xlsx" in told.err
