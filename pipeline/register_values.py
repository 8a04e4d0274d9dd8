"""What the cells of a register say: each distinct text is read once, however many rows have it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import pyarrow as pa

from pipeline.citations import Citation, parse_citations
from pipeline.dates import read_date
from pipeline.form_spec import MARKS, ColumnSpec
from pipeline.labels import match_code

_YEARS: Final = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:years?|yrs?|лет|года?|г|жыл)\b\.?", re.IGNORECASE
)
_MONTHS: Final = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:months?|mos?|месяц\w*|мес|ай)\b\.?", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?")
_SPACES: Final = re.compile(r"[\s\u00a0\u2009\u202f']+")
_CURRENCY: Final = re.compile(r"(?:сомов|сома|сом|som|kgs)\.?$", re.IGNORECASE)
_SEVERAL: Final = re.compile(r"\s*[;,\n]\s*")

# What a citation leaves in a landed table, each with its type.
CITATION_FIELDS: Final[Mapping[str, pa.DataType]] = {
    "code": pa.string(),
    "article": pa.string(),
    "part": pa.string(),
    "points": pa.string(),
    "attempt": pa.bool_(),
    "complicity": pa.bool_(),
    "general": pa.string(),
    "cited": pa.int64(),
}
_TYPES: Final[Mapping[str, pa.DataType]] = {
    "date": pa.date32(),
    "count": pa.int64(),
    "amount": pa.float64(),
    "months": pa.float64(),
}


def read_texts(column: ColumnSpec, texts: Iterable[str]) -> pa.Table:
    """Return what each of these distinct texts of a column says: text, is_read and its value.

    A text that cannot be read has no value and is_read false; a mark for a missing number has no
    value but is read. A citation has one value for each of CITATION_FIELDS.
    """
    texts = list(texts)
    if column.kind == "citation":
        return _read_citations(texts)
    read = _READERS[column.kind]
    values = [None if _is_mark(text) else read(column, text) for text in texts]
    is_read = [
        value is not None or _is_mark(text) for text, value in zip(texts, values, strict=True)
    ]
    return pa.table(
        {
            "text": pa.array(texts, pa.string()),
            "is_read": pa.array(is_read, pa.bool_()),
            "value": pa.array(values, _TYPES.get(column.kind, pa.string())),
        }
    )


def read_months(text: str) -> float | None:
    """Return a term in months: "66", "5 лет 6 месяцев", "5 жыл 6 ай"; None if it is no term."""
    plain = text.strip()
    if _NUMBER.fullmatch(plain):
        return _as_number(plain)
    years, months = _YEARS.search(plain), _MONTHS.search(plain)
    rest = _MONTHS.sub("", _YEARS.sub("", plain)).strip(" ,и")
    if rest or not (years or months):
        return None
    return 12 * (_as_number(years[1]) if years else 0) + (_as_number(months[1]) if months else 0)


def read_amount(text: str) -> float | None:
    """Return an amount in som: spaces between thousands and the currency's name may stand by."""
    plain = _SPACES.sub("", _CURRENCY.sub("", text.strip()))
    return _as_number(plain) if _NUMBER.fullmatch(plain) else None


def read_codes_of(column: ColumnSpec, text: str) -> str | None:
    """Return several codes joined by "; ", in the order given; None if one of them is not known."""
    codes = [match_code(column.codes, part) for part in _SEVERAL.split(text) if part.strip()]
    known = [code for code in codes if code is not None]
    return "; ".join(dict.fromkeys(known)) if known and len(known) == len(codes) else None


def _read_count(column: ColumnSpec, text: str) -> int | None:
    plain = text.strip().removesuffix(".0")
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 10 else None


def _is_mark(text: str) -> bool:
    """Return whether a text stands for no value: a mark of the form, or nothing but spaces."""
    return not text.strip() or text.strip() in MARKS


def _as_number(text: str) -> float:
    return float(text.replace(",", "."))


_READERS: Final[Mapping[str, Callable[[ColumnSpec, str], Any]]] = {
    "date": lambda _, text: read_date(text),
    "code": lambda column, text: match_code(column.codes, text),
    "codes": read_codes_of,
    "count": _read_count,
    "amount": lambda _, text: read_amount(text),
    "months": lambda _, text: read_months(text),
    "text": lambda _, text: " ".join(text.split()) or None,
}


def _join_general(citation: Citation) -> str:
    """Return the articles of the general part that are applied, without their parts."""
    return "; ".join(general.partition("(")[0] for general in citation.general)


def _read_citations(texts: list[str]) -> pa.Table:
    """Return the first article each text cites, and how many it cites."""
    lines = []
    for text in texts:
        found = parse_citations(text)
        first = found[0] if found else None
        lines.append(
            {
                "text": text,
                "is_read": first is not None or _is_mark(text),
                "code": first.code if first else None,
                "article": first.article if first else None,
                "part": first.part if first else None,
                "points": ", ".join(first.points) if first else None,
                "attempt": first.attempt if first else None,
                "complicity": first.complicity if first else None,
                "general": _join_general(first) if first else None,
                "cited": len(found) if first else None,
            }
        )
    fields = {"text": pa.string(), "is_read": pa.bool_(), **CITATION_FIELDS}
    return pa.Table.from_pylist(lines, schema=pa.schema(list(fields.items())))
