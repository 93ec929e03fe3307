"""`casebook review` and `casebook export`: as typed on a terminal, and from a pipe."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import review_case as made

import helpers
from helpers import cases, cli
from helpers.review import _file

Make = Callable[..., cases.Case]
KEYS = "a accept  r reject  d date  s stance  m merge  x apart  w why  u undo  j next  k back  ? help  q quit"


@pytest.fixture
def case(make_case: Make) -> cases.Case:
    return made.lay(make_case)


@pytest.fixture
def says(case: cases.Case, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs the command on the case with lines on standard input: exit code, standard output, standard error."""

    def run(*words: str, lines: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
        code = cli.main([words[0], case.name, "--workspace", str(case.workspace.root), *words[1:]])
        done = capsys.readouterr()
        return code, done.out, done.err

    return run


def decided(case: cases.Case) -> list[tuple[str, ...]]:
    return [(one["about"], one["decision"], one["value"], one["why"]) for one in _file.read(case.folder)]


def test_one_candidate_as_it_is_shown(says: Any, case: cases.Case) -> None:
    code, out, err = says("review", "--by", "Ana", lines="q\n")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "",
        "1 of 5 · 5 open · Ana · candidates:c1",
        "",
        "  Smoke hung over Kestrel Quay. «The lamp went out in April 2024, said Alma Reyes of the Port",
        "  Authority.» Nobody was hurt. =SUM(A1) stood on the wall. The port denied on 2 May that it knew.",
        "  The council declined to comment. The lamp on Kestrel Quay had failed in April, the harbour office",
        "  said.",
        "",
        "  Date           Apr 2024 (MONTH YEAR)",
        "  Stance         asserts",
        "  Who says so    Alma Reyes (said)",
        "  Article        Lamp out (Quay Radio)",
        "  Reported       15 May 2024",
        "  Why it is here 9 points (told 9)",
        "",
        KEYS,
        "0 decided by Ana; 5 candidates open.",
    ]
    assert not (case.folder / _file.NAME).exists()


def test_lines_of_a_pipe_decide_until_they_end(says: Any, case: cases.Case) -> None:
    lines = "w it says so\na\nd 2024-05-03\ns c\nr\n\nm 1\nu\n?\n"
    code, out, err = says("review", "--by", "Ana", lines=lines)
    assert (code, err) == (0, "")
    then = f"next:  casebook render tiny --workspace {case.workspace.root}\n"
    assert out.endswith(f"2 decided by Ana; 3 candidates open.\n{then}")
    assert decided(case)[:5] == [
        ("candidates:c1", "accept", "", "it says so"),
        ("candidates:c3", "correct", "2024-05-03", ""),
        ("candidates:c3", "correct", "confirms", ""),
        ("candidates:c3", "reject", "", ""),
        ("candidates:c5", "merge", "candidates:c1", ""),
    ]
    assert decided(case)[5][1] == "undo"


def test_what_cannot_be_done_is_said_goes_on_and_is_exit_2(says: Any, case: cases.Case) -> None:
    code, out, err = says("review", "--by", "Ana", "--quiet", lines="z\nd soon\na\n")
    assert (code, out) == (2, "")
    assert [line.split(".")[0] for line in err.splitlines()] == ['"z" does nothing', '"soon" is not a date']
    assert decided(case) == [("candidates:c1", "accept", "", "")]


def test_it_lists_for_people_and_for_machines_and_decides_nothing(says: Any, case: cases.Case) -> None:
    code, out, _ = says("review", "--list")
    lines = out.splitlines()
    assert (code, lines[:2], lines[-1]) == (
        0,
        ["candidates:c1  2024-04  asserts  Alma Reyes", f"    {made.SENTENCES['c1'][0]}"],
        "5 candidates: nobody has decided on them.",
    )
    code, out, _ = says("review", "--json")
    data = json.loads(out)
    assert data["candidates"][4] == {
        "about": "candidates:c2",
        "event_date": None,
        "report_date": "2024-05-15",
        "claimant": "Quay Radio",
        "stance": "asserts",
        "what": "=SUM(A1) stood on the wall.",
        "score": 1,
        "source": "articles.csv",
        "row": "a1",
        "standing": "",
    }
    assert (code, len(data["candidates"])) == (0, 5)
    assert not (case.folder / _file.NAME).exists()


def test_how_far_two_people_agree(says: Any, case: cases.Case) -> None:
    assert says("review", "--agreement")[1] == "Fewer than two people have decided on anything.\n"
    says("review", "--by", "Ana", lines="a\nr\na\n")
    says("review", "--by", "Bo", "--which", "second", lines="a\nd 2024-05-03\na\na\n")
    code, out, _ = says("review", "--agreement")
    assert (code, out.splitlines()) == (
        0,
        [
            "Ana and Bo: both decided on 3 candidates, on 2 alike; kappa 0.00",
            "  candidates:c3  accept or reject: Ana reject, Bo accept",
            f"      {made.SENTENCES['c3'][0]}",
            "  candidates:c3  event date: Ana left as it is, Bo 2024-05-03",
            f"      {made.SENTENCES['c3'][0]}",
        ],
    )
    data = json.loads(says("review", "--agreement", "--json")[1])
    assert data["pairs"][0]["kappa"] == pytest.approx(0) and len(data["disagreements"]) == 2
    assert says("review", "--by", "Bo", "--which", "second", lines="")[1] == (
        "Nothing to review: there is no candidate of this kind (others have decided on them, and not you; "
        "what they decided is not shown).\n"
    )


