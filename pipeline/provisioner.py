"""How Jupyter gets a kernel here: a warm one from the pool, else a new one of this Python.

Registered as the kernel provisioner `tip-digest-warm`, so that papermill and nbclient stay as they
are. Kernels listen on sockets in a private folder where they can: ports could collide.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any, Final, cast

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase

from pipeline.kernel_pool import (
    Claim,
    can_hold_sockets,
    claim_kernel,
    kernel_command,
    make_kernel_environment,
    make_kernel_folder,
)

PROVISIONER_NAME: Final = "tip-digest-warm"
POLL_S: Final = 0.05


class ProjectKernelManager(AsyncKernelManager):
    """Starts kernels of this Python, whatever kernels the user has installed elsewhere."""

    @property
    def kernel_spec(self) -> KernelSpec:
        return KernelSpec(
            argv=kernel_command("{connection_file}"),
            display_name="tip-digest",
            language="python",
            metadata={"kernel_provisioner": {"provisioner_name": PROVISIONER_NAME}},
        )


class ClaimedProcess:
    """Stands in for the Popen of a kernel that another process started and will reap."""

    stdin = stdout = stderr = None

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self.pid = claim.pid

    def poll(self) -> int | None:
        return None if self.claim.is_alive() else 1

    def wait(self) -> int:
        while self.claim.is_alive():
            time.sleep(POLL_S)
        return 1

    def send_signal(self, signum: int) -> None:
        if self.claim.is_alive():
            os.kill(self.pid, signum)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class WarmProvisioner(LocalProvisioner):
    """Claims a warm kernel of the working folder, or starts one in a private folder of its own."""

    process: Any = None
    claim: Claim | None = None
    folder: Path | None = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Return the arguments of the launch; the connection is settled on the way."""
        # nbclient's only one chooses where the history is kept; these kernels keep none.
        kwargs.pop("extra_arguments", None)
        manager: Any = self.parent
        self.claim = claim_kernel(Path(kwargs.get("cwd") or Path.cwd()))
        if self.claim:
            # The manager writes its own copy of the connection; let it go with the pool's folder.
            folder = self.claim.file.parent.parent
            manager.connection_file = str(folder / f"{self.claim.file.name}.manager")
            return await KernelProvisionerBase.pre_launch(self, cmd=[], **kwargs)
        self.folder = make_kernel_folder()
        manager.connection_file = str(self.folder / "k.json")
        if can_hold_sockets(self.folder):
            manager.transport = "ipc"
            manager.ip = str(self.folder / "k")
        kwargs["env"] = make_kernel_environment(self.folder)
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Return where the kernel listens: the claimed one, or one that starts now."""
        if self.claim is None:
            return await super().launch_kernel(cmd, stdout=subprocess.DEVNULL, **kwargs)
        self.process = ClaimedProcess(self.claim)
        self.pid = self.pgid = self.claim.pid
        key = str(self.claim.connection["key"]).encode()
        self.connection_info = cast(KernelConnectionInfo, {**self.claim.connection, "key": key})
        return self.connection_info

    async def cleanup(self, restart: bool = False) -> None:
        """Remove the private folder; a claimed kernel's folder is the pool's."""
        await super().cleanup(restart=restart)
        if self.folder and not restart:
            shutil.rmtree(self.folder, ignore_errors=True)
