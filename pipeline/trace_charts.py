"""trace, for charts: what is drawn on the screen and in print is what the facts say.

On the screen a chart is JSON: each point names its fact, and must have its value, status and
printed number. In print it is a drawing: each mark names its fact, and its length or height must be
to the others' as the values are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import combinations, pairwise
from pathlib import Path
from statistics import median
from typing import Any, Final

from lxml import etree

from pipeline.chart_model import write_status
from pipeline.facts import Fact
from pipeline.faults import Fault
from pipeline.page_reading import OPEN, Block, list_texts
from pipeline.trace import Ground, check_orphans
from pipeline.wording import show_number
from pipeline.words import Words, load_words

_RECTANGLE: Final = re.compile(r"M([-\d.]+),([-\d.]+)h([-\d.]+)v([-\d.]+)h")
_PLACE: Final = re.compile(r"translate\(([-\d.]+),\s*([-\d.]+)\)")
_TICK: Final = re.compile(r"\d{1,3}(?:[^\d-]\d{3})*(?:[.,]\d)?")
# Pixels by which a mark may miss its place: drawings are written with 14 digits.
_CLOSE_PX: Final = 0.01


def check_figure(
    figure: Mapping[str, Any], ground: Ground, language: str, place: str
) -> list[Fault]:
    """Return points of a chart on the screen that are not their facts, and orphans in its words."""
    words = load_words(language)
    faults: list[Fault] = []
    for trace in figure.get("data", ()):
        points = trace.get("customdata", ())
        values = trace.get("x" if trace.get("orientation") == "h" else "y", ())
        labels = trace.get("text") or [None] * len(points)
        if not isinstance(values, list) or not len(points) == len(values) == len(labels):
            faults.append(Fault("trace", place, "points without a fact or a value", "one each"))
            continue
        for point, value, label in zip(points, values, labels, strict=True):
            faults += _check_point(point, value, label, (ground, words, place))
    return faults + check_orphans(list_words(figure, language), ground, place)


def _check_point(
    point: Mapping[str, Any], value: object, label: str | None, at: tuple[Ground, Words, str]
) -> list[Fault]:
    ground, words, place = at
    name = str(point.get("fact", ""))
    fact = ground.facts.get(name)
    if fact is None:
        return [Fault("trace", place, f"{name or 'a point'} is no fact", "an id of facts.json")]
    text = show_point(fact, words)
    told = {
        "value": (value, fact.value),
        "status": (point.get("status"), fact.status),
        "text": (point.get("text"), text),
        "keys": (point.get("keys"), dict(fact.row)),
        "label": (None if label is None else unescape(label), None if label is None else text),
    }
    faults = [
        Fault("trace", place, f"{name}: {part} is {given!r}", repr(expected))
        for part, (given, expected) in told.items()
        if given != expected
    ]
    if text not in str(point.get("hover", "")):
        faults.append(Fault("trace", place, f"{name}: hover is {point.get('hover')!r}", text))
    return faults


def show_point(fact: Fact, words: Words, second: Words | None = None) -> str:
    """Return a fact as a chart prints it: its number, or the words for having none."""
    if fact.value is None:
        return write_status(fact.status, words, second)  # type: ignore[arg-type]
    return show_number(fact, words)


def list_words(figure: Mapping[str, Any], language: str) -> list[Block]:
    """Return a chart's texts without the numbers its points name: titles, labels, breaks."""
    layout = figure.get("layout", {})
    meta = dict(layout.get("meta", {}))
    told = tuple(meta.pop("told", ()))
    summary = str(meta.pop("summary", ""))
    # Places and styles are of no interest to a reader.
    meta.pop("layout", None)
    for part in ("panels", "series", "x", "breaks"):
        meta[part] = [each.get("label", "") for each in meta.get(part, ())]
    axes = [axis.get("ticktext", ()) for name, axis in layout.items() if "axis" in name]
    names = [trace.get("name", "") for trace in figure.get("data", ())]
    titles = [each.get("text", "") for each in layout.get("annotations", ())]
    texts = list_texts([meta, [list(each) for each in axes], names, titles])
    return [
        Block("", "chart", language, summary, told),
        *(Block("", "chart", language, text) for text in dict.fromkeys(map(unescape, texts))),
    ]


def list_points(figure: Mapping[str, Any]) -> dict[str, object]:
    """Return the facts a chart on the screen draws, each with its value."""
    points: dict[str, object] = {}
    for trace in figure.get("data", ()):
        values = trace.get("x" if trace.get("orientation") == "h" else "y", ())
        points |= {
            str(point.get("fact")): value
            for point, value in zip(trace.get("customdata", ()), values, strict=False)
        }
    return points


@dataclass(frozen=True)
class Mark:
    """A mark of a drawing in pixels: a bar has a `size` (width, height), a point its `top`."""

    fact: str
    panel: str
    size: tuple[float, float] | None
    top: float | None


@dataclass(frozen=True)
class Drawing:
    """A printed chart read back: marks and numbers with their facts, and all its other words."""

    marks: tuple[Mark, ...]
    numbers: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]

    @property
    def facts(self) -> frozenset[str]:
        return frozenset([mark.fact for mark in self.marks] + [name for name, _ in self.numbers])


