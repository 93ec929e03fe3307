"""What is new, gone and different between two snapshots, in words and as changes.json."""

from __future__ import annotations

import copy
import json
from typing import Any

import report_fakes as fakes
import report_quay as quay
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from report_shots import WHEN, all_tables, case_of, claim, event, finding, frame, shot, since

from helpers.report import changes
from helpers.report.changes import _plain


def changed() -> tuple[dict[str, Any], dict[str, Any]]:
    """A snapshot, and one after evidence arrived: a claim more, another status, a tie less, a row more of a file."""
    now = all_tables()
    now["claims"] = frame("claims", *(claim(f"c{n}", stance="denies" if n == 2 else "asserts") for n in (1, 2, 3)))
    now["events"] = frame("events", event(status="disputed", n_claims=3, claims=["c1", "c2", "c3"]))
    del now["ties"]
    before, after = case_of(all_tables()), case_of(now)
    more = fakes.Row("handmade/claims.csv", "c3", {"id": "c3"}, sha256=fakes.digest("other"))
    after.rows = {**quay.ROWS, ("handmade/claims.csv", "c3"): more}
    return shot(case=before), shot(case=after)


def test_what_is_new_gone_and_different() -> None:
    before, now = changed()
    found = since(before, now)
    assert found.counts() == {
        "events different": 1,
        "claims new": 1,
        "claims different": 1,
        "ties gone": 1,
        "sources different": 1,
    }
    assert found.says() == (
        "Since 20 November 2026, 06:00 UTC: new: 1 claim; gone: 1 tie; different: 1 event, 1 claim and 1 source."
    )
    events, claims, ties, sources = found.groups
    assert [(one.field, one.was, one.now) for one in events.different[0].differences] == [
        ("status", "asserted", "disputed"),
        ("n_claims", 2, 3),
    ]
    assert [(one.field, one.was, one.now) for one in claims.different[0].differences] == [("date", "2021-03", None)]
    assert claims.new[0].evidence == (
        {
            "table": "claims",
            "source": "handmade/claims.csv",
            "row": "c3",
            "sha256": fakes.digest("handmade/claims.csv"),
        },
    )
    assert ties.gone[0].title == "The port accuses Harbour Post"
    assert [(one.field, one.was, one.now) for one in sources.different[0].differences] == [
        ("records", 2, 3),
        ("kept", 2, 3),
    ]


def test_nothing_changed() -> None:
    before, _ = changed()
    found = since(before, copy.deepcopy(before))
    assert (found.nothing, found.groups, found.causes, found.counts()) == (True, (), (), {})
    assert found.says() == "Nothing changed since 20 November 2026, 06:00 UTC."


def test_the_first_publication() -> None:
    found = since(None, shot())
    assert (found.first, found.nothing, found.counts()) == (True, False, {})
    assert found.says() == "First publication: there is nothing to compare with."
    assert sorted(found.files()) == ["changes.json", "snapshot.json"]


def test_a_publication_without_findings_cannot_be_compared_with() -> None:
    found = changes.between({"published": WHEN, "snapshot": None}, shot())
    assert (found.first, found.comparable, found.nothing) == (False, False, False)
    assert found.says() == ("The publication of 20 November 2026, 06:00 UTC has left no findings that can be compared.")


def test_a_moment_of_another_zone_is_said_in_utc() -> None:
    found = changes.between({"published": "2026-11-20T01:30:00+02:00", "snapshot": shot()}, shot())
    assert found.says() == "Nothing changed since 19 November 2026, 23:30 UTC."
    assert changes.between({"published": "", "snapshot": shot()}, shot()).says() == (
        "Nothing changed since another publication."
    )


def test_changes_json_has_everything() -> None:
    before, now = changed()
    made = json.loads(since(before, now).as_json())
    assert {key: made[key] for key in ("format", "case", "since", "compared", "counts")} == {
        "format": 1,
        "case": "quay",
        "since": WHEN,
        "compared": True,
        "counts": since(before, now).counts(),
    }
    assert made["changes"]["ties"] == {
        "gone": [
            {
                "id": "t1",
                "title": "The port accuses Harbour Post",
                "fields": {"from": "The port", "kind": "accuses", "to": "Harbour Post"},
                "evidence": [{"table": "ties", "source": "handmade/ties.csv", "row": "t1", "sha256": ""}],
                "n_evidence": 1,
            }
        ]
    }
    assert made["changes"]["events"]["different"][0]["different"] == [
        {"field": "status", "was": "asserted", "now": "disputed"},
        {"field": "n_claims", "was": 2, "now": 3},
    ]


