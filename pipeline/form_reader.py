"""A filled intake form -> its rows, whatever language, program or habit it was filled in with.

Which form a file is, and which of its sheets a grid is, shows in the headings alone: a .csv is one
sheet. What a cell means is read by the kind of its column (form_cells); whether it may be there is
for the checks to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import UnknownLayoutError
from pipeline.form_rows import FilledCell, FilledSheet, read_answers, read_sheet
from pipeline.form_spec import FORMS, Form, SheetSpec, list_help_headings, read_codes, read_form
from pipeline.grids import Grid, name_file, print_content, read_grids
from pipeline.headers import Header, find_header
from pipeline.labels import find, index, index_columns, make_key
from pipeline.words import LANGUAGES


@dataclass(frozen=True)
class FormFile:
    """A filled form.

    `language` is that of its headings, None where no language has most of them. `about` holds the
    cover sheet's answers by question, None where there is no cover sheet. `ignored` names the
    sheets of the file that are none of the form's, its own help and lists aside.
    """

    form: Form
    language: str | None
    sheets: tuple[FilledSheet, ...]
    about: Mapping[str, FilledCell] | None
    ignored: tuple[str, ...]


class _Match(NamedTuple):
    """A grid taken for a sheet of a form, and how much speaks for it."""

    grid: Grid
    form: Form
    spec: SheetSpec
    header: Header
    missing: tuple[str, ...]
    is_title: bool

    @property
    def rank(self) -> tuple[float, bool, int]:
        required = sum(column.required for column in self.spec.columns)
        return 1 - len(self.missing) / required, self.is_title, len(self.header.columns)


def read_form_file(path: Path) -> FormFile:
    """Return the filled form at `path`.

    Refuses a file that cannot be read (UnreadableFileError), one that is no known form, and one
    with a sheet in which a required column is missing (UnknownLayoutError, which names the nearest
    sheet and the columns).
    """
    grids = read_grids(path)
    matches = {grid.name: _match_sheets(grid) for grid in grids}
    likely = [each[0] for each in matches.values() if each and each[0].rank[0] > 0.5]
    if not likely:
        _refuse_form(path, [match for each in matches.values() for match in each])
    form = _choose_form(likely)
    taken = _take(path, [each for each in likely if each.form is form])
    others = [grid for grid in grids if grid.name not in {each.grid.name for each in taken}]
    _refuse_lost_header(path, others, form)
    names = _name_places(taken)
    is_text = path.suffix.lower() == ".csv"
    return FormFile(
        form=form,
        language=_find_language(taken),
        sheets=tuple(
            read_sheet(each.grid, each.spec, each.header, name, is_text=is_text)
            for each, name in zip(taken, names, strict=True)
        ),
        about=next(filter(None, (read_answers(grid, form.about) for grid in others)), None),
        ignored=tuple(grid.name for grid in others if grid.cells and not _is_own(grid)),
    )


def _is_own(grid: Grid) -> bool:
    """Tell whether a grid is the form's help or holds its lists: by what stands on it."""
    heads = {print_content(value) for (row, _), value in grid.cells.items() if row == 0}
    if heads and heads <= read_codes().keys():
        return True
    known = list_help_headings()
    width = max(map(len, known))
    return any(
        tuple(print_content(grid.at(row, column)) for column in range(width)) in known
        for row in range(grid.height)
    )


def _match_sheets(grid: Grid) -> list[_Match]:
    """Return every sheet of a form that a grid may be, the likeliest first."""
    matches = []
    for form in map(read_form, FORMS):
        for spec in form.sheets:
            header = find_header(grid, index_columns(spec))
            if header is not None:
                missing = _list_missing(spec, header.columns.values())
                is_title = find(_index_titles(spec), grid.name) is not None
                matches.append(_Match(grid, form, spec, header, missing, is_title))
    return sorted(matches, key=lambda each: each.rank, reverse=True)


def _index_titles(spec: SheetSpec) -> dict[str, str]:
    return index((said, spec.id) for said in (spec.id, *spec.title.values()))


