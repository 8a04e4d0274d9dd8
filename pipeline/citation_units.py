"""Tokens as the pieces of citations: articles, parts, points, codes, and what stands between them.

    citations := piece*
    piece     := KEYWORD list | list "-"? KEYWORD | "(" value ")" | bare | code | mark | word
    list      := value ((","|"and"|"/") value)*

Russian and English put the keyword before its numbers (ст. 124), Kyrgyz behind them (124-берене).
A number without a keyword is an article only with evidence beside it; see _is_article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.citation_codes import CodeName, names_code, read_code
from pipeline.citation_tokens import TokenRow, fold_label, is_ending, read_ordinal

Kind = Literal[
    "article", "part", "point", "code", "link", "soft", "hard", "attempt", "complicity", "open",
    "close", "other",
]  # fmt: skip
KEYWORDS: Final = ("article", "part", "point")
# The special part begins at article 97 of the code of 1997 and later in the others; a bare number
# below it, and an article of the general part, is no offence.
FIRST_SPECIAL: Final = 97
LAST_ARTICLE: Final = 449
_MOST_PARTS: Final = 15
_MOST_POINTS: Final = 40
_LONGEST_LIST: Final = 30
_WIDEST_RANGE: Final = 10
_LONGEST_ABBREVIATION: Final = 3
_ROMAN: Final = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_SILENT: Final = ("passed", "criminal", "criminal_2017", "procedural")
_MARKS: Final[dict[str, Kind]] = {
    ",": "soft", "and": "soft", "/": "soft", "+": "soft", "&": "soft", ";": "hard", ":": "hard",
    "\n": "hard", "-": "link", "link": "link", "(": "open", ")": "close", "attempt": "attempt",
    "complicity": "complicity",
}  # fmt: skip
_QUOTES: Final = ("«", "»", '"', "“", "”", "„", "'", ")")


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a citation, and where it stands in the text."""

    kind: Kind
    values: tuple[str, ...]
    start: int
    end: int
    # Of an article: whether it stood without a keyword.
    bare: bool = False
    code: CodeName | None = None

    @property
    def is_criminal_code(self) -> bool:
        return self.code is not None and self.code.criminal


def read_units(tokens: TokenRow) -> list[Unit]:
    """Return the pieces of a text's citations, in order."""
    return _Reader(tokens).read()


