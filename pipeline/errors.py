"""What a user can do wrong: one class per exit code, each message in three languages.

A message is a Fluent id with its arguments, so that the command line can say it in the reader's
language. Every message names the place, the fact, what was expected and the next step.
"""

from __future__ import annotations

import errno
import shutil
from typing import ClassVar, Final

_DISK_FAULTS: Final = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


class UserError(Exception):
    """A mistake a user can mend. `message` is a Fluent id; `details` are its arguments."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, **details: str | int | float) -> None:
        super().__init__(message, details)
        self.message = message
        self.details = details

    def __str__(self) -> str:
        from pipeline.words import load_words

        return load_words("en").say(self.message, **self.details)

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders (workers, kernels); keyword arguments must survive pickling.
        return (_rebuild, (type(self), self.message, self.details))


def _rebuild(
    kind: type[UserError], message: str, details: dict[str, str | int | float]
) -> UserError:
    return kind(message, **details)


class WrongCallError(UserError):
    """An unknown verb, year, language or parameter."""

    exit_code = 2


class UnreadableFileError(UserError):
    """A file is missing or cannot be read."""

    exit_code = 10


class UnknownLayoutError(UserError):
    """A file can be read but its layout is not known."""

    exit_code = 11


class InvalidContentError(UserError):
    """A file's content fails validation."""

    exit_code = 12


class StoreUnavailableError(UserError):
    """The store, or the disk it is on, is missing, busy, full, read-only or damaged."""

    exit_code = 13


class GateFailedError(UserError):
    """A publishing gate failed."""

    exit_code = 14


class ToolMissingError(UserError):
    """A tool is missing; the message holds the command that installs it."""

    exit_code = 15


def is_disk_fault(fault: BaseException | None) -> bool:
    """Return whether a fault is that of a disk that is full, over its quota or read-only."""
    return isinstance(fault, OSError) and fault.errno in _DISK_FAULTS


def explain_disk(fault: OSError) -> UserError:
    """Return the refusal of a disk (full, read-only, no right to write) as one of our own errors.

    Files that a user names are opened where their faults are told apart; what comes here was ours.
    """
    if isinstance(fault, shutil.Error) and fault.args and isinstance(fault.args[0], list):
        # What shutil says when files of a folder could not be copied: of each its own fault.
        _, file, reason = fault.args[0][0]
        return StoreUnavailableError("error-disk", file=str(file), reason=str(reason))
    if fault.filename is None and not is_disk_fault(fault):
        raise fault
    # Where a file was being copied, the second name is the one that could not be written.
    file = fault.filename2 or fault.filename or "."
    reason = fault.strerror or type(fault).__name__
    return StoreUnavailableError("error-disk", file=str(file), reason=reason)
