"""Lists of words, as the files of the languages write them."""

from __future__ import annotations


def words(text: str, value: object = 0) -> dict[str, object]:
    """Every word of a text with the same value."""
    return dict.fromkeys(text.split(), value)


def numbered(text: str, first: int = 1, step: int = 1) -> dict[str, object]:
    """The words of a text, counted: the first word has the value `first`."""
    return {word: first + step * n for n, word in enumerate(text.split())}


def ended(stems: str, endings: str, value: object) -> dict[str, object]:
    """Every stem with every ending, all with one value; the ending `0` is none."""
    return {stem + end.replace("0", ""): value for stem in stems.split() for end in endings.split()}


def centuries(endings: str = "0") -> dict[str, object]:
    """Roman numbers from X to XXI, each with these endings."""
    numbers = numbered("X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI", 10)
    return {word: n for one, n in numbers.items() for word in ended(one, endings, n)}
