"""publish: rendered pages -> reports/_site/, only if every gate holds, and all or nothing.

The new site is made whole beside the old one and then takes its place, so that a reader, or a
build stopped at any moment, never meets half a site.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

from pipeline.acknowledged import ACKNOWLEDGED_FILE, check_unexplained, read_acknowledged
from pipeline.compare import Edition, compare
from pipeline.disclosure_gate import check_site
from pipeline.disclosure_rule import Rule
from pipeline.edition_data import EditionData, find_timestamp, read_edition, read_engine
from pipeline.errors import UnreadableFileError
from pipeline.facts import Fact, read_facts
from pipeline.faults import Fault, raise_faults
from pipeline.folders import replace_folder, restore_folder
from pipeline.gates import (
    Rules,
    check_folder,
    check_printed_charts,
    check_words,
    read_rules,
)
from pipeline.gather import find_pdf, gather_edition, list_parameters, seal_edition
from pipeline.page_parts import LANGUAGE_NAMES, PAGES
from pipeline.page_policy import set_policy
from pipeline.paths import Paths
from pipeline.provenance import collect_provenance
from pipeline.published import read_published
from pipeline.render import make_environment
from pipeline.seals import MANIFEST, check_seals, read_manifest
from pipeline.settings import Settings
from pipeline.take_over import hash_inputs, record_published, take_over
from pipeline.words import load_words
from pipeline.workers import start_workers


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
    for edition in editions:
        check_rendered(paths, settings, edition)
    # The threads hand out the work of their editions to workers that all of them share.
    with start_workers() as workers, ThreadPoolExecutor() as pool:
        making = [
            pool.submit(
                make_edition, paths, settings, edition, rules, fresh / str(edition), workers
            )
            for edition in editions
        ]
    for made in making:
        made.result()
    raise_faults(check_site(fresh, Rule.from_settings(settings.disclosure)))
    write_index(paths, settings, editions, fresh)


def make_edition(
    paths: Paths, settings: Settings, edition: int, rules: Rules, folder: Path, workers: Executor
) -> None:
    """Write an edition to `folder`: taken over as published if nothing it is made of changed."""
    timestamp = find_timestamp(paths)
    inputs = hash_inputs(paths, settings, edition, timestamp)
    if take_over(paths, edition, inputs, folder):
        return
    data = read_edition(paths, settings, edition, read_engine(paths, edition))
    gather_edition(paths, settings, data, folder, workers)
    parameters = tuple(list_parameters(settings).values())
    drawn = [
        workers.submit(check_printed_charts, paths, pair, folder, rules, parameters)
        for pair in settings.pairs
    ]
    faults = check_folder(folder, rules, parameters, settings.pairs, workers)
    faults += [fault for checked in drawn for fault in checked.result()]
    raise_faults(faults + check_changes(paths, data))
    seal_edition(paths, data, settings, folder, timestamp)
    record_published(paths, edition, inputs, folder)


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


def verify_editions(
    paths: Paths, settings: Settings, editions: Sequence[int]
) -> dict[int, Mapping[str, Fact]]:
    """Re-check published editions by every gate, hashes first. Refuses what fails."""
    rules = read_rules(paths)
    with start_workers() as workers, ThreadPoolExecutor() as pool:
        verifying = {
            edition: pool.submit(verify_edition, paths, edition, rules, workers)
            for edition in editions
        }
    verified = {edition: done.result() for edition, done in verifying.items()}
    raise_faults(check_site(paths.site, Rule.from_settings(settings.disclosure)))
    return verified


def verify_edition(
    paths: Paths, edition: int, rules: Rules, workers: Executor
) -> Mapping[str, Fact]:
    """Re-check a published edition by itself and return its facts. Refuses what fails."""
    folder = paths.site / str(edition)
    manifest = read_manifest(folder)
    raise_faults(check_seals(folder, manifest))
    parameters = tuple(manifest["parameters"].values())
    raise_faults(check_folder(folder, rules, parameters, manifest["pairs"], workers))
    return read_facts(folder / "facts.json")
