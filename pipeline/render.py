"""render: an edition's facts -> .qmd pages in every language, then HTML and PDF by an engine."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import jinja2

from pipeline import digest_charts, digest_tables, quality_tables, stories
from pipeline.chart_model import Chart
from pipeline.chart_print import draw_print
from pipeline.charts import PAGE_LOCALES, PAGE_SCRIPTS, embed_json, screen_block, ui_words
from pipeline.claims import read_claims
from pipeline.concordance import list_offences
from pipeline.engines import Engine
from pipeline.errors import UnreadableFileError
from pipeline.facts import Fact, read_facts
from pipeline.front_matter import write_front_matter
from pipeline.law_tables import law
from pipeline.ledger_tables import ledger, list_topics, write_digest_ledger
from pipeline.page_tables import Column, Table, name_data, write_table
from pipeline.paths import Paths
from pipeline.practice import ARTICLES
from pipeline.settings import Settings
from pipeline.tables import read_rows
from pipeline.wording import Page, message, show_number
from pipeline.words import Words

ENGINE_FILE: Final = "engine.txt"
PAGES: Final = ("digest", "dashboard", "quality")
LANGUAGE_NAMES: Final = {"ky": "Кыргызча", "ru": "Русский", "en": "English"}


@dataclass(frozen=True)
class Rendered:
    """What render made of one edition: page files by language, and the bilingual PDFs."""

    html: tuple[Path, ...]
    pdf: tuple[Path, ...]


def write_pages(
    paths: Paths, settings: Settings, edition: int, languages: Sequence[str], engine: str
) -> list[Path]:
    """Write an edition's .qmd pages for `languages` and its bilingual pairs; return their paths."""
    edition_data = read_edition(paths, settings, edition, engine)
    record_engine(paths, edition, engine)
    environment = make_environment(paths.reports)
    written = []
    for language in languages:
        folder = paths.edition_pages(edition) / language
        folder.mkdir(parents=True, exist_ok=True)
        page = edition_data.page((language,))
        for name in PAGES:
            path = _write_page(environment, edition_data, page, name, folder)
            write_page_data(page, path)
            written.append(path)
    for pair in settings.pairs:
        folder = paths.edition_pages(edition) / "-".join(pair)
        folder.mkdir(parents=True, exist_ok=True)
        written.append(
            _write_page(environment, edition_data, edition_data.page(pair), "digest", folder)
        )
    write_scripts(paths, edition, languages)
    return written


def render_pages(pages: Sequence[Path], engine: Engine, jobs: int, timestamp: int) -> Rendered:
    """Turn .qmd pages into HTML, and those of bilingual folders into PDF, `jobs` at a time."""

    def render(page: Path) -> Path:
        if "-" in page.parent.name:
            year, pair = page.parent.parent.name, page.parent.name
            target = page.parent.parent / f"digest-{year}-{pair}.pdf"
            return engine.render_pdf(page, target, timestamp)
        return engine.render_html(page)

    with ThreadPoolExecutor(max_workers=jobs) as pool:
        made = list(pool.map(render, pages))
    return Rendered(
        html=tuple(path for path in made if path.suffix == ".html"),
        pdf=tuple(path for path in made if path.suffix == ".pdf"),
    )


def record_engine(paths: Paths, edition: int, engine: str) -> None:
    """Keep, beside the pages, which engine makes them: publishing says so."""
    folder = paths.edition_pages(edition)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ENGINE_FILE).write_text(engine + "\n", encoding="utf-8")


def read_engine(paths: Paths, edition: int) -> str:
    """Return the engine that made an edition's pages; refuse an edition without pages."""
    path = paths.edition_pages(edition) / ENGINE_FILE
    if not path.is_file():
        raise UnreadableFileError(
            "error-edition-not-built", year=str(edition), stage="render", folder=str(path.parent)
        )
    return path.read_text(encoding="utf-8").strip()


