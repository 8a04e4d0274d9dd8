"""Reconciliation as tables: sources side by side, gaps and what explains them, and editions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from pipeline.facts import Fact
from pipeline.page_tables import Column, Content, Table, number_columns, text_column
from pipeline.reconcile import Answer, Reconciled, Retold, Tested
from pipeline.reconcile_facts import fill_label, name_fact, name_series
from pipeline.reconcile_rules import COUNTED, Question
from pipeline.wording import Page, Said, message
from pipeline.words import LANGUAGES

_PARTS: Final = ("gap", "explained", "unexplained")


def list_questions(reconciled: Sequence[Reconciled]) -> list[Question]:
    """Return the questions that any source answers, in the order of the rules."""
    return list({own.question.id: own.question for own in reconciled}.values())


def sources_side_by_side(
    page: Page, question: Question, reconciled: Sequence[Reconciled], years: int = 7
) -> Table:
    """Return what each source says of a question in the last years, the gap and its parts."""
    own = _choose(page, question, reconciled, years)
    rows: list[tuple[Content, ...]] = []
    for series, answer in _list_series(own).items():
        name = page.in_languages({each: name_series(answer, each) for each in page.languages})
        beside = message("reconcile-not-compared", series=name)
        rows.append(
            (name if answer.rule.compared else beside, *(_find_told(year, series) for year in own))
        )
    first = len(rows)
    rows += [
        (message(f"reconcile-row-{part}"), *(write_part(page, year, part) for year in own))
        for part in _PARTS
    ]
    return Table(
        id=f"reconcile-{question.id}",
        caption=message("reconcile-caption", question=_title(page, question.title)),
        columns=(
            text_column(message("column-source"), 5),
            *number_columns([year.year for year in own]),
        ),
        rows=tuple(rows),
        data="reconciliation",
        total_rows=(first,),
        notes=(message("reconcile-note", unit=message(f"counts-unit-{question.unit}")),),
    )


def what_each_counts(page: Page, question: Question, reconciled: Sequence[Reconciled]) -> Table:
    """Return what each source of a question itself says it counts."""
    own = _choose(page, question, reconciled, 1000)
    by_rule = {
        (answer.rule.id, _name_rule(answer, "en")): answer for answer in _list_series(own).values()
    }
    rows: tuple[tuple[Content, ...], ...] = tuple(
        (
            page.in_languages({each: _name_rule(answer, each) for each in page.languages}),
            *(
                message(f"counts-{key}-{answer.rule.counts[key]}".replace("_", "-"))
                for key in COUNTED
            ),
        )
        for answer in by_rule.values()
    )
    return Table(
        id=f"counts-{question.id}",
        caption=message("reconcile-counts-caption", question=_title(page, question.title)),
        columns=(
            text_column(message("column-source"), 4),
            *(text_column(message(f"reconcile-column-{key}"), 3) for key in COUNTED),
        ),
        rows=rows,
        data="reconciliation",
    )


def gaps_in_short(page: Page, reconciled: Sequence[Reconciled], years: int = 5) -> Table | None:
    """Return every question's gap, its explained part and the rest by year; None without a gap."""
    wanted = [own for own in reconciled if own.gap and _is_recent(page, own, years)]
    columns = sorted({own.year for own in wanted})
    if not wanted:
        return None
    rows: list[tuple[Content, ...]] = []
    totals = []
    for question in list_questions(wanted):
        by_year = {own.year: own for own in wanted if own.question == question}
        totals.append(len(rows))
        for part in _PARTS:
            label = message(f"reconcile-row-{part}") if part != "gap" else _name_gap(page, question)
            cells = (write_part(page, by_year[y], part) if y in by_year else "" for y in columns)
            rows.append((label, *cells))
    return Table(
        id="reconciliation",
        caption=message("reconciliation-caption"),
        columns=(
            text_column(message("column-indicator"), 6),
            *number_columns(columns),
        ),
        rows=tuple(rows),
        data="reconcile",
        total_rows=tuple(totals),
    )


def explain_gaps(
    page: Page, question: Question, reconciled: Sequence[Reconciled]
) -> list[list[Said]]:
    """Return what sources state about the gaps of a question, and whether it explains any."""
    found = [
        [_tell(page, own, tested)]
        for own in reconciled
        if own.question == question
        for tested in own.tested
        if tested.amount is not None
    ]
    return found or [[message("reconcile-stated-none")]]


