"""Which reader a file is for: right for every sample, also without a third of its columns; never settled in doubt."""

from __future__ import annotations

import gzip
import json
import random
import shutil
from pathlib import Path

import pytest
from reader_samples import Sample, samples, without

from helpers import readers, store
from helpers.errors import CaseError
from helpers.intake import _cut, rank
from helpers.store import Csv, Own

ALL = [sample for sample in samples() if sample.reader.name != "table"]
# A server of Mastodon's software answers as Truth Social does: only a person knows which of the two it was.
DOUBTFUL = {"mastodon": "truth_social"}
SEEDS = range(4)


def _is_text(sample: Sample) -> bool:
    return isinstance(sample.shape.format, Own) and sample.path.suffix not in (".json", ".ndjson", ".jsonl")


SPOILT = [sample for sample in ALL if sample.path.is_file() and not _is_text(sample)]


@pytest.mark.parametrize("sample", ALL, ids=lambda sample: sample.stem)
def test_the_right_reader_comes_first(sample: Sample) -> None:
    found = rank(sample.path)
    assert found.best and found.best.reader == sample.reader.name, found
    words = {key: value for key, value in sample.options.items() if key == "table"}
    assert (found.best.options, found.best.lacking, found.problem) == (words, "", "")
    other = DOUBTFUL.get(sample.stem)
    said = f"{sample.path}: it may be of {sample.stem} as well as of {other}." if other else ""
    assert found.doubt == said


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("sample", SPOILT, ids=lambda sample: sample.stem)
def test_without_a_third_of_its_columns_it_is_still_named(sample: Sample, seed: int, tmp_path: Path) -> None:
    path = sample.spoilt(without(_third(sample, seed)), tmp_path)
    found = rank(path)
    first, *others = found.candidates
    assert sample.reader.name == first.reader, found
    if found.doubt and not first.lacking:
        assert others and found.doubt == f"{path}: it may be of {first.reader} as well as of {others[0].reader}."


