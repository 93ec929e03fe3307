"""Spanish: absolute and partial dates, simple relative ones, durations and what comes again."""

from helpers.dates.languages import Rule, Words
from helpers.dates.languages._lists import centuries, numbered, words

NAME = "Spanish"
BABEL = True
ORDER = "dmy"
ORDINALS = ("º", "ª", "o", "er")
CASED = ("MONTH_SMALL", "ORDINAL_ROMAN")
PAST_ENDINGS = tuple(words("ó aron ieron aba aban ado ido ada ida ados idos adas idas"))
FUTURE_ENDINGS = tuple(words("ará erá irá arán erán irán drá drán brá brán"))

_NUMBERS = numbered("dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince", 2)
_TENS = numbered("veinte treinta cuarenta cincuenta sesenta", 20, 10)


WORDS: Words = {
    "UNIT_ONE": {
        "minuto": "TM",
        "hora": "TH",
        "día": "D",
        "jornada": "D",
        "semana": "W",
        "mes": "M",
        "trimestre": "Q",
        "año": "Y",
        "década": "DE",
        "siglo": "CE",
    },
    "UNIT_MANY": {
        "minutos": "TM",
        "horas": "TH",
        "días": "D",
        "semanas": "W",
        "meses": "M",
        "trimestres": "Q",
        "años": "Y",
        "décadas": "DE",
        "siglos": "CE",
    },
    "MONTH": {"setiembre": 9},
    "NUMBER": _NUMBERS | _TENS | {"decena": 10, "docena": 12, "quincena": 15, "veintena": 20, "cien": 100},
    "A": {"un": 1, "una": 1},
    "DECADE_WORD": numbered("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", 1920, 10),
    "HALVE": words("medio media", 0.5),
    "SOME": words("algunos algunas varios varias unos unas pocos pocas", "X"),
    "WHICH": words("pasado pasada último última", -1) | words("este esta", 0) | words("próximo próxima entrante", 1),
    "WHICH_PAST": words("últimos últimas pasados pasadas", -1),
    "WHICH_NEXT": words("próximos próximas", 1),
    "THAT": words("ese esa aquel aquella"),
    "SAME": {"mismo": 0, "misma": 0, "siguiente": 1, "anterior": -1, "previo": -1},
    "TODAY": {"ayer": -1, "anteayer": -2, "antier": -2, "hoy": 0, "anoche": -1},
    "PART_LAST": {"anoche": "NI"},
    "WEEKDAY_MANY": {"sábados": 5, "domingos": 6},
    "SEASON": {"primavera": "SP", "verano": "SU", "otoño": "FA", "invierno": "WI"},
    "PART": {"madrugada": "MO", "tarde": "AF", "noche": "NI"},
    "PART_MORNING": {"mañana": "MO"},
    "EDGE": {
        "principios": "START",
        "comienzos": "START",
        "inicios": "START",
        "mediados": "MID",
        "finales": "END",
        "fines": "END",
    },
    "ABOUT": words("aproximadamente unos"),
    "ORDINAL": {
        "primer": 1,
        "primero": 1,
        "primera": 1,
        "segundo": 2,
        "segunda": 2,
        "tercer": 3,
        "tercero": 3,
        "cuarto": 4,
    },
    "DAYTH": {"primero": 1},
    "ORDINAL_ROMAN": centuries(),
    "NOON": {"mediodía": (12, 0), "medianoche": (24, 0)},
    "REF": words("ahora actualmente", "PRESENT_REF")
    | words("recientemente", "PAST_REF")
    | words("pronto próximamente", "FUTURE_REF"),
    "BOUND": {"desde": "since", "hasta": "until", "antes": "before", "después": "after"},
    "TO": words("el la los las del de"),
    "LINK": words("a al - –") | {"y": 1, "el": 0},
    "FROM": words("entre de del desde"),
    "AHEAD": words("hasta"),
    "NOT": words("en por para con sin y o que pero como se a al de del el la los las un una lo su sus"),
    "COUNTED": words(
        "personas euros dólares pesos muertos heridos habitantes manifestantes soldados hombres mujeres niños "
        "policías km kilómetros metros toneladas hectáreas ejemplares empleos millones libras páginas casos votos"
    ),
    "NUMBERED": words(
        "resolución resoluciones artículo artículos ley leyes decreto decretos directiva número números página páginas "
        "capítulo párrafo vuelo vuelos habitación sala carretera ruta autopista regla"
    ),
    "NUMBERED_SHORT": words("n nº núm № art p"),
    "PERSON": words("hombre mujer niño niña joven chico chica anciano anciana"),
    "CLAUSE": words(", que pero y donde"),
    "TO_BE": words("ser"),
    "PAST": words(
        "ha han había habían era eran fue fueron hubo dijo hizo hicieron tuvo dio vio puso vino dicho hecho visto"
    ),
    "FUTURE": words(
        "va van debe deben prevé prevén previsto prevista previstos previstas tendrá espera esperan "
        "desea desean querría confía confían pretende pretenden aspira aspiran planea planean"
    ),
}

