"""The workflows: actions named by version, Quarto's tests run and not skipped, bundles attached."""

from __future__ import annotations

import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.paths import Paths
from pipeline.seals import name_bundle

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".github" / "workflows"


def read_workflow(name: str) -> dict[Any, Any]:
    workflow: dict[Any, Any] = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return workflow


def list_steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def read_triggers(workflow: dict[Any, Any]) -> dict[str, Any]:
    """Return when a workflow runs: YAML 1.1 reads its key `on` as true."""
    triggers: dict[str, Any] = workflow[True]
    return triggers


@pytest.mark.parametrize("name", ["quarto", "editions", "audit"])
def test_a_workflow_may_only_read_and_names_its_actions_by_version(name: str) -> None:
    workflow = read_workflow(name)
    assert workflow["permissions"] == {"contents": "read"}
    actions = [step["uses"] for step in list_steps(workflow) if "uses" in step]
    assert actions
    assert [each for each in actions if not re.search(r"@v\d+(\.\d+)*$", each)] == []


def check_schema(path: Path) -> subprocess.CompletedProcess[str]:
    schema = ["--builtin-schema", "vendor.github-workflows"]
    program = [sys.executable, "-m", "check_jsonschema", *schema, str(path)]
    return subprocess.run(program, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["quarto", "editions", "audit"])
def test_a_workflow_is_one_and_a_misspelt_key_would_be_found(name: str, tmp_path: Path) -> None:
    path = FOLDER / f"{name}.yml"
    done = check_schema(path)
    assert done.returncode == 0, done.stdout
    misspelt = tmp_path / path.name
    text = path.read_text(encoding="utf-8").replace("runs-on:", "run-on:")
    misspelt.write_text(text, encoding="utf-8")
    assert check_schema(misspelt).returncode == 1


def test_quarto_is_installed_by_its_action_and_missed_where_it_is_not() -> None:
    workflow = read_workflow("quarto")
    (versions,) = (job["strategy"]["matrix"]["quarto"] for job in workflow["jobs"].values())
    assert {re.sub(r"\.\d+$", "", each) for each in versions} == {"1.9", "1.11"}
    steps = list_steps(workflow)
    (setup,) = (s for s in steps if s.get("uses", "").startswith("quarto-dev/quarto-actions/setup"))
    assert setup["with"] == {"version": "${{ matrix.quarto }}"}
    runs = [step["run"] for step in steps if "run" in step]
    assert runs[0] == 'test "$(quarto --version)" = "${{ matrix.quarto }}"'
    assert "-m quarto" in runs[-1]


def test_editions_are_built_when_data_change_and_once_a_month() -> None:
    triggers = read_triggers(read_workflow("editions"))
    assert "data/raw/**" in triggers["push"]["paths"]
    (moment,) = triggers["schedule"]
    assert re.fullmatch(r"\d+ \d+ \d+ \* \*", moment["cron"])


def test_each_editions_bundle_is_attached() -> None:
    steps = list_steps(read_workflow("editions"))
    attached = [step["with"]["path"] for step in steps if "upload-artifact" in step.get("uses", "")]
    folder = Paths(ROOT).site / "2021"
    bundle = folder / name_bundle(folder)
    assert any(fnmatch(str(bundle.relative_to(ROOT)), pattern) for pattern in attached)
