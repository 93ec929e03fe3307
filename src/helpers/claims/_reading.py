"""One text read: what is located in it once, and the candidate claims of its sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable

from helpers import dates
from helpers.claims import _dated, _sentences
from helpers.claims._attribution import COLON, Cue
from helpers.claims._language import Language
from helpers.claims._sentence import Found, Sentence, Text

Names = Callable[[str], list[tuple[int, int, str]]]
LONGEST = 2000  # characters of a sentence: what is longer is a table or a list, and no sentence


def located(text: str, field: str, anchor: str | None, words: Language, names: Names) -> Text:
    """Sentences, quotations, dates, words of saying and names of a text, each found in one pass over it."""
    cut = [(0, len(text))] if field == "title" else _sentences.sentences(text, words.abbreviations, words.starters)
    every = dates.expressions(text, anchor, words.code) if words.has_dates else []
    found = [
        date
        for date in every
        if date.value is not None and date.type in ("DATE", "TIME") and not _dated.is_a_name(text, date, words)
    ]
    cues = _cues(text, words.headline_cues if field == "title" else words.cues)
    quoted = _sentences.quotations(text)
    return Text(text, f" {text}", field, words, cut, quoted, found, cues, names(text), anchor)


def _cues(text: str, expression: re.Pattern[str]) -> list[Cue]:
    """The words of saying. The expression begins with the sign before a word, so the text is given one in front."""
    found = []
    for hit in expression.finditer(f" {text}"):
        kind = str(hit.lastgroup)
        start, end = hit.span(kind)
        found.append(Cue(start - 1, end - 1, kind, hit[kind]))
    return found


def read(whole: Text) -> list[Found]:
    """The candidate claims of a text, in order."""
    found: list[Found] = []
    speakers: list[tuple[int, str]] = []
    dated, told, named = ([one[0] for one in listed] for listed in (whole.dates, whole.cues, whole.names))
    closed = [quote.end for quote in whole.quotations]
    opened = [quote.start for quote in whole.quotations]
    for nth, (start, end) in enumerate(whole.sentences):
        a_date, a_cue, a_name = (bisect_left(at, start) for at in (dated, told, named))
        z_date, z_cue, z_name = (bisect_left(at, end) for at in (dated, told, named))
        found_one = a_date < z_date or a_cue < z_cue or a_name < z_name or whole.field != "text"
        if not (found_one or whole.text.find(":", start, min(start + COLON, end)) > 0) or end - start > LONGEST:
            continue
        quotes = whole.quotations[bisect_right(closed, start) : bisect_left(opened, end)]
        one = Sentence(
            whole, nth, (start, end), whole.dates[a_date:z_date], whole.cues[a_cue:z_cue], whole.names[a_name:z_name],
            quotes, speakers,
        )  # fmt: skip
        found += one.candidates()
    return found
