"""Private workspaces of real exports, as an analyst makes them: `casebook new`, `add`, `check`, `render`, `share`."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from helpers import cases, cli, intake
from helpers.cases import Case
from helpers.paths import Workspace

pytestmark = pytest.mark.long

SECRET = "handed over by a courier at the north gate"
MEMORY = 1000  # MB: what reading 400,000 posts may take, however long the file gets


class Desk:
    """A private workspace, and the command as it is typed there."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.space, self.capsys = Workspace(root), capsys

    def casebook(self, *words: str, code: int = 0) -> dict[str, Any]:
        """Runs the command with --json and returns what it answers."""
        found = cli.main([*words, "--workspace", str(self.space.root), "--json"])
        said = self.capsys.readouterr()
        assert found == code, said.out + said.err
        answer: dict[str, Any] = json.loads(said.out)
        return answer

    def start(self, period: str, *added: str) -> None:
        """A case of one source, with its period set by hand in case.toml."""
        self.casebook("new", "real", "--title", "A real export")
        where = self.space.raw / "real" / "case.toml"
        where.write_text(re.sub(r'^period = "\d+"', f'period = "{period}"', where.read_text(), flags=re.MULTILINE))
        self.casebook("add", "real", *added, "--from", SECRET, "--credit", "Who made the export")
        checked = self.casebook("check", "real")
        assert (checked["ok"], checked["problems"]) == (True, [])

    def render(self, *words: str) -> str:
        """The page of everything, after looking at what holds for every report."""
        done = self.casebook("render", "real", *words)
        folder = self.space.reports / "real"
        assert done["index"] == str(folder / "index.html")
        whole = (folder / "report.html").read_text("utf-8")
        assert not re.search(r"<script|\son\w+=|(?:src|href)=\"http", whole.split("<body", 1)[0])
        assert "<script" not in whole and "Traceback" not in whole
        parcel = self.casebook("share", "real")["file"]
        with zipfile.ZipFile(parcel) as opened:
            texts = {name: opened.read(name).decode("utf-8") for name in opened.namelist()}
        assert [name for name, text in texts.items() if SECRET in text or "north gate" in text] == []
        return whole

    @property
    def case(self) -> Case:
        return cases.load("real", self.space)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], test_data: Path) -> Desk:
    """`test_data` skips the test where there are no real exports."""
    return Desk(tmp_path / "ws", capsys)


def fates(case: Case) -> pd.DataFrame:
    """The sources that are not the empty tables of a new case; every record of them has one fate."""
    sources = case.table("sources")
    counted = sources[["kept", "duplicates", "observations", "rejected"]].sum(axis=1)
    assert (counted == sources["records"]).all()
    return sources[~sources["source"].str.startswith("handmade/")].reset_index(drop=True)


def same_bytes(original: Path, copy: Path) -> bool:
    found: Callable[[Path], str] = lambda path: hashlib.sha256(path.read_bytes()).hexdigest()  # noqa: E731
    return found(original) == found(copy)


def test_headlines_become_a_timeline(desk: Desk, test_data: Path) -> None:
    """10,037 headlines through `table`; those on TikTok or ByteDance make a timeline."""
    file = test_data / "fwd-headlines" / "headlines.json"
    columns = ("title=title", "outlet=domain", "address=link")
    columns += tuple(f'{name}={{column="timestamp", as="epoch_s"}}' for name in ("published", "published_at"))
    given = [word for column in columns for word in ("--column", column)]
    desk.start("2021-11/2022-07", str(file), "--reader", "table", "--table", "articles", *given)
    whole = desk.render("-p", "words=TikTok, ByteDance")
    assert fates(desk.case)["records"].tolist() == [10_037]
    listed = json.loads(file.read_text("utf-8"))
    wanted = [one["title"] for one in listed if re.search("tiktok|bytedance", one["title"], re.IGNORECASE)]
    assert len(wanted) == 36
    page = (desk.space.reports / "real" / "10-timeline.html").read_text("utf-8")
    assert " events rest on one origin." in page
    assert "Leaked Audio From 80 Internal TikTok Meetings" in whole
    assert same_bytes(file, desk.space.raw / "real" / "table" / "headlines.json")


