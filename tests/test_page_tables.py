"""A table of a page: facts under headers, as a pipe table that names its data."""

from __future__ import annotations

import pytest

from pipeline.facts import Fact
from pipeline.page_tables import Column, Table, grid, number_columns, write_table
from pipeline.wording import Page, message
from tests.conftest import MakeFact


@pytest.fixture
def facts(make_fact: MakeFact) -> dict[str, Fact]:
    return {"a.2016": make_fact("a.2016", 7), "a.2017": make_fact("a.2017", None)}


def make_table(facts: dict[str, Fact], page: Page, **given: object) -> Table:
    rows = grid(page, [("A | B", "a"), ("C", "c")], ["2016", "2017"], "{0}.{1}".format)
    columns = (Column("name", is_number=False, width=2), *number_columns(["2016", "2017"]))
    known: dict[str, object] = {
        "id": "t", "caption": message("column-total"), "columns": columns, "rows": rows,
        "data": "practice_entries",
    }  # fmt: skip
    return Table(**{**known, **given})  # type: ignore[arg-type]


def test_a_table_is_a_pipe_table_with_its_caption_and_its_data(facts: dict[str, Fact]) -> None:
    page = Page(2017, ("en",), facts, [])
    empty, *lines = write_table(page, make_table(facts, page)).splitlines()
    assert empty == "", "Pandoc would read the table twice"
    assert lines[0] == "| name | 2016 | 2017 |"
    assert lines[2].startswith('| A \\| B | [7]{data-fact="a.2016"} | [')
    assert any(line.startswith(":") and "{#tbl-t}" in line for line in lines)
    assert "data/practice_entries.csv" in lines[-2] or "data/practice_entries.csv" in lines[-1]


def test_numbers_are_set_to_the_right_and_names_to_the_left(facts: dict[str, Fact]) -> None:
    page = Page(2017, ("en",), facts, [])
    rule = write_table(page, make_table(facts, page)).splitlines()[2]
    name, first, second = rule.strip("|").split("|")
    assert name.startswith(":-")
    assert first.endswith("-:")
    assert second.endswith("-:")
    assert len(name) == 2 * len(first)


def test_a_missing_fact_leaves_its_cell_empty_and_a_missing_number_says_so(
    facts: dict[str, Fact],
) -> None:
    page = Page(2017, ("en",), facts, [])
    known, unknown = make_table(facts, page).rows
    assert known[2] is facts["a.2017"]
    assert unknown[1:] == (None, None)
    row = write_table(page, make_table(facts, page)).splitlines()[4]
    assert row == "| C |  |  |"


def test_a_row_of_totals_is_emphasised(facts: dict[str, Fact]) -> None:
    page = Page(2017, ("en",), facts, [])
    lines = write_table(page, make_table(facts, page, total_rows=(0,))).splitlines()
    assert '**[7]{data-fact="a.2016"}**' in lines[3]
    assert "**" not in lines[4]


def test_every_row_has_as_many_cells_as_the_header(facts: dict[str, Fact]) -> None:
    page = Page(2017, ("ky", "ru"), facts, [])
    lines = write_table(page, make_table(facts, page)).splitlines()[1:5]
    assert {line.replace("\\|", "").count("|") for line in lines} == {4}


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "n/r: not reported."), ("ru", "н/с — не сообщается."), ("ky", "м/ж — маалымат")],
)
def test_a_mark_in_a_cell_is_explained_under_the_table(
    facts: dict[str, Fact], language: str, said: str
) -> None:
    page = Page(2017, (language,), facts, [])
    assert said in write_table(page, make_table(facts, page))
    whole = {"a.2016": facts["a.2016"]}
    page = Page(2017, (language,), whole, [])
    assert said not in write_table(page, make_table(whole, page))


def test_a_mark_that_the_table_explains_itself_is_not_explained_again(
    facts: dict[str, Fact],
) -> None:
    page = Page(2017, ("en",), facts, [])
    own = message("table-mark", mark="n/r", meaning="the article is not listed")
    written = write_table(page, make_table(facts, page, notes=(own,)))
    assert "n/r: the article is not listed." in written
    assert "not reported." not in written


def test_signs_of_print_are_explained_once_for_the_whole_document(facts: dict[str, Fact]) -> None:
    page = Page(2017, ("ky", "ru"), facts, [])
    assert "не сообщается" not in write_table(page, make_table(facts, page))
