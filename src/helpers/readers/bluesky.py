"""Bluesky posts as its AppView shows them: one per line, a list of them, or the pages of a search or a feed.

Get it: ask `app.bsky.feed.searchPosts`, `getPosts`, `getAuthorFeed` or `getTimeline`, and keep the answers as they
came.

It cannot say: when a post was really made (`createdAt` is what the client claims: it can be forged; what is far from
the AppView's own `indexedAt` is counted); when the counts were taken; who reposted a post; posts that were deleted
before.
"""

from helpers.fields import count, fixed, handle, ident, moment, rewrite, text, which, words
from helpers.readers import Json, Ndjson, Shape

_URI = "^at://([^/]+)/app.bsky.feed.post/"
_QUOTED = ("record.embed.record.record.uri", "record.embed.record.uri")
_POST = {
    "platform": fixed("bluesky"),
    "id": ident("uri", needed="to tell posts apart"),
    "account_id": ident("author.did", needed="to know whose post it is"),
    "account_name": handle("author.handle"),
    "account_title": text("author.displayName"),
    "created_at": moment("record.createdAt", seen="indexedAt", needed="to place a post in time"),
    "text": text("record.text"),
    "language": text("record.langs[0]"),
    "kind": which("post", reply="record.reply.parent.uri", quote=tuple(f"{path}~{_URI}" for path in _QUOTED)),
    "address": rewrite("uri", pattern=f"{_URI}(.+)$", into=r"https://bsky.app/profile/\1/post/\2"),
    "reply_to": ident("record.reply.parent.uri"),
    "quote_of": rewrite(*_QUOTED, pattern=f"({_URI}.*)", into=r"\1"),
    "links": words("record.facets[].features[].uri", "record.embed.external.uri", "record.embed.media.external.uri"),
    "tags": words("record.facets[].features[].tag", "record.tags"),
    "mentions": words("record.facets[].features[].did"),
    "n_likes": count("likeCount"),
    "n_reposts": count("repostCount"),
    "n_replies": count("replyCount"),
    "n_quotes": count("quoteCount"),
}
_ACCOUNT = {
    "platform": fixed("bluesky"),
    "id": ident("author.did"),
    "name": handle("author.handle"),
    "title": text("author.displayName"),
    "created_at": moment("author.createdAt"),
}
# fmt: off
_ASIDE = (
    "cid", "author.*", "record.$type", "record.facets", "record.labels.*", "record.langs", "record.reply.*", "embed.*",
    "record.embed.*", "labels", "bookmarkCount", "viewer.*", "threadgate.*", "debug.*",
    "/cursor", "/hitsTotal",
)
# fmt: on
_TABLES = {"posts": _POST, "accounts": _ACCOUNT}

# a feed wraps each post in an object that says why it stands there
SHAPES = tuple(
    Shape(format, _TABLES, _ASIDE)
    for format in (Ndjson("post"), Json(inside="post"), Json("posts", "post"), Json("feed", "post"))
)
