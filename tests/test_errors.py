"""What a user can do wrong: one exit code each, told in three languages, kept over processes."""

from __future__ import annotations

import pickle
import re

import pytest

from pipeline import errors
from pipeline.errors import UserError, WrongCallError
from pipeline.words import LANGUAGES, load_words, message_ids
from tests.conftest import ROOT

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, UserError) and kind is not UserError
]
USED = re.compile(r'"(error-[a-z-]+)"')


def find_used() -> set[str]:
    return {
        found
        for path in (ROOT / "pipeline").glob("*.py")
        for found in USED.findall(path.read_text(encoding="utf-8"))
    }


def test_each_kind_of_mistake_has_an_exit_code_of_its_own() -> None:
    assert sorted(kind.exit_code for kind in KINDS) == [2, 10, 11, 12, 13, 14, 15]


def test_every_message_an_error_is_raised_with_exists_in_every_language() -> None:
    used = find_used()
    assert len(used) > 25
    for language in LANGUAGES:
        assert used <= message_ids(language), language


def test_every_error_message_is_raised_somewhere() -> None:
    told = {name for name in message_ids("en") if name.startswith("error-")}
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "pipeline").glob("*.py"))
    assert {name for name in told if f'"{name}' not in text} == set()


def test_an_error_tells_itself_in_english_and_in_any_language() -> None:
    error = WrongCallError("error-unknown-edition", year="1999", known="2017, 2021")
    assert "1999" in str(error)
    told = {load_words(each).say(error.message, **error.details) for each in LANGUAGES}
    assert len(told) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_crosses_a_process_border_whole(kind: type[UserError]) -> None:
    error = kind("error-unknown-edition", year="1999", known="2017")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert (again.message, again.details, str(again)) == (error.message, error.details, str(error))
