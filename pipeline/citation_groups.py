"""The pieces of a cell as drafts: which part, point, code and word belongs to which article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pipeline.citation_codes import CodeName
from pipeline.citation_units import FIRST_SPECIAL, KEYWORDS, Unit

# How far a part looks ahead for the article it belongs to: "п. 3 ч. 2 ст. 124".
_LOOK_AHEAD: Final = 6


@dataclass(slots=True)
class Draft:
    """A citation while its pieces are still being gathered."""

    article: str
    start: int
    end: int
    group: int
    part: str = ""
    points: tuple[str, ...] = ()
    code: str | None = None
    criminal: bool | None = None
    attempt: bool = False
    complicity: bool = False
    bare: bool = False
    applies_to: int | None = None
    general: list[str] = field(default_factory=list)

    @property
    def is_general(self) -> bool:
        return int(self.article.split("-")[0]) < FIRST_SPECIAL


def group_units(units: Sequence[Unit]) -> list[Draft]:
    """Return the articles of the Criminal Code among the pieces, each with what belongs to it."""
    return _Grouping(units).group()


class _Grouping:
    """One pass over the pieces; what stands before its article waits for it."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.drafts: list[Draft] = []
        self.is_open = False  # whether a part may still belong to the last article
        self.waiting_parts: tuple[str, ...] = ()
        self.waiting_points: tuple[str, ...] = ()
        self.waiting_words: set[str] = set()
        self.waiting_start: int | None = None
        self.code: CodeName | None = None  # a code named before its articles
        self.bracket = 0  # the number of drafts before the bracket that is open

    def group(self) -> list[Draft]:
        for at, unit in enumerate(self.units):
            if unit.kind == "article":
                self._add_article(at, unit)
            elif unit.kind in ("part", "point"):
                self._add_piece(at, unit)
            elif unit.kind == "code":
                self._add_code(at, unit, unit.code)
            elif unit.kind in ("attempt", "complicity"):
                self._add_word(at, unit)
            elif unit.kind in ("open", "close"):
                self.bracket = len(self.drafts) if unit.kind == "open" else 0
            elif unit.kind == "hard":
                self.is_open = False
                self._forget()
                self.code = None
        return self._settle()

    def _add_article(self, at: int, unit: Unit) -> None:
        group = at
        linked = self._find_link(at)
        for number in unit.values:
            draft = Draft(number, unit.start, unit.end, group, bare=unit.bare)
            if number == unit.values[0]:
                if self.waiting_start is not None:
                    draft.start = self.waiting_start
                draft.points = self.waiting_points
                draft.attempt = "attempt" in self.waiting_words
                draft.complicity = "complicity" in self.waiting_words
                self._take_code(draft)
                self._link(linked, draft)
                parts = self.waiting_parts or ("",)
                self.drafts += [replace(draft, part=part, general=[]) for part in parts]
                self._forget()
            else:
                self._take_code(draft)
                self.drafts.append(draft)
        self.is_open = True

    def _find_link(self, at: int) -> Draft | None:
        """Return the draft that a dash or "через" joins to the article at `at`, if there is one."""
        start = at
        while start > max(0, at - _LOOK_AHEAD) and self.units[start - 1].kind in ("part", "point"):
            start -= 1
        before = [unit.kind for unit in self.units[max(start - 2, 0) : start]]
        joined = before[-1:] == ["link"] and before[:1] != ["other"] and len(before) == 2
        return self.drafts[-1] if joined and self.drafts and self.is_open else None

    def _link(self, linked: Draft | None, draft: Draft) -> None:
        """Join an article of the general part to the offence beside it."""
        if linked is None or linked.is_general == draft.is_general:
            return
        if linked.is_general:
            linked.applies_to = draft.group
        else:
            draft.applies_to = linked.group

    def _take_code(self, draft: Draft) -> None:
        if self.code is not None and (self.code.criminal or not draft.bare or self.code.forward):
            draft.criminal, draft.code = self.code.criminal, self.code.year or None

    def _add_piece(self, at: int, unit: Unit) -> None:
        if not self.is_open or self._leads_to_article(at):
            if unit.kind == "part":
                self.waiting_parts = unit.values
            else:
                self.waiting_points += unit.values
            if self.waiting_start is None:
                self.waiting_start = unit.start
            return
        last = self.drafts[-1]
        if unit.kind == "point":
            last.points += unit.values
            last.end = unit.end
            return
        for part in unit.values:
            if last.part:
                last = replace(last, points=(), start=unit.start, general=[])
                self.drafts.append(last)
            last.part, last.end = part, unit.end

    def _leads_to_article(self, at: int) -> bool:
        """Tell whether the parts and points from `at` on belong to the article behind them."""
        ahead = at
        while ahead < min(len(self.units), at + _LOOK_AHEAD) and (
            self.units[ahead].kind in ("part", "point")
            or (self.units[ahead].kind == "soft" and self.units[ahead - 1].kind == "point")
        ):
            ahead += 1
        if ahead >= len(self.units) or self.units[ahead].kind != "article":
            return False
        follows = at > 0 and self.units[at - 1].kind in KEYWORDS
        last = self.drafts[-1]
        taken = last.part if self.units[at].kind == "part" else False
        return not follows or bool(taken) or self.units[ahead].bare is False and self._starts_so()

    def _starts_so(self) -> bool:
        """Tell whether the cell began with parts before their article."""
        first = next(unit.kind for unit in self.units if unit.kind in KEYWORDS)
        return first != "article"

    def _add_code(self, at: int, unit: Unit, code: CodeName | None) -> None:
        """Give a code to the articles before it, else to those behind it."""
        if code is None:
            return
        inside = self.drafts[self.bracket :] or self.drafts
        open_drafts = [draft for draft in inside if draft.criminal is None]
        beside = at > 0 and self.units[at - 1].kind in KEYWORDS
        if code.forward or not open_drafts or (code.law and not beside):
            self.code = None if code.law and not code.forward else code
            return
        for draft in open_drafts:
            draft.criminal, draft.code = code.criminal, code.year or None
            draft.end = max(draft.end, unit.end) if draft is self.drafts[-1] else draft.end
        self.code = None

    def _add_word(self, at: int, unit: Unit) -> None:
        """Keep "attempt" for the next article, or give it to the one that it stands behind."""
        behind = at > 0 and self.units[at - 1].kind in ("open", "link")
        if behind and self.drafts and self.is_open:
            setattr(self.drafts[-1], unit.kind, True)
        else:
            self.waiting_words.add(unit.kind)

    def _forget(self) -> None:
        self.waiting_parts = self.waiting_points = ()
        self.waiting_words = set()
        self.waiting_start = None

    def _settle(self) -> list[Draft]:
        """Apply general articles to their offences; leave out the articles of other codes."""
        for draft in self.drafts:
            if draft.applies_to is not None:
                said = f"{draft.article}({draft.part})" if draft.part else draft.article
                for other in self.drafts:
                    if other.group == draft.applies_to:
                        other.general.append(said)
                        other.attempt |= draft.attempt
                        other.complicity |= draft.complicity
                        other.start = min(other.start, draft.start)
        return [
            draft
            for draft in self.drafts
            if draft.criminal is not False and draft.applies_to is None
        ]
