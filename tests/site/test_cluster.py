"""Pages of an edition on a Dask cluster that loses a worker: the same bytes as on one machine."""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from pathlib import Path

import psutil
import pytest

from tests.cluster import start_cluster
from tests.site.conftest import EDITION, call
from tests.site.torture import Hashes, copy_built, hash_files

pytestmark = [pytest.mark.slow, pytest.mark.end_to_end, pytest.mark.xdist_group("site")]


def test_pages_of_an_edition_survive_the_loss_of_a_worker(project: Path, tmp_path: Path) -> None:
    folder = copy_built(project, tmp_path / "project")
    pages = folder / "reports" / "_build" / str(EDITION)
    wanted = hash_pages(pages)
    assert any(name.endswith(".pdf") for name in wanted)
    shutil.rmtree(pages)
    with start_cluster(folder, folder) as (address, workers):
        lost: list[int] = []
        killer = threading.Thread(target=kill_when_busy, args=(workers[0], lost))
        killer.start()
        answer = call(folder, "render", "--edition", str(EDITION), "--scheduler", address)
        killer.join()
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert lost, "no worker was busy: nothing was lost, and nothing proved"
    assert hash_pages(pages) == wanted


def hash_pages(folder: Path) -> Hashes:
    """Return the SHA-256 of what a reader gets: HTML, PDF and the pages they are made from."""
    kinds = (".html", ".pdf", ".qmd")
    return {name: value for name, value in hash_files(folder).items() if name.endswith(kinds)}


def kill_when_busy(worker: subprocess.Popen[bytes], lost: list[int]) -> None:
    """Kill a worker in the middle of a notebook: a while after it has started a kernel."""
    process = psutil.Process(worker.pid)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if has_kernel(process):
            time.sleep(2)
            worker.kill()
            lost.append(worker.pid)
            return
        time.sleep(0.1)


def has_kernel(process: psutil.Process) -> bool:
    try:
        return any("pipeline.kernel_process" in child.cmdline() for child in process.children())
    except psutil.Error:
        return False  # Processes end while they are being looked at.
