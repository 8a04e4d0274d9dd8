"""The published pages in a real browser: no error, no request, charts drawn, filters, keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.site.conftest import EDITION

WIDTHS = (360, 768, 1440)
LANGUAGES = ("ky", "ru", "en")
NAMES = ("digest", "dashboard", "quality")
INSTALL = "apt-get install chromium"

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("site")]


@pytest.fixture(scope="module")
def edition(project: Path) -> Path:
    """Return the folder of the published edition."""
    return project / "reports" / "_site" / str(EDITION)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, f"Chromium is not here. Install it: {INSTALL}"
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        yield playwright.chromium.launch(executable_path=program, args=arguments)


class Watched:
    """A page with what it said and asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda said: self.errors.append(said.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if not url.startswith(("file:", "data:", "blob:", "about:")):
            self.requests.append(url)

    def scroll_through(self) -> None:
        height = self.page.evaluate("document.documentElement.scrollHeight")
        for top in range(0, height, 800):
            self.page.evaluate(f"window.scrollTo(0, {top})")
            self.page.wait_for_timeout(20)
        self.page.wait_for_timeout(300)


def open_page(browser: Browser, path: Path, width: int = 1440, scheme: str = "light") -> Watched:
    page = browser.new_page(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    watched = Watched(page)
    page.goto(path.as_uri())
    page.wait_for_timeout(300)
    return watched


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_page_opens_without_error_or_request(
    browser: Browser, edition: Path, language: str, name: str
) -> None:
    watched = open_page(browser, edition / language / f"{name}.html")
    watched.scroll_through()
    assert watched.errors == []
    assert watched.requests == []
    charts = watched.page.locator(".chart-canvas")
    undrawn = [
        number
        for number in range(charts.count())
        if charts.nth(number).is_visible() and not charts.nth(number).locator("svg").count()
    ]
    assert undrawn == []
    assert watched.page.evaluate("document.documentElement.lang") == language
    watched.page.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_overflows_sideways(browser: Browser, edition: Path, width: int, name: str) -> None:
    watched = open_page(browser, edition / "ky" / f"{name}.html", width)
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert watched.page.evaluate(overflow) <= 0
    watched.page.close()


def test_number_opens_to_its_source_by_keyboard(browser: Browser, edition: Path) -> None:
    watched = open_page(browser, edition / "en" / "digest.html")
    number = watched.page.locator(".key-number [data-fact]").first
    number.focus()
    watched.page.keyboard.press("Enter")
    dialog = watched.page.locator("dialog[open], [role=dialog]:visible")
    assert dialog.count() == 1
    text = dialog.inner_text()
    assert "SELECT value FROM" in text
    assert "data/raw/" in text
    watched.page.keyboard.press("Escape")
    assert watched.page.locator("dialog[open]").count() == 0
    watched.page.close()


def test_filter_by_article_narrows_table_and_chart_and_is_kept_in_the_address(
    browser: Browser, edition: Path
) -> None:
    path = edition / "ru" / "dashboard.html"
    watched = open_page(browser, path)
    rows = watched.page.locator(
        "#tbl-articles tbody tr:visible, table:has(caption) tbody tr:visible"
    )
    before = rows.count()
    watched.page.goto(path.as_uri() + "#f.article=124")
    watched.page.reload()
    watched.page.wait_for_timeout(500)
    after = watched.page.locator(
        "#tbl-articles tbody tr:visible, table:has(caption) tbody tr:visible"
    ).count()
    assert 0 < after < before
    assert "f.article=124" in watched.page.url
    assert watched.errors == []
    watched.page.close()


def test_language_switch_leads_to_the_same_page_in_the_other_language(
    browser: Browser, edition: Path
) -> None:
    watched = open_page(browser, edition / "ky" / "digest.html")
    watched.page.locator('.language-switch a[hreflang="ru"], a[hreflang="ru"]').first.click()
    watched.page.wait_for_timeout(500)
    assert "/ru/digest.html" in watched.page.url
    assert watched.page.evaluate("document.documentElement.lang") == "ru"
    watched.page.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_stay_under_their_weight(edition: Path, language: str) -> None:
    for name in NAMES:
        assert (edition / language / f"{name}.html").stat().st_size < 6_000_000
