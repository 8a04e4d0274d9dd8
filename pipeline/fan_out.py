"""Many notebooks side by side: in processes of this machine, or on a Dask cluster.

joblib does the fanning out; Dask (`distributed`, the optional extra `cluster`) is one of its
backends. A notebook writes only files that are its own, so one that is run again because its worker
died leaves what it would have left the first time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.errors import ToolMissingError, UserError, WrongCallError
from pipeline.kernel_pool import KernelPool
from pipeline.kernels import run_notebook
from pipeline.paths import find_project

INSTALL_CLUSTER: Final = "uv sync --extra cluster"
CONNECT_TIMEOUT_S: Final = 10


@dataclass(frozen=True)
class NotebookTask:
    """One run of one notebook: where it is, where it is kept when executed, what it is asked."""

    source: Path
    executed: Path
    parameters: Mapping[str, object]
    timeout_s: int


class TasksFailedError(UserError):
    """Some of many notebooks failed; the first failure's exit code is kept."""

    def __init__(self, first: UserError, failed: int, tasks: int) -> None:
        super().__init__("error-notebooks-failed", first=str(first), failed=failed, tasks=tasks)
        self.exit_code = first.exit_code  # type: ignore[misc]


def run_notebooks(tasks: Sequence[NotebookTask], jobs: int, scheduler: str = "") -> None:
    """Run every task, `jobs` at a time, or as many as the cluster at `scheduler` has workers for.

    On this machine their kernels are forked from one process that has imported what they need.

    A task that fails does not keep others from running. Refuses with the failures at the end.
    """
    from joblib import Parallel, delayed

    with _warm_kernels(tasks, jobs, scheduler), _choose_backend(scheduler):
        wide = -1 if scheduler else min(jobs, len(tasks) or 1)
        answers = Parallel(n_jobs=wide)(delayed(run_task)(task) for task in tasks)
    failures = [answer for answer in answers if answer is not None]
    if len(failures) == 1:
        raise failures[0]
    if failures:
        raise TasksFailedError(failures[0], len(failures), len(tasks))


def _warm_kernels(
    tasks: Sequence[NotebookTask], jobs: int, scheduler: str
) -> AbstractContextManager[object]:
    # One notebook would wait for the kernel all the same.
    if scheduler or len(tasks) < 2:
        return nullcontext()
    root = find_project(tasks[0].source.parent).root
    return KernelPool(root, size=jobs, total=len(tasks))


def run_task(task: NotebookTask) -> UserError | None:
    """Run one task where it stands; return what the user can mend rather than raise it."""
    try:
        run_notebook(task.source, task.executed, task.parameters, timeout_s=task.timeout_s)
    except UserError as error:
        return error
    return None


@contextmanager
def _connect(scheduler: str) -> Iterator[None]:
    """Send joblib's tasks to a Dask cluster; refuse one that is not there."""
    try:
        from distributed import Client
    except ImportError as fault:
        raise ToolMissingError("error-cluster-missing", command=INSTALL_CLUSTER) from fault
    from joblib import parallel_config

    try:
        client = Client(scheduler, timeout=CONNECT_TIMEOUT_S)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as fault:
        raise WrongCallError("error-scheduler", address=scheduler, reason=str(fault)) from fault
    with client, parallel_config(backend="dask", wait_for_workers_timeout=CONNECT_TIMEOUT_S):
        yield


def _choose_backend(scheduler: str) -> AbstractContextManager[None]:
    return _connect(scheduler) if scheduler else nullcontext()
