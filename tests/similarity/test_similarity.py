"""Pairs and families: exact, held against every pair compared one by one; and what must never match."""

from __future__ import annotations

import random
from collections import Counter

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import similarity
from helpers.errors import TableError

FIRE = "The warehouse on the quay is on fire tonight, they say."


def edits(one: str, other: str) -> int:
    before = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b)))
        before = row
    return before[-1]


def alike(one: str, other: str, threshold: float, short: float) -> tuple[float, str] | None:
    """What two forms score, by the definition alone."""
    if min(len(one), len(other)) < similarity.SHORT:
        longer = max(len(one), len(other))
        found = edits(one, other)
        return (round(1 - found / longer, 9), "edits") if found <= int((1 - short) * longer + 1e-9) else None
    sets = [{form[n : n + 5] for n in range(len(form) - 4)} for form in (one, other)]
    score = len(sets[0] & sets[1]) / len(sets[0] | sets[1])
    return (round(score, 9), "5-grams") if score >= threshold else None


def all_pairs(texts: list[str], threshold: float, short: float) -> set[tuple[int, int, float, str]]:
    found, forms = set(), dict[str, int]()
    for place, text in enumerate(texts):
        form = similarity.normal(text)
        if form in forms:
            found.add((forms[form], place, 1.0, "form"))
        elif form:
            found |= {(at, place, *s) for other, at in forms.items() if (s := alike(other, form, threshold, short))}
            forms[form] = place
    return found


def all_families(texts: list[str], threshold: float, short: float) -> set[tuple[int, int]]:
    """Each text with its first, for families of two and more."""
    led, firsts = dict[str, int](), dict[str, int]()
    joined = []
    for place, text in enumerate(texts):
        form = similarity.normal(text)
        if form and form not in led:
            scores = [(s[0], -at) for other, at in firsts.items() if (s := alike(other, form, threshold, short))]
            led[form] = -max(scores)[1] if scores else place
            if not scores:
                firsts[form] = place
        if form:
            joined.append((place, led[form]))
    size = Counter(first for _, first in joined)
    return {(place, first) for place, first in joined if size[first] > 1}


def invented(seed: int) -> list[str]:
    """Texts around some that many are made of: letters changed, put in and left out; lengths about the border of 30."""
    dice = random.Random(seed)
    letters = dice.choice(["ab", "abc ", "abcdefghij  ", "abcdefgh àéîøи的否 💥!", "aあbい港口 "])
    lengths = (0, 1, 2, 4, 5, 6, 10, 20, 28, 29, 30, 31, 33, 34, 35, 40, 60)
    base = ["".join(dice.choices(letters, k=dice.choice(lengths))) for _ in range(dice.choice([3, 8, 25]))]
    made = []
    for _ in range(dice.choice([20, 80, 140])):
        text = list(dice.choice(base))
        for _ in range(dice.choice([0, 0, 1, 2, 4, 6])):
            at = dice.randrange(len(text) + 1)
            text[at : at + dice.choice([0, 1, 1])] = dice.choice(["", *letters])
        made.append("".join(text))
    return made


@pytest.mark.parametrize("seed", range(40))
def test_no_pair_is_missed_and_none_is_false(seed: int) -> None:
    texts, dice = invented(seed), random.Random(seed)
    threshold, short = dice.choice([0.5, 0.6, 0.7, 0.8, 0.9, 1.0]), dice.choice([0.67, 0.7, 0.85, 0.9, 1.0])
    found = similarity.pairs(texts, threshold, short)
    rows = zip(found["left"], found["right"], found["score"].round(9), found["measure"], strict=True)
    assert set(rows) == all_pairs(texts, threshold, short)
    families = similarity.families(texts, threshold, short)
    assert set(zip(families["place"], families["first"], strict=True)) == all_families(texts, threshold, short)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.sampled_from("ab cd\u0301\U0001f525@#-5."), max_size=45), max_size=12))
