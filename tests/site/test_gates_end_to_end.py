"""What a gate guards, broken in a whole built project: exit 14, the place named, the site kept."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.conftest import EDITION, call

pytestmark = [pytest.mark.slow, pytest.mark.end_to_end, pytest.mark.xdist_group("site")]


@pytest.fixture
def built(project: Path, tmp_path: Path) -> Iterator[Path]:
    """Return the edition's built pages; they and the templates are put back afterwards."""
    kept = {
        project / "reports" / "_build" / str(EDITION): tmp_path / "build",
        project / "reports" / "_site": tmp_path / "site",
        project / "data" / "analysed": tmp_path / "analysed",
    }
    for folder, copy in kept.items():
        shutil.copytree(folder, copy)
    template = project / "reports" / "digest.qmd.j2"
    text = template.read_bytes()
    yield project / "reports" / "_build" / str(EDITION)
    template.write_bytes(text)
    for folder, copy in kept.items():
        shutil.rmtree(folder)
        shutil.copytree(copy, folder)


def refuse(project: Path, *arguments: str) -> str:
    """Return what the program says when a gate refuses; the site must stay as it was."""
    site = project / "reports" / "_site" / str(EDITION)
    before = (site / "manifest.json").read_bytes()
    answer = call(project, *arguments)
    assert answer.returncode == 14, answer.stdout + answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1
    assert (site / "manifest.json").read_bytes() == before
    assert not (project / "reports" / "_site.new").exists()
    return answer.stderr


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_number_typed_into_a_template_is_named(project: Path, built: Path) -> None:
    template = project / "reports" / "digest.qmd.j2"
    with template.open("a", encoding="utf-8") as stream:
        stream.write("\n\nOf these, 86 were closed.\n")
    assert call(project, "render", "--edition", str(EDITION), "--quiet").returncode == 0
    told = refuse(project, "publish")
    assert f"{EDITION}/en/digest.html" in told
    assert "Of these, 86 were closed" in told


def test_a_bar_drawn_otherwise_is_named(project: Path, built: Path) -> None:
    page = built / "ru" / "dashboard.html"
    change(page, '"y":[36,24,16,28]', '"y":[36,24,16,38]')
    told = refuse(project, "publish")
    assert "ru/dashboard.html#chart-cases" in told
    assert "practice.entries.261.2017" in told


def test_a_printed_bar_drawn_otherwise_is_named(project: Path, built: Path) -> None:
    drawing = built / "ky-ru" / "persons.svg"
    change(drawing, ">158<", ">185<")
    told = refuse(project, "publish")
    assert f"digest-{EDITION}-ky-ru.pdf#persons" in told
    assert "practice.persons.female" in told


def test_a_changed_fact_without_a_reason_stops_publishing(project: Path, built: Path) -> None:
    facts_file = project / "data" / "analysed" / str(EDITION) / "facts.json"
    facts = json.loads(facts_file.read_text(encoding="utf-8"))
    # A fact that no page prints: only its own history can tell that it changed.
    shown = "".join(
        page.read_text(encoding="utf-8") for page in built.glob("*/*.qmd") if page.is_file()
    )
    fact = next(each for each in facts if each["value"] and f'"{each["id"]}"' not in shown)
    fact["value"] += 1
    facts_file.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    told = refuse(project, "publish")
    assert fact["id"] in told
    assert "acknowledged.yaml" in told


def test_an_edition_does_not_differ_from_itself_and_diff_writes_its_pages(
    project: Path, tmp_path: Path
) -> None:
    year = str(EDITION)
    answer = call(
        project, "diff", f"reports/_site/{year}", year, "-o", str(tmp_path), "--lang", "ru"
    )
    assert answer.returncode == 0
    assert "Изменений нет" in answer.stdout
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {f"diff-{year}-{year}-{language}.html" for language in ("ky", "ru", "en")}
