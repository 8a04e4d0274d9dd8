"""Line charts in print: one panel per indicator, gaps left open, names at the line ends.

Years without a number get a hollow mark in a strip under the zero line; the words for the strip
(not reported, suppressed) stand where the axis has its numbers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import groupby
from typing import Final

from pipeline.chart_model import (
    INK,
    LINE_PX,
    MUTED,
    PALETTE,
    RULE,
    Chart,
    Point,
    Status,
    choose_ticks,
    find_highest,
    measure_text,
    spread_labels,
    wrap_text,
)
from pipeline.chart_print_marks import (
    FOOT_PX,
    WIDTH,
    Frame,
    Spec,
    Speech,
    layer,
    mark_breaks,
    measure_heads,
    place_years,
    title_panel,
    write_beside,
    write_free,
)

PLOT_PX: Final = 120
NAMES_PX: Final = 190
WORDS_PX: Final = 100
STEEP_PX: Final = 24
SHAPES: Final = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross")
STROKES: Final = ([1, 0], [7, 3], [2, 3], [7, 3, 2, 3], [11, 3], [11, 3, 2, 3])


class _Scale:
    """Where a number, or a status without one, stands in a panel: pixels under its head."""

    def __init__(self, chart: Chart, panel: str, strip_px: float) -> None:
        points = [point for point in chart.points if point.panel == panel]
        highest = find_highest(points if chart.free_scale else chart.points)
        self.top = highest * 1.06 or 1.0
        self.ticks = [tick for tick in choose_ticks(highest) if tick <= self.top]
        self.units_per_px = self.top / PLOT_PX
        self.strips: Mapping[Status, float] = {
            status: -(place + 0.6) * strip_px * self.units_per_px
            for place, status in enumerate(chart.statuses)
        }
        self.bottom = -len(self.strips) * strip_px * self.units_per_px

    def level(self, point: Point) -> float:
        """Return the height of a point in units of the axis; negative in the strips."""
        return self.strips[point.status] if point.value is None else point.value

    def pixels(self, point: Point) -> float:
        """Return how far below the top of the plot a point stands."""
        return (self.top - self.level(point)) / self.units_per_px


def draw_lines(chart: Chart, speech: Speech) -> tuple[Frame, list[Spec]]:
    """Return the panels of a line chart, one below the other."""
    words = {each: wrap_text(speech.status(each), WORDS_PX) for each in chart.statuses}
    lines = [line for each in words.values() for line in each]
    axis_px = max([26.0, *(measure_text(line) for line in lines)]) + 10
    strip_px = max([0.0, *(len(each) * LINE_PX + 8 for each in words.values())])
    names_px = NAMES_PX if len(chart.series) > 1 else 12
    width = WIDTH - axis_px - names_px
    height = PLOT_PX + strip_px * len(words)
    heads = measure_heads(chart, 1, width, names_px)
    frame = Frame(1, width, height, axis_px, names_px, heads)
    drawn = []
    for place, panel in enumerate(chart.panels):
        scale = _Scale(chart, panel, strip_px)
        spec = _draw_panel(chart, panel, speech, (frame, frame.head(place), scale))
        present = {point.status for point in chart.points if point.panel == panel}
        for status, level in scale.strips.items():
            if status not in present:
                continue
            middle = frame.head(place) + (scale.top - level) / scale.units_per_px
            spec["layer"].append(write_beside(words[status], middle, color=MUTED))
        drawn.append(spec)
    return frame, drawn


def _draw_panel(
    chart: Chart, panel: str, speech: Speech, size: tuple[Frame, float, _Scale]
) -> Spec:
    frame, head, scale = size
    layers = mark_breaks(chart, frame, head)
    for series in chart.series:
        layers += _draw_series(chart, chart.select(panel, series), speech, scale)
    if len(chart.series) > 1:
        layers += _name_series(chart, panel, frame, head, scale)
    layers += title_panel(chart, panel, frame)
    y_scale = {
        "domain": [scale.bottom, scale.top],
        "range": [head + frame.height, head],
        "nice": False,
        "zero": False,
    }
    years = place_years(chart, frame.width)
    years["axis"]["domain"] = False
    y = {"field": "v", "type": "quantitative", "scale": y_scale, "axis": _label_axis(scale, speech)}
    return {
        "width": frame.width,
        "height": head + frame.height,
        "encoding": {"x": years, "y": y},
        "layer": layers,
    }


def _label_axis(scale: _Scale, speech: Speech) -> Spec:
    """Return the y axis: thin lines and numbers, the zero line in ink."""
    labels = [speech.tick(tick) for tick in scale.ticks]
    zero = {"test": "datum.value === 0", "value": INK}
    return {
        "title": None,
        "domain": False,
        "labelPadding": 8,
        "values": scale.ticks,
        "labelExpr": f"({json.dumps(labels)})[indexof({json.dumps(scale.ticks)}, datum.value)]",
        "gridColor": {"condition": zero, "value": RULE},
    }


def _draw_series(
    chart: Chart, points: tuple[Point, ...], speech: Speech, scale: _Scale
) -> list[Spec]:
    """Return a series: lines between neighbouring years, marks, hollow marks where missing."""
    if not points:
        return []
    number = chart.series.index(points[0].series)
    shape = SHAPES[number % len(SHAPES)]
    colour = PALETTE[number % len(PALETTE)]
    stroke = {"color": colour, "strokeWidth": 2, "strokeDash": STROKES[number % len(STROKES)]}
    filled = {"type": "point", "filled": True, "opacity": 1, "size": 46, "shape": shape}
    known = [point for point in points if point.value is not None]
    layers = [
        layer({"type": "line", **stroke}, [{"c": p.x, "v": p.value} for p in segment])
        for segment in _split_at_gaps(chart, known)
    ]
    layers.append(layer({**filled, "color": colour}, _rows(known)))
    if len(chart.series) == 1:
        layers += _label_values(known, speech, scale)
    dodge = (number - (len(chart.series) - 1) / 2) * 11
    hollow = {
        "type": "point",
        "filled": False,
        "opacity": 1,
        "size": 40,
        "shape": shape,
        "color": colour,
    }
    gaps = [{"c": p.x, "v": scale.level(p)} for p in points if p.value is None]
    layers.append(layer({**hollow, "strokeWidth": 1.4, "xOffset": dodge}, gaps))
    return layers


def _rows(known: list[Point]) -> list[Spec]:
    return [{"c": point.x, "v": point.value, "f": point.fact_id} for point in known]


def _label_values(known: list[Point], speech: Speech, scale: _Scale) -> list[Spec]:
    """Return each number over its mark, moved aside where the line rises steeply through it."""
    heights = [scale.pixels(point) for point in known]
    layers = []
    for place, point in enumerate(known):
        falls_in = place > 0 and heights[place] - heights[place - 1] > STEEP_PX
        rises_out = place + 1 < len(known) and heights[place] - heights[place + 1] > STEEP_PX
        aside = 12 * (int(falls_in) - int(rises_out))
        mark = {"type": "text", "align": "center", "baseline": "bottom", "dy": -7, "dx": aside}
        row = {"c": point.x, "v": point.value, "t": speech.write(point), "f": point.fact_id}
        layers.append(layer(mark, [row], text={"field": "t"}))
    return layers


def _split_at_gaps(chart: Chart, known: list[Point]) -> list[list[Point]]:
    """Return runs of points whose places on x follow each other without a gap."""
    numbered = [(chart.x_codes.index(point.x), point) for point in known]
    runs = groupby(enumerate(numbered), key=lambda pair: pair[1][0] - pair[0])
    return [[point for _, (_, point) in run] for _, run in runs]


def _name_series(chart: Chart, panel: str, frame: Frame, head: float, scale: _Scale) -> list[Spec]:
    """Return the names at the right edge, each at the height of its last point, kept apart."""
    last = {}
    for point in (each for series in chart.series for each in chart.select(panel, series)):
        if point.value is not None or point.series not in last:
            last[point.series] = point
    texts = [wrap_text(chart.label(series), NAMES_PX - 20) for series in last]
    heights = [len(lines) * LINE_PX + 2.0 for lines in texts]
    wanted = [scale.pixels(point) for point in last.values()]
    middles = spread_labels(wanted, heights, frame.height + FOOT_PX)
    layers = []
    for series, lines, middle in zip(last, texts, middles, strict=True):
        number = chart.series.index(series)
        first = head + middle - (len(lines) - 1) / 2 * LINE_PX
        mark = {"type": "point", "filled": True, "opacity": 1, "size": 46}
        mark |= {"shape": SHAPES[number % len(SHAPES)], "color": PALETTE[number % len(PALETTE)]}
        name = {"type": "text", "text": lines, "align": "left", "baseline": "middle"}
        layers.append(write_free(mark, frame.width + 6, first))
        layers.append(write_free(name, frame.width + 15, first))
    return layers
