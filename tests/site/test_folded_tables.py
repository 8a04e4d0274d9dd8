"""Long tables on a phone: folded under what they hold, and everything still to be found."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.site.browsing import LANGUAGES, SCHEMES, STARTED, open_page
from tests.site.test_accessibility import find_violations
from tests.site.test_ledger_page import read_pdf_pages

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("site")]
LONGEST_PX = {"digest": 25_000, "quality": 12_000}
TABLE = "details.table-fold"
CLOSED = f"document.querySelectorAll('{TABLE}:not([open])').length"

LINK_TO_GLOSSARY = """document.querySelector('.lead').insertAdjacentHTML(
    'beforeend', '<a id="to-glossary" href="#tbl-glossary">x</a>')"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LONGEST_PX)
def test_on_a_phone_a_long_table_is_folded_under_what_it_holds(
    browser: Browser, edition: Path, language: str, name: str
) -> None:
    with open_page(browser, edition / language / f"{name}.html", width=360) as watched:
        page = watched.page
        assert page.evaluate("document.documentElement.scrollHeight") < LONGEST_PX[name]
        folds = page.locator(TABLE)
        assert folds.count() > 3
        for fold in folds.all():
            told = " ".join(fold.locator("summary").inner_text().split())
            caption = " ".join((fold.locator("caption").text_content() or "").split())
            rows = fold.locator("tbody tr").count()
            assert told.startswith(caption)
            assert re.search(rf"\D{rows}\)$", told), told


def test_on_a_wide_screen_and_without_scripts_no_table_is_folded(
    browser: Browser, edition: Path
) -> None:
    path = edition / "en" / "digest.html"
    with open_page(browser, path) as watched:
        assert watched.page.locator(TABLE).count() == 0
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 900})
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator("tbody tr").count() == page.locator("tbody tr:visible").count() > 0
    context.close()


def test_folds_open_by_keyboard_by_button_by_link_and_by_a_wider_window(
    browser: Browser, edition: Path
) -> None:
    with open_page(browser, edition / "ru" / "digest.html", width=360) as watched:
        page = watched.page
        closed = page.evaluate(CLOSED)
        page.locator(f"{TABLE} summary").first.focus()
        page.keyboard.press("Enter")
        assert page.evaluate(CLOSED) == closed - 1
        page.locator(".tables-switch").click()
        assert page.evaluate(CLOSED) == 0
        page.locator(".tables-switch").click()
        assert page.evaluate(CLOSED) == closed
        page.evaluate(LINK_TO_GLOSSARY)
        for _ in range(2):  # the second time the address does not change
            page.evaluate(f"document.querySelector('{TABLE}:has(#tbl-glossary)').open = false")
            page.locator("#to-glossary").click()
            page.locator("#tbl-glossary tbody").wait_for(state="visible", timeout=2000)
        page.set_viewport_size({"width": 1000, "height": 800})
        watched.wait_until(f"{CLOSED} === 0")


def test_what_is_folded_is_found_printed_and_kept_by_the_language_switch(
    browser: Browser, edition: Path
) -> None:
    path = edition / "en" / "digest.html"
    with open_page(browser, path, width=360) as watched:
        last = watched.page.locator("#tbl-glossary tbody tr").last
        told = (last.locator("th, td").last.text_content() or "").strip()
        closed = watched.page.evaluate(CLOSED)
        assert told in "".join(read_pdf_pages(watched.page.pdf()))
        assert watched.page.evaluate(CLOSED) == closed
    with open_page(browser, path, f"#:~:text={quote(told)}", width=360) as watched:
        watched.wait_until(f"document.querySelector('{TABLE}:has(#tbl-glossary)').open")
    with open_page(browser, path, "#sec-law", width=360) as watched:
        near = "Math.abs(document.getElementById('sec-law').getBoundingClientRect().top) < 200"
        watched.wait_until(near)
        watched.page.evaluate("document.querySelector('.language-switch a[hreflang=ky]').click()")
        watched.page.wait_for_url("**/ky/digest.html*")
        watched.wait_until(STARTED)
        watched.wait_until(near)


@pytest.mark.parametrize("language", LANGUAGES)
def test_folds_have_no_violation_closed_or_open(
    browser: Browser, edition: Path, language: str
) -> None:
    with open_page(browser, edition / language / "digest.html", width=360) as watched:
        for _ in range(2):
            for scheme in SCHEMES:
                watched.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                assert find_violations(watched.page, scheme) == [], scheme
            watched.page.locator(".tables-switch").click()
