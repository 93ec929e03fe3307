"""What differs between two texts: in words, and as parts that are the same, gone or new."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from unicodedata import category

from helpers.similarity._forms import LINK, MENTION, normal

SAME, GONE, NEW, CUT = "same", "gone", "new", "cut"
MOST = 250_000  # comparisons of one word with one word: beyond, whole sentences are compared, then nothing
_SHOWN = 8  # words of a change
_FACETS = ("upper and lower case", "punctuation", "emoji and signs", "links", "names of accounts")
# Scripts that part no words by spaces: a character is a word there.
_ALONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKENS = re.compile(rf"[{_ALONE}]|[^\W{_ALONE}]+|\s+|[^\w\s]")
_SENTENCES = re.compile(r"[^.!?\n\u3002]*(?:[.!?\n\u3002]+\s*|\Z)")
_NEGATIONS = (
    "not no never none nobody nothing neither nor without cannot dont doesnt didnt isnt wasnt arent werent wont cant "
    "ne n pas jamais aucun aucune ni sans nicht nichts kein keine keinen keiner keinem keines nie niemals ohne weder "
    "nunca jamás ningún ninguna ninguno non senza nessun nessuno nessuna não sem nem nenhum nenhuma "
    "не нет никогда без ни 不 没 沒 未 无 無 非 否"
)
NEGATIONS = frozenset(_NEGATIONS.split())


def parts(before: str, after: str) -> list[tuple[str, str]]:
    """The two texts as one: what is the same, gone from the first, or new in the second, in order, as stated.

    Each part is ("same", text), ("gone", text) or ("new", text). Without the new parts it is the first text, without
    those that are gone the second, letter by letter.
    """
    made: list[tuple[str, str]] = []
    for what, gone, new in _steps(_TOKENS.findall(before), _TOKENS.findall(after), before, after):
        if what == SAME:
            made.append((SAME, new))
        else:
            made += [(kind, text) for kind, text in ((GONE, gone), (NEW, new)) if text]
    joined: list[tuple[str, str]] = []
    for kind, text in made:
        if joined and joined[-1][0] == kind:
            joined[-1] = (kind, joined[-1][1] + text)
        else:
            joined.append((kind, text))
    return joined


def around(found: list[tuple[str, str]], most: int = 80) -> list[tuple[str, str]]:
    """The parts with each long stretch that is the same cut to what stands within `most` characters of a change.

    What is cut becomes a part of its own: ("cut", "1,234 characters that are the same").
    """
    made: list[tuple[str, str]] = []
    for n, (kind, text) in enumerate(found):
        head, tail = (most if n else 0), (most if n + 1 < len(found) else 0)
        left_out = len(text) - head - tail
        if kind != SAME or len(found) == 1 or left_out < 2 * most:
            made.append((kind, text))
            continue
        cut = (CUT, f"{left_out:,} characters that are the same")
        made += [(SAME, text[:head]), cut, (SAME, text[len(text) - tail :])]
    return [(kind, text) for kind, text in made if text]


def _steps(one: Sequence[str], other: Sequence[str], before: str, after: str) -> Iterator[tuple[str, str, str]]:
    """The steps from one text to the other: same or changed, with the words of both."""
    if len(one) * len(other) <= MOST or min(len(one), len(other)) == 0:
        yield from _matched(one, other)
        return
    for what, gone, new in _matched(_SENTENCES.findall(before), _SENTENCES.findall(after)):
        words, others = _TOKENS.findall(gone), _TOKENS.findall(new)
        if what == SAME or len(words) * len(others) > MOST:
            yield what, gone, new
        else:
            yield from _matched(words, others)


def _matched(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """The same for lists of words or of sentences; what both begin and end with is set aside first."""
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(other)) - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    if head:
        yield SAME, "".join(one[:head]), "".join(one[:head])
    inner, others = one[head : len(one) - tail], other[head : len(other) - tail]
    if len(inner) * len(others) > MOST:
        yield NEW, "".join(inner), "".join(others)
    elif inner or others:
        for what, a, b, c, d in SequenceMatcher(None, inner, others, autojunk=False).get_opcodes():
            yield SAME if what == "equal" else NEW, "".join(inner[a:b]), "".join(others[c:d])
    if tail:
        yield SAME, "".join(one[-tail:]), "".join(one[-tail:])


def changes(before: str, after: str, most: int = 4) -> str:
    """What differs between two texts, in words; empty where nothing does.

    Of texts of one form: upper and lower case, punctuation, emoji and signs, links, names of accounts, or spaces alone.
    Of others the words that came, went or became others, `most` of them, and before them a change of negation.
    """
    one, other = normal(before), normal(after)
    if one == other:
        return ", ".join(_trivial(before, after))
    negated = negations(before, after)
    said = [f"a negation {what}: {_quoted(words)}" for what, words in negated]
    told, rest = {"t", *(word for _, words in negated for word in words.split())}, []
    for what, gone, new in _changed(one, other):
        if what == SAME or (not (gone and new) and (gone or new) in told):
            continue
        if gone and new:
            rest.append(f"{_quoted(gone)} became {_quoted(new)}")
        else:
            rest.append(f"{_quoted(gone or new)} {'left out' if gone else 'added'}")
    shown = said + rest[:most]
    return "; ".join(shown + ([f"{len(rest) - most} more changes"] if len(rest) > most else []))


def _changed(one: str, other: str) -> Iterator[tuple[str, str, str]]:
    words, others = _words(one), _words(other)
    if len(words) * len(others) > 16 * MOST:
        yield from _matched([one], [other])
        return
    for what, gone, new in _matched([f"{word} " for word in words], [f"{word} " for word in others]):
        yield what, gone.strip(), new.strip()


def _words(form: str) -> list[str]:
    return [token for token in _TOKENS.findall(form) if not token.isspace()]


def _quoted(words: str) -> str:
    every = words.split()
    return f'"{" ".join(every[:_SHOWN])}{" …" if len(every) > _SHOWN else ""}"'


def negations(before: str, after: str) -> list[tuple[str, str]]:
    """The words of negation that only one of the two texts has: ("left out", words) and ("added", words)."""
    one, other = (Counter(_negating(_words(normal(text)))) for text in (before, after))
    found = (("left out", one - other), ("added", other - one))
    return [(what, " ".join(sorted(counted.elements()))) for what, counted in found if counted]


def _negating(words: Sequence[str]) -> Iterator[str]:
    yield from (word for word in words if word in NEGATIONS)
    # an apostrophe is a space in a form: "don't" is "don t" there
    yield from ("n't" for word, then in pairwise(words) if then == "t" and word.endswith("n"))


def _trivial(before: str, after: str) -> list[str]:
    """The kinds of things that differ between two texts of one form."""
    found = [name for name, one, other in zip(_FACETS, _facets(before), _facets(after), strict=True) if one != other]
    return found or ([] if before == after else ["spaces"])


def _facets(text: str) -> Iterator[object]:
    small = text.lower()
    own = MENTION.sub(" ", re.sub(LINK.pattern, " ", text, flags=re.IGNORECASE))
    yield [sign for sign in own if sign.isalnum()]
    for first in "PS":
        yield Counter(sign for sign in own if category(sign)[0] == first)
    yield LINK.findall(small)
    yield MENTION.findall(small)
