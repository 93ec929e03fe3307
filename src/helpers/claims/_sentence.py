"""One sentence read: who says something in it, how, when it happened, and by which rules the candidate is ranked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from helpers.claims import _dated, _points
from helpers.claims._attribution import Attribution, Cue, attributions
from helpers.claims._dated import Dated
from helpers.claims._language import Language
from helpers.claims._sentences import Quotation
from helpers.claims._speakers import Speaker
from helpers.dates import Expression

RECENT = 3  # sentences back in which a pronoun's speaker is looked for
MOSTLY = 0.6  # of a sentence in quotation marks: the sentence is a quotation
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_DASH = re.compile(r"\s*[-–—|@:]")
_STOPS = ".!?…:"
_ENDING_MARKS = "\"'”’»“) "


class Found(NamedTuple):
    """A candidate claim in a text, without what only its article knows."""

    begins: int
    ends: int
    date: Expression | None
    of_statement: bool
    said_on: Expression | None
    claimant: str | None
    stance: str
    wording: str | None
    mode: str
    negated: bool
    quoted: bool
    actors: tuple[str, ...]
    how: str
    points: tuple[tuple[str, int], ...]


class Text(NamedTuple):
    """A text with everything that was located in it once."""

    text: str
    padded: str  # with a space in front, so that each word has a sign before it
    field: str
    words: Language
    sentences: list[tuple[int, int]]
    quotations: list[Quotation]
    dates: list[Expression]
    cues: list[Cue]
    names: list[tuple[int, int, str]]
    anchor: str | None


@dataclass
class Sentence:
    """A sentence with what was located in it; `speakers` are those of the text so far, and it adds its own."""

    whole: Text
    nth: int
    span: tuple[int, int]
    dates: Sequence[Expression]
    cues: Sequence[Cue]
    names: Sequence[tuple[int, int, str]]
    quotes: Sequence[Quotation]
    speakers: list[tuple[int, str]]
    quoted: bool = False  # most of it stands in quotation marks
    marks: Sequence[int] = ()  # where it has commas or their like
    asks: bool = False  # it is a question
    hedged: bool = False  # it says of itself that it is uncertain
    opinion: bool = False  # it has words of opinion
    n_words: int = 0
    pronoun: bool = False  # it begins with one
    stopped: bool = True  # a full stop or its like ends it, or it is a headline

    def candidates(self) -> list[Found]:
        """One for each who says something, and for each date of what is said; none where there is nothing to go by."""
        text, words = self.whole.text, self.whole.words
        if not _LETTER.search(text, *self.span) or words.boilerplate_lines.match(text, *self.span):
            return []
        outside = self.cues
        if self.quotes:
            outside = [
                one for one in self.cues if not any(quote.start <= one.start < quote.end for quote in self.quotes)
            ]
        said = attributions(text, self.span, outside, words)
        self.quoted = bool(self.quotes) and self._mostly_quoted()
        chosen = self._chosen([self._named(one) for one in said])
        for one in chosen:
            if one.speaker and one.speaker.name.lower() not in words.pronouns:
                self.speakers.append((self.nth, one.speaker.name))
        if not (self.dates or self.names or said) and self.whole.field == "text":
            return []
        self._look()
        return [found for one in chosen for found in self._of(one)]

    def _mostly_quoted(self) -> bool:
        start, end = self.span
        inside = sum(min(quote.end, end) - max(quote.start, start) for quote in self.quotes)
        return inside > MOSTLY * (end - start)

    def _look(self) -> None:
        """What is the same for all candidates of the sentence."""
        text, words = self.whole.text, self.whole.words
        self.marks = _dated.marks(text, self.span)
        self.asks = "?" in text[self.span[1] - 4 : self.span[1]] and self._ends_in("?")
        self.hedged, self.opinion = self._has(words.hedged, self.span), self._has(words.opinion, self.span)
        self.n_words = text.count(" ", *self.span) + 1
        first = _WORD.search(text, *self.span)
        self.pronoun = first is not None and first.group().lower() in words.pronouns
        self.stopped = self.whole.field == "title" or any(map(self._ends_in, _STOPS))

    def _ends_in(self, sign: str) -> bool:
        return self.whole.text[self.span[0] : self.span[1]].rstrip(_ENDING_MARKS).endswith(sign)

    # ------------------------------------------------------------ who

    def _named(self, one: Attribution) -> Attribution:
        """The attribution with a pronoun resolved to the last speaker."""
        speaker = one.speaker
        if speaker is None or speaker.name.lower() not in self.whole.words.pronouns:
            return one
        person = speaker.name.lower() in self.whole.words.person_pronouns
        recent = [name for n, name in reversed(self.speakers[-RECENT * 2 :]) if self.nth - n <= RECENT]
        last = next((name for name in recent if not person or self._may_be_one(name)), None)
        if last is None:  # "Reede before the committee: he denies"
            last = next((name for _, end, name in self.names if end <= speaker.start), None)
        if last is None:  # "it" may be a letter, a map: what it says, the article tells
            thing = bool(self.whole.words.person_pronouns) and not person
            if thing and one.stance == "asserts":
                return one._replace(speaker=None)
            return one._replace(rule=f"{one.rule}; who that is, is not found")
        resolved = Speaker(speaker.start, speaker.end, last, speaker.says_so)
        return one._replace(speaker=resolved, rule=f"{one.rule}; {speaker.name} is {last}, named before")

    def _may_be_one(self, name: str) -> bool:
        """Whether a name may be one person's: not that of a body (the Associated Press), nor of many (scientists)."""
        words, bodies = name.split(), self.whole.words.bodies
        joined = next((n for n, word in enumerate(words) if n and word in self.whole.words.name_joins), len(words))
        if words[joined - 1].lower() in bodies or (bodies and name.isupper() and len(words) == 1):
            return False
        if words[0].lower() in self.whole.words.articles:
            return not any(word[0].isupper() for word in words[1:])
        return words[0][0].isupper() or not words[-1].endswith("s")

    def _chosen(self, said: list[Attribution]) -> list[Attribution]:
        """Those that make a claim: denials, confirmations and refusals, else the first assertion, else nobody's."""
        stances = [one for one in said if one.stance in ("denies", "confirms", "declines")]
        asserted = [self._own_denial(one) for one in said if one.stance == "asserts"]
        denied = next((one for one in said if one.stance == "noclaim"), None)
        if denied and not stances:
            speaker = asserted[0].speaker if asserted else None
            return [denied._replace(stance="denies", speaker=speaker, rule=f"{denied.rule}, which denies it")]
        if stances and not self._apart(asserted, stances[0]):
            asserted = []
        return _distinct([*asserted[:1], *stances]) or [self._unattributed()]

    def _apart(self, asserted: Sequence[Attribution], other: Attribution) -> bool:
        """Whether an assertion says something besides: "said X, but declined to comment"."""
        first = asserted[0] if asserted else None
        if not first or first.end > other.start or not first.speaker or not other.speaker:
            return False
        return first.speaker.name == other.speaker.name or ";" in self.whole.text[first.end : other.start]

    def _own_denial(self, one: Attribution) -> Attribution:
        """A denial where the speaker says of himself that it was not so: "said it did not", "We never", said X."""
        text, words = self.whole.text, self.whole.words
        start, end = one.content
        inside = [quote for quote in self.quotes if start <= quote.start < end]
        own = words.own_denial.match(text, start, end)
        if own and any(quote.start < own.end() for quote in inside):
            own = None  # of what is quoted, the quotation's own beginning tells
        if own or any(words.quoted_denial.match(text, *quote) for quote in inside):
            return one._replace(stance="denies", rule=f"{one.rule} that it was not so")
        return one

    def _unattributed(self) -> Attribution:
        """Who speaks where nobody is said to: the last speaker in a quotation that goes on, else the article."""
        if self.whole.field != "text" or not self.quoted:
            return Attribution("asserts", None, *self.span, "", self.span, "the article's own words")
        near = next((name for n, name in reversed(self.speakers) if self.nth - n <= 1), None)
        if near is None:
            return Attribution("asserts", None, *self.span, "", self.span, "quoted, by nobody named")
        speaker = Speaker(-1, -1, near, "quoted")
        return Attribution("asserts", speaker, *self.span, "", self.span, f"quoted, after {near}")

    # ------------------------------------------------------------ when and what

    def _of(self, one: Attribution) -> Iterator[Found]:
        text, words = self.whole.text, self.whole.words
        start, end = one.content if one.content[1] > one.content[0] else self.span
        about, said = _dated.parted(text, self.span, self.dates, one, words)
        names = tuple(dict.fromkeys(name for _, _, name in self.names))
        speaker = " ".join(one.speaker.name.split()) if one.speaker else None
        found = _dated.verbs(self.whole.padded, start, end, words)
        for nth, dated in enumerate(_dated.of_events(text, about, said, found)):
            place = dated.verb.start if dated.verb else dated.date.start if dated.date else start
            part = _dated.clause(self.span, self.marks, place)
            mode = self._mode(one, part)
            points = _points.points(self._seen(one, dated, mode, len(names), nth))
            yield Found(
                *self.span, dated.date, dated.of_statement, said, speaker, one.stance, _wording(one, dated), mode,
                self._has(words.negated, part), self.quoted, names, one.rule, tuple(points),
            )  # fmt: skip

    def _seen(self, one: Attribution, dated: Dated, mode: str, n_actors: int, nth_date: int) -> _points.Seen:
        verb = dated.verb.form if dated.verb else None
        return _points.Seen(
            field=self.whole.field,
            nth=self.nth,
            n_words=self.n_words,
            n_signs=self.span[1] - self.span[0],
            precision=dated.date.precision if dated.date else None,
            of_statement=dated.of_statement,
            old=self._old(dated.date),
            n_actors=n_actors,
            named_speaker=_is_name(one.speaker, self.whole.words),
            stance=one.stance,
            event_verb=verb if verb in self.whole.words.events else None,
            mode=mode,
            hedged=self.hedged,
            quoted_by_nobody=self.quoted and one.speaker is None,
            opinion=self.opinion,
            nth_date=nth_date,
            pronoun=self.pronoun,
            no_sentence=dated.verb is None and not one.words and not self.stopped and self._listed(dated.date),
        )

    def _listed(self, date: Expression | None) -> bool:
        """Whether a line begins with its date and a dash, as a list of dates does: "14 June – Northgate Arena"."""
        begins = date is not None and date.start - self.span[0] < 3 and date.type == "DATE"
        return begins and date is not None and bool(_DASH.match(self.whole.text, date.end))

    def _has(self, expression: re.Pattern[str], part: tuple[int, int]) -> bool:
        return expression.search(self.whole.padded, part[0], part[1] + 1) is not None

    def _mode(self, one: Attribution, part: tuple[int, int]) -> str:
        words = self.whole.words
        if self.asks:
            return "question"
        if one.stance != "asserts":
            return "stated"
        if self._has(words.conditional, part):
            return "conditional"
        return "planned" if self._has(words.planned, part) else "stated"

    def _old(self, date: Expression | None) -> bool:
        year, now = (date.value or "")[:4] if date else "", (self.whole.anchor or "")[:4]
        return year.isdecimal() and now.isdecimal() and int(now) - int(year) > _points.OLD


def _wording(one: Attribution, dated: Dated) -> str | None:
    if (one.stance != "asserts" or dated.of_statement) and one.words:
        return one.words
    return dated.verb.form if dated.verb else one.words or None


def _is_name(speaker: Speaker | None, known: Language) -> bool:
    """Whether the speaker has a name: a capital, and not only that of a sentence's beginning; a pronoun is none."""
    if speaker and speaker.name.lower() in known.pronouns:
        return False
    words = speaker.name.split() if speaker else []
    return any(word[0].isupper() for word in words[1:] or words)


def _distinct(said: list[Attribution]) -> list[Attribution]:
    kept: dict[tuple[str, str], Attribution] = {}
    for one in said:
        kept.setdefault((one.stance, one.speaker.name if one.speaker else ""), one)
    return list(kept.values())
