"""What a killed DVC leaves: locks of processes that are gone, half a lock file, half a memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import dvc_state
from pipeline.dvc_state import is_dvc, is_whole, mend_locks, mend_state
from pipeline.paths import Paths
from pipeline.yaml_text import parse_yaml
from tests.conftest import ROOT

WHOLE = (ROOT / "dvc.lock").read_text(encoding="utf-8")
# More than any system has.
NOBODY = 2**31 - 2


@contextmanager
def run_program(name: str, seconds: float = 60) -> Iterator[int]:
    """Run a Python that is called `name` and only waits; yield its number."""
    command = [sys.executable, "-c", f"import time; time.sleep({seconds})", name]
    process = subprocess.Popen(command)
    try:
        wait_for_words(process.pid)
        yield process.pid
    finally:
        process.kill()
        process.wait()


def wait_for_words(pid: int) -> None:
    """Wait out the moment after its start in which a process has no words, whatever it runs."""
    with suppress(psutil.ZombieProcess):
        while not psutil.Process(pid).cmdline():
            time.sleep(0.001)


def write_locks(folder: Path, reader: int, writer: int) -> Path:
    path = folder / "rwlock"
    held = {
        "read": {"data/raw": [{"pid": reader, "cmd": "dvc repro"}]},
        "write": {"reports/_site": {"pid": writer, "cmd": "dvc repro"}},
    }
    path.write_text(json.dumps(held), encoding="utf-8")
    return path


def test_locks_of_processes_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    path = write_locks(tmp_path, NOBODY, NOBODY)
    mend_locks(path)
    assert not path.exists()


def test_a_number_that_another_program_has_by_now_locks_nothing(tmp_path: Path) -> None:
    with run_program("other") as other:
        path = write_locks(tmp_path, other, other)
        mend_locks(path)
    assert not path.exists()


def test_locks_of_a_dvc_that_works_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dvc_state, "DYING_S", 0.2)
    with run_program("dvc") as working:
        path = write_locks(tmp_path, working, NOBODY)
        mend_locks(path)
        held = json.loads(path.read_text(encoding="utf-8"))
        assert held == {"read": {"data/raw": [{"pid": working, "cmd": "dvc repro"}]}, "write": {}}
        write_locks(tmp_path, NOBODY, working)
        mend_locks(path)
        held = json.loads(path.read_text(encoding="utf-8"))
        assert held == {
            "read": {},
            "write": {"reports/_site": {"pid": working, "cmd": "dvc repro"}},
        }


def test_a_dvc_that_is_ending_is_waited_for(tmp_path: Path) -> None:
    with run_program("dvc", seconds=0.5) as ending:
        path = write_locks(tmp_path, ending, NOBODY)
        began = time.monotonic()
        mend_locks(path)
    assert not path.exists()
    assert time.monotonic() - began < dvc_state.DYING_S


def test_a_process_that_died_and_was_not_waited_for_is_no_dvc() -> None:
    with run_program("dvc", seconds=0) as dead:
        end = time.monotonic() + 10
        while is_dvc(dead) and time.monotonic() < end:
            time.sleep(0.01)
        assert Path(f"/proc/{dead}").exists(), "its parent has not asked after it"
        assert not is_dvc(dead)


@pytest.mark.parametrize("text", ["", '{"read": {"a": [', "[]", '{"read": 1}'])
def test_half_a_lock_file_is_removed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rwlock"
    path.write_text(text, encoding="utf-8")
    mend_locks(path)
    assert not path.exists()


def test_a_memory_written_to_its_end_is_whole() -> None:
    assert is_whole(WHOLE)


@cache
def read_stages() -> dict[str, Any]:
    stages: dict[str, Any] = parse_yaml(WHOLE)["stages"]
    return stages


ENDS = [at + 1 for at, sign in enumerate(WHOLE) if sign == "\n"]


@settings(deadline=None)
@given(st.integers(0, len(WHOLE) - 1) | st.sampled_from(ENDS))
def test_half_a_memory_is_not_whole_or_tells_nothing_that_is_not_so(length: int) -> None:
    """A cut between two files or two stages leaves a memory of fewer: DVC runs those again."""
    text = WHOLE[:length]
    if not is_whole(text):
        return
    for name, stage in parse_yaml(text)["stages"].items():
        whole = read_stages()[name]
        for kind in ("deps", "outs"):
            files = list(zip(stage.get(kind, []), whole.get(kind, []), strict=False))
            assert all(mine.items() <= theirs.items() for mine, theirs in files)
            assert all(mine["md5"] == theirs["md5"] for mine, theirs in files)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "schema: '2.0'\n",
        "schema: '2.0'\nstages:\n",
        "schema: '2.0'\nstages:\n  land:\n    cmd: a\n    deps:\n    - path: data/raw\n",
        "schema: '2.0'\nstages:\n  land:\n    cmd: a\n    deps:\n    - path: a\n      md5: 0a\n",
        "schema: '2.0'\nstages:\n  land:\n    cmd: a\n    params:\n      params.yaml\n",
        "schema: '2.0'\nstages:\n  land:\n    deps: [",
    ],
)
def test_a_memory_cut_inside_an_entry_is_not_whole(text: str) -> None:
    assert not is_whole(text)


def test_only_half_a_memory_is_forgotten(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    mend_state(paths)
    paths.dvc_lock.write_text(WHOLE, encoding="utf-8")
    mend_state(paths)
    assert paths.dvc_lock.read_text(encoding="utf-8") == WHOLE
    paths.dvc_lock.write_text(WHOLE[: len(WHOLE) // 2] + "\n    - path", encoding="utf-8")
    mend_state(paths)
    assert not paths.dvc_lock.exists()
