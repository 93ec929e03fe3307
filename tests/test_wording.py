"""Small words for computed sentences."""

import pandas as pd
import pytest

from helpers import wording


@pytest.mark.parametrize(
    ("n", "noun", "plural", "words"),
    [
        (0, "actor", "", "0 actors"),
        (1, "actor", "", "1 actor"),
        (1234, "tie", "", "1,234 ties"),
        (2, "country", "countries", "2 countries"),
        (1, "country", "countries", "1 country"),
    ],
)
def test_a_number_has_its_noun(n: int, noun: str, plural: str, words: str) -> None:
    assert wording.many(n, noun, plural) == words


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c", "d"], "a, b, c and d"),
        (["a", "b", "c", "d", "e", "f"], "a, b, c and 3 more"),
    ],
)
def test_a_list_says_how_much_it_leaves_out(words: list[str], sentence: str) -> None:
    assert wording.listed(words) == sentence


def test_quoted_words_keep_their_rest_unquoted() -> None:
    assert wording.quoted("abcde") == '"a", "b", "c" and 2 more'


@pytest.mark.parametrize(
    ("n_bytes", "words"),
    [(0, "0.0 kB"), (412, "0.4 kB"), (9_949, "9.9 kB"), (9_950, "10 kB"), (231_000, "231 kB"), (999_499, "999 kB"),
     (999_500, "1.0 MB"), (1_440_000, "1.4 MB"), (2_345_678_901, "2,345.7 MB")],
)  # fmt: skip
def test_a_size_below_a_megabyte_is_in_kilobytes(n_bytes: int, words: str) -> None:
    assert wording.size(n_bytes) == words


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NA, pd.NaT])
def test_what_is_not_stated_says_so(nothing: object) -> None:
    assert wording.said(nothing) == "not stated"
    assert wording.said(0) == "0"


@pytest.mark.parametrize(
    ("name", "words"),
    [("Etc/GMT-2", "UTC+2"), ("Etc/GMT+11", "UTC-11"), ("Etc/GMT", "Etc/GMT"), ("UTC", "UTC"),
     ("Europe/Berlin", "Europe/Berlin")],
)  # fmt: skip
def test_a_fixed_zone_has_the_sign_that_readers_know(name: str, words: str) -> None:
    assert wording.zone(name) == words


def test_names_out_of_a_file_are_cut_and_of_one_line() -> None:
    assert wording.names({"b", "a\u202e\n", "c" * 50}) == f"a‹U+202E›‹U+000A›, b, {'c' * 39}…"
    assert wording.names(map(str, range(20))) == "0, 1, 10, 11, 12, 13, 14, 15"
