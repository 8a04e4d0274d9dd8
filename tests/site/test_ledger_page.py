"""The page of checked figures in a real browser: filters, anchors, narrow screens."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import pypdfium2
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


def open_all(page: Page) -> None:
    page.locator(".folds-switch").click()


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
        open_all(page)
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
        assert count_shown(watched.page) == 0
        open_all(watched.page)
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


FOLDED = "[...document.querySelectorAll('details.fold')].filter(each => !each.open).length"
# Some twelve screens; with everything open the page is ten times as long.
LONGEST_PX = {360: 12_000, 1440: 12_000}


@pytest.mark.parametrize("width", LONGEST_PX)
@pytest.mark.parametrize("language", LANGUAGES)
def test_topics_are_folded_with_their_counts(
    browser: Browser, edition: Path, language: str, width: int
) -> None:
    claims = read_claims(edition)
    topics = {str(claim["topic"]) for claim in claims}
    with open_page(browser, edition / language / "ledger.html", width=width) as watched:
        page = watched.page
        assert count_shown(page) == 0
        assert page.evaluate("document.documentElement.scrollHeight") < LONGEST_PX[width]
        told = page.locator("div.ledger[data-topic] summary").all_inner_texts()
        counts = [[int(number) for number in re.findall(r"\d+", each)] for each in told]
        assert len(counts) == len(topics)
        assert sum(count[0] for count in counts) == len(claims)
        assert all(count[0] == sum(count[1:]) for count in counts)


def test_folds_open_by_keyboard_by_button_by_choice_and_by_link(
    browser: Browser, edition: Path
) -> None:
    claims = read_claims(edition)
    with open_page(browser, edition / "ru" / "ledger.html", width=360) as watched:
        page = watched.page
        page.locator("div.ledger[data-topic] summary").first.focus()
        page.keyboard.press("Enter")
        assert 0 < count_shown(page) < len(claims)
        button = page.locator(".folds-switch")
        before = button.inner_text()
        button.click()
        assert count_shown(page) == len(claims)
        watched.wait_until(f"document.querySelector('.folds-switch').textContent !== '{before}'")
        button.click()
        assert count_shown(page) == 0
        choose(page, "not_checkable")
        assert count_shown(page) == sum(claim["verdict"] == "not_checkable" for claim in claims)
        choose(page, "not_checkable")
        assert count_shown(page) == 0
        page.evaluate("location.hash = 'claim-cases-filed-10'")
        page.locator("#claim-cases-filed-10").wait_for(state="visible", timeout=2000)
        assert page.evaluate(FOLDED) > 0
    # A place beside a choice, such as another page's that is not made here, is no place to the
    # browser: the page itself unfolds it.
    address = "#claim-cases-filed-10&f.year=2020"
    with open_page(browser, edition / "ru" / "ledger.html", address, width=360) as watched:
        page = watched.page
        page.locator("#claim-cases-filed-10").wait_for(state="visible", timeout=2000)
        assert page.evaluate(FOLDED) > 0


def test_a_link_of_the_contents_opens_the_topic_it_leads_to(
    browser: Browser, edition: Path
) -> None:
    with open_page(browser, edition / "ky" / "ledger.html") as watched:
        page = watched.page
        before = page.evaluate(FOLDED)
        page.locator("#TOC a[href='#sec-ledger-training']").click()
        page.locator("#sec-ledger-training tbody tr").first.wait_for(state="visible", timeout=2000)
        assert page.evaluate(FOLDED) == before - 1


@pytest.mark.parametrize("width", [360, 1440])
def test_on_paper_everything_is_open(browser: Browser, edition: Path, width: int) -> None:
    path = edition / "en" / "ledger.html"
    with open_page(browser, path, width=width) as watched:
        closed = watched.page.evaluate(FOLDED)
        assert closed > 0
        text = "".join(read_pdf_pages(watched.page.pdf()))
        places = [str(claim["statement"]["en"])[:20] for claim in read_claims(edition)]
        assert [place for place in places if place not in text] == []
        assert watched.page.evaluate(FOLDED) == closed


def test_what_matters_most_is_open_where_there_is_room(browser: Browser, edition: Path) -> None:
    first = "#sec-first details.fold[open]"
    for width, is_open in ((1440, True), (360, False)):
        with open_page(browser, edition / "ru" / "ledger.html", width=width) as watched:
            assert (watched.page.locator(first).count() == 1) is is_open


def read_pdf_pages(pdf: bytes) -> list[str]:
    """Return the text of each page, its lines joined."""
    document = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def test_what_is_folded_is_found_by_the_browsers_own_search(
    browser: Browser, edition: Path
) -> None:
    statement = str(read_claims(edition)[0]["statement"]["en"])
    path = edition / "en" / "ledger.html"
    # A link to a text searches as the reader's own search does, and opens what hides it.
    with open_page(browser, path, f"#:~:text={quote(statement)}", width=360) as watched:
        watched.wait_until("[...document.querySelectorAll('details.fold')].some(one => one.open)")
        watched.wait_until("window.scrollY > 0")


# Headings of a wide table that would break inside a word.
BROKEN_HEADINGS = """[...document.querySelectorAll('.ledger thead th')].filter(cell => {
        const look = getComputedStyle(cell);
        const padding = parseFloat(look.paddingLeft) + parseFloat(look.paddingRight);
        const room = cell.getBoundingClientRect().width - padding;
        const word = document.createElement('div');
        word.textContent = cell.textContent;
        word.style.cssText = 'width: min-content; overflow-wrap: normal';
        cell.append(word);
        const breaks = word.getBoundingClientRect().width > room + 0.1;
        word.remove();
        return breaks;
    }).map(cell => cell.textContent)"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["digest", "ledger"])
def test_on_a_wide_screen_no_heading_breaks_inside_a_word(
    browser: Browser, edition: Path, language: str, name: str
) -> None:
    with open_page(browser, edition / language / f"{name}.html") as watched:
        assert watched.page.locator(".ledger thead th").count() > 0
        if name == "ledger":
            open_all(watched.page)
        for width in (1100, 1300, 1440, 1920):
            watched.page.set_viewport_size({"width": width, "height": 900})
            assert watched.page.evaluate(BROKEN_HEADINGS) == [], width


def test_without_scripts_every_statement_is_there(browser: Browser, edition: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((edition / "en" / "ledger.html").as_uri())
    assert count_shown(page) == len(read_claims(edition))
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("width", "media"), [(1440, "screen"), (1024, "screen"), (672, "print")])
def test_explanations_have_the_widest_column(
    browser: Browser, edition: Path, language: str, width: int, media: Literal["screen", "print"]
) -> None:
    """672 px are what an A4 page holds."""
    with open_page(browser, edition / language / "ledger.html") as watched:
        watched.page.set_viewport_size({"width": width, "height": 900})
        watched.page.emulate_media(media=media)
        open_folds = "document.querySelectorAll('details').forEach(each => each.open = true)"
        watched.page.evaluate(open_folds)
        shares = watched.page.evaluate(
            """[...document.querySelectorAll('.ledger table')].map(table => {
                const cells = [...table.tHead.rows[0].cells].map(cell => cell.offsetWidth);
                return cells.at(-1) / table.offsetWidth;
            })"""
        )
        assert min(shares) > 0.28
