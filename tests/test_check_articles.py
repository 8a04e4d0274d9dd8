"""An article of another code than the one in force is told with the code that has it."""

from __future__ import annotations

import pytest

from pipeline.check_articles import StaleArticle, find_stale_article
from pipeline.check_finding import Finding
from pipeline.check_places import Place
from pipeline.check_words import say_finding
from pipeline.words import load_words

LAW = [
    {"offence_key": key, "code_year": code, "article": article}
    for key, code, article in (
        ("involvement_in_prostitution", "1997", "260"),
        ("trafficking_in_persons", "2017", "171"),
        ("attempt", "2021", "37"),
    )
]
STALE = StaleArticle("260", "2017", (("1997", "involvement_in_prostitution"),))


@pytest.mark.parametrize(
    ("citation", "day", "stale"),
    [
        ("ст. 260 ч. 1 УК КР", "15.03.2020", STALE),
        ("260-берененин 1-бөлүгү", "2020-03-15", STALE),
        ("ст. 260", "15.03.2016", None),
        ("ст. 171", "15.03.2020", None),
        ("ст. 260 УК КР 1997 г.", "15.03.2020", None),
        ("ст. 37", "15.03.2020", None),
        ("ст. 300", "15.03.2020", None),
        ("не указано", "15.03.2020", None),
        ("ст. 260", "", None),
    ],
)
def test_a_stale_article_is_found_by_its_day(
    citation: str, day: str, stale: StaleArticle | None
) -> None:
    assert find_stale_article(citation, day, LAW) == stale


@pytest.mark.parametrize(
    ("language", "offence"),
    [("ky", "Сойкулукка тартуу"), ("ru", "Вовлечение"), ("en", "Involvement in prostitution")],
)
def test_the_finding_says_which_code_has_the_article(language: str, offence: str) -> None:
    place = Place("charges", "E2", None, is_personal=True)
    finding = Finding(place, "article_not_in_force", "warn", "", "", is_rule=True, stale=STALE)
    told = say_finding(finding, load_words(language))
    for part in ("260", "2017", "1997", offence):
        assert part in told
