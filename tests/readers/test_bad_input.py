"""Input as it comes: a whole sentence or a counted row, never a traceback, and never half a table."""

from __future__ import annotations

import codecs
import gzip
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from reader_samples import built, make_case, shown

from helpers import cases
from helpers.cases import Case
from helpers.errors import CasebookError, CaseError, ReaderError, TableError

HEAD = b"id,who,at,body\n"
AT = b"2024-05-14T10:00:00Z"
OPTIONS: dict[str, Any] = {
    "table": "posts",
    "platform": "x",
    "columns": {"id": "id", "account_name": "who", "created_at": "at", "text": "body"},
}
BIG = 10_000_000


def row(number: int, body: bytes = b"hello") -> bytes:
    return b"%d,ann,%s,%s\n" % (number, AT, body)


def line(number: int, body: bytes = b"hello") -> bytes:
    return b'{"id":"%d","who":"ann","at":"%s","body":"%s"}\n' % (number, AT, body)


def read(root: Path, content: bytes, name: str = "p.csv", **options: Any) -> tuple[Case, dict[str, Any]]:
    case = make_case(root, {name: content}, "table", **OPTIONS, **options)
    source = built(case)[1]
    assert (case.folder / name).read_bytes() == content, "the raw file was changed"
    return case, source


def bodies(case: Case) -> dict[str, str]:
    return {one["row"]: one.get("text", "") for one in shown(case, "posts")}


def rejects(case: Case) -> dict[str, str]:
    frame = case.table("rejects")
    return dict(zip(frame["row"], frame["reason"], strict=True))


def fates(source: dict[str, Any]) -> tuple[int, ...]:
    return tuple(source[name] for name in ("records", "kept", "duplicates", "observations", "rejected"))


EMPTY = "the file is empty. Export it again, or take its entry out of case.toml."
NO_HEADER = "there is no header with column names. Is this a CSV file?"
BROKEN = "Nothing of it was read. Obtain the file again."
REFUSED = {
    "empty": ("p.csv", b"", f": {EMPTY}"),
    "blank lines": ("p.csv", b" \n\r\n\n", f": {EMPTY}"),
    "a byte-order mark alone": ("p.csv", codecs.BOM_UTF8, f": {EMPTY}"),
    "binary": ("p.csv", bytes(range(256)) * 20, f", row 1: {NO_HEADER}"),
    "a picture": (
        "p.csv",
        b"\x89PNG\r\n\x1a\n" + b"\xfe" * 500,
        ", row 1: the header is not text. Is this a CSV file?",
    ),
    "another encoding": (
        "p.csv",
        HEAD + b"".join(row(n, b"caf\xe9") for n in range(50)),
        ": 50 bytes are not UTF-8 (the first in line 2). Write the encoding that reads right into case.toml; so it "
        'would read:\n  encoding = "cp1252" (or cp1250, cp1254, cp1256): …2024-05-14T10:00:00Z,café'
        '\n  encoding = "cp1251": …2024-05-14T10:00:00Z,cafй'
        '\n  encoding = "cp1253": …2024-05-14T10:00:00Z,cafι'
        '\n  encoding = "cp1255": …2024-05-14T10:00:00Z,cafי'
        '\n  encoding = "koi8-r": …2024-05-14T10:00:00Z,cafИ',
    ),
    "a header twice": (
        "p.csv",
        b"id,who,at,at\n" + row(1),
        ', row 1: the header names "at" twice. Rename one of the two, in a copy of the file.',
    ),
    "half a packed file": (
        "p.csv.gz",
        gzip.compress(HEAD + b"".join(row(n, os.urandom(20).hex().encode()) for n in range(2000)))[:3000],
        ": the packed file ends too early or is damaged "
        "(Compressed file ended before the end-of-stream marker was reached). Obtain it again.",
    ),
    "truncated JSON": (
        "p.json",
        b"[" + line(1) + b"," + line(2) + b',{"id":',
        f": the JSON breaks off or is not valid after record 2 (parse error: premature EOF). {BROKEN}",
    ),
    "JSON truncated in its first record": (
        "p.json",
        b'[{"id":',
        f": the JSON breaks off or is not valid after record 0 (parse error: premature EOF). {BROKEN}",
    ),
    "no JSON": (
        "p.json",
        b"{not json",
        f": the JSON breaks off or is not valid after record 0 (lexical error: invalid string in json text). {BROKEN}",
    ),
    "JSON a hundred thousand deep": (
        "p.json",
        b"[" * 100_000,
        ": the JSON is nested more than 500 deep. Nothing of it was read.",
    ),
}


