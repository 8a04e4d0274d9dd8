"""Numbers stay on one line with what belongs to them, on the screen and in print."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pipeline.engines import PandocEngine
from pipeline.page_files import REPORTS
from tests.test_engines import render_html, render_typst, write_page

WORDS = ("375-берене", "2014–2017-жылдардагы", "171-статья", "«262-1-берене»,", "125-1", "2,5–5")


ARTICLES = [
    ("по статье 171 и", "по статье\u00a0171 и"),
    ("(Ст. 124)", "(Ст.\u00a0124)"),
    ("по ст. 124 (1997) кодекса", "по ст.\u00a0124\u00a0(1997) кодекса"),
    ("на 100 000 человек", "на 100\u00a0000 человек"),
    ("under Article 171", "under Article\u00a0171"),
    ('статья [155]{data-fact="x"}', 'статья\u00a0<span data-fact="x">155</span>'),
]
ALONE = ("берене статья", "2021-04-22", "кара-каршы", "2017 254")
DASHES = [
    ("жазуулар — 13, анын", "жазуулар\u00a0— 13, анын"),
    ('2014 — [74]{data-fact="x"}', '2014\u00a0— <span data-fact="x">74</span>'),
    ('[74]{data-fact="x"} — число', '<span data-fact="x">74</span>\u00a0— число'),
]


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a page with every text as a paragraph of its own."""
    texts = [*(f"бир {word} эки" for word in WORDS), *ALONE, *(text for text, _ in ARTICLES)]
    texts += ['[2023]{data-fact="x.y"}-жылы', *(text for text, _ in DASHES)]
    return render_html(tmp_path_factory.mktemp("screen"), "\n\n".join(texts))


@pytest.fixture(scope="module")
def print_source(tmp_path_factory: pytest.TempPathFactory) -> str:
    texts = (f"бир {word} эки" for word in WORDS)
    return render_typst(tmp_path_factory.mktemp("print"), "\n\n".join(texts))


@pytest.mark.parametrize("word", WORDS)
def test_a_word_with_its_number_is_kept_whole_and_spelt_as_before(
    screen: str, print_source: str, word: str
) -> None:
    assert f'<p>бир <span class="nobreak">{word}</span> эки</p>' in screen
    printed = word.replace("–", "--")  # as Typst spells it
    assert f"бир #box[{printed}] эки" in print_source


def test_a_facts_number_is_kept_with_its_ending(screen: str) -> None:
    kept = '<p><span class="nobreak"><span data-fact="x.y">2023</span>-жылы</span></p>'
    assert kept in screen


@pytest.mark.parametrize(("text", "kept"), ARTICLES)
def test_an_article_is_kept_with_its_number_and_a_number_whole(
    screen: str, text: str, kept: str
) -> None:
    assert f"<p>{kept}</p>" in screen, text


@pytest.mark.parametrize("text", ALONE)
def test_other_words_are_left_alone(screen: str, text: str) -> None:
    assert f"<p>{text}</p>" in screen


@pytest.mark.parametrize(("text", "kept"), DASHES)
def test_no_line_begins_with_a_dash(screen: str, text: str, kept: str) -> None:
    assert f"<p>{kept}</p>" in screen, text


def test_the_title_is_left_alone(tmp_path: Path) -> None:
    page = write_page(tmp_path, "бир", front="description: 2023-жыл")
    html = PandocEngine().render_html(page).read_text(encoding="utf-8")
    assert 'content="2023-жыл"' in html


def test_in_print_no_width_breaks_them_and_their_text_is_read_back(tmp_path: Path) -> None:
    body = " ".join(f"{'а' * length} 375-берене" for length in range(1, 60))
    render_typst(tmp_path, body)
    command = ["pdftotext", "-layout", str(tmp_path / "page.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert text.count("375-берене") == 59
    assert re.findall(r"375-$", text, re.MULTILINE) == []


HEADINGS = (
    ("эркиндигинен ажыратуу", "лишение свободы"), ("айып пул", "штраф"),
    ("эркиндигин чектөө", "ограничение свободы"), ("коомдук иштер", "общественные работы"),
    ("түзөтүү жумуштары", "исправительные работы"),
    ("жаза дайындалган эмес", "наказание не назначено"),
    ("башка жаза", "иное наказание"), ("бардыгы", "всего"),
)  # fmt: skip


def test_nine_columns_in_two_languages_break_no_word_in_print(tmp_path: Path) -> None:
    first = [f"[{ky}]{{lang=ky}} · [{ru}]{{lang=ru}}" for ky, ru in HEADINGS]
    head = " | ".join(["[Берене]{lang=ky} · [Статья]{lang=ru}", *first])
    rules = "|".join([":---", *["---:"] * len(HEADINGS)])
    rows = "\n".join(f"| {number} (1997) | {' | '.join(['10'] * 8)} |" for number in (124, 375))
    render_typst(tmp_path, f"| {head} |\n|{rules}|\n{rows}\n")
    command = ["pdftotext", "-layout", str(tmp_path / "page.pdf"), "-"]
    words = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert words.count("(1997)") == 2
    assert {word for pair in HEADINGS for text in pair for word in text.split()} <= set(words)
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert re.search(r"^ *124\s\(1997\) +10", lines, re.MULTILINE)


@pytest.mark.browser
def test_on_the_screen_no_width_breaks_them(tmp_path: Path, browser: Browser) -> None:
    styles = f"css: [{REPORTS / 'assets' / 'base.css'}, {REPORTS / 'assets' / 'pages.css'}]"
    body = 'бир эки [375]{data-fact="x"}-берене, 2016-жылы'
    page = write_page(tmp_path, body, f"html: {{{styles}}}")
    PandocEngine().render_html(page)
    tab = browser.new_page()
    tab.goto(page.with_suffix(".html").as_uri())
    broken = """[...document.querySelectorAll('.nobreak')].filter(each =>
        new Set([...each.getClientRects()].map(box => Math.round(box.bottom))).size > 1).length"""
    assert tab.locator(".nobreak").count() == 2
    for width in range(60, 240, 6):
        tab.set_viewport_size({"width": width, "height": 600})
        assert tab.evaluate(broken) == 0, width
    tab.close()
