"""The invented city of Maravel: what is linked to, and when what happened. Times are UTC; Maravel is UTC+2."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

FIRST = datetime(2024, 5, 6, tzinfo=UTC)
DAYS = 35
FIRE = datetime(2024, 5, 14, 19, 42, tzinfo=UTC)
RUMOUR = datetime(2024, 5, 15, 6, 10, tzinfo=UTC)
DENIAL = datetime(2024, 5, 16, 9, 0, tzinfo=UTC)
LETTER = datetime(2024, 5, 21, 17, 5, tzinfo=UTC)
CORRECTION = datetime(2024, 5, 23, 8, 30, tzinfo=UTC)
REPORT = datetime(2024, 6, 3, 8, 0, tzinfo=UTC)
OFFSET = timedelta(hours=2)


def ms(moment: datetime) -> int:
    """Milliseconds since 1970, exact."""
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def moment(milliseconds: int) -> datetime:
    """The UTC moment of so many milliseconds since 1970."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)


# what ordinary people link to, by phase: the first ones far more often
COURIER = "https://harbour-courier.example/2024/"
FIRE_NEWS = (
    COURIER + "05/14/fire-on-kestrel-quay",
    "https://coastline-wire.example/stories/48213",
    "https://maravel-post.example/2024/05/warehouse-fire-maravel",
    "https://quay-radio.example/live?page=2&from=top",
    "https://estuary-herald.example/news/blaze-at-maravel-harbour",
)
LETTER_NEWS = (
    "https://maravel-post.example/2024/05/insurance-letter-what-we-know",
    "https://dockside-signal.example/five-million",
    "https://quay-radio.example/news/port-authority-no-sign-of-sabotage",
)
LINKS = {
    "before": (
        "https://quay-radio.example/ferry-times",
        "https://maravel-post.example/2024/05/harbour-market-opens",
        COURIER + "05/04/rovers-draw-at-home",
        COURIER + "05/03/quay-works,part-2",
        "https://estuary-herald.example/weather",
        "https://tide-magazine.example/issue-41",
    ),
    "alarm": ("https://quay-radio.example/live?page=2&from=top",),
    "fire": FIRE_NEWS,
    "rumour": (FIRE_NEWS[0], FIRE_NEWS[2], "https://dockside-signal.example/was-it-sabotage", FIRE_NEWS[1]),
    "denied": (
        "https://quay-radio.example/news/port-authority-no-sign-of-sabotage",
        FIRE_NEWS[0],
        "https://maravel-post.example/2024/05/police-open-inquiry",
        "https://dockside-signal.example/was-it-sabotage",
        "https://free-pilot.example/the-boat-that-left",
    ),
    "letter": LETTER_NEWS,
    "corrected": (
        COURIER + "05/23/the-letter-is-forged",
        *LETTER_NEWS,
        "https://estuary-herald.example/news/correction",
    ),
    "report": (
        "https://maravel-post.example/2024/06/fire-service-report",
        COURIER + "06/03/what-the-report-says",
        "https://tide-magazine.example/issue-42/three-weeks-on-the-quay",
        "https://quay-radio.example/ferry-times",
    ),
}
TAGS = {
    "before": ("Maravel", "MaravelHarbour", "Rovers", "KestrelQuay", "ferry"),
    "alarm": ("HarbourFire", "Maravel", "KestrelQuay"),
    "fire": ("HarbourFire", "Maravel", "KestrelQuay", "Warehouse14"),
    "rumour": ("HarbourFire", "Maravel", "Aurelind", "Sabotage"),
    "denied": ("HarbourFire", "Maravel", "Aurelind", "Sabotage"),
    "letter": ("HarbourFire", "Maravel", "FiveMillion", "PortAuthority"),
    "corrected": ("HarbourFire", "Maravel", "FiveMillion", "PortAuthority"),
    "report": ("HarbourFire", "Maravel", "KestrelQuay"),
}
# each phase and when it ends
ENDS = (
    ("before", FIRE),
    ("alarm", FIRE + timedelta(minutes=30)),
    ("fire", RUMOUR + timedelta(hours=3)),
    ("rumour", DENIAL + timedelta(minutes=20)),
    ("denied", LETTER),
    ("letter", CORRECTION + timedelta(minutes=5)),
    ("corrected", REPORT + timedelta(hours=2)),
)


def phase(at: int) -> str:
    """What people talk about at this time (milliseconds)."""
    return next((name for name, end in ENDS if at < ms(end)), "report")
