"""make audit: advisories found, none found, and nothing compared are three different ends."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tools.audit import CLEAN, FOUND, UNKNOWN, judge

GOOD = {"name": "good", "version": "1.0", "vulns": []}
BAD = {
    "name": "bad",
    "version": "2.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}, {"id": "PYSEC-2", "fix_versions": []}],
}
SKIPPED = {"name": "odd", "skip_reason": "Dependency not found on PyPI"}


def judge_packages(*packages: dict[str, object]) -> tuple[int, list[str]]:
    return judge(json.dumps({"dependencies": packages, "fixes": []}), "")


def test_packages_without_advisories_are_clean() -> None:
    code, (line,) = judge_packages(GOOD, GOOD)
    assert code == CLEAN
    assert line.startswith("2 packages")


def test_each_advisory_is_named_with_what_mends_it() -> None:
    code, lines = judge_packages(GOOD, BAD)
    assert code == FOUND
    assert lines == [
        "bad 2.0: PYSEC-1, mended in 2.1.",
        "bad 2.0: PYSEC-2, mended in no version yet.",
    ]


def test_a_package_that_was_not_compared_is_not_called_clean() -> None:
    code, (line,) = judge_packages(GOOD, SKIPPED)
    assert code == UNKNOWN
    assert line.startswith("1 of 2 packages were not compared (Dependency not found on PyPI)")


def test_an_advisory_outweighs_packages_that_were_not_compared() -> None:
    code, lines = judge_packages(SKIPPED, BAD)
    assert (code, len(lines)) == (FOUND, 3)


@pytest.mark.parametrize("report", ["", "{}", "[]", "<html>", '{"dependencies": []}'])
def test_no_report_is_no_clean_one(report: str) -> None:
    code, (line,) = judge(report, "WARNING: x\nERROR: could not connect")
    assert code == UNKNOWN
    assert "Next:" in line


@pytest.mark.slow
def test_without_a_network_one_line_says_so() -> None:
    """The service is a port of this machine where nobody listens."""
    nowhere = ["-s", "osv", "--osv-url", "http://127.0.0.1:9/query", "--timeout", "2"]
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "audit.py", *nowhere],
        input="click==8.1.7\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == UNKNOWN
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("No package was compared with advisories: ")


def test_make_and_a_workflow_run_it() -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").split("\naudit:")[1].split("\n\n")[0]
    assert "tools/audit.py" in recipe
    workflow = (ROOT / ".github" / "workflows" / "audit.yml").read_text(encoding="utf-8")
    assert "run: make audit" in workflow
