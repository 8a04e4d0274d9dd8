"""compare: two publications, fact by fact: what is new, changed or gone, and why.

A reason is read from what the two editions record of themselves: the cells and files a fact rests
on, the versions and hashes of inputs, the query of its table, the corrections in force. What none
of them explains is unexplained, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.facts import Fact
from pipeline.provenance import Provenance

Kind = Literal["new", "changed", "vanished"]
KINDS: Final[tuple[Kind, ...]] = ("new", "changed", "vanished")
Reason = Literal[
    "suppression", "correction", "code", "revision", "new_data", "method", "unexplained"
]
REASONS: Final[tuple[Reason, ...]] = (
    "new_data", "revision", "correction", "code", "method", "suppression", "unexplained",
)  # fmt: skip
# Facts that tell of a comparison are not compared again.
_COMPARED: Final = ("changes.", "previous.")
# Tables that count what was received and found: every input and rule decides them.
_QUALITY: Final = "quality_"
# Where the mark of a correction begins in a locator (corrections.py).
_CORRECTED: Final = " · correction "
# The source that says which article of which code an offence is.
_CODES: Final = "concordance"
_LAW: Final = ("law_", "practice_", "register_")


@dataclass(frozen=True)
class Edition:
    """A publication to compare: its year, its facts, and what they rest on."""

    year: int
    facts: Mapping[str, Fact]
    provenance: Provenance


@dataclass(frozen=True)
class Change:
    """One fact that differs. `reasons` are never empty; `evidence` names what shows them."""

    id: str
    kind: Kind
    old: Fact | None
    new: Fact | None
    reasons: tuple[Reason, ...]
    evidence: tuple[str, ...]

    @property
    def fact(self) -> Fact:
        """The fact itself, as the newer edition has it if it does."""
        fact = self.new or self.old
        if fact is None:
            raise ValueError(f"{self.id} is in neither edition")
        return fact


def compare(old: Edition, new: Edition) -> list[Change]:
    """Return every fact that is new, changed or gone, by id, each with its reasons."""
    return [
        explain_change(name, old, new)
        for name in sorted({*old.facts, *new.facts})
        if not name.startswith(_COMPARED)
        and say_value(old.facts.get(name)) != say_value(new.facts.get(name))
    ]


def say_value(fact: Fact | None) -> tuple[object, str, str] | None:
    """Return what a reader is told of a fact: value, status and unit."""
    return None if fact is None else (fact.value, fact.status, fact.unit)


def explain_change(name: str, old: Edition, new: Edition) -> Change:
    """Return the change of one fact with its reasons, the surest first."""
    before, after = old.facts.get(name), new.facts.get(name)
    kind: Kind = "new" if before is None else "vanished" if after is None else "changed"
    found: list[tuple[Reason, str]] = []
    for reason, find in _FINDERS:
        evidence = find(before, after, old, new)
        if evidence:
            found.append((reason, evidence))
    if not found:
        found = [("unexplained", "")]
    return Change(
        id=name,
        kind=kind,
        old=before,
        new=after,
        reasons=tuple(dict.fromkeys(reason for reason, _ in found)),
        evidence=tuple(dict.fromkeys(evidence for _, evidence in found if evidence)),
    )


Finder = Callable[[Fact | None, Fact | None, Edition, Edition], str]


def find_suppression(before: Fact | None, after: Fact | None, old: Edition, new: Edition) -> str:
    """Return that a cell was withheld, or is no longer."""
    states = [fact.status for fact in (before, after) if fact is not None]
    hidden = [state == "suppressed" for state in states]
    return " → ".join(states) if len(states) == 2 and hidden[0] != hidden[1] else ""


def find_correction(before: Fact | None, after: Fact | None, old: Edition, new: Edition) -> str:
    """Return the corrections that came into or out of force over the files of a fact."""
    odd: set[str] = set()
    for file in list_files(before) | list_files(after):
        was, now = (
            old.provenance.corrections.get(file, ()),
            new.provenance.corrections.get(file, ()),
        )
        odd |= set(was) ^ set(now)
    told = {name for name in odd if _is_told(name, before) != _is_told(name, after)}
    # A row left out is told by no cell; a cell corrected names its correction in its place.
    unmarked = {name for name in odd if not _is_told(name, before) and not _is_told(name, after)}
    cells = list_cells(before) != list_cells(after)
    return ", ".join(sorted(told | (unmarked if cells else set())))


def _is_told(name: str, fact: Fact | None) -> bool:
    refs = fact.sources if fact else ()
    return any(ref.locator.endswith(_CORRECTED + name) for ref in refs)


def find_code(before: Fact | None, after: Fact | None, old: Edition, new: Edition) -> str:
    """Return that the concordance of the codes changed, for a fact that rests on it."""
    fact = after or before
    if fact is None or not fact.table.startswith(_LAW):
        return ""
    return ", ".join(find_changed_files(old, new, lambda _, source: source == _CODES))


def find_revision(before: Fact | None, after: Fact | None, old: Edition, new: Edition) -> str:
    """Return files that their source sent anew: with other bytes, or as a newer version."""
    if before is None:
        return ""
    own = list_files(before) | list_files(after)
    changed = find_changed_files(
        old, new, lambda file, source: source != _CODES and (file in own or counts_all(before))
    )
    known = {each.source for each in old.provenance.inputs.values()}
    newer = [
        file
        for file, each in new.provenance.inputs.items()
        if file not in old.provenance.inputs and file in list_files(after) and each.source in known
    ]
    return ", ".join([*changed, *newer])


def find_new_data(before: Fact | None, after: Fact | None, old: Edition, new: Edition) -> str:
    """Return the files or years that the newer edition has and the older has not."""
    if after is None:
        return ""
    added = [file for file in new.provenance.inputs if file not in old.provenance.inputs]
    own = added if counts_all(after) else [file for file in added if file in list_files(after)]
    if own:
        return ", ".join(own)
    if new.year > old.year and is_cumulative(after, old.year):
        return f"{old.year + 1}–{new.year}" if new.year > old.year + 1 else str(new.year)
    return ""


def find_method(before: Fact | None, after: Fact | None, old: Edition, new: Edition) -> str:
    """Return the table whose query or rules are not what they were."""
    fact = after or before
    if fact is None:
        return ""
    tables = [fact.table, *(["validation"] if fact.table.startswith(_QUALITY) else [])]
    was, now = old.provenance.methods, new.provenance.methods
    return ", ".join(table for table in tables if was.get(table) != now.get(table))


_FINDERS: Final[tuple[tuple[Reason, Finder], ...]] = (
    ("suppression", find_suppression),
    ("correction", find_correction),
    ("code", find_code),
    ("revision", find_revision),
    ("new_data", find_new_data),
    ("method", find_method),
)


def find_changed_files(
    old: Edition, new: Edition, is_meant: Callable[[str, str], bool]
) -> list[str]:
    """Return files that both editions used, with other bytes, if meant by name and source."""
    return [
        file
        for file, each in new.provenance.inputs.items()
        if is_meant(file, each.source)
        and file in old.provenance.inputs
        and old.provenance.inputs[file].sha256 != each.sha256
    ]


def counts_all(fact: Fact) -> bool:
    """Return whether every input bears on a fact: it counts rows, findings or claims."""
    return fact.table.startswith((_QUALITY, "claims"))


def is_cumulative(fact: Fact, year: int) -> bool:
    """Return whether a later edition's fact takes in years after `year`.

    It speaks of such a year itself, or of no single year: a total, a count of what is known.
    """
    years = [int(text) for key, text in fact.row.items() if "year" in key and text.isdecimal()]
    return not years or max(years) > year


def list_files(fact: Fact | None) -> set[str]:
    return {ref.file for ref in fact.sources} if fact else set()


def list_cells(fact: Fact | None) -> set[tuple[str, str]]:
    return {(ref.file, ref.locator) for ref in fact.sources} if fact else set()


def count_changes(changes: Sequence[Change]) -> dict[tuple[Kind, Reason], int]:
    """Return how many facts changed in which way for which main reason, in a fixed order."""
    return {
        (kind, reason): count
        for kind in KINDS
        for reason in REASONS
        if (count := sum(each.kind == kind and each.reasons[0] == reason for each in changes))
    }
