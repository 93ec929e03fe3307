"""Accounts: invented names, handles, followers, ids. None is a person, and no handle is meant to be anyone's."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from harbour_fire.dice import BASE32, Dice
from harbour_fire.hostile import NAMES
from harbour_fire.story import DENIAL, ms

# fmt: off
FIRST = (
    "Alma", "Bero", "Cilla", "Dario", "Edda", "Fenn", "Gila", "Hanno", "Ilka", "Jorun", "Kasia", "Levan",
    "Mirel", "Nuno", "Oda", "Pavla", "Quim", "Runa", "Samir", "Tove", "Ulla", "Vesna", "Wim", "Ximena",
    "Yara", "Zeno", "Noor", "Idris",
)
LAST = (
    "Abendrot", "Brackwater", "Corvell", "Dunmere", "Eelgrass", "Farholt", "Gullan", "Harrowgate", "Islesby",
    "Jettison", "Keelham", "Lockmoor", "Marrowby", "Netterfield", "Oarsley", "Pierhaven", "Quillon",
    "Ropewalk", "Saltmarsh", "Tarrant",
)
HEADS = (
    "salty", "quiet", "north", "tidal", "early", "blue", "rusty", "lucky", "grey", "little", "late", "windy", "copper",
)
# fmt: on
TAILS = ("gull", "anchor", "pier", "mast", "kelp", "ferry", "crane", "bollard", "harbour", "lantern", "heron", "barge")
ABOUT = (
    "Ferry commuter, tea drinker.",
    "Born on the east quay.",
    "Rovers until I die",
    "Opinions mine, mostly about boats",
    "Crane operator. Two cats.",
    "I take pictures of ships 🚢",
    "Maravel, always Maravel",
    "Nurse. Runner. Tired.",
    "",
    "Harbour history, bad puns",
    "Student",
    "أحب البحر",
    "Retired pilot",
    "Dad of three; coffee, nets, chess",
)
PLACES = (
    "Maravel",
    "Maravel harbour",
    "East Quay, Maravel",
    "",
    "",
    "Coastland",
    "north of the river",
    "ماراڤيل",
    "41° port side",
)
CLIENTS = ("Twitter Web App", "Twitter for Android", "Twitter for iPhone", "TweetDeck", "PostRelay")
SIZES = {"twitter": 430, "telegram": 170, "bluesky": 150, "tiktok": 190}


@dataclass
class Account:
    """One account of one platform. `id` is what the export shows; `number` is the platform's own where it hides it."""

    platform: str
    id: str
    number: str
    handle: str
    title: str
    about: str
    place: str
    followers: int
    following: int
    created: date
    language: str
    client: str
    group: str = ""
    handles: list[tuple[int, str]] = field(default_factory=list)

    def handle_at(self, at: int) -> str:
        """The handle that the account had at this time: some change theirs."""
        now = self.handle
        for since, handle in self.handles:
            if at >= since:
                now = handle
        return now


def cast(platform: str) -> list[Account]:
    """The ordinary accounts of one platform; the first of the list write most."""
    dice = Dice(f"people/{platform}")
    found = [account(platform, dice, i) for i in range(SIZES[platform])]
    for i, (handle, title, about, place) in enumerate(NAMES[platform]):
        person = found[11 + 7 * i]
        person.handle, person.title, person.about, person.place = handle, title, about, place
        person.followers = 6000 + 137 * i
        if platform == "twitter":
            person.id = person.number
    if platform == "bluesky":
        for n in (3, 17):
            found[n].handles = [(ms(DENIAL), found[n].handle.replace(".quayside", "-new.quayside"))]
    return found


def account(platform: str, dice: Dice, n: int, group: str = "") -> Account:
    """One invented account; members of a group are young and have few followers."""
    head, tail = dice.pick(HEADS), dice.pick(TAILS)
    title = dice.pick(
        (f"{dice.pick(FIRST)} {dice.pick(LAST)}", dice.pick(FIRST), f"{head} {tail}", f"{dice.pick(FIRST)} ⚓")
    )
    followers = dice.between(3, 240) if group else 20 + dice.heavy(84, 60000)
    number = str(dice.between(2_000_000_000, 4_900_000_000) if dice.chance(70) else dice.between(10**18, 178 * 10**16))
    day = date(2024, 3, 1) if group else date(2010, 1, 1)
    made = Account(
        platform,
        number,
        number,
        f"{head}_{tail}{n * 37 % 997 + 10}",
        title,
        dice.pick(ABOUT),
        dice.pick(PLACES),
        followers,
        dice.between(10, 900),
        day + timedelta(days=dice.below(40 if group else 5000)),
        dice.pick(("en", "en", "en", "ar", "nl")),
        dice.pick(CLIENTS[3:] if group else CLIENTS[:4]),
        group,
    )
    return _named(made, dice, n)


def _named(made: Account, dice: Dice, n: int) -> Account:
    """Gives the account the kind of id and handle that its platform has."""
    if made.platform == "twitter" and made.followers < 5000:
        # Below 5,000 followers the archive shows a hash, in two styles, depending on the release.
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        made.id = (
            dice.letters("0123456789abcdef", 64)
            if n % 3
            else dice.letters(letters[:52], 1) + dice.letters(letters, 42) + "="
        )
    if made.platform == "bluesky":
        made.id = made.number = "did:plc:" + dice.letters(BASE32, 24)
        made.handle = made.handle.replace("_", "-") + ".quayside-social.example"
    if made.platform == "telegram":
        made.id = made.number = f"user{dice.between(100_000_000, 6_900_000_000)}"
    if made.platform == "tiktok":
        made.id = made.handle = made.handle.replace("_", ".")
    return made
