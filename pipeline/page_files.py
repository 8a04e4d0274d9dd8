"""A page as its template wrote it (.qmd), and what makes an HTML page of it one single file."""

from __future__ import annotations

import base64
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from pipeline.errors import GateFailedError, UnreadableFileError
from pipeline.page_policy import set_policy
from pipeline.words import Words, load_words
from pipeline.yaml_text import parse_yaml

REPORTS: Final = Path(__file__).resolve().parent.parent / "reports"
ENGINE: Final = REPORTS / "engine"
FRAME_WORDS: Final = ("skip", "site", "pages", "languages", "table")
# What the engine reads itself; Pandoc has no use for it.
OWN_KEYS: Final = (
    "format", "css", "filters", "language", "include-in-header", "include-before-body",
    "include-after-body", "engine", "template", "template-partials", "theme", "pdf-standard",
)  # fmt: skip

Format = Literal["html", "dashboard", "typst"]
Metadata = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """A .qmd page taken apart: `metadata` of the chosen format over that of the page."""

    path: Path
    format: Format
    metadata: Metadata
    body: str

    def files_of(self, key: str) -> list[Path]:
        """Return the files a key names, in order; refuses one that is missing."""
        return [_find_file(self, str(entry)) for entry in _as_list(self.metadata.get(key))]

    def included(self, key: str) -> str:
        """Return the text of an `include-…` key: files, or text written into the page."""
        return "".join(_read_include(self, entry) for entry in _as_list(self.metadata.get(key)))


def read_page(path: Path, formats: tuple[Format, ...]) -> Page:
    """Return the page for the first of `formats` that its front matter declares.

    Refuses a file that cannot be read or declares none of them.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise UnreadableFileError("error-page-unreadable", page=str(path), reason=reason) from fault
    parts = re.match(r"\A---\n(.*?)\n---\n(.*)\Z", text, flags=re.DOTALL)
    front: Metadata = parse_yaml(parts[1]) if parts else {}
    declared = front.get("format")
    options: Metadata = declared if isinstance(declared, dict) else {str(declared): {}}
    chosen = next((name for name in formats if name in options), None)
    if parts is None or chosen is None:
        raise GateFailedError("error-page-format", page=str(path), formats=" / ".join(formats))
    own = options[chosen]
    return Page(path, chosen, {**front, **(own if isinstance(own, dict) else {})}, parts[2])


def make_metadata(page: Page, version: str) -> Metadata:
    """Return the page's metadata with its language pack and the engine's own words."""
    metadata = {key: value for key, value in page.metadata.items() if key not in OWN_KEYS}
    labels = _read_labels(page)
    words = load_words(str(metadata.get("lang", "en")))
    metadata["labels"] = labels
    metadata.setdefault("toc-title", labels.get("toc-title-document", ""))
    metadata["engine-format"] = page.format
    metadata["engine-dashboard"] = page.format == "dashboard"
    metadata["engine-version"] = version
    metadata["engine-words"] = say_frame_words(words, version)
    metadata.setdefault("pagetitle", metadata.get("title", ""))
    return metadata


def say_frame_words(words: Words, engine: str) -> dict[str, str]:
    """Return what the frame around a page says in its language: engine/page.html names them."""
    said = {name: words.say(f"engine-{name}") for name in FRAME_WORDS}
    return said | {"made": words.say("engine-made", engine=engine)}


def _read_labels(page: Page) -> Metadata:
    """Return the words Quarto prints by itself, from the page's `language` or its language."""
    given = page.metadata.get("language")
    if isinstance(given, dict):
        return given
    if given:
        path = _find_file(page, str(given))
    else:
        path = REPORTS / f"_language-{page.metadata.get('lang', 'en')}.yml"
    labels: Metadata = parse_yaml(path.read_text(encoding="utf-8"))
    return labels


def make_self_contained(page: Page, html: str) -> str:
    """Return the page with styles, scripts, includes and images put in.

    Includes are put in after Pandoc: its parser would take seconds over plotly.js.
    """
    dashboard = page.format == "dashboard"
    styles = [REPORTS / "assets" / "base.css", *page.files_of("css")]
    scripts = []
    if dashboard:
        styles.append(ENGINE / "dashboard.css")
        scripts.append(ENGINE / "dashboard.js")
    head = "".join(f"<style>\n{_read_text(path)}</style>\n" for path in dict.fromkeys(styles))
    head += "".join(f"<script>\n{_read_text(path)}</script>\n" for path in scripts)
    html = re.sub(r'(<img\b[^>]*?\bsrc=")([^"]+)(")', lambda hit: _embed(page, hit), html)
    parts = {
        "<!--engine:head-->": head + page.included("include-in-header"),
        "<!--engine:before-->": page.included("include-before-body"),
        "<!--engine:after-->": page.included("include-after-body"),
    }
    for place, text in parts.items():
        html = html.replace(place, text, 1)
    return set_policy(html)


def _embed(page: Page, hit: re.Match[str]) -> str:
    address = hit[2]
    if address.startswith("data:"):
        return hit[0]
    path = _find_file(page, address)
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    return f"{hit[1]}data:{kind};base64,{data}{hit[3]}"


def _read_include(page: Page, entry: object) -> str:
    if isinstance(entry, dict) and "text" in entry:
        return str(entry["text"])
    name = entry["file"] if isinstance(entry, dict) else entry
    return _read_text(_find_file(page, str(name)))


def _find_file(page: Page, name: str) -> Path:
    path = (page.path.parent / name).resolve()
    if not path.is_file():
        raise GateFailedError("error-page-file-missing", page=str(page.path), file=name)
    return path


def _as_list(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _read_text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
