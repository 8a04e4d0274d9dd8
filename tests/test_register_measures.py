"""Register measures: the published table from microdata, and small registers counted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from pipeline.claims import round_half_up
from pipeline.demo import write_demo
from pipeline.facts import label_fact
from pipeline.measures import REGISTER_MEASURES, read_measure, read_named
from pipeline.store import open_store
from tests.conftest import ROOT, read_expected, read_golden
from tests.register_samples import fill_register, make_project, write_register

# Each store takes some seconds to fill.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def calibrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    paths = make_project(tmp_path_factory.mktemp("calibrated"))
    write_demo(ROOT / "data" / "raw", paths.raw / "demo", cases=254, seed=11)
    with open_store(fill_register(paths).store) as connection:
        yield connection


def cell(frame: pd.DataFrame, **keys: str) -> float:
    for key, value in keys.items():
        frame = frame[frame[key] == value]
    assert len(frame) == 1, keys
    return float(frame.iloc[0]["value"])


def test_the_published_table_is_reproduced_from_microdata(
    calibrated: duckdb.DuckDBPyConnection,
) -> None:
    entries = read_named(calibrated, "register_entries", 2017)
    for line in read_golden("cases_by_article"):
        for year in ("2014", "2015", "2016", "2017", "all"):
            expected = read_expected(line[year])
            if line["article"] == "all":
                assert cell(entries, article="all", year=year) == expected
            elif expected is not None:
                assert cell(entries, article=f"1997-{line['article']}", year=year) == expected
    assert cell(entries, article="all", year="all") == 265


def test_the_published_shares_cases_and_persons_are_reproduced(
    calibrated: duckdb.DuckDBPyConnection,
) -> None:
    shares = read_named(calibrated, "register_share", 2017)
    for line in read_golden("shares"):
        share = cell(shares, article=f"1997-{line['article']}", base="entries")
        assert round_half_up(share, 0) == float(line["printed"])
    assert cell(read_named(calibrated, "register_cases", 2017), article="all", year="all") == 254
    persons = read_named(calibrated, "register_persons", 2017)
    assert cell(persons, article="all", sex="all", year="all") == 412
    assert cell(persons, article="all", sex="male", year="all") == 254
    assert cell(persons, article="all", sex="female", year="all") == 158


def test_an_edition_holds_nothing_of_later_years(calibrated: duckdb.DuckDBPyConnection) -> None:
    entries = read_named(calibrated, "register_entries", 2015)
    assert set(entries["year"]) == {"2014", "2015", "all"}
    assert cell(entries, article="all", year="all") == 145


@pytest.mark.parametrize("measure", REGISTER_MEASURES, ids=lambda measure: measure.name)
def test_a_measure_has_one_row_per_key_a_status_a_source_and_a_name(
    calibrated: duckdb.DuckDBPyConnection, measure: object
) -> None:
    frame = read_measure(calibrated, measure, 2017)  # type: ignore[arg-type]
    keys = list(measure.keys)  # type: ignore[attr-defined]
    # The sums need enough victims; what is withheld is known once protection has been solved.
    if measure.name not in (
        "register_compensation_som",
        "register_disclosure",
        "register_left_out",
    ):  # type: ignore[attr-defined]
        assert not frame.empty
    assert not frame.duplicated(keys).any()
    assert frame[[*keys, "value", "status", "sources"]].notna().all().all()
    assert (frame["value"].eq(0) == frame["status"].eq("zero")).all()
    assert frame["sources"].map(len).gt(0).all()
    for row in frame.to_dict("records"):
        label = label_fact(measure.name, {key: str(row[key]) for key in keys})  # type: ignore[attr-defined]
        assert set(label) == {"ky", "ru", "en"}


@pytest.mark.parametrize(
    "measure", [each for each in REGISTER_MEASURES if each.population], ids=lambda each: each.name
)
def test_cells_of_persons_add_up_over_every_key_with_a_total(
    calibrated: duckdb.DuckDBPyConnection, measure: object
) -> None:
    frame = read_measure(calibrated, measure, 2017)  # type: ignore[arg-type]
    keys = list(measure.keys)  # type: ignore[attr-defined]
    for key in keys:
        others = [each for each in keys if each != key]
        total = frame[frame[key] == "all"]
        parts = frame[frame[key] != "all"]
        if total.empty or key in measure.overlapping:  # type: ignore[attr-defined]
            continue
        if not others:
            assert parts["value"].sum() == total["value"].sum()
            continue
        sums = parts.groupby(others)["value"].sum()
        pd.testing.assert_series_equal(
            sums, total.set_index(others)["value"].sort_index(), check_names=False
        )


@pytest.mark.parametrize(("part", "whole"), [(0, 20), (1, 20), (10, 25), (37, 37), (254, 412)])
def test_intervals_are_wilsons(
    calibrated: duckdb.DuckDBPyConnection, part: int, whole: int
) -> None:
    ((low, high),) = calibrated.execute(
        "SELECT wilson(?, ?, 'low'), wilson(?, ?, 'high')", [part, whole, part, whole]
    ).fetchall()
    from statsmodels.stats.proportion import proportion_confint  # Half a second to import.

    expected = proportion_confint(part, whole, method="wilson")
    assert (low / 100, high / 100) == pytest.approx(expected, abs=1e-12)


def test_quartiles_are_those_of_numpy(calibrated: duckdb.DuckDBPyConnection) -> None:
    months = read_named(calibrated, "register_months", 2017)
    frame = calibrated.execute(
        "SELECT code || '-' || article AS article, imprisonment_months AS months "
        "FROM defendant WHERE punishment = 'imprisonment'"
    ).df()
    for article in months["article"].unique():
        own = frame if article == "all" else frame[frame["article"] == article]
        expected = np.quantile(own["months"], [0, 0.25, 0.5, 0.75, 1])
        names = ("least", "quartile_1", "median", "quartile_3", "most")
        found = [cell(months, article=article, statistic=name) for name in names]
        assert found == pytest.approx(list(expected))


def test_below_twenty_observations_there_are_counts_and_no_shares(
    calibrated: duckdb.DuckDBPyConnection,
) -> None:
    counts = read_named(calibrated, "register_outcomes", 2017)
    shares = read_named(calibrated, "register_outcome_share", 2017)
    totals = counts[(counts["outcome"] == "all") & (counts["year"] == "all")]
    assert (totals["value"] < 20).any()
    for row in totals.to_dict("records"):
        shown = shares[(shares["article"] == row["article"]) & (shares["year"] == "all")]
        assert shown.empty == (row["value"] < 20), row["article"]


# Two cases by hand. A: two defendants under 124 and 260, one requalified from 124 to 260, closed
# in 2018. B: one defendant under 171, an act of 2020, acquitted; a victim; an appeal.
SHEETS = {
    "cases": [
        {"case_key": "A", "court": "c", "region": "KG-GB", "date_received": "2018-01-01",
         "date_closed": "2018-03-02", "instance": "first"},
        {"case_key": "B", "court": "c", "region": "KG-O", "date_received": "2020-06-01",
         "date_closed": "2020-07-01", "instance": "first"},
    ],
    "defendants": [
        {"case_key": "A", "defendant_key": "1", "sex": "male"},
        {"case_key": "A", "defendant_key": "2", "sex": "female"},
        {"case_key": "B", "defendant_key": "1", "sex": "female"},
    ],
    "charges": [
        {"case_key": "A", "defendant_key": "1", "charge_no": "1", "date_of_act": "2017-05-05",
         "citation_filing": "ст. 124", "citation_verdict": "ст. 260", "verdict": "convicted"},
        {"case_key": "A", "defendant_key": "1", "charge_no": "2", "date_of_act": "2017-05-05",
         "citation_filing": "ст. 260", "citation_verdict": "ст. 260", "verdict": "acquitted"},
        {"case_key": "A", "defendant_key": "2", "charge_no": "1", "date_of_act": "2017-05-05",
         "citation_filing": "ст. 260", "citation_verdict": "ст. 260", "verdict": "convicted"},
        {"case_key": "B", "defendant_key": "1", "charge_no": "1", "date_of_act": "2020-01-01",
         "citation_filing": "ст. 171", "citation_verdict": "", "verdict": "acquitted"},
    ],
    "sentences": [
        {"case_key": "A", "defendant_key": "1", "sentence_no": "1", "citation": "260",
         "punishment": "imprisonment", "imprisonment_months": "24", "conditional": "suspended",
         "mitigating": "repentance; dependants"},
        {"case_key": "A", "defendant_key": "1", "sentence_no": "2", "citation": "260",
         "punishment": "fine", "fine_som": "20000"},
        {"case_key": "A", "defendant_key": "2", "sentence_no": "1", "citation": "260",
         "punishment": "fine", "fine_som": "30000"},
    ],
    "victims": [
        {"case_key": "A", "victim_key": "1", "sex": "female", "age_group": "14_17",
         "form_of_exploitation": "sexual", "means": "deception; threat",
         "compensation_claimed_som": "5000", "compensation_awarded_som": "2000"},
        {"case_key": "B", "victim_key": "1", "sex": "male", "age_group": "18_24",
         "form_of_exploitation": "labour", "compensation_claimed_som": "5000"},
    ],
    "appeals": [
        {"case_key": "B", "appeal_no": "1", "instance": "appeal", "result": "upheld"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    paths = make_project(tmp_path_factory.mktemp("by_hand"))
    write_register(paths, SHEETS)
    with open_store(fill_register(paths).store) as connection:
        yield connection


@pytest.mark.parametrize(
    ("measure", "keys", "expected"),
    [
        ("entries", {"article": "1997-124", "year": "2018"}, 1),
        ("entries", {"article": "all", "year": "all"}, 3),
        ("cases", {"article": "1997-260", "year": "all"}, 1),
        ("cases", {"article": "all", "year": "all"}, 2),
        ("persons", {"article": "1997-124", "sex": "male", "year": "2018"}, 1),
        ("persons", {"article": "1997-260", "sex": "female", "year": "all"}, 1),
        ("persons", {"article": "2017-171", "sex": "all", "year": "2020"}, 1),
        ("together", {"article": "1997-124", "other": "1997-260"}, 1),
        ("together", {"article": "1997-124", "other": "1997-124"}, 0),
        ("together", {"article": "2017-171", "other": "2017-171"}, 1),
        ("articles_per_case", {"number": "2"}, 1),
        ("offences", {"offence": "trafficking_in_persons", "year": "all"}, 2),
        ("outcomes", {"article": "1997-124", "outcome": "convicted", "year": "all"}, 1),
        ("outcomes", {"article": "all", "outcome": "acquitted", "year": "all"}, 1),
        ("punishments", {"article": "1997-124", "punishment": "imprisonment"}, 1),
        ("punishments", {"article": "all", "punishment": "fine"}, 1),
        ("serving", {"article": "all", "serving": "suspended"}, 1),
        ("ranges", {"article": "all", "range_position": "below"}, 1),
        ("requalified", {"filing": "1997-124", "verdict_article": "1997-260"}, 1),
        ("requalified", {"filing": "1997-260", "verdict_article": "1997-260"}, 2),
        ("circumstances", {"circumstance_kind": "mitigating", "circumstance": "dependants"}, 1),
        ("appealed", {"year": "2020", "appealed": "yes"}, 1),
        ("appeals", {"instance": "appeal", "result": "upheld"}, 1),
        ("regions", {"region": "KG-O", "year": "2020"}, 1),
        ("victims", {"article": "1997-124", "sex": "female", "year": "2018"}, 1),
        ("victim_ages", {"age_group": "14_17", "sex": "all"}, 1),
        ("means", {"means": "threat"}, 1),
        ("compensation", {"compensation": "awarded"}, 1),
        ("compensation", {"compensation": "claimed_only"}, 1),
    ],
)
def test_a_register_counted_by_hand(
    by_hand: duckdb.DuckDBPyConnection, measure: str, keys: dict[str, str], expected: int
) -> None:
    assert cell(read_named(by_hand, f"register_{measure}", 2023), **keys) == expected


@pytest.mark.parametrize("measure", ["months", "duration", "outcome_share", "compensation_som"])
def test_a_small_register_has_no_statistics(
    by_hand: duckdb.DuckDBPyConnection, measure: str
) -> None:
    assert read_named(by_hand, f"register_{measure}", 2023).empty


def test_every_column_of_the_register_tables_in_use_is_described(
    by_hand: duckdb.DuckDBPyConnection,
) -> None:
    tables = by_hand.execute(
        "SELECT table_name, comment FROM duckdb_tables() WHERE table_name IN "
        "('court_case', 'defendant', 'charge', 'sentence', 'victim', 'appeal', 'case_entry')"
    ).fetchall()
    assert len(tables) == 7
    assert all(comment for _, comment in tables)


def test_bad_rows_are_held_back_with_those_that_hang_on_them(tmp_path: Path) -> None:
    paths = make_project(tmp_path)
    cases = [dict(row) for row in SHEETS["cases"]]
    cases[1]["region"] = "nowhere"
    cases.append(cases[0])
    write_register(paths, {**SHEETS, "cases": cases})
    with open_store(fill_register(paths).store) as connection:
        intake = connection.execute(
            'SELECT "table", received, accepted, quarantined FROM intake '
            "WHERE source = 'court_register'"
        ).fetchall()
        counts = {name: rest for name, *rest in intake}
        assert counts["court_case"] == [3, 1, 2]
        assert counts["defendant"] == [3, 2, 1]
        assert counts["charge"] == [4, 3, 1]
        assert counts["victim"] == [2, 1, 1]
        held = connection.execute("SELECT locator, reasons FROM quarantine ORDER BY ALL").fetchall()
        assert ("row 3", "region_known") in held
        assert ("row 4", "case_repeated") in held
        assert any("without_case" in reasons for _, reasons in held)


def test_verdicts_name_what_the_register_contradicts(tmp_path: Path) -> None:
    paths = make_project(tmp_path)
    sheets = {name: [dict(row) for row in rows] for name, rows in SHEETS.items()}
    sheets["cases"][0]["date_closed"] = "2017-12-01"
    sheets["charges"][0]["date_of_act"] = "2018-05-05"
    sheets["charges"][3]["citation_filing"] = "ст. 124"
    sheets["sentences"][0]["imprisonment_months"] = "300"
    sheets["victims"][0]["compensation_awarded_som"] = "9000"
    write_register(paths, sheets)
    with open_store(fill_register(paths).store) as connection:
        failed = connection.execute(
            'SELECT "check", rows_failed FROM verdict WHERE NOT passed AND "table" <> \'\''
        ).fetchall()
    assert dict(failed) == {
        "closed_before_received": 1,
        "act_after_received": 1,
        "article_not_in_force": 1,
        "sentence_outside_range": 1,
        "awarded_above_claimed": 1,
    }


def test_general_articles_mean_what_the_code_of_the_charge_says(tmp_path: Path) -> None:
    cited = {
        "1": "ст. 37 через ст. 166 ч. 1 УК КР",
        "2": "ст. 41 ч. 5 - ст. 166 ч. 2 УК КР",
        "3": "ст. 36 - ст. 166 ч. 2 УК КР",
        "4": "ст. 166 ч. 2 УК КР",
    }
    person = {"case_key": "A", "defendant_key": "1"}
    case = {"case_key": "A", "court": "c", "region": "KG-GB", "date_received": "2023-01-01",
            "date_closed": "2023-05-01", "instance": "first"}  # fmt: skip
    charges = [
        {**person, "charge_no": number, "date_of_act": "2022-05-05", "citation_filing": text,
         "citation_verdict": "", "verdict": "acquitted"}
        for number, text in cited.items()
    ]  # fmt: skip
    paths = make_project(tmp_path)
    sheets = {"cases": [case], "defendants": [{**person, "sex": "male"}], "charges": charges}
    write_register(paths, sheets)
    with open_store(fill_register(paths).store) as connection:
        told = connection.execute(
            "SELECT filing_attempt, filing_complicity FROM charge ORDER BY charge_no"
        ).fetchall()
    # An attempt, complicity, a preparation (the offence was not finished either), and none.
    assert told == [(True, False), (False, True), (True, False), (False, False)]
