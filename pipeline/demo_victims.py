"""The victims of a block of a synthetic register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.demo_draw import (
    Block,
    Draw,
    Texts,
    as_text,
    list_case_keys,
    name_persons,
    number_within,
)


def draw_victims(draw: Draw, block: Block, assumed: Mapping[str, Any]) -> pa.Table:
    offences = np.array([kind.offences[0] for kind in draw.plan.kinds], dtype=object)[block.kind]
    expected = np.array([assumed["victims_per_case"].get(offence, 1) for offence in offences])
    # One victim where one is sure, more by chance around the average.
    sizes = np.where(expected >= 1, 1 + draw.rng.poisson(np.maximum(expected - 1, 0)), 0)
    sizes = np.where(expected < 1, draw.rng.poisson(expected), sizes)
    case, number = number_within(sizes)
    size = len(case)
    claimed = draw.rng.random(size) < assumed["compensation_claimed"]
    awarded = claimed & (draw.rng.random(size) < assumed["compensation_awarded"])
    sum_som = draw.rng.integers(10, 500, size) * 1000
    return pa.table(
        {
            "case_key": list_case_keys(block, draw)[case],
            "victim_key": as_text(number),
            "full_name": name_persons(draw.words, "demo-victim", block.first_case, size),
            "sex": draw.choose(assumed["victim_sex"], size),
            "age_group": draw.choose(assumed["victim_age"], size),
            "citizenship": draw.choose(assumed["citizenship"], size),
            "form_of_exploitation": _draw_forms(draw, offences[case], assumed),
            "means": draw.choose_several(assumed["means"], size),
            "place": draw.choose(assumed["place"], size),
            "protection": draw.choose_several(assumed["protection"], size),
            "compensation_claimed_som": pa.array(sum_som, mask=~claimed),
            "compensation_awarded_som": pa.array(sum_som // 2, mask=~awarded),
        }
    )


def _draw_forms(draw: Draw, offences: Texts, assumed: Mapping[str, Any]) -> Texts:
    forms = np.full(len(offences), "unknown", dtype=object)
    for offence, weights in assumed["form_of_exploitation"].items():
        own = offences == offence
        forms[own] = draw.choose(weights, int(own.sum()))
    return forms
