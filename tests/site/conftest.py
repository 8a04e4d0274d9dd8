"""One edition, built once as a user would, for the tests of the published site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
COPIED = ("data/raw", "expectations", "notebooks", "reports", "pipeline")
EDITION = 2021
# What params.yaml says of languages and of pairs: all of them, or as little as can be published.
ALL = ("languages: [ky, ru, en]", "pairs:\n  - [en, ru]\n  - [ky, ru]\n")
ONE = ("languages: [ky]", "pairs: [[ky, ru]]\n")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project, in a path with a space and Cyrillic letters, built whole.

    It has one language and one PDF: what the faults are tried on.
    """
    folder = make_project(tmp_path_factory.mktemp("проект 1") / "tip digest")
    set_languages(folder, ALL, ONE)
    return build_whole(folder)


@pytest.fixture(scope="session")
def project(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project with every language: a build that finds all but its pages made."""
    folder = tmp_path_factory.mktemp("проект 3") / "tip digest"
    shutil.copytree(small, folder, ignore=shutil.ignore_patterns("__pycache__"))
    set_languages(folder, ONE, ALL)
    return build_whole(folder)


def build_whole(folder: Path) -> Path:
    """Build a project as a user would and return its folder."""
    answer = call(folder, "build")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return folder


@pytest.fixture(scope="session")
def edition(project: Path) -> Path:
    """Return the folder of the published edition."""
    return project / "reports" / "_site" / str(EDITION)


def make_project(folder: Path) -> Path:
    """Return `folder` with a project of one edition in it, ready to be built."""
    for name in COPIED:
        ignore = shutil.ignore_patterns("_build", "_site", "_evidence", "__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    for name in ("dvc.yaml", ".dvcignore", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    params = (ROOT / "params.yaml").read_text(encoding="utf-8")
    text = params.replace("editions: [2017, 2021, 2023]", f"editions: [{EDITION}]")
    assert text != params
    (folder / "params.yaml").write_text(text, encoding="utf-8")
    dvc = [sys.executable, "-m", "dvc"]
    subprocess.run([*dvc, "init", "--no-scm", "--quiet"], cwd=folder, check=True)
    return folder


def set_languages(folder: Path, now: tuple[str, str], wanted: tuple[str, str]) -> None:
    """Change a project's parameters to one language, whose pages take little time, or to all."""
    params = folder / "params.yaml"
    text = params.read_text(encoding="utf-8")
    for old, new in zip(now, wanted, strict=True):
        assert old in text
        text = text.replace(old, new)
    params.write_text(text, encoding="utf-8")


def call(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run tip-digest in `folder`, on that folder's own modules."""
    program = "from pipeline.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
