"""A fault: what a gate found, with its place; and the refusal to publish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import GateFailedError


@dataclass(frozen=True)
class Fault:
    """What a gate found: which gate, where, what, and what was expected."""

    gate: str
    place: str
    fact: str
    expected: str


def raise_faults(faults: Sequence[Fault]) -> None:
    """Refuse to publish if a gate found anything; the first fault is named."""
    if faults:
        first = faults[0]
        raise GateFailedError(
            "error-gate-failed",
            gate=first.gate,
            place=first.place,
            fact=first.fact,
            expected=first.expected,
            more=len(faults) - 1,
        )
