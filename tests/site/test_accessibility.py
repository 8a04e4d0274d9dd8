"""No page breaks a rule of WCAG 2.2 AA that axe-core can see, at any width, in light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.site.browsing import LANGUAGES, NAMES, SCHEMES, WIDTHS, open_page

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("site")]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
# The colour scheme changes colours and nothing else.
COLOUR_RULES = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
# Pages of a dashboard are hidden by the embedded engine, and not active by Quarto.
SHOW_ALL = """document.querySelectorAll('.dashboard-page')
    .forEach(each => { each.hidden = false; each.classList.add('active'); });
    document.querySelectorAll('details.fold').forEach(each => each.open = true)"""


def find_violations(page: Page, scheme: str = "light") -> list[str]:
    options = ALL_RULES if scheme == "light" else COLOUR_RULES
    response = Axe().run(page, options=options).response
    return [
        f"{found['id']}: {node['target']} {node['html'][:160]}"
        for found in response["violations"]
        for node in found["nodes"]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_page_has_no_violation(browser: Browser, edition: Path, language: str, name: str) -> None:
    with open_page(browser, edition / language / f"{name}.html") as watched:
        watched.page.evaluate(SHOW_ALL)
        for width in WIDTHS:
            watched.page.set_viewport_size({"width": width, "height": 900})
            watched.draw_all()
            for scheme in SCHEMES:
                watched.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                assert find_violations(watched.page, scheme) == [], f"{width} px, {scheme}"


def test_first_page_has_no_violation(browser: Browser, edition: Path) -> None:
    with open_page(browser, edition.parent / "index.html") as watched:
        for width in WIDTHS:
            watched.page.set_viewport_size({"width": width, "height": 900})
            for scheme in SCHEMES:
                watched.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                assert find_violations(watched.page, scheme) == [], f"{width} px, {scheme}"


def test_open_dialog_and_open_filter_have_no_violation(browser: Browser, edition: Path) -> None:
    with open_page(browser, edition / "ru" / "dashboard.html") as watched:
        watched.page.locator(".filter summary").first.click()
        assert find_violations(watched.page) == []
        watched.page.keyboard.press("Escape")
        watched.page.locator(".value-box [data-fact]").first.click()
        assert watched.page.locator("dialog[open]").count() == 1
        assert find_violations(watched.page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_chart_has_a_name_a_sentence_and_its_table_next_to_it(
    browser: Browser, edition: Path, language: str
) -> None:
    with open_page(browser, edition / language / "digest.html") as watched:
        charts = watched.page.locator("figure.chart").all()
        assert charts
        for chart in charts:
            canvas = chart.locator(".chart-canvas")
            assert canvas.get_attribute("role") == "img"
            assert len(canvas.get_attribute("aria-label") or "") > 40
            told = chart.locator("xpath=ancestor::figure[1]").locator(".chart-summary")
            assert told.count() == 1
            assert told.locator("[data-fact]").count() > 0
            section = chart.locator("xpath=ancestor::section[1]")
            assert section.locator("table").count() > 0