def test_whatever_the_signs_the_definition_holds(texts: list[str]) -> None:
    found = similarity.pairs(texts, 0.6, 0.7)
    rows = zip(found["left"], found["right"], found["score"].round(9), found["measure"], strict=True)
    assert set(rows) == all_pairs(texts, 0.6, 0.7)


def test_threads_give_what_one_gives() -> None:
    """From 10,000 on the work is shared."""
    dice = random.Random(4)
    words = [f"w{n}" for n in range(300)]
    texts = [" ".join(dice.choices(words, k=9)) for _ in range(7000)]
    texts += [" ".join(text.split()[:8]) + " other" for text in texts[:5000]]
    found = similarity.pairs(texts, 0.7)
    by_hand = []
    for n in range(5000):
        if score := alike(texts[n], texts[7000 + n], 0.7, 0.85):
            by_hand.append((n, 7000 + n, score[0]))
    got = found[found["right"] - found["left"] == 7000]
    assert list(zip(got["left"], got["right"], got["score"].round(9), strict=True)) == by_hand
    assert len(by_hand) > 3000


def kind(one: str, other: str) -> str | None:
    found = similarity.pairs([one, other])
    return str(found["kind"].iloc[0]) if len(found) else None


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (FIRE, "identical"),
        (f"  {FIRE}\n", "identical"),
        (FIRE.upper(), "trivially changed"),
        (FIRE.replace(",", " —") + " 🔥👩🏽\u200d🚒❤\ufe0f", "trivially changed"),
        (f"RT @quay_radio: {FIRE} https://quay.example/a?b=1", "trivially changed"),
        (f"{FIRE} www.quay.example pic.twitter.com/x1", "trivially changed"),
        (FIRE.replace("fire", "\uff46\uff49\uff52\uff45"), "trivially changed"),
        (FIRE.replace("quay", "qu\u00aday"), "trivially changed"),
        (FIRE.replace("is on", "is not on"), "reworded"),
        (FIRE.replace("is on", "isn't on"), "reworded"),
        ("Nothing of this is true, and the port says so.", None),
    ],
)
def test_three_kinds_and_a_not_is_never_trivial(other: str, expected: str | None) -> None:
    assert kind(FIRE, other) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It costs $5 million, all in all, they say.", "It costs €5 million, all in all, they say."),
        ("The quay lost 5% of its ships last year.", "The quay lost 5 of its ships last year."),
        ("It was -5 degrees on the quay that night.", "It was 5 degrees on the quay that night."),
        ("They can do it on the quay, the port says.", "They can't do it on the quay, the port says."),
        ("The port paid 1.5 million for the old quay.", "The port paid 15 million for the old quay."),
    ],
)
def test_what_changes_the_meaning_is_no_trivial_change(one: str, other: str) -> None:
    assert kind(one, other) == "reworded"


def test_a_text_of_which_nothing_is_left_matches_nothing() -> None:
    texts = ["", "", None, "🔥", "🔥", "@quay", "@quay", "https://a.example", "https://a.example", "...", "...", "   "]
    assert similarity.pairs(texts).empty
    assert similarity.families(texts).empty
    assert similarity.pairs([]).empty and similarity.families([]).empty


def test_short_texts_are_compared_by_edits() -> None:
    found = similarity.pairs(["the quay burns", "the quay burn", "the bay burns", "no"])
    assert found.to_dict("split")["data"] == [
        [0, 1, 1 - 1 / 14, "reworded", "edits"],
        [0, 2, 1 - 2 / 14, "reworded", "edits"],
    ]
    assert similarity.pairs(["yes", "yeh", "yes!"]).to_dict("split")["data"] == [
        [0, 2, 1.0, "trivially changed", "form"]
    ]


