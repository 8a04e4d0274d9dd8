"""parity, for words: every message in every language, each its own words, each page its language.

Where two languages do say the same (MIT, PDF, Таблица), reports/same-words.yaml declares it, with
a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Final

import yaml
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from pipeline.errors import UnreadableFileError
from pipeline.faults import Fault
from pipeline.page_reading import Block
from pipeline.words import LANGUAGES, parse_messages
from pipeline.yaml_text import parse_yaml

SAME_WORDS_FILE: Final = "same-words.yaml"
# The program's own messages, wherever the project is.
MESSAGES: Final = Path(__file__).parent / "messages"

_WORD: Final = re.compile(r"[^\W\d_]+", re.UNICODE)
# Files and addresses are of no language.
_PATH: Final = re.compile(r"\S+/\S+|[\w-]+\.[a-z]{2,4}\b")
_CYRILLIC: Final = re.compile(r"[Ѐ-ӿ]")
_LATIN: Final = re.compile(r"[A-Za-z]")
_KYRGYZ_LETTER: Final = re.compile(r"[ӨөҮүҢң]")
# Words that nearly every sentence of one language has and the other language never.
STOP_WORDS: Final[Mapping[str, frozenset[str]]] = {
    "ky": frozenset(
        ("жана", "менен", "боюнча", "үчүн", "эмес", "бул", "деп", "же", "жок", "бар", "ар", "бир",
         "эки", "үч", "саны", "иш", "иштер", "иштердин", "жылы", "жылдагы", "берилген", "кийин",
         "чейин", "алардын", "анын", "эч", "эң", "ошол", "кайсы", "болуп", "болгон", "адамдарды")
    ),
    "ru": frozenset(
        ("и", "в", "во", "не", "на", "что", "по", "с", "для", "из", "от", "это", "или", "о", "об",
         "за", "к", "как", "был", "была", "было", "были", "года", "году", "годы", "лет", "их",
         "его", "они", "этого", "этот", "эта", "до", "при", "все", "всех", "чем", "дел", "дела")
    ),
    "en": frozenset(
        ("the", "of", "and", "in", "to", "is", "are", "by", "for", "not", "was", "were", "with",
         "from", "on", "that", "a", "an", "as", "at", "or", "no", "its", "it")
    ),
}  # fmt: skip
# Fewer words than these say too little about a language.
_ENOUGH_WORDS: Final = 6


@dataclass(frozen=True)
class Same:
    """A text that two or more languages share, and why."""

    text: str
    languages: frozenset[str]
    reason: str


def read_same_words(path: Path) -> tuple[Same, ...]:
    """Return the texts that languages may share; refuses a file that cannot be read."""
    try:
        given = parse_yaml(path.read_text(encoding="utf-8"))
        return tuple(
            Same(str(entry["text"]), frozenset(entry["languages"]), str(entry["reason"]))
            for entry in given["same"]
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError) as fault:
        reason = str(fault).splitlines()[0]
        raise UnreadableFileError("error-file-unreadable", file=str(path), reason=reason) from fault


@dataclass(frozen=True)
class Said:
    """A message in one language: where it stands, its text, and the arguments it prints."""

    place: str
    text: str
    arguments: frozenset[str]


def read_messages(folder: Path) -> dict[str, dict[str, Said]]:
    """Return the messages of each language by id."""
    return {language: _read_language(folder / language) for language in LANGUAGES}


def _read_language(folder: Path) -> dict[str, Said]:
    messages = {}
    for path in sorted(folder.glob("*.ftl")):
        for entry in parse_messages(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message) and entry.value is not None:
                parts = _Parts()
                parts.visit(entry.value)
                place = f"pipeline/messages/{folder.name}/{path.name}"
                text = " ".join(" ".join(parts.texts).split())
                messages[entry.id.name] = Said(place, text, frozenset(parts.arguments))
    return messages


class _Parts(Visitor):
    """Collects the texts of a message and the names of its arguments."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.arguments: set[str] = set()

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802 - Fluent's name
        self.texts.append(node.value)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.arguments.add(node.id.name)


