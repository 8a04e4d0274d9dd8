"""The tag tree of a PDF: what Typst cannot write is mended, then the tree is read back and checked.

Typst tags the header row of a table, but has no stable way to say that the first cell of a row is a
header too (its `pdf.header-cell` is behind a flag that neither Quarto nor the Python package sets).
So the tree is mended afterwards: the same thing in every table, by what PDF/UA-1 (ISO 14289-1, 7.5)
asks of a regular table, a scope on each header cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, TypeAlias

import pikepdf

# pikepdf's types do not tell a dictionary of the file from its values.
Element: TypeAlias = Any
_HEADINGS: Final = {f"H{level}": level for level in range(1, 7)}


@dataclass(frozen=True)
class Tag:
    """One element of the tree: its kind, what it says of itself, and the elements inside it."""

    kind: str
    alt: str
    title: str
    language: str
    scope: str
    children: tuple[Tag, ...]

    def walk(self) -> Iterator[Tag]:
        """Yield this element and every one below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def find(self, kind: str) -> list[Tag]:
        return [tag for tag in self.walk() if tag.kind == kind]


def mend_tables(path: Path) -> int:
    """Give each table its caption and each row of its body a header; return how many were given.

    Cells no longer name their headers one by one: the scopes say it for rows and columns alike.
    """
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        made = sum(_mend_row(row) for row in _find_body_rows(pdf.Root.StructTreeRoot))
        made += _move_captions(pdf.Root.StructTreeRoot)
        pdf.save(path, deterministic_id=True)
    return made


def _mend_row(row: Element) -> int:
    """Make the first cell of a row its header; return whether it was not one before."""
    cells = _elements(row)
    for cell in cells:
        _drop_header_names(cell)
    if not cells or cells[0].S != "/TD":
        return 0
    cells[0].S = pikepdf.Name.TH
    scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
    _attributes(cells[0]).append(scope)
    return 1


def _move_captions(element: Element) -> int:
    """Move a caption into the table it stands before: Typst leaves some of them outside."""
    moved = 0
    children = _elements(element)
    for caption, following in pairwise(children):
        table = _find_only_table(following)
        if caption.S == "/Caption" and table is not None:
            element.K = pikepdf.Array([each for each in element.K if each != caption])
            caption.P = table
            table.K.insert(0, caption)
            moved += 1
    return moved + sum(_move_captions(child) for child in _elements(element))


def _find_only_table(element: Element) -> Element | None:
    """Return the table that an element is, or that alone is inside it."""
    if element.S == "/Table":
        return element
    inside = _elements(element)
    return _find_only_table(inside[0]) if element.S == "/Div" and len(inside) == 1 else None


def read_tags(path: Path) -> Tag:
    """Return the tag tree of a PDF; refuses one that has none."""
    with pikepdf.open(path) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            raise ValueError(f"{path} has no tags")
        children = tuple(_read_tag(each) for each in _elements(pdf.Root.StructTreeRoot))
        language = str(pdf.Root.get("/Lang", ""))
    return Tag("Root", "", "", language, "", children)


def find_tag_faults(path: Path) -> list[str]:
    """Return what PDF/UA-1 and a reader with a screen reader would miss in a PDF, in words."""
    try:
        tree = read_tags(path)
    except ValueError as fault:
        return [str(fault)]
    return [
        *_find_document_faults(path, tree),
        *_find_heading_faults(tree),
        *(f"figure {number} has no alternative text"
          for number, tag in enumerate(tree.find("Figure"), 1) if not tag.alt.strip()),
        *(fault for number, tag in enumerate(tree.find("Table"), 1)
          for fault in _find_table_faults(number, tag)),
        *(f"list {number} holds something that is no list item"
          for number, tag in enumerate(tree.find("L"), 1)
          if any(child.kind not in ("LI", "Caption", "L") for child in tag.children)),
    ]  # fmt: skip


