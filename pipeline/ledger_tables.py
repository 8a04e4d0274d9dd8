"""The replication ledger as tables: what was published, what recomputing gives, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.claims import VERDICTS, Claim
from pipeline.locators import say_place
from pipeline.page_filters import Option, describe_filter, place_filters
from pipeline.page_tables import Column, Content, Table, text_column, write_table
from pipeline.wording import Page, Said, message
from pipeline.words import Words


def ledger(page: Page, id: str, caption: Said, claims: Sequence[Claim]) -> Table:  # noqa: A002
    """Return a table of claims, in the order given."""
    return Table(
        id=id,
        caption=caption,
        columns=(
            text_column(message("replication-column-statement"), 6),
            Column(message("replication-column-published"), width=2),
            Column(message("replication-column-recomputed"), width=2),
            text_column(message("replication-column-verdict"), 3),
            text_column(message("replication-column-explanation"), 7),
        ),
        rows=tuple(_row(page, claim) for claim in claims),
        data="claims",
    )


def full_ledger(page: Page, id: str, caption: Said, claims: Sequence[Claim]) -> Table:  # noqa: A002
    """Return a table of claims as the ledger's page shows them.

    Each has an anchor (claim-<id>), the place where it is published, and the difference.
    """
    short = ledger(page, id, caption, claims)
    return replace(short, rows=tuple(_full_row(page, claim) for claim in claims))


def short_ledger(page: Page, id: str, caption: Said, claims: Sequence[Claim]) -> Table:  # noqa: A002
    """Return a table of claims to look through: methods and reasons stay on the ledger's page."""
    whole = ledger(page, id, caption, claims)
    rows = tuple(row[:-1] for row in whole.rows)
    return replace(whole, columns=whole.columns[:-1], rows=rows)


def choose_claims(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims that the digest shows, in the order their data gives; those that hold not.

    A claim that has come to be reproduced is no contradiction any more and is left out.
    """
    chosen = [claim for claim in claims if claim.digest and claim.verdict == "differs"]
    return sorted(chosen, key=lambda claim: claim.digest)


def group_claims(claims: Iterable[Claim]) -> list[tuple[str, list[Claim]]]:
    """Return the claims by topic, those that differ first.

    Topics follow the digest's own statements, the most important first; then by name.
    """
    given = sorted(claims, key=lambda claim: claim.verdict != "differs")
    first = {
        topic: min((own.digest for own in given if own.topic == topic and own.digest), default=1000)
        for topic in {claim.topic for claim in given}
    }
    return [
        (topic, [claim for claim in given if claim.topic == topic])
        for topic in sorted(first, key=lambda topic: (first[topic], topic))
    ]


def write_digest_ledger(page: Page) -> str:
    """Return the digest's part of the ledger; on paper, where nobody can fold a cell, in short."""
    make = short_ledger if page.is_pair else ledger
    claims = choose_claims(page.claims)
    table = write_table(page, make(page, "claims", message("replication-caption"), claims))
    return table if page.is_pair else f"::: {{.ledger}}\n{table}\n:::"


def write_ledger_filters(page: Page) -> str:
    """Return the place of the ledger's filters: by verdict, topic and publication."""
    words = page.words[0]
    sources = sorted({claim.source for claim in page.claims})
    chosen: dict[str, list[Option]] = {
        "verdict": [(name, _label("verdict", name, words)) for name in VERDICTS],
        "topic": [(topic, _label_topic(topic, words)) for topic, _ in group_claims(page.claims)],
        "source": [(name, _label("source", name, words)) for name in sources],
    }
    return place_filters(
        [
            describe_filter(key, words.say(f"ledger-filter-{key}"), options)
            for key, options in chosen.items()
        ],
        shown=words.say("ledger-filter-shown", shown="{shown}", total="{total}"),
    )


def _label(key: str, value: str, words: Words) -> str:
    name = f"label-{key}-{value}".replace("_", "-")
    return words.say(name) if words.has(name) else value


def _label_topic(topic: str, words: Words) -> str:
    return words.say(f"topic-{topic}".replace("_", "-"))


def _row(page: Page, claim: Claim) -> tuple[Content, ...]:
    return (
        page.in_languages(claim.statement),
        _number(page, claim, "published"),
        _number(page, claim, "recomputed"),
        _verdict(page, claim),
        _explain(page, claim),
    )


def _full_row(page: Page, claim: Claim) -> tuple[Content, ...]:
    words = page.words[0]
    statement, published, recomputed, verdict, explanation = _row(page, claim)
    name = _label("source", claim.source, words)
    source = f'[{name}]{{.claim-source data-source="{claim.source}"}}'
    place = f"[{say_place(claim.locator, words)}]{{.kind-place}}"
    return (
        f"[{statement}]{{#claim-{claim.id}}} " + _enclose("claim-place", f"{source}: {place}"),
        published,
        recomputed,
        f"{verdict}{_difference(page, claim)}",
        explanation,
    )


def _explain(page: Page, claim: Claim) -> str:
    return page.in_languages(
        {
            language: " ".join(
                text for text in (claim.method[language], claim.explanation[language]) if text
            )
            for language in page.languages
        },
    )


def _verdict(page: Page, claim: Claim) -> str:
    name = claim.verdict.replace("_", "-")
    text = page.inline(f"label-verdict-{name}")
    return f"[{text}]{{.verdict .{name}}}"


def _difference(page: Page, claim: Claim) -> str:
    """Return published minus recomputed in words; nothing where the two agree."""
    if not claim.difference or claim.verdict != "differs":
        return ""
    number = _number(page, claim, "difference")
    return " " + _enclose("claim-difference", page.inline("ledger-difference", difference=number))


def _enclose(name: str, spans: str) -> str:
    """Return text with spans in it as a span of its own.

    As HTML, which Quarto's Markdown reads as a span too: Pandoc reads brackets in brackets over and
    over, which took a quarter of the time of this page.
    """
    return f'<span class="{name}">{spans}</span>'


def _number(page: Page, claim: Claim, side: str) -> str:
    """Return a side of a claim, marked as such: as each language writes it; a dash for none."""
    value: float | None = getattr(claim, side)
    if value is None:
        return "–"
    # Only spaces apart, as 29% and 29 %: the first language's form is enough.
    forms: dict[str, str] = {}
    for words in page.words:
        text = write_value(value, claim.unit, words)
        forms.setdefault("".join(text.split()), f'[{text}]{{data-claim="{claim.id}.{side}"}}')
    return " · ".join(forms.values())


def write_value(value: float, unit: str, words: Words) -> str:
    """Return a claim's value: whole numbers as such, others with one decimal; years ungrouped."""
    decimals = 0 if float(value).is_integer() else 1
    if unit == "percent":
        return words.percent(value, decimals)
    if unit in ("year", "month"):
        return str(int(value))
    return words.number(value, decimals)
