"""The embedded engine: each Quarto feature it supplies, the sample pages, and its refusals."""

from __future__ import annotations

import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser

from pipeline.engines import PandocEngine, QuartoEngine, choose_engine
from pipeline.errors import GateFailedError, ToolMissingError, UnreadableFileError, WrongCallError
from pipeline.front_matter import FILTERS
from pipeline.page_files import ENGINE, REPORTS

PAGES = Path(__file__).parent / "fixtures" / "pages"
KYRGYZ_LETTERS = "ңөүҢӨҮ"
PIXEL = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


def write_page(folder: Path, body: str, output: str = "html: {}", front: str = "") -> Path:
    page = folder / "page.qmd"
    filters = "filters: [" + ", ".join(str(ENGINE / f"{name}.lua") for name in FILTERS) + "]"
    page.write_text(
        f"---\ntitle: Сынак\nlang: ky\nnumber-sections: true\n{filters}\n{front}\n"
        f"format:\n  {output}\n---\n\n{body}\n",
        encoding="utf-8",
    )
    (folder / "a.svg").write_text(PIXEL, encoding="utf-8")
    return page


def render_html(folder: Path, body: str, output: str = "html: {}", front: str = "") -> str:
    """Return the <main> of the page, on one line per block."""
    page = write_page(folder, body, output, front)
    html = PandocEngine().render_html(page).read_text(encoding="utf-8")
    return html[html.index("<main") : html.index("</main>")]


def render_typst(folder: Path, body: str, front: str = "") -> str:
    """Return the body of the Typst source; the PDF it makes has passed PDF/UA-1."""
    page = write_page(folder, body, "typst: {}", front)
    PandocEngine().render_pdf(page, folder / "page.pdf", 0)
    source = page.with_suffix(".typ").read_text(encoding="utf-8")
    return source[source.index("#show: body => digest(") :]


def copy_samples(folder: Path) -> Path:
    """Copy the sample pages to where their relative paths lead to the real reports/ folder."""
    target = folder / "tests" / "fixtures" / "pages"
    shutil.copytree(PAGES, target)
    (folder / "reports").symlink_to(REPORTS)
    return target


# Choosing


def test_auto_takes_the_embedded_engine_where_quarto_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    engine = choose_engine("auto")
    assert engine.name == "pandoc"
    assert re.fullmatch(r"pandoc \d[\d.]* \+ typst \d[\d.]*", engine.version)


def test_auto_takes_quarto_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/opt/{name}")
    assert choose_engine("auto") == QuartoEngine("/opt/quarto")
    assert choose_engine("pandoc").name == "pandoc"


def test_missing_quarto_is_refused_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(ToolMissingError) as fault:
        choose_engine("quarto")
    assert fault.value.exit_code == 15
    assert "uv sync --extra quarto" in str(fault.value)


def test_unknown_engine_is_a_wrong_call() -> None:
    with pytest.raises(WrongCallError) as fault:
        choose_engine("word")
    assert "auto, quarto or pandoc" in str(fault.value)


# What Quarto adds, on the screen


def test_sections_are_numbered_below_the_only_h1(tmp_path: Path) -> None:
    html = render_html(tmp_path, "# Бир {#sec-a}\n\n## Эки {#sec-b}\n\n# Үч {.unnumbered}")
    assert re.findall(r'<h(\d)[^>]*><span class="header-section-number">([\d.]+)', html) == [
        ("2", "1"),
        ("3", "1.1"),
    ]
    assert "<h1" not in html


def test_references_carry_the_words_of_the_language(tmp_path: Path) -> None:
    body = (
        "# Бир {#sec-a}\n\nКараңыз: @sec-a, @tbl-b, @fig-c, [-@tbl-b], [жадыбал @tbl-b].\n\n"
        "| A | B |\n|---|--:|\n| x | 1 |\n\n: Аталышы {#tbl-b}\n\n"
        '::: {#fig-c}\n![](a.svg){fig-alt="Баяндама"}\n\nСүрөттүн аты\n:::\n'
    )
    html = render_html(tmp_path, body)
    links = re.findall(r'<a href="#(\S+)" class="quarto-xref">([^<]+)</a>', html)
    assert links == [
        ("sec-a", "Бөлүм\u00a01"),
        ("tbl-b", "Таблица\u00a01"),
        ("fig-c", "Сүрөт\u00a01"),
        ("tbl-b", "1"),
        ("tbl-b", "жадыбал\u00a01"),
    ]
    assert '<table id="tbl-b">' in html
    assert '<caption><span class="caption-label">Таблица\u00a01: </span>Аталышы</caption>' in html
    assert re.search(r'<img src="data:image/svg\+xml;base64,[^"]+" [^>]*alt="Баяндама"', html)


