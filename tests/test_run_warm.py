"""Kernels forked from a warm parent: the same bytes as kernels of their own, nothing shared, nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from tiny_notebooks import alive, plan_of, printed, until, write

from helpers import build, cases, run
from helpers.errors import ReportError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux alone")


@pytest.fixture(scope="module")
def ready() -> Iterator[run.Warm]:
    """One parent for the tests of this file."""
    with run.warm() as parent:
        yield parent


def same_bytes(plans: list[run.Plan], ready: run.Warm) -> list[str]:
    """Runs the plans in both ways and returns those whose notebooks differ; that they were forked is asserted."""
    own, forked = run.execute(plans, workers=2), run.execute(plans, workers=2, warm=ready)
    assert ready.why == ""
    return [plan.name for plan in plans if nbformat.writes(own[plan.name]) != nbformat.writes(forked[plan.name])]


# ---------------------------------------------------------------- the same bytes


ODD = (
    "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2]);",  # the inline backend must be attached to the shell
    "%matplotlib inline\nimport seaborn as sns\nsns.histplot([1, 2, 2, 3]);\nprint(plt.get_backend())",
    "import random, numpy, warnings\nprint(random.random(), numpy.random.rand(), hash('a'), {*'abcdef'})",
    "warnings.warn('a path with the process id in it')\nobject()",
    "import pandas as pd\npd.DataFrame({'a': [1, 2]}).style",
    "import sys, os\nprint(sys.path, sys.argv[0], sys.flags, os.getcwd() == os.path.dirname(os.path.abspath('x')))",
    "own = ('PYTEST_CURRENT_TEST', 'JPY_PARENT_PID', 'IPYTHONDIR', 'CASEBOOK_READS')\n"
    "print(sorted((name, value) for name, value in os.environ.items() if name not in own))",
    "import asyncio\nawait asyncio.sleep(0)\nprint('awaited')",
    "import subprocess\nprint(subprocess.run(['echo', 'child'], capture_output=True, text=True).stdout)\n!echo shell",
    "import pyarrow as pa, duckdb\n"
    "print(pa.array([3, 1]).sort(), duckdb.sql('select count(*) from range(100000)').fetchall())",
    "from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor\nimport multiprocessing\n"
    "with ThreadPoolExecutor(2) as pool:\n    print(list(pool.map(abs, [-1, 2])))\n"
    "with multiprocessing.get_context('fork').Pool(2) as pool:\n    print(pool.map(abs, [-1, 2]))",
    "import locale, time\nprint(locale.getlocale(), time.tzname, sys.stdout.encoding, sys.getfilesystemencoding())",
    "import signal\nprint([signal.getsignal(n) for n in (signal.SIGTERM, signal.SIGCHLD, signal.SIGPIPE)])",
    "import threading\nprint(sorted(thread.name for thread in threading.enumerate()))",
)


def test_a_forked_kernel_shows_what_one_of_its_own_shows(here: Path, ready: run.Warm) -> None:
    path = write(here / "10-odd.ipynb", *ODD)
    assert same_bytes([plan_of(path, case="toy")], ready) == []
    cells = run.execute([plan_of(path, case="toy")], warm=ready)["10-odd"].cells
    assert "image/png" in cells[2].outputs[0].data, "the inline backend is not attached, and every chart is lost"
    assert ready.why == ""


@pytest.mark.long
def test_the_shipped_notebooks_have_the_same_bytes_both_ways(tmp_path: Path, repo: Path, ready: run.Warm) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "raw").symlink_to(repo / "data" / "raw")
    case = cases.load("harbour-fire", tmp_path)
    build.build(case)
    plans = [plan for plan in run.plan(case) if not plan.skipped]
    assert len(plans) > 3
    assert same_bytes(plans, ready) == []


# ---------------------------------------------------------------- nothing shared


LEAVE = """\
import os, random, sys, warnings
import matplotlib, numpy, pandas
from helpers import dates
pandas.options.display.max_rows = 7
matplotlib.rcParams["lines.linewidth"] = 9
os.environ["LEAK"] = "leaked"
sys.path.insert(0, "/leaked")
os.chdir("/")
random.random(), numpy.random.rand()
numpy.leaked = dates.leaked = True
sys.modules["leaked"] = numpy
warnings.simplefilter("ignore")"""
LOOK = """\
import os, random, sys, warnings
import matplotlib, numpy, pandas
from helpers import dates
print(pandas.options.display.max_rows, matplotlib.rcParams["lines.linewidth"], os.environ.get("LEAK"), os.getcwd())
print("/leaked" in sys.path, "leaked" in sys.modules, hasattr(numpy, "leaked"), hasattr(dates, "leaked"))
print(random.random(), numpy.random.rand(), warnings.filters[0])"""


def test_nothing_of_a_notebook_is_left_for_the_next(here: Path, ready: run.Warm) -> None:
    plans = [plan_of(write(here / f"{n}.ipynb", cell)) for n, cell in (("1-a", LOOK), ("2-b", LEAVE), ("3-c", LOOK))]
    found = run.execute(plans, workers=1, warm=ready)
    assert printed(found["1-a"]) == printed(found["3-c"])
    assert printed(found["1-a"])[0].startswith(f"60 1.5 None {here}\nFalse False False False\n")
    assert printed(found["1-a"]) == printed(run.execute(plans[:1])["1-a"])


def test_a_module_beside_the_notebook_stands_in_for_a_library(here: Path, ready: run.Warm) -> None:
    (here / "own").mkdir()
    (here / "own" / "seaborn.py").write_text("mine = 'mine'")
    path = write(here / "own" / "10-a.ipynb", "import seaborn\nprint(seaborn.mine)")
    assert printed(run.execute([plan_of(path)], warm=ready)["10-a"]) == ["mine\n"]
    assert ready.why == "seaborn.py beside the notebook stands in for a library"
    ready.why = ""


def test_the_parent_has_one_thread_and_forgets_its_kernels(here: Path, ready: run.Warm) -> None:
    run.execute([plan_of(write(here / "10-a.ipynb", "1"))], warm=ready)
    assert ready._process is not None
    assert len(list(Path(f"/proc/{ready._process.pid}/task").iterdir())) == 1
    assert until(lambda: not children(ready._process.pid), 5)
    assert ready.folder is not None
    assert [each.name for each in ready.folder.iterdir()] == ["parent.log"]
    assert (ready.folder / "parent.log").read_text() == ""


def children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


# ---------------------------------------------------------------- what goes wrong


@pytest.mark.parametrize(
    ("cell", "cause"),
    [
        ("import ctypes; ctypes.string_at(0)", "its kernel was ended by SIGSEGV (a crash in compiled code)."),
        ("import os; os.kill(os.getpid(), 9)", "its kernel was ended by SIGKILL (often: not enough memory)."),
        ("import os; os._exit(3)", "its kernel ended with exit code 3."),
        ("while True: pass", "it was stopped after 1 s. Give it less to do, or a longer time limit."),
        ("import sys; sys.exit()", "the notebook ended before this cell. Take out the `exit` above it."),
    ],
)
def test_a_failed_cell_is_named_with_its_cause(
    here: Path,
    ready: run.Warm,
    cell: str,
    cause: str,
) -> None:
    path = write(here / "10-a.ipynb", "1", cell, "2")
    with pytest.raises(ReportError) as raised:
        run.execute([plan_of(path, case="x")], timeout=1, warm=ready)
    where = "10-a, cell 4 (2)" if "sys.exit" in cell else f"10-a, cell 3 ({cell})"
    assert (str(raised.value), ready.why) == (f"{where}: {cause}", "")


def test_what_a_kernel_started_ends_with_it(here: Path, ready: run.Warm) -> None:
    cell = (
        "import subprocess; open('pid', 'w').write(str(subprocess.Popen(['sleep', '600']).pid)); import os; os._exit(0)"
    )
    with pytest.raises(ReportError):
        run.execute([plan_of(write(here / "10-a.ipynb", cell))], warm=ready)
    assert until(lambda: not alive(int((here / "pid").read_text())), 5)


def test_the_end_of_the_parent_is_said_and_ends_its_kernels(here: Path) -> None:
    end = "os.kill(os.getppid(), 9)\ntime.sleep(60)"
    cell = f"import os, pathlib, time\npathlib.Path('pid').write_text(str(os.getpid()))\n{end}"
    path = write(here / "10-a.ipynb", cell)
    with run.warm() as parent:
        with pytest.raises(ReportError) as raised:
            run.execute([plan_of(path)], warm=parent)
        cause = "its kernel ended together with the process that it was forked from."
        assert str(raised.value) == f"10-a, cell 2 (import os, pathlib, time): {cause}"
        assert until(lambda: not alive(int((here / "pid").read_text())), 5)
        after = run.execute([plan_of(write(here / "20-b.ipynb", "print(1)"))], warm=parent)
        assert (printed(after["20-b"]), parent.why) == (["1\n"], "their parent does not answer")
    assert parent.folder is not None
    assert not parent.folder.exists()


def test_a_changed_setting_makes_a_kernel_start_by_itself(
    here: Path,
    ready: run.Warm,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = write(here / "10-a.ipynb", "import os\nprint(os.environ.get('PANDAS_X'), os.environ.get('OTHER'))")
    monkeypatch.setenv("OTHER", "passed on")
    assert printed(run.execute([plan_of(path)], warm=ready)["10-a"]) == ["None passed on\n"]
    assert ready.why == ""
    monkeypatch.setenv("PANDAS_X", "1")
    assert printed(run.execute([plan_of(path)], warm=ready)["10-a"]) == ["1 passed on\n"]
    said = "Kernels start by themselves, which takes longer: PANDAS_X has changed since their parent started."
    assert [record.message for record in caplog.records if record.name == "helpers.run"] == [said]
    ready.why = ""


def test_where_nothing_can_be_forked_kernels_start_by_themselves(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(here / "10-a.ipynb", "print(1)")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", "darwin")
        other = run.warm()
        none = other.__enter__()
    try:
        assert none.why == "this system cannot fork safely"
        assert printed(run.execute([plan_of(path)], warm=none)["10-a"]) == ["1\n"]
    finally:
        other.__exit__(None, None, None)


def test_a_parent_that_cannot_be_started_is_said(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(here))
    monkeypatch.setattr(subprocess, "Popen", no_process)
    with run.warm() as none:
        assert none.why == "no process could be started (Cannot allocate memory)"
    assert not list(here.iterdir())


def no_process(*_: object, **__: object) -> None:
    raise OSError(12, "Cannot allocate memory")


@pytest.mark.long
def test_a_parent_that_cannot_import_is_not_waited_for(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "broken").mkdir()
    (here / "broken" / "seaborn.py").write_text("raise SystemExit('broken')")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(here / "broken"), os.environ.get("PYTHONPATH", "")]))
    with run.warm() as parent:
        assert printed(run.execute([plan_of(write(here / "10-a.ipynb", "print(1)"))], warm=parent)["10-a"]) == ["1\n"]
        assert parent.why == "their parent does not answer"


def test_a_parent_that_nobody_needed_ends_at_once() -> None:
    with run.warm() as parent:
        assert parent._process is not None
    assert parent._process.returncode is not None
    assert parent.folder is not None
    assert not parent.folder.exists()


# ---------------------------------------------------------------- nothing left behind


SLEEP = """\
import os, pathlib, subprocess, time
pids = [os.getpid(), os.getppid(), subprocess.Popen(["sleep", "600"]).pid]
pathlib.Path("new").write_text(" ".join(map(str, pids)))
os.rename("new", "{pid}")
time.sleep(60)"""
PROGRAM = """\
import sys
from pathlib import Path
from helpers import run
with run.warm() as ready:
    run.execute([run.Plan(p.stem, p, "", "") for p in map(Path, sys.argv[1:])], workers=2, warm=ready)
