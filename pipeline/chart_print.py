"""Draw a chart for print: a Vega-Lite specification, made into SVG whose text stays text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil
from typing import Final

from pipeline.chart_model import (
    INK,
    LINE_PX,
    MISSING,
    MUTED,
    PALETTE,
    Chart,
    Point,
    find_highest,
    group_runs,
    measure_text,
    wrap_text,
)
from pipeline.chart_print_lines import draw_lines
from pipeline.chart_print_marks import (
    FOOT_PX,
    GAP_PX,
    STYLE,
    WIDTH,
    Frame,
    Spec,
    Speech,
    draw_heading,
    layer,
    mark_breaks,
    measure_heads,
    place_years,
    title_panel,
    write_beside,
    write_free,
)
from pipeline.words import Words

VEGA_LITE: Final = "6.1"
COLUMN_PX: Final = 92
COLUMN_PANEL_PX: Final = 130
BAR_PX: Final = 18
DEEPEST_LABEL: Final = 3
# What the renderer writes for a mark's description.
_MARK: Final = re.compile(
    r'aria-label="([^"]*)" role="graphics-symbol" aria-roledescription="[^"]*"'
)
MISSING_SHAPES: Final = dict(zip(MISSING, ("diamond", "square", "triangle-down"), strict=True))


def draw_print(
    chart: Chart, words: Words, second: Words | None = None, *, titled: bool = False
) -> str:
    """Return the chart as SVG. With `second`, the drawing's own words are given in both languages.

    The title is drawn only on request: in a document the caption carries it.
    """
    import vl_convert

    draw = {"bars": _draw_bars, "columns": _draw_columns, "lines": draw_lines}[chart.kind]
    frame, panels = draw(chart, Speech(words, second))
    heading, heading_px = draw_heading(chart, titled)
    panels[0]["layer"] += [write_free(mark, -frame.left, y - heading_px) for mark, y in heading]
    spec: Spec = {
        "concat": panels,
        "columns": frame.per_row,
        "bounds": "flush",
        "spacing": {"row": FOOT_PX, "column": frame.right + frame.left + GAP_PX},
        "autosize": "none",
        "padding": {"left": frame.left, "top": heading_px, "right": 0, "bottom": 0},
        "config": STYLE,
    }
    across, down = frame.total
    svg = name_facts(str(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)))
    return _set_size(svg, max(across, WIDTH), down + heading_px)


def name_facts(svg: str) -> str:
    """Return the drawing with each mark's fact as data-fact, as on the pages, not read aloud."""
    return _MARK.sub(r'data-fact="\1"', svg)


def _set_size(svg: str, width: float, height: float) -> str:
    """Return the drawing in a canvas of our own size: the renderer does not know it."""
    size = f'width="{width:.0f}" height="{height:.0f}"'
    head, body = svg.split(">", 1)
    head = re.sub(r' (width|height|viewBox)="[^"]*"', "", head)
    body = re.sub(r'<rect width="[^"]*" height="[^"]*"', f"<rect {size}", body, count=1)
    return f'{head} {size} viewBox="0 0 {width:.0f} {height:.0f}">{body}'


def _draw_bars(chart: Chart, speech: Speech) -> tuple[Frame, list[Spec]]:
    """Return one panel of horizontal bars per panel code, categories in the order given."""
    lines = {code: wrap_text(chart.label(code), 0.42 * WIDTH) for code in chart.x_codes}
    if max(len(each) for each in lines.values()) > DEEPEST_LABEL:
        lines = {code: wrap_text(chart.label(code), 0.6 * WIDTH) for code in chart.x_codes}
    label_px = max(measure_text(line) for each in lines.values() for line in each) + 8
    value_px = max(measure_text(speech.write(point)) for point in chart.points) + 8
    # Each row is as high as its own label or bars need.
    steps = [
        max(BAR_PX * len(chart.series) + 10, len(each) * LINE_PX + 10) for each in lines.values()
    ]
    width = max(120.0, WIDTH - label_px - value_px)
    heads = measure_heads(chart, 1, width) if chart.panels != ("",) else (0.0,)
    frame = Frame(1, width, sum(steps), label_px, value_px, heads)
    middles = [sum(steps[:place]) + step / 2 for place, step in enumerate(steps)]
    rows = list(zip(lines.values(), middles, strict=True))
    drawn = [
        _draw_bar_panel(chart, panel, speech, (frame, frame.head(place)), rows)
        for place, panel in enumerate(chart.panels)
    ]
    return frame, drawn


def _draw_bar_panel(
    chart: Chart,
    panel: str,
    speech: Speech,
    size: tuple[Frame, float],
    rows: Sequence[tuple[list[str], float]],
) -> Spec:
    """Return one panel; `rows` are each category's label, in lines, and its middle."""
    frame, head = size
    heights = {
        (code, series): head + middle + (number - (len(chart.series) - 1) / 2) * BAR_PX
        for code, (_, middle) in zip(chart.x_codes, rows, strict=True)
        for number, series in enumerate(chart.series)
    }
    points = [point for point in chart.points if point.panel == panel]
    x = {
        "field": "v",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, find_highest(chart.points) or 1], "nice": False},
    }
    y = {"field": "y", "type": "quantitative", "axis": None, "scale": None}

    def place(*statuses: str) -> list[Spec]:
        own = [point for point in points if point.status in statuses]
        given = _rows(own, speech, statuses)
        return [
            {**row, "y": heights[point.x, point.series]}
            for point, row in zip(own, given, strict=True)
        ]

    beside = {"type": "text", "align": "left", "baseline": "middle", "dx": 6}
    worded = {**beside, "color": MUTED, "fontStyle": "italic"}
    bar = {"type": "bar", "size": BAR_PX, "orient": "horizontal"}
    tick = {"type": "tick", "thickness": 3, "size": BAR_PX, "orient": "vertical"}
    text = {"field": "t"}
    line = write_free({"type": "rule", "color": INK, "strokeWidth": 1}, 0, head)
    line["encoding"]["y2"] = {"value": head + frame.height}
    return {
        "width": frame.width,
        "height": head + frame.height,
        "encoding": {"x": x, "y": y},
        "layer": [
            layer(bar, place("value"), color=_colour(chart)),
            layer(tick, place("zero"), color=_colour(chart)),
            layer(beside, place("value", "zero"), text=text),
            layer(worded, place(*MISSING), text=text, x={"value": 0}),
            line,
            *(write_beside(label, head + middle) for label, middle in rows),
            *title_panel(chart, panel, frame),
        ],
    }