def test_a_label_nothing_carries_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GateFailedError) as fault:
        render_html(tmp_path, "Караңыз: @tbl-nowhere.")
    assert "nothing carries the label tbl-nowhere" in str(fault.value)


def test_a_label_used_twice_is_refused(tmp_path: Path) -> None:
    table = "| A |\n|---|\n| 1 |\n\n: Аты {#tbl-a}\n\n"
    with pytest.raises(GateFailedError) as fault:
        render_html(tmp_path, table * 2)
    assert "tbl-a is used twice" in str(fault.value)


def test_tables_say_what_heads_what(tmp_path: Path) -> None:
    html = render_html(
        tmp_path, "| Берене | 2014 |\n|---|---|\n| 124 | 5 |\n| **Баары** | **5** |\n\n: Аты"
    )
    assert html.count('scope="col"') == 2
    assert re.search(r'<th [^>]*scope="row">124</th>', html)
    assert re.search(r'<td style="text-align: right;">5</td>', html)
    assert '<tr class="total">' in html
    assert re.search(r'<div class="table-scroll"[^>]*role="region"', html)
    assert 'aria-label="Аты"' in html


def test_callouts_take_the_language_or_their_own_title(tmp_path: Path) -> None:
    body = (
        "::: {.callout-note}\nБир\n:::\n\n"
        '::: {.callout-warning title="Үзүлүү"}\nЭки\n:::\n\n'
        '::: {.callout-tip collapse="true"}\nҮч\n:::\n'
    )
    html = render_html(tmp_path, body)
    assert re.search(r'<div class="callout callout-note" role="note">', html)
    assert "Эскертүү" in html
    assert "Үзүлүү" in html
    assert '<details class="callout callout-tip"><summary class="callout-title">' in html


def test_conditional_content_follows_the_format(tmp_path: Path) -> None:
    body = (
        '::: {.content-visible when-format="html"}\nэкран\n:::\n\n'
        '::: {.content-visible when-format="typst"}\nбасма\n:::\n\n'
        '::: {.content-hidden when-format="html"}\nжашыруун\n:::\n'
    )
    html = render_html(tmp_path, body)
    assert "экран" in html
    assert "басма" not in html
    assert "жашыруун" not in html
    printed = render_typst(tmp_path, body)
    assert "экран" not in printed
    assert "басма" in printed
    assert "жашыруун" in printed


def test_facts_languages_and_raw_html_arrive_untouched(tmp_path: Path) -> None:
    body = '[254]{data-fact="cases.total"} [дела]{lang=ru}\n\n```{=html}\n<b data-x="1">y</b>\n```'
    html = render_html(tmp_path, body)
    assert '<span data-fact="cases.total">254</span>' in html
    assert '<span lang="ru">дела</span>' in html
    assert '<b data-x="1">y</b>' in html


def test_languages_side_by_side_are_paired_by_paragraph(tmp_path: Path) -> None:
    body = (
        "::: {layout-ncol=2}\n::: {lang=ky}\nбир\n\nэки\n:::\n\n"
        "::: {lang=ru}\nодин\n\nдва\n:::\n:::\n"
    )
    html = render_html(tmp_path, body)
    assert '<div class="layout-columns" style="--columns: 2">' in html
    assert re.findall(r'<div lang="(\w+)">\s*<p>(\w+)', html) == [
        ("ky", "бир"),
        ("ru", "один"),
        ("ky", "эки"),
        ("ru", "два"),
    ]
    assert "#columns-grid((1fr, 1fr, )," in render_typst(tmp_path, body)


def test_dashboard_headings_become_pages_rows_and_cards(tmp_path: Path) -> None:
    body = (
        "# Обзор {#overview}\n\n## Row\n\n"
        '::: {.valuebox title="Дела"}\n[254]{data-fact="x"}\n\nвсего\n:::\n\n'
        "## Row\n\n### Column {width=60%}\n\n"
        '::: {.card title="Таблица"}\n| A | B |\n|---|--:|\n| x | 1 |\n:::\n\n'
        "# Качество {#quality}\n\n## Row {.tabset}\n\n"
        '::: {.card title="Один"}\nа\n:::\n\n::: {.card title="Два"}\nб\n:::\n'
    )
    output = "dashboard: {orientation: rows}"
    page = write_page(tmp_path, body, output)
    html = PandocEngine().render_html(page).read_text(encoding="utf-8")
    assert re.findall(r'<section id="(\w+)" class="dashboard-page"', html) == [
        "overview",
        "quality",
    ]
    assert '<a href="#overview">Обзор</a>' in html
    assert re.search(r'value-box-title">\s*Дела\s*</div>', html)
    assert 'style="--grow: 60"' in html
    assert '<h3 class="card-header">' in html
    assert 'aria-label="Таблица"' in html
    assert re.findall(r'tab-panel" data-tab-title="(\w+)"', html) == ["Один", "Два"]


