"""Codes for the rows of a workbook that nobody has described yet, made from their own labels.

A region is known by its name. A section "by" something breaks down the indicator above it, or the
one it names itself; a row under a region in it belongs to that region. Any other section is an
indicator with rows of its own, and a row outside sections is an indicator. Where two rows would
have one code, the second is called after the indicator it stands under, or its row.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.labels import fold_label, make_code, match_code

_TOTALS: Final = ("total", "всего", "баары", "бардыгы", "kyrgyz republic", "кыргызская республика")
# "By sex", "Victims by sex", «По полу», «Жынысы боюнча».
_BREAKDOWN: Final = re.compile(
    r"(?P<what>.*?)\bby (?P<by>.+)|(?P<nothing>)по (?P<after>.+)|(?P<none>)(?P<before>.+) боюнча"
)
_WHOLE: Final = ("total", "total")

Names = tuple[str, ...]
Keys = tuple[str, str, str]


class Namer:
    """Names the rows of one workbook from the top down: a row is named by those above it."""

    def __init__(self, agency: str) -> None:
        self._agency = agency
        self._indicator = ""
        self._region = ""
        self._section: Names = ()
        self._seen: set[Keys] = set()

    def name(self, section: Names, names: Names, row: int) -> dict[str, str]:
        """Return the keys of a row: agency, indicator, dimension and category."""
        if section != self._section:
            self._section, self._region = section, ""
        keys = self._find_keys(section, names, row)
        if keys in self._seen:
            keys = (f"{self._indicator}_{keys[0]}", *keys[1:])
        elif keys[1:] == _WHOLE and not section:
            self._indicator = keys[0]
        if keys in self._seen:
            keys = (f"{keys[0]}_row_{row + 1}", *keys[1:])
        self._seen.add(keys)
        return dict(
            zip(
                ("agency", "indicator", "dimension", "category"), (self._agency, *keys), strict=True
            )
        )

    def _find_keys(self, section: Names, names: Names, row: int) -> Keys:
        own = make_code(_choose(names)) or f"row_{row + 1}"
        heading = _choose(section)
        match = _BREAKDOWN.fullmatch(fold_label(heading))
        what = make_code((match["what"] or "") if match else heading)
        indicator = self._indicator = what or self._indicator
        region = next(filter(None, (match_code("region", each) for each in names if each)), "")
        is_total = any(fold_label(each) in _TOTALS for each in names)
        if not indicator or not (region or heading):
            return own, *_WHOLE
        if is_total:
            return indicator, *_WHOLE
        if region:
            self._region = region
            return indicator, "region", region
        if match and self._region:
            return indicator, "region+item", f"{self._region}+{own}"
        if match:
            by = match["by"] or match["after"] or match["before"]
            return indicator, make_code(by), own
        return f"{indicator}_{own}", *_WHOLE


def _choose(names: Names) -> str:
    """Return the last name that is there, which is the English one where there is one."""
    return next(filter(None, reversed(names)), "")
