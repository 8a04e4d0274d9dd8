"""The help sheet of an empty form, in plain words: what a row is, what each column wants."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from pipeline.form_sheets import Styles, count_lines, list_columns, say_hint, say_label
from pipeline.form_spec import HELP_HEADINGS, ColumnSpec, Form, read_codes
from pipeline.words import Words

_WIDTHS: Final = (36, 74, 20)
# How many characters a column holds for each of its width, on average.
_FILL: Final = 1.1
# The marks as printed, with the status each says; zero is a number.
_PRINTED_MARKS: Final = (
    ("0", "zero"),
    ("…", "not-reported"),
    ("*", "suppressed"),
    ("×", "not-applicable"),
)
_STEPS: Final = ("save", "check", "mend", "publish")


def write_help(book: Any, styles: Styles, form: Form, year: int, words: Words) -> None:
    """Write the help sheet: the marks, what happens next, and every sheet and column."""
    page = _HelpPage(book.add_worksheet(words.say("form-help")), styles)
    page.write_title(words.say("help-title", form=form.title[words.language], year=str(year)))
    page.write_text(words.say("help-intro"))
    if any(column.dimension for spec in form.sheets for column in spec.columns):
        page.write_text(words.say("help-intro-parts"))
    page.write_heading(words.say("help-marks"))
    page.write_text(words.say("help-marks-text"))
    for mark, status in _PRINTED_MARKS:
        page.write_mark(mark, words.say(f"help-mark-{status}"))
    page.write_heading(words.say("help-next"))
    for step in _STEPS:
        page.write_text(words.say(f"help-next-{step}"))
    for spec in (form.about, *form.sheets):
        title, row = spec.title[words.language], spec.row[words.language]
        page.write_heading(words.say("help-sheet", sheet=title, row=row))
        page.write_line(*map(words.say, HELP_HEADINGS), head=True)
        for label, column in _join_breakdowns(list_columns(spec), words):
            need = "help-required" if column.required else "help-optional"
            page.write_line(label, _explain(spec.id, column, words), words.say(need))


def _join_breakdowns(columns: list[ColumnSpec], words: Words) -> Iterator[tuple[str, ColumnSpec]]:
    """Yield each column with its label; the columns of one breakdown together, said once."""
    for dimension, group in groupby(columns, lambda column: column.dimension):
        listed = list(group)
        if not dimension:
            yield from ((say_label(column, words), column) for column in listed)
            continue
        # "Sex: men", "Sex: women": what stands before the colon is the breakdown.
        name, _, _ = say_label(listed[0], words).partition(": ")
        parts = [say_label(column, words).removeprefix(f"{name}: ") for column in listed]
        yield (f"{name}: {'; '.join(parts)}" if len(parts) > 1 else name), listed[0]


def _explain(sheet: str, column: ColumnSpec, words: Words) -> str:
    """Return a column's hint; where several codes fit in a cell, with the codes themselves."""
    hint = say_hint(sheet, column, words)
    if column.kind != "codes":
        return hint
    codes = "; ".join(code.label[words.language] for code in read_codes()[column.codes])
    return f"{hint} {words.say('help-codes', codes=codes)}"


class _HelpPage:
    """A sheet written from top to bottom in three columns."""

    def __init__(self, sheet: Any, styles: Styles) -> None:
        self.sheet, self.styles, self.row = sheet, styles, 0
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")

    def write_title(self, text: str) -> None:
        self.sheet.write_string(self.row, 0, text, self.styles.title)
        self.sheet.set_row(self.row, 28)
        self.row += 1

    def write_heading(self, text: str) -> None:
        self.row += 1
        lines = count_lines(text, sum(_WIDTHS) * 0.75)
        self.sheet.merge_range(self.row, 0, self.row, 2, text, self.styles.heading)
        self.sheet.set_row(self.row, 18 * lines + 4)
        self.row += 1

    def write_text(self, text: str) -> None:
        self.sheet.merge_range(self.row, 0, self.row, 2, text, self.styles.lead)
        self.sheet.set_row(self.row, 14 * count_lines(text, sum(_WIDTHS) * _FILL) + 4)
        self.row += 1

    def write_mark(self, mark: str, text: str) -> None:
        self.sheet.write_string(self.row, 0, mark, self.styles.mark)
        self.sheet.merge_range(self.row, 1, self.row, 2, text, self.styles.lead)
        self.sheet.set_row(self.row, max(20, 14 * count_lines(text, sum(_WIDTHS[1:]) * _FILL) + 4))
        self.row += 1

    def write_line(self, *texts: str, head: bool = False) -> None:
        """Write one line of a table; a head line has the header's colour."""
        styles = self.styles
        formats = (styles.headers[0],) * 3 if head else (styles.question, styles.lead, styles.lead)
        for column, (text, style) in enumerate(zip(texts, formats, strict=True)):
            self.sheet.write_string(self.row, column, text, style)
        lines = (
            count_lines(text, (width - 2) * _FILL)
            for text, width in zip(texts, _WIDTHS, strict=True)
        )
        self.sheet.set_row(self.row, 14 * max(lines) + 4)
        self.row += 1
