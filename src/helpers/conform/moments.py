"""The SQL of a moment: its value in UTC and the four companions that say how it is known."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from helpers import tables
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

    def part(self, suffix: str) -> str:
        """The SQL of the value ("") or of one companion."""
        return {"": self.at, "_stated": self.raw}.get(suffix) or str(getattr(self, suffix.lstrip("_")))


def moment(query: Query, values: Values, label: str, declared: Field) -> None:
    """Adds the columns of a moment, its fault, and a note where the platform saw the post at quite another time."""
    ways = [_time(query, values, one) for one in declared.with_otherwise()]
    for suffix in ("", *(f"_{companion}" for companion in tables.COMPANIONS)):
        whens = " ".join(f"WHEN {way.raw} IS NOT NULL THEN {way.part(suffix)}" for way in ways)
        query.columns.append(f"CASE {whens} END AS {name(label + suffix)}")
    raw = f"coalesce({', '.join(way.raw for way in ways)})"
    at = f"CASE {' '.join(f'WHEN {way.raw} IS NOT NULL THEN {way.at}' for way in ways)} END"
    query.fault(
        label, raw, f"{raw} IS NOT NULL AND ({at}) IS NULL", f"not a moment that the {query.reader} reader knows"
    )
    if seen := declared.options.get("seen"):
        clock = {**declared.options, "style": declared.options["seen_style"]}
        other = _time(query, values, replace(declared, paths=(seen,), options=clock, otherwise=None)).at
        far = f"({at}) < {other} - INTERVAL 1 DAY OR ({at}) > {other} + INTERVAL 5 MINUTE"
        query.note(label, far, f'claimed more than a day before, or five minutes after, "{seen}"')


def day(query: Query, raw: str, style: str) -> str:
    """The SQL of the day that a text states, as EDTF (the month or year where the style has no more); NULL if none."""
    if style == "iso":
        return f"CASE WHEN kit_iso(kit_trim({raw}), 'UTC') IS NOT NULL THEN kit_trim({raw})[:10] END"
    form = "%Y-%m-%d" if re.search("%-?[djDxc]", style) else "%Y-%m" if re.search("%-?[mbB]", style) else "%Y"
    parsed = f"try_strptime(kit_trim({raw}), {literal(style)})"
    if style.startswith("epoch"):
        form, parsed = "%Y-%m-%d", _epoch(style, raw).at
    return f"nullif(regexp_extract(strftime({parsed}, '{form}'), '{_DAYS}'), '')"


def _time(query: Query, values: Values, declared: Field) -> _Time:
    raw = values.one(declared.paths[0])
    for word in declared.missing:
        raw = f"nullif({raw}, {literal(word)})"
    first, *others = (_styled(query, values, declared, style, raw) for style in declared.options["style"].split("|"))
    for other in others:
        first = _Time(
            first.raw, *(_either(first.at, one, two) for one, two in zip(_parts(first), _parts(other), strict=True))
        )
    return first


def _parts(time: _Time) -> tuple[str, str, str, str]:
    return time.at, time.precision, time.zone, time.zone_by


def _either(at: str, one: str, two: str) -> str:
    return f"CASE WHEN ({at}) IS NOT NULL THEN {one} ELSE {two} END"


def _styled(query: Query, values: Values, declared: Field, style: str, raw: str) -> _Time:
    zone = literal(declared.options["zone"] or query.zone)
    by = literal("format" if declared.options["zone"] else query.zone_by)
    if style.startswith("epoch"):
        return _epoch(style, raw)
    if style == "iso":
        text = _spelt_out(f"kit_trim({raw})", declared.options.get("letters", ""))
        stated = f"kit_offset({text})"
        return _Time(
            raw,
            f"kit_iso({text}, {zone})",
            f"kit_iso_precision({text})",
            f"coalesce({stated}, {zone})",
            f"CASE WHEN {stated} IS NULL THEN {by} ELSE 'stated' END",
        )
    exact = "ms" if "%f" in style else "second" if "%S" in style else "minute" if "%M" in style else "day"
    parsed = f"try_strptime({raw}, {literal(style)})"
    if "%z" in style:
        offset = f"regexp_extract({raw}, '[+-]\\d{{2}}:?\\d{{2}}')"
        return _Time(raw, parsed, literal(exact), offset, "'stated'")
    return _Time(raw, f"timezone({zone}, {parsed})", literal(exact), zone, by)


def _spelt_out(text: str, letters: str) -> str:
    """The text with an offset instead of the letters of a zone at its end."""
    for name_, offset in (one.split("=") for one in letters.splitlines()):
        text = f"regexp_replace({text}, ' ?{name_}$', '{offset}')"
    return text


def _epoch(style: str, raw: str) -> _Time:
    scale = {"epoch_s": 1_000_000, "epoch_ms": 1_000, "epoch_us": 1}[style]
    # 9999-12-31 in microseconds: more is no date, and DuckDB would overflow
    whole = f"CASE WHEN abs(kit_count({raw})) <= {253_402_300_799_000_000 // scale} THEN kit_count({raw}) END"
    if style != "epoch_s":
        return _Time(raw, f"timezone('UTC', make_timestamp(({whole}) * {scale}))", "'ms'", "'UTC'", "'format'")
    parts = f"CASE WHEN {_FRACTION.format(raw)} THEN CAST(CAST(trim({raw}) AS DECIMAL(21, 9)) * 1000000 AS BIGINT) END"
    at = f"timezone('UTC', make_timestamp(coalesce(({whole}) * {scale}, {parts})))"
    return _Time(raw, at, f"CASE WHEN kit_count({raw}) IS NULL THEN 'ms' ELSE 'second' END", "'UTC'", "'format'")
