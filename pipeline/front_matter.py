"""The front matter of a page: everything either engine needs to render it by hand."""

from __future__ import annotations

from typing import Any, Final

import yaml

from pipeline.charts import PAGE_STYLES
from pipeline.wording import Page, message
from pipeline.words import load_words

# From reports/_build/<year>/<language>/ to reports/.
_REPORTS: Final = "../../.."
_TITLES: Final = {"digest": "digest", "dashboard": "dashboard", "quality": "quality"}


def write_front_matter(page: Page, name: str, *, version: str, newest: str) -> str:
    """Return a page's YAML front matter, with its dashes."""
    metadata = _describe(page, name)
    if page.is_pair:
        metadata |= _describe_cover(page, version, newest)
        metadata["format"] = {"typst": _typst_options()}
    elif name == "dashboard":
        metadata["format"] = {"dashboard": _dashboard_options(page, name)}
    else:
        metadata["format"] = {"html": _html_options(page, name)}
    text = yaml.safe_dump(metadata, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{text}---"


def _describe(page: Page, name: str) -> dict[str, Any]:
    language = page.languages[0]
    edition = str(page.edition)
    metadata: dict[str, Any] = {
        "title": load_words(language).say(f"{_TITLES[name]}-title"),
        "subtitle": page.plain(f"{_TITLES[name]}-subtitle", edition=edition),
        "lang": language,
        "language": f"{_REPORTS}/_language-{language}.yml",
        "engine": "markdown",
        "filters": [f"{_REPORTS}/engine/tables.lua", f"{_REPORTS}/engine/classes.lua"],
    }
    if name != "dashboard":
        metadata |= {"number-sections": True, "toc": True, "toc-depth": 2}
    metadata["fig-cap-location"] = "top"
    return metadata


def _describe_cover(page: Page, version: str, newest: str) -> dict[str, Any]:
    first, second = page.languages
    edition = str(page.edition)
    return {
        "cover-second-title": load_words(second).say("digest-title"),
        "cover-second-lang": second,
        "toc-title": _join(page, "cover-contents"),
        "crossref": {
            "fig-title": _join(page, "cover-figure"),
            "tbl-title": _join(page, "cover-table"),
        },
        "cover-publisher": _join(page, "digest-publisher"),
        "cover-data-date-label": _join(page, "cover-data-label"),
        "cover-data-date": _join(page, "digest-data-date", edition=edition, newest=newest),
        "cover-cite-label": _join(page, "cover-cite-label"),
        "cover-cite": _join(page, "digest-cite", edition=edition, version=version),
        "cover-note": _join(page, "digest-cover-note"),
    }


def _join(page: Page, name: str, **arguments: str) -> str:
    texts = dict.fromkeys(page.text(words, message(name, **arguments)) for words in page.words)
    return " · ".join(texts)


def _html_options(page: Page, name: str) -> dict[str, Any]:
    return {
        "theme": "none",
        "embed-resources": True,
        "anchor-sections": False,
        "format-links": False,
        "css": _styles("base.css", "pages.css", *PAGE_STYLES),
        "include-after-body": _scripts(page, name),
    }


def _dashboard_options(page: Page, name: str) -> dict[str, Any]:
    return {
        "orientation": "rows",
        "scrolling": True,
        "embed-resources": True,
        "expandable": False,
        "css": _styles("pages.css", *PAGE_STYLES),
        "include-after-body": _scripts(page, name),
    }


def _typst_options() -> dict[str, Any]:
    return {
        "papersize": "a4",
        "margin": {"x": "23mm", "top": "28mm", "bottom": "24mm"},
        "mainfont": "Libertinus Serif",
        "section-numbering": "1.1",
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
    return [{"file": f"{name}-data.html"}, {"file": f"../_shared/scripts-{language}.html"}]