def test_includes_are_put_in_whole_and_after_pandoc(tmp_path: Path) -> None:
    script = "<script>const a = '*not* markdown $x$ & </p>';</script>\n"
    (tmp_path / "after.html").write_text(script, encoding="utf-8")
    (tmp_path / "own.css").write_text("p { color: red }\n", encoding="utf-8")
    output = "html: {css: [own.css], include-after-body: [{file: after.html}]}"
    page = write_page(tmp_path, "Текст", output)
    html = PandocEngine().render_html(page).read_text(encoding="utf-8")
    assert script in html
    assert "p { color: red }" in html
    assert html.index("Текст") < html.index(script)


def test_a_missing_include_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(GateFailedError) as fault:
        render_html(tmp_path, "x", "html: {include-in-header: [{file: gone.html}]}")
    assert "gone.html" in str(fault.value)


def test_a_page_without_the_format_is_refused(tmp_path: Path) -> None:
    page = write_page(tmp_path, "x", "typst: {}")
    with pytest.raises(GateFailedError):
        PandocEngine().render_html(page)


def test_a_missing_page_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        PandocEngine().render_html(tmp_path / "gone.qmd")


# In print


def test_print_keeps_languages_statuses_and_labels(tmp_path: Path) -> None:
    body = (
        "# Бир {#sec-a}\n\n[дела]{lang=ru} [катталган эмес]{.status .not-reported}\n\n"
        "::: {.lead}\nКөп\n:::\n\n"
        "| Берене | Баары · [Всего]{lang=ru} |\n|---|--:|\n| 124 | 5 |\n\n: Аты {#tbl-b}\n\n"
        '::: {#fig-c}\n![](a.svg){fig-alt="Баян"}\n\nАты\n:::\n\n@tbl-b'
    )
    source = render_typst(tmp_path, body)
    assert '#text(lang: "ru")[дела]' in source
    assert '#status("not-reported")[катталган эмес]' in source
    assert "#lead[" in source
    assert 'kind: "quarto-float-tbl", supplement: "Таблица")<tbl-b>' in source
    assert '#box(image("a.svg", alt: "Баян"))' in source
    assert "#link(<tbl-b>)[" in source
    assert "Баары \\\n" in source
    assert source.count("#figure(") == 2


def test_print_table_columns_fill_the_line(tmp_path: Path) -> None:
    source = render_typst(tmp_path, "| Берене | 2014 |\n|---|--:|\n| 124 · Узун аты | 5 |")
    widths = [float(width) for width in re.findall(r"([\d.]+)%", source)]
    assert len(widths) == 2
    assert sum(widths) == pytest.approx(100, abs=0.1)
    assert widths[0] > widths[1]


def test_in_print_the_line_left_over_goes_to_the_texts_that_wrap(tmp_path: Path) -> None:
    long = "Никеге мажбурлоо жана үйлөнүү үчүн ала качуу"
    source = render_typst(tmp_path, f"| Берене | 2014 |\n|---|--:|\n| {long} | 5 |")
    widths = [float(width) for width in re.findall(r"([\d.]+)%", source)]
    assert widths[0] > 85


def test_in_print_labels_keep_their_longest_word_however_many_numbers_there_are(
    tmp_path: Path,
) -> None:
    heads = " | ".join(["эркиндигинен-ажыратуу"] * 8)
    table = (
        f"| Кылмыштуулук | {heads} |\n|---|{'--:|' * 8}\n"
        f"| 155-берене, никеге турууга мажбурлоо жана ала качуу |{' 5 |' * 8}\n"
    )
    source = render_typst(tmp_path, table)
    widths = [float(width) for width in re.findall(r"(-?[\d.]+)%", source)]
    assert len(widths) == 9
    assert min(widths) > 5
    assert sum(widths) == pytest.approx(100, abs=0.1)


def test_a_figure_without_alternative_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GateFailedError) as fault:
        render_typst(tmp_path, "::: {#fig-a}\n![](a.svg)\n\nАты\n:::")
    assert fault.value.exit_code == 14
    assert "alt" in str(fault.value)
    assert not (tmp_path / "page.pdf").exists()


