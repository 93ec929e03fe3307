"""French: absolute and partial dates, simple relative ones, durations and what comes again."""

from helpers.dates.languages import Rule, Words
from helpers.dates.languages._lists import centuries, numbered, words

NAME = "French"
BABEL = True
ORDER = "dmy"
ORDINALS = ("er", "re", "e", "ème", "eme", "ième")
HALVES = {"h": None}
CASED = ("MONTH_SMALL", "ORDINAL_ROMAN", "NEWSPAPER")
PAST_ENDINGS = tuple(words("é ée és ées ait aient èrent irent"))
FUTURE_ENDINGS = tuple(words("era eront ira iront dra dront vra vront ura uront"))

_NUMBERS = numbered("deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize", 2)
_TENS = numbered("vingt trente quarante cinquante soixante", 20, 10)
_DAYS = numbered("lundi mardi mercredi jeudi vendredi samedi dimanche", 0)


WORDS: Words = {
    "UNIT_ONE": {
        "minute": "TM",
        "heure": "TH",
        "jour": "D",
        "journée": "D",
        "semaine": "W",
        "mois": "M",
        "trimestre": "Q",
        "an": "Y",
        "année": "Y",
        "décennie": "DE",
        "siècle": "CE",
        "weekend": "WE",
    },
    "UNIT_MANY": {
        "minutes": "TM",
        "heures": "TH",
        "jours": "D",
        "journées": "D",
        "semaines": "W",
        "mois": "M",
        "trimestres": "Q",
        "ans": "Y",
        "années": "Y",
        "décennies": "DE",
        "siècles": "CE",
    },
    "MONTH_SMALL": {"fevrier": 2, "aout": 8, "decembre": 12},
    "NUMBER": _NUMBERS
    | _TENS
    | {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "cent": 100},
    "A": {"un": 1, "une": 1},
    "DECADE_WORD": numbered("vingt trente quarante cinquante soixante", 1920, 10),
    "HALVE": words("demi demie", 0.5),
    "SOME": words("quelques plusieurs", "X"),
    "WHICH": words("dernier dernière passé passée", -1) | words("ce cet cette", 0) | words("prochain prochaine", 1),
    "WHICH_PAST": words("derniers dernières passés passées", -1),
    "WHICH_NEXT": words("prochains prochaines", 1),
    "NEWSPAPER": words("Minutes"),
    "SAME": {"même": 0, "suivant": 1, "suivante": 1, "précédent": -1, "précédente": -1},
    "TODAY": {"hier": -1, "demain": 1},
    "WEEKDAY_MANY": {f"{day}s": n for day, n in _DAYS.items()},
    "SEASON": {"printemps": "SP", "été": "SU", "automne": "FA", "hiver": "WI"},
    "PART": {"matin": "MO", "matinée": "MO", "soir": "EV", "soirée": "EV", "nuit": "NI"},
    "EDGE": {"début": "START", "milieu": "MID", "mi": "MID", "fin": "END"},
    "ABOUT": words("environ vers"),
    "ORDINAL": {"premier": 1, "première": 1, "deuxième": 2, "second": 2, "troisième": 3, "quatrième": 4, "dix": 10},
    "DAYTH": {"premier": 1},
    "ORDINAL_ROMAN": centuries("e ème ième 0"),
    "NOON": {"midi": (12, 0), "minuit": (24, 0)},
    "REF": words("maintenant actuellement désormais", "PRESENT_REF")
    | words("récemment", "PAST_REF")
    | words("bientôt prochainement", "FUTURE_REF"),
    "BOUND": {"depuis": "since", "dès": "since", "jusqu": "until", "avant": "before", "après": "after"},
    "TO": words("' à au en la le"),
    "LINK": words("à au - –") | {"et": 1},
    "FROM": words("entre de du"),
    "AHEAD": words("jusqu dès ici"),
    "NOT": words(
        "dans par pour sur avec sans et ou où mais que qui à au aux de des du en la le les un une il elle ils"
    ),
    "COUNTED": words(
        "personnes euros dollars morts blessés habitants manifestants soldats hommes femmes enfants policiers km "
        "kilomètres mètres tonnes hectares exemplaires emplois salariés millions milliards francs livres pages"
    ),
    "NUMBERED": words(
        "résolution résolutions article articles loi lois décret décrets directive numéro numéros page pages chapitre "
        "paragraphe vol vols chambre salle route autoroute règle bus"
    ),
    "NUMBERED_SHORT": words("n no nº № art p"),
    "PERSON": words(
        "homme femme enfant garçon fille fillette jeune bébé adolescent adolescente manifestant manifestante militant "
        "militante étudiant étudiante père mère opposant opposante habitant habitante"
    ),
    "CLAUSE": words(", que qui mais et où"),
    "TO_BE": words("être"),
    "PAST": words(
        "a ont avait avaient était étaient fut furent eut dit fait pris mis mort morts venu vu eu reçu ouvert passé"
    ),
    "FUTURE": words(
        "va vont doit doivent devrait devraient prévu prévue prévus prévues attendu attendue attendus "
        "espère espèrent espérons souhaite souhaitent voudrait voudraient envisage "
        "envisagent prévoit prévoient ambitionne ambitionnent"
    ),
}

