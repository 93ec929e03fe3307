"""What the kit writes into data/raw: a new case, and new sources of it, all or nothing, and never a changed byte."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from helpers import cases, checks, intake, paths, tables
from helpers.cases import Case
from helpers.errors import CasebookError, CaseError, ReaderError, UsageError
from helpers.paths import Workspace

TODAY = datetime.now(UTC).date().isoformat()
NEWS = "headline,link\nFire on the quay,https://news.example/1\n"
OPTIONS: dict[str, Any] = {
    "table": "articles",
    "columns": {"title": "headline", "address": "link"},
    "credit": 'The "Quay" Radio',
    "from": "sent by a source",
}
ENTRY = f"""\
[[sources]]
files = "table/news.csv"
reader = "table"
credit = "The \\"Quay\\" Radio"
retrieved = "{TODAY}"
publish = true
table = "articles"
columns = {{ title = "headline", address = "link" }}
from = "sent by a source"
"""


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    intake.new("quay", tmp_path / "ws")
    return Workspace(tmp_path / "ws")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.csv"
    path.write_text(NEWS)
    return path


def case_of(space: Workspace) -> Case:
    return cases.load("quay", space)


def files(folder: Path) -> dict[str, str]:
    """Every file below the folder, with its hash; folders without files as well."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        elif not any(path.iterdir()):
            found[name + "/"] = ""
    return found


def refused(space: Workspace, given: list[Path], reader: str = "table", **options: Any) -> CasebookError:
    """The error of an `add`, which must have left the case's folder as it was, byte for byte."""
    before, times = files(space.raw), (space.raw / "quay" / "case.toml").stat().st_mtime_ns
    with pytest.raises(CasebookError) as caught:
        intake.add(case_of(space), given, reader, OPTIONS | options)
    assert files(space.raw) == before
    assert (space.raw / "quay" / "case.toml").stat().st_mtime_ns == times
    return caught.value


# ---------------------------------------------------------------- new


def test_a_new_workspace_is_complete(tmp_path: Path) -> None:
    folder = intake.new("quay", tmp_path / "a b" / "ws", title='The "quay"')
    assert folder == tmp_path / "a b" / "ws" / "data" / "raw" / "quay"
    assert list(files(tmp_path / "a b" / "ws")) == [
        ".gitignore",
        "README.md",
        "data/processed/",
        "data/raw/quay/case.toml",
        "data/raw/quay/handmade/actors.csv",
        "data/raw/quay/handmade/claims.csv",
        "data/raw/quay/handmade/ties.csv",
        "data/raw/quay/handmade/watchlist.csv",
        "data/raw/quay/pages/",
        "notebooks/",
        "reports/",
    ]
    case, problems = cases.read(folder, "quay", Workspace(tmp_path / "a b" / "ws"))
    assert problems == [] and case
    assert (case.title, case.period, case.timezone, case.invented) == ('The "quay"', TODAY[:4], "UTC", False)
    ignored = (tmp_path / "a b" / "ws" / ".gitignore").read_text()
    assert ignored == "data/processed/\nreports/\nexports/\nlab/\n.ipynb_checkpoints/\n"
    assert "casebook render quay" in (tmp_path / "a b" / "ws" / "README.md").read_text()


def test_the_handmade_tables_have_the_headers_of_the_data_model(space: Workspace) -> None:
    for table in intake.HANDMADE:
        said = (space.raw / "quay" / "handmade" / f"{table}.csv").read_text()
        assert said == ",".join(tables.get(table).names).replace("source,row,", "").replace(",source,row", "") + "\n"


