"""Bluesky posts of the AppView (one per line, a list, pages of a search or a feed), or as Jetstream sends them.

Get it: ask `app.bsky.feed.searchPosts`, `getPosts`, `getAuthorFeed` or `getTimeline`, and keep the answers as they
came; or keep the events of a Jetstream with `wantedCollections=app.bsky.feed.post`, one per line.

It cannot say: when a post was really made (`createdAt` is what the client claims: it can be forged; what is far from
the AppView's own `indexedAt`, or Jetstream's `time_us`, is counted); when the AppView's counts were taken; who reposted
a post; posts that were deleted before. Jetstream has no counts and no handles; its likes, follows, news of accounts and
deletions are set aside, and an edit is a later sight of the post.
"""

from helpers.fields import count, fixed, handle, ident, moment, rewrite, text
from helpers.readers import Json, Ndjson, Shape, _bluesky

_COUNTS = {"likes": "likeCount", "reposts": "repostCount", "replies": "replyCount", "quotes": "quoteCount"}
_POST = _bluesky.record("record") | {
    "platform": fixed("bluesky"),
    "id": ident("uri", needed="to tell posts apart"),
    "account_id": ident("author.did", needed="to know whose post it is"),
    "account_name": handle("author.handle"),
    "account_title": text("author.displayName"),
    "created_at": moment("record.createdAt", seen="indexedAt", needed="to place a post in time"),
    "address": rewrite("uri", pattern=f"{_bluesky.URI}(.+)$", into=r"https://bsky.app/profile/\1/post/\2"),
    **{f"n_{what}": count(path) for what, path in _COUNTS.items()},
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
_AROUND = (
    "kind", "commit.rev", "commit.operation", "commit.cid", "commit.record.$type", "commit.record.facets",
    "commit.record.labels.*", "commit.record.langs", "commit.record.reply.*", "commit.record.embed.*",
    "commit.record.subject.*", "identity.*", "account.*",
)
# fmt: on
_TABLES = {"posts": _POST, "accounts": _ACCOUNT}

# a feed wraps each post in an object that says why it stands there
_WRAPPED = (Ndjson("post"), Json(inside="post"), Json("posts", "post"), Json("feed", "post"))
SHAPES = (
    *(Shape(form, _TABLES, _ASIDE) for form in _WRAPPED),
    *(Shape(form, {"posts": _bluesky.event()}, _AROUND) for form in (Ndjson(), Json())),
)
