"""Moments that are not written as ISO 8601, in SQL that spells them so: the rest of `conform` knows one grammar.

What cannot be spelt is NULL; where the text itself says why it cannot be read, the value is `?` and the reason.
"""

from __future__ import annotations

from collections.abc import Mapping

from helpers import dates
from helpers.conform import named
from helpers.conform.query import Query
from helpers.errors import CaseError
from helpers.store import literal

ORDERS = ("day first", "month first")
SPELT = ("iso", "numeric", "names", "rfc2822", *ORDERS)
# RFC 2822, section 4.3, gives these letters one meaning each, wherever they mean several elsewhere.
_RFC = {"UT": "+00:00", "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00", "MST": "-07:00"} | {
    "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00"
}  # fmt: skip
_ZONE = r"Z|z|[A-Za-z]{3,5}|[+-]\d{2}:?\d{2}"
_CLOCK = r"(\d{1,2}):(\d{2})(:\d{2})?"
_NUMERIC = (
    r"^(\d{1,4})([/.-])(\d{1,2})([/.-])(\d{1,4})"
    rf"(?:(?:,? +|[Tt]){_CLOCK}([.,]\d{{1,9}})?(?: ?([AaPp])\.?[Mm]\.?)?)?(?: ?({_ZONE}))?$"
)
_PARTS = ("a", "s", "b", "t", "c", "h", "mi", "se", "fr", "half", "zone")
_MAIL = rf"^(?:([A-Za-z]{{3}}),? *)?(\d{{1,2}}) +([A-Za-z]{{3}}) +(\d{{4}}) +{_CLOCK}(?: +(UT|{_ZONE}))?(?: +\(.*\))?$"
_MAIL_PARTS = ("wd", "d", "m", "y", "h", "mi", "se", "zone")
_MONTHS = [month.lower() for month in dates.MONTHS]
_ADVICE = (
    (r"^\d{4}-\d{2}-\d{2}", ""),  # nearly ISO: none of the others reads it either
    (_NUMERIC, 'Days written so need as = "numeric" in case.toml, or as = "day first" or "month first".'),
    (r"^\d{9,19}(\.\d+)?$", 'Numbers that count from 1970 need as = "epoch" in case.toml.'),
    (_MAIL, 'Times written as in an e-mail need as = "rfc2822" in case.toml.'),
    (r"\pL{3}.*\d|\d.*\pL{3}", 'A month by its name needs as = "names" and language = "..." in case.toml.'),
)


def parts(raw: str) -> str:
    """The SQL of the numbers of a text such as `10/1/2017 19:58`: a, b and c with the signs s and t between them."""
    plain = f"translate(kit_trim({raw}), chr(8239) || chr(160), '  ')"
    return f"regexp_extract({plain}, {literal(_NUMERIC)}, {list(_PARTS)})"


def numeric(query: Query, raw: str, order: str, pivot: int) -> str:
    """The SQL that spells a text of numbers; years of two digits count from `pivot`, and not at all where it is 0."""
    p = query.once(parts(raw))
    day, month = (f"{p}.a", f"{p}.b") if order == "day first" else (f"{p}.b", f"{p}.a")
    spelt = f"CASE WHEN {p}.s <> {p}.t THEN NULL WHEN length({p}.a) = 4 AND length({p}.c) <= 2 THEN "
    spelt += f"{_day(f'{p}.a', f'{p}.b', f'{p}.c')} WHEN length({p}.a) <= 2 AND length({p}.c) = 4 THEN "
    spelt += _day(f"{p}.c", month, day)
    if pivot:
        year = f"CAST({p}.c AS INTEGER)"
        whole = (
            f"CAST({pivot - pivot % 100} + {year} + CASE WHEN {year} < {pivot % 100} THEN 100 ELSE 0 END AS VARCHAR)"
        )
        spelt += f" WHEN length({p}.a) <= 2 AND length({p}.c) = 2 THEN {_day(whole, month, day)}"
    else:
        short = "has a year of two digits: say in case.toml of which hundred years, as in pivot = 1970 for 1970 to 2069"
        spelt += f" WHEN length({p}.a) <= 2 AND length({p}.c) = 2 THEN {literal('?' + short)}"
    spelt += " END"
    hour = f"CAST({p}.h AS INTEGER)"
    whole_hour = f"CASE WHEN {p}.half = '' THEN {hour} WHEN {hour} BETWEEN 1 AND 12 THEN {hour} % 12 + "
    whole_hour += f"CASE WHEN lower({p}.half) = 'p' THEN 12 ELSE 0 END END"
    clock = f"CASE WHEN {p}.h = '' THEN '' ELSE ' ' || lpad(CAST({whole_hour} AS VARCHAR), 2, '0') || ':' || {p}.mi "
    clock += f"|| {p}.se || {p}.fr END"
    day_ = query.once(spelt)
    return f"CASE WHEN {day_}[1] = '?' THEN {day_} ELSE {day_} || {clock} || {_behind(f'{p}.zone')} END"


def _day(year: str, month: str, day: str) -> str:
    return f"{year} || '-' || lpad({month}, 2, '0') || '-' || lpad({day}, 2, '0')"


def _behind(zone: str) -> str:
    return f"CASE WHEN {zone} = '' THEN '' ELSE ' ' || {zone} END"


