"""The same pages by the real Quarto: same headings, facts, tables, charts and no warning of ours.

Quarto is no package and is rarely installed: `.github/workflows/quarto.yml` installs two versions
and runs these tests. Elsewhere they are skipped.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser

from pipeline.analyse import Analysis
from pipeline.changes import compare_editions
from pipeline.engines import PandocEngine, QuartoEngine
from pipeline.page_parts import PAGES
from pipeline.paths import Paths
from pipeline.render import write_pages
from pipeline.settings import read_settings
from tests.site.browsing import SCHEMES, WIDTHS, open_page
from tests.site.test_accessibility import SHOW_ALL, find_violations

ROOT = Path(__file__).parent.parent
QUARTO = shutil.which("quarto")
EDITION = 2021
# Pandoc has no Kyrgyz of its own: the words come from the page's language pack.
NOT_OURS = ("translations", "Could not load", "has no translation defined")

pytestmark = [
    pytest.mark.quarto,
    pytest.mark.slow,
    pytest.mark.skipif(QUARTO is None, reason="Quarto is not on PATH"),
]


@dataclass(frozen=True)
class Content:
    """What a finished page holds, whatever frame an engine puts around it."""

    headings: list[str]
    facts: list[str]
    captions: list[str]
    rows: list[str]
    charts: list[str]
    names: list[str]
    cards: list[str]


def read_content(path: Path) -> Content:
    """Read a page of either engine.

    Quarto leaves sections at level 1, and puts a table's caption into a figure around it.
    """
    page = lxml.html.parse(path).getroot()
    captions = page.xpath("//caption | //figcaption[contains(@class, 'quarto-float-tbl')]")
    for number in page.xpath("//*[contains(@class, 'header-section-number')]"):
        number.drop_tree()
    return Content(
        headings=sorted(_texts(page.xpath("//h1 | //h2 | //h3 | //h4"))),
        facts=sorted(page.xpath("//*[@data-fact]/@data-fact")),
        captions=sorted(text.split(": ", 1)[-1] for text in _texts(captions)),
        rows=_texts(page.xpath("//tbody/tr")),
        charts=sorted(page.xpath("//figure[contains(@class, 'chart')]/@id")),
        names=sorted(page.xpath("//*[contains(@class, 'chart-canvas')]/@aria-label")),
        cards=_texts(
            page.xpath("//*[contains(@class, 'card-title')] | //h3[@class='card-header']")
        ),
    )


def _texts(elements: list[lxml.html.HtmlElement]) -> list[str]:
    return [" ".join(element.text_content().split()) for element in elements]


@pytest.fixture(scope="module")
def pages(project: Paths, editions: dict[int, Analysis]) -> Path:
    """Return the folder of an edition's .qmd pages, inside a copy of the Quarto project."""
    assert EDITION in editions
    ignore = shutil.ignore_patterns("_build", "_site", "_evidence")
    shutil.copytree(ROOT / "reports", project.reports, ignore=ignore, dirs_exist_ok=True)
    settings = read_settings(project)
    compare_editions(project, tuple(editions))
    list(write_pages(project, settings, EDITION, settings.languages, settings.pairs, "test"))
    return project.edition_pages(EDITION)


def render_by_hand(page: Path, output: str) -> str:
    """Render as a reader of README would; return what Quarto says."""
    command = [str(QUARTO), "render", page.name, "--to", output]
    done = subprocess.run(command, cwd=page.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stderr


def find_warnings(said: str) -> list[str]:
    warnings = [line for line in said.splitlines() if "WARN" in line.upper()]
    return [line for line in warnings if not any(words in line for words in NOT_OURS)]


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_both_engines_give_the_same_content(pages: Path, language: str, name: str) -> None:
    page = pages / language / f"{name}.qmd"
    said = render_by_hand(page, "dashboard" if name == "dashboard" else "html")
    assert find_warnings(said) == []
    by_quarto = read_content(page.with_suffix(".html"))
    by_pandoc = read_content(PandocEngine().render_html(page))
    assert by_quarto.facts == by_pandoc.facts
    assert by_quarto.captions == by_pandoc.captions
    assert by_quarto.rows == by_pandoc.rows
    assert by_quarto.charts == by_pandoc.charts
    assert by_quarto.names == by_pandoc.names
    assert by_quarto.cards == by_pandoc.cards
    if name != "dashboard":
        assert by_quarto.headings == by_pandoc.headings


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_page_by_quarto_reads_as_well(browser: Browser, pages: Path, name: str) -> None:
    made = QuartoEngine(str(QUARTO)).render_html(pages / "ky" / f"{name}.qmd")
    with open_page(browser, made) as watched:
        watched.page.evaluate(SHOW_ALL)
        for width in WIDTHS:
            watched.page.set_viewport_size({"width": width, "height": 900})
            watched.draw_all()
            assert watched.page.evaluate("document.documentElement.scrollWidth") <= width
            for scheme in SCHEMES:
                watched.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                assert find_violations(watched.page, scheme) == [], f"{width} px, {scheme}"


@pytest.mark.browser
def test_dashboard_by_quarto_keeps_filters_in_the_address(browser: Browser, pages: Path) -> None:
    engine = QuartoEngine(str(QUARTO))
    made = [engine.render_html(pages / language / "dashboard.qmd") for language in ("ky", "ru")]
    with open_page(browser, made[0]) as watched:
        page = watched.page
        page.locator("#tab-agencies").click()
        year = page.locator(".tab-pane.active .filter", has=page.locator("[value='2017']"))
        year.locator("summary").click()
        year.locator("[value='2017']").check()
        for tab in ("victims", "agencies"):
            page.locator(f"#tab-{tab}").click()
            assert page.evaluate("location.hash") == f"#{tab}&f.year=2017"
        page.reload()
        watched.wait_until("document.querySelector('#agencies.active') !== null")
        assert page.evaluate("location.hash") == "#agencies&f.year=2017"
        page.locator(".site-bar .language-switch a[hreflang=ru]").click()
        page.wait_for_url("**/ru/dashboard.html#agencies&f.year=2017")


def test_a_kyrgyz_page_has_no_english_label(pages: Path) -> None:
    page = pages / "ky" / "digest.qmd"
    render_by_hand(page, "html")
    text = lxml.html.parse(page.with_suffix(".html")).getroot().text_content()
    for word in ("Table of contents", "Figure\u00a0", "Table\u00a0", "Note\n", "Published"):
        assert word not in text
