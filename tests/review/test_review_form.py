"""The form: in a real kernel, as JupyterLab talks to it; and what the same call gives where there is no form."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import review_case as made

from helpers import cases, review
from helpers.review import _file, _form

Make = Callable[..., cases.Case]


def test_without_anybody_in_front_of_it_the_call_lists_the_candidates(make_case: Make) -> None:
    listed = review.claims(made.lay(make_case), by="Ana")
    assert repr(listed).splitlines() == [
        "5 candidates to decide on.",
        "2024-04  Alma Reyes: The lamp went out in April 2024, said Alma Reyes of the Port Authority.  [c1]",
        "2024-05-02  Quay Radio: The port denied on 2 May that it knew.  [c3]",
        "2024-04  Quay Radio: The lamp on Kestrel Quay had failed in April, the harbour office said.  [c5]",
        "no date  Quay Radio: The council declined to comment.  [c4]",
        "no date  Quay Radio: =SUM(A1) stood on the wall.  [c2]",
        "In JupyterLab this is a form; in a terminal: casebook review tiny.",
    ]
    html = listed._repr_html_()
    assert "<b>candidates</b>: 5 rows." in html and made.SENTENCES["c5"][0] in unescape(html)


def test_without_the_package_the_same_call_says_how_to_go_on(make_case: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JPY_SESSION_NAME", "page.ipynb")
    monkeypatch.delenv("CASEBOOK_READS", raising=False)
    monkeypatch.setattr(_form, "find_spec", lambda name: None)
    listed = review.claims(made.lay(make_case), by="Ana")
    assert repr(listed).splitlines()[-1] == (
        'A form needs one more package: pip install "casebook-kit[explore]", then restart the kernel. Without it, '
        "review in a terminal: casebook review tiny. Or add lines to handmade/decisions.csv yourself: "
        "id,about,decision,column,value,decided_by,decided_on,why,saw,saw_date."
    )


def test_a_run_gets_the_list_even_where_the_package_is_there(make_case: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JPY_SESSION_NAME", "page.ipynb")
    monkeypatch.setenv("CASEBOOK_READS", "/nowhere/reads.ndjson")
    assert isinstance(review.claims(made.lay(make_case), by="Ana"), _form.Listed)


def test_texts_of_strangers_go_into_the_form_as_text_alone() -> None:
    script = (Path(_form.__file__).parent / "form.js").read_text("utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", script)
    assert "http" not in script


def test_the_keys_of_the_form_are_those_of_the_session() -> None:
    script = (Path(_form.__file__).parent / "form.js").read_text("utf-8")
    keys = script.split("const KEYS = [")[1].split("];")[0]
    assert set(re.findall(r'\["(.)", ', keys)) == set(review.KEYS)
    stances = script.split("const STANCES = [")[1].split("];")[0]
    from helpers.review._session import STANCES

    assert dict(re.findall(r'\["(.)", "(\w+)"\]', stances)) == STANCES


# ---------------------------------------------------------------- in a real kernel


@pytest.fixture
def kernel(here: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A kernel that believes to be asked by JupyterLab, and its client."""
    pytest.importorskip("anywidget", reason="needs the package anywidget: the extra `explore` brings it")
    from jupyter_client.manager import start_new_kernel

    monkeypatch.setenv("JPY_SESSION_NAME", "page.ipynb")
    monkeypatch.delenv("CASEBOOK_READS", raising=False)
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(here))
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(here))
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def messages(client: Any, parent: str) -> list[dict[str, Any]]:
    """What the kernel says until it is idle again after a message."""
    found = []
    end = time.monotonic() + 60
    while time.monotonic() < end:
        said = client.get_iopub_msg(timeout=60)
        if said["parent_header"].get("msg_id") != parent:
            continue
        if said["msg_type"] == "status" and said["content"]["execution_state"] == "idle":
            return found
        found.append(said)
    raise AssertionError("the kernel did not become idle")


def test_keys_that_the_page_sends_are_decisions(make_case: Make, kernel: Any) -> None:
    case = made.lay(make_case)
    code = (
        f"import sys; sys.path[:0] = {sys.path!r}\nfrom helpers import cases, review\n"
        f"review.claims(cases.load('tiny', {str(case.workspace.root)!r}), by='Ana')"
    )
    said = messages(kernel, kernel.execute(code))
    assert not [one["content"] for one in said if one["msg_type"] == "error"]
    opened = [one["content"] for one in said if one["msg_type"] == "comm_open"]
    comm, state = next((one["comm_id"], one["data"]["state"]) for one in opened if "_esm" in one["data"]["state"])
    assert state["state"]["item"]["parts"][2] == {"text": "in April 2024", "kind": "date"}
    shown = next(one["content"]["data"] for one in said if one["msg_type"] in ("execute_result", "display_data"))
    assert shown["application/vnd.jupyter.widget-view+json"]["model_id"] == comm

    def press(key: str, value: str = "") -> dict[str, Any]:
        content = {"comm_id": comm, "data": {"method": "custom", "content": {"key": key, "value": value}}}
        message = kernel.session.msg("comm_msg", content)
        kernel.shell_channel.send(message)
        updates = [
            one["content"]["data"]
            for one in messages(kernel, message["header"]["msg_id"])
            if one["msg_type"] == "comm_msg"
        ]
        return next(one["state"]["state"] for one in reversed(updates) if one["method"] == "update")

    assert press("a")["said"].startswith("Accepted: The lamp went out")
    bad = press("d", "soon")
    assert (bad["failed"], bad["said"].split(".")[0], bad["n"]) == (True, '"soon" is not a date', 2)
    assert press("d", "2024-05-03")["item"]["facts"][0] == ["Date", "3 May 2024", "corrected"]
    assert [name for name, _ in press("alike")["offered"]] == ["candidates:c1"]
    assert press("m", "1")["left"] == 3
    assert press("u")["said"].startswith("Undone: merge candidates:c1")
    assert [one["decision"] for one in _file.read(case.folder)] == ["accept", "correct", "merge", "undo"]
