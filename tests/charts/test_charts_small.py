"""The smaller charts: what is drawn, in what order, and in which words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pandas as pd
import pytest

from helpers.charts import _overlap, accounts_spread, activity, reporting_lag, takedowns, top_shared, week_hours
from helpers.charts._axes import Days, Powers, round_top
from helpers.errors import TableError

SVG = "{http://www.w3.org/2000/svg}"


def words(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text")]


def titles(svg: str) -> list[str]:
    return [title.text or "" for title in ET.fromstring(svg).iter(f"{SVG}title")][1:]


def test_ticks_say_the_year_first_and_every_january() -> None:
    days = Days(date(2016, 6, 1), date(2017, 5, 31), 0, 1000)
    assert [said for _, said in days.ticks()] == [
        "Jun 2016",
        *["Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        "Jan 2017",
        *["Feb", "Mar", "Apr", "May"],
    ]
    assert [said for _, said in Days(date(2016, 6, 1), date(2016, 6, 9), 0, 900).ticks()][:2] == ["1 Jun 2016", "2 Jun"]
    assert [said for _, said in Days(date(2015, 1, 1), date(2018, 12, 31), 0, 200).ticks()] == [
        "2015",
        "2016",
        "2017",
        "2018",
    ]
    assert days.x(date(2016, 6, 1)) == 0
    assert days.x(date(2017, 5, 31), after=True) == 1000


def test_powers_and_round_numbers() -> None:
    powers = Powers.over([16, 27217], 0, 400)
    assert powers.ticks() == [10, 100, 1000, 10000, 100000]
    assert powers.x(1000) == pytest.approx(200)
    assert [round_top(n) for n in (0, 3, 11, 260, 1011)] == [1, 5, 20, 500, 2000]


def removals() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "platform": ["Quay", "Quay", "Quay", "Other"],
            "period": ["2024-12", "2022-01/2022-03", "2023-08", "2023-09"],
            "origin": ["Northland", "six networks", "Southland", "Eastland"],
            "targets": [["Westland", "Islands"], None, ["global"], []],
            "n_accounts": pd.array([27217, 204, pd.NA, 5], dtype="Int64"),
            "networks": pd.array([pd.NA, 6, 1, 1], dtype="Int64"),
        }
    )


def test_takedowns_in_order_of_time() -> None:
    figure = takedowns.draw(removals(), platform="Quay")
    assert figure.title == "Accounts removed by Quay: 3 statements"
    assert figure.alt == (
        "3 statements on removed accounts, 2022 to 2024. The largest number is 27,217: Northland → Westland, Islands, "
        "Dec 2024. 1 is a total of several networks and 1 states no number."
    )
    said = words(figure.drawings[1280])
    assert said[-6:] == [
        "six networks",
        "204",
        "Southland → global",
        "number not stated",
        "Northland → Westland, Islands",
        "27,217",
    ]
    links = re.findall(r'href="#takedowns-row-(\d)"', figure.drawings[1280])
    assert list(dict.fromkeys(links)) == ["2", "3", "1"]
    assert "Jan 2022 – Mar 2022: six networks; 204 accounts, total of 6 networks" in titles(figure.drawings[390])


def test_takedowns_of_several_platforms_and_of_an_unknown_one() -> None:
    every = words(takedowns.draw(removals().assign(origin=None)).drawings[1280])
    assert "Quay: 6 networks" in every
    assert "Other: origin not stated" in every
    with pytest.raises(TableError) as caught:
        takedowns.draw(removals(), platform="quay")
    assert str(caught.value) == ('The table has no takedown of the platform "quay". Did you mean "Quay"?')


def test_hours_print_the_number_that_is_binned() -> None:
    rows = [(day, hour, 10) for day in range(7) for hour in range(24)]
    rows[0], rows[167] = (0, 0, 30), (6, 23, 0)
    figure = week_hours.draw(pd.DataFrame(rows, columns=["weekday", "hour", "n"]), unit="share", title="Shares")
    assert figure.alt == (
        "1,690 shares over the 168 hours of the week, UTC. The fullest hour is Mon 00:00 with 30 shares, "
        "3.0 times an even spread. 1 hour has none."
    )
    svg = figure.drawings[1280]
    assert figure.fingerprint["marks"] == {"s1": 2, "s2": 1, "s3": 1, "s4": 1, "s5": 167, "s6": 1, "s7": 2}
    assert "Mon 00:00: 30 shares, 3.0 times an even spread" in titles(svg)
    assert [said for said in words(figure.drawings[390]) if re.fullmatch(r"\d\.\d", said)][-2:] == ["3.0", "0.0"]
    assert [week_hours.step(ratio) for ratio in (0, 0.4, 0.5, 0.9, 1.0, 1.3, 1.5)] == [1, 2, 2, 4, 5, 6, 7]


def test_a_zone_is_named_as_readers_know_it() -> None:
    rows = pd.DataFrame({"weekday": [0], "hour": [5], "n": [2]})
    assert week_hours.draw(rows, zone="Etc/GMT-2").subtitle.startswith("2 posts by weekday and hour, UTC+2. ")
    days = pd.DataFrame({"platform": ["quay"], "day": [date(2021, 3, 1)], "n": [2]})
    assert activity.draw(days, zone="Etc/GMT+11").subtitle == "Posts per day, 1 Mar – 1 Mar 2021, UTC-11 days."
    assert activity.draw(days, zone="Europe/Berlin").subtitle.endswith(", Europe/Berlin days.")


def test_rows_of_one_hour_add_up_and_a_wrong_hour_is_refused() -> None:
    twice = pd.DataFrame({"weekday": [0, 0], "hour": [5, 5], "n": [2, 3]})
    assert "5 posts" in week_hours.draw(twice).title
    with pytest.raises(TableError) as caught:
        week_hours.draw(pd.DataFrame({"weekday": [7], "hour": [5], "n": [2]}))
    assert str(caught.value) == (
        "The chart week_hours was given weekday 7, hour 5: weekdays run from 0 (Monday) to 6, hours from 0 to 23."
    )


def test_activity_cuts_one_outlier_and_says_so() -> None:
    start = date(2021, 3, 1)
    rows = [("quay", start + timedelta(days=i), 100 + i % 7) for i in range(60)]
    rows += [("harbour", start + timedelta(days=i), 3000 if i == 9 else 40) for i in range(60)]
    figure = activity.draw(pd.DataFrame(rows, columns=["platform", "day", "n"]), accounts={"quay": 3})
    said = words(figure.drawings[1280])
    assert "3,000 on 10 Mar, cut off" in said
    assert "106 on 7 Mar" in said
    assert "3 accounts" in said
    assert figure.subtitle == "Posts per day, 1 Mar – 29 Apr 2021, UTC days. All panels share one scale."
    assert figure.alt == (
        "11,534 posts, 1 Mar – 29 Apr 2021: quay 6,174, most on 7 Mar 2021 (106); "
        "harbour 5,360, most on 10 Mar 2021 (3,000)."
    )
    assert "721 posts in the week of 1 Mar 2021" in titles(figure.drawings[1280])


def test_activity_without_an_outlier_cuts_nothing() -> None:
    rows = [("quay", date(2021, 3, 1) + timedelta(days=i), 100 + i) for i in range(60)]
    said = words(activity.draw(pd.DataFrame(rows, columns=["platform", "day", "n"])).drawings[1280])
    assert [line for line in said if "cut off" in line] == []


def test_a_day_is_never_narrower_than_two_pixels() -> None:
    rows = [("quay", date(2018, 1, 1) + timedelta(days=i), 5) for i in range(900)]
    figure = activity.draw(pd.DataFrame(rows, columns=["platform", "day", "n"]))
    assert figure.subtitle == "Posts per week, 1 Jan 2018 – 18 Jun 2020, UTC days."
    long = activity.draw(
        pd.DataFrame([("q", date(2000 + i, 1, 1), 5) for i in range(20)], columns=["platform", "day", "n"])
    )
    assert long.subtitle.startswith("Posts per month, ")


@pytest.mark.parametrize(
    ("days", "per"),
    [
        (100, "per day"),
        (200, "per day (per week on phones)"),
        (300, "per day (per week on paper and narrower screens)"),
        (1500, "per week (per month on phones)"),
        (2600, "per week (per month on paper and narrower screens)"),
    ],
)
def test_the_subtitle_of_activity_is_true_at_every_width(days: int, per: str) -> None:
    rows = [("quay", date(2018, 1, 1) + timedelta(days=i), 5) for i in range(days)]
    figure = activity.draw(pd.DataFrame(rows, columns=["platform", "day", "n"]))
    assert figure.subtitle.split(",")[0] == f"Posts {per}"
    told = {
        width: [said for said in words(svg) if said.startswith(("5 ", "35 ", "155 "))]
        for width, svg in figure.drawings.items()
    }
    drawn = ["week" if "week" in said[0] else "day" if " on " in said[0] else "month" for said in told.values()]
    assert activity._per(drawn) == per


def test_top_shared_orders_shortens_and_counts() -> None:
    shared = pd.DataFrame(
        {
            "object": ["https://www.example.org/" + "a" * 90 + "/end.html", "b", "c", "d"],
            "n": [10, 40, 40, 1],
            "accounts": [3, 1, None, 1],
        }
    )
    figure = top_shared.draw(shared, most=3)
    said = words(figure.drawings[1280])
    assert re.fullmatch(r"example\.org/a+…a+/end\.html", said[0])
    assert said[1:] == ["10 by 3 accounts", "b", "40 by 1 account", "d", "1 by 1 account"]
    assert figure.subtitle == "3 links of 4, those that most accounts shared."
    assert figure.notes == ("1 more is in the table only.",)
    assert figure.alt.startswith("The 3 links that most accounts shared, of 4. At the top: https://www.example.org/aaa")
    assert figure.alt.endswith("/end.html, 10 by 3 accounts; b, 40 by 1 account; d, 1 by 1 account.")
    assert titles(figure.drawings[1280])[0].startswith("https://www.example.org/aaa")
    assert _overlap.outside(figure.drawings[1280]) == []  # the second has more shares than the first
    part = top_shared.draw(shared, most=3, total=30)
    assert part.subtitle == "3 links of 30, those that most accounts shared."
    assert part.notes == ("1 more is in the table only.", "26 more are neither drawn nor in the table.")


def test_lags_longest_first_with_the_others_counted() -> None:
    events = pd.DataFrame(
        {
            "id": ["a", "b", "c", "d"],
            "title": ["Quiet request", "Leak", "Fire", "Hearing"],
            "date": ["2020-04", "2021-05-01", "2021-06-01", "2021-07-01"],
            "reported": ["2022-07-29", "2021-06-01", "2021-06-02", None],
        }
    )
    figure = reporting_lag.draw(events)
    assert figure.title == "2 events became public 8 days or more later"
    assert figure.notes == (
        "1 event became public sooner than 8 days after.",
        "For 1 event no report time is known, or no end.",
    )
    assert [said for said in words(figure.drawings[1280]) if said.endswith(" days")] == ["820 days", "31 days"]
    assert figure.alt == (
        "Of 3 events with a known report, 2 are drawn that became public 8 days or more later. "
        "The longest wait is 820 days: Quiet request, Apr 2020, public 29 Jul 2022. The middle one is 820 days."
    )
    assert figure.fingerprint["marks"]["hot"] == 3


def test_how_posts_spread_over_accounts() -> None:
    accounts = pd.DataFrame({"platform": ["quay"] * 6 + ["port"], "n": [1, 1, 2, 5, 5, 86, 7]})
    figure = accounts_spread.draw(accounts)
    assert figure.alt == (
        "quay: half of 6 accounts have at most 2 posts; the busiest one made 86% of 100. "
        "port: half of 1 account have at most 7 posts; the busiest one made 100% of 7."
    )
    assert "half have at most 2" in words(figure.drawings[390])
    other = accounts_spread.draw(accounts.assign(n=[1, 1, 3, 5, 5, 86, 7]))
    assert other.fingerprint["hash"] != figure.fingerprint["hash"]
    steps = [path for path in ET.fromstring(figure.drawings[1280]).iter(f"{SVG}path") if path.get("class") == "k-blue"]
    assert len(steps) == 2
    with pytest.raises(TableError, match='The chart accounts_spread needs a column "n"'):
        accounts_spread.draw(pd.DataFrame({"m": [1]}))


def test_a_median_of_one_stands_clear_of_the_numbers_at_the_edge() -> None:
    figure = accounts_spread.draw(pd.DataFrame({"platform": ["quay"] * 4, "n": [1, 1, 1, 40]}))
    for svg in figure.drawings.values():
        (mark,) = (
            path.get("d", "") for path in ET.fromstring(svg).iter(f"{SVG}path") if "k-hot" in path.get("class", "")
        )
        left = min(float(x) for x in re.findall(r"[MC ]([\d.]+)[ ,][\d.]+", mark))
        (half,) = (box for box in _overlap.boxes(svg) if box.text == "50%")
        assert left - half.right > 5
