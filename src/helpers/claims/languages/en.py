"""English."""

NAME = "English"
COMMON = "the of and to in that is was for on with as by at from it his has have are which but not were"
ABBREVIATIONS = """mr mrs ms dr prof gen col lt sgt capt cmdr adm maj rep sen gov pres st sr jr rev hon messrs no nos
    vs etc
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat sun inc corp co ltd plc bros
    dept univ assn ave blvd rd ft mt approx est fig vol pp ed al cf e.g i.e a.m p.m ph.d supt det insp ariz ark calif
    colo conn del fla ga ill ind kan ky la md mass mich minn miss mont neb nev okla ore pa penn tenn tex va vt wash wis
    wyo"""
STARTERS = """the he she it they we i you this that these those in on at but and so a an his her its their there when if
    as after before while since according however meanwhile last next yesterday for by with to from what who"""
ASSERTS = """said says saying say told tells telling stated reported alleged alleges announced announces argued argues
    added adds wrote writes tweeted tweets posted warned warns insisted insists claimed asserted asserts contended
    contends maintained maintains accused accuses explained explains declared declares disclosed discloses revealed
    reveals recalled recalls remarked suggested suggests estimated estimates testified testifies complained complains
    predicted predicts pledged vowed vows promised noted observed commented responded replied concluded concludes
    quipped emphasized stressed hinted believes believe believed thinks reports claims notes states estimates tell argue
    allege insist warn announce reiterated reiterates finds found shows rules ruled"""
CONFIRMS = """confirmed confirms confirming acknowledged acknowledges acknowledging admitted admits admitting conceded
    concedes conceding verified verifies corroborated corroborates confirm admit
    acknowledge"""
DENIES = """denied denies denying deny rejected rejects rejecting dismissed dismisses dismissing disputed disputes
    disputing refuted refutes refuting rebutted contradicted contradicts disavowed debunked"""
_ACCUSED_OF = r"""(?:\w+['’]s\s+|(?:the|a|an|any|all|such|those|these|his|her|its|their|as|media|press|news|recent
    |earlier)\s+)*
    (?:\w+\s+){0,2}?(?:claims?|allegations?|accusations?|charges?|reports?|suggestions?|rumou?rs?|assertions?
    |criticisms?|
    characteri[sz]ations?|stor(?:y|ies)|findings?|notion|idea|false|untrue|fake|baseless|nonsense|speculation)\b"""
_SOMETHING = r"""(?:that\b|having\b|being\b|(?:any|all|responsibility|wrongdoing|involvement|knowledge|guilt|doing
    |using|
    sharing|making|taking|receiving|giving|ever|this|it\b|it,|the\s+(?:claim|allegation|accusation|charge|report)|
    (?:he|she|they|it|we)\s+(?:had|has|have|was|were|did|is|are|would|ever))\b
    |(?!(?:board|hous|fund|park|hear|stand|build|financ|train|land)ing\b)[a-z]+ing\b)"""
_DENIED = rf"(?:,|\s+(?:strongly\s+|repeatedly\s+)?(?:{_SOMETHING}|{_ACCUSED_OF})|\s*[.\"”])"
_NO_REQUEST = r"""(?!(?:\s+(?!(?:that|any|having|being|he|she|it|they|claims?|reports?|allegations?
    |accusations?|rumou?rs?)\b)[\w'’$.,-]+){0,6}?\s+(?:requests?|motions?|bids?|bail|access|entry|visas?
    |clemency|pardon|rehearing|certiorari|waivers?|extensions?|licen[cs]es?|custody|citizenship
    |permission|permits?|appeals?|petitions?|applications?|parole|asylum|injunctions?|stay|treatment|services?
    |abortions?|immunity)\b)"""
