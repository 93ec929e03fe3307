"""The reports of a workspace, shown to this machine alone: GET and HEAD on 127.0.0.1, files below `reports/`.

Nothing is reached out for: the one socket listens on the loopback address and answers who asks from there. A request
names a file by its path; every folder on the way is opened from the one before it and no link is followed, so that a
path cannot lead out, whatever is swapped under it. What is hidden (`.cache`, locks) and what is no part of a report is
not there. A request whose `Host` is another name is refused: a page from elsewhere that had its own name point at
127.0.0.1 would otherwise read the reports (DNS rebinding).
"""

from __future__ import annotations

import html
import os
import re
import shutil
import signal
import stat
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from helpers.errors import ReportError, UsageError

ADDRESS, PORT = "127.0.0.1", 8700
INDEX = "index.html"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/atom+xml; charset=utf-8",
    ".zip": "application/zip",
}
STRICT = "default-src 'none'; base-uri 'none'; form-action 'none'"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "no-store",
}
_META = re.compile(rb'http-equiv="Content-Security-Policy" content="([^"]{1,2000})"')
_POLICY = re.compile(r"default-src 'none';[\w '\-:;+/=]*")
_HEAD = 4096  # a page states its policy within its first bytes
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK  # a pipe with a report's name must not hang the answer
_SAID = {
    HTTPStatus.NOT_FOUND: "There is no such page. The list of reports is at /.",
    HTTPStatus.METHOD_NOT_ALLOWED: "Reports can only be read: GET and HEAD.",
    HTTPStatus.MISDIRECTED_REQUEST: "This server answers to 127.0.0.1 and localhost, with its port, and to no other.",
}


def serve(reports: Path, case: str = "", port: int = PORT, ready: Callable[[str], None] = lambda address: None) -> None:
    """Shows `reports` (of one case, if it is named) until Ctrl-C or SIGTERM; `ready` is handed the address.

    Port 0 takes any free one. A `ReportError` where there is no report, or where the port is taken.
    """
    if not 0 <= port <= 65535:
        raise UsageError(f"There is no port {port}: take one from 1024 to 65535, or 0 for any that is free.")
    if not list(reports.glob(f"{case or '*'}/{INDEX}")):
        of, name = (f" of {case}", case) if case else ("", "NAME")
        raise ReportError(f"There is no report{of} in {reports} yet. Run `casebook render {name}` first.")
    with _open(reports, case, port) as site, _ended_by_signals():
        try:
            ready(site.address)
            site.serve_forever()
        except KeyboardInterrupt:
            return


