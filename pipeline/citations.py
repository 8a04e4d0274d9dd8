"""Citations of the Criminal Code in Russian, Kyrgyz and English, as they stand in one cell.

A cell may cite several articles for several persons, with dockets, dates and articles of other
codes beside them; what is not an article of the Criminal Code is not read as one. The text becomes
tokens (citation_tokens), the tokens pieces (citation_units), the pieces drafts (citation_groups).
Whether an article exists in the code that applied is for concordance.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.citation_groups import Draft, group_units
from pipeline.citation_tokens import read_tokens
from pipeline.citation_units import read_units

# The Kyrgyz words for attempt and complicity were not found; courts write the Russian ones.
_SAID: Final = {
    "ky": ("покушение, ", "соучастие, "),
    "ru": ("покушение, ", "соучастие, "),
    "en": ("attempt, ", "complicity, "),
}


@dataclass(frozen=True, slots=True)
class Citation:
    """One article of the Criminal Code as cited, one part of it at most.

    `code` is "1997", "2017" or "2021" only if the text says so. `general` holds the articles of the
    general part that the text applies to this one, as "30(3)". `attempt` (an unfinished offence)
    and `complicity` are what the text says in words; what a general article means depends on the
    code (pipeline/sql/register/fill.sql). `text` is the piece of the cell that was read.
    """

    article: str
    part: str = ""
    points: tuple[str, ...] = ()
    code: str | None = None
    attempt: bool = False
    complicity: bool = False
    text: str = ""
    general: tuple[str, ...] = ()


@lru_cache(maxsize=65536)
def parse_citations(text: str) -> tuple[Citation, ...]:
    """Return the citations in a cell, in their order; nothing where there is none.

    Never raises. Equal texts are parsed once.
    """
    return tuple(_finish(draft, text) for draft in group_units(read_units(read_tokens(text))))


def format_citation(citation: Citation, language: str = "ru") -> str:
    """Return a citation in the usual form of a language; parsing it gives the same citation."""
    general = [_format_general(each, language) for each in citation.general]
    places = " – ".join([*general, _format_place(citation, language)])
    return _format_words(citation, language) + _format_kyrgyz_code(citation, language) + places


def _format_kyrgyz_code(citation: Citation, language: str) -> str:
    """Return the code's name, which stands first in Kyrgyz; the code of 2017 has its own."""
    if language != "ky" or citation.code is None:
        return ""
    name = "Жазык кодексинин" if citation.code == "2017" else "Кылмыш-жаза кодексинин"
    return f"{citation.code}-жылдагы {name} "


def _format_general(general: str, language: str) -> str:
    article, _, part = general.rstrip(")").partition("(")
    return _format_place(Citation(article, part), language)


def _format_words(citation: Citation, language: str) -> str:
    said = (citation.attempt, citation.complicity)
    return "".join(word for word, is_said in zip(_SAID[language], said, strict=True) if is_said)


def _format_place(citation: Citation, language: str) -> str:
    article, part, points = citation.article, citation.part, ", ".join(citation.points)
    code = citation.code
    if language == "en":
        brackets = f"({part})" if part else ""
        said = f", point {points}" if points else ""
        return f"Art. {article}{brackets}{said}" + (f", Criminal Code of {code}" if code else "")
    if language == "ky":
        pieces = [f"{article}-берене"]
        pieces += [f"{part}-бөлүк"] if part else []
        pieces += [f"{points}-пункт"] if points else []
        return " ".join(pieces)
    pieces = [f"ст. {article}"]
    pieces += [f"ч. {part}"] if part else []
    pieces += [f"п. {points}"] if points else []
    pieces += [f"УК КР {code} г."] if code else []
    return " ".join(pieces)


def _finish(draft: Draft, text: str) -> Citation:
    return Citation(
        article=draft.article,
        part=draft.part,
        points=tuple(dict.fromkeys(draft.points)),
        code=draft.code,
        attempt=draft.attempt,
        complicity=draft.complicity,
        text=text[draft.start : draft.end].strip(),
        general=tuple(draft.general),
    )
