"""What README says about speed, measured in one run: `make bench`.

The project is copied to a temporary folder and built there from raw files, then built again with
nothing changed. Times are wall-clock seconds; memory is the largest sum over all processes of the
build, sampled ten times a second. Prints a Markdown table.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("data/raw", "expectations", "notebooks", "reports", "pipeline")
SAMPLE_S = 0.1


@dataclass(frozen=True)
class Measured:
    seconds: float
    peak_mib: float


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "project"
        copy_project(folder)
        full = measure(folder, "build")
        unchanged = measure(folder, "build")
        gates = measure(folder, "verify")
        add_year(folder)
        one_year = measure(folder, "build")
        pages = sorted((folder / "reports" / "_site").rglob("*.html"))
        heaviest = max(page.stat().st_size for page in pages) / 1e6
    machine = f"{os.cpu_count()} cores, {platform.machine()}"
    print(f"Machine: {machine}, Python {platform.python_version()}\n")
    print("| what | measured | goal |")
    print("|:--|--:|--:|")
    print(f"| full build of all editions, set-up excluded | {full.seconds:.0f} s | 90 s |")
    print(f"| build with nothing changed | {unchanged.seconds:.1f} s | 5 s |")
    print(f"| no change : full build | 1 : {full.seconds / unchanged.seconds:.0f} | |")
    print(f"| one new edition : full build | 1 : {full.seconds / one_year.seconds:.1f} | |")
    print(f"| gates over all editions (verify) | {gates.seconds:.1f} s | 20 s |")
    print(f"| peak memory of the full build | {full.peak_mib / 1024:.2f} GiB | 1.5 GiB |")
    print(f"| heaviest page | {heaviest:.1f} MB | 6 MB |")


def copy_project(folder: Path) -> None:
    ignore = shutil.ignore_patterns("_build", "_site", "_evidence", "__pycache__")
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    for name in ("dvc.yaml", ".dvcignore", "params.yaml", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    subprocess.run([sys.executable, "-m", "dvc", "init", "--no-scm", "-q"], cwd=folder, check=True)


def add_year(folder: Path) -> None:
    """Ask for one more edition, 2022: what a new year costs."""
    params = folder / "params.yaml"
    text = params.read_text(encoding="utf-8")
    params.write_text(text.replace("2021, 2023", "2021, 2022, 2023"), encoding="utf-8")


def measure(folder: Path, verb: str) -> Measured:
    program = f"from pipeline.cli import main; main([{verb!r}, '--quiet'])"
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    started = time.monotonic()
    process = psutil.Popen([sys.executable, "-c", program], cwd=folder, env=environment)
    peak = 0.0
    done = threading.Event()

    def sample() -> None:
        nonlocal peak
        while not done.wait(SAMPLE_S):
            peak = max(peak, sum_memory(process))

    sampler = threading.Thread(target=sample)
    sampler.start()
    code = process.wait()
    done.set()
    sampler.join()
    if code != 0:
        sys.exit(f"tip-digest {verb} left with {code}")
    return Measured(time.monotonic() - started, peak)


def sum_memory(process: psutil.Process) -> float:
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


if __name__ == "__main__":
    main()