def _third(sample: Sample, seed: int) -> tuple[str, ...]:
    """A third of the columns, or of the names in the first record, that the file has."""
    if isinstance(sample.shape.format, Own):
        seen = sample.reader.module.sniff(sample.path)
    else:
        seen = readers.peek(sample.path, sample.shape.format) or set()
    if not isinstance(sample.shape.format, Csv):
        seen -= {path.rpartition(".")[0] for path in seen}
    return tuple(random.Random(seed).sample(sorted(seen), len(seen) // 3))


@pytest.mark.parametrize("sample", [s for s in samples() if s.reader.name == "table"], ids=lambda sample: sample.stem)
def test_a_table_of_somebody_s_own_is_nobody_s(sample: Sample) -> None:
    found = rank(sample.path)
    assert (found.best, found.doubt) == (None, f"{sample.path}: no reader knows this file.")


# ---------------------------------------------------------------- reasons


def archive(repo: Path, folder: Path, *gone: str, more: dict[str, str] | None = None) -> Path:
    """The sample of the Twitter archive without some columns, and with others."""

    def spoil(record: dict[str, str]) -> None:
        without(gone)(record)
        record.update(more or {})

    return Sample("twitter_io_archive").spoilt(spoil, folder)


def test_the_reason_counts_columns_and_names_what_is_missing_and_unknown(repo: Path, tmp_path: Path) -> None:
    whole = rank(archive(repo, tmp_path)).best
    assert whole and whole.reason() == "knows all 31 columns of the file; all of its own 31 are there"
    some = rank(archive(repo, tmp_path, "poll_choices", "latitude", more={"mood": "x"})).best
    assert some and some.reason() == (
        'knows 29 of the 30 columns of the file (not "mood"); '
        "29 of its own 31 are there; missing: latitude and poll_choices"
    )
    assert some.as_dict()["reason"] == some.reason()


def test_a_column_that_a_record_cannot_do_without_is_said(repo: Path, tmp_path: Path) -> None:
    path = archive(repo, tmp_path, "tweet_time")
    found = rank(path)
    said = f'{path}: no column "tweet_time". The twitter_io_archive reader needs it to place a post in time.'
    assert found.best and (found.best.reader, found.best.lacking, found.doubt) == ("twitter_io_archive", said, said)


def test_the_name_of_a_file_tells_nothing(tmp_path: Path) -> None:
    for stem, name in (("bluesky", "tweets.csv"), ("twitter_io_archive", "page.html"), ("rss", "notes.json")):
        copy = shutil.copy(Sample(stem).path, tmp_path / name)
        found = rank(Path(copy))
        assert found.best and (found.best.reader, found.doubt) == (stem, "")


# ---------------------------------------------------------------- how it is packed, written, laid out


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
@pytest.mark.parametrize("stem", ["twitter_io_archive", "bluesky", "mastodon"])
def test_other_encodings(stem: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "export"
    path.write_bytes(Sample(stem).path.read_text("utf-8").encode(encoding))
    found = rank(path)
    assert found.best and found.best.reader == stem


def test_packed_files(tmp_path: Path) -> None:
    path = tmp_path / "export"
    path.write_bytes(gzip.compress(Sample("twitter_v2").path.read_bytes()))
    found = rank(path)
    assert found.best and (found.best.reader, found.doubt) == ("twitter_v2", "")
    path.write_bytes(path.read_bytes()[:200])
    assert rank(path).problem.startswith(f"{path}: the packed file ends too early or is damaged (")


def test_an_encoding_that_nobody_states_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "posts.csv"
    path.write_bytes("tweetid,gr\u00f6\u00dfe\n1,2\n".encode("cp1252"))
    assert rank(path).problem.startswith(f"{path}, row 1: the header is not UTF-8")
    assert rank(path, {"encoding": "cp1252"}).problem == ""


def test_an_empty_file_and_one_that_is_nothing(tmp_path: Path) -> None:
    empty, noise = tmp_path / "empty.csv", tmp_path / "noise"
    empty.write_bytes(b"\xef\xbb\xbf \n")
    assert rank(empty).doubt == f"{empty}: the file is empty. Export it again."
    noise.write_bytes(random.Random(1).randbytes(5000))
    found = rank(noise)
    assert found.best is None and found.doubt


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    path = tmp_path / "posts.csv"
    path.write_text("a,b\n1,2\n")
    monkeypatch.setattr(store, "open_bytes", closed)
    with pytest.raises(CaseError) as caught:
        rank(path)
    assert str(caught.value) == f"{path} cannot be read: Permission denied. Nothing was added."


def test_a_large_document_is_read_for_lists_that_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking for a list that is not there would read all of the file, once for every place of every reader."""
    document = json.loads(Sample("newsapi").path.read_text("utf-8"))
    document["articles"] *= 1000
    path = tmp_path / "news.json"
    path.write_text(json.dumps(document))
    assert path.stat().st_size > readers.PEEK
    asked: list[str] = []
    items = store.json_items

    def counted(file: Path, format: store.Json) -> object:
        asked.append(format.at)
        return items(file, format)

    monkeypatch.setattr(store, "json_items", counted)
    found = rank(path)
    assert found.best and (found.best.reader, found.doubt) == ("newsapi", "")
    assert set(asked) == {"articles"}


def test_of_a_large_document_the_beginning_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It breaks off there, and is told by its own name."""
    for stem in ("newsapi", "bluesky", "twitter_v2", "youtube_api", "mastodon", "telegram_desktop"):
        sample = Sample(stem)
        monkeypatch.setattr(_cut, "BEGINNING", 2 * sample.path.stat().st_size // 3)
        found = rank(sample.path)
        assert found.best and found.best.reader == sample.reader.name, found
        assert "beginning" not in str(found).replace(str(sample.path), "")
    document = json.loads(Sample("newsapi").path.read_text("utf-8"))
    path = tmp_path / "news.json"
    path.write_bytes(json.dumps(document).encode("utf-16"))
    found = rank(path, {"encoding": "utf-16"})
    assert found.best and (found.best.reader, found.doubt) == ("newsapi", "")


# ---------------------------------------------------------------- folders


def test_a_folder_of_files_of_one_reader(tmp_path: Path) -> None:
    for name in ("b.ndjson", "deep/a.ndjson", ".hidden.csv", "c.ndjson.part"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(Sample("bluesky").path, tmp_path / name)
    found = rank(tmp_path)
    assert found.best and (found.best.reader, found.doubt) == ("bluesky", "")
    said = "knows all 23 names of the first record; 15 of its own 19 are there; so in 2 of 2 files"
    assert found.best.reason() == said


def test_a_folder_of_files_of_several_readers_is_refused(tmp_path: Path) -> None:
    for stem in ("bluesky", "twitter_v1", "twitter_io_archive"):
        shutil.copy(Sample(stem).path, tmp_path)
    shutil.copy(Sample("bluesky").path, tmp_path / "bluesky-2.ndjson")
    found = rank(tmp_path)
    assert found.best is None
    assert found.doubt == (
        f"{tmp_path}: its files are of several readers (2 of bluesky, 1 of twitter_io_archive and 1 of twitter_v1). "
        "Add them one reader after the other."
    )


def test_a_folder_with_a_file_that_nobody_knows(tmp_path: Path) -> None:
    shutil.copy(Sample("bluesky").path, tmp_path / "a.ndjson")
    (tmp_path / "b.txt").write_text("a shopping list\n")
    assert rank(tmp_path).doubt == f"{tmp_path / 'b.txt'}: no reader knows this file."


def test_a_folder_of_pages_and_notes_is_not_settled(tmp_path: Path) -> None:
    shutil.copytree(Sample("saved_pages").path, tmp_path / "x")
    shutil.copytree(Sample("notes").path, tmp_path / "x", dirs_exist_ok=True)
    found = rank(tmp_path / "x")
    assert {one.reader for one in found.candidates} == {"notes", "saved_pages"}
    first, second = found.candidates
    assert found.doubt == f"{tmp_path / 'x'}: it may be of {first.reader} as well as of {second.reader}."
