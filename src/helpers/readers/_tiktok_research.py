"""Comments and accounts of TikTok's Research API; the videos are declared in `tiktok_research_api`."""

from __future__ import annotations

from helpers.fields import Field, count, fixed, flag, handle, ident, moment, text


def _number(key: str) -> Field:
    return count(key, f"data.{key}", missing=("NA", "-1"))


COMMENT = {
    "platform": fixed("tiktok"),
    "id": ident("id", needed="to tell comments apart"),
    "created_at": moment("create_time", "epoch_s", needed="to place a comment in time"),
    "text": text("text"),
    "kind": fixed("reply"),
    "channel": text("video_id", needed="to know below which video it stands"),
    "reply_to": ident("parent_comment_id", "video_id", missing=("0", "NA")),
    "n_likes": count("like_count", missing=("NA", "-1")),
    "n_replies": count("reply_count", missing=("NA", "-1")),
}
ACCOUNT = {
    "platform": fixed("tiktok"),
    "name": handle("username", needed="to know whose profile it is: the answer does not say, only the question did"),
    "title": text("display_name", "data.display_name"),
    "about": text("bio_description", "data.bio_description"),
    "n_followers": _number("follower_count"),
    "n_following": _number("following_count"),
    "n_posts": _number("video_count"),
    "address": text("bio_url", "data.bio_url", missing=("NA",)),
    "verified": flag("is_verified", "data.is_verified", missing=("NA",)),
}
ACCOUNT_ASIDE = ("avatar_url", "likes_count", "data.avatar_url", "data.likes_count", "error.*")
PAGE_ASIDE = ("/data.cursor", "/data.has_more", "/data.search_id", "/error.*", "/cursor", "/has_more", "/search_id")
