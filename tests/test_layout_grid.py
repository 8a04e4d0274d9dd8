"""A new source, and a new year's changed columns, are read by a file beside them and no code."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from pipeline.errors import UnknownLayoutError, UnreadableFileError, UserError
from pipeline.land import land_tables
from pipeline.sources import read_source
from pipeline.words import LANGUAGES, load_words
from pipeline.yaml_text import parse_yaml
from tests.conftest import TESTS
from tests.form_fixture import Table, write_xlsx

OFFICE = TESTS / "fixtures" / "layouts" / "made_up_office"


@pytest.fixture(scope="module")
def office() -> pd.DataFrame:
    return land_tables([read_source(OFFICE)])["agency"]


def pick(frame: pd.DataFrame, file: str, **keys: Any) -> list[tuple[Any, str]]:
    for key, value in {"file": file, **keys}.items():
        frame = frame[frame[key] == value]
    values = frame["value"].astype(object).where(frame["value"].notna(), None)
    return list(zip(values, frame["status"], strict=True))


def test_the_first_years_table_lands_with_titles_numbering_and_footnotes(
    office: pd.DataFrame,
) -> None:
    own = office[office["file"] == "2022.csv"]
    assert len(own) == 4 * 3, "four rows of three figures; the total of the regions is left out"
    assert set(own["year"]) == {2022}
    victims = {"file": "2022.csv", "indicator": "victims"}
    assert pick(own, **victims, dimension="region", category="KG-C") == [(1204, "value")]
    assert pick(own, **victims, dimension="region+sex", category="KG-C+female") == [(904, "value")]
    assert pick(own, **victims, dimension="region", category="KG-GO") == [(0, "zero")]
    cases = {"file": "2022.csv", "indicator": "registered_cases"}
    assert pick(own, **cases, dimension="region", category="KG-GO") == [(None, "not_reported")]
    assert pick(own, **cases, dimension="region+sex", category="KG-C+male") == [
        (None, "not_applicable")
    ]
    (place,) = own[own["printed"] == "904*"]["locator"]
    assert place == "2022!F7"


def test_the_next_years_changed_columns_land_by_another_description(office: pd.DataFrame) -> None:
    own = office[office["file"] == "2023.xlsx"]
    assert len(own) == 4 * 2
    assert pick(own, "2023.xlsx", indicator="registered_cases", year=2023) == [(15, "value")]
    assert pick(own, "2023.xlsx", dimension="sex", category="male") == [
        (300, "value"), (None, "not_reported"),
    ]  # fmt: skip


def test_the_newer_table_replaces_the_years_it_speaks_of(office: pd.DataFrame) -> None:
    assert not office[office["file"] == "2022.csv"]["is_current"].any()
    assert office[office["file"] == "2023.xlsx"]["is_current"].all()


def copy_office(folder: Path, description: str, **changed: Any) -> Path:
    """Copy the office, with keys of a description changed; None takes a key out."""
    target = folder / "made_up_office"
    shutil.copytree(OFFICE, target)
    path = target / description
    given = {**parse_yaml(path.read_text(encoding="utf-8")), **changed}
    kept = {key: value for key, value in given.items() if value is not None}
    path.write_text(yaml.safe_dump(kept, allow_unicode=True), encoding="utf-8")
    return target


def refuse(target: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        land_tables([read_source(target)])
    for language in LANGUAGES:
        assert load_words(language).say(caught.value.message, **caught.value.details)
    return caught.value


@pytest.mark.parametrize(
    ("description", "changed", "message", "named"),
    [
        ("2022.yaml", {"rows": []}, "error-label-unknown", "Зарегистрировано дел"),
        ("2022.yaml", {"skip": None}, "error-label-unknown", "Итого"),
        ("2022.yaml", {"ignore": None}, "error-columns-unknown", "№ п/п"),
        ("2022.yaml", {"constants": None}, "error-columns-missing", "year"),
        ("2022.yaml", {"label": {"called": ["Строки"]}}, "error-columns-missing", "label"),
        ("2022.yaml", {"colour": "red"}, "error-source-incomplete", "colour"),
        ("2022.yaml", {"unknown_labels": "guess"}, "error-source-incomplete", "guess"),
        (
            "2022.yaml",
            {"keys": {"region": {"called": ["Область"], "list": "planet"}}},
            "error-source-incomplete",
            "planet",
        ),
        ("2023.yaml", {"sheets": ["Table 2"]}, "error-sheet-missing", "Table 2"),
        ("2023.yaml", {"years_across": None}, "error-columns-missing", "Indicator"),
    ],
)
def test_what_a_description_does_not_say_is_refused_and_named(
    tmp_path: Path, description: str, changed: dict[str, Any], message: str, named: str
) -> None:
    refusal = refuse(copy_office(tmp_path, description, **changed))
    assert refusal.message == message
    assert named in str(refusal) or message == "error-columns-missing"
    assert refusal.exit_code == 11


def test_unknown_labels_land_under_codes_made_from_them_if_the_description_says_so(
    tmp_path: Path,
) -> None:
    target = copy_office(tmp_path, "2023.yaml", rows=[], unknown_labels="name")
    frame = land_tables([read_source(target)])["agency"]
    own = frame[frame["file"] == "2023.xlsx"]
    assert set(own["indicator"]) >= {"registered_cases", "victims"}


def test_a_description_that_is_not_there_or_outside_is_refused(tmp_path: Path) -> None:
    target = copy_office(tmp_path, "2022.yaml")
    (target / "2022.yaml").unlink()
    assert isinstance(refuse(target), UnreadableFileError)
    text = (target / "source.yaml").read_text(encoding="utf-8")
    (target / "source.yaml").write_text(text.replace("2022.yaml", "../2022.yaml"), encoding="utf-8")
    assert isinstance(refuse(target), UnknownLayoutError)


LONG = {
    "constants": {"agency": "gpo"},
    "keys": {
        "indicator": {"called": ["Показатель"], "codes": {"Возбуждено дел": "registered_cases"}},
        "year": {"called": ["Год"]},
        "sex": {"called": ["Пол"], "list": "sex", "dimension": "sex"},
    },
    "figures": [{"called": ["Число"]}],
}


def read_long(folder: Path, table: Table, **given: Any) -> pd.DataFrame:
    """Return what a long table, one figure a line, lands as."""
    target = folder / "made_up_office"
    shutil.copytree(OFFICE, target)
    (target / "long.yaml").write_text(yaml.safe_dump(LONG, allow_unicode=True), encoding="utf-8")
    write_xlsx(target / "long.xlsx", {"Лист1": table}, **given)
    described = parse_yaml((target / "source.yaml").read_text(encoding="utf-8"))
    entry = {"table": "agency", "file": "long.xlsx", "layout": "grid", "description": "long.yaml"}
    described["tables"] = [entry]
    (target / "source.yaml").write_text(yaml.safe_dump(described), encoding="utf-8")
    return land_tables([read_source(target)])["agency"]


LONG_TABLE: Table = [
    ["Показатель", "Год", "Пол", "Число"],
    ["Возбуждено дел*", "2023 г.", "М", 5],
    ["возбуждено  дел", 2023, "жен.", "1 204"],
]


def test_a_long_table_is_read_by_its_key_columns(tmp_path: Path) -> None:
    frame = read_long(tmp_path, LONG_TABLE)
    keys = frame[["agency", "indicator", "year", "dimension", "category", "value"]]
    assert keys.to_numpy().tolist() == [
        ["gpo", "registered_cases", 2023, "sex", "male", 5],
        ["gpo", "registered_cases", 2023, "sex", "female", 1204],
    ]


def test_a_text_without_a_code_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(UnknownLayoutError) as caught:
        read_long(tmp_path, [*LONG_TABLE, ["Прекращено дел", 2023, "м", 1]])
    assert caught.value.message == "error-label-unknown"
    assert caught.value.details["place"] == "Лист1!4"


def test_a_merged_figure_is_counted_for_no_row(tmp_path: Path) -> None:
    frame = read_long(tmp_path, LONG_TABLE, merges={"Лист1": ["D2:D3"]})
    assert list(frame["status"]) == ["unreadable", "unreadable"]
