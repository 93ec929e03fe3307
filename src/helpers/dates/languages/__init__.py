"""Languages whose time expressions are found. One file, one language: its words, and the rules made of them.

The folder is the registry; the file's name is the language's code. What a file says:

    NAME = "English"
    BABEL = True            months and days of the week are added from Babel: MONTH, WEEKDAY, and without their full
                            stop MONTH_SHORT, WEEKDAY_SHORT; MONTH_SMALL, the months once more, for CASED;
                            where it says nothing, all are in WORDS
    WORDS = {"UNIT": {"week": "W", "weeks": "W"}, "WHICH": {"last": -1, "next": 1}, ...}
                            category -> word -> value. A word is one token in small letters, known as `week`, `Week`
                            and `WEEK`. One word may stand in several categories.
    CASED = ("MONTH_SHORT",)         categories whose words count only as they are written
    SHORT = {"DAY": "D | DAYTH"}     parts of patterns with a name
    RULES = (Rule("DAY MONTH YEAR", "DAY of? MONTH ,? YEAR", "date"), ...)
    ORDINALS, DECADES = ("st", "nd", "rd", "th"), ("s",)     what is glued behind a number: 5th, 1990s
    HALVES = {"am": 0, "pm": 12}     likewise behind an hour; {"h": None} where 20h30 is an hour
    PAST_ENDINGS = ("ed",)           an unknown word that ends so counts as a verb in the past; FUTURE_ENDINGS likewise
    ORDER = "dmy"           how 07/08/1998 is read; without it, as in English, what has two readings stays unresolved

**Tokens.** A text is cut into words (letters alone; `a.m.` in one), numbers with what is glued to them, and single
marks. `Friday's` is three tokens (`Friday ' s`), `14-day` is `14 - day`; every apostrophe is `'`, every long dash `–`.
A blank line ends every expression. Of the rules that fit at a place the longest wins, of equals the first in the file.

**Patterns.** Parts in a row, with spaces between: CATEGORIES in capitals, words and marks as themselves, `( a | b )` a
choice, `?` behind what may be missing. Nothing repeats, so no text takes long. Beside the expression, and no part of
it, must stand one of `before` and one of `after`, and none of `unless_before` and `unless_after`; `first+time` there
is two tokens in a row (two before the expression at most, behind it one). CAPITALISED is any unknown word with a
capital letter, OTHER any other unknown token.

**Categories.** One with a `_` counts as what stands before the `_`: UNIT_ONE, for a pattern that wants the singular,
has values of UNIT. Numbers have by themselves: D (1 to 31), TWO (two digits), HOUR (0 to 24), INT (whole, also
10,000), DECIMAL, YEAR (1000 to 2199), YEAR_SURE (1900 to 2049), YEARS (1914-18), DAYS (3-5), INTS (also 60-90), DAYTH
(5th), ORDINAL (also 19th), DECADE (1990s), DECADE_SHORT (90s), CLOCK (17:30), DOTTED (17.30), CLOCK12 (5pm), ISO
(2022-07-29, also with an hour), ISOMONTH (2022-07), NUMERIC (29/07/2022), MILITARY (0130), FRACTION (1/2). The token
before HALF or OCLOCK is an hour, and no day.

**Kinds.** What the engine does with the values of an expression; it reads these categories and leaves others aside:

    date        D or DAYTH, MONTH, YEAR (each may be missing); WHICH for the year ("March of last year"), or
                SAME: of the year that the text named last ("March of that year")
    days        DAYS, or two of D or DAYTH, with MONTH and YEAR: one interval
    iso, iso month, numeric, years      what the number itself says
    weekday     WEEKDAY, WHICH: -1 last, 0 this, 1 next; without it the tense decides
    day         TODAY: -1 yesterday, 0, 1 tomorrow
    unit        WHICH UNIT ("last week"), SIDE (-1 "earlier this year", 1 "later"); without WHICH the tense decides
    ago         COUNT UNIT and AGO (-1 back, 1 ahead), from the anchor
    ahead       COUNT UNIT behind "in": from the anchor where the clause is in the future, else a duration
    later       COUNT UNIT and LATER (-1 earlier, 1 later), from the last date of the text
    same        UNIT or PART and SAME (-1 previous, 0 same, 1 following), from the last date of the text; a year from
                the last that the text named; what is the same as nothing that was named stays unresolved
    season      SEASON with WHICH, YEAR or SAME
    quarter     ORDINAL or INT (1 to 4) with WHICH or YEAR; half: likewise, 1 or 2
    decade      DECADE
    century     ORDINAL or INT
    holiday     HOLIDAY ("12-25"; "11-4TH", the fourth Thursday of November; "EASTER-2") with WHICH or YEAR
    fiscal      YEAR or WHICH
    clock       CLOCK, CLOCK12, DOTTED, NOON ((12, 0)), or HOUR with HALF or OCLOCK; beside them what a day needs
    part        PART alone ("in the morning")
    duration    COUNT UNIT
    set         UNIT, WEEKDAY, PART, MONTH or SEASON, with COUNT
    reference   REF: PRESENT_REF, PAST_REF, FUTURE_REF
    event       UNIT that something dates which happened, so not resolved
    none        what looks like a time expression and is none; it is passed over

All dates read EDGE (START, MID, END: "early"), ABOUT ("about") and, where they are exact to the day, PART (MO, MI, AF,
EV, NI, DT). COUNT is what INT, DECIMAL, NUMBER (two: 2), A (1), SOME ("several": "X") and HALVE (0.5) say together;
behind LINK or OR it begins again. UNIT is S, TM (minute), TH (hour), D, W, WE (weekend), M, Q, Y, DE (decade) or CE
(century); SEASON is SP, SU, FA or WI. `given` states a value that no word has: `given={"TODAY": -2}`.

**Around.** PAST and FUTURE are words that tell a clause's tense (FUTURE_CASED too), CLAUSE words and marks between
clauses, PRESENT words that make a participle or an INFINITIVE behind them one of the future (*are* set for Friday, *is
to* vote), PROMISE those of the past that do it with an INFINITIVE (*agreed to* meet on Friday), TO_BE words behind one
of FUTURE that do it with a participle (*doit être* voté), AHEAD words right before a date that lies ahead (until).
BOUND is a word right before a date that makes it an open interval: since, until, before or after; words of TO may stand
between (`jusqu'au 3 mai`: `jusqu` is BOUND and AHEAD, `'` and `au` are TO). LINK joins two dates to a range: 0 always,
1 only behind a word of FROM (*between* May *and* June); behind a word of MOVED there is no range (*moved* from May to
June).

**Names.** A year behind a word of NUMBERED, or NUMBERED_SHORT (`art.`), is a number (*resolution* 1973), and one before
capitalised words that end in a word of STREET the number of a house (1119 Eighth *St.*), unless a word of TIMELY stands
before it (*in* 2019 Wall Street fell). A word of NAME_INSIDE, which is in CASED, is a name and no day where it stands
inside a sentence (Russia *Today*), and everywhere before a word of BROADCAST (the Today *programme*). Behind a word of
KNOWN and before a noun a month and day name something known (*the* Jan. 6 riot), which lies in the past whatever the
tense, unless its clause has a word of PLANNED.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

Words = Mapping[str, Mapping[str, object]]


class Rule(NamedTuple):
    """One form of expression: its name (analysts see it), its pattern, and the kind of value it has."""

    name: str
    pattern: str
    kind: str
    before: str = ""
    after: str = ""
    unless_before: str = ""
    unless_after: str = ""
    given: Mapping[str, object] = MappingProxyType({})


def codes() -> list[str]:
    """The codes of the languages there are, in order."""
    return sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))
