"""Parts of a printed chart that every kind shares: sizes, words, panel titles, years, breaks.

Every place is computed here, in pixels, and the renderer only paints: its own layout measures text
with whatever fonts a machine has, and would give another drawing on another machine.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Final

from pipeline.chart_model import (
    INK,
    LINE_PX,
    MUTED,
    PALETTE,
    TEXT_PX,
    Chart,
    Point,
    Status,
    measure_text,
    wrap_text,
    write_status,
    write_value,
)
from pipeline.words import Words

Spec = dict[str, Any]

FONT: Final = "Libertinus Serif"
WIDTH: Final = 610
GAP_PX: Final = 24
FOOT_PX: Final = 30
# Room between a panel's title and its plot: the label of the tallest column stands there.
LIFT_PX: Final = 20


@dataclass(frozen=True)
class Frame:
    """The sizes of a drawing in pixels: panels in rows, each with room on its four sides.

    `width` and `height` are a plot's, `left` and `right` the room for labels beside it, `heads`
    the room over the plots of each row (titles, breaks).
    """

    per_row: int
    width: float
    height: float
    left: float
    right: float
    heads: tuple[float, ...]

    def head(self, place: int) -> float:
        """Return the room over the panel at `place`."""
        return self.heads[place // self.per_row]

    @property
    def total(self) -> tuple[float, float]:
        """Width and height of all rows together."""
        across = self.per_row * (self.left + self.width + self.right + GAP_PX) - GAP_PX
        return across, sum(head + self.height + FOOT_PX for head in self.heads)


class Speech:
    """The words of a drawing: numbers in the first language, statuses in both."""

    def __init__(self, words: Words, second: Words | None) -> None:
        self.words = words
        self.second = second

    def write(self, point: Point) -> str:
        """Return a point's number, or the words for having none."""
        return self.status(point.status) if point.value is None else write_value(point, self.words)

    def status(self, status: Status) -> str:
        """Return the words for a status, in both languages if there are two."""
        return write_status(status, self.words, self.second)

    def tick(self, number: float) -> str:
        """Return the number at a tick of an axis."""
        return self.words.number(number, 0 if float(number).is_integer() else 1)


def measure_heads(chart: Chart, per_row: int, width: float, right: float = 0) -> tuple[float, ...]:
    """Return the room each row of panels needs over its plots; `right` is free beside them."""
    breaks = LINE_PX * sum(len(lines) for lines in wrap_breaks(chart, width, right))
    panels = chart.panels
    rows = [panels[start : start + per_row] for start in range(0, len(panels), per_row)]
    return tuple(
        LIFT_PX + breaks + max(LINE_PX * len(wrap_panel(chart, each, width)) for each in row)
        for row in rows
    )


def wrap_panel(chart: Chart, panel: str, width: float) -> list[str]:
    """Return the lines of a panel's title, set in bold; none without a title."""
    label = chart.label(panel)
    return wrap_text(label, width / 1.1) if label else []


def layer(mark: Spec, rows: Sequence[Spec], **encoding: Any) -> Spec:
    """Return one layer with its own rows; a row's mark is named after the fact it has as `f`."""
    if any("f" in row for row in rows):
        mark = {**mark, "aria": True}
        encoding = {**encoding, "description": {"field": "f"}}
    return {"data": {"values": list(rows)}, "mark": mark, "encoding": encoding}


def write_free(mark: Spec, x_px: float, y_px: float) -> Spec:
    """Return a mark at a place given in pixels of its panel."""
    at = {"x": {"value": x_px}, "y": {"value": y_px}, "xOffset": None, "yOffset": None}
    return {"data": {"values": [{}]}, "mark": mark, "encoding": at}


def write_lines(lines: Sequence[str], **style: Any) -> Spec:
    """Return a text mark of several lines, the top of the first at its place."""
    return {"type": "text", "text": list(lines), "align": "left", "baseline": "line-top", **style}


def write_beside(lines: Sequence[str], middle: float, **style: Any) -> Spec:
    """Return the label of a row, right-aligned at the left edge and centred on its middle."""
    mark = {"type": "text", "text": list(lines), "align": "right", "baseline": "middle", **style}
    return write_free(mark, -8, middle - (len(lines) - 1) / 2 * LINE_PX)


