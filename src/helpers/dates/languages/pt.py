"""Portuguese: absolute and partial dates, simple relative ones, durations and what comes again."""

from helpers.dates.languages import Rule, Words
from helpers.dates.languages._lists import centuries, numbered, words

NAME = "Portuguese"
BABEL = True
ORDER = "dmy"
ORDINALS = ("º", "ª", "o", "a")
HALVES = {"h": None}
CASED = ("MONTH_SMALL", "ORDINAL_ROMAN")
PAST_ENDINGS = tuple(words("ou aram eram iram ava avam ado ido ada ida ados idos adas idas ira eu iu"))
FUTURE_ENDINGS = tuple(words("ará erá irá arão erão irão rá"))

_NUMBERS = numbered("três quatro cinco seis sete oito nove dez onze doze treze catorze quinze", 3)
_TENS = numbered("vinte trinta quarenta cinquenta sessenta", 20, 10)


WORDS: Words = {
    "UNIT_ONE": {
        "minuto": "TM",
        "hora": "TH",
        "dia": "D",
        "semana": "W",
        "mês": "M",
        "trimestre": "Q",
        "ano": "Y",
        "década": "DE",
        "século": "CE",
    },
    "UNIT_MANY": {
        "minutos": "TM",
        "horas": "TH",
        "dias": "D",
        "semanas": "W",
        "meses": "M",
        "trimestres": "Q",
        "anos": "Y",
        "décadas": "DE",
        "séculos": "CE",
    },
    # segunda, terça ... are ordinals too: alone they are days only where the words around say so.
    "WEEKDAY_WORD": numbered("segunda terça quarta quinta sexta", 0),
    "WEEKDAY_SURE": {"sábado": 5, "domingo": 6},
    "NUMBER": _NUMBERS
    | _TENS
    | {"dois": 2, "duas": 2, "catorze": 14, "quatorze": 14, "dezena": 10, "dúzia": 12, "quinzena": 15, "cem": 100},
    "A": {"um": 1, "uma": 1},
    "DECADE_WORD": numbered("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa", 1920, 10),
    "WEEKDAY_MANY": numbered("segundas terças quartas quintas sextas sábados domingos", 0),
    "HALVE": words("meio meia", 0.5),
    "SOME": words("alguns algumas vários várias poucos poucas", "X"),
    "WHICH": words("passado passada último última", -1)
    | words("este esta neste nesta", 0)
    | words("próximo próxima", 1),
    "WHICH_PAST": words("últimos últimas", -1),
    "WHICH_NEXT": words("próximos próximas", 1),
    "THAT": words("esse essa nesse nessa desse dessa aquele aquela naquele naquela daquele daquela"),
    "SAME": {"mesmo": 0, "mesma": 0, "seguinte": 1, "anterior": -1},
    "TODAY": {"ontem": -1, "anteontem": -2, "hoje": 0, "amanhã": 1},
    "SEASON": {"primavera": "SP", "verão": "SU", "outono": "FA", "inverno": "WI"},
    "PART": {"manhã": "MO", "madrugada": "MO", "tarde": "AF", "noite": "NI"},
    "EDGE": {
        "início": "START",
        "começo": "START",
        "princípio": "START",
        "meados": "MID",
        "fim": "END",
        "final": "END",
        "finais": "END",
    },
    "ABOUT": words("aproximadamente cerca"),
    "ORDINAL": {"primeiro": 1, "primeira": 1, "segundo": 2, "terceiro": 3, "quarto": 4},
    "DAYTH": {"primeiro": 1},
    "ORDINAL_ROMAN": centuries(),
    "REF": words("agora atualmente actualmente", "PRESENT_REF")
    | words("recentemente", "PAST_REF")
    | words("brevemente", "FUTURE_REF"),
    "BOUND": {"desde": "since", "até": "until", "antes": "before", "após": "after", "depois": "after"},
    "TO": words("o a os as ao à de do da"),
    "LINK": words("a ao à - –") | {"e": 1},
    "FROM": words("entre de do desde"),
    "AHEAD": words("até"),
    "NOT": words(
        "eu meu seu teu museu europeu em por para com sem e ou que mas como se a ao à de do da o os as um uma no na "
        "nos nas são é"
    ),
    "COUNTED": words(
        "pessoas euros dólares reais mortos feridos habitantes manifestantes soldados homens mulheres crianças km "
        "quilómetros quilômetros metros toneladas hectares exemplares empregos milhões páginas casos votos"
    ),
    "NUMBERED": words(
        "resolução resoluções artigo artigos lei leis decreto decretos diretiva portaria número números página páginas "
        "capítulo parágrafo voo voos sala rodovia estrada regra"
    ),
    "NUMBERED_SHORT": words("n nº № art p"),
    "PERSON": words("homem mulher criança menino menina jovem rapaz idoso idosa"),
    "CLAUSE": words(", que mas e onde"),
    "TO_BE": words("ser"),
    "PAST": words(
        "foi foram era eram tinha tinham havia houve disse fez fizeram teve deu viu veio dito feito visto pôs esteve "
        "estava"
    ),
    "FUTURE": words(
        "vai vão deve devem previsto prevista previstos previstas esperado esperada esperados esperadas "
        "espera esperam deseja desejam gostaria pretende pretendem planeja planejam prevê preveem"
    ),
}