@pytest.mark.long
def test_a_line_that_is_too_long_to_be_read_is_named(tmp_path: Path) -> None:
    """DuckDB itself says no more than that memory ran out."""
    post = b'{"uri":"at://x/%d","author":{"did":"d"},"record":{"text":"%s","createdAt":"%s"}}\n'
    content = post % (1, b"x", AT) + post % (2, b"y" * 60_000_000, AT) + post % (3, b"z", AT)
    case = make_case(tmp_path, {"p.ndjson": content}, "bluesky")
    with pytest.raises(ReaderError) as told:
        built(case)
    said = "line 2: it is 60.0 MB long, which is more than can be read at once. Shorten it or take it out."
    assert str(told.value) == f"{case.folder / 'p.ndjson'}, {said}"


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_with_a_whole_sentence(what: str, tmp_path: Path) -> None:
    name, content, said = REFUSED[what]
    with pytest.raises(ReaderError) as told:
        read(tmp_path, content, name)
    folder = tmp_path / "data" / "raw" / "sample"
    assert str(told.value) == f"{folder / name}{said}"
    assert (folder / name).read_bytes() == content
    processed = tmp_path / "data" / "processed" / "sample"
    assert [p.name for p in processed.rglob("*") if p.is_file()] == []


def test_an_encoding_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReaderError) as told:
        read(tmp_path, HEAD + row(1), encoding="utf-99")
    path = tmp_path / "data" / "raw" / "sample" / "p.csv"
    assert str(told.value) == f'{path}: "utf-99" is not an encoding. Write utf-8, utf-16, cp1252 or the like.'


def test_a_header_alone_has_no_records(tmp_path: Path) -> None:
    assert fates(read(tmp_path, HEAD)[1]) == (0, 0, 0, 0, 0)


READ = {
    "a byte-order mark": (codecs.BOM_UTF8 + HEAD + row(1), {}, []),
    "UTF-16": ((HEAD + row(1)).decode().encode("utf-16"), {}, ["read as utf-16, by its byte-order mark"]),
    "UTF-32": ((HEAD + row(1)).decode().encode("utf-32"), {}, ["read as utf-32, by its byte-order mark"]),
    "UTF-16 without its mark": (
        (HEAD + row(1)).decode().encode("utf-16-be"),
        {},
        ["read as utf-16-be, no byte-order mark; every second byte is NUL"],
    ),
    "another encoding that is stated": (
        HEAD + row(1),
        {"encoding": "cp1252"},
        ["read as cp1252, as case.toml says"],
    ),
    "ends of lines of Windows": ((HEAD + row(1)).replace(b"\n", b"\r\n"), {}, []),
    "ends of lines of an old Mac": ((HEAD + row(1)).replace(b"\n", b"\r"), {}, []),
    "no end of the last line": ((HEAD + row(1)).rstrip(), {}, []),
    "spaces in the header": (b" id , who ,at,body\n" + row(1), {}, []),
    "tabs": ((HEAD + row(1)).replace(b",", b"\t"), {}, []),
}


@pytest.mark.parametrize("what", READ)
def test_what_is_only_unusual_is_read(what: str, tmp_path: Path) -> None:
    content, options, decided = READ[what]
    case, source = read(tmp_path, content, **options)
    assert (fates(source), bodies(case), source["repairs"]) == ((1, 1, 0, 0, 0), {"2": "hello"}, [])
    assert [said for said in source["decided"] if said.startswith("read as")] == decided


