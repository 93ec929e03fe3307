"""The calendar as expressions use it: days, weeks, months and years, moved and cut into parts."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from helpers.dates._edtf import _parts as parts_of
from helpers.dates._edtf import span

MARGIN = 150  # years from both ends of the calendar where nothing is resolved: no computing may leave it
_MOST = {"D": 54_000, "W": 7_700, "WE": 7_700, "M": 1_700, "Q": 590}  # of them are fewer years than that
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


class Point(NamedTuple):
    """A year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def text(self) -> str:
        """As EDTF."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in self[1:] if part)])

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """Its last day."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def precision(self) -> str:
        """day, month or year."""
        return "day" if self.day else "month" if self.month else "year"


class Stretch(NamedTuple):
    """A piece of the calendar: its value in EDTF and TIMEX3, how exact it is, and a point that stands for it."""

    value: str
    timex: str
    precision: str
    point: Point | None


def anchored(anchor: str | date | None) -> Point | None:
    """The point that an anchor states; of an interval what both its ends share; a `TableError` if it is no date."""
    if anchor is None or anchor == "":
        return None
    first, last = (anchor, anchor) if isinstance(anchor, date) else span(anchor)
    if first is None or last is None or first.year != last.year or not MARGIN < first.year < 10_000 - MARGIN:
        return None
    if first.month != last.month:
        return Point(first.year)
    return Point(first.year, first.month, first.day if first == last else None)


def at(day: date) -> Point:
    """The point of a day."""
    return Point(day.year, day.month, day.day)


def whole(point: Point) -> Stretch:
    """A point as it is."""
    return Stretch(point.text, point.text, point.precision, point)


def between(first: date, last: date, timex: str, exact: str, point: Point | None = None) -> Stretch:
    """The days from the first to the last, as one interval."""
    return Stretch(f"{first.isoformat()}/{last.isoformat()}", timex, exact, point or at(first))


def week(day: date) -> Stretch:
    """The week of a day, Monday to Sunday, as ISO 8601 counts."""
    year, number, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return between(monday, monday + timedelta(days=6), f"{year:04}-W{number:02}", "week", at(monday))


def weekend(day: date) -> Stretch:
    """Saturday and Sunday of the week of a day."""
    year, number, weekday = day.isocalendar()
    saturday = day + timedelta(days=6 - weekday)
    return between(saturday, saturday + timedelta(days=1), f"{year:04}-W{number:02}-WE", "weekend", at(saturday))


def months(year: int, first: int, last: int, timex: str, exact: str) -> Stretch:
    """The months from one to another of a year; a last month before the first is of the next year."""
    end = year if last >= first else year + 1
    return Stretch(f"{year:04}-{first:02}/{end:04}-{last:02}", timex, exact, Point(year, first))


def years(first: int, last: int, timex: str, exact: str) -> Stretch:
    """The years from one to another."""
    return Stretch(f"{first:04}/{last:04}", timex, exact, Point(first))


def quarter(year: int, number: int) -> Stretch:
    """A quarter of a year."""
    return months(year, 3 * number - 2, 3 * number, f"{year:04}-Q{number}", "quarter")


def half(year: int, number: int) -> Stretch:
    """A half of a year."""
    return months(year, 6 * number - 5, 6 * number, f"{year:04}-H{number}", "half")


def season(year: int, name: str) -> Stretch:
    """A season of the northern half of the earth; winter belongs to the year in which it begins."""
    return months(year, *_SEASONS[name], f"{year:04}-{name}", "season")


def season_of(point: Point) -> tuple[int, str]:
    """The year and name of the season that a month or day lies in."""
    month = point.month or 1
    name = next(name for name, (first, last) in _SEASONS.items() if month in (first, first % 12 + 1, last))
    return (point.year - 1 if name == "WI" and month < 3 else point.year), name


def decade(year: int) -> Stretch:
    """The decade that a year lies in."""
    first = year - year % 10
    return years(first, first + 9, f"{first // 10:03}X", "decade")


