"""In print, what stands under a table or a chart stays with it, wherever the page ends."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from pipeline.engines import PandocEngine
from pipeline.pdf_tags import find_tag_faults, read_tags
from tests.test_engines import render_html, render_typst, write_page

ROWS = 8
TABLE = "\n".join(
    [
        "| Берене | Иштер |",
        "|---|--:|",
        *(f"| сап{number} | {number} |" for number in range(ROWS)),
        "",
        ": Аталышы {#tbl-a}",
        "",
        "::: {layout-ncol=2}",
        "::: {lang=ky .note}\nэскертүү\n:::",
        "",
        "::: {lang=ru .note}\nсноска\n:::",
        ":::",
        "",
        "::: {.note}\nданные\n:::",
    ]
)
CHART = """::: {#fig-c}
![](a.svg){fig-alt="Баян"}

Аты
:::

::: {layout-ncol=2}
::: {lang=ky .chart-summary}
баяндама
:::

::: {lang=ru .chart-summary}
рассказ
:::
:::

::: {.note}
данные
:::
"""


def read_pages(folder: Path, body: str, before_mm: int) -> list[str]:
    """Return the text of each page of a PDF whose body begins so far down."""
    blank = f"```{{=typst}}\n#block(height: {before_mm}mm)\n```\n\nбашы\n\n"
    page = write_page(folder, blank + body, "typst: {}")
    PandocEngine().render_pdf(page, folder / "page.pdf", 0)
    command = ["pdftotext", "-layout", str(folder / "page.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [each for each in text.split("\f") if each.strip()]


@pytest.mark.slow
def test_notes_never_stand_on_a_page_without_rows_of_their_table(tmp_path: Path) -> None:
    splits = set()
    for before in range(130, 205, 4):
        pages = read_pages(tmp_path, TABLE, before)
        rows = [len(re.findall(r"сап\d", page)) for page in pages]
        assert sum(rows) == ROWS
        assert all(count == 0 or count >= 2 for count in rows), (before, rows)
        (end,) = [page for page in pages if "данные" in page]
        assert "сноска" in end
        assert f"сап{ROWS - 1}" in end
        assert f"сап{ROWS - 2}" in end
        splits.add(tuple(count for count in rows if count))
    assert len(splits) > 2  # whole, and parted in more than one place


@pytest.mark.slow
def test_a_chart_its_sentence_and_its_notes_are_on_one_page(tmp_path: Path) -> None:
    for before in range(182, 224, 3):
        pages = read_pages(tmp_path, CHART, before)
        (own,) = [page for page in pages if "данные" in page]
        assert "баяндама" in own
        assert "Аты" in own


@pytest.mark.slow
def test_a_large_chart_stays_in_its_section_and_parts_no_table(tmp_path: Path) -> None:
    large = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="420">'
        '<rect width="600" height="420"/></svg>'
    )
    text = "сөз " * 150
    chart = CHART.replace("a.svg", "large.svg")
    body = f"# Биринчи\n\n{TABLE}\n\n{chart}\n\n{text}\n\n# Экинчи\n\n{text}"
    (tmp_path / "large.svg").write_text(large, encoding="utf-8")
    moved = 0
    for before in range(0, 200, 8):
        pages = read_pages(tmp_path, body, before)
        order = [
            (number, page.index(word))
            for word in ("Биринчи", "баяндама", "Экинчи")
            for number, page in enumerate(pages)
            if word in page
        ]
        assert order == sorted(order), before
        assert len(order) == 3
        rows = [number for number, page in enumerate(pages) if re.search(r"сап\d", page)]
        own = pages[order[1][0]]
        if order[1][0] in rows:  # after its table, not between the table's parts
            assert own.index(f"сап{ROWS - 1}") < own.index("баяндама"), before
        moved += "сөз" in "".join(pages[: order[1][0]])
    assert moved > 2  # text ran on before a chart that had to wait


def test_a_chart_taller_than_a_page_is_drawn_smaller_not_over_its_notes(tmp_path: Path) -> None:
    tall = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="1100">'
        '<rect width="600" height="1100"/></svg>'
    )
    page = write_page(tmp_path, CHART, "typst: {}", "fig-cap-location: top")
    (tmp_path / "a.svg").write_text(tall, encoding="utf-8")
    PandocEngine().render_pdf(page, tmp_path / "page.pdf", 0)
    pages = [*pypdfium2.PdfDocument(tmp_path / "page.pdf")]
    (own,) = [each for each in pages if "данные" in each.get_textpage().get_text_bounded()]
    text = own.get_textpage()
    told = text.search("баяндама").get_next()
    assert told is not None
    left, _, _, top = text.get_charbox(told[0])
    picture = own.render().to_numpy().min(axis=2)
    height = round(own.get_height())
    above = picture[height - round(top) - 3, round(left) : round(left) + 250]
    assert above.min() > 200  # no black of the chart there
    assert (picture < 50).sum() > 50_000  # and yet it is on this page


def test_in_the_tags_notes_are_the_foot_of_a_regular_table(tmp_path: Path) -> None:
    source = render_typst(tmp_path, TABLE)
    assert source.count("rowspan: ") == 2
    assert find_tag_faults(tmp_path / "page.pdf") == []
    (table,) = read_tags(tmp_path / "page.pdf").find("Table")
    assert [part.kind for part in table.children] == ["Caption", "THead", "TBody", "TFoot"]
    head, body, foot = table.children[1:]
    assert [[cell.columns for cell in row.children] for row in head.children] == [[1, 1]]
    assert [[cell.kind for cell in row.children] for row in body.children] == [["TH", "TD"]] * ROWS
    (row,) = foot.children
    assert [cell.columns for cell in row.children] == [2]
    assert {tag.language for tag in foot.walk()} >= {"ru"}


def test_a_table_of_one_row_is_held_whole(tmp_path: Path) -> None:
    table = "| A | B |\n|---|--:|\n| x | 1 |\n\n: Аты {#tbl-b}\n\n::: {.note}\nданные\n:::\n"
    assert "rowspan: 2" in render_typst(tmp_path, table)
    assert find_tag_faults(tmp_path / "page.pdf") == []


def test_on_the_screen_notes_stand_after_the_table(tmp_path: Path) -> None:
    html = render_html(tmp_path, TABLE)
    assert "rowspan" not in html
    assert "colspan" not in html
    assert html.index("</table>") < html.index("сноска") < html.index("данные")
