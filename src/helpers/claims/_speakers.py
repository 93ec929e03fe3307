"""The name of a speaker, before a verb or behind it: found by the order of words, by marks and by lists of words."""

from __future__ import annotations

import re
from typing import NamedTuple

from helpers.claims._language import Language

_TOKEN = re.compile(r"[^\s,;:()\[\]\"“”«»„—–…]+|[,;:()\[\]\"“”«»„—–…]")
_MARKS = frozenset(',;:()[]"“”«»„—–…')
_LETTERS = re.compile(r"(?:[^\W\d_]\.){2,}")
_CLOSING = frozenset('”"»“?!')
_MOST = 14  # words of a name with its description
FAR = 160  # characters to look back or ahead for a speaker
_RELATIVE = frozenset(("who", "qui", "die", "der", "que", "quien", "che", "который", "которая"))
_AND = frozenset(("and", "et", "y", "und", "e", "и"))
_ROMANCE = frozenset(("et", "y", "e"))
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
    at, pattern = len(tokens) - 1, "the speaker before the verb"
    while at >= 0 and (tokens[at].group().lower() in words.between or words.adverb.fullmatch(tokens[at].group())):
        at -= 1
    if at < 0 or tokens[at].group() in words.infinitive:
        return None
    if tokens[at].group().lower() in words.passive:
        return PASSIVE
    if tokens[at].group() in (",", "—", "–", ")"):
        at = _before_insertion(tokens, at)
        pattern = "the speaker before the verb, described between commas"
    elif at > 0 and tokens[at].group() in _RELATIVE:
        at -= 2 if tokens[at - 1].group() == "," else 1
    if at < 0 or tokens[at].group() in _MARKS:
        return None
    start = _start_of_name(tokens, at, words)
    if start > at or (start and tokens[start - 1].group().lower() in words.prepositions):
        return None
    at = _cut(tokens, start, at, words)
    begin, end = tokens[start].start(), tokens[at].end()
    name = before[begin:end].strip("'’‘*-•")
    return Speaker(offset + begin, offset + end, name, pattern) if _may_speak(name, words) else None


def _cut(tokens: list[re.Match[str]], start: int, at: int, words: Language) -> int:
    """Where a description ends before what is said of time and circumstances: "the minister on Monday"."""
    for n in range(start + 1, at):
        low = tokens[n].group().lower()
        if low in words.cuts or (low in ("in", "from", "by") and tokens[n + 1].group()[0].islower()):
            return n - 1
    return at


def _before_insertion(tokens: list[re.Match[str]], at: int) -> int:
    opening = {",": ",", "—": "—", "–": "–", ")": "("}[tokens[at].group()]
    for back in range(at - 1, max(at - 2 * _MOST, -1), -1):
        if tokens[back].group() == opening:
            return back - 1
    return -1


def _low(word: str) -> str:
    """The word in small letters as the lists have it: of one with an elision (l'AFP, qu'il) the elided part."""
    low = word.lower()
    if "'" not in low and "’" not in low:
        return low
    low = low.replace("’", "'")
    head, mark, _ = low.partition("'")
    return head + mark if mark and head in ("l", "d", "qu", "n", "s", "j", "c", "un", "dell", "all", "lorsqu") else low


def _start_of_name(tokens: list[re.Match[str]], at: int, words: Language) -> int:
    """The first token of the name or description that ends at `at`; beyond `at` where there is none."""
    start = at + 1
    for back in range(at, max(at - _MOST, -1), -1):
        word = tokens[back].group()
        low = _low(word)
        breaks = low in words.breaks and not _letters(word) and not _joins_names(tokens, back, at)
        if word in _MARKS or breaks or (back < at and word[-1] in ".!?" and word.islower() and not _short(word)):
            break
        start = back
        alone = back == 0 or _low(tokens[back - 1].group()) not in words.name_joins
        if low in words.articles and alone:
            start = _of_a_noun(tokens, back, words)
            break
    while start <= at and (low := _low(tokens[start].group())) not in words.articles:
        if low not in words.breaks and low not in words.name_joins:
            break
        start += 1
    return at + 1 if start == at and tokens[at].group().lower() in words.articles_alone else start


def _of_a_noun(tokens: list[re.Match[str]], at: int, words: Language) -> int:
    """Where a name begins whose article, as `des`, also joins: "le ministère algérien | des Affaires étrangères"."""
    if _low(tokens[at].group()) not in words.name_joins:
        return at
    for back in range(at - 1, max(at - 4, -1), -1):
        low = _low(tokens[back].group())
        if (low in words.articles and low not in words.name_joins | words.breaks) or low in ("le", "la", "les", "l'"):
            return back if back < at - 1 else at
        if low in _MARKS or low in words.breaks or low in words.between:
            break
    return at


def _letters(word: str) -> bool:
    """Whether a word is an abbreviation in capitals, such as WHO."""
    return len(word) > 1 and word.isupper()


def _joins_names(tokens: list[re.Match[str]], back: int, at: int) -> bool:
    word = tokens[back].group()
    if word not in _AND or not 0 < back < at:
        return False
    if word in _ROMANCE and back == at - 1 and tokens[at].group().islower():
        return True  # "des sources militaires et médicales": a noun would have its article
    return tokens[back - 1].group()[0].isupper() and tokens[back + 1].group()[0].isupper()


def _may_speak(name: str, words: Language) -> bool:
    if not name or not name[0].isalpha():
        return False
    first, last = _low(name.split()[0]), name.split()[-1].lower()
    if last in words.articles_alone:
        return False  # "after this | announcement": no verb at all
    return bool(words.bare) or name[0].isupper() or first in words.articles or first in words.pronouns


def behind(text: str, start: int, end: int, words: Language, pattern: str, joins: bool = False) -> Speaker | None:
    """The name or description that begins at `start`, to the first stop, break or preposition (but with `joins`)."""
    tokens = _TOKEN.finditer(text, start, min(end, start + FAR))
    kept: list[re.Match[str]] = []
    for token in tokens:
        word, low = token.group(), _low(token.group())
        article = low in words.articles
        breaks = low in words.breaks and low not in words.pronouns and not _letters(word)
        if word in _MARKS or len(kept) > _MOST or (breaks and not _name_and(text, token, kept)):
            break
        of_report = low in ("from", "by") and kept and kept[-1].group() in words.reports
        if not joins and low in _ONLY_AHEAD and not (article and not kept) and not of_report:
            break
        kept.append(token)
        if word.endswith((".", "!", "?")) and not _short(word):
            break
    while kept and _low(kept[-1].group()) in words.name_joins and "'" not in kept[-1].group().replace("’", "'"):
        kept.pop()
    if not kept or (len(kept) == 1 and kept[0].group().lower() in words.articles_alone):
        return None
    begin, first = kept[0].start(), _low(kept[0].group())
    bare = text[begin : kept[-1].end()]
    bare = bare if _LETTERS.fullmatch(kept[-1].group()) else bare.rstrip(".!?'’")  # but not "the U.N."
    plain = first in words.articles or first in words.pronouns or joins
    if not plain and not any(token.group()[0].isupper() for token in kept):
        return None
    if bare[:1].isdigit() or not any(sign.isalpha() for sign in bare):
        return None
    return Speaker(begin, begin + len(bare), bare.strip("'’‘"), pattern)


def _name_and(text: str, token: re.Match[str], kept: list[re.Match[str]]) -> bool:
    if token.group() not in _AND or not kept or not kept[-1].group()[0].isupper():
        return False
    return text[token.end() + 1 : token.end() + 2].isupper()


def _short(word: str) -> bool:
    return len(word) <= 3 or "." in word[:-1]
