"""`casebook add` as a person types it: a ranking, three rows, a question; and never a guess."""

from __future__ import annotations

import io
import json
import os
import pty
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from reader_samples import Sample

import helpers
from helpers import cli, intake
from helpers.cli import columns

CHAT = "no,who,at,said,mood\n1,Ana,2024-05-14 10:00,Smoke over the quay,x\n"
SHOWN = """\

As table reads it: posts, 1 record (all of it), 0 set aside

                row 2
  platform      unknown
  id            1
  account_name  Ana
  created_at    2024-05-14 10:00 UTC
  text          Smoke over the quay

  unknown      "mood"
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a bare case, and files beside it."""
    monkeypatch.setenv("CASEBOOK_WORKSPACE", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(Path(helpers.__file__).parents[1]))
    intake.new("quay", tmp_path)
    monkeypatch.chdir(tmp_path)
    for stem, name in (("bluesky", "b.ndjson"), ("twitter_v1", "t.ndjson"), ("mastodon", "m.json")):
        shutil.copy(Sample(stem).path, tmp_path / name)
    (tmp_path / "chat.csv").write_text(CHAT)
    return tmp_path


@pytest.fixture
def says(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*words: str) -> tuple[int, str, str]:
        code = cli.main(["add", "quay", *words])
        done = capsys.readouterr()
        return code, done.out, done.err

    return run


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A person at a terminal who answers so."""

    def give(*lines: str) -> None:
        monkeypatch.setattr(sys, "stdin", _Terminal("".join(f"{line}\n" for line in lines)))

    return give


def toml(here: Path) -> str:
    return (here / "data/raw/quay/case.toml").read_text()


def copied(here: Path) -> list[str]:
    raw = here / "data/raw/quay"
    inside = (path.relative_to(raw).as_posix() for path in raw.rglob("*") if path.is_file())
    return sorted(name for name in inside if not name.startswith("handmade/") and name != "case.toml")


# ---------------------------------------------------------------- nobody to ask


def test_with_nobody_to_ask_it_says_what_to_type(here: Path, says: Any) -> None:
    before = toml(here)
    code, out, err = says("b.ndjson")
    assert (code, copied(here), toml(here)) == (2, [], before)
    assert out.startswith(
        "b.ndjson:\n  1  bluesky\n     knows all 23 names of the first record; 15 of its own 19 are there\n"
    )
    assert "\nAs bluesky reads it: posts, 9 records (all of it), 3 set aside\n" in out
    assert err == (
        "Nothing was added, because nobody could be asked. Add --yes to take the first reader. "
        "Name the reader yourself:\n  casebook add quay b.ndjson --reader bluesky\n"
    )


def test_yes_takes_what_is_beyond_doubt(here: Path, says: Any) -> None:
    code, out, err = says("b.ndjson", "t.ndjson", "--yes", "--credit", "invented")
    assert (code, err, copied(here)) == (0, "", ["bluesky/b.ndjson", "twitter-v1/t.ndjson"])
    assert out.endswith("publish = true\n\nnext:  casebook check quay\n")
    assert toml(here).count('credit = "invented"') == 2
    assert (here / "data/raw/quay/bluesky/b.ndjson").read_bytes() == (here / "b.ndjson").read_bytes()


def test_yes_takes_nothing_where_one_file_is_in_doubt(here: Path, says: Any) -> None:
    before = toml(here)
    code, out, err = says("b.ndjson", "m.json", "--yes")
    assert (code, copied(here), toml(here)) == (2, [], before)
    assert "m.json:\n  1  mastodon\n" in out and "\n  2  truth_social\n" in out
    assert err == (
        "Nothing was added. m.json: it may be of mastodon as well as of truth_social. Name the reader yourself:\n"
        "  casebook add quay b.ndjson --reader bluesky\n  casebook add quay m.json --reader mastodon\n"
    )


def test_yes_takes_no_proposal(here: Path, says: Any) -> None:
    code, out, err = says("chat.csv", "--yes")
    assert (code, copied(here)) == (2, [])
    assert SHOWN in out
    assert out.endswith(
        'columns = { id = "no", account_name = "who", created_at = "at", text = "said" }\n\n'
        'Columns that nothing was found for: "mood".\n'
    )
    assert err == (
        "Nothing was added. chat.csv: no reader knows this file. Name the reader yourself:\n"
        "  casebook add quay chat.csv --reader table --table posts --platform unknown --column id=no "
        "--column account_name=who --column created_at=at --column text=said\n"
    )


def test_the_command_that_is_proposed_works(here: Path, says: Any) -> None:
    import shlex

    (here / "chat.csv").write_text(CHAT.replace(",", "|").replace("2024-05-14 10:00", "1715715720"))
    command = says("chat.csv")[2].splitlines()[-1]
    assert """'created_at={column="at", as="epoch_s"}'""" in command and "'--delimiter' '|'" not in command
    words = shlex.split(command)
    assert words[:3] == ["casebook", "add", "quay"] and words[words.index("--delimiter") + 1] == "|"
    code, _, err = says(*words[3:])
    assert (code, err, copied(here)) == (0, "", ["table/chat.csv"])


def test_the_same_bytes_again_are_no_matter_of_course(here: Path, says: Any) -> None:
    says("b.ndjson", "--yes")
    shutil.copy("b.ndjson", "again.ndjson")
    code, _, err = says("again.ndjson", "--yes")
    said = "again.ndjson has the same bytes as bluesky/b.ndjson, which lies in the case already."
    assert (code, copied(here)) == (2, ["bluesky/b.ndjson"])
    assert err.startswith(f"Nothing was added. {said} Name the reader yourself:")
    code, _, err = says("again.ndjson", "--reader", "bluesky")
    assert (code, err) == (0, f"{said} Rows without an id count twice.\n")


def test_what_an_entry_names_already(here: Path, says: Any) -> None:
    says("b.ndjson", "--yes")
    done = "bluesky/b.ndjson is read by bluesky already: case.toml names it.\nNothing was added.\n"
    assert says("data/raw/quay/bluesky/b.ndjson") == (0, done, "")
    assert says("b.ndjson", "--yes") == (0, done, "")


def test_a_file_that_is_nothing(here: Path, says: Any) -> None:
    (here / "list.txt").write_text("bread\nmilk\n")
    code, out, err = says("list.txt")
    assert (code, out) == (
        2,
        "list.txt:\n  no reader knows it\nName its reader with --reader; `casebook readers` lists them.\n",
    )
    assert err == "Nothing was added. list.txt: no reader knows this file.\n"


def test_a_file_that_cannot_be_looked_into(here: Path, says: Any) -> None:
    (here / "empty.csv").write_text(" \n")
    said = "empty.csv: the file is empty. Export it again.\n"
    assert says("empty.csv") == (2, said, f"Nothing was added. {said}")


# ---------------------------------------------------------------- a person is asked


def test_a_person_says_yes(here: Path, says: Any, answers: Any) -> None:
    answers("y")
    code, out, err = says("b.ndjson")
    assert (code, err, copied(here)) == (0, "\nAdd it with bluesky? [y/N] ", ["bluesky/b.ndjson"])
    assert out.endswith("publish = true\n\nnext:  casebook check quay\n")


@pytest.mark.parametrize("answer", ["", "n", "No"])
def test_a_person_says_no(here: Path, says: Any, answers: Any, answer: str) -> None:
    answers(answer)
    code, out, _ = says("b.ndjson")
    assert (code, copied(here)) == (0, []) and out.endswith("\nNothing was added.\n")


def test_a_person_chooses_another_reader_by_its_number(here: Path, says: Any, answers: Any) -> None:
    answers("3", "2", "y")
    code, out, err = says("m.json")
    assert (code, copied(here)) == (0, ["truth-social/m.json"])
    assert err == (
        "\nAdd it with mastodon? [y/N, or a number] Answer y or n, or a number from 1 to 2.\n"
        "\nAdd it with mastodon? [y/N, or a number] \nAdd it with truth_social? [y/N, or a number] "
    )
    assert "\nm.json: it may be of mastodon as well as of truth_social.\n" in out
    assert "As mastodon reads it" in out and "As truth_social reads it" in out


def test_a_person_accepts_a_proposal(here: Path, says: Any, answers: Any) -> None:
    answers("y")
    code, _, err = says("chat.csv", "--platform", "chat", "--zone", "Europe/Berlin")
    assert (code, err, copied(here)) == (0, "\nAdd it with table? [y/N] ", ["table/chat.csv"])
    assert 'platform = "chat"\n' in toml(here) and 'zone = "Europe/Berlin"\n' in toml(here)


def test_on_a_terminal(here: Path) -> None:
    """The whole way, with a terminal of 80 columns: no line is longer."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "helpers.cli", "add", "quay", "m.json"]
    environment = os.environ | {"COLUMNS": "80"}
    done = subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, env=environment, close_fds=True)
    os.close(follower)
    out, asked, end = b"", 0, time.monotonic() + 120
    while time.monotonic() < end:
        try:
            chunk = os.read(leader, 4096)
        except OSError:  # the other side is closed
            break
        out += chunk
        if out.count(b"or a number]") > asked:
            asked += 1
            os.write(leader, (b"2\n", b"y\n")[min(asked - 1, 1)])
    done.wait(30)
    os.close(leader)
    lines = out.decode().replace("\r", "").split("\n")
    assert done.returncode == 0 and copied(here) == ["truth-social/m.json"]
    assert max(columns.width(line) for line in lines) <= 80, max(lines, key=columns.width)


