"""Publishing: whole or not at all, the same bytes each time, and checked again by verify."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.analyse import Analysis
from pipeline.errors import GateFailedError, UnreadableFileError
from pipeline.facts import Fact
from pipeline.gather import flatten_claims
from pipeline.page_parts import PAGES
from pipeline.paths import Paths
from pipeline.publish import check_changes, check_rendered, verify_editions
from pipeline.seals import hash_files, write_bundle
from pipeline.settings import Settings, read_settings
from pipeline.words import LANGUAGES
from tests.conftest import ROOT, copy_project
from tests.edition_fixture import PARAMETERS, YEAR, change, write_edition

SETTINGS = read_settings(Paths(ROOT))


@pytest.fixture
def settings() -> Settings:
    return SETTINGS


def seal(folder: Path) -> None:
    """Seal a small edition as publishing does."""
    for name in ("manifest.json", f"bundle-{YEAR}.zip"):
        (folder / name).unlink(missing_ok=True)
    manifest = {
        "edition": YEAR,
        "pairs": [],
        "parameters": dict(zip("ab", PARAMETERS, strict=True)),
        "files": hash_files(folder),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    write_bundle(folder, folder / f"bundle-{YEAR}.zip", 0)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with one small published edition, which no test changes."""
    paths = copy_project(tmp_path_factory.mktemp("published") / "project", raw=False)
    folder = write_edition(paths.site / str(YEAR))
    for name in ("number-kinds.yaml", "same-words.yaml"):
        shutil.copy(ROOT / "reports" / name, paths.reports / name)
    # A table of texts needs its other formats too.
    (folder / "data" / "concordance.csv").unlink()
    seal(folder)
    return paths.root


@pytest.fixture
def site(published: Path, tmp_path: Path) -> Paths:
    """Return a copy of the published project."""
    return Paths(shutil.copytree(published, tmp_path / "project", symlinks=True))


def verify(site: Paths, edition: int) -> Mapping[str, Fact]:
    return verify_editions(site, SETTINGS, [edition])[edition]


def test_a_published_edition_passes_again(site: Paths) -> None:
    assert verify(site, YEAR)["entries.124.2017"].value == 1254


NAMES = ["en/digest.html", "facts.json", "data/practice_entries.parquet"]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_edited_after_publishing_is_named(site: Paths, name: str) -> None:
    path = site.site / str(YEAR) / name
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(GateFailedError) as caught:
        verify(site, YEAR)
    assert caught.value.exit_code == 14
    assert f"{YEAR}/{name}" in str(caught.value)


def test_a_file_removed_or_added_after_publishing_is_named(site: Paths) -> None:
    folder = site.site / str(YEAR)
    (folder / "ru" / "digest.html").unlink()
    with pytest.raises(GateFailedError, match=r"ru/digest\.html"):
        verify(site, YEAR)
    shutil.rmtree(folder / "ru")
    (folder / "extra.html").touch()
    with pytest.raises(GateFailedError, match=r"extra\.html"):
        verify(site, YEAR)


def test_a_bundle_edited_after_publishing_is_named(site: Paths) -> None:
    bundle = site.site / str(YEAR) / f"bundle-{YEAR}.zip"
    with zipfile.ZipFile(bundle, "a") as archive:
        archive.writestr(f"{YEAR}/more.txt", "x")
    with pytest.raises(GateFailedError, match=r"bundle-2021\.zip/more\.txt"):
        verify(site, YEAR)
    bundle.write_bytes(b"no zip")
    with pytest.raises(GateFailedError, match=r"bundle-2021\.zip: .*cannot be read"):
        verify(site, YEAR)
    bundle.unlink()
    with pytest.raises(GateFailedError, match=r"bundle-2021\.zip"):
        verify(site, YEAR)


def test_a_number_changed_together_with_every_hash_is_still_found(site: Paths) -> None:
    folder = site.site / str(YEAR)
    change(folder / "en" / "digest.html", ">1,254<", ">1,255<")
    seal(folder)
    with pytest.raises(GateFailedError) as caught:
        verify(site, YEAR)
    assert caught.value.details["gate"] == "trace"
    assert "1,255" in str(caught.value)


def test_an_edition_that_is_not_published_cannot_be_verified(site: Paths) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        verify(site, 2017)
    assert (caught.value.exit_code, caught.value.message) == (10, "error-edition-not-built")


def test_a_damaged_manifest_is_refused(site: Paths) -> None:
    (site.site / str(YEAR) / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=r"manifest\.json"):
        verify(site, YEAR)


def test_an_edition_whose_page_is_missing_is_not_published(site: Paths, settings: Settings) -> None:
    built = site.edition_pages(YEAR)
    for path in [
        *(built / language / f"{name}.html" for language in LANGUAGES for name in PAGES),
        *(built / f"digest-{YEAR}-{'-'.join(pair)}.pdf" for pair in settings.pairs),
    ]:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    check_rendered(site, settings, YEAR)
    (built / "ky" / "dashboard.html").unlink()
    with pytest.raises(UnreadableFileError) as caught:
        check_rendered(site, settings, YEAR)
    assert caught.value.details["stage"] == "render"


def test_an_edition_that_was_never_published_has_no_change_to_explain(tmp_path: Path) -> None:
    class Data:
        edition = YEAR

    assert check_changes(Paths(tmp_path), Data()) == []  # type: ignore[arg-type]


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
