"""Instagram posts as 4CAT exports them to CSV, collected in a browser with Zeeschuimer; or older files with comments.

Get it: collect with Zeeschuimer, upload to a 4CAT server, and download the dataset as CSV. Until 2021 a 4CAT server
collected posts and comments itself.

It cannot say: when a post was seen, and so when its counts were taken; likes that the account hides (left empty, as is
a -1); whether 0 comments are none or were not in what Instagram sent; the zone of `timestamp`, which is the server's
(`unix_timestamp` is taken where it is there).
"""

from helpers.fields import count, fixed, flag, handle, ident, moment, rewrite, text, which, words
from helpers.readers import Csv

FORMAT = Csv()
FIELDS = {
    "posts": {
        "platform": fixed("instagram"),
        "id": ident("id", needed="to tell posts apart"),
        "account_id": ident("author_id"),
        "account_name": handle("author", needed="to know whose post it is"),
        "account_title": text("author_fullname"),
        "created_at": moment(
            "unix_timestamp", "epoch_s", needed="to place a post in time", otherwise=moment("timestamp", "iso|epoch_s")
        ),
        "text": text("body"),
        "kind": which("post", reply="type=comment"),
        "address": rewrite("url", pattern="^(https?://www[.]instagram[.]com/.*)$", into=r"\1"),
        "reply_to": ident("parent_id", unless="parent_id==id"),
        "tags": words("hashtags", style="split ,"),
        "mentions": words("usertags", "mentioned", style="split ,"),
        "n_likes": count("num_likes", missing=("-1",), unless="likes_hidden"),
        "n_replies": count("num_comments", missing=("-1",)),
        "n_views": count("play_count", missing=("-1",)),
    },
    "accounts": {
        "platform": fixed("instagram"),
        "id": ident("author_id"),
        "name": handle("author"),
        "title": text("author_fullname"),
        "verified": flag("verified"),
    },
}
# fmt: off
KNOWN = (
    "collected_from_url", "collected_from_view", "partial_item", "post_source_domain", "thread_id", "subject",
    "author_avatar_url", "coauthors", "coauthor_fullnames", "coauthor_ids", "type", "media_type", "num_media",
    "image_url", "image_urls", "media_url", "media_urls", "location_name", "location_id", "location_latlong",
    "location_city", "missing_media",
)
# fmt: on
