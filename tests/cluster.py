"""A Dask cluster on loopback for tests: a scheduler and two workers, any of which may be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WORKERS = 2


@contextmanager
def start_cluster(
    folder: Path, modules: Path
) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Yield the address of a scheduler on loopback and its workers, on the given modules."""
    place = folder / "scheduler.json"
    options = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(place)]
    scheduler = start_dask(folder, modules, "dask_scheduler", "--port", "0", *options)
    one = ["--nthreads", "1", "--no-nanny", *options]
    workers = [start_dask(folder, modules, "dask_worker", *one) for _ in range(WORKERS)]
    try:
        while not place.exists():
            time.sleep(0.1)
        yield json.loads(place.read_text(encoding="utf-8"))["address"], workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def start_dask(folder: Path, modules: Path, program: str, *options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{program}", *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(modules)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