def contradicting_editions(page: Page, retold: Sequence[Retold]) -> Table | None:
    """Return the numbers that one publisher gives differently in several editions; None if none."""
    rows: tuple[tuple[Content, ...], ...] = tuple(
        (
            page.in_languages(
                {
                    each: fill_label(own.rule.title[each], own.tellings[0][1].row, each)
                    for each in page.languages
                }
            ),
            own.year,
            page.in_languages(
                {
                    words.language: "; ".join(
                        page.text(
                            words,
                            message(
                                "reconcile-telling",
                                where=fill_label(label[words.language], fact.row, words.language),
                                number=fact,
                            ),
                        )
                        for label, fact in own.tellings
                    )
                    for words in page.words
                }
            ),
            page.facts.get(f"reconcile.editions.{own.rule.id}.{own.subject}.{own.year}"),
        )
        for own in retold
        if own.spread
    )
    if not rows:
        return None
    return Table(
        id="editions",
        caption=message("ledger-editions-caption"),
        columns=(
            text_column(message("column-indicator"), 5),
            text_column(message("column-year")),
            text_column(message("ledger-column-tellings"), 7),
            Column(message("ledger-column-difference")),
        ),
        rows=rows,
        data="reconcile_editions",
    )


def write_part(page: Page, own: Reconciled, part: str) -> Content:
    """Return a gap or a part of it for a table cell: one number, or the range of a hidden one."""
    most = page.facts.get(name_fact(own, part, "most"))
    least = page.facts.get(name_fact(own, part, "least"))
    if most is None or least is None or least.value == most.value:
        return most
    return f"{page.cell(least)}–{page.cell(most)}"


def list_answers(reconciled: Sequence[Reconciled]) -> list[dict[str, Any]]:
    """Return every source's answer as open data: what it says, what it counts, where it says so."""
    return [
        {
            "question": own.question.id,
            "year": int(own.year),
            "series": answer.series,
            "fact": answer.fact.id,
            "value": answer.fact.value,
            "status": answer.fact.status,
            "least": answer.bounds.least if answer.bounds else None,
            "most": answer.bounds.most if answer.bounds else None,
            "in_gap": "yes" if answer.rule.compared and answer.bounds else "no",
            **answer.rule.counts,
            "locator": answer.rule.locator,
            **{f"label_{each}": name_series(answer, each) for each in LANGUAGES},
        }
        for own in reconciled
        for answer in own.answers
    ]


def _choose(
    page: Page, question: Question, reconciled: Sequence[Reconciled], years: int
) -> list[Reconciled]:
    return [own for own in reconciled if own.question == question and _is_recent(page, own, years)]


def _is_recent(page: Page, own: Reconciled, years: int) -> bool:
    return page.edition - years <= int(own.year) <= page.edition


def _list_series(reconciled: Sequence[Reconciled]) -> dict[str, Answer]:
    """Return the series of several years, each with one of its answers, as the rules order them."""
    found = {answer.series: answer for own in reconciled for answer in own.answers}
    order = [series.id for series in reconciled[0].question.series] if reconciled else []
    return dict(sorted(found.items(), key=lambda each: (order.index(each[1].rule.id), each[0])))


def _find_told(own: Reconciled, series: str) -> Fact | None:
    return next((answer.fact for answer in own.answers if answer.series == series), None)


def _name_rule(answer: Answer, language: str) -> str:
    """Return a source's name; of yearly editions the one name they share."""
    text = answer.rule.label[language]
    if "{edition}" in text:
        return fill_label("{agency}", {"agency": "us_tip"}, language)
    return name_series(answer, language)


def _name_gap(page: Page, question: Question) -> str:
    """Return the name of a question's gap, in each of the page's languages."""
    return page.in_languages(
        {
            words.language: words.say("reconcile-gap-of", question=question.title[words.language])
            for words in page.words
        }
    )


def _title(page: Page, texts: Any) -> str:
    return page.in_languages({each: texts[each] for each in page.languages})


def _tell(page: Page, own: Reconciled, tested: Tested) -> Said:
    name = "reconcile-explains" if tested.outcome == "explains" else "reconcile-explains-not"
    explained = page.fact(name_fact(own, "explained", "most"))
    amount = tested.facts[0] if len(tested.facts) == 1 else explained
    text = page.in_languages({each: tested.explanation.text[each] for each in page.languages})
    return message(name, year=own.year, amount=amount, text=text)
