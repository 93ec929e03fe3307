"""The columns into which 4CAT and Zeeschuimer both put a post of X, each in its own CSV."""

from helpers.fields import count, fixed, flag, handle, ident, moment, template, text, which, words

_REPOST = "is_retweet=yes"
POST = {
    "platform": fixed("twitter"),
    "id": ident("id", needed="to tell posts apart"),
    "account_id": ident("author_id", needed="to know whose post it is"),
    "account_name": handle("author"),
    "account_title": text("author_fullname"),
    "created_at": moment(
        "unix_timestamp", "epoch_s", otherwise=moment("timestamp", zone="UTC"), needed="to place a post in time"
    ),
    "text": text("body", entities=True),
    "language": text("language_guess"),
    "kind": which("post", repost=_REPOST, quote="is_quote_tweet=yes", reply="is_reply=yes"),
    # not "link": a browser rounded the id in it
    "address": template("https://x.com/{author}/status/{id}", "https://x.com/i/web/status/{id}"),
    "channel": text("thread_id"),
    "quote_of": ident("quote_tweet_id"),
    "links": words("urls", style="split ,"),
    "tags": words("hashtags", style="split ,"),
    "mentions": words("mentions", style="split ,"),
    "n_likes": count("like_count", unless=_REPOST),
    "n_reposts": count("retweet_count", unless=_REPOST),
    "n_replies": count("reply_count", unless=_REPOST),
    "n_quotes": count("quote_count", unless=_REPOST),
    "n_views": count("impression_count", unless=_REPOST),
    "client": text("source"),
    "region": text("place_name"),
}
ACCOUNT = {
    "platform": fixed("twitter"),
    "id": ident("author_id"),
    "name": handle("author"),
    "title": text("author_fullname"),
    "about": text("author_bio"),
    "n_followers": count("author_followers"),
    "n_following": count("author_following"),
    "place": text("author_location"),
    "verified": flag("verified"),
}
# fmt: off
ASIDE = (
    "collected_from_url", "link", "author_avatar_url", "author_banner_url", "possibly_sensitive", "retweeted_user",
    "quoted_user", "quote_author", "quote_body", "quote_images", "quote_videos", "is_quote_withheld", "replied_author",
    "replied_user", "is_withheld", "images", "videos", "long_lat",
)
# fmt: on
