"""What the benchmarks share: a copy of the project to build in, measured processes, table lines."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("data/raw", "expectations", "notebooks", "reports", "pipeline")
SAMPLE_S = 0.1


@dataclass(frozen=True)
class Line:
    """One line of the table in README: what was measured, how much, and the goal ("" for none)."""

    what: str
    measured: str
    goal: str = ""


@dataclass(frozen=True)
class Measured:
    """Wall-clock and processor seconds, and the largest sum of memory, children included."""

    seconds: float
    processor_s: float
    peak_mib: float

    @property
    def peak_gib(self) -> float:
        return self.peak_mib / 1024


def copy_project(folder: Path) -> Path:
    """Copy the project's sources, nothing that is built, and prepare it for DVC."""
    ignore = shutil.ignore_patterns("_build", "_site", "_evidence", "__pycache__")
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    for name in ("dvc.yaml", ".dvcignore", "params.yaml", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    subprocess.run([sys.executable, "-m", "dvc", "init", "--no-scm", "-q"], cwd=folder, check=True)
    return folder


def measure_verb(folder: Path, *arguments: str) -> Measured:
    """Measure one call of tip-digest in `folder`, on that folder's own modules."""
    program = f"from pipeline.cli import main; main({[*arguments, '--quiet']!r})"
    return measure_process([sys.executable, "-c", program], folder)


def measure_process(
    command: Sequence[str], folder: Path, *, accepted: Sequence[int] = (0,)
) -> Measured:
    """Measure a program run in `folder`; leave with its errors if it ends with another code."""
    programs = str(Path(sys.executable).parent)
    environment = {
        **os.environ,
        "PYTHONPATH": str(folder),
        "PATH": os.pathsep.join([programs, os.environ["PATH"]]),
    }
    started, before = time.monotonic(), _read_processor_s()
    with tempfile.TemporaryFile("w+") as errors:
        process = psutil.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=errors
        )
        peak = _watch_memory(process)
        if process.wait() not in accepted:
            errors.seek(0)
            sys.exit(f"{errors.read()}{' '.join(command)[:200]} left with {process.returncode}")
    return Measured(time.monotonic() - started, _read_processor_s() - before, peak)


def _watch_memory(process: psutil.Popen) -> float:
    """Wait for a process; return the most memory it and its children held at once, in MiB."""
    peak = 0.0
    while True:
        peak = max(peak, _sum_memory(process))
        with suppress(psutil.TimeoutExpired):
            process.wait(SAMPLE_S)
            return peak


def _read_processor_s() -> float:
    """Return the processor time of all ended children, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _sum_memory(process: psutil.Process) -> float:
    """Return the resident memory of a process and its children in MiB."""
    total = 0
    for each in [process, *_children(process)]:
        try:
            total += each.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total / 2**20


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []
