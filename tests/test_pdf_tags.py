"""The tag tree of a PDF: mended, read back, and each thing a reader would miss is found."""

from __future__ import annotations

import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import typst

from pipeline.pdf_mend import mend_tables
from pipeline.pdf_tags import find_tag_faults, read_tags

SOURCE = """
#set document(title: "Отчёт")
#set text(lang: "ru")
#set heading(numbering: "1.")
= Дела
#figure(
  table(columns: 2, table.header([Статья], [Дела]), [124], [15], [261], [104]),
  caption: [Дела по статьям],
)
== Рисунок
#figure(image("dot.svg", alt: "Точка"), caption: [Точка])
- первое
- второе
"""
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>'


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small PDF as Typst makes it."""
    folder = tmp_path_factory.mktemp("tags")
    (folder / "dot.svg").write_text(DOT)
    (folder / "page.typ").write_text(SOURCE, encoding="utf-8")
    typst.compile(folder / "page.typ", folder / "page.pdf", pdf_standards=["ua-1"], timestamp=0)
    return folder / "page.pdf"


@pytest.fixture
def mended(compiled: Path, tmp_path: Path) -> Path:
    path = tmp_path / "mended.pdf"
    path.write_bytes(compiled.read_bytes())
    assert mend_tables(path) == 2
    return path


def test_typst_alone_leaves_rows_without_headers(compiled: Path) -> None:
    assert find_tag_faults(compiled) == ["table 1 has a row without a row header"]


def test_a_disk_that_takes_no_more_ends_in_an_error_and_no_dead_process(
    compiled: Path, tmp_path: Path
) -> None:
    path = tmp_path / "mended.pdf"
    path.write_bytes(compiled.read_bytes())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            mend_tables(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_mended_tree_has_headings_lists_figures_and_headers_both_ways(mended: Path) -> None:
    assert find_tag_faults(mended) == []
    tree = read_tags(mended)
    assert tree.language == "ru"
    assert [tag.title for tag in tree.walk() if tag.kind in ("H1", "H2")] == ["Дела", "Рисунок"]
    assert [tag.scope for tag in tree.find("TH")] == ["Column", "Column", "Row", "Row"]
    assert len(tree.find("TD")) == 2
    assert [tag.alt for tag in tree.find("Figure")] == ["Точка"]
    assert [len(tag.children) for tag in tree.find("L")] == [2]


def test_mending_twice_changes_nothing(mended: Path) -> None:
    before = mended.read_bytes()
    assert mend_tables(mended) == 0
    assert mended.read_bytes() == before


def break_tree(path: Path, change: Callable[[Any], None]) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path)


def all_elements(node: Any) -> list[Any]:
    inside = node.get("/K") if isinstance(node, pikepdf.Dictionary) else None
    each = list(inside) if isinstance(inside, pikepdf.Array) else [inside]
    below = [child for child in each if isinstance(child, pikepdf.Dictionary)]
    return below + [found for child in below for found in all_elements(child)]


def elements_of_kind(pdf: Any, kind: str) -> list[Any]:
    return [each for each in all_elements(pdf.Root.StructTreeRoot) if each.get("/S") == kind]


def drop_alternative(pdf: Any) -> None:
    for figure in elements_of_kind(pdf, "/Figure"):
        del figure["/Alt"]


def skip_a_level(pdf: Any) -> None:
    elements_of_kind(pdf, "/H2")[0].S = pikepdf.Name.H3


def drop_scope(pdf: Any) -> None:
    elements_of_kind(pdf, "/TH")[0].A = pikepdf.Array([])


def drop_cell(pdf: Any) -> None:
    row = elements_of_kind(pdf, "/TR")[-1]
    row.K = pikepdf.Array(list(row.K)[:1])


def drop_language(pdf: Any) -> None:
    del pdf.Root["/Lang"]


def drop_bookmarks(pdf: Any) -> None:
    del pdf.Root["/Outlines"]


def drop_tags(pdf: Any) -> None:
    del pdf.Root["/StructTreeRoot"]


def drop_text(pdf: Any) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        del font["/ToUnicode"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (drop_alternative, "figure 1 has no alternative text"),
        (skip_a_level, "of level 3 follows level 1"),
        (drop_scope, "table 1 has a header cell without scope"),
        (drop_cell, "table 1 has a row of other cells than its header"),
        (drop_language, "it has no language"),
        (drop_bookmarks, "0 bookmarks for 2 headings"),
        (drop_tags, "has no tags"),
        (drop_text, "cannot be read as text"),
    ],
)
def test_each_fault_is_found(mended: Path, change: Callable[[Any], None], fault: str) -> None:
    break_tree(mended, change)
    found = find_tag_faults(mended)
    assert len(found) == 1
    assert fault in found[0]


def test_caption_left_outside_its_table_is_moved_into_it(mended: Path) -> None:
    def take_out(pdf: Any) -> None:
        table = elements_of_kind(pdf, "/Table")[0]
        caption = next(each for each in table.K if each.S == "/Caption")
        table.K = pikepdf.Array([each for each in table.K if each.S != "/Caption"])
        outer = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Div, P=table.P))
        outer.K = pikepdf.Array([caption, table])
        table.P.K = pikepdf.Array([outer, *(each for each in table.P.K if each != table)])

    break_tree(mended, take_out)
    assert find_tag_faults(mended) == ["table 1 has no caption"]
    assert mend_tables(mended) == 1
    assert find_tag_faults(mended) == []
