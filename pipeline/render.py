"""render: an edition's facts -> .qmd pages in every language, then HTML and PDF by an engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2

from pipeline import (
    agency_tables,
    change_stories,
    digest_charts,
    digest_tables,
    ledger_tables,
    quality_tables,
    reconcile_tables,
    register_charts,
    register_code_tables,
    register_stories,
    register_tables,
    revision_tables,
    stories,
)
from pipeline.chart_model import Chart
from pipeline.chart_print import draw_print
from pipeline.charts import screen_block
from pipeline.edition_data import EditionData, find_newest, read_edition, record_engine
from pipeline.engines import Engine
from pipeline.front_matter import write_front_matter
from pipeline.law_tables import law
from pipeline.page_data import write_page_data, write_scripts
from pipeline.page_filters import write_filters
from pipeline.page_head import write_head
from pipeline.page_parts import (
    PAGES,
    choose_boxes,
    list_glossary,
    list_sources,
    write_fold,
    write_key_numbers,
    write_navigation,
    write_synthetic_notice,
)
from pipeline.page_tables import write_data_note, write_table
from pipeline.paths import Paths
from pipeline.practice import ARTICLES
from pipeline.register_drawing import RegisterDrawing
from pipeline.settings import Settings
from pipeline.wording import Page, message


@dataclass(frozen=True)
class Rendered:
    """What render made of one edition: page files by language, and the bilingual PDFs."""

    html: tuple[Path, ...]
    pdf: tuple[Path, ...]


def write_pages(
    paths: Paths,
    settings: Settings,
    edition: int,
    languages: Sequence[str],
    pairs: Sequence[tuple[str, str]],
    engine: str,
) -> Iterator[Path]:
    """Write an edition's .qmd pages for `languages` and bilingual `pairs`; yield each when written.

    Pairs come first: their PDFs keep an engine busy longest.
    """
    edition_data = read_edition(paths, settings, edition, engine)
    record_engine(paths, edition, engine)
    environment = make_environment(paths.reports)
    write_scripts(paths, edition, languages)
    for pair in pairs:
        folder = paths.edition_pages(edition) / "-".join(pair)
        folder.mkdir(parents=True, exist_ok=True)
        yield _write_page(environment, edition_data, edition_data.page(pair), "digest", folder)
    for language in languages:
        folder = paths.edition_pages(edition) / language
        folder.mkdir(parents=True, exist_ok=True)
        page = edition_data.page((language,))
        for name in PAGES:
            path = _write_page(environment, edition_data, page, name, folder)
            write_page_data(page, path)
            write_head(edition_data, page, path)
            yield path


def render_pages(pages: Iterable[Path], engine: Engine, jobs: int, timestamp: int) -> Rendered:
    """Turn .qmd pages into HTML, and those of bilingual folders into PDF, `jobs` at a time.

    A page is begun as soon as `pages` gives it, while the next ones are still being written.
    """

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
        note = write_data_note(page, data_file)
        # In print the sentence stands below the figure, whose alternative text it is.
        inside, below = ("", chart.told) if page.is_pair else (chart.told, "")
        figure = f"::: {{#fig-{chart.id}}}\n{inside}\n\n{body}\n\n{page.inline(caption)}\n:::"
        return f"{figure}\n\n{below}\n\n{note}"

    def draw_told(chart: Chart) -> str:
        return f"{chart.told}\n\n{_draw_chart(page, chart, folder)}"

    return {
        "page": page,
        "edition": str(page.edition),
        "front_matter": write_front_matter(
            page,
            name,
            version=data.version,
            newest=find_newest(data.sources),
        ),
        "navigation": write_navigation(data, page, name),
        "fact": page.fact,
        "message": message,
        "table": lambda table: write_table(page, table),
        "figure": draw_figure,
        "fold": write_fold,
        "chart": draw_told,
        "articles": ARTICLES,
        "tables": digest_tables,
        "charts": digest_charts,
        "stories": stories,
        "agency_tables": agency_tables,
        "change_stories": change_stories,
        "changes": data.changes,
        "quality": quality_tables,
        "revised": revision_tables,
        "corrections": revision_tables.corrections(page, data.corrections),
        "ledger": ledger_tables,
        "first_claims": ledger_tables.choose_claims(data.claims),
        "reconcile": reconcile_tables,
        "reconciled": data.reconciled,
        "retold": data.retold,
        "has_published": stories.has_published(page),
        "has_register": register_tables.has_register(page),
        "register": register_tables,
        "register_charts": register_charts,
        "register_stories": register_stories,
        "register_boxes": [
            (page.plain(said.message), fact)
            for fact, said in register_stories.choose_register_numbers(page)
        ],
        "register_codes": register_code_tables,
        "register_drawn": RegisterDrawing(page, draw_told, draw_figure),
        "synthetic_notice": write_synthetic_notice(page),
        "law": law,
        "offences": data.offences,
        "lead": stories.choose_lead(page),
        "news": stories.tell_news(page),
        "key_numbers": write_key_numbers(page),
        "boxes": choose_boxes(page),
        "filters": write_filters(page),
        "digest_ledger": ledger_tables.write_digest_ledger(page),
        "failed_checks": page.fact("quality.checks.all.failed"),
        "passed_checks": page.fact("quality.checks.all.passed"),
        "has_agencies": f"agencies.gap.registered_cases.{page.edition}" in page.facts,
        "sources": write_table(page, list_sources(data, page)),
        "glossary": write_table(page, list_glossary(data, page)),
        "smallest": f"[{data.smallest}]{{.kind-threshold}}",
        "smallest_defendants": f"[{data.smallest_defendants}]{{.kind-threshold}}",
        "engine": data.engine,
    }


def _draw_chart(page: Page, chart: Chart, folder: Path) -> str:
    """Return a chart as the page's format draws it: raw HTML, or a vector image beside the page."""
    if not page.is_pair:
        return f"```{{=html}}\n{screen_block(chart, page.words[0], titled=False)}\n```"
    image = folder / f"{chart.id}.svg"
    image.write_text(draw_print(chart, *page.words), encoding="utf-8")
    summary = chart.summary.replace('"', "”")
    told = " ".join(chart.told_facts)
    return f'![]({image.name}){{fig-alt="{summary}" data-told="{told}"}}'
