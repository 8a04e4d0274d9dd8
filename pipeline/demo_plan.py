"""Which articles each synthetic case is charged under, and who stands trial, from the margins.

Everything here is whole-array arithmetic: a plan of ten million cases is a few small integers per
case. The same margins, assumptions and seed give the same plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.demo_margins import Margins, share_out
from pipeline.yaml_text import parse_yaml

Ints = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True)
class CaseKind:
    """Cases alike in year and in the offences they are charged under."""

    year: int
    offences: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """Per case its kind and number of defendants; per defendant, in case order, whether a woman."""

    kinds: tuple[CaseKind, ...]
    kind_of_case: Ints
    persons_of_case: Ints
    is_woman: npt.NDArray[np.bool_]


@cache
def read_assumptions() -> Mapping[str, Any]:
    """Return what the synthetic register assumes beyond the margins (forms/synthetic.yaml)."""
    text = (files("pipeline") / "forms" / "synthetic.yaml").read_text(encoding="utf-8")
    given: Mapping[str, Any] = parse_yaml(text)
    return given


def plan_cases(margins: Margins, seed: int) -> Plan:
    """Return a plan whose entries, cases, men and women are those of `margins`."""
    rng = np.random.default_rng(seed)
    assumed = read_assumptions()
    kinds, sizes = list_kinds(margins, assumed["together"])
    kind_of_case = np.repeat(np.arange(len(kinds), dtype=np.int16), sizes)
    rng.shuffle(kind_of_case)
    persons = margins.men + margins.women
    more = rng.integers(0, margins.cases, persons - margins.cases)
    persons_of_case = (1 + np.bincount(more, minlength=margins.cases)).astype(np.int16)
    weights = np.array(
        [max(assumed["women"].get(offence, 1) for offence in kind.offences) for kind in kinds],
        dtype=np.float32,
    )
    is_woman = _choose_women(np.repeat(weights[kind_of_case], persons_of_case), margins.women, rng)
    return Plan(tuple(kinds), kind_of_case, persons_of_case, is_woman)


def list_kinds(
    margins: Margins, together: Sequence[Mapping[str, Any]]
) -> tuple[list[CaseKind], list[int]]:
    """Return the kinds of cases and how many there are of each, so that all margins hold.

    Entries beyond one per case are put into cases under several articles, in proportion to the
    sets in `together`; what those cannot take is put into pairs of the year's commonest articles.
    """
    extra = share_out(int(margins.entries.sum()) - margins.cases, margins.entries.sum(axis=0) + 0.0)
    kinds: list[CaseKind] = []
    sizes: list[int] = []
    for column, year in enumerate(margins.years):
        left = dict(zip(margins.offences, margins.entries[:, column].tolist(), strict=True))
        counts = _join_offences(left, int(extra[column]), together)
        counts |= {(offence,): count for offence, count in left.items()}
        for offences, count in counts.items():
            if count:
                kinds.append(CaseKind(year, offences))
                sizes.append(count)
    return kinds, sizes


def _join_offences(
    left: dict[str, int], extra: int, together: Sequence[Mapping[str, Any]]
) -> dict[tuple[str, ...], int]:
    """Return how many cases of a year join which offences, and take their entries out of `left`."""
    counts: dict[tuple[str, ...], int] = {}
    sets = [tuple(each["offences"]) for each in together]
    # A case under n articles has n - 1 entries beyond its first.
    weights = np.array([each["weight"] * (len(each["offences"]) - 1.0) for each in together])
    for offences, share in zip(sets, share_out(extra, weights), strict=True):
        least = min(left.get(offence, 0) for offence in offences)
        number = min(int(share) // (len(offences) - 1), least)
        counts[offences] = number
        extra -= number * (len(offences) - 1)
        for offence in offences:
            left[offence] = left.get(offence, 0) - number
    while extra:
        first, second = sorted(left, key=lambda key: -left[key])[:2]
        # The rest of a year in one step each: one pair at a time would be a loop per case.
        number = max(1, min(extra, left[second]) // 2)
        if not left[second]:
            raise ValueError("more entries than cases can be charged under")
        pair = (first, second)
        counts[pair] = counts.get(pair, 0) + number
        left[first] -= number
        left[second] -= number
        extra -= number
    return {offences: number for offences, number in counts.items() if number}


def _choose_women(
    weights: npt.NDArray[np.float32], women: int, rng: np.random.Generator
) -> npt.NDArray[np.bool_]:
    """Return exactly `women` persons as women, likelier where their weight is greater."""
    chosen = np.zeros(len(weights), dtype=np.bool_)
    if women:
        order = rng.standard_exponential(len(weights), dtype=np.float32) / weights
        chosen[np.argpartition(order, women - 1)[:women]] = True
    return chosen
