"""Changes without a recorded reason that are published all the same, because somebody says why.

reports/acknowledged.yaml names each with its old and new value, as a guard: an entry is good for
that one change and for no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

import yaml

from pipeline.compare import Change
from pipeline.errors import InvalidContentError, UnreadableFileError
from pipeline.facts import Fact
from pipeline.faults import Fault
from pipeline.yaml_text import parse_yaml

ACKNOWLEDGED_FILE: Final = "acknowledged.yaml"
_PARTS: Final = ("edition", "fact", "old", "new", "why", "who")


@dataclass(frozen=True)
class Acknowledgement:
    """One change that may be published without a reason. `fact` is an id or a pattern."""

    edition: int
    fact: str
    old: str
    new: str
    why: str
    who: str

    def covers(self, change: Change, edition: int) -> bool:
        """Return whether it speaks of this change, and its guard holds."""
        return (
            self.edition == edition
            and fnmatchcase(change.id, self.fact)
            and (self.old, self.new) == (say_short(change.old), say_short(change.new))
        )


def say_short(fact: Fact | None) -> str:
    """Return what a fact says as a guard writes it: its number, or its status; `none` for none."""
    if fact is None:
        return "none"
    return fact.status if fact.value is None else f"{float(fact.value):.12g}"


def read_acknowledged(path: Path) -> tuple[Acknowledgement, ...]:
    """Return the acknowledged changes; refuses an entry without its guard, why or who."""
    if not path.is_file():
        return ()
    try:
        given = parse_yaml(path.read_text(encoding="utf-8"))
        entries = list(given["acknowledged"])
    except (OSError, yaml.YAMLError, KeyError, TypeError) as fault:
        reason = str(fault).splitlines()[0]
        raise UnreadableFileError("error-file-unreadable", file=str(path), reason=reason) from fault
    return tuple(_read_entry(number, entry) for number, entry in enumerate(entries, start=1))


def _read_entry(number: int, entry: Mapping[str, Any]) -> Acknowledgement:
    given = entry if isinstance(entry, Mapping) else {}
    odd = [name for name in _PARTS if given.get(name) in (None, "")] or sorted(
        set(given) - set(_PARTS)
    )
    if odd:
        raise InvalidContentError("error-acknowledged", entry=number, reason=odd[0])
    try:
        edition = int(given["edition"])
    except ValueError as fault:
        raise InvalidContentError("error-acknowledged", entry=number, reason="edition") from fault
    old, new = (_write_guard(given[name]) for name in ("old", "new"))
    return Acknowledgement(
        edition, str(given["fact"]), old, new, str(given["why"]), str(given["who"])
    )


def _write_guard(value: object) -> str:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return f"{float(str(value)):.12g}" if number else str(value)


def check_unexplained(
    changes: Iterable[Change], acknowledged: Sequence[Acknowledgement], edition: int
) -> list[Fault]:
    """Return changes since the edition's last publication that nothing explains or acknowledges."""
    return [
        Fault(
            "diff",
            f"{edition}/facts.json, {change.id}",
            f"{say_short(change.old)} became {say_short(change.new)} for no recorded reason",
            "a reason, or an entry in reports/acknowledged.yaml",
        )
        for change in changes
        if "unexplained" in change.reasons
        and not any(each.covers(change, edition) for each in acknowledged)
    ]
