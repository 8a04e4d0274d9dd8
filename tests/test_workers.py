"""Workers: their values and errors come back, and none outlives who started it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from pipeline.errors import WrongCallError
from pipeline.kernel_pool import is_running
from pipeline.workers import start_workers
from tests.conftest import ROOT

linux = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")
OWNER = """
import os, time
from pipeline.workers import start_workers
with start_workers(1) as workers:
    print(workers.submit(os.getpid).result(), flush=True)
    workers.submit(time.sleep, 60).result()
"""


def refuse(name: str) -> None:
    raise WrongCallError("error-unknown-pair", pair=name, known="en-ru")


@linux
def test_workers_are_other_processes() -> None:
    with start_workers(2) as workers:
        assert workers.submit(os.getpid).result() != os.getpid()


def test_workers_are_threads_where_a_process_cannot_be_forked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with start_workers(2) as workers:
        assert workers.submit(os.getpid).result() == os.getpid()


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_what_the_user_can_mend_comes_back_whole(
    platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform != "linux" and platform == "linux":
        pytest.skip("workers are forked on Linux only")
    monkeypatch.setattr(sys, "platform", platform)
    with start_workers(1) as workers, pytest.raises(WrongCallError) as caught:
        workers.submit(refuse, "en-kk").result()
    assert caught.value.message == "error-unknown-pair"
    assert caught.value.details == {"pair": "en-kk", "known": "en-ru"}


@linux
def test_a_worker_ends_with_a_killed_owner() -> None:
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert owner.stdout is not None
    worker = int(owner.stdout.readline())
    owner.send_signal(signal.SIGKILL)
    owner.wait()
    owner.stdout.close()
    deadline = time.monotonic() + 10
    while is_running(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(worker)
