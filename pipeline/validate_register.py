"""validate, for registers of cases: the same verdicts and quarantine, out of core.

Suites run over runs of rows, so that a register larger than memory is checked by the same judge as
every other table; checks across rows are queries. Tables are checked in the order of the form: a
row of a case that was left out is left out too, and said to be.
"""

from __future__ import annotations

import gc
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Final

import duckdb
import pandas as pd
import pyarrow

from pipeline.paths import Paths
from pipeline.register import TABLES, list_dropped
from pipeline.rules import HOLDING
from pipeline.settings import Settings
from pipeline.store import open_scratch, quote_path, read_sql
from pipeline.suites import RunSuite, name_columns, read_suite, run_suite
from pipeline.tables import read_table, write_table
from pipeline.verdicts import Validation, Verdict
from pipeline.yaml_text import parse_yaml

_CHUNK_ROWS: Final = 500_000
_SAMPLE: Final = 5
_QUARANTINE: Final = ("table", "source", "file", "locator", "reasons", "cells")
_INTAKE: Final = ("table", "source", "file", "received", "accepted", "quarantined")


@dataclass(frozen=True)
class RegisterValidation:
    """What was found in registers: verdicts, quarantined rows, rows by file, dropped columns."""

    verdicts: pd.DataFrame
    quarantine: pd.DataFrame
    intake: pd.DataFrame
    dropped: pd.DataFrame = field(default_factory=lambda: list_dropped(()))


@dataclass(frozen=True)
class RowCheck:
    """A check over many rows: expectations/register/<id>.sql gives the places where it fails.

    `column` is the column of the form whose cell is told of.
    """

    id: str
    table: str
    severity: str
    column: str


def validate_registers(
    paths: Paths,
    settings: Settings,
    run: RunSuite = run_suite,
    failures: list[pd.DataFrame] | None = None,
) -> RegisterValidation:
    """Check the landed registers and write their accepted rows; nothing where none was landed.

    `failures`, if given, gets a table of every failed row of every check: for a file that is
    checked before it is landed, whose sender is told of each cell.
    """
    parts: list[RegisterValidation] = []
    shutil.rmtree(paths.accepted_register, ignore_errors=True)
    if paths.landed_register.is_dir():
        checks = read_checks(paths.register_expectations)
        paths.accepted_register.mkdir(parents=True, exist_ok=True)
        with open_scratch(paths, settings) as connection:
            _define_concordance(connection, paths)
            for table in TABLES:
                own = [check for check in checks if check.table == table]
                parts.append(_validate_table(connection, paths, table, own, run))
                if failures is not None:
                    failures.append(_list_failures(connection, table))
    found = RegisterValidation(
        verdicts=_join([part.verdicts for part in parts], [each.name for each in fields(Verdict)]),
        quarantine=_join([part.quarantine for part in parts], _QUARANTINE),
        intake=_join([part.intake for part in parts], _INTAKE),
        dropped=read_table(paths.landed_dropped) if parts else list_dropped(()),
    )
    if parts:
        for name, frame in asdict_frames(found).items():
            write_table(frame, paths.register_found(name))
    return found


def read_register_validation(paths: Paths) -> RegisterValidation:
    """Return what the last validation found in registers; nothing where none was landed."""
    names = [each.name for each in fields(RegisterValidation)]
    if not all(paths.register_found(name).is_file() for name in names):
        empty = ([each.name for each in fields(Verdict)], _QUARANTINE, _INTAKE)
        return RegisterValidation(*(_join([], columns) for columns in empty))
    return RegisterValidation(*(read_table(paths.register_found(name)) for name in names))


def add_registers(validation: Validation, registers: RegisterValidation) -> Validation:
    """Return the validation of all other tables together with that of the registers."""
    return replace(
        validation,
        verdicts=_concat(validation.verdicts, registers.verdicts),
        quarantine=_concat(validation.quarantine, registers.quarantine),
        intake=_concat(validation.intake, registers.intake),
    )


def leave_out_registers(source: pd.DataFrame, registers: RegisterValidation) -> pd.DataFrame:
    """Return the sources without the files of registers: those have verdicts of their own."""
    own = pd.MultiIndex.from_frame(registers.intake[["source", "file"]])
    return source[~pd.MultiIndex.from_frame(source[["source", "file"]]).isin(own)]


