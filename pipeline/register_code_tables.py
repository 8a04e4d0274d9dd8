"""The register's tables that follow the codes: articles against articles, and what each reform did.

A matrix over three codes is too wide for any page, and nearly empty: there is one for each code.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.concordance import FIRST_YEARS, Offence
from pipeline.page_tables import Content, Table, grid, number_columns, text_column
from pipeline.register_tables import find_values, shorten_article
from pipeline.wording import Page, Said, message

_TOTALS = ("other", "all")


def matrices(page: Page, measure: str, row_key: str, column_key: str, header: str) -> list[Table]:
    """Return a measure of articles by articles as a table per code of the rows' articles.

    Articles of another code are columns only where there is a count; the total of all codes stands
    in the last table.
    """
    rows = find_values(page, measure, row_key)
    named = find_values(page, measure, column_key)
    codes = sorted({row[:4] for row in rows if row not in _TOTALS})
    tables = []
    for code in codes:
        own = [row for row in rows if row.startswith(code) or (row == "all" and code == codes[-1])]
        columns = _choose_columns(page, measure, own, named)
        tables.append(
            Table(
                id=f"register-{measure}-{code}",
                caption=message("register-of-code", table=message(f"data-register-{measure}"),
                                code=code) if len(codes) > 1
                else message(f"data-register-{measure}"),
                columns=(
                    text_column(message(header), 3),
                    *number_columns([_name_column(column) for column in columns]),
                ),
                rows=grid(
                    page,
                    [(shorten_article(row), row) for row in own],
                    columns,
                    lambda row, at: f"register.{measure}.{row}.{at}",
                ),
                data=f"register_{measure}",
                total_rows=(len(own) - 1,) if own[-1] == "all" else (),
            )
        )  # fmt: skip
    return tables


def breaks(page: Page, offences: Sequence[Offence]) -> Table | None:
    """Return what each reform within the register's years did to its offences; None without one."""
    years = [year for year in find_values(page, "offences", "year") if year != "all"]
    reforms = [code for year, code in FIRST_YEARS.items() if years and years[0] < year <= years[-1]]
    present = set(find_values(page, "offences", "offence"))
    if not reforms:
        return None
    return Table(
        id="register-breaks",
        caption=message("register-breaks-caption"),
        columns=(
            text_column(message("law-column-offence"), 3),
            *(text_column(message("law-column-code", year=code), 3) for code in reforms),
        ),
        rows=tuple(
            (_name_offence(offence.key), *(_tell_relation(offence, code) for code in reforms))
            for offence in offences
            if offence.key in present
        ),
        data="concordance",
    )


def _choose_columns(
    page: Page, measure: str, rows: Sequence[str], columns: Sequence[str]
) -> list[str]:
    """Return the columns of a code's table: its own articles, and others with a count."""
    own = {row[:4] for row in rows if row != "all"}
    return [
        column
        for column in columns
        if column in _TOTALS
        or column[:4] in own
        or any(
            fact is not None and fact.status != "zero"
            for row in rows
            if row != "all"
            for fact in [page.facts.get(f"register.{measure}.{row}.{column}")]
        )
    ]


def _name_column(column: str) -> Said | str:
    return message("column-total") if column == "all" else shorten_article(column)


def _name_offence(key: str) -> Said:
    return message(f"label-offence-{key}".replace("_", "-"))


def _tell_relation(offence: Offence, code: str) -> Content:
    relation = next((each.relation for each in offence.entries if each.code == code), None)
    return message(f"relation-{relation}") if relation else ""
