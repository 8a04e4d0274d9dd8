"""trace, for PDFs: the digits of each page are those its record says it prints (printed.py).

What the page engine adds is taken out first, where it stands: page numbers, the contents, numbers
of sections, captions and references, and the headers that a table repeats on a new page. Then the
PDF and its record must hold the same runs of digits, equally often.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Final

from pipeline.faults import Fault
from pipeline.number_kinds import DIGIT, fold_print, mask_kinds
from pipeline.page_reading import OPEN, Block, PageReading
from pipeline.trace import Ground, check_marked_claims, check_marked_facts, check_orphans

_RUN: Final = re.compile(rf"{DIGIT.pattern}+")
_SECTION: Final = re.compile(r"^\s*(\d+(?:\.\d+)*) (.+)$")
_DOTS: Final = re.compile(r"(?: \.){3,}\s*\d+\s*$")
_DATA_FILE: Final = r"data/ ?[\w-]+ ?\. ?csv "
# How much of a heading must stand after its number: headings wrap.
_HEAD: Final = 12


# PDFium may be called by one thread at a time.
_PDFIUM: Final = Lock()


def read_pdf(path: Path) -> list[str]:
    """Return the text of each page of a PDF."""
    import pypdfium2

    with _PDFIUM, pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


def check_pdf(
    pages: Sequence[str], printed: PageReading, ground: Ground, place: str
) -> list[Fault]:
    """Return numbers of a PDF that its record does not have, or lacks, and faults of the record."""
    return [
        *check_marked_facts(printed.facts, ground.facts, place),
        *check_marked_claims(printed.claims, ground.claims, place),
        *check_orphans(printed.blocks, ground, place),
        *check_runs(pages, printed, ground, place),
    ]


def check_runs(
    pages: Sequence[str], printed: PageReading, ground: Ground, place: str
) -> list[Fault]:
    """Return runs of digits that the PDF has more or less often than its record."""
    own = [strip_engine(text, number, len(pages), printed, ground) for number, text in
           enumerate(pages, start=1)]  # fmt: skip
    found = Counter(run for text in own for run in _RUN.findall(text))
    wanted = Counter(list_wanted(printed))
    surplus = [
        Fault("trace", f"{place}, page {page}", f"{run} in “{around}” is no fact", "as recorded")
        for run, count in (found - wanted).items()
        for page, around in locate_surplus(run, count, own, printed)
    ]
    lacking = [
        Fault("trace", place, f"{run} is printed {count} times less than recorded", "as recorded")
        for run, count in (wanted - found).items()
    ]
    return surplus + lacking


def list_wanted(printed: PageReading) -> list[str]:
    """Return the runs of digits a record says are printed; attributes are not printed."""
    texts = [each.printed for each in (*printed.facts, *printed.claims)]
    texts += [
        block.text
        for block in printed.blocks
        if not block.part.startswith("@") and block.part != "running"
    ]
    return [run for text in texts for run in _RUN.findall(text)]


def strip_engine(text: str, number: int, total: int, printed: PageReading, ground: Ground) -> str:
    """Return a page's text without the numbers that the page engine adds."""
    text = re.sub(rf"{number} / {total}\s*\Z", "", text)
    for running in (block.text for block in printed.blocks if block.part == "running"):
        text = text.removeprefix(running)
    headings = number_headings(printed.blocks)
    lines = [_strip_line(line, headings) for line in text.split("\n")]
    joined = mask_kinds(" ".join(lines), ground.kinds, ground.known, "pdf")
    return _strip_repeated_headers(joined, list_headers(printed.blocks))


def number_headings(blocks: Iterable[Block]) -> dict[str, str]:
    """Return each numbered heading by its number: those of two levels, as printed."""
    heads = groupby((each for each in blocks if each.part in _LEVELS), lambda each: each.place)
    counts = [0, 0]
    numbered = {}
    for _, own in heads:
        parts = list(own)
        level = _LEVELS[parts[0].part]
        counts = [counts[0] + 1, 0] if level == 1 else [counts[0], counts[1] + 1]
        number = ".".join(str(count) for count in counts[:level])
        numbered[number] = fold_print(" ".join(block.text for block in parts))
    return numbered


_LEVELS: Final = {"h1": 1, "h2": 2}


def _strip_line(line: str, headings: Mapping[str, str]) -> str:
    """Return a line without the number of its section, and without a line of the contents."""
    found = _SECTION.match(line)
    if found:
        title = fold_print(_DOTS.sub("", found[2]))
        if title and headings.get(found[1], "").startswith(title[:_HEAD]):
            line = found[2]
    if _DOTS.search(line):
        title = fold_print(_DOTS.sub("", line))
        if any(title in heading for heading in headings.values()):
            return ""
    return line


@dataclass(frozen=True)
class Header:
    """A table's header: its first words, all that stands before its first digits, its runs."""

    first: str
    before: str
    runs: tuple[str, ...]


def list_headers(blocks: Iterable[Block]) -> list[Header]:
    """Return each table's header that has digits."""
    heads = groupby((each for each in blocks if each.part == "th"), lambda each: each.place)
    headers = []
    for _, own in heads:
        # The mark between two languages is a new line in print.
        texts = [block.text for block in own if block.text != "·"]
        whole = " ".join(texts)
        runs = tuple(_RUN.findall(whole))
        if runs:
            before = whole[: whole.index(runs[0])]
            headers.append(Header(fold_print(texts[0]), fold_print(before), runs))
    return headers


def _strip_repeated_headers(text: str, headers: Iterable[Header]) -> str:
    """Return a page's text without the headers that tables repeat: no caption stands before them.

    A table goes on at the top of a page, or below a figure that floats there and ends with the name
    of its data file.
    """
    for header in sorted(headers, key=lambda each: -len(each.runs)):
        found = list(_RUN.finditer(text))
        below = re.compile(_DATA_FILE + re.escape(header.before) + "$")
        for start in reversed(range(len(found) - len(header.runs) + 1)):
            own = found[start : start + len(header.runs)]
            begin = found[start - 1].end() if start else 0
            before = fold_print(text[begin : own[0].start()])
            at_top = start == 0 and header.first in before and OPEN not in before
            is_same = tuple(run.group() for run in own) == header.runs
            if is_same and (at_top or below.search(before)):
                text = text[: own[0].start()] + text[own[-1].end() :]
    return text


def locate_surplus(
    run: str, count: int, pages: Sequence[str], printed: PageReading
) -> list[tuple[int, str]]:
    """Return the page and words around a surplus run: where PDF and record part."""
    found = [
        (hit.group(), page, text[max(hit.start() - 40, 0) : hit.end() + 40].strip())
        for page, text in enumerate(pages, start=1)
        for hit in _RUN.finditer(text)
    ]
    match = SequenceMatcher(a=list_wanted(printed), b=[each[0] for each in found], autojunk=False)
    parted = {
        place
        for tag, _, _, start, end in match.get_opcodes()
        if tag != "equal"
        for place in range(start, end)
    }
    hits = [place for place, each in enumerate(found) if each[0] == run]
    hits.sort(key=lambda place: place not in parted)
    return [found[place][1:] for place in hits[:count]]
