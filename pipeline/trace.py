"""trace: every number on a page is a fact of the edition, printed as the fact is, or no figure.

A number that names its fact (data-fact) must be that fact; one that names a claim, a side of the
claim. Whatever digits are left in texts and attributes must be of a declared kind (number_kinds),
else they are orphans. The facts a page's dialog tells must be those of facts.json.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline.chart_model import write_status
from pipeline.claims import Claim
from pipeline.facts import Fact
from pipeline.faults import Fault
from pipeline.ledger_tables import write_value
from pipeline.number_kinds import (
    DIGIT,
    Kind,
    Known,
    Where,
    find_numbers,
    fold_print,
    mask_kinds,
    mask_texts,
)
from pipeline.page_reading import OPEN, Block, Marked, PageReading
from pipeline.wording import SYMBOLS, name_status, show_number
from pipeline.words import LANGUAGES, Words, load_words

_AROUND: Final = 40
_SIDES: Final = ("published", "recomputed", "difference")
_WHERE: Final[Mapping[str, Where]] = {
    "@data-filters": "filter",
    "@data-source": "filter",
    "chart": "chart",
    "axis": "axis",
}


@dataclass(frozen=True)
class Ground:
    """What the numbers of an edition's pages are held against."""

    edition: int
    facts: Mapping[str, Fact]
    claims: Mapping[str, Claim]
    kinds: Sequence[Kind]
    known: Known


def check_trace(reading: PageReading, ground: Ground, language: str, place: str) -> list[Fault]:
    """Return numbers of a page that are no fact, not printed as their fact, or orphans."""
    return [
        *check_marked_facts(reading.facts, ground.facts, place),
        *check_marked_claims(reading.claims, ground.claims, place),
        *check_orphans(reading.blocks, ground, place),
        *check_index(reading, ground, load_words(language), place),
        *(Fault("trace", f"{place}#{each}", "JSON that cannot be read", "JSON") for each in
          reading.broken),
    ]  # fmt: skip


def check_marked_facts(
    marked: Iterable[Marked], facts: Mapping[str, Fact], place: str
) -> list[Fault]:
    """Return marked numbers that are no fact, or are not printed as the fact is."""
    faults = []
    for each in marked:
        fact = facts.get(each.name)
        where = f"{place}#{each.place}"
        if fact is None:
            faults.append(Fault("trace", where, f"{each.name} is no fact", "an id of facts.json"))
            continue
        words = [load_words(language) for language in split_languages(each.language)]
        texts = set().union(*(expected_texts(fact, each) for each in words))
        if fact.value is None and words:  # as a drawing says it, in one or two languages
            texts.add(write_status(fact.status, *words))  # type: ignore[arg-type]
        # A drawing turns the space that keeps thousands together into a plain one.
        if fold_spaces(each.printed) not in map(fold_spaces, texts):
            told = f"{each.name} is printed “{each.printed}”"
            expected = " · ".join(show_number(fact, each) for each in words)
            faults.append(Fault("trace", where, told, expected))
    return faults


def fold_spaces(text: str) -> str:
    """Return a text in which every space, kept together or not, is a plain one."""
    return " ".join(text.split())


def expected_texts(fact: Fact, words: Words) -> set[str]:
    """Return how a fact may be printed: its number, or its status in full, in short, as a mark."""
    if fact.value is not None:
        return {show_number(fact, words)}
    status = name_status(fact)
    name = status.replace("_", "-")
    symbol = SYMBOLS.get(status, "").replace("\\", "")
    return {words.say(f"status-{name}"), words.say(f"status-short-{name}"), symbol} - {""}


def check_marked_claims(
    marked: Iterable[Marked], claims: Mapping[str, Claim], place: str
) -> list[Fault]:
    """Return numbers of the ledger that are not what the claim publishes or recomputing gave."""
    faults = []
    for each in marked:
        name, _, side = each.name.rpartition(".")
        claim = claims.get(name)
        value = getattr(claim, side, None) if side in _SIDES else None
        where = f"{place}#{each.place}"
        if claim is None or value is None:
            faults.append(Fault("trace", where, f"{each.name} is no claim", "an id of claims.json"))
            continue
        words = [load_words(language) for language in split_languages(each.language)]
        expected = [write_value(value, claim.unit, each) for each in words]
        if each.printed not in expected:
            told = f"{each.name} is printed “{each.printed}”"
            faults.append(Fault("trace", where, told, " · ".join(expected)))
    return faults