SHORT = {
    "WHICH_SOME": "WHICH_PAST | WHICH_NEXT",
    "NUM": "D | DAYTH",
    "MON": "MONTH | MONTH_SHORT .?",
    "WD": "WEEKDAY | WEEKDAY_SHORT .",
    "UNIT": "UNIT_ONE | UNIT_MANY",
    "N": "( INT | DECIMAL | NUMBER ) ( y? NUMBER )?",
    "C": "SOME | A NUMBER de | A | N ( ( a | o | - ) N )?",
    "DATE": "( el )? ( día )? ( WD ,? )? NUM ( de )? MON",
    "THAT_YEAR": "( del mismo año | de? ( THAT | este ) mismo año | de? THAT año )",
    "NUMBERS": "NUMBERED | NUMBERED? NUMBERED_SHORT ( ° | . º? )?",
    "OF": "de | del | del año | de el",
    "PARTS": "( por | en | a | de )? ( la | el )? ( PART | PART_MORNING )",
    "EARLY": "( a )? EDGE ( de | del | de los | de el )?",
}

RULES = (
    Rule("an age", "de N años", "none", before=", ("),
    Rule("an age", "N años", "none", before="tiene tenía cumple cumplió tienen"),
    Rule("an age", "PERSON de N ( años | meses )", "none"),
    Rule("a number", "NUMBERS YEAR ( ( , | y ) YEAR )?", "none"),
    Rule("some day", "un día", "none", unless_after="después antes de y a"),
    Rule("an age", "N años", "none", before=", (", after=", )"),
    # whole dates
    Rule("ISO date", "ISO", "iso"),
    Rule("DAY/MONTH/YEAR", "( el )? ( WD )? NUMERIC", "numeric"),
    Rule("DAY MONTH YEAR", "DATE ( OF | , )? YEAR", "date"),
    Rule("DAY MONTH", "DATE", "date"),
    Rule("DAY MONTH of last, this, next year", "DATE del año WHICH", "date"),
    Rule("DAY MONTH of last, this, next year", "DATE del año que viene", "date", given={"WHICH": 1}),
    Rule("DAY MONTH of the same year", "DATE THAT_YEAR", "date", given={"SAME": 0}),
    Rule("the DAY", "( el ) ( día )? D", "date", unless_after="OTHER COUNTED CAPITALISED UNIT_MANY UNIT_ONE % - INT"),
    Rule("WEEKDAY the DAY", "( el )? WEEKDAY ,? ( día )? D", "date", unless_after="UNIT_MANY COUNTED :"),
    Rule(
        "DAY to DAY MONTH",
        "( del | el | los días )? ( NUM ( al | a | y | - | – ) ( el )? NUM | DAYS ) ( de )? MON ( OF? YEAR )?",
        "days",
    ),
    Rule("DAY to DAY MONTH", "entre el NUM y el NUM de MON ( OF? YEAR )?", "days"),
    # months and years
    Rule("MONTH YEAR", "( EARLY | ( el )? mes de )? MON ( OF | , )? YEAR", "date"),
    Rule("MONTH of last, this, next year", "EARLY? MON del año WHICH", "date"),
    Rule("MONTH of the same year", "EARLY? MON THAT_YEAR", "date", given={"SAME": 0}),
    Rule("last, this, next MONTH", "( el )? MONTH WHICH | ( el )? WHICH MONTH", "date"),
    Rule("MONTH", "( EARLY | ( el | este )? mes de )? MONTH_SMALL", "date"),
    Rule("YEAR", "YEAR_SURE", "date", before="en desde año ( antes después hasta", unless_after="COUNTED %"),
    Rule("YEAR", "YEAR_SURE", "date", unless_before="- INT $ €", unless_after="OTHER CAPITALISED COUNTED % - INT"),
    Rule("YEAR", "YEAR", "date", before="en desde año", unless_after="OTHER COUNTED %"),
    Rule("YEAR", "( el )? año YEAR", "date"),
    Rule("part of YEAR", "EARLY ( el )? ( año )? YEAR", "date"),
    Rule("YEAR to YEAR", "YEARS", "years", unless_before="- $ €"),
    Rule("DECADE", "EARLY? ( los )? años ( YEAR | TWO | DECADE_WORD )", "decade"),
    Rule("DECADE", "( la )? década ( de | del )? ( los | 0 )? ( YEAR | TWO )", "decade"),
    Rule("CENTURY", "EARLY? ( el )? siglo ( ORDINAL_ROMAN | INT )", "century"),
    Rule("QUARTER", "( el )? ORDINAL trimestre ( OF? YEAR )?", "quarter"),
    Rule("HALF", "( el )? ORDINAL semestre ( OF? YEAR )?", "half"),
    Rule("SEASON YEAR", "EARLY? ( el | la )? SEASON OF? YEAR", "season"),
    Rule("last, this, next SEASON", "( el | la )? SEASON WHICH | ( este | esta ) SEASON", "season"),
    Rule("last, this, next SEASON", "( el | la ) WHICH SEASON", "season"),
    Rule("SEASON", "( el | la ) SEASON", "season", before="en durante desde"),
    # days of the week
    Rule("on WEEKDAY", "( el | este )? WEEKDAY PARTS?", "weekday", unless_before="cada los"),
    Rule(
        "last, this, next WEEKDAY",
        "( el | este )? ( WHICH WEEKDAY | WEEKDAY WHICH | WEEKDAY de la semana WHICH ) PARTS?",
        "weekday",
    ),
    # from the anchor
    Rule("yesterday, today, tomorrow", "TODAY PARTS?", "day"),
    Rule(
        "yesterday, today, tomorrow",
        "mañana PARTS?",
        "day",
        given={"TODAY": 1, "PART": None},
        unless_before="la esta por de una",
    ),
    Rule("yesterday, today, tomorrow", "pasado mañana", "day", given={"TODAY": 2, "PART": None}),
    Rule("the day before yesterday", "antes de ayer", "day", given={"TODAY": -2}),
    Rule("this PART", "esta ( PART | PART_MORNING )", "day", given={"TODAY": 0}),
    Rule(
        "last, this, next UNIT", "( el | la )? ( UNIT_ONE WHICH | WHICH UNIT_ONE ) | ( este | esta ) UNIT_ONE", "unit"
    ),
    Rule("last, this, next UNIT", "( el | la ) UNIT_ONE que viene", "unit", given={"WHICH": 1}),
    Rule(
        "last, this, next UNIT", "( el )? ( WHICH fin de semana | fin de semana WHICH )", "unit", given={"UNIT": "WE"}
    ),
    Rule("the weekend", "el fin de semana", "unit", given={"UNIT": "WE"}),
    Rule(
        "end of the UNIT",
        "( a )? EDGE ( de año | del año | de mes | del mes | de semana )",
        "unit",
    ),
    Rule(
        "end of the UNIT",
        "( a )? ( fin | final ) ( de año | del año | de mes | del mes )",
        "unit",
        given={"EDGE": "END"},
    ),
    Rule("N UNITS ago", "hace ( ABOUT | casi | más de )? C UNIT", "ago", given={"AGO": -1}),
    Rule("N UNITS ago", "C UNIT atrás", "ago", given={"AGO": -1}),
    Rule("N UNITS from now", "dentro de C UNIT", "ago", given={"AGO": 1}),
    # from the last date of the text
    Rule("N UNITS later", "C UNIT ( después | más tarde )", "later", given={"LATER": 1}, unless_after="de del"),
    Rule("N UNITS before", "C UNIT ( antes )", "later", given={"LATER": -1}, unless_after="de del"),
    Rule("the same UNIT", "( el | la ) SAME UNIT_ONE | ( el | la | al ) UNIT_ONE SAME", "same"),
    Rule("the same UNIT", "THAT ( mismo | misma )? ( UNIT_ONE | PART | PART_MORNING )", "same", given={"SAME": 0}),
    # hours
    Rule("HOUR", "( CLOCK | HOUR ) horas", "clock"),
    Rule("HOUR", "CLOCK", "clock", unless_before="- $ €"),
    Rule(
        "DATE, HOUR", "( ( el )? WEEKDAY | TODAY | DATE ( OF? YEAR )? ) ,? a las ( CLOCK | HOUR ) ( horas )?", "clock"
    ),
    # durations and sets
    Rule("N UNITS", "( ABOUT | casi | más de | menos de )? C UNIT ( y HALVE )?", "duration"),
    Rule(
        "the last UNITS",
        "( los | las )? ( WHICH_SOME C UNIT_MANY | C WHICH_SOME UNIT_MANY | C UNIT_MANY WHICH_SOME )",
        "duration",
    ),
    Rule("recent UNITS", "( los | las ) WHICH_PAST UNIT_MANY", "reference", given={"REF": "PAST_REF"}),
    Rule("coming UNITS", "( los | las ) WHICH_NEXT UNIT_MANY", "reference", given={"REF": "FUTURE_REF"}),
    Rule("every UNIT", "cada ( C )? ( UNIT_ONE | UNIT_MANY | WEEKDAY | MONTH | SEASON | PART | PART_MORNING )", "set"),
    Rule("every UNIT", "( todos los | todas las ) ( UNIT_MANY | noches | tardes )", "set"),
    Rule("on WEEKDAYS", "( todos )? los ( WEEKDAY | WEEKDAY_MANY )", "set"),
    Rule("every UNIT", "C ( vez | veces ) ( al | a la | por ) UNIT_ONE", "set", given={"COUNT": 1}),
    Rule("now", "REF", "reference"),
    Rule("now", "en la actualidad | en este momento", "reference", given={"REF": "PRESENT_REF"}),
    Rule("HOLIDAY", "navidad YEAR? | ( la )? ( WHICH navidad | navidad WHICH )", "holiday", given={"HOLIDAY": "12-25"}),
)
