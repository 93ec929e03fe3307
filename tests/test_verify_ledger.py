"""What `verify` says of the ledger: its chain, its head, hostile lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from verified import broken, built, case, edit, ledger_of, lines, problems, put, sha

from helpers import ledger, verify
from helpers.cases import Case
from helpers.errors import UsageError

__all__ = ["built", "case"]  # fixtures
Tamper = Callable[[Case], object]


LEDGER_FACTS: dict[str, tuple[Tamper, list[str]]] = {
    "a line changed": (
        lambda case: put(case, [lines(case)[0].replace(b'"kept":2', b'"kept":3'), *lines(case)[1:]]),
        [broken(2)],
    ),
    "a line taken out": (
        lambda case: put(case, [*lines(case)[:1], *lines(case)[2:]]),
        [broken(2), "notes was never built: no line tells of it. Run `casebook build tiny`.",
         "build.json tells of notes, and the ledger does not."][:2],
    ),
    "two lines swapped": (
        lambda case: put(case, [lines(case)[0], lines(case)[2], lines(case)[1], *lines(case)[3:]]),
        [broken(2, "; it carries that of line 3"), broken(3, "; it carries that of line 1"),
         broken(4, "; it carries that of line 2")],
    ),
    "the beginning taken out": (
        lambda case: put(case, lines(case)[1:]),
        ["ledger.jsonl, line 1: it carries the hash of a line before it, so the beginning of the ledger was taken "
         "out."],
    ),
    "the last line cut in the middle": (
        lambda case: ledger_of(case).write_bytes(ledger_of(case).read_bytes()[:-20]),
        ["ledger.jsonl: line 5 is no JSON: Unterminated string starting at.",
         "posts/b.csv was never built: no line tells of it. Run `casebook build tiny`."],
    ),
    "no ledger": (
        lambda case: ledger_of(case).unlink(),
        ["ledger.jsonl is not there or empty: nothing says what was read, and when.",
         *(f"{name} was never built: no line tells of it. Run `casebook build tiny`."
           for name in ("posts/a.csv", "posts/b.csv", "notes", "handmade/claims.csv"))],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LEDGER_FACTS)
def test_what_became_of_the_ledger(name: str, case: Case) -> None:
    tamper, said = LEDGER_FACTS[name]
    tamper(case)
    assert sorted(problems(case, quick=True)) == sorted(said)


HOSTILE: dict[str, tuple[bytes, str]] = {
    "another folder": (b'{"source": "/etc/hostname"}', 'line 6: "/etc/hostname" is no path inside the case'),
    "dots": (b'{"source": "../../secret"}', 'line 6: "../../secret" is no path inside the case'),
    "dots in the middle": (b'{"source": "posts/../../x"}', 'line 6: "posts/../../x" is no path inside the case'),
    "nothing": (b'{"source": ""}', 'line 6: "(empty)" is no path inside the case'),
    "half a sign": (b'{"source": "a\\ud800"}', 'line 6: "a‹U+D800›" is no path inside the case'),
    "a NUL": (b'{"source": "a\\u0000b"}', 'line 6: "a‹U+0000›b" is no path inside the case'),
    "no hash": (b'{"source": "x", "sha256": "' + b"g" * 64 + b'"}', 'line 6: its "sha256" is no SHA-256'),
    "no number": (
        b'{"source": "x", "sha256": "' + b"a" * 64 + b'", "bytes": true}', 'line 6: its "bytes" is no number of bytes',
    ),
    "a huge number": (
        b'{"source": "x", "sha256": "' + b"a" * 64 + b'", "bytes": 1e999}', 'line 6: its "bytes" is no number of bytes',
    ),
    "a page elsewhere": (
        b'{"source": "x", "sha256": "' + b"a" * 64 + b'", "bytes": 1, "records": 1, "kept": 1, "duplicates": 0, '
        b'"observations": 0, "rejected": 0, "files": {"../../../etc/hostname": "' + b"a" * 64 + b'"}}',
        'line 6: its "files" is no list of files with their hashes',
    ),
    "runs that are none": (
        b'{"source": "x", "sha256": "' + b"a" * 64 + b'", "bytes": 1, "records": 1, "kept": 1, "duplicates": 0, '
        b'"observations": 0, "rejected": 0, "seen": [["x", 1]]}',
        'line 6: its "seen" and "build" do not say which build saw which records first',
    ),
    "deep": (b'{"source": "x", "y": ' + b"[" * 100_000, "line 6 is nested too deeply"),
    "text": (b"see posts/a.csv", "line 6 is no JSON: Expecting value"),
    "a list": (b"[1]", "line 6 names no source"),
    "long": (b'"' + b"x" * 20_000, "line 6 has more than 0 MB, and no build writes such a line"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_line_is_named_and_nothing_else_read(name: str, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "LARGEST", 10_000 if name == "long" else 1 << 20)
    line, said = HOSTILE[name]
    put(case, [*lines(case), line])
    opened: list[Path] = []
    really = verify._files.scan.sha256
    monkeypatch.setattr(verify._files.scan, "sha256", lambda path: opened.append(path) or really(path))
    first, *rest = problems(case, quick=True)
    nothing = ", and nothing was read there" if "no path" in said else ""
    assert first == f"ledger.jsonl: {said}{nothing}."
    assert rest == ([] if "no JSON" in said or "nested" in said or "names no" in said or "more than" in said
                    else [broken(6)])  # fmt: skip
    assert opened and all(path.resolve().is_relative_to(case.folder.resolve()) for path in opened)


def test_what_a_sound_chain_cannot_tell_is_told_by_a_head(case: Case) -> None:
    whole, head = lines(case), sha(lines(case)[-1])
    said = [
        f"ledger.jsonl: no line has the hash {head}, which was noted as its head. The ledger was cut or written anew "
        "since then."
    ]
    edit(case, "posts/a.csv", at="2020-01-01T00:00:00Z")
    assert problems(case) == []  # every line is written anew, and the chain is sound
    assert problems(case, head=head, quick=True) == said
    put(case, whole[:-1])
    assert said[0] in problems(case, head=head.upper(), quick=True)
    put(case, whole)
    found = verify.verify("tiny", case.workspace, head=sha(whole[2]), quick=True)
    assert (found.problems, found.remarks) == ([], ["The head that was noted is the hash of line 3; 2 came later."])


def test_a_head_that_is_none_is_wrong_use(case: Case) -> None:
    with pytest.raises(UsageError) as told:
        verify.verify("tiny", case.workspace, head="abc")
    assert str(told.value) == (
        '--head takes the 64 digits of a SHA-256, as `casebook build` and `casebook verify` say it; "abc" is not one.'
    )
