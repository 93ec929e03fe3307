"""The stories of the shipped case `tiktok-state-influence`: the disguised account, and what stands around it."""

from __future__ import annotations

import csv
from pathlib import Path

CASE = Path(__file__).parents[1] / "data" / "raw" / "tiktok-state-influence"
BLOOMBERG = "Bloomberg News"


def read(name: str) -> list[dict[str, str]]:
    with (CASE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def claims_of(event: str) -> list[dict[str, str]]:
    return [claim for claim in read("handmade/claims.csv") if claim["event"] == event]


def said(event: str, claimant: str, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(c[column] for column in columns) for c in claims_of(event) if c["claimant"] == claimant]


# The disguised account


def test_the_request_is_a_month_and_became_public_on_a_day() -> None:
    first = claims_of("account-request")[0]
    assert (first["event_date"], first["report_date"], first["claimant"], first["stance"], first["origin"]) == (
        "2020-04",
        "2022-07-29",
        BLOOMBERG,
        "asserts",
        "",
    )
    assert first["title"] == "Chinese government body asks for an undisclosed TikTok account"
    assert {claim["event_date"] for claim in claims_of("account-request")} == {"2020-04", ""}


def test_two_characterisations_stand_against_each_other() -> None:
    messages = said("account-request", BLOOMBERG, "wording", "conflict")
    assert messages == [
        (
            "wanted to join without being seen as a government account",
            "The internal messages, as reported, speak of a government entity; "
            "the company speaks of an informal request for an employee's friend.",
        )
    ]
    company = said("account-request", "TikTok", "stance", "what", "conflict")
    assert company[:2] == [
        ("confirms", "There was such a request, and the company declined it.", ""),
        (
            "asserts",
            "It was an informal request, passed on by an employee for a friend, and it was declined.",
            "The internal messages, as reported, speak of a government entity; "
            "the company speaks of an informal request for an employee's friend.",
        ),
    ]


def test_the_stated_reason_is_the_rule_on_coordinated_inauthentic_behaviour() -> None:
    reasons = [claim for claim in claims_of("account-request") if "coordinated inauthentic behaviour" in claim["what"]]
    assert [(claim["claimant"], claim["what"]) for claim in reasons] == [
        (
            "TikTok",
            "The stated reason for the refusal: its Community Guidelines, which bar coordinated inauthentic behaviour.",
        )
    ]


def test_one_origin_stands_behind_nine_pages_and_their_verbs() -> None:
    credited = [article for article in read("articles.csv") if BLOOMBERG in article["credits"].split(";")]
    pages = {article["outlet"]: article["id"] for article in credited if article["outlet"] != "Luxembourg Times"}
    assert len(pages) == 9
    told = {claim["claimant"]: claim for claim in claims_of("account-request") if claim["claimant"] in pages}
    assert {outlet: claim["wording"] for outlet, claim in told.items()} == {
        "Fortune": "requested a 'stealth' account",
        "The Daily Beast": "requested a 'secret' account",
        "NewsBusters": "tried for a 'stealth' account",
        "China Tech News": "asked for a 'covert' account",
        "fightsmackintheorphanage.org": "demanded",
        "whatsnew2day.com": "tried to create",
        "topstories.longnanke.cn": "attempted to join in secret",
        "sowhatismyip.com": "attempted to register",
        "onlyexplorer.com (ICT Tac)": "refused to host a 'disguised' account",
    }
    assert {outlet: claim["evidence"] for outlet, claim in told.items()} == {
        o: f"articles:{i}" for o, i in pages.items()
    }
    assert {claim["origin"] or claim["claimant"] for claim in claims_of("account-request")} == {BLOOMBERG}


def test_one_page_contradicts_the_origin_on_how_it_became_known() -> None:
    assert said("account-request", "sowhatismyip.com", "conflict") == [
        (
            "Contradicts the origin on how it became known: the origin's reporter had seen internal messages, "
            "which were leaked; the management did not publish them.",
        )
    ]
    assert [claim["claimant"] for claim in claims_of("stealth-account-report") if claim["conflict"]] == [
        "sowhatismyip.com"
    ]


def test_two_people_and_a_government_did_not_answer() -> None:
    declined = [(c["claimant"], c["what"]) for c in claims_of("account-request") if c["stance"] == "declines"]
    assert declined == [
        ("Elizabeth Kanter", "Declined to comment."),
        ("Erich Andersen", "Declined to comment."),
        ("Chinese government", "Did not answer."),
    ]


def test_the_ties_hold_both_versions_of_the_request() -> None:
    asked = [
        (t["from_actor"], t["to_actor"], t["date"])
        for t in read("handmade/ties.csv")
        if (t["kind"], t["date"]) == ("asks", "2020-04")
    ]
    assert asked == [
        ("chinese-entity", "tiktok", "2020-04"),
        ("friend", "tiktok-employee", "2020-04"),
        ("tiktok-employee", "tiktok", "2020-04"),
    ]


# The other stories


def test_the_story_of_data_access_has_its_interval_testimony_and_acknowledgement() -> None:
    told = [
        (c["claimant"], c["stance"], c["event_date"], c["report_date"], c["origin"])
        for c in claims_of("us-data-access")
    ]
    assert told == [
        ("BuzzFeed News", "asserts", "2021-09/2022-01", "2022-06-17", ""),
        ("iPhone in Canada", "asserts", "2021-09/2022-01", "2022-06-18", "BuzzFeed News"),
        ("onlyexplorer.com (ICT Tac)", "asserts", "", "2022-07-30~", "BuzzFeed News"),
        ("Shou Zi Chew", "confirms", "", "2022-06-30", ""),
    ]
    assert said("beckerman-testimony", "Michael Beckerman", "event_date", "report_date") == [("2021-10", "2021-10")]
    assert [claim["event_date"] for claim in claims_of("chew-letter")] == ["2022-06-30"]


def test_parliament_opens_is_written_to_and_closes() -> None:
    events = ("parliament-opens", "parliamentarians-letter", "parliament-closes")
    assert [claims_of(event)[0]["event_date"] for event in events] == ["2022-07-27", "2022-07~", "2022-08-03"]


def test_conflicts_are_kept() -> None:
    assert said("first-transparency-report", "Rappler", "event_date") == [("2019-12-30",)]
    assert said("first-transparency-report", "TikTok", "event_date") == [("2019-12-31",)]
    assert said("carr-letter", "Brendan Carr", "event_date", "report_date") == [("2022-06-24", "2022-06-28")]
    assert [c["event_date"] for c in claims_of("odni-assessment")] == ["2024-03-11", "2024-02-05", "2024-03-11"]
    assert said("journalists-tracked", "Reuters", "wording") == [("two journalists",)]
    assert said("journalists-tracked", "Forbes", "wording") == [("three of its reporters",)]
    assert {claim["event"] for claim in read("handmade/claims.csv") if claim["conflict"]} == {
        "account-request", "beckerman-testimony", "carr-letter", "federal-device-ban", "first-transparency-report",
        "forbes-locate", "forbes-medialinks", "journalists-tracked", "ncri-study", "odni-assessment",
        "stealth-account-report", "topbuzz-report", "us-data-access", "uyghur-video",
    }  # fmt: skip
