"""dvc.yaml: every stage depends on the modules, queries and templates it reads."""

from __future__ import annotations

import ast
import json
from functools import cache
from typing import Any

import pytest

from pipeline.yaml_text import parse_yaml
from tests.conftest import ROOT

PIPELINE = ROOT / "pipeline"
STAGES: dict[str, Any] = parse_yaml((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
NOTEBOOKS = {"validate": "validate", "analyse": "judicial_practice"}
# They change how a stage is called and reported, not what it makes.
OUTSIDE = {"cli", "errors", "paths", "kernels"}


@cache
def list_imports(module: str) -> frozenset[str]:
    """Return the modules of the pipeline that one imports, inside its functions too."""
    tree = ast.parse((PIPELINE / f"{module}.py").read_text(encoding="utf-8"))
    return frozenset(name for node in ast.walk(tree) for name in name_imports(node))


def name_imports(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("pipeline."):
        return [node.module.removeprefix("pipeline.")]
    if isinstance(node, ast.ImportFrom) and node.module == "pipeline":
        return [alias.name for alias in node.names]
    return []


def list_modules(stage: str) -> set[str]:
    """Return every module a stage runs: its own, its notebook's, and what these import."""
    found = {stage}
    if stage in NOTEBOOKS:
        path = ROOT / "notebooks" / f"{NOTEBOOKS[stage]}.ipynb"
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                source = "".join(cell["source"])
                found |= {
                    name for node in ast.walk(ast.parse(source)) for name in name_imports(node)
                }
    todo = list(found)
    while todo:
        new = list_imports(todo.pop()) - found - OUTSIDE
        found |= new
        todo += new
    return found


@pytest.mark.parametrize("stage", ["land", "validate", "curate", "analyse", "compare"])
def test_a_stage_depends_on_every_module_it_runs(stage: str) -> None:
    given = set(STAGES[stage]["deps"])
    wanted = {f"pipeline/{module}.py" for module in list_modules(stage)}
    assert sorted(wanted - given) == []
    assert sorted(name for name in given - wanted if name.endswith(".py")) == []


def test_pages_depend_on_every_template_and_the_site_on_the_whole_pipeline() -> None:
    templates = {f"reports/{path.name}" for path in (ROOT / "reports").glob("*.qmd.j2")}
    assert templates <= set(STAGES["render"]["deps"])
    assert "pipeline" in STAGES["render"]["deps"]
    assert {"pipeline", "reports/index.html.j2"} <= set(STAGES["publish"]["deps"])


def test_every_dependency_exists() -> None:
    built = ("data/landed", "data/validated", "data/curated", "data/analysed", "data/compared")
    for stage in STAGES.values():
        for name in stage["deps"]:
            if not name.startswith((*built, "reports/_build")):
                assert (ROOT / name).exists(), name
