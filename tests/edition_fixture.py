"""A small published edition, made from a few facts, for the tests of the gates."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape
from pathlib import Path

from pipeline.chart_model import Chart, Point
from pipeline.charts import embed_json, screen_block
from pipeline.facts import Fact, SourceRef, write_facts
from pipeline.gates import Rules, read_rules
from pipeline.open_data import tabulate_facts, write_open_data
from pipeline.page_data import index_fact
from pipeline.paths import Paths
from pipeline.wording import show_number
from pipeline.words import LANGUAGES, Words, load_words
from tests.conftest import ROOT

YEAR = 2021
PARAMETERS = (3, 11)
RULES: Rules = read_rules(Paths(ROOT))
# The page's own words: a sentence each, long enough to tell its language by.
SENTENCES = {
    "ky": "Бул жерде адамдарды сатуу боюнча катталган иштердин саны жана алардын үлүшү көрсөтүлгөн",
    "ru": "Здесь показано число дел о торговле людьми, которые были зарегистрированы за эти годы",
    "en": "This is the number of cases of trafficking in persons that were registered in the years",
}
ARTICLE = {"ky": "124-берене", "ru": "ст. 124", "en": "Art. 124"}


def make_facts() -> dict[str, Fact]:
    """Return facts of every status, among them a year's series of one article."""
    given = [
        *(make_fact(f"entries.124.{year}", value, year=str(year), article="124")
          for year, value in ((2014, 5), (2015, 12), (2016, 1), (2017, 1254))),
        make_fact("share", 39.245, unit="percent", base="entries"),
        make_fact("missing", None, "not_reported", base="cases"),
        make_fact("hidden", None, "suppressed", base="all"),
    ]  # fmt: skip
    return {fact.id: fact for fact in given}


def make_fact(
    name: str, value: float | None, status: str = "value", unit: str = "cases", **row: str
) -> Fact:
    keys = {"article": "124", "year": "2014", "base": "entries"} | row
    return Fact(
        id=name,
        value=value,
        unit=unit,
        status=status,
        table="practice_entries",
        row=keys,
        sql=f"SELECT value FROM practice_entries({YEAR}) WHERE base = '{keys['base']}'",
        sources=(SourceRef("data/raw/x/x.csv", "0" * 64, "row 2"),),
        label={language: f"{language} {name}" for language in LANGUAGES},
    )


def make_chart(facts: Mapping[str, Fact], language: str) -> Chart:
    series = [fact for name, fact in facts.items() if name.startswith("entries.")]
    words = load_words(language)
    told = series[-1]
    return Chart(
        id="cases",
        kind="columns",
        title=SENTENCES[language],
        summary=f"{SENTENCES[language]}: {show_number(told, words)}",
        told_facts=(told.id,),
        points=tuple(
            Point(fact.id, fact.row["year"], fact.value, "value", panel="124",
                  keys=dict(fact.row), text=show_number(fact, words))
            for fact in series
        ),
        labels={"124": ARTICLE[language]},
    )  # fmt: skip


def write_page(facts: Mapping[str, Fact], language: str, body: str = "") -> str:
    """Return a page that prints every fact as its language does, in prose, a chart and its data."""
    words = load_words(language)
    marks = " ".join(
        f'<span data-fact="{name}">{escape(show_number(fact, words))}</span>'
        for name, fact in facts.items()
    )
    index = {name: index_fact(fact, words, YEAR) for name, fact in facts.items()}
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><title>{SENTENCES[language]}</title></head>'
        f'<body><section id="lead"><p>{SENTENCES[language]}, 2014–2017: {marks}.</p>'
        f"<p>{ARTICLE[language]}</p>{body}</section>"
        f"{screen_block(make_chart(facts, language), words)}"
        f'<script type="application/json" id="facts-index">{embed_json(index)}</script>'
        f"</body></html>"
    )


def write_edition(folder: Path, facts: Mapping[str, Fact] | None = None) -> Path:
    """Write a small edition with a digest in every language and return its folder."""
    facts = make_facts() if facts is None else facts
    for language in LANGUAGES:
        path = folder / language / "digest.html"
        path.parent.mkdir(parents=True)
        path.write_text(write_page(facts, language), encoding="utf-8")
    write_facts(facts.values(), folder / "facts.json")
    (folder / "claims.json").write_text("[]", encoding="utf-8")
    write_open_data(tabulate_facts(facts.values()), folder / "data", YEAR)
    concordance = "offence,code,article\ntrafficking_in_persons,1997,124\nx,2021,166\n"
    (folder / "data" / "concordance.csv").write_text(concordance, encoding="utf-8")
    return folder


def change(path: Path, old: str, new: str) -> None:
    """Replace a text of a file once; the text must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def revalue(facts: Mapping[str, Fact], name: str, value: float | None) -> dict[str, Fact]:
    return {**facts, name: replace(facts[name], value=value)}


def write_manifest(folder: Path, **given: object) -> None:
    (folder / "manifest.json").write_text(json.dumps(given), encoding="utf-8")


def words_of(languages: Iterable[str]) -> list[Words]:
    return [load_words(language) for language in languages]
