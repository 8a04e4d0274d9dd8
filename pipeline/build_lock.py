"""One build of a project at a time, even when a build was killed and what it started lives on."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def hold_project(lock: Path, say_waiting: Callable[[], None]) -> Iterator[int]:
    """Hold `lock` for this process and those that inherit the file descriptor it yields.

    Waits, after saying so, while another build holds it. The kernel lets go of it when the last of
    these processes ends, however it ends: nothing is left to clean up by hand.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say_waiting()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)
