"""What a run says its notebooks read, and what becomes of a notebook that may fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tiny_notebooks import CASE, plan_of, printed, write

from helpers import build, run
from helpers.errors import ReportError
from helpers.run import reads

CLAIMS = "id,event,title,event_date,report_date,claimant,stance,what,origin,evidence\n"
ONE = "c1,a,A,2021-01-01,2021-01-02,Somebody,asserts,Something.,,\n"
READ = """\
import os
from pathlib import Path
from helpers import cases
import beside
c = cases.load(case, space)
c.has("posts"), len(c.claims)
(Path(space) / "photos" / "a.txt").read_text(), open("beside.txt").read()
sorted(path.name for path in (Path(space) / "photos").glob("*.txt"))
try: open(os.path.join(space, "absent.csv"))
except FileNotFoundError: pass
with open(os.path.join(space, "made.txt"), "w") as made: made.write("x")
Path("/etc/hostname").exists() and open("/etc/hostname").read()"""
OTHER = """\
from helpers import cases
cases.load("other", space).table("claims")"""


@pytest.fixture
def space(make_case: Callable[..., Any], tmp_path: Path) -> Path:
    """A workspace with two built cases, and files beside them."""
    for name in ("tiny", "other"):
        build.build(make_case({"handmade/claims.csv": CLAIMS + ONE}, name=name))
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.txt").write_text("a")
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "beside.py").write_text("")
    (tmp_path / "notebooks" / "beside.txt").write_text("")
    return tmp_path


@pytest.mark.parametrize("forked", [False, True])
def test_a_notebook_says_which_tables_and_files_it_read(space: Path, forked: bool) -> None:
    parameters = f'{CASE}\nspace: str = ""'
    plans = [
        replace(plan_of(write(path, cell, parameters=parameters), case="tiny", space=str(space)), workspace=space)
        for path, cell in (
            (space / "notebooks" / "10-a.ipynb", READ),
            (space / "notebooks" / "20-b.ipynb", OTHER),
            (space / "notebooks" / "30-c.ipynb", "1"),
        )
    ]
    if forked:
        with run.warm() as ready:
            found = run.execute(plans, warm=ready)
    else:
        found = run.execute(plans)
    assert {name: one.metadata["casebook_reads"] for name, one in found.items()} == {
        "10-a": {
            "tables": ["claims", "posts"],
            "files": [
                "absent.csv",
                "data/raw/tiny/case.toml",
                "notebooks/beside.py",
                "notebooks/beside.txt",
                "photos/",
                "photos/a.txt",
            ],
        },
        "20-b": {"tables": [], "files": ["data/processed/other/claims.parquet", "data/raw/other/case.toml"]},
        "30-c": {"tables": [], "files": []},
    }


def test_the_case_of_a_notebook_is_its_parameter_or_where_it_lies(tmp_path: Path) -> None:
    page = plan_of(tmp_path / "data" / "raw" / "quay" / "pages" / "10-a.ipynb")
    assert reads.case_of(page) == "quay"
    assert reads.case_of(replace(page, parameters={"case": "other"})) == "other"
    assert reads.case_of(plan_of(tmp_path / "notebooks" / "10-a.ipynb")) is None


# ---------------------------------------------------------------- may fail


def test_a_notebook_that_may_fail_gives_its_sentence_and_the_others_go_on(here: Path) -> None:
    cells = {"10-a": "1/0", "20-b": "import time; time.sleep(0.5)\nprint('stands')", "30-c": "import os; os._exit(4)"}
    plans = [plan_of(write(here / f"{name}.ipynb", cell)) for name, cell in cells.items()]
    found = run.execute(plans, may_fail={"10-a", "30-c"})
    assert {name: one for name, one in found.items() if isinstance(one, run.Failed)} == {
        "10-a": run.Failed("10-a", "10-a, cell 2 (1/0): ZeroDivisionError: division by zero"),
        "30-c": run.Failed("30-c", "30-c, cell 2 (import os; os._exit(4)): its kernel ended with exit code 4."),
    }
    assert list(found) == list(cells)
    assert printed(found["20-b"]) == ["stands\n"]
    with pytest.raises(ReportError) as raised:
        run.execute(plans, may_fail={"10-a"})
    assert str(raised.value).startswith("30-c, cell 2")


def test_a_page_of_markdown_is_read_and_not_run(here: Path) -> None:
    page = here / "10-letter.md"
    page.write_text("# The letter\n\n> Who wrote it?\n", "utf-8")
    plans = [replace(plan_of(page), workspace=here), plan_of(here / "20-gone.md")]
    found = run.execute(plans, may_fail={"20-gone"})
    assert [cell.source for cell in found["10-letter"].cells] == ["# The letter\n\n> Who wrote it?\n"]
    assert isinstance(found["20-gone"], run.Failed)


# ---------------------------------------------------------------- meanwhile


def test_something_else_is_done_while_kernels_run(here: Path) -> None:
    waits = "import pathlib, time\nwhile not pathlib.Path('done').exists(): time.sleep(0.05)"
    plan = plan_of(write(here / "10-a.ipynb", waits))
    found = run.execute([plan], timeout=60, meanwhile=(here / "done").touch)
    assert list(found) == ["10-a"]
    (here / "done").unlink()
    with pytest.raises(ZeroDivisionError):
        run.execute([plan], meanwhile=lambda: 1 / 0)  # and the kernel, which would wait for ever, ends
