"""diff: two published editions side by side, as lines for the terminal and as pages for readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.compare import KINDS, Change, Edition, compare, count_changes
from pipeline.errors import UnreadableFileError, WrongCallError
from pipeline.facts import Fact
from pipeline.page_parts import LANGUAGE_NAMES
from pipeline.paths import Paths
from pipeline.published import read_published
from pipeline.render import make_environment
from pipeline.wording import show_number
from pipeline.words import LANGUAGES, Words, load_words

_WIDEST = 60


@dataclass(frozen=True)
class Diff:
    """Two editions and what differs between them, by fact."""

    old: Edition
    new: Edition
    changes: tuple[Change, ...]


def diff(paths: Paths, old: str, new: str) -> Diff:
    """Return what differs between two published editions, each a folder or a year of the site.

    Refuses a folder without an edition, and a later edition named first.
    """
    before, after = (read_published(find_folder(paths, given)) for given in (old, new))
    if before.year > after.year:
        raise WrongCallError("error-diff-order", old=old, new=new)
    return Diff(before, after, tuple(compare(before, after)))


def find_folder(paths: Paths, given: str) -> Path:
    """Return the folder a caller means: one that exists, or an edition of the site by its year."""
    folder = Path(given)
    if not folder.is_dir() and given.isdecimal():
        folder = paths.site / given
    if not folder.is_dir():
        raise UnreadableFileError("error-diff-folder", folder=given)
    return folder


def tell_diff(found: Diff, words: Words) -> Iterator[str]:
    """Yield the lines of a table: what happened to which fact, before and now, why, and a sum."""
    if not found.changes:
        yield words.say("diff-nothing")
        return
    header = [words.say(f"diff-column-{name}") for name in ("what", "fact", "old", "new", "reason")]
    rows = [header, *(tell_change(change, words)[:5] for change in found.changes)]
    widths = [min(max(len(row[n]) for row in rows), _WIDEST) for n in range(len(header))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    counts = {kind: sum(each.kind == kind for each in found.changes) for kind in KINDS}
    yield ""
    yield words.say("diff-counts", **counts)


def tell_change(change: Change, words: Words) -> list[str]:
    """Return a change in words: kind, id, before, now, reasons, and what shows them."""
    reasons = ", ".join(words.say(f"change-reason-{each}".replace("_", "-")) for each in
                        change.reasons)  # fmt: skip
    return [
        words.say(f"change-kind-{change.kind}"),
        change.id,
        show_or_dash(change.old, words),
        show_or_dash(change.new, words),
        reasons,
        "; ".join(change.evidence),
    ]


def show_or_dash(fact: Fact | None, words: Words) -> str:
    """Return a fact as its language prints it; a dash where an edition does not have it."""
    return "—" if fact is None else show_number(fact, words)


def write_diff(found: Diff, paths: Paths, folder: Path) -> list[Path]:
    """Write the difference as one self-contained page per language and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_write_page(found, paths, folder, language) for language in LANGUAGES]


def _write_page(found: Diff, paths: Paths, folder: Path, language: str) -> Path:
    words = load_words(language)
    assets = paths.reports / "assets"
    styles = [(assets / name).read_text(encoding="utf-8") for name in ("base.css", "pages.css")]
    environment = make_environment(paths.reports).overlay(autoescape=True)
    text = environment.get_template("diff.html.j2").render(
        words=words,
        style="\n".join(styles),
        lead=tell_lead(found, words),
        languages={each: (LANGUAGE_NAMES[each], name_page(found, each)) for each in LANGUAGES},
        summary=[
            (
                words.say(f"change-kind-{kind}"),
                words.say(f"change-reason-{reason}".replace("_", "-")),
                words.number(count),
            )
            for (kind, reason), count in count_changes(found.changes).items()
        ],
        rows=[
            (change, change.fact.label[language], tell_change(change, words))
            for change in order_changes(found.changes)
        ],
    )
    path = folder / name_page(found, language)
    path.write_text(text, encoding="utf-8")
    return path


def tell_lead(found: Diff, words: Words) -> str:
    """Return the first sentence: which editions are compared."""
    old, new = found.old, found.new
    name = "diff-same-lead" if old.year == new.year else "diff-lead"
    return words.say(
        name,
        old=str(old.year),
        new=str(new.year),
        oldfacts=words.number(len(old.facts)),
        newfacts=words.number(len(new.facts)),
    )


def order_changes(changes: Sequence[Change]) -> list[Change]:
    """Return what a reader must see first first: what is gone, what changed, then what is new."""
    order = ("vanished", "changed", "new")
    return sorted(changes, key=lambda each: (order.index(each.kind), each.id))


def name_page(found: Diff, language: str) -> str:
    return f"diff-{found.old.year}-{found.new.year}-{language}.html"
