"""The synthetic register: deterministic, calibrated to the published margins, and said to be so."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.demo import cut_blocks, read_years, write_demo
from pipeline.demo_margins import read_margins, share_out
from pipeline.demo_plan import list_kinds, plan_cases, read_assumptions
from pipeline.errors import WrongCallError
from pipeline.form_spec import read_codes, read_form
from pipeline.yaml_text import parse_yaml

RAW = ROOT / "data" / "raw"


def read_sheet(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "register"
    write_demo(RAW, folder, cases=254, seed=7, language="ru")
    return folder


def test_calibrated_register_has_the_published_table(register: Path) -> None:
    year_of = {
        row["case_key"]: (row["date_closed"] or row["date_received"])[:4]
        for row in read_sheet(register, "cases")
    }
    entries = {
        (row["case_key"], row["citation_filing"].split()[1])
        for row in read_sheet(register, "charges")
    }
    counted = Counter((article, year_of[case]) for case, article in entries)
    published = {
        (row["article"], row["year"]): int(row["printed"])
        for row in csv.DictReader(
            (RAW / "unodc_2022_final_report" / "crimes_by_article.csv").open(encoding="utf-8")
        )
        if row["printed"]
    }
    assert counted == published
    assert len(entries) == 265
    assert len(year_of) == 254


def test_calibrated_register_has_the_published_persons(register: Path) -> None:
    sexes = Counter(row["sex"] for row in read_sheet(register, "defendants"))
    assert sexes == {"male": 254, "female": 158}


def test_same_seed_gives_the_same_bytes(register: Path, tmp_path: Path) -> None:
    write_demo(RAW, tmp_path / "register", cases=254, seed=7, language="ru")
    for path in register.glob("*.csv"):
        assert path.read_bytes() == (tmp_path / "register" / path.name).read_bytes()


def test_another_seed_gives_another_register(register: Path, tmp_path: Path) -> None:
    write_demo(RAW, tmp_path / "register", cases=254, seed=8, language="ru")
    first, second = (folder / "charges.csv" for folder in (register, tmp_path / "register"))
    assert first.read_bytes() != second.read_bytes()


def test_every_cell_is_one_the_form_knows(register: Path) -> None:
    codes = {name: {code.code for code in known} for name, known in read_codes().items()}
    for sheet in read_form("case-register").sheets:
        rows = read_sheet(register, sheet.id)
        assert list(rows[0]) == [column.id for column in sheet.columns]
        keys = [tuple(row[name] for name in sheet.unique) for row in rows]
        assert len(set(keys)) == len(keys)
        for column in sheet.columns:
            values = {row[column.id] for row in rows}
            if column.required:
                assert "" not in values
            if column.codes:
                used = {code for value in values - {""} for code in value.split("; ")}
                assert used <= codes[column.codes], column.id


def test_dates_are_in_order(register: Path) -> None:
    cases = {row["case_key"]: row for row in read_sheet(register, "cases")}
    for row in read_sheet(register, "charges"):
        case = cases[row["case_key"]]
        assert row["date_of_act"] <= case["date_received"]
        assert not case["date_closed"] or case["date_received"] <= case["date_closed"]


def test_source_says_synthetic_in_every_language(register: Path) -> None:
    source = parse_yaml((register / "source.yaml").read_text(encoding="utf-8"))
    assert source["real"] is False
    for text in ("title", "publisher", "counts"):
        assert "ynthetic" in source[text]["en"]
        assert "интетическ" in source[text]["ru"]
        assert "интетикалык" in source[text]["ky"]


def test_later_years_are_charged_under_the_code_in_force(tmp_path: Path) -> None:
    write_demo(RAW, tmp_path / "register", cases=600, seed=1, years=range(2014, 2024))
    cases = {row["case_key"]: row for row in read_sheet(tmp_path / "register", "cases")}
    later = {"1997": "2018-12-31", "2017": "2021-11-30"}
    of_code = {
        line["article"]: line["code_year"]
        for line in csv.DictReader((RAW / "concordance" / "concordance.csv").open(encoding="utf-8"))
        if line["article"] not in ("176",)
    }
    for row in read_sheet(tmp_path / "register", "charges"):
        article = row["citation_filing"].split()[1]
        if article in ("171", "173", "175"):
            assert "2019-01-01" <= row["date_of_act"] <= "2021-12-31"
        if article in ("166", "167", "170", "172", "159"):
            assert row["date_of_act"] >= "2021-12-01"
        if of_code.get(article) == "1997":
            assert row["date_of_act"] <= later["1997"]
    assert {date.fromisoformat(c["date_received"]).year for c in cases.values()} >= {2014, 2023}


@given(st.integers(1, 3000), st.integers(0, 5))
@settings(max_examples=30, deadline=None)
def test_any_size_has_exactly_its_cases_and_persons(cases: int, seed: int) -> None:
    margins = read_margins(RAW, cases)
    plan = plan_cases(margins, seed)
    assert len(plan.kind_of_case) == cases
    assert plan.persons_of_case.sum() == margins.men + margins.women == len(plan.is_woman)
    assert plan.is_woman.sum() == margins.women
    assert plan.persons_of_case.min() >= 1
    lengths = np.array([len(kind.offences) for kind in plan.kinds])
    assert lengths[plan.kind_of_case].sum() == margins.entries.sum()
    assert sum(len(block.kind) for block in cut_blocks(plan, 100)) == cases


@given(
    st.integers(0, 10_000),
    st.lists(st.floats(0.001, 1000), min_size=1, max_size=30),
)
def test_shares_add_up_and_are_within_one(total: int, weights: list[float]) -> None:
    array = np.array(weights)
    counts = share_out(total, array)
    assert counts.sum() == total
    assert (np.abs(counts - total * array / array.sum()) < 1 + 1e-6).all()


def test_kinds_keep_the_margins_of_the_published_table() -> None:
    margins = read_margins(RAW, 254)
    kinds, sizes = list_kinds(margins, read_assumptions()["together"])
    by_offence = Counter[str]()
    for kind, size in zip(kinds, sizes, strict=True):
        for offence in kind.offences:
            by_offence[offence] += size
    totals = dict(zip(margins.offences, margins.entries.sum(axis=1).tolist(), strict=True))
    assert {key: value for key, value in totals.items() if value} == dict(by_offence)
    assert sum(sizes) == 254


def test_assumptions_use_known_codes() -> None:
    codes = {name: {code.code for code in known} for name, known in read_codes().items()}
    for name, weights in read_assumptions().items():
        if name in codes and name != "form_of_exploitation":
            assert set(weights) <= codes[name], name


@pytest.mark.parametrize("years", ["x", "2014-", "2023-2014", "1900", "2014-2023-2024"])
def test_years_that_are_not_years_are_refused(years: str) -> None:
    with pytest.raises(WrongCallError):
        read_years(years)


def test_years_are_read() -> None:
    assert read_years("") == ()
    assert read_years("2020") == (2020,)
    assert read_years("2014-2016") == (2014, 2015, 2016)


def test_a_folder_in_use_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept", encoding="utf-8")
    with pytest.raises(WrongCallError):
        write_demo(RAW, tmp_path, cases=10, seed=1)
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "kept"


def test_a_project_without_the_published_tables_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(WrongCallError) as caught:
        write_demo(tmp_path, tmp_path / "register", cases=10, seed=1)
    assert caught.value.message == "error-demo-margins"
