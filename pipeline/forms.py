"""template: an empty intake form as a workbook, in one language, for one year.

Sheets, columns and drop-downs come from the form's specification (form_spec). The same call gives
the same bytes. The form's name, version, year and language stand in the cover sheet's second row,
in the defined name `tip_digest_form` and in the document's properties.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from pipeline.errors import WrongCallError
from pipeline.form_help import write_help
from pipeline.form_sheets import Styles, make_styles, write_about, write_sheet
from pipeline.form_spec import FORMS, LISTS_SHEET, Code, Form, read_codes, read_form
from pipeline.settings import check_languages
from pipeline.words import Words, load_words

YEARS: Final = range(2000, 2101)


def write_template(form: str, year: int, language: str, target: Path, *, force: bool) -> None:
    """Write the empty form; refuse an unknown form, year or language, and a file that is there."""
    if form not in FORMS:
        raise WrongCallError("error-unknown-form", form=form, known=", ".join(FORMS))
    if year not in YEARS:
        raise WrongCallError(
            "error-form-year", year=str(year), first=str(YEARS[0]), last=str(YEARS[-1])
        )
    check_languages([language])
    if target.suffix.lower() != ".xlsx":
        raise WrongCallError("error-form-suffix", file=target.name)
    if not target.parent.is_dir():
        raise WrongCallError("error-form-folder", file=target.name, folder=str(target.parent))
    if target.exists() and not (force and target.is_file()):
        raise WrongCallError("error-form-exists", file=target.name)
    target.write_bytes(make_template(read_form(form), year, load_words(language)))


def make_template(form: Form, year: int, words: Words) -> bytes:
    """Return the empty form as the bytes of a workbook."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        styles = make_styles(book)
        identity = words.say(
            "form-identity",
            form=form.id,
            version=str(form.version),
            year=str(year),
            language=words.language,
        )
        _describe(book, form, year, words)
        about = write_about(book, styles, form, year, words, identity)
        for sheet in form.sheets:
            write_sheet(book, styles, sheet, year, words)
        write_help(book, styles, form, year, words)
        _write_lists(book, styles, words)
        book.define_name("tip_digest_form", f"='{about}'!$A$2")
    return content.getvalue()


def _describe(book: Any, form: Form, year: int, words: Words) -> None:
    # A fixed date: the time of the call would make every file differ.
    book.set_properties(
        {
            "title": f"{form.title[words.language]}, {year}",
            "created": datetime(year, 1, 1),  # noqa: DTZ001
        }
    )
    properties: Mapping[str, str | int] = {
        "tip-digest form": form.id,
        "tip-digest version": form.version,
        "tip-digest year": year,
        "tip-digest language": words.language,
    }
    for name, value in properties.items():
        book.set_custom_property(name, value)


def _write_lists(book: Any, styles: Styles, words: Words) -> None:
    """Write the code lists on a hidden sheet, one a column, each with a name for the drop-downs."""
    sheet = book.add_worksheet(LISTS_SHEET)
    for column, (name, codes) in enumerate(read_codes().items()):
        sheet.write_string(0, column, name, styles.plain)
        for row, label in enumerate(list_labels(codes, words), start=1):
            sheet.write_string(row, column, label, styles.plain)
        letters = xlsxwriter.utility.xl_col_to_name(column)
        book.define_name(
            f"codes_{name}", f"={LISTS_SHEET}!${letters}$2:${letters}${len(codes) + 1}"
        )
    sheet.hide()


def list_labels(codes: tuple[Code, ...], words: Words) -> list[str]:
    """Return the words of a code list in one language, in the list's own order."""
    return [code.label[words.language] for code in codes]