SHORT = {
    "NUM": "D | DAYTH",
    "MON": "MONTH | MONTH_SHORT .?",
    "WD": "WEEKDAY | WEEKDAY_SHORT .",
    "UNIT": "UNIT_ONE | UNIT_MANY",
    "N": "( INT | DECIMAL | NUMBER ) NUMBER?",
    "C": "SOME | A NUMBER ( de | d ' ) | A | N ( ( à | ou | - ) N )?",
    "DATE": "( le | ce )? ( WD ,? ( le )? )? NUM MON",
    "PARTS": "( au | dans la | en | le )? ( PART | après - midi )",
    "EARLY": "( le | la )? EDGE ( - | de | du | des | d ' )?",
    "NUMBERS": "NUMBERED | NUMBERED? NUMBERED_SHORT ( ° | . )?",
    "THAT_YEAR": "( de | ,? )? ( la même année | cette même année | cette année - là )",
}

RULES = (
    Rule("an age", "( âgé | âgée | âgés | âgées ) de N ans", "none"),
    Rule("an age", "N ans", "none", before=", (", after=", )"),
    Rule("an age", "N ans", "none", before="a avait ont avaient"),
    Rule("an age", "PERSON de N ( ans | mois )", "none"),
    Rule("a name", "( le | de ) vingt heures", "none"),
    Rule("a name", "INT NEWSPAPER", "none"),
    Rule("a number", "NUMBERS YEAR ( ( , | et ) YEAR )?", "none"),
    Rule("some day", "un jour", "none", unless_after="plus avant après de par auparavant"),
    # whole dates
    Rule("ISO date", "ISO", "iso"),
    Rule("DAY/MONTH/YEAR", "( le )? ( WD )? NUMERIC", "numeric"),
    Rule("DAY MONTH YEAR", "DATE ,? YEAR", "date"),
    Rule("DAY MONTH", "DATE", "date"),
    Rule("DAY MONTH of last, this, next year", "DATE de l ' ( an | année ) WHICH", "date"),
    Rule("DAY MONTH of the same year", "DATE THAT_YEAR", "date", given={"SAME": 0}),
    Rule("the DAY", "le D", "date", unless_after="OTHER COUNTED CAPITALISED UNIT_MANY UNIT_ONE % - INT"),
    Rule("WEEKDAY the DAY", "WEEKDAY ( le )? D", "date", unless_after="UNIT_MANY COUNTED : h"),
    Rule("DAY to DAY MONTH", "( du | le )? ( NUM ( au | à | et | - | – ) ( le )? NUM | DAYS ) MON ( YEAR )?", "days"),
    Rule("DAY to DAY MONTH", "entre le NUM et le NUM MON ( YEAR )?", "days"),
    Rule("week of DAY MONTH", "la semaine ( du | des ) NUM MON YEAR?", "date"),
    # months and years
    Rule("MONTH YEAR", "( ABOUT | ( le )? mois ( de | d ' ) | EARLY )? MON YEAR", "date"),
    Rule("MONTH of last, this, next year", "EARLY? MON de l ' ( an | année ) WHICH", "date"),
    Rule(
        "last, this, next MONTH",
        "( mois ( de | d ' ) )? ( MONTH WHICH | ( ce | le )? mois ( de | d ' ) MONTH )",
        "date",
    ),
    Rule("MONTH", "( EARLY | mois ( de | d ' ) )? MONTH_SMALL", "date"),
    Rule("MONTH", "( EARLY | mois ( de | d ' ) ) MONTH", "date"),
    Rule("MONTH of the same year", "EARLY? MON THAT_YEAR", "date", given={"SAME": 0}),
    Rule("YEAR", "YEAR_SURE", "date", before="en depuis dès année an ( avant après fin", unless_after="COUNTED %"),
    Rule("YEAR", "YEAR_SURE", "date", unless_before="- INT $ €", unless_after="OTHER CAPITALISED COUNTED % - INT"),
    Rule("YEAR", "YEAR", "date", before="en depuis année", unless_after="OTHER COUNTED %"),
    Rule("YEAR", "( l ' )? ( année | an ) YEAR", "date"),
    Rule("part of YEAR", "EARLY ( l ' )? ( année )? YEAR", "date"),
    Rule("YEAR to YEAR", "YEARS", "years", unless_before="- $ €"),
    Rule("DECADE", "( les | des )? EARLY? années ( YEAR | TWO | DECADE_WORD )", "decade"),
    Rule("CENTURY", "( le )? EARLY? ( ORDINAL | ORDINAL_ROMAN ) siècle", "century"),
    Rule("QUARTER", "( le )? ORDINAL trimestre ( ( de )? ( l ' année )? YEAR )?", "quarter"),
    Rule("HALF", "( le )? ORDINAL semestre ( ( de )? ( l ' année )? YEAR )?", "half"),
    Rule("SEASON YEAR", "EARLY? ( le | l ' )? SEASON ( de )? YEAR", "season"),
    Rule("last, this, next SEASON", "( ( le | l ' ) SEASON WHICH | ( ce | cet ) SEASON )", "season"),
    Rule("SEASON", "( l ' | le ) SEASON", "season", unless_after="OTHER"),
    # days of the week
    Rule("on WEEKDAY", "( le | ce )? WEEKDAY PARTS?", "weekday", unless_before="chaque tous les"),
    Rule("last, this, next WEEKDAY", "( le )? WEEKDAY ( WHICH | de la semaine WHICH ) PARTS?", "weekday"),
    # from the anchor
    Rule("yesterday, today, tomorrow", "TODAY PARTS?", "day"),
    Rule("yesterday, today, tomorrow", "aujourd ' hui | ce jour", "day", given={"TODAY": 0}),
    Rule("the day before yesterday", "avant - hier PARTS?", "day", given={"TODAY": -2}),
    Rule("the day after tomorrow", "après - demain PARTS?", "day", given={"TODAY": 2}),
    Rule("this PART", "( ce | cet | cette ) PART", "day", given={"TODAY": 0}),
    Rule("this PART", "( ce | cet | cette ) après - midi", "day", given={"TODAY": 0, "PART": "AF"}),
    Rule(
        "last, this, next UNIT",
        "( le | la | l ' )? UNIT_ONE WHICH | ( ce | cet | cette | WHICH ) UNIT_ONE ( - ci )?",
        "unit",
    ),
    Rule("last, this, next UNIT", "( le | ce )? ( week - end | weekend ) WHICH", "unit", given={"UNIT": "WE"}),
    Rule("the weekend", "( ce | le ) ( week - end | weekend )", "unit", given={"UNIT": "WE"}),
    Rule(
        "end of the UNIT",
        "( le | la )? EDGE ( de l ' année | d ' année | du mois | de la semaine )",
        "unit",
    ),
    Rule(
        "N UNITS ago", "il y a ( ABOUT | près de | plus de )? C UNIT ( et HALVE )? ( ABOUT )?", "ago", given={"AGO": -1}
    ),
    Rule("N UNITS from now", "dans ( ABOUT )? C UNIT", "ago", given={"AGO": 1}, unless_after="de"),
    # from the last date of the text
    Rule("N UNITS later", "C UNIT plus tard", "later", given={"LATER": 1}),
    Rule("N UNITS before", "C UNIT ( plus tôt | auparavant )", "later", given={"LATER": -1}),
    Rule("the same UNIT", "( le | la )? même UNIT_ONE | ( le | la | l ' ) UNIT_ONE SAME", "same"),
    Rule("the same UNIT", "( ce | cet | cette ) ( UNIT_ONE | PART ) - là", "same", given={"SAME": 0}),
    Rule("the same UNIT", "( ce | cet | cette ) même ( UNIT_ONE | PART )", "same", given={"SAME": 0}),
    Rule(
        "the next day",
        "le ( lendemain | surlendemain )",
        "same",
        given={"SAME": 1, "UNIT": "D"},
        unless_after="de du des d",
    ),
    Rule("the day before", "la veille", "same", given={"SAME": -1, "UNIT": "D"}, unless_after="de du des d"),
    # hours
    Rule("HOUR", "CLOCK | HOUR heures", "clock", before="à vers dès jusqu'à de"),
    Rule("HOUR", "HOUR heures", "clock", before=". PARAGRAPH", after=". : - –"),
    Rule("HOUR", "CLOCK", "clock", unless_before="- $ €"),
    Rule("DATE, HOUR", "( WEEKDAY | TODAY | DATE YEAR? ) ,? ( à | vers ) ( CLOCK | HOUR heures | NOON )", "clock"),
    Rule("part of the day", "( la matinée | la soirée | la nuit )", "part", before="dans pendant durant"),
    Rule("part of the day", "( ( le )? EDGE d ' | l ' ) après - midi", "part", before="dans en", given={"PART": "AF"}),
    # durations and sets
    Rule("N UNITS", "( ABOUT | près de | plus de | moins de )? C UNIT ( et HALVE )?", "duration"),
    Rule("the last UNITS", "( les | ces | des ) C ( WHICH_PAST | WHICH_NEXT ) UNIT_MANY", "duration"),
    Rule(
        "recent UNITS",
        "( ces | les | des ) WHICH_PAST UNIT_MANY | ( les | des ) UNIT_MANY WHICH_PAST",
        "reference",
        given={"REF": "PAST_REF"},
    ),
    Rule(
        "coming UNITS",
        "( ces | les | des ) WHICH_NEXT UNIT_MANY | ( les | des ) UNIT_MANY WHICH_NEXT",
        "reference",
        given={"REF": "FUTURE_REF"},
    ),
    Rule("the past", "le passé", "reference", before="dans par", given={"REF": "PAST_REF"}),
    Rule("the future", "l ' avenir", "reference", before="à dans pour", given={"REF": "FUTURE_REF"}),
    Rule("every UNIT", "chaque ( UNIT_ONE | WEEKDAY | MONTH | SEASON | PART )", "set"),
    Rule("every UNIT", "( tous | toutes ) les ( C )? ( UNIT_MANY | PART )", "set"),
    Rule("on WEEKDAYS", "tous les ( WEEKDAY | WEEKDAY_MANY )", "set"),
    Rule("every UNIT", "( C ) fois par UNIT_ONE", "set", given={"COUNT": 1}),
    Rule("now", "REF", "reference"),
    Rule("now", "à l ' heure actuelle | en ce moment | pour le moment", "reference", given={"REF": "PRESENT_REF"}),
    Rule("HOLIDAY", "noël WHICH", "holiday", given={"HOLIDAY": "12-25"}),
    Rule("HOLIDAY", "noël YEAR?", "holiday", given={"HOLIDAY": "12-25"}, before="à de depuis avant après pour"),
)