def mail(query: Query, raw: str) -> str:
    """The SQL that spells a date of RFC 2822, as in an e-mail or a feed; a weekday that was another one is a reason."""
    p = query.once(f"regexp_extract(kit_trim({raw}), {literal(_MAIL)}, {list(_MAIL_PARTS)})")
    month = f"CAST(list_position({_MONTHS}, lower({p}.m)) AS VARCHAR)"
    day = query.once(f"CASE WHEN {p}.d <> '' THEN {_day(f'{p}.y', month, f'{p}.d')} END")
    was = f"strftime(try_cast({day} AS DATE), '%a')"
    wrong = f"{p}.wd <> '' AND lower({p}.wd) <> lower({was})"
    clock = f"' ' || lpad({p}.h, 2, '0') || ':' || {p}.mi || {p}.se || {_behind(f'{p}.zone')}"
    return f"CASE WHEN {wrong} THEN '?is said to be a ' || {p}.wd || ', and was a ' || {was} ELSE {day} || {clock} END"


def spell(query: Query, raw: str, style: str, options: Mapping[str, str]) -> str:
    """The SQL of the text as ISO 8601, its zone as an offset; NULL or `?` and a reason where it cannot be spelt."""
    known = letters(query, options)
    if style in ("numeric", *ORDERS):
        pivot = int(options.get("pivot") or query.words.pivot)
        text = numeric(query, raw, style, pivot) if style != "numeric" else "CAST(NULL AS VARCHAR)"
    elif style == "names":
        text = f"kit_named(kit_trim({raw}), {literal(_languages(query, options))})"
    elif style == "rfc2822":
        text, known = mail(query, raw), _RFC | known
    else:
        text = f"kit_trim({raw})"
    return lettered(query, query.once(text), known)


def _languages(query: Query, options: Mapping[str, str]) -> str:
    stated = options.get("language") or query.words.language
    if not stated:
        raise CaseError('Months by their names need their language in case.toml, as in language = "nl".')
    for one in stated.split(","):
        named.known(one.strip())
    return stated


def letters(query: Query, options: Mapping[str, str]) -> dict[str, str]:
    """The letters of zones that the format or case.toml gives an offset; case.toml goes before."""
    declared = dict(one.split("=", 1) for one in options.get("letters", "").splitlines())
    return declared | dict(query.words.letters)


def lettered(query: Query, text: str, known: Mapping[str, str]) -> str:
    """The SQL of an ISO text with an offset for the letters of its zone; `known` go before what is known of all."""
    last = f"right({text}, 1)"  # most texts end in a digit or in Z: only the others are looked at
    iso = r"^\d{4}-\d{2}-\d{2}(?:[Tt ][\d:.,]+)? ?([A-Za-z]{2,5})$"
    found = f"upper(regexp_extract({text}, {literal(iso)}, 1))"
    zone = query.once(
        f"CASE WHEN ord({last}) > 64 AND ({last} NOT IN ('Z', 'z') OR ord({text}[-2]) > 64) THEN {found} END"
    )
    cut = f"rtrim({text}[:length({text}) - length({zone})])"
    return f"CASE WHEN coalesce({zone}, '') IN ('', 'UTC', 'GMT') THEN {text} {_offsets(zone, cut, text, known)} END"


def within(query: Query, raw: str, known: Mapping[str, str]) -> str:
    """The SQL of a text with an offset for the letters of its zone, at its end or ahead of a year at its end."""
    found = f"regexp_extract({raw}, '\\d ?(Z|[A-Z]{{2,5}})(?: \\d{{4}})?$', 1)"
    zone = query.once(found)
    utc = {"Z": "+00:00", "UT": "+00:00", "UTC": "+00:00", "GMT": "+00:00"}
    whens = " ".join(
        f"WHEN {zone} = {literal(name)} THEN replace({raw}, {zone}, {literal(offset)})"
        for name, offset in (dates.LETTERS | utc | dict(known)).items()
    )
    return f"CASE WHEN {zone} = '' THEN {raw} {whens} {_unknown(zone, known)} ELSE {raw} END"


def _offsets(zone: str, cut: str, text: str, known: Mapping[str, str]) -> str:
    every = (dates.LETTERS | dict(known)).items()
    whens = [f"WHEN {zone} = {literal(name)} THEN {cut} || {literal(offset)}" for name, offset in every]
    if "MSK" not in known:
        first, last, then, now = map(literal, dates.MSK)
        offset = f"CASE WHEN {text}[:10] >= {first} AND {text}[:10] < {last} THEN {then} ELSE {now} END"
        whens.append(f"WHEN {zone} = 'MSK' THEN {cut} || {offset}")
    names, which, offset = (
        literal(text_)
        for text_ in (
            '?names the zone "',
            '", which is not known. Say its offset in case.toml, as in letters = { ',
            ' = "+01:00" }',
        )
    )
    other = f"{names} || {zone} || {which} || {zone} || {offset}"
    return f"{' '.join(whens)} {_unknown(zone, known)} ELSE {other}"


def _unknown(zone: str, known: Mapping[str, str]) -> str:
    reasons = {
        name: f'?names the zone "{name}", which is {meant}. '
        f'Say which in case.toml, as in letters = {{ {name} = "{meant[:6]}" }}'
        for name, meant in dates.AMBIGUOUS.items()
        if name not in known
    }
    return " ".join(f"WHEN {zone} = {literal(name)} THEN {literal(reason)}" for name, reason in reasons.items())


def advice(raw: str) -> str:
    """The SQL of what to write in case.toml for a text that is no ISO moment, after a blank; empty if nothing fits."""
    whens = " ".join(
        f"WHEN regexp_matches(kit_trim({raw}), {literal(pattern)}) THEN {literal(told and ' ' + told)}"
        for pattern, told in _ADVICE
    )
    return f"CASE {whens} ELSE '' END"
