"""The folder of a pool: who takes a kernel's file has the kernel, and nobody waits in vain.

test_kernels.py runs kernels; here are files alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline import kernel_pool
from pipeline.kernel_pool import (
    KERNELS_VARIABLE,
    LONGEST_SOCKET_FOLDER,
    OPEN_FILE,
    OWNER_VARIABLE,
    ROOT_FILE,
    KernelPool,
    can_hold_sockets,
    claim_kernel,
    make_kernel_environment,
    make_kernel_folder,
)


@pytest.fixture
def pool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a pool for the project in `tmp_path`, with nothing on offer."""
    folder = tmp_path / "pool"
    for state in ("ready", "claimed"):
        (folder / state).mkdir(parents=True)
    (folder / ROOT_FILE).write_text(str(tmp_path), encoding="utf-8")
    monkeypatch.setenv(KERNELS_VARIABLE, str(folder))
    return folder


def offer(pool: Path, name: str, pid: int = 7) -> None:
    text = json.dumps({"pid": pid, "connection": {"ip": name}})
    (pool / "ready" / f"{name}.json").write_text(text, encoding="utf-8")


def test_a_kernel_is_taken_once_and_the_oldest_first(pool: Path, tmp_path: Path) -> None:
    offer(pool, "001", pid=8)
    offer(pool, "000", pid=7)
    first, second = claim_kernel(tmp_path), claim_kernel(tmp_path)
    assert first is not None
    assert second is not None
    assert (first.pid, first.connection) == (7, {"ip": "000"})
    assert second.pid == 8
    assert first.file == pool / "claimed" / f"000.{os.getpid()}"
    assert claim_kernel(tmp_path) is None


def test_a_claim_lives_as_long_as_its_file(pool: Path, tmp_path: Path) -> None:
    offer(pool, "000")
    claim = claim_kernel(tmp_path)
    assert claim is not None
    assert claim.is_alive()
    claim.file.unlink()
    assert not claim.is_alive()


