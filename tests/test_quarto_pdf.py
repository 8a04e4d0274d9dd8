"""The same PDFs by the real Quarto: same words in the same places, bookmarks and tags.

Skipped where Quarto is missing: see test_quarto.py.
"""

from __future__ import annotations

import ctypes
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw
import pytest

from pipeline.engines import PandocEngine
from pipeline.pdf_mend import mend_tables
from pipeline.pdf_tags import (
    Element,
    count_columns,
    find_tag_faults,
    list_attributes,
    list_elements,
    read_tags,
)
from pipeline.trace_pdf import read_pdf
from tests.test_quarto import QUARTO, find_warnings, pages, render_by_hand

__all__ = ["pages"]  # The fixture, for pytest to find.

pytestmark = [
    pytest.mark.quarto,
    pytest.mark.slow,
    pytest.mark.skipif(QUARTO is None, reason="Quarto is not on PATH"),
]

KYRGYZ_LETTERS = "ңөүӨҮ"  # No word begins with Ң.
# Pandoc has no Kyrgyz word for an abstract, and no page has one. The other two speak of programs
# that a Quarto may come without: the checker of PDFs, and what gathers Typst's packages.
NOT_OURS = ("no translation defined", "verapdf is not installed", "typst-gather")
# What pipeline/pdf_mend.py mends in a PDF, and a page made by hand does without (decision 18).
MENDED = {
    "has a row without a row header",
    "has a row of other cells than its header",
    "has no caption",
}
POINTS = 1.0  # how far a letter may be from where the other engine's Typst sets it
HYPHENS = re.compile(r"[\u00ad\ufffe\u0002]\s*")


@dataclass(frozen=True)
class Pdfs:
    """A bilingual page's PDF by the embedded engine, by Quarto alone, and by Quarto mended."""

    embedded: Path
    by_hand: Path
    mended: Path
    said: str


@pytest.fixture(scope="module", params=["ky-ru", "en-ru"])
def pdfs(
    request: pytest.FixtureRequest, pages: Path, tmp_path_factory: pytest.TempPathFactory
) -> Pdfs:
    page = pages / request.param / "digest.qmd"
    folder = tmp_path_factory.mktemp(request.param)
    embedded = PandocEngine().render_pdf(page, folder / "embedded.pdf", 0)
    said = render_by_hand(page, "typst")
    by_hand = Path(shutil.move(page.with_suffix(".pdf"), folder / "by-hand.pdf"))
    mended = Path(shutil.copyfile(by_hand, folder / "mended.pdf"))
    mend_tables(mended)
    return Pdfs(embedded, by_hand, mended, said)


def read_letters(path: Path) -> str:
    """Return the whole text without white space and without the hyphens of this setting."""
    return "".join(HYPHENS.sub("", " ".join(read_pdf(path))).split())


@dataclass(frozen=True)
class Letter:
    text: str
    left: float
    bottom: float
    colour: tuple[int, ...]


def read_pages(path: Path) -> list[list[Letter]]:
    """Return every letter of each page with its place and colour."""
    with pypdfium2.PdfDocument(path) as document:
        return [_read_page(page.get_textpage()) for page in document]


def _read_page(text: pypdfium2.PdfTextPage) -> list[Letter]:
    letters = []
    for index in range(text.count_chars()):
        left, bottom, _, _ = text.get_charbox(index)
        colour = [ctypes.c_uint() for _ in range(4)]
        pypdfium2.raw.FPDFText_GetFillColor(text, index, *map(ctypes.byref, colour))
        character = chr(pypdfium2.raw.FPDFText_GetUnicode(text, index))
        if not character.isspace():
            letters.append(Letter(character, left, bottom, tuple(each.value for each in colour)))
    return letters


def read_bookmarks(path: Path) -> list[tuple[int, str]]:
    def walk(items: list[pikepdf.OutlineItem], level: int) -> list[tuple[int, str]]:
        return [found for item in items
                for found in ((level, item.title), *walk(item.children, level + 1))]  # fmt: skip

    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        return walk(outline.root, 1)


