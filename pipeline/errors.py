"""What a user can do wrong: one class per exit code, each message in three languages.

A message is a Fluent id with its arguments, so that the command line can say it in the reader's
language. Every message names the place, the fact, what was expected and the next step.
"""

from __future__ import annotations

from typing import ClassVar


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
