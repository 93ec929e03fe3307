"""Portuguese."""

NAME = "Portuguese"
COMMON = "o a os as de do da dos das que e em um uma por com para se não é ao no na mais como foi seu sua são pelo pela"
ABBREVIATIONS = (
    "sr sra srs dr dra prof profa gen cel cap etc pág págs art n no av exmo d dom eng ex tel st sto sta a.c d.c"
)
STARTERS = "o a os as ele ela um uma em no na mas segundo depois após desde por"
ASSERTS = """disse diz dizem disseram dito afirmou afirma afirmam afirmaram afirmado declarou declara declararam
    anunciou anuncia
    anunciaram anunciado informou informa informaram explicou explica explicaram acrescentou acusou acusa acusaram
    alertou
    alerta advertiu sustentou sustenta revelou revela garantiu garante assegurou denunciou denuncia escreveu escreve
    relatou
    relata ressaltou destacou comentou noticiou noticia apontou contou conta alegou alega"""
CONFIRMS = """confirmou confirma confirmam confirmaram confirmado reconheceu reconhece reconhecem
    reconheceram admitiu admite admitem admitiram"""
DENIES = """negou nega negam negaram negado desmentiu desmente desmentem desmentiram rejeitou rejeita
    rejeitam rejeitaram refutou refuta refutaram contestou"""
AFTER = {
    "rejeitou rejeita rejeitam rejeitaram contestou refutou refuta refutaram": (
        r"(?:\s+\S+){0,3}?\s+(?:acusaç\w+|denúncias?|alegaç\w+|informaç\w+|críticas|versão|que)\b"
    ),
    "negou nega negam negaram negado": (
        r"""\s+(?:\w+mente\s+)?(?:que|ter|ser|as?|os?|qualquer|todas?|tudo|haver|estar|essas?|envolvimento
    |irregularidades|\w+r)\b|[,:.]"""
    ),
    "reconheceu reconhece reconhecem reconheceram admitiu admite": (
        r"\s+(?:\w+\s+)?(?:que|ter|a|o|as|os|seu|sua|haver)\b|[,:]"
    ),
    "conta alerta noticia denuncia comentou destacou apontou": r"\s+que\b|[,:]|\s+(?:o|a|[A-Z])",
    "acusou acusa acusaram": r"\s+(?:\S+\s+){1,9}?de\b",
}  # fmt: skip
NAME_BEFORE = ""
DECLINES = (
    r"""(?:recusou-se\s+a|recusaram-se\s+a|se\s+recusou\s+a|se\s+recusaram\s+a|não\s+quis|não\s+quiseram
    |preferiu\s+não|evitou)\s+(?:comentar|responder|confirmar|falar|se\s+pronunciar|se\s+manifestar|prestar|dizer
    |dar\s+detalhes)\b""",
    r"não\s+(?:respondeu|responderam|comentou|comentaram|se\s+manifestou|se\s+pronunciou|se\s+manifestaram|retornou)\b",
)
NO_CLAIM_SO = (
    r"não\s+(?:há|existem?|havia|houve)\s+(?:provas?|evidências?|indícios?)\b",
    r"(?:é|são|era|eram)\s+(?:\w+mente\s+)?(?:fals[oa]s?|infundad[oa]s?|mentira)\b",
)
ACCORDING = (r"[Ss]egundo", r"[Dd]e\s+acordo\s+com", r"[Cc]onforme")
BY = (r"(?:publicad[oa]s?|revelad[oa]s?|divulgad[oa]s?|confirmad[oa]s?|citad[oa]s?|obtid[oa]s?)\s+pel[oa]s?",)
PRONOUNS = "ele ela eles elas"
PASSIVE = "foi foram ser sido é são sendo"
BETWEEN = """tem têm tinha tinham havia também já depois ainda hoje ontem nesta neste segunda-feira
    terça-feira quarta-feira quinta-feira sexta-feira sábado domingo o não"""
BREAKS = """que quem onde quando enquanto porque como se após depois antes desde embora mas ou nem e foi foram é são
    era eram tem têm
    está estão em por para sobre contra sem entre até durante segundo com não no na nos nas pelo pela"""
NAME_JOINS = "de do da dos das e o a os as"
PREPOSITIONS = "com contra por sobre entre para sem"
ARTICLES = "o a os as um uma uns umas seu sua seus suas este esta vários várias dois duas três"
DEFINITE = "o os as"
HEARERS = r"(?:(?:a|ao|à|aos|às)\s+(?:[\w.-]+\s+){1,3}?)"
OCCASIONS = r"(?:(?:em|durante|por\s+meio\s+de|no|na)\s+(?:um|uma|a|o)?\s*(?:[\w-]+\s+){1,3}?)"
DATE_WORDS = r"(?:,\s*)?(?:(?:na|no|nesta|neste|em|desde|última|último)\s+)*"
OWN_DENIAL = r"""(?:que\s+|[,«\"“:]\s*)*(?:(?:[Ee]le|[Ee]la|o\s+governo|a\s+empresa)\s+)?(?:não\s+(?:tem|têm
    |tinha|havia|foi|foram|houve|\w+ou|\w+eu|\w+iu|\w+ram)|nunca\s+\w+)\b"""
CLAUSES = "após depois antes enquanto quando desde embora"
NEGATED = r"(?:não|nunca|jamais|nenhum[a]?|nem)\b"
PLANNED = r"(?:vai|vão)\s+\w+r\b|\b\w+(?:ará|arão|erá|erão|irá|irão)\b|\b(?:pretende|pretendem|planeja|planejam)\b"
CONDITIONAL = r"(?:[Ss]e|poderia|poderiam|seria|seriam|deveria|deveriam|talvez)\b"
HEDGED = r"(?:supost[oa]s?|supostamente|aparentemente|alegad[oa]s?|teria|teriam)\b"
VERB = r"""(?:(?P<aux>(?:tem|têm|tinha|tinham|havia|foi|foram|é|são|sido|está|estão)\s+(?:sido\s+
    |\w+mente\s+|já\s+)*)(?P<done>[a-zà-ÿ]{2,}(?:ad|id)[oa]s?|mort[oa]s?|feit[oa]s?|dito|visto|posto|abert[oa]s?
    |escrit[oa]s?|eleit[oa]s?|pres[oa]s?)|(?P<past>[a-zà-ÿ]{2,}(?:ou|eu|iu|aram|eram|iram)|fez|deu|teve|pôs|veio
    |morreu))(?![\w-])"""
NOT_VERBS = "seu meu teu eu ou eram foram museu europeu sou vou estou"
EVENTS = """morreu matou mataram prendeu preso presa condenou condenado anunciou assinou aprovou votou
    lançou atacou bombardeou ordenou proibiu suspendeu renunciou elegeu eleito nomeou abriu fechou pediu exigiu
    acusou expulsou libertou publicou decidiu rejeitou retirou bloqueou removeu"""
OPINION = r"(?:[Aa]cho\s+que|[Cc]reio\s+que|na\s+minha\s+opinião|é\s+preciso|devemos)\b"
BOILERPLATE = r"^(?:leia também|leia mais|assine|publicidade|foto:|compartilhe)"
