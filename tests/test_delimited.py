"""Delimited text: any encoding and sign, rows of any length, no row swallowed."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.delimited import decode, find_delimiter, read_delimited, split_records
from pipeline.errors import UnreadableFileError
from pipeline.grids import Grid

ROWS = [["Суд", "Дата", "Штраф, сом"], ["Ош", "05.03.2020", "1,5"], ["Талас", "", "2;5"]]


def write(rows: list[list[str]], delimiter: str) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return stream.getvalue()


def read(folder: Path, content: bytes) -> Grid:
    (folder / "a.csv").write_bytes(content)
    return read_delimited(folder / "a.csv")


def as_rows(grid: Grid) -> list[list[str]]:
    width = range(grid.width)
    return [[str(grid.cells.get((row, at), "")) for at in width] for row in range(grid.height)]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"]
)
def test_every_encoding_and_sign_reads_alike(tmp_path: Path, encoding: str, delimiter: str) -> None:
    assert as_rows(read(tmp_path, write(ROWS, delimiter).encode(encoding))) == ROWS


def test_kyrgyz_letters_survive(tmp_path: Path) -> None:
    assert read(tmp_path, "Чүй;Өзгөн;Нарың\n".encode()).cells[0, 1] == "Өзгөн"


@pytest.mark.parametrize("content", [b"a;\x98", b"\xff\xfea", b"a;\x07b", b"\xff\xfe\x00\xd8"])
def test_bytes_that_are_no_text_are_none(content: bytes) -> None:
    assert decode(content) is None


def test_titles_footnotes_and_decimal_commas_are_outvoted() -> None:
    text = (
        "Отчёт, за год, по делам, и суммам\nСуд;Сумма\nОш;1,5\nТалас;2,5\nНарын;3,5\n* a, b, c, d"
    )
    assert find_delimiter(text) == ";"
    assert find_delimiter("Суд, район;Штраф, сом;Срок, лет\n" + "Ош;1,5;2\n" * 9) == ";"
    assert find_delimiter("дело,средства,год\nа,сила; обман,2020\nб,угроза; долг,2021\n") == ","


def test_a_text_without_any_sign_is_one_column(tmp_path: Path) -> None:
    assert as_rows(read(tmp_path, "Суд\nОш\n".encode())) == [["Суд"], ["Ош"]]


def test_the_sign_that_excel_names_counts_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    grid = read(tmp_path, b"sep=,\r\na;b,c\r\n")
    assert grid.cells == {(1, 0): "a;b", (1, 1): "c"}


def test_ragged_and_empty_rows_are_kept(tmp_path: Path) -> None:
    grid = read(tmp_path, b"a;b;c\n\n1;2\n1;2;3;4\n")
    assert as_rows(grid) == [
        ["a", "b", "c", ""],
        [""] * 4,
        ["1", "2", "", ""],
        ["1", "2", "3", "4"],
    ]


def test_quoted_cells_may_hold_signs_marks_and_lines(tmp_path: Path) -> None:
    grid = read(tmp_path, b'a;b\n"1;2";"say ""x"""\n"two\nlines";5\n')
    assert grid.cells[1, 0] == "1;2"
    assert grid.cells[1, 1] == 'say "x"'
    assert grid.cells[2, 0] == "two\nlines"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('a;b\n1;2\n"3;4\n5;6\n', 3),
        ('a;b\n1;"2', 2),
        ('a;b\n"Ромашка;1\n"Василёк;2\n3;4\n5;6\n', 2),
        ('a;b\n1;2\n3;"' + "x" * 200_000, 3),
    ],
)
def test_a_quotation_that_swallows_rows_is_refused_with_its_row(
    tmp_path: Path, text: str, row: int
) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(tmp_path, text.encode())
    assert (caught.value.message, caught.value.details["row"]) == ("error-quote-open", row)


CELL = st.text(st.sampled_from("абвxyz01 .-"), max_size=6)


@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=2, max_size=8),
    st.sampled_from([";", ",", "\t"]),
)
def test_what_a_writer_wrote_comes_back(rows: list[list[str]], delimiter: str) -> None:
    text = write(rows, delimiter)
    assert find_delimiter(text) == delimiter
    assert split_records(text, delimiter) == (rows, None)
