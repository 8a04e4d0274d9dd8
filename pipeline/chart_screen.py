"""Draw a chart for the screen: a Plotly figure that holds its points, words and keys.

The figure can be shown as it is (a notebook does). On a page, pages-charts.js takes the points
and the words from it and lays them out for the width at hand, the reader's colours and filters.
"""

from __future__ import annotations

import json
from html import escape
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from pipeline.chart_model import (
    DASHES,
    INK,
    MARKERS,
    MUTED,
    PALETTE,
    Chart,
    Point,
    write_status,
    write_value,
)
from pipeline.words import Words

if TYPE_CHECKING:
    import plotly.graph_objects as go

WIDTH_PX: Final = 720
ROW_PX: Final = 34
PANEL_PX: Final = {"bars": 0, "columns": 170, "lines": 250}
PANELS_PER_ROW: Final = {"bars": 1, "columns": 4, "lines": 2}


def draw_screen(chart: Chart, words: Words) -> dict[str, Any]:
    """Return the chart as a Plotly figure in JSON form.

    One trace per panel and series; its `customdata` holds, per point, `fact` (the id), `keys`,
    `status`, `text` (the number as printed) and `hover`. `layout.meta` holds what a new layout
    needs: kind, panels, series, places on x, breaks and words.
    """
    from plotly.subplots import make_subplots

    per_row = max(1, min(PANELS_PER_ROW[chart.kind], len(chart.panels)))
    rows = max(1, ceil(len(chart.panels) / per_row))
    figure = make_subplots(
        rows=rows,
        cols=per_row,
        shared_yaxes=False if chart.free_scale or chart.kind == "bars" else "all",
        subplot_titles=[escape(chart.label(panel)) for panel in chart.panels],
        vertical_spacing=0.3 / rows,
    )
    for place, panel in enumerate(chart.panels):
        row, column = divmod(place, per_row)
        for number, series in enumerate(chart.series):
            points = chart.select(panel, series)
            if points:
                trace = _build_trace(chart, words, points, number)
                figure.add_trace(trace, row=row + 1, col=column + 1)
    _finish_layout(figure, chart, words, rows)
    drawn: dict[str, Any] = json.loads(figure.to_json(validate=False))
    drawn["layout"].pop("template", None)
    return drawn


def _build_trace(
    chart: Chart, words: Words, points: tuple[Point, ...], number: int
) -> go.Bar | go.Scatter:
    import plotly.graph_objects as go

    places = [chart.x_codes.index(point.x) for point in points]
    values = [point.value for point in points]
    sideways = chart.kind == "bars"
    data = [_describe_point(chart, words, point) for point in points]
    colour = PALETTE[number % len(PALETTE)]
    shared: dict[str, Any] = {
        "x": values if sideways else places,
        "y": places if sideways else values,
        "name": escape(chart.label(points[0].series)),
        "customdata": data,
        "hovertext": [escape(each["hover"]) for each in data],
        "hoverinfo": "text",
        "meta": {"panel": points[0].panel, "series": points[0].series},
        "showlegend": len(chart.series) > 1 and points[0].panel == chart.panels[0],
    }
    if chart.kind == "lines":
        line = {"color": colour, "dash": DASHES[number % len(DASHES)], "width": 2}
        marker = {"symbol": MARKERS[number % len(MARKERS)], "size": 7}
        return go.Scatter(
            mode="lines+markers", connectgaps=False, line=line, marker=marker, **shared
        )
    return go.Bar(
        orientation="h" if sideways else "v",
        marker={"color": colour, "line": {"color": colour, "width": 1.5}},
        text=[escape(each["text"]) for each in data],
        textposition="outside",
        cliponaxis=False,
        **shared,
    )


def _describe_point(chart: Chart, words: Words, point: Point) -> dict[str, Any]:
    """Return what a point carries to the page: its fact, its keys and its words."""
    missing = point.value is None
    text = write_status(point.status, words) if missing else write_value(point, words)
    place = ", ".join(chart.label(code) for code in (point.panel, point.series, point.x) if code)
    value = text if missing or not chart.unit else f"{text} {chart.unit}"
    return {
        "fact": point.fact_id,
        "keys": {key: str(value) for key, value in point.keys.items()},
        "status": point.status,
        "text": text,
        "hover": words.say("ui-chart-point", place=place, value=value),
    }


def _finish_layout(figure: go.Figure, chart: Chart, words: Words, rows: int) -> None:
    """Set axes, size, breaks and the meta data a page lays the chart out from."""
    labels = [escape(chart.label(code)) for code in chart.x_codes]
    places = list(range(len(labels)))
    ticks = {"tickvals": places, "ticktext": labels, "fixedrange": True}
    if chart.kind == "bars":
        figure.update_yaxes(**ticks, autorange="reversed", automargin=True)
        figure.update_xaxes(visible=False, rangemode="tozero", fixedrange=True)
        height = ROW_PX * len(labels) + 60
    else:
        figure.update_xaxes(**ticks, showgrid=False, range=[-0.6, len(labels) - 0.4])
        figure.update_yaxes(rangemode="tozero", fixedrange=True)
        height = (PANEL_PX[chart.kind] + 60) * rows
        for each in chart.breaks:
            figure.add_vline(
                x=chart.x_codes.index(each.x) - 0.5,
                line={"dash": "dash", "width": 1, "color": MUTED},
            )
    figure.update_layout(
        width=WIDTH_PX,
        height=height,
        plot_bgcolor="rgba(0,0,0,0)",
        paper_bgcolor="rgba(0,0,0,0)",
        font={"color": INK, "size": 12},
        margin={"l": 50, "r": 40, "t": 40, "b": 30},
        dragmode=False,
        meta=_describe_chart(chart, words),
    )


def _describe_chart(chart: Chart, words: Words) -> dict[str, Any]:
    """Return what pages-drawings.js needs to lay the chart out anew."""
    return {
        "kind": chart.kind,
        "title": chart.title,
        "summary": chart.summary,
        "told": chart.told_facts,
        "note": chart.note,
        "xTitle": chart.x_title,
        "yTitle": chart.y_title,
        "freeScale": chart.free_scale,
        "years": chart.kind != "bars" and chart.has_years,
        "panels": [{"code": code, "label": chart.label(code)} for code in chart.panels],
        "series": [{"code": code, "label": chart.label(code)} for code in chart.series],
        "x": [{"code": code, "label": chart.label(code)} for code in chart.x_codes],
        "breaks": [
            {"at": chart.x_codes.index(each.x) - 0.5, "label": each.label}
            for each in chart.breaks
            if each.x in chart.x_codes
        ],
        "statuses": {status: write_status(status, words) for status in chart.statuses},
        "layout": {"dashes": DASHES, "markers": MARKERS, "palette": PALETTE},
    }
