"""Numbers that are no figures: years, articles, dates, sections, names of standards and files.

The kinds are data, reports/number-kinds.yaml, each with its reason. A kind is found in its context
by a pattern, or is named by the element around it (class `kind-<id>`), or is a text that the
edition itself publishes. What a group of a pattern holds must be known to the edition: `(?P<year>)`
a year that its facts, codes or sources speak of, `(?P<article>)` an article of the concordance.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

import yaml

from pipeline.claims import read_claims
from pipeline.errors import UnreadableFileError
from pipeline.facts import Fact
from pipeline.locators import say_place
from pipeline.page_reading import OPEN
from pipeline.words import LANGUAGES, load_words
from pipeline.yaml_text import parse_yaml

KINDS_FILE: Final = "number-kinds.yaml"
Where = Literal["text", "chart", "axis", "attribute", "filter", "pdf"]

# A digit of any script, also raised, lowered or as a fraction.
DIGIT: Final = re.compile(
    r"[\d\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2079\u2080-\u2089\u2150-\u215e]"
)
_D: Final = DIGIT.pattern
_NUMBER: Final = re.compile(rf"{_D}+(?:[.,]{_D}+|[ \u00a0\u202f]{_D}{{3}}(?!{_D}))*(?:\s?%)?")
_SPACES: Final = str.maketrans("\u00a0\u202f", "  ")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
_ARTICLE: Final = re.compile(r"\d+(?:-\d+)?")
# Columns of the sources whose digits say nothing: part of a hash may look like a year.
_NOT_IN_WORDS: Final = ("file", "sha256", "url")
# What printing changes in a text without changing what it says.
_SAME: Final = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "’": "'", "‘": "'",
                              "‑": "-", "–": "-", "—": "-", "…": ".", "\u00a0": " ", "\u202f": " ",
                              "*": None, "`": None})  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """One kind of number that is no figure. `where` says in which texts it may stand."""

    id: str
    reason: str
    pattern: re.Pattern[str]
    where: tuple[Where, ...]
    marked: bool = False


@dataclass(frozen=True)
class Known:
    """What the numbers of an edition may refer to, by the name of a pattern's group.

    `texts` are published by the edition itself; `days` its dates as each language writes them.
    """

    values: Mapping[str, frozenset[str]]
    texts: tuple[str, ...] = ()
    days: tuple[str, ...] = ()


def read_kinds(path: Path) -> tuple[Kind, ...]:
    """Return the kinds in a YAML file; refuses one that cannot be read or lacks a reason."""
    try:
        given = parse_yaml(path.read_text(encoding="utf-8"))
        return tuple(_make_kind(entry) for entry in given["kinds"])
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, re.error) as fault:
        reason = str(fault).splitlines()[0]
        raise UnreadableFileError("error-file-unreadable", file=str(path), reason=reason) from fault


def _make_kind(entry: Mapping[str, Any]) -> Kind:
    if not str(entry["reason"]).strip():
        raise ValueError(f"{entry['id']} has no reason")
    return Kind(
        id=str(entry["id"]),
        reason=str(entry["reason"]),
        pattern=re.compile(entry["pattern"], re.VERBOSE),
        where=tuple(entry.get("where", ("text",))),
        marked=bool(entry.get("marked", False)),
    )


def find_known(
    facts: Iterable[Fact],
    tables: Mapping[str, Sequence[Mapping[str, str]]],
    parameters: Iterable[int | str],
) -> Known:
    """Return what an edition knows, from its facts, its tables of texts and its parameters.

    `tables` are claims, their places, sources, glossary and concordance, as published; a year is
    known if it is not before the first, nor after the last that any of them speaks of.
    """
    keys = [(key, value) for fact in facts for key, value in fact.row.items()]
    sources = "\n".join(
        text
        for row in tables["sources"]
        for column, text in row.items()
        if column not in _NOT_IN_WORDS
    )
    articles = [row["article"] for row in tables["concordance"]]
    codes = [row["code"] for row in tables["concordance"]]
    dates = {text for _, text in keys if _DATE.fullmatch(text)} | set(_DATE.findall(sources))
    years = {
        *(int(text) for _, text in keys if _YEAR.fullmatch(text)),
        *(int(day[:4]) for day in dates),
        *(int(year) for year in _YEAR.findall(sources)),
        *(int(code) for code in codes if code.isdecimal()),
    }
    written = (
        text
        for name in ("claims", "sources", "glossary")
        for row in tables[name]
        for text in row.values()
        if DIGIT.search(text) and len(text.split()) > 2
    )
    return Known(
        values={
            "year": frozenset(map(str, range(min(years), max(years) + 1) if years else ())),
            "date": frozenset(dates),
            "article": frozenset(each for text in articles for each in _ARTICLE.findall(text))
            | {text for key, text in keys if key == "article"},
            "file": frozenset(text for key, text in keys if key == "file"),
            "key": frozenset(text for _, text in keys),
            "parameter": frozenset(map(str, parameters)),
            "place": frozenset(
                fold_print(text) for row in tables.get("places", ()) for text in row.values()
            ),
        },
        days=tuple(
            load_words(each).date(date.fromisoformat(day)).translate(_SPACES)
            for day in dates
            for each in LANGUAGES
        ),
        texts=tuple(sorted({fold_print(text) for text in written}, key=len, reverse=True)),
    )


def read_tables(folder: Path) -> dict[str, list[dict[str, str]]]:
    """Return an edition's published tables of texts, by name; a missing one is empty."""
    tables: dict[str, list[dict[str, str]]] = {}
    for name in ("sources", "glossary", "concordance"):
        path = folder / "data" / f"{name}.csv"
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        tables[name] = list(csv.DictReader(text.splitlines()))
    path = folder / "claims.json"
    claims = read_claims(path) if path.is_file() else []
    tables["claims"] = [
        {f"{part}_{language}": text for part in ("statement", "method", "explanation")
         for language, text in getattr(claim, part).items()}
        for claim in claims
    ]  # fmt: skip
    tables["places"] = [
        {language: say_place(claim.locator, load_words(language)) for language in LANGUAGES}
        for claim in claims
    ]
    return tables


