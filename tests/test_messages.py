"""The messages of the three languages: the same ids, the same arguments, and each its own words."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from pipeline.words import LANGUAGES, load_words, message_ids, parse_messages
from tests.conftest import ROOT

FOLDER = ROOT / "pipeline" / "messages"
FILES = sorted(path.name for path in (FOLDER / "en").glob("*.ftl"))

# Names, codes and addresses stand in Latin letters in every language.
NAMES = re.compile(
    r"https?://\S+|`[^`]*`|“[^”]*”|«[^»]*»|\{[^}]*\}|\([^)]*\)|\[[^\]]*\]|[\w./_-]+\.\w+"
    r"|US TIP Report|Trafficking in Persons Report|Vega-Lite|data-fact"
)
RUN_OF_LATIN = re.compile(r"[A-Za-z][\w’'-]*(?:[ ,]+[A-Za-z][\w’'-]*){3,}")
CYRILLIC = re.compile(r"[А-Яа-яЁёҢңӨөҮү]{3,}")


class Arguments(Visitor):
    """Collects the names of the variables a message uses."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


class Selections(Visitor):
    """Collects, for each selection of a message, the keys of its variants."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[set[str]] = []

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        keys = (variant.key for variant in node.variants)
        self.found.append(
            {key.name if isinstance(key, ast.Identifier) else key.value for key in keys}
        )
        self.generic_visit(node)


@cache
def parse(path: Path) -> ast.Resource:
    return parse_messages(path.read_text(encoding="utf-8"))


@cache  # Read by the worker that looks at them, not by each that collects.
def read_messages(language: str) -> dict[str, ast.Message]:
    return {
        entry.id.name: entry
        for name in FILES
        for entry in parse(FOLDER / language / name).body
        if isinstance(entry, ast.Message)
    }


def find_arguments(message: ast.Message) -> set[str]:
    visitor = Arguments()
    visitor.visit(message)
    return visitor.names


def find_selections(message: ast.Message) -> list[set[str]]:
    visitor = Selections()
    visitor.visit(message)
    return visitor.found


def read_text(message: ast.Message) -> str:
    """Return every piece of text of a message, its variants included."""
    texts: list[str] = []

    class Texts(Visitor):
        def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802
            texts.append(node.value)

    Texts().visit(message)
    return " ".join(texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_can_be_read_whole(language: str) -> None:
    assert sorted(path.name for path in (FOLDER / language).glob("*.ftl")) == FILES
    for name in FILES:
        junk = [
            entry for entry in parse(FOLDER / language / name).body if isinstance(entry, ast.Junk)
        ]
        assert not junk, (name, junk[0].content if junk else "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_written_twice(language: str) -> None:
    seen: dict[str, str] = {}
    for name in FILES:
        for entry in parse(FOLDER / language / name).body:
            if isinstance(entry, ast.Message):
                assert entry.id.name not in seen, (entry.id.name, name, seen[entry.id.name])
                seen[entry.id.name] = name


@pytest.mark.parametrize("name", FILES)
def test_every_language_has_the_same_messages_in_the_same_file(name: str) -> None:
    ids = {
        language: {
            entry.id.name
            for entry in parse(FOLDER / language / name).body
            if isinstance(entry, ast.Message)
        }
        for language in LANGUAGES
    }
    assert ids["ky"] == ids["en"]
    assert ids["ru"] == ids["en"]


def test_the_program_reads_the_messages_of_the_files() -> None:
    for language in LANGUAGES:
        assert message_ids(language) == set(read_messages(language))
    assert len(read_messages("en")) > 400


def test_a_message_has_the_same_arguments_in_every_language() -> None:
    differing = {
        name: {
            language: sorted(find_arguments(read_messages(language)[name]))
            for language in LANGUAGES
        }
        for name in read_messages("en")
        if len({frozenset(find_arguments(read_messages(each)[name])) for each in LANGUAGES}) > 1
    }
    assert differing == {}


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_no_english_sentence_is_left_in_a_translation(language: str) -> None:
    found = {
        name: run.group()
        for name, message in read_messages(language).items()
        if (run := RUN_OF_LATIN.search(NAMES.sub(" ", read_text(message))))
    }
    assert found == {}


def test_no_cyrillic_is_left_in_english() -> None:
    found = {
        name: run.group()
        for name, message in read_messages("en").items()
        if (run := CYRILLIC.search(read_text(message)))
    }
    assert not {name for name in found if not name.startswith(("lang", "page", "site", "offer"))}


def test_kyrgyz_is_no_copy_of_russian() -> None:
    same = [
        name
        for name in read_messages("ky")
        if len(re.findall(CYRILLIC, read_text(read_messages("ky")[name]))) >= 4
        and read_text(read_messages("ky")[name]) == read_text(read_messages("ru")[name])
    ]
    assert same == []


PLURALS = {"en": {"one", "other"}, "ru": {"one", "few", "many", "other"}, "ky": {"one", "other"}}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_selection_names_only_plurals_of_its_language(language: str) -> None:
    for name, message in read_messages(language).items():
        for keys in find_selections(message):
            words = {key for key in keys if not key.isdecimal()}
            if words & {"one", "few", "many", "zero", "two"}:
                assert words <= PLURALS[language], name
                assert "other" in words, name
                # After a preposition Russian has two forms; otherwise it has all four.
                assert language != "ru" or words in ({"one", "other"}, PLURALS["ru"]), name


def say_rows(language: str, rows: int) -> str:
    return load_words(language).say(
        "error-validation-stopped", file="a.csv", check="x", rows=rows, sample="row 2", more=0
    )


@pytest.mark.parametrize(
    ("number", "word"), [(1, "строке"), (2, "строках"), (5, "строках"), (21, "строке")]
)
def test_russian_declines_rows_by_their_number(number: int, word: str) -> None:
    assert re.search(rf"\b{number} {word}\b", say_rows("ru", number).replace("\u00a0", " "))


@pytest.mark.parametrize(("number", "word"), [(1, "1 row"), (2, "2 rows"), (21, "21 rows")])
def test_english_has_one_row_and_many_rows(number: int, word: str) -> None:
    assert re.search(rf"\b{word}\b", say_rows("en", number))


def say_victims(language: str, victims: int) -> str:
    words = load_words(language)
    return words.say("lead-victims", edition="2023", last="2022", victims=victims, before=3)


@pytest.mark.parametrize(
    ("number", "word"), [(1, "жертву"), (2, "жертвы"), (5, "жертв"), (21, "жертву")]
)
def test_russian_counts_victims_with_the_word_in_its_case(number: int, word: str) -> None:
    text = say_victims("ru", number).replace("\u00a0", " ")
    assert re.search(rf"\b{number} {word}\b", text)


@pytest.mark.parametrize(
    ("number", "word"), [(1, "осуждение"), (2, "осуждения"), (5, "осуждений"), (21, "осуждение")]
)
def test_russian_counts_convictions_with_the_word_in_its_case(number: int, word: str) -> None:
    text = load_words("ru").say("new-us", report="2021", edition="2020", convictions=number)
    assert re.search(rf"\b{number} {word}\b", text.replace("\u00a0", " "))


@pytest.mark.parametrize("number", [1, 2, 5, 21])
def test_kyrgyz_has_one_form_after_every_number(number: int) -> None:
    assert say_victims("ky", number).replace(f" {number},", " #,") == say_victims("ky", 9).replace(
        " 9,", " #,"
    )


@pytest.mark.parametrize(("language", "zero"), [("ky", "бир да"), ("ru", "ни одной")])
def test_none_at_all_is_said_in_words(language: str, zero: str) -> None:
    words = load_words(language)
    assert zero in words.say("new-us-victims", identified=0, victims=3)
    assert zero not in words.say("new-us-victims", identified=10, victims=3)


def test_a_mark_in_a_table_is_explained_and_short() -> None:
    for language in LANGUAGES:
        words = load_words(language)
        for status in ("not-reported", "suppressed", "not-applicable"):
            short, long = words.say(f"status-short-{status}"), words.say(f"status-{status}")
            assert len(short) < len(long)
            assert short != "0"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reference_names_what_it_refers_to_in_its_own_language(language: str) -> None:
    # In a digest of two languages Quarto would say "Table" in both columns.
    own = load_words(language)
    names = {"tbl": own.say("cover-table"), "fig": own.say("cover-figure")}
    found = [
        (before, kind)
        for path in sorted((FOLDER / language).glob("*.ftl"))
        for before, kind in re.findall(r"(\S*) ?@(tbl|fig|sec)-", path.read_text(encoding="utf-8"))
    ]
    assert found
    assert all(before == f"[{names.get(kind)}" for before, kind in found), found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_ends_with_two_full_stops_after_a_date(language: str) -> None:
    words = load_words(language)
    said = words.say("digest-data-date", newest=words.date(date(2025, 1, 17)), edition="2023")
    assert ".." not in said
