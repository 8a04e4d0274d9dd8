"""Forms as data: every column has its labels, and every code list that is named exists."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pipeline.form_spec import FORMS, MARKS, Form, SheetSpec, read_codes, read_form
from pipeline.words import LANGUAGES, load_words
from pipeline.yaml_text import parse_yaml
from tests.conftest import ROOT

FORM_FILES = sorted((ROOT / "pipeline" / "forms").glob("*.yaml"))


def sheets_of(form: Form) -> tuple[SheetSpec, ...]:
    return (form.about, *form.sheets)


@pytest.mark.parametrize("name", FORMS)
def test_every_code_column_names_a_list_and_no_label_stands_for_two_columns(name: str) -> None:
    lists = read_codes()
    for sheet in sheets_of(read_form(name)):
        for column in sheet.columns:
            assert (column.kind in ("code", "codes")) == bool(column.codes)
            assert not column.codes or lists[column.codes]
        own = {(label, column.id) for column in sheet.columns for label in column.label.values()}
        assert len({label for label, _ in own}) == len(own)
        assert set(sheet.unique) <= {column.id for column in sheet.columns}


def test_a_code_is_said_in_three_languages_and_no_spelling_stands_for_two_codes() -> None:
    for name, codes in read_codes().items():
        spelled: dict[str, str] = {}
        for code in codes:
            assert all(code.label.values())
            for text in {*code.label.values(), *code.also}:
                assert spelled.setdefault(text.casefold(), code.code) == code.code, (name, text)


def test_codes_of_digits_are_not_read_as_numbers() -> None:
    codes = {code.code for code in read_codes()["age_group"]}
    assert {"14_17", "18_24", "60_plus"} <= codes
    assert "0_17" in {code.code for code in read_codes()["category"]}
    for listed in read_codes().values():
        for code in listed:
            assert re.fullmatch(r"[A-Za-z]\w*(-\w+)*|\d+_(\d+|plus)", code.code), code.code


def test_names_of_the_series_are_the_names_of_their_facts() -> None:
    for name in ("agency", "indicator", "dimension", "category"):
        for code in read_codes()[name]:
            message = f"label-{name}-{code.code}".replace("_", "-")
            said = {language: load_words(language).say(message) for language in LANGUAGES}
            assert dict(code.label) == said


def test_the_wide_sheet_says_how_it_unpivots() -> None:
    lists = {name: {code.code for code in codes} for name, codes in read_codes().items()}
    (sheet,) = read_form("agency-series").sheets
    numbers = [column for column in sheet.columns if column.kind == "number"]
    assert [column.dimension for column in numbers][0] == "total"
    for column in numbers[1:]:
        assert column.dimension in lists["dimension"]
        assert column.category in lists["category"]
    assert {column.dimension for column in numbers} == {"total", *lists["dimension"]}
    assert len({(column.dimension, column.category) for column in numbers}) == len(numbers)


def test_every_mark_is_one_of_the_statuses_without_a_number() -> None:
    assert set(MARKS.values()) == {"not_reported", "suppressed", "not_applicable"}


def list_keys(content: Any) -> set[str]:
    """Return every key of nested mappings."""
    if isinstance(content, list):
        return set().union(*map(list_keys, content))
    if not isinstance(content, dict):
        return set()
    return set(map(str, content)).union(*map(list_keys, content.values()))


@pytest.mark.parametrize("path", FORM_FILES, ids=lambda path: path.name)
def test_no_text_with_a_comma_was_cut_into_keys(path: Any) -> None:
    """In braces YAML reads `en: child, no means required` as two keys, one of them a phrase."""
    content = parse_yaml(path.read_text(encoding="utf-8"))
    assert [key for key in list_keys(content) if " " in key] == []
