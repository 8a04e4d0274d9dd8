"""An edition's published folder: its pages and PDFs, its facts and open data, its seals."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from pipeline.changes import tabulate_changes
from pipeline.claims import read_claims
from pipeline.disclosure_gate import read_bounds
from pipeline.edition_data import EditionData
from pipeline.facts import write_facts
from pipeline.open_data import tabulate_facts, tabulate_texts, write_open_data
from pipeline.page_parts import PAGES
from pipeline.paths import Paths
from pipeline.printed import name_record, record_printed
from pipeline.provenance import collect_provenance, write_provenance
from pipeline.reconcile_tables import list_answers
from pipeline.seals import MANIFEST, hash_files, name_bundle, write_bundle
from pipeline.settings import Settings
from pipeline.tables import read_rows

_RECORDED: Final = (
    "duckdb",
    "great-expectations",
    "pandas",
    "plotly",
    "papermill",
    "pypandoc-binary",
    "typst",
)


def find_pdf(paths: Paths, edition: int, pair: Sequence[str]) -> Path:
    """Return where render puts an edition's PDF in two languages."""
    return paths.edition_pages(edition) / f"digest-{edition}-{'-'.join(pair)}.pdf"


def gather_edition(
    paths: Paths, settings: Settings, data: EditionData, target: Path, workers: Executor
) -> None:
    """Copy an edition's pages, and write its open data, facts and claims.

    `workers` write the records of the PDFs and the open data side by side.
    """
    built, analysed = paths.edition_pages(data.edition), paths.edition_analysed(data.edition)
    for language in settings.languages:
        (target / language).mkdir(parents=True)
        for name in PAGES:
            shutil.copyfile(built / language / f"{name}.html", target / language / f"{name}.html")
    writing = []
    for pair in settings.pairs:
        pdf = find_pdf(paths, data.edition, pair)
        shutil.copyfile(pdf, target / pdf.name)
        page = built / "-".join(pair) / "digest.qmd"
        writing.append(workers.submit(record_printed, page, pair, target / name_record(pdf)))
    write_facts(data.facts.values(), target / "facts.json")
    shutil.copyfile(analysed / "claims.json", target / "claims.json")
    texts = {
        "claims": flatten_claims(analysed / "claims.json"),
        "reconciliation": list_answers(data.reconciled),
        "sources": data.sources,
        "glossary": data.glossary,
        "concordance": list_concordance(paths),
        "disclosure": read_bounds(paths, data.edition, data.facts),
        "changed_facts": tabulate_changes(data.changes, data.facts),
    }
    tables = [
        *(table for table in tabulate_facts(data.facts.values()) if table.name != "claims"),
        # An edition of a register alone has no claims, and one without persons no bounds.
        *(tabulate_texts(name, rows) for name, rows in texts.items() if rows),
    ]
    place = target / "data"
    writing.append(workers.submit(write_open_data, tables, place, data.edition, data.sources))
    for written in writing:
        written.result()


def list_concordance(paths: Paths) -> list[dict[str, Any]]:
    """Return which article of each code has an offence, with the places it was read from."""
    columns = {
        "offence_key": "offence",
        "code_year": "code",
        "article": "article",
        "in_force_from": "in_force_from",
        "in_force_to": "in_force_to",
        "confidence": "confidence",
        "file": "file",
        "locator": "locator",
    }
    return [
        {name: str(row[column] or "") for column, name in columns.items()}
        for row in read_rows(paths.curated_tables / "concordance.parquet")
    ]


def flatten_claims(path: Path) -> list[dict[str, Any]]:
    """Return the ledger as flat rows: one column per text and language."""
    return [
        {
            "id": claim.id,
            "source": claim.source,
            "topic": claim.topic,
            "locator": claim.locator,
            "published": claim.published,
            "recomputed": claim.recomputed,
            "unit": claim.unit,
            "verdict": claim.verdict,
            "difference": claim.difference,
            **{f"statement_{language}": text for language, text in claim.statement.items()},
            **{f"method_{language}": text for language, text in claim.method.items()},
            **{f"explanation_{language}": text for language, text in claim.explanation.items()},
        }
        for claim in read_claims(path)
    ]


def list_parameters(settings: Settings) -> dict[str, int]:
    """Return the parameters of the build that pages name: the smallest counts shown."""
    return asdict(settings.disclosure)


def list_versions() -> dict[str, str]:
    """Return the versions of this program and of the packages that decide what is published."""
    return {name: version(name) for name in ("tip-digest", *_RECORDED)}


def seal_edition(
    paths: Paths, data: EditionData, settings: Settings, folder: Path, timestamp: int
) -> None:
    """Write the manifest of hashes and the bundle that holds the whole edition."""
    manifest = {
        "edition": data.edition,
        "engine": data.engine,
        "languages": list(data.languages),
        "pairs": [list(pair) for pair in data.pairs],
        "versions": list_versions(),
        "parameters": list_parameters(settings),
        "inputs": {
            f"data/raw/{row['source']}/{row['file']}": row["sha256"] for row in data.sources
        },
        "provenance": write_provenance(collect_provenance(paths)),
        "files": hash_files(folder),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    write_bundle(folder, folder / name_bundle(folder), timestamp)
