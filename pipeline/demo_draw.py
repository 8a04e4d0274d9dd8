"""What drawing a synthetic register needs: a block of its plan, the dice, and columns of keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.demo_margins import Article, Margins
from pipeline.demo_plan import Ints, Plan
from pipeline.words import Words

Texts = npt.NDArray[np.object_]
Dates = npt.NDArray[np.datetime64]


@dataclass(frozen=True)
class Block:
    """A run of cases: where it begins in the whole register, and its part of the plan."""

    first_case: int
    kind: Ints
    persons: Ints
    is_woman: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Draw:
    """What drawing needs: the plan's kinds, their articles, the words and the dice."""

    margins: Margins
    plan: Plan
    words: Words
    rng: np.random.Generator

    def choose(self, weights: Mapping[str, float], size: int) -> Texts:
        """Return `size` codes drawn by their weights."""
        codes = np.array(list(weights), dtype=object)
        return codes[self.choose_places(list(weights.values()), size)]

    def choose_places(self, weights: Sequence[float], size: int) -> Ints:
        edges = np.cumsum(np.array(weights, dtype=np.float64))
        return np.searchsorted(edges / edges[-1], self.rng.random(size), side="right")

    def choose_several(self, weights: Mapping[str, float], size: int) -> Texts:
        """Return one or two codes each, joined by "; " as the form asks.

        A code that denies the others (none, unknown) stands alone.
        """
        names = list(weights)
        alone = {"none", "unknown", "not_required"}
        pairs = np.array(
            [[a if a == b or {a, b} & alone else f"{a}; {b}" for b in names] for a in names],
            dtype=object,
        )
        values = list(weights.values())
        return pairs[self.choose_places(values, size), self.choose_places(values, size)]


@dataclass(frozen=True)
class Persons:
    """Per defendant of a block: the place of the case in the block, and its number in the case."""

    case: Ints
    number: Ints

    @staticmethod
    def of(block: Block) -> Persons:
        return Persons(*number_within(block.persons))


def number_within(sizes: Ints) -> tuple[Ints, Ints]:
    """Return for each member of groups of these sizes: its group, and its number from 1."""
    group = np.repeat(np.arange(len(sizes)), sizes)
    first = np.repeat(np.cumsum(sizes) - sizes, sizes)
    return group, np.arange(len(group)) - first + 1


def count_in_runs(values: Ints) -> Ints:
    """Return 1, 2, 3 … within each run of equal neighbours."""
    if not len(values):
        return values
    starts = np.flatnonzero(np.r_[True, values[1:] != values[:-1]])
    lengths = np.diff(np.r_[starts, len(values)])
    return np.arange(len(values)) - np.repeat(starts, lengths) + 1


def as_text(numbers: Ints) -> Texts:
    """Return small numbers as text, each distinct one written once."""
    names = np.array(
        [str(number) for number in range(int(numbers.max(initial=0)) + 1)], dtype=object
    )
    return names[numbers]


def list_case_keys(block: Block, draw: Draw) -> Texts:
    years = np.array([kind.year % 100 for kind in draw.plan.kinds])[block.kind]
    numbers = np.arange(block.first_case + 1, block.first_case + len(block.kind) + 1)
    return np.array(
        [f"SYN-{n:07d}/{y:02d}-УД" for n, y in zip(numbers.tolist(), years.tolist(), strict=True)],
        dtype=object,
    )


def name_persons(words: Words, message: str, first_case: int, size: int) -> Texts:
    """Return made-up names that say they are, so that a test can look for them everywhere."""
    name = words.say(message, number="#")
    return np.array(
        [name.replace("#", f"{first_case}-{number}") for number in range(1, size + 1)],
        dtype=object,
    )


def list_articles(margins: Margins) -> tuple[Article, ...]:
    return tuple(
        dict.fromkeys(
            article for by_key in margins.articles.values() for article in by_key.values()
        )
    )
