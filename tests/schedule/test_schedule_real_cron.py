"""A case under a real cron, twice, with evidence arriving between: cron in a file system view of its own.

Needs root on Linux, cron, unshare and nsenter. The crontab of whoever runs the tests is not touched: the folder of the
crontabs is an empty one that only this cron sees, and so are those of the system's own jobs.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from helpers import intake, paths

NEEDED = ("cron", "crontab", "unshare", "nsenter", "mount")
OWN_VIEW = """
set -e
mount --make-rprivate /
for folder in /var/spool/cron /etc/cron.d /run; do mount -t tmpfs none $folder; done
mount --bind /dev/null /etc/crontab
mkdir -m 1730 /var/spool/cron/crontabs
chgrp crontab /var/spool/cron/crontabs
exec cron -f
"""
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
POSTS = "when,who,words\n2021-01-02T10:05:07Z,ana,hello\n2021-01-03T10:05:08Z,bo,bye\n"
ENTRY = """
[[sources]]
files = "posts-*.csv"
reader = "table"
table = "posts"
platform = "forum"
credit = "A forum"
columns = { created_at = "when", account_name = "who", text = "words" }

[publication]
keep = 1
on_change = ["/bin/sh", "-c", "cat > told-$CASEBOOK_EVENT.json"]
"""
PATIENCE = 150  # seconds: a minute until cron's next, and the render on a busy machine


def missing() -> str:
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return "needs root on Linux, for a cron of its own"
    lacking = [name for name in NEEDED if not shutil.which(name, path=PATH)]
    if lacking:
        return f"needs {', '.join(lacking)} (on Debian: the packages cron and util-linux)"
    allowed = subprocess.run(["unshare", "-m", "mount", "--make-rprivate", "/"], capture_output=True, check=False)
    return "" if allowed.returncode == 0 else "needs the right to mount, which containers often lack"


@contextmanager
def cron() -> Iterator[Callable[..., str]]:
    """A cron of its own; what is handed out runs a command where that cron is seen."""
    process = subprocess.Popen(["unshare", "-m", "sh", "-c", OWN_VIEW], env={"PATH": PATH})

    def run(*command: str, given: str | None = None) -> str:
        inside = ["nsenter", "-t", str(process.pid), "-m", "-w", *command]
        done = subprocess.run(inside, capture_output=True, text=True, input=given, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    try:
        wait(lambda: Path(f"/proc/{process.pid}/comm").read_text() == "cron\n", 10)
        time.sleep(1.1)  # cron compares whole seconds: a crontab of the second in which it starts is not seen
        yield run
    finally:
        process.terminate()
        process.wait()


def wait(done: Callable[[], bool], seconds: float = PATIENCE) -> None:
    until = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < until, f"not done after {seconds} seconds"
        time.sleep(0.2)


@pytest.mark.long
def test_a_case_under_a_real_cron_twice_with_evidence_arriving_between(tmp_path: Path) -> None:
    if why := missing():
        pytest.skip(why)
    folder = intake.new("quay", root := tmp_path / "100% cases")
    toml = (folder / "case.toml").read_text()
    (folder / "case.toml").write_text(re.sub(r"(?m)^period = .*", 'period = "2021"', toml) + ENTRY)
    (folder / "posts-1.csv").write_text(POSTS)
    history, log = root / "reports/quay.past/history.jsonl", root / "reports/quay.past/log.txt"

    def lines() -> list[dict[str, object]]:
        return [json.loads(line) for line in history.read_text().splitlines()] if history.is_file() else []

    code = ["/usr/bin/env", f"PYTHONPATH={paths.PACKAGE.parent}", "TZ=UTC", sys.executable, "-m", "helpers.cli"]
    with cron() as run:
        where = ("--workspace", str(root))
        run(*code, "schedule", "quay", "--every", "5 minutes", *where)
        written = run("crontab", "-l")
        time.sleep(1.1)
        # every minute, which `schedule` does not offer: nobody wants to wait for five
        run("crontab", "-", given=written.replace("*/5 * * * *", "* * * * *"))
        wait(lambda: len(lines()) >= 1)
        assert lines()[0]["result"] == "published", lines()
        (folder / "posts-2.csv").write_text(POSTS.replace("hello", "again").replace("2021-01", "2021-02"))
        wait(lambda: [one["result"] for one in lines()].count("published") == 2)
        run(*code, "unschedule", "quay", *where)
        assert run("crontab", "-l") == ""
        wait(lambda: not (root / "reports/.quay.lock").exists())

    results = [one["result"] for one in lines()]
    assert set(results) <= {"published", "unchanged"} and results[0] == "published"
    assert (root / "reports/quay/index.html").is_file()
    told = json.loads((root / "told-on_change.json").read_text())
    assert told == json.loads((root / "reports/quay/changes.json").read_text())
    said = log.read_text().splitlines()
    assert [line.split(" ", 2)[2] for line in said if line.endswith("begins")] == ["render quay: begins"] * len(results)
    assert [line for line in said if "ended with exit code" in line and not line.endswith(" 0")] == []
    kept = [path.name for path in (root / "reports/quay.past").iterdir() if path.is_dir()]
    assert len(kept) == 1  # keep = 1
