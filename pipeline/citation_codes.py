"""The names of codes and laws beside an article: the Criminal Code, its year, or another one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pipeline.citation_tokens import TokenRow

_YEARS: Final = ("1997", "2017", "2021")
_NAMES: Final = ("criminal_code", "other_code", "code", "law")
_OF_STATE: Final = ("республики", "республикасынын", "of", "the", "republic")
# What may stand between a code's name and its year, behind it and before it.
_BEHIND: Final = ("passed", "counted", "number", "date", "docket", ".", "(")
_BEFORE: Final = (
    "passed", "criminal", "criminal_2017", "procedural", "counted", "word", "-", "(", ")",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CodeName:
    """A code or law as named. `year` only if said; `forward`: it speaks of what follows."""

    criminal: bool
    law: bool
    year: str
    forward: bool


def names_code(tokens: TokenRow, at: int) -> bool:
    return tokens.meaning(at).removesuffix("_of") in _NAMES


def read_code(tokens: TokenRow, at: int) -> CodeName | None:
    """Return which code is named at `at`; None where "code" stands without anything beside it.

    A Kyrgyz genitive (кодексинин, КЖКнин) speaks of the articles behind it.
    """
    meaning = tokens.meaning(at)
    name = meaning.removesuffix("_of")
    criminal, year = name == "criminal_code", ""
    if name == "code":
        judged = _judge_code(tokens, at)
        if judged is None:
            return None
        criminal, year = judged
    criminal = criminal and not _is_foreign(tokens, at + 1)
    return CodeName(
        criminal=criminal,
        law=name == "law",
        year=(year or _find_year(tokens, at)) if criminal else "",
        forward=meaning.endswith("_of") or tokens[at].form.endswith(("нин", "нын", "нун")),
    )


def _is_foreign(tokens: TokenRow, at: int) -> bool:
    """Tell whether a code is another state's: УК РФ, Criminal Code of the Republic of Kazakhstan.

    Not so in "УК КР в Казахстане", which is where the act was done.
    """
    last = at + len(_OF_STATE)
    while at < last and at < len(tokens) and tokens[at].form in _OF_STATE:
        at += 1
    return tokens.meaning(at) == "foreign"


def _judge_code(tokens: TokenRow, at: int) -> tuple[bool, str] | None:
    """Tell whether "кодекс" is the Criminal Code, and its year; None if nothing says which."""
    before = [tokens.meaning(place) for place in range(at - 1, at - 6, -1)]
    behind = [tokens.meaning(place) for place in range(at + 1, at + 4)]
    if "procedural" in (*before, *behind):
        return False, ""
    named: list[str] = []
    for meaning in before:
        if meaning not in ("word", "passed", "criminal", "criminal_2017", "-"):
            break
        named.append(meaning)
    if "criminal_2017" in named:
        return True, "2017"
    if "criminal" in named:
        return True, ""
    return (False, "") if "word" in named[:1] or behind[0] in ("word", "passed") else None


def _find_year(tokens: TokenRow, at: int) -> str:
    """Return the year of a code if it stands beside its name: УК КР 1997 г., 2017-жылдагы."""
    for place in range(at + 1, at + 11):
        if tokens.meaning(place) not in _BEHIND:
            break
        is_date = tokens.meaning(place) == "date"
        year = tokens[place].form[-4:] if is_date else tokens.number(place)
        if year in _YEARS:
            return year
    for place in range(at - 1, at - 9, -1):
        if tokens.number(place) in _YEARS:
            return tokens.number(place)
        if tokens.meaning(place) not in _BEFORE:
            break
    return ""
