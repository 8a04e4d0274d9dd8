"""One call of the command line: the reader's language, what it says, and how it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

import click

from pipeline.errors import UserError, WrongCallError
from pipeline.paths import Paths, find_project

if TYPE_CHECKING:
    from pipeline.settings import Settings
    from pipeline.words import Words


@dataclass
class Call:
    """What every verb shares: the reader's language, and how much to say."""

    language: str
    quiet: bool

    @property
    def words(self) -> Words:
        from pipeline.words import load_words

        return load_words(self.language)

    def say(self, message: str, **arguments: Any) -> None:
        """Print a message in the reader's language, unless only errors are wanted."""
        if not self.quiet:
            click.echo(self.words.say(message, **arguments))

    def read_project(self) -> tuple[Paths, Settings]:
        from pipeline.settings import read_settings

        paths = find_project()
        return paths, read_settings(paths)


def find_language(arguments: list[str]) -> str:
    """Return the language of messages: the first that --lang names; default en."""
    from pipeline.words import LANGUAGES

    for place, argument in enumerate(arguments):
        value = argument.removeprefix("--lang=")
        if argument == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        if argument.startswith("--lang") and value in LANGUAGES:
            return value
    return "en"


def leave_with(error: UserError, language: str) -> NoReturn:
    """Print an error in the reader's language on standard error, and leave with its exit code."""
    from pipeline.words import load_words

    click.echo(load_words(language).say(error.message, **error.details), err=True)
    sys.exit(error.exit_code)


def explain_usage(mistake: click.UsageError, verbs: Iterable[str]) -> WrongCallError:
    """Return a mistake in the call as one of our own errors; `verbs` are those there are."""
    context = mistake.ctx
    verb = context.info_name if context and context.parent else ""
    if isinstance(mistake, click.NoSuchCommand):
        known = ", ".join(sorted(verbs))
        return WrongCallError("error-unknown-verb", verb=mistake.command_name, known=known)
    place = " ".join(filter(None, ["tip-digest", verb]))
    return WrongCallError(
        "error-wrong-call", place=place, reason=mistake.format_message(), verb=verb or ""
    )
