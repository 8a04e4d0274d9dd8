"""Charts held against their facts: on the screen by value, in print by length and height."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.chart_model import Chart, Point
from pipeline.chart_print import draw_print
from pipeline.chart_screen import draw_screen
from pipeline.facts import Fact
from pipeline.faults import Fault
from pipeline.number_kinds import find_known
from pipeline.page_reading import Marked, PageReading
from pipeline.parity import check_charts, check_drawings
from pipeline.trace import Ground, check_marked_facts
from pipeline.trace_charts import check_drawing, check_figure, check_scale, read_drawing
from pipeline.wording import show_number
from pipeline.words import load_words
from tests.edition_fixture import PARAMETERS, RULES, YEAR, make_fact

PAIR = ("en", "ru")
WORDS = tuple(map(load_words, PAIR))
VALUES = {"nsc": (8, 3, 40, None, 5), "moi": (10, 7, 8, 2, 0)}
TABLES: dict[str, list[dict[str, str]]] = {
    "claims": [], "glossary": [], "sources": [], "concordance": [{"code": "1997", "article": "124"}]
}  # fmt: skip


def make_facts() -> dict[str, Fact]:
    facts = [
        make_fact(f"{agency}.{year}", value, "not_reported" if value is None else
                  "value" if value else "zero", agency=agency, year=str(year))
        for agency, values in VALUES.items()
        for year, value in enumerate(values, start=2016)
    ]  # fmt: skip
    return {fact.id: fact for fact in facts}


FACTS = make_facts()
GROUND = Ground(YEAR, FACTS, {}, RULES.kinds, find_known(FACTS.values(), TABLES, PARAMETERS))


def make_chart(kind: str) -> Chart:
    points = [
        Point(fact.id, fact.row["year"], fact.value, fact.status,  # type: ignore[arg-type]
              panel=fact.row["agency"], keys=dict(fact.row),
              text="" if fact.value is None else show_number(fact, WORDS[0]))
        for fact in FACTS.values()
    ]  # fmt: skip
    if kind == "lines":
        points = [replace(point, panel="", series=point.panel) for point in points]
    labels = {"nsc": "Committee · Комитет", "moi": "Ministry · Министерство"}
    return Chart("x", kind, "Cases", "Cases by year", tuple(points), labels)  # type: ignore[arg-type]


def draw(kind: str, folder: Path, mend: Callable[[str], str] = lambda svg: svg) -> list[Fault]:
    path = folder / "x.svg"
    path.write_text(mend(draw_print(make_chart(kind), *WORDS)), encoding="utf-8")
    return check_drawing(read_drawing(path, PAIR), GROUND, PAIR, "x.svg")


KINDS = ["columns", "bars", "lines"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_that_draws_its_facts_passes(kind: str, tmp_path: Path) -> None:
    assert draw(kind, tmp_path) == []


def lengthen(svg: str) -> str:
    """Return the drawing with the second bar longer, and its foot where it was."""
    bar = [*re.finditer(r'(<path data-fact="nsc\.2017" d="M[-\d.]+,)([-\d.]+)(h[-\d.]+v)([-\d.]+)',
                        svg)][0]  # fmt: skip
    return (
        svg[: bar.start()] + f"{bar[1]}{float(bar[2]) - 9}{bar[3]}{float(bar[4]) + 9}"
        + svg[bar.end() :]
    )  # fmt: skip


def test_one_bar_changed_is_named_and_no_other(tmp_path: Path) -> None:
    (fault,) = draw("columns", tmp_path, lengthen)
    assert "nsc.2017 is drawn at" in fault.fact


def lift(svg: str) -> str:
    return re.sub(
        r'(<path data-fact="moi\.2017" transform="translate\([-\d.]+,)([-\d.]+)',
        lambda found: f"{found[1]}{float(found[2]) - 7}",
        svg,
    )


def test_one_point_moved_is_named_and_no_other(tmp_path: Path) -> None:
    (fault,) = draw("lines", tmp_path, lift)
    assert "moi.2017 is drawn at" in fault.fact


MENDED = [
    ("number", lambda svg: svg.replace(">40<", ">41<", 1), "nsc.2018 is printed “41”"),
    ("fact", lambda svg: svg.replace("nsc.2016", "nsc.1876"), "nsc.1876 is no fact"),
    ("orphan", lambda svg: svg.replace("</svg>", "<text>86</text></svg>"), "86 in “86”"),
]


@pytest.mark.parametrize(
    ("mend", "named"), [case[1:] for case in MENDED], ids=[case[0] for case in MENDED]
)
def test_another_number_in_a_drawing_is_found(
    mend: Callable[[str], str], named: str, tmp_path: Path
) -> None:
    assert any(named in fault.fact for fault in draw("columns", tmp_path, mend))


def test_an_axis_counts_in_even_steps_from_zero(tmp_path: Path) -> None:
    (fault,) = draw("lines", tmp_path, lambda svg: svg.replace(">10</text>", ">15</text>", 1))
    assert "an axis says" in fault.fact
    assert check_scale([], "x") == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_on_the_screen_passes(kind: str) -> None:
    assert check_figure(draw_screen(make_chart(kind), WORDS[0]), GROUND, "en", "x") == []


BROKEN_POINTS = [
    ("value", lambda trace: trace["y"].__setitem__(1, 4), "nsc.2017: value is 4"),
    ("number not reported given one", lambda trace: trace["y"].__setitem__(3, 4), "nsc.2019"),
    ("status", lambda trace: trace["customdata"][1].update(status="zero"), "status is 'zero'"),
    ("keys", lambda trace: trace["customdata"][1].update(keys={}), "keys"),
    ("text", lambda trace: trace["customdata"][1].update(text="4"), "text is '4'"),
    ("fewer values", lambda trace: trace["y"].pop(), "points without a fact"),
    ("packed values", lambda trace: trace.update(y={"bdata": "AA", "dtype": "i1"}), "points"),
]


@pytest.mark.parametrize(
    ("spoil", "named"), [c[1:] for c in BROKEN_POINTS], ids=[c[0] for c in BROKEN_POINTS]
)
def test_a_point_that_is_not_its_fact_is_found(
    spoil: Callable[[dict[str, object]], object], named: str
) -> None:
    figure = draw_screen(make_chart("columns"), WORDS[0])
    spoil(figure["data"][0])
    assert any(named in fault.fact for fault in check_figure(figure, GROUND, "en", "x"))


def test_a_chart_must_be_the_same_in_every_language_and_in_print(tmp_path: Path) -> None:
    one, other = (
        PageReading(charts={"chart-x": draw_screen(make_chart("columns"), words)})
        for words in WORDS
    )
    path = tmp_path / "x.svg"
    path.write_text(draw_print(make_chart("columns"), *WORDS), encoding="utf-8")
    drawings = {"x": read_drawing(path, PAIR)}
    assert check_charts(one, other, "ru/digest.html", "en") == []
    assert check_drawings(drawings, one, "en-ru", "en/digest.html") == []
    other.charts["chart-x"]["data"][0]["y"][0] = 9
    (fault,) = check_charts(one, other, "ru/digest.html", "en")
    assert "nsc.2016" in fault.fact
    other.charts["chart-x"]["data"].pop(0)
    (fault,) = check_drawings(drawings, other, "en-ru", "en/digest.html")
    assert fault.gate == "parity"
    assert "nsc.20" in fault.fact


def test_a_drawing_may_part_thousands_with_a_plain_space() -> None:
    fact = make_fact("entries", 1254)
    printed = show_number(fact, load_words("ky"))
    assert "\u00a0" in printed
    for text in (printed, printed.replace("\u00a0", " ")):
        marked = [Marked(fact.id, text, "figure", "ky-ru")]
        assert check_marked_facts(marked, {fact.id: fact}, "digest.pdf") == []
    wrong = [Marked(fact.id, "1255", "figure", "ky-ru")]
    assert len(check_marked_facts(wrong, {fact.id: fact}, "digest.pdf")) == 1
