"""The events of a page: each with its claims, who makes them, what is disputed, and what rules found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpers.report.html import words
from helpers.report.html.notes import slug

if TYPE_CHECKING:
    from helpers.report.html.blocks import Place

Block = dict[str, Any]
FILTER_FROM = 12
LONGEST = 450  # characters: a found sentence so long is shown cut, with the whole below
LABELS = {
    "is-disputed": "disputed",
    "is-differing": "sources differ",
    "is-loose": "month or interval",
    "is-weak": "weak source",
    "is-found": "found by rules",
}


def events(bundle: Block, place: Place) -> Block:
    """Events with their claims; every claim has its marks, and so has an event that no claim's marks cover."""
    rows = [_event(one, place) for one in bundle["events"]]
    n = {kind: sum(kind in row["classes"] for row in rows) for kind in LABELS}
    return {
        **place.table(bundle),
        "rows": rows,
        "filters": [(kind, LABELS[kind], n[kind]) for kind in LABELS if 0 < n[kind] < len(rows)]
        if len(rows) >= FILTER_FROM
        else [],
    }


def _event(one: Block, place: Place) -> Block:
    claims = [_claim(claim, one, place) for claim in one["claims"]]
    covered = {(e["source"], e["row"]) for claim in one["claims"] for e in claim["evidence"]}
    rest = [e for e in one["evidence"] if (e["source"], e["row"]) not in covered]
    disputed, (title, what) = one["status"] in words.STATUSES, _named(one)
    kinds = {"is-disputed": disputed, "is-differing": one["conflicts"], "is-weak": one["weak"]}
    kinds |= {"is-loose": one["precision"] in words.PRECISIONS, "is-found": one["method"] == "extracted"}
    return {
        **{key: one[key] for key in ("kind", "weak", "notes", "conflicts", "origins")},
        "title": title,
        "what": what,
        "id": place.id(f"event-{slug(str(one['id']))}"),
        "date": words.date(one["date"]),
        "precision": words.PRECISIONS.get(one["precision"], ""),
        "status": words.STATUSES.get(one["status"], ""),
        "found": one["method"] == "extracted",
        "method": "" if one["method"] in ("stated", "extracted") else _sentence(one["method"]),
        "why": one.get("why", []),
        "became_public": _became_public(one),
        "n_origins": words.cell(one["n_origins"]),
        "claims": claims,
        "marks": place.marks(rest),
        "classes": [kind for kind, holds in kinds.items() if holds] + (["is-long"] if len(claims) > 6 else []),
    }


def _read(one: Block) -> bool:
    """Whether a rule found an event, accepted or not."""
    return str(one["method"]).startswith("extracted")


def _sentence(method: str) -> str:
    said = method.removeprefix("extracted, ")
    return said[:1].upper() + said[1:] + ("" if said.endswith(".") else ".")


def _became_public(one: Block) -> str:
    later = words.lag(one.get("lag"))
    if not later:
        return ""
    reported = words.date(one.get("reported"))
    if _read(one):  # other articles, which the case does not have, may have told of it before
        return f"The first article here that tells of it is of {reported}, {later}." if reported else ""
    return f"Became public {reported}, {later}." if reported else f"Became public {later}."


def _named(one: Block) -> tuple[str, str]:
    """What an event is called and what it is, each said once: a sentence that a rule found is both."""
    title, what = str(one["title"]), str(one["what"] or "")
    if _read(one):
        if title.removesuffix(" …") in what and title.endswith(" …") and len(what) <= LONGEST:
            return what[what.index(title.removesuffix(" …")) :], ""
        if title.removesuffix(" …").rstrip(".") in what:
            return title, what if title.endswith(" …") else ""
    return title, "" if what == title else what


def _claim(claim: Block, event: Block, place: Place) -> Block:
    same_date = claim["date"] in (None, "", event["date"])
    return {
        "claimant": claim["claimant"],
        "stance": claim["stance"],
        "word": words.STANCES.get(claim["stance"], claim["stance"]),
        "wording": claim["wording"] or "",
        "what": "" if claim["what"] == event["what"] else claim["what"] or "",
        "found": claim.get("method") == "extracted",
        "origin": "" if claim["origin"] in (None, "", claim["claimant"]) else claim["origin"],
        "date": "" if same_date else words.date(claim["date"]),
        "reported": words.date(claim["reported"]),
        "marks": place.marks(claim["evidence"], 4, claim.get("copies", 0)),
    }
