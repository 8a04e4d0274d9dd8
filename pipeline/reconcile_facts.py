"""What reconciliation found, as facts: every gap, explained part and rest opens to its sources.

Each fact's query is over the edition's own facts.json, so that anyone can run it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pipeline.expressions import list_names
from pipeline.facts import Fact, SourceRef, label_fact, label_key
from pipeline.reconcile import Answer, Interval, Reconciled, Retold
from pipeline.words import LANGUAGES, load_words

_BOUNDS: Final = ("least", "most")


def make_reconciled_facts(reconciled: Iterable[Reconciled], edition: int) -> list[Fact]:
    """Return the facts of each question and year: gap, explained part, unexplained rest.

    Gap and rest have two facts each, least and most: equal unless a suppressed count enters them;
    the bounds of a suppressed count are facts as well. Without two numbers there is no gap: not
    applicable.
    """
    facts = []
    for own in reconciled:
        told = [answer.fact for answer in own.compared]
        stated = [fact for tested in own.tested for fact in tested.facts]
        explained = _query_explained(own)
        for bound in _BOUNDS:
            gap = _query_gap(own, bound)
            rest = f"CASE WHEN {gap} IS NOT NULL THEN greatest(0, {gap} - ({explained})) END"
            facts += [
                _make(own, "gap", bound, own.gap, _query_facts(gap, edition), told),
                _make(
                    own,
                    "unexplained",
                    bound,
                    own.unexplained,
                    _query_facts(rest, edition),
                    told + stated,
                ),
            ]
        amount = None if own.gap is None else Interval(own.explained, own.explained)
        query = f"CASE WHEN {_query_gap(own, 'most')} IS NOT NULL THEN {explained} END"
        facts.append(
            _make(own, "explained", "most", amount, _query_facts(query, edition), told + stated)
        )
        facts += [
            _make(own, answer.series, bound, answer.bounds, query, [answer.fact])
            for answer in own.answers
            if answer.bounds and not answer.bounds.is_known
            for bound in _BOUNDS
            for query in [_query_facts(_query_suppressed(answer, bound), edition)]
        ]
    return facts


def count_gaps(reconciled: Sequence[Reconciled], edition: int) -> list[Fact]:
    """Return how many questions and years have a gap, and how many of these any stated part."""
    gaps = [own for own in reconciled if own.gap and own.gap.most]
    told = [answer.fact for own in gaps for answer in own.compared]
    counts = {
        "gaps": ("gap", len(gaps)),
        "explained": ("explained", sum(bool(own.explained) for own in gaps)),
    }
    return [
        Fact(
            id=f"reconcile.count.{kind}",
            value=count,
            unit="gaps",
            status="value" if count else "zero",
            table="reconcile_count",
            row={"kind": kind},
            sql=_query_facts(
                "count(*)", edition, f"id LIKE 'reconcile.%.{part}.most' AND value > 0"
            ),
            sources=_merge_sources(told),
            label=label_fact("reconcile_count", {"kind": kind}),
        )
        for kind, (part, count) in counts.items()
        if gaps
    ]


def make_edition_facts(retold: Iterable[Retold], edition: int) -> list[Fact]:
    """Return, for each number told in several editions, how far the tellings lie apart."""
    facts = []
    for own in retold:
        told = [fact for _, fact in own.tellings]
        keys = {"rule": own.rule.id, "subject": own.subject, "year": own.year}
        facts.append(
            Fact(
                id=f"reconcile.editions.{own.rule.id}.{own.subject}.{own.year}",
                value=_tidy(own.spread),
                unit=own.rule.unit,
                status="value" if own.spread else "zero",
                table="reconcile_editions",
                row=keys,
                sql=_query_facts("max(value) - min(value)", edition, f"id IN {_list(told)}"),
                sources=_merge_sources(told),
                label=_label(_name_subject(own), own.year, "reconcile-part-spread"),
            )
        )
    return facts


def name_fact(own: Reconciled, part: str, bound: str) -> str:
    """Return the id of a reconciled fact."""
    return f"reconcile.{own.question.id}.{own.year}.{part}.{bound}"


def name_series(answer: Answer, language: str) -> str:
    """Return a series' name in words: its rule's, filled with the keys of its fact."""
    return fill_label(answer.rule.label[language], answer.fact.row, language)


def fill_label(text: str, row: Mapping[str, str], language: str) -> str:
    """Return a label of the rules with {agency}, {edition}, {source} as a fact's row has them."""
    words = load_words(language)
    edition = row.get("report_year", row.get("version", ""))
    for name, value in {**row, "edition": edition}.items():
        if f"{{{name}}}" in text:
            said = value if name == "edition" else label_key(words, name, value)
            text = text.replace(f"{{{name}}}", said)
    return text


