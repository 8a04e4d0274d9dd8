"""Warm kernels: started ahead with the heavy packages imported, each used for one notebook only.

The pool is a private folder. A kernel is offered as a file in `warming/`, then in `ready/`; whoever
renames that file into `claimed/` has it, and no two processes can rename one file. The file
disappears with its kernel, so its absence means that the kernel is dead.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pipeline.kernel_process import FOLDER_PREFIX, LATE_PACKAGES, OWNER_VARIABLE

KERNELS_VARIABLE: Final = "TIP_DIGEST_KERNELS"
DEFAULT_PACKAGES: Final = (
    "pandas",
    "duckdb",
    "pyarrow",
    "plotly.graph_objects",
    "babel",
    "jinja2",
    "fluent.runtime",
)
STATES: Final = ("ready", "warming", "claimed")
ROOT_FILE: Final = "root"
TEND_EVERY_S: Final = 0.1
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
    With `at_once` false nothing starts before warm() is called. The first kernel imports
    `first_packages` too, after it has been offered: whoever claims it waits for them.
    """

    def __init__(
        self,
        root: Path,
        *,
        size: int,
        total: int,
        packages: Sequence[str] = DEFAULT_PACKAGES,
        first_packages: Sequence[str] = (),
        at_once: bool = True,
    ) -> None:
        self.root = root.resolve()
        self.size = size
        self.total = total
        self.packages = tuple(packages)
        self.first_packages = tuple(first_packages)
        self.folder: Path | None = None
        self._started = 0
        self._kernels: dict[str, subprocess.Popen[bytes]] = {}
        self._closing = threading.Event()
        self._wanted = threading.Event()
        if at_once:
            self._wanted.set()
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

    def warm(self) -> None:
        """Start the kernels of a pool that was told to wait (`at_once` false)."""
        self._wanted.set()

    def _tend(self, folder: Path) -> None:
        """Start, reap and replace kernels until the pool closes or all have been used up.

        The folder goes then too: nobody would remove it if this process were killed later.
        """
        try:
            while not self._wanted.wait(TEND_EVERY_S):
                if self._closing.is_set():
                    return
            # Without the pool, for want of memory or disk, each notebook starts its own kernel.
            with suppress(OSError):
                while self._kernels or self._started < self.total:
                    self._fill(folder)
                    if self._closing.wait(TEND_EVERY_S):
                        return
                    self._bury_dead(folder)
        finally:
            for kernel in self._kernels.values():
                _kill(kernel)
            shutil.rmtree(folder, ignore_errors=True)

    def _fill(self, folder: Path) -> None:
        idle = len(self._kernels) - len(list((folder / "claimed").iterdir()))
        for _ in range(min(self.size - idle, self.total - self._started)):
            self._start_kernel(folder)

    def _bury_dead(self, folder: Path) -> None:
        """Withdraw the files of dead kernels; end kernels whose user is gone."""
        for file in (folder / "claimed").iterdir():
            name, user = file.name.split(".")
            if name in self._kernels and not _is_running(int(user)):
                _kill(self._kernels[name])
        self._kernels = {
            name: kernel for name, kernel in self._kernels.items() if kernel.poll() is None
        }
        for state in STATES:
            for file in (folder / state).iterdir():
                if file.name.split(".")[0] not in self._kernels:
                    file.unlink(missing_ok=True)

    def _start_kernel(self, folder: Path) -> None:
        name = f"{self._started:03}"
        late = [] if self._started else [LATE_PACKAGES, *self.first_packages]
        self._started += 1
        connection_file = folder / f"{name}.json"
        connection = {
            "transport": "ipc",
            "ip": str(folder / name),
            "key": secrets.token_hex(16),
            "signature_scheme": "hmac-sha256",
            "kernel_name": "python3",
            **{f"{channel}_port": port for port, channel in enumerate(_CHANNELS, start=1)},
        }
        connection_file.write_text(json.dumps(connection), encoding="utf-8")
        kernel = subprocess.Popen(
            [*kernel_command(connection_file), *self.packages, *late],
            cwd=self.root,
            env=make_kernel_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._kernels[name] = kernel
        draft = folder / f"{name}.offer"
        draft.write_text(json.dumps({"pid": kernel.pid, "connection": connection}))
        draft.rename(folder / "warming" / f"{name}.json")


_CHANNELS: Final = ("shell", "iopub", "stdin", "hb", "control")


def claim_kernel(root: Path) -> Claim | None:
    """Take a warm kernel that works in the folder `root`; None if none is offered.

    A kernel that is still warming up is taken too: it will be ready before one started now.
    """
    folder = Path(os.environ.get(KERNELS_VARIABLE, ""))
    with suppress(OSError):
        if (folder / ROOT_FILE).read_text(encoding="utf-8") != str(root.resolve()):
            return None
        for state in ("ready", "warming"):
            for offer in sorted((folder / state).iterdir()):
                claimed = folder / "claimed" / f"{offer.stem}.{os.getpid()}"
                with suppress(FileNotFoundError):
                    offer.rename(claimed)
                    return _read_claim(claimed)
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


def _kill(kernel: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(kernel.pid, signal.SIGKILL)
    kernel.wait()


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
