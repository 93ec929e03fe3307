"""Wrong use is one sentence; the workspace is found or named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

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
