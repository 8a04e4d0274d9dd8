"""What the pages of one edition draw on: facts, claims, sources, offences, glossary, engine."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any, Final

from pipeline.changes import Changes, read_changes
from pipeline.claims import Claim, read_claims
from pipeline.concordance import Offence, list_offences
from pipeline.errors import UnreadableFileError
from pipeline.facts import Fact, read_facts
from pipeline.paths import Paths
from pipeline.reconcile import Reconciled, Retold, compare_editions, reconcile
from pipeline.reconcile_rules import read_reconciliation
from pipeline.settings import Settings
from pipeline.tables import read_rows
from pipeline.wording import Page
from pipeline.words import LANGUAGES

ENGINE_FILE: Final = "engine.txt"


@dataclass(frozen=True)
class EditionData:
    """Everything the templates of one edition draw on."""

    edition: int
    facts: Mapping[str, Fact]
    claims: Sequence[Claim]
    reconciled: Sequence[Reconciled]
    retold: Sequence[Retold]
    changes: Changes
    sources: Sequence[Mapping[str, Any]]
    corrections: Sequence[Mapping[str, Any]]
    offences: Sequence[Offence]
    glossary: Sequence[Mapping[str, str]]
    smallest: int
    smallest_defendants: int
    pairs: tuple[tuple[str, str], ...]
    languages: tuple[str, ...]
    engine: str
    version: str

    @property
    def is_synthetic(self) -> bool:
        """Whether any source is made up: then everything is, for real ones never stand beside."""
        return not all(row["is_real"] for row in self.sources)

    def page(self, languages: tuple[str, ...]) -> Page:
        titles = {
            str(row["source"]): {each: str(row[f"title_{each}"]) for each in LANGUAGES}
            for row in self.sources
        }
        return Page(self.edition, languages, self.facts, self.claims, titles, self.is_synthetic)


def read_edition(paths: Paths, settings: Settings, edition: int, engine: str) -> EditionData:
    """Return an edition's facts, claims, sources, concordance and glossary."""
    folder = paths.edition_analysed(edition)
    compared = paths.edition_compared(edition)
    tables = paths.curated_tables
    for path in (folder / "facts.json", tables / "source.parquet"):
        if not path.is_file():
            raise UnreadableFileError(
                "error-edition-not-built",
                year=str(edition),
                stage="analyse",
                folder=str(path.parent),
            )
    facts = read_edition_facts(paths, edition)
    rules = read_reconciliation(paths.expectations)
    glossary = (paths.reports / "glossary.csv").read_text(encoding="utf-8")
    return EditionData(
        edition=edition,
        facts=facts,
        claims=read_claims(folder / "claims.json"),
        reconciled=reconcile(rules.questions, facts),
        retold=compare_editions(rules.editions, facts),
        changes=read_changes(compared / "changes.json"),
        sources=read_rows(tables / "source.parquet"),
        corrections=read_rows(tables / "correction.parquet"),
        offences=list_offences(
            read_rows(tables / "concordance.parquet"),
            read_rows(tables / "relation.parquet"),
        ),
        glossary=list(csv.DictReader(glossary.splitlines())),
        smallest=settings.disclosure.smallest_count_victims,
        smallest_defendants=settings.disclosure.smallest_count_defendants,
        pairs=settings.pairs,
        languages=settings.languages,
        engine=engine,
        version=version("tip-digest"),
    )


def read_edition_facts(paths: Paths, edition: int) -> dict[str, Fact]:
    """Return an edition's facts: those of its data, and how it differs from the last edition.

    What was not compared yet says nothing of the last edition.
    """
    facts = read_facts(paths.edition_analysed(edition) / "facts.json")
    compared = paths.edition_compared(edition) / "facts.json"
    return facts | (read_facts(compared) if compared.is_file() else {})


def record_engine(paths: Paths, edition: int, engine: str) -> None:
    """Keep, beside the pages, which engine makes them: publishing says so."""
    folder = paths.edition_pages(edition)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ENGINE_FILE).write_text(engine + "\n", encoding="utf-8")


def read_engine(paths: Paths, edition: int) -> str:
    """Return the engine that made an edition's pages; refuse an edition without pages."""
    path = paths.edition_pages(edition) / ENGINE_FILE
    if not path.is_file():
        raise UnreadableFileError(
            "error-edition-not-built", year=str(edition), stage="render", folder=str(path.parent)
        )
    return path.read_text(encoding="utf-8").strip()


def find_newest(sources: Sequence[Mapping[str, Any]]) -> str:
    """Return the date of the newest source file, or, where none is dated, the newest year."""
    versions = [str(row["version"]) for row in sources if row["version"]]
    return max([*versions, *(str(row["published"]) for row in sources if not versions)])


def find_timestamp(paths: Paths) -> int:
    """Return the seconds since 1970 that files are dated with, so that builds repeat to the byte.

    SOURCE_DATE_EPOCH if it is set, else the date of the newest dated source file, or the first day
    of the newest year of publication.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    sources = read_rows(paths.curated_tables / "source.parquet")
    newest = find_newest(sources)
    day = datetime.fromisoformat(f"{newest}-01-01" if newest.isdecimal() else newest)
    return int(day.replace(tzinfo=UTC).timestamp())
