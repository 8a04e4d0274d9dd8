"""The parts that pages share: key numbers, value boxes, navigation, sources, glossary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pipeline import stories
from pipeline.edition_data import EditionData
from pipeline.facts import Fact
from pipeline.page_tables import Table, text_column
from pipeline.wording import Page, escape_markup, message
from pipeline.words import LANGUAGES

PAGES: Final = ("digest", "dashboard", "ledger", "quality")
LANGUAGE_NAMES: Final = {"ky": "Кыргызча", "ru": "Русский", "en": "English"}


def write_key_numbers(page: Page) -> str:
    """Return the tiles of key numbers; nothing where no source gives any."""
    tiles = [
        f"::: {{.key-number}}\n{page.cell(fact)}\n\n{page.paragraphs(said)}\n:::"
        for fact, said in stories.choose_key_numbers(page)
    ]
    if not tiles:
        return ""
    return "::: {.key-numbers layout-ncol=3}\n" + "\n\n".join(tiles) + "\n:::"


def write_synthetic_notice(page: Page) -> str:
    """Return the notice that everything on the page is made up; nothing on a page of real data."""
    return page.tell([message("synthetic-data")], "synthetic") if page.is_synthetic else ""


def choose_boxes(page: Page) -> list[tuple[str, Fact]]:
    """Return the dashboard's value boxes: the edition's own year first, then the court cases."""
    year = str(page.edition)
    wanted = [
        (f"agencies.nsc.registered_cases.{year}", "dashboard-box-registered"),
        (f"agencies.moi_gpo.registered_cases.{year}", "dashboard-box-registered-moi"),
        (f"agencies.us_tip.registered_cases.{year}", "dashboard-box-registered-us"),
        (f"nsc_sdg.victims.{year}", "dashboard-box-victims"),
        ("report.cases.total.trends", "dashboard-box-cases"),
        ("practice.entries.all.all", "dashboard-box-entries"),
        ("practice.persons.all", "dashboard-box-persons"),
        ("claims.differs", "dashboard-box-claims"),
    ]
    found = [
        (page.plain(title, edition=year), page.fact(name))
        for name, title in wanted
        if page.has(name)
    ]
    found[0:0] = [
        (page.plain("dashboard-box-series", edition=year, **stories.name_series(fact)), fact)
        for fact in stories.find_new_series(page)
    ]
    # The counts of the court cases lead where the edition's own year has them.
    own_year = page.has(f"practice.entries.all.{page.edition}")
    return found[-5:] if own_year else found[:5]


def write_navigation(data: EditionData, page: Page, name: str) -> str:
    """Return the links between languages, pages and editions."""
    own = page.languages[0]
    languages = "\n".join(
        f"- [{LANGUAGE_NAMES[language]}](../{language}/{name}.html)"
        + (
            f"{{lang={language} aria-current=page}}"
            if language == own
            else f"{{lang={language} hreflang={language}}}"
        )
        for language in data.languages
    )
    pages = [
        f"- [{page.plain(f'page-{other}')}]({other}.html)"
        + ("{aria-current=page}" if other == name else "")
        for other in PAGES
    ]
    pages += [
        f"- [{page.plain('page-pdf')} {' + '.join(_name_language(each, own) for each in pair)}]"
        f"(../digest-{page.edition}-{'-'.join(pair)}.pdf)"
        for pair in data.pairs
        if own in pair
    ]
    pages.append(f"- [{page.plain('page-editions')}](../../index.html)")
    links = "\n".join(pages)
    return f"::: {{.language-switch}}\n{languages}\n:::\n\n::: {{.page-links}}\n{links}\n:::"


def _name_language(language: str, own: str) -> str:
    """Return a language's own name, marked where the page speaks another one."""
    name = LANGUAGE_NAMES[language]
    return name if language == own else f"[{name}]{{lang={language}}}"


def list_sources(data: EditionData, page: Page) -> Table:
    """Return the table of sources: what each holds, who publishes it, under which licence."""
    seen: dict[str, Mapping[str, Any]] = {str(row["source"]): row for row in data.sources}
    rows = tuple(
        tuple(_texts(page, row, name) for name in ("title", "publisher", "counts", "licence"))
        for row in sorted(seen.values(), key=lambda row: row["source"] == "concordance")
    )
    columns = ("source", "publisher", "content", "licence")
    return Table(
        id="sources",
        caption=message("sources-caption"),
        columns=tuple(
            text_column(message(f"sources-column-{name}"), width)
            for name, width in zip(columns, (4, 3, 6, 2), strict=True)
        ),
        rows=rows,
        data="sources",
    )


def list_glossary(data: EditionData, page: Page) -> Table:
    """Return the glossary: each term in three languages, the reader's own first.

    An asterisk marks a term that is not official.
    """
    languages = tuple(dict.fromkeys((*page.languages, *LANGUAGES)))
    rows = tuple(
        (
            *(_mark_unofficial(row, language) for language in languages),
            _texts(page, row, "meaning"),
        )
        for row in data.glossary
    )
    return Table(
        id="glossary",
        caption=message("glossary-caption"),
        columns=tuple(
            text_column(message(f"glossary-column-{name}"), width)
            for name, width in zip((*languages, "meaning"), (3, 3, 3, 5), strict=True)
        ),
        rows=rows,
        data="glossary",
    )


def _mark_unofficial(row: Mapping[str, str], language: str) -> str:
    # English is no language of the law: none of its terms is official, and none is marked.
    mark = "" if row.get(f"official_{language}", "yes") == "yes" else "\\*"
    return f"[{row[language]}{mark}]{{lang={language}}}"


def _texts(page: Page, row: Mapping[str, Any], name: str) -> str:
    """Return a text of a data row in the page's languages."""
    return page.in_languages(
        {language: escape_markup(str(row[f"{name}_{language}"])) for language in page.languages}
    )


def write_fold(summary: str, body: str) -> str:
    """Return a body that pages-folds.js folds: open here, so that it needs no script to be read."""
    return f'<details class="fold" open>\n<summary>{summary}</summary>\n\n{body}\n\n</details>'