_REBUFFED = rf"\s+(?:{_ACCUSED_OF}|that\b|it\s+as\s+(?:false|untrue))"
AFTER = {
    "telling": (
        r"""\s+(?:[A-Z]|(?:the|an?|his|her|its|their|our|my|him|them|me|us|you|people|parliament|state
    |reporters|journalists|lawmakers|investors|voters|[a-z]+s)\b)"""
    ),
    "denied denying": _DENIED,
    "denies deny": _NO_REQUEST,
    "confirmed": r"(?!\s+(?:alive|dead|to\s+(?:lead|be|have|head)|as|cases?|killed|positive|for|deaths?)\b)",
    "confirm admit acknowledge": (
        r"""\s+(?:that|to|the|a|\d|first|more|new|there|they|he|she|it|its|their|[a-z]+\s+cases?|[A-Z]
    |deaths?|plans?|using)"""
    ),
    "argue allege insist warn announce": r"\s+(?:that|it|they|the|he|she|of)\b|[,.:]",
    "found ruled": r"\s+(?:\w+\s+)?that\b|[,.]?\s*\Z",
    "finds shows rules": r"\s+that\b|[,.]?\s*\Z",
    """rejected rejects rejecting dismissed dismisses dismissing disputed disputes disputing refuted refutes refuting
        rebutted contradicted contradicts debunked""": _REBUFFED,
    "posted added responded replied noted observed recalled": (
        r"(?:\s+to\s+[^.:]{3,80}:|\s+that\b|[,:.]|\s+[\"“]|\s+[a-z]+\s+that\b)"
    ),
    "believes believe believed thinks suggested suggests declared declares": (
        r"\s+(?:that|the|it|he|she|they|a|an)\b|[,.]"
    ),
    "reports claims notes states estimates": r"\s+(?:that|it|the|its?|he|she|they|\w+ing)\b|[,.:]|\s*\Z",
    "accused accuses": r"\s+(?:[\w'’.-]+\s+){1,8}?of\b",
    "pledged vowed vows promised": r"\s+(?:to|that|not)\b",
    "confirming acknowledging admitting conceding": r"\s+(?:that|the|it|its|his|her|their|he|she|they)\b",
}  # fmt: skip
DATED_BEHIND = "on by until till since from starting beginning effective dated"
GOES_ON = """in at on to for from by with of when where as after before until since through than that which who and or
    but is was were are be been has have had will would could may might can did does do said says amid during over about
    the a an this its his her their if because while so we he she they it i you no not"""
NAME_BEFORE = "reports claims notes states estimates believe tell"
FORENAMES = "Will May"
TELLS = "told tells tell telling accused accuses"
WHAT_IS_SAID = """claim claims allegation allegations accusation accusations charge charges report reports rumor rumors
    rumour rumours story stories suggestion suggestions involvement wrongdoing guilt responsibility account accounts
    theft crime news"""
SAID_OF = "announced reported disclosed revealed alleged claimed estimated confirmed denied disputed rejected predicted"
THINGS = """deal deals move moves plan plans decision decisions sale merger purchase acquisition agreement change
    changes policy figures results measure measures ban stake investment cut cuts project transaction takeover
    partnership pact truce ceasefire arrest arrests death deaths attack attacks case cases incident incidents debate
    debates meeting meetings election elections vote game match storm fire war ceremony dinner interview briefing
    conference event events funeral crash explosion blast shooting raid riot protest protests summit speech show
    rally trial strike"""
INDEFINITE = "a an"
LEFT_ALONE = (
    r"(?:\s+(?:on|in|last|this|earlier|late|early)\s+(?:[\w-]++\s*+){1,4}|\s+(?:yesterday|today))?\s*(?:[.;)]|\Z)"
)
DEGREES = "most more very less least so too quite rather how"
LABELS = r"[DRI]-[A-Z][\w.]*|\d{1,3}|[JS]r\.?|Ph\.?D\.?|M\.?[DP]\.?|I{2,3}|Q\.?C\.?"
RELATIVES = "who that which"
THINKS = "know knows knew think thinks thought hear heard hears hope hopes hoped fear fears feared feel felt say says"
PEOPLE = """sources witnesses residents people experts critics prosecutors investigators analysts lawmakers neighbours
    neighbors friends relatives colleagues aides lawyers doctors scientists researchers activists opponents supporters
    insiders observers"""
BEFORE_NOUNS = """to with from at near during against about into through by for of in on within outside inside under
    over around behind beyond across"""
TIME_NOUNS = """week month year night weekend summer autumn winter spring fall monday tuesday wednesday thursday friday
    saturday sunday"""
