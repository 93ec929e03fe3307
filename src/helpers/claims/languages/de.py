"""German."""

NAME = "German"
COMMON = "der die das und ist nicht den von mit dem des ein eine auf für sich im zu auch als bei nach wird sind hat"
ABBREVIATIONS = """1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17
    18 19 20 21 22 23 24 25 26 27 28 29 30 31
    dr prof hr fr st nr bzw ca usw z.b d.h u.a v.a s.o evtl ggf inkl jan feb mär apr jun jul aug sept
    okt nov dez
    abs art bd vgl ff mio mrd str tel gen geb gest"""
STARTERS = "der die das er sie es wir ein eine in im am auf bei nach vor seit aber und laut"
ASSERTS = """sagte sagt sagten sagen erklärte erklärt erklärten mitgeteilt teilte berichtete berichtet berichten
    berichteten
    behauptete behauptet betonte betont schrieb schreibt schreiben meldete meldet melden warnte warnt kritisierte
    ankündigte kündigte verkündete äußerte ergänzte versicherte beschuldigte warf zitierte gesagt erzählte erzählt
    sprach forderte fordert"""
CONFIRMS = "bestätigte bestätigt bestätigten bestätigen räumte räumt gestand eingeräumt gab zugegeben"
DENIES = """bestritt bestreitet bestritten bestreiten dementierte dementiert dementierten leugnete leugnet
    wies weist wiesen widersprach widerspricht verneinte zurückgewiesen"""
_BACK = r"""\s+(?:\S+\s+){0,6}?(?:Vorw[uü]rfe?|Anschuldigung(?:en)?|Berichte?|Darstellung|Behauptung(?:en)?
    |Kritik|Spekulationen)\b.{0,80}?\bzurück\b"""
AFTER = {
    "wies weist wiesen": _BACK,
    "widersprach widerspricht": r"\s+(?:\S+\s+){0,4}?(?:Vorw\w+|Bericht\w*|Darstellung\w*|Behauptung\w*|dem|der|den)\b",
    "räumte räumt": r"\s+.{0,80}?\bein\b",
    "gab": r"\s+.{0,80}?\bzu\b",
    "teilte": r"\s+.{0,80}?\bmit\b",
    "kündigte": r"\s+.{0,80}?\ban\b",
    "warf": r"\s+.{0,80}?\bvor\b",
    "sprach": r"\s+von\b",
    "erklärt berichtet bestätigt meldet": r"\s*[:,]|\s+(?:der|die|das|ein|eine|[A-Z])",
}  # fmt: skip
NAME_BEFORE = ""
DECLINES = (
    r"""(?:wollte|wollten|will|mochte|mochten
    |möchte)\s+(?:sich\s+)?(?:\S+\s+){0,5}?nicht\s+(?:\S+\s+){0,3}?(?:äußern|kommentieren|bestätigen|sagen
    |Stellung\s+nehmen)""",
    r"lehnte[n]?\s+(?:eine[n]?\s+|jeden\s+)?(?:Kommentar|Stellungnahme)\s+(?:\S+\s+){0,4}?ab\b",
    r"(?:reagierte|reagierten|antwortete|antworteten)\s+(?:\S+\s+){0,5}?nicht\b",
    r"war(?:en)?\s+(?:\S+\s+){0,4}?nicht\s+(?:zu\s+erreichen|erreichbar)",
)
NO_CLAIM_SO = (
    r"(?:gibt|gab|gebe)\s+keine\s+(?:Beweise|Belege|Hinweise|Anzeichen)\b",
    r"(?:ist|sind|sei|seien|war)\s+(?:\w+\s+)?(?:falsch|unwahr|haltlos|frei\s+erfunden)\b",
)
ACCORDING = (
    r"[Ll]aut",
    r"[Nn]ach\s+(?:Angaben|Informationen|Darstellung|Auskunft)\s+(?:von|der|des)?",
    r"[Gg]emäß",
    r"[Nn]ach\s+einem\s+Bericht\s+(?:von|der|des)",
)
BY = ()
PRONOUNS = "er sie es"
PASSIVE = "wurde wurden wird werden worden"
BETWEEN = """hat haben hatte hatten auch bereits später am montag dienstag mittwoch donnerstag freitag
    samstag sonntag zuvor zudem außerdem jedoch aber zweimal dreimal mehrmals mehrfach
    wiederholt erneut stets"""
