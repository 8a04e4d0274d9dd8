"""The judicial-practice measures, pure table -> table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from pipeline.claims import round_half_up
from pipeline.errors import WrongCallError

# In the order the UNODC report lists them; the two it analysed but does not list come last.
ARTICLES: Final = ("124", "125", "154", "155", "260", "261", "375", "114", "262-1")


def choose_articles(wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the wanted articles, all nine for ["all"]; refuse one that was not analysed."""
    if list(wanted) == ["all"]:
        return ARTICLES
    for article in wanted:
        if article not in ARTICLES:
            known = ", ".join(ARTICLES)
            raise WrongCallError("error-unknown-article", article=str(article), known=known)
    return tuple(wanted)


def tabulate_entries(entries: pd.DataFrame, articles: Sequence[str] = ARTICLES) -> pd.DataFrame:
    """Return article entries, one row per article and one column per year, totals last.

    `entries` is the measure practice_entries: article, year, value. A cell that is not reported
    stays empty; nothing is filled in.
    """
    wide = entries.pivot(index="article", columns="year", values="value")
    rows = [article for article in (*articles, "all") if article in wide.index]
    return wide.loc[rows].rename_axis(columns=None)


def find_denominators(
    counts: Mapping[str, float],
    printed_percent: Mapping[str, float],
    candidates: Mapping[str, float],
) -> list[str]:
    """Return the candidates of which every count, in whole percent, is the printed share.

    `counts` and `printed_percent` are by article; shares are rounded half up, as printed tables do.
    """
    return [
        name
        for name, base in candidates.items()
        if all(
            round_half_up(100 * counts[article] / base, 0) == share
            for article, share in printed_percent.items()
        )
    ]
