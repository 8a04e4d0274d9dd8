"""One edition built from raw files to published pages, in every language, as a user would."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from pipeline.pdf_tags import find_tag_faults, read_tags
from pipeline.seals import hash_files
from tests.site.conftest import EDITION, ROOT, call

# One worker builds the site and runs all its tests.
pytestmark = [pytest.mark.slow, pytest.mark.end_to_end, pytest.mark.xdist_group("site")]


def site(project: Path) -> Path:
    return project / "reports" / "_site"


def test_site_holds_what_the_interface_promises(project: Path) -> None:
    edition = site(project) / str(EDITION)
    expected = [
        site(project) / "index.html",
        *(
            edition / language / f"{page}.html"
            for language in ("ky", "ru", "en")
            for page in ("digest", "dashboard", "quality")
        ),
        edition / f"digest-{EDITION}-en-ru.pdf",
        edition / f"digest-{EDITION}-ky-ru.pdf",
        edition / "facts.json",
        edition / "claims.json",
        edition / "manifest.json",
        edition / f"bundle-{EDITION}.zip",
        edition / "data" / "practice_entries.csv",
        edition / "data" / "practice_entries.parquet",
        edition / "data" / "practice_entries.xlsx",
        edition / "data" / "datapackage.json",
    ]
    assert [path for path in expected if not path.is_file()] == []


def test_facts_and_claims_have_the_form_of_the_interface(project: Path) -> None:
    edition = site(project) / str(EDITION)
    facts = json.loads((edition / "facts.json").read_text(encoding="utf-8"))
    keys = {"id", "value", "unit", "status", "table", "row", "sql", "sources", "label"}
    assert facts
    assert all(set(fact) == keys for fact in facts)
    assert all(set(fact["label"]) == {"ky", "ru", "en"} for fact in facts)
    claims = json.loads((edition / "claims.json").read_text(encoding="utf-8"))
    verdicts = {claim["verdict"] for claim in claims}
    assert verdicts == {"reproduced", "differs", "not_checkable"}
    assert all(set(claim["statement"]) == {"ky", "ru", "en"} for claim in claims)


def test_second_build_does_nothing_and_says_so(project: Path) -> None:
    before = (site(project) / str(EDITION) / "manifest.json").stat().st_mtime_ns
    answer = call(project, "build")
    assert answer.returncode == 0
    assert "Nothing changed" in answer.stdout
    assert (site(project) / str(EDITION) / "manifest.json").stat().st_mtime_ns == before


def test_dry_run_names_what_a_changed_file_would_run(project: Path) -> None:
    table = project / "data" / "raw" / "us_tip_report" / "figures.csv"
    original = table.read_bytes()
    try:
        table.write_bytes(original + b"\n")
        answer = call(project, "build", "--dry-run")
    finally:
        table.write_bytes(original)
    assert answer.returncode == 0
    assert "land" in answer.stdout
    assert "data/raw" in answer.stdout


def test_verify_passes_and_names_an_edited_file(project: Path) -> None:
    assert call(project, "verify").returncode == 0
    page = site(project) / str(EDITION) / "ru" / "digest.html"
    original = page.read_bytes()
    try:
        page.write_bytes(original.replace(b"265", b"266", 1))
        answer = call(project, "verify", str(EDITION))
    finally:
        page.write_bytes(original)
    assert answer.returncode == 14
    assert "ru/digest.html" in answer.stderr


def test_publishing_again_takes_over_what_is_whole_and_mends_what_was_edited(
    project: Path, edition: Path
) -> None:
    before = hash_files(edition)
    record = project / "reports" / "_evidence" / f"published-{EDITION}.json"
    recorded = record.stat().st_mtime_ns
    assert call(project, "publish").returncode == 0
    assert (hash_files(edition), record.stat().st_mtime_ns) == (before, recorded)
    page = edition / "ky" / "digest.html"
    page.write_text(page.read_text(encoding="utf-8") + "<!-- -->", encoding="utf-8")
    assert call(project, "publish").returncode == 0
    assert hash_files(edition) == before
    assert record.stat().st_mtime_ns > recorded, "it was made anew"


def test_explain_answers_for_every_kind_of_fact(project: Path) -> None:
    facts = json.loads((site(project) / str(EDITION) / "facts.json").read_text(encoding="utf-8"))
    one_of_each = {fact["table"]: fact for fact in facts}
    for fact in list(one_of_each.values())[::5]:
        answer = call(project, "explain", fact["id"], "--lang", "ru")
        assert answer.returncode == 0
        assert fact["label"]["ru"] in answer.stdout
        assert fact["sql"] in answer.stdout


def test_executed_notebooks_are_kept_and_sources_stay_stripped(project: Path) -> None:
    evidence = {path.name for path in (project / "reports" / "_evidence").glob("*.ipynb")}
    assert evidence == {
        "validate.ipynb",
        f"judicial_practice-{EDITION}.ipynb",
        f"render-{EDITION}.ipynb",
    }
    for notebook in (ROOT / "notebooks").glob("*.ipynb"):
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        assert all(not cell.get("outputs") for cell in cells), notebook.name


KYRGYZ = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯ"


@pytest.mark.parametrize("pair", ["en-ru", "ky-ru"])
def test_pdf_is_accessible_and_every_letter_can_be_read_back(project: Path, pair: str) -> None:
    path = site(project) / str(EDITION) / f"digest-{EDITION}-{pair}.pdf"
    assert find_tag_faults(path) == []
    tree = read_tags(path)
    first, second = pair.split("-")
    assert tree.language == first
    assert second in {tag.language for tag in tree.walk()}
    assert len(tree.find("H1")) > 5
    assert len(tree.find("Figure")) >= 4
    assert all(tag.find("LBody") for tag in tree.find("LI"))
    assert {cell.scope for cell in tree.find("TH")} == {"Column", "Row"}
    command = ["pdftotext", "-layout", str(path), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for number in ("265", "254", "412", "104"):
        assert number in text
    assert "practice_entries.csv" in text
    # No page begins with the line that names the data of a table or chart on the page before.
    tops = [page.strip().splitlines()[1:4] for page in text.split("\f") if page.strip()]
    assert len(tops) > 10
    assert not [top for top in tops if "data/" in "".join(top)]
    if first == "ky":
        # Every letter that the messages use stands in the PDF as itself.
        messages = (project / "pipeline" / "messages" / "ky" / "digest.ftl").read_text("utf-8")
        assert {letter for letter in KYRGYZ.lower() if letter in messages} <= set(text)


def test_bad_calls_leave_with_one_message_and_the_right_code(project: Path) -> None:
    cases = {
        ("analyse", "--edition", "1999"): (2, "1999"),
        ("render", "--lang", "de"): (2, "de"),
        ("explain", "no.such.fact"): (2, "no.such.fact"),
        ("verify", "1999"): (2, "1999"),
        ("nonsense",): (2, "nonsense"),
        ("analyse", "--edition", str(EDITION), "--articles", "999"): (2, "999"),
    }
    for arguments, (code, named) in cases.items():
        answer = call(project, *arguments)
        assert answer.returncode == code, arguments
        assert named in answer.stderr
        assert "Traceback" not in answer.stderr
        assert len(answer.stderr.strip().splitlines()) == 1


def test_missing_raw_file_is_named_and_leaves_the_site_whole(project: Path) -> None:
    missing = project / "data" / "raw" / "us_tip_report" / "figures.csv"
    content = missing.read_bytes()
    missing.unlink()
    try:
        answer = call(project, "land")
    finally:
        missing.write_bytes(content)
    assert answer.returncode == 10
    assert "us_tip_report/figures.csv" in answer.stderr
    assert (site(project) / "index.html").is_file()
