"""Where things are: every path lies below the project, and the project is found from within."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import WrongCallError
from pipeline.paths import Paths, find_project
from tests.conftest import copy_project


def test_every_place_lies_below_the_project(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    names = [name for name, kind in vars(Paths).items() if isinstance(kind, property)]
    assert len(names) > 10
    for name in names:
        assert getattr(paths, name).is_relative_to(tmp_path), name
    assert paths.edition_pages(2021) == tmp_path / "reports" / "_build" / "2021"
    assert paths.edition_analysed(2021).parent == paths.analysed


def test_the_project_is_found_from_a_folder_inside_it(tmp_path: Path) -> None:
    root = tmp_path.resolve()
    copy_project(root, raw=False)
    inner = root / "data" / "raw"
    inner.mkdir(parents=True)
    assert find_project(inner) == Paths(root)
    assert find_project(root) == Paths(root)


def test_a_folder_outside_any_project_is_refused(tmp_path: Path) -> None:
    (tmp_path / "params.yaml").write_text("", encoding="utf-8")
    with pytest.raises(WrongCallError) as caught:
        find_project(tmp_path)
    assert (caught.value.exit_code, caught.value.message) == (2, "error-no-project")
    assert str(tmp_path) in str(caught.value)


def test_the_working_folder_is_where_the_search_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_project(tmp_path, raw=False)
    monkeypatch.chdir(tmp_path)
    assert find_project().root == tmp_path.resolve()
