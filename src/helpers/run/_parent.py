"""The process that kernels are forked from: it has imported what notebooks import, and does nothing else.

It has one thread and one connection, to the process that renders. When that connection ends, however it ends, the
parent ends its kernels, takes away their folder and ends itself. Kernels end with it (`PR_SET_PDEATHSIG`).
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import json
import os
import pkgutil
import select
import shutil
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

INLINE = "module://matplotlib_inline.backend_inline"
LIBRARIES = (
    "ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "IPython.core.completer", "numpy", "pandas",
    "pyarrow.parquet", "duckdb", "matplotlib.figure", "matplotlib.backends.backend_svg", "seaborn",
)  # fmt: skip
ROOMS = ("actors", "cases", "cite", "claims", "copies", "counts", "dates", "show", "timeline", "wording")
SET_PDEATHSIG = 1  # of prctl(2)


def serve(control: int, folder: Path) -> None:
    """Forks a kernel whenever it is asked to over the connection `control`; returns in a kernel, and only there."""
    why = _import_everything()
    Parent(socket.socket(fileno=control), folder, why).serve()


def _import_everything() -> str:
    """Imports what notebooks import; says why no kernel should be forked from here, or nothing."""
    # matplotlib reads this when it is imported. In a kernel of its own, ipykernel has set it by then.
    os.environ["MPLBACKEND"] = INLINE
    os.environ["JPY_PARENT_PID"] = str(os.getpid())  # ipykernel reads it when it is imported
    for name in LIBRARIES:
        importlib.import_module(name)
    for room in ROOMS:
        importlib.import_module(f"helpers.{room}")
    charts = importlib.import_module("helpers.charts")
    for chart in pkgutil.iter_modules(charts.__path__):
        importlib.import_module(f"helpers.charts.{chart.name}")
    del os.environ["MPLBACKEND"]
    sys.stdout.flush()
    sys.stderr.flush()
    threads = len(list(Path("/proc/self/task").iterdir()))
    if threads > 1:
        return f"importing the libraries started {threads - 1} threads, which a fork would lose"
    if os.fstat(2).st_size:  # said to nobody here, and in a kernel of its own it would stand in the notebook
        return "importing the libraries printed something"
    gc.collect()
    gc.freeze()
    return ""


class Parent:
    """The loop of the parent: requests, exits and signals, one at a time."""

    def __init__(self, control: socket.socket, folder: Path, why: str) -> None:
        self.control, self.folder, self.why = control, folder, why
        self.kernels: dict[int, socket.socket | None] = {}
        self.over = False
        self.woken, wake = os.pipe()
        for end in (self.woken, wake):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGTERM, self._end)
        self.wake = wake

    def _end(self, *_: Any) -> None:
        self.over = True

    def serve(self) -> None:
        """Serves until the connection ends, and then ends the process; returns in a forked kernel."""
        while not self.over:
            channels = {channel: pid for pid, channel in self.kernels.items() if channel}
            listened: list[Any] = [self.control, self.woken, *channels]
            ready, _, _ = select.select(listened, [], [])
            if self.woken in ready:
                os.read(self.woken, 4096)
                self._fetch_ended()
            for channel in [each for each in ready if each in channels]:
                self._obey(channels[channel], channel)
            if self.control in ready and self._asked():
                return
        self._leave()

    def _asked(self) -> bool:
        """Answers one request; true in the kernel that was forked for it."""
        try:
            message, received, _, _ = socket.recv_fds(self.control, 1 << 16, 1)
        except OSError:
            message, received = b"", []
        if not message:
            self.over = True
            return False
        channel, request = socket.socket(fileno=received[0]), json.loads(message)
        why = self.why or _shadowed(Path(request["cwd"]))
        try:
            pid = -1 if why else os.fork()
        except OSError as error:
            pid, why = -1, f"no process could be started ({error.strerror})"
        if pid == 0:
            channel.close()
            self._become(request)
            return True
        with suppress(OSError):
            channel.sendall(f"no {why}\n".encode() if pid < 0 else f"pid {pid}\n".encode())
        if pid > 0:
            self.kernels[pid] = channel
        else:
            channel.close()
        return False

    def _become(self, request: dict[str, Any]) -> None:
        """Makes this forked process what a kernel's process is: its group, folder, variables and log."""
        parent = os.getppid()
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        for each in (self.control, *self.kernels.values()):
            if each:
                each.close()
        for end in (self.woken, self.wake):
            os.close(end)
        os.setsid()
        ctypes.CDLL(None).prctl(SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before we asked
            os._exit(1)
        log = os.open(request["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        for stream in (1, 2):
            os.dup2(log, stream)
        os.close(log)
        os.chdir(request["cwd"])
        os.environ.update(request["set"])
        for name in request["unset"]:
            os.environ.pop(name, None)
        sys.argv[:] = request["argv"]

    def _obey(self, pid: int, channel: socket.socket) -> None:
        """Passes signals on to a kernel and what it started; ends them when nobody listens any more."""
        try:
            message = channel.recv(256)
        except OSError:
            message = b""
        if not message:
            channel.close()
            self.kernels[pid] = None
        for number in message.split() or [b"9"]:
            _send(pid, int(number))

    def _fetch_ended(self) -> None:
        for pid, channel in list(self.kernels.items()):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if not ended:
                continue
            with suppress(OSError):
                os.killpg(pid, signal.SIGKILL)  # what it started and left
            del self.kernels[pid]
            if channel:
                with suppress(OSError):
                    channel.sendall(f"exit {os.waitstatus_to_exitcode(status)}\n".encode())
                channel.close()

    def _leave(self) -> None:
        for pid in self.kernels:
            _send(pid, signal.SIGKILL)
        for pid in self.kernels:
            with suppress(OSError):
                os.waitpid(pid, 0)
        shutil.rmtree(self.folder, ignore_errors=True)
        os._exit(0)


def _send(pid: int, number: int) -> None:
    """Sends a signal to the group that a kernel leads, or to the kernel alone if it does not lead one yet."""
    try:
        os.killpg(pid, number)
    except OSError:
        with suppress(OSError):
            os.kill(pid, number)


def _shadowed(folder: Path) -> str:
    """Why a kernel in this folder must import for itself: a file there bears the name of a module that is loaded."""
    loaded = {name.split(".")[0] for name in sys.modules}
    with suppress(OSError):
        for path in folder.iterdir():
            is_module = path.suffix == ".py" or (path / "__init__.py").is_file()
            if is_module and path.stem in loaded:
                return f"{path.name} beside the notebook stands in for a library"
    return ""
