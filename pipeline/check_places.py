"""Where a landed row stands in its file: the sheet and the cell that a check speaks of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.form_reader import FormFile
from pipeline.form_rows import FilledCell
from pipeline.incoming import Incoming
from pipeline.labels import find, index

_CELL: Final = re.compile(r"(?P<sheet>.+)!(?P<column>[A-Z]{1,3})?(?P<row>\d+)")
_ROW: Final = re.compile(r"row (?P<row>\d+)")
# Columns of a landed observation that are read from the observation's own cell.
_OWN: Final = frozenset({"value", "status", "printed", "dimension", "category", "locator"})
# Cells that name a case or a person: what they say is repeated nowhere.
_PERSONAL: Final = frozenset({"key", "dropped", "text", "citation"})


@dataclass(frozen=True)
class Place:
    """A cell of the file: its sheet and address as the file's own program shows them.

    `address` is "" where a whole row or file is meant; `printed` is what the cell says, None where
    that is not known, or not to be repeated.
    """

    sheet: str
    address: str
    printed: str | None
    is_personal: bool = False

    @property
    def order(self) -> tuple[str, int, str]:
        digits = "".join(filter(str.isdigit, self.address))
        return self.sheet, int(digits or 0), self.address


@dataclass(frozen=True)
class FormRow:
    """A row of a form's sheet: the sheet's own name and the row's cells by column."""

    sheet: str
    cells: Mapping[str, FilledCell]
    kinds: Mapping[str, str]


@dataclass(frozen=True)
class Places:
    """Leads from a landed row's locator to the cell that a check of some columns speaks of."""

    rows: Mapping[str, FormRow]
    only_sheet: str
    # Required answers of the cover sheet that are not there, or not as expected.
    unanswered: tuple[Place, ...] = ()

    def find(self, locator: str, columns: Sequence[str]) -> Place:
        """Return the cell of the first of `columns` that the file has, else the row's own."""
        match = _CELL.fullmatch(locator)
        if match is None:
            row = _ROW.fullmatch(locator)
            return Place(self.only_sheet, f"A{row['row']}" if row else "", None)
        own = f"{match['column'] or 'A'}{match['row']}"
        row_of_form = self.rows.get(f"{match['sheet']}!{match['row']}")
        if row_of_form is None:
            return Place(match["sheet"], own, None)
        return _choose(row_of_form, own, columns)


def _choose(row: FormRow, own: str, columns: Sequence[str]) -> Place:
    named = [name for name in columns if name in row.cells and row.cells[name].address]
    if named and not _OWN & set(columns):
        cell = row.cells[named[0]]
        personal = row.kinds[named[0]] in _PERSONAL
        return Place(row.sheet, cell.address, None if personal else cell.printed, personal)
    said = [cell.printed for cell in row.cells.values() if cell.address == own]
    return Place(row.sheet, own, said[0] if said else None)


def read_places(incoming: Incoming) -> Places:
    """Return the places of a file's rows."""
    rows: dict[str, FormRow] = {}
    for sheet in incoming.form.sheets if incoming.form else ():
        kinds = {column.id: column.kind for column in sheet.spec.columns}
        rows |= {row.place: FormRow(sheet.name, row.cells, kinds) for row in sheet.rows}
    only = incoming.form.sheets[0].name if incoming.form else incoming.path.stem
    return Places(rows, only, _find_unanswered(incoming.form) if incoming.form else ())


def find_cover(form: FormFile) -> str:
    """Return the name of a form's cover sheet in the file, "" if it has none."""
    titles = index((said, "about") for said in form.form.about.title.values())
    named = [name for name in form.ignored if find(titles, name)]
    return next(iter([*named, *form.ignored]), "") if form.about else ""


def _find_unanswered(form: FormFile) -> tuple[Place, ...]:
    sheet = find_cover(form)
    return tuple(
        Place(sheet, answer.address, answer.printed)
        for column in form.form.about.columns
        if column.required and form.about
        for answer in [form.about.get(column.id)]
        if answer is not None and answer.status != "value"
    )