def find_timestamp(paths: Paths) -> int:
    """Return the seconds since 1970 that files are dated with, so that builds repeat to the byte.

    SOURCE_DATE_EPOCH if it is set, else the date of the newest dated source file.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    sources = read_rows(paths.curated_tables / "source.parquet")
    newest = datetime.fromisoformat(find_newest(sources)).replace(tzinfo=UTC)
    return int(newest.timestamp())


@dataclass(frozen=True)
class EditionData:
    """Everything the templates of one edition draw on."""

    edition: int
    facts: Mapping[str, Fact]
    claims: Sequence[Any]
    sources: Sequence[Mapping[str, Any]]
    offences: Sequence[Any]
    glossary: Sequence[Mapping[str, str]]
    smallest: int
    pairs: tuple[tuple[str, str], ...]
    languages: tuple[str, ...]
    engine: str
    version: str

    def page(self, languages: tuple[str, ...]) -> Page:
        return Page(self.edition, languages, self.facts, self.claims)


def read_edition(paths: Paths, settings: Settings, edition: int, engine: str) -> EditionData:
    """Return an edition's facts, claims, sources, concordance and glossary."""
    from importlib.metadata import version

    folder = paths.edition_analysed(edition)
    tables = paths.curated_tables
    for path in (folder / "facts.json", tables / "source.parquet"):
        if not path.is_file():
            raise UnreadableFileError(
                "error-edition-not-built",
                year=str(edition),
                stage="analyse",
                folder=str(path.parent),
            )
    glossary = (paths.reports / "glossary.csv").read_text(encoding="utf-8")
    return EditionData(
        edition=edition,
        facts=read_facts(folder / "facts.json"),
        claims=read_claims(folder / "claims.json"),
        sources=read_rows(tables / "source.parquet"),
        offences=list_offences(
            read_rows(tables / "concordance.parquet"),
            read_rows(tables / "relation.parquet"),
        ),
        glossary=list(csv.DictReader(glossary.splitlines())),
        smallest=settings.disclosure.smallest_count_victims,
        pairs=settings.pairs,
        languages=settings.languages,
        engine=engine,
        version=version("tip-digest"),
    )


def make_environment(reports: Path) -> jinja2.Environment:
    """Return the template environment: an unknown name in a template is an error, never empty."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(reports),
        undefined=jinja2.StrictUndefined,
        # Quarto's {#id} must not be read as a comment.
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - the output is Quarto markdown, not HTML
    )


def _write_page(
    environment: jinja2.Environment, data: EditionData, page: Page, name: str, folder: Path
) -> Path:
    template = environment.get_template(f"{name}.qmd.j2")
    text = template.render(**make_context(data, page, name, folder))
    path = folder / f"{name}.qmd"
    path.write_text(text, encoding="utf-8")
    return path


def make_context(data: EditionData, page: Page, name: str, folder: Path) -> dict[str, Any]:
    """Return what a template can name: words, facts, tables, charts, and nothing else."""

    def draw_figure(chart: Chart, caption: str, data_file: str) -> str:
        body = _draw_chart(page, chart, folder)
        note = page.tell([name_data(data_file)], "note")
        return f"::: {{#fig-{chart.id}}}\n{body}\n\n{page.inline(caption)}\n:::\n\n{note}"

    return {
        "page": page,
        "edition": str(page.edition),
        "front_matter": write_front_matter(
            page, name, version=data.version, newest=find_newest(data.sources)
        ),
        "navigation": write_navigation(data, page, name),
        "fact": page.fact,
        "message": message,
        "table": lambda table: write_table(page, table),
        "figure": draw_figure,
        "chart": lambda chart: _draw_chart(page, chart, folder),
        "articles": ARTICLES,
        "tables": digest_tables,
        "charts": digest_charts,
        "stories": stories,
        "quality": quality_tables,
        "ledger": ledger,
        "law": law,
        "offences": data.offences,
        "lead": stories.choose_lead(page),
        "news": stories.tell_news(page),
        "key_numbers": write_key_numbers(page),
        "boxes": choose_boxes(page),
        "filters": write_filters(page),
        "digest_ledger": write_digest_ledger(page),
        "claims_by_topic": [
            (topic, [claim for claim in data.claims if claim.topic == topic])
            for topic in list_topics(data.claims)
        ],
        "failed_checks": page.fact("quality.checks.all.failed"),
        "passed_checks": page.fact("quality.checks.all.passed"),
        "has_agencies": f"agencies.gap.registered_cases.{page.edition}" in page.facts,
        "sources": write_table(page, list_sources(data, page)),
        "glossary": write_table(page, list_glossary(data, page)),
        "smallest": str(data.smallest),
        "engine": data.engine,
    }


def find_newest(sources: Sequence[Mapping[str, Any]]) -> str:
    """Return the date of the newest source file, or the first day of the newest year published."""
    versions = [str(row["version"]) for row in sources if row["version"]]
    return max([*versions, *(f"{row['published']}-01-01" for row in sources if not versions)])


def _draw_chart(page: Page, chart: Chart, folder: Path) -> str:
    """Return a chart as the page's format draws it: raw HTML, or a vector image beside the page."""
    if not page.is_pair:
        return f"```{{=html}}\n{screen_block(chart, page.words[0], titled=False)}\n```"
    image = folder / f"{chart.id}.svg"
    image.write_text(draw_print(chart, *page.words), encoding="utf-8")
    summary = chart.summary.replace('"', "”")
    return f'![]({image.name}){{fig-alt="{summary}"}}'


