"""Messages, numbers, plurals and dates, each as its language writes them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.words import LANGUAGES, MissingMessageError, load_words

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "text"),
    [("ky", f"5{NBSP}503{NBSP}086"), ("ru", f"5{NBSP}503{NBSP}086"), ("en", "5,503,086")],
)
def test_thousands_are_set_apart_as_the_language_does(language: str, text: str) -> None:
    assert load_words(language).number(5503086) == text


@pytest.mark.parametrize(("language", "text"), [("ky", "0,24"), ("ru", "0,24"), ("en", "0.24")])
def test_decimals_have_the_languages_mark(language: str, text: str) -> None:
    assert load_words(language).number(0.237, 2) == text


@pytest.mark.parametrize(("language", "text"), [("ky", "39%"), ("ru", f"39{NBSP}%"), ("en", "39%")])
def test_a_percentage_has_the_languages_sign(language: str, text: str) -> None:
    assert load_words(language).percent(39) == text


@pytest.mark.parametrize(
    ("language", "text"), [("ky", "39,2%"), ("ru", f"39,2{NBSP}%"), ("en", "39.2%")]
)
def test_a_percentage_has_the_decimals_asked_for(language: str, text: str) -> None:
    assert load_words(language).percent(39.245, 1) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ky", "2021-ж., 1-декабрь"),
        ("ru", f"1 декабря 2021{NBSP}г."),
        ("en", "December 1, 2021"),
    ],
)
def test_a_date_is_written_out(language: str, text: str) -> None:
    written = load_words(language).date(date(2021, 12, 1))
    assert written.replace(NBSP, " ").replace("\u202f", " ") == text.replace(NBSP, " ")


@pytest.mark.parametrize("language", LANGUAGES)
@given(number=st.integers(min_value=-(10**12), max_value=10**12))
def test_a_whole_number_comes_back_from_its_text(language: str, number: int) -> None:
    text = load_words(language).number(number)
    assert int(re.sub(r"[^\d-]", "", text.replace("\u2212", "-"))) == number


@pytest.mark.parametrize("language", LANGUAGES)
@given(
    hundredths=st.integers(min_value=-(10**9), max_value=10**9),
)
def test_a_number_of_two_decimals_comes_back_from_its_text(language: str, hundredths: int) -> None:
    words = load_words(language)
    text = words.number(hundredths / 100, 2).replace("\u2212", "-")
    mark = words.locale.number_symbols["latn"]["decimal"]
    whole, decimals = text.split(mark)
    assert len(decimals) == 2
    back = int(re.sub(r"[^\d]", "", whole + decimals))
    assert back == abs(hundredths)
    assert text.startswith("-") == (hundredths < 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_message_is_refused_and_never_borrowed(language: str) -> None:
    words = load_words(language)
    assert not words.has("no-such-message")
    with pytest.raises(MissingMessageError, match=f"no-such-message is missing in {language}"):
        words.say("no-such-message")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_argument_is_refused(language: str) -> None:
    with pytest.raises(MissingMessageError, match="known"):
        load_words(language).say("error-unknown-edition", year="1999")


def test_a_message_without_arguments_is_said_in_its_language() -> None:
    said = {load_words(language).say("status-not-reported") for language in LANGUAGES}
    assert len(said) == 3


def test_no_marks_of_writing_direction_litter_a_text() -> None:
    text = load_words("ky").say("error-unknown-edition", year="1999", known="2017")
    assert not set(text) & {"\u2068", "\u2069"}
