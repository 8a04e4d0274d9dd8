"""Running a notebook: checked parameters in, an executed notebook out, failures named.

papermill does the running; this module adds what it leaves open. The executed notebook is saved
whatever happens, and what a cell meant to say to the user comes back as the error it raised.
"""

from __future__ import annotations

import importlib
import json
import logging
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, cast

from pipeline.errors import UserError
from pipeline.kernel_process import USER_ERROR_MIME
from pipeline.notebook_parameters import check_parameters, read_cells
from pipeline.paths import find_project

# A kernel can be killed for want of memory through no fault of the notebook: one more chance.
ATTEMPTS: Final = 2
START_TIMEOUT_S: Final = 120
OUTPUT_TIMEOUT_S: Final = 60
# What papermill imports if it is there and no notebook of ours needs: a grammar of international
# addresses (1.3 s) and one of durations for jsonschema, notebooks on S3 (0.4 s) and Hadoop (0.4 s).
UNNEEDED: Final = ("rfc3987_syntax", "boto3", "pyarrow.fs", "isoduration")


class NotebookFailedError(UserError):
    """A notebook failed; the message names the cell and the executed notebook kept as evidence."""

    exit_code = 1


def run_notebook(
    source: Path, executed: Path, parameters: Mapping[str, object], *, timeout_s: int = 600
) -> None:
    """Run the notebook `source` in its project's folder and save it with its outputs as `executed`.

    Refuses parameters the notebook does not have or of the wrong type, before anything starts.
    Raises the UserError a cell raised, or NotebookFailedError: a cell failed, the kernel died
    twice, or the notebook ran longer than `timeout_s` seconds (the kernel's start not counted).
    """
    check_parameters(source, parameters)
    root = find_project(source.parent).root
    source, executed = source.resolve(), executed.resolve()
    executed.parent.mkdir(parents=True, exist_ok=True)
    for attempt in range(1, ATTEMPTS + 1):
        failure = _try_notebook(root, source, executed, parameters, timeout_s)
        if failure is None:
            return
        if failure.message != "error-notebook-kernel-died" or attempt == ATTEMPTS:
            raise failure


def _try_notebook(
    root: Path, source: Path, executed: Path, parameters: Mapping[str, object], timeout_s: int
) -> UserError | None:
    """Run the notebook once; return what went wrong, None if nothing did."""
    papermill = _import_papermill()
    from nbclient.exceptions import CellTimeoutError
    from papermill.exceptions import PapermillExecutionError

    from pipeline.provisioner import ProjectKernelManager

    place: dict[str, str | int | float] = {"notebook": _shorten(source, root)}
    place["evidence"] = _shorten(executed, root)
    try:
        papermill.execute_notebook(
            _escape_braces(source),
            _escape_braces(executed),
            parameters=dict(parameters),
            kernel_name="python3",
            language="python",
            progress_bar=False,
            start_timeout=START_TIMEOUT_S,
            kernel_manager_class=ProjectKernelManager,
            resources={"metadata": {"path": str(root)}},
            timeout_func=_Deadline(timeout_s),
            iopub_timeout=OUTPUT_TIMEOUT_S,
        )
    except PapermillExecutionError as error:
        return _read_user_error(executed) or NotebookFailedError(
            "error-notebook-cell",
            **place,
            cell=str(error.exec_count),
            problem=_describe_exception(error.ename, error.evalue),
        )
    except CellTimeoutError:
        cell = _mark_stopped_cell(executed, f"Stopped after {timeout_s} s.")
        return NotebookFailedError(
            "error-notebook-timeout", **place, cell=cell, seconds=str(timeout_s)
        )
    except RuntimeError as error:
        # nbclient says so of a kernel that dies, and of one that never answers.
        cell = _mark_stopped_cell(executed, f"{error}.")
        return NotebookFailedError(
            "error-notebook-kernel-died", **place, cell=cell, problem=str(error)
        )
    return None


class _Deadline:
    """The seconds left to a notebook, counted from its first cell, for nbclient's timeout_func."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        self.end: float | None = None

    def __call__(self, cell: object) -> int:
        now = time.monotonic()
        if self.end is None:
            self.end = now + self.seconds
        # Zero would mean no limit to nbclient.
        return max(1, round(self.end - now))


def _read_user_error(executed: Path) -> UserError | None:
    """Return the UserError that a cell of `executed` raised, if it raised one."""
    for cell in reversed(read_cells(executed)):
        for output in cell.get("outputs", []):
            record = output.get("data", {}).get(USER_ERROR_MIME)
            if record:
                return _rebuild_error(record)
    return None


def _rebuild_error(record: dict[str, Any]) -> UserError | None:
    try:
        kind = getattr(importlib.import_module(record["module"]), record["name"])
    except (ImportError, AttributeError):
        # A class made inside the notebook: its message is shown as that of any other exception.
        return None
    if not issubclass(kind, UserError):
        return None
    error: UserError = kind(record["message"], **record["details"])
    return error


def _mark_stopped_cell(executed: Path, reason: str) -> str:
    """Say in `executed` which cell was running at the end; return its number as `In [number]`.

    papermill marks the cell that raises and calls every other cell completed, this one included.
    """
    notebook = json.loads(executed.read_text(encoding="utf-8"))
    cells = notebook["cells"]
    started = [
        place
        for place, cell in enumerate(cells)
        if cell["cell_type"] == "code"
        and cell["metadata"]["papermill"]["start_time"]
        and "".join(cell["source"]).strip()
    ]
    for cell in cells[started[-1] + 1 if started else 0 :]:
        cell["metadata"]["papermill"]["status"] = "pending"
    if started:
        cells[started[-1]]["metadata"]["papermill"] |= {"status": "failed", "exception": True}
        cells.insert(started[-1], _make_note(reason))
    notebook["metadata"]["papermill"]["exception"] = True
    executed.write_text(json.dumps(notebook, ensure_ascii=False, indent=1), encoding="utf-8")
    return str(len(started))


def _make_note(reason: str) -> dict[str, Any]:
    # papermill removes cells with its tag when it runs the notebook again.
    return {
        "cell_type": "markdown",
        "id": "stopped-here",
        "metadata": {"tags": ["papermill-error-cell-tag"]},
        "source": f"**{reason} The cell below was running.**",
    }


def _describe_exception(name: str, value: str) -> str:
    lines = value.strip().splitlines()
    return f"{name}: {lines[-1]}" if lines else name


def _escape_braces(path: Path) -> str:
    """Return `path` as papermill reads it: it fills in parameters between braces."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _shorten(path: Path, root: Path) -> str:
    return str(path.relative_to(root) if path.is_relative_to(root) else path)


def _import_papermill() -> Any:
    """Return papermill, imported only where a notebook is run: it takes more than a second.

    Its log stays off the terminal; whoever sets up logging still gets it.
    """
    blocked = [name for name in UNNEEDED if sys.modules.setdefault(name, cast(Any, None)) is None]
    import papermill

    for name in blocked:
        sys.modules.pop(name, None)
    logger = logging.getLogger("papermill")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    return papermill
