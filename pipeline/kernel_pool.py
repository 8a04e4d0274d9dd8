"""Warm kernels: forked ahead from one process with the heavy packages imported, each used once.

The pool is a private folder. A kernel is offered as a file in `ready/`; whoever renames that file
into `claimed/` has it, and no two processes can rename one file. The file disappears with its
kernel, so its absence means that the kernel is dead. While the folder holds the file `open`, more
kernels will be offered, and it is worth waiting for one.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pipeline.kernel_nursery import Nursery
from pipeline.kernel_process import FOLDER_PREFIX, OWNER_VARIABLE

KERNELS_VARIABLE: Final = "TIP_DIGEST_KERNELS"
# What the notebooks import, and what every one of them reads.
WARM_PACKAGES: Final = (
    "pandas",
    "duckdb",
    "plotly.express",
    "pipeline.render",
    "pipeline.engines",
    "pipeline.warm",
)
STATES: Final = ("ready", "claimed")
ROOT_FILE: Final = "root"
OPEN_FILE: Final = "open"
TEND_EVERY_S: Final = 0.1
KILL_TIMEOUT_S: Final = 2
KILL_POLL_S: Final = 0.01
# A socket's path may have about 104 bytes on macOS, 108 on Linux; `/k-5` or `/012-5` comes after.
LONGEST_SOCKET_FOLDER: Final = 95


@dataclass(frozen=True)
class Claim:
    """A kernel that is ours alone: its file in the pool, its process and where it listens."""

    file: Path
    pid: int
    connection: dict[str, str | int]

    def is_alive(self) -> bool:
        return self.file.exists()


class KernelPool:
    """Keep `size` kernels warm in the folder `root`, `total` in all, while the context lasts.

    Child processes find the pool through the environment. It starts nothing where kernels cannot
    listen on sockets in a folder; each notebook then starts its own kernel, as without a pool.
    The first kernel imports `first_packages` too, after it has been offered: whoever claims it
    waits for them.
    """

    def __init__(
        self,
        root: Path,
        *,
        size: int,
        total: int,
        packages: Sequence[str] = WARM_PACKAGES,
        first_packages: Sequence[str] = (),
    ) -> None:
        self.root = root.resolve()
        self.size = size
        self.total = total
        self.packages = tuple(packages)
        self.first_packages = tuple(first_packages)
        self.folder: Path | None = None
        self._started = 0
        self._ordered: dict[str, dict[str, str | int]] = {}
        self._kernels: dict[str, int] = {}
        self._closing = threading.Event()
        self._outer_variable = os.environ.get(KERNELS_VARIABLE)

    def __enter__(self) -> Self:
        folder = make_kernel_folder()
        if not can_hold_sockets(folder):
            shutil.rmtree(folder)
            return self
        self.folder = folder
        for state in STATES:
            (folder / state).mkdir()
        (folder / ROOT_FILE).write_text(str(self.root), encoding="utf-8")
        (folder / OPEN_FILE).touch()
        os.environ[KERNELS_VARIABLE] = str(folder)
        self._tender = threading.Thread(target=self._tend, args=(folder,), daemon=True)
        self._tender.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.folder is None:
            return
        self._closing.set()
        self._tender.join()
        if self._outer_variable is None:
            del os.environ[KERNELS_VARIABLE]
        else:
            os.environ[KERNELS_VARIABLE] = self._outer_variable

    def _tend(self, folder: Path) -> None:
        """Order, reap and replace kernels until the pool closes or all have been used up.

        The folder goes then too: nobody would remove it if this process were killed later.
        """
        environment = make_kernel_environment(folder)
        # Without the pool, for want of memory or disk, each notebook starts its own kernel.
        with suppress(OSError), Nursery(self.root, folder, self.packages, environment) as nursery:
            try:
                self._tend_kernels(folder, nursery)
            finally:
                for kernel in self._kernels.values():
                    _kill(kernel)
                nursery.stop()
                for _, unclaimed in nursery.hear_births():
                    _kill(unclaimed)
        shutil.rmtree(folder, ignore_errors=True)

    def _tend_kernels(self, folder: Path, nursery: Nursery) -> None:
        while self._ordered or self._kernels or self._started < self.total:
            self._fill(folder, nursery)
            if self._closing.wait(TEND_EVERY_S) or not nursery.is_alive():
                return
            self._offer_born(folder, nursery)
            self._bury_dead(folder)

    def _fill(self, folder: Path, nursery: Nursery) -> None:
        """Order as many kernels as are wanted and not yet idle; say so once no more will come."""
        idle = len(self._ordered) + len(self._kernels) - len(list((folder / "claimed").iterdir()))
        for _ in range(min(self.size - idle, self.total - self._started)):
            self._order_kernel(folder, nursery)
        if self._started == self.total and not self._ordered:
            (folder / OPEN_FILE).unlink(missing_ok=True)

    def _order_kernel(self, folder: Path, nursery: Nursery) -> None:
        name = f"{self._started:03}"
        connection: dict[str, str | int] = {
            "transport": "ipc",
            "ip": str(folder / name),
            "key": secrets.token_hex(16),
            "signature_scheme": "hmac-sha256",
            "kernel_name": "python3",
            **{f"{channel}_port": port for port, channel in enumerate(_CHANNELS, start=1)},
        }
        (folder / f"{name}.json").write_text(json.dumps(connection), encoding="utf-8")
        nursery.order_kernel(name, () if self._started else self.first_packages)
        self._ordered[name] = connection
        self._started += 1

    def _offer_born(self, folder: Path, nursery: Nursery) -> None:
        for name, pid in nursery.hear_births():
            self._kernels[name] = pid
            offer = {"pid": pid, "connection": self._ordered.pop(name)}
            draft = folder / f"{name}.offer"
            draft.write_text(json.dumps(offer), encoding="utf-8")
            draft.rename(folder / "ready" / f"{name}.json")

    def _bury_dead(self, folder: Path) -> None:
        """Withdraw the files of dead kernels; end kernels whose user is gone."""
        for file in (folder / "claimed").iterdir():
            name, user = file.name.split(".")
            if name in self._kernels and not is_running(int(user)):
                _kill(self._kernels[name])
        self._kernels = {name: pid for name, pid in self._kernels.items() if is_running(pid)}
        for state in STATES:
            for file in (folder / state).iterdir():
                if file.name.split(".")[0] not in self._kernels:
                    file.unlink(missing_ok=True)


_CHANNELS: Final = ("shell", "iopub", "stdin", "hb", "control")


def claim_kernel(root: Path) -> Claim | None:
    """Take a warm kernel that works in the folder `root`; None if none is or will be offered.

    Waits for one that is still to be born: it will be ready before one started now.
    """
    folder = Path(os.environ.get(KERNELS_VARIABLE, ""))
    with suppress(OSError):
        if (folder / ROOT_FILE).read_text(encoding="utf-8") != str(root.resolve()):
            return None
        while True:
            # Asked first: a kernel offered after the answer is found below.
            more = (folder / OPEN_FILE).exists()
            for offer in sorted((folder / "ready").iterdir()):
                claimed = folder / "claimed" / f"{offer.stem}.{os.getpid()}"
                with suppress(FileNotFoundError):
                    offer.rename(claimed)
                    return _read_claim(claimed)
            if not more:
                return None
            time.sleep(TEND_EVERY_S)
    return None


def _read_claim(file: Path) -> Claim:
    offer = json.loads(file.read_text(encoding="utf-8"))
    return Claim(file, offer["pid"], offer["connection"])


def make_kernel_folder() -> Path:
    """Return a new folder, short of name and closed to other users, for a kernel's sockets."""
    return Path(tempfile.mkdtemp(prefix=FOLDER_PREFIX))


def can_hold_sockets(folder: Path) -> bool:
    return sys.platform != "win32" and len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER


def kernel_command(connection_file: Path | str) -> list[str]:
    return [sys.executable, "-m", "pipeline.kernel_process", str(connection_file)]


def make_kernel_environment(folder: Path) -> dict[str, str]:
    """Return the environment of a kernel that leaves its user's home and profile alone."""
    environment = {
        **os.environ,
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTER_RUNTIME_DIR": str(folder),
        OWNER_VARIABLE: str(os.getpid()),
        # The debugger that nobody attaches would warn on standard error.
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    environment.pop("PYTHONSTARTUP", None)
    return environment


def _kill(kernel: int) -> None:
    """End a kernel's process group and wait until it is gone; the nursery leaves none to reap."""
    with suppress(ProcessLookupError):
        os.killpg(kernel, signal.SIGKILL)
    end = time.monotonic() + KILL_TIMEOUT_S
    while is_running(kernel) and time.monotonic() < end:
        time.sleep(KILL_POLL_S)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
