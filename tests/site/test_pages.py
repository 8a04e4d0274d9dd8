"""The published pages as a reader uses them: charts, filters, keyboard, languages, downloads."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Download, Locator

from pipeline.page_policy import write_policy
from tests.site.browsing import LANGUAGES, NAMES, WIDTHS, Watched, open_page

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("site")]

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Tables that a reader would have to scroll sideways: on a phone they are cards.
PHONE = 360
SIDEWAYS = """[...document.querySelectorAll('.table-scroll')]
    .filter(frame => frame.scrollWidth > frame.clientWidth + 1)
    .map(frame => frame.textContent.trim().slice(0, 60))"""
# Headings in those cards that would break inside a word.
BROKEN_WORDS = """[...document.querySelectorAll('.as-cards td.is-number')].filter(cell => {
        if (!cell.offsetParent) return false;
        const heading = document.createElement('div');
        heading.textContent = cell.dataset.label;
        heading.style.cssText = 'width: min-content; font-size: 0.75rem; font-weight: 400;'
            + 'overflow-wrap: normal';
        cell.append(heading);
        const breaks = heading.offsetWidth > cell.clientWidth;
        heading.remove();
        return breaks;
    }).map(cell => cell.dataset.label)"""
# Words that stand on two lines without a hyphen between them.
PARTED_WORDS = r"""() => {
    const parted = new Set();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        if (text.parentElement.closest('script, style, svg, code')) continue;
        for (const word of text.data.matchAll(/[\p{L}\p{M}\d]{2,}/gu)) {
            const range = document.createRange();
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            const lines = [...range.getClientRects()].map(line => Math.round(line.top));
            if (new Set(lines).size > 1) parted.add(word[0]);
        }
    }
    return [...parted];
}"""
OPEN_FOLDS = "document.querySelectorAll('details.fold').forEach(each => each.open = true)"
# Numbers of a dashboard's row stand at one height, however many lines their titles have.
HEIGHTS = """[...new Set([...document.querySelectorAll('.value-box-value')]
    .filter(each => each.offsetParent)
    .map(each => Math.round(each.getBoundingClientRect().bottom)))].length"""
# Letters of a chart that are cut at its edge.
CUT_LABELS = """[...document.querySelectorAll('.chart-canvas')].flatMap(canvas => {
    const edge = canvas.getBoundingClientRect();
    return [...canvas.querySelectorAll('text')].filter(text => {
        const own = text.getBoundingClientRect();
        return own.width && (own.left < edge.left - 0.5 || own.right > edge.right + 0.5);
    }).map(text => text.textContent);
})"""
HEAVIEST = 3_000_000
USABLE_S = 2.0
# 210 mm less two margins of 16 mm, at 96 px to the inch.
A4_PX = 672


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_page_opens_at_every_width_with_its_charts_and_no_request(
    browser: Browser, edition: Path, language: str, name: str
) -> None:
    with open_page(browser, edition / language / f"{name}.html", language=language) as watched:
        for width in WIDTHS:
            watched.page.set_viewport_size({"width": width, "height": 900})
            watched.page.evaluate(OPEN_FOLDS)
            watched.draw_all()
            assert watched.page.evaluate(OVERFLOW) <= 0, f"{width} px"
            assert width > PHONE or watched.page.evaluate(SIDEWAYS) == [], f"{width} px"
            assert watched.page.evaluate(BROKEN_WORDS) == [], f"{width} px"
            assert watched.page.evaluate(PARTED_WORDS) == [], f"{width} px"
            assert watched.page.evaluate(CUT_LABELS) == [], f"{width} px"
            assert width < WIDTHS[-1] or watched.page.evaluate(HEIGHTS) <= 1
        assert watched.page.evaluate("document.documentElement.lang") == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_table_scrolls_sideways_however_narrow_the_window(
    browser: Browser, edition: Path, language: str
) -> None:
    for name in ("digest", "ledger", "quality"):
        with open_page(browser, edition / language / f"{name}.html", language=language) as watched:
            watched.page.evaluate(OPEN_FOLDS)
            for width in (600, 720, 780, 800, 900, 1000, 1100, 1260):
                watched.page.set_viewport_size({"width": width, "height": 900})
                watched.page.wait_for_timeout(100)
                assert watched.page.evaluate(SIDEWAYS) == [], f"{name}, {width} px"


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_stay_under_their_weight(edition: Path, language: str) -> None:
    weights = {name: (edition / language / f"{name}.html").stat().st_size for name in NAMES}
    assert max(weights.values()) < HEAVIEST, weights


def test_page_is_usable_soon(browser: Browser, edition: Path) -> None:
    times = []
    for _ in range(3):
        with open_page(browser, edition / "ky" / "digest.html") as watched:
            ready = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
            times.append(watched.page.evaluate(ready) / 1000)
    assert min(times) < USABLE_S


@pytest.mark.parametrize("name", NAMES)
def test_page_says_what_may_run_and_runs_nothing_else(
    browser: Browser, edition: Path, name: str
) -> None:
    path = edition / "en" / f"{name}.html"
    html = path.read_text(encoding="utf-8")
    stated = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert stated is not None
    assert stated[1] == write_policy(html)
    context = browser.new_context()
    page = context.new_page()
    page.goto(path.as_uri())
    page.evaluate("document.body.append(Object.assign(document.createElement('script'),"
                  " {textContent: 'window.intruder = 1'}))")  # fmt: skip
    assert page.evaluate("window.intruder") is None
    context.close()


def test_machines_read_the_edition_as_a_dataset(edition: Path) -> None:
    for language in LANGUAGES:
        html = (edition / language / "digest.html").read_text(encoding="utf-8")
        found = re.search(r'<script type="application/ld\+json">(.+?)</script>', html, re.DOTALL)
        assert found is not None
        data = json.loads(found[1])
        assert data["@type"] == "Dataset"
        assert data["inLanguage"] == language
        assert data["license"].startswith("https://")
        for download in data["distribution"]:
            assert (edition / language / download["contentUrl"]).resolve().is_file()


# The keyboard


def focus_path(watched: Watched, presses: int) -> list[str]:
    """Return what Tab leads to, as tag and text."""
    told = []
    for _ in range(presses):
        watched.page.keyboard.press("Tab")
        told.append(watched.page.evaluate(
            "(({tagName, textContent, id}) => `${tagName} ${id} ${textContent.trim()}`)"
            "(document.activeElement)"
        ))  # fmt: skip
    return told


def test_number_opens_to_its_source_by_keyboard(browser: Browser, edition: Path) -> None:
    with open_page(browser, edition / "en" / "digest.html") as watched:
        number = watched.page.locator(".key-number [data-fact]").first
        number.focus()
        watched.page.keyboard.press("Enter")
        dialog = watched.page.locator("dialog[open]")
        assert dialog.count() == 1
        # axe does not ask a <dialog> for its name.
        name = dialog.locator("h2").inner_text()
        assert name
        assert watched.page.get_by_role("dialog", name=name, exact=True).count() == 1
        text = dialog.inner_text()
        assert "SELECT value FROM" in text
        assert "data/raw/" in text
        for word in ("Edition", "Status", "SHA-256"):
            assert word in text, word
        watched.page.keyboard.press("Escape")
        assert watched.page.locator("dialog[open]").count() == 0
        assert number.evaluate("each => each === document.activeElement")


def test_everything_on_the_dashboard_is_reached_by_keyboard(
    browser: Browser, edition: Path
) -> None:
    with open_page(browser, edition / "en" / "dashboard.html") as watched:
        told = focus_path(watched, 40)
        assert "Skip to the content" in told[0]
        for wanted in ("Digest", "Русский", "Cases by article", "Article", "Year", "CSV", "SVG"):
            assert any(wanted in each for each in told), wanted
        visible = "getComputedStyle(document.activeElement).outlineStyle"
        assert watched.page.evaluate(visible) != "none"
        watched.page.locator("[role=tab]").first.focus()
        watched.page.keyboard.press("ArrowRight")
        assert watched.page.locator("[role=tab]").nth(1).get_attribute("aria-selected") == "true"
        watched.page.locator(".filter summary >> visible=true").first.focus()
        watched.page.keyboard.press("Enter")
        watched.page.keyboard.press("Tab")
        watched.page.keyboard.press("Space")
        assert "f.article=124" in watched.page.evaluate("location.hash")
        watched.page.keyboard.press("Escape")
        assert watched.page.locator(".filter[open]").count() == 0


def test_skip_link_leads_to_the_content(browser: Browser, edition: Path) -> None:
    with open_page(browser, edition / "ru" / "digest.html") as watched:
        watched.page.keyboard.press("Tab")
        watched.page.keyboard.press("Enter")
        assert watched.page.evaluate("document.activeElement.id") == "main"


def test_nothing_moves_for_a_reader_who_asks_for_it(browser: Browser, edition: Path) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto((edition / "en" / "dashboard.html").as_uri())
    moving = page.evaluate("""[...document.querySelectorAll('*')].filter(each => {
        const look = getComputedStyle(each);
        return parseFloat(look.transitionDuration) > 0 || parseFloat(look.animationDuration) > 0
            || look.scrollBehavior === 'smooth';
    }).length""")
    assert moving == 0
    context.close()


# The filters


def visible_rows(watched: Watched) -> Locator:
    return watched.page.locator("#tbl-articles tbody tr >> visible=true")


def test_filters_act_on_every_chart_and_table_and_are_kept_in_the_address(
    browser: Browser, edition: Path
) -> None:
    path = edition / "ru" / "dashboard.html"
    with open_page(browser, path) as watched:
        watched.draw_all()
        rows = visible_rows(watched).count()
        panels = "document.querySelector('#chart-cases .chart-canvas').data.length"
        drawn = watched.page.evaluate(panels)
    address = "#f.article=124,261&f.year=2016&f.agency=nsc"
    with open_page(browser, path, address) as watched:
        watched.draw_all()
        assert visible_rows(watched).count() == 2 < rows
        assert watched.page.evaluate(panels) == 2 < drawn
        assert watched.page.locator("#tbl-articles thead th >> visible=true").count() == 2
        watched.page.locator("[role=tab]").nth(1).click()
        series = watched.page.locator("#tbl-agencies-registered tbody tr >> visible=true")
        assert series.count() == 2  # one agency and the widest difference
        assert address.removeprefix("#") in watched.page.evaluate("location.hash")


def test_a_table_without_a_row_left_says_so(browser: Browser, edition: Path) -> None:
    with open_page(browser, edition / "en" / "dashboard.html", "#f.year=2005") as watched:
        empty = watched.page.locator(".table-empty >> visible=true")
        assert empty.count() > 0
        assert "Nothing" in empty.first.inner_text()


def test_each_filter_offers_what_the_edition_has(browser: Browser, edition: Path) -> None:
    facts = json.loads((edition / "facts.json").read_text(encoding="utf-8"))
    has_regions = len({fact["row"]["region"] for fact in facts if "region" in fact["row"]}) > 1
    with open_page(browser, edition / "en" / "dashboard.html") as watched:
        box = watched.page.locator(".filters").first
        keys = {spec["key"] for spec in json.loads(box.get_attribute("data-filters") or "[]")}
        assert keys == {"article", "year", "agency"} | ({"region"} if has_regions else set())


# Downloads


def take(watched: Watched, button: Locator) -> Download:
    button.scroll_into_view_if_needed()
    with watched.page.expect_download() as waiting:
        button.click()
    return waiting.value


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_tables_and_charts_are_saved_without_a_server(
    browser: Browser, edition: Path, language: str
) -> None:
    with open_page(browser, edition / language / "dashboard.html") as watched:
        watched.draw_all()
        page = watched.page
        saved = {
            ending: take(watched, page.locator(f"button[data-format={ending}]").first)
            for ending in ("csv", "xlsx", "svg", "png")
        }
        for ending, download in saved.items():
            assert download.suggested_filename.startswith(f"{edition.name}-{language}-dashboard-")
            assert download.suggested_filename.endswith(f".{ending}")
        lines = Path(saved["csv"].path()).read_text(encoding="utf-8-sig").splitlines()
        assert lines[1].endswith("5,5,1,4,15")
        sheet = openpyxl.load_workbook(BytesIO(Path(saved["xlsx"].path()).read_bytes())).worksheets[
            0
        ]
        assert [cell.value for cell in sheet[2]][1:] == [5, 5, 1, 4, 15]
        assert "<svg" in Path(saved["svg"].path()).read_text(encoding="utf-8")[:200]
        assert Path(saved["png"].path()).read_bytes().startswith(b"\x89PNG")


# Languages


def test_language_switch_keeps_the_place_and_the_filters(browser: Browser, edition: Path) -> None:
    with open_page(browser, edition / "ky" / "digest.html", "#sec-agencies") as watched:
        watched.page.wait_for_timeout(200)
        watched.page.locator(".language-switch a[hreflang=ru]").evaluate("each => each.click()")
        watched.page.wait_for_url("**/ru/digest.html#sec-agencies")
        top = "document.getElementById('sec-agencies').getBoundingClientRect().top"
        watched.wait_until(f"Math.abs({top}) < 200")
    address = "#victims&f.year=2020"
    with open_page(browser, edition / "ru" / "dashboard.html", address) as watched:
        watched.page.locator(".language-switch a[hreflang=ky]").first.click()
        watched.page.wait_for_url("**/ky/dashboard.html" + address)


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_page_offers_the_browsers_language_first(
    browser: Browser, edition: Path, language: str
) -> None:
    with open_page(browser, edition.parent / "index.html", language=language) as watched:
        first = watched.page.locator("main > section").first
        assert first.get_attribute("lang") == language
        assert watched.page.evaluate("document.documentElement.lang") == language
        assert watched.page.locator("main > section").count() == len(LANGUAGES)


def test_every_foreign_word_says_its_language_and_versions_know_each_other(
    browser: Browser, edition: Path
) -> None:
    with open_page(browser, edition / "ru" / "digest.html") as watched:
        for name, language in (("Кыргызча", "ky"), ("English", "en")):
            for each in watched.page.get_by_text(name, exact=True).all():
                assert each.evaluate("each => each.closest('[lang]').lang") == language
        alternates = watched.page.locator("link[rel=alternate]")
        assert {each.get_attribute("hreflang") for each in alternates.all()} == set(LANGUAGES)


# Paper


def test_print_shows_charts_and_tables_and_no_controls(browser: Browser, edition: Path) -> None:
    with open_page(browser, edition / "en" / "digest.html") as watched:
        watched.draw_all()
        watched.page.emulate_media(media="print")
        for hidden in (".site-bar", "#TOC", ".table-tools", ".chart-tools", ".skip-link"):
            assert watched.page.locator(f"{hidden} >> visible=true").count() == 0, hidden
        assert watched.page.locator(".chart-canvas svg >> visible=true").count() > 0
        watched.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        widths = watched.page.evaluate(
            "[...document.querySelectorAll('.chart-canvas')].map(each => each.layout.width)"
        )
        assert max(widths) <= A4_PX
        assert watched.page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
