"""What the kit writes into data/raw for new sources: copies without a changed byte, and their entry."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from intake_case import ENTRY, NEWS, OPTIONS, case_of, files, refused

from helpers import checks, intake
from helpers.paths import Workspace


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
