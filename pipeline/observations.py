"""The rows of the landed tables that hold observations: one printed figure each, with its keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

Row = dict[str, Any]

# The columns that tell the rows of a landed table apart, beside source, file and version.
KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "article_year": ("code", "article", "offence", "year"),
    "agency": ("agency", "indicator", "year", "report_year", "dimension", "category"),
    "headline": ("id", "unit", "qualifier", "period_start", "period_end", "topic"),
}
DEFAULTS: Final[Mapping[str, str]] = {
    "report_year": "",
    "dimension": "total",
    "category": "total",
}
