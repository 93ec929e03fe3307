"""When: "mon 06:00" and its like, as cron, systemd and people read them, and the next time that it comes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from helpers.errors import UsageError

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_EXAMPLES = '"mon 06:00", "mon,thu 06:00", "mon-fri 06:00", "day 06:00", "hour", "month 1 06:00", "15 minutes"'


@dataclass(frozen=True)
class When:
    """When a case is rendered: at `hour` and `minute` of some days, or every so many minutes; in an IANA `zone`.

    `weekdays` (0 is Monday) and `monthday` choose the days, every day where both are empty; `step` is in minutes.
    """

    zone: str
    hour: int = 0
    minute: int = 0
    weekdays: tuple[int, ...] = ()
    monthday: int = 0
    step: int = 0

    @property
    def every(self) -> str:
        """The text that means this, as `--every` takes it."""
        if self.step:
            return {60: "hour"}.get(self.step) or (
                f"{self.step} minutes" if self.step < 60 else f"{self.step // 60} hours"
            )
        days = ",".join(DAYS[day] for day in self.weekdays) or (f"month {self.monthday}" if self.monthday else "day")
        return f"{days} {self.hour:02}:{self.minute:02}"

    @property
    def words(self) -> str:
        """The same for a sentence: `every mon 06:00 (Europe/Berlin)`."""
        return f"every {self.every} ({self.zone})" if not self.step else f"every {self.every}"

    @property
    def cron(self) -> str:
        """The five fields of a crontab, by the clock of the zone."""
        if self.step:
            return f"*/{self.step} * * * *" if self.step < 60 else f"0 {_hours(self.step)} * * *"
        weekdays = ",".join(str((day + 1) % 7) for day in self.weekdays)  # cron's Sunday is 0
        return f"{self.minute} {self.hour} {self.monthday or '*'} * {weekdays or '*'}"

    @property
    def calendar(self) -> str:
        """What systemd's OnCalendar takes, with the zone in it."""
        if self.step:
            return f"*:0/{self.step}" if self.step < 60 else f"0/{self.step // 60}:00"
        days = ",".join(DAYS[day].capitalize() for day in self.weekdays)
        date = f"*-*-{self.monthday:02}" if self.monthday else "*-*-*"
        return f"{days} {date} {self.hour:02}:{self.minute:02}:00 {self.zone}".strip()

    def after(self, now: datetime) -> datetime:
        """The next time after `now`, a moment with a zone; in the zone of this schedule."""
        here = now.astimezone(ZoneInfo(self.zone))
        return next(at for at in self._times(here) if at.timestamp() > now.timestamp())

    def _times(self, here: datetime) -> Iterator[datetime]:
        for ahead in range(63):  # the same day of the month comes again within that
            day = here.date() + timedelta(days=ahead)
            if (self.weekdays and day.weekday() not in self.weekdays) or (self.monthday and day.day != self.monthday):
                continue
            minutes = range(0, 24 * 60, self.step) if self.step else (self.hour * 60 + self.minute,)
            for minute in minutes:
                at = datetime(day.year, day.month, day.day, *divmod(minute, 60), tzinfo=here.tzinfo)
                yield datetime.fromtimestamp(at.timestamp(), here.tzinfo)  # an hour that summer time skips comes later


def _hours(step: int) -> str:
    return "*" if step == 60 else f"*/{step // 60}"


def when(text: str, zone: str) -> When:
    """What `--every` says, by the clock of the zone (an IANA name); a `UsageError` with examples if unreadable."""
    words = text.strip().lower().split()
    if words in (["hour"], ["1", "hour"]):
        return When(zone, step=60)
    if len(words) == 2 and (found := _step(text, words)):
        return When(zone, step=found)
    if len(words) < 2 or not (clock := _CLOCK.fullmatch(words[-1])):
        raise _unreadable(text)
    hour, minute = int(clock[1]), int(clock[2])
    if words[:-1] == ["day"]:
        return When(zone, hour, minute)
    if words[0] == "month" and len(words) == 3 and words[1].isdecimal():
        return When(zone, hour, minute, monthday=_monthday(text, int(words[1])))
    return When(zone, hour, minute, weekdays=_weekdays(text, "".join(words[:-1])))


def _step(text: str, words: list[str]) -> int:
    unit = {"minute": 1, "minutes": 1, "hour": 60, "hours": 60}.get(words[1], 0)
    if not unit or not words[0].isdecimal():
        return 0
    step, whole = int(words[0]) * unit, 60 if unit == 1 else 24 * 60
    if step and step < whole and whole % step == 0 and step >= 5:
        return step
    raise UsageError(
        f'"{text}" cannot be scheduled: the times would not be the same in every hour or day, or closer than five '
        "minutes. Take 5, 10, 12, 15, 20 or 30 minutes, or 1, 2, 3, 4, 6, 8 or 12 hours."
    )


def _monthday(text: str, day: int) -> int:
    if 1 <= day <= 28:
        return day
    raise UsageError(f'"{text}" cannot be scheduled: not every month has a day {day}. Take one from 1 to 28.')


def _weekdays(text: str, named: str) -> tuple[int, ...]:
    found: set[int] = set()
    for part in named.split(","):
        first, dash, last = part.partition("-")
        ends = [_weekday(text, first), _weekday(text, last if dash else first)]
        span = range(ends[0], ends[1] + 1 if ends[1] >= ends[0] else ends[1] + 8)
        found |= {day % 7 for day in span}
    return tuple(sorted(found))


def _weekday(text: str, word: str) -> int:
    whole = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    hits = [n for n, name in enumerate(whole) if len(word) >= 3 and name.startswith(word)]
    if not hits:
        raise _unreadable(text)
    return hits[0]


def _unreadable(text: str) -> UsageError:
    return UsageError(f'"{text}" is no schedule that can be read. Write one of {_EXAMPLES}.')


def machine_zone() -> str:
    """The IANA name of this machine's time zone: that of TZ, else of /etc/localtime or /etc/timezone, else UTC."""
    named = [os.environ.get("TZ", "").removeprefix(":"), *_of_files()]
    return next((name for name in named if name and _is_zone(name)), "UTC")


def _of_files() -> Iterator[str]:
    _, found, name = os.path.realpath("/etc/localtime").partition("/zoneinfo/")
    yield name if found else ""
    try:
        yield Path("/etc/timezone").read_text("utf-8").strip()
    except (OSError, ValueError):
        yield ""


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # zoneinfo says an unknown name in several ways
        return False
    return True
