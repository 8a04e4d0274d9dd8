"""The table of the three codes."""

from __future__ import annotations

from pipeline.concordance import CODES, CodeEntry, Offence
from pipeline.page_tables import Table, text_column
from pipeline.wording import Page, Said, message


def law(page: Page, offences: list[Offence]) -> Table:
    """Return the concordance: articles, imprisonment where it was found, and breaks."""
    rows = tuple(
        (
            message(f"label-offence-{offence.key}".replace("_", "-")),
            *(_describe_entry(page, offence.key, entry) for entry in offence.entries),
        )
        for offence in offences
    )
    headers = [message("law-column-code", year=code) for code in CODES]
    return Table(
        id="law",
        caption=message("law-caption"),
        columns=(
            text_column(message("law-column-offence"), 4),
            *(text_column(header, 4) for header in headers),
        ),
        rows=rows,
        data="law_penalty",
        notes=(message("law-note"),),
    )


def _describe_entry(page: Page, offence: str, entry: CodeEntry) -> Said | str:
    """Return what one code says of an offence: articles, penalty, and how the series goes on."""
    parts: list[Said] = [
        part
        for article in (entry.articles or ("unknown",))
        for part in _describe_article(page, offence, entry.code, article)
    ]
    if entry.relation is not None:
        parts.append(message(f"relation-{entry.relation}"))
    return join(parts)


def _describe_article(page: Page, offence: str, code: str, article: str) -> list[Said]:
    least = page.facts.get(f"law.penalty.{offence}.{code}.{article}.least")
    most = page.facts.get(f"law.penalty.{offence}.{code}.{article}.most")
    parts = [] if article == "unknown" else [message("law-article", article=article)]
    if least and most:
        parts.append(message("law-penalty-range", min=least, max=most))
    elif most:
        parts.append(message("law-penalty-max", max=most))
    elif least:
        parts.append(message("law-penalty-min", min=least))
    return parts


def join(parts: list[Said]) -> Said | str:
    """Return several phrases as one, with semicolons between."""
    if not parts:
        return ""
    joined = parts[0]
    for part in parts[1:]:
        joined = message("list-two", a=joined, b=part)
    return joined