BREAKS = """dass daß der,die weil wenn als ob wie wo was wer und oder aber denn ist sind war waren hat haben hatte
    wurde wurden
    wird werden sei seien nach vor seit bei auf über unter gegen ohne um durch im am vom zum zur montag dienstag
    mittwoch
    donnerstag freitag samstag sonntag es nicht sich"""
NAME_JOINS = "von der des den dem für und zu aus"
PREPOSITIONS = "mit gegen von bei für ohne"
ARTICLES = "der die das ein eine einer einem einen sein seine ihr ihre mehrere zwei drei"
DEFINITE = "der die das"
HEARERS = r"(?:(?:der|dem|den)\s+(?:[\w\"„“»«-]+\s+){1,3}?)"
OCCASIONS = r"(?:(?:in|bei|auf)\s+(?:einer|einem|der|dem)\s+(?:[\w-]+\s+){1,2}?)"
DATE_WORDS = r"(?:,\s*)?(?:(?:am|im|vom|seit|bereits)\s+)*"
OWN_DENIAL = r"""(?:[,„\"»:]\s*)*(?:dass\s+)?(?:[Ee]r|[Ss]ie|[Ww]ir|[Ii]ch|man)\s+(?:habe|haben|hat|hätten
    |hätte|sei|seien)\s+(?:\S+\s+){0,4}?(?:nicht|nie|kein\w*)\b"""
QUOTED_DENIAL = r"(?:[Ww]ir|[Ii]ch)\s+(?:habe|haben|hatte|hatten)\s+(?:\S+\s+){0,4}?(?:nicht|nie|kein\w*)\b"
SUPPOSED = r"(?<!uch\s)(?<!elbst\s)\b(?:[Ww]enn|[Ff]alls|[Oo]b)\b[^,;:—–“”„\"]*\Z"
CLAUSES = "nachdem bevor während als wenn weil obwohl"
NEGATED = r"(?:nicht|nie|niemals|kein(?:e[nmrs]?)?)\b"
PLANNED = r"(?:wird|werden|soll|sollen|will|wollen|plant|planen|beabsichtigt)\b(?!\s+(?:\w+\s+)?(?:berichtet|vermutet))"
CONDITIONAL = r"(?:[Ww]enn|[Ff]alls|[Oo]b|könnte|könnten|würde|würden|dürfte|dürften|möglicherweise)\b"
HEDGED = r"(?:angeblich|mutmaßlich\w*|offenbar|soll|sollen|vermutlich|habe|hätten|seien)\b"
VERB = r"""(?:(?P<aux>(?:hat|haben|hatte|hatten|ist|sind|war|waren|wurde
    |wurden)\s+(?:\S+\s+){0,6}?)(?P<done>(?:ge|ver|be|er|ent|zer)[a-zäöüß]{2,}(?:t|en))
    |(?P<past>[a-zäöüß]{2,}(?:te|ten)|ging|kam|nahm|gab|trat|starb|floh|schoss|fiel|rief|verbot|verließ|gewann
    |verlor|begann))(?![\w-])"""
NOT_VERBS = """heute letzte letzten ersten zweite dritte weiten alten guten konnte sollte wollte musste
    konnten sollten wollten hätte hätten leute seiten zeiten bitte mitte"""
EVENTS = """getötet verletzt verhaftet festgenommen verurteilt angekündigt unterzeichnet beschlossen
    verboten gesperrt gelöscht veröffentlicht zurückgetreten gewählt ernannt angegriffen bombardiert verlangt
    gefordert gestorben starb floh verbot"""
OPINION = r"(?:[Ii]ch\s+(?:glaube|finde|denke|meine)|meiner\s+Meinung\s+nach)\b"
BOILERPLATE = r"^(?:lesen sie auch|mehr zum thema|anzeige|newsletter|quelle:|foto:)"
