"""What the fault tests share: a project that can be changed, killed, compared and checked."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

PROGRAM = "from pipeline.cli import main; main()"
# What the template ends with in each state; a sign that stands in any language.
STATES = ("", "\n\n—\n")
COMMENT = "# This line changes nothing.\n"

Hashes = dict[str, str]


def copy_built(project: Path, target: Path) -> Path:
    """Copy a built project with its cache, so that nothing needs to run there."""
    shutil.copytree(project, target, ignore=shutil.ignore_patterns("__pycache__"))
    return target


def choose_state(folder: Path, state: int) -> None:
    """Change the page template between two states: the next build has something to do."""
    template = folder / "reports" / "quality.qmd.j2"
    text = template.read_text(encoding="utf-8").removesuffix(STATES[1])
    template.write_text(text + STATES[state], encoding="utf-8")


def forget_work(folder: Path) -> None:
    """Change what every stage rests on, and forget earlier runs: the next build runs them all."""
    settings = folder / "pipeline" / "settings.py"
    text = settings.read_text(encoding="utf-8")
    fresh = text.removesuffix(COMMENT) if text.endswith(COMMENT) else text + COMMENT
    settings.write_text(fresh, encoding="utf-8")
    shutil.rmtree(folder / ".dvc" / "cache" / "runs", ignore_errors=True)


def start_build(
    folder: Path,
    environment: Mapping[str, str] | None = None,
    *,
    before: Sequence[str] = (),
    arguments: Sequence[str] = ("build",),
) -> subprocess.Popen[str]:
    """Start a build of `folder` on that folder's own modules, as leader of a process group.

    `before` are programs that start it; `arguments` another verb.
    """
    return subprocess.Popen(
        [*before, sys.executable, "-c", PROGRAM, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


def finish_build(folder: Path) -> subprocess.CompletedProcess[str]:
    process = start_build(folder)
    out, err = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def kill_build(process: subprocess.Popen[str], *, alone: bool) -> None:
    """Kill a build's first process alone, or the whole group it leads."""
    if alone:
        process.kill()
    else:
        with suppress(ProcessLookupError):  # It may have ended this very moment.
            os.killpg(process.pid, signal.SIGKILL)
    # Processes that live on hold the pipes open: nobody reads them any more.
    for stream in (process.stdout, process.stderr):
        if stream:
            stream.close()
    process.wait()


def hash_site(folder: Path) -> Hashes:
    """Return the SHA-256 of every published file.

    Reads again if the site was replaced meanwhile: what a killed build has started may live on.
    """
    site = folder / "reports" / "_site"
    while True:
        before = site.stat().st_ino
        try:
            hashes = hash_files(site)
        except FileNotFoundError:
            continue
        if site.stat().st_ino == before:
            return hashes


def hash_files(site: Path) -> Hashes:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def find_broken(hashes: Hashes, folder: Path) -> list[str]:
    """Return the files of the published editions that are not as their manifests say."""
    site = folder / "reports" / "_site"
    broken = [] if "index.html" in hashes else ["index.html"]
    for manifest in sorted(site.glob("*/manifest.json")):
        edition = manifest.parent.name
        files = json.loads(manifest.read_text(encoding="utf-8"))["files"]
        broken += [
            f"{edition}/{name}"
            for name, digest in files.items()
            if hashes.get(f"{edition}/{name}") != digest
        ]
    return broken
