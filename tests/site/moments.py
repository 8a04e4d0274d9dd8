"""Random moments of a build: which stage is running, drawing a moment, waiting for it.

A moment is a stage and seconds since it began, not seconds since the build began: builds on a
machine with other work to do are slower, and would be killed in their first stages only.
"""

from __future__ import annotations

import random
import re
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import psutil

# In the order in which a build runs them; `start` is all that comes before the first of them.
STAGES: Final = (
    "start",
    "land",
    "validate",
    "curate",
    "analyse",
    "compare",
    "render",
    "publish",
)
POLL_S: Final = 0.05
_STAGE: Final = re.compile(r"^(\w+)(?:@\d+)?: done in ([\d.]+) s$", re.MULTILINE)
_BUILT: Final = re.compile(r"^Built in ([\d.]+) s", re.MULTILINE)


@dataclass(frozen=True)
class Moment:
    stage: str
    seconds: float


def find_stage(process: subprocess.Popen[str]) -> str:
    """Return the stage a build is running; empty before the first and between two of them."""
    try:
        for child in psutil.Process(process.pid).children(recursive=True):
            words = child.cmdline()
            for program, verb in zip(words, words[1:], strict=False):
                if program.endswith("/tip-digest") and verb in STAGES:
                    return verb
    except psutil.Error:
        pass  # Processes end while they are being looked at.
    return ""


def watch_build(process: subprocess.Popen[str]) -> Iterator[Moment]:
    """Yield where a build is, many times a second, until it ends."""
    stage, since = STAGES[0], time.monotonic()
    while process.poll() is None:
        found = find_stage(process)
        if found and found != stage:
            stage, since = found, time.monotonic()
        yield Moment(stage, time.monotonic() - since)
        time.sleep(POLL_S)


def read_stages(said: str) -> dict[str, float]:
    """Return the seconds each stage took, from what a build of one edition said."""
    seconds = {stage: float(taken) for stage, taken in _STAGE.findall(said)}
    (whole,) = map(float, _BUILT.findall(said))
    return {"start": max(0.5, whole - sum(seconds.values())), **seconds}


def draw_moments(
    chance: random.Random, seconds: Mapping[str, float], stages: Iterable[str], share: float = 1
) -> list[Moment]:
    """Return a random moment of each of these stages, within the first `share` of it."""
    return [Moment(stage, chance.uniform(0, seconds.get(stage, 0) * share)) for stage in stages]


def reach_moment(process: subprocess.Popen[str], wanted: Moment) -> str:
    """Wait for a moment, or for a later stage; return the stage begun last, empty if none lives."""
    for moment in watch_build(process):
        ahead = STAGES.index(moment.stage) - STAGES.index(wanted.stage)
        if ahead > 0 or (ahead == 0 and moment.seconds >= wanted.seconds):
            return moment.stage
    return ""
