"""A withheld count put back anywhere in a finished edition stops it, with the place named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.charts import Chart, Point, screen_block
from pipeline.errors import GateFailedError
from pipeline.faults import raise_faults
from pipeline.words import LANGUAGES, load_words
from tests.edition_fixture import SENTENCES, YEAR, change, make_fact, make_facts, write_edition
from tests.test_gates import check

HIDDEN = "register.persons.1997-124.f.2016"


def make_chart(language: str) -> Chart:
    """Return a chart of two counts of which one is withheld."""
    points = (
        Point("register.persons.1997-124.m.2016", "2015", 9, "value",
              keys={"article": "1997-124", "sex": "m", "year": "2016"}, text="9"),
        Point(HIDDEN, "2016", None, "suppressed",
              keys={"article": "1997-124", "sex": "f", "year": "2016"}),
    )  # fmt: skip
    return Chart("persons", "columns", SENTENCES[language], SENTENCES[language], points)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a finished edition that withholds one count: in text, chart, data and facts.json."""
    facts = make_facts()
    for sex, value, status in (("m", 9, "value"), ("f", None, "suppressed")):
        name = f"register.persons.1997-124.{sex}.2016"
        fact = make_fact(name, value, status, "persons")
        row = {"article": "1997-124", "sex": sex, "year": "2016"}
        facts[name] = type(fact)(**{**vars(fact), "table": "register_persons", "row": row})
    folder = write_edition(tmp_path_factory.mktemp("whole") / str(YEAR), facts)
    for language in LANGUAGES:
        block = screen_block(make_chart(language), load_words(language))
        change(folder / language / "digest.html", "</section>", f"</section>{block}")
    return folder


@pytest.fixture
def edition(whole: Path, tmp_path: Path) -> Path:
    """Return a copy of the edition, to be broken."""
    return Path(shutil.copytree(whole, tmp_path / str(YEAR)))


def test_an_edition_that_withholds_a_count_passes(edition: Path) -> None:
    assert check(edition) == []


PLACES = [
    ("text", "en/digest.html", f'data-fact="{HIDDEN}">withheld to protect persons<',
     f'data-fact="{HIDDEN}">2<'),
    ("chart", "ru/digest.html", '"y":[9,null]', '"y":[9,2]'),
    ("chart's hover", "ky/digest.html", '"status":"suppressed","text":"',
     '"status":"suppressed","text":"2'),
    ("dialog", "en/digest.html", '"value":"withheld to protect persons","raw":null',
     '"value":"2","raw":2'),
    ("csv", "data/register_persons.csv", ",,persons,suppressed", ",2,persons,suppressed"),
    ("csv as told", "data/register_persons.csv", ",,persons,suppressed", ",2,persons,value"),
    ("facts", "facts.json", '"value": null,\n  "unit": "persons"',
     '"value": 2,\n  "unit": "persons"'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new"), [case[1:] for case in PLACES], ids=[case[0] for case in PLACES]
)
def test_a_withheld_count_put_back_stops_the_edition(
    edition: Path, file: str, old: str, new: str
) -> None:
    change(edition / file, old, new)
    faults = check(edition)
    if file != "facts.json":
        assert any(file in fault.place for fault in faults)
    assert any(HIDDEN in f"{fault.place} {fault.fact}" for fault in faults)
    with pytest.raises(GateFailedError) as caught:
        raise_faults(faults)
    assert caught.value.exit_code == 14
