"""What `check` and `add` say: findings in words, for the terminal and for the cells."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check import Checked
from pipeline.check_articles import StaleArticle
from pipeline.check_finding import Finding
from pipeline.check_places import find_cover
from pipeline.checked_workbook import Mark
from pipeline.words import Words

# The terminal lists so many findings; the checked workbook lists all.
SHOWN = 20


def say_finding(finding: Finding, words: Words) -> str:
    """Return what was found, what was expected and what to do; nothing of a person."""
    told = _say_check(finding, words)
    return f"{told} {say_stale(finding.stale, words)}" if finding.stale else told


def say_stale(stale: StaleArticle, words: Words) -> str:
    """Return which code applied on the day, and which codes have the article."""
    others = (
        words.say(
            "finding-elsewhere-code",
            code=code,
            offence=words.say(f"label-offence-{offence}".replace("_", "-")),
        )
        for code, offence in stale.elsewhere
    )
    return words.say(
        "finding-elsewhere", code=stale.code, article=stale.article, others="; ".join(others)
    )


def _say_check(finding: Finding, words: Words) -> str:
    name = finding.check.replace("_", "-")
    said = {"check": words.say(f"check-{name}"), "fix": words.say(f"fix-{name}")}
    if finding.is_rule:
        if finding.expected and finding.found:
            numbers = {"expected": finding.expected, "found": finding.found}
            return words.say("finding-numbers", **said, **numbers)
        return words.say("finding-told", **said)
    if finding.place.is_personal:
        return words.say("finding-row", **said)
    if finding.found:
        return words.say("finding-cell", **said, found=finding.found)
    return words.say("finding-empty", **said)


def say_place(finding: Finding) -> str:
    place = finding.place
    return f"{place.sheet}!{place.address}" if place.address else place.sheet


def mark_findings(checked: Checked, words: Words) -> list[Mark]:
    """Return the marks of the checked workbook, in the order of the findings."""
    return [
        Mark(each.place.sheet, each.place.address, say_finding(each, words), each.is_fault)
        for each in checked.findings
    ]


def tell_checked(checked: Checked, target: str, words: Words) -> Iterator[str]:
    """Yield the summary of a check, line by line: what the file is, then its first findings."""
    incoming = checked.incoming
    rows = {
        "file": incoming.path.name,
        "received": checked.received,
        "accepted": checked.accepted,
        "quarantined": checked.quarantined,
    }
    if incoming.form is None:
        yield words.say("check-layout", source=incoming.source.id, **rows)
    else:
        yield words.say("check-form", form=incoming.form.form.title[words.language], **rows)
        cover = find_cover(incoming.form)
        ignored = [name for name in incoming.form.ignored if name != cover]
        if ignored:
            yield words.say("check-ignored", sheets=", ".join(ignored))
        dropped = dict.fromkeys(
            heading for sheet in incoming.form.sheets for heading in sheet.dropped_headings
        )
        if dropped:
            yield words.say("check-dropped", columns="; ".join(dropped))
    for finding in checked.findings[:SHOWN]:
        text = say_finding(finding, words)
        yield "  " + words.say("check-line", place=say_place(finding), text=text)
    more = len(checked.findings) - SHOWN
    if more > 0:
        yield "  " + words.say("check-more", count=more, checked=target)