def _open(reports: Path, case: str, port: int) -> Site:
    try:
        return Site(reports, case, port)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise ReportError(
            f"Port {port} of {ADDRESS} cannot be used: {why}. Name another with --port; 0 takes any that is free."
        ) from error


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """SIGTERM ends it as Ctrl-C does. Only the main thread may say so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class Site(ThreadingHTTPServer):
    """The listening socket, and what it may show."""

    def __init__(self, reports: Path, case: str = "", port: int = PORT) -> None:
        self.reports, self.case = reports, case
        super().__init__((ADDRESS, port), Answers)
        here = self.server_address[1]
        self.address = f"http://{ADDRESS}:{here}/"
        self.hosts = {f"{name}:{here}" for name in (ADDRESS, "localhost")}

    def server_bind(self) -> None:
        """Binds, without asking for this machine's name as the parent does: that may ask the network."""
        TCPServer.server_bind(self)

    def verify_request(self, request: Any, client_address: Any) -> bool:
        """Whether the other end is this machine."""
        return bool(client_address[0] == ADDRESS)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing: a reader that went away in the middle of an answer is no error."""

    def page(self) -> bytes:
        """The list of the cases that may be shown, made now: reports come while we serve."""
        from helpers.report.html import assemble

        return assemble.list_of_cases(self.reports, self.case)


class Answers(BaseHTTPRequestHandler):
    """One request and its answer."""

    server: Site
    timeout = 20  # seconds for a request to arrive
    default_request_version = "HTTP/1.0"  # what cannot be read is answered with headers too

    def do_GET(self) -> None:
        """Answers with the file."""
        self._answer()

    def do_HEAD(self) -> None:
        """Answers with the headers alone."""
        self._answer()

    def version_string(self) -> str:
        """Not which Python this is."""
        return "casebook"

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: who reads what is nobody's business."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """A sentence instead of the file; whoever asks otherwise than with GET or HEAD is told so."""
        status = HTTPStatus.METHOD_NOT_ALLOWED if code == HTTPStatus.NOT_IMPLEMENTED else HTTPStatus(code)
        said = _SAID.get(status, f"{status.phrase}.")
        self._send(status, "text/plain; charset=utf-8", STRICT, f"{said}\n".encode())

    def _answer(self) -> None:
        hosts = self.headers.get_all("Host") or []
        if len(hosts) != 1 or hosts[0].lower() not in self.server.hosts:
            return self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        asked = parts(self.path, self.server.case)
        if asked == (INDEX,):
            page = self.server.page()
            return self._send(HTTPStatus.OK, TYPES[".html"], policy(page[:_HEAD]), page)
        try:
            handle = opened(self.server.reports, asked)
        except OSError:
            return self.send_error(HTTPStatus.NOT_FOUND)
        try:
            self._send_opened(handle, asked)
        finally:
            os.close(handle)

    def _send_opened(self, handle: int, asked: Sequence[str]) -> None:
        found, kind = os.fstat(handle), TYPES.get(Path(asked[-1]).suffix)
        if stat.S_ISDIR(found.st_mode):
            return self._send_on(f"/{quote('/'.join(asked))}/")
        if kind is None or not stat.S_ISREG(found.st_mode):
            return self.send_error(HTTPStatus.NOT_FOUND)
        rules = policy(os.pread(handle, _HEAD, 0)) if kind == TYPES[".html"] else STRICT
        self._head(HTTPStatus.OK, kind, rules, found.st_size)
        if self.command != "HEAD":
            with os.fdopen(handle, "rb", closefd=False) as file:
                shutil.copyfileobj(file, self.wfile)

    def _send_on(self, to: str) -> None:
        self._head(HTTPStatus.PERMANENT_REDIRECT, "text/plain; charset=utf-8", STRICT, 0, Location=to)

    def _send(self, status: HTTPStatus, kind: str, rules: str, body: bytes) -> None:
        self._head(status, kind, rules, len(body))
        if self.command != "HEAD":
            self.wfile.write(body)

    def _head(self, status: HTTPStatus, kind: str, rules: str, n_bytes: int, **more: str) -> None:
        self.send_response(status)
        own = {"Content-Type": kind, "Content-Length": str(n_bytes)}
        own["Content-Security-Policy"] = f"{rules}; frame-ancestors 'none'"
        allow = {"Allow": "GET, HEAD"} if status == HTTPStatus.METHOD_NOT_ALLOWED else {}
        for name, value in (own | HEADERS | allow | more).items():
            self.send_header(name, value)
        self.end_headers()


def parts(target: str, case: str = "") -> tuple[str, ...]:
    """The folders and the file below `reports/` that a request names; empty where it names nothing that may be shown.

    What is written with percent signs is read once, before it is cut at the slashes: `%2e%2e%2f` is `../`.
    """
    path = re.split(r"[?#]", target, maxsplit=1)[0]
    try:
        names = unquote_to_bytes(path).decode("utf-8").split("/")
    except UnicodeDecodeError:
        return ()
    root, *rest = names
    asked = (*rest[:-1], rest[-1] or INDEX) if rest else ()
    sound = not root and all(name and name[0] != "." and "\\" not in name and name.isprintable() for name in asked)
    known = not case or asked == (INDEX,) or (asked and asked[0].split(".")[0] == case)
    return asked if sound and known else ()


def opened(folder: Path, asked: Sequence[str]) -> int:
    """A descriptor of the file, each step taken from the folder before it, no link followed.

    An `OSError` where nothing is asked for, where there is no such file, or where a link stands on the way.
    """
    if not asked:
        raise FileNotFoundError(folder)
    here = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    for name, how in [*((name, _FOLDER) for name in asked[:-1]), *((name, _FILE) for name in asked[-1:])]:
        try:
            there = os.open(name, how, dir_fd=here)
        finally:
            os.close(here)
        here = there
    return here


def policy(head: bytes) -> str:
    """The policy that a page states in its own head, which its style needs; the strictest where it states none."""
    found = _META.search(head)
    stated = html.unescape(found[1].decode("ascii", "replace")) if found else ""
    return stated if _POLICY.fullmatch(stated) else STRICT
