"""The bundle of plotly.js: the one its lock names, of the version the notebooks draw with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from plotly.offline import get_plotlyjs_version

from pipeline.errors import GateFailedError
from pipeline.paths import Paths
from pipeline.plotly_bundle import BUNDLE, LOCK, read_plotly
from pipeline.yaml_text import parse_yaml

ASSETS = Path(__file__).parent.parent / "reports" / "assets"


def test_bundle_is_of_the_version_the_notebooks_draw_with() -> None:
    lock = parse_yaml((ASSETS / LOCK).read_text(encoding="utf-8"))
    assert lock["version"] == get_plotlyjs_version()
    assert f"plotly.js (basic - minified) v{lock['version']}" in read_plotly(
        Paths(ASSETS.parent.parent)
    )


def test_other_bytes_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "reports" / "assets"
    folder.mkdir(parents=True)
    shutil.copy(ASSETS / LOCK, folder)
    (folder / BUNDLE).write_bytes((ASSETS / BUNDLE).read_bytes() + b" ")
    with pytest.raises(GateFailedError) as fault:
        read_plotly(Paths(tmp_path))
    assert fault.value.message == "error-bundle-changed"
