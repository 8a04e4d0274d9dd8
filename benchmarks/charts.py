"""Charts for print: ours (Vega-Lite, no browser) against Plotly with Kaleido and a browser."""

from __future__ import annotations

import shutil
import time

from benchmarks.common import Line
from pipeline.charts import draw_print, draw_screen
from pipeline.words import load_words
from tests.chart_samples import all_charts

REPEAT = 5


def measure() -> list[Line]:
    words = load_words("ky")
    charts = all_charts("ky") * REPEAT
    draw_print(charts[0], words)
    started = time.perf_counter()
    for chart in charts:
        draw_print(chart, words)
    ours = (time.perf_counter() - started) / len(charts)
    lines = [Line("one chart for print, as SVG", f"{ours * 1000:.0f} ms", "50 ms")]
    if not (shutil.which("chromium") or shutil.which("google-chrome")):
        return lines
    import kaleido
    import plotly.graph_objects as go
    import plotly.io as pio

    kaleido.start_sync_server(path=shutil.which("chromium"), silence_warnings=True)
    figures = [go.Figure(draw_screen(chart, words)) for chart in charts]
    pio.to_image(figures[0], format="svg")
    started = time.perf_counter()
    for figure in figures:
        pio.to_image(figure, format="svg")
    theirs = (time.perf_counter() - started) / len(figures)
    kaleido.stop_sync_server()
    return [*lines, Line("Plotly with Kaleido : our chart", f"{theirs / ours:.1f}")]