def check_orphans(blocks: Iterable[Block], ground: Ground, place: str) -> list[Fault]:
    """Return numbers that are neither facts nor of a declared kind, with the words around them."""
    return [
        Fault(
            "trace",
            f"{place}#{block.place} ({block.part})",
            f"{number} in “{around}” is no fact",
            "a fact, or a kind of reports/number-kinds.yaml",
        )
        for block in blocks
        if DIGIT.search(block.text)
        for number, around in find_orphans(block, ground)
    ]


def find_orphans(block: Block, ground: Ground) -> list[tuple[str, str]]:
    """Return a block's numbers of no kind, each with the words around it."""
    where = _WHERE.get(block.part, "attribute" if block.part.startswith("@") else "text")
    words = [load_words(language) for language in split_languages(block.language)]
    text = mask_told(block.text, [ground.facts[each] for each in block.told if each in
                                  ground.facts], words)  # fmt: skip
    text = mask_kinds(text, ground.kinds, ground.known, where, block.kind)
    if DIGIT.search(text):
        # A text the edition publishes may hold numbers that a kind has already taken out of here.
        published = mask_texts(block.text, ground.known)
        text = mask_kinds(published, ground.kinds, ground.known, where, block.kind)
        text = mask_told(text, [ground.facts[n] for n in block.told if n in ground.facts], words)
    return [(number, cut_around(text, number)) for number in find_numbers(text)]


def split_languages(language: str) -> list[str]:
    """Return the languages of a text, of ours: a bilingual picture's are written `en-ru`."""
    return [each for each in language.split("-") if each in LANGUAGES]


def mask_told(text: str, facts: Iterable[Fact], words: Iterable[Words]) -> str:
    """Return a text without the numbers of the facts that it says it tells."""
    shown = {show_number(fact, each) for fact in facts for each in words}
    for number in sorted(shown, key=len, reverse=True):
        for form in {number, fold_print(number)}:
            if DIGIT.search(form):
                text = re.sub(rf"(?<![\d.,]){re.escape(form)}(?![\d]|[.,]\d)", OPEN, text)
    return text


def cut_around(text: str, number: str) -> str:
    """Return the words around a number, for a message."""
    at = max(text.find(number), 0)
    cut = text[max(at - _AROUND, 0) : at + len(number) + _AROUND]
    return cut.replace(OPEN, "#").strip()


def check_index(reading: PageReading, ground: Ground, words: Words, place: str) -> list[Fault]:
    """Return what a page tells of its facts otherwise than facts.json, or does not tell."""
    index = reading.index
    if index is None:
        return []
    faults = [
        Fault("trace", f"{place}#facts-index", f"{name}: {odd}", "as in facts.json")
        for name, told in index.items()
        for odd in find_told_otherwise(told, ground.facts.get(name), ground.edition, words)
    ]
    untold = sorted({each.name for each in reading.facts} - set(index))
    return faults + [
        Fault("trace", f"{place}#facts-index", f"{name} cannot be opened", "its query and sources")
        for name in untold
    ]


def find_told_otherwise(
    told: Mapping[str, Any], fact: Fact | None, edition: int, words: Words
) -> list[str]:
    """Return the names of what a page tells of a fact otherwise than the fact says."""
    if fact is None:
        return ["no fact"]
    refs = [{"file": ref.file, "sha256": ref.sha256, "locator": ref.locator} for ref in
            fact.sources]  # fmt: skip
    sources = list(told.get("sources", ()))
    expected = {
        "label": fact.label[words.language],
        "value": show_number(fact, words),
        "raw": fact.value,
        "status": fact.status,
        "sql": fact.sql,
        "edition": edition,
    }
    odd = [name for name, value in expected.items() if told.get(name) != value]
    if bool(sources) != bool(refs) or sources != refs[: len(sources)]:
        odd.append("sources")
    return odd
