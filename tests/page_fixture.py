"""A page built from this project's own blocks, for the tests of its scripts."""

from __future__ import annotations

from html import escape
from pathlib import Path

from chart_samples import AGENCIES, ARTICLES, OFFENCES, WORDS, YEARS, all_charts

from pipeline.chart_model import Chart
from pipeline.charts import (
    PAGE_LOCALES,
    PAGE_SCRIPTS,
    PAGE_STYLES,
    embed_json,
    screen_block,
    ui_words,
)
from pipeline.paths import Paths
from pipeline.plotly_bundle import read_plotly
from pipeline.words import load_words

ASSETS = Path(__file__).parent.parent / "reports" / "assets"
SHA = "3fa94c1d" * 8


def build_page(language: str, charts: list[Chart] | None = None) -> str:
    """Return a whole page in one language: filters, charts, a table, prose with numbers."""
    words = load_words(language)
    title = WORDS[language][0]
    styles = [path for name in ("base.css", "pages.css", *PAGE_STYLES)
              if (path := ASSETS / name).exists()]  # fmt: skip
    scripts = [ASSETS / name for name in _script_names(language)]
    blocks = "\n".join(
        screen_block(each, words) for each in (all_charts(language) if charts is None else charts)
    )
    return f"""<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">
<style>{"".join(path.read_text(encoding="utf-8") for path in styles)}</style></head>
<body><header><nav class="language-switch" aria-label="language"><a href="other.html" hreflang="ru"
>Русский</a></nav>
<nav class="language-offer" aria-label="offer" hidden>
<a href="ky.html" hreflang="ky">Кыргызча окуу</a>
<a href="ru.html" hreflang="ru">Читать по-русски</a>
<a href="en.html" hreflang="en">Read in English</a></nav></header>
<main id="main"><h1>{escape(title)}</h1>
<section id="lead"><h2>A</h2><p>{_span("report.cases", "254")}</p>
<div class="filters" data-filters="{escape(embed_json(_filters(language)))}"></div></section>
<section id="charts"><h2>B</h2>{blocks}</section>
<section id="table"><h2>C</h2>{_table(language)}</section></main>
<script type="application/json" id="facts-index">{embed_json(_facts(language))}</script>
<script type="application/json" id="ui-words">{embed_json(ui_words(words))}</script>
<script>{read_plotly(Paths(ASSETS.parent.parent))}</script>
{"".join(f"<script>{path.read_text(encoding='utf-8')}</script>" for path in scripts)}
</body></html>"""


def _script_names(language: str) -> list[str]:
    locale = [PAGE_LOCALES[language]] if language in PAGE_LOCALES else []
    return [*locale, *PAGE_SCRIPTS]


def _span(fact: str, text: str) -> str:
    return f'<span data-fact="{fact}">{escape(text)}</span>'


def _filters(language: str) -> list[dict[str, object]]:
    articles = [{"value": code, "label": OFFENCES[language][code]} for code in ARTICLES]
    years = [{"value": str(year), "label": str(year)} for year in range(2010, 2024)]
    agencies = [
        {"value": code, "label": AGENCIES[language][code]} for code in ("nsc", "moi_gpo", "us_tip")
    ]
    named = {"article": articles, "year": years, "agency": agencies}
    labels = {
        "en": ("Article", "Year", "Agency"),
        "ru": ("Статья", "Год", "Ведомство"),
        "ky": ("Статья", "Жыл", "Мекеме"),
    }[language]
    return [
        {"key": key, "label": label, "options": options}
        for (key, options), label in zip(named.items(), labels, strict=True)
    ]


def _facts(language: str) -> dict[str, dict[str, object]]:
    words = load_words(language)
    missing = words.say("ui-status-not-reported")
    facts: dict[str, dict[str, object]] = {
        "report.cases": _fact("254 <b>", 254, {}, "value", ""),
    }
    for article, values in ARTICLES.items():
        for year, value in zip(YEARS, values, strict=True):
            keys = {"article": article, "year": year}
            status = "not_reported" if value is None else "value"
            shown = missing if value is None else str(value)
            facts[f"practice.entries.{article}.{year}"] = _fact(
                OFFENCES[language][article], value, keys, status, shown
            )
    for year in YEARS:
        total = sum(values[year - 2014] or 0 for values in ARTICLES.values())
        keys = {"article": "all", "year": year}
        facts[f"practice.entries.all.{year}"] = _fact("Σ", total, keys, "value", str(total))
    return facts


def _fact(
    label: str, raw: int | None, keys: dict[str, object], status: str, value: str
) -> dict[str, object]:
    return {
        "label": label,
        "value": value or str(raw),
        "raw": raw,
        "unit": "cases",
        "status": status,
        "status_text": status,
        "sql": "select cases from article_year where article = '124' and year = 2014",
        "keys": keys,
        "sources": [
            {"file": "crimes_by_article.csv", "sha256": SHA, "locator": "table 1, row 3, 2015"}
        ],
        "edition": 2017,
    }


def _table(language: str) -> str:
    words = load_words(language)
    missing = words.say("ui-status-not-reported")
    head = "".join(f'<th scope="col">{year}</th>' for year in YEARS)
    rows = []
    for article, values in ARTICLES.items():
        cells = "".join(
            f"<td>{_span(f'practice.entries.{article}.{y}', missing if v is None else str(v))}</td>"
            for y, v in zip(YEARS, values, strict=True)
        )
        rows.append(f'<tr><th scope="row">{OFFENCES[language][article]}</th>{cells}</tr>')
    totals = "".join(f"<td>{_span(f'practice.entries.all.{year}', '0')}</td>" for year in YEARS)
    return f"""<div class="table-scroll"><table id="entries">
<caption>{WORDS[language][0]}</caption>
<thead><tr><th rowspan="2" scope="col">=1+1</th><th colspan="4" scope="colgroup">, "2014"</th></tr>
<tr>{head}</tr></thead>
<tbody>{"".join(rows)}<tr class="total"><th scope="row">Σ</th>{totals}</tr></tbody>
</table></div>"""
