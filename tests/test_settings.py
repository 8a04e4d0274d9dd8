"""params.yaml: what it must say, and how a mistake in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from pipeline.errors import UnreadableFileError, UserError, WrongCallError
from pipeline.paths import Paths
from pipeline.settings import check_languages, choose_editions, read_settings
from pipeline.yaml_text import parse_yaml
from tests.conftest import EDITIONS, ROOT

GIVEN = parse_yaml((ROOT / "params.yaml").read_text(encoding="utf-8"))


def write_params(folder: Path, **changes: object) -> Paths:
    given = {key: value for key, value in {**GIVEN, **changes}.items() if value is not None}
    (folder / "params.yaml").write_text(yaml.safe_dump(given), encoding="utf-8")
    return Paths(folder)


def test_the_projects_own_parameters_are_read() -> None:
    settings = read_settings(Paths(ROOT))
    assert settings.editions == EDITIONS
    assert settings.languages == ("ky", "ru", "en")
    assert settings.pairs == (("en", "ru"), ("ky", "ru"))
    assert settings.disclosure.smallest_count_victims == 11


@pytest.mark.parametrize(
    "key", ["editions", "languages", "pairs", "disclosure", "notebook_timeout_s"]
)
def test_a_missing_key_is_named(tmp_path: Path, key: str) -> None:
    with pytest.raises(WrongCallError, match=key) as caught:
        read_settings(write_params(tmp_path, **{key: None}))
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"editions": 2017},
        {"editions": ["2017"]},
        {"editions": [True]},
        {"editions": [17]},
        {"languages": "en"},
        {"languages": ["en", "de"]},
        {"pairs": [["en", "xx"]]},
        {"pairs": [["en"]]},
        {"pairs": [7]},
        {"disclosure": {"smallest_count_defendants": 3}},
        {"disclosure": {"smallest_count_defendants": 3, "smallest_count_victims": "many"}},
        {"notebook_timeout_s": "ten"},
        {"notebook_timeout_s": True},
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(tmp_path: Path, changes: dict[str, object]) -> None:
    with pytest.raises(WrongCallError):
        read_settings(write_params(tmp_path, **changes))


@pytest.mark.parametrize("text", ["", "- 2017", "editions: [", "just text", "\x00"])
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "params.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFileError) as caught:
        read_settings(Paths(tmp_path))
    assert caught.value.exit_code == 10


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"params\.yaml"):
        read_settings(Paths(tmp_path))


def test_all_editions_are_chosen_when_none_is_named() -> None:
    settings = read_settings(Paths(ROOT))
    assert choose_editions(settings, []) == EDITIONS
    assert choose_editions(settings, [2021]) == (2021,)


def test_an_unknown_edition_is_refused_with_those_there_are() -> None:
    with pytest.raises(WrongCallError, match="2017, 2021, 2023"):
        choose_editions(read_settings(Paths(ROOT)), [2021, 1999])


def test_an_unknown_language_is_refused_with_those_there_are() -> None:
    check_languages(["ky", "ru", "en"])
    with pytest.raises(WrongCallError, match="ky, ru, en"):
        check_languages(["en", "de"])
