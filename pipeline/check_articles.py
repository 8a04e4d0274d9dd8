"""An article that was not in force on the day of the act: which code applied, which has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.citations import parse_citations
from pipeline.concordance import find_code, find_elsewhere
from pipeline.dates import read_date


@dataclass(frozen=True)
class StaleArticle:
    """An article, the code in force on the day, and (code, offence) of the codes that have it."""

    article: str
    code: str
    elsewhere: tuple[tuple[str, str], ...]


def find_stale_article(
    citation: str, day: str, concordance: Iterable[Mapping[str, Any]]
) -> StaleArticle | None:
    """Return what is known of the first article cited; None if the code of the day has it.

    None, too, where no article or no day can be read, and for an article that no code is known
    to have.
    """
    cited, act = parse_citations(citation), read_date(day)
    if not cited or act is None:
        return None
    code = cited[0].code or find_code(act)
    elsewhere = find_elsewhere(cited[0].article, code, concordance)
    return StaleArticle(cited[0].article, code, elsewhere) if elsewhere else None
