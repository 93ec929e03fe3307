"""The warm parent of a run's kernels: started early, so that its imports happen while the case is being built.

A kernel spends two seconds of processor time on imports. Here one process imports once, and every kernel is a fork of
it: same libraries, same seeds, same variables, and the same bytes come out. Linux only: the system libraries of macOS
do not bear a fork, and Windows has none. There, and wherever anything is odd, kernels start by themselves as before.
"""

from __future__ import annotations

import json
import logging
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

LOG = logging.getLogger("helpers.run")
LONGEST_WAIT = 120  # seconds for the parent's imports, on a slow disk
# Variables that Python and its libraries read when they start or are imported: a fork would come too late for these.
FROZEN = ("PYTHON", "LD_", "LC_", "LANG", "TZ", "HOME", "XDG_", "MPL", "OMP_", "OPENBLAS_", "MKL_", "NUMEXPR_",
          "JE_ARROW_", "ARROW_", "PANDAS_", "JUPYTER_", "TQDM_", "SOURCE_DATE_EPOCH")  # fmt: skip


class Forked:
    """A kernel that the parent forked, with the manners of a `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, channel: socket.socket) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self.orphaned = False  # the parent ended first, and took the kernel along
        self._channel = channel
        self._lock = threading.Lock()

    def poll(self) -> int | None:
        """The exit code (negative: the signal that ended it), or None while it runs."""
        with self._lock:
            if self.returncode is None:
                self._listen()
            return self.returncode

    def _listen(self) -> None:
        try:
            said = self._channel.recv(64, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        except OSError:
            said = b""
        if said:
            self.returncode = int(said.split()[1])
        else:
            self.returncode, self.orphaned = -signal.SIGKILL, True
        self._channel.close()

    def wait(self, timeout: float | None = None) -> int:
        """Waits for the end of the kernel; a `subprocess.TimeoutExpired` if that takes too many seconds."""
        end = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                raise subprocess.TimeoutExpired("kernel", timeout or 0)
            with suppress(OSError, ValueError):
                select.select([self._channel], [], [], left)
        return code

    def send_signal(self, number: int) -> None:
        """Sends a signal to the kernel and to whatever it started."""
        with self._lock, suppress(OSError):
            self._channel.sendall(f"{int(number)}\n".encode())

    def kill(self) -> None:
        """Ends the kernel and whatever it started, now."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Asks the kernel to end."""
        self.send_signal(signal.SIGTERM)


class Warm:
    """A handle on the kernels' parent; `why` says why there is none, where there is none.

    Everything temporary of its kernels lies in `folder`, which goes when the parent goes.
    """

    def __init__(self, process: subprocess.Popen[bytes] | None, control: socket.socket | None, folder: Path | None):
        self.folder, self.why = folder, ""
        self.environment: Mapping[str, str] = {}
        self._process, self._control = process, control
        self._lock = threading.Lock()
        self._closed = self._answered = False

    def fork(self, argv: Sequence[str], cwd: str, environment: Mapping[str, str], log: Path) -> Forked | None:
        """A new kernel, or None where one must be started in the ordinary way; waits for the parent's imports."""
        changed = {name: value for name, value in environment.items() if self.environment.get(name) != value}
        gone = sorted(self.environment.keys() - environment.keys())
        late = sorted(name for name in (*changed, *gone) if name.startswith(FROZEN))
        if self._closed:
            raise RuntimeError("the run is over")
        if self._control is None or late:
            self._say(self.why or f"{late[0]} has changed since their parent started")
            return None
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        request = {"argv": list(argv), "cwd": cwd, "set": changed, "unset": gone, "log": str(log)}
        try:
            with theirs, self._lock:
                socket.send_fds(self._control, [json.dumps(request).encode()], [theirs.fileno()])
            ours.settimeout(LONGEST_WAIT)
            kind, _, rest = ours.recv(512).decode().partition(" ")
        except OSError:
            kind, rest = "", ""
        self._answered = self._answered or bool(kind)
        if kind == "pid":
            ours.settimeout(None)
            return Forked(int(rest), ours)
        ours.close()
        if self._closed:
            raise RuntimeError("the run is over")
        self._say(rest.strip() or "their parent does not answer")
        return None

    def _say(self, why: str) -> None:
        if why != self.why:
            LOG.warning("Kernels start by themselves, which takes longer: %s.", why)
        self.why = why

    def close(self) -> None:
        """Ends the parent, its kernels, and their folder."""
        self._closed = True
        if self._process is None or self._control is None:
            return
        self._control.close()
        if not self._answered:  # still importing, perhaps: nobody needs that any more
            self._process.kill()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def warm() -> Iterator[Warm]:
    """Starts the kernels' parent at once and ends it with the block; harmless where there can be none.

    with run.warm() as ready:
        build.build(case)
        notebooks = run.execute(plans, warm=ready)
    """
    ready = _start()
    try:
        yield ready
    finally:
        ready.close()


def _start() -> Warm:
    none = Warm(None, None, None)
    if sys.platform != "linux":
        none.why = "this system cannot fork safely"
        return none
    from helpers.run.surroundings import BOOT, environment

    folder = Path(tempfile.mkdtemp(prefix="casebook-"))
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    kept = environment(folder)
    try:
        with theirs, (folder / "parent.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, str(BOOT), "--warm", str(theirs.fileno()), str(folder)],
                env=kept, stdin=subprocess.DEVNULL, stdout=log, stderr=log, pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C is for the one who renders, who then ends this one
            )  # fmt: skip
    except OSError as error:
        ours.close()
        shutil.rmtree(folder, ignore_errors=True)
        none.why = f"no process could be started ({error.strerror})"
        return none
    ready = Warm(process, ours, folder)
    ready.environment = kept
    return ready
