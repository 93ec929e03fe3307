"""The command `casebook`: every verb as a person types it, in a private workspace."""

from __future__ import annotations

import hashlib
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import helpers
from helpers import cli, lab, report
from helpers.errors import CheckError, ReportError
from helpers.report.publication import manifest
from helpers.report.render import Rendered

VERBS = (
    *(
        "new",
        "list",
        "readers",
        "add",
        "check",
        "build",
        "status",
        "verify",
        "find",
        "review",
        "new-page",
        "render",
        "history",
        "watch",
    ),
    *("share", "export", "serve", "lab", "schedule", "unschedule"),
)
HEAVY = ("pandas", "matplotlib", "duckdb", "papermill", "pyarrow", "numpy", "nbformat", "nbconvert", "rich", "seaborn")
NEWS = "id,title,address\na1,Fire,https://radio.example/1\na2,Smoke,https://herald.example/1\n"
ADD = ("add", "quay", "news.csv", "--reader", "handmade", "--table", "articles", "--credit", "Quay Radio")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test stands in a folder of its own, with a file of evidence, and without a workspace around it."""
    monkeypatch.delenv("CASEBOOK_WORKSPACE", raising=False)
    monkeypatch.setenv("PYTHONPATH", str(Path(helpers.__file__).parents[1]))  # a relative one ends at chdir
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news.csv").write_text(NEWS)
    return tmp_path


@pytest.fixture
def says(capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs the command here: exit code, standard output, standard error."""

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.main(list(words))
        done = capsys.readouterr()
        return code, done.out, done.err

    return run


