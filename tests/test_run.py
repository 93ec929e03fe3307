"""Planning and executing the notebooks of a case: tiny notebooks, few kernels."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
import papermill.iorw
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from tiny_notebooks import CASE, alive, plan_of, printed, until, write

from helpers import paths, run
from helpers.errors import ReportError, UsageError
from helpers.run import kernel


@pytest.fixture
def space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace, and beside it the kit's notebooks."""
    monkeypatch.setattr(paths, "notebooks", lambda: tmp_path / "kit")
    (tmp_path / "space" / "data" / "raw" / "toy" / "pages").mkdir(parents=True)
    return tmp_path / "space"


@pytest.fixture
def case(space: Path) -> Any:
    """A case with events and nothing else."""
    return SimpleNamespace(
        name="toy",
        folder=space / "data" / "raw" / "toy",
        workspace=paths.Workspace(space),
        notebooks={},
        has=lambda table: table == "events",
    )


# ---------------------------------------------------------------- what would run


def test_the_plan_orders_and_describes_the_notebooks(case: Any, space: Path) -> None:
    kit, own, pages = space.parent / "kit", space / "notebooks", case.folder / "pages"
    timeline = "# Timeline\n\n> What happened,\n> and who says so?\n"
    write(kit / "10-timeline.ipynb", heading=timeline, needs=["events"], may_use=["claims"], yields={"figures": 3})
    write(kit / "9-first.ipynb", needs=["claims", "events", "ties", "actors"])
    write(kit / "20-actors.ipynb", needs=["actors", "ties"])
    write(own / "20-actors.ipynb", heading="# Ours", needs=["ties"])
    write(own / "scratch.ipynb")
    write(pages / "15-the-letter.ipynb", parameters="")
    common = {"workspace": space}
    assert run.plan(case) == [
        run.Plan(
            "9-first",
            kit / "9-first.ipynb",
            "First",
            "",
            needs=("claims", "events", "ties", "actors"),
            parameters={"case": "toy"},
            skipped="Needs claims, ties and actors; this case has none of them.",
            **common,
        ),
        run.Plan(
            "10-timeline",
            kit / "10-timeline.ipynb",
            "Timeline",
            "What happened, and who says so?",
            needs=("events",),
            may_use=("claims",),
            yields={"figures": 3},
            parameters={"case": "toy"},
            **common,
        ),
        run.Plan("15-the-letter", pages / "15-the-letter.ipynb", "The letter", "", whose="the case", **common),
        run.Plan(
            "20-actors",
            own / "20-actors.ipynb",
            "Ours",
            "",
            needs=("ties",),
            parameters={"case": "toy"},
            skipped="Needs ties; this case has none.",
            note=f"20-actors is the one of the workspace; it stands in for {kit / '20-actors.ipynb'}.",
            whose="the workspace",
            **common,
        ),
    ]


@pytest.mark.parametrize(
    ("needs", "sentence"),
    [
        (["claims|articles"], "Needs claims or articles; this case has neither."),
        (["events|claims"], None),
        (["claims|events", "ties"], "Needs ties; this case has none."),
        (["claims|articles", "ties"], "Needs claims or articles and ties; this case has none of them."),
        (["claims|articles|posts"], "Needs claims or articles or posts; this case has none of them."),
    ],
)
def test_one_of_several_tables_is_enough(case: Any, space: Path, needs: list[str], sentence: str | None) -> None:
    write(space / "notebooks" / "10-a.ipynb", needs=needs)
    (plan,) = run.plan(case)
    assert (plan.needs, plan.skipped) == (tuple(needs), sentence)


def test_values_come_from_case_toml_and_then_from_the_command_line(case: Any, space: Path) -> None:
    days = CASE + "\ndays: int = 3  # [1..9]"
    for name in ("10-a", "20-b", "30-c"):
        write(space / "notebooks" / f"{name}.ipynb", parameters=days if name != "30-c" else CASE)
    case.notebooks = {"10-a": {"days": 4}, "20-b": {"days": 5}}

    def planned(given: dict[str, Any]) -> list[dict[str, Any]]:
        return [plan.parameters for plan in run.plan(case, given)]

    toy = {"case": "toy"}
    assert planned({}) == [toy | {"days": 4}, toy | {"days": 5}, toy]
    assert planned({"days": "7"}) == [toy | {"days": 7}, toy | {"days": 7}, toy]
    assert planned({"20-b": {"days": "8"}, "days": "7"}) == [toy | {"days": 7}, toy | {"days": 8}, toy]


