"""Names of months and days of the week, from Babel: loaded only for a language whose file asks for them."""

from __future__ import annotations

import unicodedata


def of(code: str) -> dict[str, dict[str, object]]:
    """MONTH, MONTH_SHORT, WEEKDAY and WEEKDAY_SHORT of a language: small letters, without the full stop, -> number.

    MONTH_SMALL are the months once more, for a language that names it in CASED: the Mars of French is not its mars.
    """
    from babel import Locale

    locale = Locale.parse(code)
    long: dict[str, dict[str, object]] = {"MONTH": {}, "WEEKDAY": {}}
    short: dict[str, dict[str, object]] = {"MONTH_SHORT": {}, "WEEKDAY_SHORT": {}}
    for context in ("format", "stand-alone"):
        for category, names in (("MONTH", locale.months), ("WEEKDAY", locale.days)):
            for n, name in names[context]["wide"].items():
                # a name of several words ("segunda-feira") is a matter of the language's own patterns
                long[category][_plain(name)] = n
            for n, name in names[context]["abbreviated"].items():
                short[f"{category}_SHORT"][_plain(name)] = n
    for category in ("MONTH", "WEEKDAY"):
        for word in long[category]:
            short[f"{category}_SHORT"].pop(word, None)
    small = {"MONTH_SMALL": dict(long["MONTH"])}
    for category in ("MONTH", "WEEKDAY"):
        bare = {_bare(word): n for word, n in long[category].items()}
        long[category] = {word: n for word, n in bare.items() if word.isascii()} | long[category]
    return long | short | small


def _bare(word: str) -> str:
    """Without its accents, as capitals and hurried people leave them: fevrier, miercoles, lunedi."""
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


def _plain(name: str) -> str:
    return name.lower().rstrip(".").split("-")[0]
