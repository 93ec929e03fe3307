"""What twarc-csv writes of accounts, and of posts in its first versions: what one refers to is in one cell, as JSON."""

from __future__ import annotations

from collections.abc import Mapping

from helpers import tables
from helpers.fields import Field, count, flag, handle, ident, moment, rewrite, text, which
from helpers.readers._twitter import ACCOUNT_V2

_CELL = "referenced_tweets"
_TYPE, _ID = """["']type["']: ["']{}["']""", r""", ["']id["']: ["'](\d+)["']"""
_REFERS = {"repost_of": "retweeted", "quote_of": "quoted", "reply_to": "replied_to"}
USER = {
    **ACCOUNT_V2,
    "id": ident("id", needed="to tell accounts apart"),
    "name": handle("username", needed="to know which account it is"),
    "title": text("name"),
    "about": text("description", newline=r"\n"),
    "created_at": moment("created_at"),
    "n_followers": count("public_metrics.followers_count"),
    "n_following": count("public_metrics.following_count"),
    "n_posts": count("public_metrics.tweet_count"),
    "place": text("location"),
    "address": text("url"),
    "verified": flag("verified"),
}
AUTHOR = ACCOUNT_V2 | {"about": text("author.description", newline=r"\n")}


def first(post: Mapping[str, Field]) -> dict[str, Field]:
    """The columns of a post, those changed that its later versions spread over several; with a label for its guests."""
    repost, quote, reply = (f"{_CELL}~{_TYPE.format(kind)}" for kind in _REFERS.values())
    return {
        **post,
        "kind": which("post", repost=repost, quote=quote, reply=reply),
        **{
            name: rewrite(_CELL, pattern=f"^.*{_TYPE.format(kind)}{_ID}.*$", into=r"\1")
            for name, kind in _REFERS.items()
        },
        **{name: count(*field.paths, unless=repost) for name, field in post.items() if field.kind == "count"},
        "label": rewrite("type", pattern="^(?:retweeted|quoted|replied_to)$", into=tables.INCLUDED),
    }
