"""The place of a statement in a publication, in the reader's language.

A locator is English data: parts of a place joined by commas, places joined by semicolons ("Key TIP
trends, table 4, row 1; paragraph 3"). Known parts have messages (place-<part>); what has none is a
name of the publication's own and stands as it is.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.words import Words

_ONE: Final = re.compile(r"(?P<name>[a-z]+) (?P<number>\d+)")
_TWO: Final = re.compile(r"(?P<name>[a-z]+) (?P<first>\d+) and (?P<second>\d+)")


def say_place(locator: str, words: Words) -> str:
    """Return a locator in the language of `words`."""
    places = locator.split("; ")
    return "; ".join(
        ", ".join(_say_part(part, words) for part in place.split(", ")) for place in places
    )


def _say_part(part: str, words: Words) -> str:
    two = _TWO.fullmatch(part.lower())
    if two and words.has(f"place-{two['name']}"):
        return words.say(f"place-{two['name']}", first=two["first"], second=two["second"])
    one = _ONE.fullmatch(part.lower())
    if one and words.has(f"place-{one['name']}"):
        return words.say(f"place-{one['name']}", number=one["number"])
    name, _, date = part.partition(" of ")
    if name == "Workbook" and words.has("place-workbook"):
        return words.say("place-workbook", date=date)
    if part.endswith(" edition"):
        return words.say("place-edition", year=part.removesuffix(" edition"))
    known = "place-" + re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-")
    return words.say(known) if words.has(known) else part
