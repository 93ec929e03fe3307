"""`casebook serve`: what is shown, with which headers, and that nothing outside `reports/` can be asked for."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import helpers
from helpers import serve
from helpers.errors import ReportError, UsageError
from helpers.report.html import safe

STYLE = "p{color:red}"
PAGE = f"""<!doctype html>
<meta http-equiv="Content-Security-Policy" content="{safe.policy(STYLE).replace("'", "&#39;")}">
<style>{STYLE}</style><p>Fire"""
MANIFEST = '{"case": {"title": "Quay", "question": "Who?", "invented": true, "says": "1 page"}, "files": {}}'
PAST = "quay.past/2026-11-20T060000Z"
FILES = {
    "index.html": "<p>the list as it was written",
    "quay/index.html": PAGE,
    "quay/manifest.json": MANIFEST,
    "quay/figures/strip.svg": "<svg/>",
    "quay/figures/strip.csv": "a,b\n",
    "quay/feed.xml": "<feed/>",
    "quay/notes.txt": "no part of a report",
    "quay.zip": "PK",
    "quay.held.html": "<p>held",
    f"{PAST}/index.html": "<p>earlier",
    "quay.past/history.jsonl": "{}",
    ".cache/quay/10.json": "hidden",
    ".quay.lock": "hidden",
    "other/index.html": "<p>other",
    "other/manifest.json": MANIFEST.replace("Quay", "Other"),
    "../secret.html": "not for you",
    "../reports-of-others/index.html": "not for you",
}
NONE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ws") / "reports"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (folder / "quay" / "link.html").symlink_to(folder.parent / "secret.html")
    (folder / "quay" / "out").symlink_to(folder.parent)
    (folder / "quay" / "inside.html").symlink_to(folder / "quay" / "index.html")
    os.mkfifo(folder / "quay" / "pipe.html")
    return folder


class Asking:
    """Whoever asks: a request line as it is given, and the answer."""

    def __init__(self, site: serve.Site) -> None:
        self.site, self.port = site, site.server_address[1]

    def ask(self, target: str, method: str = "GET", host: str | None = None) -> tuple[int, dict[str, str], bytes]:
        to = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        to.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        to.putheader("Host", f"127.0.0.1:{self.port}" if host is None else host)
        to.endheaders()
        answer = to.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()

    def raw(self, request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as to:
            to.sendall(request)
            to.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: to.recv(65536), b""))


def asking(reports: Path, case: str = "") -> Iterator[Asking]:
    with serve.Site(reports, case, 0) as site:
        thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield Asking(site)
        site.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def all_of_them(reports: Path) -> Iterator[Asking]:
    yield from asking(reports)


@pytest.fixture(scope="module")
def quay_alone(reports: Path) -> Iterator[Asking]:
    yield from asking(reports, "quay")


@pytest.mark.parametrize(
    ("target", "kind", "rules"),
    [
        ("/quay/index.html", "text/html; charset=utf-8", f"{safe.policy(STYLE)}; frame-ancestors 'none'"),
        ("/quay/", "text/html; charset=utf-8", f"{safe.policy(STYLE)}; frame-ancestors 'none'"),
        ("/quay/index.html?a=1#b", "text/html; charset=utf-8", f"{safe.policy(STYLE)}; frame-ancestors 'none'"),
        ("/q%75ay/figures/strip.svg", "image/svg+xml; charset=utf-8", NONE),
        ("/quay/figures/strip.csv", "text/csv; charset=utf-8", NONE),
        ("/quay/manifest.json", "application/json", NONE),
        ("/quay/feed.xml", "application/atom+xml; charset=utf-8", NONE),
        ("/quay.zip", "application/zip", NONE),
        ("/quay.held.html", "text/html; charset=utf-8", NONE),
        (f"/{PAST}/index.html", "text/html; charset=utf-8", NONE),
    ],
)
def test_a_file_of_a_report(all_of_them: Asking, reports: Path, target: str, kind: str, rules: str) -> None:
    status, headers, body = all_of_them.ask(target)
    path = re.split(r"[?#]", target.replace("%75", "u"))[0].lstrip("/")
    there = (reports / path / "index.html" if path.endswith("/") else reports / path).read_bytes()
    assert (status, body, headers.pop("Date")[-3:]) == (200, there, "GMT")
    assert headers == {
        "Server": "casebook",
        "Content-Type": kind,
        "Content-Length": str(len(there)),
        "Content-Security-Policy": rules,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Robots-Tag": "noindex, nofollow, noarchive",
        "Cache-Control": "no-store",
    }
    assert all_of_them.ask(target, "HEAD")[::2] == (200, b"")


OUTSIDE = [
    "/../secret.html",
    "/quay/../../secret.html",
    "/%2e%2e/secret.html",
    "/%2e%2e%2fsecret.html",
    "/quay/%2e%2e/%2e%2e/secret.html",
    "/quay%2f..%2f..%2fsecret.html",
    "/%252e%252e/secret.html",
    "/..%5csecret.html",
    "/quay/..\\..\\secret.html",
    "//secret.html",
    "/quay//index.html",
    "/./quay/index.html",
    "/%00/index.html",
    "/quay/index.html%00.svg",
    "/quay/%0d%0aX:1.html",
    "/%ff%fe.html",
    "/%c0%ae%c0%ae/secret.html",
    "/../reports-of-others/index.html",
    "/quay/link.html",
    "/quay/inside.html",
    "/quay/out/secret.html",
    "/quay/pipe.html",
    "/quay/notes.txt",
    "/quay.past/history.jsonl",
    "/quay.past/",
    "/quay/figures/",
    "/.cache/quay/10.json",
    "/.quay.lock",
    "/quay/index.html/",
    "/quay/nothing.html",
    "/" + "a" * 5000 + ".html",
    "http://evil.example/quay/index.html",
    "secret.html",
    "*",
]


@pytest.mark.parametrize("target", OUTSIDE)
def test_nothing_outside_and_nothing_hidden(all_of_them: Asking, target: str) -> None:
    host = f"127.0.0.1:{all_of_them.port}"
    answer = all_of_them.raw(f"GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.split()[1] == b"404", answer
    assert body == b"There is no such page. The list of reports is at /.\n"
    assert f"Content-Security-Policy: {NONE}\r\n".encode() in head


def test_the_absolute_path_of_a_file_names_nothing(all_of_them: Asking, reports: Path) -> None:
    secret = reports.parent / "secret.html"
    assert secret.is_file()
    for target in (f"{secret}", f"/{secret}", f"/quay/{secret}", secret.as_uri()):
        assert all_of_them.ask(target)[0] == 404, target


@given(st.text(max_size=40), st.sampled_from(["", "/", "%2e%2e/", "../", "/../", "quay/../", "\\", "%5c"]))
def test_whatever_is_asked_leads_inside_or_nowhere(text: str, before: str) -> None:
    asked = serve.parts(f"/{before}{text}")
    assert not any(name in ("", ".", "..") or name[0] == "." or {*name} & {*"/\\\0"} for name in asked)


def test_a_folder_is_asked_for_with_a_slash(all_of_them: Asking) -> None:
    """So that what its index links to is below it; where to is made of names below `reports/` alone."""
    assert [all_of_them.ask(target)[0] for target in ("/quay", "/quay/figures")] == [308, 308]
    assert all_of_them.ask("/quay")[1]["Location"] == "/quay/"
    assert all_of_them.ask("//evil.example")[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
def test_reports_can_only_be_read(all_of_them: Asking, method: str) -> None:
    status, headers, body = all_of_them.ask("/quay/index.html", method)
    assert (status, headers["Allow"], body) == (405, "GET, HEAD", b"Reports can only be read: GET and HEAD.\n")
    assert (headers["X-Content-Type-Options"], headers["Content-Security-Policy"]) == ("nosniff", NONE)


def test_another_name_than_this_machine_is_refused(all_of_them: Asking) -> None:
    """A page from elsewhere whose name leads to 127.0.0.1 must not read the reports."""
    port = all_of_them.port
    said = b"This server answers to 127.0.0.1 and localhost, with its port, and to no other.\n"
    for host in (f"evil.example:{port}", "127.0.0.1", f"127.0.0.1:{port + 1}", f"127.0.0.1.evil.example:{port}", ""):
        assert all_of_them.ask("/", host=host)[::2] == (421, said), host
    assert all_of_them.ask("/quay/", host=f"LOCALHOST:{port}")[0] == 200
    twice = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.example\r\n\r\n"
    for request in (twice, "GET / HTTP/1.0\r\n\r\n"):
        assert all_of_them.raw(request.encode()).startswith(b"HTTP/1.0 421 "), request


def test_what_is_no_request_is_answered_in_a_sentence(all_of_them: Asking) -> None:
    for request, status in ((b"\x16\x03\x01\x02\r\n\r\n", 400), (b"GET / HTTP/9.9\r\n\r\n", 505)):
        answer = all_of_them.raw(request)
        assert f" {status} ".encode() in answer and b"<" not in answer, answer
    assert all_of_them.ask("/quay/")[0] == 200


def test_the_list_has_the_cases_and_what_was_published_before(all_of_them: Asking) -> None:
    _, headers, body = all_of_them.ask("/")
    text = body.decode()
    links = re.findall(r'<a href="([^"#]+)"', text)
    wanted = ["other/index.html", "other/report.html", "quay/index.html", "quay/report.html", "quay/feed.xml"]
    assert links == ["index.html", *wanted, "quay.held.html", f"{PAST}/index.html"]
    assert "1 earlier publication</summary>" in text and ">2026-11-20 06:00 UTC</a>" in text
    stated = re.search(r'content="(default-src[^"]+)"', text)
    assert stated and headers["Content-Security-Policy"] == (
        f"{stated[1].replace('&#39;', chr(39))}; frame-ancestors 'none'"
    )
    assert all_of_them.ask("/index.html")[2] == body


def test_the_list_is_made_when_it_is_asked_for(all_of_them: Asking, reports: Path) -> None:
    new = reports / "new" / "manifest.json"
    new.parent.mkdir()
    new.write_text(MANIFEST.replace("Quay", "A new one"))
    assert b"A new one" in all_of_them.ask("/")[2]
    new.unlink()
    new.parent.rmdir()
    assert b"A new one" not in all_of_them.ask("/")[2]


def test_of_one_case_nothing_else_is_shown(quay_alone: Asking) -> None:
    shown = ["/", "/quay/index.html", f"/{PAST}/index.html", "/quay.held.html", "/quay.zip"]
    assert [quay_alone.ask(target)[0] for target in shown] == [200] * len(shown)
    assert quay_alone.ask("/other/index.html")[0] == 404
    assert b"Other" not in quay_alone.ask("/")[2]


def test_a_page_that_states_another_policy_gets_the_strictest() -> None:
    for stated in ("script-src *", "default-src 'none'; script-src x\r\nSet-Cookie: a=1", "default-src 'none'; \xe4"):
        head = f'<meta http-equiv="Content-Security-Policy" content="{stated}">'.encode("latin-1")
        assert serve.policy(head) == serve.STRICT


def test_it_listens_on_the_loopback_address_alone(all_of_them: Asking) -> None:
    assert all_of_them.site.socket.getsockname()[0] == "127.0.0.1"
    assert not all_of_them.site.verify_request(None, ("192.0.2.1", 1))


def test_a_port_that_is_taken_or_is_none(reports: Path, all_of_them: Asking) -> None:
    with pytest.raises(ReportError) as taken:
        serve.serve(reports, port=all_of_them.port)
    assert str(taken.value) == (
        f"Port {all_of_them.port} of 127.0.0.1 cannot be used: Address already in use. "
        "Name another with --port; 0 takes any that is free."
    )
    with pytest.raises(UsageError) as none:
        serve.serve(reports, port=65536)
    assert str(none.value) == "There is no port 65536: take one from 1024 to 65535, or 0 for any that is free."


def test_nothing_to_show(tmp_path: Path, reports: Path) -> None:
    with pytest.raises(ReportError) as none:
        serve.serve(tmp_path)
    assert str(none.value) == f"There is no report in {tmp_path} yet. Run `casebook render NAME` first."
    with pytest.raises(ReportError) as of_one:
        serve.serve(reports, "harbour")
    assert str(of_one.value) == (
        f"There is no report of harbour in {reports} yet. Run `casebook render harbour` first."
    )


@pytest.mark.parametrize("which", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_ends_when_it_is_told_to(reports: Path, which: signal.Signals) -> None:
    (reports.parent / "data" / "raw").mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "helpers.cli", "serve", "--port", "0", "--workspace", str(reports.parent)]
    told = os.environ | {"PYTHONPATH": str(Path(helpers.__file__).parents[1])}
    with subprocess.Popen(command, env=told, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stderr
        address, rest = process.stdout.readline(), process.stdout.readline()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\n", address)
        with socket.create_connection(("127.0.0.1", int(address.split(":")[2].strip("/\n"))), timeout=10):
            process.send_signal(which)
        assert process.stdout.read() == ""
        errors = process.stderr.read()
    assert rest == "Only this machine can ask, and whoever is logged in to it. Ctrl-C ends it.\n"
    assert (process.returncode, errors) == (0, "No longer served.\n")
