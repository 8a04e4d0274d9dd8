"""The parts that pages share: the glossary in the reader's order, folds."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.page_parts import list_glossary, write_fold
from pipeline.page_tables import write_table
from pipeline.wording import Page, message

ROW = {
    "en": "fine", "ru": "штраф", "ky": "айып пул", "official_ru": "yes", "official_ky": "no",
    "meaning_en": "Money", "meaning_ru": "Деньги", "meaning_ky": "Акча",
}  # fmt: skip
DATA: Any = SimpleNamespace(glossary=[ROW])
KY, RU, EN = "[айып пул\\*]{lang=ky}", "[штраф]{lang=ru}", "[fine]{lang=en}"


@pytest.mark.parametrize(
    ("languages", "terms"),
    [
        (("ky",), [KY, RU, EN]),
        (("ru",), [RU, KY, EN]),
        (("en",), [EN, KY, RU]),
        (("ky", "ru"), [KY, RU, EN]),
        (("en", "ru"), [EN, RU, KY]),
    ],
)
def test_the_glossary_begins_with_the_readers_language(
    languages: tuple[str, ...], terms: list[str]
) -> None:
    page = Page(2021, languages, {}, ())
    table = list_glossary(DATA, page)
    assert list(table.rows[0][:3]) == terms
    header = write_table(page, table).splitlines()[1]
    first = {"ky": "Кыргызча", "ru": "Русский", "en": "English"}[languages[0]]
    assert header.split("|")[1].strip().strip("[").startswith(first)


def test_a_fold_is_open_without_scripts() -> None:
    assert write_fold("*два*", "текст").startswith('<details class="fold" open>\n<summary>*два*')


def test_in_print_a_label_has_a_paragraph_for_each_language() -> None:
    page = Page(2021, ("en", "ru"), {}, ())
    first, second = page.paragraphs(message("key-persons")).split("\n\n")
    assert first.endswith("{lang=en}")
    assert second.endswith("{lang=ru}")
    assert "\n" not in Page(2021, ("ru",), {}, ()).paragraphs(message("key-persons"))
