"""Workers that run functions side by side: processes forked from this one, or threads."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Final

PARENT_CHECK_S: Final = 0.2


@contextmanager
def start_workers(count: int | None = None) -> Iterator[Executor]:
    """Yield `count` workers (default: cores) for functions of modules, whose values are pickled.

    On Linux they are forked here and now, with all that this process has read: start them before
    any thread. They hold its open files, the build's lock among them, and end with it. Elsewhere,
    where a process cannot safely be forked, they are threads.
    """
    count = count or os.cpu_count() or 1
    if sys.platform != "linux":
        with ThreadPoolExecutor(count) as threads:
            yield threads
        return
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(count, fork, _end_with, (os.getpid(),)) as processes:
        processes.submit(os.getpid).result()  # The first order forks all of them.
        yield processes


def _end_with(parent: int) -> None:
    """End this process once `parent` is gone, even killed, when nobody is left to tell it.

    An interrupt from the keyboard, which all processes get, is the parent's to answer.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(PARENT_CHECK_S)
    os._exit(1)