def test_a_pool_of_another_project_or_none_at_all_offers_nothing(
    pool: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(pool, "000")
    assert claim_kernel(tmp_path / "other") is None
    monkeypatch.setenv(KERNELS_VARIABLE, str(tmp_path / "gone"))
    assert claim_kernel(tmp_path) is None
    monkeypatch.delenv(KERNELS_VARIABLE)
    assert claim_kernel(tmp_path) is None
    assert (pool / "ready" / "000.json").exists()


def test_while_more_will_come_it_is_waited_for(
    pool: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pool / OPEN_FILE).touch()
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 2:
            offer(pool, "000")

    monkeypatch.setattr("pipeline.kernel_pool.time.sleep", wait)
    assert claim_kernel(tmp_path) is not None
    assert waits == [kernel_pool.TEND_EVERY_S] * 2


def test_a_folder_with_too_long_a_name_gives_kernels_no_sockets() -> None:
    # Bytes count, not letters.
    assert can_hold_sockets(Path("/" + "a" * (LONGEST_SOCKET_FOLDER - 1)))
    assert not can_hold_sockets(Path("/" + "a" * LONGEST_SOCKET_FOLDER))
    assert not can_hold_sockets(Path("/" + "ө" * (LONGEST_SOCKET_FOLDER // 2 + 1)))
    assert LONGEST_SOCKET_FOLDER + len("/012-5") < 104


def test_where_no_sockets_can_be_a_pool_starts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.delenv(KERNELS_VARIABLE, raising=False)
    monkeypatch.setattr(kernel_pool, "can_hold_sockets", lambda _: False)
    threads = threading.active_count()
    with KernelPool(tmp_path, size=1, total=1) as opened:
        assert opened.folder is None
        assert KERNELS_VARIABLE not in os.environ
        assert threading.active_count() == threads
    assert list(tmp_path.iterdir()) == []


def test_a_pools_folder_is_closed_to_other_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = make_kernel_folder()
    assert folder.parent == tmp_path
    assert folder.stat().st_mode & 0o077 == 0


def test_a_kernel_leaves_its_users_home_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONSTARTUP", "mine.py")
    monkeypatch.setenv("KEPT", "ки")
    environment = make_kernel_environment(tmp_path)
    assert "PYTHONSTARTUP" not in environment
    assert environment["KEPT"] == "ки"
    assert environment[OWNER_VARIABLE] == str(os.getpid())
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        assert Path(environment[name]).is_relative_to(tmp_path)


def test_kernels_of_users_that_are_gone_are_ended_and_files_of_dead_kernels_withdrawn(
    pool: Path, tmp_path: Path
) -> None:
    sleeping = [sys.executable, "-c", "import time; time.sleep(60)"]
    kept, orphan = (subprocess.Popen(sleeping, start_new_session=True) for _ in range(2))
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    # Whoever is reaped at once leaves no number behind, as kernels of a nursery do.
    reaper = threading.Thread(target=orphan.wait)
    reaper.start()
    tended = KernelPool(tmp_path, size=1, total=1)
    tended._kernels = {"000": kept.pid, "001": orphan.pid, "002": gone.pid}
    files = {
        "000": pool / "claimed" / f"000.{os.getpid()}",
        "001": pool / "claimed" / f"001.{gone.pid}",
        "002": pool / "ready" / "002.json",
        "009": pool / "claimed" / f"009.{gone.pid}",  # Of a kernel that was buried before.
    }
    for file in files.values():
        file.touch()
    try:
        tended._bury_dead(pool)
        reaper.join()
        assert tended._kernels == {"000": kept.pid}
        assert [name for name, file in files.items() if file.exists()] == ["000"]
        assert orphan.returncode == -9
    finally:
        kept.kill()
        kept.wait()


class Orders:
    """A nursery that writes down what was ordered; what is born is put into `births`."""

    def __init__(self) -> None:
        self.ordered: list[tuple[str, tuple[str, ...]]] = []
        self.births: list[tuple[str, int]] = []

    def order_kernel(self, name: str, packages: Sequence[str]) -> None:
        self.ordered.append((name, tuple(packages)))

    def hear_births(self) -> list[tuple[str, int]]:
        born, self.births = self.births, []
        return born

    def is_alive(self) -> bool:
        return True


def test_as_many_are_ordered_as_are_wanted_idle_until_all_have_been(
    pool: Path, tmp_path: Path
) -> None:
    orders: Any = Orders()
    tended = KernelPool(tmp_path, size=2, total=3, first_packages=("slow",))
    (pool / OPEN_FILE).touch()
    tended._fill(pool, orders)
    tended._fill(pool, orders)
    assert orders.ordered == [("000", ("slow",)), ("001", ())]
    for name in ("000", "001"):
        orders.births = [(name, os.getpid())]
        tended._offer_born(pool, orders)
        tended._fill(pool, orders)
        assert len(orders.ordered) == 2, "one that is still to be born is idle too"
    assert sorted(file.name for file in (pool / "ready").iterdir()) == ["000.json", "001.json"]
    claim = claim_kernel(tmp_path)
    assert claim is not None
    assert claim.pid == os.getpid()
    assert claim.connection == json.loads((pool / "000.json").read_text(encoding="utf-8"))
    tended._fill(pool, orders)
    assert [name for name, _ in orders.ordered] == ["000", "001", "002"]
    assert (pool / OPEN_FILE).exists(), "the third is still to be born"
    orders.births = [("002", os.getpid())]
    tended._offer_born(pool, orders)
    tended._fill(pool, orders)
    assert not (pool / OPEN_FILE).exists()
    assert len(orders.ordered) == 3


def test_kernels_listen_on_five_sockets_of_their_own_with_a_secret_of_their_own(
    pool: Path, tmp_path: Path
) -> None:
    orders: Any = Orders()
    KernelPool(tmp_path, size=2, total=2)._fill(pool, orders)
    first, second = (
        json.loads((pool / f"{name}.json").read_text(encoding="utf-8")) for name in ("000", "001")
    )
    ports = [value for name, value in first.items() if name.endswith("_port")]
    assert sorted(ports) == [1, 2, 3, 4, 5]
    assert (first["transport"], first["ip"]) == ("ipc", str(pool / "000"))
    assert first["ip"] != second["ip"]
    assert first["key"] != second["key"]
    assert len(bytes.fromhex(first["key"])) >= 16


def test_tending_ends_when_all_kernels_have_been_used_up(
    pool: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel_pool, "TEND_EVERY_S", 0.001)
    orders: Any = Orders()
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    order = orders.order_kernel

    def bear(name: str, packages: Sequence[str]) -> None:
        order(name, packages)
        orders.births.append((name, ended.pid))

    orders.order_kernel = bear
    tended = KernelPool(tmp_path, size=1, total=2)
    tended._tend_kernels(pool, orders)
    assert [name for name, _ in orders.ordered] == ["000", "001"]
    assert list((pool / "ready").iterdir()) == []


def test_tending_ends_with_the_pool_or_its_nursery(pool: Path, tmp_path: Path) -> None:
    orders: Any = Orders()
    closed = KernelPool(tmp_path, size=1, total=5)
    closed._closing.set()
    closed._tend_kernels(pool, orders)
    assert len(orders.ordered) == 1
    orders.is_alive = lambda: False
    KernelPool(tmp_path, size=1, total=5)._tend_kernels(pool, orders)
    assert len(orders.ordered) == 2


def test_a_number_of_another_users_process_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(pid: int, signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr("pipeline.kernel_pool.os.kill", refuse)
    assert kernel_pool.is_running(1)


def test_a_kernel_is_one_process_with_its_connection() -> None:
    assert kernel_pool.kernel_command("c.json")[1:] == ["-m", "pipeline.kernel_process", "c.json"]
