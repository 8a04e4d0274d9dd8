"""Known names and docket numbers go into a register, and are looked for in everything it leaves.

The whole project is built as a user would: store, executed notebooks, pages, open data, bundles,
DVC's cache, logs. Archives, workbooks and Parquet are opened and searched inside.
"""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from pipeline.demo_project import SOURCE, write_project
from pipeline.paths import Paths
from tests.conftest import ROOT

NAME = "Канарейкин Кенар Кенарович"
JUDGE = "Судьинская Альбина"
DOCKET = "КАНАР-777/14-УД"
SMUGGLED = "Жашыруун Бермет"
CANARIES = (NAME, JUDGE, DOCKET, SMUGGLED)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built synthetic project into whose register canaries were put."""
    folder = tmp_path_factory.mktemp("canary") / "project"
    write_project(Paths(ROOT), folder, cases=254, seed=5, language="ru")
    register = Paths(folder).raw / SOURCE
    _rename(register)
    _add_judge(register / "cases.csv")
    _replace(register / "defendants.csv", '"unknown"', f'"{SMUGGLED}"')
    answer = subprocess.run(
        [sys.executable, "-c", "from pipeline.cli import main; main()", "build"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    (folder / "build.log").write_text(answer.stdout + answer.stderr, encoding="utf-8")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return folder


def _rename(register: Path) -> None:
    """Give one case the known docket number and its persons the known name."""
    for path in register.glob("*.csv"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        old = '"SYN-0000001/'
        path.write_text(
            "".join(
                f'"{DOCKET}"' + line[line.index('",') + 1 :] if line.startswith(old) else line
                for line in lines
            ),
            encoding="utf-8",
        )
    for name in ("defendants.csv", "victims.csv"):
        text = (register / name).read_text(encoding="utf-8")
        for person in ("Синтетический подсудимый 0-1", "Синтетический потерпевший 0-1"):
            text = text.replace(f'"{person}"', f'"{NAME}"')
        (register / name).write_text(text, encoding="utf-8")


def _add_judge(path: Path) -> None:
    """Add a column that no form has, with a name in every row."""
    lines = path.read_text(encoding="utf-8").splitlines()
    lines = [f"{lines[0]},Судья", *(f'{line},"{JUDGE}"' for line in lines[1:])]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.end_to_end
@pytest.mark.slow
def test_no_name_and_no_docket_number_is_in_anything_built(built: Path) -> None:
    register = Paths(built).raw / SOURCE
    searched = 0
    for path in sorted(built.rglob("*")):
        if not path.is_file() or path.is_relative_to(register):
            continue
        searched += 1
        for place, content in open_up(path.name, path.read_bytes()):
            for canary in CANARIES:
                for form in forms_of(canary):
                    assert form not in content, f"{canary} in {path.relative_to(built)} {place}"
    assert searched > 100


@pytest.mark.end_to_end
@pytest.mark.slow
def test_the_canaries_were_in_the_register_and_the_case_was_landed(built: Path) -> None:
    register = Paths(built).raw / SOURCE
    text = "".join(path.read_text(encoding="utf-8") for path in register.glob("*.csv"))
    assert all(canary in text for canary in CANARIES)
    cases = pd.read_parquet(Paths(built).landed_register / "court_case.parquet")
    assert len(cases) == 254


@pytest.mark.end_to_end
@pytest.mark.slow
def test_every_page_table_and_fact_says_that_the_data_are_synthetic(built: Path) -> None:
    said = {"ky": "интетикалык маалымат", "ru": "интетические данные", "en": "ynthetic data"}
    site = Paths(built).site / "2017"
    pages = sorted(site.glob("*/*.html"))
    assert len(pages) >= 9
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert said[page.parent.name] in text, page
        assert said[page.parent.name] in text.split("</title>")[0], page
    for path in sorted((site / "data").glob("register_*.csv")):
        first = path.read_text(encoding="utf-8").splitlines()[1]
        assert all(words in first for words in said.values()), path


def open_up(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a file's bytes and, where it is an archive, those of everything in it."""
    yield name, content
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from open_up(f"{name}/{member}", archive.read(member))
    elif content.startswith(b"\x1f\x8b"):
        yield from open_up(f"{name} (gzip)", gzip.decompress(content))
    elif content.startswith(b"PAR1"):
        frame = pd.read_parquet(io.BytesIO(content))
        yield f"{name} (rows)", frame.to_csv().encode()
    elif content.startswith(b"%PDF"):
        yield f"{name} (streams)", b"".join(_inflate(content))


def _inflate(content: bytes) -> Iterator[bytes]:
    """Yield the streams of a PDF that are deflated."""
    for part in content.split(b"stream\r\n")[1:] + content.split(b"stream\n")[1:]:
        try:
            yield zlib.decompressobj().decompress(part)
        except zlib.error:
            continue


def forms_of(canary: str) -> list[bytes]:
    """Return a text as it may be written: encodings, JSON escapes, and without its spaces."""
    escaped = canary.encode("ascii", "backslashreplace")
    plain = canary.replace(" ", "").upper()
    return [
        canary.encode(),
        canary.encode("utf-16-le"),
        canary.encode("cp1251"),
        escaped,
        plain.encode(),
    ]
