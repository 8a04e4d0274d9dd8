"""Publishing: whole or not at all, the same bytes each time, and checked again by verify."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from pipeline.analyse import Analysis
from pipeline.errors import GateFailedError, UnreadableFileError
from pipeline.facts import Fact, write_facts
from pipeline.page_parts import PAGES
from pipeline.paths import Paths
from pipeline.publish import (
    check_edition,
    flatten_claims,
    hash_files,
    verify_edition,
    write_bundle,
)
from pipeline.settings import Settings, read_settings
from pipeline.wording import show_number
from pipeline.words import LANGUAGES, load_words
from tests.conftest import ROOT, MakeFact, copy_project

EDITION = 2021


@pytest.fixture
def fact(make_fact: MakeFact) -> Fact:
    return make_fact("cases", 1254)


@pytest.fixture
def settings() -> Settings:
    return read_settings(Paths(ROOT))


def write_pages(folder: Path, fact: Fact) -> None:
    for language in LANGUAGES:
        number = show_number(fact, load_words(language))
        for name in PAGES:
            path = folder / language / f"{name}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(
                f'<html lang="{language}"><span data-fact="cases">{number}</span></html>',
                encoding="utf-8",
            )


@pytest.fixture
def site(tmp_path: Path, fact: Fact) -> Paths:
    """Return a project with one small published edition."""
    paths = copy_project(tmp_path / "project", raw=False)
    folder = paths.site / str(EDITION)
    write_pages(folder, fact)
    write_facts([fact], folder / "facts.json")
    manifest = {"languages": list(LANGUAGES), "files": hash_files(folder)}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    write_bundle(folder, folder / f"bundle-{EDITION}.zip", 0)
    return paths


def test_a_published_edition_passes_again(site: Paths, settings: Settings, fact: Fact) -> None:
    assert verify_edition(site, settings, EDITION) == {"cases": fact}


@pytest.mark.parametrize("name", ["en/digest.html", "ky/quality.html", "facts.json"])
def test_a_file_edited_after_publishing_is_named(
    site: Paths, settings: Settings, name: str
) -> None:
    path = site.site / str(EDITION) / name
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    with pytest.raises(GateFailedError) as caught:
        verify_edition(site, settings, EDITION)
    assert caught.value.exit_code == 14
    assert f"{EDITION}/{name}" in str(caught.value)


def test_a_file_removed_or_added_after_publishing_is_named(site: Paths, settings: Settings) -> None:
    folder = site.site / str(EDITION)
    (folder / "ru" / "digest.html").unlink()
    with pytest.raises(GateFailedError, match=r"ru/digest\.html"):
        verify_edition(site, settings, EDITION)
    shutil.rmtree(folder / "ru")
    (folder / "extra.html").touch()
    with pytest.raises(GateFailedError, match=r"extra\.html"):
        verify_edition(site, settings, EDITION)


def test_a_number_changed_together_with_its_hash_is_still_found(
    site: Paths, settings: Settings
) -> None:
    folder = site.site / str(EDITION)
    page = folder / "en" / "digest.html"
    page.write_text(page.read_text(encoding="utf-8").replace("1,254", "1,255"), encoding="utf-8")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"] = {
        name: digest
        for name, digest in hash_files(folder).items()
        if name not in ("manifest.json", f"bundle-{EDITION}.zip")
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(GateFailedError) as caught:
        verify_edition(site, settings, EDITION)
    assert caught.value.details["gate"] == "trace"
    assert "1,255" in str(caught.value)


def test_an_edition_that_is_not_published_cannot_be_verified(
    site: Paths, settings: Settings
) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        verify_edition(site, settings, 2017)
    assert (caught.value.exit_code, caught.value.message) == (10, "error-edition-not-built")


def test_an_edition_whose_page_is_missing_is_not_published(
    site: Paths, settings: Settings, fact: Fact
) -> None:
    write_facts([fact], site.edition_analysed(EDITION) / "facts.json")
    write_pages(site.edition_pages(EDITION), fact)
    check_edition(site, settings, EDITION)
    (site.edition_pages(EDITION) / "ky" / "dashboard.html").unlink()
    with pytest.raises(UnreadableFileError) as caught:
        check_edition(site, settings, EDITION)
    assert caught.value.details["stage"] == "render"


def test_an_edition_that_fails_a_gate_is_not_published(
    site: Paths, settings: Settings, make_fact: MakeFact, fact: Fact
) -> None:
    write_pages(site.edition_pages(EDITION), fact)
    hidden = make_fact("hidden", 3, status="suppressed")
    write_facts([fact, hidden], site.edition_analysed(EDITION) / "facts.json")
    with pytest.raises(GateFailedError, match="hidden"):
        check_edition(site, settings, EDITION)


def test_a_bundle_holds_every_file_and_its_bytes_depend_on_them_alone(tmp_path: Path) -> None:
    folder = tmp_path / "2021"
    for name in ("b.txt", "ky/a.html", "data/кыргыз.csv"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    write_bundle(folder, tmp_path / "1.zip", 1_700_000_000)
    os.utime(folder / "b.txt", (946684800, 946684800))  # a file's own clock must not show
    write_bundle(folder, tmp_path / "2.zip", 1_700_000_000)
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "1.zip") as bundle:
        assert bundle.testzip() is None
        names = ["2021/b.txt", "2021/data/кыргыз.csv", "2021/ky/a.html"]
        assert bundle.namelist() == names


def test_a_bundle_never_holds_itself(tmp_path: Path) -> None:
    folder = tmp_path / "2021"
    folder.mkdir()
    (folder / "a.txt").touch()
    write_bundle(folder, folder / "bundle-2021.zip", 0)
    with zipfile.ZipFile(folder / "bundle-2021.zip") as bundle:
        assert bundle.namelist() == ["2021/a.txt"]


def test_the_ledger_is_flattened_with_every_text(
    project: Paths, editions: dict[int, Analysis]
) -> None:
    rows = flatten_claims(project.edition_analysed(2017) / "claims.json")
    assert len(rows) == len(editions[2017].claims)
    for row in rows:
        assert all(row[f"statement_{language}"] for language in LANGUAGES)
        assert row["verdict"] in ("reproduced", "differs", "not_checkable")
