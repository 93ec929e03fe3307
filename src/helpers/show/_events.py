"""An event with its claims, as a page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpers import tables, wording
from helpers.errors import TableError, did_you_mean
from helpers.show._cells import Evidence, column_of, evidence_list

MOST_COPIES = 12  # rows that one claim in many copies leads to


def record(
    row: Mapping[str, Any], claims: Mapping[str, Mapping[str, Any]], table: str, more: Mapping[str, Evidence]
) -> dict[str, Any]:
    """What a page needs of an event: its own columns, its claims, and the rows that these rest on."""
    missing = [str(one) for one in row["claims"] if str(one) not in claims]
    if missing:
        raise TableError(f'The event "{row["id"]}" names the claim "{missing[0]}".{did_you_mean(missing[0], claims)}')
    listed = _together([_claim(claims[str(one)], table, more) for one in row["claims"]])
    text = {
        key: column_of(row, key)
        for key in ("id", "date", "precision", "title", "what", "status", "kind", "weak", "reported")
    }
    lists = {key: column_of(row, key) or [] for key in ("origins", "notes", "conflicts")}
    numbers = {"lag": column_of(row, "lag_days"), "n_origins": column_of(row, "n_origins")}
    methods = sorted({claim["method"] for claim in listed if claim["method"]} - {"stated", "extracted"})
    seen = {(one["source"], one["row"]): one for claim in listed for one in claim["evidence"]}
    return {
        **text,
        **numbers,
        **lists,
        "method": "extracted" if row.get("method") == "extracted" else "; ".join(methods) or "stated",
        "why": [] if row.get("method") != "extracted" else column_of(row, "why_ranked") or [],
        "claims": listed,
        "evidence": list(seen.values()),
    }


def _together(claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The claims with those that rules found in copies put together: the same words, stance and origin, said once."""
    kept: dict[tuple[object, ...], dict[str, Any]] = {}
    names: dict[tuple[object, ...], dict[str, None]] = {}
    for n, claim in enumerate(claims):
        key: tuple[object, ...] = (n,)
        if claim["method"] == "extracted":
            key = (claim["what"], claim["stance"], claim["origin"] or claim["claimant"], claim["date"])
        first = kept.setdefault(key, claim)
        names.setdefault(key, {}).setdefault(str(claim["claimant"]), None)
        if first is not claim:
            room = max(MOST_COPIES - len(first["evidence"]), 0)
            first["evidence"] = first["evidence"] + claim["evidence"][:room]
            first["copies"] = first.get("copies", 0) + len(claim["evidence"][room:])
    for key, claim in kept.items():
        claim["claimant"] = wording.listed(names[key], 3)
    return list(kept.values())


def _claim(row: Mapping[str, Any], table: str, more: Mapping[str, Evidence]) -> dict[str, Any]:
    stance = str(row.get("stance", ""))
    if stance not in tables.STANCES:
        raise TableError(f'The claim "{row["id"]}" has the stance "{stance}".{did_you_mean(stance, tables.STANCES)}')
    own = [{"table": str(row.get("table") or table), "source": str(row["source"]), "row": str(row["row"])}]
    names = {"date": "event_date", "reported": "report_date"}
    keys = ("id", "claimant", "stance", "wording", "what", "origin", "date", "reported", "method")
    return {key: column_of(row, names.get(key, key)) for key in keys} | {
        "evidence": own + evidence_list(more.get(str(row["id"]), ()), "")
    }
