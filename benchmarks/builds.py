"""Builds: whole, with nothing changed, with one new year, and the plain way of doing the same.

The plain way is what a project without this one's engine would do: the papermill command once for
every notebook, edition and language, and nbconvert to HTML for each notebook executed.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import yaml

from benchmarks.common import Line, Measured, copy_project, measure_process, measure_verb

EARLIER = [2017, 2021, 2022]
NEW_YEAR = 2023


def measure() -> list[Line]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = copy_project(Path(temporary) / "project")
        full = measure_verb(folder, "build")
        unchanged = measure_verb(folder, "build")
        gates = measure_verb(folder, "verify")
        heaviest = max(
            page.stat().st_size for page in (folder / "reports" / "_site").rglob("*.html")
        )
        plain = sum(run.seconds for run in run_plain_way(folder))
        set_editions(folder, EARLIER)
        measure_verb(folder, "build")
        set_editions(folder, [*EARLIER, NEW_YEAR])
        one_year = measure_verb(folder, "build")
        plain_year = sum(run.seconds for run in run_plain_way(folder))
    return [
        Line("full build of all editions, set-up excluded", f"{full.seconds:.0f} s", "90 s"),
        Line("build with nothing changed", f"{unchanged.seconds:.1f} s", "3 s"),
        Line("build with one new year", f"{one_year.seconds:.0f} s"),
        Line("the plain way : full build", f"{plain / full.seconds:.1f}", "5"),
        Line("the plain way : one new year", f"{plain_year / one_year.seconds:.1f}", "10"),
        Line("gates over all editions (verify)", f"{gates.seconds:.1f} s", "20 s"),
        Line("peak memory of the full build", f"{full.peak_gib:.2f} GiB", "2 GiB"),
        Line("heaviest page", f"{heaviest / 1e6:.1f} MB", "6 MB"),
    ]


def run_plain_way(folder: Path) -> list[Measured]:
    """Run each notebook with papermill's own command, make HTML of it, publish from nothing."""
    shutil.rmtree(folder / "reports" / "_site")
    params = yaml.safe_load((folder / "params.yaml").read_text(encoding="utf-8"))
    runs = [measure_verb(folder, "land"), *run_notebook(folder, "validate", {})]
    runs.append(measure_verb(folder, "curate"))
    for edition in params["editions"]:
        for language in params["languages"]:
            runs += run_notebook(folder, "judicial_practice", {"edition": edition})
            given = {"edition": edition, "languages": [language], "pairs": ["first"]}
            runs += run_notebook(folder, "render", given)
    return [*runs, measure_verb(folder, "publish")]


def run_notebook(folder: Path, name: str, parameters: dict[str, object]) -> list[Measured]:
    executed = folder / "plain" / f"{name}.ipynb"
    executed.parent.mkdir(exist_ok=True)
    papermill = [
        *(sys.executable, "-m", "papermill", "--no-progress-bar", "--cwd", str(folder)),
        *("-y", yaml.safe_dump(parameters), "-k", "python3", "--language", "python"),
        *(str(folder / "notebooks" / f"{name}.ipynb"), str(executed)),
    ]
    nbconvert = [sys.executable, "-m", "nbconvert", "--to", "html", "--log-level=ERROR"]
    return [
        measure_process(papermill, folder),
        measure_process([*nbconvert, str(executed)], folder),
    ]


def set_editions(folder: Path, editions: Sequence[int]) -> None:
    """Ask for other editions: one more at the end is what a new year asks for."""
    path = folder / "params.yaml"
    text = path.read_text(encoding="utf-8")
    asked = re.sub(r"^editions: .*$", f"editions: {[*editions]}", text, flags=re.MULTILINE)
    path.write_text(asked, encoding="utf-8")
