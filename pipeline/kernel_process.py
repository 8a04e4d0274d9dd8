"""One kernel process: `python -m pipeline.kernel_process FILE`, or a fork of the nursery.

Warm and cold kernels both serve here, so that a notebook cannot tell them apart. The process ends,
with its children, as soon as the process that started it is gone.
"""

from __future__ import annotations

import importlib
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from numbers import Integral
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import UserError, explain_disk, is_disk_fault

if TYPE_CHECKING:
    from IPython.core.interactiveshell import ExecutionResult

FOLDER_PREFIX: Final = "tdk-"
OWNER_VARIABLE: Final = "JPY_PARENT_PID"
USER_ERROR_MIME: Final = "application/vnd.tip-digest.user-error+json"
# The log would say on the terminal that a kernel was interrupted, which is how each one is ended.
SETTINGS: Final = ("--HistoryManager.enabled=False", "--IPKernelApp.log_level=CRITICAL")
OWNER_CHECK_S: Final = 0.5
CONTROL_EXIT_S: Final = 1


def main(arguments: Sequence[str]) -> None:
    """Serve one kernel at a connection file."""
    (connection_file,) = arguments
    # The notebook's own folder must not shadow what is imported here; the shell adds it later.
    del sys.path[0]
    serve_kernel(Path(connection_file), int(os.environ[OWNER_VARIABLE]))


def serve_kernel(connection_file: Path, owner: int, packages: Sequence[str] = ()) -> None:
    """Serve one kernel until it is shut down or the process `owner`, its parent, is gone.

    `packages` are imported before the first cell runs.
    """
    # Windows never tells a process that its parent is gone; there ipykernel has its own watch.
    if sys.platform != "win32":
        watch = threading.Thread(
            target=_watch_owner, args=(owner, connection_file.parent), daemon=True
        )
        watch.start()
    from ipykernel.kernelapp import IPKernelApp

    app: Any = IPKernelApp.instance(parent_handle=owner)
    app.initialize(["-f", str(connection_file), *SETTINGS])
    app.shell.events.register("post_run_cell", publish_user_error)
    import_packages(packages)
    app.start()
    # The control thread flushes the output streams once more. ipykernel closes these at exit before
    # it waits for that thread, which then hangs in half of all exits until the kernel is killed.
    app.control_thread.join(CONTROL_EXIT_S)


def publish_user_error(result: ExecutionResult) -> None:
    """Add a cell's UserError to the cell's output, so that the caller can raise the same one."""
    error = find_user_error(result.error_in_exec)
    if error is None:
        return
    from IPython.display import display

    details = {name: _to_plain(value) for name, value in error.details.items()}
    kind = type(error)
    display(  # type: ignore[no-untyped-call]
        {
            USER_ERROR_MIME: {
                "module": kind.__module__,
                "name": kind.__qualname__,
                "message": error.message,
                "details": details,
            },
            "text/plain": str(error),
        },
        raw=True,
    )


def find_user_error(error: BaseException | None) -> UserError | None:
    """Return what a cell raised as an error for the user: a full disk is none of the notebook's."""
    if isinstance(error, OSError) and is_disk_fault(error):
        return explain_disk(error)
    return error if isinstance(error, UserError) else None


def _to_plain(value: object) -> str | int | float:
    # NumPy's integers come out of tables and are no int to JSON.
    if isinstance(value, Integral):
        return int(value)
    return float(value) if isinstance(value, float) else str(value)


def import_packages(packages: Sequence[str]) -> None:
    """Import packages; leave out one that is missing."""
    for package in packages:
        # The notebook that needs a missing package says so better than a dead kernel would.
        with suppress(ImportError):
            importlib.import_module(package)


def _watch_owner(owner: int, folder: Path) -> None:
    """End this process group and remove its folder once `owner` is no longer the parent.

    A child in a group of its own does both: the kernel, which may still be starting, would write
    into the folder again while it is being removed.
    """
    while os.getppid() == owner:
        time.sleep(OWNER_CHECK_S)
    group = os.getpgrp()
    if os.fork() == 0:
        os.setsid()
        os.killpg(group, signal.SIGKILL)
        # Only a folder that was made for kernels: a connection file may lie anywhere.
        if folder.name.startswith(FOLDER_PREFIX):
            shutil.rmtree(folder, ignore_errors=True)
        os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