@pytest.mark.parametrize(
    ("stated", "given", "sentence"),
    [
        ({}, {"dais": "3"}, 'The notebooks: there is no parameter "dais". Did you mean "days"? It has case and days.'),
        ({}, {"days": "x"}, '10-a: parameter "days" must be a whole number (int), not "x".'),
        ({}, {"10-b": {"days": "3"}}, 'There is no notebook "10-b". Did you mean "10-a"?'),
        ({}, {"10-a": {"dais": "3"}}, '10-a: there is no parameter "dais". Did you mean "days"? It has case and days.'),
        ({}, {"case": "x"}, "-p: the case is the one that is rendered; leave `case` out, or render the other one."),
        (
            {"10-a": {"days": "3"}},
            {},
            '10-a: parameter "days" must be a whole number (int), not "3". That value stands in case.toml of toy.',
        ),
        (
            {"10-aa": {"days": 3}},
            {},
            'case.toml of toy, [notebooks."10-aa"]: there is no such notebook. Did you mean "10-a"?',
        ),
    ],
)
def test_a_wrong_value_is_refused(
    case: Any, space: Path, stated: dict[str, Any], given: dict[str, Any], sentence: str
) -> None:
    write(space / "notebooks" / "10-a.ipynb", parameters=CASE + "\ndays: int = 3")
    case.notebooks = stated
    with pytest.raises(UsageError) as raised:
        run.plan(case, given)
    assert str(raised.value) == sentence


@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        ({"needs": ["evnts"]}, '10-a, metadata casebook.needs: there is no "evnts". Did you mean "events"?'),
        ({"needs": ["events|clams"]}, '10-a, metadata casebook.needs: there is no "clams". Did you mean "claims"?'),
        ({"yields": {"figure": 1}}, '10-a, metadata casebook.yields: there is no "figure". Did you mean "figures"?'),
        ({"need": []}, '10-a, metadata casebook: there is no "need". Did you mean "needs"?'),
    ],
)
def test_a_misspelt_promise_is_refused(case: Any, space: Path, about: dict[str, Any], sentence: str) -> None:
    write(space.parent / "kit" / "10-a.ipynb", **about)
    with pytest.raises(ReportError) as raised:
        run.plan(case)
    assert str(raised.value) == sentence


def test_a_file_that_is_no_notebook_is_refused(case: Any, space: Path) -> None:
    path = space.parent / "kit" / "10-a.ipynb"
    path.parent.mkdir()
    for text in ("", "{", "[]", '{"nbformat": 3, "worksheets": []}'):
        path.write_text(text)
        with pytest.raises(ReportError) as raised:
            run.plan(case)
        assert str(raised.value) == f"{path} is not a notebook of format 4. Open it in JupyterLab and save it."


# ---------------------------------------------------------------- the run


LOOK = """\
import os, random, sys, time, warnings
import numpy
print(os.path.basename(os.getcwd()), case, hash("a"), random.random(), numpy.random.rand(), time.tzname, flush=True)
print(os.environ["OMP_NUM_THREADS"], os.environ.get("CASEBOOK_WORKSPACE"), os.environ.get("LEAK"))
print("and", file=sys.stderr, flush=True)
print("last")
warnings.warn("a path with the process id in it")"""
LEAVE = "os.environ['LEAK'] = 'leaked'\nos.chdir('/')\nobject()"


