"""A short run of the fuzzer; and that it would notice what it looks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import fuzz
import fuzz_child
import fuzz_oracle
import pytest
from fuzz_bytes import BOMBS, ON_BYTES, ON_MARK_UP, PACKING
from fuzz_draft import Draft, draft
from fuzz_records import ON_DOCUMENTS, ON_SHEETS
from reader_samples import SAMPLES, Sample

from helpers import build
from helpers.errors import ReaderError

SEED, SHORT = 0, 40
CHANGES = [
    *(("records", name, "coortweet") for name in ON_SHEETS),
    *(("records", name, "bluesky") for name in ON_DOCUMENTS),
    *(("mark_up", name, "rss") for name in ON_MARK_UP),
    *(("bytes", name, "fourcat_x") for name in ON_BYTES),
    *(("packed", name, "table") for name in PACKING),
]


def _files(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("number", [0, 7, 40, 123])
def test_a_seed_and_a_number_make_the_same_file_again(number: int, tmp_path: Path) -> None:
    made = [_files(draft(SEED, number).make(tmp_path / name).folder) for name in ("one", "two")]
    assert made[0] == made[1]
    assert str(draft(SEED, number)) == str(draft(SEED, number)) != str(draft(SEED + 1, number))


def test_every_sample_has_its_turn() -> None:
    stems = {path.stem for path in SAMPLES.glob("*.toml")}
    assert {draft(SEED, number).stem for number in range(len(stems))} == stems


@pytest.mark.parametrize(("level", "name", "stem"), CHANGES, ids=lambda one: str(one))
def test_every_change_changes_the_file(level: str, name: str, stem: str, tmp_path: Path) -> None:
    before = Sample(stem).path.read_bytes()
    made = [Draft(SEED, n, stem, [(level, name, n)]).make(tmp_path / str(n)).inputs[0].path for n in range(12)]
    assert any(path.read_bytes() != before for path in made)


@pytest.mark.parametrize("kind", BOMBS)
def test_a_bomb_is_small_on_the_disk(kind: str, tmp_path: Path) -> None:
    path = Draft(SEED, 1, "table", [("bomb", kind, 1)]).make(tmp_path).inputs[0].path
    assert path.stat().st_size < 2_000_000


def test_a_short_run_finds_nothing(tmp_path: Path) -> None:
    found = fuzz.run(SEED, tmp_path, jobs=1, files=SHORT)
    assert found.faults == []
    assert found.outcomes["tables"] + found.outcomes["refused"] == SHORT
    assert min(found.outcomes["tables"], found.outcomes["refused"]) > 5, "nearly all files came to the same end"


# ---------------------------------------------------------------- what it must notice

PLAIN = Draft(SEED, 0, "table", [])
Build = Callable[..., Any]


def _planted(monkeypatch: pytest.MonkeyPatch, change: Callable[[Build], Build]) -> dict[str, Any]:
    monkeypatch.setattr(build, "build", change(build.build))
    return fuzz_child.tried(PLAIN)


def _other_fates(**changed: int) -> Callable[[Build], Build]:
    def change(right: Build) -> Build:
        def wrong(case: Any) -> Any:
            done = right(case)
            for name, more in changed.items():
                done.sources[0][name] += more
            return done

        return wrong

    return change


def _raising(error: Exception, before: Callable[[Any], None] = lambda case: None) -> Callable[[Build], Build]:
    def change(right: Build) -> Build:
        def wrong(case: Any) -> Any:
            before(case)
            raise error

        return wrong

    return change


def _half(case: Any) -> None:
    case.processed.mkdir(parents=True)
    (case.processed / "posts.parquet").write_bytes(b"half")


NOTICED = {
    "a sum that is wrong": (_other_fates(kept=-1), "Fault: 3 records have the fates"),
    "a record that is lost": (_other_fates(records=-1, kept=-1), "Fault: the fates"),
    "another exception": (_raising(KeyError("id")), "KeyError: 'id'"),
    "the text of a library": (_raising(ReaderError("p.csv: Binder Error: x.")), "Fault: not a whole sentence: p.csv"),
    "half a sentence": (_raising(ReaderError("p.csv: bad")), "Fault: not a whole sentence: p.csv: bad"),
    "half a table": (_raising(ReaderError("It is bad."), _half), "Fault: refused (It is bad.), and yet written"),
}


@pytest.mark.parametrize("what", NOTICED)
def test_what_must_not_be_is_noticed(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    change, said = NOTICED[what]
    answer = _planted(monkeypatch, change)
    assert (answer["outcome"], answer["said"][: len(said)]) == ("fault", said)


def test_a_sound_file_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = fuzz_child.tried(PLAIN)
    assert (answer["outcome"], answer["records"], sum(answer["fates"].values())) == ("tables", 3, 3)


def test_an_independent_count_that_differs_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz_oracle, "records", lambda *given: 8)
    assert fuzz_child.tried(PLAIN)["said"] == "Fault: 3 records were read, and an independent count has 8"


@pytest.mark.parametrize(("name", "most"), [("MOST_SECONDS", 0), ("MOST_MEMORY", -1)])
def test_too_much_work_is_noticed(name: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz_child, name, most)
    assert fuzz_child.tried(PLAIN)["outcome"] == "fault"


def test_a_file_outside_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def outside(right: Build) -> Build:
        def wrong(case: Any) -> Any:
            (case.folder.parent / "outside.csv").write_bytes(b"id\n")
            return right(case)

        return wrong

    said = "Fault: other files than before: ['data/raw/outside.csv 3']"
    assert _planted(monkeypatch, outside)["said"] == said


PROGRAMS = {
    "the process died": "import sys\nsys.stdin.readline()\n",
    "no answer in 3 s": "import time\ntime.sleep(60)\n",
    "the work took more than 40 s": "from resource import *\nsetrlimit(RLIMIT_CPU, (1, 9))\nwhile True: pass\n",
}


@pytest.mark.parametrize("said", PROGRAMS)
def test_a_process_that_dies_or_hangs_costs_one_file(
    said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fuzz_child.py").write_text(PROGRAMS[said], "utf-8")
    monkeypatch.setattr(fuzz, "HERE", tmp_path)
    monkeypatch.setattr(fuzz, "PATIENCE", 3 if "answer" in said else 60)
    child = fuzz.Child()
    assert [child.ask(PLAIN)["said"] for _ in range(2)] == [said, said]
    child.stop()


class OneIsEnough:
    """A child for which one of the changes alone is the fault."""

    def ask(self, of: Draft) -> dict[str, Any]:
        bad = ("bytes", "flip", 2) in of.steps
        return {"outcome": "fault" if bad else "tables", "kind": "bad"}


def test_a_fault_is_told_with_the_changes_that_it_needs() -> None:
    of = Draft(SEED, 0, "table", [("bytes", "cut", 1), ("bytes", "flip", 2), ("packed", "gz", 3)])
    shrunk, _ = fuzz.shrunk(OneIsEnough(), of, {"outcome": "fault", "kind": "bad"})  # type: ignore[arg-type]
    assert str(shrunk) == "seed 0, number 0: table (bytes:flip)"


def test_a_fault_is_written_down(tmp_path: Path) -> None:
    text = fuzz.told(PLAIN, {"said": "KeyError: 'id'"}, tmp_path)
    assert text.splitlines() == [
        "seed 0, number 0: table ()",
        "KeyError: 'id'",
        "again: python tests/fuzz/fuzz.py --seed 0 --only 0",
        f"file: {tmp_path / '0-0'}",
    ]
    assert sorted(path.name for path in (tmp_path / "0-0").iterdir()) == ["case.toml", "fault.txt", "table.csv"]
