"""Notebooks: refused before they start, failing with a name, running on warm kernels."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
import pytest

from pipeline.errors import GateFailedError, UnreadableFileError, UserError, WrongCallError
from pipeline.kernel_pool import KERNELS_VARIABLE, KernelPool, claim_kernel
from pipeline.kernel_process import FOLDER_PREFIX
from pipeline.kernels import NotebookFailedError, run_notebook
from pipeline.notebook_parameters import check_parameters, read_parameters
from pipeline.words import LANGUAGES, load_words

FIXTURES = Path(__file__).parent / "fixtures" / "notebooks"
# Cheap to import and in no kernel by itself: it proves that packages are imported beforehand.
PACKAGE = "colorsys"

# Its projects are its own.
pytestmark = pytest.mark.xdist_group("kernels")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project's folder with the fixture notebooks; its name needs care."""
    root = tmp_path / "project {2021}"
    shutil.copytree(FIXTURES, root / "notebooks")
    for name in ("params.yaml", "dvc.yaml"):
        (root / name).touch()
    return root


@pytest.fixture(autouse=True)
def private_temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the test a temporary folder of its own; refuse a kernel's folder left behind in it."""
    # pytest makes `tmp_path` before this takes effect; its name is too long for sockets anyway.
    assert tmp_path.exists()
    folder = Path(tempfile.mkdtemp(prefix="t"))
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.delenv(KERNELS_VARIABLE, raising=False)
    yield folder
    # Whoever ends a kernel removes its folder just after.
    wait_until(lambda: not list(folder.glob(f"{FOLDER_PREFIX}*")))
    shutil.rmtree(folder)


def run(project: Path, name: str, executed: str = "executed.ipynb", **options: Any) -> Any:
    """Run a fixture notebook; return what its last cell printed."""
    parameters = options.pop("parameters", {})
    source = project / "notebooks" / f"{name}.ipynb"
    run_notebook(source, project / "evidence" / executed, parameters, **options)
    return read_output(project / "evidence" / executed)


def read_output(executed: Path) -> Any:
    cell = json.loads(executed.read_text(encoding="utf-8"))["cells"][-1]
    return json.loads("".join(cell["outputs"][0]["text"]))


def read_text(project: Path) -> str:
    return (project / "evidence" / "executed.ipynb").read_text(encoding="utf-8")


def wait_until(is_so: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def count_ready(folder: Path) -> int:
    return len(list((folder / "ready").iterdir()))


def read_pids(folder: Path) -> set[int]:
    """Return the processes of the kernels on offer in a pool's folder."""
    return {json.loads(file.read_text())["pid"] for file in (folder / "ready").iterdir()}


# Parameters


def test_parameters_are_read_with_their_types_and_an_example() -> None:
    found = read_parameters(FIXTURES / "crashes.ipynb")
    assert {name: parameter.kinds for name, parameter in found.items()} == {
        "year": ("int",),
        "articles": ("list[str]", "None"),
        "cells": ("list[int]",),
        "label": ("str",),
        "share": ("float",),
        "is_draft": ("bool",),
    }
    assert found["year"].example == "2021"
    assert found["articles"].example == '["first", "second"]'


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"year": 2017},
        {"articles": None},
        {"articles": ["124", "125-1"], "label": "Баары", "is_draft": True},
        {"cells": [], "share": 1},
    ],
)
def test_valid_parameters_pass(parameters: dict[str, object]) -> None:
    check_parameters(FIXTURES / "crashes.ipynb", parameters)


@pytest.mark.parametrize(
    ("parameter", "value", "expected"),
    [
        ("year", "2021", "int"),
        ("year", True, "int"),
        ("year", 2021.0, "int"),
        ("year", None, "int"),
        ("articles", "124", "list[str] | None"),
        ("articles", [124], "list[str] | None"),
        ("cells", ["1"], "list[int]"),
        ("cells", [True], "list[int]"),
        ("label", 5, "str"),
        ("share", "half", "float"),
        ("share", False, "float"),
        ("is_draft", 1, "bool"),
    ],
)
def test_wrong_type_is_refused_with_the_expected_one(
    parameter: str, value: object, expected: str
) -> None:
    with pytest.raises(WrongCallError) as caught:
        check_parameters(FIXTURES / "crashes.ipynb", {parameter: value})
    assert caught.value.message == "error-notebook-parameter-type"
    assert caught.value.details["parameter"] == parameter
    assert caught.value.details["expected"] == expected
    assert f"for example {caught.value.details['example']}" in str(caught.value)


