"""What a page tells machines: its other languages, and the edition as a schema.org Dataset.

Addresses are relative to the page, so that they hold wherever the site is put.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from pipeline.charts import embed_json
from pipeline.edition_data import EditionData, find_newest
from pipeline.open_data import LICENCE_ADDRESS, title_table
from pipeline.wording import Page

_TEXTS: Final = ("claims", "reconciliation", "sources", "glossary")


def write_head(data: EditionData, page: Page, path: Path) -> None:
    """Write what a page's head includes beside the page's own .qmd file, for either engine."""
    text = embed_json(describe_dataset(data, page))
    head = link_languages(data.languages, f"{path.stem}.html")
    head += f'<script type="application/ld+json">{text}</script>\n'
    path.with_name(f"{path.stem}-head.html").write_text(head, encoding="utf-8")


def link_languages(languages: Sequence[str], name: str) -> str:
    """Return links to the same page in every language, its own among them, as HTML asks.

    `data-external` keeps Pandoc's embed-resources, and so Quarto's, from putting those pages in.
    """
    return "".join(
        f'<link rel="alternate" hreflang="{language}" href="../{language}/{name}"'
        ' data-external="1">\n'
        for language in languages
    )


def describe_dataset(data: EditionData, page: Page) -> dict[str, Any]:
    """Return the edition as a schema.org Dataset in the page's language."""
    language, edition = page.languages[0], str(page.edition)
    newest = find_newest(data.sources)
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"{page.plain('digest-title')}, {edition}",
        "description": page.plain("digest-description", edition=edition),
        "inLanguage": language,
        "version": data.version,
        "license": LICENCE_ADDRESS,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": "tip-digest"},
        "citation": page.plain("digest-citation", edition=edition, version=data.version),
        "dateModified": newest,
        "temporalCoverage": f"{find_first_year(page)}/{edition}",
        "spatialCoverage": {"@type": "Country", "name": page.plain("country"), "identifier": "KG"},
        "isBasedOn": list_sources(data, language),
        "distribution": list_downloads(page, language),
    }


def find_first_year(page: Page) -> int:
    """Return the first year that any fact of the edition speaks of."""
    years = (fact.row.get("year", "") for fact in page.facts.values())
    return min((int(year) for year in years if year.isdecimal()), default=page.edition)


def list_sources(data: EditionData, language: str) -> list[dict[str, str]]:
    """Return the sources by title and publisher, each once, with its address where it has one."""
    sources = {}
    for row in data.sources:
        described = {
            "@type": "CreativeWork",
            "name": str(row[f"title_{language}"]),
            "publisher": str(row[f"publisher_{language}"]),
        }
        address = {"url": str(row["url"])} if row["url"] else {}
        sources[row["source"]] = described | address
    return list(sources.values())


def list_downloads(page: Page, language: str) -> list[dict[str, str]]:
    """Return the edition's open tables as downloads."""
    names = sorted({fact.table for fact in page.facts.values()} - set(_TEXTS)) + list(_TEXTS)
    return [
        {
            "@type": "DataDownload",
            "name": title_table(name)[language],
            "encodingFormat": "text/csv",
            "contentUrl": f"../data/{name}.csv",
        }
        for name in names
    ]
