"""Many notebooks side by side: in processes, and on a Dask cluster that loses a worker."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

import pytest

from pipeline.errors import InvalidContentError, WrongCallError
from pipeline.fan_out import NotebookTask, TasksFailedError, run_notebooks
from pipeline.render_plan import choose_pairs, plan_rendering
from pipeline.settings import read_settings
from tests.cluster import start_cluster
from tests.conftest import ROOT, copy_project

FIXTURES = Path(__file__).parent / "fixtures" / "notebooks"
TASKS = 8


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "notebooks").mkdir()
    shutil.copy(FIXTURES / "writes_slowly.ipynb", tmp_path / "notebooks")
    for name in ("params.yaml", "dvc.yaml"):
        (tmp_path / name).touch()
    return tmp_path


def make_tasks(root: Path, count: int, refused: tuple[int, ...] = ()) -> list[NotebookTask]:
    return [
        NotebookTask(
            root / "notebooks" / "writes_slowly.ipynb",
            root / "evidence" / f"{number}.ipynb",
            {"number": number, "refuses": number in refused},
            timeout_s=120,
        )
        for number in range(count)
    ]


def read_pages(root: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in root.glob("page-*.txt")}


def expect_pages(count: int) -> dict[str, str]:
    return {f"page-{number}.txt": f"page {number}" for number in range(count)}


def read_runs(root: Path) -> list[tuple[int, int]]:
    """Return each run that began: the task's number and the process that started its kernel."""
    log = root / "runs.log"
    lines = log.read_text().splitlines() if log.exists() else []
    return [(int(number), int(pid)) for number, pid in map(str.split, lines)]


@pytest.mark.slow
def test_one_failure_keeps_no_other_notebook_from_running(root: Path) -> None:
    with pytest.raises(InvalidContentError):
        run_notebooks(make_tasks(root, 3, refused=(1,)), jobs=2)
    assert set(read_pages(root)) == {"page-0.txt", "page-2.txt"}
    # All kernels come warm from one process; an own one would be started by whoever runs it.
    assert sorted(number for number, _ in read_runs(root)) == [0, 1, 2]
    assert len({pid for _, pid in read_runs(root)}) == 1
    with pytest.raises(TasksFailedError) as failure:
        run_notebooks(make_tasks(root, 2, refused=(0, 1)), jobs=2)
    assert failure.value.exit_code == InvalidContentError.exit_code
    assert failure.value.details["failed"] == 2


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_loses_no_notebook(root: Path, tmp_path: Path) -> None:
    with start_cluster(tmp_path, ROOT) as (address, workers):
        doomed = workers[0]

        def kill_when_busy() -> None:
            while doomed.pid not in {pid for _, pid in read_runs(root)}:
                time.sleep(0.05)
            doomed.kill()

        killer = threading.Thread(target=kill_when_busy)
        killer.start()
        run_notebooks(make_tasks(root, TASKS), jobs=2, scheduler=address)
        killer.join()
    assert read_pages(root) == expect_pages(TASKS)
    assert {f"{number}.ipynb" for number in range(TASKS)} == {
        path.name for path in (root / "evidence").iterdir()
    }


@pytest.mark.slow
def test_a_scheduler_that_is_not_there_is_told() -> None:
    with pytest.raises(WrongCallError) as mistake:
        run_notebooks([], jobs=1, scheduler="not an address")
    assert mistake.value.message == "error-scheduler"


def test_languages_apart_make_each_page_and_each_pair_once(tmp_path: Path) -> None:
    paths = copy_project(tmp_path, raw=False)
    settings = read_settings(paths)
    together = plan_rendering(paths, settings, [2021], ["ky", "ru"], "auto", 2, apart=False)
    assert [task.parameters["languages"] for task in together] == [["ky", "ru"]]
    apart = plan_rendering(paths, settings, [2017, 2021], settings.languages, "auto", 2, apart=True)
    assert len({task.executed for task in apart}) == 6
    made = [
        (task.parameters["edition"], pair)
        for task in apart
        for pair in choose_pairs(settings, ["first"], task.parameters["languages"])  # type: ignore[arg-type]
    ]
    assert sorted(made) == sorted((year, pair) for year in (2017, 2021) for pair in settings.pairs)
    assert choose_pairs(settings, ["all"], []) == list(settings.pairs)
    with pytest.raises(WrongCallError):
        choose_pairs(settings, ["en-de"], [])
