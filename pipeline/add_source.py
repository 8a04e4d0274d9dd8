"""source.yaml and params.yaml, written so that their comments and order stay."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

from pipeline.form_reader import FormFile
from pipeline.form_spec import read_codes
from pipeline.incoming import Incoming
from pipeline.words import LANGUAGES, load_words

_WIDTH: Final = 10_000  # no text is broken across lines


def describe_source(incoming: Incoming, source_id: str) -> dict[str, Any]:
    """Return what the cover sheet of a form says of its sender, as source.yaml holds it."""
    form = incoming.form
    if form is None:
        raise ValueError("only a form describes its own source")
    return {
        "id": source_id,
        "sender": _answer(form, "publisher"),
        "title": _write_title(form),
        "publisher": _write_code(form, "publisher", "agency"),
        "url": "",
        "licence": _write_code(form, "licence", "licence"),
        "languages": [form.language] if form.language else list(LANGUAGES),
        "published": 0,
        "maturity": "official",
        "real": True,
        "counts": _write_text(_answer(form, "counts"), form.language),
        "marks": {},
        "tables": [],
    }


def extend_source(given: dict[str, Any], entry: Mapping[str, Any]) -> dict[str, Any]:
    """Add a file's entry to a source's description and return it, published when its newest was."""
    given["tables"].append(dict(entry))
    given["published"] = max(int(given["published"]), int(str(entry["version"])[:4]))
    return given


def read_yaml(path: Path) -> Any:
    """Return a YAML file with its comments, ready to be changed and written back."""
    return _make_yaml().load(path.read_text(encoding="utf-8"))


def print_yaml(content: Any) -> str:
    """Return the text of a YAML file."""
    stream = StringIO()
    _make_yaml().dump(content, stream)
    return stream.getvalue()


def add_edition(params: Any, year: int) -> bool:
    """Add a year to the editions of params.yaml, in order; return whether it is new."""
    editions = params["editions"]
    if year in editions:
        return False
    place = next((at for at, known in enumerate(editions) if known > year), len(editions))
    editions.insert(place, year)
    return True


def _make_yaml() -> YAML:
    yaml = YAML()
    yaml.width = _WIDTH
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _answer(form: FormFile, question: str) -> str:
    answer = (form.about or {}).get(question)
    return str(answer.value) if answer and answer.status == "value" else ""


def _write_title(form: FormFile) -> dict[str, str]:
    """Return the title the sender gave, or the form's and the sender's own in each language."""
    given = _answer(form, "title")
    if given:
        return _write_text(given, form.language)
    publisher = _write_code(form, "publisher", "agency")
    return {
        language: load_words(language).say(
            "add-title", form=form.form.title[language], publisher=publisher[language]
        )
        for language in LANGUAGES
    }


def _write_code(form: FormFile, question: str, codes: str) -> dict[str, str]:
    answer = _answer(form, question)
    known = next((code for code in read_codes()[codes] if code.code == answer), None)
    return dict(known.label) if known else _write_text(answer, form.language)


def _write_text(text: str, own: str | None) -> dict[str, str]:
    """Return a sender's text in its own language; the others say whose words they show."""
    text = " ".join(text.split())
    return {
        language: text if language == own else load_words(language).say("sender-words", text=text)
        for language in LANGUAGES
    }
