"""The bundle of plotly.js that stands in each page with charts, known by its hash."""

from __future__ import annotations

import hashlib
from typing import Final

from pipeline.errors import GateFailedError
from pipeline.paths import Paths
from pipeline.yaml_text import parse_yaml

BUNDLE: Final = "plotly-basic.min.js"
LOCK: Final = "plotly-basic.yaml"


def read_plotly(paths: Paths) -> str:
    """Return the bundle's text; refuses bytes other than those its lock names."""
    folder = paths.reports / "assets"
    lock = parse_yaml((folder / LOCK).read_text(encoding="utf-8"))
    content = (folder / BUNDLE).read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != lock["sha256"]:
        raise GateFailedError(
            "error-bundle-changed", file=f"reports/assets/{BUNDLE}", lock=LOCK,
            found=found[:12], expected=str(lock["sha256"])[:12],
        )  # fmt: skip
    return content.decode("utf-8")
