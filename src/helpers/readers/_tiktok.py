"""TikTok videos and comments: in the columns of 4CAT, which Zeeschuimer writes too, and as they were captured."""

from __future__ import annotations

from helpers.fields import Field, count, fixed, flag, handle, ident, moment, rewrite, template, text, which, words

Tables = dict[str, dict[str, Field]]


def _stated(column: str) -> Field:
    """A count; where the platform gave none 4CAT writes 0, and names the column in `missing_fields`."""
    return count(column, missing=("-1",), unless=rf"missing_fields~\b{column}\b")


def _written(needed: str) -> Field:
    """The second in Unix time; the text beside it is in the zone of the server, which is not stated."""
    return moment("unix_timestamp", "epoch_s", otherwise=moment("timestamp"), needed=needed)


VIDEO = {
    "platform": fixed("tiktok"),
    "id": ident("id", needed="to tell videos apart"),
    "account_id": ident("author_id"),
    "account_name": handle("author", needed="to know whose video it is"),
    "account_title": text("author_full"),
    "created_at": _written("to place a video in time"),
    "text": text("body"),
    "kind": which("post", quote="is_duet"),
    "address": text("tiktok_url"),
    "tags": words("hashtags", style="split ,", or_tags_of="body"),
    "n_likes": _stated("likes"),
    "n_reposts": _stated("shares"),
    "n_replies": _stated("comments"),
    "n_views": _stated("plays"),
    "region": text("location_created"),
    "label": text("warning"),
}
COMMENT = {
    "platform": fixed("tiktok"),
    "id": ident("id", needed="to tell comments apart"),
    "account_id": rewrite("author", pattern=r"^@(\d+)$", into=r"\1"),  # where there is no handle: its id, behind an @
    "account_name": rewrite("author", pattern=r"^(?:@\d+|@?(.+))$", into=r"\1", needed="to know whose comment it is"),
    "account_title": text("author_full"),
    "created_at": _written("to place a comment in time"),
    "text": text("body"),
    "language": text("language_guess", missing=("un",)),
    "kind": fixed("reply"),
    "address": text("comment_url"),
    "channel": text("post_id"),
    "reply_to": ident("thread_id", "post_id"),
    "n_likes": _stated("likes"),
    "n_replies": _stated("replies"),
}
# fmt: off
VIDEO_ASIDE = (
    "collected_from_url", "thread_id", "author_followers", "author_likes", "author_videos", "author_avatar", "stickers",
    "is_ad", "is_paid_partnership", "is_sensitive", "is_photosensitive", "is_harmful", "music_name", "music_id",
    "music_url", "music_thumbnail", "music_author", "video_url", "thumbnail_url", "challenges",
    "diversification_labels", "effects", "subject", "missing_fields",
)
COMMENT_ASIDE = (
    "collected_from_url", "author_avatar_url", "post_url", "post_body", "is_liked_by_post_author", "is_sticky",
    "is_comment_on_comment", "missing_fields",
)
_ITEM_ASIDE = (
    "AIGCDescription", "CategoryType", "IsAigc", "IsHDBitrate", "adAuthorization", "adLabelVersion", "aigcLabelType",
    "anchors", "author.*", "authorSecId", "authorStats.*", "authorStatsV2.*", "avatarLarger", "avatarMedium",
    "avatarThumb", "backendSourceEventTracking", "brandOrganicType", "challenges", "channelTags", "collected",
    "contents", "creatorAIComment.*", "digged", "diversificationId", "diversificationLabels", "duetDisplay",
    "duetEnabled", "duetInfo.*", "effectStickers", "event.*", "forFriend", "imagePost.*", "indexEnabled", "isAd",
    "isECVideo", "isPinnedItem", "isReviewing", "itemCommentStatus", "itemMute", "item_control.*", "keywordTags",
    "maskType", "music.*", "officalItem", "originalItem", "playlistId", "poi.*", "privateItem", "secret",
    "shareEnabled", "showNotPass", "signature", "stats.*", "statsV2.*", "stickersOnItem", "stitchDisplay",
    "stitchEnabled", "suggestedWords", "takeDown", "textTranslatable", "verified", "video.*",
    "videoSuggestWordsList.*", "vl1", "warnInfo",
)
_REMARK_ASIDE = (
    "id", "allow_download_photo", "author_pin", "collect_stat", "comment_post_item_ids", "image_list",
    "is_author_digged", "is_comment_translatable", "is_high_purchase_intent", "label_list", "label_text", "label_type",
    "no_show", "reply_comment", "reply_score", "reply_to_userid", "reply_to_username", "share_info.*",
    "show_more_score", "sort_extra_score.*", "sort_tags", "status", "stick_position", "text_extra", "trans_btn_style",
    "user.*", "user_buried", "user_digged",
)
_AROUND = ("nav_index", "item_id", "last_updated", "source_platform", "source_platform_url", "source_url", "user_agent")
# fmt: on


