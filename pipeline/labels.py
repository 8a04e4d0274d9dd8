"""What offices write, compared as people read it: codes and columns found by their names.

Two labels are the same when they differ in case, spaces, dashes, quotation marks, footnote marks,
ё for е, Latin letters that look Cyrillic (and the other way round), or plain letters for ң, ө, ү.
Nothing is guessed beyond that: a label that could mean two things means none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

from pipeline.form_spec import ColumnSpec, SheetSpec, read_codes

_LATIN: Final = "ABCEHIKMOPTXYaceiopxy"
_CYRILLIC: Final = "АВСЕНІКМОРТХУасеіорху"
_TO_CYRILLIC: Final = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN: Final = str.maketrans(_CYRILLIC, _LATIN)
_HAS_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
_HAS_LATIN: Final = re.compile(r"[A-Za-z]")
_WORD: Final = re.compile(r"[^\W\d_]+")

_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DASHES: Final = re.compile("[\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d]")
_QUOTES: Final = re.compile("[\"'«»“”„‟‘’`´]")
_FOOTNOTES: Final = (
    re.compile("[\u00b9\u00b2\u00b3\u2070-\u207f*†‡]+"),
    re.compile(r"\s*\[\d{1,2}\]"),
    # "Пол1)", "Пол (1)", "14 лет 1)": a number in a bracket after a letter or a space.
    re.compile(r"(?:(?<=[^\W\d])|\s)\s*\(?\d{1,2}\)(?=\s|$)"),
)
_ORDINAL: Final = re.compile(r"^\s*\d{1,2}(\.\d{1,2})*[.)]\s*(?=[^\W\d]|№)")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_PLAIN_LETTERS: Final = str.maketrans("ңөүұҥ", "ноуун")
_NO_KEY: Final = re.compile(r"[^\w<>+№]|_")
_BETWEEN_DIGITS: Final = re.compile(r"(?<=\d)\s*[-_]\s*(?=\d)")
_GLUED_DIGITS: Final = re.compile(r"(?<=[^\W\d])\d{1,2}$")
_RANGE_CODE: Final = re.compile(
    r"(?P<low>\d+)_(?P<high>\d+)|under_(?P<under>\d+)|(?P<plus>\d+)_plus"
)
# Windows-1251 has no ң, ө, ү: programs that save in it write a question mark for each.
_LOST_LETTER: Final = "[ноу]"


def fold_label(text: str) -> str:
    """Return a label without what does not count in it: case, marks, kinds of spaces and dashes."""
    text = _INVISIBLE.sub("", text)
    for mark in _FOOTNOTES:
        text = mark.sub("", text)
    text = _DASHES.sub("-", _QUOTES.sub("", text))
    text = _unite_letters(text).casefold().replace("ё", "е")
    return " ".join(text.split()).strip(" :;,")


@lru_cache(maxsize=16_384)
def make_key(text: str) -> str:
    """Return what two spellings of one label share: letters and digits, plain ones for ң, ө, ү."""
    folded = _BETWEEN_DIGITS.sub("–", _ORDINAL.sub("", fold_label(text)))
    return _NO_KEY.sub("", folded.translate(_PLAIN_LETTERS).replace("–", "<>"))


@lru_cache(maxsize=16_384)
def match_code(codes_name: str, text: str) -> str | None:
    """Return the code of the list `codes_name` that `text` names, or None.

    An age in years finds its group.
    """
    found = find(_index_codes(codes_name), text)
    if found is None and text.strip().isdecimal():
        return _find_range(codes_name, int(text))
    return found


def match_column(sheet: SheetSpec, heading: str) -> ColumnSpec | None:
    """Return the column of `sheet` that `heading` names, with or without its brackets, or None."""
    found = find(index_columns(sheet), heading)
    return sheet.column(found) if found else None


def find(names: Mapping[str, str], text: str) -> str | None:
    """Return what `text` names in an index of keys, or None.

    It is looked up as it stands, then without its brackets, then without digits glued to its end
    (a footnote), then with the letters that an encoding lost.
    """
    key = make_key(text)
    tries = (key, make_key(_BRACKETS.sub(" ", text)), _GLUED_DIGITS.sub("", key))
    found = next((names[each] for each in tries if each in names), None)
    return found or (_find_damaged(names, text) if "?" in text else None)


def index(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what each spelling names, by its key; a key that names two things is left out."""
    named: dict[str, set[str]] = {}
    for said, name in pairs:
        named.setdefault(make_key(said), set()).add(name)
    return {key: names.pop() for key, names in named.items() if key and len(names) == 1}


def _find_damaged(names: Mapping[str, str], text: str) -> str | None:
    parts = (re.escape(make_key(part)) if part.strip() else "" for part in text.split("?"))
    pattern = re.compile(_LOST_LETTER.join(parts))
    found = {name for key, name in names.items() if pattern.fullmatch(key)}
    return found.pop() if len(found) == 1 else None


def as_code(text: str) -> str:
    """Return a label as a code: "18 years or over" is 18_plus, "Forced labour" forced_labour."""
    text = text.strip().lower().removeprefix("by ")
    text = re.sub(r"\byears?\b", "", text).replace("or over", "plus").replace(" to ", "_")
    return "_".join(text.split())


def make_code(text: str) -> str:
    """Return a code made from a label that has none: letters and digits, parted by "_"."""
    text = fold_label(text).replace("years old", "years")
    text = re.sub(r"\b(?:and|or) (?:above|over|older)\b", "plus", text)
    return as_code(re.sub(r"[^\w+]+", " ", text))


def _unite_letters(text: str) -> str:
    """Return the text with each word in one alphabet, as it was meant.

    A word of both alphabets is Latin if some of its letters are Latin only, else Cyrillic; a word
    made of twins alone follows the rest of the text.
    """
    is_cyrillic_text = bool(_HAS_CYRILLIC.search(text))

    def unite(match: re.Match[str]) -> str:
        word = match.group()
        if not _HAS_LATIN.search(word):
            return word
        as_cyrillic = word.translate(_TO_CYRILLIC)
        if not _HAS_LATIN.search(as_cyrillic):
            return as_cyrillic if is_cyrillic_text else word
        as_latin = word.translate(_TO_LATIN)
        return word if _HAS_CYRILLIC.search(as_latin) else as_latin

    return _WORD.sub(unite, text)


@cache
def _index_codes(codes_name: str) -> dict[str, str]:
    return index(
        (said, code.code)
        for code in read_codes()[codes_name]
        for said in (code.code, *code.label.values(), *code.also)
    )


def index_columns(sheet: SheetSpec) -> dict[str, str]:
    """Return the ids of a sheet's columns by the key of each of their names."""
    return index(
        (said, column.id)
        for column in sheet.columns
        for said in (column.id, *column.label.values(), *column.also)
    )


def _find_range(codes_name: str, number: int) -> str | None:
    """Return the code whose range holds `number`: 14_17, under_14 or 60_plus."""
    for code in read_codes()[codes_name]:
        match = _RANGE_CODE.fullmatch(code.code)
        if match is None:
            continue
        low, high, under, plus = (match[name] for name in ("low", "high", "under", "plus"))
        bounds = (low or plus or 0, high or (under and int(under) - 1) or 120)
        if int(bounds[0]) <= number <= int(bounds[1]):
            return code.code
    return None