def test_unknown_parameter_is_refused_with_the_valid_ones(project: Path) -> None:
    with pytest.raises(WrongCallError) as caught:
        run(project, "crashes", parameters={"yaer": 2021})
    assert "crashes.ipynb: unknown parameter yaer" in str(caught.value)
    assert "year, articles, cells, label, share, is_draft" in str(caught.value)
    assert not (project / "evidence").exists()


@pytest.mark.parametrize(
    ("name", "kind", "message"),
    [
        ("without_parameters", WrongCallError, "error-notebook-without-parameters"),
        ("declares_unknown_type", WrongCallError, "error-notebook-parameter-kind"),
        ("truncated", UnreadableFileError, "error-notebook-unreadable"),
        ("missing", UnreadableFileError, "error-notebook-missing"),
    ],
)
def test_notebook_that_takes_no_parameters_is_refused(
    name: str, kind: type[UserError], message: str
) -> None:
    with pytest.raises(kind) as caught:
        check_parameters(FIXTURES / f"{name}.ipynb", {"year": 2021})
    assert caught.value.message == message
    for language in LANGUAGES:
        assert name in load_words(language).say(message, **caught.value.details)


# Running and failing


@pytest.mark.slow
def test_notebook_runs_in_its_project_on_this_python_alone(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = project.parent / "user"
    write_user_files(user)
    # A home that cannot be written, by root either.
    monkeypatch.setenv("HOME", "/proc/nobody")
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(user))
    monkeypatch.setenv("IPYTHONDIR", str(user))
    monkeypatch.setenv("PYTHONSTARTUP", str(user / "startup.py"))
    report = run(project, "reports_its_kernel", parameters={"year": 2017, "articles": ["124"]})
    assert report["folder"] == str(project)
    assert report["python"] == sys.executable
    assert (report["year"], report["articles"]) == (2017, ["124"])
    assert report["startup"] is None


