"""4CAT's CSV of tweets that it queried from Twitter's API version 2.

Get it: in 4CAT open the dataset ("X/Twitter API (v2)") and download it as CSV. Do not save it with a spreadsheet.

It cannot say: when a tweet was seen; which tweet a repost repeats, a quote quotes or a reply answers (accounts only);
the counts of a repost (its own are those of the original: NA). The text of a repost begins with "RT @". `timestamp` is
UTC; `unix_timestamp`, made from it by the clock of the server, may be hours off, and is read only where the other is
not there.
"""

from helpers.fields import count, fixed, handle, ident, moment, text, which, words
from helpers.readers import Csv

_REPOST = "is_retweet=yes"
FORMAT = Csv()
FIELDS = {
    "posts": {
        "platform": fixed("twitter"),
        "id": ident("id", needed="to tell posts apart"),
        "account_id": ident("author_id", needed="to know whose post it is"),
        "account_name": handle("author"),
        "account_title": text("author_fullname"),
        "created_at": moment(
            "timestamp", zone="UTC", otherwise=moment("unix_timestamp", "epoch_s"), needed="to place a post in time"
        ),
        "text": text("body", entities=True),
        "language": text("language_guess"),
        "kind": which("post", repost=_REPOST, quote="is_quote_tweet=yes", reply="is_reply=yes"),
        "address": text("link"),
        "channel": text("thread_id"),
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
    },
    "accounts": {
        "platform": fixed("twitter"),
        "id": ident("author_id"),
        "name": handle("author"),
        "title": text("author_fullname"),
        "n_followers": count("author_followers"),
    },
}
# fmt: off
KNOWN = (
    "subject", "possibly_sensitive", "bookmark_count", "retweeted_user", "quoted_user", "replied_user", "images",
    "videos", "long_lat",
)
# fmt: on