# ---------------------------------------------------------------- for machines, and only to look


def test_json_gives_the_ranking(here: Path, says: Any) -> None:
    code, out, err = says("m.json", "chat.csv", "--json")
    told = json.loads(out)
    assert (code, err, told["ok"], told["exit"], told["added"]) == (2, "", False, 2, [])
    first, second = told["files"]
    assert [one["reader"] for one in first["candidates"][:2]] == ["mastodon", "truth_social"]
    assert first["doubts"] == ["m.json: it may be of mastodon as well as of truth_social."]
    assert (first["reader"], first["preview"]["records"]) == ("mastodon", 9)
    assert (second["reader"], second["options"]["columns"]["text"]) == ("table", "said")
    assert told["error"].startswith("Nothing was added. ")


def test_json_with_yes(here: Path, says: Any) -> None:
    code, out, _ = says("b.ndjson", "--yes", "--json")
    told = json.loads(out)
    assert (code, told["ok"], told["added"][0]["copied"]) == (0, True, ["bluesky/b.ndjson"])
    assert told["files"][0]["candidates"][0]["reason"].startswith("knows all 23 names")


def test_dry_run_changes_nothing(here: Path, says: Any) -> None:
    before = toml(here)
    code, out, err = says("b.ndjson", "m.json", "chat.csv", "--dry-run", "--yes")
    assert (code, err, copied(here), toml(here)) == (0, "", [], before)
    assert "As bluesky reads it" in out and "As mastodon reads it" in out and "A proposal" in out
    code, out, err = says("b.ndjson", "--dry-run", "--reader", "bluesky")
    assert (code, err, copied(here), toml(here)) == (0, "", [], before)
    assert out.startswith("would be copied  bluesky/b.ndjson\n\nAs bluesky reads it: posts, 9 records (all of it)")
    assert out.endswith("publish = true\n\n") and "\ncase.toml would have a new entry:\n\n[[sources]]\n" in out


def test_a_reader_that_is_named_shows_its_rows_or_says_why_not(here: Path, says: Any) -> None:
    (here / "chat.csv").write_text(CHAT.replace("2024-05-14 10:00", "never"))
    mapped = ("--table", "posts", "--platform", "chat", "--column", "created_at=at", "--column", "text=said")
    code, out, err = says("chat.csv", "--reader", "table", *mapped)
    assert (code, err) == (0, "")
    assert out.splitlines()[2].startswith('  chat.csv, row 2: created_at: "never" is not a moment')


def test_names_cannot_steer_a_terminal(here: Path, says: Any) -> None:
    lines = (here / "b.ndjson").read_text().replace("Smoke", "\u202eSmoke\u200b")
    (here / "b.ndjson").write_text(lines)
    out = says("b.ndjson")[1]
    assert "\u202e" not in out and "\u200b" not in out and "\x1b" not in out
