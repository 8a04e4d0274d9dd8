"""Reconciliation: every source's answer to one question side by side, the gap, and its parts.

Pure: rules and facts -> what each source says by year, the widest gap, the part a stated definition
explains, the unexplained rest. A suppressed count is an interval, so a gap with it is one too.
Nothing is averaged, filled in or chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.expressions import ExpressionError, evaluate, list_names
from pipeline.facts import Fact
from pipeline.reconcile_rules import EditionsRule, Explanation, Pattern, Question, SeriesRule

# Why a stated part of a gap counts, or does not.
Outcome = Literal["explains", "not_highest", "larger_than_gap", "unknown", "no_gap"]
OUTCOMES: Final = ("explains", "not_highest", "larger_than_gap", "unknown", "no_gap")
_NUMBERS: Final = ("value", "zero")


@dataclass(frozen=True)
class Interval:
    """The least and the most a number can be; equal where it is known."""

    least: float
    most: float

    @property
    def is_known(self) -> bool:
        return self.least == self.most


@dataclass(frozen=True)
class Answer:
    """What one series says of one year. `bounds` is None where it says no number."""

    series: str
    rule: SeriesRule
    fact: Fact
    bounds: Interval | None


@dataclass(frozen=True)
class Tested:
    """A stated explanation, the amount it states, and whether it explains a part of the gap."""

    explanation: Explanation
    amount: float | None
    outcome: Outcome
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Reconciled:
    """One question in one year. `gap` is None where fewer than two compared series say a number."""

    question: Question
    year: str
    answers: tuple[Answer, ...]
    gap: Interval | None
    explained: float
    unexplained: Interval | None
    tested: tuple[Tested, ...]

    @property
    def compared(self) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.answers if answer.rule.compared and answer.bounds)


@dataclass(frozen=True)
class Retold:
    """One publisher's number for one year in all its editions; `spread` is 0 where they agree."""

    rule: EditionsRule
    subject: str
    year: str
    tellings: tuple[tuple[Mapping[str, str], Fact], ...]
    spread: float


def reconcile(questions: Iterable[Question], facts: Mapping[str, Fact]) -> list[Reconciled]:
    """Return every question and year that any series speaks of, in the order of the rules."""
    found = []
    for question in questions:
        answers = _collect_answers(question, facts)
        years = sorted({answer.fact.row["year"] for answer in answers})
        found += [
            _reconcile_year(
                question, year, [own for own in answers if own.fact.row["year"] == year], facts
            )
            for year in years
        ]
    return found


def compare_editions(rules: Iterable[EditionsRule], facts: Mapping[str, Fact]) -> list[Retold]:
    """Return every number that one publisher gives in two or more editions or places."""
    found = []
    for rule in rules:
        groups: dict[tuple[str, str], list[tuple[Mapping[str, str], Fact]]] = {}
        for telling in rule.tellings:
            for fact, captured in _find_facts(telling.facts, facts):
                if fact.status in _NUMBERS:
                    key = (captured.get("agency", "all"), captured["year"])
                    groups.setdefault(key, []).append((telling.label, fact))
        found += [
            Retold(rule, subject, year, tuple(tellings), _spread([fact for _, fact in tellings]))
            for (subject, year), tellings in sorted(groups.items())
            if len(tellings) > 1
        ]
    return found


def find_gap(bounds: Sequence[Interval]) -> Interval | None:
    """Return the widest difference between numbers, None of fewer than two.

    With intervals it is one: at least what no choice within them can close, at most what the
    widest choice opens.
    """
    if len(bounds) < 2:
        return None
    least = max(own.least for own in bounds) - min(own.most for own in bounds)
    most = max(
        one.most - other.least
        for place, one in enumerate(bounds)
        for at, other in enumerate(bounds)
        if at != place
    )
    return Interval(max(0, least), most)


def _reconcile_year(
    question: Question, year: str, answers: Sequence[Answer], facts: Mapping[str, Fact]
) -> Reconciled:
    compared = [answer for answer in answers if answer.rule.compared and answer.bounds]
    gap = find_gap([answer.bounds for answer in compared if answer.bounds])
    tested = tuple(
        _test(explanation, compared, gap, facts)
        for explanation in question.explanations
        if explanation.year == year
    )
    explained = sum(own.amount or 0 for own in tested if own.outcome == "explains")
    rest = None
    if gap is not None:
        rest = Interval(max(0, gap.least - explained), max(0, gap.most - explained))
    return Reconciled(question, year, tuple(answers), gap, explained, rest, tested)


def _collect_answers(question: Question, facts: Mapping[str, Fact]) -> list[Answer]:
    """Return the answers in the order of the rules; the first rule that fits a fact takes it."""
    taken: set[str] = set()
    answers = []
    for rule in question.series:
        for fact, captured in _find_facts(rule.facts, facts):
            if fact.id not in taken:
                taken.add(fact.id)
                others = [value for name, value in captured.items() if name != "year"]
                series = ".".join([rule.id, *others])
                answers.append(Answer(series, rule, fact, _find_bounds(rule, fact)))
    return answers


def _find_facts(
    pattern: Pattern, facts: Mapping[str, Fact]
) -> list[tuple[Fact, Mapping[str, str]]]:
    matched = ((facts[name], pattern.match(name, facts[name].row)) for name in sorted(facts))
    return [(fact, captured) for fact, captured in matched if captured is not None]


def _find_bounds(rule: SeriesRule, fact: Fact) -> Interval | None:
    if fact.status in _NUMBERS and fact.value is not None:
        return Interval(fact.value, fact.value)
    if fact.status == "suppressed" and rule.suppressed:
        return Interval(*rule.suppressed)
    return None


def _test(
    explanation: Explanation,
    compared: Sequence[Answer],
    gap: Interval | None,
    facts: Mapping[str, Fact],
) -> Tested:
    """Return whether a stated amount explains a part of the gap: its series must be the highest."""
    amount = _compute(explanation.amount, facts)
    highest = max((own.bounds.most for own in compared if own.bounds), default=None)
    own = [each.bounds for each in compared if each.rule.id == explanation.series]
    outcome: Outcome = "explains"
    if amount is None:
        outcome = "unknown"
    elif gap is None or gap.most == 0:
        outcome = "no_gap"
    elif not any(bounds and bounds.least == highest for bounds in own):
        outcome = "not_highest"
    elif amount > gap.most:
        outcome = "larger_than_gap"
    named = tuple(facts[name] for name in list_names(explanation.amount) if name in facts)
    return Tested(explanation, amount, outcome, named)


def _compute(expression: str, facts: Mapping[str, Fact]) -> float | None:
    def find_values(name: str) -> list[float]:
        fact = facts.get(name)
        return [] if fact is None or fact.value is None else [float(fact.value)]

    try:
        return evaluate(expression, find_values)
    except ExpressionError:
        return None


def _spread(facts: Sequence[Fact]) -> float:
    values = [float(fact.value) for fact in facts if fact.value is not None]
    return max(values) - min(values)