def fold_print(text: str) -> str:
    """Return a text without what printing changes: kinds of quotes, dashes and spaces."""
    return " ".join(text.translate(_SAME).split())


def mask_kinds(text: str, kinds: Sequence[Kind], known: Known, where: Where, kind: str = "") -> str:
    """Return the text with every number of a known kind taken out.

    `kind` is what the element around the text says it is: then the whole text must be of it.
    """
    text = text.translate(_SPACES)
    if kind:
        marked = next((each for each in kinds if each.marked and each.id == kind), None)
        found = marked.pattern.fullmatch(text) if marked else None
        return _mask(found, known) if found else text
    for day in known.days if where != "pdf" else ():
        text = text.replace(day, OPEN)
    for each in kinds:
        if where in each.where and not each.marked and DIGIT.search(text):
            text = each.pattern.sub(lambda found: _mask(found, known), text)
    return text


def _mask(found: re.Match[str], known: Known) -> str:
    for name, value in found.groupdict().items():
        if value is not None and not _is_known(name.rstrip("0123456789"), value, known):
            return found.group()
    return OPEN


def _is_known(name: str, value: str, known: Known) -> bool:
    """Return whether a group holds what it names; `articles` and `years` are several."""
    values = known.values.get(name.removesuffix("s"), frozenset())
    several = {"articles": _ARTICLE, "years": _YEAR}.get(name)
    parts = several.findall(value) if several else [fold_print(value)]
    return bool(parts) and all(part in values for part in parts)


def mask_texts(text: str, known: Known) -> str:
    """Return a folded text without the texts that the edition itself publishes."""
    folded = fold_print(text)
    for written in known.texts:
        if len(written) <= len(folded) and written in folded:
            folded = folded.replace(written, OPEN)
            if not DIGIT.search(folded):
                break
    return folded


def find_numbers(text: str) -> list[str]:
    """Return the numbers in a text, each with its marks and a percent sign."""
    return [found.group().strip() for found in _NUMBER.finditer(text)]
