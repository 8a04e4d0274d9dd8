"""The cases and defendants of a block of a synthetic register: dates, courts, how they ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pyarrow as pa

from pipeline.demo_draw import (
    Block,
    Dates,
    Draw,
    Persons,
    Texts,
    as_text,
    list_case_keys,
    name_persons,
)
from pipeline.demo_margins import Article
from pipeline.form_spec import read_codes
from pipeline.words import Words

_NO_DATE: Final = np.datetime64("NaT", "D")
# The first day of each code's acts; before the code of 2017 none is needed.
_CODE_FROM: Final = {"1997": "1900-01-01", "2017": "2019-01-01", "2021": "2021-12-01"}


def draw_cases(
    draw: Draw, block: Block, assumed: Mapping[str, Any]
) -> tuple[pa.Table, Texts, Dates]:
    """Return the cases, what became of each, and the day of the act."""
    size, rng = len(block.kind), draw.rng
    years = np.array([kind.year for kind in draw.plan.kinds])[block.kind]
    fate = draw.choose(assumed["fate"], size)
    last = years == max(draw.margins.years)
    fate[last & (rng.random(size) < assumed["pending_in_last_year"])] = "pending"
    january = (years - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    day = january + rng.integers(0, 365, size)
    codes = np.array([_code_of(draw, place) for place in range(len(draw.plan.kinds))])[block.kind]
    begin = np.array([_CODE_FROM[code] for code in codes], dtype="datetime64[D]")
    # Acts are of the code the case is charged under: delays shrink where its first year is near.
    room = (day - begin).astype(np.int64)
    lasted = rng.gamma(2.0, 55.0, size)
    before = rng.gamma(2.0, 90.0, size)
    shrink = np.minimum(1.0, room / np.maximum(lasted + before, 1.0))
    pending = fate == "pending"
    received = np.where(pending, day, day - (lasted * shrink).astype(np.int64))
    act = received - np.minimum(before * shrink, room).astype(np.int64)
    closed = np.where(pending, _NO_DATE, day)
    region = draw.choose_places(list(assumed["region"].values()), size)
    court = rng.integers(0, assumed["courts_per_region"], size)
    table = pa.table(
        {
            "case_key": list_case_keys(block, draw),
            "court": _name_courts(draw.words, assumed)[region, court],
            "region": np.array(list(assumed["region"]), dtype=object)[region],
            "date_received": received,
            "date_closed": closed,
            "instance": np.full(size, "first", dtype=object),
            "case_language": draw.choose(assumed["case_language"], size),
        }
    )
    return table, fate, act


def _name_courts(words: Words, assumed: Mapping[str, Any]) -> Texts:
    """Return the names of the made-up courts: a row per region, a column per court."""
    numbers = range(1, assumed["courts_per_region"] + 1)
    said = {code.code: code.label[words.language] for code in read_codes()["region"]}
    return np.array(
        [
            [words.say("demo-court", number=str(number), region=said[region]) for number in numbers]
            for region in assumed["region"]
        ],
        dtype=object,
    )


def _code_of(draw: Draw, kind: int) -> str:
    return _article_of(draw, kind, 0).code


def _article_of(draw: Draw, kind: int, place: int) -> Article:
    case = draw.plan.kinds[kind]
    return draw.margins.articles[case.year][case.offences[place]]


def draw_outcomes(draw: Draw, fate: Texts, assumed: Mapping[str, Any]) -> Texts:
    """Return the verdict on each defendant: the case's own end, or that of the trial."""
    return np.where(fate == "tried", draw.choose(assumed["verdict"], len(fate)), fate)


def draw_defendants(draw: Draw, block: Block, who: Persons, assumed: Mapping[str, Any]) -> pa.Table:
    size = len(who.case)
    return pa.table(
        {
            "case_key": list_case_keys(block, draw)[who.case],
            "defendant_key": as_text(who.number),
            "full_name": name_persons(draw.words, "demo-defendant", block.first_case, size),
            "sex": np.where(block.is_woman, "female", "male").astype(object),
            "age_group": draw.choose(assumed["age_group"], size),
            "citizenship": draw.choose(assumed["citizenship"], size),
        }
    )
