"""What is interactive on a page, tried in a real browser from file://."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from page_fixture import build_page
from playwright.sync_api import Browser, Page

from pipeline.charts import ui_words
from pipeline.words import LANGUAGES, load_words

pytestmark = pytest.mark.browser

WIDTHS = (360, 768, 1440)
FIRST = "practice.entries.124.2014"
Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("site") / "2017"
    paths = {language: folder / language / "digest.html" for language in LANGUAGES}
    for language, path in paths.items():
        path.parent.mkdir(parents=True)
        path.write_text(build_page(language), encoding="utf-8")
    return paths


@pytest.fixture
def open_page(browser: Browser, pages: dict[str, Path]) -> Iterator[Opener]:
    """Open a page; at the end there must have been no fault and no request to another host."""
    contexts, faults = [], []

    def open_one(language: str = "en", address: str = "", *, drawn: bool = True,
                 **settings: object) -> Page:  # fmt: skip
        settings = {"viewport": {"width": 1000, "height": 900}, "locale": language, **settings}
        context = browser.new_context(**settings)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda line: faults.append(line.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda asked: faults.append(asked.url)
                if not asked.url.startswith(("file:", "data:", "blob:")) else None)  # fmt: skip
        page.goto(pages[language].as_uri() + address)
        if drawn:
            draw_all(page)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert faults == []


def draw_all(page: Page) -> None:
    """Bring every chart near the window, so that it is drawn."""
    for figure in page.query_selector_all("figure.chart"):
        figure.scroll_into_view_if_needed()
    page.wait_for_function(
        "[...document.querySelectorAll('.chart-canvas')]"
        ".every(canvas => canvas.data || canvas.closest('.chart-empty'))"
    )
    page.evaluate("window.scrollTo(0, 0)")


def drawn_facts(page: Page, chart: str) -> set[str]:
    """Return the ids of the facts with a number or a mark in a chart."""
    script = """id => document.querySelector(`#chart-${id} .chart-canvas`).data.flatMap(t =>
        t.customdata.filter((own, i) => own.fact && t.y[i] !== null).map(own => own.fact))"""
    return set(page.evaluate(script, chart))


def visible_rows(page: Page) -> list[list[str]]:
    script = """() => [...document.querySelectorAll('#entries tr')].filter(r => !r.hidden)
        .map(r => [...r.cells].filter(c => !c.hidden).map(c => c.textContent))"""
    return page.evaluate(script)  # type: ignore[no-any-return]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_fit_every_width(open_page: Opener, language: str) -> None:
    page = open_page(language)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        draw_all(page)
        page.wait_for_function(
            "[...document.querySelectorAll('.chart-canvas')]"
            ".every(canvas => canvas.layout.width === canvas.clientWidth)"
        )
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate(CUT_TEXTS) == []
        assert page.evaluate(OVERLAPPING_TEXTS) == []


CUT_TEXTS = """() => [...document.querySelectorAll('.chart-canvas')].flatMap(canvas => {
    const box = canvas.getBoundingClientRect();
    return [...canvas.querySelectorAll('text')].filter(text => {
        const own = text.getBoundingClientRect();
        return own.width && (own.left < box.left - 2 || own.right > box.right + 2);
    }).map(text => text.textContent);
})"""

OVERLAPPING_TEXTS = """() => ['#chart-article-year', '#chart-article-total']
  .map(id => document.querySelector(`${id} .chart-canvas`))
  .flatMap(canvas => {
    const boxes = [...canvas.querySelectorAll('text')]
        .map(t => [t.textContent, t.getBoundingClientRect()]).filter(([, b]) => b.width);
    const found = [];
    boxes.forEach(([one, a], i) => boxes.slice(i + 1).forEach(([two, b]) => {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 3 && down > 4) found.push([one, two]);
    }));
    return found;
})"""


def test_charts_take_the_colours_of_the_scheme(open_page: Opener) -> None:
    page = open_page("en", color_scheme="light")
    read = "document.querySelector('#chart-article-total .chart-canvas').data[0].marker.color"
    light = page.evaluate(read)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"{read} !== '{light}'")
    token = "getComputedStyle(document.body).getPropertyValue('--series-1').trim()"
    assert page.evaluate(read) == page.evaluate(token)


def test_a_number_opens_by_keyboard_and_gives_the_focus_back(open_page: Opener) -> None:
    page = open_page("ru")
    page.focus("[data-fact='report.cases']")
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    assert dialog.locator("h2").inner_text() == "254 <b>"
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    text = dialog.inner_text()
    for part in ("254", "cases", "select cases", "crimes_by_article.csv", "table 1", "2017"):
        assert part in text
    assert "3fa94c1d" * 8 not in text
    dialog.locator("summary").click()
    assert "3fa94c1d" * 8 in dialog.inner_text()
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert page.evaluate("document.activeElement.dataset.fact") == "report.cases"
    page.keyboard.press("Space")
    assert page.locator("dialog[open]").count() == 1


def test_a_table_is_one_tab_stop_and_arrows_move_in_it(open_page: Opener) -> None:
    page = open_page("en")
    assert page.locator("#entries [data-fact][tabindex='0']").count() == 1
    page.focus("#entries [data-fact][tabindex='0']")
    for key in ("ArrowRight", "ArrowDown", "End", "ArrowUp"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.dataset.fact") == "practice.entries.124.2017"
    assert page.locator("#entries [data-fact][tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    assert page.locator("dialog[open] h2").inner_text().startswith("Trafficking in persons")


def test_a_point_of_a_chart_opens_its_number(open_page: Opener) -> None:
    page = open_page("en")
    page.locator("#chart-article-year").scroll_into_view_if_needed()
    box = page.locator("#chart-article-year .bars .point path").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector("#chart-article-year .hovertext")
    page.mouse.down()
    page.mouse.up()
    page.wait_for_selector("dialog[open]")
    assert "Trafficking in persons" in page.locator("dialog[open] h2").inner_text()


def test_filters_act_on_charts_and_tables_and_are_kept_in_the_address(open_page: Opener) -> None:
    page = open_page("en")
    status = page.locator(".filters [role=status]")
    everything = status.inner_text()
    page.locator(".filter summary").first.click()
    page.locator(".filter input[value='124']").check()
    page.locator(".filter input[value='155']").check()
    page.keyboard.press("Escape")
    page.locator(".filter summary").nth(1).click()
    page.locator(".filter input[value='2015']").check()

    assert drawn_facts(page, "article-year") == {
        "practice.entries.124.2015",
        "practice.entries.155.2015",
    }
    assert drawn_facts(page, "article-total") == {
        "practice.entries.124.all",
        "practice.entries.155.all",
    }
    rows = visible_rows(page)
    assert rows[1] == ["2015"]
    assert [row[1:] for row in rows[2:]] == [["5"], ["17"]]
    assert status.inner_text() != everything
    assert page.evaluate("location.hash") == "#f.article=124,155&f.year=2015"

    again = open_page("en", page.evaluate("location.hash"))
    assert visible_rows(again) == rows
    assert again.locator(".filters [role=status]").inner_text() == status.inner_text()
    assert again.locator(".filter input[value='155']").is_checked()
    again.locator(".filters-reset").click()
    assert again.locator(".filters [role=status]").inner_text() == everything
    assert len(visible_rows(again)) == 12
    assert again.evaluate("location.hash") == ""


def test_a_chart_without_any_value_says_so(open_page: Opener) -> None:
    page = open_page("ky", "#f.year=2012")
    canvas = page.locator("#chart-article-year .chart-canvas")
    assert canvas.inner_text() == ui_words(load_words("ky"))["chart-empty"]
    assert drawn_facts(page, "victims") == {"nsc_sdg.victims.2012"}
    page.locator(".filters-reset").click()
    draw_all(page)
    assert len(drawn_facts(page, "article-year")) == 36


def test_an_unknown_filter_in_the_address_is_left_out(open_page: Opener) -> None:
    page = open_page("en", "#f.article=999&f.colour=red&f.year=2016")
    assert page.locator(".filter input:checked").count() == 1


def test_a_place_in_the_address_stays_beside_the_filters(open_page: Opener) -> None:
    page = open_page("en", "#table&f.year=2016", drawn=False)
    page.wait_for_function("window.scrollY > 200")
    page.evaluate("location.hash = '#charts'")
    page.wait_for_function("location.hash === '#charts&f.year=2016'")
    assert page.locator(".filter input[value='2016']").is_checked()


def test_the_language_switch_keeps_place_and_filters(open_page: Opener) -> None:
    page = open_page("en", "#f.year=2016")
    page.evaluate("document.getElementById('table').scrollIntoView()")
    href = page.evaluate(
        """() => { const a = document.querySelector('.language-switch a');
        a.addEventListener('click', e => e.preventDefault()); a.click(); return a.href; }"""
    )
    assert href.endswith("other.html#table&f.year=2016")


def test_the_browsers_language_is_offered_once(open_page: Opener) -> None:
    assert open_page("en", drawn=False).locator(".language-offer").is_hidden()
    page = open_page("en", drawn=False, locale="ky-KG")
    offer = page.locator(".language-offer")
    assert offer.locator("a:visible").all_inner_texts() == ["Кыргызча окуу"]
    offer.locator("button").click()
    assert offer.is_hidden()
    page.reload()
    assert page.locator(".language-offer").is_hidden()


def download(page: Page, selector: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.locator(selector).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_is_saved_as_shown(open_page: Opener, language: str) -> None:
    page = open_page(language, "#f.article=155,114", drawn=False)
    name, content = download(page, ".table-tools [data-format=csv]")
    assert name == f"2017-{language}-digest-entries.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0] == ["'=1+1", ', "2014"', "", "", ""]
    assert rows[2][1:] == ["21", "17", "16", "23"]
    assert rows[3][1:] == [load_words(language).say("ui-status-not-reported")] * 4

    name, content = download(page, ".table-tools [data-format=xlsx]")
    assert name.endswith("-entries.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.active
    assert sheet is not None
    values = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert values[0][:2] == ["=1+1", ', "2014"']
    assert values[2][1:] == [21, 17, 16, 23]
    assert sheet.freeze_panes == "A3"
    assert sheet["A1"].font.bold


def test_a_chart_is_saved_as_a_picture(open_page: Opener) -> None:
    page = open_page("ky", color_scheme="dark")
    name, content = download(page, "#chart-agencies [data-format=svg]")
    assert name == "2017-ky-digest-agencies.svg"
    drawing = content.decode()
    assert drawing.startswith("<svg")
    for text in ("Катталган иштер", "Жазуулардын саны", "#0a5a78"):
        assert text in drawing or text in drawing.replace("rgb(10, 90, 120)", "#0a5a78")
    name, content = download(page, "#chart-agencies [data-format=png]")
    assert name.endswith(".png")
    assert content.startswith(b"\x89PNG")


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_plotly_speaks_the_language(open_page: Opener, language: str) -> None:
    page = open_page(language, drawn=False)
    titles = page.evaluate(
        """async language => {
        const div = document.createElement('div'); document.body.append(div);
        await Plotly.newPlot(div, [{x: ['2021-12-01', '2022-03-01'], y: [1234.5, 2]}],
            {yaxis: {tickformat: ',.1f', tickvals: [1234.5]},
             xaxis: {tickformat: '%b', tickvals: ['2021-12-01']}},
            {locale: language, displayModeBar: true, displaylogo: false});
        const names = b => b.dataset.title || b.getAttribute('aria-label');
        return [[...div.querySelectorAll('.modebar-btn')].map(names),
            [...div.querySelectorAll('.xtick text, .ytick text')].map(t => t.textContent)];
    }""",
        language,
    )
    words, ticks = titles
    assert words
    assert not [word for word in words if word and word.isascii()]
    assert ticks == [{"ky": "Дек", "ru": "дек."}[language], "1\u00a0234,5"]


# How Quarto 1.9 to 1.11 frames a captioned table (customnodes/floatreftarget.lua).
QUARTO_FRAME = (
    '<div id="tbl-entries" class="quarto-float quarto-figure quarto-figure-center">'
    '<figure class="quarto-float quarto-float-tbl"><figcaption class="quarto-float-caption-top '
    'quarto-float-caption quarto-float-tbl">Table&nbsp;1: Entries</figcaption>'
    '<div aria-describedby="tbl-entries-caption"><table class="caption-top">',
    '</table></div></figure></div><div class="note"><p>A note.</p></div>',
)


def frame_as_quarto(html: str) -> str:
    start, end = QUARTO_FRAME
    html = re.sub(
        r'<div class="table-scroll"><table id="entries">\s*<caption>.*?</caption>', start, html
    )
    return html.replace("</table></div>", end)


def test_a_table_in_quartos_frame_is_folded_with_its_caption_note_and_downloads(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(frame_as_quarto(build_page("en", [])), encoding="utf-8")
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(path.as_uri())
    fold = page.locator("details.table-fold")
    assert fold.get_attribute("open") is None
    assert fold.locator("summary").inner_text().startswith("Table 1: Entries")
    assert page.locator("figcaption:visible, .note:visible, .table-tools:visible").count() == 0
    fold.locator("summary").click()
    assert page.locator("figcaption").inner_text() == "Table\u00a01: Entries"
    order = "details => [...details.children].map(each => each.className.split(' ')[0])"
    assert fold.evaluate(order)[-4:] == ["quarto-float", "table-empty", "note", "table-tools"]
    assert "Entries" in str(fold.locator(".table-tools").get_attribute("aria-label"))
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.close()


def test_in_quartos_rows_headline_numbers_use_the_whole_width(
    browser: Browser, tmp_path: Path
) -> None:
    cell = '<div class="quarto-layout-cell"><div class="key-number"><p>{}</p></div></div>'
    rows = "".join(
        f'<div class="quarto-layout-row">{"".join(map(cell.format, numbers))}</div>'
        for numbers in ((1, 2, 3), (4, 5))
    )
    panel = f'<div class="key-numbers quarto-layout-panel">{rows}</div>'
    path = tmp_path / "page.html"
    path.write_text(build_page("en", []).replace("<h2>A</h2>", panel), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    page.goto(path.as_uri())
    boxes = [box.bounding_box() for box in page.locator(".key-number").all()]
    assert [box["y"] for box in boxes[:3] if box] == [boxes[0]["y"]] * 3  # type: ignore[index]
    assert boxes[3]["x"] == boxes[0]["x"]  # type: ignore[index]
    assert boxes[1]["width"] > 200  # type: ignore[index]
    page.close()


def test_a_page_is_readable_without_scripts(open_page: Opener) -> None:
    page = open_page("en", drawn=False, java_script_enabled=False)
    assert page.locator("#entries tr").count() == 12
    assert "switched off" in page.locator(".chart-canvas").first.inner_text()
    assert page.locator(".chart-tools:visible").count() == 0


def test_print_gets_light_charts(open_page: Opener) -> None:
    page = open_page("en", color_scheme="dark")
    read = "document.querySelector('#chart-article-total .chart-canvas').data[0].marker.color"
    dark = page.evaluate(read)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(read) == "#0a5a78"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(read) == dark
