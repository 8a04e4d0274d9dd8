"""The gates of publishing, each broken by a page made for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import GateFailedError
from pipeline.facts import Fact
from pipeline.faults import Fault, raise_faults
from pipeline.gates import (
    check_disclosure,
    check_pages,
    expected_texts,
    read_html,
)
from pipeline.words import LANGUAGES, load_words
from tests.conftest import MakeFact


@pytest.fixture
def facts(make_fact: MakeFact) -> dict[str, Fact]:
    given = [
        make_fact("cases", 1254),
        make_fact("share", 39.245, unit="percent"),
        make_fact("missing", None),
        make_fact("hidden", None, status="suppressed"),
    ]
    return {fact.id: fact for fact in given}


def write_body(facts: dict[str, Fact], language: str) -> str:
    """Return a page's body that prints every fact as its language does."""
    words = load_words(language)
    marks = [
        f'<p><span data-fact="{name}">{sorted(expected_texts(fact, words))[0]}</span></p>'.replace(
            "<5<", "&lt;5<"
        )
        for name, fact in facts.items()
    ]
    return "".join(marks)


def write_pages(folder: Path, facts: dict[str, Fact]) -> dict[tuple[str, str], Path]:
    pages = {}
    for language in LANGUAGES:
        path = folder / language / "digest.html"
        path.parent.mkdir()
        text = f'<!DOCTYPE html><html lang="{language}"><head><title>x</title></head><body>'
        path.write_text(f"{text}{write_body(facts, language)}</body></html>", encoding="utf-8")
        pages[language, "digest"] = path
    return pages


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_pages_that_print_their_facts_pass_every_gate(
    tmp_path: Path, facts: dict[str, Fact]
) -> None:
    assert check_pages(write_pages(tmp_path, facts), facts, tmp_path) == []


BROKEN = [
    ("unknown fact", 'data-fact="cases"', 'data-fact="invented"', "trace", "invented"),
    ("number changed", "1,254", "1,255", "trace", "1,255"),
    ("number of another language", "1,254", "1 254", "trace", "1 254"),
    ("number emptied", "1,254", "", "trace", "cases"),
    ("suppressed number told", ">&lt;5<", ">3<", "trace", "hidden"),
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
    ("wrong language", 'lang="en"', 'lang="ru"', "parity", "ru"),
    ("no language", ' lang="en"', "", "parity", "lang"),
    ("fact missing in one language", '<span data-fact="cases">1,254</span>', "1,254", "parity",
     "cases"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "gate", "named"), [case[1:] for case in BROKEN], ids=[c[0] for c in BROKEN]
)
def test_a_broken_page_is_found_with_its_place(
    tmp_path: Path, facts: dict[str, Fact], old: str, new: str, gate: str, named: str
) -> None:
    pages = write_pages(tmp_path, facts)
    change(pages["en", "digest"], old, new)
    faults = check_pages(pages, facts, tmp_path)
    own = [fault for fault in faults if fault.gate == gate]
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
]


@pytest.mark.parametrize("html", HARMLESS)
def test_a_link_a_reader_follows_or_embedded_data_is_no_request(
    tmp_path: Path, facts: dict[str, Fact], html: str
) -> None:
    pages = write_pages(tmp_path, facts)
    change(pages["en", "digest"], "</body>", html + "</body>")
    assert check_pages(pages, facts, tmp_path) == []


def test_a_number_is_read_through_markup_and_void_tags(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        '<html lang="ky"><p><br><span data-fact="a"><strong>1<wbr>254</strong></span>'
        '<b data-fact="b">7</b><p data-fact="c">unclosed</html>',
        encoding="utf-8",
    )
    reading = read_html(path)
    assert reading.language == "ky"
    assert reading.facts[:2] == [("a", "1254"), ("b", "7")]
    assert ("c", "unclosed") in reading.facts


def test_a_mark_may_be_printed_in_full_or_in_short(facts: dict[str, Fact]) -> None:
    for language in LANGUAGES:
        words = load_words(language)
        assert expected_texts(facts["missing"], words) == {
            words.say("status-not-reported"), words.say("status-short-not-reported")
        }  # fmt: skip
        assert len(expected_texts(facts["cases"], words)) == 1


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
