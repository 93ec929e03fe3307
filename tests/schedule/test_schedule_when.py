"""Schedules: what "mon 06:00" means to cron, to systemd and to GitHub, and what is said of it."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from helpers import schedule
from helpers.errors import UsageError

BERLIN = "Europe/Berlin"
EXAMPLES = '"mon 06:00", "mon,thu 06:00", "mon-fri 06:00", "day 06:00", "hour", "month 1 06:00", "15 minutes"'
# what is written, what it comes to, cron's fields, systemd's calendar
READ = [
    ("mon 06:00", "mon 06:00", "0 6 * * 1", "Mon *-*-* 06:00:00 Europe/Berlin"),
    (" Mon, THU 6:05 ", "mon,thu 06:05", "5 6 * * 1,4", "Mon,Thu *-*-* 06:05:00 Europe/Berlin"),
    ("thursday,mon 06:05", "mon,thu 06:05", "5 6 * * 1,4", "Mon,Thu *-*-* 06:05:00 Europe/Berlin"),
    ("mon-wed 23:59", "mon,tue,wed 23:59", "59 23 * * 1,2,3", "Mon,Tue,Wed *-*-* 23:59:00 Europe/Berlin"),
    ("sat-mon 00:00", "mon,sat,sun 00:00", "0 0 * * 1,6,0", "Mon,Sat,Sun *-*-* 00:00:00 Europe/Berlin"),
    ("day 06:00", "day 06:00", "0 6 * * *", "*-*-* 06:00:00 Europe/Berlin"),
    ("month 1 06:00", "month 1 06:00", "0 6 1 * *", "*-*-01 06:00:00 Europe/Berlin"),
    ("hour", "hour", "0 * * * *", "0/1:00"),
    ("1 hour", "hour", "0 * * * *", "0/1:00"),
    ("6 hours", "6 hours", "0 */6 * * *", "0/6:00"),
    ("15 minutes", "15 minutes", "*/15 * * * *", "*:0/15"),
]


@pytest.mark.parametrize(("text", "every", "cron", "calendar"), READ, ids=[case[0] for case in READ])
def test_what_it_means(text: str, every: str, cron: str, calendar: str) -> None:
    read = schedule.when(text, BERLIN)
    assert (read.every, read.cron, read.calendar) == (every, cron, calendar)
    assert schedule.when(read.every, BERLIN) == read  # it says itself in words that it understands
    assert read.words == f"every {every}" + ("" if read.step else " (Europe/Berlin)")


@pytest.mark.parametrize(
    "text",
    ["", "mon", "06:00", "someday 06:00", "mon 24:00", "mon 6", "mo 06:00", "mon,,tue 06:00", "month 06:00",
     "0 6 * * 1", "every monday 06:00", "days 06:00", "mon 06:00 utc", "month x 06:00", "-5 minutes", "mon--fri 06:00"],
)  # fmt: skip
def test_what_cannot_be_read(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        schedule.when(text, BERLIN)
    assert str(caught.value) == f'"{text}" is no schedule that can be read. Write one of {EXAMPLES}.'


@pytest.mark.parametrize("text", ["7 minutes", "0 minutes", "1 minute", "60 minutes", "5 hours", "24 hours"])
def test_steps_that_would_not_be_even(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        schedule.when(text, BERLIN)
    assert str(caught.value) == (
        f'"{text}" cannot be scheduled: the times would not be the same in every hour or day, or closer than five '
        "minutes. Take 5, 10, 12, 15, 20 or 30 minutes, or 1, 2, 3, 4, 6, 8 or 12 hours."
    )


@pytest.mark.parametrize("day", [0, 29, 31])
def test_days_that_not_every_month_has(day: int) -> None:
    with pytest.raises(UsageError) as caught:
        schedule.when(f"month {day} 06:00", BERLIN)
    said = f"not every month has a day {day}. Take one from 1 to 28."
    assert str(caught.value) == f'"month {day} 06:00" cannot be scheduled: {said}'


@pytest.mark.parametrize(
    ("text", "now", "following"),
    [
        ("mon 06:00", "2026-11-26T09:00+00:00", "2026-11-30T06:00+01:00"),
        ("mon 06:00", "2026-11-30T05:00+00:00", "2026-12-07T06:00+01:00"),  # now is not after now
        ("day 06:00", "2026-11-26T04:59+00:00", "2026-11-26T06:00+01:00"),
        ("month 28 06:00", "2026-12-31T09:00+00:00", "2027-01-28T06:00+01:00"),
        ("15 minutes", "2026-11-26T09:15+00:00", "2026-11-26T10:30+01:00"),
        ("6 hours", "2026-11-26T20:00+00:00", "2026-11-27T00:00+01:00"),
        ("day 02:30", "2027-03-28T00:00+00:00", "2027-03-28T03:30+02:00"),  # an hour that there is not
        ("sun 02:30", "2026-10-24T12:00+00:00", "2026-10-25T02:30+02:00"),  # an hour that comes twice: the first
    ],
)
def test_the_next_time(text: str, now: str, following: str) -> None:
    found = schedule.when(text, BERLIN).after(datetime.fromisoformat(now))
    assert (found.isoformat(timespec="minutes"), str(found.tzinfo)) == (following, BERLIN)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze (the package systemd)")
@pytest.mark.parametrize("text", [case[0] for case in READ])
def test_systemd_means_the_same_times(text: str) -> None:
    read = schedule.when(text, BERLIN)
    command = ["systemd-analyze", "calendar", "--iterations=4", read.calendar]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"TZ": BERLIN, "PATH": "/usr/bin:/bin"}
    )
    assert (done.returncode, done.stderr) == (0, "")
    stated = re.findall(r"(?:Next elapse|Iteration #\d+|Iter\. #\d+): \w+ ([\d-]+ [\d:]+)", done.stdout)
    assert len(stated) == 4
    theirs = [datetime.fromisoformat(one).replace(tzinfo=ZoneInfo(BERLIN)) for one in stated]
    now = theirs[0] - timedelta(seconds=1)
    ours = []
    for _ in theirs:
        now = read.after(now)
        ours.append(now)
    assert [at.timestamp() for at in ours] == [at.timestamp() for at in theirs]


def test_cron_fields_mean_the_same_times() -> None:
    """Against a reading of the five fields by the rules of crontab(5), minute by minute, over a month."""
    zone = ZoneInfo("UTC")
    for text, *_ in READ:
        read, now = schedule.when(text, "UTC"), datetime(2026, 11, 1, tzinfo=zone)
        minutes = (now + timedelta(minutes=n) for n in range(1, 35 * 24 * 60))
        theirs = list(itertools.islice((at for at in minutes if _matches(read.cron, at)), 5))
        ours = []
        for _ in theirs:
            now = read.after(now)
            ours.append(now)
        assert ours == theirs, text


def _matches(fields: str, at: datetime) -> bool:
    values = (at.minute, at.hour, at.day, at.month, (at.weekday() + 1) % 7)
    return all(_in(field, value) for field, value in zip(fields.split(), values, strict=True))


def _in(field: str, value: int) -> bool:
    if field.startswith("*/"):
        return value % int(field[2:]) == 0
    return field == "*" or value in [int(one) for one in field.split(",")]


def test_the_zone_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for named, found in ((BERLIN, BERLIN), (":Asia/Tokyo", "Asia/Tokyo"), ("UTC", "UTC")):
        monkeypatch.setenv("TZ", named)
        assert schedule.machine_zone() == found
    for unknown in ("", "../../etc/passwd", "CEST-2", "Nowhere/Else"):
        monkeypatch.setenv("TZ", unknown)
        ZoneInfo(schedule.machine_zone())
