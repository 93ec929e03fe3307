"""What relative expressions mean: days of the week, last and next, ago and later, times of day."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from helpers.dates import _calendar
from helpers.dates._calendar import Point
from helpers.dates._edtf import span, valid
from helpers.dates._kinds_counted import duration
from helpers.dates._kinds_dates import NOT_NAMED, dated, iso
from helpers.dates._slots import Around, Meaning, Slots, meant, unresolved

_FINER = {"Y": (12, "M"), "DE": (10, "Y"), "CE": (100, "Y")}
LONG = {"S": 0, "TM": 1, "TH": 2, "D": 3, "WE": 4, "W": 5, "M": 6, "Q": 7, "Y": 8, "DE": 9, "CE": 10}


def _from(around: Around) -> str:
    return ", from the last date of the text" if around.last else ", from the anchor"


def weekday(said: Slots, around: Around) -> Meaning | None:
    """A day of the week: last, this or next; else the one up to or from the anchor on, as the tense tells."""
    wanted, anchor, which = said["WEEKDAY"][0], around.anchor, said.first("WHICH")
    if anchor is None or anchor.day is None:
        return unresolved(f"XXXX-WXX-{wanted + 1}")
    now = anchor.first
    back, ahead = (now.weekday() - wanted) % 7, (wanted - now.weekday()) % 7
    if "UNIT" in said and which is not None:
        monday = now + timedelta(days=7 * which - now.weekday())
        return meant(_calendar.whole(_calendar.at(monday + timedelta(days=wanted))), said, "", anchor)
    if which is None:
        days, detail = (ahead, ", future tense") if around.tense > 0 else (-back, ", past tense")
        detail = detail if around.tense else ", no tense: past"
    elif which == 0:
        days, detail = (wanted - now.weekday()), ", of the same week"
    else:
        days, detail = (-(back or 7) if which < 0 else ahead or 7), ""
    return meant(_calendar.whole(_calendar.at(now + timedelta(days=days))), said, detail, anchor)


def day(said: Slots, around: Around) -> Meaning | None:
    """Today, yesterday, tomorrow."""
    anchor, n = around.anchor, said["TODAY"][0]
    part = said.first("PART")
    if anchor is None or (n and anchor.day is None):
        return unresolved("XXXX-XX-XX" + (f"T{part}" if part else ""), "TIME" if part else "DATE")
    found = _calendar.whole(anchor) if n == 0 else _calendar.moved(anchor, n, "D")
    return meant(found, said, "", anchor) if found else None


def unit(said: Slots, around: Around) -> Meaning | None:
    """Last week, this month, next year."""
    name, which = said["UNIT"][0], said.first("WHICH")
    if which is None:
        which = _turn(said, around)
    if name in ("S", "TM", "TH"):
        return unresolved({-1: "PAST_REF", 0: "PRESENT_REF"}.get(which, "FUTURE_REF"))
    found = _calendar.moved(around.anchor, which, name) if around.anchor else None
    if found is None:
        return unresolved(_empty(name))
    if "SIDE" in said and around.anchor and around.anchor.day:
        begin, end = span(found.value)
        today = around.anchor.text
        cut = f"{begin}/{today}" if said["SIDE"][0] < 0 else f"{today}/{end}"
        return meant(found._replace(value=cut if valid(cut) else found.value), said, "", around.anchor)
    return meant(found, said, "", around.anchor)


def _turn(said: Slots, around: Around) -> int:
    """Of "the weekend" and "the end of the year": the last one where the tense is past and this one has not begun.

    Of a year also the next one, where the tense is future and that part of this one is over.
    """
    anchor, name = around.anchor, said["UNIT"][0]
    if anchor is None or "SIDE" in said or not ("EDGE" in said or name == "WE"):
        return 0
    now = _calendar.moved(anchor, 0, name)
    if now is None:
        return 0
    first, last = span(_calendar.edged(now, said["EDGE"][0]).value if "EDGE" in said else now.value)
    if around.tense < 0 and first is not None and anchor.last < first:
        return -1
    return 1 if name == "Y" and around.tense > 0 and last is not None and last < anchor.first else 0


def _empty(name: str) -> str:
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(name, "XXXX")


def ago(said: Slots, around: Around) -> Meaning | None:
    """Two weeks ago, three years from now: as exact as the unit that counts."""
    return _counted(said, around.anchor, said["AGO"][0], "")


def ahead(said: Slots, around: Around) -> Meaning | None:
    """In two years: from the anchor where the clause is in the future, else a duration ("built in two years")."""
    found = _counted(Slots({**said, "AGO": [1]}), around.anchor, 1, ", future tense") if around.tense > 0 else None
    return found if found and found.value else duration(said, around)


def later(said: Slots, around: Around) -> Meaning | None:
    """Two weeks later, a day earlier: from the last date of the text."""
    return _hours_later(said, around) or _counted(said, _origin(said, around), said["LATER"][0], _from(around))


def _origin(said: Slots, around: Around) -> Point | None:
    """The last date of the text; for days and weeks the last day, unless the sentence names something longer."""
    finer = (said.first("UNIT") or "D") in ("D", "W", "WE")
    if finer and around.last and not around.last.day and not around.same:
        return around.day
    return around.last or around.anchor


def _hours_later(said: Slots, around: Around) -> Meaning | None:
    """20 minutes later, where the text has named an hour."""
    minutes, count = {"TM": 1, "TH": 60}.get(said["UNIT"][0]), said.first("COUNT")
    if minutes is None or not isinstance(count, int | float) or not (around.day and around.hour) or count > 10_000:
        return None
    if not _calendar.MARGIN < around.day.year < 10_000 - _calendar.MARGIN:
        return None
    start = datetime.combine(around.day.first, time()) + timedelta(hours=around.hour[0], minutes=around.hour[1])
    end = start + timedelta(minutes=minutes * count * said["LATER"][0])
    found = meant(_calendar.whole(_calendar.at(end.date())), said, _from(around), around.day)
    return found._replace(type="TIME", timex=f"{end:%Y-%m-%dT%H:%M}")


def _counted(said: Slots, origin: Point | None, direction: int, detail: str) -> Meaning | None:
    count, name = said.first("COUNT"), said["UNIT"][0]
    if count is None or count == "X" or name not in LONG or LONG[name] < LONG["D"]:
        return unresolved("PAST_REF" if direction < 0 else "FUTURE_REF")
    if isinstance(count, float):
        if name not in _FINER:
            return unresolved(_empty(name))
        times, name = _FINER[name]
        count, said = round(count * times), Slots({**said, "ABOUT": [1]})
    found = _calendar.moved(origin, direction * int(count), name) if origin else None
    if found is None:
        return unresolved(_empty(name), detail=detail)
    return meant(found, said, detail, origin)


def same(said: Slots, around: Around) -> Meaning | None:
    """The same day, the following week, the previous year: from the last date of the text."""
    name, n, part = said.first("UNIT") or "D", said["SAME"][0], said.first("PART")
    origin, why = _origin(said, around) if n else _meant_by_that(said, around), _from(around)
    if origin is None and n == 0:
        why = NOT_NAMED if name == "Y" else ", no date before it"
    found = _calendar.moved(origin, n, name) if origin and name in LONG else None
    if found is None:
        empty = _empty(name) + (f"T{part}" if part else "")
        return unresolved(empty, "TIME" if part else "DATE", why)
    return meant(found, said, why, origin)


def _meant_by_that(said: Slots, around: Around) -> Point | None:
    """What "that year" or "that night" stands for: something that the text has named, and never the day it was written.

    A year must be named as one: that of "on Friday" is no news to anybody who writes "that year".
    """
    name = said.first("UNIT") or "D"
    if name in ("Y", "DE", "CE"):
        return around.named
    if name in ("M", "Q"):
        return around.last if around.last and around.last.month else around.month
    return _origin(said, around._replace(anchor=None))


def clock(said: Slots, around: Around) -> Meaning | None:
    """An hour, of the day that is stated beside it, of the last date in the sentence, or of the anchor."""
    hour, minute = _hour(said)
    if hour > 24 or minute > 59:
        return None
    base, detail = _day_beside(said, around), ""
    if base is None:
        close = around.close if around.close and around.close.day else None
        point = close or around.anchor
        detail = ", of the last date before it" if close else ", of the day of the anchor"
        if point is None or point.day is None:
            return unresolved(f"XXXX-XX-XXT{hour:02}:{minute:02}", "TIME")
        base = meant(_calendar.whole(point), Slots(), detail, point)
    stem = base.timex.split("T")[0]
    return base._replace(type="TIME", timex=f"{stem}T{hour:02}:{minute:02}")


def _day_beside(said: Slots, around: Around) -> Meaning | None:
    without = Slots({key: value for key, value in said.items() if key != "PART"})
    if "MONTH" in said:
        return dated(without, around)
    if "WEEKDAY" in said:
        return weekday(without, around)
    if "TODAY" in said:
        return day(without, around)
    return iso(without, around) if "ISO" in said else None


def _hour(said: Slots) -> tuple[int, int]:
    for category in ("CLOCK12", "NOON"):
        if category in said:
            hour, minute = said[category][0]
            return int(hour), int(minute)
    # 2020 could be an hour too, were it not for the zone behind it
    military = said.get("MILITARY", []) if "ZONE" in said and "HALF" not in said else []
    stated = [*said.get("CLOCK", []), *military, *said.get("DOTTED", [])]
    stated += [(hour, 0) for hour in said.get("HOUR", []) + said.get("NUMBER", [])]
    hour, minute = stated[0] if stated else (99, 0)
    if "HALF" in said:
        return hour % 12 + said["HALF"][0], minute
    late = {"AF": 1, "EV": 1, "NI": 6}.get(said.first("PART") or "", 12)  # from this hour on it is past noon
    return (hour + 12 if late <= hour < 12 else hour), minute


def part(said: Slots, around: Around) -> Meaning | None:
    """A part of the day alone: of the last date in the sentence, else of no known day."""
    name = said["PART"][0]
    if around.same and around.same.day:
        return meant(_calendar.whole(around.same), said, ", of the last date in the sentence", around.same)
    return unresolved(f"XXXX-XX-XXT{name}", "TIME")


def event(said: Slots, around: Around) -> Meaning | None:
    """A day, week or year that something dates which the text names: not resolved."""
    return unresolved(_empty(said.first("UNIT") or "D"), detail=": not resolved")
