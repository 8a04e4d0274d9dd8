"""Faults a build meets: killed at any moment, a full or read-only disk, a strange machine.

The short form runs with the suite; `make torture` kills many more times (TIP_DIGEST_KILLS).
"""

from __future__ import annotations

import logging
import os
import random
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.site.conftest import ALL, EDITION, ONE, make_project, set_languages
from tests.site.moments import STAGES, draw_moments, find_stage, reach_moment, read_stages
from tests.site.torture import (
    Hashes,
    choose_state,
    copy_built,
    find_broken,
    finish_build,
    forget_work,
    hash_site,
    kill_build,
    start_build,
)

pytestmark = [pytest.mark.slow, pytest.mark.end_to_end, pytest.mark.xdist_group("site")]

LOCALES = {
    "tr_TR": ("LC_CTYPE", "LC_COLLATE", "LC_MESSAGES"),
    "ky_KG": ("LC_TIME", "LC_NUMERIC", "LC_MONETARY", "LC_PAPER", "LC_MEASUREMENT", "LC_NAME",
              "LC_ADDRESS", "LC_TELEPHONE", "LC_IDENTIFICATION"),
}  # fmt: skip
LOG = logging.getLogger("torture")
# The stages that a build of the short form is killed in: those that it runs.
SHORT = ("start", "render", "publish")
# In the long form each round kills in every stage, and more often where pages are made and put up.
LONG = (*STAGES[:-1], "render", "publish", "publish", "publish")
KILLS = int(os.environ.get("TIP_DIGEST_KILLS", len(SHORT)))
IS_LONG = "TIP_DIGEST_KILLS" in os.environ
IS_ROOT = os.geteuid() == 0
needs_root = pytest.mark.skipif(not IS_ROOT, reason="mounting a small disk needs root")


@dataclass(frozen=True)
class Undisturbed:
    """What a build makes of the small project in its other state, and what its stages take."""

    hashes: Hashes
    seconds: Mapping[str, float]


@dataclass(frozen=True)
class Machine:
    """A machine of its own that builds a project."""

    folder: Path
    process: subprocess.Popen[str]


