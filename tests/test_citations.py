"""Citations: what is printed in a cell becomes articles, and nothing else does."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.citations import Citation, format_citation, parse_citations
from tests.conftest import TESTS, read_golden

GOLDEN = [(line["printed"], line["meaning"]) for line in read_golden("citations")]


def tell(citation: Citation) -> str:
    """Return a citation as the golden table writes it: 30(3)>124(2)[а,б]@1997!a."""
    return "".join(
        [
            *(f"{general}>" for general in citation.general),
            citation.article,
            f"({citation.part})" if citation.part else "",
            f"[{','.join(citation.points)}]" if citation.points else "",
            f"@{citation.code}" if citation.code else "",
            "!a" * citation.attempt,
            "!c" * citation.complicity,
        ]
    )


@pytest.mark.parametrize(("printed", "meaning"), GOLDEN, ids=[printed for printed, _ in GOLDEN])
def test_a_citation_means_what_the_golden_table_says(printed: str, meaning: str) -> None:
    assert "; ".join(map(tell, parse_citations(printed))) == meaning


def test_the_golden_table_covers_real_variety() -> None:
    assert len(GOLDEN) >= 120
    assert len({printed for printed, _ in GOLDEN}) == len(GOLDEN)


@pytest.mark.parametrize(("printed", "meaning"), GOLDEN, ids=[printed for printed, _ in GOLDEN])
def test_spaces_and_letter_case_do_not_matter(printed: str, meaning: str) -> None:
    for text in (printed.upper(), printed.replace(" ", "\N{NO-BREAK SPACE}"), f"  {printed}\t"):
        assert "; ".join(map(tell, parse_citations(text))) == meaning


def test_a_citation_keeps_the_piece_of_the_cell_it_was_read_from() -> None:
    cell = "УД-123/18: п.3 ч.2 ст.124, ст.260 ч.1 УК КР"
    assert [each.text for each in parse_citations(cell)] == ["п.3 ч.2 ст.124", "ст.260 ч.1 УК"]


ARTICLES = st.one_of(
    st.integers(97, 449).map(str),
    st.tuples(st.integers(97, 449), st.integers(1, 19)).map(lambda pair: f"{pair[0]}-{pair[1]}"),
)
POINTS = st.lists(
    st.one_of(st.integers(1, 40).map(str), st.sampled_from("абвгд")), max_size=3, unique=True
)
GENERAL = st.builds(
    lambda article, part: f"{article}({part})" if part else str(article),
    st.integers(20, 96),
    st.integers(0, 9),
)
CITATIONS = st.builds(
    Citation,
    article=ARTICLES,
    part=st.one_of(st.just(""), st.integers(1, 15).map(str)),
    points=POINTS.map(tuple),
    code=st.sampled_from((None, "1997", "2017", "2021")),
    attempt=st.booleans(),
    complicity=st.booleans(),
    general=st.lists(GENERAL, max_size=1).map(tuple),
)


@given(CITATIONS, st.sampled_from(("ru", "ky", "en")))
@settings(max_examples=100, deadline=None)
def test_a_formatted_citation_reads_back_as_itself(citation: Citation, language: str) -> None:
    (read,) = parse_citations(format_citation(citation, language))
    assert tell(read) == tell(citation)


PIECES = st.sampled_from(
    ("ст", "ст.ст.", "ч.", "п.п.", "-берене", "-бөлүгүнүн", "Art.", "(", ")", "-", " - ", ",", ";",
     "и", "УК КР", "УПК", "кодекс", "через", "124", "30", "2", "125-1", "¹", "№ 5", "12.05.2018",
     "а", "«", "покушение", "вторая", "1997", "\n", " ", "9" * 40)
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)))
@settings(max_examples=100, deadline=None)
def test_no_text_raises_and_every_piece_stands_in_it(text: str) -> None:
    for citation in parse_citations(text):
        assert citation.text in text
        assert citation.article
        assert len(citation.points) == len(set(citation.points))


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["1-", "1,", "ч.1 ", "1 ч ", "ст.", "1-ч ", "а,", "(", "1/", "кодекс ", "№"], ids=repr
)
def test_a_full_cell_of_anything_is_read_quickly(piece: str) -> None:
    started = time.perf_counter()
    parse_citations((piece * 32767)[:32767])
    assert time.perf_counter() - started < 10


def test_equal_texts_are_parsed_once() -> None:
    printed = [text for text, _ in GOLDEN]
    started = time.perf_counter()
    for turn in range(100_000):
        parse_citations(printed[turn % len(printed)])
    assert time.perf_counter() - started < 1


@pytest.mark.slow
def test_a_short_fuzz_finds_nothing() -> None:
    harness = TESTS / "fuzz" / "fuzz_citations.py"
    done = subprocess.run(
        [sys.executable, harness, "-runs=3000", "-seed=1", "-max_len=400"],
        capture_output=True,
        text=True,
        check=False,
        cwd=TESTS.parent,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_a_register_keeps_which_general_articles_are_applied() -> None:
    from pipeline.form_spec import read_form
    from pipeline.register_values import read_texts

    charges = next(sheet for sheet in read_form("case-register").sheets if sheet.id == "charges")
    texts = ["ст.37 - ст.166 ч.1", "ст.166", "не указано"]
    table = read_texts(charges.column("citation_filing"), texts)
    assert table["general"].to_pylist() == ["37", "", None]
    assert table["article"].to_pylist() == ["166", "166", None]
