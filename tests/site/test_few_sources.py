"""A project with few sources: what none of them tells is left out, in every language and format."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.conftest import EDITION, call, make_project

pytestmark = [pytest.mark.slow, pytest.mark.end_to_end, pytest.mark.xdist_group("site")]

OTHERS = ("nsc_sdg_16_2_2", "unodc_glotip", "us_tip_report")
AGENCIES = """  - table: agency
    file: agencies.csv
    layout: tidy_csv
  - table: agency
    file: agencies_breakdown.csv
    layout: tidy_csv
"""


def take_away(folder: Path) -> None:
    """Leave the concordance and the UNODC report in a project: no workbook, no yearly report."""
    for name in OTHERS:
        for path in (folder / "data" / "raw" / name).iterdir():
            path.unlink()
        (folder / "data" / "raw" / name).rmdir()


def take_away_agencies(folder: Path) -> None:
    """Leave of the report its court cases alone: no series of any agency."""
    report = folder / "data" / "raw" / "unodc_2022_final_report"
    described = (report / "source.yaml").read_text(encoding="utf-8")
    assert AGENCIES in described
    (report / "source.yaml").write_text(described.replace(AGENCIES, ""), encoding="utf-8")
    for name in ("agencies.csv", "agencies_breakdown.csv"):
        (report / name).unlink()


@pytest.mark.parametrize("has_agencies", [True, False])
def test_sections_of_absent_sources_are_left_out(tmp_path: Path, has_agencies: bool) -> None:
    folder = make_project(tmp_path / "project")
    take_away(folder)
    if not has_agencies:
        take_away_agencies(folder)
    answer = call(folder, "build")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    edition = folder / "reports" / "_site" / str(EDITION)
    for language in ("ky", "ru", "en"):
        digest = (edition / language / "digest.html").read_text(encoding="utf-8")
        sections = set(re.findall(r'<section id="(sec-[a-z-]+)"', digest))
        assert {"sec-articles", "sec-persons", "sec-law", "sec-victims"} <= sections
        assert not {"sec-us-editions", "sec-glotip", "sec-revisions"} & sections
        assert ("sec-agencies" in sections) is has_agencies
        # No figure of victims is at hand: the section says so.
        victims = digest.split('<section id="sec-victims"')[1].split("</section>")[0]
        assert 'class="missing"' in victims
        dashboard = (edition / language / "dashboard.html").read_text(encoding="utf-8")
        tabs = set(re.findall(r'<section id="([a-z-]+)"', dashboard))
        assert "articles" in tabs
        assert "victims" not in tabs
        assert ("agencies" in tabs) is has_agencies
    assert len(list(edition.glob("*.pdf"))) == 2
    assert call(folder, "verify").returncode == 0