def asdict_frames(found: RegisterValidation) -> dict[str, pd.DataFrame]:
    return {each.name: getattr(found, each.name) for each in fields(found)}


def read_checks(folder: Path) -> list[RowCheck]:
    """Return the checks over many rows that expectations/register/checks.yaml lists."""
    given = parse_yaml((folder / "checks.yaml").read_text(encoding="utf-8"))
    return [RowCheck(*(str(each[key.name]) for key in fields(RowCheck))) for each in given]


def _define_concordance(connection: duckdb.DuckDBPyConnection, paths: Paths) -> None:
    """Define the tables that checks of articles look at, from the landed concordance."""
    connection.register("landed_concordance", read_table(paths.landed / "concordance.parquet"))
    connection.execute(read_sql("register", "concordance"))
    connection.execute(read_sql("register", "code_period"))


def _validate_table(
    connection: duckdb.DuckDBPyConnection,
    paths: Paths,
    table: str,
    checks: Sequence[RowCheck],
    run: RunSuite,
) -> RegisterValidation:
    """Check one table: define it with the place of each row, collect failures, split it."""
    landed = quote_path(paths.landed_register / f"{table}.parquet")
    connection.execute(
        f"CREATE TEMP VIEW {table} AS {_SELECTIONS.get(table, 'SELECT *')}, "  # noqa: S608
        f"file_row_number AS row_id FROM read_parquet({landed}, file_row_number = true)"
    )
    connection.execute(
        f"CREATE TEMP TABLE failed_{table} (row_id BIGINT, severity VARCHAR, name VARCHAR)"
    )
    suite = paths.register_expectations / f"{table}.json"
    severities = {
        each["meta"]["id"]: each["meta"]["severity"] for each in read_suite(suite)["expectations"]
    }
    for chunk in _read_chunks(connection, table, suite):
        for result in run(chunk, suite):
            failed = pd.DataFrame({"row_id": sorted(result.failed)}, dtype="int64")
            connection.register("found", failed)
            connection.execute(
                f"INSERT INTO failed_{table} SELECT row_id, ?, ? FROM found",  # noqa: S608
                [result.severity, result.check],
            )
        _give_back_memory()
    for check in checks:
        severities[check.id] = check.severity
        query = (paths.register_expectations / f"{check.id}.sql").read_text(encoding="utf-8")
        connection.execute(
            f"INSERT INTO failed_{table} SELECT row_id, ?, ? FROM ({query})",  # noqa: S608
            [check.severity, check.id],
        )
    return _split(connection, paths, table, severities)


def _give_back_memory() -> None:
    """Give back what a run of rows took: queries need the room.

    The objects of a suite hold each other, and its rows with them, until they are collected; Arrow
    keeps what is freed for itself.
    """
    gc.collect()
    pyarrow.default_memory_pool().release_unused()


# Columns that checks need beside the landed ones.
_SELECTIONS: Final = {
    "court_case": "SELECT *, year(date_received) AS received_year",
    "charge": "SELECT *, coalesce(filing_article, verdict_article) AS article",
}


def _read_chunks(
    connection: duckdb.DuckDBPyConnection, table: str, suite: Path
) -> Iterator[pd.DataFrame]:
    """Yield runs of a table's rows with the columns its suite names, labelled by place."""
    named = [
        name for each in read_suite(suite)["expectations"] for name in name_columns(each["kwargs"])
    ]
    columns = ", ".join(["row_id", *dict.fromkeys(named)])
    ((rows,),) = connection.execute(f"SELECT count(*) FROM {table}").fetchall()  # noqa: S608
    for start in range(0, max(rows, 1), _CHUNK_ROWS):
        chunk = connection.execute(
            f"SELECT {columns} FROM {table} WHERE row_id >= ? AND row_id < ?",  # noqa: S608
            [start, start + _CHUNK_ROWS],
        ).df()
        # Great Expectations tells the labels of an index without a name as they are.
        yield chunk.set_index("row_id").rename_axis(None)


