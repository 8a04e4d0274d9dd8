"""demo --project: a small project around a synthetic register, ready for `tip-digest build`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import yaml

from pipeline.demo import Demo, check_folder, write_demo
from pipeline.dvc import make_environment
from pipeline.paths import PARAMS_FILE, Paths
from pipeline.words import load_words
from pipeline.yaml_text import parse_yaml

SOURCE: Final = "synthetic_register"
_REFERENCE: Final = "concordance"
_BUILT: Final = ("_build", "_site", "_evidence", ".quarto")


def write_project(
    own: Paths,
    folder: Path,
    cases: int,
    seed: int,
    years: Sequence[int] = (),
    language: str = "en",
) -> Demo:
    """Write a project into `folder` whose only data are a synthetic register and the concordance.

    Its settings, expectations, notebooks and pages are those of the project `own`. Refuses a
    folder that holds anything.
    """
    check_folder(folder)
    target = Paths(folder)
    for source, copy in (
        (own.expectations, target.expectations),
        (own.notebooks, target.notebooks),
        (own.reports, target.reports),
        (own.raw / _REFERENCE, target.raw / _REFERENCE),
    ):
        shutil.copytree(source, copy, ignore=shutil.ignore_patterns(*_BUILT))
    demo = write_demo(own.raw, target.raw / SOURCE, cases, seed, years, language)
    _write_settings(own, target, demo.last_year)
    _write_stages(own, target)
    dvc = [sys.executable, "-m", "dvc", "init", "--no-scm", "--quiet"]
    subprocess.run(dvc, cwd=folder, env=make_environment(), check=True)
    return demo


def _write_settings(own: Paths, target: Paths, year: int) -> None:
    """Write params.yaml: one edition, everything else as in the project's own."""
    settings = {**_read(own.params), "editions": [year]}
    notice = "".join(f"# {load_words(each).say('synthetic-data')}\n" for each in ("en", "ru", "ky"))
    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)
    (target.root / PARAMS_FILE).write_text(notice + text, encoding="utf-8")


def _write_stages(own: Paths, target: Paths) -> None:
    """Write dvc.yaml without the program's own files: they are not part of this project."""
    stages = _read(own.stages)
    for stage in stages["stages"].values():
        stage["deps"] = [each for each in stage["deps"] if not each.startswith("pipeline")]
    text = yaml.safe_dump(stages, allow_unicode=True, sort_keys=False, width=100)
    target.stages.write_text(text, encoding="utf-8")


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = parse_yaml(path.read_text(encoding="utf-8"))
    return content
