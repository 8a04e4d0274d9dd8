"""What changed since the last edition, told from the real editions as facts of the new one."""

from __future__ import annotations

import pytest

from pipeline.analyse import Analysis
from pipeline.change_stories import list_changed, list_reasons, tabulate, tell_changes
from pipeline.changes import Changes, compare_editions, find_last, read_changes, tabulate_changes
from pipeline.edition_data import read_edition_facts
from pipeline.errors import UnreadableFileError
from pipeline.facts import Fact
from pipeline.paths import Paths
from pipeline.provenance import collect_provenance
from pipeline.wording import Page
from tests.conftest import EDITIONS, ROOT

YEAR = 2021


@pytest.fixture(scope="module")
def compared(project: Paths, editions: dict[int, Analysis]) -> tuple[Changes, dict[str, Fact]]:
    if not project.expectations.exists():
        project.expectations.symlink_to(ROOT / "expectations")
    compare_editions(project, EDITIONS)
    changes = read_changes(project.edition_compared(YEAR) / "changes.json")
    return changes, read_edition_facts(project, YEAR)


def test_the_last_edition_is_the_nearest_earlier_one() -> None:
    assert [find_last((2023, 2017, 2021), year) for year in EDITIONS] == [None, 2017, 2021]


def test_counts_and_previous_numbers_are_facts(
    compared: tuple[Changes, dict[str, Fact]], editions: dict[int, Analysis]
) -> None:
    changes, facts = compared
    assert changes.last == 2017
    for kind in ("new", "changed", "vanished"):
        count = sum(each.kind == kind for each in changes.told)
        assert facts[f"changes.{kind}.all"].value == count
    new = set(editions[YEAR].facts) - set(editions[2017].facts)
    assert facts["changes.new.all"].value == len(new)
    before = facts["previous.agencies.nsc.registered_cases.all"]
    assert before.value == editions[2017].facts["agencies.nsc.registered_cases.all"].value
    assert "2017" in before.label["ky"]


def test_every_change_of_the_real_editions_has_a_reason(
    compared: tuple[Changes, dict[str, Fact]],
) -> None:
    assert [each.id for each in compared[0].told if "unexplained" in each.reasons] == []


def test_the_first_edition_has_nothing_to_compare(
    project: Paths, compared: tuple[Changes, dict[str, Fact]]
) -> None:
    assert read_changes(project.edition_compared(2017) / "changes.json") == Changes(None)
    assert not any(name.startswith("changes.") for name in read_edition_facts(project, 2017))


@pytest.mark.parametrize("languages", [("ky",), ("en", "ru")])
def test_the_digest_tells_counts_reasons_and_a_table(
    compared: tuple[Changes, dict[str, Fact]], languages: tuple[str, ...]
) -> None:
    changes, facts = compared
    page = Page(YEAR, languages, facts, ())
    text = page.tell(tell_changes(page, changes))
    assert text.count('data-fact="changes.new.all"') == len(languages)
    assert list_reasons(page, changes)
    table = tabulate(page, changes)
    assert len(table.rows) == len(list_changed(changes)) > 0
    assert not any(each.table.startswith("quality_") for each in list_changed(changes))


def test_the_first_edition_says_so(compared: tuple[Changes, dict[str, Fact]]) -> None:
    page = Page(2017, ("en",), {}, ())
    (said,) = tell_changes(page, Changes(None))
    assert "first" in page.text(page.words[0], said)


def test_each_change_is_a_row_of_open_data(compared: tuple[Changes, dict[str, Fact]]) -> None:
    changes, facts = compared
    rows = {row["id"]: row for row in tabulate_changes(changes, facts)}
    assert len(rows) == len(changes.told)
    row = rows["agencies.nsc.registered_cases.all"]
    assert (row["kind"], row["last_edition"]) == ("changed", 2017)
    assert row["last_value"] != row["value"]
    assert row["reason"] == "new_data"


def test_a_damaged_file_is_refused(project: Paths, tmp_path: object) -> None:
    with pytest.raises(UnreadableFileError):
        read_changes(project.root / "not there.json")


def test_provenance_hashes_every_measure_and_file(
    project: Paths, compared: tuple[Changes, dict[str, Fact]]
) -> None:
    provenance = collect_provenance(project)
    assert {"practice_entries", "claims", "validation"} <= set(provenance.methods)
    assert all(len(each.sha256) == 64 for each in provenance.inputs.values())
