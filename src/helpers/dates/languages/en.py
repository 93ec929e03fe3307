"""English."""

from helpers.dates.languages import Rule
from helpers.dates.languages._english import HOLIDAYS, WORDS

__all__ = ["RULES", "SHORT", "WORDS"]

NAME = "English"
ORDINALS = ("st", "nd", "rd", "th")
DECADES = ("s",)
HALVES = {"am": 0, "pm": 12}
PAST_ENDINGS = ("ed",)
CASED = ("NAME_INSIDE", "NEWS", "FUTURE_CASED", "MONTH_NAME", "MONTH_SHORT", "WEEKDAY_SHORT", "ZONE")

SHORT = {
    "DAY": "D | DAYTH",
    "M": "MONTH | MONTH_NAME | MONTH_SHORT .?",
    "WD": "WEEKDAY | WEEKDAY_SHORT .?",
    "MD": "M the? DAY | the? DAY of? M",
    "MDY": "( M | MONTH_LOWER ) the? DAY ,? YEAR | the? DAY of? ( M | MONTH_LOWER ) ,? YEAR",
    "UNIT": "UNIT_ONE | UNIT_MANY",
    "AB": "ABOUT | ABOUT_THAN than | at ABOUT_LEAST | just over | just under | up to",
    "N": "FRACTION | ( INT | DECIMAL | NUMBER ) ( -? ( NUMBER | FRACTION ) )? ( and A HALVE )?",
    "C": "A? SOME of? | A NUMBER of? | A | N ( ( to | or | - | – ) N )? | DAYS | INTS | HALVE A | A HALVE",
    "T": "( CLOCK | MILITARY ) ZONE | ( CLOCK | DOTTED ) HALF | CLOCK12 | NOON | ( HOUR | NUMBER ) OFCLOCK",
    "OFCLOCK": "HALF | o ' clock",
    "DATED": "WHICH? WD PART? ( ,? ( MDY | MD ) )? | MDY | MD | TODAY | TODAY_NIGHT",
    "EARLY": "EDGE ( - | in )? | the? ( very )? EDGE_OF of",
    "ON": "in since until till by of from through during last before after around between for to and or - – ,",
    "IN": "in since until till by of from through during before after around about between for to and or than",
    "PLACED": "WHICH | previous | preceding | first | final | these",
    "DAYLIKE": "day | week | month | year | morning",
    "MARK": ". , ; : ! ? ) ' - – PARAGRAPH",
    "SAME_YEAR": "( of | , )? ( the | that )? SAME same? year",
    "THE": "the a an his her their its our CAPITALISED",
}
RULES = (
    # what looks like a date and is none
    Rule("an age", "A? N -? ( years | months | weeks | days | year | month | week | day ) -? ( old | olds )", "none"),
    Rule("an age", "( years | year ) of age", "none"),
    Rule("an age", "aged N", "none"),
    Rule("a phrase", "as soon as", "none"),
    Rule("a phrase", "AB? ( A | N ) -? ( quarter | quarters ) of", "none"),
    Rule("a phrase", "one day", "none", unless_before="for in within after than only just least of"),
    Rule(
        "a name",
        "usa today | high noon | ( daily | sunday | saturday | weekly | today ) NEWS | saturday night live",
        "none",
    ),
    Rule("a name", "( super | bloody | fat ) WEEKDAY", "none"),
    Rule("a number", "NUMBERED YEAR ( ( , | and | & ) YEAR )?", "none"),
    # whole dates
    Rule("ISO date", "ISO", "iso", unless_before="/ - ="),
    Rule("ISO month", "ISOMONTH", "iso month", unless_before="- /"),
    Rule("DAY/MONTH/YEAR", "NUMERIC", "numeric", unless_before="MONEY NUMBERED"),
    Rule("DAY MONTH YEAR", "ABOUT_DAY? ( WD ,? )? ( MDY )", "date"),
    Rule("DAY MONTH", "the ORDINAL of M ( ,? YEAR )?", "date"),
    Rule("DAY MONTH", "( ABOUT_DAY | EARLY )? ( WD ,? )? ( MD )", "date"),
    Rule("WEEKDAY the DAY", "WEEKDAY ,? the DAYTH", "date"),
    Rule(
        "the DAY", "the DAYTH", "date", before="on until by since till", unless_after="OTHER CAPITALISED COUNTED PART"
    ),
    Rule("DAY to DAY MONTH", "( DAYS | D ( to | - | – | through | until ) D ) of? M ( ,? YEAR )?", "days"),
    Rule("DAY to DAY MONTH", "DAY and DAY of? M ( ,? YEAR )?", "days", before="FROM"),
    Rule("MONTH DAY to DAY", "M ( DAYS | D ( to | - | – | through | until ) D ) ( ,? YEAR )?", "days"),
    Rule("MONTH DAY to DAY", "M DAY and DAY ( ,? YEAR )?", "days", before="FROM"),
    Rule("week of DAY MONTH", "the? week ( of | beginning | starting ) ( WD ,? )? ( MDY | MD )", "date"),
    Rule(
        "beginning of MONTH",
        "the first ( few )? ( week | weeks | days | half ) of M ( ,? YEAR )?",
        "date",
        given={"EDGE": "START"},
    ),
    Rule(
        "end of MONTH",
        "the ( last | final ) ( few )? ( week | weeks | days | half ) of M ( ,? YEAR )?",
        "date",
        given={"EDGE": "END"},
    ),
    # months and years
    Rule("MONTH YEAR", "( AB | the? EARLY )? ( M | MONTH_LOWER ) ( of | , )? YEAR", "date"),
    Rule("MONTH of last, this, next year", "( the? EARLY )? M ( of | , )? WHICH year", "date"),
    Rule("MONTH of the same year", "( the? EARLY )? M SAME_YEAR", "date"),
    Rule("DAY MONTH of the same year", "( WD ,? )? ( MD ) SAME_YEAR", "date"),
    Rule("last, this, next MONTH", "( the? EARLY )? WHICH M", "date", unless_after="DAY .+D .+DAYTH"),
    Rule("MONTH", "( the? EARLY )? MONTH", "date"),
    Rule("MONTH", "( the? EARLY ) M", "date"),
    Rule("MONTH", "( MONTH_NAME | MONTH_SHORT .? )", "date", before="IN", unless_after="CAPITALISED -+A"),
    Rule(
        "MONTH",
        "( MONTH_NAME | MONTH_SHORT .? )",
        "date",
        after="-+MONTH -+MONTH_NAME -+MONTH_SHORT –+MONTH –+MONTH_NAME –+MONTH_SHORT",
    ),
    Rule(
        "YEAR", "YEAR_SURE", "date", unless_before="MONEY NUMBERED INT - – . CAPITALISED", unless_after="COUNTED % - D"
    ),
    Rule("YEAR", "YEAR", "date", before="in since until by from of circa", unless_after="COUNTED OTHER % - D"),
    Rule("YEAR", "( the | calendar )? year YEAR", "date"),
    Rule("part of YEAR", "( the? EARLY ) ( the? year )? YEAR", "date"),
    Rule("about YEAR", "ABOUT YEAR", "date", after="MARK"),
    Rule("about YEAR", "ABOUT YEAR_SURE", "date", unless_after="COUNTED OTHER % - D"),
    Rule("YEAR", "the? YEAR_SURE UNIT_ONE", "date"),
    Rule("YEAR to YEAR", "YEARS", "years", unless_before="MONEY NUMBERED - ."),
    Rule("DECADE", "the? EARLY? ( DECADE | ' DECADE_SHORT )", "decade"),
    Rule("DECADE", "the EARLY? ' ? ( DECADE_SHORT | DECADE_WORD )", "decade", unless_before="PAST"),
    Rule("CENTURY", "the? EARLY? ORDINAL -? century", "century"),
    Rule(
        "QUARTER", "( the? EARLY )? the? ORDINAL -? quarter ( ( of | in | , )? YEAR | of the? WHICH year )?", "quarter"
    ),
    Rule("QUARTER", "q INT ( ( of | , )? YEAR )?", "quarter"),
    Rule("HALF", "the? ORDINAL half of ( YEAR | WHICH year | the year )", "half"),
    Rule("HALF", "h INT ( of | , )? YEAR", "half"),
    Rule("FISCAL YEAR", "fiscal -? ( year )? YEAR | fy -? ( YEAR | TWO )", "fiscal"),
    Rule("FISCAL YEAR", "WHICH fiscal year", "fiscal"),
    Rule("SEASON YEAR", "( the? EARLY )? the? ( SEASON | SEASON_WORD ) ( of | , )? YEAR", "season"),
    Rule("last, this, next SEASON", "( the? EARLY )? WHICH ( SEASON | SEASON_WORD )", "season"),
    Rule("SEASON of last, this, next year", "the? ( SEASON | SEASON_WORD ) of WHICH year", "season"),
    Rule("SEASON of the same year", "( the? EARLY )? the? ( SEASON | SEASON_WORD ) SAME_YEAR", "season"),
    Rule("SEASON", "the ( SEASON | SEASON_WORD )", "season", before="in during since until by over"),
    Rule("SEASON", "( the? EARLY )? SEASON", "season", before="in during since until by"),
    # days of the week
    Rule("on WEEKDAY", "EDGE? WEEKDAY ( PART )?", "weekday"),
    Rule("on WEEKDAY", "WEEKDAY_SHORT .? PART?", "weekday", before="on by since until last next this"),
    Rule("last, this, next WEEKDAY", "( this past | WHICH ) WD PART?", "weekday"),
    Rule("WEEKDAY of last, this, next week", "WEEKDAY ( PART )? of? WHICH week", "weekday"),
    # days, weeks, months from the anchor
    Rule("yesterday, today, tomorrow", "( SIDE | EDGE )? TODAY PART?", "day"),
    Rule("this PART", "tonight | ( SIDE | EDGE )? this PART", "day", given={"TODAY": 0}),
    Rule("last night", "EDGE? last night", "day", given={"TODAY": -1}),
    Rule("the day before yesterday", "the? day before yesterday", "day", given={"TODAY": -2}),
    Rule("the day after tomorrow", "the? day after tomorrow", "day", given={"TODAY": 2}),
    Rule("last, this, next UNIT", "( SIDE | the? EARLY )? WHICH UNIT_ONE | the current UNIT_ONE", "unit"),
    Rule("last, this, next UNIT", "this past UNIT_ONE", "unit", given={"WHICH": -1}),
    Rule("UNIT before last", "the? UNIT_ONE before last", "unit", given={"WHICH": -2}),
    Rule("UNIT after next", "the? UNIT_ONE after next", "unit", given={"WHICH": 2}),
    Rule("end of the UNIT", "the? EDGE_OF of the UNIT_ONE", "unit"),
    Rule("end of the UNIT", "UNIT_ONE ( - | ' s ) end", "unit", given={"EDGE": "END"}),
    Rule("earlier in the UNIT", "( SIDE | EDGE ) in the UNIT_ONE", "unit"),
    Rule("the weekend", "the weekend", "unit"),
    Rule("N UNITS ago", "( a | one )? fortnight AGO", "ago", given={"COUNT": 2, "UNIT": "W"}),
    Rule("N UNITS", "AB? A? quarter -? century", "duration", given={"COUNT": 25, "UNIT": "Y"}),
    Rule("N UNITS ago", "AB? A? quarter -? century AGO", "ago", given={"COUNT": 25, "UNIT": "Y"}),
    Rule("N UNITS", "a fortnight", "duration", given={"COUNT": 2, "UNIT": "W"}),
    Rule("N UNITS ago", "UNIT_ONE - AGO", "ago", given={"COUNT": 1}),
    Rule("N UNITS later", "UNIT_ONE - earlier", "later", given={"COUNT": 1, "LATER": -1}),
    Rule("N UNITS ago", "AB? C UNIT AGO", "ago"),
    Rule("N UNITS ago", "AB? UNIT_MANY AGO", "ago", given={"COUNT": "X"}),
    Rule("in N UNITS", "AB? C UNIT", "ahead", before="in", unless_before="time+in"),
    Rule("N UNITS from now", "AB? C UNIT ( from ( now | today ) | hence )", "ago", given={"AGO": 1}),
    # from the last date of the text
    Rule("N UNITS later", "AB? C UNIT LATER", "later"),
    Rule("N UNITS later", "( just | only )? UNIT_MANY LATER", "later", given={"COUNT": "X"}),
    Rule("N UNITS before", "AB? C UNIT before", "later", after="MARK", given={"LATER": -1}),
    Rule("N UNITS after", "AB? C UNIT after", "later", after="MARK", given={"LATER": 1}),
    Rule(
        "the day before", "the ( day | night | week | month | year ) before", "same", after="MARK", given={"SAME": -1}
    ),
    Rule("the day after", "the ( day | week | month | year ) after", "same", after="MARK", given={"SAME": 1}),
    Rule("the same UNIT", "( SIDE | EDGE )? ( the | that )? SAME ( same )? ( UNIT_ONE | PART )", "same"),
    Rule("the next day", "the? next ( day | morning )", "same", given={"SAME": 1}),
    # hours
    Rule("HOUR", "AB? T ( in the PART | at night )? ZONE?", "clock", unless_before="MONEY -"),
    Rule("HOUR", "( HOUR | NUMBER ) in the PART", "clock", before="at around by about until till"),
    Rule("HOUR", "CLOCK ( in the PART )?", "clock", before="at around about from until till since between"),
    Rule(
        "HOUR, DATE",
        "AB? ( T | CLOCK ) ( in the PART )? ZONE? ,? on? DATED",
        "clock",
    ),
    Rule(
        "DATE, HOUR",
        "( DATED | ISO | TODAY PART ) ,? ( at | around | by )? ( T | CLOCK ) ZONE?",
        "clock",
    ),
    Rule("part of the day", "EDGE? in the PART", "part"),
    Rule("part of DATE", "the PART of ( WD ,? )? ( MDY | MD )", "date"),
    Rule("overnight", "overnight", "part", given={"PART": "NI"}),
    # durations and sets
    Rule("per UNIT", "A UNIT_ONE", "set", before="INT DECIMAL NUMBER UNIT_MANY COUNTED", unless_after="ago AGO LATER"),
    Rule("N UNITS", "A UNIT_ONE and A HALVE", "duration", given={"COUNT": 1.5}),
    Rule("N UNITS", "( the? PLACED | the following )? AB? C ( QUALITY )? -? UNIT ( -? long )?", "duration"),
    Rule(
        "the last UNITS",
        "( the? PLACED | the following ) AB? C? UNIT_MANY",
        "duration",
    ),
    Rule("the last UNIT", "the ( past | last | next ) UNIT_ONE", "duration", given={"COUNT": 1}),
    Rule(
        "UNITS", "UNIT_MANY ( - long )?", "duration", before="for in over within after of during spent took last recent"
    ),
    Rule("UNITS long", "UNIT_MANY - long", "duration"),
    Rule("UNITS long", "UNIT_LONG", "duration", given={"COUNT": 1}),
    Rule("all UNIT", "all ( day | week | month | year ) ( long )?", "duration", given={"COUNT": 1}),
    Rule(
        "every UNIT",
        "( every | each ) ( other | N | DAYS | INTS )? ( UNIT | WEEKDAY PART? | M | SEASON | SEASON_WORD | PART )",
        "set",
    ),
    Rule("every UNIT", "N UNIT_MANY ( A | per | each | every ) UNIT_ONE", "set", given={"COUNT": 1}),
    Rule("every UNIT", "( once | twice | N times ) ( A | per | each | every ) UNIT_ONE", "set", given={"COUNT": 1}),
    Rule("per UNIT", "per ( UNIT_ONE )", "set"),
    Rule("daily, weekly", "UNIT_EACH", "set", unless_after="CAPITALISED"),
    Rule("on WEEKDAYS", "WEEKDAY_MANY | WEEKDAY PART_MANY", "set"),
    # references
    Rule("now", "( right | just )? REF", "reference", unless_after="-"),
    Rule("now", "( at the moment | at present | these days )", "reference", given={"REF": "PRESENT_REF"}),
    Rule("recent UNITS", "recent UNIT_MANY", "reference", given={"REF": "PAST_REF"}),
    Rule("the past", "the past", "reference", before="in of from", given={"REF": "PAST_REF"}),
    Rule(
        "the future",
        "the? ( near | foreseeable | immediate | distant )? future",
        "reference",
        before="in for of",
        given={"REF": "FUTURE_REF"},
    ),
    # dated by what happened
    Rule(
        "the UNIT of an event", "the ( ORDINAL | last | final )? DAYLIKE ( after | before | of )", "event", after="THE"
    ),
    # holidays
    *(Rule("HOLIDAY", f"( WHICH )? {words} YEAR?", "holiday", given={"HOLIDAY": day}) for words, day in HOLIDAYS),
    *(
        rule
        for words, day in (("christmas", "12-25"), ("easter", "EASTER"), ("new year ' s", "01-01"))
        for rule in (
            Rule("HOLIDAY", f"WHICH {words}", "holiday", given={"HOLIDAY": day}),
            Rule("HOLIDAY", f"{words} YEAR?", "holiday", before="ON at on over", given={"HOLIDAY": day}),
        )
    ),
)
