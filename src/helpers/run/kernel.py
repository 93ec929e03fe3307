"""One kernel: this process's Python, a fixed environment, a private folder, and no fixed sleeps.

jupyter_client waits in steps of 100 and 200 ms for what takes 10: about half a second for every notebook. The classes
here override exactly these waits; benchmarks/render.py measures what it is worth.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import Any

import zmq
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_core.utils import ensure_async
from traitlets import default

from helpers.run.surroundings import BOOT
from helpers.run.warm import Forked, Warm

POLL = 0.005
LONGEST_SOCKET = 90  # bytes of path; the system's limit is 104 on macOS and 108 on Linux


class ThisPython(KernelSpecManager):
    """The one kernel there is: the Python of this process, whatever the user has registered as `python3`."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """The same specification for every name."""
        return KernelSpec(
            argv=[sys.executable, str(BOOT), "-f", "{connection_file}"],
            display_name="Casebook",
            language="python",
            metadata={"supported_encryption": "curve"},
        )


class Process(LocalProvisioner):
    """The kernel's process: forked from a warm parent where there is one; waited for in short steps."""

    warm: Warm | None = None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Starts the kernel and returns how to reach it."""
        log = Path(kwargs["stdout"].name)
        forked = self.warm.fork(cmd[1:], str(kwargs["cwd"]), kwargs["env"], log) if self.warm else None
        if forked is None:
            return await super().launch_kernel(cmd, **kwargs)
        # Without a process group: only the parent, which has not fetched the kernel's end yet, can send to one safely.
        self.process, self.pid = forked, forked.pid  # type: ignore[assignment]
        return self.connection_info

    async def wait(self) -> int | None:
        """Waits for the end of the process and returns its exit code."""
        if self.process is None:
            return 0
        while self.process.poll() is None:
            await asyncio.sleep(POLL)
        code: int = self.process.wait()
        self.process = None
        return code


class Client(AsyncKernelClient):
    """The connection to a kernel: ready as soon as its own request came back on both channels."""

    @default("context")
    def _context_default(self) -> zmq.asyncio.Context:
        context = zmq.asyncio.Context()
        context.setsockopt(zmq.RECONNECT_IVL, 10)  # ms; the kernel binds its sockets after we connect
        self._created_context = True
        return context

    def start_channels(self, *args: Any, **kwargs: Any) -> None:
        """Starts the channels, without stdin and the heartbeat's thread (whether it lives, the process says)."""
        super().start_channels(stdin=False, hb=False)

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Returns when the kernel answers and its output arrives; a `RuntimeError` if it dies or takes too long."""
        deadline = time.monotonic() + (timeout or 60)
        while time.monotonic() < deadline:
            request = self.kernel_info()
            if await self._answered(request, deadline) and await self._idle(request):
                return
        raise RuntimeError(f"Kernel didn't respond in {timeout:g} seconds")

    async def _answered(self, request: str, deadline: float) -> bool:
        while time.monotonic() < deadline:
            try:
                message = await ensure_async(self.shell_channel.get_msg(timeout=0.25))
            except Empty:
                if not await self.is_alive():
                    raise RuntimeError("Kernel died before replying to kernel_info") from None
                continue
            if message["parent_header"].get("msg_id") == request:
                self._handle_kernel_info_reply(message)
                return True
        return False

    async def _idle(self, request: str) -> bool:
        """Whether the output channel carries the request's `idle`; not when it was connected too late for it."""
        try:
            while True:
                message = await ensure_async(self.iopub_channel.get_msg(timeout=0.1))
                own = message["parent_header"].get("msg_id") == request
                if own and message["content"].get("execution_state") == "idle":
                    return True
        except Empty:
            return False


class Manager(AsyncKernelManager):
    """Starts one kernel in a private folder, talks to it through sockets there, and ends it at once."""

    def __init__(self, folder: Path, warm: Warm | None = None) -> None:
        self.folder, self.warm = folder, warm
        self.popen: subprocess.Popen[bytes] | Forked | None = None
        private = hasattr(os, "fork") and len(os.fsencode(folder)) < LONGEST_SOCKET
        super().__init__(
            kernel_name="python3",
            kernel_spec_manager=ThisPython(),
            connection_file=str(folder / "kernel.json"),
            transport="ipc" if private else "tcp",
            transport_encryption="disabled" if private else "required",
            client_factory=Client,
        )

    async def _async_pre_start_kernel(self, **kw: Any) -> Any:
        self.provisioner = Process(kernel_id="casebook", kernel_spec=self.kernel_spec, parent=self)
        self.provisioner.warm = self.warm
        return await super()._async_pre_start_kernel(**kw)

    async def _async_launch_kernel(self, kernel_cmd: list[str], **kw: Any) -> None:
        with (self.folder / "kernel.log").open("wb") as log:
            await super()._async_launch_kernel(kernel_cmd, stdout=log, stderr=log, **kw)
        self.popen = self.provisioner.process  # type: ignore[union-attr]

    _launch_kernel = _async_launch_kernel

    async def _async_wait(self, pollinterval: float = POLL) -> None:
        await super()._async_wait(POLL)

    def kill(self) -> None:
        """Ends the kernel and whatever it started, now; from any thread."""
        if self.popen is None or self.popen.poll() is not None:
            return
        if isinstance(self.popen, Forked):
            self.popen.kill()
            with suppress(subprocess.TimeoutExpired):
                self.popen.wait(5)
            return
        with suppress(ProcessLookupError):
            if hasattr(os, "killpg"):
                os.killpg(self.popen.pid, signal.SIGKILL)  # a kernel is started as the leader of a group of its own
            else:
                self.popen.kill()

    def cause(self) -> str:
        """Why the kernel ended, in words."""
        code = self.popen.poll() if self.popen else None
        if code is None:
            return "its kernel does not answer"
        if getattr(self.popen, "orphaned", False):
            return "its kernel ended together with the process that it was forked from"
        if code >= 0:
            return f"its kernel ended with exit code {code}{self._last_words()}"
        name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
        known = {"SIGSEGV": "a crash in compiled code", "SIGKILL": "often: not enough memory", "SIGABRT": "an abort"}
        return f"its kernel was ended by {name}" + (f" ({known[name]})" if name in known else "")

    def _last_words(self) -> str:
        try:
            lines = (self.folder / "kernel.log").read_text(errors="replace").strip().splitlines()
        except OSError:
            return ""
        return f' (its last words: "{lines[-1].strip()}")' if lines else ""
