"""Workbooks -> grids, read by calamine in a process of their own.

A workbook may say that its last cell stands at XFD1048576, or unpack without end; the reader would
take the whole machine's memory and the process would die with it. So it dies alone: the child has
bounded memory and time, and whatever happens there ends here in one refusal.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from pipeline.errors import UnreadableFileError
from pipeline.grids import Grid, name_file

LONGEST_READING_S: Final = 120
_MESSAGES: Final = {
    "locked": "error-file-locked",
    "spread": "error-file-spread",
    "damaged": "error-file-damaged",
}


def read_workbook(path: Path) -> list[Grid]:
    """Return the sheets of a workbook in their order; refuse what the child could not read."""
    answer = _ask_child(path)
    if answer.get("fault"):
        raise UnreadableFileError(_MESSAGES[answer["fault"]], file=name_file(path))
    return [Grid(name, cells, spans) for name, cells, spans in answer["sheets"]]


def _ask_child(path: Path) -> dict[str, Any]:
    command = [sys.executable, "-I", "-m", "pipeline.workbook_child", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=LONGEST_READING_S, check=False)
    except subprocess.TimeoutExpired:
        return {"fault": "spread"}
    if done.returncode != 0:  # out of memory or time
        return {"fault": "spread"}
    answer: dict[str, Any] = pickle.loads(done.stdout)  # noqa: S301  # written by our own child
    return answer
