"""Italian."""

NAME = "Italian"
COMMON = "il la le gli di del della che e in un una per con non è si sono da al dal nel alla come più anche ha questo"
ABBREVIATIONS = (
    "sig sigg sig.ra dott dott.ssa prof avv ing on sen gen col cap ecc pag pagg art n s st tel ca es dr a.c d.c"
)
STARTERS = "il lo la i gli le un una in ma secondo dopo nel nella per"
ASSERTS = """detto dice dicono diceva dichiarato dichiara affermato afferma affermano annunciato annuncia annunciano
    riferito
    riferisce riferiscono spiegato spiega aggiunto aggiunge sostenuto sostiene sostengono sottolineato sottolinea
    scritto
    scrive scrivono accusato accusa accusano avvertito avverte rivelato rivela assicurato assicura denunciato denuncia
    ribadito raccontato racconta commentato commenta riportato riporta osservato precisato precisa disse"""
CONFIRMS = "confermato conferma confermano confermò ammesso ammette ammettono ammise riconosciuto riconosce riconoscono"
DENIES = (
    "negato nega negano negò smentito smentisce smentiscono smentì respinto respinge respingono contestato contesta"
)
AFTER = {
    "respinto respinge respingono contestato contesta": (
        r"(?:\s+\S+){0,3}?\s+(?:accus[ae]|critiche|notizie|ricostruzione|le\s+voci|addebiti)\b"
    ),
    "negato nega negano negò": r"\s+(?:\w+mente\s+)?(?:di|che|ogni|qualsiasi|le|la|il|tutto|l['’])|[,:.]",
    "ammesso ammette ammettono ammise riconosciuto riconosce riconoscono": (
        r"\s+(?:\w+\s+)?(?:di|che|la|il|le|i|un)\b|[,:]"
    ),
    "scritto commentato commenta osservato riportato riporta denunciato denuncia conferma": (
        r"\s+(?:che|di|il|la|[A-Z])\b|[,:]"
    ),
    "accusato accusa accusano": r"\s+(?:\S+\s+){1,9}?di\b",
}  # fmt: skip
NAME_BEFORE = ""
DECLINES = (
    r"""(?:non\s+ha|non\s+hanno|non\s+aveva)\s+(?:voluto\s+)?(?:rilasciat[oa]\s+
    |rilasciare\s+)?(?:commentat[oa]|commentare|commenti|dichiarazioni|rispost[oa]|rispondere|confermare)\b""",
    r"""(?:si\s+è\s+rifiutat[oa]|si\s+sono\s+rifiutati|ha\s+rifiutato|hanno\s+rifiutato
    |si\s+rifiuta)\s+di\s+(?:commentare|rispondere|confermare|dire|rilasciare)\b""",
)
NO_CLAIM_SO = (
    r"non\s+(?:ci\s+sono|c['’]è|vi\s+sono|esistono)\s+(?:\w+\s+)?(?:prove|prova|indizi|elementi)\b",
    r"(?:è|sono|era|erano)\s+(?:\w+mente\s+)?(?:fals[oaie]|infondat[oaie])\b",
)
ACCORDING = (r"[Ss]econdo", r"[Ss]tando\s+a(?:l|lla|i|gli|lle)?")
BY = (
    r"""(?:pubblicat[oaie]|rivelat[oaie]|diffus[oaie]|confermat[oaie]|citat[oaie]|ottenut[oaie])\s+d(?:a|al
    |alla|ai|agli|alle|all['’])""",
)
PRONOUNS = "lui lei egli ella loro"
PASSIVE = "è sono stato stata stati state viene vengono fu furono"
BETWEEN = """ha hanno aveva avevano anche già poi inoltre oggi ieri lunedì martedì mercoledì giovedì venerdì
    sabato domenica lo l'ha non ancora mai sempre volte più"""
BREAKS = """che chi cui dove quando mentre perché come se dopo prima ma o né e ed è sono era erano ha hanno aveva
    stato stata in su
    per con contro tra fra verso durante secondo lunedì martedì mercoledì giovedì venerdì sabato domenica non si"""
NAME_JOINS = "di del della dei degli delle dell' de la il lo i gli le l' e al"
PREPOSITIONS = "con contro per su tra fra senza"
ARTICLES = "il lo la i gli le l' un uno una un' suo sua alcuni alcune due tre diversi"
DEFINITE = "il lo la i gli le l'"
HEARERS = r"(?:(?:a|al|alla|all['’]|ai)\s*(?:[\w.-]+\s+){1,3}?)"
OCCASIONS = r"(?:(?:in|durante|nel|nella|con)\s+(?:un|una|corso\s+di\s+una|la|il)?\s*(?:[\w-]+\s+){1,3}?)"
DATE_WORDS = r"(?:,\s*)?(?:(?:il|lo|in|da|nel|scorso)\s+)*"
OWN_DENIAL = r"""(?:che\s+|di\s+|[,«\"“:]\s*)*(?:(?:[Ll]ui|[Ll]ei|il\s+governo|la\s+società)\s+)?non\s+(?:ha
    |hanno|abbiamo|ho|aveva|avevano|aver|è|sono)\s+(?:mai\s+)?\w+"""
QUOTED_DENIAL = r"non\s+(?:abbiamo|ho)\s+(?:mai\s+)?\w+"
CLAUSES = "dopo prima mentre quando anche"
NEGATED = r"(?:non|mai|nessun[oa]?|né)\b"
PLANNED = r"""\w+(?:erà|eranno|irà|iranno|rrà|rranno|drà|dranno)\b|\b(?:sarà|saranno|avrà|avranno|farà
    |faranno|prevede\s+di|intende|intendono)\b"""
CONDITIONAL = r"(?:[Ss]e|potrebbe|potrebbero|dovrebbe|dovrebbero|forse)\b"
HEDGED = r"(?:presunt[oaie]|presumibilmente|sarebbe|sarebbero|avrebbe|avrebbero|apparentemente|a\s+quanto\s+pare)\b"
VERB = r"""(?:(?P<aux>(?:ha|hanno|aveva|avevano|è|sono|era|erano|stat[oaie]|viene
    |vengono)\s+(?:stat[oaie]\s+|\w+mente\s+|già\s+|anche\s+)*)(?P<done>[a-zà-ÿ]{2,}(?:at|it|ut|es|us|os|ers|ars|ort
    |ert|olt|ett|int|unt
    |itt|ess)[oaie])|(?P<past>[a-zà-ÿ]{2,}(?:ò|arono|irono|ettero)|fece|disse|morì|prese|venne|vinse
    |perse))(?![\w-])"""
NOT_VERBS = "stato stata stati state può però"
EVENTS = """morto morta morti ucciso uccisa uccisi arrestato arrestata arrestati condannato condannata
    annunciato firmato approvato approvata votato lanciato attaccato bombardato ordinato vietato sospeso eletto
    eletta nominato nominata aperto chiuso chiesto rifiutato accusato espulso liberato pubblicato deciso respinto
    bloccato rimosso"""
OPINION = r"(?:[Cc]redo\s+che|[Pp]enso\s+che|secondo\s+me|bisogna|dobbiamo)\b"
BOILERPLATE = r"^(?:leggi anche|leggi tutto|abbonati|pubblicità|foto:|condividi)"
