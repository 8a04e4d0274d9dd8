"""The tables of a synthetic register, drawn block by block as whole columns.

A block is a run of cases of the plan. Its columns depend on the seed and the block alone, so a
register of any size is written in bounded memory and is the same every time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.demo_cases import draw_cases, draw_defendants, draw_outcomes
from pipeline.demo_charges import draw_charges
from pipeline.demo_draw import Block, Draw, Persons, Texts, as_text, list_case_keys
from pipeline.demo_margins import Margins
from pipeline.demo_plan import Plan, read_assumptions
from pipeline.demo_sentences import draw_sentences
from pipeline.demo_victims import draw_victims
from pipeline.words import Words


def draw_block(
    margins: Margins, plan: Plan, block: Block, words: Words, seed: int
) -> dict[str, pa.Table]:
    """Return the block's rows of every sheet of the form, cells as codes and ISO dates."""
    rng = np.random.default_rng([seed, block.first_case, 1])
    draw = Draw(margins, plan, words, rng)
    assumed = read_assumptions()
    cases, fate, act = draw_cases(draw, block, assumed)
    who = Persons.of(block)
    outcome = draw_outcomes(draw, fate[who.case], assumed)
    charges, convicted_of = draw_charges(draw, block, who, outcome, act, assumed)
    return {
        "cases": cases,
        "defendants": draw_defendants(draw, block, who, assumed),
        "charges": charges,
        "sentences": draw_sentences(draw, block, who, outcome, convicted_of, assumed),
        "victims": draw_victims(draw, block, assumed),
        "appeals": draw_appeals(draw, block, who, fate, cases["date_closed"], assumed),
    }


def draw_appeals(
    draw: Draw,
    block: Block,
    who: Persons,
    fate: Texts,
    closed: pa.ChunkedArray,
    assumed: Mapping[str, Any],
) -> pa.Table:
    """Return appeals of tried cases, by one of their defendants; some go on to cassation."""
    tried = np.flatnonzero((fate == "tried") & (draw.rng.random(len(fate)) < assumed["appealed"]))
    again = tried[draw.rng.random(len(tried)) < assumed["second_appeal"]]
    case = np.concatenate([tried, again])
    number = np.where(np.arange(len(case)) < len(tried), 1, 2)
    order = np.lexsort((number, case))
    case, number = case[order], number[order]
    size = len(case)
    days = draw.rng.integers(35, 80, size) * number
    decided = np.asarray(closed).astype("datetime64[D]")[case] + days
    by = 1 + (draw.rng.random(size) * block.persons[case]).astype(np.int64)
    return pa.table(
        {
            "case_key": list_case_keys(block, draw)[case],
            "appeal_no": number,
            "defendant_key": as_text(by),
            "instance": np.where(number == 1, "appeal", "cassation").astype(object),
            "date_decided": decided,
            "result": draw.choose(assumed["appeal_result"], size),
        }
    )