TIME_BEFORE = "last this next late early earlier on"
BODIES = """news times post press media online tv radio television police ministry agency court committee authority
    department council commission bureau office board union party university institute bank group company corporation
    inc corp ltd associated reuters bloomberg cnn bbc army navy government senate congress parliament house guardian
    journal tribune herald telegraph daily magazine network broadcaster association foundation"""
CLAUSES = "after before while when since until as because though although whereas then"
UNDONE = (
    r"\bbe\s+(?:(?:[a-z]+ly|[a-z]+ed|known|seen|shown|proven|checked)(?:,\s*|\s+(?:and|or)\s+|\s+))*"
    r"(?:[a-z]+ly\s+)?\Z"
)
SUPPOSED = r"(?<!ven\s)\b(?:[Ii]f|[Uu]nless|[Ww]hether|[Ss]uppos(?:e|ing)|[Aa]ssuming)\b[^,;:—–“”\"]*\Z"
QUESTIONS = """would could did does do has have had is are was were can will should may might why how who what when
    where which whose"""
NO_SPEAKERS = "you this that these those there here it's i we're what nothing nobody none named"
_COMMENT = r"""(?:comment|say|discuss|answer|respond|reply|elaborate|speak|talk|confirm|identify|disclose
    |give\s+details|provide\s+details|be\s+(?:interviewed|identified|named|drawn)|go\s+into)"""
DECLINES = (
    rf"""(?:declin|refus)(?:ed|es|ing)\s+(?:\w+\s+)?(?:to\s+(?:immediately\s+|publicly\s+)?{_COMMENT}|comment
    |requests?\s+for)\b""",
    r"""(?:did|do|does|has|have|had|could|would|will)(?:\s+not|n['’]t)\s+(?:immediately\s+
    |yet\s+)?(?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?\s+(?:\w+\s+){0,3}?(?:calls?|messages?|emails?
    |requests?)|comment(?:ed)?|answer(?:ed)?\s+(?:\w+\s+){0,2}?(?:questions?|requests?|calls?))\b""",
    r"(?:would|could|did)(?:\s+not|n['’]t)\s+(?:confirm\s+(?:or|nor)\s+deny|comment|confirm|elaborate|say)\b",
    r"neither\s+confirm(?:ed|s)?\s+nor\s+den(?:ied|ies|y)\b",
    r"(?:were|was)(?:\s+not|n['’]t)\s+(?:immediately\s+)?(?:available|reachable)\s+(?:for|to)\s+(?:comment|respond)\b",
    r"(?:could|can)(?:\s+not|n['’]t)\s+(?:immediately\s+)?be\s+reached\b",
    r"""(?:did|does|do)(?:\s+not|n['’]t)\s+(?:immediately\s+)?(?:offer|provide
    |give)\s+(?:\w+\s+){0,3}?(?:response|comment|information|details|answer)\b""",
    r"ha[sd]\s+no\s+(?:immediate\s+)?comment\b",
)
NO_CLAIM_SO = (
    r"""(?:[Tt]here(?:\s+(?:is|was|has\s+been|were)|[’\']s)\s+no|(?:found|finds|saw|sees|had|has|have
    |with)\s+no|without\s+(?:any\s+)?|no)\s*(?:\w+\s+)?(?:evidence|proof|indication|sign)\s+(?:that|of)\b""",
    r"""(?:is|was|are|were|(?:called|calls|branded|labelled)\s+(?:\w+\s+){1,6}?)\s*(?:simply\s+|completely\s+
    |entirely\s+|totally\s+
    |categorically\s+)?(?:not\s+true|untrue|false(?!\s+alarm)|baseless|unfounded|without\s+merit|fabricated)\b""",
)
CALLS = "called calls branded labelled"
ACCORDING = (
    r"[Aa]ccording\s+to",
    r"[Aa]s\s+reported\s+by",
    r"[Cc]iting(?=\s+(?:the\s+)?(?:[A-Z]|(?:\w+\s+){0,3}(?:officials?|sources?|documents?|people|police)\b))",
    r"[Ii]n\s+the\s+words\s+of",
)
BY = (
    r"""(?:first\s+)?(?:reported|confirmed|obtained|seen|reviewed|viewed|published|revealed|disclosed
    |announced|verified|denied|disputed)\s+(?:\w+\s+)?by""",
    r"""[Ii]n\s+a\s+(?:\w+\s+)?(?:report|statement|study|letter|survey)\s+(?:published\s+|released\s+
    |issued\s+)?(?:by|from)""",
    r"""\b[Aa]\s+(?:\w+\s+)?(?:report|study|survey|statement|investigation|analysis)\s+(?:published\s+
    |released\s+|issued\s+)?by""",
)
PRONOUNS = "he she they it"
PERSON_PRONOUNS = "he she"
BARE = "any"
REPORTS = "report study statement analysis survey letter poll"
PASSIVE = "is was are were be been being it's"
BETWEEN = """very twice thrice again ever yet always long also later has have had then previously earlier
    reportedly repeatedly recently officially publicly initially first once often already now today yesterday
    would will not quickly privately flatly strongly firmly vehemently categorically finally simply only just
    clearly openly reluctantly grudgingly freely all both himself herself itself themselves subsequently
    immediately never still won't"""
