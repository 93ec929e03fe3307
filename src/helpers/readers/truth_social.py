"""Truth Social posts: Zeeschuimer's NDJSON, 4CAT's CSV or NDJSON, or truthbrush's JSON (one per line, or a list).

Get it: collect with Zeeschuimer and download from it, or from the 4CAT server that it uploads to; or keep what
truthbrush prints for `statuses`, `search` or `tags`.

It cannot say: likes, and whether a post is a reply or a quote, in 4CAT's CSV (where 0 may also stand for "not stated");
a ReTruth's own counts (they are those of the original, and left empty); when a CSV's counts were taken; the zone of the
clock by which truthbrush notes when it saw a post (it is that of its own machine). Texts are HTML.
"""

from helpers.fields import count, fixed, flag, handle, ident, moment, text, words
from helpers.readers import Csv, Json, Ndjson, Shape, _mastodon

_PLAIN = _mastodon.one_server(
    "truthsocial", "", moment("_pulled", otherwise=moment("__import_meta.timestamp_collected", "epoch_ms"))
)
_RAW = _mastodon.one_server("truthsocial", "data.", moment("timestamp_collected", "epoch_ms"))
_ROW = {
    "platform": fixed("truthsocial"),
    "id": ident("id", needed="to tell posts apart"),
    "account_id": ident("account_id", needed="to know whose post it is"),
    "account_name": handle("account_username"),
    "account_title": text("account_display_name"),
    "created_at": moment("created_at", zone="UTC", needed="to place a post in time"),
    "text": text("body"),
    "address": text("url"),
    "channel": text("group_display_name"),
    "tags": words("hashtags", style="split ,"),
    "mentions": words("mentions", style="split ,"),
    "n_reposts": count("reblogs_count"),
    "n_replies": count("replies_count"),
}
_OWNER = {
    "platform": fixed("truthsocial"),
    "id": ident("account_id"),
    "name": handle("account_username"),
    "title": text("account_display_name"),
    "n_followers": count("account_followers"),
    "n_following": count("account_following"),
    "verified": flag("account_verified"),
}
_ASIDE = """in_reply_to_account_id sensitive spoiler_text visibility uri media_attachments mentions tags card.*
group.* quote.* in_reply_to.* reblog.* account.* sponsored favourited reblogged muted pinned bookmarked poll.* emojis
edited_at version editable title tv.* metadata.* upvotes_count downvotes_count user_vote external_video_id"""
_AROUND = """nav_index item_id last_updated source_platform source_platform_url source_url user_agent
__import_meta.*"""
_CELLS = "collected_from_url account_avatar images video_thumbs video_urls media_* group_* thread_id timestamp"

_LINE = tuple(f"data.{one}" for one in _ASIDE.split())

SHAPES = (
    Shape(Ndjson(), _RAW, (*_AROUND.split(), *_LINE)),
    *(Shape(format, _PLAIN, (*_AROUND.split(), *_ASIDE.split())) for format in (Ndjson(), Json())),
    Shape(Csv(), {"posts": _ROW, "accounts": _OWNER}, tuple(_CELLS.split())),
)
