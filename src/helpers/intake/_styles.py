"""How values are written, found out from the values of one column: the words behind `as` in case.toml."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

# From the year 2000 to the year 2100, in each of the units: a count of likes is smaller, an id is larger. Nanoseconds
# are not among them: an id of Twitter reads as one.
_EPOCHS = {"epoch_s": 1, "epoch_ms": 1_000, "epoch_us": 1_000_000}
_FROM, _TO = 946_684_800, 4_102_444_800
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?)?( ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_NUMERIC = re.compile(r"\d{1,2}([./-])\d{1,2}\1(\d{4})([ T,]+\d{1,2}:\d{2}(:\d{2})?( ?[AaPp]\.?[Mm]\.?)?)?")
_NUMERIC_DAY = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{4}")
_RFC = re.compile(r"([A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(:\d{2})? ([+-]\d{4}|[A-Z]{1,5})")
_FORMS = (
    "%a %b %d %H:%M:%S %z %Y",  # Twitter's API 1.1
    "%Y%m%dT%H%M%SZ",
    "%Y%m%d%H%M%S",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d",
)
_WORDS = re.compile(r".*\S\s+\S.*", re.DOTALL)
_LINK = re.compile(r"https?://[^\s]+")
_NUMBER = re.compile(r"\d{9,16}(\.\d{1,9})?")
_COUNT = re.compile(r"-?\d{1,15}(\.0+)?|\d{1,3}(,\d{3})+")
_ODD, _SOME = 0.1, 3


def _nearly_all(values: Sequence[str], holds: Callable[[str], bool]) -> bool:
    """Whether it holds for all values, but for one in ten: that one is set aside later, and said."""
    wrong = sum(not holds(value) for value in values)
    return bool(values) and wrong <= max(_ODD * len(values), 1 if len(values) >= _SOME else 0)


def mostly(values: Sequence[str], pattern: re.Pattern[str]) -> bool:
    """Whether nearly all values are of that kind, and there is one at all."""
    return _nearly_all(values, lambda value: bool(pattern.fullmatch(value)))


def is_count(values: Sequence[str]) -> bool:
    """Whether they are whole numbers."""
    return mostly(values, _COUNT)


def is_link(values: Sequence[str]) -> bool:
    """Whether they are addresses."""
    return mostly(values, _LINK)


def is_prose(values: Sequence[str]) -> bool:
    """Whether they are several words each, and no addresses."""
    return mostly(values, _WORDS) and not is_link(values)


def day(values: Sequence[str]) -> str:
    """The style of dates without a time: iso for a year, a month or a day; empty where they have a time."""
    return "iso" if mostly(values, _DAY) else "numeric" if mostly(values, _NUMERIC_DAY) else ""


def moment(values: Sequence[str]) -> str:
    """The style of moments; empty where they are none.

    The order of day and month is not decided here: `numeric` looks at every row of the column.
    """
    if mostly(values, _ISO):
        return "iso"
    for style, scale in _EPOCHS.items():
        if _nearly_all(values, partial(_is_of, scale)):
            return style
    for style, pattern in (("numeric", _NUMERIC), ("rfc2822", _RFC)):
        if mostly(values, pattern):
            return style
    for form in _FORMS:
        if _nearly_all(values, partial(_reads, form)):
            return form
    return ""


def _is_of(scale: int, text: str) -> bool:
    """Whether a number counts from 1970 in that unit, from 2000 to 2100."""
    return bool(_NUMBER.fullmatch(text)) and _FROM <= float(text) / scale < _TO


def _reads(form: str, text: str) -> bool:
    try:
        datetime.strptime(text, form)
    except ValueError:
        return False
    return True


def texts(values: Sequence[str]) -> str:
    """The style of lists: json, brackets, or what stands between their words."""
    if all(value.startswith("[") and value.endswith("]") for value in values):
        return (
            "json"
            if all(value == "[]" or value[1:].lstrip()[:1] in '"{[0123456789' for value in values)
            else "brackets"
        )
    for separator in ("|", ";", ","):
        if any(separator in value for value in values):
            return f"split {separator}"
    return "one"