def _list_missing(spec: SheetSpec, found: Iterable[str]) -> tuple[str, ...]:
    there = set(found)
    return tuple(each.id for each in spec.columns if each.required and each.id not in there)


def _choose_form(likely: Iterable[_Match]) -> Form:
    """Return the form that most columns belong to."""
    columns: dict[str, int] = {}
    for each in likely:
        columns[each.form.id] = columns.get(each.form.id, 0) + len(each.header.columns)
    return read_form(max(columns, key=lambda name: columns[name]))


def _take(path: Path, likely: list[_Match]) -> list[_Match]:
    """Return the grids that are sheets of the form; refuse one that lacks a required column.

    A list of codes may look like a part of a sheet: it is left aside where the sheet is there.
    """
    whole = {each.spec.id for each in likely if not each.missing}
    taken = [each for each in likely if not each.missing or each.spec.id not in whole]
    for each in taken:
        if each.missing:
            _refuse_columns(path, each.grid.name, each.spec, each.missing)
        _refuse_twice(path, each)
    return taken


def _refuse_twice(path: Path, match: _Match) -> None:
    """Refuse a sheet with two columns for one thing: which of them counts, nobody says."""
    names = index_columns(match.spec)
    for at, heading in match.header.headings.items():
        name = None if at in match.header.columns else find(names, heading)
        if name and match.spec.column(name).kind != "dropped":
            file = f"{name_file(path)}, {match.grid.name}"
            raise UnknownLayoutError("error-form-column-twice", file=file, column=heading)


def _refuse_form(path: Path, matches: list[_Match]) -> None:
    nearest = max(matches, key=lambda each: each.rank, default=None)
    spec = nearest.spec if nearest else read_form(FORMS[0]).sheets[0]
    missing = nearest.missing if nearest else _list_missing(spec, ())
    raise UnknownLayoutError(
        "error-form-unknown",
        file=name_file(path),
        sheet=_say_title(spec),
        columns=_say_columns(spec, missing),
    )


def _refuse_lost_header(path: Path, others: Iterable[Grid], form: Form) -> None:
    """Refuse a sheet that is called as one of the form's but has not its header: it has rows."""
    for grid in others:
        for spec in form.sheets:
            if grid.cells and find(_index_titles(spec), grid.name):
                _refuse_columns(path, grid.name, spec, _list_missing(spec, ()))


def _refuse_columns(path: Path, sheet: str, spec: SheetSpec, missing: tuple[str, ...]) -> None:
    raise UnknownLayoutError(
        "error-form-columns",
        file=f"{name_file(path)}, {sheet}",
        sheet=_say_title(spec),
        columns=_say_columns(spec, missing),
    )


def _say_title(spec: SheetSpec) -> str:
    return " / ".join(spec.title[language] for language in LANGUAGES)


def _say_columns(spec: SheetSpec, names: Iterable[str]) -> str:
    labels = (spec.column(name).label for name in names)
    return "; ".join(" / ".join(label[language] for language in LANGUAGES) for label in labels)


def _name_places(taken: Iterable[_Match]) -> list[str]:
    """Return what the places of each sheet begin with: "cases", and "cases-2" for a second one."""
    names = []
    seen: dict[str, int] = {}
    for each in taken:
        seen[each.spec.id] = count = seen.get(each.spec.id, 0) + 1
        names.append(each.spec.id if count == 1 else f"{each.spec.id}-{count}")
    return names


def _find_language(taken: Iterable[_Match]) -> str | None:
    """Return the language that most headings are in, None if another has as many."""
    counts = dict.fromkeys(LANGUAGES, 0)
    for each in taken:
        for at, name in each.header.columns.items():
            printed = make_key(print_content(each.header.headings.get(at)))
            for language in LANGUAGES:
                counts[language] += make_key(each.spec.column(name).label[language]) == printed
    first, second = sorted(counts, key=lambda language: -counts[language])[:2]
    return first if counts[first] > counts[second] else None
