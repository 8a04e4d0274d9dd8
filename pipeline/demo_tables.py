"""The tables of a synthetic register, drawn block by block as whole columns.

A block is a run of cases of the plan. Its columns depend on the seed and the block alone, so a
register of any size is written in bounded memory and is the same every time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.demo_margins import Article, Margins
from pipeline.demo_plan import Ints, Plan, read_assumptions
from pipeline.form_spec import read_codes
from pipeline.words import Words

Texts = npt.NDArray[np.object_]
Dates = npt.NDArray[np.datetime64]

_NO_DATE: Final = np.datetime64("NaT", "D")
# The first day of each code's acts; before the code of 2017 none is needed.
_CODE_FROM: Final = {"1997": "1900-01-01", "2017": "2019-01-01", "2021": "2021-12-01"}


@dataclass(frozen=True)
class Block:
    """A run of cases: where it begins in the whole register, and its part of the plan."""

    first_case: int
    kind: Ints
    persons: Ints
    is_woman: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class _Draw:
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


def draw_block(
    margins: Margins, plan: Plan, block: Block, words: Words, seed: int
) -> dict[str, pa.Table]:
    """Return the block's rows of every sheet of the form, cells as codes and ISO dates."""
    rng = np.random.default_rng([seed, block.first_case, 1])
    draw = _Draw(margins, plan, words, rng)
    assumed = read_assumptions()
    cases, fate, act = _draw_cases(draw, block, assumed)
    who = _Persons.of(block)
    outcome = _draw_outcomes(draw, fate[who.case], assumed)
    charges, convicted_of = _draw_charges(draw, block, who, outcome, act, assumed)
    return {
        "cases": cases,
        "defendants": _draw_defendants(draw, block, who, assumed),
        "charges": charges,
        "sentences": _draw_sentences(draw, block, who, outcome, convicted_of, assumed),
        "victims": _draw_victims(draw, block, assumed),
        "appeals": _draw_appeals(draw, block, who, fate, cases["date_closed"], assumed),
    }


@dataclass(frozen=True)
class _Persons:
    """Per defendant of a block: the place of the case in the block, and its number in the case."""

    case: Ints
    number: Ints

    @staticmethod
    def of(block: Block) -> _Persons:
        return _Persons(*_number_within(block.persons))


def _number_within(sizes: Ints) -> tuple[Ints, Ints]:
    """Return for each member of groups of these sizes: its group, and its number from 1."""
    group = np.repeat(np.arange(len(sizes)), sizes)
    first = np.repeat(np.cumsum(sizes) - sizes, sizes)
    return group, np.arange(len(group)) - first + 1


def _case_keys(block: Block, draw: _Draw) -> Texts:
    years = np.array([kind.year % 100 for kind in draw.plan.kinds])[block.kind]
    numbers = np.arange(block.first_case + 1, block.first_case + len(block.kind) + 1)
    return np.array(
        [f"SYN-{n:07d}/{y:02d}-УД" for n, y in zip(numbers.tolist(), years.tolist(), strict=True)],
        dtype=object,
    )


