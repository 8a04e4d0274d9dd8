"""What a page's scripts read: plotly.js and our own scripts, facts with their origin, words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from pipeline.charts import PAGE_LOCALES, PAGE_SCRIPTS, embed_json, ui_words
from pipeline.facts import Fact
from pipeline.paths import Paths
from pipeline.plotly_bundle import read_plotly
from pipeline.wording import Page, show_number
from pipeline.words import Words

# The ledger has filters of its own and no chart.
LEDGER_SCRIPTS: Final = ("pages-ledger.js",)


def write_page_data(page: Page, path: Path) -> None:
    """Write what a page's scripts read: the origin of the facts it names, and interface words."""
    words = page.words[0]
    text = path.read_text(encoding="utf-8")
    index = {
        name: index_fact(fact, words, page.edition)
        for name, fact in page.facts.items()
        if f'"{name}"' in text
    }
    data = (
        f'<script type="application/json" id="facts-index">{embed_json(index)}</script>\n'
        f'<script type="application/json" id="ui-words">{embed_json(ui_words(words))}</script>\n'
    )
    path.with_name(f"{path.stem}-data.html").write_text(data, encoding="utf-8")


def index_fact(fact: Fact, words: Words, edition: int) -> dict[str, Any]:
    """Return a fact as the page tells it when its number is opened."""
    return {
        "label": fact.label[words.language],
        "value": show_number(fact, words),
        "raw": fact.value,
        "unit": words.say(f"unit-{fact.unit.replace('_', '-')}"),
        "status": fact.status,
        "status_text": words.say(f"status-{fact.status.replace('_', '-')}"),
        "sql": fact.sql,
        "keys": dict(fact.row),
        "sources": [
            {"file": ref.file, "sha256": ref.sha256, "locator": ref.locator}
            for ref in fact.sources[:12]
        ],
        "edition": edition,
    }


def write_scripts(paths: Paths, edition: int, languages: Sequence[str]) -> None:
    """Write the scripts an edition's pages include, once per language: plotly.js and our own.

    plotly.js stands there as a text, which pages-charts.js starts when a chart comes near. A page
    without charts has scripts-plain instead.
    """
    folder = paths.edition_pages(edition) / "_shared"
    folder.mkdir(parents=True, exist_ok=True)
    for language in languages:
        locale = [PAGE_LOCALES[language]] if language in PAGE_LOCALES else []
        late = [read_plotly(paths), *_read_assets(paths, locale)]
        own = _read_assets(paths, PAGE_SCRIPTS)
        text = "\n".join([*(_embed(script, ' type="text/plain" class="late"') for script in late),
                          *map(_embed, own)])  # fmt: skip
        _write_if_changed(folder / f"scripts-{language}.html", text)
        plain = [*own, *_read_assets(paths, LEDGER_SCRIPTS)]
        _write_if_changed(folder / f"scripts-plain-{language}.html", "\n".join(map(_embed, plain)))


def _write_if_changed(target: Path, text: str) -> None:
    if not target.is_file() or target.read_text(encoding="utf-8") != text:
        target.write_text(text, encoding="utf-8")


def _read_assets(paths: Paths, names: Sequence[str]) -> list[str]:
    return [(paths.reports / "assets" / name).read_text(encoding="utf-8") for name in names]


def _embed(script: str, attributes: str = "") -> str:
    safe = script.replace("</script", "<\\/script")
    return f"<script{attributes}>{safe}</script>"
