"""Forms as data: every column has its labels, and every code list that is named exists."""

from __future__ import annotations

from pipeline.form_spec import read_codes, read_form


def test_every_code_column_names_a_list_and_no_label_stands_for_two_columns() -> None:
    lists = read_codes()
    for sheet in read_form("case-register").sheets:
        for column in sheet.columns:
            assert (column.kind in ("code", "codes")) == bool(column.codes)
            assert not column.codes or lists[column.codes]
        own = {(label, column.id) for column in sheet.columns for label in column.label.values()}
        assert len({label for label, _ in own}) == len(own)
        assert set(sheet.unique) <= {column.id for column in sheet.columns}


def test_a_code_is_said_in_three_languages_and_no_spelling_stands_for_two_codes() -> None:
    for name, codes in read_codes().items():
        spelled: dict[str, str] = {}
        for code in codes:
            assert all(code.label.values())
            for text in {*code.label.values(), *code.also}:
                assert spelled.setdefault(text.casefold(), code.code) == code.code, (name, text)
