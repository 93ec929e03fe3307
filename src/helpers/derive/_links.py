"""Addresses in one form, for ten million of them."""

from __future__ import annotations

from helpers import clean


def link_sql(link: str) -> str:
    """The SQL that brings an address into one form: what `clean.link_key` does, for ten million of them."""
    trimmed = f"trim({link}, chr(32) || chr(9) || chr(13) || chr(10))"
    bare = f"regexp_replace(regexp_replace({trimmed}, '(?s)#.*$', ''), '(?i)^([a-z][a-z0-9+.-]*:)?//', '')"
    host = f"regexp_replace(regexp_replace(lower(regexp_extract({bare}, '^[^/?]*')), '^www\\.', ''), ':(80|443)?$', '')"
    rest = f"regexp_extract({bare}, '(?s)^[^/?]*(.*)$', 1)"
    kept = f"regexp_replace({rest}, '([?&])((?:{clean.TRACKING})(=[^&]*)?(&|$))+', '\\1', 'gi')"
    return f"{host} || regexp_replace(regexp_replace({kept}, '[?&]+$', ''), '^([^?]*[^?/])?/*(\\?|$)', '\\1\\2')"
