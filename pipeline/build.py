"""build: `dvc repro` with warm kernels, editions side by side, and a recap of what failed."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from typing import Final

from pipeline.build_lock import hold_project
from pipeline.dvc import Reproduction, read_status, reproduce
from pipeline.dvc_state import mend_state
from pipeline.errors import UserError
from pipeline.kernel_pool import KernelPool
from pipeline.paths import Paths
from pipeline.settings import read_settings

# What every edition rests on, what each needs of its own, what they are told apart by, the site.
SHARED: Final = ("land", "validate", "curate")
ANALYSE: Final = "analyse"
COMPARE: Final = "compare"
RENDER: Final = "render"
SITE: Final = "publish"
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
    with hold_project(paths.build_lock, lambda: say("build-waiting")) as lock:
        mend_state(paths)
        plan = read_status(paths.root, (lock,))
        if not plan:
            say("build-nothing")
        else:
            runner = Runner(paths, say, lock)
            stages = run_stages(paths, plan, runner, jobs or os.cpu_count() or 1)
            say("build-done", seconds=f"{time.monotonic() - started:.0f}", stages=len(stages))
    say("build-look", file=str((paths.site / "index.html").relative_to(paths.root)))


def run_stages(paths: Paths, plan: Mapping[str, str], runner: Runner, jobs: int) -> list[str]:
    """Run the stages of `plan` and all that depends on them; return the stages that ran."""
    editions = read_settings(paths).editions
    shared = bool(set(SHARED) & set(plan))
    pool = KernelPool(
        paths.root,
        # Validation comes first and takes the first kernel, the one that imports what it needs.
        size=1 if shared else jobs,
        total=1 + 2 * len(editions),
        first_packages=_VALIDATION if shared else (),
    )
    # Publishing runs no notebook: importing what notebooks need would take its processor time.
    with nullcontext() if set(plan) == {SITE} else pool:
        if shared:
            runner.run(SHARED)
            pool.size = jobs
        for stage, after in ((ANALYSE, COMPARE), (RENDER, SITE)):
            # A call of DVC takes a second: none is made for an edition that has nothing to do.
            if runner.ran and choose_pending(plan, stage, editions) != editions:
                plan = runner.read_status()
            pending = choose_pending(plan, stage, editions)
            if pending or after in plan:
                runner.run_each(stage, pending, after, jobs)
    return runner.ran


def choose_pending(plan: Iterable[str], stage: str, editions: Sequence[int]) -> tuple[int, ...]:
    """Return the editions whose `stage` a plan names."""
    named = set(plan)
    return tuple(edition for edition in editions if f"{stage}@{edition}" in named)


class Runner:
    """Runs stages through DVC and says of each, whichever thread runs it, how long it took.

    `lock` is the file descriptor of the build's lock. DVC inherits it: should this process be
    killed, the next build waits for what it has started. `ran` holds the stages that ran.
    """

    def __init__(self, paths: Paths, say: Say, lock: int) -> None:
        self.ran: list[str] = []
        self._paths = paths
        self._say = say
        self._lock = lock
        self._saying = threading.Lock()

    def read_status(self) -> dict[str, str]:
        """Return the stages that have something to do now, each with the reason."""
        return read_status(self._paths.root, (self._lock,))

    def run(self, targets: Sequence[str]) -> None:
        """Run stages one after the other; refuse the first that fails."""
        self._note([self._reproduce(targets)])

    def run_each(self, stage: str, editions: Sequence[int], after: str, jobs: int) -> None:
        """Run one stage of each edition, `jobs` at a time, and the stage `after` them.

        Refuses failures when all editions have run.
        """
        targets = [f"{stage}@{edition}" for edition in editions]
        if len(targets) > 1:
            with ThreadPoolExecutor(max_workers=jobs) as threads:
                self._note(list(threads.map(self._reproduce, [[target] for target in targets])))
            targets = []
        self.run([*targets, after])

    def _note(self, done: Sequence[Reproduction]) -> None:
        self.ran += [stage for each in done for stage in each.stages]
        failures = [each for each in done if each.exit_code]
        if failures:
            stages = [each.stages[-1] if each.stages else "dvc" for each in failures]
            raise BuildFailedError(stages, failures[0].exit_code)

    def _reproduce(self, targets: Sequence[str]) -> Reproduction:
        running: list[tuple[str, float]] = []

        def start(stage: str) -> None:
            self._finish(running)
            running.append((stage, time.monotonic()))

        done = reproduce(self._paths.root, targets, start, sys.stderr, (self._lock,))
        if done.exit_code == 0:
            self._finish(running)
        return done

    def _finish(self, running: list[tuple[str, float]]) -> None:
        for stage, began in running:
            with self._saying:
                self._say("progress-stage", stage=stage, seconds=f"{time.monotonic() - began:.1f}")
        running.clear()
