"""source.yaml: what it must say, and which of dated files is current."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
import yaml

from pipeline.cells import STATUSES
from pipeline.errors import UnknownLayoutError, UnreadableFileError
from pipeline.sources import Source, hash_file, read_source, read_sources
from pipeline.yaml_text import parse_yaml
from tests.conftest import ROOT, TESTS

RAW = ROOT / "data" / "raw"
REPORT = RAW / "unodc_2022_final_report"
KEYS = ("id", "title", "publisher", "licence", "url", "published", "maturity", "real", "counts",
        "marks", "tables")  # fmt: skip


def edit_source(folder: Path, **changes: object) -> Path:
    """Copy a real source into `folder` with keys changed; None takes a key out."""
    target = folder / REPORT.name
    shutil.copytree(REPORT, target)
    path = target / "source.yaml"
    given = parse_yaml(path.read_text(encoding="utf-8")) | changes
    kept = {key: value for key, value in given.items() if value is not None}
    path.write_text(yaml.safe_dump(kept, allow_unicode=True), encoding="utf-8")
    return target


def test_every_real_source_is_described_in_three_languages(sources: dict[str, Source]) -> None:
    assert sorted(sources) == sorted(folder.name for folder in RAW.iterdir())
    for source in sources.values():
        for texts in (source.title, source.publisher, source.licence, source.counts):
            assert set(texts) == {"ky", "ru", "en"}
            assert all(text.strip() for text in texts.values())
        assert set(source.marks.values()) <= set(STATUSES)
        assert source.tables


@pytest.mark.parametrize("key", KEYS)
def test_a_missing_key_is_named(tmp_path: Path, key: str) -> None:
    with pytest.raises(UnknownLayoutError) as caught:
        read_source(edit_source(tmp_path, **{key: None}))
    assert key in str(caught.value)
    assert "source.yaml" in str(caught.value)


@pytest.mark.parametrize(
    "changes",
    [{"title": "one text"}, {"published": "last year"}, {"tables": [{"file": "agencies.csv"}]},
     {"tables": 7}, {"marks": ["-"]}],
)  # fmt: skip
def test_a_key_of_the_wrong_kind_is_refused(tmp_path: Path, changes: dict[str, object]) -> None:
    with pytest.raises(UnknownLayoutError):
        read_source(edit_source(tmp_path, **changes))


@pytest.mark.parametrize("text", ["", "[]", "just text", "- a\n- b"])
def test_a_description_that_is_no_mapping_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "source.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UnknownLayoutError):
        read_source(tmp_path)


@pytest.mark.parametrize("name", ["../agencies.csv", "/etc/hostname", "deeper/agencies.csv", ".."])
def test_a_file_outside_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    table = {"table": "agency", "file": name, "layout": "tidy_csv"}
    with pytest.raises((UnknownLayoutError, UnreadableFileError)) as caught:
        read_source(edit_source(tmp_path, tables=[table]))
    assert name in str(caught.value)


def test_an_option_of_a_file_is_kept_for_its_layout(sources: dict[str, Source]) -> None:
    options = {table.file: table.options for table in sources["unodc_2022_final_report"].tables}
    assert options["headline.csv"] == {"printed": "value"}
    assert options["agencies.csv"] == {}


def test_a_folder_without_a_description_stops_the_reading(tmp_path: Path) -> None:
    shutil.copytree(TESTS / "fixtures" / "bad" / "missing_source_yaml", tmp_path / "raw" / "new")
    with pytest.raises(UnreadableFileError, match=r"new/source\.yaml"):
        read_sources(tmp_path / "raw")


def test_a_hash_is_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"7\n")
    assert hash_file(path) == hashlib.sha256(b"7\n").hexdigest()
    with pytest.raises(UnreadableFileError):
        hash_file(tmp_path / "missing.csv")
