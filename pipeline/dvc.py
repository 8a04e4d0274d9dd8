"""DVC as a subprocess: what changed, and running stages, each named as it starts."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from pipeline.errors import StoreUnavailableError

_RUNNING: Final = re.compile(r"^Running stage '([^']+)'")
_ERROR: Final = re.compile(r"^ERROR: (.+)$", re.MULTILINE)
_EXITED: Final = re.compile(r"failed to run: .*, exited with (\d+)")


@dataclass
class Reproduction:
    """What one `dvc repro` did: the stages it ran, in order, and how it ended."""

    stages: list[str] = field(default_factory=list)
    exit_code: int = 0


def read_status(root: Path, inherited: Sequence[int] = ()) -> dict[str, str]:
    """Return the stages whose own inputs or outputs changed, each with what changed, in words.

    DVC keeps the file descriptors `inherited` open. Refuses what DVC cannot tell: another DVC is at
    work in the project, or a file of its own is damaged.
    """
    answer = subprocess.run(
        [*_command(), "status", "--json"],
        cwd=root,
        env=make_environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        pass_fds=inherited,
    )
    if answer.returncode:
        told = _ERROR.search(answer.stderr)
        reason = told[1] if told else f"exit code {answer.returncode}"
        raise StoreUnavailableError("error-dvc", reason=reason)
    status: dict[str, list[Any]] = json.loads(answer.stdout or "{}")
    return {stage: _tell_changes(changes) for stage, changes in status.items()}


def reproduce(
    root: Path,
    targets: Sequence[str],
    on_start: Callable[[str], None],
    complain: IO[str],
    inherited: Sequence[int] = (),
) -> Reproduction:
    """Run the stages of `targets` that changed, in their order, and nothing that comes before them.

    Several calls may run side by side: DVC locks what each stage reads and writes. (Looking at
    earlier stages too, as `dvc repro` does by default, locks what those write, and one call would
    refuse because of another.) `on_start` hears of each stage as it starts. What stages say on
    standard error goes to `complain`. DVC keeps the file descriptors `inherited` open. The exit
    code is that of the stage that failed.
    """
    process = subprocess.Popen(
        [*_command(), "--wait-for-lock", "repro", "--single-item", *targets],
        cwd=root,
        env=make_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        pass_fds=inherited,
    )
    result = Reproduction()
    failed: list[int] = []
    listener = threading.Thread(target=_pass_on, args=(process.stderr, complain, failed))
    listener.start()
    for line in process.stdout or ():
        found = _RUNNING.match(line)
        if found:
            result.stages.append(found[1])
            on_start(found[1])
    code = process.wait()
    listener.join()
    result.exit_code = (failed or [1])[0] if code else 0
    return result


def make_environment() -> dict[str, str]:
    """Return the environment of the stages: this Python's programs first, UTF-8 everywhere."""
    programs = str(Path(sys.executable).parent)
    return {
        **os.environ,
        "PATH": os.pathsep.join([programs, os.environ.get("PATH", "")]),
        "PYTHONUTF8": "1",
        "DVC_NO_ANALYTICS": "1",
    }


def _command() -> list[str]:
    return [sys.executable, "-m", "dvc"]


def _pass_on(stream: IO[str] | None, complain: IO[str], failed: list[int]) -> None:
    for line in stream or ():
        exited = _EXITED.search(line)
        if exited:
            # DVC's account of the failure: the stage has said in its own words what is wrong.
            failed.append(int(exited[1]))
        else:
            complain.write(line)


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
