"""The conversions of single values, as macros of DuckDB."""

from __future__ import annotations

from contextlib import suppress

import duckdb

# The grammar of dates and moments is that of `helpers.dates`: a test reads the same lists with both.
_DAY = r"\d{4}-\d{2}-\d{2}"
_TIME = r"[Tt ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?"
_OFFSET = r"([Zz]|[Uu][Tt][Cc]|[Gg][Mm][Tt]|[+-](?:[01]\d|2[0-3]):?[0-5]\d)"
_POINT = r"\d{4}(-\d{2}(-\d{2})?)?[~?%]?"
_SPACE = "".join(chr(n) for n in range(0x3001) if chr(n).isspace())  # what Python's strip() takes off

# Each macro gives NULL where the text is not of its kind: the caller turns that into a reject.
_MACROS = f"""
CREATE OR REPLACE MACRO kit_count(x) AS CASE
    WHEN regexp_full_match(trim(x), '[-+]?\\d{{1,18}}') THEN try_cast(trim(x) AS BIGINT)
    WHEN regexp_full_match(trim(x), '[-+]?\\d{{1,3}}(,\\d{{3}})+') THEN try_cast(replace(trim(x), ',', '') AS BIGINT)
    WHEN regexp_full_match(trim(x), '[-+]?\\d{{1,15}}\\.0+') THEN try_cast(split_part(trim(x), '.', 1) AS BIGINT) END;
CREATE OR REPLACE MACRO kit_number(x) AS CASE
    WHEN isfinite(try_cast(trim(x) AS DOUBLE)) THEN try_cast(trim(x) AS DOUBLE) END;
CREATE OR REPLACE MACRO kit_flag(x) AS CASE
    WHEN lower(trim(x)) IN ('true', 'yes', '1', 't') THEN true
    WHEN lower(trim(x)) IN ('false', 'no', '0', 'f') THEN false END;
CREATE OR REPLACE MACRO kit_trim(x) AS CASE -- most texts end in visible ASCII, and a set of 29 spaces is slow
    WHEN ord(x) BETWEEN 33 AND 126 AND ord(right(x, 1)) BETWEEN 33 AND 126 THEN x ELSE trim(x, '{_SPACE}') END;
CREATE OR REPLACE MACRO kit_first_day(x) AS CASE WHEN regexp_full_match(x, '{_POINT}') AND x[:4] <> '0000'
    THEN try_cast(rtrim(x, '~?%') || ['-01-01', '-01', ''][length(rtrim(x, '~?%')) // 3] AS DATE) END;
CREATE OR REPLACE MACRO kit_last_day(x) AS CASE length(rtrim(x, '~?%'))
    WHEN 4 THEN last_day(kit_first_day(x) + INTERVAL 11 MONTH) WHEN 7 THEN last_day(kit_first_day(x))
    ELSE kit_first_day(x) END;
CREATE OR REPLACE MACRO kit_between(x, a, b) AS regexp_full_match(x, '[^/]+/[^/]+') AND x <> '../..'
    AND (a = '..' OR kit_first_day(a) IS NOT NULL) AND (b = '..' OR kit_last_day(b) IS NOT NULL)
    AND (a = '..' OR b = '..' OR kit_first_day(a) <= kit_last_day(b));
CREATE OR REPLACE MACRO kit_edtf(x) AS CASE WHEN kit_first_day(kit_trim(x)) IS NOT NULL
    OR kit_between(kit_trim(x), split_part(kit_trim(x), '/', 1), split_part(kit_trim(x), '/', 2)) THEN kit_trim(x) END;
CREATE OR REPLACE MACRO kit_offset(x) AS
    upper(nullif(regexp_extract(x, '^{_DAY}(?:{_TIME})? ?{_OFFSET}$', 1), ''));
CREATE OR REPLACE MACRO kit_plain(x) AS regexp_replace(regexp_replace(upper(replace(x, ',', '.')),
    ' ?(Z|UTC|GMT)$', '+00:00'), ' ([+-]\\d{{2}}:?\\d{{2}})$', '\\1');
CREATE OR REPLACE MACRO kit_utc(x, zone) AS CASE
    WHEN regexp_full_match(x, '{_DAY}(?:{_TIME})?')
        THEN timezone(zone, try_cast(upper(replace(x, ',', '.')) AS TIMESTAMP))
    WHEN regexp_full_match(x, '{_DAY}{_TIME} ?{_OFFSET}') THEN try_cast(kit_plain(x) AS TIMESTAMPTZ)
    WHEN regexp_full_match(x, '{_DAY} ?{_OFFSET}')
        THEN try_cast(x[:10] || ' 00:00' || kit_plain(x)[11:] AS TIMESTAMPTZ) END;
CREATE OR REPLACE MACRO kit_held(m) AS CASE WHEN m >= TIMESTAMPTZ '0001-01-01 00:00:00+00'
    AND m < TIMESTAMPTZ '10000-01-01 00:00:00+00' THEN m END;
CREATE OR REPLACE MACRO kit_usual(x, zone) AS CASE -- as most exports write them: three times as fast to read
    WHEN x[:4] NOT BETWEEN '0002' AND '9998' THEN NULL
    WHEN x LIKE '____-__-__ __:__:__' AND x NOT LIKE '% % %'
        THEN timezone(zone, try_strptime(x, '%Y-%m-%d %H:%M:%S'))
    WHEN contains(x, ' ') THEN NULL
    WHEN x LIKE '____-__-__T__:__:__Z' THEN timezone('UTC', try_strptime(x, '%Y-%m-%dT%H:%M:%SZ'))
    WHEN x LIKE '____-__-__T__:__:__.___Z' THEN timezone('UTC', try_strptime(x, '%Y-%m-%dT%H:%M:%S.%gZ')) END;
CREATE OR REPLACE MACRO kit_iso(x, zone) AS CASE
    WHEN kit_usual(x, zone) IS NOT NULL THEN kit_usual(x, zone)
    WHEN x[:4] = '0000' OR x[:13] IN ('9999-12-31T24', '9999-12-31t24', '9999-12-31 24') THEN NULL
    WHEN x[:4] IN ('0001', '9999') THEN kit_held(kit_utc(x, zone)) ELSE kit_utc(x, zone) END;
CREATE OR REPLACE MACRO kit_iso_precision(x) AS CASE
    WHEN x[20] IN ('.', ',') AND regexp_matches(x, '^.{{19}}[.,]0*[1-9]') THEN 'ms'
    WHEN x[17] = ':' THEN 'second' WHEN x[14] = ':' THEN 'minute' ELSE 'day' END;
CREATE OR REPLACE MACRO kit_once(l) AS list_filter(l, lambda w, i: list_position(l, w) = i);
CREATE OR REPLACE MACRO kit_damaged(x) AS -- a value by itself; of whole columns, see helpers.stage
    (contains(x, 'e+') OR contains(x, 'E+') OR contains(x, '.') OR contains(x, ','))
    AND regexp_full_match(x, '\\d([.,]\\d+)?[eE]\\+\\d+|\\d+\\.0+|\\d{{9,}}[.,]\\d+|\\d{{1,3}}([.,]\\d{{3}}){{4,}}');
CREATE OR REPLACE MACRO kit_rounded(x, digits) AS digits > 0 AND length(x) >= 16 AND length(rtrim(x, '0')) <= digits
    AND regexp_full_match(x, '\\d+');
"""


def prepare(con: duckdb.DuckDBPyConnection) -> None:
    """Defines the conversions on a connection."""
    con.execute(_MACROS)
    with suppress(duckdb.NotImplementedException, duckdb.CatalogException):  # it is there already
        con.create_function("kit_named", _named, ["VARCHAR", "VARCHAR"], "VARCHAR")


def _named(text: str, languages: str) -> str:
    from helpers.conform import named

    return named.read(text, languages)