def test_the_example_in_a_new_case_toml_is_right(space: Workspace) -> None:
    """The commented lines are what a person uncomments first."""
    where = space.raw / "quay" / "case.toml"
    text = where.read_text()
    begin = text.index("# [[sources]]")
    example = [line.removeprefix("# ").removeprefix("#") for line in text[begin:].splitlines()]
    where.write_text(text[:begin] + "\n".join(line for line in example if not line.startswith("Tables under")))
    (space.raw / "quay" / "posts").mkdir()
    (space.raw / "quay" / "posts" / "export.csv").write_text(NEWS)
    case, problems = cases.read(where.parent, "quay", space)
    assert problems == [] and case
    assert [source.files for source in case.sources] == [("posts/export.csv",)]
    assert case.notebooks == {"10-timeline": {"start": f"{TODAY[:4]}-01"}}


def test_a_fresh_case_is_sound_and_bare(space: Workspace) -> None:
    assert checks.problems("quay", space) == []
    assert checks.is_bare("quay", space)


def test_a_second_case_leaves_the_workspace_as_it_is(space: Workspace) -> None:
    (space.root / "README.md").unlink()
    (space.root / ".gitignore").write_text("mine\n")
    intake.new("pier", space.root)
    assert not (space.root / "README.md").exists()
    assert (space.root / ".gitignore").read_text() == "mine\n"
    assert space.case_names() == ["pier", "quay"]


def test_a_case_that_is_there_is_never_laid_out_again(space: Workspace) -> None:
    before, folder = files(space.root), space.raw / "quay"
    with pytest.raises(UsageError) as caught:
        intake.new("quay", space.root)
    said = f"{folder} is there already. Choose another name, or go on with `casebook add quay FILE`."
    assert (str(caught.value), files(space.root)) == (said, before)


def test_a_folder_of_evidence_without_case_toml_gets_what_it_lacks(space: Workspace) -> None:
    folder = space.raw / "pier"
    (folder / "handmade").mkdir(parents=True)
    (folder / "handmade" / "claims.csv").write_text("id,event,claimant,stance\n")
    (folder / "found.csv").write_text(NEWS)
    with pytest.raises(CaseError, match="Run `casebook new pier` to lay it out"):
        space.case_folder("pier")
    intake.new("pier", space.root)
    assert (folder / "handmade" / "claims.csv").read_text() == "id,event,claimant,stance\n"
    assert (folder / "found.csv").read_text() == NEWS
    assert (folder / "handmade" / "ties.csv").is_file() and (folder / "case.toml").is_file()
    assert not list(space.raw.glob(".*"))


@pytest.mark.parametrize("name", ["../out", "Quay", "a b", "", ".", "-x", "a/b", "x" * 65, "é", "quay\n"])
def test_a_name_that_cannot_be_one_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        intake.new(name, tmp_path / "ws")
    example = 'Use small letters, digits and hyphens, at most 64, as in "harbour-fire".'
    assert str(caught.value) == f'"{name}" cannot be the name of a case. {example}'
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "ws").write_text("")
    with pytest.raises(UsageError, match=r"is a file\. Name a folder for the workspace"):
        intake.new("quay", tmp_path / "ws")


def test_a_title_with_control_characters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="characters that cannot be shown"):
        intake.new("quay", tmp_path / "ws", title="a\udce9\x07")
    assert not (tmp_path / "ws").exists()


def test_a_full_disk_leaves_no_half_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Path.write_text

    def full(path: Path, text: str, *more: Any) -> int:
        if path.name == "ties.csv":
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return write(path, text, *more)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(CaseError) as caught:
        intake.new("quay", tmp_path)
    where = tmp_path / "data" / "raw" / "quay"
    said = "cannot be laid out: No space left on device. Free some space or choose another folder."
    assert str(caught.value) == f"{where} {said}"
    assert list((tmp_path / "data" / "raw").iterdir()) == []


def test_without_a_workspace_new_says_how_to_name_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CASEBOOK_WORKSPACE", raising=False)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CaseError, match="start one with `casebook new NAME --workspace DIR`"):
        intake.new("quay")


# ---------------------------------------------------------------- add: what goes well


