"""The tag tree of a PDF: what Typst cannot write of a table is mended after it has set the page.

Typst tags the header row of a table, but has no stable way to say that the first cell of a row is a
header too (its `pdf.header-cell` is behind a flag that neither Quarto nor the Python package sets).
And what keeps rows on one page (reports/engine/notes.lua) is in the tags a column of its own. So
the tree is mended: the same thing in every table, by what PDF/UA-1 (ISO 14289-1, 7.5) asks of a
regular one: a scope on each header cell, and in every row as many cells as there are columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf

from pipeline.pdf_tags import Element, count_columns, list_attributes, list_elements


def mend_tables(path: Path) -> int:
    """Give tables captions, rows headers and notes their place; return how many it was given to."""
    # Written by Python, not by pikepdf: on a full disk that would end the process without a word.
    mended = BytesIO()
    with pikepdf.open(path) as pdf:
        tree = pdf.Root.StructTreeRoot
        made = 0
        for table in _find_tables(tree):
            _drop_holders(table)
            made += _part_notes(pdf, table)
            made += sum(_mend_row(row) for row in _list_rows(table, "/TBody"))
        made += _move_captions(tree)
        pdf.save(mended, deterministic_id=True)
    path.write_bytes(mended.getvalue())
    return made


def _find_tables(element: Element) -> Iterator[Element]:
    for child in list_elements(element):
        if child.S == "/Table":
            yield child
        else:
            yield from _find_tables(child)


def _list_rows(table: Element, *parts: str) -> list[Element]:
    return [row for part in list_elements(table) if part.S in parts for row in list_elements(part)]


def _drop_holders(table: Element) -> None:
    """Take out the column of empty cells that hold rows, and what other cells span of it."""
    rows = _list_rows(table, "/THead", "/TBody")
    held = [(row, cell) for row in rows for cell in list_elements(row) if _is_holder(cell)]
    if not held:
        return
    for row, holder in held:
        row.K = pikepdf.Array([each for each in row.K if each != holder])
    columns = min(sum(count_columns(cell) for cell in list_elements(row)) for row in rows)
    for row in rows:
        last = list_elements(row)[-1]
        if sum(count_columns(cell) for cell in list_elements(row)) > columns:
            _set_columns(last, count_columns(last) - 1)


def _is_holder(cell: Element) -> bool:
    is_over_rows = any("/RowSpan" in each for each in list_attributes(cell))
    return cell.S == "/TD" and is_over_rows and not list(cell.get("/K", []))


def _set_columns(cell: Element, columns: int) -> None:
    for each in list_attributes(cell):
        if "/ColSpan" in each:
            each.ColSpan = columns


def _part_notes(pdf: pikepdf.Pdf, table: Element) -> int:
    """Move a last row of one cell over several columns into a foot: notes. Return how many."""
    bodies = [part for part in list_elements(table) if part.S == "/TBody"]
    notes = list_elements(bodies[-1])[-1]
    cells = list_elements(notes)
    if len(cells) != 1 or count_columns(cells[0]) == 1:
        return 0
    foot = pdf.make_indirect(
        pikepdf.Dictionary(S=pikepdf.Name.TFoot, P=table, K=pikepdf.Array([notes]))
    )
    bodies[-1].K = pikepdf.Array([each for each in bodies[-1].K if each != notes])
    notes.P = foot
    table.K.append(foot)
    return 1


def _mend_row(row: Element) -> int:
    """Make the first cell of a row its header; return whether it was not one before."""
    cells = list_elements(row)
    for cell in cells:
        _drop_header_names(cell)
    if not cells or cells[0].S != "/TD":
        return 0
    cells[0].S = pikepdf.Name.TH
    scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
    list_attributes(cells[0]).append(scope)
    return 1


def _drop_header_names(cell: Element) -> None:
    """Let the scopes say what heads a cell, for rows and columns alike."""
    for each in list_attributes(cell):
        if "/Headers" in each:
            del each["/Headers"]


def _move_captions(element: Element) -> int:
    """Move a caption into the table it stands before: Typst leaves some of them outside."""
    moved = 0
    children = list_elements(element)
    for caption, following in pairwise(children):
        table = _find_only_table(following)
        if caption.S == "/Caption" and table is not None:
            element.K = pikepdf.Array([each for each in element.K if each != caption])
            caption.P = table
            table.K.insert(0, caption)
            moved += 1
    return moved + sum(_move_captions(child) for child in list_elements(element))


def _find_only_table(element: Element) -> Element | None:
    """Return the table that an element is, or that alone is inside it."""
    if element.S == "/Table":
        return element
    inside = list_elements(element)
    return _find_only_table(inside[0]) if element.S == "/Div" and len(inside) == 1 else None
