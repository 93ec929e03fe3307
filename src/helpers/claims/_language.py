"""A language's words as compiled expressions, and which language a text is in."""

from __future__ import annotations

import importlib
import pkgutil
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from types import ModuleType
from typing import Any

from helpers.claims import languages
from helpers.dates import languages as dated
from helpers.errors import UsageError
from helpers.wording import listed

_THREE = {"eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "deu": "de", "ger": "de", "ita": "it", "por": "pt",
          "rus": "ru"}  # fmt: skip
# What stands before a word. `re` runs to the next sign of a class five times as fast as through a look behind.
SIGNS = r"[\s\"'“”„«»‘’(\[,:;—–…/¿¡•·*|]"
_LETTERS = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 4000  # characters of a text, in which small words tell its language
_LEAST = 0.1  # of the words, below which no language is recognised


@dataclass(frozen=True)
class Language:
    """The words of one language file; every expression compiled once."""

    code: str
    words: ModuleType

    @cached_property
    def has_dates(self) -> bool:
        """Whether dates are found in this language."""
        return self.code in dated.codes()

    def listed(self, name: str) -> frozenset[str]:
        """A text of words as a set."""
        return frozenset(getattr(self.words, name, "").split())

    def expression(self, name: str) -> re.Pattern[str]:
        """An expression of the file, compiled; one that matches nothing where the file has none."""
        return re.compile(joined(getattr(self.words, name, "")) or "(?!)")

    def behind_a_sign(self, name: str) -> re.Pattern[str]:
        """The same, with the sign before the word, which a text begins with when it is searched."""
        return re.compile(f"{SIGNS}(?:{joined(getattr(self.words, name, '')) or '(?!)'})")

    @cached_property
    def cues(self) -> re.Pattern[str]:
        """What tells that somebody says something; the group's name tells how."""
        return re.compile(_cues(self.words))

    @cached_property
    def headline_cues(self) -> re.Pattern[str]:
        """The same in any case, for headlines."""
        return re.compile(_cues(self.words), re.IGNORECASE)

    @cached_property
    def after(self) -> dict[str, re.Pattern[str]]:
        """For some forms of verbs: what must follow them."""
        return self._after(re.NOFLAG)

    @cached_property
    def after_in_titles(self) -> dict[str, re.Pattern[str]]:
        """The same in any case, for titles whose words all begin with a capital."""
        return self._after(re.IGNORECASE)

    def _after(self, flag: re.RegexFlag) -> dict[str, re.Pattern[str]]:
        listed = getattr(self.words, "AFTER", {}).items()
        return {form: re.compile(joined(text), flag) for forms, text in listed for form in forms.split()}

    @cached_property
    def labels(self) -> re.Pattern[str]:
        """What stands behind a name between commas and is none: R-Texas, Jr., an age."""
        return self.expression("LABELS")

    @cached_property
    def undone(self) -> re.Pattern[str]:
        """What stands right before a participle of something still to be done."""
        return self.expression("UNDONE")

    @cached_property
    def supposed(self) -> re.Pattern[str]:
        """A condition, from its first word to the end of what is searched."""
        return self.expression("SUPPOSED")

    @cached_property
    def left_alone(self) -> re.Pattern[str]:
        """What follows a participle that has no object."""
        return self.expression("LEFT_ALONE")

    @cached_property
    def inverted(self) -> re.Pattern[str]:
        """A pronoun that hangs on a verb: dit-il."""
        return self.expression("INVERTED")

    @cached_property
    def adverb(self) -> re.Pattern[str]:
        """A word that tells how something was said, and is not who says it."""
        return self.expression("ADVERB")

    @cached_property
    def needs_auxiliary(self) -> re.Pattern[str]:
        """Forms of verbs that say nothing without an auxiliary before them."""
        return self.expression("NEEDS_AUXILIARY")

    @cached_property
    def inverted_end(self) -> re.Pattern[str]:
        """The same at the end of an auxiliary: a-t-il."""
        text = joined(getattr(self.words, "INVERTED", ""))
        return re.compile(rf"(?:{text})\Z" if text else "(?!)")

    @cached_property
    def before_speaker(self) -> re.Pattern[str]:
        """What may stand between a verb and the speaker behind it."""
        return re.compile(joined(getattr(self.words, "BEFORE_SPEAKER", "")))

    @cached_property
    def stops(self) -> re.Pattern[str]:
        """What must follow a speaker who stands behind a verb that no quotation precedes."""
        return re.compile(joined(getattr(self.words, "STOPS", "")))

    @cached_property
    def negated_before(self) -> re.Pattern[str]:
        """Negation right before a verb."""
        between = one_of(self.between) or "(?!)"
        negation = joined(getattr(self.words, "NEGATED", "")) or "(?!)"
        return re.compile(rf"(?<!\w)(?:{negation})\s*(?:(?:{between})\s+)*\Z")

    @cached_property
    def articles_alone(self) -> frozenset[str]:
        """Articles that are no speaker by themselves."""
        return self.listed("ARTICLES") - self.listed("SPEAKING_ARTICLES")

    @cached_property
    def verb_forms(self) -> re.Pattern[str]:
        """Verbs of what happened: `done` behind an auxiliary, `past` without."""
        lists = {"DONE": "PARTICIPLES", "PAST": "HAPPENED"}
        text = joined(self.words.VERB)
        for name, words in lists.items():
            text = text.replace(f"<{name}>", one_of(self.listed(words)) or "(?!)")
        return re.compile(f"{SIGNS}(?:{text})")

    @cached_property
    def before_date(self) -> re.Pattern[str]:
        """What may stand between a verb of saying, or its speaker, and the date on which it was said."""
        parts = (joined(getattr(self.words, name, "")) for name in ("HEARERS", "OCCASIONS", "DATE_WORDS"))
        return re.compile(r"\s*,?\s*" + "".join(f"(?:{part})?" for part in parts) + r"\s*")

    @cached_property
    def own_denial(self) -> re.Pattern[str]:
        """The speaker denies a thing of himself, from the beginning of what is said."""
        return re.compile(rf"\s*(?:{joined(getattr(self.words, 'OWN_DENIAL', '')) or '(?!)'})")

    @cached_property
    def quoted_denial(self) -> re.Pattern[str]:
        """The same at the beginning of a quotation, where "they" are others; else as everywhere."""
        text = joined(getattr(self.words, "QUOTED_DENIAL", ""))
        return re.compile(rf"\s*(?:{text})") if text else self.own_denial

    @cached_property
    def negated(self) -> re.Pattern[str]:
        """Negation."""
        return self.behind_a_sign("NEGATED")

    @cached_property
    def planned(self) -> re.Pattern[str]:
        """What is to come."""
        return self.behind_a_sign("PLANNED")

    @cached_property
    def conditional(self) -> re.Pattern[str]:
        """What would be, or may be."""
        return self.behind_a_sign("CONDITIONAL")

    @cached_property
    def hedged(self) -> re.Pattern[str]:
        """What is only reported to be so."""
        return self.behind_a_sign("HEDGED")

    @cached_property
    def opinion(self) -> re.Pattern[str]:
        """What somebody thinks or wishes."""
        return self.behind_a_sign("OPINION")

    @cached_property
    def boilerplate_lines(self) -> re.Pattern[str]:
        """Lines that are no sentence of an article."""
        return re.compile(joined(getattr(self.words, "BOILERPLATE", "")) or "(?!)", re.IGNORECASE)

    def __getattr__(self, name: str) -> frozenset[str]:
        """`language.pronouns`: the words under PRONOUNS, as a set; looked up once."""
        if name.startswith("_"):
            raise AttributeError(name)
        found = self.listed(name.upper())
        object.__setattr__(self, name, found)
        return found