def _find_document_faults(path: Path, tree: Tag) -> list[str]:
    with pikepdf.open(path) as pdf:
        with pdf.open_metadata() as metadata:
            is_declared = str(metadata.get("pdfuaid:part", "")) == "1"
            title = str(metadata.get("dc:title", ""))
        window: Element = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
        shows_title = bool(window.get("/DisplayDocTitle", False))
        unreadable = sum("/ToUnicode" not in font for font in _find_fonts(pdf))
        bookmarks = _count_bookmarks(pdf)
    # The heading of the contents is no bookmark; every other heading is.
    headings = sum(tag.kind in _HEADINGS for tag in tree.walk())
    faults = {
        "it does not declare PDF/UA-1": not is_declared,
        "it has no title": not title,
        "its title is not shown in the window": not shows_title,
        "it has no language": not tree.language,
        f"{unreadable} fonts cannot be read as text": unreadable > 0,
        f"{bookmarks} bookmarks for {headings} headings": bookmarks < headings - 1,
    }
    return [fault for fault, holds in faults.items() if holds]


def _find_fonts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        resources: Element = page.get("/Resources", pikepdf.Dictionary())
        yield from resources.get("/Font", pikepdf.Dictionary()).values()


def _find_heading_faults(tree: Tag) -> list[str]:
    faults, before = [], 0
    for tag in tree.walk():
        level = _HEADINGS.get(tag.kind)
        if level is None:
            continue
        if level > before + 1:
            faults.append(f"heading “{tag.title}” of level {level} follows level {before}")
        before = level
    return faults


def _find_table_faults(number: int, table: Tag) -> list[str]:
    head = [cell for row in table.find("THead") for cell in row.walk() if cell.kind in ("TH", "TD")]
    rows = [row for body in table.find("TBody") for row in body.children]
    faults = {
        f"table {number} has no header row": not head,
        f"table {number} has a header cell without scope": any(
            cell.kind != "TH" or cell.scope != "Column" for cell in head
        ),
        f"table {number} has a row without a row header": any(
            not row.children or row.children[0].kind != "TH" or row.children[0].scope != "Row"
            for row in rows
        ),
        f"table {number} has no caption": not table.find("Caption"),
    }
    return [fault for fault, holds in faults.items() if holds]


def _count_bookmarks(pdf: pikepdf.Pdf) -> int:
    def count(items: Element) -> int:
        return sum(1 + count(item.children) for item in items)

    with pdf.open_outline() as outline:
        return count(outline.root)


def _read_tag(element: Element) -> Tag:
    scopes = [str(each.Scope)[1:] for each in _attributes(element) if "/Scope" in each]
    return Tag(
        kind=str(element.S)[1:],
        alt=str(element.get("/Alt", "")),
        title=str(element.get("/T", "")),
        language=str(element.get("/Lang", "")),
        scope=scopes[-1] if scopes else "",
        children=tuple(_read_tag(each) for each in _elements(element)),
    )


def _find_body_rows(element: Element) -> Iterator[Element]:
    for child in _elements(element):
        if child.S == "/TBody":
            yield from _elements(child)
        else:
            yield from _find_body_rows(child)


def _elements(element: Element) -> list[Element]:
    """Return the elements inside one; marked content, which has no kind, is left out."""
    inside = element.get("/K")
    each = list(inside) if isinstance(inside, pikepdf.Array) else [inside]
    return [child for child in each if isinstance(child, pikepdf.Dictionary) and "/S" in child]


def _attributes(element: Element) -> Element:
    """Return an element's attributes as a list inside the element, made if there is none."""
    own = element.get("/A")
    if not isinstance(own, pikepdf.Array):
        element.A = pikepdf.Array([] if own is None else [own])
        own = element.A
    return own


def _drop_header_names(cell: Element) -> None:
    for each in _attributes(cell):
        if "/Headers" in each:
            del each["/Headers"]