def read_drawing(path: Path, languages: Sequence[str]) -> Drawing:
    """Return what a chart in SVG draws and says."""
    root = etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False))
    marks, numbers, blocks = [], [], []
    for element in root.iter("{*}path", "{*}text"):
        fact = element.get("data-fact")
        if element.tag.endswith("path"):
            marks += [_measure(element, fact)] if fact else []
            continue
        text = " ".join(" ".join(str(part) for part in element.itertext()).split())
        if fact:
            numbers.append((fact, text))
        part = "axis" if _find_class(element, "role-axis-label") else "chart"
        shown = OPEN if fact else text
        blocks.append(Block("", part, "-".join(languages), shown))
    return Drawing(tuple(marks), tuple(numbers), tuple(blocks))


def check_drawing(
    drawing: Drawing, ground: Ground, languages: Sequence[str], place: str
) -> list[Fault]:
    """Return numbers and marks of a drawing that are not as their facts, and orphans."""
    words = [load_words(language) for language in languages]
    unknown = sorted(drawing.facts - set(ground.facts))
    faults = [
        Fault("trace", place, f"{name} is no fact", "an id of facts.json") for name in unknown
    ]
    for name, text in drawing.numbers:
        if name in ground.facts:
            expected = show_point(ground.facts[name], words[0], *words[1:])
            if "".join(text.split()) != "".join(expected.split()):
                faults.append(Fault("trace", place, f"{name} is printed “{text}”", expected))
    known = [mark for mark in drawing.marks if mark.fact in ground.facts]
    return [
        *faults,
        *check_lengths(known, ground.facts, place),
        *check_scale(drawing.blocks, place),
        *check_orphans(drawing.blocks, ground, place),
    ]


def check_lengths(marks: Iterable[Mark], facts: Mapping[str, Fact], place: str) -> list[Fault]:
    """Return marks whose length or height is not to the others' of a panel as the values are."""
    panels: dict[str, list[Mark]] = {}
    for mark in marks:
        panels.setdefault(mark.panel, []).append(mark)
    return [
        Fault("trace", place, f"{mark.fact} is drawn at {drawn:.2f} px", f"{expected:.2f} px")
        for own in panels.values()
        for mark, drawn, expected in [
            *_find_wrong_bars(own, facts),
            *_find_wrong_points(own, facts),
        ]
    ]


def _find_wrong_bars(
    marks: Sequence[Mark], facts: Mapping[str, Fact]
) -> list[tuple[Mark, float, float]]:
    """Return bars whose length is not their value times the panel's scale; a zero has no bar."""
    # A zero is a short stroke in place of a bar.
    bars = [mark for mark in marks if mark.size and facts[mark.fact].value]
    if not bars:
        return []
    # Bars of one panel are equally thick: what differs is their length.
    side = 1 if len({round(bar.size[0], 3) for bar in bars if bar.size}) == 1 else 0
    drawn = [(bar, bar.size[side], float(facts[bar.fact].value or 0)) for bar in bars if bar.size]
    scale = median(size / value for _, size, value in drawn)
    return [
        (bar, size, scale * value)
        for bar, size, value in drawn
        if abs(size - scale * value) > _CLOSE_PX
    ]


def _find_wrong_points(
    marks: Sequence[Mark], facts: Mapping[str, Fact]
) -> list[tuple[Mark, float, float]]:
    """Return points that do not stand as high as the panel's scale wants (by Theil and Sen)."""
    drawn = [
        (mark, mark.top, float(facts[mark.fact].value or 0))
        for mark in marks
        if mark.top is not None and facts[mark.fact].value is not None
    ]
    slopes = [
        (one[1] - other[1]) / (one[2] - other[2])
        for one, other in combinations(drawn, 2)
        if one[2] != other[2]
    ]
    slope = median(slopes) if slopes else 0.0
    start = median(top - slope * value for _, top, value in drawn) if drawn else 0.0
    return [
        (mark, top, start + slope * value)
        for mark, top, value in drawn
        if abs(top - (start + slope * value)) > _CLOSE_PX
    ]


def check_scale(blocks: Iterable[Block], place: str) -> list[Fault]:
    """Return an axis whose numbers are not evenly spaced from zero (years are names)."""
    ticks = [block.text for block in blocks if block.part == "axis"]
    numbers = [float(re.sub(r"[^\d.]", "", text.replace(",", "."))) for text in ticks
               if _TICK.fullmatch(text)]  # fmt: skip
    # Each panel repeats the axis: it begins anew where the numbers do not rise.
    starts = [n for n, number in enumerate(numbers) if n == 0 or number <= numbers[n - 1]]
    runs = [numbers[a:b] for a, b in pairwise([*starts, len(numbers)])]
    return [
        Fault("trace", place, f"an axis says {run}", "even steps from zero")
        for run in runs
        if run[0] != 0 or len({round(b - a, 6) for a, b in pairwise(run)}) > 1
    ]


def _measure(element: etree._Element, fact: str) -> Mark:
    panel = _find_class(element, "_group")
    corner = _RECTANGLE.match(element.get("d", ""))
    place = _PLACE.search(element.get("transform", ""))
    if corner and not place:
        return Mark(fact, panel, (abs(float(corner[3])), abs(float(corner[4]))), None)
    return Mark(fact, panel, None, float(place[2]) if place else None)


def _find_class(element: etree._Element, ending: str) -> str:
    """Return the nearest class around an element that ends so; empty without any."""
    for parent in element.iterancestors():
        for name in parent.get("class", "").split():
            if name.endswith(ending):
                return name
    return ""
