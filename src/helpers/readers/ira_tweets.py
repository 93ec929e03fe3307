"""Russian troll tweets as FiveThirtyEight published them, or the repack of them by author.

Get it: the repository fivethirtyeight/russian-troll-tweets (13 CSV files), or a repack with one file an author.

It cannot say: the second of a post (times are to the minute, in UTC); which post a repost repeats, and what is a reply
(it counts as a post); in the repack, the id of a post, its links and tags as the platform had them; accounts other than
those that Twitter named to the United States Congress.
"""

from helpers.fields import count, fixed, ident, moment, text, which, words
from helpers.readers import Csv, Shape

_COUNTS = {"n_followers": count("followers"), "n_following": count("following"), "n_posts": count("updates")}
_COMMON = {
    "platform": fixed("twitter"),
    "text": text("content", entities=True),
    "language": text("language"),
    "region": text("region"),
    "tags": words(style="never", or_tags_of="content"),
}
_ORIGINAL = _COMMON | {
    "id": ident("tweet_id", needed="to tell posts apart"),
    "account_id": ident("alt_external_id", "external_author_id"),
    "account_name": text("author", needed="to know whose post it is"),
    "created_at": moment("publish_date", "%m/%d/%Y %H:%M", zone="UTC", needed="to place a post in time"),
    "captured_at": moment("harvested_date", "%m/%d/%Y %H:%M", zone="UTC"),
    "kind": which("post", repost="retweet", quote="post_type=QUOTE_TWEET"),
    "links": words("tco1_step1", "tco2_step1", "tco3_step1", style="split \n"),
    "address": text("article_url"),
    "label": text("account_category"),
}
_ACCOUNT = {
    "platform": fixed("twitter"),
    "id": ident("alt_external_id", "external_author_id"),
    "name": text("author"),
    "captured_at": moment("harvested_date", "%m/%d/%Y %H:%M", zone="UTC"),
    "label": text("account_category"),
} | _COUNTS
_REPACK = _COMMON | {
    "account_name": text("author_id", needed="to know whose post it is"),
    "created_at": moment("publish_date", zone="UTC", needed="to place a post in time"),
    "captured_at": moment("harvested_date", zone="UTC"),
    "kind": which("post", repost="retweet", quote="post_type=QUOTE_TWEET"),
}
_AUTHORS = {
    "platform": fixed("twitter"),
    "id": ident("congress_2017_id", "external_author_id"),
    "name": text("author", needed="to know which account it is"),
    "label": text("account_category"),
}
_ASIDE = ("author_id", "account_type", "new_june_2018", "in_congress_2017", "in_congress_2018")

SHAPES = (
    Shape(Csv(), {"posts": _ORIGINAL, "accounts": _ACCOUNT}, _ASIDE),
    Shape(Csv(), {"posts": _REPACK}, ("following", "followers", "updates")),
    Shape(Csv(), {"accounts": _AUTHORS}, _ASIDE),
)
