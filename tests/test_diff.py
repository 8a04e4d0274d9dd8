"""diff: two published folders, in the terminal and as pages in three languages."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from pipeline.diff import diff, tell_diff, write_diff
from pipeline.errors import UnreadableFileError, WrongCallError
from pipeline.facts import Fact, write_facts
from pipeline.page_reading import read_html
from pipeline.parity_words import check_language
from pipeline.paths import Paths
from pipeline.provenance import Input, Provenance, read_provenance, write_provenance
from pipeline.words import LANGUAGES, load_words
from tests.conftest import ROOT, MakeFact

FILE = "data/raw/x/x.csv"
PATHS = Paths(ROOT)


def publish(folder: Path, year: int, facts: list[Fact], sha: str = "0") -> str:
    provenance = Provenance({FILE: Input("x", "", sha * 64)}, {"practice_entries": "m"}, {})
    write_facts(facts, folder / "facts.json")
    manifest = {"edition": year, "provenance": write_provenance(provenance)}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return str(folder)


@pytest.fixture
def folders(tmp_path: Path, make_fact: MakeFact) -> tuple[str, str]:
    old = [make_fact("kept", 1), make_fact("cases", 1254), make_fact("gone", 7)]
    new = [make_fact("kept", 1), make_fact("cases", 1255), make_fact("<b>", None)]
    return publish(tmp_path / "a", 2021, old), publish(tmp_path / "b", 2021, new, sha="1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_change_stands_in_a_table_with_its_reason(
    folders: tuple[str, str], language: str
) -> None:
    words = load_words(language)
    lines = list(tell_diff(diff(PATHS, *folders), words))
    cases = next(line for line in lines if " cases " in line)
    assert words.number(1254) in cases
    assert words.number(1255) in cases
    assert words.say("change-reason-revision") in cases
    assert any("gone" in line and "—" in line for line in lines)
    assert not any(" kept " in line for line in lines)
    assert lines[-1] == words.say("diff-counts", new=1, changed=1, vanished=1)


def test_equal_editions_say_so(folders: tuple[str, str]) -> None:
    words = load_words("en")
    lines = list(tell_diff(diff(PATHS, folders[0], folders[0]), words))
    assert lines == [words.say("diff-nothing")]


def test_the_pages_are_self_contained_and_each_in_its_language(
    folders: tuple[str, str], tmp_path: Path
) -> None:
    pages = write_diff(diff(PATHS, *folders), PATHS, tmp_path / "out")
    assert len(pages) == len(LANGUAGES)
    for page, language in zip(pages, LANGUAGES, strict=True):
        reading = read_html(page)
        assert reading.language == language
        assert reading.fetched == []
        texts = " ".join(block.text for block in reading.blocks)
        words = load_words(language)
        assert words.say("diff-title") in texts
        assert " ".join(words.number(1255).split()) in texts
        assert f"{language} cases" in texts
        assert "<b>" in texts  # escaped: read back as a text
        assert (
            check_language(
                [each for each in reading.blocks if each.part in ("p", "caption")], page.name
            )
            == []
        )


def test_a_page_says_that_nothing_changed(folders: tuple[str, str], tmp_path: Path) -> None:
    page = write_diff(diff(PATHS, folders[0], folders[0]), PATHS, tmp_path)[2]
    assert load_words("en").say("diff-nothing") in page.read_text(encoding="utf-8")


def test_a_folder_without_an_edition_is_refused(tmp_path: Path, folders: tuple[str, str]) -> None:
    for given in (str(tmp_path), str(tmp_path / "not there"), "1999"):
        with pytest.raises(UnreadableFileError) as caught:
            diff(PATHS, folders[0], given)
        assert given in str(caught.value)


def test_the_older_edition_comes_first(tmp_path: Path, make_fact: MakeFact) -> None:
    old = publish(tmp_path / "2017", 2017, [make_fact("a", 1)])
    new = publish(tmp_path / "2021", 2021, [make_fact("a", 1)])
    with pytest.raises(WrongCallError):
        diff(PATHS, new, old)
    assert diff(PATHS, old, new).changes == ()


def test_provenance_comes_back_from_a_manifest() -> None:
    provenance = Provenance({FILE: Input("x", "v", "s")}, {"t": "m"}, {FILE: ("c",)})
    manifest = json.loads(json.dumps({"provenance": write_provenance(provenance)}))
    assert asdict(read_provenance(manifest)) == asdict(provenance)
    assert read_provenance({}) == Provenance({}, {}, {})
