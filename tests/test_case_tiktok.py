"""The shipped case `tiktok-state-influence`: every reference resolves, and nothing in it is made up."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from helpers import tables

CASE = Path(__file__).parents[1] / "data" / "raw" / "tiktok-state-influence"
FILES = {
    "articles": "articles.csv",
    "takedowns": "takedowns.csv",
    "requests": "requests.csv",
    "claims": "handmade/claims.csv",
    "actors": "handmade/actors.csv",
    "ties": "handmade/ties.csv",
    "watchlist": "handmade/watchlist.csv",
}
ROWS = {"articles": 68, "takedowns": 62, "requests": 9, "claims": 108, "actors": 77, "ties": 89, "watchlist": 35}
ACTOR_KINDS = {"organisation", "person", "government", "outlet", "network", "unnamed"}
TIE_KINDS = {
    "accuses", "asks", "bans", "controls", "denies", "employs", "labels", "orders", "owns", "posts on", "regulates",
    "removes", "reports on", "sits on", "sues", "tracks",
}  # fmt: skip
DATE = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?~?"
EDTF = re.compile(rf"{DATE}(?:/{DATE})?")
DATES = {
    "articles": ("published",),
    "takedowns": ("period",),
    "requests": ("period",),
    "claims": ("event_date", "report_date"),
    "ties": ("date",),
}
COUNTS = {
    "takedowns": ("n_accounts", "n_followers", "n_pages", "n_groups", "n_instagram", "networks"),
    "requests": ("n_requests", "n_accounts", "n_accounts_acted", "n_content_acted"),
}


def read(table: str) -> list[dict[str, str]]:
    with (CASE / FILES[table]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def texts(cell: str) -> list[str]:
    return cell.split(";") if cell else []


@pytest.fixture(scope="module")
def addresses() -> list[str]:
    return (CASE / "addresses.txt").read_text(encoding="utf-8").splitlines()


def test_each_table_has_its_rows() -> None:
    assert {table: len(read(table)) for table in FILES} == ROWS
    assert len({claim["event"] for claim in read("claims")}) == 57


def test_case_toml_expects_what_is_there() -> None:
    settings = tomllib.loads((CASE / "case.toml").read_text(encoding="utf-8"))
    expected = dict(settings["expect"])
    for source in settings["sources"]:
        assert (source["reader"], source["publish"]) == ("handmade", True)
        assert FILES[source["table"]] == source["files"]
        expected |= source["expect"]
    rows = {**ROWS, "events": 57}
    outside = {table: n for table, n in rows.items() if not expected[table]["min"] <= n <= expected[table]["max"]}
    assert outside == {}


@pytest.mark.parametrize("table", FILES)
def test_each_file_is_tidy(table: str) -> None:
    raw = (CASE / FILES[table]).read_bytes()
    assert (raw.startswith(b"\xef\xbb\xbf"), b"\r" in raw, raw.endswith(b"\n")) == (False, False, True)
    rows = read(table)
    assert [row for row in rows if None in row or None in row.values()] == []
    assert set(rows[0]) - set(tables.get(table).names) == set()
    cells = [cell for row in rows for cell in row.values()]
    assert [cell for cell in cells if cell != cell.strip() or "  " in cell or "\n" in cell] == []
    assert [name for name, n in Counter(row["id"] for row in rows).items() if n > 1] == []


def test_every_address_is_in_the_list_of_the_case(addresses: list[str]) -> None:
    found = {
        match
        for table in FILES
        for row in read(table)
        for cell in row.values()
        for match in re.findall(r"https?://\S+|www\.\S+", cell)
    }
    assert found - set(addresses) == set()
    assert set(addresses) - found == set()


def test_the_list_of_addresses_is_what_the_readme_says(addresses: list[str]) -> None:
    assert addresses == sorted(set(addresses))
    readme = (CASE / "README.md").read_text(encoding="utf-8")
    section = readme.split("## Where the addresses come from")[1]
    stated = {host: int(n) for host, n in re.findall(r"^- (\S+) \((\d+)\)$", section, re.MULTILINE)}
    assert Counter(urlsplit(address).netloc for address in addresses) == stated


def test_one_row_per_page() -> None:
    pages = [article["address"] for article in read("articles")]
    assert [page for page, n in Counter(pages).items() if n > 1] == []
    assert [article["outlet"] for article in read("articles") if not article["address"]] == ["Bloomberg News"]


def test_every_reference_resolves() -> None:
    ids = {f"{table}:{row['id']}" for table in FILES for row in read(table)}
    names = {actor["name"] for actor in read("actors")}
    broken = []
    for table in ("claims", "actors", "ties"):
        for row in read(table):
            missing = [mark for mark in texts(row["evidence"]) if mark not in ids]
            broken += [(table, row["id"], mark) for mark in missing or ([] if row["evidence"] else ["no evidence"])]
    for claim in read("claims"):
        broken += [("claims", claim["id"], name) for name in texts(claim["actors"]) if name not in names]
    for tie in read("ties"):
        ends = (tie["from_actor"], tie["to_actor"])
        broken += [("ties", tie["id"], end) for end in ends if f"actors:{end}" not in ids]
    assert broken == []


def test_every_date_is_edtf() -> None:
    wrong = [
        (table, row["id"], column, row[column])
        for table, columns in DATES.items()
        for row in read(table)
        for column in columns
        if row[column] and not EDTF.fullmatch(row[column])
    ]
    assert wrong == []


def test_every_event_begins_with_its_title_kind_and_date() -> None:
    seen: set[str] = set()
    for claim in read("claims"):
        first = claim["event"] not in seen
        seen.add(claim["event"])
        assert (bool(claim["title"]), bool(claim["kind"])) == (first, first), claim["id"]
        assert claim["event_date"] or not first, claim["id"]
        assert claim["stance"] in {"asserts", "confirms", "denies", "declines"}, claim["id"]


def test_the_words_for_kinds_are_few() -> None:
    assert {actor["kind"] for actor in read("actors")} == ACTOR_KINDS
    assert {tie["kind"] for tie in read("ties")} == TIE_KINDS
    names = [name for actor in read("actors") for name in (actor["name"], *texts(actor["aliases"]))]
    assert [name for name, n in Counter(names).items() if n > 1] == []


def test_what_rests_on_weak_pages_alone_is_marked_and_told() -> None:
    weak = {article["id"] for article in read("articles") if article["weak"]}
    readme = (CASE / "README.md").read_text(encoding="utf-8")
    assert [page for page in weak if not re.search(rf"^- {page} ", readme, re.MULTILINE)] == []
    unmarked = [
        claim["id"]
        for claim in read("claims")
        if {mark.removeprefix("articles:") for mark in texts(claim["evidence"])} <= weak and not claim["weak"]
    ]
    assert unmarked == []
    alone = {claim["event"] for claim in read("claims")} - {c["event"] for c in read("claims") if not c["weak"]}
    assert {event for event in alone if f"`{event}`" not in readme} == set()
    weak_claims = {f"claims:{claim['id']}" for claim in read("claims") if claim["weak"]}
    assert [
        tie["id"] for tie in read("ties") if (set(texts(tie["evidence"])) <= weak_claims) != bool(tie["weak"])
    ] == []


# Numbers


def test_numbers_are_whole_or_empty() -> None:
    wrong = [
        (table, row["id"], column)
        for table, columns in COUNTS.items()
        for row in read(table)
        for column in columns
        if row[column] and not row[column].isdecimal()
    ]
    assert wrong == []
    zeros = [(row["id"], column) for row in read("takedowns") for column in COUNTS["takedowns"] if row[column] == "0"]
    assert zeros == []


def test_takedowns_of_tiktok_are_as_stated() -> None:
    rows = [r for r in read("takedowns") if r["platform"] == "tiktok"]
    assert [(r["period"], r["origin"], r["n_accounts"], r["n_followers"], r["networks"]) for r in rows] == [
        ("2022-01/2022-03", "", "204", "", "6"),
        ("2023-08", "China (Spamouflage)", "284", "", ""),
        ("2024-01/2024-04", "", "3001", "", "15"),
        ("2024-02", "China", "16", "110161", ""),
        ("2024-02", "Iran (pro-Iranian narratives)", "65", "116612", ""),
        ("2024-03", "Ukraine", "52", "2600000", ""),
        ("2024-09", "Russia (Rossiya Segodnya, TV-Novosti)", "", "", ""),
        ("2024-12", "", "27217", "70892", ""),
        ("2024-12", "Indonesia", "323", "41584", ""),
        ("2024-12", "", "2313", "", "2"),
    ]


def test_networks_of_meta_add_up() -> None:
    rows = [row for row in read("takedowns") if row["platform"] == "meta"]
    assert Counter(row["period"] for row in rows) == {
        "2023-01/2023-03": 6,
        "2023-04/2023-06": 5,
        "2023-07/2023-09": 5,
        "2023-10/2023-12": 3,
        "2024-01/2024-03": 5,
        "2024-04/2024-06": 6,
        "2024-07/2024-09": 3,
        "2024-10/2024-12": 3,
        "2025-01/2025-03": 3,
        "2025-04/2025-09": 7,
        "2026-01/2026-06": 6,
    }
    columns = ("n_accounts", "n_pages", "n_groups", "n_instagram")
    totals = {column: sum(int(row[column]) for row in rows if row[column]) for column in columns}
    stated = {column: sum(bool(row[column]) for row in rows) for column in columns}
    assert totals == {"n_accounts": 18690, "n_pages": 2336, "n_groups": 275, "n_instagram": 1848}
    assert stated == {"n_accounts": 48, "n_pages": 45, "n_groups": 24, "n_instagram": 38}


def test_requests_are_as_stated() -> None:
    rows = [tuple(row[c] for c in ("period", "country", *COUNTS["requests"])) for row in read("requests")]
    assert rows == [
        ("2019-01/2019-06", "India", "11", "9", "8", "4"),
        ("2019-01/2019-06", "United States", "6", "7", "7", "1"),
        ("2019-01/2019-06", "United Kingdom", "1", "1", "1", "0"),
        ("2019-01/2019-06", "China", "0", "0", "0", "0"),
        ("2020-07/2020-12", "Russia", "135", "", "", ""),
        ("2020-07/2020-12", "Pakistan", "97", "", "", ""),
        ("2020-07/2020-12", "Australia", "32", "98", "74", "16"),
        ("2020", "Australia", "45", "112", "76", ""),
        ("2020", "Russia", "", "634", "103", ""),
    ]
