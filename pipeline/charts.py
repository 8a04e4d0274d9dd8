"""Charts: described once (Chart), drawn for the screen and for print, and set into a page."""

from __future__ import annotations

import json
from html import escape
from typing import Any, Final

from pipeline.chart_model import Break, Chart, Point
from pipeline.chart_print import draw_print
from pipeline.chart_screen import draw_screen
from pipeline.words import Words, message_ids

__all__ = [
    "PAGE_LOCALES",
    "PAGE_SCRIPTS",
    "PAGE_STYLES",
    "Break",
    "Chart",
    "Point",
    "draw_print",
    "draw_screen",
    "embed_json",
    "screen_block",
    "ui_words",
]

# Files of reports/assets/ in the order a page needs them, after plotly.js.
PAGE_LOCALES: Final = {"ky": "plotly-locale-ky.js", "ru": "plotly-locale-ru.js"}
PAGE_SCRIPTS: Final = (
    "pages-frame.js",
    "pages-chart-model.js",
    "pages-drawings.js",
    "pages-charts.js",
    "pages-tables.js",
    "pages-folds.js",
    "pages.js",
)
PAGE_STYLES: Final = ("interactive.css",)

# Arguments that the page fills in itself: the message keeps a mark in their place.
_FILLED_BY_PAGE: Final = ("shown", "total", "name", "place", "value", "count")


def screen_block(chart: Chart, words: Words, *, titled: bool = True) -> str:
    """Return the raw HTML of a chart, to be set into a page as it is.

    With `titled` false the title is left out, for a place that already prints it (a captioned
    figure, a dashboard card); the picture keeps its name and its summary either way.
    """
    title = f'<p class="chart-title">{escape(chart.title)}</p>' if titled else ""
    lead = f'<p class="chart-lead">{escape(chart.y_title)}</p>' if chart.y_title else ""
    note = f'<p class="chart-note">{escape(chart.note)}</p>' if chart.note else ""
    name = f"{chart.title}. {chart.summary}"
    tools = escape(words.say("ui-chart-tools", name=chart.title))
    return "\n".join(
        [
            f'<figure class="chart chart-{chart.kind}" id="chart-{escape(chart.id)}">',
            f"<figcaption>{title}{lead}</figcaption>",
            f'<div class="chart-canvas" role="img" aria-label="{escape(name)}"'
            f' data-told="{escape(" ".join(chart.told_facts))}">'
            f"<noscript><p>{escape(words.say('ui-chart-no-script'))}</p></noscript></div>",
            '<script type="application/json" class="chart-figure">'
            f"{embed_json(draw_screen(chart, words))}</script>",
            note,
            f'<div class="chart-tools" role="group" aria-label="{tools}" hidden>',
            f'<button type="button" data-format="svg">{words.say("ui-chart-svg")}</button>',
            f'<button type="button" data-format="png">{words.say("ui-chart-png")}</button>',
            "</div>",
            "</figure>",
        ]
    )


def embed_json(value: Any) -> str:
    """Return JSON that is safe inside a script element of a page."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("</", "<\\/").replace("<!--", "<\\u0021--")


def ui_words(words: Words) -> dict[str, str]:
    """Return the words pages.js uses, by message id without the prefix `ui-`.

    Arguments the page fills in stay as {shown}, {total} or {name}.
    """
    marks = {name: "{" + name + "}" for name in _FILLED_BY_PAGE}
    ids = sorted(each for each in message_ids(words.language) if each.startswith("ui-"))
    return {each.removeprefix("ui-"): words.say(each, **marks) for each in ids}