def _split(
    connection: duckdb.DuckDBPyConnection,
    paths: Paths,
    table: str,
    severities: Mapping[str, str],
) -> RegisterValidation:
    """Write a table's accepted rows, and return its verdicts, quarantined rows and counts."""
    holding = ", ".join(f"'{severity}'" for severity in sorted(HOLDING))
    connection.execute(
        f"CREATE TEMP TABLE held_{table} AS "  # noqa: S608 - names of our own
        f"SELECT row_id, string_agg(name, ', ' ORDER BY name) AS reasons FROM failed_{table} "
        f"WHERE severity IN ({holding}) GROUP BY row_id"
    )
    landed = paths.landed_register / f"{table}.parquet"
    accepted = paths.accepted_register / f"{table}.parquet"
    ((held,),) = connection.execute(f"SELECT count(*) FROM held_{table}").fetchall()  # noqa: S608
    if held:
        connection.execute(
            f"COPY (SELECT * EXCLUDE (file_row_number) FROM "  # noqa: S608
            f"read_parquet({quote_path(landed)}, file_row_number = true) "
            f"WHERE file_row_number NOT IN (SELECT row_id FROM held_{table})) "
            f"TO {quote_path(accepted)} (FORMAT parquet, COMPRESSION zstd)"
        )
    else:
        shutil.copyfile(landed, accepted)
    connection.execute(
        f"CREATE TEMP VIEW accepted_{table} AS "  # noqa: S608
        f"SELECT * FROM read_parquet({quote_path(accepted)})"
    )
    intake = connection.execute(
        f"SELECT '{table}' AS \"table\", source, file, count(*) AS received, "  # noqa: S608
        f"count(*) - count(h.row_id) AS accepted, count(h.row_id) AS quarantined "
        f"FROM {table} LEFT JOIN held_{table} AS h USING (row_id) "
        "GROUP BY source, file ORDER BY ALL"
    ).df()
    return RegisterValidation(
        verdicts=_judge(connection, table, severities, intake),
        quarantine=_describe_held(connection, table),
        intake=intake,
    )


def _judge(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    severities: Mapping[str, str],
    intake: pd.DataFrame,
) -> pd.DataFrame:
    """Return one verdict for every check of every file."""
    counted = connection.execute(
        f"SELECT source, file, name, count(*) AS failed, "  # noqa: S608 - names of our own
        f"list(row ORDER BY row_id)[:{_SAMPLE}] AS sample "
        f"FROM failed_{table} JOIN {table} USING (row_id) GROUP BY source, file, name"
    ).fetchall()
    failed = {(source, file, name): (number, rows) for source, file, name, number, rows in counted}
    verdicts = []
    for source, file, received in intake[["source", "file", "received"]].itertuples(index=False):
        for name, severity in severities.items():
            number, rows = failed.get((source, file, name), (0, []))
            verdicts.append(
                Verdict(
                    table=table,
                    source=source,
                    file=file,
                    check=name,
                    severity=severity,
                    passed=number == 0,
                    rows_checked=int(received),
                    rows_failed=number,
                    sample=json.dumps([f"row {row}" for row in rows]),
                )
            )
    return pd.DataFrame([asdict(verdict) for verdict in verdicts])


def _list_failures(connection: duckdb.DuckDBPyConnection, table: str) -> pd.DataFrame:
    """Return each failed row of each check of a table: table, row, name, severity, unread."""
    return connection.execute(
        f"SELECT '{table}' AS \"table\", row, name, severity, unread "  # noqa: S608
        f"FROM failed_{table} JOIN {table} USING (row_id) ORDER BY row, name"
    ).df()


def _describe_held(connection: duckdb.DuckDBPyConnection, table: str) -> pd.DataFrame:
    """Return the rows left out as landed (as JSON: keyed, without names), place and reasons."""
    return connection.execute(
        f"SELECT '{table}' AS \"table\", source, file, 'row ' || row AS locator, "  # noqa: S608
        f"reasons, CAST(to_json(struct_pack(*COLUMNS(* EXCLUDE (row_id)))) AS VARCHAR) AS cells "
        f"FROM {table} JOIN held_{table} USING (row_id) ORDER BY source, file, row"
    ).df()


def _join(frames: Sequence[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    filled = [frame for frame in frames if not frame.empty]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=list(columns))


def _concat(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    return first if second.empty else pd.concat([first, second], ignore_index=True)
