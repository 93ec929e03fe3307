"""iCalendar (RFC 5545): every event as one that lasts whole days.

What is not known to the day lasts as long as it can have been, and its SUMMARY begins with the date in words, because a
calendar has no other way to say so. X-CASEBOOK-EDTF has the date as it is known. The same build gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from helpers.cases import Case
from helpers.exports._events import Event
from helpers.exports._files import put

ABOUT = "iCalendar (RFC 5545), all-day events"
OCTETS = 75  # of a line, without its end


def write(events: list[Event], case: Case, folder: Path) -> list[Path]:
    """Writes `<case>.ics`."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Casebook//casebook-kit//EN", "CALSCALE:GREGORIAN"]
    head += ["METHOD:PUBLISH", f"NAME:{_text(case.title)}", f"X-WR-CALNAME:{_text(case.title)}"]
    stamp = _stamp(str(case.built.get("made_at", "")))
    inside = [line for event in events for line in _lines(event, case, stamp)]
    whole = "".join(f"{_folded(line)}\r\n" for line in [*head, *inside, "END:VCALENDAR"])
    return [put(folder / f"{case.name}.ics", whole)]


def _lines(event: Event, case: Case, stamp: str) -> Iterator[str]:
    known = event.first or event.last
    assert known is not None
    yield "BEGIN:VEVENT"
    yield f"UID:{sha256(f'{case.name}:{event.id}'.encode()).hexdigest()[:32]}@casebook.invalid"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_day(known)}"
    if event.first and event.after:
        yield f"DTEND;VALUE=DATE:{_day(event.after)}"
    yield f"SUMMARY:{_text(event.title if event.exact else f'{event.words}: {event.title}')}"
    yield f"DESCRIPTION:{_text(chr(10).join([event.words, *event.lines()]))}"
    if event.kind:
        yield f"CATEGORIES:{_text(event.kind)}"
    yield "TRANSP:TRANSPARENT"
    yield f"X-CASEBOOK-EDTF:{_text(event.edtf)}"
    yield f"X-CASEBOOK-PRECISION:{_text(event.precision)}"
    yield f"X-CASEBOOK-METHOD:{_text(event.method)}"
    yield "END:VEVENT"


def _stamp(made_at: str) -> str:
    """When the tables were made, as calendars write a moment."""
    try:
        at = datetime.fromisoformat(made_at)
    except ValueError:
        at = datetime(1970, 1, 1)
    return (at.astimezone(UTC) if at.tzinfo else at).strftime("%Y%m%dT%H%M%SZ")


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(text: str) -> str:
    """The text with what has a meaning in a calendar escaped (RFC 5545, 3.3.11)."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(line.replace("\t", " ") for line in escaped.splitlines())


def _folded(line: str) -> str:
    """The line in pieces of 75 octets at most, each next one after a space; no sign is cut in two (3.1)."""
    pieces, piece, room = list[str](), "", OCTETS
    for sign in line:
        octets = len(sign.encode("utf-8", "replace"))
        if octets > room:
            pieces, piece, room = [*pieces, piece], "", OCTETS - 1
        piece, room = piece + sign, room - octets
    return "\r\n ".join([*pieces, piece])