def write_user_files(user: Path) -> None:
    """Write a user's own kernel of the same name and start-up files, none of which may count."""
    kernel, startup = user / "kernels" / "python3", user / "profile_default" / "startup"
    kernel.mkdir(parents=True)
    startup.mkdir(parents=True)
    spec = {"argv": ["/bin/false"], "display_name": "Other", "language": "python"}
    (kernel / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    for file in (startup / "00.py", user / "startup.py"):
        file.write_text("import os\nos.environ['RAN_STARTUP'] = 'yes'\n", encoding="utf-8")


@pytest.mark.slow
def test_run_says_nothing(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(project, "reports_its_kernel", parameters={"year": 2017})
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
def test_user_error_comes_back_as_it_was_raised(project: Path) -> None:
    with pytest.raises(GateFailedError) as caught:
        run(project, "refuses")
    assert caught.value.message == "error-no-project"
    assert caught.value.details == {"folder": "reports/Бишкек", "row": 7, "share": 0.25}
    assert caught.value.exit_code == 14
    assert "GateFailedError" in read_text(project)


@pytest.mark.slow
def test_user_error_class_of_the_notebook_alone_is_named(project: Path) -> None:
    with pytest.raises(NotebookFailedError, match="OwnError: here: no tip-digest project"):
        run(project, "raises_own_user_error")


@pytest.mark.slow
def test_crash_is_named_and_its_evidence_kept(project: Path) -> None:
    with pytest.raises(NotebookFailedError) as caught:
        run(project, "crashes")
    assert caught.value.exit_code == 1
    assert caught.value.details == {
        "notebook": "notebooks/crashes.ipynb",
        "evidence": "evidence/executed.ipynb",
        "cell": "3",
        "problem": "KeyError: 'recomputed'",
    }
    assert "before the crash" in read_text(project)
    assert "An Exception was encountered" in read_text(project)
    for language in LANGUAGES:
        text = load_words(language).say(caught.value.message, **caught.value.details)
        assert "evidence/executed.ipynb" in text


@pytest.mark.slow
@pytest.mark.parametrize(("name", "cell"), [("dies", "3"), ("is_killed", "2")])
def test_kernel_that_dies_twice_is_named(project: Path, name: str, cell: str) -> None:
    with pytest.raises(NotebookFailedError) as caught:
        run(project, name)
    assert caught.value.message == "error-notebook-kernel-died"
    assert caught.value.details["cell"] == cell
    assert "**Kernel died. The cell below was running.**" in read_text(project)
    for language in LANGUAGES:
        assert name in load_words(language).say(caught.value.message, **caught.value.details)


@pytest.mark.slow
def test_hang_is_stopped_and_named(project: Path) -> None:
    with pytest.raises(NotebookFailedError) as caught:
        run(project, "hangs", timeout_s=1)
    assert caught.value.message == "error-notebook-timeout"
    assert (caught.value.details["cell"], caught.value.details["seconds"]) == ("3", "1")
    assert "before the hang" in read_text(project)
    assert "**Stopped after 1 s. The cell below was running.**" in read_text(project)
    assert not is_running(int((project / "pid").read_text()))
    for language in LANGUAGES:
        assert "hangs.ipynb" in load_words(language).say(
            caught.value.message, **caught.value.details
        )


# Warm kernels


@pytest.mark.slow
def test_warm_kernel_is_used_once_and_replaced(project: Path) -> None:
    with KernelPool(project, size=1, total=2, packages=[PACKAGE]) as pool:
        assert pool.folder
        folder = pool.folder
        assert os.environ[KERNELS_VARIABLE] == str(folder)
        for _ in range(2):
            wait_until(lambda: count_ready(folder) == 1)
            (offered,) = read_pids(folder)
            report = run(project, "reports_its_kernel")
            assert report["pid"] == offered
            assert report["packages"]
            assert report["names"] == []
        # The plan is used up: the folder goes at once, and the next notebook starts its own kernel.
        wait_until(lambda: not folder.exists())
        assert not run(project, "reports_its_kernel")["packages"]
    assert KERNELS_VARIABLE not in os.environ


@pytest.mark.slow
def test_warm_kernels_bring_back_user_errors_and_another_takes_over_when_one_dies(
    project: Path,
) -> None:
    with KernelPool(project, size=1, total=3, packages=[]) as pool:
        assert pool.folder
        folder = pool.folder
        wait_until(lambda: count_ready(folder) == 1)
        with pytest.raises(GateFailedError):
            run(project, "refuses")
        run_notebook(project / "notebooks" / "dies_once.ipynb", project / "out.ipynb", {})
        assert "second time lucky" in (project / "out.ipynb").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_kernel_that_still_warms_up_is_waited_for(project: Path) -> None:
    # Slower than the import of papermill here and the start of another kernel.
    (project / "slow_package.py").write_text("import time; time.sleep(4); print('hello')")
    with KernelPool(project, size=1, total=1, packages=[PACKAGE, "slow_package"]) as pool:
        assert pool.folder
        assert count_ready(pool.folder) == 0
        assert run(project, "reports_its_kernel")["packages"]


@pytest.mark.slow
def test_kernels_of_one_nursery_draw_their_own_random_numbers(project: Path) -> None:
    with KernelPool(project, size=2, total=2, packages=["numpy"]):
        drawn = [run(project, "draws", f"{number}.ipynb") for number in range(2)]
    assert len({draw["random"] for draw in drawn}) == 2
    assert len({draw["numpy"] for draw in drawn}) == 2
    assert {draw["renderer"] for draw in drawn} == {"plotly_mimetype+notebook"}


@pytest.mark.slow
def test_first_kernel_alone_imports_what_only_it_needs(project: Path) -> None:
    with KernelPool(project, size=1, total=2, packages=[], first_packages=[PACKAGE]):
        assert run(project, "reports_its_kernel")["packages"]
        assert not run(project, "reports_its_kernel")["packages"]


@pytest.mark.slow
def test_without_its_nursery_a_pool_closes_and_notebooks_run_all_the_same(project: Path) -> None:
    with KernelPool(project, size=1, total=2, packages=[]) as pool:
        assert pool.folder
        folder = pool.folder
        wait_until(lambda: count_ready(folder) == 1)
        (pid,) = read_pids(folder)
        psutil.Process(psutil.Process(pid).ppid()).kill()
        wait_until(lambda: not folder.exists())
        assert run(project, "reports_its_kernel")["pid"] != pid


@pytest.mark.slow
def test_kernel_of_another_folder_is_left_alone(project: Path, tmp_path: Path) -> None:
    with KernelPool(tmp_path, size=1, total=1, packages=[]) as pool:
        assert pool.folder
        folder = pool.folder
        wait_until(lambda: count_ready(folder) == 1)
        assert claim_kernel(project) is None
        assert count_ready(folder) == 1


@pytest.mark.slow
def test_dead_offer_is_withdrawn(project: Path) -> None:
    with KernelPool(project, size=1, total=1, packages=[]) as pool:
        assert pool.folder
        folder = pool.folder
        wait_until(lambda: count_ready(folder) == 1)
        (pid,) = read_pids(folder)
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not folder.exists())
        assert claim_kernel(project) is None


@pytest.mark.slow
def test_each_claim_gets_another_kernel(project: Path) -> None:
    with KernelPool(project, size=4, total=4, packages=[]) as pool:
        assert pool.folder
        folder = pool.folder
        wait_until(lambda: count_ready(folder) == 4)
        with ThreadPoolExecutor(8) as threads:
            claims = list(threads.map(lambda _: claim_kernel(project), range(8)))
        assert len({claim.pid for claim in claims if claim}) == 4
        assert claims.count(None) == 4


@pytest.mark.slow
def test_notebooks_side_by_side_never_share_a_kernel(project: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from pipeline.kernels import run_notebook;"
        "run_notebook(Path(sys.argv[1]), Path(sys.argv[2]), {})"
    )
    source = project / "notebooks" / "reports_its_kernel.ipynb"
    with KernelPool(project, size=4, total=4, packages=[PACKAGE]) as pool:
        assert pool.folder
        folder = pool.folder
        wait_until(lambda: count_ready(folder) == 4)
        offered = read_pids(folder)
        others = [
            subprocess.Popen([sys.executable, "-c", script, source, project / f"{number}.ipynb"])
            for number in range(2)
        ]
        with ThreadPoolExecutor(2) as threads:
            names = ["a.ipynb", "b.ipynb"]
            reports = list(threads.map(lambda n: run(project, "reports_its_kernel", n), names))
        assert [process.wait(60) for process in others] == [0, 0]
    reports += [read_output(project / f"{number}.ipynb") for number in range(2)]
    assert {report["pid"] for report in reports} == offered
    assert all(report["packages"] for report in reports)


# No orphans


@pytest.mark.slow
def test_closed_pool_leaves_nothing(project: Path) -> None:
    with KernelPool(project, size=2, total=4, packages=[]) as pool:
        assert pool.folder
        folder = pool.folder
        wait_until(lambda: count_ready(folder) == 2)
        pids = read_pids(folder)
        claim = claim_kernel(project)
        assert claim
    assert not folder.exists()
    assert not claim.is_alive()
    assert not any(is_running(pid) for pid in pids)


def start_owner(project: Path, lines: str) -> subprocess.Popen[str]:
    """Start a process with `lines` after the imports; it prints one line when it is set up."""
    script = """
        import subprocess, sys, time
        from pathlib import Path
        from pipeline.kernel_pool import KernelPool, claim_kernel
        from pipeline.kernels import run_notebook
        project = Path(sys.argv[1])
    """
    code = textwrap.dedent(script) + textwrap.dedent(lines)
    command = [sys.executable, "-c", code, str(project)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_kernels_end_when_their_owner_is_killed(project: Path) -> None:
    owner = start_owner(
        project,
        """
        with KernelPool(project, size=2, total=2, packages=[]) as pool:
            print(pool.folder, flush=True)
            time.sleep(60)
        """,
    )
    assert owner.stdout
    folder = Path(owner.stdout.readline().strip())
    wait_until(lambda: count_ready(folder) == 2)
    pids = read_pids(folder)
    owner.kill()
    owner.wait()
    wait_until(lambda: not any(is_running(pid) for pid in pids) and not folder.exists())


@pytest.mark.slow
def test_kernel_ends_when_the_process_that_claimed_it_is_killed(project: Path) -> None:
    with KernelPool(project, size=1, total=2, packages=[]) as pool:
        assert pool.folder
        folder = pool.folder
        wait_until(lambda: count_ready(folder) == 1)
        user = start_owner(project, "print(claim_kernel(project).pid, flush=True); time.sleep(60)")
        assert user.stdout
        pid = int(user.stdout.readline())
        assert is_running(pid)
        user.kill()
        user.wait()
        wait_until(lambda: not is_running(pid))


@pytest.mark.slow
def test_kernel_ends_when_its_notebooks_process_is_killed(project: Path) -> None:
    owner = start_owner(
        project,
        "run_notebook(project / 'notebooks' / 'hangs.ipynb', project / 'out.ipynb', {})",
    )
    wait_until(lambda: (project / "pid").exists() and (project / "pid").read_text() != "")
    pid = int((project / "pid").read_text())
    owner.kill()
    owner.wait()
    wait_until(lambda: not is_running(pid))
