"""The rule of disclosure control: which counts of persons are too small to be told.

Terms are those of the Handbook on Statistical Disclosure Control (Hundepool et al., Wiley 2012).
Primary suppression: a count from 1 to below the threshold is withheld. The threshold of victims,
11, is the one of the Counter Trafficking Data Collaborative (k-anonymity with k = 11); that of
defendants, 3, is the usual smallest frequency of court statistics. Sliding protection: whatever an
outsider computes from all that is published, the interval left for any withheld count, small or
not, must be at least as wide as its threshold: upper bound minus lower bound >= threshold. A
small count that is not printed but can be computed as a difference is held to the same width.
Nothing can be kept that is public: where a public total of fewer cases bounds a count, the width
that total leaves is what can be asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.disclosure_cells import Cell
from pipeline.settings import Disclosure


@dataclass(frozen=True)
class Rule:
    """The smallest count that may be told of each population, and whether a zero is told."""

    defendants: int
    victims: int
    protect_zeros: bool = False

    @classmethod
    def from_settings(cls, settings: Disclosure) -> Rule:
        """Return the rule that params.yaml sets."""
        return cls(
            settings.smallest_count_defendants,
            settings.smallest_count_victims,
            settings.protect_zeros,
        )

    def find_threshold(self, cell: Cell) -> int:
        """Return the smallest count that may be told of a cell's persons, in persons."""
        return self.find_smallest(cell.population)

    def find_smallest(self, population: str) -> int:
        """Return the smallest count of a population that may be told, in persons."""
        return {"defendants": self.defendants, "victims": self.victims}.get(population, 0)

    def find_width(self, cell: Cell) -> int:
        """Return how wide the interval left for a withheld cell must be, in persons."""
        threshold = self.find_threshold(cell)
        return threshold if cell.ceiling is None else min(threshold, cell.ceiling)

    def is_small(self, cell: Cell) -> bool:
        """Return whether a cell's count is too small to be told (primary suppression)."""
        if cell.is_public or cell.value is None or not cell.is_printed:
            return False
        smallest = 0 if self.protect_zeros else 1
        return smallest <= cell.value < self.find_threshold(cell)

    def may_withhold(self, cell: Cell) -> bool:
        """Return whether a cell may be withheld for the sake of another (complementary).

        A count nobody prints is always unknown; a printed zero is not, unless zeros are protected.
        """
        is_open = self.protect_zeros or cell.value != 0 or not cell.is_printed
        return is_open and not cell.is_public


@dataclass(frozen=True)
class Bound:
    """What can be inferred of a cell nobody tells; `upper` is None where nothing limits it."""

    cell: str
    population: str
    places: tuple[tuple[int, str], ...]
    lower: int
    upper: int | None
    required: int
    threshold: int

    @property
    def width(self) -> int | None:
        return None if self.upper is None else self.upper - self.lower

    @property
    def holds(self) -> bool:
        """Whether the interval is at least as wide as the rule requires.

        A count that is not printed has done no harm either if it is known to be none, or not small.
        """
        if self.width is None or self.width >= self.required:
            return True
        return not self.places and (self.upper == 0 or self.lower >= self.threshold)


def find_narrow(bounds: Sequence[Bound]) -> list[Bound]:
    """Return the withheld cells of which too much can be inferred."""
    return [bound for bound in bounds if not bound.holds]