def test_a_wrong_byte_is_replaced_and_counted(tmp_path: Path) -> None:
    case, source = read(tmp_path, HEAD + row(0, b"caf\xe9") + b"".join(row(n) for n in range(1, 300)))
    assert fates(source) == (300, 300, 0, 0, 0)
    assert source["repairs"] == ["in 1 record bytes that are not UTF-8 were replaced by U+FFFD"]
    assert bodies(case)["2"] == "caf\ufffd"


def test_nul_bytes_are_taken_out_and_counted(tmp_path: Path) -> None:
    case, source = read(tmp_path, HEAD + row(1, b"a\0b") + row(2))
    assert (bodies(case), source["repairs"]) == (
        {"2": "ab", "3": "hello"},
        ["in 1 record NUL characters were taken out"],
    )


@pytest.mark.parametrize("name", ["p.csv", "p.ndjson"])
def test_a_line_of_ten_megabytes_is_read(name: str, tmp_path: Path) -> None:
    make = row if name == "p.csv" else line
    head = HEAD if name == "p.csv" else b""
    case, source = read(tmp_path, head + make(1) + make(2, b"x" * BIG) + make(3), name)
    assert fates(source) == (3, 3, 0, 0, 0)
    assert [len(body) for body in bodies(case).values()] == [5, BIG, 5]


def test_records_are_counted_by_their_quotes_and_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    content = (
        HEAD
        + row(1, b'"two\nlines\r\nor three"')
        + b"\n"
        + row(2)
        + b"\r\n"
        + b"3,ann,%s\n" % AT
        + b"4,ann,%s,x,y,z\n" % AT
        + row(5, b'say "hi" there')
        + row(6, b'"he said ""hi"""')
        + row(7)
    )
    case, source = read(tmp_path, content)
    assert fates(source) == (7, 5, 0, 0, 2)
    assert bodies(case) == {
        "2": "two\nlines\r\nor three",
        "4": "hello",
        "8": 'say "hi" there',
        "9": 'he said "hi"',
        "10": "hello",
    }
    assert rejects(case) == {
        "6": "The record has 3 cells where the header has 4.",
        "7": "The record has 6 cells where the header has 4.",
    }


def test_a_csv_that_breaks_off_loses_its_last_record_and_says_so(tmp_path: Path) -> None:
    case, source = read(tmp_path, HEAD + row(1) + row(2) + b"3,ann,2024")
    assert fates(source) == (3, 2, 0, 0, 1)
    assert rejects(case) == {"4": "The record has 3 cells where the header has 4."}


def test_a_quote_that_stays_open_hides_no_record_in_silence(tmp_path: Path) -> None:
    case, source = read(tmp_path, HEAD + row(1) + b'2,ann,%s,"open\n' % AT + row(3) + row(4))
    assert fates(source) == (2, 1, 0, 0, 1)
    said = "A quote that opens in this record is not closed until the end of the file; records may be hidden in it."
    assert rejects(case) == {"3": said}
    assert case.table("rejects")["stated"][0] == f"2,ann,{AT.decode()},open\n{row(3).decode()}{row(4).decode()}"


def test_formulas_stay_what_they_are(tmp_path: Path) -> None:
    cells = [b"=cmd()", b"+1", b"-1", b"@SUM(A1)", b'"=HYPERLINK(""http://x"")"']
    case, _ = read(tmp_path, HEAD + b"".join(row(n, cell) for n, cell in enumerate(cells)))
    assert list(bodies(case).values()) == ["=cmd()", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")']


def test_ndjson_with_blank_mixed_and_broken_lines(tmp_path: Path) -> None:
    content = line(1) + b"\n" + line(2).replace(b"\n", b"\r\n") + b"  \n" + b"[1]\n" + line(3) + b'{"id":"4","who'
    case, source = read(tmp_path, content, "p.ndjson")
    assert fates(source) == (6, 3, 0, 0, 3)
    assert bodies(case) == {"1": "hello", "3": "hello", "6": "hello"}
    assert set(rejects(case).values()) == {"The record is not a JSON object."}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["p.ndjson", "p.json"])
