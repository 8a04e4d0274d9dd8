"""Courts by the names that offices give them, in three languages.

"Аламүдүн райондук соту", "Аламудунский р/с", "суд Аламудунского района" and "Alamudun District
Court" are one court. A name is a place and a kind of court; both must be known, else the court
keeps its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from pipeline.labels import fold_label, index, make_key
from pipeline.words import LANGUAGES
from pipeline.yaml_text import parse_yaml

# The kinds of court by the words that name them, the telling ones first: "Ленинский районный суд
# города Бишкек" is a district court, "административный суд Ошской области" an administrative one.
_KINDS: Final = (
    ("supreme", r"верховн\w*|жогорку|supreme"),
    ("administrative", r"административ\w*|админ|administrative"),
    ("district", r"районн\w*|райондук|райсуд\w*|рай|р/с|district|rayon|raion"),
    ("city", r"городск\w*|шаардык|горсуд\w*|гор|г/с"),
    ("regional", r"областн\w*|облустук|облсуд\w*|regional|oblast|о/с"),
    ("district", r"район\w*|р-на|р-н"),
    ("city", r"город\w*|г|шаар\w*|ш|city"),
    ("regional", r"област\w*|обл|облус\w*|region"),
)
_PATTERNS: Final = tuple(
    (kind, re.compile(rf"(?<![\w/-])(?:{words})(?![\w/-])")) for kind, words in _KINDS
)
# Where a court stands, said after its name or before it, beside its own kind.
_LOCALITY: Final = re.compile(
    r"(?<![\w-])(?:(?:города?|гор|г)\.?\s*[\w-]+|[\w-]+(?:ой|ая)\s+обл(?:асти|асть)?\.?"
    r"|[\w-]+\s+(?:шаарынын|облусунун)|[\w-]+\s+(?:ш|обл)\.)(?![\w-])"
)
_COURT: Final = re.compile(r"(?<!\w)(?:суд\w*|сот\w*|court|of|the)(?!\w)")
_STATE: Final = re.compile(r"кыргызской республики|кыргыз республикасынын|kyrgyz republic|\bкр\b")
_ENDING: Final = re.compile(r"(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую)$|(?:нын|нин|нун|дын|дин|дун)$")


@dataclass(frozen=True)
class Court:
    """One court: its code, its kind, its region's code, and its name per language."""

    code: str
    kind: str
    region: str
    label: Mapping[str, str]


@cache
def read_courts() -> Mapping[str, Court]:
    """Return every known court by its code."""
    return {court.code: court for court, _ in _read_entries()}


def match_court(text: str) -> str | None:
    """Return the code of the court that `text` names, or None for one not known."""
    names = [(kind, _stem(place)) for kind, place in _read_names(text)]
    if any(kind == "supreme" for kind, _ in names):
        return "supreme"
    strict, loose = _index_courts()
    for kind, place in names:
        found = strict.get(kind + place) or loose.get(make_key(kind + place))
        if found:
            return found
    return None


def name_court(code: str, language: str) -> str:
    """Return a court's name in a language; a text that is no known code is returned as it is."""
    court = read_courts().get(code)
    return court.label[language] if court else code


def _read_names(text: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the place that a name may consist of, the likeliest first."""
    folded = _STATE.sub(" ", fold_label(text).replace(".", ". "))
    for kind, pattern in _PATTERNS:
        if not pattern.search(folded):
            continue
        rest = pattern.sub(" ", folded, count=1)
        yield kind, _LOCALITY.sub(" ", rest)
        yield kind, pattern.sub(" ", folded)
        yield kind, _drop_kinds(rest)


def _drop_kinds(text: str) -> str:
    for _, pattern in _PATTERNS:
        text = pattern.sub(" ", text)
    return text


def _stem(place: str) -> str:
    """Return a place without the endings of its adjective or case."""
    words = _COURT.sub(" ", place).replace(".", " ").split()
    return " ".join(_ENDING.sub("", word) for word in words).rstrip("ьй")


@cache
def _index_courts() -> tuple[dict[str, str], dict[str, str]]:
    """Return each court's code by kind and place, as written and by key.

    Karakol and Kara-Kul share one key (Каракол, Кара-Көл): they are found as written alone.
    """
    pairs = [
        (court.kind + _stem(fold_label(place)), court.code)
        for court, places in _read_entries()
        for place in places
    ]
    return dict(pairs), index(pairs)


@cache
def _read_entries() -> tuple[tuple[Court, tuple[str, ...]], ...]:
    """Return each court with every spelling of its place."""
    text = (files("pipeline") / "forms" / "courts.yaml").read_text(encoding="utf-8")
    given = parse_yaml(text)
    entries = []
    for each in given["courts"]:
        places = dict(zip(LANGUAGES, each["place"], strict=True))
        kind = each["kind"]
        patterns = given["patterns"][kind]
        label = {
            language: patterns[language].format(place=places[language]) for language in LANGUAGES
        }
        code = kind if kind == "supreme" else f"{places['en'].lower()}-{kind}"
        spellings = (*places.values(), *each.get("also", ()))
        entries.append((Court(code, kind, each["region"], label), spellings))
    return tuple(entries)
