"""What a chart is, before anyone draws it: points, words, breaks and the marks of each series.

A chart is described once and drawn twice (chart_screen, chart_print). Everything both drawings
must agree on is decided here: the order of panels and series, the years on the axis, the text of
a value, the colours, and the words for what is not a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import ceil, floor, log10
from typing import Final, Literal

from pipeline.words import Words

Kind = Literal["bars", "columns", "lines"]
Status = Literal["value", "zero", "not_reported", "suppressed", "not_applicable"]

MISSING: Final[tuple[Status, ...]] = ("not_reported", "suppressed", "not_applicable")

# The tokens --series-1 to --series-8 of the style sheet, in the light scheme. After Okabe and Ito,
# darkened to a contrast of at least 3:1 on white; neighbours differ in lightness, so that they
# stay apart in greyscale too.
PALETTE: Final = (
    "#0a5a78", "#c8551b", "#6d4a94", "#0b8f6a", "#a97a00", "#4a8fc4", "#8c2d4f", "#66717e",
)  # fmt: skip
INK: Final = "#1b2430"
MUTED: Final = "#55606e"
RULE: Final = "#d3dae1"
TEXT_PX: Final = 12
LINE_PX: Final = 14
DASHES: Final = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
MARKERS: Final = (
    "circle",
    "square",
    "triangle-up",
    "diamond",
    "triangle-down",
    "cross",
)


@dataclass(frozen=True)
class Point:
    """One published number of a chart. `keys` are what the page's filters act on.

    `text` is the number as the fact prints it; without it the number is written from `value`.
    Refuses a status that contradicts the value: a withheld number must not reach a page.
    """

    fact_id: str
    x: str
    value: float | None
    status: Status
    series: str = ""
    panel: str = ""
    keys: Mapping[str, str | int] = field(default_factory=dict)
    text: str = ""

    def __post_init__(self) -> None:
        if (self.status in MISSING) != (self.value is None):
            raise ValueError(f"{self.fact_id}: status {self.status} with value {self.value}")
        if (self.status == "zero") != (self.value == 0):
            raise ValueError(f"{self.fact_id}: status {self.status} with value {self.value}")


@dataclass(frozen=True)
class Break:
    """A break in a series: from year `x` on, the numbers mean something else."""

    x: str
    label: str


@dataclass(frozen=True)
class Chart:
    """One chart in one language: data, words and kind, without any drawing.

    `labels` gives the words for the codes used as x, series and panel; `summary` is the one
    sentence that stands for the picture, and `told_facts` names the facts it gives. `y_title` says
    what is counted, `unit` goes after each number where there is room (for example in the note
    that opens on a point). `told` is the summary as a page prints it, each number marked with its
    fact; a chart by itself has none.
    """

    id: str
    kind: Kind
    title: str
    summary: str
    points: tuple[Point, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    x_title: str = ""
    y_title: str = ""
    unit: str = ""
    breaks: tuple[Break, ...] = ()
    note: str = ""
    told: str = ""
    free_scale: bool = False
    told_facts: tuple[str, ...] = ()

    @property
    def panels(self) -> tuple[str, ...]:
        """Codes of the panels in the order of the points."""
        return _ordered(point.panel for point in self.points)

    @property
    def series(self) -> tuple[str, ...]:
        """Codes of the series in the order of the points."""
        return _ordered(point.series for point in self.points)

    @property
    def has_years(self) -> bool:
        """Whether x is time, so that years without points keep their place."""
        return all(point.x.isdecimal() and len(point.x) == 4 for point in self.points)

    @property
    def x_codes(self) -> tuple[str, ...]:
        """Codes along x as given; years are filled up, so that a distance is always a time."""
        codes = _ordered(point.x for point in self.points)
        if self.kind == "bars" or not codes or not self.has_years:
            return codes
        years = [int(code) for code in codes]
        return tuple(str(year) for year in range(min(years), max(years) + 1))

    @property
    def statuses(self) -> tuple[Status, ...]:
        """The statuses without a number that occur in the chart."""
        present = {point.status for point in self.points}
        return tuple(status for status in MISSING if status in present)

    def label(self, code: str) -> str:
        """Return the words for a code, the code itself without any."""
        return self.labels.get(code, code)

    def select(self, panel: str, series: str) -> tuple[Point, ...]:
        """Return the points of one series in one panel, in the order of x."""
        order = {code: place for place, code in enumerate(self.x_codes)}
        chosen = (p for p in self.points if p.panel == panel and p.series == series)
        return tuple(sorted(chosen, key=lambda point: order[point.x]))


def _ordered(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


def write_status(status: Status, words: Words, second: Words | None = None) -> str:
    """Return the words for a status without a number, in one or two languages."""
    message = "ui-status-" + status.replace("_", "-")
    texts = [each.say(message) for each in (words, second) if each is not None]
    return " / ".join(dict.fromkeys(texts))


def write_value(point: Point, words: Words) -> str:
    """Return a point's number as it is printed; refuses a point without a number."""
    if point.value is None:
        raise ValueError(f"{point.fact_id} has no number to print")
    if point.text:
        return point.text
    return words.number(point.value, 0 if float(point.value).is_integer() else 1)