def test_a_file_is_copied_and_its_entry_written(space: Workspace, news: Path) -> None:
    os.utime(news, (1_600_000_000, 1_600_000_000))
    added = intake.add(case_of(space), [news], "table", OPTIONS)
    assert added == intake.Added(("table/news.csv",), (), ENTRY)
    copy = space.raw / "quay" / "table" / "news.csv"
    assert copy.read_text() == NEWS and copy.stat().st_mtime == 1_600_000_000
    assert news.read_text() == NEWS
    source = case_of(space).sources[0]
    assert (source.credit, source.obtained, source.publish) == ('The "Quay" Radio', "sent by a source", True)
    assert checks.problems("quay", space) == []
    assert not checks.is_bare("quay", space)


def test_what_stands_in_case_toml_stays_with_comments_and_order(space: Workspace, news: Path) -> None:
    where = space.raw / "quay" / "case.toml"
    before = where.read_bytes() + b'# the end, without a newline\n[notebooks."10-timeline"]\nstart = "2022"  # mine'
    where.write_bytes(before)
    intake.add(case_of(space), [news], "table", OPTIONS)
    assert where.read_bytes() == before + b"\n\n" + ENTRY.encode()
    assert not list(where.parent.glob(".*"))


def test_case_toml_keeps_its_line_ends(space: Workspace, news: Path) -> None:
    where = space.raw / "quay" / "case.toml"
    before = where.read_bytes().replace(b"\n", b"\r\n")
    where.write_bytes(before)
    intake.add(case_of(space), [news], "table", OPTIONS)
    assert where.read_bytes() == before + b"\r\n" + ENTRY.replace("\n", "\r\n").encode()


def test_several_files_make_one_entry(space: Workspace, news: Path, tmp_path: Path) -> None:
    other = tmp_path / 'naïve "new\'s" [1].csv'
    other.write_text(NEWS.replace("/1", "/2"))
    added = intake.add(case_of(space), [news, other], "table", OPTIONS | {"zone": "Europe/Berlin", "into": "press/web"})
    assert added.copied == ("press/web/news.csv", 'press/web/naïve "new\'s" [1].csv')
    assert 'files = ["press/web/news.csv", "press/web/naïve \\"new\'s\\" [1].csv"]\n' in added.entry
    assert 'zone = "Europe/Berlin"\n' in added.entry and "into" not in added.entry
    assert [one.name for one in case_of(space).inputs[:2]] == list(added.copied)
    assert checks.problems("quay", space) == []


def test_a_folder_is_copied_with_what_is_in_it(space: Workspace, tmp_path: Path) -> None:
    for name in ("a.csv", "deep/b.csv", ".DS_Store"):
        path = tmp_path / "export" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(NEWS)
    added = intake.add(case_of(space), [tmp_path / "export"], "table", OPTIONS)
    assert added.copied == ("table/export",)
    assert [one.name for one in case_of(space).inputs[:2]] == ["table/export/a.csv", "table/export/deep/b.csv"]
    assert files(space.raw / "quay" / "table" / "export") == files(tmp_path / "export")


def test_a_folder_of_pages_is_one_source(space: Workspace, repo: Path) -> None:
    pages = repo / "data" / "raw" / "harbour-fire" / "articles"
    added = intake.add(case_of(space), [pages], "saved_pages", {"credit": "invented"})
    assert added.copied == ("saved-pages/articles",) and 'files = "saved-pages/articles"\n' in added.entry
    assert [one.name for one in case_of(space).inputs if one.source.reader == "saved_pages"] == ["saved-pages/articles"]
    assert files(space.raw / "quay" / "saved-pages" / "articles") == files(pages)


def test_the_same_bytes_are_known(space: Workspace, news: Path) -> None:
    intake.add(case_of(space), [news], "table", OPTIONS)
    before = files(space.raw)
    assert intake.add(case_of(space), [news], "table", OPTIONS) == intake.Added((), ("table/news.csv",), "")
    assert files(space.raw) == before