def test_json_with_a_byte_order_mark(name: str, encoding: str, tmp_path: Path) -> None:
    text = line(1) if name == "p.ndjson" else b"[" + line(1) + b"]"
    case, _ = read(tmp_path, text.decode().encode(encoding), name)
    assert bodies(case) == {"1": "hello"}


def test_half_characters_and_nul_in_json_are_replaced_and_counted(tmp_path: Path) -> None:
    content = line(1, rb"cut \ud83d off, whole \ud83d\ude00") + line(2, rb"a\u0000b \\u0000")
    case, source = read(tmp_path, content, "p.ndjson")
    assert bodies(case) == {"1": "cut \ufffd off, whole \U0001f600", "2": r"ab \u0000"}
    assert source["repairs"] == [
        "NUL characters were taken out: 1 record",
        "half a character, cut off before us, was replaced by U+FFFD: 1 record",
    ]


def test_nul_in_what_a_reader_reads_by_itself_is_taken_out_and_counted(tmp_path: Path) -> None:
    message = b'{"id": 1, "type": "message", "date_unixtime": "1715715840", "text": "a\\u0000b"}'
    export = b'{"name": "C", "type": "private_group", "id": 9, "messages": [' + message + b"]}"
    case = make_case(tmp_path, {"result.json": export}, "telegram_desktop")
    _, source = built(case)
    assert (bodies(case), source["repairs"]) == ({"1": "ab"}, ["in 1 record NUL characters were taken out"])


def test_a_json_list_of_all_kinds_keeps_its_objects(tmp_path: Path) -> None:
    case, source = read(tmp_path, b"[" + line(1) + b',3,"x",null,' + line(2) + b"]", "p.json")
    assert fates(source) == (5, 2, 0, 0, 3)
    assert list(rejects(case)) == ["2", "3", "4"]


# ---------------------------------------------------------------- folders, links, permissions, disks