def _draw_cases(
    draw: _Draw, block: Block, assumed: Mapping[str, Any]
) -> tuple[pa.Table, Texts, Dates]:
    """Return the cases, what became of each, and the day of the act."""
    size, rng = len(block.kind), draw.rng
    years = np.array([kind.year for kind in draw.plan.kinds])[block.kind]
    fate = draw.choose(assumed["fate"], size)
    last = years == max(draw.margins.years)
    fate[last & (rng.random(size) < assumed["pending_in_last_year"])] = "pending"
    january = (years - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    day = january + rng.integers(0, 365, size)
    codes = np.array([_code_of(draw, place) for place in range(len(draw.plan.kinds))])[block.kind]
    begin = np.array([_CODE_FROM[code] for code in codes], dtype="datetime64[D]")
    # Acts are of the code the case is charged under: delays shrink where its first year is near.
    room = (day - begin).astype(np.int64)
    lasted = rng.gamma(2.0, 55.0, size)
    before = rng.gamma(2.0, 90.0, size)
    shrink = np.minimum(1.0, room / np.maximum(lasted + before, 1.0))
    pending = fate == "pending"
    received = np.where(pending, day, day - (lasted * shrink).astype(np.int64))
    act = received - np.minimum(before * shrink, room).astype(np.int64)
    closed = np.where(pending, _NO_DATE, day)
    region = draw.choose_places(list(assumed["region"].values()), size)
    court = rng.integers(0, assumed["courts_per_region"], size)
    table = pa.table(
        {
            "case_key": _case_keys(block, draw),
            "court": _name_courts(draw.words, assumed)[region, court],
            "region": np.array(list(assumed["region"]), dtype=object)[region],
            "date_received": received,
            "date_closed": closed,
            "instance": np.full(size, "first", dtype=object),
            "case_language": draw.choose(assumed["case_language"], size),
        }
    )
    return table, fate, act


def _name_courts(words: Words, assumed: Mapping[str, Any]) -> Texts:
    """Return the names of the made-up courts: a row per region, a column per court."""
    numbers = range(1, assumed["courts_per_region"] + 1)
    said = {code.code: code.label[words.language] for code in read_codes()["region"]}
    return np.array(
        [
            [words.say("demo-court", number=str(number), region=said[region]) for number in numbers]
            for region in assumed["region"]
        ],
        dtype=object,
    )


def _code_of(draw: _Draw, kind: int) -> str:
    return _article_of(draw, kind, 0).code


def _article_of(draw: _Draw, kind: int, place: int) -> Article:
    case = draw.plan.kinds[kind]
    return draw.margins.articles[case.year][case.offences[place]]


def _draw_outcomes(draw: _Draw, fate: Texts, assumed: Mapping[str, Any]) -> Texts:
    """Return the verdict on each defendant: the case's own end, or that of the trial."""
    return np.where(fate == "tried", draw.choose(assumed["verdict"], len(fate)), fate)


def _draw_defendants(
    draw: _Draw, block: Block, who: _Persons, assumed: Mapping[str, Any]
) -> pa.Table:
    size = len(who.case)
    return pa.table(
        {
            "case_key": _case_keys(block, draw)[who.case],
            "defendant_key": _as_text(who.number),
            "full_name": _name_persons(draw.words, "demo-defendant", block.first_case, size),
            "sex": np.where(block.is_woman, "female", "male").astype(object),
            "age_group": draw.choose(assumed["age_group"], size),
            "citizenship": draw.choose(assumed["citizenship"], size),
        }
    )


def _name_persons(words: Words, message: str, first_case: int, size: int) -> Texts:
    """Return made-up names that say they are, so that a test can look for them everywhere."""
    name = words.say(message, number="#")
    return np.array(
        [name.replace("#", f"{first_case}-{number}") for number in range(1, size + 1)],
        dtype=object,
    )


def _draw_charges(
    draw: _Draw,
    block: Block,
    who: _Persons,
    outcome: Texts,
    act: Dates,
    assumed: Mapping[str, Any],
) -> tuple[pa.Table, Ints]:
    """Return the charges, and for each defendant the place of the article sentenced under.

    The first defendant of a case is charged with all its articles, so that no entry is lost;
    the others with the first one and perhaps more.
    """
    citations = _list_citations(draw, assumed)
    lengths = np.array([len(kind.offences) for kind in draw.plan.kinds])[block.kind][who.case]
    person, number = _number_within(lengths)
    kept = (number == 1) | (who.number[person] == 1) | (draw.rng.random(len(person)) < 0.5)
    person, place = person[kept], number[kept] - 1
    size = len(person)
    charge_no = _count_in_runs(person)
    kind = block.kind[who.case[person]]
    part = draw.choose_places(list(assumed["part"].values()), size)
    verdict = outcome[person]
    decided = np.isin(verdict, ("convicted", "acquitted", "released"))
    changed = decided & (draw.rng.random(size) < assumed["requalified"])
    filing = citations.filing[kind, place, part]
    final = np.where(changed, citations.verdict[kind, place, part], filing)
    table = pa.table(
        {
            "case_key": _case_keys(block, draw)[who.case[person]],
            "defendant_key": _as_text(who.number[person]),
            "charge_no": charge_no,
            "date_of_act": act[who.case[person]],
            "citation_filing": filing,
            "citation_verdict": pa.array(final, mask=~decided),
            "verdict": verdict,
        }
    )
    first = charge_no == 1
    sentenced = np.where(changed, citations.requalified[kind, place], citations.own[kind, place])
    return table, sentenced[first]


@dataclass(frozen=True)
class _Citations:
    """Citations by kind of case, article and part; and the articles they cite, as places."""

    filing: Texts
    verdict: Texts
    own: Ints
    requalified: Ints
    articles: tuple[Article, ...]


def _list_citations(draw: _Draw, assumed: Mapping[str, Any]) -> _Citations:
    articles = _list_articles(draw.margins)
    kinds, parts = draw.plan.kinds, list(assumed["part"])
    most = max(len(kind.offences) for kind in kinds)
    filing = np.empty((len(kinds), most, len(parts)), dtype=object)
    verdict = np.empty_like(filing)
    own = np.zeros((len(kinds), most), dtype=np.int64)
    requalified = np.zeros_like(own)
    for row, kind in enumerate(kinds):
        of_year = draw.margins.articles[kind.year]
        for place, offence in enumerate(kind.offences):
            other = of_year.get(assumed["requalified_to"].get(offence, ""), of_year[offence])
            own[row, place] = articles.index(of_year[offence])
            requalified[row, place] = articles.index(other)
            for column, part in enumerate(parts):
                filing[row, place, column] = _cite(draw.words, of_year[offence], part)
                verdict[row, place, column] = _cite(draw.words, other, part)
    return _Citations(filing, verdict, own, requalified, articles)


def _list_articles(margins: Margins) -> tuple[Article, ...]:
    return tuple(
        dict.fromkeys(
            article for by_key in margins.articles.values() for article in by_key.values()
        )
    )


def _cite(words: Words, article: Article, part: str) -> str:
    return words.say("demo-citation", article=article.article, part=part)


def _draw_sentences(
    draw: _Draw,
    block: Block,
    who: _Persons,
    outcome: Texts,
    article: Ints,
    assumed: Mapping[str, Any],
) -> pa.Table:
    """Return one punishment per convicted defendant, and for some a fine beside it."""
    sentenced = np.flatnonzero(np.isin(outcome, ("convicted", "released")))
    fined = draw.rng.random(len(sentenced)) < assumed["second_fine"]
    person = np.concatenate([sentenced, sentenced[fined]])
    second = np.arange(len(person)) >= len(sentenced)
    order = np.lexsort((second, person))
    person, second = person[order], second[order]
    size = len(person)
    punishment = np.where(second, "fine", draw.choose(assumed["punishment"], size))
    imprisoned = punishment == "imprisonment"
    months = _draw_months(draw, article[person], assumed)
    fine = draw.rng.integers(200, 2000, size) * 100
    serving = draw.choose(assumed["conditional"], size)
    articles = _list_articles(draw.margins)
    numbers = np.array([each.article for each in articles], dtype=object)
    return pa.table(
        {
            "case_key": _case_keys(block, draw)[who.case[person]],
            "defendant_key": _as_text(who.number[person]),
            "sentence_no": second + 1,
            "citation": numbers[article[person]],
            "punishment": punishment,
            "imprisonment_months": pa.array(months, mask=~imprisoned),
            "fine_som": pa.array(fine, mask=punishment != "fine"),
            "conditional": pa.array(serving, mask=~imprisoned),
            "additional_punishment": draw.choose(assumed["additional_punishment"], size),
            "mitigating": draw.choose_several(assumed["mitigating"], size),
            "aggravating": draw.choose_several(assumed["aggravating"], size),
        }
    )


def _draw_months(draw: _Draw, article: Ints, assumed: Mapping[str, Any]) -> Ints:
    """Return imprisonment in months: within the article's range, a few below or above it."""
    least, most = _find_ranges(draw.margins, assumed)
    low, high = least[article], most[article]
    share = draw.rng.beta(1.4, 2.6, len(article))
    months = low + share * (high - low)
    odd = draw.rng.random(len(article))
    below, above = assumed["below_range"], assumed["above_range"]
    months = np.where(odd < below, low * (0.4 + 0.5 * share), months)
    months = np.where(odd > 1 - above, high * (1.05 + 0.2 * share), months)
    return np.maximum(1, np.round(months)).astype(np.int64)


def _find_ranges(
    margins: Margins, assumed: Mapping[str, Any]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return each article's least and most months; the assumed range where none is known."""
    default_least, default_most = assumed["range_months"]
    articles = _list_articles(margins)
    most = np.array([each.most_months or default_most for each in articles], dtype=np.float64)
    least = np.array([each.least_months or default_least for each in articles], dtype=np.float64)
    return np.minimum(least, most), most


def _draw_victims(draw: _Draw, block: Block, assumed: Mapping[str, Any]) -> pa.Table:
    offences = np.array([kind.offences[0] for kind in draw.plan.kinds], dtype=object)[block.kind]
    expected = np.array([assumed["victims_per_case"].get(offence, 1) for offence in offences])
    # One victim where one is sure, more by chance around the average.
    sizes = np.where(expected >= 1, 1 + draw.rng.poisson(np.maximum(expected - 1, 0)), 0)
    sizes = np.where(expected < 1, draw.rng.poisson(expected), sizes)
    case, number = _number_within(sizes)
    size = len(case)
    claimed = draw.rng.random(size) < assumed["compensation_claimed"]
    awarded = claimed & (draw.rng.random(size) < assumed["compensation_awarded"])
    sum_som = draw.rng.integers(10, 500, size) * 1000
    return pa.table(
        {
            "case_key": _case_keys(block, draw)[case],
            "victim_key": _as_text(number),
            "full_name": _name_persons(draw.words, "demo-victim", block.first_case, size),
            "sex": draw.choose(assumed["victim_sex"], size),
            "age_group": draw.choose(assumed["victim_age"], size),
            "citizenship": draw.choose(assumed["citizenship"], size),
            "form_of_exploitation": _draw_forms(draw, offences[case], assumed),
            "means": draw.choose_several(assumed["means"], size),
            "place": draw.choose(assumed["place"], size),
            "protection": draw.choose_several(assumed["protection"], size),
            "compensation_claimed_som": pa.array(sum_som, mask=~claimed),
            "compensation_awarded_som": pa.array(sum_som // 2, mask=~awarded),
        }
    )


def _draw_forms(draw: _Draw, offences: Texts, assumed: Mapping[str, Any]) -> Texts:
    forms = np.full(len(offences), "unknown", dtype=object)
    for offence, weights in assumed["form_of_exploitation"].items():
        own = offences == offence
        forms[own] = draw.choose(weights, int(own.sum()))
    return forms


def _draw_appeals(
    draw: _Draw,
    block: Block,
    who: _Persons,
    fate: Texts,
    closed: pa.ChunkedArray,
    assumed: Mapping[str, Any],
) -> pa.Table:
    """Return appeals of tried cases, by one of their defendants; some go on to cassation."""
    tried = np.flatnonzero((fate == "tried") & (draw.rng.random(len(fate)) < assumed["appealed"]))
    again = tried[draw.rng.random(len(tried)) < assumed["second_appeal"]]
    case = np.concatenate([tried, again])
    number = np.where(np.arange(len(case)) < len(tried), 1, 2)
    order = np.lexsort((number, case))
    case, number = case[order], number[order]
    size = len(case)
    days = draw.rng.integers(35, 80, size) * number
    decided = np.asarray(closed).astype("datetime64[D]")[case] + days
    by = 1 + (draw.rng.random(size) * block.persons[case]).astype(np.int64)
    return pa.table(
        {
            "case_key": _case_keys(block, draw)[case],
            "appeal_no": number,
            "defendant_key": _as_text(by),
            "instance": np.where(number == 1, "appeal", "cassation").astype(object),
            "date_decided": decided,
            "result": draw.choose(assumed["appeal_result"], size),
        }
    )


def _count_in_runs(values: Ints) -> Ints:
    """Return 1, 2, 3 … within each run of equal neighbours."""
    if not len(values):
        return values
    starts = np.flatnonzero(np.r_[True, values[1:] != values[:-1]])
    lengths = np.diff(np.r_[starts, len(values)])
    return np.arange(len(values)) - np.repeat(starts, lengths) + 1


def _as_text(numbers: Ints) -> Texts:
    """Return small numbers as text, each distinct one written once."""
    names = np.array(
        [str(number) for number in range(int(numbers.max(initial=0)) + 1)], dtype=object
    )
    return names[numbers]
