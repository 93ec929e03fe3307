"""Events are derived from claims, through the build."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from helpers import build

CLAIMS = """\
id,event,title,kind,event_date,report_date,claimant,stance,what,wording,origin,actors,conflict,weak,note
c1,asked,A request,request,2020-04,2022-07-29,Bureau,asserts,It asked.,asked,,TikTok;A State,,,
c2,asked,,,,2022-07-30,Times,asserts,,demanded,Bureau,,,,
c3,asked,,,,2022-07-29,TikTok,declines,,,,,,,
c4,earlier,Before,report,2019~,,Ana,asserts,,,,,,one person,
"""


def test_events_of_a_case(make_case: Callable[..., Any]) -> None:
    case = make_case({"handmade/claims.csv": CLAIMS})
    build.build(case)
    events = case.table("events")
    assert events[["id", "date", "start", "precision", "lag_days", "n_claims", "n_origins",
        "weak"]].astype(object).where(events.notna(), None).to_numpy().tolist() == [
        ["earlier", "2019~", "2019-01-01", "year", None, 1, 1, "one person"],
        ["asked", "2020-04", "2020-04-01", "month", 820, 3, 1, None],
    ]  # fmt: skip
    assert events["actors"].tolist() == [[], ["TikTok", "A State"]]
    assert events["conflicts"].tolist() == [[], ["Wording differs: asked (Bureau), demanded (Times)."]]
    assert [str(events[name].dtype) for name in ("id", "lag_days", "claims")] == ["str", "Int64", "object"]
