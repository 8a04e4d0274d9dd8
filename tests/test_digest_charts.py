"""Words of a chart in two languages: each once."""

from __future__ import annotations

from pipeline.digest_charts import say_plainly
from pipeline.wording import Page, message


def test_a_label_that_holds_both_languages_already_stands_once() -> None:
    page = Page(2021, ("ky", "ru"), {}, ())
    both = "соттолгон · осуждён"
    assert say_plainly(page, message("register-value", value=both)) == both


def test_a_label_of_two_languages_stands_in_both() -> None:
    page = Page(2021, ("ky", "ru"), {}, ())
    first, second = say_plainly(page, message("label-sex-male")).split(" · ")
    assert first != second
    assert say_plainly(Page(2021, ("ru",), {}, ()), message("label-sex-male")) == second
