"""What readers of Twitter share: its user objects, its clock, what it writes beside a post in its API 1.1."""

from helpers.fields import Field, count, fixed, flag, handle, ident, moment, rewrite, text

CLOCK = "%a %b %d %H:%M:%S %z %Y"
# a long post in its short form ends in a link to itself, which nobody shared
SELF = r"^https?://(twitter|x)\.com/i/web/status/\d+$"
# fmt: off
ASIDE_V1 = (
    "user.*", "retweeted_status.*", "quoted_status.*", "quoted_status_permalink.*", "extended_tweet.*", "entities.*",
    "extended_entities.*", "in_reply_to_user_id", "in_reply_to_user_id_str", "in_reply_to_screen_name", "place.*",
    "geo.*", "coordinates.*", "contributors", "display_text_range", "truncated", "is_quote_status", "favorited",
    "retweeted", "possibly_sensitive", "possibly_sensitive_appealable", "filter_level", "timestamp_ms", "metadata.*",
    "matching_rules", "withheld_in_countries", "withheld_copyright", "withheld_scope", "scopes.*",
    "current_user_retweet", "delete.*", "limit.*", "status_withheld.*", "user_withheld.*", "warning.*",
    "/search_metadata.*",
)
ASIDE_ZEESCHUIMER = (
    "id", "nav_index", "item_id", "last_updated", "source_platform", "source_platform_url", "source_url", "user_agent",
    "data.id", "data.type", "data.__typename", "data.core.*", "data.user.*", "data.legacy.*", "data.note_tweet.*",
    "data.quoted_status_result.*", "data.quotedRefResult.*", "data.views.*", "data.ext_views.*", "data.edit_control.*",
    "data.unmention_data.*", "data.unmention_info.*", "data.is_translatable", "data.has_birdwatch_notes", "data.card.*",
    "data.birdwatch_pivot.*", "data.possibly_sensitive", "data.previous_counts.*", "data.quick_promote_eligibility.*",
    "data.grok_analysis_button", "data.grok_analysis_followups", "data.grok_share_attachment.*",
    "data.edit_prespective.*", "data.edit_perspective.*", "data.article.*", "data.community_results.*",
    "data.author_community_relationship.*",
    "data.superFollowsReplyUserResult.*", "data.trusted_friends_info_result.*", "data.tombstone.*", "data.voiceInfo.*",
    "data.post_image_description", "data.post_video_description", "data.is_post_reply_filtered", "data.comment_id",
    "data.text", "data.post_id", "data.post_url", "data.parent_comment_id", "data.thread_id",
    "data._zs_comment_parent_id", "data._zs_comment_thread_id", "data._zs_comment_post_id", "data.__import_meta.*",
)
ASIDE_V2 = (
    "in_reply_to_user_id", "in_reply_to_user.*", "reply_settings", "edit_history_tweet_ids", "edit_controls.*",
    "possibly_sensitive", "withheld.*", "entities.*", "context_annotations", "attachments.*", "public_metrics.*",
    "non_public_metrics.*", "organic_metrics.*", "promoted_metrics.*", "geo.*", "matching_rules", "author.*",
    "__twarc.*", "referenced_tweets", "note_tweet.*", "display_text_range", "article.*", "community_id", "scopes.*",
    "media_metadata", "card_uri", "suggested_source_links", "suggested_source_links_with_counts", "username",
)
ASIDE_TWARC_CSV = (
    "column 1", "in_reply_to_username", "retweeted_user_id", "retweeted_username", "quoted_user_id", "quoted_username",
    "pinned_tweet_id", "profile_image_url", "protected", "verified_type", "entities.description.cashtags",
    "entities.description.hashtags", "entities.description.mentions", "entities.description.urls", "entities.url.urls",
    "public_metrics.listed_count", *(path for path in ASIDE_V2 if path != "referenced_tweets"),
)
# fmt: on


def client(*paths: str) -> Field:
    """The program a post was made with, without the link around it."""
    return rewrite(*paths, pattern=r"^(?:<a [^>]*>)?([^<]+)(?:</a>)?$", into=r"\1")


def account(user: str, also: str = "", newer: str = "") -> dict[str, Field]:
    """An account from the user object of API 1.1, or else from the one at `also`; `newer` spreads it over objects."""
    old = [f"{one}." for one in (user, also) if one]

    def at(key: str, *new: str) -> list[str]:
        return [f"{newer}.{path}" for path in new if newer] + [f"{one}{key}" for one in old]

    name = at("screen_name", "core.screen_name") + [f"{also}.unique_id" for _ in (1,) if also]
    title = at("name", "core.name") + [f"{also}.nickname" for _ in (1,) if also]
    created = [moment(path, CLOCK) for path in at("created_at", "core.created_at")]
    for n in range(len(created) - 2, -1, -1):
        created[n] = moment(created[n].paths[0], CLOCK, otherwise=created[n + 1])
    return {
        "platform": fixed("twitter"),
        "id": ident(*at("id_str", "rest_id"), *at("id")),
        "name": handle(*name),
        "title": text(*title),
        "about": text(*at("description", "profile_bio.description")),
        "created_at": created[0],
        "n_followers": count(*at("followers_count", "relationship_counts.followers")),
        "n_following": count(*at("friends_count", "relationship_counts.following")),
        "n_posts": count(*at("statuses_count", "tweet_counts.tweets")),
        "place": text(*at("location", "location.location")),
        "address": text(*at("entities.url.urls[0].expanded_url"), *at("url")),
        "language": text(*at("lang")),
        "verified": flag(*at("verified", "verification.verified")),
    }


# as API 2 calls it, and twarc-csv after it
ACCOUNT_V2 = {
    "platform": fixed("twitter"),
    "id": ident("author.id"),
    "name": handle("author.username"),
    "title": text("author.name"),
    "about": text("author.description"),
    "created_at": moment("author.created_at"),
    "captured_at": moment("__twarc.retrieved_at"),
    "n_followers": count("author.public_metrics.followers_count"),
    "n_following": count("author.public_metrics.following_count"),
    "n_posts": count("author.public_metrics.tweet_count"),
    "place": text("author.location"),
    "address": text("author.entities.url.urls[0].expanded_url", "author.url"),
    "verified": flag("author.verified"),
}