@pytest.fixture
def quay(here: Path, says: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one new case, in which the tests stand."""
    assert says("new", "quay", "--workspace", "ws", "--quiet") == (0, "", "")
    monkeypatch.chdir(here / "ws")
    (here / "ws" / "news.csv").write_text(NEWS)
    return here / "ws"


def process(*words: str, **given: Any) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "helpers.cli", *words], capture_output=True, text=True, timeout=120, check=False, **given
    )


# ---------------------------------------------------------------- help


def test_without_a_verb_it_shows_the_next_steps(says: Any) -> None:
    code, out, err = says()
    assert (code, err) == (0, "")
    assert out.endswith(
        "next:  casebook new my-case --workspace ~/cases      lay out a private investigation\n"
        "       casebook list                                 what is here\n"
        "       casebook render harbour-fire                  a report of the invented practice case\n"
        "exit codes: 0 done, 1 the run failed, 2 wrong use, 3 a check or gate did not hold\n"
    )
    assert says("--help") == (0, out, "")
    assert tuple(re.findall(r"^    ([a-z-]+)(?: |$)", out, re.MULTILINE)) == VERBS


@pytest.mark.parametrize("verb", VERBS)
def test_every_help_ends_with_an_example(says: Any, verb: str) -> None:
    code, out, err = says(verb, "--help")
    assert (code, err) == (0, "")
    examples = out.split("\nexample:  ")[1].splitlines()
    for example in examples:
        words = example.strip().split(" ")
        assert words[:2] == ["casebook", verb]
    for option in ("--workspace", "--quiet", "--json"):
        assert option in out


def test_the_help_of_render_as_a_whole(says: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert says("share", "--help")[1].splitlines() == [
        "usage: casebook share [-h] [--workspace DIR] [--quiet] [--json] [--to FILE] CASE",
        "",
        "Put the report into one zip.",
        "",
        "positional arguments:",
        "  CASE             the case's name: a folder under data/raw",
        "",
        "options:",
        "  -h, --help       show this help message and exit",
        "  --workspace DIR  the folder that has data/raw; else CASEBOOK_WORKSPACE, else found by walking up",
        "  --quiet          say nothing when all goes well",
        "  --json           say it for machines",
        "  --to FILE        where to: a file or a folder; else reports/CASE.zip",
        "",
        "example:  casebook share harbour-fire",
    ]


def test_help_and_import_load_nothing_heavy() -> None:
    code = (
        "import sys, helpers; from helpers import cli; bare = set(sys.modules)\n"
        "for words in (['--help'], [], ['add', '--help'], ['rendr']):\n    cli.main(words)\n"
        f"print('heavy:', sorted(set({HEAVY!r}) & set(sys.modules)), 'helpers.cases' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "heavy: [] False"


def test_the_version(says: Any) -> None:
    code, out, _ = says("--version")
    assert code == 0 and re.fullmatch(r"casebook \d+[\w.+]*\n", out)


# ---------------------------------------------------------------- wrong use


WRONG = {
    ("rendr", "quay"): 'There is no verb "rendr". Did you mean "render"? `casebook --help` lists them.',
    ("xyz",): 'There is no verb "xyz". `casebook --help` lists them.',
    ("render", "quay", "--chek"): 'casebook render has no option "--chek". Did you mean "--check"? '
    "See `casebook render --help`.",
    ("render", "quay", "--chec"): 'casebook render has no option "--chec". Did you mean "--check"? '
    "See `casebook render --help`.",
    ("add", "quay", "x", "--reder=table"): 'casebook add has no option "--reder". Did you mean "--reader"? '
    "See `casebook add --help`.",
    ("build", "quay", "-f"): 'casebook build has no option "-f". See `casebook build --help`.',
    ("--quiet", "list"): "--quiet stands after the verb, as in `casebook list --quiet`. See `casebook --help`.",
    ("--verson",): 'casebook has no option "--verson". Did you mean "--version"? See `casebook --help`.',
    ("render",): "casebook render needs CASE. See `casebook render --help`.",
    ("add", "quay"): "casebook add needs FILE. See `casebook add --help`.",
    ("add", "quay", "x", "--reader"): "--reader needs a value. See `casebook add --help`.",
    ("build", "quay", "pier"): "casebook build does not take pier. See `casebook build --help`.",
    ("render", "quay", "-p", "start"): '-p takes name=value, and "start" is not written so.',
    ("render", "quay", "-p", "=x"): '-p takes name=value, and "=x" is not written so.',
    ("render", "quay", "-p", "words=a", "-p", "words=b"): '-p names "words" twice. Give it once; a list is written '
    "words=a,b.",
    ("build", "../quay"): '"../quay" cannot be the name of a case. Use small letters, digits and hyphens, at most 64, '
    'as in "harbour-fire".',
    ("check", "Quay"): '"Quay" cannot be the name of a case. Use small letters, digits and hyphens, at most 64, '
    'as in "harbour-fire".',
}


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_use_is_one_sentence_and_exit_code_2(quay: Path, says: Any, words: tuple[str, ...]) -> None:
    assert says(*words) == (2, "", WRONG[words] + "\n")
    if words[0] != "--verson":
        code, out, err = says(*words, "--json")
        assert (code, json.loads(out), err) == (2, {"ok": False, "exit": 2, "error": WRONG[words]}, "")


def test_a_case_that_is_not_there(quay: Path, says: Any) -> None:
    said = f'There is no case "quai" in {quay}/data/raw. Did you mean "quay"?\n'
    assert says("build", "quai") == (2, "", said)


# ---------------------------------------------------------------- workspaces


def test_no_workspace_at_all(here: Path, says: Any) -> None:
    said = (
        f"No workspace at {here} or above it: there is no data/raw. "
        "Go to one, name it with --workspace, or start one with `casebook new NAME --workspace DIR`."
    )
    for words in (["list"], ["new", "quay"], ["check", "quay"], ["lab"], ["render", "harbour-fire"]):
        assert says(*words) == (2, "", said + "\n")
    code, out, _ = says("list", "--json")
    assert (code, json.loads(out)) == (2, {"ok": False, "exit": 2, "error": said})
    assert sorted(path.name for path in here.iterdir()) == ["news.csv"]


def test_the_workspace_is_found_or_named(quay: Path, here: Path, says: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def found() -> str:
        code, out, _ = says("list", "--json")
        assert code == 0
        return str(json.loads(out)["workspace"])

    monkeypatch.chdir(quay / "data" / "raw" / "quay" / "handmade")
    assert found() == str(quay)
    assert says("new", "pier", "--workspace", str(here / "other"), "--quiet")[0] == 0
    monkeypatch.setenv("CASEBOOK_WORKSPACE", str(here / "other"))
    assert found() == str(here / "other")
    code, out, _ = says("list", "--json", "--workspace", str(quay))
    assert (code, json.loads(out)["workspace"]) == (0, str(quay))
    monkeypatch.setenv("CASEBOOK_WORKSPACE", str(here / "none"))
    said = f"{here}/none is not a workspace: it has no data/raw. Run `casebook new NAME --workspace {here}/none`.\n"
    assert says("list") == (2, "", said)


# ---------------------------------------------------------------- each verb


def test_new(here: Path, says: Any) -> None:
    code, out, err = says("new", "quay", "--workspace", "my cases", "--title", "The quay")
    assert (code, err) == (0, "")
    assert out == (
        f"{here}/my cases/data/raw/quay is laid out.\n"
        "next:  casebook add quay FILE --workspace 'my cases'\n"
        "       casebook readers\n"
    )
    assert 'title = "The quay"' in (here / "my cases/data/raw/quay/case.toml").read_text()
    code, out, _ = says("new", "pier", "--workspace", "my cases", "--json")
    assert (code, json.loads(out)) == (0, {"ok": True, "folder": f"{here}/my cases/data/raw/pier"})


def test_list(quay: Path, says: Any) -> None:
    (quay / "data/raw/broken").mkdir()
    (quay / "data/raw/broken/case.toml").write_text("title = 1")
    code, out, err = says("list")
    assert (code, err) == (0, "")
    assert out == (
        "broken                  has problems: casebook check broken\n"
        "quay                    Quay\n"
        "harbour-fire            Fire on Kestrel Quay\n"
        "tiktok-state-influence  TikTok and state influence\n"
        "\n"
        "next:  casebook render broken\n"
    )
    rows = json.loads(says("list", "--json")[1])["cases"]
    assert rows[1] == {"case": "quay", "title": "Quay", "invented": False, "problems": 0, "rendered": False}
    assert rows[2]["invented"] is True and rows[0]["problems"] > 0
    assert says("list", "--quiet") == (0, "", "")


def test_readers(says: Any) -> None:
    code, out, err = says("readers")
    assert (code, err) == (0, "")
    rows = json.loads(says("readers", "--json")[1])["readers"]
    lines = out.splitlines()
    assert [line.split()[0] for line in lines[:-2]] == [row["reader"] for row in rows]
    assert "handmade" in {row["reader"] for row in rows}
    assert all(row["about"] and row["get_it"] and row["cannot_say"] for row in rows)
    assert lines[-1] == "next:  casebook add CASE FILE"


def test_from_new_to_a_sound_case(quay: Path, says: Any) -> None:
    then = "next:  casebook add quay FILE\n       casebook readers\n"
    assert says("check", "quay") == (0, f"quay is sound, and has no evidence yet.\n{then}", "")
    code, out, err = says(*ADD, "--from", "an e-mail", "--no-publish")
    assert (code, err) == (0, "")
    text = (quay / "data/raw/quay/case.toml").read_text()
    entry = text[text.rindex("[[sources]]") :]
    assert 'from = "an e-mail"\n' in entry and "publish = false\n" in entry and 'credit = "Quay Radio"\n' in entry
    shown = (
        "copied  tables/news.csv\n\nAs handmade reads it: articles, 2 records (all of it), 0 set aside\n\n"
        f"           {'row a1':<44}row a2\n"
        f"  id       {'a1':<44}a2\n"
        f"  address  {'https://radio.example/1':<44}https://herald.example/1\n"
        f"  title    {'Fire':<44}Smoke\n\n"
    )
    assert out == f"{shown}\ncase.toml has a new entry:\n\n{entry}\nnext:  casebook check quay\n"
    again = "there   tables/news.csv\ncase.toml names it already.\nnext:  casebook check quay\n"
    assert says(*ADD) == (0, again, "")
    code, out, _ = says(*ADD, "--json")
    answer = json.loads(out)
    assert (code, answer.pop("preview")["records"]) == (0, 2)
    assert answer == {"ok": True, "copied": [], "known": ["tables/news.csv"], "entry": ""}
    fates = (
        "file             records  kept  duplicates  later  set aside\n"
        "tables/news.csv        2     2           0      0          0\n"
        "4 files without a record: "
        "handmade/actors.csv, handmade/claims.csv, handmade/ties.csv and handmade/watchlist.csv\n"
    )
    assert says("check", "quay") == (0, f"quay is sound.\n\n{fates}\nnext:  casebook render quay\n", "")
    code, out, _ = says("build", "quay")
    assert (code, out.splitlines()[1:]) == (0, ["nothing had changed", "next:  casebook render quay"])
    assert out.startswith("quay: ") and "articles 2" in out
    code, out, _ = says("build", "quay", "--force", "--json")
    built = json.loads(out)
    assert (code, built["ok"], built["rows"]["articles"]) == (0, True, 2)
    assert "articles" in built["made"] and {one["source"] for one in built["sources"]} >= {"tables/news.csv"}
    assert says("build", "quay", "--quiet") == (0, "", "")
    code, _, err = says("share", "quay")
    assert (code, err.split(":")[0]) == (3, "quay cannot be shared")


def test_columns_on_the_command_line(quay: Path, says: Any) -> None:
    (quay / "news.csv").write_text("headline,seen\nFire,1719800000\n")
    mapped = ("--column", "title=headline", "--column", 'published={column="seen", as="epoch_s"}')
    table = ("add", "quay", "news.csv", "--reader", "table", "--table", "articles")
    code, _, err = says(*table, *mapped)
    assert (code, err) == (0, "")
    columns = 'columns = { title = "headline", published = { column = "seen", as = "epoch_s" } }\n'
    assert columns in (quay / "data/raw/quay/case.toml").read_text()
    assert says("check", "quay", "--quiet") == (0, "", "")
    code, _, err = says(*table, "--column", "title={oops")
    assert code == 2 and err.startswith("--column title={oops is not a table of TOML (")
    assert says(*table, *mapped[:2], *mapped[:2]) == (
        2,
        "",
        '--column names "title" twice. Give it once; a list is written title=a,b.\n',
    )


def test_check_says_what_is_wrong_even_when_quiet(quay: Path, says: Any) -> None:
    says(*ADD)
    where = quay / "data/raw/quay/case.toml"
    where.write_text(where.read_text().replace('timezone = "UTC"', 'timezone = "UTCC"'))
    code, out, err = says("check", "quay")
    assert (code, err) == (3, "") and out.startswith(f'{where}: "timezone": ')
    assert says("check", "quay", "--quiet") == (3, out, "")
    code, said, _ = says("check", "quay", "--json")
    assert (code, json.loads(said)) == (3, {"ok": False, "problems": out.splitlines(), "sources": []})
    assert says("build", "quay") == (2, "", out)


def test_build_fails_with_the_exit_code_of_its_error(quay: Path, says: Any) -> None:
    says(*ADD)
    where = quay / "data/raw/quay/case.toml"
    where.write_text(where.read_text() + "[expect]\narticles = { min = 5 }\n")
    said = (
        "quay: 2 articles were kept, and case.toml expects at least 5. "
        "Look at the sources page, or correct the expectation."
    )
    assert says("build", "quay") == (3, "", f"Read for the first time: 5 files, 2 records.\n{said}\n")
    assert says("build", "quay") == (3, "", said + "\n")
    assert json.loads(says("build", "quay", "--json")[1]) == {"ok": False, "exit": 3, "error": said}
    (quay / "data/raw/quay/tables/news.csv").write_text("")
    code, out, err = says("build", "quay")
    assert (code, out) == (1, "") and str(quay / "data/raw/quay/tables/news.csv") in err


def test_render(quay: Path, says: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the verb hands over and says; that a report comes of it is tested with real kernels elsewhere."""
    says(*ADD)
    given: list[Any] = []

    def make(case: Any, parameters: Any, *, progress: Any, say: Any, **asked: Any) -> Rendered:
        given.append((case.name, parameters, asked))
        progress("00-sources", 1, 2)
        say("A remark.")
        return Rendered(
            case.reports, {"index.html": {}, "manifest.json": {}}, {"build": 0.25, "pages": 1.0}, ["A remark."]
        )

    monkeypatch.setattr(report, "render", make)
    index = quay / "reports/quay/index.html"
    text = f"{index}\n2 files (build 0.2 s, pages 1.0 s)\nnext:  casebook share quay\n"
    assert says("render", "quay", "-p", "start=007", "-p", "words=a=b, c") == (0, text, "A remark.\n")
    asked = {"force": False, "since": None, "hooks": False}
    assert given == [("quay", {"start": "007", "words": "a=b, c"}, asked)]
    says("render", "quay", "--force", "--since", "x.json", "--hooks")
    assert given[1] == ("quay", {}, {"force": True, "since": "x.json", "hooks": True})
    assert says("render", "quay", "--quiet") == (0, "", "")
    code, out, err = says("render", "quay", "--json")
    assert (code, err, json.loads(out)) == (
        0,
        "",
        {
            "ok": True,
            "index": str(index),
            "files": 2,
            "seconds": {"build": 0.25, "pages": 1.0},
            "remarks": ["A remark."],
            "result": "published",
            "says": "",
            "run": [],
            "kept": [],
            "failed": {},
        },
    )


def test_render_says_what_was_kept_why_and_what_failed(quay: Path, says: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    says(*ADD)
    done = Rendered(quay / "reports/quay", {"index.html": {}}, {"look": 0.04}, result="unchanged")
    done.says, done.why = (
        "Nothing changed since 2026-11-26 06:00 UTC.",
        {"10-a": "kept: x.", "20-b": "runs, because y."},
    )
    monkeypatch.setattr(report, "render", lambda *given, **more: done)
    head, tail = (
        f"{done.index}\nNothing changed since 2026-11-26 06:00 UTC. (look 0.0 s)\n",
        "next:  casebook share quay\n",
    )
    assert says("render", "quay") == (0, head + tail, "")
    assert says("render", "quay", "--why") == (0, f"{head}10-a: kept: x.\n20-b: runs, because y.\n{tail}", "")
    assert json.loads(says("render", "quay", "--why", "--json")[1])["why"] == done.why
    done.result, done.run, done.kept, done.failed = "published", ["20-b"], ["10-a"], {"20-b": "20-b, cell 2: no."}
    done.hook = "on_change: it ended with 2."
    text = f"{done.index}\n1 files (look 0.0 s; 1 of 2 pages run)\n20-b failed: 20-b, cell 2: no.\n{done.hook}\n{tail}"
    assert says("render", "quay", "--quiet") == (1, text, "")
    code, out, _ = says("render", "quay", "--json")
    assert (code, json.loads(out)["ok"], json.loads(out)["failed"]) == (1, False, done.failed)


def test_a_case_that_cannot_be_read_is_in_the_history_all_the_same(quay: Path, says: Any) -> None:
    where = quay / "data/raw/quay/case.toml"
    where.write_text(where.read_text() + "titel = 1\n")
    code, _, err = says("render", "quay")
    (line,) = (json.loads(text) for text in (quay / "reports/quay.past/history.jsonl").read_text().splitlines())
    assert (code, line["result"], line["exit"], line["says"] + "\n") == (2, "failed", 2, err)
    assert says("render", "kay")[0] == 2 and not (quay / "reports/kay.past").exists()


def test_render_check(quay: Path, says: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    differ: list[str] = []
    monkeypatch.setattr(report, "compare", lambda case, parameters: differ)
    assert says("render", "quay", "--check") == (0, "quay: two renders gave the same bytes.\n", "")
    assert says("render", "quay", "--check", "--quiet") == (0, "", "")
    differ += ["10-timeline.html", "index.html"]
    said = "quay: two renders differ in 10-timeline.html, index.html.\n"
    assert says("render", "quay", "--check") == (3, said, "")
    assert says("render", "quay", "--check", "--quiet") == (3, said, "")
    assert json.loads(says("render", "quay", "--check", "--json")[1]) == {"ok": False, "differ": differ}


@pytest.mark.parametrize(
    ("error", "code"),
    [(ReportError("10-timeline, cell 3: no."), 1), (CheckError("A gate."), 3), (KeyboardInterrupt(), 1)],
)
def test_a_render_that_fails(
    quay: Path, says: Any, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    def fails(*given: Any, **more: Any) -> None:
        raise error

    monkeypatch.setattr(report, "render", fails)
    said = str(error) or "Interrupted. What was published before is as it was."
    assert says("render", "quay") == (code, "", said + "\n")
    done = says("render", "quay", "--json")
    assert (done[0], json.loads(done[1]), done[2]) == (code, {"ok": False, "exit": code, "error": said}, "")


def test_a_fault_of_the_kit_is_json_too_and_never_success(
    quay: Path, says: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*given: Any, **more: Any) -> None:
        raise BrokenPipeError("a kernel's, not ours")

    monkeypatch.setattr(report, "render", fails)
    code, out, err = says("render", "quay", "--json")
    assert (code, json.loads(out)["ok"]) == (1, False) and "Traceback" in err
    code, out, err = says("render", "quay")
    assert (code, out) == (1, "")
    said = "casebook itself failed (BrokenPipeError: a kernel's, not ours). Please report this.\n"
    assert err.endswith(said)


def test_share(quay: Path, says: Any) -> None:
    says(*ADD)
    said = "quay has no report yet. Run `casebook render quay` first.\n"
    assert says("share", "quay") == (1, "", said)
    built = json.loads(says("build", "quay", "--json")[1])
    (quay / "reports/quay").mkdir()
    (quay / "reports/quay/report.html").write_text("<p>")
    made = {"inputs": built["sources"], "files": manifest.files({"report.html": b"<p>"})}
    (quay / "reports/quay/manifest.json").write_text(json.dumps(made))
    code, out, err = says("share", "quay")
    parcel = (quay / "reports" / "quay.zip").read_bytes()
    digest = hashlib.sha256(parcel).hexdigest()
    said = f"{quay}/reports/quay.zip ({len(parcel) / 1000:.1f} kB)\nsha256  {digest}\n"
    assert len(parcel) < 9_950 and (code, out, err) == (0, said, "")
    code, out, _ = says("share", "quay", "--to", "x.zip", "--json")
    assert (code, json.loads(out)["file"]) == (0, "x.zip") and zipfile.is_zipfile(quay / "x.zip")


def test_lab(quay: Path, says: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Any] = []
    monkeypatch.setattr(lab, "open_lab", lambda case, root, say: opened.append((case and case.name, root)))
    assert says("lab", "quay") == (0, "", "")
    assert says("lab") == (0, "", "")
    assert opened == [("quay", quay), (None, quay)]
    assert says("lab", "pier")[0] == 2
    code, out, _ = says("lab", "quay", "--update")
    assert code == 0 and "10-timeline is new here." in out.splitlines() and out.endswith("next:  casebook lab quay\n")
    said = f"The copies in {quay}/lab/quay are those of this version.\nnext:  casebook lab quay\n"
    assert says("lab", "quay", "--update") == (0, said, "")
    code, _, err = says("lab", "--update")
    named = "Name the case whose copies shall follow, as in `casebook lab harbour-fire --update`.\n"
    assert (code, err, len(opened)) == (2, named, 2)


def test_a_terminal_of_another_encoding_gets_escapes(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), "ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    assert cli.main(["new", "quay", "--workspace", "été"]) == 0
    stream.flush()
    assert b"\\xe9t\\xe9/data/raw/quay is laid out." in stream.buffer.getvalue()  # type: ignore[attr-defined]


# ---------------------------------------------------------------- as a process


def test_a_process_gives_the_exit_code_and_nothing_else(quay: Path) -> None:
    done = process("check", "quai")
    said = f'There is no case "quai" in {quay}/data/raw. Did you mean "quay"?\n'
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    done = process("list", "--json")
    assert (done.returncode, json.loads(done.stdout)["ok"], done.stderr) == (0, True, "")


@pytest.mark.parametrize("words", [("--help",), ("readers",)])
def test_a_reader_that_goes_away_is_no_error(words: tuple[str, ...]) -> None:
    gone = subprocess.Popen(["true"], stdin=subprocess.PIPE)
    gone.wait()
    assert gone.stdin
    done = subprocess.run(
        [sys.executable, "-m", "helpers.cli", *words], stdout=gone.stdin, stderr=subprocess.PIPE, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which Linux has")
def test_an_answer_that_cannot_be_written_is_an_error() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "helpers.cli", "--help"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    said = "The answer cannot be written: No space left on device.\n"
    assert (done.returncode, done.stderr) == (1, said)


def test_ctrl_c_ends_with_a_sentence(quay: Path) -> None:
    """Interrupted while it reads a pipe that nobody writes to."""
    os.mkfifo(quay / "data/raw/quay/slow.csv")
    where = quay / "data/raw/quay/case.toml"
    where.write_text(where.read_text() + '\n[[sources]]\nfiles = "slow.csv"\nreader = "ira_tweets"\ncredit = "x"\n')
    started = subprocess.Popen(
        [sys.executable, "-m", "helpers.cli", "build", "quay"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    writer = opened(quay / "data/raw/quay/slow.csv")
    started.send_signal(signal.SIGINT)
    out, err = started.communicate(timeout=60)
    os.close(writer)
    assert (started.returncode, out, err) == (1, "", "Interrupted. What was published before is as it was.\n")


def opened(pipe: Path) -> int:
    """The writing end of the pipe, as soon as somebody reads it."""
    for _ in range(600):
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.1)
    raise AssertionError("nobody read the pipe within a minute")


def on_a_terminal(*words: str, **environment: str) -> tuple[int, str]:
    """The command with a terminal as its standard error and output: exit code, and all that the terminal got."""
    ours, theirs = pty.openpty()
    told = os.environ | {"TERM": "xterm-256color", "COLUMNS": "100"} | environment
    done = subprocess.Popen([sys.executable, "-m", "helpers.cli", *words], stdout=theirs, stderr=theirs, env=told)
    os.close(theirs)
    text = b"".join(chunks(ours))
    os.close(ours)
    return done.wait(timeout=60), text.decode()


def chunks(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            found = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            return
        if not found:
            return
        yield found


def test_a_bar_on_a_terminal_and_no_colour_where_none_is_wanted(quay: Path, says: Any) -> None:
    says(*ADD)
    colour = re.compile(r"\x1b\[[0-9;]*3[0-9][0-9;]*m")
    code, text = on_a_terminal("build", "quay", NO_COLOR="1")
    assert code == 0 and "reading" in text and not colour.search(text)
    code, text = on_a_terminal("build", "quay", "--force")
    assert code == 0 and colour.search(text)
    code, text = on_a_terminal("build", "quay", "--quiet")
    assert (code, text) == (0, "")
    code, text = on_a_terminal("--help", NO_COLOR="1")
    assert code == 0 and "\x1b" not in text


def test_an_error_has_no_sign_that_a_terminal_obeys(capsys: pytest.CaptureFixture[str]) -> None:
    from helpers.cli import answers

    assert answers.failed("p.csv: \x1b[2J\u202e", 1, False) == 1
    assert capsys.readouterr().err == "p.csv: ‹U+001B›[2J‹U+202E›\n"
