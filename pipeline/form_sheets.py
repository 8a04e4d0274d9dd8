"""The sheets of an empty form that a clerk fills in: the cover, and one table each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from xlsxwriter.utility import xl_col_to_name

from pipeline.form_checks import make_check
from pipeline.form_spec import ColumnSpec, Form, SheetSpec, read_codes
from pipeline.words import Words

# How many rows have drop-downs and checks: more than any office has cases in a year.
ROWS: Final = {"series": 500}
_MOST_ROWS: Final = 20_000
_NARROWEST: Final = 11
_WIDEST: Final = 34
_MOST_ON_A_PAGE: Final = 20
_A4: Final = 9
# Texts that a spreadsheet must not turn into dates or numbers: 14-17, 124-1, 04-0124/18.
_TEXT_KINDS: Final = ("key", "code", "codes", "text", "citation")
_HEADER_COLOURS: Final = ("#1f4e5f", "#3a6b35", "#6b4b2a", "#5a3d6e", "#2f5597")


@dataclass(frozen=True)
class Styles:
    """The cell formats of a form, made once for each workbook."""

    plain: Any
    title: Any
    identity: Any
    lead: Any
    question: Any
    hint: Any
    heading: Any
    mark: Any
    answers: dict[str, Any]
    bodies: dict[str, Any]
    headers: tuple[Any, ...]
    missing: Any
    unequal: Any


def make_styles(book: Any) -> Styles:
    """Return the formats of a workbook."""

    def make(**given: object) -> Any:
        return book.add_format({"font_name": "Arial", "font_size": 10, "valign": "top", **given})

    kinds: dict[str, dict[str, object]] = {
        "date": {"num_format": "dd.mm.yyyy", "align": "left"},
        "year": {"num_format": "0", "align": "left"},
        **{kind: {"num_format": "@", "text_wrap": True} for kind in _TEXT_KINDS},
        **{kind: {"align": "right"} for kind in ("count", "amount", "months", "number")},
    }
    header = {"bold": True, "text_wrap": True, "font_color": "#ffffff", "border": 1,
              "border_color": "#ffffff", "valign": "vcenter", "indent": 1}  # fmt: skip
    return Styles(
        plain=make(),
        title=make(bold=True, font_size=16),
        identity=make(font_color="#595959"),
        lead=make(text_wrap=True),
        question=make(bold=True, text_wrap=True),
        hint=make(text_wrap=True, font_color="#595959", font_size=9),
        heading=make(bold=True, font_size=13, font_color="#1f4e5f"),
        mark=make(bold=True, font_size=13, align="center"),
        answers={
            kind: make(border=1, border_color="#7f7f7f", bg_color="#fffbe6", **given)
            for kind, given in kinds.items()
        },
        bodies={kind: make(**given) for kind, given in kinds.items()},
        headers=tuple(make(**header, bg_color=colour) for colour in _HEADER_COLOURS),
        missing=book.add_format({"bg_color": "#ffe699"}),
        unequal=book.add_format({"bg_color": "#f8cbad"}),
    )


def write_about(
    book: Any, styles: Styles, form: Form, year: int, words: Words, identity: str
) -> str:
    """Write the cover sheet; return its name. A hint stands below its answer, never beside it."""
    language = words.language
    sheet = book.add_worksheet(form.about.title[language])
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 64)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, f"{form.title[language]}, {year}", styles.title)
    sheet.write_string(1, 0, identity, styles.identity)
    lead = words.say("form-lead", help=words.say("form-help"))
    sheet.merge_range(2, 0, 2, 1, lead, styles.lead)
    sheet.set_row(2, 15 * count_lines(lead, 98) + 6)
    row = 4
    for column in form.about.columns:
        sheet.write_string(row, 0, say_label(column, words), styles.question)
        if column.kind == "year":
            sheet.write_number(row, 1, year, styles.answers["year"])
        else:
            sheet.write_blank(row, 1, None, styles.answers[column.kind])
        hint = say_hint("about", column, words)
        check = make_check(column, f"B{row + 1}", hint, year, words, only_year=year)
        sheet.data_validation(row, 1, row, 1, check)
        lines = count_lines(say_label(column, words), 32)
        sheet.set_row(row, 15 * max(lines, 3 if column.id == "counts" else 1) + 3)
        sheet.write_string(row + 1, 1, hint, styles.hint)
        sheet.set_row(row + 1, 14 * count_lines(hint, 68) + 8)
        row += 2
    _set_up_page(sheet, landscape=False)
    return form.about.title[language]


def write_sheet(book: Any, styles: Styles, spec: SheetSpec, year: int, words: Words) -> None:
    """Write an empty table: its header, drop-downs and checks; personal columns are not asked."""
    sheet = book.add_worksheet(spec.title[words.language])
    columns = list_columns(spec)
    rows = ROWS.get(spec.id, _MOST_ROWS)
    colours = _choose_colours(columns)
    heights = []
    for at, column in enumerate(columns):
        label = column.label[words.language]
        width = _choose_width(column, label, words)
        heights.append(count_lines(label, width - 2))
        sheet.set_column(at, at, width, styles.bodies[column.kind])
        sheet.write_string(0, at, label, styles.headers[colours[at]])
        hint, cell = say_hint(spec.id, column, words), f"{xl_col_to_name(at)}2"
        sheet.data_validation(1, at, rows, at, make_check(column, cell, hint, year, words))
    sheet.set_row(0, 15.5 * max(heights) + 6)
    sheet.freeze_panes(1, len(spec.unique))
    _mark_missing(sheet, styles, columns, rows)
    _mark_unequal(sheet, styles, columns, rows)
    _set_up_page(sheet, landscape=True)
    sheet.repeat_rows(0)
    if len(columns) > _MOST_ON_A_PAGE:
        sheet.fit_to_pages(3, 0)
        sheet.repeat_columns(0, len(spec.unique) - 1)


def list_columns(spec: SheetSpec) -> list[ColumnSpec]:
    """Return the columns that an empty form asks for: what would be dropped is not asked."""
    return [column for column in spec.columns if column.kind != "dropped"]


def say_label(column: ColumnSpec, words: Words) -> str:
    return column.label[words.language]


def say_hint(sheet: str, column: ColumnSpec, words: Words) -> str:
    """Return what to enter in a column: its own hint, its breakdown's, or its kind's."""
    own = f"form-hint-{sheet}-{column.id}".replace("_", "-")
    breakdown = f"form-hint-by-{column.dimension}".replace("_", "-")
    return words.say(next(filter(words.has, (own, breakdown)), f"form-hint-{column.kind}"))


def count_lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of `width` characters, broken at spaces."""
    lines, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > width:
            lines, used = lines + 1, 0
        used += len(word) + bool(used)
        lines += max(0, int((used - 1) // width)) if used > width else 0
    return lines


def _choose_width(column: ColumnSpec, label: str, words: Words) -> float:
    """Return a width that no word of the heading and few words of the drop-down overflow."""
    longest_word = max(map(len, label.replace("-", "- ").split()))
    widths = [_NARROWEST, longest_word * 1.2 + 4]
    if column.codes:
        said = [code.label[words.language] for code in read_codes()[column.codes]]
        widths.append(min(max(map(len, said)) + 3, _WIDEST))
    if column.kind in ("citation", "text"):
        widths.append(30)
    if column.kind == "key":
        widths.append(18)
    return max(widths)


def _choose_colours(columns: list[ColumnSpec]) -> list[int]:
    """Return a header colour for each column: breakdowns stand apart from what is beside them."""
    colours: list[int] = []
    for turn, (dimension, group) in enumerate(groupby(columns, lambda each: each.dimension)):
        plain = dimension in ("", "total")
        colours += [0 if plain else 1 + turn % (len(_HEADER_COLOURS) - 1)] * len(list(group))
    return colours


def _mark_missing(sheet: Any, styles: Styles, columns: list[ColumnSpec], rows: int) -> None:
    """Colour a required cell that is empty in a row that has begun."""
    last = xl_col_to_name(len(columns) - 1)
    for at, column in enumerate(columns):
        if column.required:
            letters = xl_col_to_name(at)
            criteria = f"=AND(COUNTA($A2:${last}2)>0,ISBLANK({letters}2))"
            given = {"type": "formula", "criteria": criteria, "format": styles.missing}
            sheet.conditional_format(1, at, rows, at, given)


def _mark_unequal(sheet: Any, styles: Styles, columns: list[ColumnSpec], rows: int) -> None:
    """Colour a breakdown above its total, or wholly filled in and not equal to it."""
    totals = [at for at, column in enumerate(columns) if column.dimension == "total"]
    for dimension, group in groupby(enumerate(columns), lambda each: each[1].dimension):
        if dimension in ("", "total"):
            continue
        places = [at for at, _ in group]
        first, last = xl_col_to_name(places[0]), xl_col_to_name(places[-1])
        total, parts = f"${xl_col_to_name(totals[0])}2", f"${first}2:${last}2"
        criteria = (
            f"=AND(ISNUMBER({total}),OR(SUM({parts})>{total},"
            f"AND(COUNT({parts})={len(places)},SUM({parts})<>{total})))"
        )
        given = {"type": "formula", "criteria": criteria, "format": styles.unequal}
        sheet.conditional_format(1, places[0], rows, places[-1], given)


def _set_up_page(sheet: Any, *, landscape: bool) -> None:
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P / &N")
    if landscape:
        sheet.set_landscape()
