"""One file a language: the words in which it tells who says what. The folder is the registry, `_reading.py` the reader.

A file holds plain texts of words and short expressions, nothing that runs:

    NAME             what the language is called, in English
    COMMON           its most frequent small words, by which a text without a stated language is recognised
    ABBREVIATIONS    in lower case: a full stop behind one ends no sentence
    STARTERS         words with which a sentence begins even behind "U.S."
    ASSERTS CONFIRMS DENIES      forms of verbs that say, confirm, deny
    AFTER            for some of these forms: what must follow, as an expression ("denied" what?)
    DATED_BEHIND GOES_ON         words before a date that dates something, and words behind it that are no noun which it
                     only names ("the May 6 riot" has neither)
    TELLS            forms behind which stands who was told or accused, never the speaker
    WHAT_IS_SAID     nouns that stand behind a verb of denying and are what it denies ("denies the claim")
    SAID_OF THINGS   forms that are participles too, and nouns that say nothing: "a deal announced on Monday"
    INDEFINITE LEFT_ALONE        first words of such a noun put in behind a comma; an expression for what follows then
    UNDONE           an expression for what stands before a participle of what is to be done ("must be checked and")
    SUPPOSED         an expression from a word of condition to the end: what follows is not said to be so
    QUESTIONS        words with which a question begins
    NAME_BEFORE      forms that are nouns too: they count behind a name only
    NO_SPEAKERS      words that stand before a verb of saying and say nothing ("this suggests")
    DECLINES NO_CLAIM_SO         whole expressions: declining to comment; denying without a verb ("no evidence that")
    CALLS            first words of such an expression whose subject is the speaker ("called the report false")
    ACCORDING        expressions before the speaker: "according to"
    BY               expressions before the speaker of something passive: "seen by"
    PRONOUNS         words that stand for the last speaker
    PERSON_PRONOUNS  those of them that stand for one person
    BARE             "any": a speaker may be named without article and capital ("police say")
    REPORTS          what speaks for those who made it ("a report by X")
    NEEDS_AUXILIARY AUXILIARIES  forms of verbs that say nothing without one of these words before them
    PASSIVE          what stands before a verb of saying whose subject did not say it
    BODIES           last words of names that are no person's ("Quay News")
    FORENAMES        words of other lists that are names before a capital ("Will")
    LABELS           an expression for what stands between commas behind a name ("R-Texas", an age)
    DEGREES          words that end no name ("the most")
    RELATIVES        words that begin a relative clause; who speaks is the noun before it
    THINKS PEOPLE    verbs behind which another speaks; nouns that speak inside a relative clause ("who sources said")
    BEFORE_NOUNS     prepositions before a noun inside such a clause
    CLAUSES          words that begin another clause ("before")
    TIME_NOUNS TIME_BEFORE       a time between a speaker and the verb: "week", and "last" before it
    BETWEEN          words that may stand between a speaker and the verb
    ADVERB           an expression for other words of that kind ("consistently")
    INFINITIVE       a word between which and a verb nobody speaks ("some users to | argue")
    BREAKS           words at which a name or description of a speaker ends
    NAME_JOINS       words in lower case that may stand inside a name ("de", "al")
    CUTS             prepositions at which the description of a speaker is cut ("the minister | on Monday said")
    PREPOSITIONS     words behind which stands no subject ("avec les rebelles | annoncent")
    ARTICLES         words that begin a description ("the", "a")
    SPEAKING_ARTICLES            those of ARTICLES that can speak alone ("both")
    DEFINITE         first words of a description of which there is one ("the ministry", "police"); the lists of all
                     languages are read as one, so none may begin another kind of description elsewhere
    INVERTED         a pronoun that hangs on the verb ("-t-il")
    BEFORE_SPEAKER   an expression for what may stand between a verb and the speaker behind it
    STOPS            what must follow a speaker behind a verb without a quotation before it
    HEARERS          an expression for whom it was told to, behind the verb
    OCCASIONS        an expression for how it was said, behind the verb ("in a statement")
    DATE_WORDS       an expression for what may stand between the two above and the day of saying it ("on")
    OWN_DENIAL       how a speaker denies a thing of himself ("it did not")
    QUOTED_DENIAL    the same at a quotation's beginning, where "they" are others; without it OWN_DENIAL
    NEGATED          negation
    PLANNED CONDITIONAL HEDGED   what is not asserted as having happened, and what only reportedly has
    VERB             an expression for a verb of what happened: its group `done` behind an auxiliary, `past` without;
                     <DONE> in it stands for one of PARTICIPLES, <PAST> for one of HAPPENED
    NOT_VERBS NO_VERB_BEHIND     forms that look like verbs; words behind which such a form is none
    EVENTS           verbs of what makes news: forms that add a point
    OPINION          words of opinion
    BOILERPLATE      lines that are no sentence of the article
"""
