"""The charges of a block of a synthetic register: what is cited at filing and at the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.demo_draw import (
    Block,
    Dates,
    Draw,
    Persons,
    Texts,
    as_text,
    count_in_runs,
    list_articles,
    list_case_keys,
    number_within,
)
from pipeline.demo_margins import Article
from pipeline.demo_plan import Ints
from pipeline.words import Words


def draw_charges(
    draw: Draw,
    block: Block,
    who: Persons,
    outcome: Texts,
    act: Dates,
    assumed: Mapping[str, Any],
) -> tuple[pa.Table, Ints]:
    """Return the charges, and for each defendant the place of the article sentenced under.

    The first defendant of a case is charged with all its articles, so that no entry is lost;
    the others with the first one and perhaps more.
    """
    citations = _list_citations(draw, assumed)
    lengths = np.array([len(kind.offences) for kind in draw.plan.kinds])[block.kind][who.case]
    person, number = number_within(lengths)
    kept = (number == 1) | (who.number[person] == 1) | (draw.rng.random(len(person)) < 0.5)
    person, place = person[kept], number[kept] - 1
    size = len(person)
    charge_no = count_in_runs(person)
    kind = block.kind[who.case[person]]
    part = draw.choose_places(list(assumed["part"].values()), size)
    verdict = outcome[person]
    decided = np.isin(verdict, ("convicted", "acquitted", "released"))
    changed = decided & (draw.rng.random(size) < assumed["requalified"])
    filing = citations.filing[kind, place, part]
    final = np.where(changed, citations.verdict[kind, place, part], filing)
    table = pa.table(
        {
            "case_key": list_case_keys(block, draw)[who.case[person]],
            "defendant_key": as_text(who.number[person]),
            "charge_no": charge_no,
            "date_of_act": act[who.case[person]],
            "citation_filing": filing,
            "citation_verdict": pa.array(final, mask=~decided),
            "verdict": verdict,
        }
    )
    first = charge_no == 1
    sentenced = np.where(changed, citations.requalified[kind, place], citations.own[kind, place])
    return table, sentenced[first]


@dataclass(frozen=True)
class _Citations:
    """Citations by kind of case, article and part; and the articles they cite, as places."""

    filing: Texts
    verdict: Texts
    own: Ints
    requalified: Ints
    articles: tuple[Article, ...]


def _list_citations(draw: Draw, assumed: Mapping[str, Any]) -> _Citations:
    articles = list_articles(draw.margins)
    kinds, parts = draw.plan.kinds, list(assumed["part"])
    most = max(len(kind.offences) for kind in kinds)
    filing = np.empty((len(kinds), most, len(parts)), dtype=object)
    verdict = np.empty_like(filing)
    own = np.zeros((len(kinds), most), dtype=np.int64)
    requalified = np.zeros_like(own)
    for row, kind in enumerate(kinds):
        of_year = draw.margins.articles[kind.year]
        for place, offence in enumerate(kind.offences):
            other = of_year.get(assumed["requalified_to"].get(offence, ""), of_year[offence])
            own[row, place] = articles.index(of_year[offence])
            requalified[row, place] = articles.index(other)
            for column, part in enumerate(parts):
                filing[row, place, column] = _cite(draw.words, of_year[offence], part)
                verdict[row, place, column] = _cite(draw.words, other, part)
    return _Citations(filing, verdict, own, requalified, articles)


def _cite(words: Words, article: Article, part: str) -> str:
    return words.say("demo-citation", article=article.article, part=part)
