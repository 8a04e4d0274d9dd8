"""What a page template can say: words and numbers, in one language or two side by side.

Every number reaches a page as a Fact and is printed in a span that names it (data-fact). Templates
have no other way to print one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from babel import Locale
from fluent.runtime.types import FluentFloat

from pipeline.claims import Claim
from pipeline.disclosure import is_controlled
from pipeline.facts import Fact
from pipeline.measures import DECIMALS
from pipeline.words import Words, load_words

# Where two languages share a table, a missing number has one symbol for both.
SYMBOLS: Final = {
    "not_reported": "…",
    "suppressed": "\\<5",
    "withheld": "•",
    "not_applicable": "×",
}
# Every sign that markdown or HTML reads as more than itself.
_MARKUP: Final = re.compile(r"[\\`*_{}\[\]()<>#+!|$~^@&'\"-]")


@dataclass(frozen=True)
class Said:
    """A message with its arguments, to be said in whichever language the page speaks."""

    message: str
    arguments: Mapping[str, Any]


def message(name: str, **arguments: Any) -> Said:
    """Return the message called `name` with its arguments: texts, facts, or other messages."""
    return Said(name, arguments)


class _Marked(FluentFloat):
    """A number that chooses plurals by its value and prints as the span of its fact."""

    markup: str

    def format(self, locale: Locale) -> str:
        return self.markup


def escape_markup(text: str) -> str:
    """Return a text of the data as it stands, for a page of markdown: none of it is markup."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


def show_number(fact: Fact, words: Words) -> str:
    """Return a fact's number or, where there is none, the word for its status."""
    if fact.value is None:
        return words.say(f"status-{name_status(fact).replace('_', '-')}")
    decimals = count_decimals(fact)
    if fact.unit == "percent":
        return words.percent(fact.value, decimals)
    if fact.unit in ("year", "month"):
        return str(int(fact.value))
    return words.number(fact.value, decimals)


# What counts the rows of a register's files, or why its counts are withheld, goes with its persons.
_OWN_ROWS: Final = ("quality_intake", "quality_rows", "register_disclosure")


def name_status(fact: Fact) -> str:
    """Return the status by which a page tells why there is no number.

    A count that the publisher suppresses is below 5. One that we withhold may be of any size.
    """
    is_own = fact.status == "suppressed" and (is_controlled(fact) or fact.table in _OWN_ROWS)
    return "withheld" if is_own else fact.status


def count_decimals(fact: Fact) -> int:
    """Return the decimals a fact is printed with; what a report states is printed as stated."""
    if (
        fact.table == "report_figure" or fact.unit in ("years", "months")
    ) and fact.value is not None:
        return 0 if float(fact.value).is_integer() else 1
    return DECIMALS.get(fact.unit, 0)


def name_short_mark(fact: Fact) -> str | None:
    """Return which short mark stands for a fact in a table cell, or None."""
    status = name_status(fact)
    return status.replace("_", "-") if fact.value is None and status in SYMBOLS else None


def say_mark(words: Words, name: str) -> str:
    """Return the mark that `name_short_mark` names, as markdown."""
    return words.say(f"status-short-{name}").replace("<", "\\<")


def mark_fact(fact: Fact, words: Words, *, short: bool = False) -> str:
    """Return the fact's number as a span of Quarto markdown; `short` marks are for table cells."""
    if fact.value is None:
        long = words.say(f"status-{name_status(fact).replace('_', '-')}")
        mark = name_short_mark(fact) if short else None
        text = say_mark(words, mark) if mark else long
        kind = fact.status.replace("_", "-")
        return f'[{text}]{{.status .{kind} data-fact="{fact.id}" title="{long}"}}'
    return f'[{show_number(fact, words)}]{{data-fact="{fact.id}"}}'


