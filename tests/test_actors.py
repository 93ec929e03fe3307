"""Actors: what is looked for, who is named with whom, and ties that lead to nobody."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from helpers import actors, tables
from helpers.errors import TableError


def people(*rows: dict[str, Any]) -> pd.DataFrame:
    columns = list(tables.get("actors").names)
    whole = [
        {"source": "handmade/actors.csv", "row": row["id"], "kind": "outlet", "name": row["id"], **row} for row in rows
    ]
    return pd.DataFrame([{column: row.get(column) for column in columns} for row in whole], columns=columns).astype(
        object
    )


def ties(*rows: tuple[str, str, str]) -> pd.DataFrame:
    columns = list(tables.get("ties").names)
    whole = [
        {
            "source": "handmade/ties.csv",
            "row": f"t{n}",
            "id": f"t{n}",
            "from_actor": one,
            "to_actor": other,
            "kind": kind,
        }
        for n, (one, other, kind) in enumerate(rows, 1)
    ]
    return pd.DataFrame(whole, columns=columns).astype(object)


def test_what_is_looked_for() -> None:
    frame, patterns = actors.patterns(
        people(
            {"id": "a", "name": " Acme  Corp ", "aliases": ["AC", "X", "", "ACME", "acme corp"]},
            {"id": "b", "name": "字节", "aliases": None},
        )
    )
    assert frame.to_dict("records") == [
        {"found": "acme corp", "actor": "a", "exact": False}, {"found": "AC", "actor": "a", "exact": True},
        {"found": "ACME", "actor": "a", "exact": True}, {"found": "字节", "actor": "b", "exact": True},
    ]  # fmt: skip
    latin = r"\p{Latin}\pM\pN_"
    assert patterns == [
        actors.Pattern("(?:字节)", "(?s)^(字节)$"),
        actors.Pattern(
            rf"(?:^|[^{latin}])(?:(?i:acme[\s\p{{Z}}]+corp)|ACME|AC)[{latin}]*",
            rf"(?s)^[^{latin}]?((?i:acme[\s\p{{Z}}]+corp)|ACME|AC)$",
        ),
    ]


def test_nobody_to_look_for() -> None:
    frame, patterns = actors.patterns(people({"id": "x", "name": "X"}))
    assert (frame.empty, list(frame.columns), patterns) == (True, ["found", "actor", "exact"], [])


def test_pairs_named_in_one_row() -> None:
    columns = ["source", "row", "actor", "on", "field"]
    mentions = pd.DataFrame(
        [("s", "1", "a", "2021", "title"), ("s", "1", "b", "2021", "text"), ("s", "1", "a", "2021", "text"), ("s",
            "1", "c", "2021", "text"),
         ("s", "2", "b", "2020", "text"), ("s", "2", "a", "2020", "text"), ("t", "2", "c", "2020", "text")],
        columns=columns,
    )  # fmt: skip
    assert actors.named_together(mentions, people()).to_numpy().tolist() == [
        ["a", "b", 2, "2020", "2021", "s", "2"], ["a", "c", 1, "2021", "2021", "s", "1"],
        ["b", "c", 1, "2021", "2021", "s", "1"],
    ]  # fmt: skip
    alone = actors.named_together(mentions.head(1), people())
    assert (len(alone), list(alone.columns)) == (
        0,
        ["actor", "other", "n_rows", "first_on", "last_on", "source", "row"],
    )


def test_pairs_without_a_tie_are_drawn_as_what_they_are() -> None:
    columns = ["actor", "other", "n_rows", "first_on", "last_on", "source", "row"]
    rows = [
        ("a", "b", 5, "2020", "2021", "s", "2"),
        ("a", "c", 3, "2021", "2021", "s", "1"),
        ("b", "c", 1, "2021", "2021", "s", "1"),
    ]
    together = pd.DataFrame(rows, columns=columns)
    tied = pd.DataFrame({"from_actor": ["b"], "to_actor": ["a"]})
    assert actors.also_named(together, tied, 2).to_dict("records") == [
        {
            "from_actor": "a",
            "to_actor": "c",
            "date": "2021",
            "source": "s",
            "row": "1",
            "what": "Named together in 3 rows.",
            "kind": "mentioned with",
        }
    ]
    assert len(actors.also_named(together, tied, 1)) == 2
    assert len(actors.also_named(together, tied, 0)) == 0
    nothing = actors.named_together(pd.DataFrame(columns=["source", "row", "actor", "on", "field"]), people())
    assert len(actors.also_named(nothing, tied, 2)) == 0


def test_pairs_with_names() -> None:
    pairs = pd.DataFrame({"actor": ["a"], "other": ["b"]})
    found = actors.named(pairs, people({"id": "a", "name": "Ana"}, {"id": "b", "name": "Bo"}))
    assert found.to_numpy().tolist() == [["a", "b", "Ana", "Bo"]]


def test_a_tie_to_nobody() -> None:
    known = people({"id": "acme", "name": "Acme"}, {"id": "state", "name": "State"})
    assert actors.checked_ties(ties(("acme", "state", "asks")), known)[
        ["from_name", "to_name"]
    ].to_numpy().tolist() == [["Acme", "State"]]
    with pytest.raises(TableError) as caught:
        actors.checked_ties(ties(("acme", "state", "asks"), ("Acme", "state", "asks")), known)
    assert (
        str(caught.value) == 'handmade/ties.csv, row t2: there is no actor "Acme" in actors.csv. Did you mean "acme"?'
    )


def test_degrees_count_both_ends() -> None:
    known = people({"id": "a"}, {"id": "b"}, {"id": "c"})
    found = actors.degrees(ties(("a", "b", "owns"), ("b", "a", "asks"), ("b", "b", "asks")), known)
    assert found[["id", "n_ties"]].to_numpy().tolist() == [["b", 4], ["a", 2], ["c", 0]]
    assert found["kinds"].tolist()[:2] == [["asks", "owns"], ["asks", "owns"]]


def test_names_of_claims_that_nobody_has() -> None:
    known = people({"id": "a", "name": "Ana", "aliases": ["Annie"]}, {"id": "b"})
    claims = pd.DataFrame({"row": ["c1", "c2", "c3"], "actors": [["Ana", "Annie", "b"], ["ana", "Cy"], None]})
    assert actors.unknown_names(claims, known) == [("c2", "ana"), ("c2", "Cy")]