def check_messages(messages: Mapping[str, Mapping[str, Said]], same: Sequence[Same]) -> list[Fault]:
    """Return messages missing in a language, with other arguments, or left in another's words."""
    faults = []
    ids = sorted({name for own in messages.values() for name in own})
    for name in ids:
        known = {language: own[name] for language, own in messages.items() if name in own}
        like = next(iter(known))
        for language in messages:
            if language not in known:
                place = known[like].place.replace(f"/{like}/", f"/{language}/")
                faults.append(Fault("parity", place, f"message {name} is missing", f"as in {like}"))
            elif known[language].arguments != known[like].arguments:
                odd = ", ".join(sorted(known[language].arguments ^ known[like].arguments))
                told = f"message {name} differs in its arguments {odd}"
                faults.append(Fault("parity", known[language].place, told, f"as in {like}"))
        texts = {language: said.text for language, said in known.items()}
        faults += check_texts(texts, same, {key: said.place for key, said in known.items()}, name)
    return faults


def check_texts(
    texts: Mapping[str, str], same: Sequence[Same], places: Mapping[str, str], name: str
) -> list[Fault]:
    """Return a text that two languages share without a declared reason."""
    return [
        Fault("parity", places[other], f"{name}: “{texts[other][:60]}” as in {one}", "translated")
        for one, other in combinations(texts, 2)
        if texts[one] == texts[other]
        and _WORD.search(texts[one])
        and not any(each.text == texts[one] and {one, other} <= each.languages for each in same)
    ]


def check_rows(rows: Iterable[Mapping[str, str]], same: Sequence[Same], place: str) -> list[Fault]:
    """Return cells of open data that are the same in two languages: columns <name>_<language>."""
    faults = []
    for row in rows:
        names = [key.removesuffix("_en") for key in row if key.endswith("_en")]
        for name in names:
            texts = {each: row[f"{name}_{each}"] for each in LANGUAGES if row.get(f"{name}_{each}")}
            faults += check_texts(texts, same, dict.fromkeys(texts, place), name)
    return faults


def check_language(blocks: Iterable[Block], place: str) -> list[Fault]:
    """Return texts that are not in the language their element declares."""
    return [
        Fault("parity", f"{place}#{block.place} ({block.part})", f"“{block.text[:60]}”", found)
        for block in blocks
        if block.language in STOP_WORDS and (found := find_foreign(block.text, block.language))
    ]


def find_foreign(text: str, language: str) -> str:
    """Return what shows that a text is not in `language`; empty if nothing does.

    English is in Latin letters, Kyrgyz and Russian in Cyrillic; only Kyrgyz has ө, ү and ң; and a
    sentence has its own language's most frequent words, not another's.
    """
    words = [word.lower() for word in _WORD.findall(_PATH.sub(" ", text))]
    if len(words) < _ENOUGH_WORDS:
        return "no Kyrgyz letters" if language == "ru" and _is_kyrgyz(words) else ""
    cyrillic = sum(bool(_CYRILLIC.search(word)) for word in words)
    latin = sum(bool(_LATIN.search(word)) for word in words)
    if language == "en" and cyrillic > latin:
        return "English"
    if language != "en" and latin > cyrillic:
        return f"Cyrillic letters ({language})"
    if language == "ru" and _is_kyrgyz(words):
        return "no Kyrgyz letters"
    counts = {each: sum(word in own for word in words) for each, own in STOP_WORDS.items()}
    strange = max((each for each in counts if each != language), key=lambda each: counts[each])
    return f"words of {language}" if counts[strange] > 2 * counts[language] + 1 else ""


def _is_kyrgyz(words: Sequence[str]) -> bool:
    return sum(bool(_KYRGYZ_LETTER.search(word)) for word in words) > len(words) / 4