def test_a_folder_instead_of_a_file_is_read_file_by_file(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in (1, 2):
        (pages / f"{number}.csv").write_bytes(HEAD + row(number))
    case = make_case(tmp_path, {"p": pages}, "table", **OPTIONS)
    built(case)
    assert case.table("posts")["source"].to_list() == ["p/1.csv", "p/2.csv"]


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    with pytest.raises(CaseError) as told:
        make_case(tmp_path, {"p": tmp_path / "pages"}, "table", **OPTIONS)
    folder = tmp_path / "data" / "raw" / "sample"
    said = f"{folder / 'p'} is an empty folder. Put the files there, or take the entry out of case.toml."
    assert str(told.value) == f"{folder / 'case.toml'}, source 1: {said}"


def test_a_link_out_of_the_case_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_bytes(HEAD + row(1))
    folder = tmp_path / "data" / "raw" / "sample"
    folder.mkdir(parents=True)
    (folder / "p.csv").symlink_to(outside)
    with pytest.raises(CaseError) as told:
        make_case(tmp_path, {"p.csv": HEAD + row(1)}, "table", **OPTIONS)
    said = f'"p.csv" leads out of {folder}. Copy the file into the case with `casebook add`.'
    assert str(told.value) == f"{folder / 'case.toml'}, source 1: {said}"


def test_a_link_out_of_a_folder_of_pages_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "secret.html"
    outside.write_text("<title>secret</title>", "utf-8")
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.html").write_text("<title>a page</title><p>of text</p>", "utf-8")
    case = make_case(tmp_path, {"p": pages}, "saved_pages")
    (case.folder / "p" / "b.html").symlink_to(outside)
    with pytest.raises(CaseError) as told:
        built(cases.load("sample", tmp_path))
    said = f'"b.html" leads out of {case.folder / "p"}. Copy the file into the case with `casebook add`.'
    assert str(told.value) == said


@pytest.fixture
def nobody(tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Makes this process an ordinary user (root may read every file) until the test is over; a call begins it."""

    def become() -> None:
        if os.geteuid() == 0:
            for folder in tmp_path.parents:
                if folder.stat().st_mode & 0o777 == 0o700:  # what pytest makes, one more where tests run side by side
                    folder.chmod(0o711)
            for path in (tmp_path, *tmp_path.rglob("*")):
                os.chown(path, 65534, 65534)
            os.seteuid(65534)

    before = os.geteuid()
    yield become
    os.seteuid(before)


def test_a_file_that_may_not_be_read_is_a_sentence(tmp_path: Path, nobody: Callable[[], None]) -> None:
    case = make_case(tmp_path, {"p.csv": HEAD + row(1)}, "table", **OPTIONS)
    built(case)  # everything that is imported late is there now: another user may not reach the interpreter
    path = case.folder / "p.csv"
    path.write_bytes(HEAD + row(1) + row(2))
    path.chmod(0)
    nobody()
    with pytest.raises(ReaderError) as told:
        built(cases.load("sample", tmp_path))
    assert str(told.value) == f"{path}: cannot be read or staged: Permission denied."
    assert len(case.built["inputs"]) == 1


def test_a_file_that_fails_while_it_is_read_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from helpers import scan

    case = make_case(tmp_path, {"p.csv": HEAD + row(1)}, "table", **OPTIONS)

    def fails(path: Path) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(scan, "sha256", fails)
    with pytest.raises(ReaderError) as told:
        built(case)
    assert str(told.value) == f"{case.folder / 'p.csv'}: cannot be read or staged: Permission denied."


def _grown(root: Path) -> tuple[Case, dict[str, bytes]]:
    """A built case whose file has grown since, and its tables before."""
    case = make_case(root, {"p.csv": HEAD + b"".join(row(n) for n in range(20))}, "table", **OPTIONS)
    built(case)
    with (case.folder / "p.csv").open("ab") as file:
        file.writelines(row(n, os.urandom(2000).hex().encode()) for n in range(100, 700))
    return cases.load("sample", root), _tables(case)


def _tables(case: Case) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in case.processed.iterdir() if path.is_file()}


_SMALL = """
import resource, sys
from helpers import build, cases
from helpers.errors import CasebookError
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    build.build(cases.load("sample", sys.argv[1]))
except CasebookError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of this kind")
def test_a_file_that_may_not_grow_leaves_the_old_tables(tmp_path: Path) -> None:
    case, before = _grown(tmp_path)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run(
        [sys.executable, "-c", _SMALL, str(tmp_path)], capture_output=True, text=True, env=environment, check=False
    )
    assert done.stdout == f"TableError {case.processed} cannot be written: File too large. Nothing was replaced.\n", (
        done.stderr
    )
    assert _tables(case) == before
    assert _leftovers(case) == []


def _leftovers(case: Case) -> list[str]:
    return [path.name for path in case.processed.rglob("*") if path.suffix in (".half", ".new") or path.name == ".new"]


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 300 KB; skipped where none may be mounted."""
    folder = tmp_path / "data" / "processed"
    folder.mkdir(parents=True)
    try:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(folder)], capture_output=True, check=False
        )
    except OSError:
        pytest.skip("a disk of 300 KB can be mounted by root under Linux only")
    if done.returncode:
        pytest.skip("a disk of 300 KB can be mounted by root under Linux only")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_the_old_tables(tiny_disk: Path, tmp_path: Path) -> None:
    case, before = _grown(tmp_path)
    with pytest.raises(TableError) as told:
        built(case)
    assert str(told.value) == f"{case.processed} cannot be written: No space left on device. Nothing was replaced."
    assert _tables(case) == before
    assert _leftovers(case) == []


def test_a_disk_that_fills_at_the_last_moment_leaves_the_old_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pyarrow import parquet

    case, before = _grown(tmp_path)

    def full(*args: Any, **options: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(parquet, "write_table", full)
    with pytest.raises(CasebookError) as told:
        built(case)
    assert str(told.value) == f"{case.processed} cannot be written: No space left on device. Nothing was replaced."
    assert _tables(case) == before
    assert _leftovers(case) == []