def test_changes_json_stops_at_a_thousand_and_says_so() -> None:
    now = all_tables() | {"claims": frame("claims", *(claim(f"n{n}") for n in range(1_203)))}
    claims = json.loads(since(shot(), shot(case=case_of(now))).as_json())["changes"]["claims"]
    assert (len(claims["new"]), claims["left_out"]) == (1_000, {"new": 203})


def with_tables(**more: Any) -> dict[str, Any]:
    return shot(case=case_of(all_tables() | {name: frame(name, *rows) for name, rows in more.items()}))


def test_an_event_of_the_same_title_and_date_is_one_whatever_its_id() -> None:
    before = with_tables(events=[event(id="e1")])
    same = with_tables(events=[event(id="e2", title="FIRE  at the quay")])
    assert [one.field for one in since(before, same).groups[0].different[0].differences] == ["title"]
    assert since(before, with_tables(events=[event(id="e2")])).groups == ()
    more = since(before, with_tables(events=[event(id="e2", status="confirmed", n_claims=3)]))
    assert more.counts() == {"events different": 1}
    (found,) = more.groups[0].different
    assert (found.id, [(one.field, one.was, one.now) for one in found.differences]) == (
        "e2",
        [("status", "asserted", "confirmed"), ("n_claims", 2, 3)],
    )


def test_events_of_one_title_are_others_where_the_date_differs_or_several_could_be_meant() -> None:
    before = with_tables(events=[event(id="e1")])
    assert since(before, with_tables(events=[event(id="e2", date="2021-04")])).counts() == {
        "events new": 1,
        "events gone": 1,
    }
    two = with_tables(events=[event(id="e2"), event(id="e3")])
    assert since(before, two).counts() == {"events new": 2, "events gone": 1}
    beside = with_tables(events=[event(id="e1"), event(id="e2")])
    assert since(before, beside).counts() == {"events new": 1}
    untitled = [with_tables(events=[event(id=name, title=None)]) for name in ("e1", "e2")]
    assert since(*untitled).counts() == {"events new": 1, "events gone": 1}


def test_a_finding_of_the_same_words_in_another_cell_is_no_change() -> None:
    other = finding("The lamp failed twice.")
    before, now = shot(finding("A ferry sank."), other), shot(other, finding("A ferry sank."))
    assert since(before, now).groups == ()
    alone, beside = shot(finding("A ferry sank.")), shot([finding("A ferry sank."), other])
    assert since(alone, beside).counts() == {"findings new": 1}
    fewer = since(alone, shot([finding("A ferry sank.", 1), other]))
    assert fewer.counts() == {"findings new": 1, "findings different": 1}
    assert [one.field for one in fewer.groups[0].different[0].differences] == ["n_evidence"]
    assert since(alone, shot(finding("A ferry sank!"), case=case_of())).counts() == {"findings different": 1}


NAMES = st.dictionaries(
    st.sampled_from("abcdef"),
    st.fixed_dictionaries({"rows": st.integers(0, 3)}, optional={"note": st.sampled_from(["", "x", "\ud800"])}),
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(NAMES, NAMES)
def test_the_way_back_is_the_mirror_of_the_way_there(one: dict[str, Any], other: dict[str, Any]) -> None:
    bare = shot()
    before, now = (
        {**bare, "kinds": {"tables": {name: _plain.entry(name, fields) for name, fields in given.items()}}}
        for given in (one, other)
    )
    for snapshot in (before, now):
        snapshot["kinds"]["sources"] = {}
    there, back = since(before, now).counts(), since(now, before).counts()
    mirror = {"tables new": "tables gone", "tables gone": "tables new", "tables different": "tables different"}
    assert {mirror[name]: n for name, n in there.items()} == back
    assert since(before, before).counts() == {}
