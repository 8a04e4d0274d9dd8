"""The PDF's gate: every run of digits it prints is in its record, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.number_kinds import find_known, fold_print
from pipeline.page_reading import Block, Marked, PageReading, read_markup
from pipeline.printed import read_printed, write_printed
from pipeline.trace import Ground
from pipeline.trace_pdf import check_pdf, list_wanted, number_headings, read_pdf
from tests.edition_fixture import PARAMETERS, RULES, YEAR, make_facts

PAIR = ("en", "ru")
TABLES = {
    "claims": [],
    "glossary": [],
    "sources": [],
    "concordance": [{"code": "1997", "article": "124"}],
}
BODY = """
<h1 id="sec-a"><span lang="en">Cases by year</span> · <span lang="ru">Дела по годам</span></h1>
<p lang="en">In 2014 there were <span data-fact="entries.124.2014">5</span> entries.</p>
<h2 id="sec-b"><span lang="en">Each article</span> · <span lang="ru">Каждая статья</span></h2>
<table id="tbl-a"><thead><tr><th>Article</th><th>2014</th><th>2017</th></tr></thead>
<tbody><tr><td>Art. 124</td><td><span data-fact="entries.124.2014">5</span></td>
<td><span data-fact="entries.124.2017">1,254</span> ·
<span data-fact="entries.124.2017">1\u00a0254</span></td></tr></tbody></table>
<p><span data-fact="hidden">&lt;5</span></p>
"""
PAGES = [
    "Running head\nContents\n1 Cases by year · Дела по годам . . . . . . . 2\n"
    "1.1 Each article · Каждая статья . . . . . 2\n1 / 3",
    "Running head\n1 Cases by year · Дела по годам\nIn 2014 there were 5 entries.\n"
    "1.1 Each article · Каждая статья\nTable · Таблица 1. Title\nArticle 2014 2017\n2 / 3",
    "Running head\nArticle 2014 2017\nArt. 124 5 1,254 · 1\u00a0254\n<53 / 3",
]


@pytest.fixture
def ground() -> Ground:
    facts = make_facts()
    known = find_known(facts.values(), TABLES, PARAMETERS)
    return Ground(YEAR, facts, {}, RULES.kinds, known)


def check(pages: list[str], ground: Ground, tmp_path: Path, body: str = BODY) -> list[str]:
    reading = read_markup(f'<html lang="en-ru"><body>{body}</body></html>'.encode())
    write_printed(reading, {}, PAIR, tmp_path / "x.numbers.csv")
    faults = check_pdf(pages, read_printed(tmp_path / "x.numbers.csv"), ground, "x.pdf")
    return [f"{fault.place}: {fault.fact}" for fault in faults]


def test_a_pdf_that_prints_its_page_passes(ground: Ground, tmp_path: Path) -> None:
    assert check(PAGES, ground, tmp_path) == []


def test_a_table_goes_on_below_a_figure_that_floats_to_the_top(
    ground: Ground, tmp_path: Path
) -> None:
    first, second, last = PAGES
    figure = "Running head\nIn 2014 there were 5 entries.\nData · Данные: data/entries.csv\n"
    below = last.replace("Running head\n", figure)
    above = second.replace("In 2014 there were 5 entries.\n", "")
    assert check([first, above, below], ground, tmp_path) == []
    # The same years after a caption are a table's own, of which the page has one only.
    captioned = below.replace("Article 2014", "Table · Таблица 2. Title\nArticle 2014")
    assert check([first, above, captioned], ground, tmp_path) != []


BROKEN = [
    ("an orphan typed in", 1, "5 entries.", "5 entries, 7 more.", "page 2: 7 in"),
    ("a number changed", 2, "1,254", "1,255", "page 3: 255 in"),
    ("a number as small as another", 1, "5 entries", "5 5 entries", "page 2: 5 in"),
    ("a number left out", 1, "were 5 entries", "were entries", "5 is printed 1 times less"),
    ("another page number", 2, "3 / 3", "9 / 3", "9 in"),
    ("another section number", 1, "1.1 Each", "1.7 Each", "7 in"),
]


@pytest.mark.parametrize(
    ("page", "old", "new", "named"), [case[1:] for case in BROKEN], ids=[c[0] for c in BROKEN]
)
def test_a_pdf_that_prints_otherwise_is_found_with_its_page(
    ground: Ground, tmp_path: Path, page: int, old: str, new: str, named: str
) -> None:
    assert old in PAGES[page]
    pages = [text.replace(old, new, 1) if n == page else text for n, text in enumerate(PAGES)]
    told = check(pages, ground, tmp_path)
    assert any(named in each for each in told), told


def test_an_orphan_typed_into_the_page_itself_is_found_though_the_pdf_agrees(
    ground: Ground, tmp_path: Path
) -> None:
    body = BODY.replace("entries.</p>", "entries, 7 more.</p>")
    pages = [text.replace("5 entries.", "5 entries, 7 more.") for text in PAGES]
    (told,) = check(pages, ground, tmp_path, body)
    assert "sec-a" in told
    assert "7 in" in told


def test_a_number_of_the_record_must_be_its_fact(ground: Ground, tmp_path: Path) -> None:
    body = BODY.replace('2014">5</span> entries', '2014">6</span> entries')
    pages = [text.replace("were 5 entries", "were 6 entries") for text in PAGES]
    (told,) = check(pages, ground, tmp_path, body)
    assert "entries.124.2014 is printed “6”" in told


@pytest.mark.slow
def test_the_text_of_a_real_pdf_is_read_page_by_page(tmp_path: Path) -> None:
    import typst

    source = tmp_path / "a.typ"
    source.write_text("Биринчи 1 254 #pagebreak() экинчи 86 %", encoding="utf-8")
    typst.compile(source, tmp_path / "a.pdf")
    first, second = read_pdf(tmp_path / "a.pdf")
    assert "1 254" in first
    assert "86 %" in second


def write_block(part: str, text: str, place: str = "p1") -> Block:
    return Block(place, part, "ru", text)


def test_attributes_and_running_heads_are_no_numbers_the_pages_must_print() -> None:
    printed = PageReading(
        blocks=[
            write_block("p", "12 дел"),
            write_block("@alt", "34"),
            write_block("running", "2021"),
        ],
        facts=[Marked("a", "5", "p1", "ru")],
        claims=[Marked("c.published", "6", "p1", "ru")],
    )
    assert list_wanted(printed) == ["5", "6", "12"]


def test_headings_of_two_levels_are_numbered_as_the_engine_does() -> None:
    levels = [("h1", "А"), ("h2", "Б"), ("h2", "В"), ("h3", "Г"), ("h1", "Д"), ("h2", "Е")]
    blocks = [write_block(part, text, f"{part}{text}") for part, text in levels]
    blocks.insert(1, write_block("h1", "ә", "h1А"))
    assert list(number_headings(blocks)) == ["1", "1.1", "1.2", "2", "2.1"]
    assert number_headings(blocks)["1"] == fold_print("А ә")
