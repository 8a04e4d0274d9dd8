"""The gates of publishing: what must hold of an edition's finished files.

Each gate reads the files back as a reader would and returns what it found wrong, with its place.
The same gates are kept before publishing and by `verify`. trace: every number is a fact, or no
figure. parity: every language, format and chart has the same facts. offline: no page fetches
anything. disclosure: what must not leave has not left. hashes: nothing changed since publishing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.claims import read_claims
from pipeline.disclosure import is_controlled
from pipeline.errors import UnreadableFileError
from pipeline.facts import Fact, read_facts
from pipeline.faults import Fault
from pipeline.number_kinds import KINDS_FILE, Kind, find_known, read_kinds, read_tables
from pipeline.page_reading import PageReading, read_html
from pipeline.parity import Key, check_drawings, check_languages, check_parity, check_print
from pipeline.parity_data import check_data
from pipeline.parity_words import (
    MESSAGES,
    SAME_WORDS_FILE,
    Same,
    check_language,
    check_messages,
    check_rows,
    read_messages,
    read_same_words,
)
from pipeline.paths import Paths
from pipeline.pdf_tags import Tag, find_tag_faults, read_tags
from pipeline.printed import name_record, read_printed
from pipeline.trace import Ground, check_trace
from pipeline.trace_charts import check_drawing, check_figure, read_drawing
from pipeline.trace_pdf import check_pdf, read_pdf

# What stands under a table or figure, as the message data-file-short begins; prose has no colon.
_DATA: Final = re.compile(r":\s+data/\s*([\w-]+)\s*\.\s*csv")


@dataclass(frozen=True)
class Rules:
    """What the gates are told: kinds of numbers that are no figures, words languages share."""

    kinds: tuple[Kind, ...]
    same: tuple[Same, ...]


def read_rules(paths: Paths) -> Rules:
    """Return the rules declared in reports/."""
    return Rules(
        read_kinds(paths.reports / KINDS_FILE), read_same_words(paths.reports / SAME_WORDS_FILE)
    )


def check_words(rules: Rules, folder: Path = MESSAGES) -> list[Fault]:
    """Return messages of the program that are missing, or not translated, in a language."""
    return check_messages(read_messages(folder), rules.same)


def check_folder(
    folder: Path,
    rules: Rules,
    parameters: Sequence[int],
    pairs: Iterable[Sequence[str]],
    workers: Executor,
) -> list[Fault]:
    """Return what is wrong with an edition's folder: pages, PDFs, open data and facts.

    `parameters` are the build's parameters that pages name; `pairs` the languages of each PDF.
    `workers` read the parts side by side, each from the folder.
    """
    parts = [
        workers.submit(check_screens, folder, rules, parameters),
        *(workers.submit(check_document, folder, pair, rules, parameters) for pair in pairs),
        workers.submit(check_open_data, folder, rules),
    ]
    return [fault for part in parts for fault in part.result()]


def check_screens(folder: Path, rules: Rules, parameters: Sequence[int]) -> list[Fault]:
    """Return what is wrong with an edition's facts and with the HTML pages that show them."""
    ground = read_ground(folder, rules, parameters)
    faults = check_disclosure(ground.facts.values())
    return faults + check_pages(read_pages(folder), ground, folder.name)


def check_open_data(folder: Path, rules: Rules) -> list[Fault]:
    """Return what is wrong with an edition's data files."""
    facts = read_facts(folder / "facts.json")
    faults = check_data(folder / "data", facts, f"{folder.name}/data")
    return faults + check_translations(folder, facts.values(), rules.same)


def read_ground(folder: Path, rules: Rules, parameters: Iterable[int]) -> Ground:
    """Return what the numbers of an edition's pages are held against, from its folder.

    `parameters` are the build's parameters that pages name.
    """
    facts = read_facts(folder / "facts.json")
    claims = {claim.id: claim for claim in read_claims(folder / "claims.json")}
    known = find_known(facts.values(), read_tables(folder), parameters)
    return Ground(int(folder.name), facts, claims, rules.kinds, known)


def check_translations(folder: Path, facts: Iterable[Fact], same: Sequence[Same]) -> list[Fault]:
    """Return texts of an edition's data that are the same in two languages."""
    faults: list[Fault] = []
    for name, rows in read_tables(folder).items():
        faults += check_rows(rows, same, f"{folder.name}/data/{name}.csv")
    labels = [{f"label_{key}": text for key, text in fact.label.items()} for fact in facts]
    return faults + check_rows(labels, same, f"{folder.name}/facts.json")


