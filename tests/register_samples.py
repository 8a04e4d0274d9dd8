"""Small registers for the tests: written by hand, or the calibrated synthetic one, and built."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import yaml

from pipeline.corrections import describe_corrections
from pipeline.curate import Curation, curate, fill_store
from pipeline.form_spec import read_form
from pipeline.land import land, read_landed
from pipeline.paths import Paths
from pipeline.register import list_dropped
from pipeline.settings import read_settings
from pipeline.suites import answer_suite
from pipeline.validate import add_presence, read_validation, validate_tables, write_validation
from pipeline.validate_register import (
    add_registers,
    leave_out_registers,
    read_register_validation,
    validate_registers,
)
from pipeline.verdicts import Validation
from pipeline.words import LANGUAGES
from tests.conftest import ROOT

Rows = Sequence[Mapping[str, str]]


def make_project(folder: Path) -> Paths:
    """Make a project with the concordance alone."""
    paths = Paths(folder)
    shutil.copytree(ROOT / "data" / "raw" / "concordance", paths.raw / "concordance")
    for name in ("params.yaml", "dvc.yaml"):
        shutil.copyfile(ROOT / name, folder / name)
    paths.expectations.symlink_to(ROOT / "expectations")
    return paths


def write_register(
    paths: Paths,
    sheets: Mapping[str, Rows],
    *,
    name: str = "court_register",
    real: bool = False,
    version: str = "2020-01-31",
    **csv_options: str,
) -> Path:
    """Write a register of hand-made rows by sheet; columns are those of the rows."""
    folder = paths.raw / name
    folder.mkdir(parents=True)
    encoding = csv_options.pop("encoding", "utf-8")
    tables = []
    for spec in read_form("case-register").sheets:
        rows = sheets.get(spec.id, ())
        if not rows:
            continue
        columns = list(dict.fromkeys(key for row in rows for key in row))
        with (folder / f"{spec.id}.csv").open("w", encoding=encoding, newline="") as stream:
            writer = csv.DictWriter(stream, columns, restval="", **csv_options)  # type: ignore[arg-type]
            writer.writeheader()
            writer.writerows(rows)
        tables.append(
            {
                "table": spec.table,
                "file": f"{spec.id}.csv",
                "layout": "register_csv",
                "version": version,
                "year": 2019,
            }
        )
    texts = dict.fromkeys(LANGUAGES, "Register")
    source = {
        "id": name,
        "url": "",
        "published": 2020,
        "maturity": "draft",
        "real": real,
        "marks": {},
        "tables": tables,
        **dict.fromkeys(("title", "publisher", "licence", "counts"), texts),
    }
    (folder / "source.yaml").write_text(yaml.safe_dump(source, allow_unicode=True), "utf-8")
    return folder


def build_register(paths: Paths) -> Paths:
    """Land, validate and curate a project with a register, without Great Expectations."""
    _validate(paths)
    curate(paths)
    return paths


def fill_register(paths: Paths) -> Paths:
    """Do the same without disclosure control: a register of two cases cannot be protected."""
    validation = add_registers(_validate(paths), read_register_validation(paths))
    paths.curated.mkdir(parents=True)
    with duckdb.connect(str(paths.store)) as connection:
        curation = Curation(validation, describe_corrections([]), list_dropped(()))
        fill_store(connection, curation, paths, read_settings(paths))
    return paths


def _validate(paths: Paths) -> Validation:
    land(paths)
    tables = read_landed(paths.landed)
    source = tables.pop("source")
    registers = validate_registers(paths, read_settings(paths), answer_suite)
    others = leave_out_registers(source, registers)
    validation = add_presence(
        validate_tables(tables, paths.expectations, answer_suite), others, tables
    )
    write_validation(validation, source, paths.validated)
    return read_validation(paths)
