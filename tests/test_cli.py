"""The command line: an exit code and one clear message for each mistake, never a traceback."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.analyse import Analysis
from pipeline.cli import main
from pipeline.cli_call import find_language
from pipeline.paths import Paths
from tests.conftest import copy_project


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def call(project: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Return a caller of the command line within the shared project."""
    monkeypatch.chdir(project.root)

    def run(*arguments: str) -> Outcome:
        code = 0
        try:
            main(list(arguments))
        except SystemExit as leave:
            code = int(leave.code or 0)
        out, err = capsys.readouterr()
        return Outcome(code, out, err)

    return run


WRONG = [
    (["fly"], 2, "fly"),
    (["explain", "practice.entries.261.all", "1999"], 2, "2017, 2021, 2023"),
    (["verify", "1999"], 2, "1999"),
    (["analyse", "--edition", "1999"], 2, "1999"),
    (["analyse", "--edition", "soon"], 2, "soon"),
    (["land", "--lang", "de"], 2, "ky, ru, en"),
    (["render", "--lang", "de"], 2, "ky, ru, en"),
    (["land", "--fast"], 2, "--fast"),
    (["render", "--engine", "word"], 2, "word"),
    (["render", "--jobs", "0"], 2, "jobs"),
    (["explain"], 2, "explain"),
    (["explain", "practice.entries.999.all"], 2, "practice.entries."),
    (["explain", "practice.entries.999.all", "2017"], 2, "practice.entries."),
    (["publish", "--edition"], 2, "--edition"),
]


@pytest.mark.parametrize(
    ("arguments", "code", "named"), WRONG, ids=[" ".join(case[0]) for case in WRONG]
)
def test_a_wrong_call_leaves_with_its_code_and_one_message(  # type: ignore[no-untyped-def]
    call, editions: dict[int, Analysis], arguments: list[str], code: int, named: str
) -> None:
    outcome = call(*arguments)
    assert outcome.code == code
    assert outcome.out == ""
    assert named in outcome.err
    assert "Traceback" not in outcome.err
    assert len(outcome.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("language", "next_step"), [("ky", "Эмне кылуу керек"), ("ru", "Что делать"), ("en", "Next")]
)
@pytest.mark.parametrize(
    "arguments",
    [["fly"], ["land", "--fast"], ["verify", "1999"], ["render", "--engine", "word"],
     ["explain", "practice.entries.999.all"]],
    ids=" ".join,
)  # fmt: skip
def test_a_mistake_is_told_in_the_readers_language_with_the_next_step(  # type: ignore[no-untyped-def]
    call, editions: dict[int, Analysis], arguments: list[str], language: str, next_step: str
) -> None:
    for given in ([*arguments, "--lang", language], [*arguments, f"--lang={language}"]):
        outcome = call(*given)
        assert outcome.code == 2
        assert next_step in outcome.err


def test_an_unknown_verb_is_answered_with_those_there_are(call) -> None:  # type: ignore[no-untyped-def]
    told = call("fly").err
    for verb in ("land", "validate", "curate", "analyse", "render", "publish", "build", "verify",
                 "explain"):  # fmt: skip
        assert verb in told


def test_a_missing_raw_file_is_told_and_nothing_is_landed(  # type: ignore[no-untyped-def]
    call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = copy_project(tmp_path / "minimal")
    (paths.raw / "us_tip_report" / "figures.csv").unlink()
    monkeypatch.chdir(paths.root)
    for language, word in (("ky", "күтүлгөн"), ("ru", "Ожидается"), ("en", "Expected")):
        outcome = call("land", "--lang", language)
        assert outcome.code == 10
        assert "us_tip_report/figures.csv" in outcome.err
        assert word in outcome.err
    assert not list(paths.landed.glob("*.parquet")) if paths.landed.exists() else True


def test_a_project_without_raw_data_is_told(  # type: ignore[no-untyped-def]
    call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(copy_project(tmp_path / "minimal", raw=False).root)
    outcome = call("land")
    assert outcome.code == 10
    assert "data/raw" in outcome.err


def test_an_edition_that_is_not_built_is_told(  # type: ignore[no-untyped-def]
    call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(copy_project(tmp_path / "minimal", raw=False).root)
    assert call("explain", "practice.entries.261.all", "2017").code == 10
    assert call("verify", "2017").code == 10


def test_a_folder_outside_any_project_is_told(  # type: ignore[no-untyped-def]
    call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = call("land", "--lang", "ru")
    assert outcome.code == 2
    assert str(tmp_path) in outcome.err
    assert "Что делать" in outcome.err


def test_explain_tells_a_fact_in_the_readers_language(  # type: ignore[no-untyped-def]
    call, editions: dict[int, Analysis]
) -> None:
    told = {}
    for language in ("ky", "ru", "en"):
        outcome = call("explain", "practice.entries.261.all", "2017", "--lang", language)
        assert (outcome.code, outcome.err) == (0, "")
        assert "104" in outcome.out
        assert "crimes_by_article.csv" in outcome.out
        told[language] = outcome.out.splitlines()[0]
    assert len(set(told.values())) == 3


@pytest.mark.slow
def test_landing_says_what_was_done_unless_it_should_be_quiet(call) -> None:  # type: ignore[no-untyped-def]
    assert "article_year 36" in call("land").out
    assert call("land", "--quiet").out == ""


def test_debug_shows_the_error_itself(call) -> None:  # type: ignore[no-untyped-def]
    from pipeline.errors import WrongCallError

    with pytest.raises(WrongCallError):
        call("verify", "1999", "--debug")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["explain", "--help"]])
def test_help_is_no_mistake(call, arguments: list[str]) -> None:  # type: ignore[no-untyped-def]
    outcome = call(*arguments)
    assert outcome.code == 0
    assert outcome.out


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["land", "--lang", "ky"], "ky"),
        (["land", "--lang=ru"], "ru"),
        (["render", "--lang", "ru", "--lang", "ky"], "ru"),
        (["land"], "en"),
        (["land", "--lang", "de"], "en"),
        (["land", "--lang"], "en"),
        ([], "en"),
    ],
)
def test_the_language_of_messages_is_found_even_in_a_wrong_call(
    arguments: list[str], language: str
) -> None:
    assert find_language(arguments) == language


def test_template_writes_an_empty_form_and_never_over_a_file(  # type: ignore[no-untyped-def]
    call, tmp_path: Path
) -> None:
    target = str(tmp_path / "form.xlsx")
    arguments = ("template", "case-register", "--year", "2024", "--lang", "ky", "-o", target)
    written = call(*arguments)
    assert (written.code, written.err) == (0, "")
    assert "form.xlsx" in written.out
    refused = call(*arguments)
    assert refused.code == 2
    assert "Эмне кылуу керек" in refused.err
    assert call(*arguments, "--force", "--quiet") == Outcome(0, "", "")


@pytest.mark.parametrize(
    "wrong",
    [["agency", "--year", "2024"], ["agency-series", "--year", "24"],
     ["agency-series", "--year", "2024", "--lang", "de"], ["agency-series"]],
    ids=" ".join,
)  # fmt: skip
def test_a_template_of_what_is_not_known_is_a_wrong_call(  # type: ignore[no-untyped-def]
    call, tmp_path: Path, wrong: list[str]
) -> None:
    target = tmp_path / "form.xlsx"
    assert call("template", *wrong, "-o", str(target)).code == 2
    assert not target.exists()
