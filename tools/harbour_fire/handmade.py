"""What an analyst would have written down by hand: what its tables share."""

from __future__ import annotations

Claim = dict[str, str]
# fmt: off
CLAIM_COLUMNS = (
    "id", "event", "title", "kind", "event_date", "report_date", "claimant", "stance", "what", "wording",
    "origin", "actors", "evidence", "conflict", "weak", "note",
)
# fmt: on
WIRE, POST, HERALD = "coastline-wire_48213", "maravel-post_warehouse-fire", "estuary-herald_blaze"
COURIER, SIGNAL, PILOT = (
    "harbour-courier_fire-on-kestrel-quay",
    "dockside-signal_was-it-sabotage",
    "free-pilot_the-boat-that-left",
)
RADIO, POLICE, FIVE = (
    "quay-radio_no-sign-of-sabotage",
    "maravel-post_police-open-inquiry",
    "dockside-signal_five-million",
)
FORGED, SORRY, REPORT = (
    "harbour-courier_the-letter-is-forged",
    "estuary-herald_correction",
    "maravel-post_fire-service-report",
)
PORT, FIRE, INES = "Port Authority of Maravel", "Maravel Fire and Rescue Service", "Ines Okoro-Vale"
NO_SOURCE = "it names no source"


def claim(event: str, claimant: str, stance: str, when: str, told: str, what: str, page: str, **more: str) -> Claim:
    """One claim; `when` is the date of the event according to the claimant, `told` the date of the statement."""
    row = dict.fromkeys(CLAIM_COLUMNS, "")
    row |= {
        "event": event,
        "claimant": claimant,
        "stance": stance,
        "event_date": when,
        "report_date": told,
        "what": what,
    }
    return row | {"evidence": f"articles:{page}.html"} | more
