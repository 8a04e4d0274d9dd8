"""How the values of a register's keys are said: by the form's code lists, and articles by code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from pipeline.form_spec import read_codes
from pipeline.words import Words

# Which code lists say a key's values; articles have none.
REGISTER_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "article": (),
    "other": (),
    "filing": (),
    "verdict_article": (),
    "sex": ("sex",),
    "age_group": ("age_group",),
    "citizenship": ("citizenship",),
    "outcome": ("verdict",),
    "punishment": ("punishment",),
    "serving": ("conditional",),
    "additional": ("additional_punishment",),
    "circumstance": ("mitigating", "aggravating"),
    "instance": ("instance",),
    "result": ("appeal_result",),
    "region": ("region",),
    "form": ("form_of_exploitation",),
    "means": ("means",),
    "place": ("place",),
    "protection": ("protection",),
    "compensation": (),
    "range_position": (),
    "appealed": (),
}
_ARTICLE_OF_CODE: Final = re.compile(r"(\d{4})-(.+)")


def label_register(words: Words, key: str, value: str) -> str:
    """Return a value's words; "1997-124" is article 124 of the code of 1997, "all" the total.

    Refuses a value that no code list and no message says.
    """
    if value == "all":
        return words.say("label-all")
    article = _ARTICLE_OF_CODE.fullmatch(value)
    if article and not REGISTER_KEYS[key]:
        return words.say("label-article-of-code", code=article[1], article=article[2])
    if value == "other" and key == "verdict_article":
        return words.say("label-other-article")
    for name in REGISTER_KEYS[key]:
        for code in read_codes()[name]:
            if code.code == value:
                return code.label[words.language]
    if key == "article":
        return words.say("label-article", value=value)
    return words.say(f"label-{key}-{value}".replace("_", "-"))
