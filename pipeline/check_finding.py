"""What a check found at one cell of an incoming file."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.check_articles import StaleArticle
from pipeline.check_places import Place
from pipeline.rules import HOLDING


@dataclass(frozen=True)
class Finding:
    """What one check found at one cell. `expected` and `found` are texts for people, "" if none.

    `stale` is an article of another code than the one in force on the day.
    """

    place: Place
    check: str
    severity: str
    expected: str
    found: str
    is_rule: bool
    stale: StaleArticle | None = None

    @property
    def is_fault(self) -> bool:
        """Whether it must be mended: rows are held back for it."""
        return self.severity in HOLDING
