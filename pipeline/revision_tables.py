"""The quality page's tables of what changed: revisions by the sources, corrections by us."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pipeline.digest_tables import label
from pipeline.page_tables import Column, Content, Table, text_column
from pipeline.quality_tables import name_source, name_subject, quote_source
from pipeline.wording import Page, escape_markup, message
from pipeline.words import LANGUAGES

# Tables whose cells are published: what a correction changes in another is not shown.
_PUBLISHED: Final = ("agency", "article_year", "headline")


def revisions(page: Page) -> Table | None:
    """Return every figure that changed between versions of a source; None if none did."""
    found = sorted(
        (tuple(fact.row.values()), fact)
        for name, fact in page.facts.items()
        if name.startswith("quality.revision.") and fact.row["side"] == "after"
    )
    if not found:
        return None
    rows: tuple[tuple[Content, ...], ...] = tuple(
        (
            name_source(page, fact.row["source"]),
            fact.row["version"][:10],
            message(
                "quality-figure",
                indicator=label("indicator", fact.row["indicator"]),
                subject=name_subject(fact.row["subject"]),
            ),
            fact.row["year"],
            page.fact(fact.id.removesuffix("after") + "before"),
            fact,
        )
        for _, fact in found
    )
    return Table(
        id="revisions",
        caption=message("quality-revision-caption"),
        columns=(
            text_column(message("column-source"), 2),
            text_column(message("quality-column-version"), 2),
            text_column(message("quality-column-figure"), 4),
            text_column(message("column-year")),
            Column(message("quality-column-before")),
            Column(message("quality-column-after")),
        ),
        rows=rows,
        data="quality_revision",
    )


def corrections(page: Page, declared: Sequence[Mapping[str, Any]]) -> Table | None:
    """Return the declared corrections with what the source says and what counts; None if none."""
    if not declared:
        return None
    rows = tuple(_describe(page, correction) for correction in declared)
    return Table(
        id="corrections",
        caption=message("quality-corrections-caption"),
        columns=(
            text_column(message("column-source"), 2),
            text_column(message("quality-column-place"), 3),
            Column(message("quality-column-source-says")),
            Column(message("quality-column-counts")),
            text_column(message("quality-column-why"), 5),
            text_column(message("quality-column-state"), 2),
        ),
        rows=rows,
        data="quality_correction",
    )


def _describe(page: Page, correction: Mapping[str, Any]) -> tuple[Content, ...]:
    why = {each: escape_markup(str(correction[f"why_{each}"])) for each in LANGUAGES}
    return (
        name_source(page, str(correction["source"])),
        f"`{correction['file']}`, {quote_source(str(correction['place']))}",
        _side(page, correction, "expected"),
        _side(page, correction, "corrected"),
        message(
            "quality-correction-why",
            why=page.in_languages(why),
            who=escape_markup(str(correction["who"])),
            when=quote_source(str(correction["when"])),
        ),
        label("state", str(correction["status"])),
    )


def _side(page: Page, correction: Mapping[str, Any], side: str) -> Content:
    fact = page.facts.get(f"quality.correction.{correction['id']}.{side}")
    if fact is not None:
        return fact
    said = correction[side]
    if said is None or said != said:  # noqa: PLR0124 - a missing text reads back as NaN
        return message("quality-correction-left-out")
    return quote_source(str(said)) if correction["table"] in _PUBLISHED else "—"
