"""Shares: who shared which link, tag or text, and when.

A link without its scheme, `www.`, fragment, last slash and tracking parameters is the same link; a tag in lower case is
the same tag; a text in lower case without links, accounts and double spaces is the same text, if 20 characters are left
of it. The text of a repost is its author's, so a repost shares no text.
"""

from collections.abc import Mapping

from helpers.cases import Case, Handle
from helpers.derive._links import link_sql

NEEDS = ("posts",)
MAKES = ("shares",)
CODE = ("clean.py", "derive/_links.py")
LEAST_TEXT = 20
_HIDDEN = (
    "[\\x{00}-\\x{08}\\x{0e}-\\x{1f}\\x{7f}-\\x{84}\\x{86}-\\x{9f}\\x{ad}\\x{61c}\\x{180e}\\x{200b}-\\x{200f}"
    "\\x{202a}-\\x{202e}\\x{2060}-\\x{2069}\\x{feff}]"
)
# Every space but the plain one: a plain one that stands alone stays, and to replace each took half of the time.
_OTHER_SPACE = "\\t-\\r\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}"
_WHO = """source, row, platform, coalesce(account_id, account_name) AS account, id AS post_id, created_at AS shared_at,
    created_at_precision AS shared_at_precision, created_at_stated AS shared_at_stated,
    created_at_zone AS shared_at_zone, created_at_zone_by AS shared_at_zone_by"""


def text_sql(text: str) -> str:
    """The SQL that brings a text into one form."""
    bare = f"regexp_replace({text}, 'https?://\\S+|(^|\\s)@[A-Za-z0-9_.]+', ' ', 'gi')"
    seen = f"regexp_replace({bare}, '{_HIDDEN}', '', 'g')"
    return f"lower(trim(regexp_replace({seen}, '[ {_OTHER_SPACE}]{{2,}}|[{_OTHER_SPACE}]', ' ', 'g')))"


def derive(tables: Mapping[str, Handle], case: Case) -> dict[str, str]:
    """One row an account and thing shared, in the order of the posts; of one post by kind, then by the thing."""
    path = str(tables["posts"].path).replace("'", "''")
    own = "kind IS DISTINCT FROM 'repost' AND kind IS DISTINCT FROM 'service'"
    # Distinct after folding: a post that has an address twice, once with https, shares it once.
    lists = {
        "link": f"list_transform(links, lambda a: {link_sql('a')})",
        "tag": "list_transform(tags, lambda a: lower(a))",
        "text": f"CASE WHEN {own} THEN list_filter([{text_sql('text')}], lambda t: length(t) >= {LEAST_TEXT}) END",
    }
    # All of one post's things as one list, and no sorting of all rows: that took more memory than there is.
    things = ", ".join(
        f"list_transform(list_sort(list_distinct({objects})), lambda a: {{'object': a, 'kind': '{kind}'}})"
        for kind, objects in lists.items()
    )
    posts = f"SELECT {_WHO}, list_concat({things}) AS things FROM read_parquet('{path}')"
    listed = f"SELECT * EXCLUDE (things), unnest(things) AS thing FROM ({posts}) WHERE account IS NOT NULL"
    return {
        "shares": f"SELECT * EXCLUDE (thing), thing.object, thing.kind FROM ({listed}) WHERE thing.object <> ''",
    }