def _draw_columns(chart: Chart, speech: Speech) -> tuple[Frame, list[Spec]]:
    """Return small multiples: years across, one panel per panel code, from zero."""
    narrowest = max(COLUMN_PANEL_PX, 24 * len(chart.series) * len(chart.x_codes))
    fitting = max(1, int((WIDTH + GAP_PX) // (narrowest + GAP_PX)))
    rows = ceil(len(chart.panels) / fitting)
    per_row = ceil(len(chart.panels) / rows)
    width = (WIDTH - GAP_PX * (per_row - 1)) / per_row
    heads = measure_heads(chart, per_row, width)
    frame = Frame(per_row, width, COLUMN_PX, 0, 0, heads)
    drawn = [
        _draw_column_panel(chart, panel, speech, (frame, frame.head(place)))
        for place, panel in enumerate(chart.panels)
    ]
    return frame, drawn


def _draw_column_panel(chart: Chart, panel: str, speech: Speech, size: tuple[Frame, float]) -> Spec:
    frame, head = size
    points = [point for point in chart.points if point.panel == panel]
    highest = find_highest(points if chart.free_scale else chart.points) or 1
    bottom = head + COLUMN_PX
    y = {
        "field": "v",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, highest], "range": [bottom, head], "nice": False},
    }
    slot = frame.width / len(chart.x_codes) / len(chart.series)
    thick = min(30.0, 0.72 * slot)
    tick = {"type": "tick", "thickness": 3, "size": thick, "orient": "horizontal"}
    above = {"type": "text", "align": "center", "baseline": "bottom", "dy": -3}
    hollow = {"type": "point", "filled": False, "opacity": 1, "size": 34, "color": MUTED}
    layers = [
        layer({"type": "bar", "size": thick}, _rows(points, speech, ("value",)),
              color=_colour(chart)),
        layer(tick, _rows(points, speech, ("zero",)), color=_colour(chart)),
        layer(above, _rows(points, speech, ("value", "zero")), text={"field": "t"}),
    ]  # fmt: skip
    layers += [
        layer({**hollow, "shape": MISSING_SHAPES[status]}, _rows(points, speech, (status,)),
              y={"value": bottom - 7})
        for status in chart.statuses
    ]  # fmt: skip
    for series in chart.series:
        layers += _word_runs(chart, chart.select(panel, series), speech, (slot, bottom - 16))
    layers += mark_breaks(chart, frame, head)
    layers += title_panel(chart, panel, frame)
    offset = {"field": "s", "sort": list(chart.series)} if len(chart.series) > 1 else None
    position = {"x": place_years(chart, frame.width), "y": y, "xOffset": offset}
    return {"width": frame.width, "height": bottom, "encoding": position, "layer": layers}


def _word_runs(
    chart: Chart, points: Sequence[Point], speech: Speech, place: tuple[float, float]
) -> list[Spec]:
    """Return the words over years without a number: once per run, upright where they fit.

    `place` is the width of a column's slot and the height the words stand on, in pixels.
    """
    slot, floor = place
    layers = []
    for run in group_runs(chart, points):
        words = speech.status(run[0].status)
        first, last = chart.x_codes.index(run[0].x), chart.x_codes.index(run[-1].x)
        number = chart.series.index(run[0].series)
        side_by_side = len(chart.series)
        middle = ((first + last) / 2 * side_by_side + number + 0.5) * slot
        room = (last - first + 1) * slot if side_by_side == 1 else slot
        level = max(measure_text(word) for word in words.split()) <= room
        lines = wrap_text(words, room if level else COLUMN_PX - 16)
        mark = {
            "type": "text",
            "text": lines,
            "color": MUTED,
            "fontStyle": "italic",
            "align": "center" if level else "left",
            "baseline": "line-bottom" if level else "middle",
            "angle": 0 if level else 270,
            "dy": -LINE_PX * (len(lines) - 1) if level else 0,
        }
        layers.append(write_free(mark, middle, floor))
    return layers


def _rows(points: Sequence[Point], speech: Speech, statuses: Sequence[str]) -> list[Spec]:
    return [
        {"c": p.x, "s": p.series, "v": p.value, "t": speech.write(p), "f": p.fact_id}
        for p in points
        if p.status in statuses
    ]


def _colour(chart: Chart) -> Spec:
    codes = list(chart.series)
    scale = {"domain": codes, "range": [PALETTE[n % len(PALETTE)] for n in range(len(codes))]}
    return {"field": "s", "type": "nominal", "scale": scale, "legend": None}