class _Reader:
    """One pass over the tokens; every rule looks at most a bounded number of tokens ahead."""

    def __init__(self, tokens: TokenRow) -> None:
        self.tokens = tokens
        self.units: list[Unit] = []
        numbers = ("number", ",", ";", "and", ".", "(", ")", "\n", "/", "+", "-")
        self.alone = all(token.meaning in numbers for token in tokens)

    def read(self) -> list[Unit]:
        at = 0
        while at < len(self.tokens):
            at = (
                self._read_before(at)
                or self._read_after(at)
                or self._read_code(at)
                or self._read_bracket(at)
                or self._read_quoted(at)
                or self._read_bare(at)
                or self._read_other(at)
            )
        return self.units

    def _add(
        self, kind: Kind, values: Sequence[str], start: int, end: int, bare: bool = False
    ) -> int:
        first, last = self.tokens[start], self.tokens[end - 1]
        self.units.append(Unit(kind, tuple(values), first.start, last.end, bare=bare))
        return end

    def _read_before(self, at: int) -> int | None:
        """Read a list whose keyword stands behind it: 92, 93-беренелер; вторая часть."""
        end, numbers = at, 0
        while numbers < _LONGEST_LIST and self._is_value(end):
            end, numbers = self._skip_quotes(end + 1), numbers + 1
            if self.tokens.meaning(end) not in (",", "and") or not self._is_value(end + 1):
                break
            end += 1
        if not numbers:
            return None
        keyword = end + 1 if self.tokens.meaning(end) == "-" else end
        kind = self.tokens.meaning(keyword)
        if kind not in KEYWORDS or (not self._is_joined(end) and self._has_own_number(keyword, at)):
            return None
        values, last = self._read_list(at, kind, following=False)
        return self._add(kind, values, at, keyword + 1) if last == end else None  # type: ignore[arg-type]

    def _is_joined(self, at: int, nested: bool = False) -> bool:
        """Tell whether a dash without spaces joins a keyword to the number before: 2-бөлүгү.

        Not so in "ст.30 ч.3-ст.124": the abbreviation has a number of its own.
        """
        return (
            self.tokens.meaning(at) == "-"
            and self.tokens.meaning(at + 1) in KEYWORDS
            and self.tokens[at].glued
            and self.tokens[at + 1].glued
            and (
                nested
                or len(self.tokens[at + 1].form) > _LONGEST_ABBREVIATION
                or not self._has_own_number(at + 1, at - 1)
            )
        )

    def _is_value(self, at: int) -> bool:
        if self.tokens.meaning(at) in ("number", "ordinal"):
            return True
        return self._is_label(at) and self.tokens.meaning(self._skip_quotes(at + 1)) in (
            ",", "and", "-", "point",
        )  # fmt: skip

    def _has_own_number(self, keyword: int, before: int) -> bool:
        """Tell whether a keyword is followed by a number of its own: "124 ч. 2", "вторая ч. 2"."""
        if self.tokens.meaning(before) == "ordinal":
            return False
        own = self.tokens.skip(keyword + 1, (".",))
        kind = self.tokens.meaning(keyword)
        labelled = kind == "point" and self._is_label(own)
        counted = kind != "article" and self.tokens.meaning(own) == "ordinal"
        if not (self.tokens.meaning(own) == "number" or labelled or counted):
            return False
        if self._is_joined(own + 1, nested=True):
            return False
        is_article = kind == "article"
        follower = self.tokens[own].number
        return not (is_article and follower.isdigit() and int(follower) < 20 and keyword > 0)

    def _read_after(self, at: int) -> int | None:
        """Read a keyword and its list: ст.ст. 124, 260; п.п. а, б; часть вторая."""
        kind = self.tokens.meaning(at)
        if kind not in KEYWORDS:
            return None
        start = self.tokens.skip(at, (kind, ".", "(", *_QUOTES))
        values, end = self._read_list(start, kind, following=True)
        return self._add(kind, values, at, end) if values else None  # type: ignore[arg-type]

    def _read_list(self, at: int, kind: str, following: bool) -> tuple[list[str], int]:
        """Return the values of a list of one kind, and the token after it."""
        values: list[str] = []
        end = at
        while len(values) < _LONGEST_LIST:
            found = self._read_value(at, kind)
            if not found or (following and self._belongs_elsewhere(at, kind, bool(values))):
                break
            at = end = self._skip_quotes(at + 1)
            rest = self._read_range(at, kind, found[-1])
            if rest:
                at = end = at + 2
            values += found + rest
            if self.tokens.meaning(at) not in (",", "and"):
                break
            at = self._skip_quotes(at + 2 if self.tokens.meaning(at + 1) == "and" else at + 1)
        return values, end

    def _read_value(self, at: int, kind: str) -> list[str]:
        """Return what one token says as an article, a part or a point; nothing if it cannot be."""
        if self.tokens.meaning(at) == "ordinal":
            return [read_ordinal(self.tokens[at])] if kind != "article" else []
        if kind == "point" and self._is_label(at):
            form = self.tokens[at].form
            return [fold_label(form, cyrillic=not self._is_english(at))]
        if kind == "part" and at < len(self.tokens) and self.tokens[at].form in _ROMAN:
            return [_ROMAN[self.tokens[at].form]]
        if kind == "article" and self.tokens.meaning(at) == "docket":
            return _split_docket(self.tokens[at].form)
        return _read_number(self.tokens.number(at), kind)

    def _read_range(self, at: int, kind: str, first: str) -> list[str]:
        """Return the articles after `first` of a range of articles: 171-173."""
        last = self.tokens.number(at + 1)
        if (
            kind != "article"
            or self.tokens.meaning(at) != "-"
            or not (first + last).isdigit()
            or not last
        ):
            return []
        low, high = int(first), int(last)
        if not FIRST_SPECIAL <= low < high <= min(low + _WIDEST_RANGE, LAST_ARTICLE):
            return []
        return [str(number) for number in range(low + 1, high + 1)]

    def _belongs_elsewhere(self, at: int, kind: str, continues: bool) -> bool:
        """Tell whether a value of a list belongs to a later keyword, or counts something else."""
        after = self.tokens.meaning(at + 1)
        if self._is_joined(at + 1):
            return True
        if not continues:
            return False
        number = self.tokens.number(at)
        low = kind == "article" and number.isdigit() and int(number) < 20
        return low or after in ("counted", "%")

    def _read_code(self, at: int) -> int | None:
        """Read the name of a code or law: УК КР 1997 г., Жазык кодексинин, УПК, Закона."""
        if not names_code(self.tokens, at):
            return None
        found = read_code(self.tokens, at)
        if found is not None:
            token = self.tokens[at]
            self.units.append(Unit("code", (), token.start, token.end, code=found))
        return at + 1

    def _read_bracket(self, at: int) -> int | None:
        """Read (2) and (a) behind an article: first the part, then the point."""
        if self.tokens.meaning(at) != "(" or self.tokens.meaning(at + 2) != ")" or not self.units:
            return None
        before = self.units[-1]
        if before.kind not in KEYWORDS or (self._spaced(at) and before.kind == "point"):
            return None
        kind: Kind = "part" if before.kind == "article" else "point"
        values = self._read_value(at + 1, kind)
        return self._add(kind, values, at, at + 3) if values else None

    def _read_quoted(self, at: int) -> int | None:
        """Read «а» behind a part as a point."""
        quoted = self.tokens.meaning(at - 1) in _QUOTES and self.tokens.meaning(at + 1) in _QUOTES
        if not (quoted and self._is_label(at) and self.units and self.units[-1].kind == "part"):
            return None
        return self._add("point", self._read_value(at, "point"), at, at + 2)

    def _read_bare(self, at: int) -> int | None:
        """Read a number without a keyword as an article, where something beside it says so."""
        values = _read_number(self.tokens.number(at), "article")
        if not values or not self._is_article(at, int(values[0].split("-")[0])):
            return None
        return self._add("article", values, at, at + 1, bare=True)

    def _is_article(self, at: int, number: int) -> bool:
        after, behind = self.tokens.meaning(at + 1), self.tokens.meaning(at - 1)
        if after in ("counted", "%") or self._is_hyphenated(at):
            return False
        before = self.units[-1].kind if self.units else ""
        if after in ("criminal_code", "criminal"):
            return True
        if number < FIRST_SPECIAL:
            return after == "-" and self._whole(at + 2) >= FIRST_SPECIAL and (self.alone or at == 0)
        is_named = before == "code" and self.units[-1].is_criminal_code
        has_part = after == "part" and bool(
            self.tokens.number(at + 2) or self.tokens.number(at + 3)
        )
        has_bracket = after == "(" and bool(_read_number(self.tokens.number(at + 2), "part"))
        continues = before in ("soft", "link") and any(
            unit.kind in KEYWORDS or unit.kind == "code" for unit in self.units[-3:]
        )
        follows_part = before in ("part", "point") and behind != "-"
        return any((self.alone, is_named, has_part, has_bracket, continues, follows_part))

    def _is_hyphenated(self, at: int) -> bool:
        """Tell whether a number is part of a compound: УД-124, 124-УД."""
        token = self.tokens[at]
        left = token.glued and self.tokens.meaning(at - 1) == "-" and self.tokens[at - 1].glued
        if left and self.tokens.meaning(at - 2) not in ("number", "article", ")", ""):
            return True
        return (
            self.tokens.meaning(at + 1) == "-"
            and self.tokens[at + 1].glued
            and (
                self.tokens.meaning(at + 2) not in ("number", *KEYWORDS)
                and not self._spaced(at + 2)
            )
        )

    def _spaced(self, at: int) -> bool:
        return at >= len(self.tokens) or not self.tokens[at].glued

    def _read_other(self, at: int) -> int:
        meaning = self.tokens.meaning(at)
        kind = _MARKS.get(meaning)
        if kind:
            return self._add(kind, (), at, at + 1)
        if meaning in (*_SILENT, ".") or is_ending(self.tokens[at]):
            return at + 1
        return self._add("other", (), at, at + 1)

    def _is_label(self, at: int) -> bool:
        if at >= len(self.tokens):
            return False
        token = self.tokens[at]
        letter = len(token.form) == 1 and token.form.isalpha()
        return letter and token.meaning not in KEYWORDS and token.meaning != "and"

    def _is_english(self, at: int) -> bool:
        near = self.tokens[max(at - 6, 0) : at]
        return any(token.meaning in KEYWORDS and token.form.isascii() for token in near)

    def _skip_quotes(self, at: int) -> int:
        return self.tokens.skip(at, _QUOTES)

    def _whole(self, at: int) -> int:
        return int(self.tokens.number(at).split("-")[0] or 0)


def _read_number(number: str, kind: str) -> list[str]:
    """Return a number as an article, a part or a point (1-3: a range); nothing if it cannot be."""
    if not number:
        return []
    whole, *inserted = map(int, number.split("-"))
    if kind == "article":
        return [number] if 1 <= whole <= LAST_ARTICLE else []
    most = _MOST_PARTS if kind == "part" else _MOST_POINTS
    if not 1 <= whole <= most or any(last > most for last in inserted):
        return []
    if inserted and inserted[0] > whole:
        return [str(each) for each in range(whole, inserted[0] + 1)]
    return [number]


def _split_docket(form: str) -> list[str]:
    """Return the articles of 260/261 or №124 behind the word "article"; nothing for a docket."""
    numbers = re.fullmatch(r"(\d{2,3})/(\d{3})|№+\s*(\d{2,3}(?:-\d{1,2})?)", form)
    given = [number for number in numbers.groups() if number] if numbers else []
    return given if all(int(number.split("-")[0]) >= FIRST_SPECIAL for number in given) else []
