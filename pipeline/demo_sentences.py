"""The sentences of a block of a synthetic register: punishments and their length."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.demo_draw import Block, Draw, Persons, Texts, as_text, list_articles, list_case_keys
from pipeline.demo_margins import Margins
from pipeline.demo_plan import Ints


def draw_sentences(
    draw: Draw,
    block: Block,
    who: Persons,
    outcome: Texts,
    article: Ints,
    assumed: Mapping[str, Any],
) -> pa.Table:
    """Return one punishment per convicted defendant, and for some a fine beside it."""
    sentenced = np.flatnonzero(np.isin(outcome, ("convicted", "released")))
    fined = draw.rng.random(len(sentenced)) < assumed["second_fine"]
    person = np.concatenate([sentenced, sentenced[fined]])
    second = np.arange(len(person)) >= len(sentenced)
    order = np.lexsort((second, person))
    person, second = person[order], second[order]
    size = len(person)
    punishment = np.where(second, "fine", draw.choose(assumed["punishment"], size))
    imprisoned = punishment == "imprisonment"
    months = _draw_months(draw, article[person], assumed)
    fine = draw.rng.integers(200, 2000, size) * 100
    serving = draw.choose(assumed["conditional"], size)
    articles = list_articles(draw.margins)
    numbers = np.array([each.article for each in articles], dtype=object)
    return pa.table(
        {
            "case_key": list_case_keys(block, draw)[who.case[person]],
            "defendant_key": as_text(who.number[person]),
            "sentence_no": second + 1,
            "citation": numbers[article[person]],
            "punishment": punishment,
            "imprisonment_months": pa.array(months, mask=~imprisoned),
            "fine_som": pa.array(fine, mask=punishment != "fine"),
            "conditional": pa.array(serving, mask=~imprisoned),
            "additional_punishment": draw.choose(assumed["additional_punishment"], size),
            "mitigating": draw.choose_several(assumed["mitigating"], size),
            "aggravating": draw.choose_several(assumed["aggravating"], size),
        }
    )


def _draw_months(draw: Draw, article: Ints, assumed: Mapping[str, Any]) -> Ints:
    """Return imprisonment in months: within the article's range, a few below or above it."""
    least, most = _find_ranges(draw.margins, assumed)
    low, high = least[article], most[article]
    share = draw.rng.beta(1.4, 2.6, len(article))
    months = low + share * (high - low)
    odd = draw.rng.random(len(article))
    below, above = assumed["below_range"], assumed["above_range"]
    months = np.where(odd < below, low * (0.4 + 0.5 * share), months)
    months = np.where(odd > 1 - above, high * (1.05 + 0.2 * share), months)
    return np.maximum(1, np.round(months)).astype(np.int64)


def _find_ranges(
    margins: Margins, assumed: Mapping[str, Any]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return each article's least and most months; the assumed range where none is known."""
    default_least, default_most = assumed["range_months"]
    articles = list_articles(margins)
    most = np.array([each.most_months or default_most for each in articles], dtype=np.float64)
    least = np.array([each.least_months or default_least for each in articles], dtype=np.float64)
    return np.minimum(least, most), most
