"""Videos, comments and accounts from TikTok's Research API: its JSON pages as they came, or a client's CSV of them.

Get it: researchers apply to TikTok, and query `/v2/research/video/query/` or `/v2/research/video/comment/list/`; keep
the answers (pages of at most 100) as they came, one file each or one per line. An answer of `/v2/research/user/info/`
does not say whose it is: put the `username` that you asked for beside its `data`, one per line. Clients that write CSV
(CooRTikTok and others) are read too.

It cannot say: who wrote a comment; who stands behind a handle (there is no id of an account); where a video was made
(the region is that of the account's registration); when the counts were taken; what was deleted before the query.
"""

from helpers.fields import count, fixed, handle, ident, moment, same, template, text, words
from helpers.readers import Csv, Json, Ndjson, Shape
from helpers.readers._tiktok_research import ACCOUNT, ACCOUNT_ASIDE, COMMENT, PAGE_ASIDE

_VIDEO = {
    "platform": fixed("tiktok"),
    "id": ident("id", needed="to tell videos apart"),
    "account_name": handle("username", needed="to know whose video it is"),
    "created_at": moment("create_time", "epoch_s", needed="to place a video in time"),
    "text": text("video_description"),
    "kind": fixed("post"),
    "address": template("https://www.tiktok.com/@{username}/video/{id}"),
    "tags": words("hashtag_names", or_tags_of="video_description"),
    "mentions": words("video_mention_list"),
    "n_likes": count("like_count"),
    "n_reposts": count("share_count"),
    "n_replies": count("comment_count"),
    "n_views": count("view_count"),
    "region": text("region_code"),
}
_ROW = same(
    _VIDEO,
    *_VIDEO,
    id=ident("video_id", needed="to tell videos apart"),
    account_name=handle("author_name", needed="to know whose video it is"),
    created_at=moment("create_time", zone="UTC", needed="to place a video in time"),
    address=template("https://www.tiktok.com/@{author_name}/video/{video_id}"),
    **{name: count(*one.paths, missing=("NA",)) for name, one in _VIDEO.items() if one.kind == "count"},
    tags=words("hashtag_names", style="brackets", or_tags_of="video_description"),
)
_ASIDE = (
    *("music_id", "effect_ids", "effect_info_list", "playlist_id", "voice_to_text", "is_stem_verified"),
    *("video_duration", "hashtag_info_list", "sticker_info_list", "video_label", "video_tag", "favorites_count"),
    *("favourites_count", *PAGE_ASIDE),
)

SHAPES = (
    *(Shape(one, {"posts": _VIDEO}, _ASIDE) for one in (Json("data.videos"), Json("videos"), Json(), Ndjson())),
    Shape(Csv(), {"posts": _ROW}, _ASIDE),
    *(
        Shape(one, {"posts": COMMENT}, PAGE_ASIDE)
        for one in (Json("data.comments"), Json("comments"), Json(), Ndjson(), Csv())
    ),
    *(Shape(one, {"accounts": ACCOUNT}, ACCOUNT_ASIDE) for one in (Ndjson(), Json(), Csv())),
)
