"""What an analyst would have written down by hand: actors, and the ties between them."""

from __future__ import annotations

from harbour_fire.handmade import COURIER, FORGED, PILOT, POLICE, RADIO, REPORT, SIGNAL, SORRY, WIRE

ACTOR_COLUMNS = ("id", "name", "aliases", "kind", "country", "handles", "evidence", "note")
TIE_COLUMNS = ("id", "from_actor", "to_actor", "kind", "date", "what", "evidence", "weak")
# id, name, aliases, kind, handles, page
_ACTORS = (
    (
        "port",
        "Port Authority of Maravel",
        "Maravel Port Authority;the port authority",
        "government",
        "twitter:port_of_maravel",
        RADIO,
    ),
    (
        "fire-service",
        "Maravel Fire and Rescue Service",
        "the fire service",
        "government",
        "twitter:maravel_fire;tiktok:maravel_fire",
        WIRE,
    ),
    ("police", "Maravel Harbour Police", "the harbour police", "government", "", POLICE),
    ("city", "City of Maravel", "", "government", "", REPORT),
    ("vantrell", "Vantrell Storage", "", "organisation", "", WIRE),
    ("ostrel", "Ostrel Mutual", "", "organisation", "", POLICE),
    ("norvane", "Norvane Line", "Aurelind", "organisation", "", COURIER),
    ("union", "Union of Quay Workers", "the union", "organisation", "", COURIER),
    ("verhollen", "Nadja Verhollen", "", "person", "", RADIO),
    ("okoro-vale", "Ines Okoro-Vale", "", "person", "twitter:ines_okoro_vale;bluesky:ines-okoro-vale.example", FORGED),
    ("ostergaard", "Bram Ostergaard-Lind", "", "person", "", COURIER),
    ("wire", "Coastline Wire", "", "outlet", "", WIRE),
    ("courier", "Harbour Courier", "", "outlet", "twitter:harbour_courier;bluesky:harbour-courier.example", COURIER),
    ("post", "Maravel Post", "", "outlet", "", POLICE),
    ("herald", "Estuary Herald", "", "outlet", "", SORRY),
    ("radio", "Quay Radio", "", "outlet", "", RADIO),
    ("signal", "Dockside Signal", "dockside-signal.example", "outlet", "", SIGNAL),
    ("pilot", "Free Pilot", "free-pilot.example", "outlet", "", PILOT),
    ("letter-accounts", "Accounts that first posted the letter", "", "unnamed", "", FORGED),
)
# from, to, kind, date, what, claims or a page, weak
_TIES = (
    ("port", "verhollen", "employs", "", "She is the director of the port.", "c15", ""),
    ("courier", "okoro-vale", "employs", "", "She reports for the paper.", COURIER, ""),
    ("union", "ostergaard", "employs", "", "He speaks for the union.", COURIER, ""),
    ("port", "vantrell", "lets to", "", "Warehouse 14 belongs to the port and is rented by the tenant.", "c08", ""),
    ("ostrel", "port", "insures", "2024-01/2024-05", "The contract on warehouse 14.", "c02", ""),
    ("post", "wire", "cites", "2024-05-14", "The report is credited to the agency.", "c09", ""),
    ("herald", "wire", "cites", "2024-05-14/2024-05-15", "The report is credited to the agency.", "c10", ""),
    (
        "signal",
        "norvane",
        "accuses",
        "2024-05-15",
        "A boat without lights, and a foreign crew.",
        "c13",
        "it names no source",
    ),
    (
        "signal",
        "port",
        "accuses",
        "2024-05-21",
        "An insurance of $5 million.",
        "c01;c22",
        "it rests on a forged letter",
    ),
    ("pilot", "signal", "cites", "2024-05-16", "It calls it the first to ask.", "c14", ""),
    (
        "pilot",
        "norvane",
        "accuses",
        "2024-05-16",
        "The ship is said to have left in the night of the fire.",
        "c07",
        "one unnamed witness",
    ),
    ("port", "signal", "denies", "2024-05-16", "No sign of sabotage.", "c15", ""),
    ("verhollen", "signal", "denies", "2024-05-22", "A crude forgery.", "c25", ""),
    ("norvane", "pilot", "denies", "2024-05-16", "The ship left on the day before.", "c05", ""),
    ("police", "norvane", "asks", "2024-05-16", "The crew of nine has been questioned by phone.", RADIO, ""),
    ("fire-service", "signal", "denies", "2024-06-03", "No traces of an explosive.", "c17", ""),
    ("fire-service", "vantrell", "reports on", "2024-06-03", "The charging station stayed in use.", "c03;c30", ""),
    ("vantrell", "fire-service", "denies", "2024-06-03", "It was not told of the inspection.", "c04", ""),
    ("ostrel", "vantrell", "denies", "2024-05-17", "The damage is well below $5 million.", "c21", ""),
    (
        "okoro-vale",
        "letter-accounts",
        "reports on",
        "2024-05-23",
        "Several accounts posted the letter in the same minute.",
        "c23",
        "",
    ),
    ("okoro-vale", "signal", "corrects", "2024-05-23", "Logo, clause and signature are wrong.", "c24", ""),
    ("okoro-vale", "herald", "corrects", "2024-05-23", "The photo is years old.", "c27;c28", ""),
    ("herald", "courier", "cites", "2024-05-24", "It follows the correction.", "c28;c29", ""),
    ("union", "port", "accuses", "2024-06-03", "It calls for consequences.", REPORT, ""),
    ("city", "port", "controls", "", "The city announces when the quay opens.", "c32", "inferred from an announcement"),
)


def actors() -> list[dict[str, str]]:
    """The actors, in their order."""
    found = []
    for key, name, aliases, kind, handles, page in _ACTORS:
        values = (key, name, aliases, kind, "XM", handles, f"articles:{page}.html", "invented")
        found.append(dict(zip(ACTOR_COLUMNS, values, strict=True)))
    found[-1]["note"] = "invented; who they are is what the case asks"
    return found


def ties() -> list[dict[str, str]]:
    """The ties, numbered in their order; each leads to claims or to a page."""
    found = []
    for n, (one, other, kind, date, what, evidence, weak) in enumerate(_TIES):
        pages = "_" in evidence
        where = f"articles:{evidence}.html" if pages else ";".join(f"claims:{key}" for key in evidence.split(";"))
        values = (f"t{n + 1:02d}", one, other, kind, date, what, where, weak)
        found.append(dict(zip(TIE_COLUMNS, values, strict=True)))
    return found
