"""Who says so: the speaker of a sentence, found from the word that tells of saying, by the order of words alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from helpers.claims._language import Language
from helpers.claims._speakers import FAR, PASSIVE, Speaker, before_verb, behind, of_verb


class Cue(NamedTuple):
    """A word or words that tell of saying: where they stand, what kind they are of, and the words."""

    start: int
    end: int
    kind: str
    words: str


class Attribution(NamedTuple):
    """That somebody says something: the stance, the speaker, the words that tell it, and where what is said stands."""

    stance: str
    speaker: Speaker | None
    start: int
    end: int
    words: str
    content: tuple[int, int]
    rule: str


def attributions(text: str, sentence: tuple[int, int], cues: Iterable[Cue], words: Language) -> list[Attribution]:
    """Every place of a sentence where somebody is said to say something, in order; a cue without a speaker is none.

    What has no subject of its own ("and declined to comment") has that of the one before it. A denial that names no
    speaker ("no evidence that") stays, with none.
    """
    found: list[Attribution] = _before_colon(text, sentence, words)
    for cue in cues:
        one = _READ[cue.kind](text, sentence, cue, words)
        if one is None:
            continue
        if one.speaker is None and found and one.stance != "noclaim" and _goes_on(text, found[-1].end, cue.start):
            one = one._replace(speaker=found[-1].speaker)
        if one.speaker is not None or one.stance == "noclaim":
            found.append(one)
    return _standing(text, sentence, found, words)


_FIRM = ("confirms", "denies", "declines")


def _standing(text: str, sentence: tuple[int, int], found: list[Attribution], words: Language) -> list[Attribution]:
    """Without confirmations, denials and refusals of which the sentence does not say that they happened."""
    kept: list[Attribution] = []
    for one in found:
        if one.stance not in _FIRM or not (_supposed(text, sentence, one, words) or _denied(text, kept, one, words)):
            kept.append(one)
    return kept


_ASKS = re.compile(r"\?[\s\"'”’»)]*\Z")
_WORD = re.compile(r"[^\W\d_]+")


def _supposed(text: str, sentence: tuple[int, int], one: Attribution, words: Language) -> bool:
    """Whether it stands in a condition or a question: "if Reede denied it", "Has Reede denied it?"."""
    if words.supposed.search(text, sentence[0], one.start):
        return True
    first = _WORD.search(text, *sentence)
    asked = first is not None and first.group().lower() in words.questions
    return asked and bool(_ASKS.search(text, max(sentence[1] - 4, sentence[0]), sentence[1]))


def _denied(text: str, before: Iterable[Attribution], one: Attribution, words: Language) -> bool:
    """Whether it stands in what another denies: "denied that he refused to comment"."""
    for other in before:
        between = text[other.end : max(one.end - len(one.words), 0)]
        if other.stance != "denies" or one.end <= other.end or len(between) > FAR or _PARTED.search(between):
            continue
        if not any(word in words.clauses for word in between.split()):
            return True
    return False


_PARTED = re.compile(r"[,;:—–“”«»\"()]|\b(?:and|but|et|mais|y|pero|und|aber|e|ma|mas|и|но)\b")
_COLON = re.compile(r"\s*(?P<name>[^\W\d_][^:\n\"“«‘]{1,60}?)\s?:\s?(?=[\"“«„‘']\w)")
_MOST_BEFORE_COLON = 7
_DIGIT = re.compile(r"\d")
COLON = 64  # characters in which a speaker before a colon stands


def _before_colon(text: str, sentence: tuple[int, int], words: Language) -> list[Attribution]:
    """A speaker at the beginning, before a colon and a quotation: `Mayor: "We knew"`."""
    colon = text.find(":", sentence[0], min(sentence[0] + COLON, sentence[1]))
    hit = _COLON.match(text, *sentence) if colon > 0 else None
    if not hit or len(hit["name"].split()) > _MOST_BEFORE_COLON or not hit["name"][0].isupper():
        return []
    if words.headline_cues.search(hit["name"]) or _DIGIT.search(hit["name"]) or words.verb_forms.search(hit["name"]):
        return []
    speaker = Speaker(hit.start("name"), hit.end("name"), hit["name"], "before a colon and a quotation")
    return [Attribution("asserts", speaker, speaker.start, hit.end(), ":", (hit.end(), sentence[1]), f"{hit['name']}:")]


_GOES_ON = re.compile(r".*(?:[,;]|\b(?:and|but|et|mais|y|pero|und|aber|e|ma|mas|и|но))\s*(?:\w+\s+)?\Z", re.DOTALL)


def _goes_on(text: str, end: int, start: int) -> bool:
    return start - end < FAR and bool(_GOES_ON.match(text[end:start]))


def _verb(text: str, sentence: tuple[int, int], cue: Cue, words: Language) -> Attribution | None:
    form, stance = cue.words, cue.kind
    if words.negated_before.search(text, max(cue.start - 30, sentence[0]), cue.start):
        if stance == "asserts":
            return None  # "has not said"
        stance = "asserts" if stance in ("confirms", "denies") else stance  # "has not confirmed"
    if words.needs_auxiliary.fullmatch(form) and not _has_auxiliary(text[sentence[0] : cue.start], words):
        return None
    if stance in _FIRM and words.undone.search(text, max(cue.start - 60, sentence[0]), cue.start):
        return None  # "must be investigated and verified"
    in_title = form[0].isupper() and cue.start > sentence[0]
    must = (words.after_in_titles if in_title else words.after).get(form.lower())
    object_ = must.match(text, cue.end) if must else None
    if must and not object_ and not _at_end(text, cue.end, sentence[1]):
        return None
    speaker = of_verb(text, sentence, (cue.start, cue.end), words)
    if speaker and object_ and cue.end <= speaker.start < object_.end() - len(speaker.name.split()[0]):
        speaker = before_verb(text, sentence, cue.start, words)  # "accuses the mayor of": the mayor does not
    if speaker is PASSIVE:
        return None
    at_end = _at_end(text, cue.end, sentence[1])
    if at_end and speaker and _last_word(text[sentence[0] : speaker.start]) in words.name_joins:
        return None  # "in line with EU rules": no verb at all
    named = speaker is not None and speaker.name.split()[-1][0].isupper()
    if (form.lower() in words.name_before and not at_end and not named) or (
        speaker and speaker.name.lower() in words.no_speakers
    ):
        return None
    ahead = speaker is None or speaker.start < cue.start
    if speaker and ahead and form in words.said_of and _said_of(text, speaker, cue.end, words):
        return None
    before = speaker.start if speaker and ahead else cue.start
    content = (cue.end, sentence[1]) if ahead and not at_end else (sentence[0], before)
    if stance == "declines":
        content = (cue.start, sentence[1])
    said = " ".join(form.split())
    return Attribution(stance, speaker, min(before, cue.start), cue.end, said, content, _told(speaker, said))


def _said_of(text: str, speaker: Speaker, end: int, words: Language) -> bool:
    """Whether the verb is a participle behind a noun: "a deal | announced on Monday"."""
    name, following = speaker.name.split(), _WORD.search(text, end, end + 20)
    if following and following.group() in words.relatives:
        return False  # "the figures confirmed that"
    if any(word[0].isupper() for word in name[1:]):
        return False
    put_in = text[: speaker.start].rstrip().endswith(",") and name[0].lower() in words.indefinite
    return name[-1].lower() in words.things or (put_in and bool(words.left_alone.match(text, end)))


def _last_word(before: str) -> str:
    words = before.rsplit(None, 1)
    return words[-1].lower() if words else ""


def _has_auxiliary(before: str, words: Language) -> bool:
    for word in reversed(before.split()):
        low = word.lower().replace("’", "'")
        if low in words.auxiliaries or words.inverted_end.search(low):
            return True
        if low not in words.between:
            return False
    return False


def _told(speaker: Speaker | None, verb: str) -> str:
    return f"{speaker.says_so}: {speaker.name} {verb}" if speaker else f"{verb}, by nobody named"


_AT_END = re.compile(r"\s*[.…!?\"”»)]*\s*\Z")


def _at_end(text: str, at: int, end: int) -> bool:
    return end - at < 4 and bool(_AT_END.match(text[at:end]))


def _according(text: str, sentence: tuple[int, int], cue: Cue, words: Language) -> Attribution | None:
    speaker = behind(text, cue.end, sentence[1], words, "according to", joins=True)
    said = " ".join(cue.words.split()).lower()
    if speaker is None:
        return None
    at_start = cue.start - sentence[0] < 3
    content = (speaker.end, sentence[1]) if at_start else (sentence[0], cue.start)
    return Attribution("asserts", speaker, cue.start, speaker.end, said, content, f"{said} {speaker.name}")


def _by(text: str, sentence: tuple[int, int], cue: Cue, words: Language) -> Attribution | None:
    speaker = behind(text, cue.end, sentence[1], words, "by")
    said = " ".join(cue.words.split())
    if speaker is None or not (speaker.name[0].isupper() or " " in speaker.name):
        return None
    stem = said.split()[0].lower().rstrip("s")
    forms = {stem, stem.removesuffix("e")}
    stance = "confirms" if forms & words.confirms else "denies" if forms & words.denies else "asserts"
    rule = f"{said} {speaker.name}"
    return Attribution(stance, speaker, cue.start, speaker.end, said, (sentence[0], sentence[1]), rule)


def _no_claim_so(text: str, sentence: tuple[int, int], cue: Cue, words: Language) -> Attribution | None:
    said = " ".join(cue.words.split())
    speaker = of_verb(text, sentence, (cue.start, cue.end), words) if said.split()[0] in words.calls else None
    if speaker is not None and speaker is not PASSIVE:
        return Attribution("denies", speaker, cue.start, cue.end, said, (cue.end, sentence[1]), _told(speaker, said))
    return Attribution("noclaim", None, cue.start, cue.end, said, (cue.end, sentence[1]), f'"{said}"')


Reader = Callable[[str, tuple[int, int], Cue, Language], Attribution | None]
_READ: dict[str, Reader] = {
    "asserts": _verb,
    "confirms": _verb,
    "denies": _verb,
    "declines": _verb,
    "according": _according,
    "by": _by,
    "noclaim": _no_claim_so,
}