def test_a_copy_without_its_entry_gets_one(space: Workspace, news: Path) -> None:
    """Somebody took the entry out of case.toml and changed their mind."""
    before = (space.raw / "quay" / "case.toml").read_bytes()
    intake.add(case_of(space), [news], "table", OPTIONS)
    (space.raw / "quay" / "case.toml").write_bytes(before)
    assert intake.add(case_of(space), [news], "table", OPTIONS) == intake.Added((), ("table/news.csv",), ENTRY)


def test_a_file_that_lies_in_the_case_stays_where_it_is(space: Workspace) -> None:
    path = space.raw / "quay" / "dropped" / "news.csv"
    path.parent.mkdir()
    path.write_text(NEWS)
    added = intake.add(case_of(space), [path], "table", OPTIONS)
    assert (added.copied, added.known) == ((), ("dropped/news.csv",))
    assert 'files = "dropped/news.csv"\n' in added.entry
    assert not (space.raw / "quay" / "table").exists()


def test_what_an_entry_covers_gets_no_second_one(space: Workspace, news: Path, tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "a.csv").write_text(NEWS)
    intake.add(case_of(space), [tmp_path / "export"], "table", OPTIONS)
    before = (space.raw / "quay" / "case.toml").read_bytes()
    added = intake.add(case_of(space), [news], "table", OPTIONS | {"into": "table/export"})
    assert added == intake.Added(("table/export/news.csv",), (), "")
    assert (space.raw / "quay" / "case.toml").read_bytes() == before
    assert [one.name for one in case_of(space).inputs[:2]] == ["table/export/a.csv", "table/export/news.csv"]


def test_two_readers_do_not_share_a_file(space: Workspace, news: Path) -> None:
    intake.add(case_of(space), [news], "table", OPTIONS)
    articles = space.raw / "quay" / "table" / "news.csv"
    articles.write_text("id,title\n1,x\n")
    error = refused(space, [articles], "handmade", columns={})
    assert str(error) == (
        "table/news.csv is read by table already. Choose another folder with --into, or correct case.toml."
    )


def test_a_handmade_table_takes_the_place_of_the_empty_one(space: Workspace, tmp_path: Path) -> None:
    mine = tmp_path / "claims.csv"
    mine.write_text("id,event,title,claimant,stance\nc1,e1,A fire,Quay Radio,asserts\n")
    added = intake.add(case_of(space), [mine], "handmade", {"table": "claims"})
    assert added.copied == ("handmade/claims.csv",)
    assert (space.raw / "quay" / "handmade" / "claims.csv").read_text() == mine.read_text()
    assert checks.problems("quay", space) == []
    mine.write_text("id,event,title,claimant,stance\nc2,e1,A fire,Quay Radio,asserts\n")
    error = refused(space, [mine], "handmade", table="claims", columns={})
    where = space.raw / "quay" / "handmade" / "claims.csv"
    assert str(error) == (
        f"{where} is there already, with other contents than {mine}. "
        "Evidence is never overwritten: rename the new file."
    )


