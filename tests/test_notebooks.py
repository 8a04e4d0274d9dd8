"""The notebooks read as documents: questions, parameters explained, a sentence before each step."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent.parent / "notebooks"
NAMES = ("validate", "judicial_practice", "render")


def read_cells(name: str) -> list[dict[str, Any]]:
    text = (FOLDER / f"{name}.ipynb").read_text(encoding="utf-8")
    cells: list[dict[str, Any]] = json.loads(text)["cells"]
    return cells


@pytest.mark.parametrize("name", NAMES)
def test_each_parameter_is_explained_before_it_is_set(name: str) -> None:
    first, parameters = read_cells(name)[:2]
    assert first["cell_type"] == "markdown"
    assert first["source"][0].startswith("# ")
    assert parameters["metadata"]["tags"] == ["parameters"]
    named = re.findall(r"^(\w+):", "".join(parameters["source"]), flags=re.MULTILINE)
    assert named
    assert [each for each in named if f"| `{each}` |" not in "".join(first["source"])] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_sentence_stands_before_each_step_and_a_conclusion_at_the_end(name: str) -> None:
    cells = read_cells(name)
    for before, cell in zip(cells[1:], cells[2:], strict=False):
        if cell["cell_type"] == "code":
            assert before["cell_type"] == "markdown" or before["metadata"].get("tags"), cell["id"]
    conclusion = "".join(cells[-2]["source"])
    assert re.match(r"## (What|The) ", conclusion)
    assert cells[-1]["cell_type"] == "code"
    assert not any(cell.get("outputs") for cell in cells)


def test_the_notebook_of_validation_shows_no_cells_of_rows_held_back() -> None:
    code = [
        "".join(each["source"]) for each in read_cells("validate") if each["cell_type"] == "code"
    ]
    shown = [text for text in code if text.startswith("validation.quarantine")]
    assert shown == ['validation.quarantine.drop(columns="cells")']
