"""Whatever ends a render: the last report is whole, the evidence untouched, and the next run succeeds and tidies up."""

from __future__ import annotations

import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from crash_case import Quay, digest

from helpers import paths

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs fork, /proc and signals as Linux has them"),
]
SEED = 20261126
KILLS = 100


def left_over(mark: str) -> list[str]:
    """The processes that have this mark in their environment."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (entry / "environ").read_bytes():
                found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:  # ended meanwhile, or somebody else's
            continue
    return found


def test_a_hundred_renders_killed_at_random_moments(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    with Quay(tmp_path / "ws").warm() as quay:
        took = []
        for _ in range(3):
            quay.grow()
            began = time.monotonic()
            quay.succeeds()
            took.append(time.monotonic() - began)
        whole, killed = statistics.median(took), 0
        for n in range(KILLS):
            quay.grow()
            before, published = quay.raw(), quay.is_whole()["publication"]
            process = quay.start()
            time.sleep(chance.uniform(0, 1.05 * whole))
            os.kill(process, signal.SIGKILL)
            done = quay.end()
            killed += done["exit"] == -signal.SIGKILL
            assert quay.raw() == before, f"kill {n}"
            assert quay.is_whole()["publication"] >= published, f"kill {n}"
            if n % 10 == 9:
                quay.grow()
                quay.succeeds()
        assert killed > KILLS / 2, f"{killed} of {KILLS}"  # the others had finished
        quay.grow()
        quay.succeeds()
    assert same_pages(quay.reports / "quay", afresh(quay, tmp_path / "other"))


def afresh(quay: Quay, root: Path) -> Path:
    """The report of the same evidence in a workspace where nothing was ever killed."""
    other = Quay(root)
    shutil.copy(quay.folder / "posts.csv", other.folder / "posts.csv")
    other.n = quay.n
    with other.warm():
        other.succeeds()
    return other.reports / "quay"


def same_pages(one: Path, other: Path) -> bool:
    """Whether a page and the findings are the same bytes; what says what changed, and what leads there, differs."""
    names = ("30-activity.html", "snapshot.json")
    return [digest(one / name) for name in names] == [digest(other / name) for name in names]


def test_killed_with_kernels_running_leaves_no_process(tmp_path: Path) -> None:
    chance, mark = random.Random(SEED), f"CASEBOOK_CRASH={os.getpid()}-{tmp_path.name}"
    quay = Quay(tmp_path / "ws")
    command = [sys.executable, "-m", "helpers.cli", "render", "quay", "--workspace", str(quay.root), "--quiet"]
    own = os.environ | dict([mark.split("=")]) | {"PYTHONPATH": str(paths.PACKAGE.parent), "TMPDIR": str(tmp_path)}
    quay.grow()
    began = time.monotonic()
    assert subprocess.run(command, env=own, check=False).returncode == 0
    whole = time.monotonic() - began
    for _ in range(5):
        quay.grow()
        before = quay.raw()
        with subprocess.Popen(command, env=own) as process:
            time.sleep(chance.uniform(0.2, 0.95) * whole)
            process.kill()
        until = time.monotonic() + 20
        while (left := left_over(mark)) and time.monotonic() < until:
            time.sleep(0.1)
        assert left == []
        assert quay.raw() == before and quay.is_whole()
    assert subprocess.run(command, env=own, check=False).returncode == 0
    quay.is_whole()
    quay.is_tidy()


@pytest.mark.skipif(sys.platform.startswith("linux") and os.geteuid() != 0, reason="needs root, to mount a small disk")
def test_a_full_disk(tmp_path: Path) -> None:
    root = tmp_path / "ws"
    root.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=24m", "none", str(root)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount, which containers often lack")
    try:
        with Quay(root).warm() as quay:
            quay.grow()
            quay.succeeds()
            for free in (0, 8, 40, 100, 200, 300, 500):  # kB: it fails at another place each time
                quay.grow()
                before = quay.raw()
                filler = root / "filler"
                _fill(filler, root, free * 1024)
                done = quay.render()
                assert quay.raw() == before
                assert quay.is_whole()
                if done["exit"]:
                    said = ("The disk is full: ", "cannot be written: No space left on device. Nothing was replaced.")
                    assert done["exit"] == 1 and any(one in done["says"] for one in said), (free, done)
                filler.unlink()
                quay.grow()
                quay.succeeds()
    finally:
        subprocess.run(["umount", "-l", str(root)], check=True)


def _fill(filler: Path, disk: Path, free: int) -> None:
    with filler.open("wb") as file:
        while (room := shutil.disk_usage(disk).free - free) > 0:
            try:
                file.write(b"x" * min(room, 1 << 20))
                file.flush()
            except OSError:
                return


@pytest.mark.parametrize(
    ("which", "says"),
    [
        ("reports", "Check its permissions."),
        ("reports/quay.past", "Check its permissions."),
        ("data/processed/quay", "cannot be written: Permission denied. Nothing was replaced."),
    ],
)
def test_a_folder_that_may_not_be_written(tmp_path: Path, which: str, says: str) -> None:
    root_without_its_rights: tuple[str, ...] = ()
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("needs another user than root, or setpriv (the package util-linux)")
        root_without_its_rights = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
    with Quay(tmp_path / "ws", *root_without_its_rights).warm() as quay:
        quay.grow()
        quay.succeeds()
        quay.grow()
        before, folder = quay.raw(), quay.root / which
        folder.chmod(0o555)
        try:
            done = quay.render()
        finally:
            folder.chmod(0o755)
        assert done["exit"] == 1 and done["says"].endswith(says), done
        assert quay.raw() == before
        assert quay.is_whole()
        quay.grow()
        quay.succeeds()


def test_a_clock_that_jumps_back(tmp_path: Path) -> None:
    hour = 3600.0
    with Quay(tmp_path / "ws").warm() as quay:
        for clock in (0, -2 * hour, -400 * 24 * hour, -2 * hour, 24 * hour, 0):
            quay.grow()
            os.utime(quay.folder / "posts.csv", (time.time() + clock, time.time() + clock))
            done = quay.render(clock)
            assert (done["exit"], done["result"]) == (0, "published")
            again = quay.render(clock - hour)
            assert again["result"] == "unchanged", again
        quay.grow()
        quay.succeeds()
        stamps = [line["publication"] for line in quay.history() if line["result"] == "published"]
        assert len(stamps) == len(set(stamps)) == 7 and stamps == sorted(stamps)
        kept = sorted(path.name for path in (quay.reports / "quay.past").iterdir() if path.is_dir())
        assert kept == stamps[-4:-1]


def test_two_schedules_at_the_same_minute(tmp_path: Path) -> None:
    with Quay(tmp_path / "ws").warm() as quay:
        for _ in range(5):
            quay.grow()
            first, second = quay.start(), quay.start()
            ended = [quay.end(), quay.end()]
            assert quay.is_whole()["inputs"]
            codes = sorted(done["exit"] for done in ended)
            assert codes in ([0, 1], [0, 0])  # the second may come when the first has just ended
            for done in ended:
                if done["exit"]:
                    assert done["says"].startswith("The report of quay is being made by process ")
                    assert str(first) in done["says"] or str(second) in done["says"]
        quay.grow()
        quay.succeeds()
