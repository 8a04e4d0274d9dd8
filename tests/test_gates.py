"""The gates of publishing, each broken in a small edition made for it."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.errors import GateFailedError
from pipeline.faults import Fault, raise_faults
from pipeline.gates import (
    check_data_names,
    check_disclosure,
    check_folder,
    check_words,
)
from pipeline.pdf_tags import Tag
from pipeline.words import LANGUAGES, load_words
from tests.conftest import ROOT, MakeFact
from tests.edition_fixture import (
    PARAMETERS,
    RULES,
    YEAR,
    change,
    make_facts,
    write_edition,
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_edition(tmp_path_factory.mktemp("whole") / str(YEAR))


@pytest.fixture
def edition(whole: Path, tmp_path: Path) -> Path:
    """Return a copy of the small edition, to be broken."""
    return Path(shutil.copytree(whole, tmp_path / str(YEAR)))


def check(folder: Path) -> list[Fault]:
    with ThreadPoolExecutor(1) as workers:
        faults = check_folder(folder, RULES, PARAMETERS, [], workers)
    # The small edition's concordance has no other formats.
    return [fault for fault in faults if "concordance" not in fault.place]


def test_an_edition_that_prints_its_facts_passes_every_gate(edition: Path) -> None:
    assert check(edition) == []


BODY = "</section>"
BROKEN = [
    ("orphan in a paragraph", BODY, "<p>There were 7 more of them.</p></section>", "trace",
     "7 in “There were 7 more"),
    ("orphan in a table", BODY, "<table><tr><td>86</td></tr></table></section>", "trace", "86"),
    ("orphan in a drawing", BODY, "<svg><text>86</text></svg></section>", "trace", "86"),
    ("orphan percentage", BODY, "<p>About 12.5% of all</p></section>", "trace", "12.5%"),
    ("orphan range", BODY, "<p>From 3–5 of all</p></section>", "trace", "3"),
    ("orphan with a thousands mark", BODY, "<p>1,998 of all</p></section>", "trace", "1,998"),
    ("orphan that looks like a year", BODY, "<p>2,016 of all</p></section>", "trace", "2,016"),
    ("year out of every source's reach", BODY, "<p>In 1876</p></section>", "trace", "1876"),
    ("article of no code", BODY, "<p>Art. 999</p></section>", "trace", "999"),
    ("orphan in a title", BODY, '<abbr title="of 86">x</abbr></section>', "trace", "86"),
    ("orphan read aloud", BODY, '<b aria-label="86 cases">x</b></section>', "trace", "86"),
    ("orphan in an image's text", BODY, '<img alt="86 cases" src="data:,"></section>', "trace",
     "86"),
    ("orphan in a tooltip", BODY, '<b data-tip="86 cases">x</b></section>', "trace", "86"),
    ("orphan in a page's data", BODY, '<script type="application/json">["86"]</script></section>',
     "trace", "86"),
    ("raised digits", BODY, "<p>many²</p></section>", "trace", "²"),
    ("digits of another script", BODY, "<p>٨٦</p></section>", "trace", "٨٦"),
    ("a kind declared where it does not fit", BODY,
     '<p><span class="kind-threshold">86</span></p></section>', "trace", "86"),
    ("unknown fact", 'data-fact="share"', 'data-fact="invented"', "trace", "invented"),
    ("number changed", ">1,254<", ">1,255<", "trace", "1,255"),
    ("number of another language", ">1,254<", ">1 254<", "trace", "1 254"),
    ("number emptied", ">1,254<", "><", "trace", "entries.124.2017"),
    ("suppressed number told", ">suppressed<", ">3<", "trace", "hidden"),
    ("bar changed", '"y":[5,12,1,1254]', '"y":[5,12,1,1250]', "trace", "entries.124.2017: value"),
    ("bar's label changed", '"text":["5","12"', '"text":["5","13"', "trace", "label is '13'"),
    ("bar's hover changed", "2014: 5", "2014: 6", "trace", "hover"),
    ("bar without a fact", '"fact":"entries.124.2015"', '"fact":"other"', "trace", "other"),
    ("chart's summary changed", ": 1,254\",\"told\"", ": 1,255\",\"told\"", "trace", "1,255"),
    ("query changed in the dialog's data", "SELECT value FROM practice", "SELECT 1 FROM practice",
     "trace", "sql"),
    ("source left out of the dialog's data", '"sources":[{', '"sources":[],"x":[{', "trace",
     "sources"),
    ("script fetched", "</body>", '<script src="https://x.org/a.js"></script></body>', "offline",
     "https://x.org/a.js"),
    ("image fetched", "</body>", '<img src="//x.org/a.png"></body>', "offline", "//x.org/a.png"),
    ("frame fetched", "</body>", '<iframe src="http://x.org"></iframe></body>', "offline", "x.org"),
    ("file beside it fetched", "</body>", '<script src="a.js"></script></body>', "offline", "a.js"),
    ("style sheet fetched", "</head>", '<link rel="stylesheet" href="a.css"></head>', "offline",
     "a.css"),
    ("css url", "</head>", "<style>p{background:url('https://x.org/a.png')}</style></head>",
     "offline", "url("),
    ("css import", "</head>", '<style>@import "https://x.org/a.css";</style></head>', "offline",
     "@import"),
    ("style attribute", "<body>", '<body style="background:url(https://x.org/a.png)">', "offline",
     "url("),
    ("svg image", "</body>", '<svg><image href="https://x.org/a.png"/></svg></body>', "offline",
     "https://x.org/a.png"),
    ("wrong language declared", 'lang="en"', 'lang="ru"', "parity", "ru"),
    ("no language declared", ' lang="en"', "", "parity", "lang"),
    ("sentence of another language", "This is the number of cases of trafficking in persons that "
     "were registered in the years, 2014", "Здесь показано число дел о торговле людьми за эти годы,"
     " 2014", "parity", "Здесь"),
    ("fact missing in one language", '<span data-fact="share">39.2%</span>', "", "parity", "share"),
    ("chart missing in one language", 'class="chart-figure"', 'class="other"', "parity",
     "chart-cases"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "gate", "named"), [case[1:] for case in BROKEN], ids=[c[0] for c in BROKEN]
)
def test_a_broken_page_is_found_with_its_place(
    edition: Path, old: str, new: str, gate: str, named: str
) -> None:
    change(edition / "en" / "digest.html", old, new)
    own = [fault for fault in check(edition) if fault.gate == gate]
    assert own
    assert all("digest.html" in fault.place for fault in own)
    assert any(named in fault.fact for fault in own), own


HARMLESS = [
    '<a href="https://x.org/">a source</a>',
    '<link rel="alternate" href="../ru/digest.html">',
    '<img src="data:image/png;base64,AAAA">',
    "<style>p{background:url(data:image/png;base64,AAAA)}</style>",
    "<style>p{fill:url(#pattern)}</style>",
    '<svg><use href="#mark"/></svg>',
    "<p>Art. 124 and Art. 166 of the code of 2021; SDG 16.2.2; SHA-256; Table 12</p>",
    '<h2 data-number="2.1"><span class="header-section-number">2.1</span> Cases</h2>',
    '<p>below <span class="kind-threshold">11</span></p>',
    "<p>victims per 100,000 inhabitants, aged 18–29 years, under 18</p>",
    "<script>const width = 86;</script>",
]


@pytest.mark.parametrize("html", HARMLESS)
def test_what_is_no_figure_and_no_request_passes(edition: Path, html: str) -> None:
    change(edition / "en" / "digest.html", "</section>", html + "</section>")
    assert check(edition) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_orphan_is_found_in_every_language(edition: Path, language: str) -> None:
    change(edition / language / "digest.html", "</section>", "<p>86 — 1\u00a0234</p></section>")
    named = " ".join(fault.fact for fault in check(edition))
    assert "86" in named
    assert "1\u00a0234" in named or "1 234" in named


DATA = [
    ("practice_entries.csv", ",1254,", ",1255,"),
    ("practice_entries.csv", "entries.124.2015", "entries.124.2010"),
    ("practice_entries.csv", "en share", "en shares"),
    ("practice_entries.csv", ",suppressed,", ",value,"),
]


@pytest.mark.parametrize(("name", "old", "new"), DATA)
def test_a_data_file_that_differs_from_the_facts_is_named(
    edition: Path, name: str, old: str, new: str
) -> None:
    change(edition / "data" / name, old, new)
    faults = check(edition)
    assert {fault.gate for fault in faults} == {"parity"}
    assert any(name in fault.place for fault in faults)
    # The other two formats no longer say the same.
    assert any(fault.place.split(",")[0].endswith((".parquet", ".xlsx")) for fault in faults)


@pytest.mark.parametrize("ending", ["parquet", "xlsx"])
def test_a_format_that_is_missing_is_named(edition: Path, ending: str) -> None:
    (edition / "data" / f"practice_entries.{ending}").unlink()
    (fault,) = check(edition)
    assert fault.place.endswith(f"practice_entries.{ending}")


def test_a_label_left_untranslated_is_named(tmp_path: Path) -> None:
    facts = make_facts()
    label = {"ky": "ky share", "ru": "en share", "en": "en share"}
    facts["share"] = type(facts["share"])(**{**vars(facts["share"]), "label": label})
    edition = write_edition(tmp_path / str(YEAR), facts)
    assert any("en share" in fault.fact and fault.gate == "parity" for fault in check(edition))


def test_every_message_is_in_every_language() -> None:
    assert check_words(RULES) == []


def copy_messages(folder: Path) -> Path:
    for language in LANGUAGES:
        target = folder / "pipeline" / "messages" / language
        target.mkdir(parents=True)
        for path in (ROOT / "pipeline" / "messages" / language).glob("*.ftl"):
            (target / path.name).write_bytes(path.read_bytes())
    return folder / "pipeline" / "messages"


BROKEN_WORDS = [
    ("removed", "digest-title = ", "another-title = ", "digest-title is missing"),
    ("with another argument", "{ $edition }", "{ $year }", "arguments"),
    ("left in another language", "column-total = Всего", "column-total = Total", "“Total” as in"),
]


@pytest.mark.parametrize(
    ("old", "new", "told"), [case[1:] for case in BROKEN_WORDS], ids=[c[0] for c in BROKEN_WORDS]
)
def test_a_message_broken_in_one_language_is_named_with_its_file(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    folder = copy_messages(tmp_path)
    change(folder / "ru" / "digest.ftl", old, new)
    faults = check_words(RULES, folder)
    assert any(told in fault.fact for fault in faults), faults
    assert all("digest.ftl" in fault.place for fault in faults)
    with pytest.raises(GateFailedError) as caught:
        raise_faults(faults)
    assert caught.value.exit_code == 14


def test_a_table_of_the_pdf_that_names_no_data_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").touch()
    tree = Tag("Root", children=(Tag("Table"), Tag("Figure")))
    good = "Table 1. Cases\nFigure 1\nData: data/\na.csv\n1 2\nMore in data/a.csv. Data: data/a.csv"
    assert check_data_names([good], tree, tmp_path, "x.pdf") == []
    (fault,) = check_data_names([good.replace("Data: data/\na.csv", "")], tree, tmp_path, "x.pdf")
    assert "1 of 2 tables and figures" in fault.fact
    (fault,) = check_data_names([good.replace("Data: data/a", "Data: data/b")], tree, tmp_path, "x")
    assert "data/b.csv" in fault.fact


def test_a_suppressed_fact_with_a_value_must_not_leave(make_fact: MakeFact) -> None:
    (fault,) = check_disclosure([make_fact("a", 3, status="suppressed"), make_fact("b", 3)])
    assert (fault.gate, fault.place) == ("disclosure", "a")


def test_a_number_that_was_not_reported_cannot_have_a_value(make_fact: MakeFact) -> None:
    assert check_disclosure([make_fact("a", 0, status="not_reported")])


def test_a_count_of_persons_by_region_must_not_leave(make_fact: MakeFact) -> None:
    region = make_fact("a", 12, row={"dimension": "region", "category": "KG-B", "year": "2021"})
    (fault,) = check_disclosure([region])
    assert (fault.gate, fault.place) == ("disclosure", "a")


def test_the_first_fault_is_told_and_the_others_counted() -> None:
    raise_faults([])
    faults = [Fault("trace", f"en/{name}.html", "x is no fact", "an id") for name in "abc"]
    with pytest.raises(GateFailedError) as caught:
        raise_faults(faults)
    assert caught.value.exit_code == 14
    for language in LANGUAGES:
        told = load_words(language).say(caught.value.message, **caught.value.details)
        assert "en/a.html" in told
        assert "2" in told