def _around(at: str, seen: str) -> tuple[str, ...]:
    """What stands around a captured thing: at the top, or where 4CAT puts it."""
    return tuple(f"{seen}{key}" for key in (*_AROUND, "id") if f"{seen}{key}" != f"{at}id")


def video(at: str, seen: str) -> tuple[Tables, tuple[str, ...]]:
    """A captured video that stands at `at`, with what Zeeschuimer says of the capture at `seen`; what is left aside."""

    def number(numbers: str, key: str) -> Field:  # V2 has texts, where a number of the other may have run over 32 bits
        return count(f"{at}{numbers}V2.{key}", f"{at}{numbers}.{key}", missing=("-1",))

    name = handle(f"{at}author.uniqueId", f"{at}author", needed="to know whose video it is")
    title = text(f"{at}author.nickname", f"{at}nickname")
    account = ident(f"{at}author.id", f"{at}authorId")
    captured = moment(f"{seen}timestamp_collected", "epoch_ms")
    ways = (f"https://www.tiktok.com/@{{{at}{key}}}/video/{{{at}id}}" for key in ("author.uniqueId", "author"))
    posts = {
        "platform": fixed("tiktok"),
        "id": ident(f"{at}id", needed="to tell videos apart"),
        "account_id": account,
        "account_name": name,
        "account_title": title,
        "created_at": moment(f"{at}createTime", "epoch_s", needed="to place a video in time"),
        "captured_at": captured,
        "text": text(f"{at}desc"),
        "language": text(f"{at}textLanguage", missing=("un",)),
        "kind": which("post", quote=f"{at}duetInfo.duetFromId"),
        "address": template(*ways),
        "quote_of": ident(f"{at}duetInfo.duetFromId", missing=("0",)),
        "tags": words(f"{at}textExtra[].hashtagName", or_tags_of=f"{at}desc"),
        "mentions": words(f"{at}textExtra[].userUniqueId"),
        "n_likes": number("stats", "diggCount"),
        "n_reposts": number("stats", "shareCount"),
        "n_replies": number("stats", "commentCount"),
        "n_views": number("stats", "playCount"),
        "region": text(f"{at}locationCreated"),
        "label": text(f"{at}warnInfo[0].text"),
    }
    accounts = {
        "platform": fixed("tiktok"),
        "id": account,
        "name": name,
        "title": title,
        "about": text(f"{at}author.signature"),
        "captured_at": captured,
        "n_followers": number("authorStats", "followerCount"),
        "n_following": number("authorStats", "followingCount"),
        "n_posts": number("authorStats", "videoCount"),
        "verified": flag(f"{at}author.verified"),
    }
    return {"posts": posts, "accounts": accounts}, tuple(f"{at}{key}" for key in _ITEM_ASIDE) + _around(at, seen)


def comment(at: str, seen: str) -> tuple[Tables, tuple[str, ...]]:
    """The same of a captured comment."""
    account = ident(f"{at}user.uid", needed="to know whose comment it is")
    name, title = handle(f"{at}user.unique_id"), text(f"{at}user.nickname")
    captured = moment(f"{seen}timestamp_collected", "epoch_ms")
    posts = {
        "platform": fixed("tiktok"),
        "id": ident(f"{at}cid", needed="to tell comments apart"),
        "account_id": account,
        "account_name": name,
        "account_title": title,
        "created_at": moment(f"{at}create_time", "epoch_s", needed="to place a comment in time"),
        "captured_at": captured,
        "text": text(f"{at}text"),
        "language": text(f"{at}comment_language", missing=("un",)),
        "kind": fixed("reply"),
        "address": text(f"{at}share_info.url"),
        "channel": text(f"{at}aweme_id"),
        "reply_to": ident(f"{at}reply_to_reply_id", f"{at}reply_id", f"{at}aweme_id", missing=("0",)),
        "n_likes": count(f"{at}digg_count", missing=("-1",)),
        "n_replies": count(f"{at}reply_comment_total", missing=("-1",)),
    }
    accounts = {
        "platform": fixed("tiktok"),
        "id": account,
        "name": name,
        "title": title,
        "about": text(f"{at}user.signature"),
        "captured_at": captured,
    }
    return {"posts": posts, "accounts": accounts}, tuple(f"{at}{key}" for key in _REMARK_ASIDE) + _around(at, seen)
