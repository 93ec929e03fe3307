"""The name of a speaker, before a verb or behind it: found by the order of words, by marks and by lists of words."""

from __future__ import annotations

import re
from typing import NamedTuple

from helpers.claims._language import Language
from helpers.claims._names import AND, MARKS, MOST, RELATIVE, head, in_capitals, is_short, start_of_name
from helpers.claims._sentences import unelided

_TOKEN = re.compile(r"[^\s,;:()\[\]\"“”«»„—–…]+|[,;:()\[\]\"“”«»„—–…]")
_LETTERS = re.compile(r"(?:[^\W\d_]\.){2,}")
_CLOSING = frozenset('”"»“?!')
FAR = 160  # characters to look back or ahead for a speaker
_ONLY_AHEAD = frozenset(("on", "in", "at", "to", "a", "an", "by", "from"))


class Speaker(NamedTuple):
    """A speaker as the article names them, and where that stands; `says_so` tells by which pattern."""

    start: int
    end: int
    name: str
    says_so: str


PASSIVE = Speaker(-1, -1, "", "passive")


def of_verb(text: str, sentence: tuple[int, int], verb: tuple[int, int], words: Language) -> Speaker | None:
    """Who speaks with the verb that stands at `verb`; None where nobody is named, PASSIVE where somebody else is."""
    first = max(sentence[0], verb[0] - FAR)
    before = text[first : verb[0]]
    if pronoun := words.inverted.match(text, verb[1], sentence[1]):
        return _inverted(text, pronoun.start(), pronoun.end())
    form = text[verb[0] : verb[1]].lower()
    if form in words.tells:
        return _ahead(before, first, words)
    last = _last_sign(before, words)
    if last.startswith("-"):  # "a-t-il déclaré": the verb stands around its subject
        at = verb[0] - len(before) + len(before.rstrip())
        return _inverted(text, at - len(last), at)
    skipped = words.before_speaker.match(text, verb[1], sentence[1])
    start = skipped.end() if skipped else verb[1]
    if last in _CLOSING or last == "”,":
        return behind(text, start, sentence[1], words, "quoted, the speaker behind it")
    if last not in ("", ","):
        return _ahead(before, first, words)
    after = behind(text, start, sentence[1], words, "the speaker behind the verb")
    if (
        after
        and (form in words.denies or form in words.confirms)
        and after.name.split()[-1].lower() in words.what_is_said
    ):
        after = None  # "Reede, the mayor, denies the claim"
    if last == "," and after and _closes(text, after, sentence[1], words):
        return after
    found = _ahead(before, first, words)
    if found is None and after and (last == "" or words.stops.match(text, after.end, sentence[1])):
        return after
    return found


def before_verb(text: str, sentence: tuple[int, int], at: int, words: Language) -> Speaker | None:
    """The subject before a verb that stands at `at`, whatever is quoted between them; None where there is none."""
    first = max(sentence[0], at - FAR)
    return _ahead(text[first:at], first, words)


_CLOSES = re.compile(r"\s*(?:[.,;)]|\Z)")


def _closes(text: str, speaker: Speaker, end: int, words: Language) -> bool:
    """Whether nothing is said behind the speaker: "..., says the port's director Ana Beltrán."."""
    named = speaker.name.split()[-1][0].isupper()
    return bool(_CLOSES.match(text[speaker.end : end])) and (named or not words.verb_forms.search(f" {speaker.name}"))


def _inverted(text: str, start: int, end: int) -> Speaker | None:
    name = text[start:end].rpartition("-")[2]
    return Speaker(end - len(name), end, name, "the speaker behind the verb") if name else None


def _last_sign(before: str, words: Language) -> str:
    """The last mark before a verb and its auxiliaries: a comma, a closing quotation mark, or `-il` of an inversion."""
    bare = before.rstrip()
    while bare:
        word = bare[bare.rfind(" ") + 1 :]
        if found := words.inverted_end.search(word):
            return found.group()
        if word.lower() not in words.between:
            break
        bare = bare[: -len(word)].rstrip()
    if bare.endswith(",") and bare[-2:-1] in _CLOSING:
        return "”,"
    return bare[-1:]


def _ahead(before: str, offset: int, words: Language) -> Speaker | None:
    """The subject before a verb: back over adverbs, over what is put in between commas, to the start of a name."""
    tokens = list(_TOKEN.finditer(before))
    at, pattern = _before_adverbs(tokens, words), "the speaker before the verb"
    if at < 0 or tokens[at].group() in words.infinitive:
        return None
    if tokens[at].group().lower() in words.passive:
        return PASSIVE
    if tokens[at].group() in (",", "—", "–", ")"):
        inner, at = at - 1, _before_insertion(tokens, at, words)
        pattern = f"the speaker before the verb, {'named' if at == inner else 'described'} between commas"
    elif at > 0 and tokens[at].group() in RELATIVE:
        at -= 2 if tokens[at - 1].group() == "," else 1
    if at < 0 or tokens[at].group() in MARKS:
        return None
    start = start_of_name(tokens, at, words)
    if start <= at and (noun := head(tokens, start, at, words)) >= 0:
        at, start = noun, start_of_name(tokens, noun, words)
    if start > at or (start and tokens[start - 1].group().lower() in words.prepositions):
        return None
    at = _cut(tokens, start, at, words)
    begin, end = tokens[start].start(), tokens[at].end()
    name = before[begin:end].strip("'’‘*-•")
    return Speaker(offset + begin, offset + end, name, pattern) if _may_speak(name, words) else None


