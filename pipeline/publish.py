"""publish: rendered pages -> reports/_site/, only if every gate holds, and all or nothing.

The new site is made whole beside the old one and then takes its place, so that a reader, or a
build stopped at any moment, never meets half a site.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
import zipfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.claims import read_claims
from pipeline.disclosure_gate import check_site, read_bounds
from pipeline.disclosure_rule import Rule
from pipeline.edition_data import EditionData, find_timestamp, read_edition, read_engine
from pipeline.errors import UnreadableFileError
from pipeline.facts import Fact, read_facts
from pipeline.faults import Fault, raise_faults
from pipeline.folders import replace_folder, restore_folder
from pipeline.gates import check_disclosure, check_pages
from pipeline.open_data import tabulate_facts, tabulate_texts, write_open_data
from pipeline.page_parts import LANGUAGE_NAMES, PAGES
from pipeline.page_policy import set_policy
from pipeline.paths import Paths
from pipeline.pdf_tags import find_tag_faults
from pipeline.reconcile_tables import list_answers
from pipeline.render import make_environment
from pipeline.settings import Settings, read_settings
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
    timestamp = find_timestamp(paths)
    # Compressing takes most of the time, and zlib lets other threads work meanwhile.
    with ThreadPoolExecutor() as pool:
        sealed = []
        for edition in editions:
            check_edition(paths, settings, edition)
            data = read_edition(paths, settings, edition, read_engine(paths, edition))
            gather_edition(paths, settings, data, fresh / str(edition))
            sealed.append(pool.submit(seal_edition, data, fresh / str(edition), timestamp))
        for bundle in sealed:
            bundle.result()
    raise_faults(check_site(fresh, Rule.from_settings(settings.disclosure)))
    write_index(paths, settings, editions, fresh)
    replace_folder(fresh, paths.site)
    return paths.site


def check_edition(paths: Paths, settings: Settings, edition: int) -> None:
    """Refuse an edition whose pages or facts fail a gate."""
    facts = read_facts(paths.edition_analysed(edition) / "facts.json")
    pages = {
        (language, name): paths.edition_pages(edition) / language / f"{name}.html"
        for language in settings.languages
        for name in PAGES
    }
    for path in pages.values():
        if not path.is_file():
            raise UnreadableFileError(
                "error-edition-not-built",
                year=str(edition),
                stage="render",
                folder=str(path.parent),
            )
    faults = check_disclosure(facts.values()) + check_pages(pages, facts, paths.root)
    raise_faults(faults + check_pdfs(paths.edition_pages(edition), settings))


def check_pdfs(folder: Path, settings: Settings) -> list[Fault]:
    """Return what a reader with a screen reader would miss in the PDFs of a folder."""
    return [
        Fault("accessibility", path.name, fault, "PDF/UA-1, each row and column with its header")
        for pair in settings.pairs
        for path in folder.glob(f"digest-*-{'-'.join(pair)}.pdf")
        for fault in find_tag_faults(path)
    ]


def gather_edition(paths: Paths, settings: Settings, data: EditionData, target: Path) -> None:
    """Copy an edition's pages, and write its open data, facts and claims."""
    built, analysed = paths.edition_pages(data.edition), paths.edition_analysed(data.edition)
    for language in settings.languages:
        (target / language).mkdir(parents=True)
        for name in PAGES:
            shutil.copyfile(built / language / f"{name}.html", target / language / f"{name}.html")
    for pair in settings.pairs:
        name = f"digest-{data.edition}-{'-'.join(pair)}.pdf"
        shutil.copyfile(built / name, target / name)
    for name in ("facts.json", "claims.json"):
        shutil.copyfile(analysed / name, target / name)
    tables = [
        *(table for table in tabulate_facts(data.facts.values()) if table.name != "claims"),
        tabulate_texts("claims", flatten_claims(analysed / "claims.json")),
        tabulate_texts("reconciliation", list_answers(data.reconciled)),
        tabulate_texts("sources", data.sources),
        tabulate_texts("glossary", data.glossary),
        *(
            tabulate_texts("disclosure", rows)
            for rows in [read_bounds(paths, data.edition)]
            if rows
        ),
    ]
    write_open_data(tables, target / "data", data.edition, data.sources)


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


def seal_edition(data: EditionData, folder: Path, timestamp: int) -> None:
    """Write the manifest of hashes and the bundle that holds the whole edition."""
    manifest = {
        "edition": data.edition,
        "engine": data.engine,
        "languages": list(data.languages),
        "pairs": [list(pair) for pair in data.pairs],
        "versions": {"tip-digest": data.version, **{name: version(name) for name in _RECORDED}},
        "inputs": {
            f"data/raw/{row['source']}/{row['file']}": row["sha256"] for row in data.sources
        },
        "files": hash_files(folder),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    write_bundle(folder, folder / f"bundle-{data.edition}.zip", timestamp)


def hash_files(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below `folder`, by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def write_bundle(folder: Path, target: Path, timestamp: int) -> None:
    """Write every file below `folder` into a zip whose bytes depend on them alone."""
    # A zip's clock begins in 1980.
    moment = time.gmtime(max(timestamp, 315532800))[:6]
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    with zipfile.ZipFile(target, "w") as bundle:
        for path in files:
            entry = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            bundle.writestr(entry, path.read_bytes(), compresslevel=6)


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
    """Re-check a published edition: hashes, trace, parity, disclosure. Refuses what fails."""
    folder = paths.site / str(edition)
    manifest_file = folder / "manifest.json"
    if not manifest_file.is_file():
        raise UnreadableFileError(
            "error-edition-not-built", year=str(edition), stage="publish", folder=str(folder)
        )
    manifest = json.loads(manifest_file.read_text(encoding="utf-8"))
    found = hash_files(folder)
    own = {"manifest.json", f"bundle-{edition}.zip"}
    faults = [
        Fault(
            "hashes",
            f"{edition}/{name}",
            "changed, added or removed since publishing",
            "as published",
        )
        for name in sorted({*manifest["files"], *found} - own)
        if manifest["files"].get(name) != found.get(name)
    ]
    raise_faults(faults)
    facts = read_facts(folder / "facts.json")
    pages = {
        (language, name): folder / language / f"{name}.html"
        for language in manifest["languages"]
        for name in PAGES
    }
    raise_faults(check_disclosure(facts.values()) + check_pages(pages, facts, paths.root))
    raise_faults(check_site(paths.site, Rule.from_settings(read_settings(paths).disclosure)))
    return facts
