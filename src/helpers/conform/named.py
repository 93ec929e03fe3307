"""Dates with the names of months and days in them, in any language of CLDR: `4 oktober 2017 woensdag` as ISO 8601.

The names, the words around them and the marks of hours come from the CLDR data that Babel carries. A text counts only
where every word of it is understood, and where all ways to understand it give one date.
"""

from __future__ import annotations

import pickle
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from helpers import dates
from helpers.errors import CaseError

Names = Mapping[str, frozenset[int]]
_LETTER = r"[^\W\d_]"
# What stands between the day and the hour, and CLDR's patterns do not have: it changes nothing in a date.
_BETWEEN = """à a at o ob om op um am den de del las à às alle ore kl kl. klo klokken uhr uur u uhr. года году в о ve
    the of on och og r le les el il dnia godz. godz saat sa pukul ساعت الساعة בשעה lúc στις"""
# What a number takes to say "the first", "the fourth": er, re, st, th, º ... Babel has no CLDR data of it.
_ORDINAL = "st|nd|rd|th|er|re|e|o|a|-?го|-?е|:a|:e|-a|-an"
_TIME_OF_PATTERN = re.compile(r"[hHkK]+(?P<h>[^hHkKmsa]*)m+(?P<m>[^hHkKmsa]*)(?:s+(?P<s>[^hHkKmsa]*))?")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Language:
    """The words of one language, or of several: patterns, and what each name can mean."""

    months: Names
    days: Names
    month: re.Pattern[str]
    day: re.Pattern[str]
    behind: re.Pattern[str]  # what stands behind a number alone: th, 日
    between: re.Pattern[str]
    time: re.Pattern[str]
    half: Mapping[str, int]


def known(name: str) -> str:
    """The language as CLDR writes it; a `CaseError` where CLDR does not have it."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(name.replace("-", "_")))
    except (UnknownLocaleError, ValueError, TypeError):
        raise CaseError(
            f'case.toml, language: "{name}" is not a language that CLDR has. Write a code such as "nl", "pt" or "zh".'
        ) from None


def read(text: str, languages: str) -> str:
    """The date, month or moment as ISO 8601; empty where it is none; `?` and why where it contradicts itself.

    `languages` are codes with commas between them. The hour keeps the zone as it stands behind it.
    """
    try:
        return _read(text, languages)
    except ValueError:  # no such day
        return ""


def _read(text: str, languages: str) -> str:
    words = language(languages)
    plain = _plain(text)
    found = list(words.time.finditer(plain))
    if len(found) > 1:
        return ""
    hour = _hour(found[0], words) if found else ""
    if hour is None:
        return ""
    day = _day(plain[: found[0].start()] + " " + plain[found[0].end() :] if found else plain, languages)
    if not hour or day[:1] == "?":
        return day
    return f"{day} {hour}" if len(day) == 10 else ""


@lru_cache(maxsize=1 << 15)
def _day(text: str, languages: str) -> str:
    """The day of a text without its hour: many posts share one."""
    ways = set(_days(text, language(languages)))
    sound = {way for way in ways if way[0] != "?"}
    return (sound or ways).pop() if len(sound) == 1 or (not sound and len(ways) == 1) else ""


def _days(text: str, words: Language) -> Iterator[str]:
    """Every way to understand the text without its hour: one for each name in it that can be the month's."""
    for name in words.month.finditer(text):
        rest = words.behind.sub(" ", f"{text[: name.start()]} | {text[name.end() :]}")
        stated = [words.days[_key(one[0])] for one in words.day.finditer(rest)]
        left = words.between.sub(" ", words.day.sub(" ", rest))
        year = re.search(r"(?<!\d)\d{4}(?!\d)", left)
        if not year or len(stated) > 1:
            continue
        left = left[: year.start()] + " " + left[year.end() :]
        number = re.fullmatch(r"[\s,.،·/|()-]*(?:(?<!\d)(\d{1,2}))?[\s,.،·/|()-]*", left)
        for month in words.months[_key(name["name"])] if number else ():
            yield from _dated(int(year[0]), month, number[1] if number else None, stated)


def _dated(year: int, month: int, day: str | None, stated: list[frozenset[int]]) -> Iterator[str]:
    if day is None:
        if not stated and year:
            yield f"{year:04}-{month:02}"
        return
    try:
        found = date(year, month, int(day))
    except ValueError:
        return
    if stated and found.weekday() not in stated[0]:
        said = " or ".join(_DAYS[n] for n in sorted(stated[0]))
        yield f"?is said to be a {said}, and was a {_DAYS[found.weekday()]}"
    else:
        yield found.isoformat()


