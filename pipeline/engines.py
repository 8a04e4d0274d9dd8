"""The two engines that turn a plain .qmd page into HTML or PDF: real Quarto, and our own.

The embedded engine is Pandoc with Lua filters for what Quarto adds, and Typst for the PDF. It reads
the same pages, language packs, styles and Typst partials, and needs nothing but Python packages.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Final, Protocol

from pipeline.errors import GateFailedError, ToolMissingError, WrongCallError
from pipeline.page_files import (
    ENGINE,
    REPORTS,
    Format,
    Page,
    make_metadata,
    make_self_contained,
    read_page,
)
from pipeline.page_policy import set_policy
from pipeline.pdf_mend import mend_tables

INSTALL_QUARTO: Final = "uv sync --extra quarto"
PDF_STANDARD: Final = "ua-1"


class Engine(Protocol):
    """What turns pages into files. Calls do not share state: pages may render in parallel."""

    @property
    def name(self) -> str:
        """`quarto` or `pandoc`."""

    @property
    def version(self) -> str:
        """The programs with their versions, as the pages print them."""

    def render_html(self, page: Path) -> Path:
        """Write page.html beside the page, one file, and return its path."""

    def render_pdf(self, page: Path, target: Path, timestamp: int | None = None) -> Path:
        """Write the page as PDF/UA-1 to `target` and return it."""


def choose_engine(wanted: str = "auto") -> Engine:
    """Return the engine; `auto` is Quarto if installed. Refuses a missing or unknown one."""
    if wanted not in ("auto", "quarto", "pandoc"):
        raise WrongCallError("error-engine-unknown", engine=wanted)
    program = shutil.which("quarto")
    if program and wanted in ("auto", "quarto"):
        return QuartoEngine(program)
    if wanted == "quarto":
        raise ToolMissingError("error-quarto-missing", command=INSTALL_QUARTO)
    return PandocEngine()


@dataclass(frozen=True)
class PandocEngine:
    """The embedded engine: Pandoc and Typst from their wheels."""

    name: str = "pandoc"

    @property
    def version(self) -> str:
        return _embedded_version()

    def render_html(self, page: Path) -> Path:
        """Write page.html beside the page: one file, with no request to any host."""
        parts = read_page(page, ("html", "dashboard"))
        html = _run_pandoc(parts, "html5", ENGINE / "page.html", self.version)
        target = page.with_suffix(".html")
        target.write_text(make_self_contained(parts, html), encoding="utf-8")
        return target

    def render_pdf(self, page: Path, target: Path, timestamp: int | None = None) -> Path:
        """Write an accessible PDF (PDF/UA-1); refuses a page the standard does not allow.

        `timestamp`, in seconds since 1970, or SOURCE_DATE_EPOCH makes the bytes repeatable.
        """
        import typst

        parts = read_page(page, ("typst",))
        source = page.with_suffix(".typ")
        template = REPORTS / "typst" / "embedded.typ"
        source.write_text(_run_pandoc(parts, "typst", template, self.version), encoding="utf-8")
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            made = typst.compile(
                source,
                root=_find_root(page),
                ignore_system_fonts=True,
                pdf_standards=[PDF_STANDARD],
                timestamp=_choose_timestamp(timestamp),
            )
        except typst.TypstError as fault:
            target.unlink(missing_ok=True)  # What is there is of an earlier page.
            reason = " ".join([fault.message, *fault.hints]).strip()
            raise GateFailedError("error-pdf-refused", page=str(page), reason=reason) from fault
        target.write_bytes(made)
        mend_tables(target)
        return target


@dataclass(frozen=True)
class QuartoEngine:
    """Real Quarto, as found on PATH."""

    program: str
    name: str = "quarto"

    @property
    def version(self) -> str:
        return _quarto_version(self.program)

    def render_html(self, page: Path) -> Path:
        """Write page.html beside the page, with its policy: Quarto knows of none."""
        parts = read_page(page, ("html", "dashboard"))
        self._run(page, parts.format, None)
        target = page.with_suffix(".html")
        target.write_text(set_policy(target.read_text(encoding="utf-8")), encoding="utf-8")
        return target

    def render_pdf(self, page: Path, target: Path, timestamp: int | None = None) -> Path:
        """Write the page's PDF to `target`; the page's front matter asks for PDF/UA-1."""
        read_page(page, ("typst",))
        self._run(page, "typst", _choose_timestamp(timestamp))
        target.parent.mkdir(parents=True, exist_ok=True)
        made = page.with_suffix(".pdf")
        if made != target:
            shutil.move(made, target)
        mend_tables(target)
        return target

    def _run(self, page: Path, output: Format, timestamp: int | None) -> None:
        environment = dict(os.environ)
        if timestamp is not None:
            environment["SOURCE_DATE_EPOCH"] = str(timestamp)
        command = [self.program, "render", page.name, "--to", output]
        done = subprocess.run(
            command, cwd=page.parent, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            reason = _last_lines(done.stderr)
            raise GateFailedError("error-page-refused", page=str(page), reason=reason)


def _run_pandoc(page: Page, writer: str, template: Path, version: str) -> str:
    """Return what Pandoc makes of the page, by its own filters and then the engine's."""
    metadata = make_metadata(page, version)
    # JSON is YAML: the merged metadata goes in as the page's front matter.
    source = "---\n" + json.dumps(metadata, ensure_ascii=False) + "\n---\n\n" + page.body
    filters = [*page.files_of("filters"), ENGINE / "quarto.lua"]
    command = [
        find_pandoc(), "--from=markdown", f"--to={writer}", f"--template={template}",
        "--wrap=none", "--quiet", "--email-obfuscation=none",
        *(f"--lua-filter={path}" for path in filters), *_screen_options(page),
    ]  # fmt: skip
    done = subprocess.run(
        command, cwd=page.path.parent, input=source, capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    if done.returncode:
        reason = _read_pandoc_fault(done.stderr)
        raise GateFailedError("error-page-refused", page=str(page.path), reason=reason)
    return done.stdout


def _screen_options(page: Page) -> list[str]:
    if page.format != "html":
        return []
    options = ["--section-divs"]
    if page.metadata.get("number-sections"):
        options.append("--number-sections")
    if page.metadata.get("toc"):
        options += ["--toc", f"--toc-depth={page.metadata.get('toc-depth', 2) + 1}"]
    return options


def _find_root(page: Path) -> Path:
    """Return the folder Typst may read below: the Quarto project's, else the page's own."""
    folders = page.resolve().parents
    return next((folder for folder in folders if (folder / "_quarto.yml").is_file()), folders[0])


def _choose_timestamp(timestamp: int | None) -> int | None:
    if timestamp is not None:
        return timestamp
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return int(given) if given else None


def _read_pandoc_fault(text: str) -> str:
    """Return a filter's own message where there is one, else Pandoc's last lines."""
    own = re.search(r"\.lua:\d+: (.+)", text)
    return own[1] if own else _last_lines(text)


def _last_lines(text: str, count: int = 3) -> str:
    return " ".join(line.strip() for line in text.strip().splitlines()[-count:])


@cache
def find_pandoc() -> str:
    """Return the Pandoc program of the wheel."""
    import pypandoc

    return str(pypandoc.get_pandoc_path())


@cache
def _embedded_version() -> str:
    done = subprocess.run([find_pandoc(), "--version"], capture_output=True, text=True, check=True)
    return f"{done.stdout.splitlines()[0]} + typst {version_of('typst')}"


@cache
def _quarto_version(program: str) -> str:
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    return f"quarto {done.stdout.strip()}"