def test_a_link_is_copied_as_what_it_leads_to(space: Workspace, news: Path, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(news)
    intake.add(case_of(space), [tmp_path / "link.csv"], "table", OPTIONS)
    copy = space.raw / "quay" / "table" / "link.csv"
    assert not copy.is_symlink() and copy.read_text() == NEWS


def test_withheld_rows_and_toml_values(space: Workspace, news: Path) -> None:
    columns = {"title": {"column": "headline"}, "address": "link", "language": {"value": "en"}}
    added = intake.add(case_of(space), [news], "table", OPTIONS | {"publish": False, "columns": columns})
    found = tomllib.loads(added.entry)["sources"][0]
    assert (found["publish"], found["columns"]) == (False, columns)


# ---------------------------------------------------------------- add: what is refused, with nothing changed


def test_other_bytes_of_the_same_name_are_refused(space: Workspace, news: Path) -> None:
    intake.add(case_of(space), [news], "table", OPTIONS)
    news.write_text(NEWS.replace("Fire", "Ice!"))
    where = space.raw / "quay" / "table" / "news.csv"
    assert str(refused(space, [news])) == (
        f"{where} is there already, with other contents than {news}. "
        "Evidence is never overwritten: rename the new file."
    )


def test_a_foreign_file_is_refused_by_its_reader(space: Workspace, news: Path) -> None:
    error = refused(space, [news], "telegram_desktop", table="", columns={})
    assert isinstance(error, ReaderError)
    assert str(error).startswith(f"{news}: ")
    assert str(error).endswith(" Name another one with --reader; `casebook readers` lists them. Nothing was added.")
    assert "case.toml" not in str(error)


def test_one_foreign_file_of_a_folder_refuses_all_of_it(space: Workspace, tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "a.csv").write_text(NEWS)
    (tmp_path / "export" / "b.csv").write_text("x,y\n1,2\n")
    assert str(refused(space, [tmp_path / "export"])).startswith(f"{tmp_path}/export/b.csv: ")


def test_an_unknown_reader_and_unknown_words(space: Workspace, news: Path) -> None:
    known = "`casebook readers` lists them."
    assert str(refused(space, [news], "tabel")) == f'There is no reader "tabel". Did you mean "table"? {known}'
    assert str(refused(space, [news], columns={"titel": "headline"})) == (
        'case.toml, columns: the table articles has no column "titel". Did you mean "title"?'
    )
    assert str(refused(space, [news], zone="Europe/Berln")).splitlines()[-1] == "Nothing was added."
    where = space.raw / "quay" / "case.toml"
    assert f'{where}, source 1: "zone": ' in str(refused(space, [news], zone="Europe/Berln"))


def test_what_is_not_there_or_of_no_use(space: Workspace, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / ".hidden.csv").write_text(NEWS)
    (tmp_path / "bell\x07.csv").write_text(NEWS)
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere.csv")
    for name, said in {
        "none.csv": "There is no file {}.",
        "gone.csv": "There is no file {}.",
        "empty": "{} is a folder without files.",
        "pipe.csv": "{} is neither a file nor a folder.",
        ".hidden.csv": "{} begins with a dot, and such files are not read. Rename it.",
        "bell\x07.csv": "'bell\\x07.csv' is a name with characters that cannot be shown. Rename the file.",
        "ws": "{} holds the case itself. Name the folder of the evidence.",
    }.items():
        assert str(refused(space, [tmp_path / name])) == said.format(tmp_path / name)


def test_two_files_of_one_name_are_refused(space: Workspace, news: Path, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    other = Path(shutil.copy(news, tmp_path / "b"))
    said = "Two of the files are called news.csv. Add them one after the other, into two folders (--into)."
    assert str(refused(space, [news, other])) == said


def test_a_link_inside_a_folder_is_refused(space: Workspace, news: Path, tmp_path: Path) -> None:
    """A stranger's folder must not bring a private file of this machine into a report."""
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "a.csv").symlink_to(news)
    said = f"{tmp_path}/export/a.csv is a link. Put the file itself into the folder, or take the link out."
    assert str(refused(space, [tmp_path / "export"])) == said


@pytest.mark.parametrize("into", ["../pier", "/tmp/elsewhere", "posts/../../../x"])
def test_nothing_goes_out_of_the_case(space: Workspace, news: Path, into: str) -> None:
    folder = space.raw / "quay"
    said = f'"{into}" leads out of {folder}. Copy the file into the case with `casebook add`.'
    assert str(refused(space, [news], into=into)) == said


def test_nothing_goes_into_a_file(space: Workspace, news: Path) -> None:
    said = f"{space.raw}/quay/case.toml is a file. Name a folder of the case with --into."
    assert str(refused(space, [news], into="case.toml")) == said


def test_a_strange_name_under_handmade_is_what_its_entry_says(space: Workspace, tmp_path: Path) -> None:
    (tmp_path / "claim.csv").write_text("id,event,title,claimant,stance\nc1,e1,A fire,Quay Radio,asserts\n")
    added = intake.add(case_of(space), [tmp_path / "claim.csv"], "handmade", {"table": "claims"})
    assert added.copied == ("tables/claim.csv",)
    assert checks.problems("quay", space) == []


def test_sources_written_on_one_line_cannot_grow(space: Workspace, news: Path) -> None:
    where = space.raw / "quay" / "case.toml"
    where.write_text(where.read_text().replace('about = ""', "sources = []"))
    error = str(refused(space, [news]))
    assert error.startswith(f"{where} cannot take a new entry (")
    assert error.endswith("). Write its sources as [[sources]]. Nothing was added.")


def test_an_unreadable_file(space: Workspace, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def closed(path: Path, *given: Any, **more: Any) -> Any:
        if path == news:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, *given, **more)

    monkeypatch.setattr(Path, "open", closed)
    assert str(refused(space, [news])) == f"{news} cannot be read: Permission denied. Nothing was added."


@pytest.mark.parametrize("kind", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_an_interrupted_copy_leaves_nothing(
    space: Workspace, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: BaseException
) -> None:
    """The second of two files fails half-way: the first is taken back too."""
    other = tmp_path / "other.csv"
    other.write_text(NEWS.replace("/1", "/2"))
    copy2 = shutil.copy2

    def half(source: Path, to: Path, **more: Any) -> Any:
        if Path(source) == other:
            Path(to).write_text(NEWS[:5])
            raise kind
        return copy2(source, to, **more)

    monkeypatch.setattr(shutil, "copy2", half)
    before = files(space.raw)
    with pytest.raises((CaseError, KeyboardInterrupt)) as caught:
        intake.add(case_of(space), [news, other], "table", OPTIONS | {"into": "a/b"})
    assert files(space.raw) == before
    if isinstance(kind, OSError):
        to = space.raw / "quay" / "a" / "b" / "other.csv"
        assert str(caught.value) == f"{other} cannot be copied to {to}: No space left on device. Nothing was added."


def test_a_full_disk_while_case_toml_is_written(
    space: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The empty handmade table that was replaced is put back, too."""
    mine = tmp_path / "claims.csv"
    mine.write_text("id,event,title,claimant,stance\nc1,e1,A fire,Quay Radio,asserts\n")
    case, before = case_of(space), files(space.raw)

    def full(path: Path, data: bytes) -> int:
        if path.name == ".case.toml.half":
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        with path.open("wb") as file:
            return file.write(data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(CaseError) as caught:
        intake.add(case, [mine], "handmade", {"table": "claims"})
    said = "case.toml cannot be written: No space left on device. Nothing was added."
    assert str(caught.value) == f"{space.raw}/quay/{said}"
    assert files(space.raw) == before


def test_a_file_that_changes_while_it_is_copied(space: Workspace, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def growing(source: Path, to: Path, **more: Any) -> None:
        Path(to).write_text(NEWS)
        news.write_text(NEWS + "More,https://news.example/2\n")

    monkeypatch.setattr(shutil, "copy2", growing)
    said = f"{news} changed while it was copied. Try again when it is complete."
    assert str(refused(space, [news])) == said


def test_the_shipped_cases_are_not_added_to_from_elsewhere(space: Workspace, news: Path) -> None:
    before = files(paths.shipped_cases() / "harbour-fire")
    with pytest.raises(UsageError) as caught:
        intake.add(cases.load("harbour-fire", space), [news], "table", OPTIONS)
    said = "harbour-fire is a case that the kit ships. Start your own with `casebook new NAME`."
    assert str(caught.value) == said
    assert files(paths.shipped_cases() / "harbour-fire") == before
