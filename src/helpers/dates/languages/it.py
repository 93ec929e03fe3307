"""Italian: absolute and partial dates, simple relative ones, durations and what comes again."""

from helpers.dates.languages import Rule, Words
from helpers.dates.languages._lists import centuries, numbered, words

NAME = "Italian"
BABEL = True
ORDER = "dmy"
ORDINALS = ("º", "ª", "o", "a")
CASED = ("MONTH_SMALL", "ORDINAL_ROMAN")
PAST_ENDINGS = tuple(words("ato ito uto ata ita uta ati iti uti ate ite ute ava avano arono"))
FUTURE_ENDINGS = tuple(words("erà irà eranno iranno drà dranno vrà vranno"))

_NUMBERS = numbered("due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici", 2)
_TENS = numbered("venti trenta quaranta cinquanta sessanta", 20, 10)


WORDS: Words = {
    "UNIT_ONE": {
        "minuto": "TM",
        "ora": "TH",
        "giorno": "D",
        "giornata": "D",
        "settimana": "W",
        "mese": "M",
        "trimestre": "Q",
        "anno": "Y",
        "decennio": "DE",
        "secolo": "CE",
    },
    "UNIT_MANY": {
        "minuti": "TM",
        "ore": "TH",
        "giorni": "D",
        "settimane": "W",
        "mesi": "M",
        "trimestri": "Q",
        "anni": "Y",
        "decenni": "DE",
        "secoli": "CE",
    },
    "NUMBER": _NUMBERS | _TENS | {"decina": 10, "dozzina": 12, "quindicina": 15, "ventina": 20, "cento": 100},
    "A": {"un": 1, "una": 1, "uno": 1},
    "DECADE_WORD": numbered("venti trenta quaranta cinquanta sessanta settanta ottanta novanta", 1920, 10),
    "HALVE": words("mezzo mezza", 0.5),
    "SOME": words("alcuni alcune diversi diverse parecchi pochi poche qualche", "X"),
    "WHICH": words("scorso scorsa passato passata ultimo ultima", -1)
    | words("questo questa quest", 0)
    | words("prossimo prossima venturo ventura", 1),
    "WHICH_PAST": words("ultimi ultime scorsi scorse", -1),
    "WHICH_NEXT": words("prossimi prossime", 1),
    "THAT": words("quel quello quell quella"),
    "SAME": {"stesso": 0, "stessa": 0, "successivo": 1, "successiva": 1, "seguente": 1, "precedente": -1},
    "TODAY": {
        "ieri": -1,
        "oggi": 0,
        "domani": 1,
        "dopodomani": 2,
        "stamattina": 0,
        "stamani": 0,
        "stasera": 0,
        "stanotte": 0,
    },
    "PART_NOW": {"stamattina": "MO", "stamani": "MO", "stasera": "EV", "stanotte": "NI"},
    "SEASON": {"primavera": "SP", "estate": "SU", "autunno": "FA", "inverno": "WI"},
    "PART": {"mattina": "MO", "mattino": "MO", "pomeriggio": "AF", "sera": "EV", "serata": "EV", "notte": "NI"},
    "EDGE": {"inizio": "START", "inizi": "START", "metà": "MID", "fine": "END"},
    "ABOUT": words("circa"),
    "ORDINAL": {"primo": 1, "prima": 1, "secondo": 2, "seconda": 2, "terzo": 3, "quarto": 4},
    "DAYTH": {"primo": 1},
    "ORDINAL_ROMAN": centuries(),
    "NOON": {"mezzogiorno": (12, 0), "mezzanotte": (24, 0)},
    "REF": words("ora adesso attualmente", "PRESENT_REF")
    | words("recentemente", "PAST_REF")
    | words("presto prossimamente", "FUTURE_REF"),
    "BOUND": {
        "dal": "since",
        "dall": "since",
        "dalla": "since",
        "da": "since",
        "fino": "until",
        "entro": "by",
        "dopo": "after",
    },
    "TO": words("' al alla all il la"),
    "LINK": words("a al - –") | {"e": 1, "il": 0},
    "FROM": words("tra fra dal da dall"),
    "AHEAD": words("entro"),
    "NOT": words("in per con su e o che ma come si a al di del della dei il lo la i gli le un una ha hanno è sono"),
    "COUNTED": words(
        "persone euro dollari lire morti feriti abitanti manifestanti soldati uomini donne bambini km chilometri "
        "metri tonnellate ettari copie posti milioni miliardi pagine casi voti"
    ),
    "NUMBERED": words(
        "risoluzione risoluzioni articolo articoli legge leggi decreto decreti direttiva numero numeri pagina pagine "
        "capitolo paragrafo comma volo voli camera stanza sala strada autostrada regola"
    ),
    "NUMBERED_SHORT": words("n nº № art p"),
    "PERSON": words("uomo donna bambino bambina bimbo bimba ragazzo ragazza giovane"),
    "CLAUSE": words(", che ma e dove"),
    "TO_BE": words("essere"),
    "PAST": words(
        "ha hanno aveva avevano era erano fu furono ebbe disse fece detto fatto visto preso messo morto morti aperto "
        "chiesto"
    ),
    "FUTURE": words(
        "deve devono previsto prevista previsti previste atteso attesa attesi attese dovrebbe dovrebbero spera "
        "sperano vorrebbe vorrebbero desidera desiderano auspica auspicano intende "
        "intendono prevede prevedono"
    ),
}

