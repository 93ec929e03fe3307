"""Spanish."""

NAME = "Spanish"
COMMON = "el la los las de del que y en un una por con para se su es al lo como más pero fue ha no este esta"
ABBREVIATIONS = """sr sra sres srta dr dra d dña ud uds etc ee.uu pág págs núm art av avda gral cap cnel tte
    ej aprox tel st sto sta a.m p.m"""
STARTERS = "el la los las él ella un una en pero según por desde después tras"
ASSERTS = """dijo dice dicen dijeron dicho afirmó afirma afirman afirmaron afirmado declaró declara declararon
    anunció anuncia
    anunciaron anunciado aseguró asegura aseguran aseguraron asegurado señaló señala señalan señalaron indicó indica
    indicaron
    informó informa informaron informado explicó explica explicaron añadió agregó denunció denuncia denunciaron acusó
    acusa
    acusaron advirtió advierte sostuvo sostiene manifestó reveló revela escribió relató aseveró apuntó subrayó
    destacó comentó
    publicó reportó"""
CONFIRMS = """confirmó confirma confirman confirmaron confirmado reconoció reconoce reconocen reconocieron
    reconocido admitió admite admiten admitieron admitido"""
DENIES = """negó niega niegan negaron negado desmintió desmiente desmienten desmintieron desmentido rechazó
    rechaza rechazan rechazaron refutó refuta"""
_CHARGES = r"""(?:\s+(?:\w+mente|tajantemente|las?|los|el|toda?s?|esas?|estas?|cualquier|que|haber|ser|este
    |sus?)){1,4}(?:\s+(?:acusaci\w+|denuncias?|alegaciones|informaciones|versiones|críticas|señalamientos))?"""
AFTER = {
    "rechazó rechaza rechazan rechazaron": (
        r"""(?:\s+\w+){0,3}?\s+(?:acusaci\w+|denuncias?|alegaciones|informaciones|versi\w+|críticas
    |señalamientos|haber)\b"""
    ),
    "negó niega niegan negaron negado": rf"{_CHARGES}|[,:.]",
    "reconoció reconoce reconocen reconocieron": r"\s+(?:\w+\s+)?(?:que|haber|su|sus|la|el|los|las)\b|[,:]",
    "publicó comentó destacó reveló denunció denuncia": r"\s+(?:que)\b|[,:]|\s+(?:el|la|[A-Z])",
    "acusó acusa acusaron": r"\s+(?:\S+\s+){1,9}?de\b",
}  # fmt: skip
NAME_BEFORE = ""
DECLINES = (
    r"""(?:declinó|rehusó|rehusaron|declinaron|evitó|se\s+negó\s+a|se\s+negaron\s+a|no\s+quiso
    |no\s+quisieron)\s+(?:a\s+)?(?:hacer\s+)?(?:comentar|comentarios?|responder|declaraciones|confirmar
    |pronunciarse|hablar|decir|dar\s+detalles)""",
    r"no\s+(?:respondió|respondieron|ha\s+respondido|han\s+respondido|contestó|contestaron)\b",
)
NO_CLAIM_SO = (
    r"no\s+(?:hay|existen?|hubo)\s+(?:pruebas|evidencias?|indicios)\s+(?:de|que)\b",
    r"(?:es|son|era|eran)\s+(?:\w+mente\s+)?(?:fals[oa]s?|infundad[oa]s?|mentira)\b",
)
ACCORDING = (r"[Ss]egún", r"[Dd]e\s+acuerdo\s+(?:con|a)")
BY = (r"(?:publicad[oa]s?|revelad[oa]s?|difundid[oa]s?|confirmad[oa]s?|citad[oa]s?|obtenid[oa]s?)\s+por",)
PRONOUNS = "él ella ellos ellas"
PASSIVE = "fue fueron ser sido es son siendo"
BETWEEN = """ha han había habían también ya luego además este el lunes martes miércoles jueves viernes
    sábado domingo hoy ayer lo le no posteriormente nunca siempre
    repetidamente"""
BREAKS = """que quien quienes donde cuando mientras porque como si tras después antes desde aunque pero o ni y e fue
    fueron es son
    era eran ha han había está están en por para sobre contra sin entre hacia hasta durante según con lunes martes
    miércoles
    jueves viernes sábado domingo no se"""
NAME_JOINS = "de del la las los el y al"
PREPOSITIONS = "con contra por sobre entre para sin ante"
ARTICLES = "el la los las un una unos unas su sus este esta varios varias dos tres"
DEFINITE = "el la los las"
HEARERS = r"(?:(?:a|al)\s+(?:la\s+|los\s+)?(?:[\w.-]+\s+){1,3}?)"
OCCASIONS = r"(?:(?:en|durante|mediante|a\s+través\s+de)\s+(?:una?|la|el|su)\s+(?:[\w-]+\s+){1,3}?)"
DATE_WORDS = r"(?:,\s*)?(?:(?:el|este|en|desde|pasado)\s+)*"
OWN_DENIAL = r"""(?:que\s+|[,«\"“:]\s*)*(?:(?:[Éé]l|[Ee]lla|el\s+gobierno|la\s+empresa)\s+)?(?:no\s+(?:ha
    |han|había|habían|hemos|he)\s+|nunca\s+)\w+"""
QUOTED_DENIAL = r"(?:no\s+(?:he|hemos)\s+|nunca\s+(?:he|hemos)\s+)\w+"
SUPPOSED = r"(?<!ncluso\s)\b[Ss]i\b[^,;:—–“”«»\"]*\Z"
CLAUSES = "tras después antes mientras cuando desde aunque"
NEGATED = r"(?:no|nunca|jamás|tampoco|ningun[oa]?)\b"
PLANNED = r"(?:va|van)\s+a\s+\w+r\b|\b\w+(?:ará|arán|erá|erán|irá|irán|drá|drán)\b|\b(?:prevé|prevén|planea|planean)\b"
CONDITIONAL = r"(?:[Ss]i|podría|podrían|sería|serían|debería|deberían|quizás?)\b"
HEDGED = r"(?:supuest[oa]s?|presunt[oa]s?|presuntamente|supuestamente|aparentemente|habría|habrían)\b"
VERB = r"""(?:(?P<aux>(?:ha|han|había|habían|fue|fueron|es|son|sido|está|están)\s+(?:sido\s+
    |\w+mente\s+)*)(?P<done>[a-zà-ÿ]{2,}(?:ad|id)[oa]s?|muert[oa]s?|hecho|dicho|visto|puesto|abiert[oa]|escrito
    |roto)|(?P<past>[a-zà-ÿ]{2,}(?:ó|aron|ieron)|hizo|dio|fue|tuvo|puso|vino|murió))(?![\w-])"""
NOT_VERBS = "fue"
EVENTS = """murió mataron mató arrestó detuvo detenido condenó anunció firmó aprobó votó lanzó atacó
    bombardeó ordenó prohibió suspendió renunció dimitió eligió nombró abrió cerró pidió exigió acusó expulsó
    liberó publicó decidió rechazó retiró bloqueó eliminó"""
OPINION = r"(?:[Cc]reo\s+que|en\s+mi\s+opinión|hay\s+que|debemos)\b"
BOILERPLATE = r"^(?:lea también|leer más|suscríbete|publicidad|foto:|compartir)"
