"""Mastodon statuses as a server's API gives them: a list, one per line, or the answer to a search.

Get it: ask `/api/v1/timelines/tag/TAG`, `/api/v1/accounts/ID/statuses` or `/api/v2/search`, and keep the answers as
they came.

It cannot say: what other servers have (each knows a part); when the counts were taken; a boost's own counts (they are
those of the original, and left empty); which status a reply answers (only the server's own number of it, left aside);
posts that were deleted before. Texts are HTML, as the server sends them.
"""

from helpers.fields import count, fixed, ident, text, which
from helpers.readers import Json, Ndjson, Shape, _mastodon

_BOOST = "reblog.uri"
_POST = _mastodon.status("", _BOOST, "acct") | {
    "platform": fixed("mastodon"),
    "id": ident("uri", needed="to tell posts apart"),
    "account_id": ident("account.uri", "account.url"),
    "account_name": text("account.acct", needed="to know whose post it is"),
    "kind": which("post", repost=_BOOST, quote="quote.quoted_status.uri", reply="in_reply_to_id"),
    "repost_of": ident(_BOOST),
    "quote_of": ident("quote.quoted_status.uri"),
    "n_quotes": count("quotes_count", unless=_BOOST),
    "client": text("application.name"),
}
_ACCOUNT = _mastodon.account("") | {
    "platform": fixed("mastodon"),
    "id": ident("account.uri", "account.url"),
    "name": text("account.acct"),
}
# fmt: off
_ASIDE = (
    "id", "edited_at", "visibility", "sensitive", "spoiler_text", "in_reply_to_account_id", "account.*", "reblog.*",
    "quote.*", "quote_approval.*", "tags", "mentions", "media_attachments", "emojis", "card.*", "poll.*", "filtered",
    "favourited", "reblogged", "muted", "bookmarked", "pinned", "application.*", "local_only", "/accounts[]",
    "/hashtags[]",
)
# fmt: on
_TABLES = {"posts": _POST, "accounts": _ACCOUNT}
SHAPES = tuple(Shape(format, _TABLES, _ASIDE) for format in (Json(), Ndjson(), Json("statuses")))
