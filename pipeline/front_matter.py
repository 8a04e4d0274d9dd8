"""The front matter of a page: everything either engine needs to render it by hand."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import yaml

from pipeline.charts import PAGE_STYLES
from pipeline.page_files import say_frame_words
from pipeline.page_parts import LANGUAGE_NAMES
from pipeline.wording import Page, message
from pipeline.words import load_words

# From reports/_build/<year>/<language>/ to reports/.
_REPORTS: Final = "../../.."
# In this order: tables.lua measures words as unbroken.lua has bound them, and notes.lua looks for
# classes that classes.lua turns into calls of Typst.
FILTERS: Final = ("unbroken", "tables", "notes", "classes", "frame")
PAGE_OWN_STYLES: Final = {"digest": ("ledger.css",), "ledger": ("ledger.css", "ledger-page.css")}
# Last: it undoes what Quarto adds, which stands before the pages' own.
QUARTO_STYLES: Final = "quarto.css"
_TITLES: Final = {name: name for name in ("digest", "dashboard", "ledger", "quality")}


def write_front_matter(page: Page, name: str, *, version: str, newest: str) -> str:
    """Return a page's YAML front matter, with its dashes."""
    metadata = _describe(page, name)
    if page.is_pair:
        metadata |= _describe_cover(page, version, newest)
        metadata["format"] = {"typst": _typst_options()}
    elif name == "dashboard":
        metadata["format"] = {"dashboard": _dashboard_options(page, name)}
    else:
        # The embedded engine has its own, with its version.
        metadata["engine-words"] = say_frame_words(page.words[0], "Quarto")
        metadata["format"] = {"html": _html_options(page, name)}
    text = yaml.safe_dump(metadata, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{text}---"


def _describe(page: Page, name: str) -> dict[str, Any]:
    language = page.languages[0]
    edition = str(page.edition)
    metadata: dict[str, Any] = {
        "title": _title(page, language, f"{_TITLES[name]}-title"),
        "subtitle": page.plain(f"{_TITLES[name]}-subtitle", edition=edition),
        "lang": language,
        "language": f"{_REPORTS}/_language-{language}.yml",
        "description": page.plain("digest-description", edition=edition),
        "engine": "markdown",
        "filters": [f"{_REPORTS}/engine/{name}.lua" for name in FILTERS],
    }
    if name != "dashboard":
        metadata |= {"number-sections": True, "toc": True, "toc-depth": 2}
    metadata["fig-cap-location"] = "top"
    return metadata


def _title(page: Page, language: str, name: str) -> str:
    """Return a title in one language; over made-up data it says so."""
    words = load_words(language)
    title = words.say(name)
    return words.say("synthetic-title", title=title) if page.is_synthetic else title


def _describe_cover(page: Page, version: str, newest: str) -> dict[str, Any]:
    first, second = page.languages
    edition = str(page.edition)
    return {
        "cover-second-title": _title(page, second, "digest-title"),
        "cover-second-lang": second,
        "toc-title": _join(page, "cover-contents"),
        "crossref": {
            "fig-title": _join(page, "cover-figure"),
            "tbl-title": _join(page, "cover-table"),
        },
        "cover-edition": edition,
        "cover-running": page.text(page.words[0], message("digest-running-title", edition=edition)),
        "cover-publisher": _say_twice(page, "digest-publisher"),
        "cover-entries": [
            _describe_entry(page, "cover-languages-label", [_name_languages(page)]),
            _describe_entry(page, "cover-data-label", _say_twice(
                page, "digest-data-date", edition=edition, newest=_read_date(newest))),
            _describe_entry(page, "cover-cite-label", _say_twice(
                page, "digest-citation", edition=edition, version=version)),
            _describe_entry(page, "cover-licence-label", _say_twice(page, "cover-licence")),
            _describe_entry(page, "cover-note-label", _say_twice(page, "digest-cover-note")),
        ],
    }  # fmt: skip


def _read_date(newest: str) -> str | date:
    """Return a day as a date; a year alone has none and stays as it is."""
    return newest if newest.isdecimal() else date.fromisoformat(newest)


def _describe_entry(page: Page, label: str, texts: list[str]) -> dict[str, Any]:
    """Return one entry of the cover: its label in both languages beside its texts."""
    return {"label": _say_twice(page, label), "text": texts}


def _say_twice(page: Page, name: str, **arguments: str | date) -> list[str]:
    """Return a message in each language of the page, dates written out in that language."""
    return [
        words.say(
            name,
            **{
                key: words.date(value) if isinstance(value, date) else value
                for key, value in arguments.items()
            },
        )
        for words in page.words
    ]


def _name_languages(page: Page) -> str:
    return " · ".join(LANGUAGE_NAMES[language] for language in page.languages)


def _join(page: Page, name: str, **arguments: str) -> str:
    texts = dict.fromkeys(page.text(words, message(name, **arguments)) for words in page.words)
    return " · ".join(texts)


def _html_options(page: Page, name: str) -> dict[str, Any]:
    return {
        "theme": "none",
        "template": f"{_REPORTS}/engine/page.html",
        "section-divs": True,
        "embed-resources": True,
        "anchor-sections": False,
        "format-links": False,
        "css": _styles(
            "base.css", "pages.css", *PAGE_STYLES, *PAGE_OWN_STYLES.get(name, ()), QUARTO_STYLES
        ),
        "include-in-header": [{"file": f"{name}-head.html"}],
        "include-after-body": _scripts(page, name),
    }


def _dashboard_options(page: Page, name: str) -> dict[str, Any]:
    return {
        "orientation": "rows",
        "scrolling": True,
        "embed-resources": True,
        "expandable": False,
        "css": _styles("pages.css", *PAGE_STYLES, QUARTO_STYLES),
        "include-in-header": [{"file": f"{name}-head.html"}],
        "include-after-body": _scripts(page, name),
    }


def _typst_options() -> dict[str, Any]:
    return {
        "papersize": "a4",
        "margin": {"x": "23mm", "top": "28mm", "bottom": "24mm"},
        "mainfont": "Libertinus Serif",
        "section-numbering": "1.1",
        # A file's name is no code: Quarto would colour it.
        "highlight-style": "none",
        "pdf-standard": "ua-1",
        "template-partials": [
            f"{_REPORTS}/typst/typst-template.typ",
            f"{_REPORTS}/typst/typst-show.typ",
        ],
    }


def _styles(*names: str) -> list[str]:
    return [f"{_REPORTS}/assets/{name}" for name in names]


def _scripts(page: Page, name: str) -> list[dict[str, str]]:
    language = page.languages[0]
    # The ledger has no chart: it is spared plotly.js.
    kind = "-plain" if name == "ledger" else ""
    return [{"file": f"{name}-data.html"}, {"file": f"../_shared/scripts{kind}-{language}.html"}]
