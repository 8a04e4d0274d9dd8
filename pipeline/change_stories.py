"""What the digest says of the changes since the last edition."""

from __future__ import annotations

from pipeline.changes import Changes, Told
from pipeline.compare import KINDS, REASONS
from pipeline.page_tables import Column, Table, text_column
from pipeline.wording import Page, Said, message

# Counts of rows, findings and statements change with every edition: the data file lists them.
_COUNTED = ("quality_", "claims", "reconcil")


def tell_changes(page: Page, changes: Changes) -> list[Said]:
    """Return the sentences on what changed since the last edition."""
    edition = str(page.edition)
    if changes.last is None:
        return [message("changes-first", edition=edition)]
    counts = {kind: page.fact(f"changes.{kind}.all") for kind in KINDS}
    return [message("changes-counts", edition=edition, last=str(changes.last), **counts)]


def list_reasons(page: Page, changes: Changes) -> list[list[Said]]:
    """Return one bullet per kind of change and its main reason, with how many facts it concerns."""
    return [
        [
            message(
                "changes-item",
                what=message(f"change-kind-{kind}"),
                count=page.fact(f"changes.{kind}.{reason}"),
                reason=message(f"change-reason-{reason}".replace("_", "-")),
            )
        ]
        for kind in KINDS
        for reason in REASONS
        if page.has(f"changes.{kind}.{reason}")
    ]


def list_changed(changes: Changes) -> list[Told]:
    """Return the published figures that changed or are gone: what a reader may have quoted."""
    return [
        each for each in changes.told if each.kind != "new" and not each.table.startswith(_COUNTED)
    ]


def tabulate(page: Page, changes: Changes) -> Table:
    """Return the figures that changed or are gone: then, now, and why."""
    rows = []
    for each in list_changed(changes):
        before = page.fact(f"previous.{each.id}")
        reasons = [message(f"change-reason-{reason}".replace("_", "-")) for reason in each.reasons]
        said = reasons[0]
        for reason in reasons[1:]:
            said = message("list-two", a=said, b=reason)
        named = (page.facts.get(each.id) or before).label
        rows.append((page.in_languages(named), before, page.facts.get(each.id), said))
    last = message("changes-column-edition", edition=str(changes.last))
    return Table(
        id="changes",
        caption=message("changes-caption", last=str(changes.last)),
        columns=(
            text_column(message("changes-column-fact"), 5),
            Column(last),
            Column(message("changes-column-edition", edition=str(page.edition))),
            text_column(message("changes-column-reason"), 3),
        ),
        rows=tuple(rows),
        data="changed_facts",
    )