def read_fonts(path: Path) -> set[str]:
    with pikepdf.open(path) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]
        return {str(font.BaseFont).split("+")[-1] for font in fonts}


def measure_pages(path: Path) -> list[tuple[float, ...]]:
    with pikepdf.open(path) as pdf:
        return [tuple(float(side) for side in page.mediabox) for page in pdf.pages]


def find_ragged_tables(path: Path) -> list[int]:
    """Return the tables whose rows, cells over several rows counted, are not equally long."""
    with pikepdf.open(path) as pdf:
        tables = _find_kind(pdf.Root.StructTreeRoot, "/Table")
        return [number for number, table in enumerate(tables, 1) if len(_measure_rows(table)) != 1]


def _find_kind(element: Element, kind: str) -> list[Element]:
    found = []
    for child in list_elements(element):
        found += [child] if kind == child.S else _find_kind(child, kind)
    return found


def _measure_rows(table: Element) -> set[int]:
    rows = _find_kind(table, "/TR")
    widths = [0] * len(rows)
    for number, row in enumerate(rows):
        for cell in list_elements(row):
            spans = [int(each.RowSpan) for each in list_attributes(cell) if "/RowSpan" in each]
            for below in range(number, number + max(spans, default=1)):
                widths[below] += count_columns(cell)
    return set(widths)


def test_quarto_warns_of_nothing_that_is_ours(pdfs: Pdfs) -> None:
    warnings = find_warnings(pdfs.said)
    assert [line for line in warnings if not any(words in line for words in NOT_OURS)] == []


def test_both_engines_print_the_same_words_and_every_kyrgyz_letter(pdfs: Pdfs) -> None:
    text = read_letters(pdfs.mended)
    assert text == read_letters(pdfs.embedded)
    if "ky" in pdfs.embedded.parent.name:
        assert set(KYRGYZ_LETTERS) <= set(text)


def test_both_engines_set_each_letter_in_its_place_and_colour(pdfs: Pdfs) -> None:
    assert measure_pages(pdfs.mended) == measure_pages(pdfs.embedded)
    both = list(zip(read_pages(pdfs.mended), read_pages(pdfs.embedded), strict=True))
    alike = [(ours, theirs) for ours, theirs in both
             if [each.text for each in ours] == [each.text for each in theirs]]  # fmt: skip
    # Another version of Typst parts a word or two elsewhere.
    assert len(alike) >= len(both) - 2
    for ours, theirs in alike:
        for one, other in zip(ours, theirs, strict=True):
            assert one.colour == other.colour, (one, other)
            assert abs(one.left - other.left) < POINTS, (one, other)
            assert abs(one.bottom - other.bottom) < POINTS, (one, other)


def test_both_engines_use_the_same_fonts(pdfs: Pdfs) -> None:
    assert read_fonts(pdfs.mended) == read_fonts(pdfs.embedded)


def test_both_engines_make_the_same_bookmarks(pdfs: Pdfs) -> None:
    bookmarks = read_bookmarks(pdfs.by_hand)
    assert len(bookmarks) > 10
    assert bookmarks == read_bookmarks(pdfs.embedded)


def test_both_engines_tag_alike(pdfs: Pdfs) -> None:
    """Kinds, languages, alternative texts, scopes of headers, columns: all of the tree."""
    ours, theirs = ([(tag.kind, tag.language, tag.alt, tag.title, tag.scope, tag.columns)
                     for tag in read_tags(path).walk()]
                    for path in (pdfs.mended, pdfs.embedded))  # fmt: skip
    assert ours == theirs
    assert find_tag_faults(pdfs.mended) == []


def test_a_pdf_made_by_hand_is_pdf_ua_with_regular_tables(pdfs: Pdfs) -> None:
    faults = {re.sub(r"^table \d+ ", "", fault) for fault in find_tag_faults(pdfs.by_hand)}
    assert faults <= MENDED
    assert find_ragged_tables(pdfs.by_hand) == []