def one_of(words: Iterable[str]) -> str:
    """An expression for one of the words, common beginnings once: one of hundreds costs as little as one of ten."""
    root: dict[str, Any] = {}
    for word in words:
        branch = root
        for sign in word:
            branch = branch.setdefault(sign, {})
        branch[""] = {}
    return _branches(root)


def _branches(branch: dict[str, Any]) -> str:
    parts = [re.escape(sign) + _branches(more) for sign, more in sorted(branch.items()) if sign]
    if not parts:
        return ""
    if "" in branch:
        return f"(?:{'|'.join(parts)})?"
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def joined(text: str | tuple[str, ...]) -> str:
    """An expression as one line: a language file breaks long ones; of several, one of them."""
    parts = (text,) if isinstance(text, str) else text
    return "|".join(re.sub(r"\n\s*", "", part) for part in parts)


def _cues(words: ModuleType) -> str:
    verbs = {kind: getattr(words, kind.upper()).split() for kind in ("denies", "confirms", "asserts")}
    groups = [
        ("declines", joined(words.DECLINES)),
        ("noclaim", joined(words.NO_CLAIM_SO)),
        ("according", joined(words.ACCORDING)),
        ("by", joined(words.BY)),
        *((kind, one_of(forms)) for kind, forms in verbs.items()),
    ]
    hanging = joined(getattr(words, "INVERTED", "")) or "(?!)"
    inner = "|".join(f"(?P<{name}>{text})" for name, text in groups if text)
    return rf"{SIGNS}(?:{inner})(?:(?![\w-])|(?={hanging}))"


@cache
def served() -> tuple[str, ...]:
    """The codes of the languages that are served: the files of the folder."""
    return tuple(sorted(info.name for info in pkgutil.iter_modules(languages.__path__)))


@cache
def in_all(name: str) -> frozenset[str]:
    """The words of a list in all languages: in which one a claimant is named is not kept."""
    return frozenset[str]().union(*(language(code).listed(name) for code in served()))


@cache
def language(code: str) -> Language:
    """The language of this code; a `UsageError` that names those served, if it is none of them."""
    if code not in served():
        raise UsageError(f'No claims are found in the language "{code}". Served are {listed(served(), 99)}.')
    return Language(code, importlib.import_module(f"{languages.__name__}.{code}"))


@cache
def code_of(stated: str) -> str:
    """A stated language as two letters: `en-US`, `eng`, `English` are en; what is unknown comes back as it is."""
    low = stated.strip().lower().replace("_", "-")
    first = low.partition("-")[0]
    names = {language(code).words.NAME.lower(): code for code in served()}
    return names.get(low) or _THREE.get(first, first)


@cache
def _small_words() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code in served():
        for word in language(code).common:
            found.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in found.items()}


def recognised(text: str) -> str | None:
    """The served language whose small words are the most frequent at the text's beginning; None if they are rare."""
    words = _LETTERS.findall(text[:_LOOKED_AT].lower())
    counts = dict.fromkeys(served(), 0)
    known = _small_words()
    for word in words:
        for code in known.get(word, ()):
            counts[code] += 1
    best = max(sorted(counts), key=counts.__getitem__)
    return best if counts[best] >= max(2, _LEAST * len(words)) else None


def script_fits(text: str, code: str) -> bool:
    """Whether most letters of a text are of the script in which the language is written."""
    letters = [sign for sign in text if sign.isalpha()]
    home = {unicodedata.name(sign, "").split(" ")[0] for sign in str(language(code).words.COMMON)[:9] if sign.isalpha()}
    same = sum(unicodedata.name(sign, "").split(" ")[0] in home for sign in letters)
    return bool(letters) and same * 2 > len(letters)