@dataclass(frozen=True)
class Page:
    """An edition's page in one language, or in two side by side (a bilingual PDF)."""

    edition: int
    languages: tuple[str, ...]
    facts: Mapping[str, Fact]
    claims: Sequence[Claim]
    # The sources' own titles, by source and language.
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    is_synthetic: bool = False

    @property
    def is_pair(self) -> bool:
        return len(self.languages) > 1

    @property
    def words(self) -> tuple[Words, ...]:
        return tuple(load_words(language) for language in self.languages)

    def fact(self, name: str) -> Fact:
        """Return the fact called `name`; one the edition does not have is the template's fault."""
        return self.facts[name]

    def has(self, *names: str) -> bool:
        """Return whether every named fact exists and has a number."""
        return all(name in self.facts and self.facts[name].value is not None for name in names)

    def text(self, words: Words, said: Said) -> str:
        """Return a message in one language, its facts as marked numbers."""
        arguments = {name: self._argument(value, words) for name, value in said.arguments.items()}
        return words.say(said.message, **arguments)

    def inline(self, name: str, **arguments: Any) -> str:
        """Return a phrase: in two languages with a dot between, each marked with its language."""
        return self.phrase(Said(name, arguments))

    def phrase(self, said: Said) -> str:
        """Return a message as a phrase; where both languages say the same, it stands once."""
        texts = [self.text(words, said) for words in self.words]
        if len(set(texts)) == 1:
            return texts[0]
        return self.in_languages(dict(zip(self.languages, texts, strict=True)))

    def paragraphs(self, said: Said) -> str:
        """Return a message with a paragraph for each of the page's languages."""
        return self.phrase(said).replace("} · [", "}\n\n[")

    def in_languages(self, texts: Mapping[str, str]) -> str:
        """Return a text the data itself gives in every language."""
        if not self.is_pair:
            return texts[self.languages[0]]
        return " · ".join(f"[{texts[language]}]{{lang={language}}}" for language in self.languages)

    def plain(self, name: str, **arguments: Any) -> str:
        """Return a phrase without markup, for titles in metadata."""
        return " · ".join(self.text(words, Said(name, arguments)) for words in self.words)

    def prose(self, name: str, **arguments: Any) -> str:
        """Return a paragraph: in two languages as two columns."""
        return self.tell([Said(name, arguments)])

    def tell(self, sentences: Sequence[Said], role: str = "") -> str:
        """Return one paragraph of several messages; `role` is its class, such as lead or note."""
        texts = [" ".join(self.text(words, said) for said in sentences) for words in self.words]
        return self.side_by_side(texts, role)

    def bullets(self, items: Sequence[Sequence[Said]]) -> str:
        """Return a list; each item is one or more messages said one after another."""
        rows = [
            self.side_by_side(
                ["- " + " ".join(self.text(words, said) for said in item) for words in self.words]
            )
            for item in items
        ]
        return ("\n\n" if self.is_pair else "\n").join(rows)

    def side_by_side(self, texts: Sequence[str], role: str = "") -> str:
        """Return one block, or several in parallel columns, each with its language."""
        if len(texts) == 1:
            return f"::: {{.{role}}}\n{texts[0]}\n:::" if role else texts[0]
        mark = f" .{role}" if role else ""
        columns = "\n\n".join(
            f"::: {{lang={language}{mark}}}\n{text}\n:::"
            for text, language in zip(texts, self.languages, strict=True)
        )
        return f"::: {{layout-ncol={len(texts)}}}\n{columns}\n:::"

    def cell(self, content: Fact | Said | str | None) -> str:
        """Return what stands in a table cell."""
        if content is None:
            return ""
        if isinstance(content, Fact):
            return self._number(content)
        if isinstance(content, Said):
            return self.phrase(content)
        return content

    def _number(self, fact: Fact) -> str:
        """Return a fact for a table cell; two languages share it where they write it alike."""
        if fact.value is None and self.is_pair:
            return f'[{SYMBOLS[name_status(fact)]}]{{.status data-fact="{fact.id}"}}'
        first, *others = [mark_fact(fact, words, short=True) for words in self.words]
        # Only spaces apart, as 5,7% and 5,7 %: the first language's form is enough.
        compact = _strip_spaces(first)
        return " · ".join([first, *(other for other in others if _strip_spaces(other) != compact)])

    def _argument(self, value: Any, words: Words) -> Any:
        if isinstance(value, Fact):
            markup = mark_fact(value, words)
            if value.value is None:
                return markup
            number = _Marked(value.value)
            number.markup = markup
            return number
        if isinstance(value, Said):
            return self.text(words, value)
        return value


def _strip_spaces(text: str) -> str:
    return "".join(text.split())