ADVERB = r"(?!family|ally|assembly|rally|monopoly)[a-z]{3,}ly"
INFINITIVE = "to"
BREAKS = """that which who whom whose when while whereas because as if after before since although though and but or nor
    so than where whether how why what said says is was are were be been has had have will would could did does do not
    told asked can cannot may might must please adding saying show shows showed suggest suggests indicate indicates
    calling about into onto until during through
    despite amid"""
NAME_JOINS = """of the for and de la le du al el bin ibn van von der den di da dos to a an on in at under
    over against without between from with by"""
CUTS = "on under over against without between"
ARTICLES = "the a an his her its their our one two three some many several most both police officials authorities"
DEFINITE = "the police"
SPEAKING_ARTICLES = "both police officials authorities some many several most one two three"
STOPS = r"\s*(?:[.,;)]|\Z|(?:on|in|at|late|early|after|told|during|last|yesterday)\b)"
HEARERS = r"""(?:(?!that\b)(?:[A-Z][\w'’.&-]*|the|a|an|reporters?|journalists?|lawmakers|parliament|state
    |television|media|news|agency|him|her|them|me|us|conference|broadcaster|and|of|its|his|in|on)(?:\s+|,\s*))*"""
OCCASIONS = (
    r"(?:(?:in|via|through|during|at|to|from|by)\s+(?:(?:an?|the|its|his|her|their|state)\s+)?(?:[\w’'-]+\s+){0,3}?)?"
)
DATE_WORDS = r"(?:,\s*)?(?:(?:on|late|early|in|since|back|earlier|just|last)\s+)*"
_DID_NOT = (
    r"""[Ii]t|[Ww]e|I|the\s+(?:company|government|ministry
    |group|platform|firm|"""
    r"""organi[sz]ation|agency|network|app|party|army|military|regime|bank|university|team))\s+(?:(?:ha[sd]
    |have|did|was|were|"""
    r"""is|are|does|do)(?:\s+not|n['’]t)|(?:ha[sd]\s+|have\s+)?never|(?:ha[sd]
    |have)\s+no\b(?!\s+(?:\w+\s+)?(?:comment|plans?|doubt|idea|choice)))"""
    r"(?!\s+(?:know|think|believe|want|expect|yet|sure|feel|recall|see|only|plan|clear|ready|certain))"
)
OWN_DENIAL = rf"""(?:that\s+|[\"“,:]\s*)*(?:[Hh]e|[Ss]he|[Tt]hey|{_DID_NOT}"""
QUOTED_DENIAL = rf"(?:{_DID_NOT}"
NEGATED = r"""(?:(?:do|does|did|has|have|had|was|were|is|are|will|would|could|can
    |should|wo)(?:\s+not\b(?!\s+only)|n['’]t)|never\b|no\s+longer\b|failed\s+to\b|\bneither\b)"""
