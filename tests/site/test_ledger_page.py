"""The page of checked figures in a real browser: filters, anchors, narrow screens."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.site.browsing import LANGUAGES, STARTED, open_page

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("site")]
ROWS = "div.ledger[data-topic] tbody tr"


def read_claims(edition: Path) -> list[dict[str, Any]]:
    claims: list[dict[str, Any]] = json.loads((edition / "claims.json").read_text(encoding="utf-8"))
    return claims


def count_shown(page: Page) -> int:
    return page.locator(f"{ROWS}:visible").count()


def choose(page: Page, value: str) -> None:
    """Tick or untick one value of a filter, its fold open or not."""
    page.evaluate(
        'value => document.querySelector(`.filter input[value="${value}"]`).click()', value
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ledger_shows_what_is_chosen(browser: Browser, edition: Path, language: str) -> None:
    claims = read_claims(edition)
    with open_page(browser, edition / language / "ledger.html") as watched:
        page = watched.page
        assert count_shown(page) == len(claims)
        for key in ("verdict", "topic", "source"):
            for value in sorted({str(claim[key]) for claim in claims}):
                choose(page, value)
                wanted = sum(claim[key] == value for claim in claims)
                assert count_shown(page) == wanted
                assert str(wanted) in page.locator(".filters-shown").inner_text()
                choose(page, value)


def test_filters_work_together_and_are_kept_in_the_address(browser: Browser, edition: Path) -> None:
    path = edition / "en" / "ledger.html"
    wanted = sum(
        claim["verdict"] == "differs" and claim["topic"] == "training"
        for claim in read_claims(edition)
    )
    with open_page(browser, path) as watched:
        choose(watched.page, "differs")
        choose(watched.page, "training")
        assert 0 < count_shown(watched.page) == wanted
        address = watched.page.evaluate("location.hash")
        assert address == "#f.verdict=differs&f.topic=training"
    with open_page(browser, path, address) as watched:
        assert count_shown(watched.page) == wanted
        link = watched.page.locator(".language-switch a[hreflang=ru]")
        link.click()
        watched.page.wait_for_url("**/ru/ledger.html*")
        watched.wait_until(STARTED)
        assert count_shown(watched.page) == wanted
        watched.page.locator(".filters-reset").click()
        assert count_shown(watched.page) == len(read_claims(edition))


def test_every_statement_has_an_anchor_and_a_link_shows_it(browser: Browser, edition: Path) -> None:
    with open_page(browser, edition / "en" / "ledger.html", "#f.verdict=not_checkable") as watched:
        page = watched.page
        ids = page.eval_on_selector_all("[id^=claim-]", "each => each.map(one => one.id)")
        assert sorted(ids) == sorted(f"claim-{claim['id']}" for claim in read_claims(edition))
        assert not page.locator("#claim-cases-filed-10").is_visible()
        page.evaluate("location.hash = 'claim-cases-filed-10'")
        page.locator("#claim-cases-filed-10").wait_for(state="visible", timeout=2000)


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_narrow_screen_each_cell_says_what_it_is(
    browser: Browser, edition: Path, language: str
) -> None:
    with open_page(browser, edition / language / "ledger.html", width=360) as watched:
        labels = watched.page.eval_on_selector_all(
            f"{ROWS} td", "cells => cells.map(cell => cell.dataset.label)"
        )
        assert all(labels)


def test_without_scripts_every_statement_is_there(browser: Browser, edition: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((edition / "en" / "ledger.html").as_uri())
    assert count_shown(page) == len(read_claims(edition))
    context.close()
