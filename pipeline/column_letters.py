"""Columns of a sheet: counted from zero here, named by letters in every office program."""

from __future__ import annotations

from functools import cache


@cache
def name_column(column: int) -> str:
    """Return a column by its letters: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def count_column(letters: str) -> int:
    """Return the column that `letters` name: A is 0, AA is 26."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1