def test_tiktok_videos_keep_their_ids(desk: Desk, test_data: Path) -> None:
    file = test_data / "coortok" / "data" / "tiktok_database.csv"
    desk.start("2024-04", str(file), "--reader", "tiktok_research_api")
    sources = fates(desk.case)
    assert sources["records"].tolist() == [1_066]
    raw = pd.read_csv(file, dtype=str)
    posts = desk.case.table("posts")
    assert set(posts["id"]) <= set(raw["video_id"])
    assert len(posts) == raw["video_id"].nunique() and posts["id"].str.fullmatch(r"\d{19}").all()
    desk.render()
    assert (desk.space.reports / "real" / "30-activity.html").is_file()


def test_saved_pages(desk: Desk, test_data: Path) -> None:
    folder = test_data / "article-extraction" / "html"
    n = len([path for path in folder.iterdir() if path.is_file()])
    desk.start("2015/2020", str(folder), "--reader", "saved_pages")
    sources = fates(desk.case)
    assert sources["records"].tolist() == [n]
    articles = desk.case.table("articles")
    assert len(articles) == n and articles["title"].notna().mean() > 0.9 and articles["text"].notna().mean() > 0.9
    # a content system writes the year 1 where it knows no date
    assert articles["published"].dropna().str.match(r"(19|20)\d\d").all(), sorted(articles["published"].dropna())[:3]
    desk.render()
    assert (desk.space.reports / "real" / "10-timeline.html").is_file()


def test_four_hundred_thousand_posts(desk: Desk, test_data: Path) -> None:
    """Every row has a fate, times are to the minute, and memory does not grow with the file."""
    folder = test_data / "ira-tweets"
    files = [str(folder / name) for name in ("ira_tweets_A-B.csv.gz", "authors.csv")]
    desk.casebook("new", "real")
    where = desk.space.raw / "real" / "case.toml"
    where.write_text(re.sub(r'^period = "\d+"', 'period = "2012/2018"', where.read_text(), flags=re.MULTILINE))
    desk.casebook("add", "real", *files, "--reader", "ira_tweets", "--from", SECRET, "--credit", "FiveThirtyEight")
    code, peak = measured("build", "real", "--workspace", str(desk.space.root), "--quiet")
    assert code == 0
    assert peak < MEMORY, f"{peak} MB"
    sources = fates(desk.case).set_index("source")
    assert sources.loc["ira-tweets/ira_tweets_A-B.csv.gz", "records"] == 403_220
    posts = desk.case.table("posts", ["created_at_precision", "created_at_zone_by"])
    assert posts["created_at_precision"].value_counts().to_dict() == {"minute": len(posts)}
    desk.render()
    page = (desk.space.reports / "real" / "30-activity.html").read_text("utf-8")
    assert "minute" in page


def measured(*words: str) -> tuple[int, int]:
    """The command as a process of its own: exit code, and the most memory it had, in MB."""
    code = (
        "import sys; from most_memory import most_memory; from helpers.cli import main\n"
        "print(main(sys.argv[1:]), most_memory())"
    )
    told = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run([sys.executable, "-c", code, *words], env=told, stdout=subprocess.PIPE, text=True, check=True)
    ended, peak = done.stdout.split()[-2:]
    return int(ended), int(peak) >> 20


def test_a_shipped_case_renders_in_a_private_workspace(desk: Desk) -> None:
    """Everything works there as it does here, and the shipped folder stays as it is."""
    intake.new("mine", desk.space.root)
    desk.casebook("render", "harbour-fire")
    report = (desk.space.reports / "harbour-fire" / "report.html").read_text("utf-8")
    assert "invented" in report
