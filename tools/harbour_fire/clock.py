"""When posts are written: quiet nights, three daily peaks, and a burst after each turn of the story. Integers only."""

from __future__ import annotations

from datetime import datetime, timedelta

from harbour_fire.dice import Dice
from harbour_fire.story import CORRECTION, DAYS, DENIAL, FIRE, FIRST, LETTER, REPORT, RUMOUR, ms

SLOT = 10 * 60 * 1000
SLOTS_A_DAY = 144
# how much is written in each local hour, midnight first
HOURS = (14, 8, 5, 3, 3, 6, 16, 34, 46, 42, 38, 40, 50, 46, 38, 38, 42, 50, 58, 66, 72, 68, 48, 28)
# a turn of the story: when, how high, how much is left after each ten minutes (in thousandths)
BURSTS = (
    (FIRE, 3400, 972),
    (RUMOUR, 640, 990),
    (DENIAL, 420, 985),
    (LETTER, 1500, 983),
    (CORRECTION, 780, 986),
    (REPORT, 330, 985),
)
# the fire keeps people awake: for so many slots the hour of the day hardly counts
AWAKE = 30
LATE = {"twitter": 0, "telegram": 0, "bluesky": 2, "tiktok": 9}


def curve(platform: str) -> list[int]:
    """The weight of every ten minutes of the period; on some platforms people are later."""
    weights = [HOURS[(slot // 6 + 2) % 24] * 60 for slot in range(DAYS * SLOTS_A_DAY)]
    for start, height, left in BURSTS:
        first = _slot(start) + LATE[platform]
        level = height * 1000
        for slot in range(first, len(weights)):
            hour = HOURS[(slot // 6 + 2) % 24]
            if start == FIRE and slot < first + AWAKE:
                hour = max(hour, 60)
            weights[slot] += level * hour // 1000
            level = level * left // 1000
    return weights


def times(platform: str, n: int) -> list[int]:
    """n times in milliseconds, in order, that follow the platform's curve."""
    dice, total, cumulative = Dice(f"clock/{platform}"), 0, []
    for weight in curve(platform):
        total += weight
        cumulative.append(total)
    start = ms(FIRST)
    found = [start + dice.weighted(cumulative) * SLOT + dice.below(SLOT) for _ in range(n)]
    return sorted(_not_before_the_fire(at) for at in found)


def _slot(moment: datetime) -> int:
    return (moment - FIRST) // timedelta(milliseconds=SLOT)


def _not_before_the_fire(at: int) -> int:
    # The slot of 19:40 holds the fire at 19:42: nobody in this story writes in those first two minutes.
    fire = ms(FIRE)
    return at + 3 * 60 * 1000 if fire - 2 * 60 * 1000 <= at < fire else at