@pytest.fixture(scope="session", autouse=True)
def strange(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """Yield a strange machine that builds the small project from nothing while others are tried.

    It builds in another folder, time zone, locale and decade; it has no home and, where this user
    may take it away, no network.
    """
    place = tmp_path_factory.mktemp("strange")
    folder = make_project(place / "Кыргыз папка" / "a b")
    set_languages(folder, ALL, ONE)
    choose_state(folder, 1)
    environment = {
        "HOME": str(place / "nowhere"),
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "ky_KG.UTF-8",
        "LOCPATH": str(make_locale(place)),
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "7",
        "LD_PRELOAD": str(make_past_clock(place)),
    }
    process = start_build(folder, environment, before=["unshare", "--net"] if IS_ROOT else [])
    try:
        yield Machine(folder, process)
    finally:
        if process.poll() is None:
            kill_build(process, alone=False)


@pytest.fixture(scope="module")
def elsewhere(strange: Machine) -> Undisturbed:
    """Return what the strange machine has made, once it is done."""
    out, err = strange.process.communicate()
    assert strange.process.returncode == 0, out + err
    return Undisturbed(hash_site(strange.folder), read_stages(out))


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield a folder, on a small disk of its own where this user may mount one."""
    place = tmp_path_factory.mktemp("small disk")
    if not IS_ROOT:
        yield place
        return
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700m", "tmpfs", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


@pytest.fixture(scope="module")
def folder(small: Path, disk: Path) -> Path:
    """Return the project that meets one fault after another, each in what the last has left."""
    return copy_built(small, disk / "project")


@needs_root
def test_a_read_only_project_is_told(small: Path, folder: Path, disk: Path) -> None:
    choose_state(folder, 1)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    answer = finish_build(folder)
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    assert answer.returncode == 13, answer.stdout + answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1, answer.stderr
    assert hash_site(folder) == hash_site(small)


@needs_root
def test_a_full_disk_is_told_and_the_site_stays_whole(
    small: Path, folder: Path, disk: Path
) -> None:
    """What it leaves behind hinders no later build: the next test finishes one."""
    change_project(folder, 1)
    shutil.rmtree(folder / "reports" / "_build")  # The room of earlier pages would do for new ones.
    filler = disk / "filler"
    leave_free(filler, disk, 100_000)  # Less than a page takes.
    answer = finish_build(folder)
    filler.unlink()
    assert answer.returncode not in (0, 1), answer.stdout
    assert "Traceback" not in answer.stderr
    assert hash_site(folder) == hash_site(small)


def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one(
    small: Path, folder: Path, elsewhere: Undisturbed
) -> None:
    """The builds of a round go on from where the last was killed, until one may finish.

    It comes to the same bytes as one that nothing disturbed, on another machine.
    """
    wanted = [hash_site(small), elsewhere.hashes]
    assert wanted[0] != wanted[1]
    chance = random.Random(KILLS)
    hits: Counter[str] = Counter()
    while hits.total() < KILLS:
        state = 1 - wanted.index(hash_site(folder))
        change_project(folder, state)
        stages = (LONG if IS_LONG else SHORT)[: KILLS - hits.total()]
        # Builds differ in speed: in the short form none may be done before it is killed.
        share = 1 if IS_LONG else 0.3
        for moment in draw_moments(chance, elsewhere.seconds, stages, share):
            process = start_build(folder)
            reached = reach_moment(process, moment)
            if not reached:
                break  # It was done before.
            hit = find_stage(process) or f"after {reached}"
            kill_build(process, alone=chance.random() < 0.5)
            found = hash_site(folder)
            assert found in wanted, (hit, find_broken(found, folder))
            hits[hit] += 1
            told = "new" if found == wanted[state] else "old"
            LOG.info("kill %d: %s; the %s site, whole", hits.total(), hit, told)
        answer = finish_build(folder)
        assert answer.returncode == 0, answer.stderr
        assert find_different(hash_site(folder), wanted[state]) == []
        assert not list(folder.glob("reports/_site.*"))
    LOG.info("kills by stage: %s", dict(hits.most_common()))


def test_a_strange_machine_makes_the_same_bytes(small: Path, elsewhere: Undisturbed) -> None:
    """But for what tells the two states apart, which the test before compares."""
    changed = {"ky/quality.html", "manifest.json", f"bundle-{EDITION}.zip"}
    assert set(find_different(hash_site(small), elsewhere.hashes)) == {
        f"{EDITION}/{name}" for name in changed
    }


@needs_root
def test_publishing_on_a_full_disk_is_told(folder: Path, disk: Path) -> None:
    before = hash_site(folder)
    filler = disk / "filler"
    leave_free(filler, disk, 1_000_000)  # Less than an edition takes.
    process = start_build(folder, arguments=("publish",))
    _, err = process.communicate()
    filler.unlink()
    assert process.returncode == 13, err
    assert len(err.strip().splitlines()) == 1, err
    assert hash_site(folder) == before


def test_a_damaged_store_is_told(folder: Path) -> None:
    store = folder / "data" / "curated" / "store.duckdb"
    store.write_bytes(store.read_bytes()[:5000])
    process = start_build(folder, arguments=("analyse", "--edition", str(EDITION)))
    _, err = process.communicate()
    assert process.returncode == 13
    assert "store.duckdb" in err
    assert "Traceback" not in err


def change_project(folder: Path, state: int) -> None:
    """Give the next build something to do: its last stages, or all in the long form."""
    choose_state(folder, state)
    if IS_LONG:
        forget_work(folder)


def make_past_clock(folder: Path) -> Path:
    """Return a library that sets the clock of a program and its children back by 25 years."""
    assert shutil.which("cc"), "a C compiler is missing. Next: apt-get install gcc libc6-dev"
    library = folder / "past_clock.so"
    source = Path(__file__).parent / "past_clock.c"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source], check=True)
    clock = {**os.environ, "LD_PRELOAD": str(library)}
    said = subprocess.run(["date", "+%Y"], env=clock, capture_output=True, text=True, check=True)
    assert int(said.stdout) == time.gmtime(time.time() - 25 * 365 * 24 * 3600).tm_year
    return library


def make_locale(folder: Path) -> Path:
    """Return a folder with a locale of Turkish letters and Kyrgyz dates: few machines have any."""
    sources = Path("/usr/share/i18n/locales/tr_TR")
    assert sources.exists(), "locales are missing. Next: apt-get install locales"
    lines = ["comment_char %", "escape_char /"]
    for name, categories in LOCALES.items():
        for category in categories:
            lines += [category, f'copy "{name}"', f"END {category}"]
    source = folder / "strange"
    source.write_text("\n".join(lines), encoding="ascii")
    target = folder / "tr_TR.UTF-8"
    subprocess.run(["localedef", "-i", source, "-f", "UTF-8", target], check=True)
    return folder


def find_different(ours: Hashes, theirs: Hashes) -> list[str]:
    return [name for name in sorted({*ours, *theirs}) if ours.get(name) != theirs.get(name)]


def leave_free(filler: Path, disk: Path, wanted: int) -> None:
    """Fill a disk up to `wanted` bytes."""
    with filler.open("wb") as stream:
        stream.write(bytes(max(0, shutil.disk_usage(disk).free - wanted)))
