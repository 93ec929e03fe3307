"""By which rules a candidate is ranked: each with its points, each shown; the sum is an order and no probability."""

from __future__ import annotations

from typing import NamedTuple

# What is said to the day or better is worth most; of a decade or century nobody makes an entry in a timeline.
EXACT = {"week": 2, "weekend": 2, "month": 2, "interval": 2, "season": 1, "quarter": 1, "year": 1, "decade": 0,
         "century": 0}  # fmt: skip
FEW_WORDS, MANY_SIGNS = 5, 450
OLD = 10  # years


class Seen(NamedTuple):
    """What the rules look at."""

    field: str
    nth: int
    n_words: int
    n_signs: int
    precision: str | None
    of_statement: bool
    old: bool
    n_actors: int
    named_speaker: bool
    stance: str
    event_verb: str | None
    mode: str
    hedged: bool
    quoted_by_nobody: bool
    opinion: bool
    nth_date: int
    pronoun: bool
    no_sentence: bool


def points(seen: Seen) -> list[tuple[str, int]]:
    """The rules that apply, in order, with their points."""
    found: list[tuple[str, int]] = []
    if seen.precision:
        found.append((f"dated to the {_exactness(seen.precision)}", EXACT.get(seen.precision, 3)))
    if seen.of_statement:
        found.append(("only the statement is dated", -1))
    if seen.old:
        found.append((f"more than {OLD} years before the article", -2))
    if seen.n_actors:
        found.append(
            (
                "names an actor of the case" if seen.n_actors == 1 else "names actors of the case",
                1 + min(seen.n_actors, 3),
            )
        )
    if seen.event_verb:
        found.append((f'a verb that makes news ("{seen.event_verb}")', 2))
    if seen.named_speaker:
        found.append(("a named speaker", 1))
    if seen.stance in ("confirms", "denies"):
        found.append((seen.stance, 2))
    return found + _places(seen) + _doubts(seen)


def _exactness(precision: str) -> str:
    return {"interval": "span of days or longer"}.get(precision, precision)


def _places(seen: Seen) -> list[tuple[str, int]]:
    if seen.field == "title":
        return [("the headline", 2)]
    return [("one of the first three sentences", 1)] if seen.nth < 3 else []


def _doubts(seen: Seen) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    if seen.mode != "stated":
        found.append(
            ({"planned": "planned, not past", "conditional": "conditional", "question": "a question"}[seen.mode], -2)
        )
    if seen.hedged:
        found.append(("reported as uncertain", -1))
    if seen.quoted_by_nobody:
        found.append(("quoted, the speaker is not found", -1))
    if seen.opinion:
        found.append(("opinion", -2))
    if seen.nth_date:
        found.append(("another date of the sentence is nearer to a verb", -2))
    if seen.pronoun:
        found.append(("its subject is a pronoun", -1))
    if seen.no_sentence:
        found.append(("a line of a list, without a verb", -3))
    if seen.n_words < FEW_WORDS and seen.stance == "asserts":
        found.append((f"fewer than {FEW_WORDS} words", -2))
    if seen.n_signs > MANY_SIGNS:
        found.append((f"longer than {MANY_SIGNS} characters", -1))
    return found


def in_words(found: list[tuple[str, int]]) -> list[str]:
    """The rules as they are shown: `dated to the day: +3`."""
    return [f"{rule}: {n:+d}" for rule, n in found]
