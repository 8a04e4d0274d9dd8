"""params.yaml as frozen settings, passed in wherever they are needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from pipeline.errors import UnreadableFileError, WrongCallError
from pipeline.paths import Paths
from pipeline.words import LANGUAGES
from pipeline.yaml_text import parse_yaml


@dataclass(frozen=True)
class Disclosure:
    """The smallest counts of persons that may be told, and whether zeros are withheld too."""

    smallest_count_defendants: int
    smallest_count_victims: int
    protect_zeros: bool


@dataclass(frozen=True)
class Settings:
    editions: tuple[int, ...]
    languages: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    disclosure: Disclosure
    notebook_timeout_s: int
    memory_gib: float


def read_settings(paths: Paths) -> Settings:
    """Return the settings in params.yaml; refuse what is missing, unknown or of the wrong type."""
    try:
        text = paths.params.read_text(encoding="utf-8")
        given = parse_yaml(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        reason = str(fault).splitlines()[0]
        raise UnreadableFileError("error-params-unreadable", reason=reason) from fault
    if not isinstance(given, dict):
        raise UnreadableFileError("error-params-unreadable", reason="not a mapping")
    disclosure = _take(given, "disclosure", dict)
    languages = tuple(_take(given, "languages", list))
    pairs = tuple(_as_pair(pair) for pair in _take(given, "pairs", list))
    check_languages(languages)
    check_languages([language for pair in pairs for language in pair])
    return Settings(
        editions=tuple(_as_year(year) for year in _take(given, "editions", list)),
        languages=languages,
        pairs=pairs,
        disclosure=Disclosure(
            smallest_count_defendants=_take(disclosure, "smallest_count_defendants", int),
            smallest_count_victims=_take(disclosure, "smallest_count_victims", int),
            protect_zeros=_take(disclosure, "protect_zeros", bool),
        ),
        notebook_timeout_s=_take(given, "notebook_timeout_s", int),
        memory_gib=float(_take(given, "memory_gib", int, float)),
    )


def check_languages(languages: Sequence[str]) -> None:
    """Refuse a language that is not one of ours."""
    for language in languages:
        if language not in LANGUAGES:
            known = ", ".join(LANGUAGES)
            raise WrongCallError("error-unknown-language", language=str(language), known=known)


def choose_editions(settings: Settings, wanted: Sequence[int]) -> tuple[int, ...]:
    """Return the wanted editions, all if none is named; refuse one that is not in params.yaml."""
    for year in wanted:
        if year not in settings.editions:
            known = ", ".join(map(str, settings.editions))
            raise WrongCallError("error-unknown-edition", year=str(year), known=known)
    return tuple(wanted) or settings.editions


def _take(given: dict[str, Any], key: str, *kinds: type) -> Any:
    value = given.get(key)
    if not isinstance(value, kinds) or isinstance(value, bool) != (bool in kinds):
        raise WrongCallError("error-params-value", key=key, expected=kinds[0].__name__)
    return value


def _as_year(value: object) -> int:
    if not isinstance(value, int) or not 1990 <= value <= 2100:
        raise WrongCallError("error-params-value", key="editions", expected="year")
    return value


def _as_pair(value: object) -> tuple[str, str]:
    if not isinstance(value, list) or len(value) != 2:
        raise WrongCallError("error-params-value", key="pairs", expected="[ky, ru]")
    return str(value[0]), str(value[1])
