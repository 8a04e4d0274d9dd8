"""The suite's own order: what tests share is made by one worker."""

from __future__ import annotations

import os

import pytest


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="there is one process only")
def test_a_file_stays_on_one_worker(request: pytest.FixtureRequest) -> None:
    """So it is only if xdist has read the groups: with some versions of pytest it cannot."""
    assert request.node.nodeid.endswith("@test_suite_order")
