"""The command `casebook`: every verb as a person types it, in a private workspace."""

from __future__ import annotations

import hashlib
import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import v4

from helpers import cli, lab
from helpers.report.publication import manifest

ADD = ("add", "quay", "news.csv", "--reader", "handmade", "--table", "articles", "--credit", "Quay Radio")


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


@pytest.mark.usefixtures("fed")
def test_check_says_what_is_wrong_even_when_quiet(quay: Path, says: Any) -> None:
    where = quay / "data/raw/quay/case.toml"
    where.write_text(where.read_text().replace('timezone = "UTC"', 'timezone = "UTCC"'))
    code, out, err = says("check", "quay")
    assert (code, err) == (3, "") and out.startswith(f'{where}: "timezone": ')
    assert says("check", "quay", "--quiet") == (3, out, "")
    code, said, _ = says("check", "quay", "--json")
    assert (code, json.loads(said)) == (3, {"ok": False, "problems": out.splitlines(), "sources": []})
    assert says("build", "quay") == (2, "", out)


@pytest.mark.usefixtures("fed")
def test_check_reads_the_notes_of_the_pages_without_running_them(quay: Path, says: Any) -> None:
    pages = quay / "data/raw/quay/pages"
    (pages / "40-letter.md").write_text("# The letter\n\n> Who?\n\nSo [@articles:a1].\n\nAnd so [@articles:a7].\n")
    cells: list[Any] = [v4.new_markdown_cell("# Smoke\n\n> Where?"), v4.new_code_cell("1 / 0")]
    cells.append(v4.new_markdown_cell("There [@articles:a2]\nand there [@a9]."))
    nbformat.write(v4.new_notebook(cells=cells), pages / "50-smoke.ipynb")
    code, out, err = says("check", "quay")
    assert (code, err, out.splitlines()[:2]) == (3, "", [
        'data/raw/quay/pages/40-letter.md, line 7: articles has no row "a7".',
        'data/raw/quay/pages/50-smoke.ipynb, cell 3, line 2: there is no "a9" among the ids of articles.',
    ])  # fmt: skip


@pytest.mark.usefixtures("fed")
def test_build_fails_with_the_exit_code_of_its_error(quay: Path, says: Any) -> None:
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


@pytest.mark.usefixtures("fed")
def test_share(quay: Path, says: Any) -> None:
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
