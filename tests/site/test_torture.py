"""Faults a build meets: killed at any moment, a full or read-only disk, a strange machine.

The short form runs with the suite; `make torture` kills many more times (TIP_DIGEST_KILLS).
"""

from __future__ import annotations

import itertools
import os
import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.site.conftest import EDITION, make_project
from tests.site.moments import draw_moment, find_stage, reach_moment, time_stages
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

KILLS = int(os.environ.get("TIP_DIGEST_KILLS", "3"))
KILLS_A_ROUND = 6
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")


@pytest.fixture
def folder(project: Path, tmp_path: Path) -> Path:
    return copy_built(project, tmp_path / "project")


def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one(
    small: Path, tmp_path: Path
) -> None:
    """The builds of a round go on from where the last was killed; each round runs every stage."""
    folder = copy_built(small, tmp_path / "project")
    wanted = [hash_site(folder)]
    choose_state(folder, 1)
    forget_work(folder)
    seconds = time_stages(folder)
    wanted.append(hash_site(folder))
    assert wanted[0] != wanted[1]
    chance = random.Random(2022)
    hits: Counter[str] = Counter()
    for state in itertools.cycle((0, 1)):
        choose_state(folder, state)
        forget_work(folder)
        reached = "start"
        for _ in range(KILLS_A_ROUND):
            process = start_build(folder)
            reached = reach_moment(process, draw_moment(chance, seconds, reached))
            hit = find_stage(process) or (f"after {reached}" if reached else "end")
            kill_build(process, alone=chance.random() < 0.5)
            found = hash_site(folder)
            assert found in wanted, (hit, find_broken(found, folder))
            hits[hit] += 1
            print(f"{hits.total()}: {hit}, {'new' if found == wanted[state] else 'old'} site")
            if not reached or hits.total() == KILLS:
                break
        answer = finish_build(folder)
        assert answer.returncode == 0, answer.stderr
        assert hash_site(folder) == wanted[state]
        assert not list(folder.glob("reports/_site.*"))
        if hits.total() == KILLS:
            break
    print(*(f"{stage}: {count}" for stage, count in sorted(hits.items())), sep="\n")


def test_a_strange_machine_makes_the_same_bytes(project: Path, tmp_path: Path) -> None:
    """Another folder, time zone and locale; no home and, where this user may, no network."""
    folder = make_project(tmp_path / "Кыргыз папка" / "a b")
    environment = {
        "HOME": str(tmp_path / "nowhere"),
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "ky_KG.UTF-8",
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "7",
    }
    alone = ["unshare", "--net"] if os.geteuid() == 0 else []
    process = start_build(folder, environment, before=alone)
    out, err = process.communicate()
    assert process.returncode == 0, out + err
    assert find_different(hash_site(project), hash_site(folder)) == []


def test_a_clock_in_the_past_makes_the_same_bytes(project: Path, folder: Path) -> None:
    assert shutil.which("faketime"), "faketime is missing. Next: apt-get install faketime"
    clock = ["faketime", "2001-02-03 04:05:06"]
    process = start_build(folder, before=clock, arguments=["publish"])
    _, err = process.communicate()
    assert process.returncode == 0, err
    assert find_different(hash_site(project), hash_site(folder)) == []


def find_different(ours: Hashes, theirs: Hashes) -> list[str]:
    return [name for name in sorted({*ours, *theirs}) if ours.get(name) != theirs.get(name)]


@needs_root
def test_a_full_disk_is_told_and_the_site_stays_whole(project: Path, tmp_path: Path) -> None:
    with mount_disk(tmp_path / "disk", "700m") as disk:
        folder = copy_built(project, disk / "project")
        before = hash_site(folder)
        choose_state(folder, 1)
        filler = disk / "filler"
        leave_free(filler, disk, 3_000_000)
        answer = finish_build(folder)
        assert answer.returncode not in (0, 1), answer.stdout
        assert "Traceback" not in answer.stderr
        assert hash_site(folder) == before
        filler.unlink()
        assert finish_build(folder).returncode == 0
        assert find_broken(hash_site(folder), folder) == []


@needs_root
def test_a_read_only_project_is_told(project: Path, tmp_path: Path) -> None:
    with mount_disk(tmp_path / "disk", "700m") as disk:
        folder = copy_built(project, disk / "project")
        before = hash_site(folder)
        choose_state(folder, 1)
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        answer = finish_build(folder)
        assert answer.returncode == 13, answer.stdout + answer.stderr
        assert len(answer.stderr.strip().splitlines()) == 1, answer.stderr
        assert hash_site(folder) == before


def test_a_damaged_store_is_told(folder: Path) -> None:
    store = folder / "data" / "curated" / "store.duckdb"
    store.write_bytes(store.read_bytes()[:5000])
    process = start_build(folder, arguments=("analyse", "--edition", str(EDITION)))
    _, err = process.communicate()
    assert process.returncode == 13
    assert "store.duckdb" in err
    assert "Traceback" not in err


@contextmanager
def mount_disk(place: Path, size: str) -> Iterator[Path]:
    """Yield a folder on a disk of its own of that size, in memory."""
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def leave_free(filler: Path, disk: Path, wanted: int) -> None:
    """Fill a disk up to `wanted` bytes."""
    with filler.open("wb") as stream:
        stream.write(bytes(max(0, shutil.disk_usage(disk).free - wanted)))
