"""How one table of figures is laid out, as data: a YAML file beside the table.

    sheets: [Лист1]                    # where the table is; without it, every sheet
    constants: {agency: moi}           # keys that are the same for every figure
    keys:                              # columns that say what a row is about
      year: {called: [Год, Year]}
      indicator: {called: [Показатель], codes: {Возбуждено дел: registered_cases}}
      region: {called: [Область], list: region, dimension: region}
    label: {called: [Показатели]}      # the column of row labels, told in `rows`
    years_across: true                 # columns whose heading is a year hold that year's figures
    figures:                           # columns that hold figures, and what of
      - {called: [Всего], dimension: total, category: total}
      - {called: [мужчины, эркектер], dimension: sex, category: male}
    rows:                              # what the label of a row means, in a section or anywhere
      - {label: [Жертвы], indicator: victims}
      - {section: По полу, label: [мужчины], dimension: sex, category: male}
    unknown_labels: refuse             # or name: land under codes made from them (layout_names)
    skip: [Итого]                      # rows that are left out: sums that would count twice
    ignore: [№ п/п]                    # columns that are left out

A breakdown may come from a key column, a row and a figure's column at once; they are joined by "+".
`called` compares headings as labels.fold_label does, and `codes`, `rows` and `skip` their texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from pipeline.dates import read_year
from pipeline.errors import UnknownLayoutError
from pipeline.form_spec import read_codes
from pipeline.labels import find, index, make_key, match_code
from pipeline.sources import Source, SourceTable, refuse_file
from pipeline.yaml_text import parse_yaml

_KNOWN: Final = (
    "sheets", "constants", "keys", "label", "years_across", "figures", "rows", "unknown_labels",
    "skip", "ignore",
)  # fmt: skip
_YEARS: Final = range(1990, 2061)
_YEAR_ENDINGS: Final = ("", " г", " год", " ж", " жыл", " жылы")
LABEL: Final = "label"
_IGNORED: Final = "ignored"

Keys = dict[str, str]


@dataclass(frozen=True)
class Column:
    """One column of the table: what it gives to the figures of a row, or of itself.

    `meaning` holds keys of every figure in it. A key column has a `key` and the codes of its texts.
    """

    name: str
    is_figure: bool = False
    meaning: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    dimension: str = ""
    codes: Mapping[str, str] | None = None
    code_list: str = ""


@dataclass(frozen=True)
class Description:
    """A described layout. `names` is an index of headings, `columns` says what is under each."""

    file: str
    sheets: tuple[str, ...]
    constants: Mapping[str, str]
    names: Mapping[str, str]
    columns: Mapping[str, Column]
    rows: Mapping[tuple[str, str], Keys]
    names_unknown: bool
    skipped: Mapping[str, str]

    def has_sheet(self, name: str) -> bool:
        return not self.sheets or make_key(name) in map(make_key, self.sheets)

    def list_lacking(self, found: Iterable[str]) -> list[str]:
        """Return the columns that a header must have and `found` does not."""
        there = set(found)
        needed = [
            name
            for name in self.columns
            if name not in there and name != _IGNORED and not _is_dated(name)
        ]
        has_figures = any(self.columns[name].is_figure for name in [*there, *needed])
        return needed if has_figures else [*needed, "years_across"]

    def find_meaning(self, section: str, label: str) -> Keys | None:
        """Return the keys that a row's label stands for, None if nobody says."""
        if LABEL not in self.columns:
            return {}
        section, label = make_key(section), make_key(label)
        return self.rows.get((section, label)) or self.rows.get(("", label))

    def read_code(self, column: Column, text: str) -> str | None:
        """Return the code of a key column's text, None if it has codes and none is known."""
        if column.key == "year":
            return str(read_year(text) or "")
        if column.code_list:
            return match_code(column.code_list, text)
        return text if column.codes is None else find(column.codes, text)


def read_description(source: Source, table: SourceTable) -> Description:
    """Return the description that source.yaml names; refuse one that is not as expected."""
    file = str(table.options["description"])
    place = f"{source.id}/{file}"
    path = source.sibling(file)
    try:
        given = parse_yaml(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        raise refuse_file(source, table, fault) from fault
    try:
        return _read(file, given, table)
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise UnknownLayoutError("error-source-incomplete", file=place, key=str(fault)) from fault


def _read(file: str, given: Mapping[str, Any], table: SourceTable) -> Description:
    unknown = set(given) - set(_KNOWN)
    if unknown:
        raise ValueError(", ".join(sorted(unknown)))
    said = list(_read_columns(given))
    options = {key: str(value) for key, value in table.options.items() if key != "description"}
    return Description(
        file=file,
        sheets=tuple(map(str, given.get("sheets", ()))),
        constants={**options, **_texts(given.get("constants", {}))},
        names=index((heading, column.name) for heading, column in said),
        columns={column.name: column for _, column in said},
        rows=dict(_read_rows(given.get("rows", ()))),
        names_unknown={"refuse": False, "name": True}[given.get("unknown_labels", "refuse")],
        skipped=index((text, "skip") for text in given.get("skip", ())),
    )


def _read_columns(given: Mapping[str, Any]) -> Iterator[tuple[str, Column]]:
    """Yield each heading with the column it stands over."""
    for key, entry in given.get("keys", {}).items():
        codes = entry.get("codes")
        code_list = str(entry.get("list", ""))
        if code_list and code_list not in read_codes():
            raise ValueError(f"list: {code_list}")
        column = Column(
            name=str(key),
            key=str(key),
            dimension=str(entry.get("dimension", "")),
            codes=None if codes is None else index((said, str(codes[said])) for said in codes),
            code_list=code_list,
        )
        yield from ((heading, column) for heading in entry["called"])
    if LABEL in given:
        yield from ((heading, Column(LABEL)) for heading in given[LABEL]["called"])
    yield from ((heading, Column(_IGNORED)) for heading in given.get("ignore", ()))
    figures = [
        (entry["called"], _texts({key: entry[key] for key in entry if key != "called"}))
        for entry in given.get("figures", ())
    ]
    if not given.get("years_across", False):
        for called, meaning in figures:
            column = Column(str(called[0]), is_figure=True, meaning=meaning)
            yield from ((heading, column) for heading in called)
        return
    for year in _YEARS:
        for called, meaning in figures or [([""], {})]:
            name = f"{year} {called[0]}".strip()
            column = Column(name, is_figure=True, meaning={**meaning, "year": str(year)})
            for heading in called:
                yield from ((f"{year}{end} {heading}", column) for end in _YEAR_ENDINGS)
                yield from ((f"{heading} {year}{end}", column) for end in _YEAR_ENDINGS)


def _read_rows(given: Iterable[Mapping[str, Any]]) -> Iterator[tuple[tuple[str, str], Keys]]:
    for entry in given:
        section = make_key(str(entry.get("section", "")))
        meaning = _texts({key: entry[key] for key in entry if key not in ("section", "label")})
        for label in entry["label"]:
            yield (section, make_key(str(label))), meaning


def _texts(given: Mapping[str, Any]) -> Keys:
    return {str(key): str(value) for key, value in given.items()}


def _is_dated(name: str) -> bool:
    """Tell whether a column is one of the years, of which a table has some."""
    return name[:4].isdecimal()
