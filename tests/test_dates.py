"""A date in any of the ways offices write it is that day; an ambiguous one is none."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dates import read_date, read_year

DAY = date(2020, 3, 5)


@pytest.mark.parametrize(
    "content",
    [
        DAY, datetime(2020, 3, 5, 14, 30), "05.03.2020", "5.3.2020", "5.3.20", "05.03.20 г.",
        " 05.03.2020 ", "05.03.2020\u00a0г.", "05.03.2020 года", "05.03.2020-ж.", "05-03-2020",
        "05–03–2020", "05,03,2020", "05. 03. 2020", "2020-03-05", "2020.03.05", "2020/03/05",
        "2020-03-05T14:30:00", "2020-03-05 14:30", "05.03.2020 14:30", "05.03.2020, 9:05:01",
        43895, 43895.0, 43895.75, "43895", "5 марта 2020 г.", "5 марта 2020 года", "05 МАРТА 2020",
        "2020-жылдын 5-марты", "5-март, 2020-жыл", "March 5, 2020", "5 Mar 2020", "5 мар. 2020",
    ],
)  # fmt: skip
def test_every_way_of_writing_is_the_same_day(content: object) -> None:
    assert read_date(content) == DAY


@pytest.mark.parametrize(
    "content",
    [
        None, "", "-", "х", "2020", 2020, 2020.0, "март 2020", "05.03", "05/03/2020", "3/4/20",
        "31.02.2020", "32.01.2020", "05.13.2020", "05.03.70", "05.03.0020", "05.03.12020", 5, -1,
        1e9, float("nan"), float("inf"),
        True, time(3, 4), "5 марта 6 апреля 2020", "около 5 марта", "1234567", "05.03-2020",
        date(20, 3, 5), "март", "9999999.0", "5 5 марта 2020",
    ],
)  # fmt: skip
def test_what_is_no_single_day_is_none(content: object) -> None:
    assert read_date(content) is None


def test_slashes_are_read_where_only_one_order_is_possible() -> None:
    assert read_date("25/03/2020") == read_date("03/25/2020") == date(2020, 3, 25)
    assert read_date("05/05/2020") == date(2020, 5, 5)


def test_two_figures_of_a_year_follow_one_rule() -> None:
    assert [read_date(f"01.02.{year}") for year in ("00", "49", "50", "89", "90", "99")] == [
        date(2000, 2, 1), date(2049, 2, 1), None, None, date(1990, 2, 1), date(1999, 2, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_a_name_in_each_language(month: int) -> None:
    from babel.dates import format_date

    day = date(2021, month, 7)
    for locale in ("ky", "ru", "en"):
        for form in ("long", "medium"):
            assert read_date(format_date(day, form, locale)) == day, format_date(day, form, locale)


DAYS = st.dates(date(1970, 1, 1), date(2049, 12, 31))


@given(DAYS)
def test_a_day_comes_back_from_every_unambiguous_form(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    for written in (
        f"{day:%d.%m.%Y}",
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        serial,
    ):
        assert read_date(written) == day
    assert read_date(datetime.combine(day, time()) + timedelta(hours=3)) == day


@given(st.one_of(st.text(), st.floats(), st.integers(), st.binary(), st.datetimes()))
def test_reading_never_fails(content: object) -> None:
    assert read_date(content) is None or isinstance(read_date(content), date)


@pytest.mark.parametrize(
    "text", ["2023", " 2023 г.", "2023 год", "2023-ж.", "2023-жыл", "2023*", "2023¹"]
)
def test_a_year_is_read_with_its_word(text: str) -> None:
    assert read_year(text) == 2023


@pytest.mark.parametrize("text", ["", "23", "20231", "1023", "2023-2024", "скоро", "март 2023"])
def test_what_is_no_single_year_is_none(text: str) -> None:
    assert read_year(text) is None
