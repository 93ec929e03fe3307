"""Headlines in one form: without the outlet behind them, with the punctuation that services space out, cut or whole."""

from __future__ import annotations

import re

from helpers import clean, vocabulary
from helpers.origins._names import PRESS, Known

LEAST_WORDS, LEAST_LETTERS = 5, 25  # a shorter headline ("Morning briefing") may be the same by chance
_PARTED = re.compile(r"\s+(?:[-–—|·»:]|::|//)\s+")
_CUT = re.compile(r"\s*(?:…|\.{3,}|\. \. \.)\s*$")
_NO_LETTER = re.compile(r"[\W_]+")


def parted(title: str, outlets: Known, own: str = "") -> tuple[str, str | None]:
    """The headline, and the outlet that stands behind it (` - BBC News`, ` | Reuters`), if one does."""
    bare = " ".join(title.split())
    for at in reversed(list(_PARTED.finditer(bare))):
        behind = bare[at.end() :].strip()
        if len(behind.split()) > 5 or len(bare[: at.start()].split()) < 3:
            break
        if outlets.has(behind) or (own and outlets.key(behind) == outlets.key(own)) or _names_press(behind):
            return bare[: at.start()].strip(), behind
    return bare, None


def _names_press(words: str) -> bool:
    return bool(PRESS.search(words)) and all(word[0].isupper() or not word[0].isalpha() for word in words.split())


def title_key(title: str) -> str:
    """A headline's letters and numbers, folded: spaced punctuation, quotation marks and accents do not count."""
    return " ".join(_NO_LETTER.sub(" ", vocabulary.folded(clean.fold(clean.unescaped(_CUT.sub("", title))))).split())


def is_cut(title: str) -> bool:
    """Whether a headline says that it goes on: it ends in `…` or `...`."""
    return bool(_CUT.search(title))


def speaks(key: str) -> bool:
    """Whether a headline in one form is long enough to be the same by copying only."""
    return len(key) >= LEAST_LETTERS and key.count(" ") + 1 >= LEAST_WORDS
