"""What dates mean: days, months, years, holidays, seasons and decades; what is missing comes from the anchor."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from helpers.dates import _calendar
from helpers.dates._calendar import Point, Stretch
from helpers.dates._edtf import span
from helpers.dates._slots import Around, Meaning, Slots, meant, unresolved

BEFORE = ", year of the date before it"
NAMED, NOT_NAMED = ", year named before it", ", no year named before it"
CLOSE = 14  # days within which a date on the side that the tense does not tell is taken all the same
CLOSE_UNTOLD, CLOSE_LISTED = 45, 90  # the same where no verb tells; for a day, which then stands in a list


def chosen(candidates: list[date], anchor: date, tense: int, close: int | None = None) -> tuple[date, str]:
    """The one of several dates that the tense tells, unless one on the other side is close; and why, in words."""
    before = max((day for day in candidates if day <= anchor), default=None)
    after = min((day for day in candidates if day >= anchor), default=None)
    if before is None or after is None:
        return before or after or anchor, "the only one"
    back, ahead = (anchor - before).days, (after - anchor).days
    close = (CLOSE if tense else CLOSE_UNTOLD) if close is None else close
    if tense > 0:
        return (before, "nearest") if back < ahead and back <= close else (after, "future tense")
    if ahead < back and ahead <= close:
        return after, "nearest"
    return before, "past tense" if tense else "no tense: past"


def _year_of(month: int, day: int | None, around: Around, weekday: int | None) -> tuple[int, str] | None:
    """The year of a month or a day without one; None where the day of the week that is stated fits no year near."""
    anchor, before = around.anchor, around.same
    if anchor is None:
        return (before.year, BEFORE) if before else None
    tense = -1 if around.known else around.tense
    if before and tense < 0 and before.year < anchor.year - 1 and (day is None or before.day):
        return before.year, BEFORE
    if anchor.month is None:
        return anchor.year, ", year of the anchor"
    if day is None and month == anchor.month:
        return anchor.year, ", nearest"
    near, candidates = anchor.first, []
    for year in range(max(anchor.year - (8 if day == 29 and month == 2 else 1), 1), anchor.year + 2):
        if (day or 1) <= monthrange(year, month)[1]:
            # of a month the side that is nearer counts
            last = monthrange(year, month)[1] if (year, month) < near.timetuple()[:2] else 1
            candidates.append(date(year, month, day or last))
    if weekday is not None and day is not None:
        candidates = [one for one in candidates if one.weekday() == weekday]
    if not candidates:
        return None
    # a day without a verb stands in a list or a programme: what comes is as likely there as what was
    listed = CLOSE_LISTED if day is not None and not tense else None
    # of what is known the verb tells nothing: the case over the Jan. 6 riot will be heard
    foretold = CLOSE_UNTOLD if around.known and around.tense >= 0 else None
    found, why = chosen(candidates, near, tense, foretold or listed)
    if foretold and why == "past tense":
        why = "of something known: past"
    return found.year, f", {why}"


def same_year(said: Slots, around: Around) -> int | None:
    """The year of "June of that year", the one that the text named last; the following or previous, of any date."""
    n: int = said["SAME"][0]
    origin = around.named or ((around.last or around.anchor) if n else None)
    return origin.year + n if origin else None


def dated(said: Slots, around: Around) -> Meaning | None:
    """A date as far as it is stated: its day, month and year."""
    day = (
        said.first("DAYTH")
        or said.first("D")
        or (said.first("ORDINAL") if "MONTH" in said and "EDGE" not in said else None)
    )
    month, year = said.first("MONTH"), said.first("YEAR")
    if month and day and day > monthrange(2000, month)[1]:
        return None
    detail, anchor = "", None
    if month is None and day is not None and year is None:
        return _day_of_month(int(day), said, around)
    if year is None and "SAME" in said and month is not None:
        year, detail, anchor = same_year(said, around), NAMED, around.named
        if year is None:
            return unresolved(f"XXXX-{month:02}" + (f"-{day:02}" if day else ""), detail=NOT_NAMED)
    elif year is None and "WHICH" in said and around.anchor:
        year, anchor = _which_year(month, said["WHICH"][0], around.anchor, said), around.anchor
    elif year is None and month is not None:
        found = _year_of(month, day, around, said.first("WEEKDAY"))
        if found is None:
            return unresolved(f"XXXX-{month:02}" + (f"-{day:02}" if day else ""))
        year, detail = found
        anchor = around.same if detail == BEFORE else around.anchor
    if year is None or (month and day and day > monthrange(year, month)[1]):
        return None
    point = Point(int(year), month, day if month else None)
    if said.first("UNIT") == "W" and point.day:
        return meant(_calendar.week(point.first), said, detail, anchor)
    return meant(_calendar.whole(point), said, detail, anchor)


def _which_year(month: int | None, which: int, anchor: Point, said: Slots) -> int:
    """The year of "last May" or "May of last year"."""
    if month is None or "UNIT" in said or anchor.month is None:
        return anchor.year + which
    if which < 0:
        return anchor.year if month < anchor.month else anchor.year - 1
    return anchor.year + (1 if which > 0 and month <= anchor.month else 0)


def _day_of_month(day: int, said: Slots, around: Around) -> Meaning | None:
    anchor = around.anchor
    if anchor is None or anchor.month is None:
        return unresolved(f"XXXX-XX-{day:02}")
    candidates = []
    for n in (-2, -1, 0, 1, 2):
        month = _calendar.moved(Point(anchor.year, anchor.month), n, "M")
        if month and month.point and day <= month.point.last.day:
            candidates.append(month.point.first.replace(day=day))
    found, why = chosen(candidates, anchor.first, around.tense, close=0 if around.tense else 7)
    return meant(_calendar.whole(_calendar.at(found)), said, f", {why}", anchor)


def iso(said: Slots, around: Around) -> Meaning | None:
    """A date or moment as ISO 8601 writes it."""
    year, month, day, clock = said["ISO"][0]
    if not (1 <= month <= 12 and 1 <= day <= monthrange(max(year, 1), month)[1] and year):
        return None
    found = meant(_calendar.whole(Point(year, month, day)), said)
    return found._replace(type="TIME", timex=f"{found.timex}T{clock}") if clock else found


def iso_month(said: Slots, around: Around) -> Meaning | None:
    """A month as ISO 8601 writes it."""
    year, month = said["ISOMONTH"][0]
    return meant(_calendar.whole(Point(year, month)), said) if year else None


def numeric(said: Slots, around: Around) -> Meaning | None:
    """A date of three numbers; where its order is not known and both readings are days, it stays unresolved."""
    first, second, year = said["NUMERIC"][0]
    if not year:  # 13/02/0000 is what a form without a date prints
        return None
    order = around.language.order
    days = {(first, second)} if order == "dmy" else {(second, first)} if order == "mdy" else set()
    days = days or {pair for pair in ((first, second), (second, first)) if pair[1] <= 12}
    days = {(d, m) for d, m in days if 1 <= m <= 12 and 1 <= d <= monthrange(year, m)[1]}
    if len(days) > 1:
        return unresolved("XXXX-XX-XX", detail=", which is the month is not known")
    for day, month in days:
        return meant(_calendar.whole(Point(year, month, day)), said)
    return None


def spans_of_years(said: Slots, around: Around) -> Meaning | None:
    """Two years with a dash: 1914-18."""
    first, last = said["YEARS"][0]
    return meant(_calendar.years(first, last, f"{first}/{last}", "interval"), said)


def spans_of_days(said: Slots, around: Around) -> Meaning | None:
    """Two days of one month: 3-5 June, from 3 to 5 June."""
    numbers = said["DAYS"][0] if "DAYS" in said else (said.get("D", []) + said.get("DAYTH", []))
    if len(set(numbers)) < 2:
        return None
    ends = []
    for day in (numbers[0], numbers[1]):
        one = Slots({key: value for key, value in said.items() if key not in ("DAYS", "D", "DAYTH")} | {"D": [day]})
        ends.append(dated(one, around))
    first, last = ends
    if not (first and last and first.value and last.value):
        return last
    if first.value > last.value:
        return None
    value = f"{first.value}/{last.value}"
    return first._replace(value=value, timex=value, precision="interval", point=last.point)


def holiday(said: Slots, around: Around) -> Meaning | None:
    """A holiday, of the year that is stated, or of that which tense and nearness tell."""
    spec, year, anchor = said["HOLIDAY"][0], said.first("YEAR"), around.anchor
    if year:
        return meant(_calendar.whole(_calendar.at(_calendar.holiday(spec, int(year)))), said)
    if anchor is None:
        return unresolved(f"XXXX-{spec}" if spec[3:].isdigit() else "XXXX-XX-XX")
    if anchor.month is None:
        day = _calendar.holiday(spec, anchor.year)
        return meant(_calendar.whole(_calendar.at(day)), said, ", year of the anchor", anchor)
    candidates = [_calendar.holiday(spec, y) for y in range(anchor.year - 1, anchor.year + 2)]
    tense, near = around.tense, anchor.first
    if "WHICH" in said:
        tense = said["WHICH"][0]
        kept = [day for day in candidates if (day < near if tense < 0 else day > near if tense > 0 else True)]
        candidates = kept if tense else [day for day in candidates if day.year == near.year]
    found, why = chosen(candidates, near, tense)
    return meant(_calendar.whole(_calendar.at(found)), said, "" if "WHICH" in said else f", {why}", anchor)


def season(said: Slots, around: Around) -> Meaning | None:
    """A season: of a year, last, this or next, or the one that tense and nearness tell."""
    name, year, anchor = said["SEASON"][0], said.first("YEAR"), around.anchor
    if year:
        return meant(_calendar.season(int(year), name), said)
    if "SAME" in said:
        year = same_year(said, around)
        if year is None:
            return unresolved(f"XXXX-{name}", detail=NOT_NAMED)
        return meant(_calendar.season(year, name), said, NAMED, around.named)
    if anchor is None or anchor.month is None:
        return unresolved(f"XXXX-{name}")
    if "UNIT" in said and "WHICH" in said:
        return meant(_calendar.season(anchor.year + said["WHICH"][0], name), said, "", anchor)
    candidates = [(_first_day(y, name), _calendar.season(y, name)) for y in range(anchor.year - 2, anchor.year + 3)]
    detail, which = "", said.first("WHICH")
    year_now, now = _calendar.season_of(anchor)
    if which is None or which == 0:
        if now == name:
            return meant(_calendar.season(year_now, name), said, ", the present one", anchor)
        if which == 0:
            return meant(_calendar.season(anchor.year, name), said, "", anchor)
        found, why = chosen([day for day, _ in candidates], anchor.first, around.tense)
        detail = f", {why}"
    elif which < 0:
        found = max(day for day, one in candidates if (span(one.value)[1] or day) < anchor.first)
    else:
        found = min(day for day, _ in candidates if day > anchor.first)
    return meant(next(one for day, one in candidates if day == found), said, detail, anchor)


def _first_day(year: int, name: str) -> date:
    return span(_calendar.season(year, name).value)[0] or date(year, 1, 1)


def quarter(said: Slots, around: Around) -> Meaning | None:
    """A quarter of a year."""
    return _part_of_year(said, around, 4)


def half(said: Slots, around: Around) -> Meaning | None:
    """A half of a year."""
    return _part_of_year(said, around, 2)


def _part_of_year(said: Slots, around: Around, parts: int) -> Meaning | None:
    letter = "Q" if parts == 4 else "H"
    number = said.first("ORDINAL")
    number = next((n for n in said.get("INT", []) if n <= parts), None) if number is None else number
    if number is None or not 1 <= number <= parts:
        return None
    year, detail, anchor = said.first("YEAR"), "", None
    if year is None:
        anchor = around.anchor
        if anchor is None:
            return unresolved(f"XXXX-{letter}{number}")
        year = anchor.year + said["WHICH"][0] if "WHICH" in said else anchor.year
        if "WHICH" not in said:
            first = number * 12 // parts - 12 // parts + 1
            ahead = anchor.month is not None and first > anchor.month and around.tense <= 0
            year, detail = (year - 1, ", the last one") if ahead else (year, ", of this year")
    found: Stretch = _calendar.quarter(int(year), number) if parts == 4 else _calendar.half(int(year), number)
    return meant(found, said, detail, anchor)


def decade(said: Slots, around: Around) -> Meaning | None:
    """A decade: the 1990s, the '90s; in other languages `années 1990`, `años 90`."""
    named = [year for year in (said.first("DECADE"), said.first("YEAR")) if year is not None]
    year = int(named[0] if named else 1900 + said["TWO"][0])
    return meant(_calendar.decade(year), said) if year > 0 and year % 10 == 0 else None


def century(said: Slots, around: Around) -> Meaning | None:
    """A century by its number."""
    number = said.first("ORDINAL") or said.first("INT")
    return meant(_calendar.century(number), said) if number and 1 <= number <= 22 else None


def fiscal(said: Slots, around: Around) -> Meaning | None:
    """A fiscal year: about that year, because organisations begin theirs on different days."""
    year = said.first("YEAR") or _calendar_year(said)
    if year is None and "WHICH" in said and around.anchor:
        year = around.anchor.year + said["WHICH"][0]
        return meant(_calendar.whole(Point(year)), Slots({**said, "ABOUT": [1]}), "", around.anchor)
    if year is None:
        return unresolved("XXXX")
    return meant(_calendar.whole(Point(int(year))), Slots({**said, "ABOUT": [1]}))


def _calendar_year(said: Slots) -> int | None:
    return 2000 + said["TWO"][0] if "TWO" in said else None
