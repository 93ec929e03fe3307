"""Russian: absolute and partial dates, simple relative ones, durations and what comes again."""

from helpers.dates.languages import Rule, Words
from helpers.dates.languages._lists import centuries, ended, numbered, words

NAME = "Russian"
BABEL = True
ORDER = "dmy"
CASED = ("ORDINAL_ROMAN",)
PAST_ENDINGS = tuple(
    words(
        "ал ала ало али ил ила ило или ел ела ели ул ула ули лся лась лось лись шёл шел шла шли ёл вал рел нут ыл "
        "ыла ыли"
    )
)


def _forms(rows: tuple[tuple[str, str, object], ...]) -> dict[str, object]:
    return {word: value for row in rows for word, value in ended(*row).items()}


_SOFT, _HARD = "ь я ю ем ём е", "0 а у ом е"
_ADJECTIVE = "ый ого ому ым ом ая ой ую ые ых ий его ему им ем яя ей юю ое"

WORDS: Words = {
    # Babel has the nominative and the genitive; these are all cases.
    "MONTH": _forms((
        ("январ", _SOFT, 1), ("феврал", _SOFT, 2), ("март", _HARD, 3), ("апрел", _SOFT, 4), ("ма", "й я ю ем е", 5),
        ("июн", _SOFT, 6), ("июл", _SOFT, 7), ("август", _HARD, 8), ("сентябр", _SOFT, 9), ("октябр", _SOFT, 10),
        ("ноябр", _SOFT, 11), ("декабр", _SOFT, 12),
    )),
    "WEEKDAY": _forms((
        ("понедельник", _HARD, 0), ("вторник", _HARD, 1), ("сред", "а ы е у ой", 2), ("четверг", _HARD, 3),
        ("пятниц", "а ы е у ей", 4), ("суббот", "а ы е у ой", 5), ("воскресень", "е я ю ем", 6),
    )),
    "WEEKDAY_MANY": numbered("понедельникам вторникам средам четвергам пятницам субботам воскресеньям", 0),
    "UNIT_ONE": _forms((
        ("минут", "а ы е у ой", "TM"), ("час", _HARD, "TH"), ("ден", "ь", "D"), ("дн", "я ю ём ем е", "D"),
        ("недел", "я и е ю ей", "W"), ("месяц", "0 а у ем е", "M"), ("квартал", _HARD, "Q"), ("год", "0 а у ом е", "Y"),
        ("десятилети", "е я ю ем и", "DE"), ("век", _HARD, "CE"), ("столети", "е я ю ем и", "CE"),
        ("выходны", "е х м", "WE"), ("сут", "ки", "D"),
    )),
    "UNIT_MANY": _forms((
        ("минут", "0 ы ам ах", "TM"), ("час", "ов а ы ам ах", "TH"), ("дн", "и ей я ям ях ями", "D"),
        ("недел", "ь и ям ях ями", "W"), ("месяц", "ев а ы ам ах ами", "M"), ("квартал", "ов а ы ах", "Q"),
        ("год", "ы а ов ам ах ами", "Y"), ("лет", "0", "Y"), ("десятилети", "й я ях", "DE"), ("век", "ов а ах", "CE"),
        ("сут", "ок", "D"),
    )),
    "NUMBER": numbered("три четыре пять шесть семь восемь девять десять", 3)
    | words("два две двух двумя", 2) | words("трёх трех тремя", 3) | words("четырёх четырех четырьмя", 4)
    | {"пяти": 5, "шести": 6, "семи": 7, "восьми": 8, "девяти": 9, "десяти": 10, "двенадцать": 12, "пятнадцать": 15}
    | {"двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "сто": 100, "полтора": 1.5, "одиннадцать": 11},
    "A": words("один одна одну одного одной", 1),
    "SOME": words("несколько нескольких пару", "X"),
    "WHICH": _forms((("прошл", _ADJECTIVE, -1), ("минувш", _ADJECTIVE, -1), ("истекш", _ADJECTIVE, -1)))
    | words("этот этого этом эта эту этой это", 0) | _forms((("текущ", _ADJECTIVE, 0), ("нынешн", _ADJECTIVE, 0)))
    | _forms((("следующ", _ADJECTIVE, 1), ("будущ", _ADJECTIVE, 1), ("ближайш", _ADJECTIVE, 1))),
    "WHICH_PAST": words("последние последних последним", -1),
    "WHICH_NEXT": words("ближайшие ближайших", 1),
    "SAME": words("тот того том та той ту то", 0),
    "TODAY": {"вчера": -1, "позавчера": -2, "сегодня": 0, "завтра": 1, "послезавтра": 2},
    "SEASON": _forms((
        ("весн", "а ы е у", "SP"), ("лет", "о а у е", "SU"), ("осен", "ь и", "FA"), ("зим", "а ы е у", "WI"),
    )),
    "SEASON_IN": {"весной": "SP", "летом": "SU", "осенью": "FA", "зимой": "WI"},
    "PART": words("утром утра утро", "MO") | words("вечером вечера вечер", "EV") | words("ночью ночи ночь", "NI"),
    "PART_NOON": words("днём днем", "AF"),
    "EDGE": words("начале начала началу", "START")
    | words("середине середины", "MID")
    | words("конце конца концу", "END"),
    "ABOUT": words("около примерно приблизительно"),
    "ORDINAL": _forms((
        ("перв", _ADJECTIVE, 1), ("втор", _ADJECTIVE, 2), ("четвёрт", _ADJECTIVE, 4), ("четверт", _ADJECTIVE, 4),
        ("трет", "ий ьего ьему ьим ьем ья ьей ью", 3),
    )),
    "ORDINAL_ROMAN": centuries() | {"I": 1, "II": 2, "III": 3, "IV": 4},
    "UNIT_EACH": {"ежедневно": "D", "еженедельно": "W", "ежемесячно": "M", "ежегодно": "Y", "ежечасно": "TH"},
    "NOON": {"полдень": (12, 0), "полночь": (24, 0)},
    "REF": words("сейчас теперь", "PRESENT_REF") | words("недавно", "PAST_REF") | words("скоро вскоре", "FUTURE_REF"),
    "BOUND": {"с": "since", "со": "since", "до": "until", "после": "after", "к": "by"},
    "LINK": words("по до - –") | {"и": 1},
    "FROM": words("с со между от"),
    "AHEAD": words("до к"),
    "NOT": words("или если ли и в на с со по до к о об от у за из для при что как не но а"),
    "COUNTED": words(
        "рублей рубля долларов евро человек людей погибших раненых жителей солдат мужчин женщин детей км километров "
        "метров тонн гектаров экземпляров миллионов миллиардов страниц случаев голосов"
    ),
    "NUMBERED": _forms((
        ("резолюци", "я и ю ей й", 0), ("стать", "я и е ю ёй ей", 0), ("статей", "0", 0), ("закон", _HARD, 0),
        ("рейс", _HARD, 0), ("номер", _HARD, 0), ("страниц", "а ы е у ей 0", 0), ("указ", _HARD, 0),
        ("постановлени", "е я ю ем и", 0),
    )) | words("№"),
    "CLAUSE": words(", что но а"),
    "PAST": words("был была было были стал стала стали начал умер погиб сгорел нашли нашёл вышел мог могли ушли"),
    "FUTURE": words(
        "будет будут планирует планируют намерен намерена намерены состоится состоятся пройдёт пройдет пройдут "
        "начнётся начнется начнутся откроется продлится станет станут сможет смогут вступит назначены назначена "
        "назначен запланирован запланирована запланированы ожидается ожидаются должен должна должны предстоит "
        "подведут доставят проголосует вынесет надеется надеются рассчитывает рассчитывают "
        "желает желают собирается собираются"
    ),
}  # fmt: skip

SHORT = {
    "WHICH_SOME": "WHICH_PAST | WHICH_NEXT",
    "MON": "MONTH | MONTH_SHORT .?",
    "G": "года | году | год | годом | г .? | гг .?",
    "UNIT": "UNIT_ONE | UNIT_MANY",
    "N": "( INT | DECIMAL | NUMBER ) NUMBER?",
    "C": "SOME | A | N ( ( - | – | или ) N )?",
    "DATE": "( WEEKDAY ,? )? ( D | D - го ) MON",
    "PARTS": "PART | PART_NOON",
    "EARLY": "( ( самом | самого ) )? EDGE",
}

RULES = (
    Rule("an age", "( N | N - ) лет", "none", before=", (", after=", )"),
    Rule("an age", "( возрасте | старше | младше ) N ( лет | года )", "none"),
    Rule("a number", "NUMBERED №? YEAR ( ( , | и ) YEAR )?", "none", unless_after="G"),
    # whole dates
    Rule("ISO date", "ISO", "iso"),
    Rule("DAY/MONTH/YEAR", "( WEEKDAY ,? )? NUMERIC ( G )?", "numeric"),
    Rule("DAY MONTH YEAR", "DATE YEAR ( G )?", "date"),
    Rule("DAY MONTH", "DATE", "date"),
    Rule("DAY MONTH of last, this, next year", "DATE WHICH года", "date"),
    Rule("DAY MONTH of the same year", "DATE SAME же года", "date"),
    Rule("DAY to DAY MONTH", "( с | со )? ( D ( по | и | до | - | – ) D | DAYS ) MON ( YEAR ( G )? )?", "days"),
    # months and years
    Rule("MONTH YEAR", "( EARLY )? MON YEAR ( G )?", "date"),
    Rule("MONTH of last, this, next year", "( EARLY )? MONTH WHICH года", "date"),
    Rule("MONTH of the same year", "( EARLY )? MONTH SAME же года", "date"),
    Rule("last, this, next MONTH", "( WHICH ) MONTH", "date"),
    Rule("MONTH", "( EARLY )? MONTH", "date"),
    Rule("YEAR", "YEAR ( G )", "date"),
    Rule("YEAR", "YEAR_SURE", "date", before="в с со по до к (", unless_after="COUNTED % OTHER"),
    Rule("part of YEAR", "EARLY YEAR ( G )?", "date"),
    Rule("YEAR to YEAR", "YEARS ( годы | годах | годов | г .? | гг .? )?", "years", unless_before="- $ €"),
    Rule("DECADE", "EARLY? ( YEAR | TWO ) - ( х | е ) ( годах | годов | годы | г .? | гг .? )?", "decade"),
    Rule(
        "CENTURY",
        "EARLY? ( ORDINAL_ROMAN | INT ( - ( м | го | й ) )? ) ( век | века | веке | столетия | столетии )",
        "century",
    ),
    Rule(
        "QUARTER",
        "( ORDINAL | INT ( - ( м | го | й ) )? | ORDINAL_ROMAN ) ( квартал | квартала | квартале ) ( YEAR ( "
        "G )? | WHICH года )?",
        "quarter",
    ),
    Rule(
        "HALF", "( ORDINAL | INT ( - ( м | го | й ) )? ) ( полугодие | полугодия | полугодии ) ( YEAR ( G )? )?", "half"
    ),
    Rule("SEASON YEAR", "( EARLY )? ( SEASON | SEASON_IN ) YEAR ( G )?", "season"),
    Rule("last, this, next SEASON", "( WHICH ) ( SEASON | SEASON_IN ) | ( SEASON | SEASON_IN ) WHICH года", "season"),
    Rule("SEASON", "SEASON_IN", "season"),
    # days of the week
    Rule("on WEEKDAY", "WEEKDAY ( PARTS )?", "weekday", unless_before="каждый каждую каждое"),
    Rule("last, this, next WEEKDAY", "WHICH WEEKDAY ( PARTS )?", "weekday"),
    # from the anchor
    Rule("yesterday, today, tomorrow", "TODAY ( PARTS )?", "day"),
    Rule("last, this, next UNIT", "WHICH UNIT_ONE", "unit"),
    Rule("end of the UNIT", "EDGE ( года | месяца | недели )", "unit"),
    Rule("N UNITS ago", "( ABOUT | почти | более )? C UNIT назад", "ago", given={"AGO": -1}),
    Rule("N UNITS ago", "UNIT_ONE назад", "ago", given={"AGO": -1, "COUNT": 1}),
    Rule("N UNITS from now", "через ( C )? UNIT", "ago", given={"AGO": 1}, unless_after="после"),
    # from the last date of the text
    Rule("N UNITS later", "C UNIT ( спустя | позже ) | спустя C UNIT", "later", given={"LATER": 1}),
    Rule("N UNITS before", "C UNIT ( ранее | раньше )", "later", given={"LATER": -1}),
    Rule("N UNITS before", "UNIT_ONE ( ранее | раньше )", "later", given={"LATER": -1, "COUNT": 1}),
    Rule("the same UNIT", "SAME же UNIT_ONE", "same"),
    Rule("the next day", "следующий день | следующее утро", "same", given={"SAME": 1, "UNIT": "D"}, before="на"),
    Rule("the day before", "накануне", "same", given={"SAME": -1, "UNIT": "D"}, unless_after="OTHER CAPITALISED"),
    # hours
    Rule("HOUR", "CLOCK", "clock", unless_before="- $ €"),
    Rule("DATE, HOUR", "( WEEKDAY | TODAY | DATE ( YEAR ( G )? )? ) ,? в ( CLOCK | HOUR часов )", "clock"),
    # durations and sets
    Rule("N UNITS", "( ABOUT | почти | более | менее )? C UNIT", "duration"),
    Rule("the last UNITS", "WHICH_SOME C UNIT_MANY", "duration"),
    Rule("recent UNITS", "WHICH_PAST UNIT_MANY", "reference", given={"REF": "PAST_REF"}),
    Rule("coming UNITS", "WHICH_NEXT UNIT_MANY", "reference", given={"REF": "FUTURE_REF"}),
    Rule(
        "every UNIT", "( каждый | каждую | каждое | каждые ) ( C )? ( UNIT | WEEKDAY | MONTH | PART | SEASON )", "set"
    ),
    Rule("daily, weekly", "UNIT_EACH", "set"),
    Rule("on WEEKDAYS", "по WEEKDAY_MANY", "set"),
    Rule("every UNIT", "( C )? ( раз | раза ) в UNIT_ONE", "set", given={"COUNT": 1}),
    Rule("now", "REF", "reference"),
    Rule("now", "в настоящее время | на данный момент", "reference", given={"REF": "PRESENT_REF"}),
)