def _hour(found: re.Match[str], words: Language) -> str | None:
    """The hour as ISO 8601 with its zone; None where there is no such hour."""
    part = found.groupdict()
    marks = [part[key] for key in ("half", "half_before") if part[key]]
    number = [part[f"{key}{n}"] for key in ("h", "m", "s") for n in (1, 2, 3) if part.get(f"{key}{n}")]
    hour, minute, second = (int(one) for one in (*number, "0", "0")[:3])
    if marks:
        if len(marks) > 1 or not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * words.half[_key(marks[0])]
    exact = f":{second:02}{'.' + part['fraction'] if part['fraction'] else ''}" if len(number) > 2 else ""
    return f"{hour:02}:{minute:02}{exact}{' ' + part['zone'].upper() if part['zone'] else ''}"


def _plain(text: str) -> str:
    """The text in small letters, digits of all scripts as 0 to 9, without marks of direction."""
    if text.isascii():
        return " ".join(text.lower().split())
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    signs = (s for s in folded if unicodedata.category(s) != "Cf")
    return " ".join("".join(str(unicodedata.decimal(s)) if s.isdecimal() else s for s in signs).split())


def _key(name: str) -> str:
    return re.sub(r"[\s.]+", "", name)


@lru_cache(maxsize=64)
def language(names: str) -> Language:
    """The words of one or several languages; a `CaseError` where CLDR does not have one of them."""
    data = [one for name in names.split(",") for one in _data(known(name.strip()))]
    months = _names(one["months"] for one in data if "months" in one)
    days = _names(one["days"] for one in data if "days" in one)
    patterns = [_text(p) for one in data for kind in ("date_formats", "datetime_skeletons") for p in _each(one, kind)]
    before = {found for pattern in patterns for found in re.findall(r"([^\W\d_a-zA-Z]+)M{3,4}", pattern)}
    literals = {word for pattern in patterns for word in _literals(pattern)} | set(_BETWEEN.split())
    half = {_key(_plain(text)): n for one in data for n, text in _halves(one)} | {"am": 0, "pm": 1}
    prefix = f"(?:{'|'.join(map(re.escape, sorted(before)))})?"
    month = rf"(?<!{_LETTER}){prefix}(?P<name>{_one_of(months, '')})" if before else ""
    signs = "|".join(re.escape(word) for word in sorted(literals) if _is_sign(word[0])) or "(?!)"
    return Language(
        months,
        days,
        re.compile(month or f"(?P<name>{_one_of(months)})"),
        re.compile(_one_of(days)),
        re.compile(rf"(?<=\d)(?:\s?(?:{signs})|(?:{_ORDINAL})(?!{_LETTER}))"),
        re.compile(_one_of(literals)),
        _time(data, half),
        half,
    )


def _data(name: str) -> Iterator[dict[str, Any]]:
    """What CLDR has of a locale, and of those that it inherits from.

    Read from Babel's file: `Locale` mixes the names of locales that inherit from the same one (2.18: after Chinese,
    Swedish months that stand alone are Chinese).
    """
    from babel.core import get_global
    from babel.localedata import resolve_locale_filename

    above = get_global("parent_exceptions")  # British English inherits from that of the world
    while name and name != "root":
        yield pickle.loads(Path(str(resolve_locale_filename(name))).read_bytes())
        name = above.get(name, name.rpartition("_")[0])


def _names(found: Iterable[Mapping[str, Any]]) -> Names:
    names: dict[str, set[int]] = {}
    for contexts in found:
        for widths in contexts.values():
            for width, given in widths.items() if isinstance(widths, dict) else ():
                for n, text in given.items() if isinstance(given, dict) and width != "narrow" else ():
                    names.setdefault(_key(_plain(text)), set()).add(n)
    return {name: frozenset(numbers) for name, numbers in names.items() if name}


