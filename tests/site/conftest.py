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


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project, in a path with a space and Cyrillic letters, built whole."""
    folder = make_project(tmp_path_factory.mktemp("проект 1") / "tip digest")
    answer = call(folder, "build")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return folder


@pytest.fixture(scope="session")
def small(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project with one language and one PDF left: what the faults are tried on."""
    folder = tmp_path_factory.mktemp("small") / "project"
    shutil.copytree(project, folder, ignore=shutil.ignore_patterns("__pycache__"))
    leave_one_language(folder)
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


def leave_one_language(folder: Path) -> None:
    """Change a project's parameters so that its pages take as little time as they can."""
    params = folder / "params.yaml"
    text = params.read_text(encoding="utf-8")
    languages = "languages: [ky, ru, en]"
    pairs = "pairs:\n  - [en, ru]\n  - [ky, ru]\n"
    assert languages in text
    assert pairs in text
    text = text.replace(languages, "languages: [ky]").replace(pairs, "pairs: [[ky, ru]]\n")
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
