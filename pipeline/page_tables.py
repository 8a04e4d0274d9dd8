"""A table of a page: facts under headers in words, written as Quarto markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.facts import Fact
from pipeline.wording import Page, Said, message, name_short_mark, say_mark

Content = Fact | Said | str | None
# Pandoc gives the columns of a long pipe table the relative widths of the dashes under its header.
_LINE = 96


@dataclass(frozen=True)
class Column:
    """A column: its header, whether it holds numbers, and its share of the table's width."""

    header: Said | str
    is_number: bool = True
    width: int = 1


def text_column(header: Said | str, width: int = 1) -> Column:
    """Return a column of words."""
    return Column(header, is_number=False, width=width)


@dataclass(frozen=True)
class Table:
    """A captioned table. `data` names its file in the edition's open data."""

    id: str
    caption: Said
    columns: tuple[Column, ...]
    rows: tuple[tuple[Content, ...], ...]
    data: str
    total_rows: tuple[int, ...] = ()
    notes: tuple[Said, ...] = ()


def write_table(page: Page, table: Table) -> str:
    """Return the table as a pipe table with its caption, notes and the name of its data file."""
    header = _line([page.cell(column.header) for column in table.columns])
    rows = [
        _line([_emphasise(page.cell(cell), index in table.total_rows) for cell in row])
        for index, row in enumerate(table.rows)
    ]
    caption = f": {page.phrase(table.caption)} {{#tbl-{table.id}}}"
    notes = write_data_note(page, table.data, (*table.notes, *explain_marks(page, table)))
    # Begins with an empty line of its own. After a single one Pandoc tries the line above as the
    # term of a definition, and for that reads the whole table, which it then reads once more.
    return "\n".join(["", header, _rule(table.columns), *rows, "", caption, "", notes])


def explain_marks(page: Page, table: Table) -> list[Said]:
    """Return what the short marks in a table's cells mean, those that its own notes do not name.

    In print the signs are of no language, and the cover part explains them once.
    """
    if page.is_pair:
        return []
    words = page.words[0]
    facts = [cell for row in table.rows for cell in row if isinstance(cell, Fact)]
    statuses = dict.fromkeys(name for name in map(name_short_mark, facts) if name)
    own = " ".join(page.text(words, note) for note in table.notes)
    return [
        message("table-mark", mark=say_mark(words, name), meaning=message(f"status-{name}"))
        for name in statuses
        if words.say(f"status-short-{name}") not in own
    ]


def write_data_note(page: Page, data: str, notes: Sequence[Said] = ()) -> str:
    """Return what stands under a table or chart: its notes, and the name of its open-data file."""
    if page.is_synthetic:
        notes = (message("synthetic-note"), *notes)
    named = message("data-file", file=f"`data/{data}.csv`")
    if not page.is_pair:
        return page.tell((*notes, named), "note")
    # Side by side only where there are sentences: one line names the file in both languages.
    told = page.tell(notes, "note") + "\n\n" if notes else ""
    return f"{told}::: {{.note}}\n{page.inline('data-file-short')}: `data/{data}.csv`\n:::"


def grid(
    page: Page,
    rows: Sequence[tuple[Said | str, str]],
    columns: Sequence[str],
    find: Callable[[str, str], str],
) -> tuple[tuple[Content, ...], ...]:
    """Return rows of facts: each a label, then the fact that `find` names for row and column."""
    return tuple(
        (label, *(page.facts.get(find(row, column)) for column in columns)) for label, row in rows
    )


def number_columns(headers: Sequence[Said | str], width: int = 1) -> tuple[Column, ...]:
    return tuple(Column(header, width=width) for header in headers)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _rule(columns: Sequence[Column]) -> str:
    unit = _LINE / sum(column.width for column in columns)
    dashes = ["-" * max(3, round(column.width * unit)) for column in columns]
    marks = [
        f"{dash[:-1]}:" if column.is_number else f":{dash[1:]}"
        for column, dash in zip(columns, dashes, strict=True)
    ]
    return "|" + "|".join(marks) + "|"


def _emphasise(cell: str, is_total: bool) -> str:
    return f"**{cell}**" if is_total and cell else cell
