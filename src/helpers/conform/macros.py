"""The conversions of single values, as macros of DuckDB."""

from __future__ import annotations

import duckdb

_ISO = r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?)?"
_OFFSET = r"(Z|z|UTC|GMT|[+-]\d{2}:?\d{2})"
_POINT = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?[~?%]?"

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
CREATE OR REPLACE MACRO kit_point_ok(x) AS regexp_full_match(x, '{_POINT}') AND
    (length(regexp_extract(x, '^[0-9-]+')) < 10 OR try_cast(regexp_extract(x, '^[0-9-]+') AS DATE) IS NOT NULL);
CREATE OR REPLACE MACRO kit_edtf(x) AS CASE
    WHEN kit_point_ok(trim(x)) THEN trim(x)
    WHEN regexp_full_match(trim(x), '[^/]+/[^/]+') AND trim(x) <> '../..'
        AND (split_part(trim(x), '/', 1) = '..' OR kit_point_ok(split_part(trim(x), '/', 1)))
        AND (split_part(trim(x), '/', 2) = '..' OR kit_point_ok(split_part(trim(x), '/', 2))) THEN trim(x) END;
CREATE OR REPLACE MACRO kit_offset(x) AS nullif(regexp_extract(x, '^{_ISO} ?({_OFFSET})$', 4), '');
CREATE OR REPLACE MACRO kit_iso(x, zone) AS CASE
    WHEN regexp_full_match(x, '{_ISO}') THEN timezone(zone, try_cast(replace(x, ',', '.') AS TIMESTAMP))
    WHEN regexp_full_match(x, '{_ISO} ?{_OFFSET}')
        THEN try_cast(regexp_replace(regexp_replace(replace(x, ',', '.'), ' ?(Z|z|UTC|GMT)$', '+00:00'),
            ' ([+-]\\d{{2}}:?\\d{{2}})$', '\\1') AS TIMESTAMPTZ) END;
CREATE OR REPLACE MACRO kit_iso_precision(x) AS CASE
    WHEN x[20] IN ('.', ',') AND regexp_matches(x, '^.{{19}}[.,]0*[1-9]') THEN 'ms'
    WHEN x[17] = ':' THEN 'second' WHEN x[14] = ':' THEN 'minute' ELSE 'day' END;
CREATE OR REPLACE MACRO kit_once(l) AS list_filter(l, lambda w, i: list_position(l, w) = i);
CREATE OR REPLACE MACRO kit_damaged(x) AS
    (contains(x, 'e+') OR contains(x, 'E+') OR right(x, 4) = '0000' OR right(x, 2) = '.0')
    AND regexp_full_match(x, '\\d(\\.\\d+)?[eE]\\+\\d+|\\d+\\.0|\\d{{11,}}0000');
"""


def prepare(con: duckdb.DuckDBPyConnection) -> None:
    """Defines the conversions on a connection."""
    con.execute(_MACROS)