def title_panel(chart: Chart, panel: str, frame: Frame) -> list[Spec]:
    """Return a panel's title: those of a row begin at one height, however many lines each has."""
    lines = wrap_panel(chart, panel, frame.width)
    return [write_free(write_lines(lines, fontWeight="bold"), 0, 0)] if lines else []


def draw_heading(chart: Chart, titled: bool) -> tuple[list[tuple[Spec, float]], float]:
    """Return the lines over a drawing with their places from its top, and their height."""
    parts: list[tuple[Spec, float]] = []
    height = 0.0
    if titled:
        lines = wrap_text(chart.title, WIDTH / 1.1, TEXT_PX + 2)
        parts.append((write_lines(lines, fontWeight="bold", fontSize=TEXT_PX + 2), height))
        height += (LINE_PX + 2) * len(lines) + 4
    if chart.y_title:
        lines = wrap_text(chart.y_title, WIDTH)
        parts.append((write_lines(lines, color=MUTED), height))
        height += LINE_PX * len(lines) + 8
    if chart.kind != "lines" and len(chart.series) > 1:
        for number, series in enumerate(chart.series):
            lines = wrap_text(chart.label(series), WIDTH - 20)
            colour = PALETTE[number % len(PALETTE)]
            square = {"type": "point", "shape": "square", "filled": True, "color": colour}
            parts.append(({**square, "size": 90, "opacity": 1, "xOffset": 6}, height + 7))
            parts.append((write_lines(lines, dx=18), height))
            height += LINE_PX * len(lines) + 2
        height += 6
    return parts, height


def place_years(chart: Chart, width: float) -> Spec:
    """Return the x encoding: one slot per code, labels thinned out where they would touch."""
    codes = list(chart.x_codes)
    widest = max(measure_text(chart.label(code)) for code in codes) + 6
    every = ceil(widest / (width / len(codes)))
    names = json.dumps({code: chart.label(code) for code in codes})
    axis = {
        "title": chart.x_title or None,
        "labelAngle": 0,
        "labelPadding": 5,
        "values": codes[::-1][::every],
        "labelExpr": f"({names})[datum.value]",
    }
    scale = {"type": "band", "domain": codes, "paddingInner": 0, "paddingOuter": 0}
    return {"field": "c", "type": "ordinal", "scale": scale, "axis": axis}


def wrap_breaks(chart: Chart, width: float, right: float) -> list[list[str]]:
    """Return the words of each break, wrapped to the wider side of its rule."""
    step = width / len(chart.x_codes)
    places = [chart.x_codes.index(each.x) * step for each in chart.breaks]
    return [
        wrap_text(each.label, max(place, width + right - place) - 6)
        for each, place in zip(chart.breaks, places, strict=True)
    ]


def mark_breaks(chart: Chart, frame: Frame, head: float) -> list[Spec]:
    """Return a dashed rule and its words for each break; words stand in rows over the panel."""
    step = frame.width / len(chart.x_codes)
    texts = wrap_breaks(chart, frame.width, frame.right)
    places = [chart.x_codes.index(each.x) * step for each in chart.breaks]
    # The outermost rule reaches highest: its words run over the inner ones, not across them.
    order = sorted(range(len(places)), key=lambda each: -abs(places[each] - frame.width / 2))
    top = head - LIFT_PX - LINE_PX * sum(len(lines) for lines in texts)
    layers: list[Spec] = []
    for each in order:
        x, lines = places[each], texts[each]
        rule = write_free(
            {"type": "rule", "strokeDash": [4, 3], "color": MUTED, "strokeWidth": 1}, x, top
        )
        rule["encoding"]["y2"] = {"value": head + frame.height}
        left = x < frame.width + frame.right - x
        side = {"align": "left" if left else "right", "dx": 4 if left else -4}
        layers += [rule, write_free(write_lines(lines, **side, color=MUTED), x, top)]
        top += LINE_PX * len(lines)
    return layers


STYLE: Final[Spec] = {
    "font": FONT,
    "background": "white",
    # Its texts say themselves; the picture as a whole is named in the document.
    "aria": False,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": TEXT_PX,
        "labelColor": INK,
        "labelLimit": 0,
        "labelLineHeight": LINE_PX,
        "labelOverlap": False,
        "titleFontSize": TEXT_PX,
        "titleFontWeight": "normal",
        "titleColor": MUTED,
        "domainColor": INK,
        "ticks": False,
    },
    "text": {"fontSize": TEXT_PX, "color": INK, "lineHeight": LINE_PX},
}