def _halves(data: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    for widths in data.get("day_periods", {}).values():
        for width, given in widths.items() if isinstance(widths, dict) else ():
            if isinstance(given, dict) and width != "narrow":
                yield from ((n, given[key]) for n, key in enumerate(("am", "pm")) if key in given)


def _each(data: Mapping[str, Any], kind: str) -> Iterable[Any]:
    found = data.get(kind, {})
    return found.values() if isinstance(found, dict) else ()


def _text(pattern: Any) -> str:
    return unicodedata.normalize("NFKC", getattr(pattern, "pattern", str(pattern)))


def _literals(pattern: str) -> Iterator[str]:
    """The words of a pattern: `de` of `d 'de' MMMM 'de' y`, 年 of `y年M月d日`."""
    for quoted in re.findall("'([^']+)'", pattern):
        yield from (word for word in _plain(quoted).split() if re.search(_LETTER, word))
    yield from (_plain(word) for word in re.findall(r"[^\W\d_a-zA-Z]+", re.sub("'[^']*'", " ", pattern)))


def _one_of(names: Iterable[str], start: str | None = None) -> str:
    """A pattern for any of the names, the longest first, with dots and spaces anywhere between its letters.

    A name of an alphabet is a whole word; one of Chinese, Japanese or Korean stands among others without a space.
    """
    longest = sorted({_key(name) for name in names if _key(name)}, key=lambda name: (-len(name), name))
    return "(?:" + "|".join(_whole(name, start) for name in longest) + ")"


def _whole(name: str, start: str | None) -> str:
    spaced = r"[\s.]*".join(map(re.escape, name)) + r"\.?"
    if any(map(_is_sign, name)):
        return (r"(?<!\d)" if name[0].isdigit() else "") + spaced + (r"(?!\d)" if name[-1].isdigit() else "")
    before = rf"(?<!{_LETTER})(?<!{_LETTER}')" if start is None else start
    return before + spaced + (r"(?!\d)" if name[-1].isdigit() else rf"(?!{_LETTER})")


def _is_sign(sign: str) -> bool:
    return "\u2e80" <= sign <= "\ud7ff"


def _time(data: list[dict[str, Any]], half: Mapping[str, int]) -> re.Pattern[str]:
    """The pattern of an hour: 10:05, 10:05:07, with the marks of the language: 10 h 05, 10.05, 10時05分."""
    marks: dict[str, set[str]] = {"h": set(), "m": set(), "s": set()}
    for one in data:
        for pattern in (*_each(one, "time_formats"), *_each(one, "datetime_skeletons")):
            if found := _TIME_OF_PATTERN.search(_text(pattern).replace("'", "")):
                for key, text in found.groupdict().items():
                    marks[key] |= {_plain(text or "")} - {"", ":"}
        for key, unit in (("h", "hour"), ("m", "minute"), ("s", "second")):
            for widths in one.get("unit_patterns", {}).get(f"duration-{unit}", {}).values():
                texts = widths.values() if isinstance(widths, dict) else ()
                marks[key] |= {_plain(text.split("}")[-1]) for text in texts if str(text).startswith("{0}")} - {""}
    words = {key: _marks(found) for key, found in marks.items()}
    zones = rf"[+-]\d{{2}}:?\d{{2}}|z|utc|gmt|msk|{'|'.join(_zones())}"
    zone = rf"(?:\s*(?:uhr|uur)(?!{_LETTER}))?(?:\s*\(?(?P<zone>{zones})\)?(?!{_LETTER}))?"
    halves = "|".join(r"[\s.]*".join(map(re.escape, name)) + r"\.?" for name in sorted(half, key=len, reverse=True))
    after = rf"(?:\s*(?P<half>{halves})(?!{_LETTER}))?"
    ahead = rf"(?:(?<!{_LETTER})(?P<half_before>{halves})\s*)?"
    second = r"(?P<s1>\d{2})(?:[.,](?P<fraction>\d{1,9}))?"
    ways = [rf"(?P<h1>\d{{1,2}}):(?P<m1>\d{{2}})(?::{second})?"]
    ways.append(
        rf"(?P<h2>\d{{1,2}})\s*{words['h']}(?:\s*(?P<m2>\d{{1,2}})"
        rf"(?:\s*{words['m']}(?:\s*(?P<s2>\d{{1,2}})\s*{words['s']})?)?)?"
    )
    if "." in marks["h"]:
        ways.append(r"(?P<h3>\d{1,2})\.(?P<m3>\d{2})(?:\.(?P<s3>\d{2}))?(?![.\d])")
    return re.compile(rf"{ahead}(?<![\d.:/-])(?:{'|'.join(ways)})(?!\d){after}{zone}")


def _marks(found: set[str]) -> str:
    words = sorted((word for word in found if re.search(_LETTER, word)), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(_whole(_key(word), "") for word in words) + ")" if words else "(?!)"


def _zones() -> list[str]:
    return [name.lower() for name in (*dates.LETTERS, *dates.AMBIGUOUS)]
