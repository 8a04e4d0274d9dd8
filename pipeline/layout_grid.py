"""A layout described by data: any table of figures, read by a file beside it and no code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from pipeline.cells import read_cell
from pipeline.errors import UnknownLayoutError
from pipeline.grids import Grid, address, print_content, read_grids
from pipeline.headers import Header, find_header
from pipeline.labels import find
from pipeline.layout_description import (
    LABEL,
    Column,
    Description,
    Keys,
    read_description,
)
from pipeline.layout_names import Namer
from pipeline.observations import DEFAULTS, KEYS, Row
from pipeline.sources import Source, SourceTable

_WHOLE: Final = "total"
_SHARED: Final = "a merged figure speaks for several rows at once"


def read_grid_rows(source: Source, table: SourceTable) -> Iterator[Row]:
    """Yield the figures of a described table.

    Refuses a table that lacks a described column or has one that is not described, and a label or
    code that the description does not know, unless it says to name such.
    """
    description = read_description(source, table)
    grids = [each for each in read_grids(source.path(table)) if description.has_sheet(each.name)]
    filled = [grid for grid in grids if grid.cells]
    if not filled:
        sheets = ", ".join(description.sheets) or "—"
        raise UnknownLayoutError("error-sheet-missing", file=source.place(table), sheet=sheets)
    for grid in filled:
        header = _find_header(source, table, description, grid)
        yield from _Table(source, table, description, grid, header).read()


def _find_header(
    source: Source, table: SourceTable, description: Description, grid: Grid
) -> Header:
    header = find_header(grid, description.names)
    place = f"{source.place(table)}, {grid.name}"
    lacking = description.list_lacking(header.columns.values() if header else ())
    if header is None or lacking:
        raise UnknownLayoutError("error-columns-missing", file=place, columns=", ".join(lacking))
    unknown = [said for at, said in header.headings.items() if at not in header.columns]
    if unknown:
        raise UnknownLayoutError(
            "error-columns-unknown",
            file=place,
            columns=", ".join(unknown),
            description=f"{source.id}/{description.file}",
        )
    return header


class _Table:
    """One sheet's table, read from the top down: a row of a label alone begins a section."""

    def __init__(
        self,
        source: Source,
        table: SourceTable,
        description: Description,
        grid: Grid,
        header: Header,
    ) -> None:
        self.source, self.table, self.description = source, table, description
        self.grid, self.body = grid, header.body
        columns = {at: description.columns[name] for at, name in header.columns.items()}
        self.figures = {at: column for at, column in columns.items() if column.is_figure}
        self.keys = {at: column for at, column in columns.items() if column.key}
        self.namer = Namer(description.constants.get("agency", ""))
        self.label = next((at for at, column in columns.items() if column.name == LABEL), None)

    def read(self) -> Iterator[Row]:
        section = ""
        for row in range(self.body, self.grid.height):
            label = "" if self.label is None else self._say(row, self.label)
            texts = {at: self._say(row, at) for at in self.keys}
            said = [text for text in (*texts.values(), label) if text]
            if not any((row, at) in self.grid.cells for at in self.figures):
                section = label or section
            elif not any(find(self.description.skipped, text) for text in said):
                yield from self._read_row(row, section, label, texts)

    def _read_row(
        self, row: int, section: str, label: str, texts: Mapping[int, str]
    ) -> Iterator[Row]:
        meanings = [self._find_meaning(row, section, label)]
        meanings += [self._read_key(row, column, texts[at]) for at, column in self.keys.items()]
        for at, column in self.figures.items():
            keys = self._combine([*meanings, dict(column.meaning)])
            printed = print_content(self.grid.cells.get((row, at)))
            cell = read_cell(printed, self.source.marks)
            if self.grid.is_tall(row, at):
                cell = read_cell(_SHARED, {})
            yield {
                **keys,
                "locator": f"{self.grid.name}!{address(row, at)}",
                "label": " / ".join(filter(None, (section, label, *texts.values()))),
                "printed": printed,
                **cell._asdict(),
            }

    def _find_meaning(self, row: int, section: str, label: str) -> Keys:
        meaning = self.description.find_meaning(section, label)
        if meaning is None and self.description.names_unknown:
            meaning = self.namer.name((section,), (label,), row)
        if meaning is None:
            raise self._refuse_label(row, section, label)
        return meaning

    def _read_key(self, row: int, column: Column, text: str) -> Keys:
        code = self.description.read_code(column, text)
        if code is None:
            raise self._refuse_label(row, column.name, text)
        if column.dimension:
            return {"dimension": column.dimension, "category": code}
        return {column.key: code}

    def _combine(self, meanings: list[Keys]) -> Keys:
        """Return the keys of one figure: breakdowns are joined, other keys given once or twice."""
        given: Keys = {**DEFAULTS, **self.description.constants}
        for meaning in meanings:
            given.update(meaning)
        parts = [
            (meaning["dimension"], meaning["category"])
            for meaning in meanings
            if meaning.get("dimension", _WHOLE) != _WHOLE
        ]
        if parts:
            given["dimension"] = "+".join(dimension for dimension, _ in parts)
            given["category"] = "+".join(category for _, category in parts)
        missing = [key for key in KEYS[self.table.table] if key not in given]
        if missing:
            place = f"{self.source.id}/{self.description.file}"
            raise UnknownLayoutError(
                "error-columns-missing", file=place, columns=", ".join(missing)
            )
        return {key: given[key] for key in KEYS[self.table.table]}

    def _refuse_label(self, row: int, section: str, label: str) -> UnknownLayoutError:
        return UnknownLayoutError(
            "error-label-unknown",
            file=self.source.place(self.table),
            place=f"{self.grid.name}!{row + 1}",
            label=label,
            section=section or "—",
            labels=f"{self.source.id}/{self.description.file}",
        )

    def _say(self, row: int, at: int) -> str:
        return " ".join(print_content(self.grid.at(row, at)).split())
