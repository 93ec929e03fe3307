"""Outlets, the port authority and the journalist under their own names.

The Harbour Courier posts each story on three platforms within seconds, as outlets do: same link, same text, same
minute, and no group. Whoever looks for co-sharing has to recognise it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from harbour_fire.dice import BASE32, Dice
from harbour_fire.people import Account
from harbour_fire.story import CORRECTION, COURIER, DENIAL, FIRE, LETTER, REPORT

Said = tuple[datetime, str, list[str], list[str]]


@dataclass(frozen=True)
class Voice:
    """One public voice: its accounts by platform, how many seconds late it is on each, and what it says."""

    accounts: dict[str, Account]
    lag: dict[str, int]
    said: tuple[Said, ...]


def _accounts(handle: str, title: str, about: str, followers: int, platforms: tuple[str, ...]) -> dict[str, Account]:
    dice, found = Dice(f"voice/{handle}"), {}
    for platform in platforms:
        number, name = str(dice.between(10_000_000, 900_000_000)), handle
        if platform == "bluesky":
            number, name = "did:plc:" + dice.letters(BASE32, 24), handle.replace("_", "-") + ".example"
        if platform == "telegram":
            number = f"channel{dice.between(1_100_000_000, 1_999_999_999)}"
        made = date(2011, 1, 1) + timedelta(days=dice.below(3000))
        found[platform] = Account(
            platform,
            number,
            number,
            name,
            title,
            about,
            "Maravel",
            followers,
            dice.between(20, 400),
            made,
            "en",
            "PostRelay",
        )
    return found


ALL = ("twitter", "bluesky", "telegram")
LAG = {"twitter": 0, "bluesky": 4, "telegram": 9, "tiktok": 40}
VOICES = (
    Voice(
        _accounts(
            "harbour_courier", "Harbour Courier", "News from the quays of Maravel. An invented newspaper.", 48211, ALL
        ),
        LAG,
        (
            (
                FIRE + timedelta(minutes=26),
                "Fire on Kestrel Quay: warehouse 14 is burning, crews on site.",
                [COURIER + "05/14/fire-on-kestrel-quay"],
                ["HarbourFire"],
            ),
            (
                FIRE + timedelta(hours=12),
                "What we know about the fire on Kestrel Quay, and what we do not.",
                [COURIER + "05/14/fire-on-kestrel-quay"],
                ["HarbourFire"],
            ),
            (
                CORRECTION,
                "The letter about $5 million is forged. How we know, step by step.",
                [COURIER + "05/23/the-letter-is-forged"],
                ["HarbourFire"],
            ),
            (
                REPORT + timedelta(hours=2),
                "The fire service's report: a charging station, known to be faulty.",
                [COURIER + "06/03/what-the-report-says"],
                ["HarbourFire"],
            ),
        ),
    ),
    Voice(
        _accounts(
            "port_of_maravel",
            "Port Authority of Maravel",
            "Official. An invented port.",
            21904,
            ("twitter", "telegram"),
        ),
        LAG,
        (
            (
                FIRE + timedelta(minutes=41),
                "There is a fire in warehouse 14. All staff are accounted for. Please keep away.",
                [],
                [],
            ),
            (
                DENIAL,
                "We see no sign of sabotage. Reports that say otherwise name no source. "
                "Please let the fire service work.",
                ["https://quay-radio.example/news/port-authority-no-sign-of-sabotage"],
                ["HarbourFire"],
            ),
            (
                LETTER + timedelta(hours=15),
                "The letter that is being shared is not ours. We have told the harbour police.",
                [],
                [],
            ),
        ),
    ),
    Voice(
        _accounts(
            "ines_okoro_vale", "Ines Okoro-Vale", "Reporter, Harbour Courier. Invented.", 9127, ("twitter", "bluesky")
        ),
        {"twitter": 300, "bluesky": 340},
        (
            (
                FIRE + timedelta(hours=2),
                "On Kestrel Quay. The fire service says 21:42 for the first call. No one is missing.",
                [],
                [],
            ),
            (
                CORRECTION,
                "Three things are wrong in that letter: the logo is from 2021, the clause does not exist, "
                "the signature belongs to someone who left in March.",
                [COURIER + "05/23/the-letter-is-forged"],
                ["HarbourFire"],
            ),
            (
                CORRECTION + timedelta(hours=1),
                "And the photo of the burning boat is from another harbour, years ago.",
                [],
                [],
            ),
        ),
    ),
    Voice(
        _accounts("maravel_fire", "Maravel Fire and Rescue", "Official. Invented.", 15330, ("twitter", "tiktok")),
        LAG,
        (
            (FIRE + timedelta(minutes=9), "Fire at Kestrel Quay. Keep doors and windows closed.", [], ["HarbourFire"]),
            (REPORT, "Our report on the fire of 14 May is public. Cause: a charging station.", [], ["HarbourFire"]),
        ),
    ),
)
