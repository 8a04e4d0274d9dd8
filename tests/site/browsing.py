"""A page of the published site in headless Chromium, with what it said and asked for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from pipeline.page_parts import PAGES

WIDTHS = (360, 768, 1440)
SCHEMES = ("light", "dark")
LANGUAGES = ("ky", "ru", "en")
NAMES = PAGES
INSTALL = "apt-get install chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
STARTED = """document.documentElement.classList.contains('is-interactive')
    || !document.getElementById('ui-words')"""
ALL_DRAWN = """[...document.querySelectorAll('.chart-canvas')].every(canvas =>
    !canvas.offsetParent || canvas.querySelector('svg') || canvas.closest('.chart-empty'))"""


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

    def draw_all(self) -> None:
        """Bring every visible chart near the window, and wait until all are drawn."""
        for figure in self.page.query_selector_all("figure.chart"):
            if figure.is_visible():
                figure.scroll_into_view_if_needed()
        self.wait_until(ALL_DRAWN)
        self.page.evaluate("window.scrollTo(0, 0)")

    def wait_until(self, holds: str) -> None:
        """Wait for an expression to hold. The pages' policy forbids what Playwright's own does."""
        for _ in range(200):
            if self.page.evaluate(holds):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{holds} never held")


@contextmanager
def start_browser() -> Iterator[Browser]:
    """Start the Chromium of this machine; without one, say how to get it."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, f"Chromium is not here. Install it: {INSTALL}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def open_page(
    browser: Browser, path: Path, address: str = "", width: int = 1440, language: str = "en"
) -> Iterator[Watched]:
    """Open a page; at the end it must have said nothing and asked no host."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, locale=language, accept_downloads=True
    )
    watched = Watched(context.new_page())
    watched.page.goto(path.as_uri() + address)
    watched.wait_until(STARTED)
    yield watched
    context.close()
    assert watched.errors == []
    assert watched.requests == []
