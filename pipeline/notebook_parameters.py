"""What a notebook may be asked: its parameters cell against the values of a call.

papermill only warns about an unknown parameter and never looks at a type, so both are refused here,
before any kernel starts. The cell is read as Python: papermill's own inspection reads it line by
line and misses a union such as `list[str] | None`.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pipeline.errors import UnreadableFileError, WrongCallError

PARAMETERS_TAG: Final = "parameters"


def _is_list_of(member: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(CHECKS[member](each) for each in value)


# A bool is an int to Python and never to a reader: `year=True` is a mistake.
CHECKS: Final[dict[str, Callable[[object], bool]]] = {
    "int": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "str": lambda value: isinstance(value, str),
    "bool": lambda value: isinstance(value, bool),
    "float": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "list[str]": _is_list_of("str"),
    "list[int]": _is_list_of("int"),
    "None": lambda value: value is None,
}
EXAMPLES: Final = {
    "int": "1",
    "str": '"text"',
    "bool": "True",
    "float": "0.5",
    "list[str]": '["first", "second"]',
    "list[int]": "[1, 2]",
    "None": "None",
}


@dataclass(frozen=True)
class Parameter:
    """A parameter of a notebook: the types it accepts and a value that is valid for it."""

    name: str
    kinds: tuple[str, ...]
    example: str

    def accepts(self, value: object) -> bool:
        return any(CHECKS[kind](value) for kind in self.kinds)


def check_parameters(notebook: Path, parameters: Mapping[str, object]) -> None:
    """Refuse a parameter that `notebook` does not have, or a value of the wrong type.

    Refuses a notebook without a parameters cell when there are parameters to give it.
    """
    if not parameters:
        read_cells(notebook)
        return
    known = read_parameters(notebook)
    for name, value in parameters.items():
        if name not in known:
            raise WrongCallError(
                "error-notebook-parameter-unknown",
                notebook=str(notebook),
                parameter=name,
                valid=", ".join(known),
            )
        if not known[name].accepts(value):
            raise WrongCallError(
                "error-notebook-parameter-type",
                notebook=str(notebook),
                parameter=name,
                given=f"{value!r} ({_name_kind(value)})",
                expected=" | ".join(known[name].kinds),
                example=known[name].example,
            )


def read_parameters(notebook: Path) -> dict[str, Parameter]:
    """Return the parameters of `notebook` by name, in the order of its cell tagged `parameters`.

    Refuses a notebook without such a cell, and a parameter of a type that cannot be checked.
    """
    for cell in read_cells(notebook):
        if PARAMETERS_TAG in cell.get("metadata", {}).get("tags", []):
            break
    else:
        raise WrongCallError("error-notebook-without-parameters", notebook=str(notebook))
    source = "".join(cell["source"])
    try:
        statements = ast.parse(source, type_comments=True).body
    except SyntaxError as problem:
        raise _refuse_file(notebook, problem) from problem
    found: dict[str, Parameter] = {}
    for statement in statements:
        parameter = _read_parameter(notebook, statement)
        if parameter:
            found[parameter.name] = parameter
    return found


def read_cells(notebook: Path) -> list[dict[str, Any]]:
    """Return the cells of `notebook` as they are in the file; refuse what is not a notebook."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise _refuse_file(notebook, problem) from problem
    return list(cells)


def _refuse_file(notebook: Path, problem: Exception) -> UnreadableFileError:
    if isinstance(problem, FileNotFoundError):
        return UnreadableFileError("error-notebook-missing", notebook=str(notebook))
    return UnreadableFileError(
        "error-notebook-unreadable", notebook=str(notebook), problem=str(problem)
    )


def _read_parameter(notebook: Path, statement: ast.stmt) -> Parameter | None:
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        name, declared = statement.target.id, _spell_annotation(statement.annotation)
    elif isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
        name, declared = statement.targets[0].id, (statement.type_comment or "").split(" #")[0]
    else:
        return None
    default = _read_default(statement.value)
    kinds = tuple(declared.split(" | ")) if declared else _infer_kinds(default)
    unknown = [kind for kind in kinds if kind not in CHECKS]
    if unknown:
        raise WrongCallError(
            "error-notebook-parameter-kind",
            notebook=str(notebook),
            parameter=name,
            declared=", ".join(unknown),
            valid=", ".join(CHECKS),
        )
    return Parameter(name, kinds, _choose_example(kinds, default))


def _spell_annotation(annotation: ast.expr) -> str:
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        return annotation.value
    return ast.unparse(annotation)


def _read_default(value: ast.expr | None) -> object:
    """Return the literal a parameter starts with; None where it is no literal."""
    try:
        return ast.literal_eval(value) if value else None
    except ValueError:
        return None


def _infer_kinds(default: object) -> tuple[str, ...]:
    """Return the types that a bare default allows; every type where it says nothing (None)."""
    if default is None:
        return tuple(CHECKS)
    return tuple(kind for kind in CHECKS if CHECKS[kind](default) and kind != "float") or ("float",)


def _choose_example(kinds: tuple[str, ...], default: object) -> str:
    if default is not None and any(CHECKS[kind](default) for kind in kinds):
        return repr(default)
    return EXAMPLES[kinds[0]]


def _name_kind(value: object) -> str:
    return type(value).__name__
