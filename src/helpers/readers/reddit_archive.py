"""Reddit posts and comments from an archive: dumps of Pushshift or Arctic Shift, or what their interfaces answer.

Get it: the dumps are shared as `.zst` files with one record a line; Arctic Shift also answers questions and offers
downloads by user or subreddit.

It cannot say: who wrote what was deleted or removed before it was archived (those accounts and texts are left empty);
how many voted: `n_likes` is the score, votes for minus votes against, and often the 1 that every post begins with
(it was taken anew about 36 hours later, where `captured_at` is that late); edits after the archive saw it.
"""

from helpers.fields import count, fixed, ident, joined, moment, rewrite, template, text, which, words
from helpers.readers import Json, Ndjson, Shape

_GONE = ("[deleted]", "[removed]", "[ Removed by Reddit ]")
_PERMALINK = "^(?:https?://(?:[a-z]+[.])?reddit[.]com)?(/.*)$"
_SEEN = moment("retrieved_on", "epoch_s", otherwise=moment("retrieved_utc", "epoch_s"))
_BOTH = {
    "platform": fixed("reddit"),
    "account_id": ident("author_fullname"),
    "account_name": text("author", missing=_GONE),
    "created_at": moment("created_utc", "epoch_s", needed="to place it in time"),
    "captured_at": moment("_meta.retrieved_2nd_on", "epoch_s", otherwise=_SEEN),
    "address": rewrite("permalink", pattern=_PERMALINK, into=r"https://www.reddit.com\1"),
    "channel": text("subreddit"),
    "n_likes": count("score"),
    "label": text("_meta.removal_type", "removed_by_category"),
}
_POST = _BOTH | {
    "id": template("t3_{id}", needed="to tell posts apart"),
    "text": joined("title", "selftext", missing=_GONE),
    "kind": which("post", repost="crosspost_parent"),
    "repost_of": ident("crosspost_parent"),
    "links": words("url", style="one", unless="is_self"),
    "n_reposts": count("num_crossposts"),
    "n_replies": count("num_comments"),
}
_COMMENT = _BOTH | {
    "id": template("t1_{id}", needed="to tell comments apart"),
    "text": text("body", missing=_GONE, needed="to know that it is a comment"),
    "kind": fixed("reply"),
    "reply_to": ident("parent_id", "link_id"),
}
_KNOWN = """_meta.* all_awardings allow_live_comments app_store_data approved_at_utc approved_by archived
associated_award author_* awarders banned_* body_html call_to_action campaign_id can_gild can_mod_post category
clicked collapsed* comment_type content_categories contest_mode controversiality created crosspost_parent_list
discussion_type distinguished domain domain_override downs edited editable embed_* events eventsOnRender
gallery_data.* gilded gildings.* hidden hide_score href_url impression_id* is_* likes link_flair_* link_id locked
media media.* media_embed.* media_metadata.* media_only mod_* name nest_level no_follow num_reports original_link
outbound_link.* over_18 parent_whitelist_status pinned poll_data.* post_hint preview.* profile_* promo* pwls
quarantine removal_reason removed_by replies report_reasons saved score_hidden secure_media secure_media.*
secure_media_embed.* selftext_html send_replies show_media spoiler stickied subreddit_* suggested_sort thumbnail*
top_awarded_type total_awards_received treatment_tags unrepliable_reason ups upvote_ratio url_overridden_by_dest
user_reports view_count visited whitelist_status wls ad_* adserver_* priority_id product_ids sk_ad_network_data
subcaption third_party_* mobile_ad_url updated_on retrieved_utc"""
SHAPES = tuple(
    Shape(format, {"posts": fields}, tuple(_KNOWN.split()))
    for fields in (_POST, _COMMENT)
    for format in (Ndjson(), Json("data"), Json())
)
