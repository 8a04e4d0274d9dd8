"""Charts: one description, two drawings, the same numbers in both."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from chart_samples import all_charts, chart_of_agencies, chart_of_totals, chart_of_years

from pipeline.chart_model import (
    MISSING,
    PALETTE,
    choose_ticks,
    group_runs,
    measure_text,
    spread_labels,
    wrap_text,
    write_status,
    write_value,
)
from pipeline.charts import (
    PAGE_LOCALES,
    PAGE_SCRIPTS,
    PAGE_STYLES,
    Chart,
    Point,
    draw_print,
    draw_screen,
    embed_json,
    screen_block,
    ui_words,
)
from pipeline.words import LANGUAGES, load_words

ASSETS = Path(__file__).parent.parent / "reports" / "assets"
TEXT = "{http://www.w3.org/2000/svg}text"


@cache  # Half of what these tests take is drawing, and a drawing is the same every time.
def draw_all(language: str) -> list[tuple[Chart, str]]:
    """Return every sample chart in one language with its drawing for print."""
    words = load_words(language)
    return [(chart, draw_print(chart, words)) for chart in all_charts(language)]


def read_texts(svg: str) -> list[str]:
    return [" ".join(each.itertext()) for each in ElementTree.fromstring(svg).iter(TEXT)]


@pytest.mark.parametrize(
    ("value", "status"),
    [(3, "suppressed"), (None, "value"), (0, "value"), (4, "zero"), (0, "not_reported")],
)
def test_a_status_that_contradicts_the_value_is_refused(value: float | None, status: str) -> None:
    with pytest.raises(ValueError, match=status):
        Point(fact_id="a", x="2014", value=value, status=status)  # type: ignore[arg-type]


def test_every_point_carries_its_fact_and_its_keys() -> None:
    chart = chart_of_agencies("en")
    figure = draw_screen(chart, load_words("en"))
    carried = [each for trace in figure["data"] for each in trace["customdata"]]
    assert {each["fact"] for each in carried} == {point.fact_id for point in chart.points}
    assert all(set(each["keys"]) == {"agency", "year", "indicator"} for each in carried)


def test_what_is_not_reported_is_never_a_number_on_the_screen() -> None:
    figure = draw_screen(chart_of_years("ru"), load_words("ru"))
    for trace in figure["data"]:
        for value, own in zip(trace["y"], trace["customdata"], strict=True):
            assert (value is None) == (own["status"] in MISSING)
            if value is None:
                assert own["text"] == load_words("ru").say("ui-status-not-reported")


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_drawings_print_the_same_numbers(language: str) -> None:
    words = load_words(language)
    for chart, svg in draw_all(language)[:2]:
        expected = sorted(write_value(p, words) for p in chart.points if p.value is not None)
        screen = draw_screen(chart, words)
        on_screen = sorted(
            own["text"]
            for trace in screen["data"]
            for own in trace["customdata"]
            if own["status"] not in MISSING
        )
        assert on_screen == expected
        years = {chart.label(code) for code in chart.x_codes}
        in_print = [text for text in read_texts(svg) if text not in years]
        for number in set(expected):
            assert in_print.count(number) == expected.count(number)


def test_a_number_is_printed_as_its_fact_prints_it() -> None:
    point = Point(fact_id="s", x="261", value=39.24528, status="value", text="39,2 %")
    chart = Chart(id="s", kind="bars", title="t", summary="s", points=(point,))
    assert "39,2 %" in read_texts(draw_print(chart, load_words("ru")))
    assert draw_screen(chart, load_words("ru"))["data"][0]["text"] == ["39,2 %"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_print_keeps_text_as_text_in_the_documents_font(language: str) -> None:
    for chart, svg in draw_all(language):
        assert "Libertinus Serif" in svg
        assert "<image" not in svg
        words = " ".join(read_texts(svg)).replace("\u00a0", " ").split()
        labels = " ".join(chart.label(code) for code in (*chart.panels, *chart.series))
        assert set(labels.replace("\u00a0", " ").split()) <= set(words)


def test_print_is_the_same_every_time() -> None:
    chart, svg = draw_all("ky")[2]
    assert draw_print(chart, load_words("ky")) == svg


def test_print_in_two_languages_says_what_is_missing_in_both() -> None:
    svg = draw_print(chart_of_totals("en"), load_words("en"), load_words("ru"))
    texts = " ".join(read_texts(svg))
    spoken = [load_words(each).say("ui-status-not-reported") for each in ("en", "ru")]
    assert " / ".join(spoken) in texts


def test_the_title_is_drawn_only_on_request() -> None:
    chart = replace(chart_of_totals("en"), title="Only on request")
    assert "Only on request" not in read_texts(draw_print(chart, load_words("en")))
    assert "Only on request" in read_texts(draw_print(chart, load_words("en"), titled=True))


def test_nothing_in_print_stands_outside_the_paper() -> None:
    for language in LANGUAGES:
        for chart, svg in draw_all(language):
            root = ElementTree.fromstring(svg)
            width, height = (float(root.attrib[name]) for name in ("width", "height"))
            for x, y, text in _place_texts(root, 0, 0):
                assert -1 <= x <= width + 1, (chart.id, language, text)
                assert 0 <= y <= height + 1, (chart.id, language, text)


def _place_texts(node: ElementTree.Element, x: float, y: float) -> list[tuple[float, float, str]]:
    """Return each text with the point it is anchored at."""
    moved = re.match(r"translate\(([-\d.e]+),\s*([-\d.e]+)\)", node.get("transform", ""))
    if moved:
        x, y = x + float(moved[1]), y + float(moved[2])
    found = [(x, y, "".join(node.itertext()))] if node.tag == TEXT and node.text else []
    return found + [each for child in node for each in _place_texts(child, x, y)]


def test_a_break_is_drawn_with_its_words_in_both() -> None:
    chart, svg = draw_all("en")[2]
    assert "Code of 2017 in force" in read_texts(svg)
    meta = draw_screen(chart, load_words("en"))["layout"]["meta"]
    assert meta["breaks"] == [{"at": 2.5, "label": "Code of 2017 in force"}]


def test_years_without_points_keep_their_distance() -> None:
    points = tuple(
        Point(fact_id=year, x=year, value=1, status="value") for year in ("2014", "2017")
    )
    chart = Chart(id="gap", kind="lines", title="t", summary="s", points=points)
    assert chart.x_codes == ("2014", "2015", "2016", "2017")


def test_runs_of_missing_years_end_where_a_number_stands() -> None:
    points = tuple(
        Point(fact_id=str(y), x=str(y), value=v, status="value" if v else "not_reported")
        for y, v in ((2014, None), (2015, None), (2016, 3), (2017, None))
    )
    chart = Chart(id="runs", kind="columns", title="t", summary="s", points=points)
    runs = [[point.x for point in run] for run in group_runs(chart, points)]
    assert runs == [["2014", "2015"], ["2017"]]


def test_the_block_names_the_picture_and_cannot_end_its_script() -> None:
    chart = replace(chart_of_totals("en"), title="</script><b>", summary='A "one" & <two>.')
    block = screen_block(chart, load_words("en"))
    assert block.count("</script>") == 1
    assert 'role="img" aria-label="&lt;/script&gt;&lt;b&gt;. A &quot;one&quot;' in block
    inside = block.split('class="chart-figure">')[1].split("</script>")[0]
    assert json.loads(inside)["layout"]["meta"]["title"] == "</script><b>"
    assert 'class="chart-title"' not in screen_block(chart, load_words("en"), titled=False)


def test_embedded_json_holds_no_way_out() -> None:
    text = embed_json({"a": "</script><!-- <script>"})
    assert "</" not in text
    assert "<!--" not in text
    assert json.loads(text) == {"a": "</script><!-- <script>"}


def test_the_words_of_a_page_are_the_same_in_every_language() -> None:
    ids = [set(ui_words(load_words(language))) for language in LANGUAGES]
    assert ids[0] == ids[1] == ids[2]
    for language in LANGUAGES:
        assert {"{shown}", "{total}"} <= set(
            re.findall(r"\{\w+\}", ui_words(load_words(language))["filters-shown"])
        )


def test_scripts_ask_only_for_words_that_exist() -> None:
    known = set(ui_words(load_words("en")))
    for name in PAGE_SCRIPTS:
        text = (ASSETS / name).read_text(encoding="utf-8")
        asked = set(re.findall(r'kit\.words\["([\w-]+)"\]', text))
        assert asked <= known
    assert all((ASSETS / name).is_file() for name in (*PAGE_LOCALES.values(), *PAGE_STYLES))


def test_the_palette_is_the_one_of_the_style_sheet() -> None:
    css = (ASSETS / "pages.css").read_text(encoding="utf-8")
    light = css.split("@media", 1)[0]
    assert tuple(re.findall(r"--series-\d: (#[0-9a-f]{6})", light)) == PALETTE


def test_the_palette_stands_out_from_paper() -> None:
    for colour in PALETTE:
        assert 1.05 / (_luminance(colour) + 0.05) >= 3, colour


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_page_scripts_stay_small() -> None:
    assert (ASSETS / "pages.js").stat().st_size < 25_000
    assert sum((ASSETS / name).stat().st_size for name in PAGE_SCRIPTS) < 69_000


@pytest.mark.parametrize(
    ("highest", "ticks"), [(0, [0]), (3, [0, 1, 2, 3]), (40, [0, 10, 20, 30, 40]), (0.4, None)]
)
def test_ticks_are_round(highest: float, ticks: list[float] | None) -> None:
    chosen = choose_ticks(highest)
    assert chosen == ticks if ticks else chosen[-1] == pytest.approx(0.4)


def test_labels_are_kept_apart_and_above_the_lowest_line() -> None:
    middles = spread_labels([50, 52, 90], [20, 20, 20], lowest=95)
    tops = sorted(middle - 10 for middle in middles)
    assert all(after - before >= 20 for before, after in zip(tops, tops[1:], strict=False))
    assert max(middles) + 10 <= 95


def test_long_labels_wrap_between_words_and_languages() -> None:
    lines = wrap_text("Trafficking in persons / Торговля людьми", 160)
    assert lines == ["Trafficking in persons", "Торговля людьми"]
    assert all(measure_text(line) <= 90 or " " not in line for line in wrap_text("a bc " * 20, 90))


def test_statuses_have_words_in_every_language() -> None:
    for language in LANGUAGES:
        texts = {write_status(status, load_words(language)) for status in MISSING}
        assert len(texts) == len(MISSING)
