"""Registers are landed: keys become HMACs, cells codes; rows keep their place, names stay out."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

import duckdb
import pytest

from pipeline.cli import main
from pipeline.errors import UnknownLayoutError, UnreadableFileError, WrongCallError
from pipeline.form_spec import read_form
from pipeline.land import land
from pipeline.paths import Paths
from pipeline.register_keys import KEY_VARIABLE, SYNTHETIC_KEY, install_key
from pipeline.register_values import read_amount, read_codes_of, read_months, read_texts
from tests.conftest import ROOT
from tests.register_samples import make_project, write_register

CASE = {
    "Номер дела": " ад-1 /19-УД",
    "Суд": "Ленинский районный суд",
    "Регион": "г. Бишкек",
    "Дата принятия к производству": "05.03.2019",
    "Дата закрытия производства": "2019-06-01",
    "Инстанция": "первая инстанция",
}
DEFENDANT = {
    "Номер дела": "АД-1/19-УД",
    "Номер подсудимого": "1",
    "ФИО": "Иванов Иван Иванович",
    "Судья": "Петрова П. П.",
    "Пол": "М",
    "Возраст": "31",
}
CHARGE = {
    "case_key": "АД-1/19-УД",
    "defendant_key": "1",
    "charge_no": "1",
    "date_of_act": "1 февраля 2018 г.",
    "citation_filing": "ст. 124 ч. 2 п. 3 УК КР",
    "citation_verdict": "",
    "verdict": "осуждён",
}

# Its projects are its own.
pytestmark = pytest.mark.xdist_group("register")


@pytest.fixture
def project(tmp_path: Path) -> Paths:
    return make_project(tmp_path)


def read(paths: Paths, table: str) -> list[dict[str, object]]:
    path = str(paths.landed_register / f"{table}.parquet")
    rows = duckdb.sql(f"SELECT * FROM '{path}' ORDER BY row").fetchall()
    names = duckdb.sql(f"SELECT * FROM '{path}'").columns
    return [dict(zip(names, row, strict=True)) for row in rows]


def key(*parts: str) -> str:
    text = "\x1f".join(parts)
    return hmac.new(SYNTHETIC_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:16]


def test_a_register_is_landed_with_its_place_its_codes_and_its_keys(project: Paths) -> None:
    write_register(project, {"cases": [CASE], "defendants": [DEFENDANT], "charges": [CHARGE]})
    counts = land(project).rows
    assert (counts["court_case"], counts["defendant"], counts["victim"]) == (1, 1, 0)
    (case,) = read(project, "court_case")
    assert case["case_id"] == key("court_register", "case_id", "АД-1/19-УД")
    assert (case["region"], case["instance"], case["row"]) == ("KG-GB", "first", 2)
    assert str(case["date_received"]) == "2019-03-05"
    (person,) = read(project, "defendant")
    assert person["case_id"] == case["case_id"]
    assert person["defendant_id"] == key("court_register", "defendant_id", "АД-1/19-УД", "1")
    assert (person["sex"], person["age_group"]) == ("male", "25_34")
    (charge,) = read(project, "charge")
    assert (charge["filing_article"], charge["filing_part"]) == ("124", "2")
    assert charge["verdict_article"] is None
    assert str(charge["date_of_act"]) == "2018-02-01"
    assert charge["unread"] == ""


def test_names_and_unknown_columns_are_not_landed(project: Paths) -> None:
    write_register(project, {"cases": [CASE], "defendants": [DEFENDANT]})
    land(project)
    assert {"full_name", "ФИО", "Судья"} & set(read(project, "defendant")[0]) == set()


def test_headings_left_behind_are_told_and_their_cells_are_not(
    project: Paths, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_register(project, {"cases": [CASE], "defendants": [{**DEFENDANT, "x" * 90: "y"}]})
    (dropped,) = land(project).dropped
    assert (dropped.source, dropped.file) == ("court_register", "defendants.csv")
    assert dropped.headings[:2] == ("ФИО", "Судья")
    assert len(dropped.headings[2]) <= 60
    with duckdb.connect() as connection:
        fetched = connection.read_parquet(str(project.landed_dropped)).fetchall()
    assert fetched == [("court_register", "defendants.csv", text) for text in dropped.headings]
    monkeypatch.chdir(project.root)
    monkeypatch.setattr("sys.argv", ["tip-digest", "land", "--lang", "ru"])
    main()
    said = capsys.readouterr().out
    assert "court_register/defendants.csv: не принято: ФИО; Судья; " in said
    assert "Иванов" not in said
    assert "Петрова" not in said


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [
        ("cp1251", ";"),
        ("utf-16", "\t"),
        pytest.param("utf-8-sig", ";", marks=pytest.mark.slow),
        pytest.param("utf-8", ",", marks=pytest.mark.slow),
    ],
)
def test_any_usual_encoding_and_delimiter_is_read(
    project: Paths, encoding: str, delimiter: str
) -> None:
    write_register(project, {"cases": [CASE]}, encoding=encoding, delimiter=delimiter)
    land(project)
    assert read(project, "court_case")[0]["court"] == "Ленинский районный суд"
    assert not any(project.scratch.iterdir())


def test_a_cell_that_cannot_be_read_leaves_its_column_and_not_its_text(project: Paths) -> None:
    write_register(project, {"cases": [{**CASE, "Регион": "у Иванова", "Дата закрытия": "?"}]})
    land(project)
    (case,) = read(project, "court_case")
    assert case["region"] is None
    assert set(str(case["unread"]).split("; ")) == {"region"}
    assert "Иванова" not in str(case)


def test_a_real_register_needs_a_key(project: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    write_register(project, {"cases": [CASE]}, real=True)
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    with pytest.raises(WrongCallError) as caught:
        land(project)
    assert (caught.value.message, caught.value.exit_code) == ("error-register-key", 2)
    assert "token_hex" in str(caught.value)
    monkeypatch.setenv(KEY_VARIABLE, "x" * 31)
    with pytest.raises(WrongCallError):
        land(project)
    monkeypatch.setenv(KEY_VARIABLE, "x" * 32)
    land(project)
    expected = hmac.new(
        b"x" * 32, "court_register\x1fcase_id\x1fАД-1/19-УД".encode(), hashlib.sha256
    )
    assert read(project, "court_case")[0]["case_id"] == expected.hexdigest()[:16]


def test_synthetic_and_real_data_are_never_mixed(
    project: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "x" * 32)
    write_register(project, {"cases": [CASE]}, name="one", real=True)
    write_register(project, {"cases": [CASE]}, name="two", real=False)
    with pytest.raises(WrongCallError) as caught:
        land(project)
    assert caught.value.message == "error-synthetic-mixed"


def test_of_two_versions_the_newest_is_current(project: Paths) -> None:
    folder = write_register(project, {"cases": [CASE]})
    text = (folder / "source.yaml").read_text(encoding="utf-8")
    (folder / "newer.csv").write_bytes((folder / "cases.csv").read_bytes())
    more = (
        "- {table: court_case, file: newer.csv, layout: register_csv, version: '2021-01-31', "
        "year: 2019}\n"
    )
    (folder / "source.yaml").write_text(text.replace("tables:\n", "tables:\n" + more), "utf-8")
    land(project)
    current = {row["file"]: row["is_current"] for row in read(project, "court_case")}
    assert current == {"newer.csv": True, "cases.csv": False}


def test_a_file_without_a_required_column_is_refused(project: Paths) -> None:
    write_register(project, {"cases": [{k: v for k, v in CASE.items() if k != "Регион"}]})
    with pytest.raises(UnknownLayoutError, match="Регион"):
        land(project)


def test_a_torn_row_is_refused_by_its_number_and_never_quoted(project: Paths) -> None:
    folder = write_register(project, {"cases": [CASE]})
    with (folder / "cases.csv").open("a", encoding="utf-8") as stream:
        stream.write("Иванов,a,b,c,d,e,f,g,h\n")
    with pytest.raises(UnreadableFileError) as caught:
        land(project)
    assert caught.value.message == "error-register-unreadable"
    assert "Иванов" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_table_no_register_has_is_refused(project: Paths) -> None:
    folder = write_register(project, {"cases": [CASE]})
    text = (folder / "source.yaml").read_text(encoding="utf-8")
    (folder / "source.yaml").write_text(text.replace("court_case", "witness"), "utf-8")
    with pytest.raises(UnknownLayoutError) as caught:
        land(project)
    assert caught.value.message == "error-register-table"


def test_keyed_is_hmac_sha256_for_short_and_long_keys() -> None:
    for secret in (b"short", b"k" * 64, b"long" * 40):
        with duckdb.connect() as connection:
            install_key(connection, secret)
            ((found,),) = connection.execute("SELECT keyed('Өмүрбек')").fetchall()
        assert found == hmac.new(secret, "Өмүрбек".encode(), hashlib.sha256).hexdigest()[:16]


@pytest.mark.parametrize(
    "written", ["УД-12/3ө", " уд - 12/3Ө ", "уд\t-12/3ө\r\n", "УД\u00a0-\u202f12/3\u2009ө\f"]
)
def test_docket_numbers_are_compared_without_case_and_spaces(written: str) -> None:
    with duckdb.connect() as connection:
        install_key(connection, b"k")
        ((found,),) = connection.execute("SELECT plain_key(?)", [written]).fetchall()
    assert found == "УД-12/3Ө"


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("66", 66),
        ("5 лет 6 месяцев", 66),
        ("5 лет", 60),
        ("6 мес.", 6),
        ("5 жыл 6 ай", 66),
        ("2 years and a half", None),
        ("1,5 года", 18),
        ("много", None),
    ],
)
def test_terms_are_read_in_months(text: str, months: float | None) -> None:
    assert read_months(text) == months


@pytest.mark.parametrize(
    ("text", "amount"), [("20 000", 20000), ("20 000 сом", 20000), ("1,5", 1.5), ("x", None)]
)
def test_amounts_are_read_in_som(text: str, amount: float | None) -> None:
    assert read_amount(text) == amount


def test_several_codes_are_all_known_or_none_is_read() -> None:
    column = read_form("case-register").sheets[3].column("mitigating")
    assert read_codes_of(column, "признание вины; Беременность") == "guilt_admitted; pregnancy"
    assert read_codes_of(column, "признание вины; Иванов") is None


def test_marks_and_spaces_are_no_value_and_no_fault() -> None:
    column = read_form("case-register").sheets[1].column("sex")
    table = read_texts(column, ["…", "  ", "ж", "Иванов"]).to_pydict()
    assert table["value"] == [None, None, "female", None]
    assert table["is_read"] == [True, True, True, False]


@pytest.mark.slow
def test_the_filled_form_lands_as_its_csv_does(tmp_path: Path) -> None:
    from pipeline.demo import write_demo

    paths = make_project(tmp_path)
    write_demo(ROOT / "data" / "raw", paths.raw / "demo", 40, 5, language="ky")
    land(paths)
    from_csv = {name: read(paths, name) for name in ("court_case", "charge", "sentence", "victim")}
    text = (paths.raw / "demo" / "source.yaml").read_text(encoding="utf-8")
    start = text.index("tables:\n")
    (paths.raw / "demo" / "source.yaml").write_text(
        text[:start] + "tables:\n- {table: register, file: case-register.xlsx, layout: form, "
        "version: '2018-01-31', year: 2017}\n",
        encoding="utf-8",
    )
    land(paths)
    place = ("file", "row", "court")
    for name, rows in from_csv.items():
        plain = [{k: v for k, v in row.items() if k not in place} for row in rows]
        again = [{k: v for k, v in row.items() if k not in place} for row in read(paths, name)]
        assert again == plain, name