def _before_adverbs(tokens: list[re.Match[str]], words: Language) -> int:
    """The last token before a verb that is no adverb, auxiliary or time of saying: "the court | last week also"."""
    at = len(tokens) - 1
    while at >= 0:
        word, back = tokens[at].group(), at - 1
        if word.lower() in words.between or words.adverb.fullmatch(word):
            at = back
            continue
        while back >= 0 and tokens[back].group() in words.time_before:
            back -= 1
        if word.lower() not in words.time_nouns or back < 0 or (back == at - 1 and word.islower()):
            break
        at = back
    return at


def _cut(tokens: list[re.Match[str]], start: int, at: int, words: Language) -> int:
    """Where a description ends before what is said of time and circumstances: "the minister on Monday"."""
    for n in range(start + 1, at):
        low = tokens[n].group().lower()
        if low in words.cuts or (low in ("in", "from", "by") and tokens[n + 1].group()[0].islower()):
            return n - 1
    return at


def _before_insertion(tokens: list[re.Match[str]], at: int, words: Language) -> int:
    """Where the subject ends that an insertion describes; where the insertion itself ends, if it is the name."""
    opening = {",": ",", "—": "—", "–": "–", ")": "("}[tokens[at].group()]
    for back in range(at - 1, max(at - 2 * MOST, -1), -1):
        if tokens[back].group() == opening:
            if opening == "," and _names(tokens, back, at, words):
                return at - 1
            labelled = back > 2 and tokens[back - 2].group() == "," and words.labels.fullmatch(tokens[back - 1].group())
            return back - 3 if labelled else back - 1
    return -1


def _names(tokens: list[re.Match[str]], comma: int, at: int, words: Language) -> bool:
    """Whether what stands between commas is the name of what is described before: "the company, Reede Ltd,"."""
    inside = [token.group() for token in tokens[comma + 1 : at]]
    if comma < 2 or not inside or any(words.labels.fullmatch(word) or not word[0].isalpha() for word in inside):
        return False
    if not inside[0][0].isupper() or any(word.islower() and word not in words.name_joins for word in inside):
        return False
    if inside[-1].lower() in words.time_nouns or inside[0].lower() in words.articles | words.name_joins:
        return False
    start = start_of_name(tokens, comma - 1, words)
    plain = start < comma - 1 and all(token.group().islower() for token in tokens[start + 1 : comma])
    begins = start == 0 or tokens[start - 1].group() in MARKS | AND
    if plain and begins and unelided(tokens[start].group()) in words.articles:
        return True
    of_place = next((n for n in range(comma - 1, 0, -1) if not tokens[n].group()[0].isupper()), 0)
    if tokens[of_place].group() in words.before_nouns:
        return False  # "people from Springfield, New Jersey, said"
    named = sum(word[0].isupper() for word in inside)
    return named > 1 and start < comma and head(tokens, start, comma - 1, words) >= 0


def _may_speak(name: str, words: Language) -> bool:
    if not name or not name[0].isalpha():
        return False
    first, last = unelided(name.split()[0]), name.split()[-1].lower()
    if last in words.articles_alone or (" " in name and last in words.degrees):
        return False  # "after this | announcement": no verb at all
    return bool(words.bare) or name[0].isupper() or first in words.articles or first in words.pronouns


def behind(text: str, start: int, end: int, words: Language, pattern: str, joins: bool = False) -> Speaker | None:
    """The name or description that begins at `start`, to the first stop, break or preposition (but with `joins`)."""
    tokens = _TOKEN.finditer(text, start, min(end, start + FAR))
    kept: list[re.Match[str]] = []
    for token in tokens:
        word, low = token.group(), unelided(token.group())
        article = low in words.articles
        breaks = low in words.breaks and low not in words.pronouns and not in_capitals(word)
        if word in MARKS or len(kept) > MOST or (breaks and not _name_and(text, token, kept)):
            break
        of_report = low in ("from", "by") and kept and kept[-1].group() in words.reports
        if not joins and low in _ONLY_AHEAD and not (article and not kept) and not of_report:
            break
        kept.append(token)
        if word.endswith((".", "!", "?")) and not is_short(word):
            break
    while kept and unelided(kept[-1].group()) in words.name_joins and "'" not in kept[-1].group().replace("’", "'"):
        kept.pop()
    if not kept or (len(kept) == 1 and kept[0].group().lower() in words.articles_alone):
        return None
    begin, first = kept[0].start(), unelided(kept[0].group())
    bare = text[begin : kept[-1].end()]
    bare = bare if _LETTERS.fullmatch(kept[-1].group()) else bare.rstrip(".!?'’")  # but not "the U.N."
    plain = first in words.articles or first in words.pronouns or joins
    if not plain and not any(token.group()[0].isupper() for token in kept):
        return None
    if bare[:1].isdigit() or not any(sign.isalpha() for sign in bare):
        return None
    return Speaker(begin, begin + len(bare), bare.strip("'’‘"), pattern)


def _name_and(text: str, token: re.Match[str], kept: list[re.Match[str]]) -> bool:
    if token.group() not in AND or not kept or not kept[-1].group()[0].isupper():
        return False
    return text[token.end() + 1 : token.end() + 2].isupper()
