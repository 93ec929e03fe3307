"""French."""

NAME = "French"
COMMON = "le la les des du un une et est que qui dans pour sur avec par au aux pas plus ce cette sont été il elle ne se"
ABBREVIATIONS = """m mm mme mmes mlle mlles me dr pr st ste sts stes etc av j.-c apr art p pp no n° cf ex gén col lt
    cap cdt
    vol éd env max min tél adm sgt"""
STARTERS = "le la les l' il elle ils elles on nous vous un une des en dans mais et cette ce ces selon pour après depuis"
ASSERTS = """déclaré déclare déclarent déclarait affirmé affirme affirment affirmait annoncé annonce annoncent
    indiqué indique
    indiquent indiquait précisé précise précisent ajouté ajoute ajoutent assuré assure assurent estimé estime estiment
    expliqué explique expliquent souligné souligne soulignent rapporté rapporte rapportent accusé accuse accusent averti
    avertit dit disent disait raconté raconte racontent écrit écrivent lancé témoigné témoigne noté révélé révèle
    révèlent
    prévenu martelé insisté confié réaffirmé répété jugé conclu rappelé rappelle signalé signale commenté promis dénoncé
    dénonce dénoncent soutenu soutient soutiennent prétend prétendent résume poursuit poursuivi lâche soupire s'indigne
    regrette évoqué évoque"""
CONFIRMS = """confirmé confirme confirment confirmait reconnu reconnaît reconnait reconnaissent admis admet
    admettent avoué avoue concédé concède"""
DENIES = """démenti dément démentent démentait démentant nié nie nient niait niaient rejeté rejette rejettent réfuté
    réfute
    réfutent contesté conteste contestent démentie démenties"""
_CHARGES = r"""(?:\s+(?:toute?s?|tous|les?|la|ces?|cette|cet|ses|leurs?|des?|en\s+bloc|\w+ment|avec\s+force
    |l['’]\w+\s+de|ce\s+\w+))*\s+
    (?:l['’]|d['’])?(?:accusations?|allégations?|informations?|responsabilités?|implications?|propos|rumeurs?
    |critiques?|affirmations?|annonces?)"""
_DENIED = r"""(?:\s+(?:\w+ment|aussitôt|par\s+ailleurs))?(?:\s+(?:lundi|mardi|mercredi|jeudi|vendredi|samedi
    |dimanche)(?:\s+(?:soir|matin))?)?\s*(?:[:.,»]|(?:et|avoir|être|que|toute?s?|tous|les?|la|ces?|cette|ce|en\s+bloc
    |sa|son|ses|leurs?|ainsi|également|aussi|des?|tenir|vouloir|par)\b|qu['’]|l['’](?!autre|humanité|existence
    |évidence)|d['’])"""
AFTER = {
    "rejeté rejette rejettent réfuté réfute réfutent contesté conteste contestent": _CHARGES,
    "nié nie nient niait niaient démenti démentie démenties": _DENIED,
    "reconnu admis reconnaît reconnait reconnaissent admet admettent avoué avoue": (
        r"""\s+(?:\w+ment\s+|\w+di\s+|dimanche\s+|hier\s+)?(?:que|avoir|être|les?|la|des?|une?|sa|son|ses
    |leurs?)\b|\s+(?:\w+di\s+)?(?:qu|l|d)['’]|[,:]"""
    ),
    "lancé": (  # a wave of missiles, too
        r"""\s+qu(?:e\b|['’])|\s*:|(?<=[»”\",]\sa\slancé)\s+(?:le|la|l['’]|une?|M\.|Mme|[A-Z])"""
    ),
    """promis soutenu rappelé rappelle jugé noté écrit signalé poursuit poursuivi évoqué évoque
        lâche soupire résume commenté prévenu conclu révélé""": (
        r"\s+(?:que|avoir)\b|\s+qu['’]|\s*[:,]\s*|\s+(?:à\s+|\w+di\s+)?(?:le|la|l['’]|un|une|M\.|Mme|[A-Z])"
    ),
    "accusé accuse accusent": r"\s+(?:\S+\s+){1,9}?(?:de|d['’]\w+|des)\b",
}  # fmt: skip
NAME_BEFORE = ""
NO_SPEAKERS = "cela ça ceci tout rien voilà"
_COMMENT = r"""(?:commenter|répondre|réagir|s['’]exprimer|confirmer|dire|préciser|donner
    |faire\s+de\s+commentaire|tout\s+commentaire|être\s+(?:cité|identifié))"""
