"""The intake forms as data: pipeline/forms/*.yaml -> frozen specifications.

One file per form says which sheets and columns it has; about.yaml is the cover sheet of them all;
codes.yaml says which codes a cell may hold and how offices write them. The empty form, the reader,
the checks and the synthetic register are all made from these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from pipeline.cells import Status
from pipeline.words import LANGUAGES, load_words
from pipeline.yaml_text import parse_yaml

Kind = Literal[
    "key", "dropped", "date", "year", "code", "codes", "text", "citation", "count", "amount",
    "months", "number",
]  # fmt: skip
FORMS: Final = ("agency-series", "case-register")

# The sheet of the empty form that holds its drop-downs.
LISTS_SHEET: Final = "lists"
# Side by side on the help sheet, above the columns of each table.
HELP_HEADINGS: Final = ("help-column", "help-enter", "help-need")

# What a cell of a form may hold instead of a number: the first three marks are printed on the help
# sheet, the others are how keyboards and spreadsheets write the same. Zero is the number 0; an
# empty cell is none of these.
MARKS: Final[Mapping[str, Status]] = {
    "…": "not_reported",
    "*": "suppressed",
    "×": "not_applicable",
    "...": "not_reported",
    "x": "not_applicable",
    "X": "not_applicable",
    "\N{CYRILLIC SMALL LETTER HA}": "not_applicable",
    "\N{CYRILLIC CAPITAL LETTER HA}": "not_applicable",
}


@dataclass(frozen=True)
class Code:
    """One code of a list: what is stored, how it is said, and other spellings of it."""

    code: str
    label: Mapping[str, str]
    also: tuple[str, ...]


@dataclass(frozen=True)
class ColumnSpec:
    """One column of a form. `codes` is the name of its code list, "" where it has none.

    A column of kind `number` is one observation: of the category of the dimension that it names.
    """

    id: str
    kind: Kind
    required: bool
    label: Mapping[str, str]
    also: tuple[str, ...]
    codes: str
    dimension: str = ""
    category: str = ""


@dataclass(frozen=True)
class SheetSpec:
    """One sheet of a form: what a row is, the table it feeds, and which columns tell rows apart."""

    id: str
    table: str
    title: Mapping[str, str]
    row: Mapping[str, str]
    unique: tuple[str, ...]
    columns: tuple[ColumnSpec, ...]

    def column(self, name: str) -> ColumnSpec:
        return next(column for column in self.columns if column.id == name)


@dataclass(frozen=True)
class Form:
    """A form: its cover sheet (a record: labels in one column, answers in the next) and tables."""

    id: str
    version: int
    title: Mapping[str, str]
    about: SheetSpec
    sheets: tuple[SheetSpec, ...]


@cache
def read_form(name: str) -> Form:
    """Return the form called `name`, one of FORMS."""
    given = _read_yaml(name)
    return Form(
        id=given["form"],
        version=given["version"],
        title=_texts(given["title"]),
        about=_read_sheet(_read_yaml("about")),
        sheets=tuple(map(_read_sheet, given["sheets"])),
    )


@cache
def list_help_headings() -> frozenset[tuple[str, ...]]:
    """Return the headings of a help sheet in each language, by which it is known.

    Not by its name: an office's own sheet may be called «Справка» too, and a form's be renamed.
    """
    return frozenset(
        tuple(load_words(each).say(name) for name in HELP_HEADINGS) for each in LANGUAGES
    )


@cache
def read_codes() -> Mapping[str, tuple[Code, ...]]:
    """Return every code list by its name."""
    return {
        name: tuple(
            Code(str(code), _texts(said), tuple(map(str, said.get("also", ()))))
            for code, said in codes.items()
        )
        for name, codes in _read_yaml("codes").items()
    }


def _read_sheet(given: Mapping[str, Any]) -> SheetSpec:
    return SheetSpec(
        id=given["id"],
        table=given["table"],
        title=_texts(given["title"]),
        row=_texts(given["row"]),
        unique=tuple(given["unique"]),
        columns=tuple(map(_read_column, given["columns"])),
    )


def _read_column(given: Mapping[str, Any]) -> ColumnSpec:
    return ColumnSpec(
        id=given["id"],
        kind=given["kind"],
        required=bool(given.get("required", False)),
        label=_texts(given),
        also=tuple(map(str, given.get("also", ()))),
        codes=str(given.get("list", "")),
        dimension=str(given.get("dimension", "")),
        category=str(given.get("category", "")),
    )


def _texts(given: Mapping[str, Any]) -> dict[str, str]:
    return {language: str(given[language]) for language in LANGUAGES}


def _read_yaml(name: str) -> dict[str, Any]:
    text = (files("pipeline") / "forms" / f"{name}.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = parse_yaml(text)
    return content
