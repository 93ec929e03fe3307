"""What becomes of each record: the identity rules, on tiny tables and on one large enough for several threads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import pytest

from helpers import build
from helpers.cases import Case

Make = Callable[..., Any]
HEAD = "id,at,seen,words,likes\n"


def source(files: str, table: str = "posts", columns: str = "") -> str:
    columns = columns or 'id = "id", created_at = "at", captured_at = "seen", text = "words", n_likes = "likes"'
    platform = 'platform = "forum"\n' if table in ("posts", "accounts") else ""
    return (
        f'\n[[sources]]\nfiles = {files}\nreader = "table"\ntable = "{table}"\n{platform}credit = "A forum"\n'
        f"columns = {{ {columns} }}\n"
    )


def fates(case: Case) -> dict[str, tuple[int, int, int, int, int]]:
    """Per source: records, kept, duplicates, observations, rejected."""
    names = ("records", "kept", "duplicates", "observations", "rejected")
    found = {one["source"]: tuple(one[name] for name in names) for one in build.build(case).sources}
    assert all(row[0] == sum(row[1:]) for row in found.values())
    return found


def shown(case: Case, table: str = "posts") -> list[tuple[str, str, str]]:
    frame = case.table(table)
    return list(zip(frame["source"], frame["row"], frame["text"], strict=True))


def rejects(case: Case) -> list[tuple[str, str, str, str, str]]:
    frame = case.table("rejects")
    return list(frame[["source", "row", "table", "column", "reason"]].itertuples(index=False, name=None))


def test_equal_in_all_fields_is_a_duplicate(make_case: Make) -> None:
    row = "7,2021-01-02T10:05:07Z,2021-02-01T00:00:00Z,hello,3\n"
    case = make_case({"a.csv": HEAD + row + row, "b.csv": HEAD + row}, source('["a.csv", "b.csv"]'))
    assert fates(case) == {"a.csv": (2, 1, 1, 0, 0), "b.csv": (1, 0, 1, 0, 0)}
    assert shown(case) == [("a.csv", "2", "hello")]
    assert not case.has("observations")


@pytest.mark.parametrize(
    "other",
    [
        "7,2021-01-02T10:05:07Z,2021-02-01T00:00:00Z,hello,4\n",
        "7,2021-01-02T10:05:07Z,2021-02-01T00:00:00Z,hello!,3\n",
        "7,2021-01-02T10:05:07Z,2021-02-01T00:00:00Z,hello,\n",
        "7,2021-01-02T10:05:07.000Z,2021-02-01T00:00:00Z,hello,3\n",
        "7,2021-01-02T10:05:07Z,2021-02-02T00:00:00Z,hello,3\n",
    ],
)
def test_the_same_id_with_anything_else_is_an_observation(other: str, make_case: Make) -> None:
    row = "7,2021-01-02T10:05:07Z,2021-02-01T00:00:00Z,hello,3\n"
    case = make_case({"a.csv": HEAD + row + other}, source('"a.csv"'))
    assert fates(case) == {"a.csv": (2, 1, 0, 1, 0)}
    assert [row for _, row, _ in shown(case)] == ["3"]
    assert [row for _, row, _ in shown(case, "observations")] == ["2"]


def test_the_latest_is_that_of_the_latest_capture_wherever_it_stands(make_case: Make) -> None:
    case = make_case(
        {
            "a.csv": HEAD + "7,,2021-02-03T00:00:00Z,third,3\n7,,2021-02-01T00:00:00Z,first,1\n7,,,never,0\n",
            "b.csv": HEAD + "7,,2021-02-02T23:00:00-05:00,fourth,4\n7,,2021-02-03T02:00:00+02:00,third again,3\n",
        },
        source('["a.csv", "b.csv"]'),
    )
    assert fates(case) == {"a.csv": (3, 0, 0, 3, 0), "b.csv": (2, 1, 0, 1, 0)}
    assert shown(case) == [("b.csv", "2", "fourth")]
    assert [text for *_, text in shown(case, "observations")] == ["third", "first", "never", "third again"]


def test_without_a_capture_time_the_order_of_files_and_rows_decides(make_case: Make) -> None:
    files = {"b.csv": HEAD + "7,,,one,1\n7,,,two,2\n", "a.csv": HEAD + "7,,,three,3\n"}
    assert fates(make_case(files, source('["b.csv", "a.csv"]'))) == {"b.csv": (2, 0, 0, 2, 0), "a.csv": (1, 1, 0, 0, 0)}
    assert fates(make_case(files, source('["a.csv", "b.csv"]'))) == {"a.csv": (1, 0, 0, 1, 0), "b.csv": (2, 1, 0, 1, 0)}


def test_a_row_without_an_id_is_never_a_duplicate(make_case: Make) -> None:
    row = ",2021-01-02T10:05:07Z,,hello,3\n"
    case = make_case({"a.csv": HEAD + row * 3, "b.csv": HEAD + row + "  " + row}, source('["a.csv", "b.csv"]'))
    assert fates(case) == {"a.csv": (3, 3, 0, 0, 0), "b.csv": (2, 2, 0, 0, 0)}


def test_ids_are_text_end_to_end(make_case: Make) -> None:
    ids = ["7", "07", "007", "7a", "7A", "１", "1", "+7", "7.5", "é", "e\u0301"]
    case = make_case({"a.csv": HEAD + "".join(f"{one},,,x,1\n" for one in ids)}, source('"a.csv"'))
    assert fates(case) == {"a.csv": (11, 11, 0, 0, 0)}
    assert case.table("posts")["id"].tolist() == ids


NOTHING = "such an id proves no identity: export ids as text, not through a spreadsheet"


@pytest.mark.parametrize("damaged", ["9.06E+17", "9.06e+17", '"9,06E+17"', "906.0", '"914,580,356,430,536,707"'])
def test_an_id_that_a_spreadsheet_has_rounded_proves_no_identity(damaged: str, make_case: Make) -> None:
    case = make_case({"a.csv": HEAD + f"{damaged},,,hello,3\n" * 2 + f"{damaged},,,other,3\n"}, source('"a.csv"'))
    assert fates(case) == {"a.csv": (3, 3, 0, 0, 0)}
    said = f"id: an id that a spreadsheet has rounded: 3 records, the first in row 2; {NOTHING}"
    assert case.table("sources")["repairs"].tolist() == [[said]]


def test_ids_that_only_their_column_shows_to_be_rounded_prove_no_identity(make_case: Make) -> None:
    rounded = "906000000000000000,,,hello,3\n906000000000000000,,,hello,3\n906000000000000000,,,other,3\n"
    case = make_case(
        {"a.csv": HEAD + rounded + "7,,,x,1\n7,,,x,1\n", "b.csv": HEAD + "906000000000000000,,,hello,3\n" * 2},
        source('["a.csv", "b.csv"]'),
    )
    assert fates(case) == {"a.csv": (5, 4, 1, 0, 0), "b.csv": (2, 2, 0, 0, 0)}
    said = "id: an id that a spreadsheet has rounded, with zeros from digit 13 on: {} of {} records with an id of 16 "
    said += "digits or more, the first in row 2 (906000000000000000); " + NOTHING
    assert case.table("sources")["repairs"].tolist() == [[said.format(3, 3)], [said.format(2, 2)]]


def test_a_column_of_ids_that_a_program_has_rounded_matches_no_other_post(make_case: Make) -> None:
    ids = [914580356430530011 + 977 * n * n * n for n in range(120)]
    rows = "".join(f"{int(float(one))},,,x,1\n" for one in ids)
    case = make_case({"a.csv": HEAD + rows, "b.csv": HEAD + rows.splitlines()[0] + "\n"}, source('["a.csv", "b.csv"]'))
    assert fates(case) == {"a.csv": (120, 120, 0, 0, 0), "b.csv": (1, 1, 0, 0, 0)}
    whole = make_case({"a.csv": HEAD + "".join(f"{one},,,x,1\n" for one in ids) * 2}, source('"a.csv"'), name="whole")
    assert fates(whole) == {"a.csv": (240, 120, 120, 0, 0)}


def test_the_same_id_on_two_platforms_is_two_posts(make_case: Make) -> None:
    columns = 'id = "id", text = "words", platform = "at"'
    toml = source('"a.csv"', "posts", columns).replace('platform = "forum"\n', "")
    case = make_case({"a.csv": "id,at,words\n7,one,x\n7,two,x\n7,One,x\n7,one,x\n"}, toml)
    assert fates(case) == {"a.csv": (4, 3, 1, 0, 0)}


CLAIMS = "id,event,claimant,stance,what\n"


def test_a_handmade_id_twice_is_a_fault_of_the_second(make_case: Make) -> None:
    rows = "c1,e,Ana,asserts,one\nc1,e,Ana,asserts,two\nc1,e,Ana,asserts,one\nC1,e,Ana,asserts,one\n"
    rows += ",e,Ana,asserts,x\nc2,e,,asserts,y\n"
    case = make_case({"handmade/claims.csv": CLAIMS + rows})
    assert fates(case) == {"handmade/claims.csv": (6, 2, 1, 0, 3)}
    assert case.table("claims")[["id", "what"]].to_numpy().tolist() == [["c1", "one"], ["C1", "one"]]
    needed = "The handmade reader needs it because nothing can stand in for it."
    name = "handmade/claims.csv"
    assert rejects(case) == [
        (name, "line 3", "claims", "id", 'id: "c1" names an earlier row, with other contents.'),
        (name, "line 6", "claims", "id", f'no "id". {needed}'),
        (name, "c2", "claims", "claimant", f'no "claimant". {needed}'),
    ]


@pytest.mark.parametrize("wrong", ["2022/2021", "2020-05/2020-04", "0000", "../.."])
def test_a_claim_with_a_date_that_is_none_is_rejected_and_the_others_are_built(wrong: str, make_case: Make) -> None:
    head = "id,event,claimant,stance,what,event_date\n"
    case = make_case({"handmade/claims.csv": head + f"c1,e,Ana,asserts,one,2021\nc2,f,Ana,asserts,two,{wrong}\n"})
    assert fates(case) == {"handmade/claims.csv": (2, 1, 0, 0, 1)}
    assert case.table("events")["id"].tolist() == ["e"]
    said = f'event_date: "{wrong}" is not a date such as 2020, 2020-04, 2020-04-29 or 2021-09/2022-01.'
    assert rejects(case) == [("handmade/claims.csv", "c2", "claims", "event_date", said)]


def test_a_table_of_statements_keeps_the_first(make_case: Make) -> None:
    toml = source('"a.csv"', "statements", 'id = "id", platform = "at", decision = "what"')
    case = make_case({"a.csv": "id,at,what\n1,x,removed\n1,x,kept\n"}, toml)
    assert fates(case) == {"a.csv": (2, 1, 0, 0, 1)}
    assert case.table("statements")["decision"].tolist() == ["removed"]


def test_rejected_rows_come_before_identity(make_case: Make) -> None:
    case = make_case({"a.csv": HEAD + "7,,,hello,3\n7,,,hello,three\n8,yesterday,,x,1\n"}, source('"a.csv"'))
    assert fates(case) == {"a.csv": (3, 1, 0, 0, 2)}
    reasons = [
        'n_likes: "three" is not a whole number.',
        'created_at: "yesterday" is not a moment that the table reader knows.',
    ]
    assert [reason for *_, reason in rejects(case)] == reasons
    assert case.table("rejects")["stated"].tolist() == ["7 | hello | three", "8 | yesterday | x | 1"]


def test_seconds_that_are_zero_in_every_row_are_minutes_in_that_file_alone(make_case: Make) -> None:
    minutes = "".join(f"{n},2021-01-02T10:{n}:00Z,,x,1\n" for n in range(10, 25))
    case = make_case(
        {"a.csv": HEAD + minutes, "b.csv": HEAD + "99,2021-01-02T10:05:00Z,,x,1\n"}, source('["a.csv", "b.csv"]')
    )
    fates(case)
    assert case.table("posts")["created_at_precision"].tolist() == ["minute"] * 15 + ["second"]


def test_the_order_of_rows_stays_whatever_the_threads_do(make_case: Make) -> None:
    # a join loses the order of row groups; a page would show other rows first on another machine
    con = duckdb.connect()
    for name, first in (("a", 0), ("b", 100_000)):
        path = str(make_case({}).folder / f"{name}.csv")
        con.execute(
            f"COPY (SELECT CAST(i % 200000 AS VARCHAR) AS id, NULL AS at, NULL AS seen, 'x' || i AS words, i AS likes "
            f"FROM range({first}, {first + 150_000}) r(i)) TO '{path}' (HEADER)"
        )
    case = make_case({}, source('["a.csv", "b.csv"]'))
    assert fates(case) == {"a.csv": (150_000, 100_000, 0, 50_000, 0), "b.csv": (150_000, 100_000, 50_000, 0, 0)}
    for table in ("posts", "observations"):
        frame = case.table(table, ["source", "row"])
        order = list(zip(frame["source"], frame["row"].astype(int), strict=True))
        assert order == sorted(order)


IRA = (
    "external_author_id,author,content,region,language,publish_date,harvested_date,following,followers,updates,post_type,"
    "account_type,retweet,account_category,new_june_2018,alt_external_id,tweet_id,article_url,tco1_step1,tco2_step1,tco3_step1\n"
)


def test_a_post_without_the_id_of_its_account_is_no_sight_of_an_account(make_case: Make) -> None:
    row = "{id},ANA,hello {n},US,English,1/2/2017 10:05,1/2/2017 10:06,1,2,{n},,Right,0,RightTroll,0,{id},{n},https://x.example/{n},,,\n"
    rows = "".join(row.format(id="" if n % 2 else "77", n=n) for n in range(1, 7))
    case = make_case({"a.csv": IRA + rows}, '[[sources]]\nfiles = "a.csv"\nreader = "ira_tweets"\ncredit = "x"\n')
    assert fates(case) == {"a.csv": (6, 6, 0, 0, 0)}
    assert case.table("accounts")[["id", "row"]].to_numpy().tolist() == [["77", "7"]]
    assert not case.has("profiles")


ARTICLE = 'id = "id", title = "words", published = "at"'


def test_an_article_seen_again_with_other_words_is_a_later_sight(make_case: Make) -> None:
    rows = "s:1,2021-01-02,,Fire,\ns:1,2021-01-02,,Fire: two lost,\ns:1,2021-01-02,,Fire,\ns:2,,,Calm,\n"
    case = make_case({"a.csv": HEAD + rows}, source('"a.csv"', "articles", ARTICLE))
    assert fates(case) == {"a.csv": (4, 2, 1, 1, 0)}
    assert case.table("articles")[["row", "title"]].to_numpy().tolist() == [["3", "Fire: two lost"], ["5", "Calm"]]
    assert case.table("sightings")[["row", "title"]].to_numpy().tolist() == [["2", "Fire"]]
    assert not case.has("rejects")


def test_of_two_sights_of_an_article_the_latest_capture_is_shown(make_case: Make) -> None:
    rows = "s:1,,2021-03-02T10:00:00Z,later,\ns:1,,2021-03-01T10:00:00Z,earlier,\n"
    case = make_case({"a.csv": HEAD + rows}, source('"a.csv"', "articles", f'{ARTICLE}, captured_at = "seen"'))
    assert fates(case) == {"a.csv": (2, 1, 0, 1, 0)}
    assert case.table("articles")["title"].tolist() == ["later"]


def test_an_articles_id_that_people_typed_is_no_other_articles(make_case: Make) -> None:
    files = {
        "handmade/articles.csv": "id,title\na1,Fire\na1,Fire!\n",
        "notes/x.md": "id: n1\noutlet: Quay\n\none\n",
        "notes/y.md": "id: n1\noutlet: Quay\n\ntwo\n",
        "a.csv": HEAD + "a1,,,Blaze,\nb1,,,One,\nb1,,,Two,\n",
    }
    toml = '\n[[sources]]\nfiles = "notes"\nreader = "notes"\ncredit = "x"\n' + source('"a.csv"', "articles", ARTICLE)
    case = make_case(files, toml)
    assert fates(case) == {
        "notes": (2, 1, 0, 0, 1), "a.csv": (3, 1, 0, 1, 1), "handmade/articles.csv": (2, 1, 0, 0, 1),
    }  # fmt: skip
    assert sorted(row[:3] for row in rejects(case)) == [
        ("a.csv", "2", "articles"), ("handmade/articles.csv", "line 3", "articles"), ("notes", "y.md", "articles"),
    ]  # fmt: skip
    assert {row[4] for row in rejects(case)} == {
        'id: "n1" names an earlier row, with other contents.', 'id: "a1" names an earlier row, with other contents.'
    }  # fmt: skip


def test_a_post_that_people_list_is_a_sight_of_the_platforms(make_case: Make) -> None:
    files = {"a.csv": HEAD + "7,,,hello,3\n", "b.csv": "platform,id,text\nforum,7,hello!\n"}
    toml = source('"a.csv"') + '\n[[sources]]\nfiles = "b.csv"\nreader = "handmade"\ntable = "posts"\ncredit = "x"\n'
    assert sorted(fates(make_case(files, toml)).values()) == [(1, 0, 0, 1, 0), (1, 1, 0, 0, 0)]