def test_ten_thousand_copies_are_pairs_with_the_first_alone() -> None:
    found = similarity.pairs([FIRE] * 10_000 + ["Something else is said about the harbour here."])
    assert (len(found), set(found["left"]), set(found["kind"])) == (9_999, {0}, {"identical"})


def test_ten_thousand_versions_are_one_family_and_too_many_pairs() -> None:
    texts = [f"The warehouse on Kestrel Quay burns, says witness number {n} of the night." for n in range(10_000)]
    families = similarity.families(texts)
    assert (len(families), families["first"].nunique()) == (10_000, 1)
    assert families["score"].min() >= 0.7
    with pytest.raises(TableError) as caught:
        similarity.pairs(texts, most=50_000)
    assert str(caught.value) == (
        "More than 50,000 pairs of texts are alike. Raise the threshold, or ask for families: they compare each text "
        "with first ones alone."
    )


def test_a_chain_of_changes_joins_nothing_that_is_unlike() -> None:
    words = [f"word{n:02}" for n in range(40)]
    texts = [" ".join(words[n : n + 12]) for n in range(0, 28, 2)]
    found = similarity.families(texts, 0.6)
    assert found["first"].nunique() > 3
    for row in found.itertuples():
        one, other = (similarity.normal(texts[n]) for n in (row.first, row.place))
        assert row.place == row.first or alike(one, other, 0.6, 0.85)


def test_a_text_joins_the_first_that_it_is_most_like_and_the_earliest_of_equals() -> None:
    a = "one two three four five six seven eight nine ten eleven"
    b = "zero zero zero four five six seven eight nine ten eleven"
    c = "one zero zero four five six seven eight nine ten eleven"
    scores = [alike(one, c, 0.5, 0.85) for one in (a, b)]
    assert scores[0] and scores[1] and 0.5 < scores[0][0] < scores[1][0]
    assert alike(a, b, 0.65, 0.85) is None
    found = similarity.families([a, b, c], 0.65)
    assert found[["place", "first", "kind"]].to_dict("split")["data"] == [[1, 1, "first"], [2, 1, "reworded"]]
    assert found["score"].round(9).tolist() == [1.0, scores[1][0]]
    copies = similarity.families([FIRE, "Nothing is known of it at all.", FIRE, FIRE.replace("fire", "fires")])
    assert copies["first"].tolist() == [0, 0, 0]


def test_what_is_shorter_than_asked_is_left_out() -> None:
    texts = ["so what?", "So what!", FIRE, FIRE]
    assert similarity.families(texts, least=20)["place"].tolist() == [2, 3]
    assert similarity.pairs(texts, least=20)["left"].tolist() == [2]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"threshold": 0.2}, "threshold is 0.2. It is a share from 0.3 to 1: below, most texts are alike."),
        ({"threshold": 1.5}, "threshold is 1.5. It is a share from 0.3 to 1: below, most texts are alike."),
        ({"short": 0.1}, "short is 0.1. It is a share from 0.67 to 1: below, most texts are alike."),
    ],
)
def test_a_threshold_that_cannot_be_served_is_refused(given: dict[str, float], said: str) -> None:
    for asked in (similarity.pairs, similarity.families):
        with pytest.raises(TableError) as caught:
            asked(["a"], **given)
        assert str(caught.value) == said


def test_the_texts_are_taken_as_a_column_too() -> None:
    column = pd.Series([FIRE, None, FIRE], index=[7, 7, 9], dtype="str")
    assert similarity.pairs(column)[["left", "right"]].to_dict("split")["data"] == [[0, 2]]
    assert column.tolist()[0] == FIRE and list(column.index) == [7, 7, 9]


def test_long_articles_and_lone_surrogates_are_texts_too() -> None:
    long = " ".join(f"sentence {n} of a long report" for n in range(3000))
    found = similarity.pairs([long, "Another head. " + long, "\ud83d broken " + FIRE, "broken " + FIRE])
    assert found[["left", "right"]].to_dict("split")["data"] == [[0, 1], [2, 3]]