DECLINES = (
    rf"(?:refus(?:é|e|ent|ait|aient)|déclin(?:é|e|ent))\s+(?:de\s+|d['’]|à\s+)?{_COMMENT}",
    rf"n['’]\s*(?:a|ont|avait|avaient)\s+(?:pas|ni)\s+(?:\w+\s+)?(?:voulu|souhaité|pu)\s+(?:\w+\s+)?{_COMMENT}",
    r"n['’]\s*(?:a|ont|avait|avaient)\s+(?:pas|ni)\s+(?:\w+ment\s+)?(?:répondu|réagi|donné\s+suite)",
    r"n['’]\s*(?:a|ont|avait|avaient)\s+ni\s+confirmé\s+ni\s+(?:démenti|infirmé)",
)
NO_CLAIM_SO = (
    r"(?:[Aa]ucune|pas\s+de|pas\s+la\s+moindre|sans)\s+preuves?\s+(?:que\b|qu['’]|de\b|d['’])",
    r"""(?:est|sont|serait|était|étaient)\s+(?:\w+ment\s+)?(?:faux|fausses?|sans\s+fondement|infondée?s?
    |mensongers?|mensongères?)\b""",
)
ACCORDING = (r"[Ss]elon", r"[Dd]['’]après", r"[Dd]e\s+source", r"[Aa]ux\s+dires\s+de")
BY = (
    r"""(?:rapporté|révélé|publié|diffusé|confirmé|annoncé|consulté|obtenu|cité|démenti|nié)e?s?\s+
    (?:\w+\s+){0,5}?par(?=\s)""",
)
AUXILIARIES = "a ont avait avaient aurait auraient l'a l'ont l'avait m'a n'a n'ont ayant avoir"
NEEDS_AUXILIARY = r"\w+(?:é|ti|nu|mis)"
PRONOUNS = "il elle ils elles on lui celui-ci celle-ci ce"
PASSIVE = "été est sont être fut furent serait étaient était s'est"
INVERTED = r"-(?:t-)?(?:ils?|elles?|on)\b"
BEFORE_SPEAKER = r"""(?:,?\s*(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|également|aussi|encore
    |ainsi|pour\s+sa\s+part)(?:\s+(?:soir|matin))?(?:\s+\d{1,2}(?:er)?\s+\w+(?:\s+\d{4})?)?|
    le\s+\d{1,2}(?:er)?\s+\w+(?:\s+\d{4})?|
    (?:à|au|aux)\s+(?:l['’])?(?:la\s+|le\s+|les\s+)?[\w.-]+|sur\s+[A-Z]\w+|dans\s+un\s+communiqué),?(?=\s))*"""
BETWEEN = """a ont avait avaient l'a l'ont l'avait aurait auraient aussi également encore déjà notamment toujours
    ensuite ainsi
    toutefois cependant hier lundi mardi mercredi jeudi vendredi samedi dimanche catégoriquement fermement formellement
    immédiatement elle-même lui-même eux-mêmes vient viennent par ailleurs d'abord aussitôt publiquement
    officiellement vivement
    clairement finalement rapidement lui-même jamais fois maintes a-t-on d' de m'a nous lui n'a n'ont pas"""
BREAKS = """que qu' qui dont où quand lorsque lorsqu' alors si s' mais ou car parce comme après avant depuis et est
    sont était
    étaient été a ont avait avaient aurait auraient serait seraient sera seront fait faire ne n' y se c' j' je tu on en
    sur dans par pour vers selon contre sous entre tandis puis donc ni afin pendant lors malgré sans face vendredi jeudi
    mercredi mardi lundi samedi dimanche"""
