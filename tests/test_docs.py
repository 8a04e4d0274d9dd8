"""What the documents say is true: commands, verbs, files, targets and codes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline import errors
from pipeline.cli import cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_verb_is_documented_and_every_documented_verb_exists() -> None:
    table = README.split("| verb | what it does |")[1].split("\n\n")[0]
    first_cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    documented = {
        command.split()[0] for cell in first_cells for command in re.findall(r"`([^`]+)`", cell)
    }
    assert documented == set(cli.commands)


def test_every_verb_says_what_it_does() -> None:
    assert [name for name, command in cli.commands.items() if not command.help] == []


def test_every_make_target_named_in_readme_exists() -> None:
    named = set(re.findall(r"\bmake ([a-z]+)\b", README))
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, flags=re.MULTILINE))
    assert {"report", "test", "check", "bench", "lab"} <= targets
    assert named - targets == set()


def test_every_target_has_its_help() -> None:
    targets = re.findall(r"^([a-z]+):(.*)$", MAKEFILE, flags=re.MULTILINE)
    assert [name for name, rest in targets if "##" not in rest] == []


def test_exit_codes_in_readme_are_those_of_the_errors() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    codes = {kind.exit_code for kind in kinds if issubclass(kind, errors.UserError)} - {1}
    sentence = README.split("Exit codes:")[1].split("`--lang")[0]
    assert {int(code) for code in re.findall(r"\b(\d+) [a-z]", sentence)} == codes | {0}


@pytest.mark.parametrize("link", re.findall(r"\]\(((?!http)[^)]+)\)", README))
def test_every_link_in_readme_leads_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


def test_every_folder_in_the_tree_exists_or_is_built() -> None:
    tree = README.split("```text\n")[1].split("```")[0]
    built = {"reports/_site/"}
    named = {line.split()[0] for line in tree.splitlines()} - built - {"data/raw/<source>/"}
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_decision_has_a_title_and_says_why() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert pages
    for page in pages:
        lines = page.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith("# ")
        assert len(" ".join(lines[1:]).split()) > 30


def test_nothing_names_the_machine_it_was_made_on() -> None:
    pattern = re.compile(r"/(?:work|root|home)/[a-z]")
    texts = [
        *ROOT.glob("*.md"),
        *ROOT.glob("pipeline/**/*.py"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("reports/*.*"),
    ]
    found = [
        path.name for path in texts if path.is_file() and pattern.search(path.read_text("utf-8"))
    ]
    assert found == []