def write_key_numbers(page: Page) -> str:
    """Return the tiles of key numbers."""
    tiles = [
        f"::: {{.key-number}}\n{page.cell(fact)}\n\n{page.phrase(said)}\n:::"
        for fact, said in stories.choose_key_numbers(page)
    ]
    return "::: {.key-numbers layout-ncol=3}\n" + "\n\n".join(tiles) + "\n:::"


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
    # The counts of the court cases lead where the edition's own year has them.
    own_year = page.has(f"practice.entries.all.{page.edition}")
    return found[-5:] if own_year else found[:5]


def write_filters(page: Page) -> str:
    """Return the filters' place: pages.js builds the controls from what they may choose."""
    articles = [
        {"value": article, "label": page.plain("label-article", value=article)}
        for article in ARTICLES
    ]
    years = sorted(
        {
            fact.row["year"]
            for fact in page.facts.values()
            if fact.row.get("year", "").isdecimal() and not fact.id.startswith("quality.")
        }
    )
    agencies = [
        {"value": agency, "label": page.plain(f"label-agency-{agency}".replace("_", "-"))}
        for agency in digest_tables.AGENCIES
    ]
    filters = [
        {"key": "article", "label": page.plain("filter-article"), "options": articles},
        {
            "key": "year",
            "label": page.plain("filter-year"),
            "options": [{"value": year, "label": year} for year in years],
        },
        {"key": "agency", "label": page.plain("filter-agency"), "options": agencies},
    ]
    text = embed_json(filters).replace("&", "&amp;").replace("'", "&#39;")
    return f"```{{=html}}\n<div class=\"filters\" data-filters='{text}'></div>\n```"


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
        f"- [{page.plain('page-pdf')} {' + '.join(LANGUAGE_NAMES[each] for each in pair)}]"
        f"(../digest-{page.edition}-{'-'.join(pair)}.pdf)"
        for pair in data.pairs
        if own in pair
    ]
    pages.append(f"- [{page.plain('page-editions')}](../../index.html)")
    links = "\n".join(pages)
    return f"::: {{.language-switch}}\n{languages}\n:::\n\n::: {{.page-links}}\n{links}\n:::"


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
            Column(message(f"sources-column-{name}"), is_number=False, width=width)
            for name, width in zip(columns, (4, 3, 6, 2), strict=True)
        ),
        rows=rows,
        data="sources",
    )


def list_glossary(data: EditionData, page: Page) -> Table:
    """Return the glossary: each term in three languages; an asterisk marks an unofficial one."""
    rows = tuple(
        (
            row["en"],
            _mark_unofficial(row, "ru"),
            _mark_unofficial(row, "ky"),
            _texts(page, row, "meaning"),
        )
        for row in data.glossary
    )
    names = ("term", "ru", "ky", "meaning")
    return Table(
        id="glossary",
        caption=message("glossary-caption"),
        columns=tuple(
            Column(message(f"glossary-column-{name}"), is_number=False, width=width)
            for name, width in zip(names, (3, 3, 3, 5), strict=True)
        ),
        rows=rows,
        data="glossary",
    )


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
    """Write the scripts an edition's pages include, once per language: plotly.js and our own."""
    from plotly.offline import get_plotlyjs

    folder = paths.edition_pages(edition) / "_shared"
    folder.mkdir(parents=True, exist_ok=True)
    for language in languages:
        assets = [PAGE_LOCALES[language]] if language in PAGE_LOCALES else []
        own = [
            (paths.reports / "assets" / name).read_text(encoding="utf-8")
            for name in (*assets, *PAGE_SCRIPTS)
        ]
        scripts = [get_plotlyjs(), *own]
        safe = [script.replace("</script", "<\\/script") for script in scripts]
        text = "\n".join(f"<script>{script}</script>" for script in safe)
        target = folder / f"scripts-{language}.html"
        if not target.is_file() or target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8")


def _mark_unofficial(row: Mapping[str, str], language: str) -> str:
    mark = "" if row[f"official_{language}"] == "yes" else "\\*"
    return f"[{row[language]}{mark}]{{lang={language}}}"


def _texts(page: Page, row: Mapping[str, Any], name: str) -> str:
    """Return a text of a data row in the page's languages."""
    return page.in_languages(
        {language: str(row[f"{name}_{language}"]) for language in page.languages}
    )
