"""What a page gets of an event: claims in copies put together, and nothing that a person stated."""

from __future__ import annotations

from typing import Any

from helpers.show import _events


def claim(n: int, method: str = "extracted", **more: Any) -> dict[str, Any]:
    plain = {"id": f"c{n}", "source": "a.csv", "row": f"r{n}", "claimant": f"Outlet {n}", "stance": "asserts"}
    return plain | {"what": "It sank.", "origin": "Coastline Wire", "method": method, "table": "articles"} | more


def record(*claims: dict[str, Any]) -> dict[str, Any]:
    event = {"id": "x", "claims": [one["id"] for one in claims], "method": "extracted", "title": "It sank"}
    return _events.record(event, {one["id"]: one for one in claims}, "claims", {})


def test_a_claim_in_many_copies_is_shown_once() -> None:
    shown = record(*(claim(n) for n in range(30)))["claims"]
    assert [one["claimant"] for one in shown] == ["Outlet 0, Outlet 1 and 28 more"]
    assert [row["row"] for row in shown[0]["evidence"]] == [f"r{n}" for n in range(12)]
    assert shown[0]["copies"] == 18


def test_other_words_stances_origins_and_what_people_stated_stay_apart() -> None:
    others = (claim(1, what="It burned."), claim(2, stance="denies"), claim(3, origin=None), claim(4, "stated"))
    assert len(record(claim(0), *others)["claims"]) == 5
    assert len(record(claim(5, "stated"), claim(6, "stated"))["claims"]) == 2