SHORT = {
    "WHICH_SOME": "WHICH_PAST | WHICH_NEXT",
    "NUM": "D | DAYTH | INT ( º | ° )",
    "MON": "MONTH | MONTH_SHORT .?",
    "WD": "WEEKDAY_WORD - feira | WEEKDAY_SURE",
    "UNIT": "UNIT_ONE | UNIT_MANY",
    "N": "( INT | DECIMAL | NUMBER ) ( e? NUMBER )?",
    "C": "SOME | A NUMBER de | A | N ( ( a | ou | - ) N )?",
    "DATE": "( o )? ( WD ,? )? ( o )? ( dia )? NUM ( de )? MON",
    "THAT_YEAR": "( ( do | no )? mesmo ano | de? THAT mesmo? ano )",
    "NUMBERS": "NUMBERED | NUMBERED? NUMBERED_SHORT ( ° | . º? )?",
    "OF": "de | do ano de | do | /",
    "PARTS": "( de | à | da | pela | ao )? ( PART | fim da tarde )",
    "EARLY": "( o | os )? EDGE ( de | do | da | dos )?",
}

RULES = (
    Rule("an age", "( de )? N anos", "none", before=", (", after=", )"),
    Rule("an age", "N anos", "none", before="tem tinha têm completa fez"),
    Rule("an age", "PERSON de N ( anos | meses )", "none"),
    Rule("a number", "NUMBERS YEAR ( ( , | e ) YEAR )?", "none"),
    Rule("some day", "um dia", "none", unless_after="depois antes de e a"),
    Rule("an ordinal", "( a | na | da | pela ) WEEKDAY_WORD", "none", after="OTHER CAPITALISED UNIT_ONE"),
    # whole dates
    Rule("ISO date", "ISO", "iso"),
    Rule("DAY/MONTH/YEAR", "( o )? ( dia )? ( WD )? NUMERIC", "numeric"),
    Rule("DAY MONTH YEAR", "DATE ( OF | , )? YEAR", "date"),
    Rule("DAY MONTH", "DATE", "date"),
    Rule("DAY MONTH of last, this, next year", "DATE do ano WHICH", "date"),
    Rule("DAY MONTH of the same year", "DATE THAT_YEAR", "date", given={"SAME": 0}),
    Rule("the DAY", "( o )? dia ( D | DAYTH )", "date", unless_after="OTHER COUNTED CAPITALISED UNIT_MANY % - INT"),
    Rule("WEEKDAY the DAY", "WD ,? D", "date", unless_after="UNIT_MANY COUNTED : h"),
    Rule(
        "DAY to DAY MONTH",
        "( de | do dia )? ( NUM ( a | ao | e | - | – ) NUM | DAYS ) ( de )? MON ( OF? YEAR )?",
        "days",
    ),
    Rule("DAY to DAY MONTH", "entre ( os dias | o dia )? NUM e ( o dia )? NUM de MON ( OF? YEAR )?", "days"),
    # months and years
    Rule("MONTH YEAR", "( EARLY | ( o )? mês de )? MON ( OF | , )? YEAR", "date"),
    Rule("MONTH of last, this, next year", "EARLY? MON do ano WHICH", "date"),
    Rule("MONTH of the same year", "EARLY? MON THAT_YEAR", "date", given={"SAME": 0}),
    Rule("last, this, next MONTH", "( o )? ( MONTH WHICH | WHICH MONTH )", "date"),
    Rule("MONTH", "( EARLY | ( o )? mês de )? MONTH_SMALL", "date"),
    Rule("YEAR", "YEAR_SURE", "date", before="em desde ano ( antes após até", unless_after="COUNTED %"),
    Rule("YEAR", "YEAR_SURE", "date", unless_before="- INT $ €", unless_after="OTHER CAPITALISED COUNTED % - INT"),
    Rule("YEAR", "YEAR", "date", before="em desde ano", unless_after="OTHER COUNTED %"),
    Rule("YEAR", "( o )? ano ( de )? YEAR", "date"),
    Rule("part of YEAR", "EARLY ( ano de )? YEAR", "date"),
    Rule("YEAR to YEAR", "YEARS", "years", unless_before="- $ €"),
    Rule("DECADE", "EARLY? ( os )? anos ( YEAR | TWO | DECADE_WORD )", "decade"),
    Rule("DECADE", "( a )? década ( de ) ( YEAR | TWO )", "decade"),
    Rule("CENTURY", "EARLY? ( o )? século ( ORDINAL_ROMAN | INT )", "century"),
    Rule("QUARTER", "( o )? ( ORDINAL | INT º ) trimestre ( OF? YEAR )?", "quarter"),
    Rule("HALF", "( o )? ( ORDINAL | INT º ) semestre ( OF? YEAR )?", "half"),
    Rule("SEASON YEAR", "EARLY? ( o | a )? SEASON OF? YEAR", "season"),
    Rule(
        "last, this, next SEASON",
        "( o | a )? ( SEASON WHICH | WHICH SEASON ) | ( este | esta | neste | nesta ) SEASON",
        "season",
    ),
    Rule("SEASON", "SEASON", "season", before="no na durante desde"),
    # days of the week
    Rule("on WEEKDAY", "( a | o )? WD PARTS?", "weekday", unless_before="cada todo toda aos às"),
    Rule(
        "on WEEKDAY",
        "( esta | nesta )? WEEKDAY_WORD PARTS?",
        "weekday",
        before="na à desde até nesta esta e",
        unless_after="OTHER UNIT_ONE CAPITALISED",
    ),
    Rule(
        "last, this, next WEEKDAY",
        "( a | o )? ( WHICH ( WD | WEEKDAY_WORD ) | ( WD | WEEKDAY_WORD ) WHICH ) PARTS?",
        "weekday",
    ),
    # from the anchor
    Rule("yesterday, today, tomorrow", "TODAY PARTS?", "day"),
    Rule("yesterday, today, tomorrow", "depois de amanhã", "day", given={"TODAY": 2}),
    Rule("this PART", "( esta | nesta ) PART", "day", given={"TODAY": 0}),
    Rule("last, this, next UNIT", "( o | a | no | na )? ( UNIT_ONE WHICH | WHICH UNIT_ONE )", "unit"),
    Rule("last, this, next UNIT", "( o | a | no | na ) UNIT_ONE que vem", "unit", given={"WHICH": 1}),
    Rule(
        "last, this, next UNIT",
        "( o | no )? ( WHICH fim de semana | fim de semana WHICH? )",
        "unit",
        given={"UNIT": "WE"},
    ),
    Rule("end of the UNIT", "( o )? EDGE ( do ano | de ano | do mês | da semana )", "unit"),
    Rule("N UNITS ago", "( há | faz ) ( ABOUT de? | quase | mais de )? C UNIT ( atrás )?", "ago", given={"AGO": -1}),
    Rule("N UNITS ago", "C UNIT atrás", "ago", given={"AGO": -1}),
    Rule("N UNITS from now", "( daqui a | dentro de ) C UNIT", "ago", given={"AGO": 1}),
    # from the last date of the text
    Rule("N UNITS later", "C UNIT ( depois | mais tarde )", "later", given={"LATER": 1}, unless_after="de do da"),
    Rule("N UNITS before", "C UNIT antes", "later", given={"LATER": -1}, unless_after="de do da"),
    Rule("the same UNIT", "( o | a | no | na )? SAME UNIT_ONE | ( o | a | no | na ) UNIT_ONE SAME", "same"),
    Rule("the same UNIT", "THAT ( mesmo | mesma )? ( UNIT_ONE | PART )", "same", given={"SAME": 0}),
    # hours
    Rule("HOUR", "( CLOCK | HOUR ) horas", "clock", before="às pelas as"),
    Rule("HOUR", "CLOCK", "clock", unless_before="- $ €"),
    Rule("DATE, HOUR", "( WD | TODAY | DATE ( OF? YEAR )? ) ,? às ( CLOCK | HOUR ) ( horas )?", "clock"),
    # durations and sets
    Rule("N UNITS", "( ABOUT de? | quase | mais de | menos de )? C UNIT ( e HALVE )?", "duration"),
    Rule("the last UNITS", "( os | as | nos | nas )? ( WHICH_SOME C UNIT_MANY | C WHICH_SOME UNIT_MANY )", "duration"),
    Rule("recent UNITS", "( os | as | nos | nas ) WHICH_PAST UNIT_MANY", "reference", given={"REF": "PAST_REF"}),
    Rule("coming UNITS", "( os | as | nos | nas ) WHICH_NEXT UNIT_MANY", "reference", given={"REF": "FUTURE_REF"}),
    Rule("every UNIT", "( cada | todo | toda ) ( o | a )? ( C )? ( UNIT_ONE | UNIT_MANY | WD | PART )", "set"),
    Rule("every UNIT", "( todos os | todas as ) ( UNIT_MANY | noites | tardes | manhãs )", "set"),
    Rule("on WEEKDAYS", "( todos os | todas as | aos | às ) WEEKDAY_MANY ( - feiras )?", "set"),
    Rule("every UNIT", "C ( vez | vezes ) por UNIT_ONE", "set", given={"COUNT": 1}),
    Rule("now", "REF", "reference"),
    Rule("HOLIDAY", "natal WHICH | ( o )? WHICH natal", "holiday", given={"HOLIDAY": "12-25"}),
    Rule("HOLIDAY", "natal ( de )? YEAR?", "holiday", given={"HOLIDAY": "12-25"}, before="no de o desde até"),
)
