"""The gates of publishing: what must hold of an edition's finished pages.

Each gate reads the pages back as a reader's browser would and returns what it found wrong, with
its place. Publishing stops at the first fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from pipeline.disclosure import is_controlled
from pipeline.facts import Fact
from pipeline.faults import Fault
from pipeline.wording import show_number
from pipeline.words import Words, load_words

# Attributes that make a browser fetch something; links a reader follows are not among them.
_FETCHED: Final = {"src", "srcset", "poster", "data", "action", "formaction"}
# Drawings fetch through a link's attribute.
_DRAWN: Final = {"image", "use", "feimage"}
_CSS_FETCH: Final = re.compile(r"(?:@import\s|url\(\s*['\"]?)(?!data:|#)", re.IGNORECASE)
_VOID: Final = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}


@dataclass
class PageReading:
    """What a finished page says: its language, its facts' printed numbers, and what it fetches."""

    language: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)


def read_html(path: Path) -> PageReading:
    """Return what a finished HTML page says."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.reading


def check_pages(
    pages: Mapping[tuple[str, str], Path], facts: Mapping[str, Fact], root: Path
) -> list[Fault]:
    """Return the faults of an edition's HTML pages, by (language, page name).

    trace: every marked number is a fact of the edition, printed as the fact is. parity: a page
    has the same facts in every language. offline: no page fetches anything. language: a page
    speaks the language of its folder.
    """
    readings = {key: read_html(path) for key, path in pages.items()}
    faults: list[Fault] = []
    for (language, name), reading in readings.items():
        place = str(pages[language, name].relative_to(root))
        faults += check_trace(reading, facts, load_words(language), place)
        faults += [
            Fault("offline", place, f"fetches {address[:80]}", "no request to any host")
            for address in reading.fetched
        ]
        if reading.language != language:
            faults.append(Fault("parity", place, f"lang is {reading.language!r}", language))
    return faults + check_parity(readings)


def check_trace(
    reading: PageReading, facts: Mapping[str, Fact], words: Words, place: str
) -> list[Fault]:
    """Return marked numbers that are no fact, or are not printed as the fact is."""
    faults = []
    for name, printed in reading.facts:
        fact = facts.get(name)
        if fact is None:
            faults.append(Fault("trace", place, f"{name} is no fact", "an id of facts.json"))
        elif printed not in expected_texts(fact, words):
            expected = show_number(fact, words)
            faults.append(Fault("trace", place, f"{name} is printed “{printed}”", expected))
    return faults


def expected_texts(fact: Fact, words: Words) -> set[str]:
    """Return how a fact may be printed: its number, or its status in full or in short."""
    texts = {show_number(fact, words)}
    if fact.value is None:
        texts.add(words.say(f"status-short-{fact.status.replace('_', '-')}"))
    return texts


def check_parity(readings: Mapping[tuple[str, str], PageReading]) -> list[Fault]:
    """Return pages that do not print the same facts as in another language."""
    faults = []
    for name in sorted({name for _, name in readings}):
        by_language = {
            language: {fact for fact, _ in reading.facts}
            for (language, page), reading in readings.items()
            if page == name
        }
        first, *others = sorted(by_language)
        for other in others:
            if by_language[other] != by_language[first]:
                odd = by_language[other] ^ by_language[first]
                named = ", ".join(sorted(odd)[:3])
                faults.append(
                    Fault("parity", f"{other}/{name}.html", f"differs in {named}", f"as in {first}")
                )
    return faults


def check_disclosure(facts: Iterable[Fact]) -> list[Fault]:
    """Return facts that must not leave: suppressed cells with a value, and regions of persons.

    Regions may be told where all editions' counts are under disclosure control (disclosure_gate).
    """
    faults = []
    for fact in facts:
        if fact.status in ("suppressed", "not_reported") and fact.value is not None:
            faults.append(Fault("disclosure", fact.id, f"{fact.status} with a value", "no value"))
        if any("KG-" in value for value in fact.row.values()) and not is_controlled(fact):
            faults.append(Fault("disclosure", fact.id, "a count by region", "national counts"))
    return faults


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.reading = PageReading()
        self._open: list[str] = []
        self._fact: tuple[str, int] | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.reading.language = given.get("lang", "")
        self._note_fetches(tag, given)
        if tag in _VOID:
            return
        self._open.append(tag)
        if "data-fact" in given and self._fact is None:
            self._fact = (given["data-fact"], len(self._open))
            self._text = []

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        while self._open:
            if self._fact and self._fact[1] == len(self._open):
                self.reading.facts.append((self._fact[0], "".join(self._text).strip()))
                self._fact = None
            if self._open.pop() == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._fact:
            self._text.append(data)
        if self._open and self._open[-1] == "style":
            self._note_css(data)

    def _note_fetches(self, tag: str, given: Mapping[str, str]) -> None:
        addresses = [value for name, value in given.items() if name in _FETCHED]
        if tag == "link" and given.get("rel") not in ("alternate", "canonical", "license"):
            addresses.append(given.get("href", ""))
        if tag in _DRAWN:
            addresses += [given.get("href", ""), given.get("xlink:href", "")]
        self.reading.fetched += [
            address for address in addresses if address and not address.startswith(("data:", "#"))
        ]
        self._note_css(given.get("style", ""))

    def _note_css(self, css: str) -> None:
        self.reading.fetched += [found.group() for found in _CSS_FETCH.finditer(css)]