"""


@pytest.mark.parametrize(
    "which", [pytest.param(signal.SIGINT, marks=pytest.mark.long), signal.SIGTERM, signal.SIGKILL], ids=lambda s: s.name
)
def test_an_interruption_leaves_no_process_and_no_folder_behind(here: Path, which: signal.Signals) -> None:
    paths = [write(here / name / f"{name}.ipynb", SLEEP.format(pid="pids")) for name in ("10-a", "20-b")]
    (here / "tmp").mkdir()
    command = [sys.executable, "-c", PROGRAM, *map(str, paths)]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env=os.environ | {"TMPDIR": str(here / "tmp")}
    )
    assert until(lambda: all((path.parent / "pids").exists() for path in paths))
    pids = {int(pid) for path in paths for pid in (path.parent / "pids").read_text().split()}
    assert len(pids) == 5
    assert len(list((here / "tmp").iterdir())) == 1
    process.send_signal(which)
    _, said = process.communicate(timeout=30)
    assert until(lambda: not any(map(alive, pids)), 10)
    assert until(lambda: not list((here / "tmp").iterdir()), 10)
    assert process.returncode != 0
    assert ("KeyboardInterrupt" in said) == (which == signal.SIGINT)


def test_an_interruption_during_the_parents_imports_leaves_nothing_behind(here: Path) -> None:
    lines = ("with run.warm() as ready:", "    print(ready._process.pid, flush=True)", "    time.sleep(60)")
    program = "\n".join(("import time", "from helpers import run", *lines))
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env=os.environ | {"TMPDIR": str(here)}
    )
    assert process.stdout is not None
    pid = int(process.stdout.readline())
    process.kill()
    process.communicate()
    assert until(lambda: not alive(pid) and not list(here.iterdir()), 20)
