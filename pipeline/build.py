"""build: `dvc repro` with warm kernels, editions side by side, and a recap of what failed."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Final

from filelock import FileLock, Timeout

from pipeline.dvc import Reproduction, read_status, reproduce
from pipeline.errors import UserError
from pipeline.kernel_pool import KernelPool
from pipeline.paths import Paths
from pipeline.settings import read_settings

# What every edition rests on, then what each edition needs, then the site.
SHARED: Final = ("land", "validate", "curate")
EDITION: Final = ("analyse", "render")
SITE: Final = "publish"
# What every notebook imports; kernels import it while earlier stages run.
_WARM: Final = ("pandas", "duckdb", "plotly.express", "pipeline.render", "pipeline.engines")
# Its import alone takes several seconds: it goes on while raw files are landed.
_VALIDATION: Final = ("great_expectations",)

Say = Callable[..., None]


class BuildFailedError(UserError):
    """Stages failed; their own messages have been printed, and the first exit code is kept."""

    def __init__(self, stages: Sequence[str], exit_code: int) -> None:
        super().__init__("error-build-failed", stage=", ".join(stages))
        self.exit_code = exit_code  # type: ignore[misc]


def build(paths: Paths, say: Say, jobs: int | None = None) -> None:
    """Run the stages whose inputs changed, up to `jobs` editions at a time (default: cores).

    A second build of one project waits until the first is done. Refuses with the exit code of the
    first stage that failed; what does not depend on it is built all the same.
    """
    started = time.monotonic()
    with hold_project(paths, say):
        plan = read_status(paths.root)
        if not plan:
            say("build-nothing")
        else:
            stages = run_stages(paths, plan, say, jobs or os.cpu_count() or 1)
            say("build-done", seconds=f"{time.monotonic() - started:.0f}", stages=len(stages))
    say("build-look", file=str((paths.site / "index.html").relative_to(paths.root)))


def hold_project(paths: Paths, say: Say) -> AbstractContextManager[object]:
    """Return the right to build, which one process has at a time; wait for it if it is taken."""
    paths.build_lock.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(paths.build_lock)
    try:
        return lock.acquire(blocking=False)
    except Timeout:
        say("build-waiting")
        return lock.acquire()


def run_stages(paths: Paths, plan: Mapping[str, str], say: Say, jobs: int) -> list[str]:
    """Run the stages of `plan` and all that depends on them; return the stages that ran."""
    editions = read_settings(paths).editions
    report = Progress(say)
    notebooks = 1 + len(EDITION) * len(editions)
    shared = bool(set(SHARED) & set(plan))
    pool = KernelPool(
        paths.root,
        # Validation comes first and takes the first kernel, the one that imports what it needs.
        size=1 if shared else jobs,
        total=notebooks,
        packages=_WARM,
        first_packages=_VALIDATION if shared else (),
    )
    with pool:
        done = [_run(paths, SHARED, report)] if shared else []
        pool.size = jobs
        if all(each.exit_code == 0 for each in done):
            pending = editions if done else choose_pending(plan, editions)
            with ThreadPoolExecutor(max_workers=jobs) as threads:
                done += threads.map(lambda edition: _run_edition(paths, edition, report), pending)
        if all(each.exit_code == 0 for each in done):
            done.append(_run(paths, [SITE], report))
    failures = [each for each in done if each.exit_code]
    if failures:
        stages = [each.stages[-1] if each.stages else "dvc" for each in failures]
        raise BuildFailedError(stages, failures[0].exit_code)
    return [stage for each in done for stage in each.stages]


def choose_pending(plan: Iterable[str], editions: Sequence[int]) -> list[int]:
    """Return the editions that a plan names a stage of."""
    named = {stage.partition("@")[2] for stage in plan}
    return [edition for edition in editions if str(edition) in named]


class Progress:
    """Says of each stage that it is done and how long it took, whichever thread runs it."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._lock = threading.Lock()

    def finish(self, stage: str, began: float) -> None:
        with self._lock:
            self._say("progress-stage", stage=stage, seconds=f"{time.monotonic() - began:.1f}")


def _run_edition(paths: Paths, edition: int, report: Progress) -> Reproduction:
    return _run(paths, [f"{stage}@{edition}" for stage in EDITION], report)


def _run(paths: Paths, targets: Sequence[str], report: Progress) -> Reproduction:
    running: list[tuple[str, float]] = []

    def start(stage: str) -> None:
        if running:
            report.finish(*running.pop())
        running.append((stage, time.monotonic()))

    done = reproduce(paths.root, targets, start, sys.stderr)
    if running and done.exit_code == 0:
        report.finish(*running.pop())
    return done
