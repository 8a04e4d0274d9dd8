"""The tag tree of a PDF, read back and checked by what PDF/UA-1 (ISO 14289-1) asks of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
    alt: str = ""
    title: str = ""
    language: str = ""
    scope: str = ""
    columns: int = 1
    children: tuple[Tag, ...] = ()

    def walk(self) -> Iterator[Tag]:
        """Yield this element and every one below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def find(self, kind: str) -> list[Tag]:
        return [tag for tag in self.walk() if tag.kind == kind]


def read_tags(path: Path) -> Tag:
    """Return the tag tree of a PDF; refuses one that has none."""
    with pikepdf.open(path) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            raise ValueError(f"{path} has no tags")
        children = tuple(_read_tag(each) for each in list_elements(pdf.Root.StructTreeRoot))
        language = str(pdf.Root.get("/Lang", ""))
    return Tag("Root", language=language, children=children)


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
    width = sum(cell.columns for cell in head)
    faults = {
        f"table {number} has no header row": not head,
        f"table {number} has a header cell without scope": any(
            cell.kind != "TH" or cell.scope != "Column" for cell in head
        ),
        f"table {number} has a row without a row header": any(
            not row.children or row.children[0].kind != "TH" or row.children[0].scope != "Row"
            for row in rows
        ),
        f"table {number} has a row of other cells than its header": any(
            sum(cell.columns for cell in row.children) != width for row in table.find("TR")
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
    scopes = [str(each.Scope)[1:] for each in list_attributes(element) if "/Scope" in each]
    return Tag(
        kind=str(element.S)[1:],
        alt=str(element.get("/Alt", "")),
        title=str(element.get("/T", "")),
        language=str(element.get("/Lang", "")),
        scope=scopes[-1] if scopes else "",
        columns=count_columns(element),
        children=tuple(_read_tag(each) for each in list_elements(element)),
    )


def count_columns(cell: Element) -> int:
    """Return how many columns a cell takes."""
    return next((int(each.ColSpan) for each in list_attributes(cell) if "/ColSpan" in each), 1)


def list_elements(element: Element) -> list[Element]:
    """Return the elements inside one; marked content, which has no kind, is left out."""
    inside = element.get("/K")
    each = list(inside) if isinstance(inside, pikepdf.Array) else [inside]
    return [child for child in each if isinstance(child, pikepdf.Dictionary) and "/S" in child]


def list_attributes(element: Element) -> Element:
    """Return an element's attributes as a list inside the element, made if there is none."""
    own = element.get("/A")
    if not isinstance(own, pikepdf.Array):
        element.A = pikepdf.Array([] if own is None else [own])
        own = element.A
    return own
