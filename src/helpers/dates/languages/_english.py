"""The words of English, and its holidays."""

from __future__ import annotations

from helpers.dates.languages import Words

_SIX = ("second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "weekend")
_UNIT = dict(zip(_SIX, ("S", "TM", "TH", "D", "W", "M", "Q", "Y", "DE", "WE"), strict=True))
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _words(text: str, value: object = 0) -> dict[str, object]:
    return dict.fromkeys(text.split(), value)


def _numbered(text: str, first: int = 1, step: int = 1) -> dict[str, int]:
    return {word: first + step * n for n, word in enumerate(text.split())}


_MONTHS = _numbered("January February March April May June July August September October November December")
_ORDINAL = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
_SMALL = _numbered(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ALSO_NAMES = ("March", "April", "May", "June", "August")


WORDS: Words = {
    "MONTH": {name.lower(): n for name, n in _MONTHS.items() if name not in _ALSO_NAMES},
    # May, March and the like are months only as written, and where the words around say so.
    "MONTH_NAME": {form: _MONTHS[name] for name in _ALSO_NAMES for form in (name, name.upper())},
    "MONTH_LOWER": {name.lower(): _MONTHS[name] for name in _ALSO_NAMES},
    "MONTH_SHORT": {form: n for name, n in _MONTHS.items() if name != "May" for form in (name[:3], name[:3].upper())}
    | {"Sept": 9, "SEPT": 9},
    "WEEKDAY": {name: n for n, name in enumerate(_DAYS)},
    "WEEKDAY_MANY": {f"{name}s": n for n, name in enumerate(_DAYS)},
    "WEEKDAY_SHORT": {
        name: n
        for n, names in enumerate(("Mon", "Tue Tues", "Wed Weds", "Thu Thur Thurs", "Fri", "Sat", "Sun"))
        for name in names.split()
    },
    "UNIT_ONE": {word: unit for word, unit in _UNIT.items() if word != "second"} | {"century": "CE"},
    "UNIT_MANY": {f"{word}s": unit for word, unit in _UNIT.items()}
    | {"centuries": "CE", "hrs": "TH", "mins": "TM", "yrs": "Y"},
    "UNIT_EACH": {
        "daily": "D",
        "weekly": "W",
        "monthly": "M",
        "quarterly": "Q",
        "yearly": "Y",
        "annual": "Y",
        "annually": "Y",
        "hourly": "TH",
    },
    "UNIT_LONG": {"weeklong": "W", "yearlong": "Y", "monthlong": "M", "daylong": "D"},
    "A": {"a": 1, "an": 1},
    "SOME": _words("several few many some", "X"),
    "HALVE": {"half": 0.5},
    "ABOUT_LEAST": _words("least"),
    "NUMBER": _SMALL
    | {word: n for n, word in zip(range(20, 100, 10), _TENS, strict=True)}
    | {"couple": 2, "dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9},
    "ORDINAL": _ORDINAL,
    "DECADE_WORD": {f"{word[:-1]}ies": 1900 + n for n, word in zip(range(20, 100, 10), _TENS, strict=True)},
    "TODAY": {"yesterday": -1, "today": 0, "tomorrow": 1},
    "TODAY_NIGHT": {"tonight": 0},
    "PART": {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "dawn": "MO", "dusk": "EV"},
    "PART_NOW": {"tonight": "NI"},
    "PART_MANY": {"mornings": "MO", "afternoons": "AF", "evenings": "EV", "nights": "NI"},
    "NOON": {"noon": (12, 0), "midday": (12, 0), "midnight": (24, 0)},
    "HALF": {"am": 0, "a.m.": 0, "pm": 12, "p.m.": 12},
    "OCLOCK": {"o": 0},
    "OR": {"or": 0},
    "ZONE": _words("GMT UTC EST EDT CST CDT MST MDT PST PDT ET CET CEST BST JST IST MSK AEST"),
    "WHICH": {"last": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "upcoming": 1},
    "SAME": {"same": 0, "that": 0, "following": 1, "previous": -1, "preceding": -1},
    "AGO": {"ago": -1},
    "LATER": {"later": 1, "afterward": 1, "afterwards": 1, "earlier": -1, "beforehand": -1, "previously": -1},
    "SIDE": {"earlier": -1, "later": 1},
    "EDGE": {"early": "START", "mid": "MID", "late": "END"},
    "EDGE_OF": {"beginning": "START", "start": "START", "middle": "MID", "end": "END", "close": "END"},
    "SEASON": {"summer": "SU", "winter": "WI", "autumn": "FA"},
    "SEASON_WORD": {"spring": "SP", "fall": "FA"},
    "ABOUT": _words("about around circa approximately roughly nearly almost over"),
    "ABOUT_DAY": _words("around circa approximately"),
    "ABOUT_THAN": _words("more less fewer"),
    "QUALITY": _words("more consecutive straight full whole additional further extra long working business calendar"),
    "REF": _words("now currently nowadays presently", "PRESENT_REF")
    | _words("recently lately", "PAST_REF")
    | _words("soon", "FUTURE_REF"),
    "MONEY": _words("$ £ € ¥ us$ #"),
    "COUNTED": _words(
        "people men women children soldiers troops workers students dollars euros pounds yen miles km kilometers "
        "kilometres meters metres feet tons tonnes barrels percent % members employees votes words million billion "
        "thousand hundred dead deaths victims refugees families houses homes cases copies points units shares points "
        "degrees kilograms kg pages items jobs cars passengers players prisoners officers police civilians times"
    ),
    "NEWS": _words(
        "Times Telegraph Mail News Post Mirror Express Star Herald Tribune Beast Standard Show Record Sun Monitor"
    ),
    "NUMBERED": _words(
        "no number page room rule flight highway route boeing section article resolution windows version "
        "numbers pages rooms rules flights sections articles resolutions"
    ),
    "STREET": _words(
        "street st avenue ave road rd lane ln drive dr boulevard blvd highway hwy ct way pl terrace parkway pkwy"
    ),
    "TIMELY": _words("in since until till during by before after the a an this that his her its our their"),
    "NAME_INSIDE": _words("Today"),
    "BROADCAST": _words("programme program show"),
    "KNOWN": _words("the"),
    "PLANNED": _words("upcoming planned scheduled proposed forthcoming deadline"),
    "LINK": _words("to through thru until till - –", 0) | {"and": 1},
    "FROM": _words("from between"),
    "BOUND": {"since": "since", "until": "until", "till": "until", "before": "before", "after": "after"},
    "CLAUSE": _words(', : ( ) " ` – and but that which who whose because as when while if although where after before'),
    "AHEAD": _words("until till by as"),
    "FUTURE": _words(
        "will would shall should might must can ll wo plans planned planning plan scheduled expected expects "
        "expect due slated hopes hope wishes wants intends going upcoming proposed deadline be "
        "starts begins opens closes ends expires resumes resume reopens arrives arrive plays departs convenes meets "
        "gathers hosts travels decides go goes takes"
    ),
    "FUTURE_CASED": _words("may"),
    "PRESENT": _words("is are am"),
    "INFINITIVE": _words("to"),
    "PROMISE": _words(
        "agreed vowed promised pledged threatened decided ordered asked urged invited instructed required "
        "summoned subpoenaed told"
    ),
    "MOVED": _words("moved postponed delayed pushed changed shifted extended brought put"),
    "PAST": _words(
        "was were had did has have been could said told became began broke brought built bought came caught chose cut "
        "drew "
        "drove fell felt fought found flew got gave went grew heard held hit kept knew led left lost made met paid put "
        "ran rose saw sent shot shut sold spent spoke stood struck swore took taught thought threw won wrote gone seen "
        "taken given known shown written done born hurt beat cost read quit spread hid sank rang sang swam stole woke "
        "moved postponed delayed pushed changed shifted extended agreed vowed promised pledged threatened "
        "decided ordered asked urged invited instructed required "
        "summoned subpoenaed "
        "set let tore wore bore swept slept wept crept dealt bent lent dug hung stuck stung swung spun clung fled bled "
        "shook "
        "forgot froze rode drank ate forbade laid lit shone shrank sought slid split sprang understood upheld withdrew "
        "withheld overcame overthrew undertook put cast burst"
    ),
    "NEUTRAL": _words(
        "need indeed speed hundred sacred proceed exceed succeed feed seed breed unprecedented united red throughout "
        "despite unlike whereas although however meanwhile"
    ),
}

HOLIDAYS = (
    ("christmas day", "12-25"),
    ("christmas eve", "12-24"),
    ("boxing day", "12-26"),
    ("new year ' ? s ' ? day", "01-01"),
    ("new year ' ? s ' ? eve", "12-31"),
    ("valentine ' ? s ' ? day", "02-14"),
    ("st .? patrick ' ? s ' ? day", "03-17"),
    ("april fools ' ? day", "04-01"),
    ("earth day", "04-22"),
    ("may day", "05-01"),
    ("the? fourth of july", "07-04"),
    ("bastille day", "07-14"),
    ("halloween", "10-31"),
    ("( veterans | armistice ) ' ? day", "11-11"),
    ("martin luther king ( ,? jr .? )? day", "01-3MO"),
    ("presidents ' ? day", "02-3MO"),
    ("memorial day", "05-LMO"),
    ("labor day", "09-1MO"),
    ("columbus day", "10-2MO"),
    ("election day", "11-1MO1"),
    ("thanksgiving ( day )?", "11-4TH"),
    ("black friday", "11-4TH1"),
    ("ash wednesday", "EASTER-46"),
    ("palm sunday", "EASTER-7"),
    ("good friday", "EASTER-2"),
    ("easter sunday", "EASTER"),
    ("easter monday", "EASTER+1"),
)
