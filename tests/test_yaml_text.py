"""Reading YAML: plain values, by whichever reader there is."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from pipeline.yaml_text import parse_yaml
from tests.conftest import ROOT

FILES = sorted([*ROOT.glob("*.yaml"), *ROOT.glob("expectations/**/*.yaml")])


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_both_readers_say_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert parse_yaml(text) == yaml.safe_load(text)


@pytest.mark.parametrize("text", ["!!python/object/apply:os.getcwd []", "!!python/name:os.system"])
def test_a_file_cannot_name_code(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        parse_yaml(text)
