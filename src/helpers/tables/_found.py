"""Tables that are found in texts: candidate claims, copies, and what a story goes back to."""

from helpers.tables._model import Column, evidence

ALL = (
    evidence(
        "candidates",
        "A claim that a rule found in the text of an article, for a person to decide on.",
        Column("id", "id", "a name made of its content: it survives rebuilds and other file names", "never"),
        Column("event_date", "edtf", "when it happened, according to the sentence", "the sentence dates nothing"),
        Column("report_date", "edtf", "when the article appeared", "not known"),
        Column("said_on", "edtf", "when it was said, where the sentence dates the statement", "it does not"),
        Column("claimant", "text", "who says so, as the article names them", "the article itself, without an outlet"),
        Column("stance", "text", "asserts, confirms, denies or declines (to comment)", "never"),
        Column("mode", "text", "stated (as having happened), planned, conditional or question", "never"),
        Column("what", "text", "the sentence", "never"),
        Column("wording", "text", "the verb", "none was found"),
        Column("negated", "flag", "whether its clause has a negation: somebody did not", "never"),
        Column("quoted", "flag", "whether it stands in quotation marks", "never"),
        Column("actors", "texts", "actors of the case that it names: their names", "none"),
        Column("field", "text", "where it stands: title or text", "never"),
        Column("begins", "count", "from this character of that field", "never", "characters"),
        Column("ends", "count", "to before this one", "never", "characters"),
        Column("date_text", "text", "the words that date it", "none"),
        Column("date_rule", "text", "the rule that read them, and against which day", "none"),
        Column("attribution", "text", "the pattern by which its claimant was found", "never"),
        Column("basis", "text", "what was read of the article: its text, or its title where it has none", "never"),
        Column("rules", "texts", "the rules that ranked it, each with its points", "none"),
        Column("score", "count", "the sum of those points: an order, not a probability", "never", "points"),
        made_by="derive",
    ),
    evidence(
        "remarks",
        "What is to be said of an article before its claims are trusted.",
        Column(
            "kind", "text", "no date, date in the future, dates disagree, no text, very long, language or copy", "never"
        ),
        Column("says", "text", "the remark, as a sentence", "never"),
        made_by="derive",
    ),
    evidence(
        "families",
        "One text that has copies: the family it belongs to, and what differs from the first of it.",
        Column("family", "id", "the family: a name made of its first text", "never"),
        Column("table", "text", "posts or articles", "never"),
        Column("kind", "text", "first, identical, trivially changed or reworded", "never"),
        Column("score", "number", "how alike it is to the first, from the threshold to 1", "never"),
        Column("measure", "text", "form, 5-grams (Jaccard) or edits (of a text of fewer than 30 characters)", "never"),
        Column(
            "perhaps_first", "flag", "its time is not known well enough to say that it came after the first", "never"
        ),
        Column("at", "moment", "when it was posted or published"),
        Column("who", "text", "the account or outlet"),
        Column("platform", "text", "the platform", "an article"),
        Column("text", "text", "the text as stated", "never"),
        Column("changed", "text", "what differs from the first, in words, a negation first", "nothing but spaces"),
        made_by="derive",
    ),
    evidence(
        "origins",
        "What the story of an article goes back to: its main story, and each passage that goes back to somebody else.",
        Column("story", "text", "main: all that no other row takes out; or part: one passage", "never"),
        Column("outlet", "text", "who published the article"),
        Column("origin", "text", "the outlet or body that the story goes back to", "never"),
        Column("how", "text", "its own reporting, credits, the same text, the same title or the same address", "never"),
        Column("rule", "text", "the rule that found the credit", "there is none"),
        Column("chain", "texts", "who stands between the article and its origin", "nobody"),
        Column("field", "text", "where the credit stands: credits, author, title, text or note", "there is none"),
        Column("begins", "count", "the credit, or the passage it holds in: from here", "no place", "characters"),
        Column("ends", "count", "to before this one", "no place", "characters"),
        Column("said", "text", "the words of the credit, or the first copy's headline", "there is none"),
        made_by="derive",
    ),
)
