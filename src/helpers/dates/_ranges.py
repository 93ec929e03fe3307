"""Two dates that are the ends of one range, and words that make a date an open interval."""

from __future__ import annotations

from datetime import date, timedelta

from helpers.dates._calendar import at
from helpers.dates._edtf import _parts as parts_of
from helpers.dates._language import Language
from helpers.dates._match import Cut, Match
from helpers.dates._resolve import Resolved
from helpers.dates._slots import Meaning, Slots


def joined(made: Cut, found: list[Resolved], language: Language) -> list[Resolved]:
    """The same, with two dates that a word or dash links made into one interval."""
    done: list[Resolved] = []
    for one in found:
        if done and (range_ := _range(made, done[-1], one, language)):
            done[-1] = range_
        else:
            done.append(one)
    ends = [0, *(one.match.last for one in done)]
    return [_with_opening(made, one, end, language) for one, end in zip(done, ends[:-1], strict=True)]


def _with_opening(made: Cut, one: Resolved, end: int, language: Language) -> Resolved:
    """The range together with its "from" or "between", if that is not part of the expression before."""
    if (one.match.rule.kind == "days" or "LINKED" in one.said) and end < one.match.first:
        first = one.match.first - _opening(made, one.match.first, language)
        return one._replace(match=one.match._replace(first=first))
    return one


def _opening(made: Cut, first: int, language: Language) -> bool:
    """Whether a word of a range stands before: between, from."""
    return first > 0 and "FROM" in language.meaning(made.tokens[first - 1])


def _range(made: Cut, one: Resolved, other: Resolved, language: Language) -> Resolved | None:
    a, b = one.meaning, other.meaning
    gap = made.tokens[one.match.last : other.match.first]
    if not (1 <= len(gap) <= 2 and a.type == b.type == "DATE" and a.value and b.value):
        return None
    links = [language.meaning(token).get("LINK") for token in gap]
    if any(link is None for link in links):
        return None
    opening = _opening(made, one.match.first, language)
    if opening and one.match.first > 1 and "MOVED" in language.meaning(made.tokens[one.match.first - 2]):
        return None
    if any(links) and not (opening and gap[0][0].isalpha()):
        return None
    a, b = _earlier(one, other), _following(one, other)
    if a.value is None or b.value is None:
        return None
    begin, end = a.value.split("/")[0], b.value.split("/")[-1]
    if ".." in (begin, end):
        return None
    start, stop = parts_of(begin)[0], parts_of(end)[1]
    if not (start and stop and start <= stop) or a.value == b.value:
        return None
    match = Match(one.match.rule, one.match.first, other.match.last)
    rule = f"{one.match.rule.name}{a.detail} to {other.match.rule.name}"
    joint = b._replace(value=f"{begin}/{end}", timex=f"{a.timex}/{b.timex}", precision="interval")
    said = Slots({**other.said, "LINKED": [1]}) if gap[0][0].isalpha() else other.said
    return Resolved(match._replace(rule=match.rule._replace(name=rule)), said, joint)


def _earlier(one: Resolved, other: Resolved) -> Meaning:
    """Of "June to February", without years, June is that before February."""
    a, b = one.meaning, other.meaning
    plain = one.match.rule.kind == "date" and "YEAR" not in one.said and a.value == (a.point.text if a.point else "")
    if not (plain and a.point and b.point and a.point.month and a.point.first > b.point.last):
        return a
    point = a.point._replace(year=a.point.year - 1)
    if point.day and point.day > point._replace(day=None).last.day:
        return a
    return a._replace(value=point.text, timex=point.text, point=point)


def _following(one: Resolved, other: Resolved) -> Meaning:
    """Of Monday to Friday the second day is the next such day after the first, whatever the tense."""
    a, b = one.meaning, other.meaning
    if (
        {one.match.rule.kind, other.match.rule.kind} != {"weekday"}
        or not (a.point and b.point)
        or "WHICH" in other.said
    ):
        return b
    days = (b.point.first - a.point.first).days % 7
    point = at(a.point.first + timedelta(days=days))
    return b._replace(value=point.text, timex=point.text, point=point, detail="")


def opened(made: Cut, one: Resolved, language: Language) -> Resolved:
    """A date right behind since, until, before or after as the open interval that it is."""
    first, value = one.match.first, one.meaning.value
    if first == 0 or not value or one.meaning.type != "DATE" or "/.." in value:
        return one
    bound = _bound(made, first, language)
    if bound is None or (bound in ("before", "after") and not _alone(made, one.match.last, language)):
        return one
    start, stop = value.split("/")[0], value.split("/")[-1]
    opens = {"since": f"{start}/..", "until": f"../{stop}", "by": f"../{stop}"}.get(bound) or _outside(value, bound)
    meaning = one.meaning._replace(value=opens, precision="interval", detail=f"{one.meaning.detail}, {bound}")
    return one._replace(meaning=meaning)


def _bound(made: Cut, first: int, language: Language) -> str | None:
    """What the word before a date makes of it; in `jusqu'au 3 mai` and `bis zum 3. Mai` words of TO stand between."""
    for n in range(first - 1, max(first - 4, -1), -1):
        said = language.meaning(made.tokens[n])
        if "BOUND" in said:
            return str(said["BOUND"])
        if "TO" not in said:
            break
    return None


def _alone(made: Cut, last: int, language: Language) -> bool:
    """Whether the date ends there: "before Tuesday's vote" says nothing of the time before Tuesday."""
    if last >= len(made.tokens):
        return True
    token = made.tokens[last]
    return token[0] == "\n" or (not token[0].isalnum() and token not in ("'", "’", "-"))


def _outside(value: str, bound: str) -> str:
    first, last, _ = parts_of(value)
    day = timedelta(days=1)
    if bound == "before":
        return f"../{_shortest(first - day, value)}" if first and first > date.min else value
    return f"{_shortest(last + day, value)}/.." if last and last < date.max else value


def _shortest(day: date, like: str) -> str:
    """The day, or the month or year it stands in where the date itself is no more exact."""
    size = len(like.split("/")[0].rstrip("~?%"))
    return at(day).text[:size]
