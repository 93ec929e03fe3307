"""The kit in a real kernel, as JupyterLab talks to it: what is shown, what an error is, what Tab and `?` say."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers import build, cases, paths

CLAIMS = """id,event,title,event_date,claimant,stance,what
c1,fire,Fire,2021-05-02,Quay Radio,asserts,The <b>quay</b> burned.
"""
TOML = 'title = "Tiny"\nquestion = "What?"\nperiod = "2020/2022"\ntimezone = "UTC"\ninvented = true\n'


class Kernel:
    """A kernel with a case loaded as `c`."""

    def __init__(self, client: Any) -> None:
        self.client = client

    def run(self, code: str) -> list[dict[str, Any]]:
        """The outputs of a cell."""
        seen: list[dict[str, Any]] = []

        def take(message: dict[str, Any]) -> None:
            if message["msg_type"] in ("execute_result", "display_data", "error", "stream"):
                seen.append({"type": message["msg_type"], **message["content"]})

        self.client.execute_interactive(code, timeout=60, output_hook=take)
        return seen

    def asked(self, what: str, code: str) -> dict[str, Any]:
        """The answer to `complete` or `inspect`, with the cursor at the end."""
        sent = getattr(self.client, what)(code)
        while True:
            answer = self.client.get_shell_msg(timeout=60)
            if answer["parent_header"].get("msg_id") == sent:
                content: dict[str, Any] = answer["content"]
                return content

    def help(self, code: str) -> str:
        """What `code?` shows, without colours."""
        return re.sub(r"\x1b\[[0-9;]*m", "", self.asked("inspect", code)["data"].get("text/plain", ""))


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    from jupyter_client.manager import start_new_kernel

    root = tmp_path_factory.mktemp("kernel")
    folder = root / "data" / "raw" / "tiny"
    (folder / "handmade").mkdir(parents=True)
    (folder / "case.toml").write_text(TOML, "utf-8")
    (folder / "handmade" / "claims.csv").write_text(CLAIMS, "utf-8")
    build.build(cases.load("tiny", root))
    source = str(Path(paths.PACKAGE).parent)
    env = {**os.environ, "PYTHONPATH": source, "CASEBOOK_WORKSPACE": str(root), "IPYTHONDIR": str(root / "ipython")}
    env.pop("JPY_SESSION_NAME", None)
    manager, client = start_new_kernel(env=env)
    made = Kernel(client)
    assert (
        made.run('from helpers import cases, show\nfrom helpers.charts import event_strip\nc = cases.load("tiny")')
        == []
    )
    yield made
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def test_a_case_and_its_tables_have_a_look_of_their_own(kernel: Kernel) -> None:
    (shown,) = kernel.run("c")
    assert shown["data"]["text/plain"] == ("Case tiny: Tiny\nclaims 1, sources 1, events 1. The tables are up to date.")
    assert "<b>Tiny</b>" in shown["data"]["text/html"]
    (shown,) = kernel.run("c.claims")
    assert "<b>claims</b>: 1 row." in shown["data"]["text/html"]
    assert "The &lt;b&gt;quay&lt;/b&gt; burned." in shown["data"]["text/html"]
    (shown,) = kernel.run('c.find("quay")')
    assert "<b>found</b>: 1 row: claims 1." in shown["data"]["text/html"]
    (shown,) = kernel.run("import pandas\npandas.DataFrame({'a': [1]})")
    assert 'class="dataframe"' in shown["data"]["text/html"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ('c.table("clams")', 'TableError: The kit has no table "clams". Did you mean "claims"?'),
        ("c.clams", 'NoSuchTable: A case has no attribute or table "clams". Did you mean "claims"?'),
        (
            'c.table("posts")',
            "TableError: The case tiny has no posts: none of its sources makes them. It has: claims, sources, events.",
        ),
        (
            'show.finding("It burned.", evidence=[])',
            'TableError: The finding "It burned." has no evidence. Give the rows it rests on: evidence=frame.',
        ),
        ('c.find("-quay")', "UsageError: Say what to look for: words, a phrase in quotation marks, or an actor."),
    ],
)
def test_an_error_of_the_kit_is_its_sentence_and_nothing_else(kernel: Kernel, code: str, said: str) -> None:
    (error,) = kernel.run(code)
    name, _, sentence = said.partition(": ")
    assert error == {"type": "error", "ename": name, "evalue": sentence, "traceback": [said]}


def test_stale_tables_refuse_with_the_command_to_run(kernel: Kernel) -> None:
    kernel.run('claims = c.folder / "handmade" / "claims.csv"\nbefore = claims.stat()\nclaims.touch()')
    (error,) = kernel.run("c.claims")
    assert error["traceback"] == [
        "TableError: The tables of tiny are older than the evidence: handmade/claims.csv has changed. "
        "Run `casebook build tiny`."
    ]
    kernel.run("import os\nos.utime(claims, ns=(before.st_atime_ns, before.st_mtime_ns))")


def test_tab_lists_the_tables_of_the_case_and_what_show_can(kernel: Kernel) -> None:
    assert {"claims", "events", "sources", "find", "table"} <= set(kernel.asked("complete", "c.")["matches"])
    assert kernel.asked("complete", "c.cla")["matches"] == ["claims"]
    assert kernel.asked("complete", "show.")["matches"] == [
        *("counts", "diff", "events", "figure", "finding", "gap", "limits", "table")
    ]
    assert kernel.asked("complete", "cases.lo")["matches"] == ["load"]


def test_the_question_mark_shows_units_and_examples(kernel: Kernel) -> None:
    kernel.run("events = c.events")
    for name in ("c.events", "events"):
        said = kernel.help(name)
        assert "events: A group of claims about one thing that happened." in said
        assert re.search(r"lag_days +count +from the last day it can have been to the first report, in days", said)
    for name in ("c.table", "c.find", "cases.load", "show.figure", "show.table", "event_strip.draw"):
        assert "Examples:" in kernel.help(name), name
