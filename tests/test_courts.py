"""A court is found by any of its names, or keeps its text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.courts import match_court, name_court, read_courts
from pipeline.form_spec import read_codes


def test_every_court_is_found_by_its_name_in_each_language() -> None:
    assert len(read_courts()) == 73
    for court in read_courts().values():
        for name in court.label.values():
            assert match_court(name) == court.code, name


def test_every_court_lies_in_a_known_region() -> None:
    regions = {code.code for code in read_codes()["region"]}
    assert {court.region for court in read_courts().values()} == regions


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Аламудунский р/с", "alamudun-district"),
        ("суд Аламудунского района", "alamudun-district"),
        ("Аламудунский районный суд Чуйской области", "alamudun-district"),
        ("АЛАМУДУНСКИЙ РАЙОННЫЙ СУД*", "alamudun-district"),
        ("Aлaмудунcкий районный суд", "alamudun-district"),
        ("Ленинский районный суд г. Бишкек", "leninsky-district"),
        ("Ленинский районный суд города Бишкек", "leninsky-district"),
        ("Ленинский районный суд гор. Бишкек", "leninsky-district"),
        ("Бишкек шаарынын Ленин райондук соту", "leninsky-district"),
        ("Первомайский райсуд г.Бишкек", "pervomaisky-district"),
        ("Верховный суд КР", "supreme"),
        ("КР Жогорку соту", "supreme"),
        ("Ошский облсуд", "osh-regional"),
        ("Ошский областной суд", "osh-regional"),
        ("Ош шаардык соту", "osh-city"),
        ("Ошский гор. суд", "osh-city"),
        ("Административный суд Ошской области", "osh-administrative"),
        ("Административный суд г. Бишкек", "bishkek-administrative"),
        ("Токмакский городской суд", "tokmok-city"),
        ("Кара-Суйский районный суд", "kara-suu-district"),
        ("Каракол шаардык соту", "karakol-city"),
        ("Кара-Көл шаардык соту", "kara-kul-city"),
        ("Баткенского областного суда", "batken-regional"),
        ("Бишкекский гарнизонный суд", None),
        ("Нарынский суд", None),
        ("Марсианский районный суд", None),
        ("суд", None),
        ("", None),
    ],
)
def test_names_that_offices_write(text: str, code: str | None) -> None:
    assert match_court(text) == code


def test_a_court_that_is_not_known_keeps_its_text() -> None:
    assert name_court("Бишкекский гарнизонный суд", "en") == "Бишкекский гарнизонный суд"
    assert name_court("osh-city", "ky") == "Ош шаардык соту"


@given(st.text(max_size=40))
def test_matching_never_fails(text: str) -> None:
    assert match_court(text) is None or match_court(text) in read_courts()