def test_who_decides_is_git_s_name_and_said(says: Any, case: cases.Case, monkeypatch: pytest.MonkeyPatch) -> None:
    from helpers.review import _who

    monkeypatch.setattr("helpers.review.proposed", lambda folder: "Cy")
    code, _, err = says("review", lines="a\n")
    assert (code, err, _file.read(case.folder)[0]["decided_by"]) == (
        0,
        "Deciding as Cy; --by names somebody else.\n",
        "Cy",
    )
    assert says("review", lines="q\n")[2] == "", "it is asked once"
    monkeypatch.setattr("helpers.review.proposed", lambda folder: "")
    code, _, err = says("review", lines="a\n")
    assert (code, err) == (2, "Nobody is named as the one who decides. Name yourself with --by.\n")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.name")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "Dee  Dunmere")
    assert _who.proposed(case.folder) in ("Dee Dunmere", _who.getpass.getuser())


def test_single_keys_on_a_terminal(case: cases.Case) -> None:
    """Keys without Enter; a value is typed as a line; the terminal is as it was afterwards."""
    master, slave = pty.openpty()
    words = ["review", case.name, "--workspace", str(case.workspace.root), "--by", "Ana"]
    environment = {**os.environ, "PYTHONPATH": str(Path(helpers.__file__).parents[1]), "TERM": "xterm"}
    child = subprocess.Popen(
        [sys.executable, "-m", "helpers.cli", *words], stdin=slave, stdout=slave, stderr=slave, env=environment
    )
    os.close(slave)
    seen = ""

    def until(text: str) -> None:
        nonlocal seen
        end = time.monotonic() + 60
        while text not in seen:
            assert time.monotonic() < end, seen
            if select.select([master], [], [], 1)[0]:
                seen += os.read(master, 65536).decode("utf-8", "replace")

    until("q quit")
    assert "\x1b[1;4min\x1b[0m \x1b[1;4mApril\x1b[0m" in seen, "what dates it is underlined"
    os.write(master, b"ad")  # the second key is typed ahead
    until("Accepted")
    until("2 of 5")
    until("Date (2022")
    os.write(master, b"2024-05-03\n")
    until("The event date is 3 May 2024 now.")
    os.write(master, b"q")
    until("1 decided by Ana; 4 candidates open.")
    assert child.wait(30) == 0
    os.close(master)
    assert [one["decision"] for one in _file.read(case.folder)] == ["accept", "correct"]


# ---------------------------------------------------------------- export


def test_export_says_what_it_wrote_and_what_it_left_out(says: Any, case: cases.Case, tmp_path: Path) -> None:
    from helpers import build

    (case.folder / "handmade/claims.csv").write_text(
        "id,event,title,event_date,claimant,stance,what\n"
        "k1,lamp,The lamp fails,2021-02,Port,asserts,It failed.\nk2,key,The key,,Port,denies,No key.\n"
    )
    build.build(cases.load(case.name, case.workspace))
    code, out, err = says("export", "--to", "timelinejs", "--out", str(tmp_path / "out"), "--decided")
    assert (code, err) == (0, "")
    assert out.splitlines()[:3] == [
        str(tmp_path / "out" / "tiny.timelinejs.json"),
        str(tmp_path / "out" / "tiny.timelinejs.csv"),
        "1 event.",
    ]
    assert 'Left out, because the format has no room for what has no date: "The key".' in out.splitlines()
    code, out, _ = says("export", "--to", "csv", "--json")
    data = json.loads(out)
    assert (code, data["undated"], data["undecided"]) == (0, [], [])
    assert [Path(name).name for name in data["files"]] == ["tiny.events.csv"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "casebook export needs --to. The formats are csv, icalendar, timelinejs, timesketch, vis-timeline.\n"),
        (
            ("--to", "ical"),
            'There is no format "ical". Did you mean "icalendar"? '
            "There are csv, icalendar, timelinejs, timesketch, vis-timeline.\n",
        ),
    ],
)
def test_a_format_that_there_is_not(says: Any, words: tuple[str, ...], sentence: str) -> None:
    assert says("export", *words) == (2, "", sentence)


def test_the_help_names_every_format() -> None:
    from helpers import exports
    from helpers.cli.verbs import export

    assert all(re.search(rf"\b{name}\b", export.ABOUT) for name in exports.names())