def test_two_runs_give_the_same_notebooks_and_nothing_leaks(
    here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (here / "profile" / "profile_default" / "startup").mkdir(parents=True)
    (here / "profile" / "profile_default" / "startup" / "mine.py").write_text("import os; os.environ['LEAK'] = 'mine'")
    fake = here / "jupyter" / "kernels" / "python3" / "kernel.json"
    fake.parent.mkdir(parents=True)
    fake.write_text('{"argv": ["false"], "display_name": "not ours", "language": "python"}')
    (here / "temporary").mkdir()
    monkeypatch.setenv("JUPYTER_PATH", str(here / "jupyter"))
    monkeypatch.setenv("IPYTHONDIR", str(here / "profile"))
    monkeypatch.setenv("PYTHONHASHSEED", "random")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setattr(tempfile, "tempdir", str(here / "temporary"))
    names = ("10-a", "20-b", "30-c")
    plans = [
        replace(plan_of(write(here / name / f"{name}.ipynb", LOOK, LEAVE), case=name), workspace=here) for name in names
    ]
    before = Path.cwd()
    said: list[tuple[str, int, int]] = []
    first = run.execute(plans, workers=2, progress=lambda *step: said.append(step))
    second = run.execute([plans[0], replace(plans[1], skipped="Not now."), plans[2]], workers=1)

    assert list(first) == list(names)
    assert list(second) == ["10-a", "30-c"]
    assert [nbformat.writes(first[name]) for name in second] == [nbformat.writes(second[name]) for name in second]
    looks = {name: printed(first[name])[0].split(" ", 2) for name in names}
    assert {name: look[:2] for name, look in looks.items()} == {name: [name, name] for name in names}
    assert len({look[2] for look in looks.values()}) == 1
    assert looks["10-a"][2].endswith(f"('UTC', 'UTC')\n1 {here} None\nlast\n")
    assert printed(first["10-a"])[1].startswith("and\ncells/")
    assert first["10-a"].cells[3].outputs[0].data == {"text/plain": "<object at 0x0>"}
    assert [cell.id for cell in first["10-a"].cells] == ["parameters", "injected-parameters", "cell-0", "cell-1"]
    assert [cell.metadata for cell in first["10-a"].cells[1:]] == [{"tags": ["injected-parameters"]}, {}, {}]
    assert set(first["10-a"].metadata) == {"casebook_reads", "language_info"}
    assert sorted(said) == [(name, done, 4) for name in names for done in (1, 2, 3, 4)]
    assert Path.cwd() == before
    assert papermill.iorw.papermill_io.get_handler("local")._cwd is None
    assert not list((here / "temporary").iterdir())
    assert capfd.readouterr() == ("", "")


def test_a_long_path_of_the_temporary_folder_works_too(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = here / ("long" * 25)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    path = write(here / "{case}-10.ipynb", "print(case)")  # papermill takes braces in paths as templates
    assert printed(run.execute([plan_of(path, case="toy")])["{case}-10"]) == ["toy\n"]


def test_a_notebook_without_cell_ids_gets_the_same_ones_in_every_run(here: Path) -> None:
    path = write(here / "10-a.ipynb", "1", parameters="")
    old = json.loads(path.read_text("utf-8")) | {"nbformat_minor": 4}
    del old["cells"][0]["id"]
    path.write_text(json.dumps(old), "utf-8")
    assert [cell.id for cell in run.execute([plan_of(path)])["10-a"].cells] == ["cell-1"]


def test_a_wrong_value_starts_no_kernel(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def launch(*args: Any, **kw: Any) -> None:
        raise AssertionError("a kernel was started")

    monkeypatch.setattr(kernel.Manager, "_async_launch_kernel", launch)
    path = write(here / "10-a.ipynb", "1")
    for parameters, sentence in (
        ({"case": 7}, '10-a: parameter "case" must be text (str), not 7.'),
        ({"cas": "x"}, '10-a: there is no parameter "cas". Did you mean "case"? It has case.'),
    ):
        with pytest.raises(UsageError) as raised:
            run.execute([plan_of(path, **parameters)])
        assert str(raised.value).startswith(sentence)
    with pytest.raises(AssertionError, match="a kernel was started"):
        run.execute([plan_of(path)])


OWN = "from helpers.errors import TableError\nraise TableError('The events are stale. Run `casebook build toy`.')"


@pytest.mark.parametrize(
    ("cell", "cause"),
    [
        ("import ctypes; ctypes.string_at(0)", "its kernel was ended by SIGSEGV (a crash in compiled code)."),
        ("import os; os._exit(3)", "its kernel ended with exit code 3."),
        ("while True: pass", "it was stopped after 1 s. Give it less to do, or a longer time limit."),
        ("raise ValueError('two\\nlines')", "ValueError: two lines"),
        ("assert 1 == 2", "AssertionError"),
        (OWN, "The events are stale. Run `casebook build toy`."),
        ("import sys; sys.exit()", "the notebook ended before this cell. Take out the `exit` above it."),
    ],
)
def test_a_failed_cell_is_named_with_its_cause(here: Path, cell: str, cause: str) -> None:
    path = write(here / "10-a.ipynb", "1", f"\n{cell}", "2", heading="# A")
    started = time.monotonic()
    with pytest.raises(ReportError) as raised:
        run.execute([plan_of(path, case="x")], timeout=1)
    where = "10-a, cell 5 (2)" if "sys.exit" in cell else f"10-a, cell 4 ({cell.splitlines()[0]})"
    assert str(raised.value) == f"{where}: {cause}"
    assert time.monotonic() - started < 20
    assert raised.value.__cause__ is None


def test_a_kernel_that_cannot_start_is_said(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    boot = here / "boot.py"
    boot.write_text("raise SystemExit('no ipykernel here')")
    monkeypatch.setattr(kernel, "BOOT", boot)
    with pytest.raises(ReportError) as raised:
        run.execute([plan_of(write(here / "10-a.ipynb", "1"))])
    assert str(raised.value) == (
        '10-a: its kernel ended with exit code 1 (its last words: "no ipykernel here"). '
        "(Kernel died before replying to kernel_info)"
    )


SLEEP = "import os, pathlib, time\npathlib.Path('{pid}').write_text(str(os.getpid()))\ntime.sleep(60)"


def test_the_first_failure_ends_the_other_kernels(here: Path) -> None:
    waits = "import pathlib, time\nwhile not pathlib.Path('pid').exists(): time.sleep(0.05)\n1/0"
    plans = [
        plan_of(write(here / "10-sleeps.ipynb", SLEEP.format(pid="pid"))),
        plan_of(write(here / "20-fails.ipynb", waits)),
        plan_of(write(here / "30-never.ipynb", "import pathlib; pathlib.Path('never').touch()")),
    ]
    with pytest.raises(ReportError) as raised:
        run.execute(plans, workers=2)
    where = "20-fails, cell 2 (import pathlib, time)"
    assert str(raised.value) == f"{where}: ZeroDivisionError: division by zero"
    assert until(lambda: not alive(int((here / "pid").read_text())), 5)
    assert not (here / "never").exists()


@pytest.mark.skipif(os.name != "posix", reason="sends signals")
@pytest.mark.parametrize("which", [signal.SIGINT, pytest.param(signal.SIGKILL, marks=pytest.mark.long)])
def test_an_interruption_leaves_no_kernel_behind(here: Path, which: signal.Signals) -> None:
    for name in ("10-a", "20-b"):
        write(here / f"{name}.ipynb", SLEEP.format(pid=name))
    program = (
        "import sys; from pathlib import Path; from helpers import run\n"
        "run.execute([run.Plan(p.stem, p, '', '') for p in map(Path, sys.argv[1:])], workers=2)"
    )
    command = [sys.executable, "-c", program, str(here / "10-a.ipynb"), str(here / "20-b.ipynb")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert until(lambda: all((here / name).exists() and (here / name).read_text() for name in ("10-a", "20-b")))
    pids = [int((here / name).read_text()) for name in ("10-a", "20-b")]
    assert all(map(alive, pids))
    process.send_signal(which)
    _, said = process.communicate(timeout=30)
    assert until(lambda: not any(map(alive, pids)), 10)
    if which == signal.SIGINT:
        assert said.rstrip().endswith("KeyboardInterrupt")
    assert process.returncode != 0


# ---------------------------------------------------------------- what it showed


def shown(*kinds: str) -> Any:
    data = [{f"application/vnd.casebook.{kind}+json": {}} for kind in kinds]
    outputs = [nbformat.v4.new_output("display_data", each) for each in data]
    return new_notebook(cells=[new_markdown_cell("x"), new_code_cell("y", outputs=outputs)])


def test_a_run_that_shows_less_than_promised_has_failed(here: Path) -> None:
    plan = replace(plan_of(here / "10-a.ipynb"), yields={"figures": 1, "tables": 2, "findings": 1})
    notebook = shown("figure", "table", "events", "finding", "finding", "gap", "counts", "limits")
    assert run.check_yields(plan, notebook) == {"figures": 1, "tables": 2, "findings": 2}
    with pytest.raises(ReportError) as raised:
        run.check_yields(plan, shown("figure", "events", "gap"))
    assert str(raised.value) == (
        "10-a shows 1 of 2 tables, 0 of 1 findings. Its metadata promises more (`casebook.yields`): "
        "look at the cells that show nothing, or lower the promise."
    )


# ---------------------------------------------------------------- the import


def fresh(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_the_grammar_is_left_out_and_can_be_imported_afterwards() -> None:
    found = fresh(
        "import sys; from helpers.run import without_grammar\n"
        "with without_grammar():\n    import papermill, nbformat\n"
        "print('rfc3987_syntax' in sys.modules)\n"
        "nbformat.validate(nbformat.v4.new_notebook())\n"
        "import rfc3987_syntax; print(rfc3987_syntax.__name__)"
    )
    assert found == "False\nrfc3987_syntax"


def test_leaving_out_the_grammar_is_still_needed() -> None:
    """When this fails, jsonschema has stopped compiling the grammar at import: take `without_grammar` out."""
    assert fresh("import sys, papermill; print('rfc3987_syntax' in sys.modules)") == "True"
