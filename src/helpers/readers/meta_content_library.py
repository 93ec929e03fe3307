"""Facebook posts from the Meta Content Library as CSV, with the dots in its column names.

Get it: researchers apply to Meta through its partner at the University of Michigan; a query's result is downloaded, or
taken out of the clean room where that was granted.

It cannot say: views of 100 or fewer, and views before 2017 (they are withheld: left empty, never 0); which post of
facebook.com it is (the library's ids are its own); who posted where the owner is no public page or person; when other
counts than the views were taken. `n_likes` is the like alone, without love, care, haha, wow, sad and angry. Tags are
those in the text.
"""

from helpers.fields import count, fixed, ident, moment, text, which, words
from helpers.readers import Csv

_NA = ("NA", "NaN", "nan", "None")


FORMAT = Csv()
FIELDS = {
    "posts": {
        "platform": fixed("facebook"),
        "id": ident("id", needed="to tell posts apart"),
        "account_id": ident("post_owner.id", missing=_NA),
        "account_name": text("post_owner.username", missing=_NA),
        "account_title": text("post_owner.name", missing=_NA),
        "created_at": moment("creation_time", zone="UTC", needed="to place a post in time"),
        "text": text("text", missing=_NA),
        "language": text("lang", missing=_NA),
        "kind": which("post", repost="shared_post_id~^[0-9]"),
        "address": text("mcl_url", missing=_NA),
        "channel": text("surface.name", missing=_NA),
        "repost_of": ident("shared_post_id", missing=_NA),
        "links": words("link_attachment.link", style="one", unless="link_attachment.link=NA"),
        "tags": words(or_tags_of="text"),
        "n_likes": count("statistics.like_count", missing=_NA),
        "n_reposts": count("statistics.share_count", missing=_NA),
        "n_replies": count("statistics.comment_count", missing=_NA),
        "n_views": count("statistics.views", missing=_NA),
    },
    "accounts": {
        "platform": fixed("facebook"),
        "id": ident("post_owner.id", missing=_NA),
        "name": text("post_owner.username", missing=_NA),
        "title": text("post_owner.name", missing=_NA),
    },
}
# fmt: off
KNOWN = (
    "modified_time", "content_type", "multimedia", "match_type", "is_branded_content", "link_attachment.*",
    "post_owner.type", "surface.*", "statistics.*",
)
# fmt: on