SHORT = {
    "WHICH_SOME": "WHICH_PAST | WHICH_NEXT",
    "NUM": "D | DAYTH | INT ( ° | º )",
    "MON": "MONTH | MONTH_SHORT .?",
    "WD": "WEEKDAY | WEEKDAY_SHORT .",
    "UNIT": "UNIT_ONE | UNIT_MANY",
    "N": "( INT | DECIMAL | NUMBER ) NUMBER?",
    "C": "SOME | A NUMBER di | A '? | N ( ( a | o | - ) N )?",
    "DATE": "( il | lo | l ' )? ( WD ,? )? ( il )? NUM ( di )? MON",
    "PARTS": "( di | nel | nella | in )? PART",
    "EARLY": "( l ' | la )? EDGE ( di | del | dell ' | degli | d ' )?",
    "NUMBERS": "NUMBERED | NUMBERED? NUMBERED_SHORT ( ° | . º? )?",
    "THAT_YEAR": "dello stesso anno | lo stesso anno | di? THAT ( ' | stesso )? anno",
    "LAST": "( il | la | lo | l ' )? ( UNIT_ONE WHICH | WHICH UNIT_ONE )",
}

RULES = (
    Rule("an age", "( di )? N anni", "none", before=", (", after=", )"),
    Rule("an age", "N anni", "none", before="ha aveva hanno avevano compie"),
    Rule("an age", "PERSON di N ( anni | mesi )", "none"),
    Rule("a name", "sole INT ore | ultim ' ora", "none"),
    Rule("a number", "NUMBERS YEAR ( ( , | e ) YEAR )?", "none"),
    Rule("some day", "un giorno", "none", unless_after="dopo prima fa e di a"),
    # whole dates
    Rule("ISO date", "ISO", "iso"),
    Rule("DAY/MONTH/YEAR", "( il )? ( WD )? NUMERIC", "numeric"),
    Rule("DAY MONTH YEAR", "DATE ( del | , )? YEAR", "date"),
    Rule("DAY MONTH", "DATE", "date"),
    Rule("DAY MONTH of last, this, next year", "DATE ( dell ' | dello | del ) ( anno WHICH | WHICH anno )", "date"),
    Rule("DAY MONTH of the same year", "DATE ( THAT_YEAR )", "date", given={"SAME": 0}),
    Rule("the DAY", "il D", "date", unless_after="OTHER COUNTED CAPITALISED UNIT_MANY UNIT_ONE % - INT"),
    Rule("WEEKDAY the DAY", "WEEKDAY D", "date", unless_after="UNIT_MANY COUNTED :"),
    Rule(
        "DAY to DAY MONTH",
        "( dal | il | l ' )? ( NUM ( al | e | - | – ) ( il )? NUM | DAYS ) MON ( ( del )? YEAR )?",
        "days",
    ),
    Rule("DAY to DAY MONTH", "( tra | fra ) il NUM e il NUM MON ( ( del )? YEAR )?", "days"),
    # months and years
    Rule("MONTH YEAR", "( EARLY | ( il )? mese di )? MON ( del | dell ' anno | , )? YEAR", "date"),
    Rule("MONTH of last, this, next year", "EARLY? MON dell ' anno WHICH", "date"),
    Rule("MONTH of the same year", "EARLY? MON ( THAT_YEAR )", "date", given={"SAME": 0}),
    Rule("last, this, next MONTH", "( lo )? ( MONTH WHICH | WHICH MONTH )", "date"),
    Rule("MONTH", "( EARLY | ( il )? mese di )? MONTH_SMALL", "date"),
    Rule("YEAR", "YEAR_SURE", "date", before="nel dal del al anno ( dopo entro", unless_after="COUNTED %"),
    Rule("YEAR", "YEAR_SURE", "date", unless_before="- INT $ €", unless_after="OTHER CAPITALISED COUNTED % - INT"),
    Rule("YEAR", "YEAR", "date", before="nel dal anno", unless_after="OTHER COUNTED %"),
    Rule("YEAR", "( l ' )? anno YEAR", "date"),
    Rule("part of YEAR", "EARLY ( anno )? YEAR", "date"),
    Rule("YEAR to YEAR", "YEARS", "years", unless_before="- $ €"),
    Rule("DECADE", "( gli )? EARLY? anni ( YEAR | '? TWO | DECADE_WORD )", "decade"),
    Rule("CENTURY", "( il )? EARLY? ( ORDINAL | ORDINAL_ROMAN ) secolo", "century"),
    Rule("QUARTER", "( il )? ORDINAL trimestre ( ( del )? YEAR )?", "quarter"),
    Rule("HALF", "( il )? ORDINAL semestre ( ( del )? YEAR )?", "half"),
    Rule("SEASON YEAR", "EARLY? ( la | l ' )? SEASON ( del )? YEAR", "season"),
    Rule(
        "last, this, next SEASON",
        "( la | l ' )? ( SEASON WHICH | WHICH SEASON ) | ( questa | quest ' ) SEASON",
        "season",
    ),
    Rule("SEASON", "( la | l ' )? SEASON", "season", before="in nella nell durante '"),
    # days of the week
    Rule("on WEEKDAY", "( il | lo )? WEEKDAY PARTS?", "weekday", unless_before="ogni di"),
    Rule(
        "last, this, next WEEKDAY",
        "( il | lo )? ( WHICH WEEKDAY | WEEKDAY WHICH | WEEKDAY della settimana WHICH ) PARTS?",
        "weekday",
    ),
    # from the anchor
    Rule("yesterday, today, tomorrow", "TODAY PARTS?", "day"),
    Rule("the day before yesterday", "l ' altro ieri | avantieri", "day", given={"TODAY": -2}),
    Rule("this PART", "questa ( PART )", "day", given={"TODAY": 0}),
    Rule("last, this, next UNIT", "LAST | ( questo | questa | quest ' ) UNIT_ONE", "unit"),
    Rule(
        "last, this, next UNIT",
        "( lo | il )? ( WHICH | SAME )? ( fine settimana | weekend ) WHICH?",
        "unit",
        given={"UNIT": "WE"},
    ),
    Rule(
        "end of the UNIT",
        "( la )? EDGE ( dell ' anno | d ' anno | del mese | della settimana )",
        "unit",
    ),
    Rule("N UNITS ago", "( ABOUT | quasi | più di )? C UNIT fa", "ago", given={"AGO": -1}),
    Rule("N UNITS from now", "( tra | fra ) C UNIT", "ago", given={"AGO": 1}),
    # from the last date of the text
    Rule("N UNITS later", "C UNIT ( dopo | più tardi )", "later", given={"LATER": 1}, unless_after="il la la l"),
    Rule("N UNITS before", "C UNIT ( prima )", "later", given={"LATER": -1}, unless_after="di del della"),
    Rule("the same UNIT", "( lo | la ) SAME UNIT_ONE | ( il | la | l ' ) UNIT_ONE SAME", "same"),
    Rule("the same UNIT", "( nello stesso | THAT stesso | THAT '? ) UNIT_ONE", "same", given={"SAME": 0}),
    Rule("the same UNIT", "( THAT | THAT stessa | la stessa | nella stessa ) PART", "same", given={"SAME": 0}),
    Rule("the next day", "( il | l ' ) indomani", "same", given={"SAME": 1, "UNIT": "D"}, unless_after="di del della"),
    # hours
    Rule("HOUR", "( le | alle )? ( ore ) ( CLOCK | HOUR | DOTTED )", "clock"),
    Rule("HOUR", "CLOCK", "clock", unless_before="- $ €"),
    Rule("DATE, HOUR", "( WEEKDAY | TODAY | DATE ( ( del )? YEAR )? ) ,? alle ( ore )? ( CLOCK | HOUR )", "clock"),
    # durations and sets
    Rule("N UNITS", "( ABOUT | quasi | più di | meno di )? C UNIT ( e HALVE )?", "duration"),
    Rule("the last UNITS", "( gli | le | i )? WHICH_SOME C UNIT_MANY", "duration"),
    Rule("recent UNITS", "( gli | le | i )? WHICH_PAST UNIT_MANY", "reference", given={"REF": "PAST_REF"}),
    Rule("coming UNITS", "( gli | le | i )? WHICH_NEXT UNIT_MANY", "reference", given={"REF": "FUTURE_REF"}),
    Rule("every UNIT", "ogni ( C )? ( UNIT_ONE | UNIT_MANY | WEEKDAY | MONTH | SEASON | PART )", "set"),
    Rule("every UNIT", "( tutti i | tutte le ) ( UNIT_MANY | WEEKDAY | sere | notti )", "set"),
    Rule("every UNIT", "C ( volta | volte ) ( al | alla | all ' | l ' | per ) UNIT_ONE", "set", given={"COUNT": 1}),
    Rule("now", "REF", "reference", unless_after="DAYTH"),
    Rule("HOLIDAY", "natale WHICH | ( il )? WHICH natale", "holiday", given={"HOLIDAY": "12-25"}),
    Rule("HOLIDAY", "natale YEAR?", "holiday", given={"HOLIDAY": "12-25"}, before="a di dopo prima per"),
)
