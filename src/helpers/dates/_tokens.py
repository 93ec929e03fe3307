"""A text cut into words, numbers and marks, and what a number says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Entry = Mapping[str, Any]  # category -> value

# Words first, because most tokens are; nothing in it can go back over what it has passed.
TOKEN = re.compile(
    r"""[^\W\d_]\.(?:[^\W\d_]\.)+                                           # a.m., U.S.
    | [^\W\d_]+
    | \d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])
    | \d{1,2}(?:[hH]|[ \xa0]h[ \xa0])\d\d(?!\w)                             # 20h30, 20 h 30
    | \d+(?:[.:/–-]\d+|,\d{3}(?!\d))*[^\W\d_]*
    | \n[ \t\r\f\v]*\n\s*
    | [^\w\s] | _""",
    re.VERBOSE,
)
SAME_MARKS = {"’": "'", "‘": "'", "ʼ": "'", "—": "–", "‒": "–", "‑": "-", "‐": "-"}
LONGEST = 40  # characters: a longer number is no date

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)\S*)?")
_TURNED = re.compile(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)(?::[0-5]\d)?")
_YEARS = re.compile(r"(1\d{3}|2[01]\d\d)[-–/](\d{4}|\d\d)")
_INTS = re.compile(r"(\d{1,4})[-–](\d{1,4})")
_FRACTIONS = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75}
_PARTS = re.compile(r"([\d.,:/–-]*\d)([^\W\d_]*)")


class Endings:
    """What a language glues behind a number: 5th, 1990s, 5pm, 20h30."""

    def __init__(self, ordinals: tuple[str, ...], decades: tuple[str, ...], halves: Mapping[str, int | None]) -> None:
        self.ordinals, self.decades, self.halves = frozenset(ordinals), frozenset(decades), dict(halves)


def number(token: str, endings: Endings) -> dict[str, Any]:
    """The categories of a token that begins with a digit, each with its value; none if it is no date and no count."""
    if "h" in endings.halves and (found := _CLOCK.fullmatch(re.sub(r"\s?h\s?", ":", token.lower()))):
        return {"CLOCK": (int(found[1]), int(found[2]))}
    parts = _PARTS.fullmatch(token) if len(token) <= LONGEST else None
    if parts is None:
        return _iso(token) if len(token) <= LONGEST else {}
    digits, ending = parts[1], parts[2].lower()
    if ending:
        return _glued(digits, ending, endings)
    if digits.isdigit():
        return _whole(digits)
    return _iso(digits) or _marked(digits)


def _whole(digits: str) -> dict[str, Any]:
    if not digits.isascii():
        return {}
    value, size = int(digits), len(digits)
    found: dict[str, Any] = {"INT": value}
    if size <= 2:
        found |= {"D": value} if 1 <= value <= 31 else {}
        found |= {"HOUR": value} if value <= 24 else {}
        found |= {"TWO": value} if size == 2 else {}
    elif size == 4:
        found |= {"YEAR": value} if 1000 <= value < 2200 else {}
        found |= {"YEAR_SURE": value} if 1900 <= value < 2050 else {}
        found |= {"MILITARY": divmod(value, 100)} if value <= 2400 and value % 100 < 60 else {}
    return found


def _iso(digits: str) -> dict[str, Any]:
    found = _ISO.fullmatch(digits)
    if found:
        return {"ISO": (int(found[1]), int(found[2]), int(found[3]), found[4])}
    turned = _TURNED.fullmatch(digits)
    return {"ISO": (int(turned[1]), int(turned[3]), int(turned[4]), None)} if turned else {}


def _marked(digits: str) -> dict[str, Any]:
    if found := _NUMERIC.fullmatch(digits):
        return {"NUMERIC": (int(found[1]), int(found[3]), _full(found[4]))}
    if "," in digits and digits.replace(",", "").isdigit():
        return {"INT": int(digits.replace(",", ""))}
    if digits in _FRACTIONS:
        return {"FRACTION": _FRACTIONS[digits]}
    if found := _YEARS.fullmatch(digits):
        first, last = int(found[1]), int(found[2])
        last += first // 100 * 100 if len(found[2]) == 2 else 0
        if first < last < 2200:
            return {"YEARS": (first, last)}
        return {"ISOMONTH": (first, int(found[2]))} if len(found[2]) == 2 and 1 <= int(found[2]) <= 12 else {}
    if (found := _INTS.fullmatch(digits)) and 0 < int(found[1]) < int(found[2]):
        ends = (int(found[1]), int(found[2]))
        return {"INTS": ends} | ({"DAYS": ends} if ends[1] <= 31 else {})
    if found := _CLOCK.fullmatch(digits):
        return {"CLOCK" if ":" in digits else "DOTTED": (int(found[1]), int(found[2]))} | _decimal(digits)
    return _decimal(digits)


def _decimal(digits: str) -> dict[str, Any]:
    return {"DECIMAL": float(digits)} if re.fullmatch(r"\d{1,9}\.\d{1,6}", digits, re.ASCII) else {}


def _full(year: str) -> int:
    """A year of two digits is of this or the last century, whichever a living person would mean: up to 49 is 20.."""
    value = int(year)
    return value if len(year) == 4 else value + (2000 if value < 50 else 1900)


def _glued(digits: str, ending: str, endings: Endings) -> dict[str, Any]:
    whole = int(digits) if digits.isdigit() and digits.isascii() else None
    found: dict[str, Any] = {}
    if ending in endings.decades and whole is not None and whole % 10 == 0 and len(digits) in (2, 4):
        found |= {"DECADE": whole} if len(digits) == 4 else {"DECADE_SHORT": (1900 if whole >= 20 else 2000) + whole}
    if ending in endings.ordinals and whole is not None and len(digits) <= 3:
        found |= {"ORDINAL": whole} | ({"DAYTH": whole} if 1 <= whole <= 31 else {})
    if ending in endings.halves:
        clock = _CLOCK.fullmatch(digits) or _CLOCK.fullmatch(f"{digits}:00")
        half = endings.halves[ending]
        if clock and half is None:
            found["CLOCK"] = (int(clock[1]), int(clock[2]))
        elif clock and half is not None and 1 <= int(clock[1]) <= 12:
            found["CLOCK12"] = (int(clock[1]) % 12 + half, int(clock[2]))
    return found


# Every set of categories that a number can have, so that patterns can be compiled before any text is seen.
SAMPLES: str = (
    "0 1 12 13 24 25 31 32 00 01 05 13 99 100 1000 1899 1900 2049 2050 3000 10,000 2.5 5.30 12.45 2022-07-29 "
    "2022-07-29T10:05 29/07/2022 17:30 1914-18 2022-07 2019-12 3-5 30-90 1/2 "
    "0130 0170 1260 1960 2060 2130 2160 2330 2360"
)
