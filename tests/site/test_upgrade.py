"""What release 0.1.0 left behind: its published edition is read, compared and replaced."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest

from tests.site.conftest import EDITION, ROOT, call

pytestmark = [pytest.mark.slow, pytest.mark.end_to_end, pytest.mark.xdist_group("site")]

RELEASE = ROOT / "tests" / "fixtures" / "release_0_1_0"


@pytest.fixture
def upgraded(small: Path, tmp_path: Path) -> Path:
    """Return a built project whose published edition is that of the earlier release."""
    folder = tmp_path / "project"
    shutil.copytree(small, folder, ignore=shutil.ignore_patterns("__pycache__"))
    edition = folder / "reports" / "_site" / str(EDITION)
    shutil.rmtree(edition)
    edition.mkdir()
    shutil.copy(RELEASE / "manifest.json", edition)
    for name in ("facts.json", "claims.json"):
        (edition / name).write_bytes(gzip.decompress((RELEASE / f"{name}.gz").read_bytes()))
    return folder


def test_an_earlier_releases_edition_is_compared_and_then_replaced(
    small: Path, upgraded: Path
) -> None:
    site = Path("reports") / "_site" / str(EDITION)
    told = call(upgraded, "diff", str(site), str(small / site))
    assert told.returncode == 0, told.stderr
    assert "reconcile." in told.stdout
    answer = call(upgraded, "build")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    ours, theirs = (
        json.loads((folder / site / "facts.json").read_text(encoding="utf-8"))
        for folder in (upgraded, small)
    )
    assert ours == theirs
    assert call(upgraded, "verify").returncode == 0


def test_no_fact_of_the_earlier_release_is_lost_or_changed_without_a_reason(project: Path) -> None:
    site = project / "reports" / "_site" / str(EDITION)
    before = json.loads(gzip.decompress((RELEASE / "facts.json.gz").read_bytes()))
    now = {
        fact["id"]: fact
        for fact in json.loads((site / "facts.json").read_text(encoding="utf-8"))
        if not fact["id"].startswith(("claims.", "quality."))
    }
    figures = [fact for fact in before if not fact["id"].startswith(("claims.", "quality."))]
    assert figures
    for fact in figures:
        assert fact["id"] in now, fact["id"]
        assert (now[fact["id"]]["value"], now[fact["id"]]["status"]) == (
            fact["value"],
            fact["status"],
        ), fact["id"]
