"""Pages as a reader meets them: how soon a browser shows them, answers and draws their charts.

Reads the site that is built in reports/_site/ (make report); the newest edition in Kyrgyz, whose
pages are the heaviest.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.common import ROOT, Line
from tests.site.browsing import ALL_DRAWN, NAMES, open_page, start_browser

REPEAT = 5
USABLE = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"


def measure() -> list[Line]:
    folder = find_newest_edition() / "ky"
    with start_browser() as browser:
        usable = statistics.median(
            max(measure_usable(browser, folder / f"{name}.html") for name in NAMES)
            for _ in range(REPEAT)
        )
        drawn = statistics.median(
            measure_drawn(browser, folder / "dashboard.html") for _ in range(REPEAT)
        )
    return [
        Line("slowest page, opened and answering", f"{usable:.2f} s", "2 s"),
        Line("dashboard, its first charts drawn", f"{drawn:.2f} s", "2 s"),
    ]


def find_newest_edition() -> Path:
    editions = sorted((ROOT / "reports" / "_site").glob("[0-9]*"))
    if not editions:
        sys.exit("reports/_site/ is empty: run make report first")
    return editions[-1]


def measure_usable(browser: Browser, page: Path) -> float:
    """Return the seconds until the page's own scripts have run and every control answers."""
    with open_page(browser, page, language="ky") as watched:
        return float(watched.page.evaluate(USABLE)) / 1000


def measure_drawn(browser: Browser, page: Path) -> float:
    """Return the seconds until every chart that is in sight is drawn."""
    with open_page(browser, page, language="ky") as watched:
        watched.wait_until(ALL_DRAWN)
        return float(watched.page.evaluate("performance.now()")) / 1000