def read_pages(folder: Path, pattern: str = "*/*.html") -> dict[Key, PageReading]:
    """Return the HTML pages of an edition's folder, by language and name."""
    return {(path.parent.name, path.stem): read_html(path) for path in sorted(folder.glob(pattern))}


def check_pages(readings: Mapping[Key, PageReading], ground: Ground, root: str) -> list[Fault]:
    """Return what is wrong with the HTML pages of an edition, each by itself and together."""
    faults: list[Fault] = []
    for (language, name), reading in readings.items():
        place = f"{root}/{language}/{name}.html"
        faults += check_trace(reading, ground, language, place)
        for chart, figure in reading.charts.items():
            faults += check_figure(figure, ground, language, f"{place}#{chart}")
        faults += check_offline(reading, place)
        faults += check_language(reading.blocks, place)
    return faults + check_languages(readings, f"{root}/") + check_parity(readings)


def check_offline(reading: PageReading, place: str) -> list[Fault]:
    """Return what a page would fetch."""
    return [
        Fault("offline", place, f"fetches {address[:80]}", "no request to any host")
        for address in reading.fetched
    ]


def check_document(
    folder: Path, pair: Sequence[str], rules: Rules, parameters: Sequence[int]
) -> list[Fault]:
    """Return what is wrong with a bilingual PDF, against its record and its languages' pages."""
    path = folder / f"digest-{folder.name}-{'-'.join(pair)}.pdf"
    record = folder / name_record(path)
    for needed in (path, record):
        if not needed.is_file():
            raise UnreadableFileError(
                "error-edition-not-built", year=folder.name, stage="render", folder=str(folder)
            )
    place = f"{folder.name}/{path.name}"
    ground = read_ground(folder, rules, parameters)
    pages, printed = read_pdf(path), read_printed(record)
    screen = [
        reading
        for language in pair
        for reading in read_pages(folder, f"{language}/digest.html").values()
    ]
    like = " and ".join(f"{language}/digest.html" for language in pair)
    return [
        *check_pdf(pages, printed, ground, place),
        *check_print(printed, screen, place, like),
        *check_data_names(pages, read_tags(path), folder / "data", place),
        *check_tags(path, place),
    ]


def check_tags(path: Path, place: str) -> list[Fault]:
    """Return what a reader with a screen reader would miss in a PDF."""
    expected = "PDF/UA-1, each row and column with its header"
    return [Fault("accessibility", place, fault, expected) for fault in find_tag_faults(path)]


def check_printed_charts(
    paths: Paths, pair: Sequence[str], folder: Path, rules: Rules, parameters: Sequence[int]
) -> list[Fault]:
    """Return drawings of an edition's PDF that are not as their facts, or as on the screen.

    Drawings are read where they were made: in a PDF their marks no longer name their facts.
    """
    ground = read_ground(folder, rules, parameters)
    built = paths.edition_pages(ground.edition) / "-".join(pair)
    drawings = {path.stem: read_drawing(path, pair) for path in sorted(built.glob("*.svg"))}
    root = f"{ground.edition}/{'-'.join(pair)}"
    faults = []
    for name, drawing in drawings.items():
        faults += check_drawing(drawing, ground, pair, f"{root}/{name}.svg")
    screen = read_pages(folder, f"{pair[0]}/digest.html")[pair[0], "digest"]
    return faults + check_drawings(drawings, screen, root, f"{pair[0]}/digest.html")


def check_data_names(pages: Sequence[str], tree: Tag, data: Path, place: str) -> list[Fault]:
    """Return whether tables and figures of a PDF name no open data, or a file that is not there.

    They are counted: a table may run over a page that has another's name at its foot.
    """
    named = _DATA.findall("\n".join(pages))
    shown = len(tree.find("Table")) + len(tree.find("Figure"))
    faults = [
        Fault("parity", place, f"names data/{name}.csv", "a file in data/")
        for name in named
        if not (data / f"{name}.csv").is_file()
    ]
    if len(named) != shown:
        told = f"{len(named)} of {shown} tables and figures name their data"
        faults.append(Fault("parity", place, told, "for each its file in data/"))
    return faults


def check_disclosure(facts: Iterable[Fact]) -> list[Fault]:
    """Return facts that must not leave: suppressed cells with a value, and regions of persons.

    Regions may be told where all editions' counts are under disclosure control (disclosure_gate).
    """
    faults = []
    for fact in facts:
        if fact.status in ("suppressed", "not_reported") and fact.value is not None:
            faults.append(Fault("disclosure", fact.id, f"{fact.status} with a value", "no value"))
        if any("KG-" in value for value in fact.row.values()) and not is_controlled(fact):
            faults.append(Fault("disclosure", fact.id, "a count by region", "national counts"))
    return faults
