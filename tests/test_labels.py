"""One code, however an office writes it; two meanings are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.form_spec import FORMS, SheetSpec, read_codes, read_form
from pipeline.labels import fold_label, index, make_key, match_code, match_column

CASES, DEFENDANTS = read_form("case-register").sheets[:2]
SHEETS = [sheet for name in FORMS for sheet in read_form(name).sheets]
SAID = [
    (name, code.code, said)
    for name, codes in read_codes().items()
    for code in codes
    for said in code.label.values()
]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Номер\u00a0 дела: ", "номер дела"),
        ("Осуждён", "осужден"),
        ("Пол*", "пол"),
        ("Пол¹⁾", "пол"),
        ("Пол 1)", "пол"),
        ("Пол (2)", "пол"),
        ("Регион[1]", "регион"),
        ("14—17 лет", "14-17 лет"),
        ("«Штраф», сом", "штраф, сом"),
        ("Номер\u200b де\u00adла", "номер дела"),
        ("Full name (not kept)", "full name (not kept)"),
    ],
)
def test_what_does_not_count_in_a_label_is_folded(text: str, folded: str) -> None:
    assert fold_label(text) == folded


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Hoмep дeлa", "Номер дела"),
        ("CУД", "суд"),
        ("COT", "COT"),
        ("Соurt", "Court"),
        ("Номер TOMA", "номер тома"),
        ("Оsh city", "Osh city"),
    ],
)
def test_letters_that_look_alike_are_the_same(text: str, meant: str) -> None:
    assert fold_label(text) == fold_label(meant)


def test_every_label_of_every_code_finds_that_code_unless_two_share_it() -> None:
    for name, code, said in SAID:
        assert match_code(name, said) == code, said


@pytest.mark.parametrize(
    ("codes", "text", "code"),
    [
        ("sex", "Ж", "female"),
        ("sex", "муж.", "male"),
        ("sex", "МУЖСКОЙ*", "male"),
        ("sex", "мужской1", "male"),
        ("age_group", "14-17", "14_17"),
        ("age_group", "14 – 17 лет", "14_17"),
        ("age_group", "60+", "60_plus"),
        ("age_group", "16", "14_17"),
        ("age_group", "13", "under_14"),
        ("age_group", "60", "60_plus"),
        ("age_group", "200", None),
        ("age_group", "1417", None),
        ("region", "Чуй", "KG-C"),
        ("region", "чуйская обл", "KG-C"),
        ("region", "Ч?й облусу", "KG-C"),
        ("region", "Ысык-К?л", "KG-Y"),
        ("region", "Джалалабадская область", "KG-J"),
        ("region", "ЖАЛАЛ АБАД", "KG-J"),
        ("region", "г.Ош", "KG-GO"),
        ("region", "Ошская область", "KG-O"),
        ("region", "Oшская oбласть", "KG-O"),
        ("region", "Ош", None),
        ("region", "KG-GO", "KG-GO"),
        ("region", "Марс", None),
        ("region", "", None),
        ("region", "???", None),
        ("instance", "I", "first"),
        ("indicator", "Число жертв торговли людьми 1)", "victims"),
    ],
)
def test_spellings_of_offices(codes: str, text: str, code: str | None) -> None:
    assert match_code(codes, text) == code


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.id)
def test_every_column_is_found_by_each_of_its_names(sheet: SheetSpec) -> None:
    for column in sheet.columns:
        for said in (column.id, *column.label.values(), *column.also):
            for written in (said, said.upper(), f" {said} *", f"3. {said}", f"{said}\u00a0¹"):
                found = match_column(sheet, written)
                assert found is column, written


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Номер дела (как в карточке)", "case_key"),
        ("№ дела", "case_key"),
        ("Өнд?р?шк? кабыл алынган к?н?", "date_received"),
        ("Ондурушко кабыл алынган куну", "date_received"),
        ("Судья", None),
        ("", None),
        ("дела", None),
    ],
)
def test_headings_of_offices(heading: str, column: str | None) -> None:
    found = match_column(CASES, heading)
    assert (found and found.id) == column


def test_a_name_of_two_things_names_none() -> None:
    assert index([("Ош", "a"), ("ош", "b"), ("Чүй", "c"), ("Чуй", "c")]) == {"чуй": "c"}


@given(st.text(max_size=40))
def test_folding_never_fails_and_comes_to_rest(text: str) -> None:
    assert make_key(fold_label(text)) == make_key(fold_label(fold_label(text)))
    match_code("region", text)
    match_column(DEFENDANTS, text)


LOOKALIKE = str.maketrans("АВСЕНКМОРТХасеорху", "ABCEHKMOPTXaceopxy")


@given(st.sampled_from(SAID), st.data())
def test_a_code_is_found_through_any_disguise(
    said: tuple[str, str, str], data: st.DataObject
) -> None:
    name, code, text = said
    if data.draw(st.booleans()) and not text.isascii():
        at = data.draw(st.integers(0, len(text) - 1))
        text = text[:at] + text[at].translate(LOOKALIKE) + text[at + 1 :]
    space = data.draw(st.sampled_from([" ", "\u00a0", "  ", " \u200b"]))
    dash = data.draw(st.sampled_from(["-", "–", "—"]))
    text = text.replace(" ", space).replace("-", dash).replace("–", dash)
    text = data.draw(st.sampled_from([text, text.upper(), f" {text} ", f"{text}*", f"{text} 1)"]))
    assert match_code(name, text) == code
