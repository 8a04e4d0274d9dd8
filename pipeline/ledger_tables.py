"""The replication ledger as tables: what was published, what recomputing gives, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from pipeline.claims import Claim
from pipeline.page_tables import Column, Content, Table, write_table
from pipeline.wording import Page, Said, message
from pipeline.words import Words

# The statements a reader of the digest asks about first; the whole ledger is on the quality page.
DIGEST_CLAIMS: Final = (
    "cases-total-254",
    "share-article-261-of-254-cases",
    "forced-marriage-largest-group",
    "convictions-36-us",
    "cases-2020-nsc",
    "cases-2020-moi-gpo",
    "us-edition-2021-prosecuted-2018",
    "lawyers-men-share",
    "cases-filed-10",
    "data-trained-700",
    "bodies-4-listed",
    "hotline-14-year",
)


def ledger(page: Page, id: str, caption: Said, claims: Sequence[Claim]) -> Table:  # noqa: A002
    """Return a table of claims, in the order given."""
    return Table(
        id=id,
        caption=caption,
        columns=(
            Column(message("replication-column-statement"), is_number=False, width=6),
            Column(message("replication-column-published"), width=2),
            Column(message("replication-column-recomputed"), width=2),
            Column(message("replication-column-verdict"), is_number=False, width=2),
            Column(message("replication-column-explanation"), is_number=False, width=7),
        ),
        rows=tuple(_row(page, claim) for claim in claims),
        data="claims",
    )


def choose_claims(claims: Iterable[Claim], wanted: Sequence[str] = DIGEST_CLAIMS) -> list[Claim]:
    """Return the wanted claims that the edition has, in the order wanted."""
    by_id = {claim.id: claim for claim in claims}
    return [by_id[name] for name in wanted if name in by_id]


def write_digest_ledger(page: Page) -> str:
    """Return the digest's part of the ledger: a table, or in two languages claim after claim."""
    claims = choose_claims(page.claims)
    if page.is_pair:
        return "\n\n".join(_write_side_by_side(page, claim) for claim in claims)
    return write_table(page, ledger(page, "claims", message("replication-caption"), claims))


def _write_side_by_side(page: Page, claim: Claim) -> str:
    return page.side_by_side(
        [
            words.say(
                "replication-entry",
                verdict=f"**{words.say('label-verdict-' + claim.verdict.replace('_', '-'))}**",
                statement=claim.statement[words.language],
                published=_number(claim, claim.published, "published", words),
                recomputed=_number(claim, claim.recomputed, "recomputed", words),
                explanation=claim.explanation[words.language],
            )
            for words in page.words
        ]
    )


def list_topics(claims: Iterable[Claim]) -> list[str]:
    return list(dict.fromkeys(claim.topic for claim in claims))


def _row(page: Page, claim: Claim) -> tuple[Content, ...]:
    return (
        page.in_languages(claim.statement),
        _number(claim, claim.published, "published", page.words[0]),
        _number(claim, claim.recomputed, "recomputed", page.words[0]),
        _verdict(page, claim),
        page.in_languages(
            {
                language: " ".join(
                    text for text in (claim.method[language], claim.explanation[language]) if text
                )
                for language in page.languages
            },
        ),
    )


def _verdict(page: Page, claim: Claim) -> str:
    name = claim.verdict.replace("_", "-")
    text = page.inline(f"label-verdict-{name}")
    return f"[{text}]{{.verdict .{name}}}"


def _number(claim: Claim, value: float | None, side: str, words: Words) -> str:
    """Return a claim's number, marked with the claim it belongs to; a dash where there is none."""
    if value is None:
        return "–"
    return f'[{write_value(value, claim.unit, words)}]{{data-claim="{claim.id}.{side}"}}'


def write_value(value: float, unit: str, words: Words) -> str:
    """Return a claim's value: whole numbers as such, others with one decimal; years ungrouped."""
    decimals = 0 if float(value).is_integer() else 1
    if unit == "percent":
        return words.percent(value, decimals)
    if unit in ("year", "month"):
        return str(int(value))
    return words.number(value, decimals)
