"""parity: the same facts with the same values in every language, on paper and in every chart.

trace has shown that each number is its fact, printed in its language; parity shows that no
language, format or chart has a fact that another lacks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from pipeline.faults import Fault
from pipeline.page_reading import PageReading
from pipeline.trace_charts import Drawing, list_points

# A page by its language and name: ("ky", "digest").
Key = tuple[str, str]


def check_parity(readings: Mapping[Key, PageReading]) -> list[Fault]:
    """Return pages that do not have the facts, claims or charts they have in another language."""
    faults = []
    for name in sorted({name for _, name in readings}):
        own = {language: read for (language, page), read in readings.items() if page == name}
        first, *others = sorted(own)
        for language in others:
            place = f"{language}/{name}.html"
            faults += _compare(list_shown(own[language]), list_shown(own[first]), place, first)
            faults += check_charts(own[language], own[first], place, first)
    return faults


def list_shown(reading: PageReading) -> set[str]:
    """Return the names of the facts and claims a page prints."""
    return {each.name for each in (*reading.facts, *reading.claims)}


def check_charts(one: PageReading, other: PageReading, place: str, like: str) -> list[Fault]:
    """Return charts of a page that draw other facts, or other values, than in another language."""
    faults = _compare(set(one.charts), set(other.charts), place, like)
    for chart in sorted(set(one.charts) & set(other.charts)):
        own, wanted = list_points(one.charts[chart]), list_points(other.charts[chart])
        odd = {name for name in own.keys() | wanted.keys() if own.get(name) != wanted.get(name)}
        faults += _tell(odd, f"{place}#{chart}", like)
    return faults


def check_languages(readings: Mapping[Key, PageReading], root: str) -> list[Fault]:
    """Return pages that do not declare the language of their folder."""
    return [
        Fault("parity", f"{root}{language}/{name}.html", f"lang is {reading.language!r}", language)
        for (language, name), reading in readings.items()
        if reading.language != language
    ]


def check_print(
    printed: PageReading, screen: Iterable[PageReading], place: str, like: str
) -> list[Fault]:
    """Return facts that the PDF prints and its languages' pages do not, or the other way round.

    `screen` are the same page in the languages of the PDF. What a page draws and the PDF writes is
    the same fact: what counts is that both show it.
    """
    pages = list(screen)
    shown = {name for page in pages for name in list_shown(page)}
    drawn = {name for page in pages for each in page.charts.values() for name in list_points(each)}
    own = list_shown(printed)
    return [*_tell(own - shown - drawn, place, like), *_tell(shown - own, place, like)]


def check_drawings(
    drawings: Mapping[str, Drawing], screen: PageReading, place: str, like: str
) -> list[Fault]:
    """Return printed charts that draw other facts than the same charts on the screen."""
    on_screen = {chart.removeprefix("chart-"): figure for chart, figure in screen.charts.items()}
    faults = _compare(set(drawings), set(on_screen), place, like)
    for chart in sorted(set(drawings) & set(on_screen)):
        # A year without a number has no mark of its own in print, only the words for it.
        wanted = {
            name for name, value in list_points(on_screen[chart]).items() if value is not None
        }
        own = set(drawings[chart].facts)
        missing = {name for name in list_points(on_screen[chart]) if name not in wanted}
        faults += _compare(own - missing, wanted, f"{place}#{chart}", like)
    return faults


def _compare(own: Collection[str], wanted: Collection[str], place: str, like: str) -> list[Fault]:
    return _tell(set(own) ^ set(wanted), place, like)


def _tell(odd: Collection[str], place: str, like: str) -> list[Fault]:
    named = ", ".join(sorted(odd)[:3])
    return [Fault("parity", place, f"differs in {named}", f"as in {like}")] if odd else []
