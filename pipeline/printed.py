"""What a PDF must print: the numbers and texts of the page it was made from, kept beside it.

A PDF cannot say of a number which fact it is. So publishing keeps, in digest-….numbers.csv, what
the page says in its own order: each number with its fact or claim, each text that holds other
digits, and what the charts print. A reader of the PDF finds each of its numbers there, and the
gates read the PDF back against it.
"""

from __future__ import annotations

import csv
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pipeline.engines import find_pandoc
from pipeline.errors import GateFailedError
from pipeline.number_kinds import DIGIT
from pipeline.page_reading import Block, Marked, PageReading, list_texts, read_markup
from pipeline.trace_charts import Drawing, read_drawing
from pipeline.yaml_text import parse_yaml

COLUMNS: Final = ("section", "part", "language", "name", "text")
_IMAGE: Final = re.compile(r'<img src="([\w-]+)\.svg"')
# Texts kept even without digits: sections are numbered, and headers repeated, by the engine.
_STRUCTURE: Final = ("h1", "h2", "h3", "h4", "th")
# What the cover prints of a page's front matter.
_COVER: Final = re.compile(r"title|subtitle|cover-.*(?<!-lang)")
# What stands at the head of every page but the cover.
_RUNNING: Final = "cover-running"


def record_printed(page: Path, languages: Sequence[str], record: Path) -> None:
    """Write to `record` what the PDF of a bilingual .qmd page prints."""
    write_printed(*read_printed_page(page, languages), languages, record)


def read_printed_page(
    page: Path, languages: Sequence[str]
) -> tuple[PageReading, dict[str, Drawing]]:
    """Return what a bilingual .qmd page says, and the drawings it shows, by chart."""
    text = page.read_text(encoding="utf-8")
    _, front, body = text.split("---\n", 2)
    markup = _run_pandoc(body, page)
    both = "-".join(languages)
    reading = read_markup(f'<html lang="{both}"><body>{markup}</body></html>'.encode())
    metadata = parse_yaml(front)
    reading.blocks[:0] = [
        Block("cover", "running" if name == _RUNNING else "cover", both, text)
        for name, value in metadata.items()
        if _COVER.fullmatch(name)
        for text in list_texts(value)
    ]
    drawings = {
        name: read_drawing(page.with_name(f"{name}.svg"), languages)
        for name in _IMAGE.findall(markup)
    }
    return reading, drawings


def _run_pandoc(body: str, page: Path) -> str:
    command = [find_pandoc(), "--from=markdown", "--to=html5", "--wrap=none", "--quiet"]
    done = subprocess.run(command, input=body, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        reason = done.stderr.strip()
        raise GateFailedError("error-page-refused", page=str(page), reason=reason)
    return done.stdout


def write_printed(
    reading: PageReading, drawings: dict[str, Drawing], languages: Sequence[str], path: Path
) -> None:
    """Write what a page prints as CSV: numbers with their facts, and other texts with digits."""
    both = "-".join(languages)
    rows = [
        *(("fact", each) for each in reading.facts),
        *(("claim", each) for each in reading.claims),
    ]
    lines = [(each.place, part, each.language, each.name, each.printed) for part, each in rows]
    lines += [
        (block.place, _name_part(block), block.language, " ".join(block.told), block.text)
        for block in reading.blocks
        if DIGIT.search(block.text) or block.part in _STRUCTURE
    ]
    for chart, drawing in drawings.items():
        lines += [(chart, "drawn", both, name, text) for name, text in drawing.numbers]
        lines += [
            (chart, block.part, both, "", block.text)
            for block in drawing.blocks
            if DIGIT.search(block.text)
        ]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(lines)


def _name_part(block: Block) -> str:
    return f"kind-{block.kind}" if block.kind else block.part


def read_printed(path: Path) -> PageReading:
    """Return what a PDF must print, from the record kept beside it."""
    reading = PageReading()
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            place, part, language = row["section"], row["part"], row["language"]
            marked = Marked(row["name"], row["text"], place, language)
            if part in ("fact", "drawn"):
                reading.facts.append(marked)
            elif part == "claim":
                reading.claims.append(marked)
            else:
                told = tuple(row["name"].split())
                kind = part.removeprefix("kind-") if part.startswith("kind-") else ""
                reading.blocks.append(Block(place, part, language, row["text"], told, kind))
    return reading


def name_record(pdf: Path) -> str:
    """Return the name of the record beside a PDF."""
    return f"{pdf.stem}.numbers.csv"