def century(number: int) -> Stretch:
    """A century by its number: the 19th is 1801 to 1900."""
    return years(100 * number - 99, 100 * number, f"{number - 1:02}XX", "century")


def moved(point: Point, n: int, unit: str) -> Stretch | None:
    """The stretch of the unit (D W WE M Q Y DE CE) that lies n units from a point; None if the point is too inexact."""
    if unit in ("Y", "DE", "CE"):
        year = point.year + n * {"Y": 1, "DE": 10, "CE": 100}[unit]
        return _long(year, unit) if MARGIN <= year <= 10_000 - MARGIN else None
    if point.month is None or not MARGIN <= point.year <= 10_000 - MARGIN or abs(n) > _MOST.get(unit, -1):
        return None
    if unit in ("M", "Q"):
        count = point.year * 12 + point.month - 1 + n * (1 if unit == "M" else 3)
        year, month = count // 12, count % 12 + 1
        return whole(Point(year, month)) if unit == "M" else quarter(year, (month + 2) // 3)
    if point.day is None:
        return None
    day = point.first + timedelta(days=n * (1 if unit == "D" else 7))
    return whole(at(day)) if unit == "D" else week(day) if unit == "W" else weekend(day)


def _long(year: int, unit: str) -> Stretch:
    return whole(Point(year)) if unit == "Y" else decade(year) if unit == "DE" else century((year + 99) // 100)


def edged(found: Stretch, edge: str) -> Stretch:
    """The first, middle or last part of a stretch, about: early 2020 is about January to April 2020."""
    cut = {"START": 0, "MID": 1, "END": 2}[edge]
    first, last = span(found.value)
    if first is None or last is None or found.precision == "day":
        return found
    if found.precision in ("decade", "century"):
        total = last.year - first.year + 1
        edges = [0, 4, 7, 10] if total == 10 else [0, 33, 66, total]
        value = f"{first.year + edges[cut]:04}~/{first.year + edges[cut + 1] - 1:04}~"
    elif found.precision in ("year", "half", "quarter", "season"):
        total = (last.year - first.year) * 12 + last.month - first.month + 1
        one = [_month(first, total * n // 3) for n in range(4)]
        value = f"{one[cut].text}~/{_month(one[cut + 1].first, -1).text}~"
    else:
        days = (last - first).days + 1
        edges = [0, 10, 20, days] if days > 20 else [0, days // 3, days - days // 3, days]
        begin, end = first + timedelta(days=edges[cut]), first + timedelta(days=max(edges[cut + 1] - 1, edges[cut]))
        value = f"{begin.isoformat()}~/{end.isoformat()}~"
    start = parts_of(value)[0]
    return Stretch(value, found.timex, found.precision, at(start) if start else found.point)


def _month(day: date, n: int) -> Point:
    count = day.year * 12 + day.month - 1 + n
    return Point(count // 12, count % 12 + 1)


def about(value: str) -> str:
    """The EDTF with every end of it marked as approximate."""
    return "/".join(end if end == ".." or end[-1:] in "~?%" else f"{end}~" for end in value.split("/"))


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Meeus, Astronomical Algorithms, 1991, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    r = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * r) // 451
    month, day = divmod(h + r - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holiday(spec: str, year: int) -> date:
    """The day of a holiday in a year: `12-25`, `11-4TH` (fourth Thursday), `05-LMO` (last Monday), `EASTER-2`."""
    if spec.startswith("EASTER"):
        return easter(year) + timedelta(days=int(spec[6:] or 0))
    month, which = int(spec[:2]), spec[3:]
    if which.isdigit():
        return date(year, month, int(which))
    weekday, plus = ("MO", "TU", "WE", "TH", "FR", "SA", "SU").index(which[1:3]), int(which[3:] or 0)
    if which[0] == "L":
        end = date(year, month, monthrange(year, month)[1])
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (int(which[0]) - 1) + plus)