def _make(
    own: Reconciled,
    part: str,
    bound: str,
    interval: Interval | None,
    query: str,
    told: Sequence[Fact],
) -> Fact:
    value = None if interval is None else float(getattr(interval, bound))
    known = ("gap", "explained", "unexplained")
    message = f"reconcile-part-{part if part in known else 'suppressed'}-{bound}"
    return Fact(
        id=name_fact(own, part, bound),
        value=None if value is None else _tidy(value),
        unit=own.question.unit,
        status="not_applicable" if value is None else "value" if value else "zero",
        table="reconcile",
        row={"question": own.question.id, "year": own.year, "part": part, "bound": bound},
        sql=query,
        sources=_merge_sources(told or [answer.fact for answer in own.answers]),
        label=_label(own.question.title, own.year, message),
    )


def _name_subject(own: Retold) -> dict[str, str]:
    row = own.tellings[0][1].row
    return {each: fill_label(own.rule.title[each], row, each) for each in LANGUAGES}


def _label(title: Mapping[str, str], year: str, message: str) -> dict[str, str]:
    return {
        each: load_words(each).say("fact-reconcile", title=title[each], year=year, part=said)
        for each in LANGUAGES
        for said in [load_words(each).say(message)]
    }


def _query_gap(own: Reconciled, bound: str) -> str:
    """Return the gap as a query: a suppressed count enters it with its least or its most."""
    least, most = (_write_side(own.compared, side) for side in _BOUNDS)
    told = _list([answer.fact for answer in own.compared])
    sides = f"(SELECT id, {least} AS least, {most} AS most FROM fact WHERE id IN {told})"  # noqa: S608
    if bound == "least":
        widest = "greatest(0, max(least) - min(most))"
        return f"(SELECT CASE WHEN count(*) > 1 THEN {widest} END FROM {sides})"  # noqa: S608
    pairs = f"{sides} AS a JOIN {sides} AS b ON a.id <> b.id"
    return f"(SELECT max(a.most - b.least) FROM {pairs})"  # noqa: S608


def _write_side(answers: Sequence[Answer], side: str) -> str:
    cases = "".join(
        f" WHEN '{answer.fact.id}' THEN {getattr(answer.bounds, side):g}"
        for answer in answers
        if answer.bounds and not answer.bounds.is_known
    )
    return f"CASE id{cases} ELSE value END" if cases else "value"


def _query_explained(own: Reconciled) -> str:
    """Return the sum of the amounts that explain, each fact in them as a query of its own."""
    written = []
    for tested in own.tested:
        if tested.outcome == "explains":
            amount = tested.explanation.amount
            for name in set(list_names(amount)):
                one = f"(SELECT value FROM fact WHERE id = '{name}')"  # noqa: S608
                amount = amount.replace(f"[{name}]", one)
            written.append(f"({amount})")
    return " + ".join(written) or "0"


def _query_suppressed(answer: Answer, bound: str) -> str:
    told = f"(SELECT status FROM fact WHERE id = '{answer.fact.id}')"  # noqa: S608
    return f"CASE {told} WHEN 'suppressed' THEN {getattr(answer.bounds, bound):g} END"


def _query_facts(what: str, edition: int, where: str = "") -> str:
    """Return a query over the edition's facts. It is shown, not run; the ids are our own."""
    file = f"read_json('data/analysed/{edition}/facts.json')"
    facts = f"WITH fact AS MATERIALIZED (SELECT id, value, status FROM {file})"  # noqa: S608
    return f"{facts} SELECT {what} AS value" + (f" FROM fact WHERE {where}" if where else "")  # noqa: S608


def _list(told: Sequence[Fact]) -> str:
    return "(" + (", ".join(f"'{fact.id}'" for fact in told) or "NULL") + ")"


def _merge_sources(told: Sequence[Fact]) -> tuple[SourceRef, ...]:
    return tuple(dict.fromkeys(source for fact in told for source in fact.sources))


def _tidy(value: float) -> float | int:
    return int(value) if value.is_integer() else value
