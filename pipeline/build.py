"""build: `dvc repro` with warm kernels, a line per finished stage, and a recap of what failed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from pipeline.errors import UserError
from pipeline.kernel_pool import KernelPool
from pipeline.paths import Paths
from pipeline.settings import read_settings

_RUNNING: Final = re.compile(r"^Running stage '([^']+)'")
# What every notebook imports; kernels import it while earlier stages run.
_WARM: Final = ("pandas", "duckdb", "plotly.express", "pipeline.render", "pipeline.engines")
_KERNELS: Final = 2


class BuildFailedError(UserError):
    """A stage failed; its own message has been printed, and its exit code is kept."""

    def __init__(self, stage: str, exit_code: int) -> None:
        super().__init__("error-build-failed", stage=stage)
        self.exit_code = exit_code  # type: ignore[misc]


def build(paths: Paths, say: Callable[..., None]) -> None:
    """Run the stages whose inputs changed; refuse with the failed stage's own exit code."""
    started = time.monotonic()
    stages = run_stages(paths, say)
    if not stages:
        say("build-nothing")
    else:
        say("build-done", seconds=f"{time.monotonic() - started:.0f}", stages=len(stages))
    say("build-look", file=str((paths.site / "index.html").relative_to(paths.root)))


def run_stages(paths: Paths, say: Callable[..., None]) -> list[str]:
    """Run `dvc repro` and return the stages that ran."""
    editions = read_settings(paths).editions
    ran: list[str] = []
    began = time.monotonic()
    # No kernel is started before a stage runs: most builds have nothing to do.
    notebooks = 1 + 2 * len(editions)
    pool = KernelPool(paths.root, size=_KERNELS, total=notebooks, packages=_WARM, at_once=False)
    with pool:
        process = subprocess.Popen(
            [sys.executable, "-m", "dvc", "repro"],
            cwd=paths.root,
            env=make_environment(),
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        for line in process.stdout or ():
            found = _RUNNING.match(line)
            if found:
                pool.warm()
                _say_finished(ran, began, say)
                ran.append(found.group(1))
                began = time.monotonic()
        code = process.wait()
    if code != 0:
        raise BuildFailedError(ran[-1] if ran else "dvc", code)
    _say_finished(ran, began, say)
    return ran


def _say_finished(ran: list[str], began: float, say: Callable[..., None]) -> None:
    if ran:
        say("progress-stage", stage=ran[-1], seconds=f"{time.monotonic() - began:.1f}")


def make_environment() -> dict[str, str]:
    """Return the environment of the stages: this Python's programs first, UTF-8 everywhere."""
    programs = str(Path(sys.executable).parent)
    return {
        **os.environ,
        "PATH": os.pathsep.join([programs, os.environ.get("PATH", "")]),
        "PYTHONUTF8": "1",
        "DVC_NO_ANALYTICS": "1",
    }


def explain_plan(paths: Paths) -> dict[str, str]:
    """Return the stages that would run, each with what changed."""
    answer = subprocess.run(
        [sys.executable, "-m", "dvc", "status", "--json"],
        cwd=paths.root,
        env=make_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    status: dict[str, list[Any]] = json.loads(answer.stdout or "{}")
    return {stage: _tell_changes(changes) for stage, changes in status.items()}


def _tell_changes(changes: list[Any]) -> str:
    """Return DVC's account of a stage's changes as one line: each file and how it changed."""
    told = []
    for change in changes:
        if isinstance(change, str):
            told.append(change)
            continue
        for files in change.values():
            entries = files.items() if isinstance(files, dict) else [("", files)]
            told += [f"{file} {how}".strip() for file, how in entries]
    return ", ".join(told)
