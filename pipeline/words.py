"""Messages in Kyrgyz, Russian and English; numbers, plurals and dates by CLDR.

Messages are Fluent files, one folder per language (pipeline/messages/<language>/*.ftl). A message
that is missing in one language is an error: nothing falls back to another language.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent
from fluent.runtime import FluentBundle
from fluent.runtime.resolver import CurrentEnvironment, ResolverEnvironment
from fluent.runtime.types import FluentType
from fluent.runtime.utils import native_to_fluent
from fluent.syntax import FluentParser
from fluent.syntax.ast import Resource

LANGUAGES: Final = ("ky", "ru", "en")
NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"


class MissingMessageError(LookupError):
    """A message, or an argument a message needs, is missing in a language."""


class Words:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.parse(language)
        self._bundle = _load_bundle(language)

    def has(self, message: str) -> bool:
        return self._bundle.has_message(message)

    def say(self, message: str, **arguments: Any) -> str:
        """Return the message with its arguments filled in; refuse a missing message or argument."""
        if not self._bundle.has_message(message):
            raise MissingMessageError(f"{message} is missing in {self.language}")
        pattern = self._bundle.get_message(message).value
        if pattern is None:
            raise MissingMessageError(f"{message} has no text in {self.language}")
        faults: list[Exception] = []
        # As FluentBundle.format_pattern does, but for numbers that know how they print: it would
        # copy them into plain ones.
        values = {
            name: value if isinstance(value, FluentType) else native_to_fluent(value)
            for name, value in arguments.items()
        }
        environment = ResolverEnvironment(
            context=self._bundle, current=CurrentEnvironment(args=values), errors=faults
        )
        text: str = str(pattern(environment))
        if faults:
            raise MissingMessageError(f"{message} in {self.language}: {faults[0]}")
        return text

    def number(self, value: float, decimals: int = 0) -> str:
        """Return `value` rounded half to even at `decimals`, with the language's own marks."""
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        return str(format_decimal(value, format=pattern, locale=self.locale))

    def percent(self, value: float, decimals: int = 0) -> str:
        """Return a percentage given in percent (39 is 39 %), with the language's own sign."""
        pattern = self.locale.percent_formats[None].pattern
        if decimals:
            pattern = pattern.replace("#,##0", "#,##0." + "0" * decimals)
        return format_percent(value / 100, format=pattern, locale=self.locale)

    def date(self, day: date) -> str:
        return format_date(day, format="long", locale=self.locale)


@cache
def load_words(language: str) -> Words:
    """Return the words of `language`, read once per process."""
    return Words(language)


def message_ids(language: str) -> set[str]:
    """Return the ids of every message of `language`: a hole between languages fails the build."""
    return set(_load_bundle(language)._messages)


@cache
def _load_bundle(language: str) -> FluentBundle:
    # Isolation marks are for mixed writing directions; here they would only litter the pages.
    bundle = FluentBundle([language], use_isolating=False)
    folder = files("pipeline") / "messages" / language
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if path.name.endswith(".ftl"):
            bundle.add_resource(parse_messages(path.read_text(encoding="utf-8")))
    return bundle


@cache
def parse_messages(text: str) -> Resource:
    """Return what is written in the text of a Fluent file, parsed once per process."""
    return FluentParser().parse(text)
