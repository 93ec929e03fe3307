"""What the items of YouTube's Data API have in common, and its comments: `at` is where the snippet stands."""

from __future__ import annotations

from helpers.fields import Field, count, fixed, ident, moment, rewrite, template, text


def item(what: str, kind: str = "kind", id_: str = "id", at: str = "snippet.") -> dict[str, Field]:
    """The columns that every item has; an item of another kind is set aside."""
    return {
        "platform": rewrite(kind, pattern=f"^(youtube)#{what}$", into=r"\1", needed="to tell what it is"),
        "id": ident(id_, needed="to tell it from others"),
        "created_at": moment(f"{at}publishedAt", needed="to place it in time"),
    }


def comment(what: str, at: str) -> dict[str, Field]:
    """The columns of a comment, which answers another or the video."""
    return item(what, at=at) | {
        "account_id": ident(f"{at}authorChannelId.value"),
        "account_title": text(f"{at}authorDisplayName"),
        "text": text(f"{at}textOriginal", f"{at}textDisplay"),
        "kind": fixed("reply"),
        "address": template("https://www.youtube.com/watch?v={snippet.videoId}&lc={id}"),
        "channel": text("snippet.videoId"),
        "reply_to": ident(f"{at}parentId", "snippet.videoId"),
        "n_likes": count(f"{at}likeCount"),
        "n_replies": count("snippet.totalReplyCount"),
    }
