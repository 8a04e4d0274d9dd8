"""A finished HTML page or drawing, read back as a reader meets it.

Text is read by blocks (a paragraph, a cell, a caption), each with its place and language. A number
that names its fact or claim is taken out of its block and listed; OPEN stands where it stood, so
that whatever digits are left in a block belong to no fact.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from lxml import etree
from lxml import html as lxml_html

# Stands in a block where a marked number was.
OPEN: Final = "\N{OBJECT REPLACEMENT CHARACTER}"

# fmt: off
_INLINE: Final = frozenset((
    "a", "abbr", "b", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "time", "tspan", "u", "var", "wbr",
))
# fmt: on
_UNSEEN: Final = frozenset(("script", "style", "template"))
# Attributes a reader meets: read out, shown on hovering, or shown in place of the element.
_MET: Final = frozenset(
    ("alt", "title", "aria-label", "aria-description", "aria-valuetext", "placeholder", "label")
)
# Attributes that make a browser fetch something; links a reader follows are not among them.
_FETCHED: Final = frozenset(("src", "srcset", "poster", "data", "action", "formaction"))
# Drawings fetch through a link's attribute.
_DRAWN: Final = frozenset(("image", "use", "feimage"))
_FOLLOWED: Final = ("alternate", "canonical", "license")
_CSS_FETCH: Final = re.compile(r"(?:@import\s|url\(\s*['\"]?)(?!data:|#)", re.IGNORECASE)


@dataclass(frozen=True)
class Block:
    """A text of a page: `part` is its element or attribute (`@title`), `told` the facts it names.

    `kind` is the kind of number its element declares by a class, empty for running text.
    """

    place: str
    part: str
    language: str
    text: str
    told: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True)
class Marked:
    """A number that names what it is: its fact, or a side of a claim (`<claim>.published`)."""

    name: str
    printed: str
    place: str
    language: str


@dataclass
class PageReading:
    """What a finished page says and asks for."""

    language: str = ""
    blocks: list[Block] = field(default_factory=list)
    facts: list[Marked] = field(default_factory=list)
    claims: list[Marked] = field(default_factory=list)
    charts: dict[str, dict[str, Any]] = field(default_factory=dict)
    index: dict[str, dict[str, Any]] | None = None
    words: dict[str, str] = field(default_factory=dict)
    fetched: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def read_html(path: Path) -> PageReading:
    """Return what a finished HTML page, or an SVG drawing, says."""
    return read_markup(path.read_bytes())


def read_markup(markup: bytes) -> PageReading:
    """Return what a piece of HTML says; an empty page says nothing."""
    if not markup.strip():
        return PageReading()
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    root = lxml_html.document_fromstring(markup, parser=parser)
    reader = _Reader()
    reader.reading.language = root.get("lang", "")
    reader.read(root, root.get("lang", ""), "body")
    reader.close_block("body", "")
    return reader.reading


class _Reader:
    """Walks a page in reading order; `_text` is what the open block holds so far."""

    def __init__(self) -> None:
        self.reading = PageReading()
        self._text: list[str] = []
        self._place = ""

    def read(self, element: etree._Element, language: str, part: str) -> None:
        if not isinstance(element.tag, str):
            return
        tag = element.tag.lower()
        outer, language = language, element.get("lang") or language
        self._place = element.get("id") or self._place
        self._note_fetches(tag, element)
        if tag in _UNSEEN:
            self._read_script(tag, element)
            return
        self._read_attributes(element, language)
        # Words of another language are a text of their own.
        is_inline = tag in _INLINE and element.get("lang", language) == outer
        outer_part, part = part, part if tag in _INLINE else tag
        if not is_inline:
            self.close_block(outer_part, outer)
        if not self._take_marked(element, language):
            self._text.append(element.text or "")
            for child in element:
                self.read(child, language, part)
                self._text.append(child.tail or "")
        if tag == "br":
            self._text.append(" ")
        if not is_inline:
            self.close_block(part, language)

    def close_block(self, part: str, language: str) -> None:
        text = " ".join("".join(self._text).split())
        self._text.clear()
        if text:
            self.reading.blocks.append(Block(self._place, part, language, text))

    def _take_marked(self, element: etree._Element, language: str) -> bool:
        """Return whether the element was a number with a name, and note it."""
        for attribute, found in (
            ("data-fact", self.reading.facts),
            ("data-claim", self.reading.claims),
        ):
            name = element.get(attribute)
            if name:
                found.append(Marked(name, _read_text(element).strip(), self._place, language))
                self._text.append(OPEN)
                return True
        kind = find_kind(element.get("class", ""))
        if kind:
            text = _read_text(element).strip()
            self.reading.blocks.append(Block(self._place, "span", language, text, kind=kind))
            self._text.append(OPEN)
        return bool(kind)

    def _read_attributes(self, element: etree._Element, language: str) -> None:
        told = tuple(element.get("data-told", "").split())
        for name, value in element.attrib.items():
            name = str(name).lower()
            if name in _MET or (name.startswith("data-") and name not in _NAMES):
                self._read_attribute(name, str(value), language, told)

    def _read_attribute(self, name: str, value: str, language: str, told: tuple[str, ...]) -> None:
        kind = "section-number" if name == "data-number" else ""
        texts = [value]
        if value[:1] in ("[", "{"):
            try:
                texts = list_texts(json.loads(value))
            except ValueError:
                texts = [value]
        self.reading.blocks += [
            Block(self._place, f"@{name}", language, " ".join(text.split()), told, kind)
            for text in texts
            if text.strip()
        ]

    def _read_script(self, tag: str, element: etree._Element) -> None:
        text = element.text or ""
        if tag == "style":
            self._note_css(text)
        if tag != "script" or element.get("type") != "application/json":
            return
        try:
            value = json.loads(text)
        except ValueError:
            self.reading.broken.append(self._place)
            return
        if element.get("id") == "facts-index":
            self.reading.index = value
        elif element.get("id") == "ui-words":
            self.reading.words = value
        elif "chart-figure" in element.get("class", ""):
            self.reading.charts[self._place] = value
        else:
            language = self.reading.language
            self.reading.blocks += [
                Block(self._place, "json", language, text) for text in list_texts(value)
            ]

    def _note_fetches(self, tag: str, element: etree._Element) -> None:
        given = {str(name).lower(): str(value) for name, value in element.attrib.items()}
        addresses = [value for name, value in given.items() if name in _FETCHED]
        if tag == "link" and given.get("rel") not in _FOLLOWED:
            addresses.append(given.get("href", ""))
        if tag in _DRAWN:
            addresses += [given.get("href", ""), given.get("xlink:href", "")]
        self.reading.fetched += [
            address for address in addresses if address and not address.startswith(("data:", "#"))
        ]
        self._note_css(given.get("style", ""))

    def _note_css(self, css: str) -> None:
        self.reading.fetched += [found.group() for found in _CSS_FETCH.finditer(css)]


# Attributes that name what an element is or refers to; they are checked where the element is.
_NAMES: Final = frozenset(
    ("data-fact", "data-claim", "data-told", "data-layout-ncol", "data-cites", "data-external")
)


@cache
def find_kind(classes: str) -> str:
    """Return the kind of number that a class declares: `kind-<id>`, or a section's own number."""
    for name in classes.split():
        if name.startswith("kind-"):
            return name.removeprefix("kind-")
        if name in ("header-section-number", "toc-section-number"):
            return "section-number"
    return ""


def list_texts(value: Any) -> list[str]:
    """Return every text in a JSON value; numbers count as texts, for a reader may meet them."""
    if isinstance(value, Mapping):
        return [text for each in value.values() for text in list_texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in list_texts(each)]
    if isinstance(value, bool) or value is None:
        return []
    return [str(value)]


def _read_text(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext())
