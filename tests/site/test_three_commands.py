"""README's runbook: from an empty form to the new edition in three commands."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.bad_files import agency_rows
from tests.form_fixture import AGENCY, say_value
from tests.site.conftest import COPIED, ROOT, call

pytestmark = [pytest.mark.slow, pytest.mark.end_to_end]
YEAR = 2024
ANSWERS = {
    "publisher": "moi", "contact_unit": "Отдел статистики", "year": YEAR, "date": "14.02.2025",
    "licence": "official", "counts": "Уголовные дела, зарегистрированные за год",
}  # fmt: skip


@pytest.fixture(scope="module")
def empty_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project that publishes no edition yet, in one language and no pair."""
    folder = tmp_path_factory.mktemp("runbook") / "tip digest"
    for name in COPIED:
        ignore = shutil.ignore_patterns("_build", "_site", "_evidence", "__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    for name in ("dvc.yaml", ".dvcignore", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    params = (ROOT / "params.yaml").read_text(encoding="utf-8")
    text = re.sub(r"editions: \[.*\]", "editions: []", params)
    assert text != params
    (folder / "params.yaml").write_text(text, encoding="utf-8")
    dvc = [sys.executable, "-m", "dvc"]
    subprocess.run([*dvc, "init", "--no-scm", "--quiet"], cwd=folder, check=True)
    return folder


def fill_in(path: Path) -> None:
    """Fill a form in as a clerk does: answers beside the questions, figures under the headings."""
    book = load_workbook(path)
    questions = {column.label["ru"]: column for column in AGENCY.about.columns}
    for sheet in book.worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                column = questions.get(str(cell.value))
                if column and column.id in ANSWERS:
                    answer = sheet.cell(cell.row, cell.column + 1)
                    answer.value = say_value(column, ANSWERS[column.id], "ru")
    (spec,) = AGENCY.sheets
    sheet = book[spec.title["ru"]]
    heads = {str(cell.value): cell for line in sheet.iter_rows() for cell in line if cell.value}
    for number, row in enumerate(agency_rows(), start=1):
        for column in spec.columns:
            if column.id in row:
                head = heads[column.label["ru"]]
                target = sheet.cell(head.row + number, head.column)
                target.value = say_value(column, row[column.id], "ru")
    book.save(path)


def test_an_empty_form_becomes_a_published_edition_in_three_commands(empty_project: Path) -> None:
    form = empty_project / "moi-2024.xlsx"
    made = call(empty_project, "template", "agency-series", "--year", str(YEAR), "--lang", "ru",
                "-o", form.name)  # fmt: skip
    assert made.returncode == 0, made.stderr
    fill_in(form)
    added = call(empty_project, "add", form.name, "--source", "moi_forms", "--year", str(YEAR))
    assert added.returncode == 0, added.stdout + added.stderr
    built = call(empty_project, "build")
    assert built.returncode == 0, built.stdout + built.stderr
    site = empty_project / "reports" / "_site" / str(YEAR)
    facts = {fact["id"]: fact for fact in json.loads((site / "facts.json").read_text("utf-8"))}
    fact = facts["agencies.moi.registered_cases.2024"]
    assert (fact["value"], fact["status"]) == (12, "value")
    assert fact["sources"][0]["file"].startswith("data/raw/moi_forms/2025-02-14_")
    for language in ("ky", "ru", "en"):
        digest = (site / language / "digest.html").read_text(encoding="utf-8")
        assert 'data-fact="agencies.moi.registered_cases.2024"' in digest
        assert 'data-fact="agencies.moi.victims.2024.sex.female"' in digest