PLANNED = r"""(?:will|won['’]t|shall|is\s+to|are\s+to|going\s+to|plans?\s+to|planned\s+to|planning\s+to
    |expect(?:s|ed)?\s+to|(?:is|are|was|were)\s+(?:set|due|scheduled|expected|slated|likely)\s+(?:to|for)
    |intends?\s+to|aims?\s+to|vow(?:s|ed)\s+to|pledged\s+to|promised\s+to)\b"""
CONDITIONAL = (
    r"(?:[Ii]f|[Uu]nless|[Ww]hether|would|could|might|may|should|in\s+case|hypothetical(?:ly)?|[Ss]uppose)\b(?!\s+\d)"
)
HEDGED = r"""(?:[Rr]eportedly|[Aa]llegedly|[Aa]pparently|[Pp]urportedly|[Ss]upposedly|alleged|suspected
    |(?:is|are|was|were)\s+(?:accused|suspected|believed|alleged|said|thought|understood)\s+(?:of|to)|rumou?red
    |unconfirmed|[Uu]nverified)\b"""
HAPPENED = """said made took went began won lost met sent told wrote left held struck shot fell rose found came gave got
    became brought bought built caught chose cut drew drove fled flew fought fired froze hid hit kept killed knew
    laid led
    lay let paid put quit ran read rode sank saw sold set shook shut sought spent split spoke spread stole stood stuck
    swept swore taught threw tore thought understood underwent voted withdrew woke wore bid broke burst cast overthrew
    overtook resigned dealt felt grew heard hurt meant sat slept slid undid undertook withheld rang sang drank ate bore
    beat bit blew forbade forgot dug
    bans sues fines blocks removes deletes launches signs approves rejects orders arrests kills shuts closes opens
    votes bars halts suspends seizes raids charges indicts sentences convicts acquits resigns quits steps fires hires
    names appoints elects wins loses beats defeats attacks bombs strikes shells invades withdraws pulls leaves enters
    joins buys sells acquires merges cuts raises lifts drops hits tops falls rises plunges soars jumps asks urges calls
    demands seeks tries wants plans backs supports opposes protests marches meets visits arrives flees dies leads finds
    leaks hacks exposes faces warns accuses agrees refuses pays gets takes makes gives puts sends brings holds keeps
    releases publishes posts passes overturns upholds strikes rules sets begins starts ends stops extends delays cancels
    collapses crashes burns explodes sinks floods erupts reaches sparks triggers imposes"""
PARTICIPLES = """been begun broken brought built caught chosen cut done driven drawn fallen fought found frozen given
    gone
    grown heard held hidden hit hurt kept known laid led left lost made met paid put seen sent set shot shut sold sought
    spent spoken split stolen struck sunk sworn taken taught told thrown torn won written withdrawn overthrown"""
_AUX = r"""(?:(?:was|were|has|have|had|is|are|been|being|did|got)\s+(?:not\s+|also\s+|been\s+|being\s+
    |already\s+|since\s+|\w+ly\s+)*)"""
VERB = rf"(?:(?P<aux>{_AUX})(?P<done>[a-z]{{2,}}+(?<=ed)|<DONE>)|(?P<past>[a-z]{{2,}}+(?<=ed)|<PAST>))(?![\w'’-])"
NO_VERB_BEHIND = (
    "a an the of so-called by its his her their our and to for in with from most more very these those some any no"
)
NOT_VERBS = "need indeed hundred red bed united limited based related called named aged armed so-called unprecedented"
EVENTS = """asked tried demanded ordered banned blocked removed deleted launched opened closed signed approved
    rejected arrested
    killed died attacked bombed shot struck raided resigned fired appointed elected voted announced published released
    leaked hacked sued fined charged sentenced convicted imposed lifted suspended seized met visited agreed refused sent
    wrote requested accused admitted invaded withdrew fled collapsed exploded burned protested marched overthrew
    detained
    freed expelled sanctioned acquired sold bought founded created joined left won lost declared captured"""
OPINION = r"(?:I\s+(?:think|believe|feel|guess|hope|love)|in\s+my\s+(?:view|opinion)|should|must|ought)\b"
BOILERPLATE = r"""^(?:leave a comment|read more|sign up|subscribe|advertisement|follow us|share this
    |click here|related:|photo:|image:|all rights reserved|copyright|by [A-Z][\w. ]{2,30}$|\(?updated)"""
