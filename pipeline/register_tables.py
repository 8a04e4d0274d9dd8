"""The tables of the register's section, each from an edition's facts.

A table of which the register holds nothing, or which is left out to protect persons, is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from pipeline.concordance import Offence
from pipeline.facts import label_key
from pipeline.form_spec import read_codes
from pipeline.page_tables import Column, Content, Table, grid, number_columns, text_column
from pipeline.register_labels import REGISTER_KEYS
from pipeline.wording import Page, Said, message

_KEY: Final = re.compile(r"(\d{4})-(.+)")
# More columns than these leave no room for long names beside them.
_WIDEST: Final = 6
_LAST: Final = ("unknown", "other", "all")
_BOUNDS: Final = ("share", "low", "high")
_STATISTICS: Final = ("least", "quartile_1", "median", "quartile_3", "most")


def has_register(page: Page) -> bool:
    return "register.years.first" in page.facts


def find_values(page: Page, measure: str, key: str) -> tuple[str, ...]:
    """Return the values of a key in a measure's facts, in the order of the form's code lists.

    "unknown", "other" and "all" come last.
    """
    prefix = f"register.{measure}."
    found = {fact.row[key] for name, fact in page.facts.items() if name.startswith(prefix)}
    return order_values(key, found)


def order_values(key: str, values: Iterable[str]) -> tuple[str, ...]:
    """Return a key's values in the order of the form's code lists, what is no value last."""
    listed = [code.code for name in REGISTER_KEYS.get(key, ()) for code in read_codes()[name]]
    places = {value: place for place, value in enumerate(listed)}
    last = {value: place for place, value in enumerate(_LAST, start=1)}
    return tuple(
        sorted(
            values,
            key=lambda value: (last.get(value, 0), places.get(value, len(listed)), value),
        )
    )


def name_value(page: Page, key: str, value: str) -> str:
    """Return how a key's value is said in the page's languages, as facts are labelled."""
    said = {words.language: label_key(words, key, value) for words in page.words}
    return said[page.languages[0]] if len(set(said.values())) == 1 else page.in_languages(said)


def name_article(key: str, offences: Sequence[Offence]) -> Said:
    """Return an article with its code and, where the concordance knows it, its offence."""
    found = _KEY.fullmatch(key)
    if found is None:
        return message("row-total" if key == "all" else "label-other-article")
    article = message("label-article-of-code", code=found[1], article=found[2])
    for offence in offences:
        for entry in offence.entries:
            if entry.code == found[1] and found[2] in entry.articles:
                name = message(f"label-offence-{offence.key}".replace("_", "-"))
                return message("register-article-name", article=article, offence=name)
    return article


def shorten_article(key: str) -> Said | str:
    """Return an article with its code alone, where many columns leave no room for more.

    Both are numbers, the same in every language: beside nine columns a word would be broken.
    """
    found = _KEY.fullmatch(key)
    return name_article(key, ()) if found is None else f"{found[2]} ({found[1]})"


def articles_by(
    page: Page, offences: Sequence[Offence], measure: str, key: str, *, fixed: str = ""
) -> Table | None:
    """Return a measure with a row per article and a column per value of `key`, totals last.

    `fixed` is what stands after the key in a fact's name, such as ".all" for all years.
    """
    columns = find_values(page, measure, key)
    articles = _list_rows(page, measure, "article")
    if not articles:
        return None
    is_wide = len(columns) > _WIDEST
    rows = [
        (shorten_article(article) if is_wide else name_article(article, offences), article)
        for article in articles
    ]
    return Table(
        id=f"register-{measure}".replace("_", "-"),
        caption=message(f"data-register-{measure}".replace("_", "-")),
        columns=(
            text_column(message("register-column-article" if is_wide else "column-article"), 4),
            *number_columns([_head(page, key, value) for value in columns]),
        ),
        rows=grid(page, rows, columns, lambda row, at: f"register.{measure}.{row}.{at}{fixed}"),
        data=f"register_{measure}",
        total_rows=(len(rows) - 1,) if articles[-1] == "all" else (),
        notes=(*_notes(measure), *_note_codes(key, articles)),
    )


def values_by(page: Page, measure: str, row_key: str, column_key: str, header: str) -> Table | None:
    """Return a measure of two keys: a row per value of one, a column per value of the other."""
    columns = find_values(page, measure, column_key)
    rows = _list_rows(page, measure, row_key)
    if not rows:
        return None
    return Table(
        id=f"register-{measure}".replace("_", "-"),
        caption=message(f"data-register-{measure}".replace("_", "-")),
        columns=(
            text_column(message(header), 3),
            *number_columns([_head(page, column_key, value) for value in columns]),
        ),
        rows=grid(
            page,
            [(name_value(page, row_key, value), value) for value in rows],
            columns,
            lambda row, at: f"register.{measure}.{_order(page, measure, row_key, row, at)}",
        ),
        data=f"register_{measure}",
        total_rows=(len(rows) - 1,) if rows[-1] == "all" else (),
        notes=_notes(measure),
    )


def values_of(page: Page, measure: str, key: str, header: str) -> Table | None:
    """Return a measure of one key: its values and their counts."""
    rows = _list_rows(page, measure, key)
    if not rows:
        return None
    return Table(
        id=f"register-{measure}".replace("_", "-"),
        caption=message(f"data-register-{measure}".replace("_", "-")),
        columns=(
            text_column(message(header), 3),
            Column(message("column-persons")),
        ),
        rows=tuple(
            (name_value(page, key, value), page.facts.get(f"register.{measure}.{value}"))
            for value in rows
        ),
        data=f"register_{measure}",
        total_rows=(len(rows) - 1,) if rows[-1] == "all" else (),
        notes=_notes(measure),
    )


def shares_of(page: Page, measure: str, key: str, header: str, find: str) -> Table | None:
    """Return shares with their intervals; None where there were too few observations for any.

    `find` names a fact by the key's value and the bound, in braces.
    """
    values = find_values(page, measure, key)
    rows: list[tuple[Content, ...]] = [
        (
            name_value(page, key, value),
            *(page.facts.get(f"register.{measure}." + find.format(value, at)) for at in _BOUNDS),
        )
        for value in values
        if f"register.{measure}." + find.format(value, "share") in page.facts
    ]
    if not rows:
        return None
    return Table(
        id=f"register-{measure}".replace("_", "-"),
        caption=message(f"data-register-{measure}".replace("_", "-")),
        columns=(
            text_column(message(header), 3),
            Column(message("column-share")),
            Column(message("register-column-low")),
            Column(message("register-column-high")),
        ),
        rows=tuple(rows),
        data=f"register_{measure}",
    )


def months(page: Page) -> Table | None:
    """Return length of imprisonment by article beside the range of the article."""
    articles = find_values(page, "imprisoned", "article")
    if not articles:
        return None
    rows = tuple(
        (
            shorten_article(article),
            page.facts.get(f"register.imprisoned.{article}"),
            *(page.facts.get(f"register.months.{article}.{at}") for at in _STATISTICS),
            *(page.facts.get(f"register.range_bounds.{article}.{at}") for at in ("least", "most")),
        )
        for article in articles
    )
    return Table(
        id="register-months",
        caption=message("data-register-months"),
        columns=(
            text_column(message("register-column-article"), 3),
            Column(message("column-persons")),
            *number_columns(
                [message(f"label-statistic-{at}".replace("_", "-")) for at in _STATISTICS]
            ),
            Column(message("register-column-range-least")),
            Column(message("register-column-range-most")),
        ),
        rows=rows,
        data="register_months" if find_values(page, "months", "article") else "register_imprisoned",
        total_rows=(len(rows) - 1,),
        notes=(message("register-small-note"), message("register-range-note")),
    )


def duration(page: Page, offences: Sequence[Offence]) -> Table | None:
    """Return days from receipt to closing, by article and by year; None where all are too few."""
    articles = find_values(page, "duration", "article")
    years = [year for year in find_values(page, "duration", "year") if year != "all"]
    scopes: list[tuple[Said | str, str]] = [
        (name_article(article, offences), f"{article}.all") for article in articles
    ]
    if not articles:
        return None
    scopes[-1:-1] = [(year, f"all.{year}") for year in years]
    statistics = ("quartile_1", "median", "quartile_3")
    rows = grid(page, scopes, statistics, "register.duration.{0}.{1}".format)
    return Table(
        id="register-duration",
        caption=message("data-register-duration"),
        columns=(
            text_column(message("register-column-scope"), 4),
            *number_columns(
                [message(f"label-statistic-{at}".replace("_", "-")) for at in statistics]
            ),
        ),
        rows=rows,
        data="register_duration",
        total_rows=(len(rows) - 1,),
        notes=(message("register-small-note"),),
    )


def circumstances(page: Page, kind: str) -> Table | None:
    """Return mitigating or aggravating circumstances by how many persons they are named for."""
    prefix = f"register.circumstances.{kind}."
    named = [name.removeprefix(prefix) for name in page.facts if name.startswith(prefix)]
    found = order_values("circumstance", named)
    if not found:
        return None
    return Table(
        id=f"register-{kind}",
        caption=message(f"register-{kind}-caption"),
        columns=(
            text_column(message("register-column-circumstance"), 3),
            Column(message("column-persons")),
        ),
        rows=tuple(
            (name_value(page, "circumstance", value), page.fact(prefix + value)) for value in found
        ),
        data="register_circumstances",
        notes=(message("register-several-note"),),
    )


def _list_rows(page: Page, measure: str, key: str) -> tuple[str, ...]:
    """Return the values that head a table's rows; none where all that is told is the total."""
    values = find_values(page, measure, key)
    return () if values == ("all",) else values


def _note_codes(key: str, articles: Sequence[str]) -> tuple[Said, ...]:
    """Return the note on empty cells of a table over years in which several codes applied."""
    codes = {found[1] for article in articles if (found := _KEY.fullmatch(article))}
    return (message("register-codes-note"),) if key == "year" and len(codes) > 1 else ()


def _head(page: Page, key: str, value: str) -> Said | str:
    if value == "all":
        return message("column-total")
    if key == "year":
        return value
    return shorten_article(value) if _KEY.fullmatch(value) else name_value(page, key, value)


def _order(page: Page, measure: str, row_key: str, row: str, at: str) -> str:
    """Return the keys of a fact in the order of its name."""
    prefix = f"register.{measure}."
    keys = next(list(fact.row) for name, fact in page.facts.items() if name.startswith(prefix))
    return f"{row}.{at}" if keys[0] == row_key else f"{at}.{row}"


def _notes(measure: str) -> tuple[Said, ...]:
    if measure in ("means", "protection", "additional"):
        return (message("register-several-note"),)
    if measure in ("persons", "outcomes", "punishments", "victims"):
        return (message("register-gravest-note"),)
    return ()
