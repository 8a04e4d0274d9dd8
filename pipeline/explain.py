"""explain: where a number comes from, told in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from pipeline.edition_data import read_edition_facts
from pipeline.errors import WrongCallError
from pipeline.facts import Fact
from pipeline.paths import Paths
from pipeline.settings import Settings, choose_editions
from pipeline.wording import show_number
from pipeline.words import Words


def explain(
    paths: Paths, settings: Settings, name: str, year: int | None, words: Words
) -> Iterator[str]:
    """Yield lines that tell a fact of `year`, or of the newest edition that has it.

    Refuses an edition that is not built, and an id that no edition has.
    """
    editions = choose_editions(settings, [year] if year else [])
    known: set[str] = set()
    for edition in sorted(editions, reverse=True):
        path = paths.edition_analysed(edition) / "facts.json"
        if not path.is_file() and year is None:
            continue
        facts = read_edition_facts(paths, edition)
        if name in facts:
            yield from describe_fact(facts[name], edition, words)
            return
        known.update(facts)
    near = get_close_matches(name, sorted(known), n=3)  # Editions share most ids: compared once.
    hint = words.say("explain-near", ids=", ".join(near)) if near else ""
    if year:
        raise WrongCallError("error-unknown-fact", id=name, year=str(year), near=hint)
    raise WrongCallError("error-fact-nowhere", id=name, near=hint)


def describe_fact(fact: Fact, edition: int, words: Words) -> Iterator[str]:
    """Yield a fact's label, value, unit, status, query and sources."""
    unit = words.say(f"unit-{fact.unit.replace('_', '-')}")
    yield fact.label[words.language]
    yield from _align(
        (words.say("explain-value"), f"{show_number(fact, words)} ({unit})"),
        (words.say("explain-status"), words.say(f"status-{fact.status.replace('_', '-')}")),
        (words.say("explain-edition"), str(edition)),
        (words.say("explain-query"), fact.sql),
    )
    yield f"{words.say('explain-sources')}:"
    for ref in fact.sources:
        yield f"  {ref.file} [{ref.locator}]"
        yield f"  sha256 {ref.sha256}"


def _align(*pairs: tuple[str, str]) -> Iterable[str]:
    width = max(len(name) for name, _ in pairs)
    return [f"{name:<{width}}  {text}" for name, text in pairs]
