"""A language as loaded: every word's class, and its rules compiled over classes."""

from __future__ import annotations

import importlib
import re
from functools import cache
from types import ModuleType
from typing import Any, NamedTuple

from helpers.dates import _patterns, _tokens, languages
from helpers.dates.languages import Rule
from helpers.errors import TableError

# A class is one character: the set of categories that a token has. Private-use characters mean nothing in expressions.
_FIRST = 0xE000
ENDS = ".!?;"  # the marks that end a sentence
_MOST_WORDS = 200_000  # kept; beyond it what was learned from texts is forgotten, so that memory stays bounded


class Compiled(NamedTuple):
    """A rule with its expression over classes."""

    rule: Rule
    expression: re.Pattern[str]


class Language(dict[str, str]):
    """Token -> class; a token that was never seen is read when it is asked for."""

    def __init__(self, code: str, module: ModuleType) -> None:
        super().__init__()
        self.code, self.name = code, str(module.NAME)
        self.order = str(getattr(module, "ORDER", ""))
        halves = getattr(module, "HALVES", {})
        self.endings = _tokens.Endings(
            tuple(getattr(module, "ORDINALS", ())), tuple(getattr(module, "DECADES", ())), halves
        )
        self.past_endings = tuple(getattr(module, "PAST_ENDINGS", ()))
        self.future_endings = tuple(getattr(module, "FUTURE_ENDINGS", ()))
        self._classes: dict[frozenset[str], str] = {}
        self.entries: dict[str, dict[str, Any]] = {}
        self.remembered: dict[str, list[tuple[int, int, int]]] = {}  # what fits a run of classes
        self._read_words(module)
        self._read_rules(tuple(module.RULES), dict(getattr(module, "SHORT", {})))
        self.tells = dict.fromkeys(self.of("PAST"), -1) | dict.fromkeys(self.of("FUTURE") + self.of("FUTURE_CASED"), 1)
        self.bends = frozenset(self.of("FUTURE") + self.of("FUTURE_CASED") + self.of("PRESENT"))
        self.infinitive, self.present = frozenset(self.of("INFINITIVE")), frozenset(self.of("PRESENT"))
        self.promise = frozenset(self.of("PROMISE"))
        self.to_be = frozenset(self.of("TO_BE"))
        self.clause = frozenset(self.of("CLAUSE"))
        self.ahead = frozenset(self.of("AHEAD"))
        self.to = frozenset(self.of("TO"))
        self.stop = frozenset("".join(self.of(mark) for mark in ENDS) + self.of("PARAGRAPH"))
        self.update({token: self._class(frozenset(entry)) for token, entry in self.entries.items()})
        self._known = dict(self)

    def __missing__(self, token: str) -> str:
        if len(self) > _MOST_WORDS:
            self.clear()
            self.update(self._known)
        found = self[token] = self._class(frozenset(self.meaning(token)))
        return found

    def meaning(self, token: str) -> dict[str, Any]:
        """What a token says: category -> value."""
        token = _tokens.SAME_MARKS.get(token, token)
        if token in self.entries:
            return self.entries[token]
        if token[0].isdigit():
            return _tokens.number(token, self.endings)
        if token[0] == "\n":
            return {"PARAGRAPH": 0}
        if self.past_endings and token.endswith(self.past_endings) and token.islower():
            return {"PAST": 0}
        if self.future_endings and token.endswith(self.future_endings) and token.islower():
            return {"FUTURE": 0}
        return {"CAPITALISED": 0} if token[0].isupper() else {}

    def of(self, piece: str) -> str:
        """The classes of a category or a word, each one character."""
        wanted = piece if _patterns.is_category(piece) else f"={piece}"
        if wanted == "OTHER":
            return self._class(frozenset())
        return "".join(char for categories, char in self._classes.items() if wanted in categories)

    def _class(self, categories: frozenset[str]) -> str:
        if categories not in self._classes:
            self._classes[categories] = chr(_FIRST + len(self._classes))
        return self._classes[categories]

    def _read_words(self, module: ModuleType) -> None:
        cased = set(getattr(module, "CASED", ()))
        listed: dict[str, dict[str, Any]] = {category: dict(found) for category, found in module.WORDS.items()}
        if getattr(module, "BABEL", False):
            from helpers.dates import _names

            for category, found in _names.of(self.code).items():
                listed[category] = {**found, **listed.get(category, {})}
        for category, found in listed.items():
            for word, value in found.items():
                for form in {word} if category in cased else _forms(word):
                    self.entries.setdefault(form, {})[category] = value

    def _read_rules(self, rules: tuple[Rule, ...], short: dict[str, str]) -> None:
        spelled = [_patterns.spelled_out(rule.pattern, short) for rule in rules]
        sides = [f"{r.before} {r.after} {r.unless_before} {r.unless_after}" for r in rules]
        beside = [_patterns.spelled_out(pattern, short) for pattern in sides]
        for word in set().union(*map(_patterns.words, spelled + beside)) | set(ENDS):
            for form in _forms(word):
                self.entries.setdefault(form, {})[f"={word}"] = 0
        for categories in self.entries.values():
            self._class(frozenset(categories))
        endings = [*self.endings.ordinals, *self.endings.decades, *self.endings.halves]
        glued = [f"{n}{end}" for end in endings for n in ("5", "12", "20", "40", "200", "1990", "5:30")]
        samples = [*f"{_tokens.SAMPLES} Unknown unknown".split(), "\n\n", *self.past_endings, *self.future_endings]
        for token in samples + glued:
            self._class(frozenset(self.meaning(token)))
        parts = "".join(_patterns.classes(pattern, self.of) for pattern in spelled)
        self.run = re.compile(_patterns.one_of(parts) + "+")
        self.rules = rules
        self.starting: dict[str, list[tuple[int, Compiled]]] = {}
        for n, (rule, pattern) in enumerate(zip(rules, spelled, strict=True)):
            part = _patterns.compiled(pattern, self.of)
            one = Compiled(rule, re.compile(self._beside(rule, part.expression, short)))
            for char in part.first:
                self.starting.setdefault(char, []).append((n, one))

    def _beside(self, rule: Rule, expression: str, short: dict[str, str]) -> str:
        """The expression with what must and must not stand beside it; `first+time` is two tokens in a row."""

        def rows(pattern: str) -> list[str]:
            pieces = _patterns.spelled_out(pattern, short).replace("(", "").replace(")", "").replace("|", "").split()
            return ["".join(_patterns.one_of(self.of(part)) for part in piece.split("+")) for piece in pieces]

        must, never = rows(rule.before), rows(rule.unless_before)
        before = f"(?:{'|'.join(f'(?<={row})' for row in must)})" if must else ""
        before += "".join(f"(?<!{row})" for row in never)
        must, never = rows(rule.after), rows(rule.unless_after)
        return before + expression + (f"(?={'|'.join(must)})" if must else "") + "".join(f"(?!{r})" for r in never)


def _forms(word: str) -> set[str]:
    return {word, word[:1].upper() + word[1:], word.upper()}


@cache
def get(code: str) -> Language:
    """The language of a code, loaded once; a `TableError` with all the codes if there is none."""
    served = languages.codes()
    if code not in served:
        raise TableError(
            f'"{code}" is not a language whose dates are found. Served are {", ".join(served)}; '
            "another one is a file in helpers/dates/languages."
        )
    return Language(code, importlib.import_module(f"helpers.dates.languages.{code}"))