NAME_JOINS = "numéro de du des d' la le les l' al el ben bin et à au aux en"
CUTS = "sous contre sur"
PREPOSITIONS = "avec contre par sur sous entre pour dans chez vers sans parmi malgré"
ARTICLES = "le la les l' un une des ce cette ces son sa ses leur leurs plusieurs deux trois certains certaines nombre"
DEFINITE = "le la les l'"
HEARERS = r"(?:à\s+(?:l['’])?[\w.-]+\s*)"
OCCASIONS = r"(?:(?:lors|dans|par|via|au\s+cours)\s+(?:d['’]une?|une?|la|le)\s+(?:[\w’'-]+\s+){1,3}?)"
DATE_WORDS = r"(?:,\s*)?(?:(?:le|ce|en|dès|au|dans)\s+|la\s+(?=nuit))*"
_DID_NOT = r"""[Nn]ous|[Jj]e|[Ll]e\s+(?:gouvernement
    |régime|groupe|ministère|parti|pays)|[Ll]['’]armée)\s+n['’]\s*(?:a|ai|ont|avait|avaient|avons|avions|étaient
    |était|est)\s+(?:pas|jamais|rien|aucun)"""
OWN_DENIAL = rf"""(?:que\s+|qu['’]|[«\"“,:]\s*)*(?:[Ii]ls?|[Ee]lles?|{_DID_NOT}"""
QUOTED_DENIAL = rf"(?:{_DID_NOT}"
SUPPOSED = r"(?<!ême\s)\b(?:[Ss]i|[Ss]['’]ils?)\b[^,;:—–“”«»\"]*\Z"
UNDONE = r"\bêtre\s+(?:\w+(?:é|i|u|is)e?s?\s+(?:et|ou)\s+)+\Z"
CLAUSES = "après avant pendant lorsque quand puis alors depuis tandis"
NEGATED = r"n(?:e\b|['’])"
PLANNED = r"""(?:(?:va|vont|doit|doivent|devra|devront)\s+(?:\w+\s+)?\w+(?:er|ir|re|oir)\b|[a-zà-ÿ]+(?:era
    |eront|ira|iront|dra|dront|rra|rront)\b|sera\b|seront\b|aura\b|auront\b|fera\b|feront\b|prévoit\s+de|(?:est
    |sont)\s+prévue?s?)"""
CONDITIONAL = r"(?:[Ss]i\b|[Ss]['’]ils?\b|pourrait|pourraient|devrait|devraient|voudrait|à\s+condition)\b"
HEDGED = r"(?:serait|seraient|aurait|auraient|présumée?s?|soi-disant|prétendue?s?|apparemment)\b"
HAPPENED = """tuent arrêtent annonce annoncent démissionne démissionnent bombarde bombardent attaque attaquent
    manifestent
    appelle appellent demande demandent refuse refusent rejette rejettent adopte adoptent vote votent ordonne interdit
    autorise suspend quitte prend prennent lance lancent accuse accusent reconnaît décide décident condamne
    condamnent publie
    ferme ouvre rejoint meurt meurent"""
VERB = (
    r"(?:(?P<aux>(?:(?:[lnms]['’])?(?:a|ont|avait|avaient|est|sont|était|étaient|été|fut|furent|ayant|avoir)\s+"
    r"""(?:\w+ment\s+|pas\s+|été\s+|déjà\s+|aussi\s+|également\s+|jamais\s+)*))(?P<done>[a-zà-ÿ]{2,}(?:é|i|u
    |is|it|ert|int)e?s?)"""
    r"|(?P<past><PAST>))(?![\w'’-])"
)
NOT_VERBS = "parti partie partis plus dû vu lui"
EVENTS = """tué tués tuée blessé blessés arrêté arrêtés arrêtée condamné condamnée annoncé signé signée adopté
    adoptée voté lancé
    lancée attaqué bombardé ordonné interdit interdite suspendu suspendue démissionné élu élue nommé nommée quitté
    pris prise
    ouvert ouverte fermé fermée demandé refusé accusé expulsé libéré libérés mort morts morte renversé publié publiée
    décidé
    manifesté rejeté rejetée formé rencontré détruit saisi abattu capturé déclaré"""
OPINION = r"(?:[Jj]e\s+(?:pense|crois|trouve)|à\s+mon\s+avis|il\s+faut|faudrait|doit-on)\b|[Jj]['’]espère\b"
BOILERPLATE = r"""^(?:à lire aussi|lire aussi|lire\s*:|voir\s*:|lire la suite|abonnez-vous|partager|en savoir plus
    |publicité|crédits?\s*:|réagir|connectez-vous|envoyer par)"""
