"""expectations/reconciliation.yaml -> frozen rules: which numbers answer the same question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from pipeline.errors import UnknownLayoutError, UnreadableFileError
from pipeline.expressions import list_names
from pipeline.words import LANGUAGES
from pipeline.yaml_text import parse_yaml

RULES_FILE: Final = "reconciliation.yaml"
COUNTED: Final = ("unit", "stage", "period", "articles")
_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Pattern:
    """The name of a group of facts: `agencies.{agency}.registered_cases.{year}`."""

    text: str

    def match(self, name: str, row: Mapping[str, str]) -> dict[str, str] | None:
        """Return what the placeholders stand for in a fact's name, None if it is another fact.

        A placeholder stands for one part of the name, and only for one that is a key of the fact:
        so {agency} never takes the gap between agencies, nor {year} the total of all years.
        """
        wanted, given = self.text.split("."), name.split(".")
        if len(wanted) != len(given):
            return None
        captured: dict[str, str] = {}
        for part, own in zip(wanted, given, strict=True):
            placeholder = _PLACEHOLDER.fullmatch(part)
            if placeholder is None and part != own:
                return None
            if placeholder is not None:
                if own not in row.values():
                    return None
                captured[placeholder.group(1)] = own
        return captured


@dataclass(frozen=True)
class SeriesRule:
    """One source's numbers for a question: what they count, and whether they enter the gap."""

    id: str
    facts: Pattern
    label: Mapping[str, str]
    compared: bool
    counts: Mapping[str, str]
    suppressed: tuple[int, int] | None
    locator: str


@dataclass(frozen=True)
class Explanation:
    """A part of one year's gap that a source states; `amount` is an expression over facts."""

    id: str
    year: str
    series: str
    amount: str
    locator: str
    text: Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """What several sources answer: the unit of its gap, its series and stated explanations."""

    id: str
    unit: str
    title: Mapping[str, str]
    series: tuple[SeriesRule, ...]
    explanations: tuple[Explanation, ...]


@dataclass(frozen=True)
class Telling:
    """One of several places where the same publisher gives the same number."""

    facts: Pattern
    label: Mapping[str, str]


@dataclass(frozen=True)
class EditionsRule:
    """Numbers of one publisher that should be equal in every edition that gives them."""

    id: str
    unit: str
    title: Mapping[str, str]
    tellings: tuple[Telling, ...]


@dataclass(frozen=True)
class Rules:
    questions: tuple[Question, ...]
    editions: tuple[EditionsRule, ...]


def read_reconciliation(expectations: Path) -> Rules:
    """Return the rules in `expectations`; refuse a file that is unreadable or incomplete.

    Refused too: a text missing in a language, an explanation without the place that states it or
    of a series that the question does not have, and a compared series in another unit than its
    question's.
    """
    path = expectations / RULES_FILE
    try:
        given = parse_yaml(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        reason = str(fault).splitlines()[0]
        raise UnreadableFileError("error-file-unreadable", file=str(path), reason=reason) from fault
    try:
        return Rules(
            questions=tuple(_read_question(entry) for entry in given["questions"]),
            editions=tuple(_read_editions(entry) for entry in given["editions"]),
        )
    except _RefusedError as fault:
        raise _incomplete(fault.place, fault.key) from fault
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise _incomplete("?", str(fault)) from fault


class _RefusedError(Exception):
    def __init__(self, place: str, key: str) -> None:
        super().__init__(place, key)
        self.place, self.key = place, key


def _incomplete(place: str, key: str) -> UnknownLayoutError:
    return UnknownLayoutError("error-rule-incomplete", file=RULES_FILE, rule=place, key=key)


def _read_question(given: Mapping[str, Any]) -> Question:
    place = str(given.get("id", "?"))
    _require(given, place, ("unit", "title", "series", "explanations"))
    question = Question(
        id=place,
        unit=str(given["unit"]),
        title=_texts(given, "title", place),
        series=tuple(_read_series(entry, place) for entry in given["series"]),
        explanations=tuple(_read_explanation(entry, place) for entry in given["explanations"]),
    )
    _check_question(question)
    return question


def _check_question(question: Question) -> None:
    known = [series.id for series in question.series]
    for series in question.series:
        if series.compared and series.counts["unit"] != question.unit:
            raise _RefusedError(f"{question.id}, {series.id}", f"unit: {series.counts['unit']}")
    for explanation in question.explanations:
        if explanation.series not in known:
            place = f"{question.id}, {explanation.id}"
            raise _RefusedError(place, f"series: {explanation.series}")


def _read_series(given: Mapping[str, Any], question: str) -> SeriesRule:
    place = f"{question}, {given.get('id', '?')}"
    _require(given, place, ("facts", "label", "compared", "locator", *COUNTED))
    bounds = given.get("suppressed")
    if bounds is not None and not (len(bounds) == 2 and 0 <= bounds[0] <= bounds[1]):
        raise _RefusedError(place, f"suppressed: {bounds}")
    return SeriesRule(
        id=str(given["id"]),
        facts=_read_pattern(given, place),
        label=_texts(given, "label", place),
        compared=given["compared"] is True,
        counts={key: str(given[key]) for key in COUNTED},
        suppressed=None if bounds is None else (int(bounds[0]), int(bounds[1])),
        locator=str(given["locator"]),
    )


def _read_explanation(given: Mapping[str, Any], question: str) -> Explanation:
    place = f"{question}, {given.get('id', '?')}"
    _require(given, place, ("year", "series", "amount", "locator", "text"))
    amount = str(given["amount"])
    # An amount that is typed, or that hides a sum of unnamed facts, could not be traced.
    if not list_names(amount) or "*" in "".join(list_names(amount)):
        raise _RefusedError(place, f"amount: {amount}")
    return Explanation(
        id=str(given["id"]),
        year=str(int(given["year"])),
        series=str(given["series"]),
        amount=amount,
        locator=str(given["locator"]),
        text=_texts(given, "text", place),
    )


def _read_editions(given: Mapping[str, Any]) -> EditionsRule:
    place = str(given.get("id", "?"))
    _require(given, place, ("unit", "title", "tellings"))
    return EditionsRule(
        id=place,
        unit=str(given["unit"]),
        title=_texts(given, "title", place),
        tellings=tuple(
            Telling(_read_pattern(entry, place), _texts(entry, "label", place))
            for entry in given["tellings"]
        ),
    )


def _read_pattern(given: Mapping[str, Any], place: str) -> Pattern:
    text = str(given.get("facts", ""))
    if "{year}" not in text.split("."):
        raise _RefusedError(place, f"facts: {text}")
    return Pattern(text)


def _require(given: Mapping[str, Any], place: str, keys: Sequence[str]) -> None:
    for key in keys:
        if given.get(key) in (None, ""):
            raise _RefusedError(place, key)


def _texts(given: Mapping[str, Any], key: str, place: str) -> dict[str, str]:
    for language in LANGUAGES:
        if not given[key].get(language):
            raise _RefusedError(place, f"{key}: {language}")
    return {language: str(given[key][language]) for language in LANGUAGES}
