"""The SQL of a moment: its value in UTC and the four companions that say how it is known."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from helpers import tables
from helpers.conform import spelt
from helpers.conform.query import Query, Values
from helpers.fields import Field
from helpers.store import literal, name

# A year before the first is no date. Not kit_edtf, which names its text so often that DuckDB plans for seconds.
_DAYS = r"^(?:[1-9]\d{3}|0[1-9]\d{2}|00[1-9]\d|000[1-9])(?:-\d{2}){0,2}$"
_FRACTION = "regexp_full_match(trim({}), '\\d{{1,11}}\\.\\d{{1,9}}')"


@dataclass(frozen=True)
class _Time:
    """The SQL of one way to state a moment."""

    raw: str
    at: str
    precision: str
    zone: str
    zone_by: str
    why: str = "NULL"  # `?` and a reason, where the text itself tells why it cannot be read

    def part(self, suffix: str) -> str:
        """The SQL of the value ("") or of one companion."""
        return {"": self.at, "_stated": self.raw}.get(suffix) or str(getattr(self, suffix.lstrip("_")))


def moment(query: Query, values: Values, label: str, declared: Field) -> None:
    """Adds the columns of a moment, its fault, and a note where the platform saw the post at quite another time."""
    ways = [_time(query, values, one) for one in declared.with_otherwise()]
    for suffix in ("", *(f"_{companion}" for companion in tables.COMPANIONS)):
        whens = " ".join(f"WHEN {way.raw} IS NOT NULL THEN {way.part(suffix)}" for way in ways)
        query.columns.append(f"CASE {whens} END AS {name(label + suffix)}")
    raw = query.once(f"coalesce({', '.join(way.raw for way in ways)})")
    at = query.once(f"CASE {' '.join(f'WHEN {way.raw} IS NOT NULL THEN {way.at}' for way in ways)} END")
    said = literal(f"is not a moment that the {query.reader} reader knows.")
    why = f"CASE {' '.join(f'WHEN {way.raw} IS NOT NULL THEN {way.why}' for way in ways)} END"
    advice = spelt.advice(raw) if query.reader == "table" and declared.options["style"] == "iso" else "''"
    because = f"CASE WHEN ({why})[1] = '?' THEN ({why})[2:] || '.' ELSE {said} || {advice} END"
    query.fault_because(label, raw, f"{raw} IS NOT NULL AND ({at}) IS NULL", because)
    if seen := declared.options.get("seen"):
        clock = {**declared.options, "style": declared.options["seen_style"]}
        other = _time(query, values, replace(declared, paths=(seen,), options=clock, otherwise=None)).at
        far = f"({at}) < {other} - INTERVAL 1 DAY OR ({at}) > {other} + INTERVAL 5 MINUTE"
        query.note(label, far, f'claimed more than a day before, or five minutes after, "{seen}"')


def day(query: Query, raw: str, declared: Field) -> tuple[str, str]:
    """The SQL of the day that a text states, as EDTF (the month or year where it has no more); NULL if none.

    And the SQL of `?` and a reason, where the text itself tells why it cannot be read.
    """
    style = _decided(query, declared, declared.options["style"])
    if style in spelt.SPELT:
        text = query.once(spelt.spell(query, raw, style, declared.options))
        month = f"WHEN regexp_full_match({text}, '\\d{{4}}-\\d{{2}}') THEN {text}"
        return f"CASE WHEN kit_iso({text}, 'UTC') IS NOT NULL THEN {text}[:10] {month} END", text
    form = "%Y-%m-%d" if re.search("%-?[djDxc]", style) else "%Y-%m" if re.search("%-?[mbB]", style) else "%Y"
    parsed = f"try_strptime(kit_trim({raw}), {literal(style)})"
    if style.startswith("epoch"):
        form, parsed = "%Y-%m-%d", _epoch(style, raw).at
    return f"nullif(regexp_extract(strftime({parsed}, '{form}'), '{_DAYS}'), '')", "NULL"


def _decided(query: Query, declared: Field, style: str) -> str:
    return query.words.styles.get((declared.paths[0], style), style)


def _time(query: Query, values: Values, declared: Field) -> _Time:
    raw = values.one(declared.paths[0])
    for word in declared.missing:
        raw = f"nullif({raw}, {literal(word)})"
    raw = query.once(raw)
    styles = [_decided(query, declared, style) for style in declared.options["style"].split("|")]
    first, *others = (_styled(query, declared, style, raw) for style in styles)
    for other in others:
        either = [_either(first.at, one, two) for one, two in zip(_parts(first), _parts(other), strict=True)]
        first = replace(_Time(first.raw, *either), why=f"coalesce({first.why}, {other.why})")
    return first


def _parts(time: _Time) -> tuple[str, str, str, str]:
    return time.at, time.precision, time.zone, time.zone_by


def _either(at: str, one: str, two: str) -> str:
    return f"CASE WHEN ({at}) IS NOT NULL THEN {one} ELSE {two} END"


def _styled(query: Query, declared: Field, style: str, raw: str) -> _Time:
    zone = literal(declared.options["zone"] or query.zone)
    by = literal("format" if declared.options["zone"] else query.zone_by)
    if style.startswith("epoch"):
        return replace(_epoch(style, raw), at=query.once(_epoch(style, raw).at))
    if style in spelt.SPELT:
        text = query.once(spelt.spell(query, raw, style, declared.options))
        stated = query.once(f"kit_offset({text})")
        return _Time(
            raw,
            query.once(f"kit_iso({text}, {zone})"),
            f"kit_iso_precision({text})",
            f"coalesce({stated}, {zone})",
            f"CASE WHEN {stated} IS NULL THEN {by} ELSE 'stated' END",
            f"CASE WHEN {text}[1] = '?' THEN {text} END",
        )
    exact = "ms" if "%f" in style else "second" if "%S" in style else "minute" if "%M" in style else "day"
    if re.search("%[zZ]", style):
        text = query.once(spelt.within(query, raw, spelt.letters(query, declared.options)))
        parsed = query.once(f"try_strptime({text}, {literal(style.replace('%Z', '%z'))})")
        # the last: a year behind a hyphen looks like an offset, too
        offset = f"regexp_extract_all({text}, '[+-]\\d{{2}}(?::?\\d{{2}})?')[-1]"
        return _Time(raw, parsed, literal(exact), offset, "'stated'", f"CASE WHEN {text}[1] = '?' THEN {text} END")
    parsed = query.once(f"try_strptime({raw}, {literal(style)})")
    return _Time(raw, f"timezone({zone}, {parsed})", literal(exact), zone, by)


def _epoch(style: str, raw: str) -> _Time:
    if style == "epoch":  # nobody has looked yet which unit all rows are in
        return _Time(raw, "CAST(NULL AS TIMESTAMPTZ)", "'ms'", "'UTC'", "'format'")
    if style == "epoch_ns":
        whole = f"CASE WHEN regexp_full_match(trim({raw}), '-?\\d{{1,19}}') THEN try_cast(trim({raw}) AS BIGINT) END"
        return _Time(raw, f"timezone('UTC', make_timestamp(({whole}) // 1000))", "'ms'", "'UTC'", "'format'")
    scale = {"epoch_s": 1_000_000, "epoch_ms": 1_000, "epoch_us": 1}[style]
    # 9999-12-31 in microseconds: more is no date, and DuckDB would overflow
    whole = f"CASE WHEN abs(kit_count({raw})) <= {253_402_300_799_000_000 // scale} THEN kit_count({raw}) END"
    if style != "epoch_s":
        return _Time(raw, f"timezone('UTC', make_timestamp(({whole}) * {scale}))", "'ms'", "'UTC'", "'format'")
    parts = f"CASE WHEN {_FRACTION.format(raw)} THEN CAST(CAST(trim({raw}) AS DECIMAL(21, 9)) * 1000000 AS BIGINT) END"
    at = f"timezone('UTC', make_timestamp(coalesce(({whole}) * {scale}, {parts})))"
    return _Time(raw, at, f"CASE WHEN kit_count({raw}) IS NULL THEN 'ms' ELSE 'second' END", "'UTC'", "'format'")
