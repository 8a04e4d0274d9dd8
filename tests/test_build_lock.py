"""One build at a time: the next waits and says so, also for what a killed build has started."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.build_lock import hold_project


def is_held(lock: Path) -> bool:
    """Return whether somebody holds the lock; each opening of a file asks anew."""
    with lock.open() as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def test_a_lock_is_held_while_the_build_lasts_and_nobody_is_told(tmp_path: Path) -> None:
    lock = tmp_path / "not there" / "yet" / "lock"
    said: list[str] = []
    for _ in range(2):  # The file stays, and locks nothing by itself.
        with hold_project(lock, lambda: said.append("waiting")):
            assert is_held(lock)
        assert not is_held(lock)
    assert said == []


def test_a_failed_build_lets_go(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="failed"), hold_project(tmp_path / "lock", lambda: None):
        raise ValueError("failed")
    assert not is_held(tmp_path / "lock")


def test_the_next_build_says_that_it_waits_and_then_holds_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    first = os.open(lock, os.O_RDWR | os.O_CREAT)
    fcntl.flock(first, fcntl.LOCK_EX)
    said: list[str] = []

    def say_waiting() -> None:
        """The other build ends as soon as this one has said that it waits."""
        said.append("waiting")
        os.close(first)

    with hold_project(lock, say_waiting):
        assert said == ["waiting"]
        assert is_held(lock)


def test_what_a_build_started_holds_the_lock_after_it(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with hold_project(lock, lambda: None) as descriptor:
        child = subprocess.Popen(
            [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=[descriptor]
        )
    assert is_held(lock)
    child.communicate(b"\n")
    assert not is_held(lock)