def choose_ticks(highest: float, at_most: int = 4) -> list[float]:
    """Return round tick values from 0 to at least `highest`; whole steps for whole numbers."""
    if highest <= 0:
        return [0.0]
    rough = highest / at_most
    power = 10.0 ** floor(log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= rough)
    if highest >= 1:
        step = max(step, 1.0)
    return [step * place for place in range(ceil(highest / step) + 1)]


def find_highest(points: Iterable[Point]) -> float:
    """Return the highest value drawn, 0 when there is none."""
    return max((point.value for point in points if point.value is not None), default=0.0)


def group_runs(chart: Chart, points: Sequence[Point]) -> list[list[Point]]:
    """Return the runs of neighbouring points that have no number for the same reason."""
    places = {code: place for place, code in enumerate(chart.x_codes)}
    missing = [point for point in points if point.value is None]
    numbered = enumerate(missing)
    runs = groupby(numbered, key=lambda pair: (pair[1].status, places[pair[1].x] - pair[0]))
    return [[point for _, point in run] for _, run in runs]


def measure_text(text: str, size_px: float = TEXT_PX) -> float:
    """Return an estimate of a line's width in pixels, rather too wide than too narrow.

    Libertinus Serif was measured: 0.41 em per Latin letter, 0.52 per Cyrillic one, 0.83 per
    Cyrillic capital, a tenth more in bold. Asking the renderer instead would make a drawing
    depend on the fonts of the machine it is made on.
    """
    return size_px * sum(_measure_letter(letter) for letter in text)


def _measure_letter(letter: str) -> float:
    if letter in _NARROW:
        return 0.3
    if letter in _WIDE:
        return 0.84
    if letter.isupper():
        return 0.86 if ord(letter) >= _CYRILLIC else 0.74
    return 0.59 if ord(letter) >= _CYRILLIC else 0.5


_CYRILLIC: Final = 0x400
_NARROW: Final = " \u00a0.,:;·'()|"
_WIDE: Final = "mwжмфшщыю"


def wrap_text(text: str, width_px: float, size_px: float = TEXT_PX) -> list[str]:
    """Return `text` as lines that fit into `width_px`; a single long word is kept whole.

    A text in two languages ("one / two", "one · two") that does not fit in one line starts the
    second on its own.
    """
    if measure_text(text, size_px) <= width_px:
        return [text]
    parts = _LANGUAGES_APART.split(text)
    if len(parts) > 1:
        return [line for part in parts for line in wrap_text(part, width_px, size_px)]
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and measure_text(longer, size_px) > width_px:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


_LANGUAGES_APART: Final = re.compile(r" [/·] ")


def spread_labels(wanted: Sequence[float], heights: Sequence[float], lowest: float) -> list[float]:
    """Return middles near the wanted ones, so that labels of these heights do not overlap.

    Labels that touch form a group, which is centred on what its members wanted; no group reaches
    below `lowest`. All in pixels from the top.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    groups: list[tuple[list[int], float]] = []
    for place in order:
        members = [place]
        middle = min(wanted[place], lowest - heights[place] / 2)
        while groups and _touch(groups[-1], (members, middle), heights):
            before, _ = groups.pop()
            members = before + members
            half = sum(heights[each] for each in members) / 2
            middle = min(sum(wanted[each] for each in members) / len(members), lowest - half)
        groups.append((members, middle))
    placed = [0.0] * len(wanted)
    for members, middle in groups:
        top = middle - sum(heights[each] for each in members) / 2
        for each in members:
            placed[each] = top + heights[each] / 2
            top += heights[each]
    return placed


def _touch(
    upper: tuple[list[int], float],
    lower: tuple[list[int], float],
    heights: Sequence[float],
) -> bool:
    reach = sum(heights[each] for each in upper[0] + lower[0]) / 2
    return lower[1] - upper[1] < reach
