"""What DVC says is told on: which stages it runs, how one failed, what changed since.

test_build.py calls DVC itself; here a program stands in for it that says what DVC says.
"""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from pipeline.dvc import make_environment, read_status, reproduce
from pipeline.errors import StoreUnavailableError

PROGRAM = """
import os, pathlib, sys
here = pathlib.Path(__file__).parent
(here / "call.txt").write_text(" ".join(sys.argv[1:]), encoding="utf-8")
for number in map(int, (here / "open.txt").read_text().split()):
    os.fstat(number)
sys.stdout.write((here / "out.txt").read_text(encoding="utf-8"))
sys.stderr.write((here / "err.txt").read_text(encoding="utf-8"))
sys.exit(int((here / "code.txt").read_text()))
"""


class StandIn:
    """A program in place of DVC."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "dvc.py").write_text(PROGRAM, encoding="utf-8")

    def say(self, out: str = "", err: str = "", code: int = 0, inherited: str = "") -> None:
        given = {"out": out, "err": err, "code": str(code), "open": inherited}
        for name, text in given.items():
            (self.folder / f"{name}.txt").write_text(text, encoding="utf-8")

    def read_call(self) -> str:
        return (self.folder / "call.txt").read_text(encoding="utf-8")


@pytest.fixture
def dvc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    command = [sys.executable, str(tmp_path / "dvc.py")]
    monkeypatch.setattr("pipeline.dvc._command", lambda: command)
    return StandIn(tmp_path)


def test_what_changed_is_told_in_one_line_for_each_stage(dvc: StandIn) -> None:
    status = {
        "land": [{"changed deps": {"data/raw": "modified", "params.yaml": {"a": "new"}}}],
        "render@2021": ["changed command", {"changed outs": {"reports/_build/2021": "deleted"}}],
        "publish": [{"changed outs": "not in cache"}],
    }
    dvc.say(json.dumps(status))
    assert read_status(dvc.folder) == {
        "land": "data/raw modified, params.yaml {'a': 'new'}",
        "render@2021": "changed command, reports/_build/2021 deleted",
        "publish": "not in cache",
    }
    assert dvc.read_call() == "status --json"


def test_nothing_said_is_nothing_changed(dvc: StandIn) -> None:
    dvc.say("")
    assert read_status(dvc.folder) == {}


@pytest.mark.parametrize(
    ("err", "reason"),
    [("WARNING: a\nERROR: the lock is held\nmore", "the lock is held"), ("odd", "exit code 255")],
)
def test_what_dvc_cannot_tell_is_refused_with_its_reason(
    dvc: StandIn, err: str, reason: str
) -> None:
    dvc.say("{}", err, code=255)
    with pytest.raises(StoreUnavailableError) as caught:
        read_status(dvc.folder)
    assert caught.value.details == {"reason": reason}


def test_stages_are_named_as_they_start_and_their_complaints_passed_on(dvc: StandIn) -> None:
    lines = ["Running stage 'land':", "> tip-digest land", "Stage 'x' skipped"]
    dvc.say("\n".join([*lines, "Running stage 'a@2021':\n"]), "кыргызча\n")
    started: list[str] = []
    complaints = io.StringIO()
    done = reproduce(dvc.folder, ["land", "a@2021"], started.append, complaints)
    assert started == done.stages == ["land", "a@2021"]
    assert done.exit_code == 0
    assert complaints.getvalue() == "кыргызча\n"
    assert dvc.read_call() == "--wait-for-lock repro --single-item land a@2021"


@pytest.mark.parametrize(
    ("err", "code"),
    [
        ("sheet 2\nERROR: failed to reproduce 'a': failed to run: tip-digest a, exited with 12\n",
         12),
        ("sheet 2\n", 1),
    ],
)  # fmt: skip
def test_the_exit_code_is_that_of_the_stage_that_failed(dvc: StandIn, err: str, code: int) -> None:
    dvc.say("Running stage 'a':\n", err, code=255)
    complaints = io.StringIO()
    done = reproduce(dvc.folder, ["a"], lambda _: None, complaints)
    assert done.exit_code == code
    assert complaints.getvalue() == "sheet 2\n"


def test_dvc_keeps_what_it_is_told_to_open(dvc: StandIn) -> None:
    read, write = os.pipe()
    dvc.say("{}", inherited=f"{read} {write}")
    assert read_status(dvc.folder, (read, write)) == {}
    dvc.say(inherited=f"{read} {write}")
    assert reproduce(dvc.folder, [], print, io.StringIO(), (read, write)).exit_code == 0
    os.close(read)
    os.close(write)


def test_stages_find_this_pythons_programs_first() -> None:
    environment = make_environment()
    first, _, rest = environment["PATH"].partition(os.pathsep)
    assert Path(first) == Path(sys.executable).parent
    assert rest == os.environ["PATH"]
    assert (environment["PYTHONUTF8"], environment["DVC_NO_ANALYTICS"]) == ("1", "1")
