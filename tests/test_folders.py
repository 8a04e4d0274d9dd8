"""Replacing a folder: whole before, whole after, and found again if the process ended between."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from pipeline import folders
from pipeline.folders import exchange_names, replace_folder, restore_folder


def make_folder(path: Path, text: str) -> Path:
    path.mkdir()
    for name in ("first", "last"):
        (path / name).write_text(text)
    return path


@pytest.mark.parametrize("can_exchange", [True, False])
def test_the_new_folder_takes_the_old_ones_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(folders, "exchange_names", lambda one, other: False)
    target = make_folder(tmp_path / "site", "old")
    replace_folder(make_folder(tmp_path / "site.new", "new"), target)
    assert (target / "first").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_first_folder_needs_no_old_one(tmp_path: Path) -> None:
    replace_folder(make_folder(tmp_path / "site.new", "new"), tmp_path / "site")
    assert (tmp_path / "site" / "last").read_text() == "new"


def test_a_reader_never_misses_the_folder(tmp_path: Path) -> None:
    target = make_folder(tmp_path / "site", "0")
    if not exchange_names(target, make_folder(tmp_path / "probe", "0")):
        pytest.skip("this file system cannot exchange two names")
    missed, stop = [], threading.Event()

    def read() -> None:
        while not stop.is_set():
            if not target.is_dir():
                missed.append(1)

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(50):
        replace_folder(make_folder(tmp_path / "site.new", str(turn)), target)
    stop.set()
    reader.join()
    assert not missed


def test_a_folder_set_aside_comes_back(tmp_path: Path) -> None:
    make_folder(tmp_path / "site.old", "old")
    restore_folder(tmp_path / "site")
    assert (tmp_path / "site" / "first").read_text() == "old"
    make_folder(tmp_path / "site.old", "older")
    restore_folder(tmp_path / "site")
    assert (tmp_path / "site" / "first").read_text() == "old"


@pytest.mark.skipif(sys.platform != "linux", reason="what other systems can do differs")
def test_two_names_are_exchanged_in_one_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Linux no reader ever meets a moment without a folder; names may be relative."""
    make_folder(tmp_path / "a", "one")
    make_folder(tmp_path / "b", "other")
    monkeypatch.chdir(tmp_path)
    assert exchange_names(Path("a"), Path("b"))
    assert [(tmp_path / name / "first").read_text() for name in "ab"] == ["other", "one"]
