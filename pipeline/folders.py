"""Putting a finished folder in another's place at once, so that nobody ever meets half of it."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path
from typing import Final

_OLD: Final = ".old"
# linux/fs.h, sys/stdio.h on macOS: exchange two names in one step of the file system.
_LINUX_EXCHANGE: Final = 2
_MACOS_SWAP: Final = 2
_HERE: Final = -100  # AT_FDCWD: a path is relative to the working folder


def replace_folder(fresh: Path, target: Path) -> None:
    """Put `fresh` in the place of `target`: readers see the old folder or the new one, whole.

    Where the file system cannot exchange two names in one step, the old folder is set aside first;
    restore_folder() brings it back if the process ends between the two steps.
    """
    old = target.with_name(target.name + _OLD)
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        if exchange_names(fresh, target):
            fresh.rename(old)
        else:
            target.rename(old)
            fresh.rename(target)
    else:
        fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def restore_folder(target: Path) -> None:
    """Bring back a folder that was set aside by a replacement that never finished."""
    old = target.with_name(target.name + _OLD)
    if old.is_dir() and not target.exists():
        old.rename(target)


def exchange_names(one: Path, other: Path) -> bool:
    """Exchange two paths in one step; return False where the system cannot."""
    library = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            return bool(library.renamex_np(*names, _MACOS_SWAP) == 0)
        return bool(
            library.renameat2(_HERE, names[0], _HERE, names[1], ctypes.c_uint(_LINUX_EXCHANGE)) == 0
        )
    except AttributeError:  # a C library without it
        return False
