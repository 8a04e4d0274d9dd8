"""publish: rendered pages -> reports/_site/, only if every gate holds, and all or nothing.

The new site is made whole beside the old one and then takes its place, so that a reader, or a
build stopped at any moment, never meets half a site.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.acknowledged import ACKNOWLEDGED_FILE, check_unexplained, read_acknowledged
from pipeline.changes import tabulate_changes
from pipeline.claims import read_claims
from pipeline.compare import Edition, compare
from pipeline.disclosure_gate import check_site, read_bounds
from pipeline.disclosure_rule import Rule
from pipeline.edition_data import EditionData, find_timestamp, read_edition, read_engine
from pipeline.errors import UnreadableFileError
from pipeline.facts import Fact, read_facts, write_facts
from pipeline.faults import Fault, raise_faults
from pipeline.folders import replace_folder, restore_folder
from pipeline.gates import check_folder, check_printed_charts, check_words, read_rules
from pipeline.open_data import tabulate_facts, tabulate_texts, write_open_data
from pipeline.page_parts import LANGUAGE_NAMES, PAGES
from pipeline.page_policy import set_policy
from pipeline.paths import Paths
from pipeline.printed import name_record, read_printed_page, write_printed
from pipeline.provenance import collect_provenance, write_provenance
from pipeline.published import read_published
from pipeline.reconcile_tables import list_answers
from pipeline.render import make_environment
from pipeline.seals import (
    MANIFEST,
    check_seals,
    hash_files,
    name_bundle,
    read_manifest,
    write_bundle,
)
from pipeline.settings import Settings
from pipeline.tables import read_rows
from pipeline.words import load_words

_RECORDED = (
    "duckdb",
    "great-expectations",
    "pandas",
    "plotly",
    "papermill",
    "pypandoc-binary",
    "typst",
)


def publish(paths: Paths, settings: Settings, editions: Sequence[int]) -> Path:
    """Publish the editions and return the site's folder; refuse if a gate fails."""
    restore_folder(paths.site)
    fresh = paths.site.with_name("_site.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        make_site(paths, settings, editions, fresh)
        replace_folder(fresh, paths.site)
    finally:
        # What a gate refused must not be taken for a site.
        shutil.rmtree(fresh, ignore_errors=True)
    return paths.site


def make_site(paths: Paths, settings: Settings, editions: Sequence[int], fresh: Path) -> None:
    """Write the site of the editions to `fresh`; refuse if a gate fails."""
    rules = read_rules(paths)
    raise_faults(check_words(rules))
    timestamp = find_timestamp(paths)
    # Compressing takes most of the time, and zlib lets other threads work meanwhile.
    with ThreadPoolExecutor() as pool:
        sealed = []
        for edition in editions:
            check_rendered(paths, settings, edition)
            data = read_edition(paths, settings, edition, read_engine(paths, edition))
            folder = fresh / str(edition)
            gather_edition(paths, settings, data, folder)
            parameters = list_parameters(settings).values()
            faults = check_folder(folder, rules, parameters, settings.pairs)
            faults += check_printed_charts(paths, settings, folder, rules)
            raise_faults(faults + check_changes(paths, data))
            sealed.append(pool.submit(seal_edition, paths, data, settings, folder, timestamp))
        for bundle in sealed:
            bundle.result()
    raise_faults(check_site(fresh, Rule.from_settings(settings.disclosure)))
    write_index(paths, settings, editions, fresh)


def check_changes(paths: Paths, data: EditionData) -> list[Fault]:
    """Return facts that differ from the edition's last publication for no recorded reason."""
    folder = paths.site / str(data.edition)
    if not (folder / MANIFEST).is_file():
        return []
    fresh = Edition(data.edition, data.facts, collect_provenance(paths))
    acknowledged = read_acknowledged(paths.reports / ACKNOWLEDGED_FILE)
    return check_unexplained(compare(read_published(folder), fresh), acknowledged, data.edition)


def check_rendered(paths: Paths, settings: Settings, edition: int) -> None:
    """Refuse an edition whose pages have not been made."""
    built = paths.edition_pages(edition)
    pages = [built / language / f"{name}.html" for language in settings.languages for name in PAGES]
    for path in [*pages, *(find_pdf(paths, edition, pair) for pair in settings.pairs)]:
        if not path.is_file():
            raise UnreadableFileError(
                "error-edition-not-built",
                year=str(edition),
                stage="render",
                folder=str(path.parent),
            )


def find_pdf(paths: Paths, edition: int, pair: Sequence[str]) -> Path:
    """Return where render puts an edition's PDF in two languages."""
    return paths.edition_pages(edition) / f"digest-{edition}-{'-'.join(pair)}.pdf"


def gather_edition(paths: Paths, settings: Settings, data: EditionData, target: Path) -> None:
    """Copy an edition's pages, and write its open data, facts and claims."""
    built, analysed = paths.edition_pages(data.edition), paths.edition_analysed(data.edition)
    for language in settings.languages:
        (target / language).mkdir(parents=True)
        for name in PAGES:
            shutil.copyfile(built / language / f"{name}.html", target / language / f"{name}.html")
    for pair in settings.pairs:
        pdf = find_pdf(paths, data.edition, pair)
        shutil.copyfile(pdf, target / pdf.name)
        page = built / "-".join(pair) / "digest.qmd"
        write_printed(*read_printed_page(page, pair), pair, target / name_record(pdf))
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
    write_open_data(tables, target / "data", data.edition, data.sources)


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


def seal_edition(
    paths: Paths, data: EditionData, settings: Settings, folder: Path, timestamp: int
) -> None:
    """Write the manifest of hashes and the bundle that holds the whole edition."""
    manifest = {
        "edition": data.edition,
        "engine": data.engine,
        "languages": list(data.languages),
        "pairs": [list(pair) for pair in data.pairs],
        "versions": {"tip-digest": data.version, **{name: version(name) for name in _RECORDED}},
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


def write_index(paths: Paths, settings: Settings, editions: Sequence[int], folder: Path) -> None:
    """Write the page that leads to every edition in every language."""
    assets = paths.reports / "assets"
    style = "\n".join(
        (assets / name).read_text(encoding="utf-8")
        for name in ("base.css", "pages.css", "index.css")
    )
    template = make_environment(paths.reports).get_template("index.html.j2")
    text = template.render(
        editions=sorted(editions, reverse=True),
        languages={language: load_words(language) for language in settings.languages},
        names=LANGUAGE_NAMES,
        pairs=settings.pairs,
        style=style,
    )
    (folder / "index.html").write_text(set_policy(text), encoding="utf-8")


def verify_edition(paths: Paths, settings: Settings, edition: int) -> Mapping[str, Fact]:
    """Re-check a published edition by every gate, hashes first. Refuses what fails."""
    folder = paths.site / str(edition)
    manifest = read_manifest(folder)
    raise_faults(check_seals(folder, manifest))
    parameters = manifest["parameters"].values()
    raise_faults(check_folder(folder, read_rules(paths), parameters, manifest["pairs"]))
    raise_faults(check_site(paths.site, Rule.from_settings(settings.disclosure)))
    return read_facts(folder / "facts.json")
