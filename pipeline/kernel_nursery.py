"""The process that warm kernels are forked from: packages are imported once for all of them.

`python -m pipeline.kernel_nursery FOLDER PACKAGE...` reads orders from its standard input, one in a
line (JSON: the kernel's name, its connection file in FOLDER, packages for it alone), and answers
with the name and the process. It ends with its input, and its kernels end with it.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self, cast

from pipeline.kernel_process import import_packages, serve_kernel

# Plotly looks for a running shell when it is imported, and there is none yet: what it would choose.
RENDERER: Final = "plotly_mimetype+notebook"


def main(arguments: Sequence[str]) -> None:
    """Import the packages, then fork a kernel for each order until there is no more input."""
    folder, *packages = arguments
    # The notebook's own folder must not shadow what is imported here; the shell adds it later.
    del sys.path[0]
    os.environ.setdefault("PLOTLY_RENDERER", RENDERER)
    # Kernels that end are nobody's to wait for.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    # What a package prints when it is imported must not be taken for an answer.
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)
    import_packages(("ipykernel.kernelapp", *packages))
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            os.close(answers)
            _become_kernel(Path(folder), order)
        os.write(answers, f"{order['name']} {child}\n".encode())
    shutil.rmtree(folder, ignore_errors=True)


def _become_kernel(folder: Path, order: Mapping[str, Any]) -> None:
    """Serve a kernel in this child process, and never return."""
    nursery = os.getppid()
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(1, 0)
    _reseed()
    serve_kernel(folder / f"{order['name']}.json", nursery, order["packages"])
    os._exit(0)


def _reseed() -> None:
    """Give this kernel random numbers of its own: a fork begins where its parent stood."""
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


class Nursery:
    """Starts and stops the nursery of a pool, orders kernels and hears of their birth."""

    def __init__(
        self, root: Path, folder: Path, packages: Sequence[str], environment: Mapping[str, str]
    ) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pipeline.kernel_nursery", str(folder), *packages],
            cwd=root,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        self._orders = cast(IO[bytes], self._process.stdin)
        self._answers = cast(IO[bytes], self._process.stdout)
        os.set_blocking(self._answers.fileno(), False)
        self._heard = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()
        self._answers.close()
        with suppress(BrokenPipeError):
            self._orders.close()

    def stop(self) -> None:
        """End the nursery; births it told of can still be heard."""
        self._process.kill()
        self._process.wait()

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def order_kernel(self, name: str, packages: Sequence[str]) -> None:
        """Order a kernel; refuses, with an OSError, once the nursery is gone."""
        order = json.dumps({"name": name, "packages": list(packages)})
        self._orders.write(order.encode() + b"\n")
        self._orders.flush()

    def hear_births(self) -> list[tuple[str, int]]:
        """Return the names and processes of kernels born since the last call."""
        self._heard += self._answers.read() or b""
        *lines, self._heard = self._heard.split(b"\n")
        return [(name, int(pid)) for name, pid in (line.decode().split() for line in lines)]


if __name__ == "__main__":
    main(sys.argv[1:])
