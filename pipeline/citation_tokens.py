"""The text of citations as tokens: words by their meaning, numbers, marks, dates and dockets.

The words are data (citation_words.yaml). Folding keeps every character at its place, so that a
token knows where it stands in the text as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from pipeline.yaml_text import parse_yaml

_SAME: Final = str.maketrans("ёөүң’–—−‒‐‑\u00a0\u202f\u2009", "еоун'------   ")
_LATIN: Final = "aceopxykmthbr"
_CYRILLIC: Final = "асеорхукмтнвг"
_LOOK_ALIKES: Final = str.maketrans(_LATIN, _CYRILLIC)
_SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# Bounded repetitions keep hostile texts cheap. An inserted article (125-1) ends at -19: what
# follows a dash and is higher is another number (30-124, 124-126).
_TOKEN: Final = re.compile(
    r"""
    (?P<date>\d{1,2}\.\d{1,2}\.\d{2,4}(?!\d) | \d{1,2}/\d{1,2}/\d{4}(?!\d)
      | \d{4}-\d{2}-\d{2}(?!\d))
  | (?P<docket>(?:№+|\bno\.?(?=\s?\d)|\bn(?=\s?\d))\s{0,3}[^\s,;()«»"]+
      | [^\W\d_]{0,4}-?\d{1,12}(?:-\d{1,8}){0,4}/\d[\w/-]*)
  | (?P<number>\d+(?:[⁰¹²³⁴-⁹]+ | -1?\d(?![\d.]) | \.\d{1,2}(?![\d.])(?!\s?%))?)
  | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)
  | (?P<mark>\n|\S)
    """,
    re.VERBOSE,
)
_LONGEST_NUMBER: Final = 9
_MOST_SKIPPED: Final = 8


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: its folded form, its meaning ("" for none), and where it stands."""

    form: str
    meaning: str
    start: int
    end: int
    glued: bool

    @property
    def number(self) -> str:
        """The article's way of writing a number: 125-1 for 125.1 and 125¹; "" if it is none."""
        if self.meaning != "number" or len(self.form) > _LONGEST_NUMBER:
            return ""
        digits = re.split(r"[-.]", re.sub(r"([⁰¹²³⁴-⁹]+)", r"-\1", self.form))
        whole, *inserted = [int(part.translate(_SUPERSCRIPTS)) for part in digits]
        return f"{whole}-{inserted[0]}" if any(inserted) else str(whole)


class TokenRow(tuple[Token, ...]):
    """The tokens of a text; beyond its ends there is nothing, and nothing means nothing."""

    __slots__ = ()

    def meaning(self, at: int) -> str:
        return self[at].meaning if 0 <= at < len(self) else ""

    def number(self, at: int) -> str:
        return self[at].number if 0 <= at < len(self) else ""

    def skip(self, at: int, meanings: tuple[str, ...]) -> int:
        """Return the place after a few tokens of these meanings."""
        end = at
        while end < at + _MOST_SKIPPED and self.meaning(end) in meanings:
            end += 1
        return end


def read_tokens(text: str) -> TokenRow:
    """Return the tokens of a text, in order. `glued`: no space stands before the token."""
    folded = fold(text)
    found: list[Token] = []
    for match in _TOKEN.finditer(folded):
        kind, form = str(match.lastgroup), match.group()
        glued = match.start() > 0 and not folded[match.start() - 1].isspace()
        meaning = form if kind == "mark" else _find_meaning(form) if kind == "word" else kind
        found.append(Token(form, meaning, match.start(), match.end(), glued))
    return TokenRow(found)


def fold(text: str) -> str:
    """Return the text in small letters, look-alikes made one, every character at its place."""
    return "".join(map(_fold_character, text)).translate(_SAME)


def fold_label(label: str, cyrillic: bool) -> str:
    """Return a point's letter; in Cyrillic surroundings a Latin look-alike becomes Cyrillic."""
    return label.translate(_LOOK_ALIKES) if cyrillic else label


def read_ordinal(token: Token) -> str:
    """Return the digit an ordinal word stands for; "" if it is none."""
    return _read_words().ordinals.get(token.form, "")


def is_ending(token: Token) -> bool:
    return token.form in _read_words().endings


def _fold_character(character: str) -> str:
    small = character.lower()
    return small if len(small) == 1 else character


@dataclass(frozen=True)
class _Vocabulary:
    forms: Mapping[str, str]
    stems: tuple[tuple[str, str], ...]
    endings: frozenset[str]
    ordinals: Mapping[str, str]


@cache
def _read_words() -> _Vocabulary:
    path = files("pipeline") / "citation_words.yaml"
    given = parse_yaml(path.read_text(encoding="utf-8"))
    endings = frozenset(given.pop("endings"))
    ordinals = {word: digit for digit, words in given.pop("ordinals").items() for word in words}
    forms: dict[str, str] = dict.fromkeys(ordinals, "ordinal")
    for meaning, words in given.items():
        for word in words.get("forms", ()):
            forms.setdefault(word, meaning)
    stems = tuple((stem, name) for name, words in given.items() for stem in words.get("stems", ()))
    return _Vocabulary(forms, stems, endings, ordinals)


@cache
def _find_meaning(form: str) -> str:
    """Return what a word means: itself, as its Cyrillic look-alike, by its stem or its ending."""
    return next(filter(None, map(_look_up, _list_readings(form))), "word")


def _list_readings(form: str) -> Iterator[str]:
    yield form
    if not form.isascii() or all(letter in _LATIN for letter in form):
        yield form.translate(_LOOK_ALIKES)


def _look_up(form: str) -> str:
    words = _read_words()
    if form in words.forms:
        return words.forms[form]
    for stem, meaning in words.stems:
        if form.startswith(stem):
            return meaning
    for ending in words.endings:
        if form.endswith(ending):
            meaning = words.forms.get(form.removesuffix(ending), "")
            if meaning in ("criminal_code", "other_code"):
                return f"{meaning}_of"
    return ""
