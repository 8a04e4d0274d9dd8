"""Building with real DVC on a small project: order, editions apart, failures, one at a time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import pytest
import yaml

from pipeline.build import BuildFailedError, build, choose_pending
from pipeline.build_lock import hold_project
from pipeline.dvc import Reproduction, read_status, reproduce
from pipeline.errors import StoreUnavailableError
from pipeline.kernel_pool import KernelPool
from pipeline.paths import Paths
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

# Each stage copies its input and leaves with 12 where it finds a file called fail-<stage>.
STEP = """
import pathlib, sys
name, given, made = sys.argv[1:]
if pathlib.Path("fail-" + name).exists():
    print("bad figures in", name, file=sys.stderr)
    raise SystemExit(12)
with open("ran.log", "a") as log:
    log.write(name + "\\n")
pathlib.Path(made).write_text(pathlib.Path(given).read_text())
"""


@pytest.fixture
def small(tmp_path: Path) -> Paths:
    """Return a project with the stages of the real one, each of which only copies a file."""
    shared = {"land": ("raw", "a"), "validate": ("a", "b"), "curate": ("b", "c")}
    matrix = {"analyse": ("c", "d-${item.year}"), "render": ("d-${item.year}", "e-${item.year}")}
    stages: dict[str, Any] = {
        name: describe_stage(name, given, made) for name, (given, made) in shared.items()
    }
    for name, (given, made) in matrix.items():
        own = describe_stage(f"{name}-${{item.year}}", given, made)
        stages[name] = {"matrix": {"year": "${editions}"}, **own}
    stages["compare"] = describe_stage("compare", "d-2017", "f")
    stages["compare"]["deps"] += ["d-2021"]
    stages["render"]["deps"] += ["f"]
    publish = describe_stage("publish", "c", "site")
    publish["deps"] += ["e-2017", "e-2021"]
    stages["publish"] = publish
    (tmp_path / "step.py").write_text(STEP)
    (tmp_path / "raw").write_text("1")
    (tmp_path / "dvc.yaml").write_text(yaml.safe_dump({"stages": stages}))
    params = (ROOT / "params.yaml").read_text(encoding="utf-8")
    (tmp_path / "params.yaml").write_text(params.replace("2017, 2021, 2023", "2017, 2021"))
    dvc = [sys.executable, "-m", "dvc", "init", "--no-scm", "--quiet"]
    subprocess.run(dvc, cwd=tmp_path, check=True)
    return Paths(tmp_path)


def describe_stage(name: str, given: str, made: str) -> dict[str, Any]:
    return {
        "cmd": f"{sys.executable} step.py {name} {given} {made}",
        "deps": [given],
        "outs": [made],
    }


def build_quietly(paths: Paths) -> list[str]:
    said: list[str] = []
    build(paths, lambda message, **given: said.append(message), jobs=2)
    return said


def read_log(paths: Paths) -> list[str]:
    log = paths.root / "ran.log"
    return log.read_text().split() if log.exists() else []


def test_stages_run_in_order_once_and_a_second_build_does_nothing(small: Paths) -> None:
    said = build_quietly(small)
    ran = read_log(small)
    assert ran[:3] == ["land", "validate", "curate"]
    assert ran[-1] == "publish"
    assert sorted(ran[3:5]) == ["analyse-2017", "analyse-2021"]
    assert ran[5] == "compare"
    assert sorted(ran[6:8]) == ["render-2017", "render-2021"]
    assert said.count("progress-stage") == 9
    assert build_quietly(small)[0] == "build-nothing"
    assert read_log(small) == ran


def test_kernels_are_warmed_for_notebooks_and_not_for_publishing(
    small: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    warmed: list[KernelPool] = []

    class Pool(KernelPool):
        def __enter__(self) -> Self:
            warmed.append(self)
            return super().__enter__()

    monkeypatch.setattr("pipeline.build.KernelPool", Pool)
    build_quietly(small)
    assert len(warmed) == 1
    (small.root / "site").unlink()
    build_quietly(small)
    assert ((small.root / "site").exists(), len(warmed)) == (True, 1)
    (small.root / "e-2017").unlink()
    build_quietly(small)
    assert ((small.root / "e-2017").exists(), len(warmed)) == (True, 2)


def test_other_editions_go_on_when_one_fails_and_the_exit_code_is_kept(
    small: Paths, capfd: pytest.CaptureFixture[str]
) -> None:
    (small.root / "fail-analyse-2017").touch()
    with pytest.raises(BuildFailedError) as failure:
        build_quietly(small)
    assert failure.value.exit_code == 12
    assert failure.value.details["stage"] == "analyse@2017"
    assert "bad figures in analyse-2017" in capfd.readouterr().err
    ran = read_log(small)
    assert ran[3:] == ["analyse-2021"]
    (small.root / "fail-analyse-2017").unlink()
    (small.root / "fail-render-2021").touch()
    with pytest.raises(BuildFailedError):
        build_quietly(small)
    assert read_log(small)[len(ran) :] == ["analyse-2017", "compare", "render-2017"]
    (small.root / "fail-render-2021").unlink()
    build_quietly(small)
    assert read_log(small)[len(ran) + 3 :] == ["render-2021", "publish"]


def test_dvc_is_not_called_for_editions_that_have_nothing_to_do(
    small: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_quietly(small)
    ran = read_log(small)
    # Curating runs again and makes what it made; besides, an edition's facts were touched.
    stages = small.root / "dvc.yaml"
    changed = stages.read_text(encoding="utf-8").replace("step.py curate", "-B step.py curate")
    stages.write_text(changed, encoding="utf-8")
    (small.root / "d-2021").write_text("edited")
    calls: list[list[str]] = []

    def note(root: Path, targets: Sequence[str], *given: Any) -> Reproduction:
        calls.append([*targets])
        return reproduce(root, targets, *given)

    monkeypatch.setattr("pipeline.build.reproduce", note)
    build_quietly(small)
    assert calls == [["land", "validate", "curate"], ["analyse@2021", "compare"]]
    assert read_log(small)[len(ran) :] == ["curate"], "the facts were in DVC's cache"


def test_what_a_killed_dvc_left_half_written_keeps_no_build_from_its_end(small: Paths) -> None:
    build_quietly(small)
    ran = read_log(small)
    whole = small.dvc_lock.read_text(encoding="utf-8")
    half_memory = whole[: whole.rindex("md5: ") + 3]
    used = {
        str(small.root / "site"): {"pid": os.getpid(), "cmd": "dvc repro --single-item publish"}
    }
    busy = json.dumps({"read": {}, "write": used})
    for memory, locks in ((half_memory, "{}"), (whole, '{"read": {"a"'), (whole, busy)):
        small.dvc_lock.write_text(memory, encoding="utf-8")
        small.dvc_locks.write_text(locks, encoding="utf-8")
        with pytest.raises(StoreUnavailableError) as refused:
            read_status(small.root)
        assert (refused.value.exit_code, refused.value.message) == (13, "error-dvc")
        assert refused.value.details["reason"]
        build_quietly(small)
        # Editions are made side by side: which is written first is chance.
        remembered = small.dvc_lock.read_text(encoding="utf-8")
        assert yaml.safe_load(remembered) == yaml.safe_load(whole)
        assert read_status(small.root) == {}
    assert read_log(small) == ran, "what had been made was in DVC's cache"


def test_a_failed_shared_stage_stops_everything_after_it(small: Paths) -> None:
    (small.root / "fail-validate").touch()
    with pytest.raises(BuildFailedError) as failure:
        build_quietly(small)
    assert failure.value.details["stage"] == "validate"
    assert read_log(small) == ["land"]


def test_a_second_build_waits_for_the_first(small: Paths) -> None:
    said: list[str] = []
    with hold_project(small.build_lock, lambda: said.append("never")):
        second = threading.Thread(
            target=build, args=(small, lambda message, **given: said.append(message), 2)
        )
        second.start()
        while "build-waiting" not in said:
            time.sleep(0.01)
        assert read_log(small) == []
    second.join()
    assert read_log(small)[-1] == "publish"


def test_a_build_waits_for_what_a_killed_build_had_started(small: Paths) -> None:
    step = small.root / "step.py"
    step.write_text("import time; open('started', 'w'); time.sleep(4)\n" + STEP)
    program = (
        "import sys; from pipeline.build import build; from pipeline.paths import find_project"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", program + "; build(find_project(), lambda *a, **k: None, 2)"],
        cwd=small.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    while not (small.root / "started").exists():
        time.sleep(0.05)
    first.kill()
    first.wait()
    step.write_text(STEP)
    assert "build-waiting" in build_quietly(small)
    assert read_log(small).count("land") == 1
    assert read_log(small)[-1] == "publish"


def test_an_input_that_is_not_there_is_told(
    small: Paths, capfd: pytest.CaptureFixture[str]
) -> None:
    (small.root / "raw").unlink()
    with pytest.raises(BuildFailedError):
        build_quietly(small)
    assert "raw" in capfd.readouterr().err


def test_the_plan_names_what_changed_and_which_editions(small: Paths) -> None:
    build_quietly(small)
    (small.root / "e-2021").write_text("edited")
    plan = read_status(small.root)
    assert choose_pending(plan, "render", (2017, 2021)) == (2021,)
    assert "e-2021" in plan["render@2021"]