def test_ranges_in_titles_of_boxes_and_cards_are_kept_whole(tmp_path: Path) -> None:
    kept = '<span class="nobreak">2014–2017</span>'
    body = (
        '# A\n\n## Row\n\n::: {.valuebox title="Дела, 2014–2017"}\n5\n:::\n\n'
        '::: {.card title="Лица, 2014–2017"}\nТекст\n:::\n'
    )
    html = render_html(tmp_path, body, "dashboard: {}")
    assert html.count(kept) == 2


# The sample pages


@pytest.mark.slow
@pytest.mark.parametrize("name", ["digest", "dashboard"])
def test_sample_pages_are_single_files(tmp_path: Path, name: str) -> None:
    page = copy_samples(tmp_path) / f"{name}.qmd"
    html = PandocEngine().render_html(page).read_text(encoding="utf-8")
    assert html.startswith("<!DOCTYPE html>")
    assert html.count("<h1") == 1
    assert not re.search(r'<(?:link|script|img)[^>]+(?:href|src)="(?!data:|#)', html)
    assert "window.afterBody = true" in html
    assert len(re.findall(r' id="([^"]+)"', html)) == len(set(re.findall(r' id="([^"]+)"', html)))


@pytest.mark.slow
def test_sample_pdf_is_accessible_and_its_letters_can_be_read_back(tmp_path: Path) -> None:
    page = copy_samples(tmp_path) / "pair" / "digest.qmd"
    target = PandocEngine().render_pdf(page, tmp_path / "digest.pdf", 0)
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")
    text = subprocess.run([program, target, "-"], capture_output=True, text=True, check=True).stdout
    assert set(KYRGYZ_LETTERS) <= set(text)
    assert "Кантип шилтеме берүү керек" in " ".join(text.split())
    with pikepdf.open(target) as pdf:
        assert str(pdf.Root.Lang) == "ky"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo.Title) == "Адам сатуу иштери боюнча соттук тажрыйба"
        kinds = collect_tags(pdf.Root.StructTreeRoot.K)
    assert {"/Title", "/H1", "/H2", "/Table", "/TH", "/Figure", "/L", "/TOC"} <= kinds


def collect_tags(node: pikepdf.Object) -> set[str]:
    """Return the kinds of elements below a node of the PDF's tag tree."""
    if isinstance(node, pikepdf.Array):
        return set().union(*(collect_tags(child) for child in node))
    if not isinstance(node, pikepdf.Dictionary) or "/S" not in node:
        return set()
    below = collect_tags(node.K) if "/K" in node else set()
    return {str(node.S)} | below


@pytest.mark.slow
def test_the_same_page_gives_the_same_bytes_also_in_parallel(tmp_path: Path) -> None:
    folders = [copy_samples(tmp_path / name) for name in ("a", "b", "c")]

    def render(folder: Path) -> tuple[bytes, bytes]:
        engine = PandocEngine()
        html = engine.render_html(folder / "digest.qmd").read_bytes()
        pdf = engine.render_pdf(folder / "pair" / "digest.qmd", folder / "x.pdf", 0).read_bytes()
        return html, pdf

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(render, folders))
    assert results[0] == results[1] == results[2]


def test_source_date_epoch_is_the_pdf_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    page = write_page(tmp_path, "Текст", "typst: {}")
    target = PandocEngine().render_pdf(page, tmp_path / "out" / "page.pdf")
    with pikepdf.open(target) as pdf:
        assert str(pdf.docinfo.CreationDate).startswith("D:19700102")


@pytest.mark.browser
@pytest.mark.slow
def test_dashboard_pages_are_tabs_kept_in_the_address(tmp_path: Path, browser: Browser) -> None:
    page = copy_samples(tmp_path) / "dashboard.qmd"
    address = PandocEngine().render_html(page).as_uri()
    shown = "[...document.querySelectorAll('.dashboard-page')].map(page => !page.hidden)"
    tab = browser.new_page()
    foreign: list[str] = []
    tab.on("request", lambda sent: foreign.append(sent.url))
    tab.on("pageerror", lambda fault: pytest.fail(str(fault)))
    tab.goto(address + "#agencies&f.year=2014")
    assert tab.evaluate(shown) == [False, True, False]
    tab.focus("[role=tab][aria-selected=true]")
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate(shown) == [False, False, True]
    assert tab.evaluate("location.hash") == "#quality&f.year=2014"
    assert tab.evaluate("document.querySelectorAll('.tab-list [role=tab]').length") == 2
    tab.set_viewport_size({"width": 360, "height": 700})
    assert tab.evaluate("document.documentElement.scrollWidth") == 360
    tab.close()
    assert all(url.startswith(("file:", "data:")) for url in foreign)
