"""What a DVC that was killed leaves behind, undone before the next build.

DVC writes two files in place and reads them at every call. `.dvc/tmp/rwlock` names the processes
that use files: one that was killed stays in it, and once its number is another program's, or while
it is still dying, DVC takes the files for busy. `dvc.lock` remembers what was built from what. Half
of either stops every later call of DVC.
"""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any, Final

import psutil
import yaml

from pipeline.paths import Paths
from pipeline.yaml_text import parse_yaml

DYING_S: Final = 5.0
_POLL_S: Final = 0.05
_HASH: Final = re.compile(r"[0-9a-f]{32}(\.dir)?")


def mend_state(paths: Paths) -> None:
    """Remove locks of processes that are no DVC any more, and half a dvc.lock.

    For the holder of the project's lock: no DVC that a build started lives then. One that somebody
    called by hand keeps its locks. Without dvc.lock DVC looks at every stage anew, and takes what
    it made before from its cache.
    """
    mend_locks(paths.dvc_locks)
    memory = paths.dvc_lock
    if memory.is_file() and not is_whole(memory.read_text(encoding="utf-8", errors="replace")):
        memory.unlink()


def mend_locks(path: Path) -> None:
    """Keep the locks of DVC processes that live, those that are dying given some seconds to end."""
    if not path.is_file():
        return
    held = _read_locks(path)
    end = time.monotonic() + DYING_S
    while (living := {pid for pid in _list_pids(held) if is_dvc(pid)}) and time.monotonic() < end:
        time.sleep(_POLL_S)
    if not living:
        path.unlink()
        return
    kept = {
        "read": {
            place: own
            for place, users in held["read"].items()
            if (own := [user for user in users if user["pid"] in living])
        },
        "write": {place: user for place, user in held["write"].items() if user["pid"] in living},
    }
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(kept), encoding="utf-8")
    fresh.replace(path)


def is_dvc(pid: int) -> bool:
    """Return whether a process is a DVC that runs: not gone, not dead, not another program."""
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and any(
            re.search(r"\bdvc\b", word) for word in process.cmdline()
        )
    except psutil.Error:
        return False


def is_whole(text: str) -> bool:
    """Return whether a dvc.lock was written to its end: every file it names has its whole hash."""
    try:
        given = parse_yaml(text)
        stages = given["stages"].values()
        return text.endswith("\n") and all(
            isinstance(stage["cmd"], str)
            and all(_HASH.fullmatch(file["md5"]) for file in _list_files(stage))
            and all(isinstance(values, dict) for values in stage.get("params", {}).values())
            for stage in stages
        )
    except (yaml.YAMLError, AttributeError, KeyError, TypeError):
        return False


def _list_files(stage: dict[str, Any]) -> list[dict[str, str]]:
    return [*stage.get("deps", []), *stage.get("outs", [])]


def _read_locks(path: Path) -> dict[str, Any]:
    """Return who reads and who writes what; half a file says nothing."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return {"read": dict(held.get("read", {})), "write": dict(held.get("write", {}))}
    except (ValueError, TypeError, AttributeError):
        return {"read": {}, "write": {}}


def _list_pids(held: dict[str, Any]) -> set[int]:
    readers = [user["pid"] for users in held["read"].values() for user in users]
    return {*readers, *(user["pid"] for user in held["write"].values())}
