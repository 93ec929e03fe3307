"""The two planted groups: whom they consist of, what they push, and the occasions on which they push it together.

On each occasion most members of a group post one text with one link or tag within 50 seconds. Between occasions
they write ordinary posts, so that no account is conspicuous by its volume alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from harbour_fire.dice import Dice
from harbour_fire.people import Account, account
from harbour_fire.story import LETTER, RUMOUR, ms

SPREAD = 50_000


@dataclass(frozen=True)
class Group:
    """One planted group: members by platform, texts and links, and the windows in which it is active."""

    name: str
    pushes: str
    members: tuple[tuple[str, int], ...]
    occasions: int
    texts: tuple[str, ...]
    links: tuple[str, ...]
    tags: tuple[str, ...]
    windows: tuple[tuple[datetime, int], ...]
    joins: int


GROUPS = (
    Group(
        "lantern",
        "that the crew of the Aurelind set the fire; links to dockside-signal.example and free-pilot.example",
        (("twitter", 11), ("bluesky", 3)),
        30,
        (
            "They will not tell you who left Maravel that night. The Aurelind did.",
            "Ask yourself why one ship switched off its lights at 21:10.",
            "Warehouse 14 did not burn by itself. Read this before it is taken down.",
            "Three witnesses, one boat, no answers from the port authority.",
            "An accident? In the one warehouse next to the Aurelind?",
            "The truth about Kestrel Quay is out. Share it.",
            "Foreign crew, foreign flag, our harbour in ashes.",
            "Everybody on the quay knows what the press will not print.",
            "First the fire, then the silence. #Sabotage",
            "The boat that left is the boat that knew.",
            "They will deny it within a day. Nobody denies an accident that fast.",
            "Look at the times. Just look at the times.",
        ),
        (
            "https://dockside-signal.example/was-it-sabotage",
            "https://free-pilot.example/the-boat-that-left",
            "https://dockside-signal.example/three-witnesses",
            "https://free-pilot.example/lights-off?utm_source=lantern",
            "https://dockside-signal.example/aurelind,a-timeline",
        ),
        ("Sabotage", "Aurelind", "HarbourFire"),
        ((RUMOUR, 60), (datetime(2024, 5, 18, 7, 0, tzinfo=UTC), 60), (LETTER - timedelta(hours=6), 70)),
        78,
    ),
    Group(
        "ledger",
        "that the port authority burned its own warehouse for $5 million of insurance; a forged letter",
        (("telegram", 8), ("tiktok", 4)),
        26,
        (
            "FIVE MILLION reasons to burn an empty warehouse. The letter proves it",
            "Who signs a $5 million policy three weeks before a fire?",
            "The port authority does not want you to read page two",
            "Follow the money on Kestrel Quay",
            "We have the letter. They have the ashes",
            "$5 million. Not one question. Think about it",
            "They will call it forged because it is true",
            "Port authority = fire authority",
            "Your quay, your taxes, their $5 million",
            "Save this letter before it disappears",
        ),
        (
            "https://harbour-files.example/letter.pdf",
            "https://dockside-signal.example/five-million",
            "https://harbour-files.example/page-two",
        ),
        ("FiveMillion", "PortAuthority", "AshesForCash"),
        ((LETTER, 60), (datetime(2024, 5, 24, 6, 0, tzinfo=UTC), 50), (datetime(2024, 5, 27, 6, 0, tzinfo=UTC), 60)),
        80,
    ),
)


@dataclass(frozen=True)
class Push:
    """One member's part in one occasion."""

    account: Account
    at: int
    text: str
    link: str
    tag: str
    occasion: str


def recruit(group: Group) -> list[Account]:
    """The members of a group, on all its platforms."""
    dice, found = Dice(f"group/{group.name}"), []
    for platform, n in group.members:
        found += [replace(account(platform, dice, 200 + 7 * i, group.name), language="en") for i in range(n)]
    return found


def pushes(group: Group, members: list[Account]) -> list[Push]:
    """Every post that the group makes together, in order of time."""
    dice, found = Dice(f"pushes/{group.name}"), []
    for n in range(group.occasions):
        start, hours = group.windows[n * len(group.windows) // group.occasions]
        at = ms(start) + dice.below(hours * 6) * 600_000 + dice.below(600_000 - SPREAD)
        at = _by_day(at)
        text, link, tag = dice.pick(group.texts), dice.pick(group.links), dice.pick(group.tags)
        here = [member for member in members if dice.chance(group.joins)]
        found += [
            Push(member, at + dice.below(SPREAD), text, link, tag, f"{group.name}-{n + 1:02d}") for member in here
        ]
    return sorted(found, key=lambda push: (push.at, push.account.id))


def _by_day(at: int) -> int:
    # People who run such accounts sleep too: what falls between 22:00 and 5:00 UTC moves eight hours on.
    hour = at // 3_600_000 % 24
    return at + 8 * 3_600_000 if hour >= 22 or hour < 5 else at
