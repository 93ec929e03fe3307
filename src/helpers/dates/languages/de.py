"""German: absolute and partial dates, simple relative ones, durations and what comes again."""

from helpers.dates.languages import Rule, Words
from helpers.dates.languages._lists import ended, numbered, words

NAME = "German"
BABEL = True
ORDER = "dmy"
DECADES = ("er",)
# Small and capital letters tell words apart: morgen is tomorrow, der Morgen the morning.
CASED = ("TODAY_SMALL", "PART_NOUN", "WEEKDAY_SHORT", "ORDINAL_ROMAN")
PAST_ENDINGS = ("te", "ten", "tete", "teten")

_NUMBERS = numbered("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn", 2)
_TENS = numbered("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10)
_DAYS = numbered("montag dienstag mittwoch donnerstag freitag samstag sonntag", 0)
_PARTS = {"morgen": "MO", "vormittag": "MO", "mittag": "MI", "nachmittag": "AF", "abend": "EV", "nacht": "NI"}


def _endings(stems: str, value: object) -> dict[str, object]:
    return ended(stems, "e en er es em", value)


WORDS: Words = {
    "UNIT_ONE": {
        "minute": "TM",
        "stunde": "TH",
        "tag": "D",
        "tages": "D",
        "woche": "W",
        "wochenende": "WE",
        "wochenendes": "WE",
        "monat": "M",
        "monats": "M",
        "quartal": "Q",
        "quartals": "Q",
        "jahr": "Y",
        "jahres": "Y",
        "jahre": "Y",
        "jahrzehnt": "DE",
        "jahrhundert": "CE",
    },
    "UNIT_MANY": {
        "minuten": "TM",
        "stunden": "TH",
        "tage": "D",
        "tagen": "D",
        "wochen": "W",
        "monate": "M",
        "monaten": "M",
        "quartale": "Q",
        "quartalen": "Q",
        "jahre": "Y",
        "jahren": "Y",
        "jahrzehnte": "DE",
        "jahrzehnten": "DE",
        "jahrhunderte": "CE",
        "jahrhunderten": "CE",
    },
    "MONTH": {"jänner": 1, "feber": 2},
    "WEEKDAY": {"sonnabend": 5} | {f"{day}{part}": n for day, n in _DAYS.items() for part in _PARTS},
    "PART_OF_DAY": {f"{day}{part}": value for day in _DAYS for part, value in _PARTS.items()},
    "WEEKDAY_MANY": {f"{day}s": n for day, n in _DAYS.items()},
    "NUMBER": _NUMBERS
    | _TENS
    | {"dutzend": 12, "hundert": 100, "eineinhalb": 1.5, "anderthalb": 1.5, "zweieinhalb": 2.5},
    "A": words("ein eine einem einer eines einen", 1),
    "SOME": words("einige einigen mehrere mehreren wenige wenigen", "X"),
    "WHICH": _endings("vergangen letzt vorig", -1) | _endings("dies laufend", 0) | _endings("kommend nächst", 1),
    "WHICH_PAST": _endings("vergangen letzt vorig", -1),
    "WHICH_NEXT": _endings("kommend nächst", 1),
    "SAME": _endings("selb gleich", 0)
    | words("desselben derselben demselben denselben dieselbe dasselbe derselbe", 0)
    | words("jener jene jenes jenem jenen", 0)
    | _endings("folgend darauffolgend", 1)
    | {"darauf": 1, "zuvor": -1},
    "TODAY": {"gestern": -1, "vorgestern": -2, "heute": 0, "übermorgen": 2},
    "TODAY_SMALL": {"morgen": 1},
    "SEASON": {"frühling": "SP", "frühjahr": "SP", "sommer": "SU", "herbst": "FA", "winter": "WI"},
    "PART": {part: value for part, value in _PARTS.items() if part != "morgen"},
    "PART_NOUN": {"Morgen": "MO"},
    "PART_EARLY": {"früh": "MO"},
    "EDGE": {"anfang": "START", "mitte": "MID", "ende": "END"},
    "EDGE_OF": _endings("früh", "START") | _endings("spät", "END"),
    "ABOUT": words("etwa rund circa ca knapp ungefähr"),
    "ORDINAL": _endings("erst", 1) | _endings("zweit", 2) | _endings("dritt", 3) | _endings("viert", 4),
    "DAYTH": {"ersten": 1},
    "DECADE_WORD": {
        f"{one}{end}": year
        for one, year in (
            ("zwanziger", 1920),
            ("dreißiger", 1930),
            ("vierziger", 1940),
            ("fünfziger", 1950),
            ("sechziger", 1960),
            ("siebziger", 1970),
            ("achtziger", 1980),
            ("neunziger", 1990),
        )
        for end in ("", "n", "jahre", "jahren")
    },
    "UNIT_EACH": {"täglich": "D", "wöchentlich": "W", "monatlich": "M", "jährlich": "Y", "stündlich": "TH"},
    "NOON": {"mittags": (12, 0), "mitternacht": (24, 0)},
    "REF": words("jetzt derzeit momentan gegenwärtig", "PRESENT_REF")
    | words("kürzlich neulich unlängst", "PAST_REF")
    | words("bald demnächst künftig", "FUTURE_REF"),
    "BOUND": {"seit": "since", "ab": "since", "bis": "until", "vor": "before", "nach": "after"},
    "TO": words("zum zur dem der den ins"),
    "LINK": words("bis zum - –") | {"und": 1},
    "FROM": words("zwischen von vom"),
    "AHEAD": words("bis ab"),
    "COUNTED": words(
        "euro dollar franken mark menschen personen tote toten verletzte einwohner demonstranten soldaten männer "
        "frauen kinder polizisten kilometer meter tonnen hektar exemplare stellen millionen milliarden seiten fälle "
        "stimmen uhr"
    ),
    "NUMBERED": words(
        "resolution resolutionen artikel artikeln gesetz paragraf paragraph richtlinie verordnung dekret nummer seite "
        "kapitel absatz flug zimmer raum saal route autobahn regel §"
    ),
    "NUMBERED_SHORT": words("nr art abs"),
    "CLAUSE": words(", und aber dass"),
    "PAST": words(
        "war waren hatte hatten wurde wurden kam kamen ging gingen fiel fielen lief liefen stieg stiegen trat traten "
        "begann begannen zog zogen gab gaben fand fanden schrieb starb starben blieb blieben nahm nahmen sprach "
        "sprachen stand standen ließ ließen verlor verloren brach brachen rief riefen traf trafen schloss sah hielt "
        "erhielt gewesen"
    ),
    "FUTURE": words(
        "ab wird werden soll sollen will wollen dürfte geplant erwartet vorgesehen beginnt öffnet entscheidet "
        "hofft hoffen erhofft erhoffen wünscht wünschen erwarten möchte möchten plant planen beabsichtigt"
    ),
}

SHORT = {
    "ART": "der | die | das | dem | den | des",
    "MON": "MONTH | MONTH_SHORT .?",
    "WD": "WEEKDAY | WEEKDAY_SHORT .?",
    "DAY": "D . | DAYTH",
    "UNIT": "UNIT_ONE | UNIT_MANY",
    "N": "( INT | DECIMAL | NUMBER ) NUMBER?",
    "C": "( ein )? SOME | A | N ( ( bis | oder | - | – ) N )?",
    "DATE": "( ART )? ( WD ,? ( ART )? )? DAY MON",
    "PARTS": "PART | PART_NOUN | PART_EARLY | TODAY_SMALL",
    "EARLY": "( ART )? ( EDGE | EDGE_OF ) ( des )? ( jahres )?",
    "NUMBERS": "NUMBERED | NUMBERED? NUMBERED_SHORT .?",
    "THAT_YEAR": "( ART )? SAME ( jahres | jahr )",
    "AT": "um ( ABOUT )? ( HOUR | CLOCK | DOTTED ) uhr",
}

RULES = (
    Rule("an age", "C ( UNIT ) alt", "none"),
    Rule("an age", "im alter von C UNIT", "none"),
    Rule("a number", "NUMBERS YEAR ( ( , | und ) YEAR )?", "none"),
    # whole dates
    Rule("ISO date", "ISO", "iso"),
    Rule("DAY/MONTH/YEAR", "( ART )? ( WD ,? ( ART )? )? NUMERIC", "numeric"),
    Rule("DAY MONTH YEAR", "DATE ,? ( des jahres )? YEAR", "date"),
    Rule("DAY MONTH", "DATE", "date"),
    Rule("DAY MONTH of last, this, next year", "DATE WHICH jahres", "date"),
    Rule("DAY MONTH of the same year", "DATE THAT_YEAR", "date"),
    Rule(
        "DAY to DAY MONTH",
        "( vom | ART )? ( DAY ( bis | und | - | – ) ( zum | ART )? DAY | DAYS . ) MON ( YEAR )?",
        "days",
    ),
    # months and years
    Rule("MONTH YEAR", "( EARLY )? MON ( des jahres )? YEAR", "date"),
    Rule("MONTH of last, this, next year", "EARLY? MON WHICH jahres", "date"),
    Rule("MONTH of the same year", "EARLY? MON THAT_YEAR", "date"),
    Rule("last, this, next MONTH", "WHICH MONTH", "date"),
    Rule("MONTH", "( EARLY | ( ART )? monat ) MONTH", "date"),
    Rule("MONTH", "MONTH", "date", before="im seit bis ab und oder zwischen von vom zum zu vor nach kälteste heißeste"),
    Rule(
        "YEAR",
        "YEAR_SURE",
        "date",
        before="seit bis ab jahr jahre vor nach ( PAST von zwischen",
        unless_after="COUNTED %",
    ),
    Rule("YEAR", "YEAR_SURE", "date", unless_before="- INT $ € ABOUT", unless_after="CAPITALISED COUNTED % - INT"),
    Rule("YEAR", "YEAR", "date", before="seit bis ab jahr", unless_after="CAPITALISED COUNTED %"),
    Rule("YEAR", "( ( ART )? jahr | ( ART )? jahres | ( ART )? jahre ) YEAR", "date"),
    Rule("part of YEAR", "EARLY YEAR", "date"),
    Rule("YEAR to YEAR", "YEARS", "years", unless_before="- $ €"),
    Rule("DECADE", "EARLY? ( ART )? ( DECADE | DECADE_SHORT ) -? ( jahre | jahren )", "decade"),
    Rule("DECADE", "EARLY? ( ART )? DECADE_WORD ( -? ( jahre | jahren ) )?", "decade", before="in seit der die den"),
    Rule("CENTURY", "EARLY? ( ART )? ( INT . | ORDINAL ) ( jahrhundert | jahrhunderts )", "century"),
    Rule("QUARTER", "( ART )? ( ORDINAL | INT . ) ( quartal | quartals ) ( ( des jahres )? YEAR )?", "quarter"),
    Rule(
        "HALF", "( ART )? ( ORDINAL | INT . ) ( halbjahr | halbjahrs | halbjahres ) ( ( des jahres )? YEAR )?", "half"
    ),
    Rule("SEASON YEAR", "( EARLY | ART )? SEASON ( des jahres )? YEAR", "season"),
    Rule("last, this, next SEASON", "WHICH SEASON", "season"),
    Rule("SEASON", "SEASON", "season", before="im seit"),
    # days of the week
    Rule("on WEEKDAY", "( ART )? WEEKDAY ( PARTS )?", "weekday", unless_before="jeden jedem"),
    Rule("last, this, next WEEKDAY", "( ART )? WHICH WEEKDAY ( PARTS )?", "weekday"),
    Rule("WEEKDAY of last, this, next week", "WEEKDAY WHICH ( woche )", "weekday"),
    # from the anchor
    Rule("yesterday, today, tomorrow", "TODAY ( PARTS )?", "day"),
    Rule(
        "yesterday, today, tomorrow",
        "morgen ( PART | PART_EARLY )?",
        "day",
        given={"TODAY": 1},
        unless_before="am jeden guten ART",
    ),
    Rule("this PART", "( diesen | diesem ) ( PART | PART_NOUN )", "day", given={"TODAY": 0}),
    Rule("last, this, next UNIT", "( ART )? WHICH UNIT_ONE", "unit"),
    Rule("the weekend", "wochenende", "unit", before="am"),
    Rule("end of the UNIT", "EDGE ( des jahres | des monats | der woche )", "unit"),
    Rule("end of the UNIT", "jahresende", "unit", given={"EDGE": "END", "UNIT": "Y"}),
    Rule("N UNITS ago", "vor ( ABOUT | mehr als | fast | gut )? C UNIT", "ago", given={"AGO": -1}),
    Rule("N UNITS from now", "in ( ABOUT )? ( A | N ) UNIT", "ago", given={"AGO": 1}, unless_after="um"),
    # from the last date of the text
    Rule("N UNITS later", "C UNIT ( später | danach | darauf )", "later", given={"LATER": 1}),
    Rule("N UNITS before", "C UNIT ( zuvor | vorher | davor )", "later", given={"LATER": -1}),
    Rule("the same UNIT", "( ART )? SAME ( UNIT_ONE | PART | PART_NOUN ) | tag darauf | tag zuvor", "same"),
    Rule("the day before", "vortag", "same", given={"SAME": -1, "UNIT": "D"}, before="am"),
    # hours
    Rule("HOUR", "( HOUR | CLOCK | DOTTED ) uhr", "clock"),
    Rule("HOUR", "CLOCK", "clock", unless_before="- $ €"),
    Rule("DATE, HOUR", "( WEEKDAY | TODAY | DATE YEAR? ) ,? ( gegen )? AT", "clock"),
    Rule("HOUR, DATE", "( HOUR | CLOCK | DOTTED ) uhr ( am )? ( WEEKDAY | DATE YEAR? )", "clock"),
    # durations and sets
    Rule("N UNITS", "( ABOUT | mehr als | weniger als | fast )? C UNIT", "duration"),
    Rule("the last UNITS", "( ART )? WHICH C UNIT_MANY", "duration"),
    Rule(
        "recent UNITS",
        "( ART )? WHICH_PAST UNIT_MANY",
        "reference",
        given={"REF": "PAST_REF"},
        before="in",
    ),
    Rule("coming UNITS", "( ART )? WHICH_NEXT UNIT_MANY", "reference", given={"REF": "FUTURE_REF"}, before="in"),
    Rule(
        "every UNIT",
        "( jeden | jede | jedes | jedem | alle ) ( C )? ( UNIT | WEEKDAY | SEASON | PART | PART_NOUN )",
        "set",
    ),
    Rule("daily, weekly", "UNIT_EACH", "set"),
    Rule("on WEEKDAYS", "WEEKDAY_MANY", "set", unless_before="des dieses jenes eines"),
    Rule(
        "every UNIT",
        "( einmal | zweimal | dreimal | N mal ) ( pro | im | am | in der ) UNIT_ONE",
        "set",
        given={"COUNT": 1},
    ),
    Rule("now", "REF", "reference"),
    Rule("HOLIDAY", "WHICH weihnachten | weihnachten YEAR?", "holiday", given={"HOLIDAY": "12-25"}),
    Rule("HOLIDAY", "silvester YEAR?", "holiday", given={"HOLIDAY": "12-31"}),
)
