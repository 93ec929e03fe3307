"""TikTok videos as minet's CSV.

Get it: `minet tiktok search-videos "words"`, with a session of your own browser; minet writes one CSV.

It cannot say: when the counts were taken; where a video was made; videos that the search did not show to that
session. A duet is called a quote. Where minet was given a file of searches, its columns stand before the video's.
"""

from helpers.fields import count, fixed, flag, handle, ident, moment, template, text, which, words
from helpers.readers import Csv

FORMAT = Csv()
FIELDS = {
    "posts": {
        "platform": fixed("tiktok"),
        "id": ident("id", needed="to tell videos apart"),
        "account_id": ident("author_id"),
        "account_name": handle("author_unique_id", needed="to know whose video it is"),
        "account_title": text("author_nickname"),
        "created_at": moment(
            "timestamp", "epoch_s", otherwise=moment("utc_time", zone="UTC"), needed="to place a video in time"
        ),
        "text": text("description"),
        "kind": which("post", quote="duet_from_video_id"),
        "address": template("https://www.tiktok.com/@{author_unique_id}/video/{id}"),
        "quote_of": ident("duet_from_video_id", missing=("0",)),
        "tags": words("challenges_titles", style="split |", or_tags_of="description"),
        "n_likes": count("digg_count", missing=("-1",)),
        "n_reposts": count("share_count", missing=("-1",)),
        "n_replies": count("comment_count", missing=("-1",)),
        "n_views": count("play_count", missing=("-1",)),
    },
    "accounts": {
        "platform": fixed("tiktok"),
        "id": ident("author_id"),
        "name": handle("author_unique_id"),
        "title": text("author_nickname"),
        "about": text("author_signature"),
        "n_followers": count("author_follower_count", missing=("-1",)),
        "n_following": count("author_following_count", missing=("-1",)),
        "n_posts": count("author_video_count", missing=("-1",)),
        "verified": flag("author_verified"),
    },
}
# fmt: off
KNOWN = (
    "original_item", "video_id", "video_height", "video_width", "video_duration", "video_ratio", "video_cover",
    "video_origin_cover", "video_dynamic_cover", "video_reflow_cover", "video_bitrate", "video_format", "video_quality",
    "author_avatar", "author_secret", "author_heart_count", "author_digg_count", "music_id", "music_title",
    "music_author_name", "music_original", "music_play_url", "music_duration", "music_album", "duet_from_user_id",
    "duet_from_user_name", "duet_from_user_is_commerce", "challenges_descriptions", "stickers_texts",
    "effect_stickers_names", "duet_enabled", "stitch_enabled", "share_enabled", "is_ad",
)
