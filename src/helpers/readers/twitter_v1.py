"""Tweets as Twitter's API 1.1 gave them: one per line (hydrated or streamed), a list, pages of a search, or printed.

Get it: twarc, Hydrator, tweepy and others wrote them until 2023; archives share ids only, and whoever hydrated them
before has these files. Keep them as they came.

It cannot say: when the counts were taken (a stream sees a post as it is made: they are 0 then); the counts of a repost
(its own are those of the original: NA); the end of a text that was asked for without its long form and ends in "…".
The text of a repost is that of the post it repeats, whole where the file has it.
"""

from helpers.fields import count, fixed, handle, ident, moment, template, text, which, words
from helpers.readers import Json, Ndjson, Shape
from helpers.readers._twitter import ASIDE_V1, CLOCK, SELF, account, client

_REPOST = ("retweeted_status.id_str", "retweeted_status.id")
_BODIES = ("retweeted_status.extended_tweet.", "retweeted_status.", "extended_tweet.", "")
_POST = {
    "platform": fixed("twitter"),
    "id": ident("id_str", "id", needed="to tell posts apart"),
    "account_id": ident("user.id_str", "user.id", needed="to know whose post it is"),
    "account_name": handle("user.screen_name"),
    "account_title": text("user.name"),
    "created_at": moment("created_at", CLOCK, needed="to place a post in time"),
    "text": text(*(f"{body}{key}" for body in _BODIES for key in ("full_text", "text")), entities=True),
    "language": text("lang"),
    "kind": which("post", repost=_REPOST, quote="quoted_status_id", reply="in_reply_to_status_id"),
    "address": template("https://x.com/{user.screen_name}/status/{id_str}", "https://x.com/i/web/status/{id}"),
    "repost_of": ident(*_REPOST),
    "reply_to": ident("in_reply_to_status_id_str", "in_reply_to_status_id"),
    "quote_of": ident("quoted_status_id_str", "quoted_status_id"),
    "links": words(*(f"{body}entities.urls[].expanded_url" for body in _BODIES), without=SELF),
    "tags": words(*(f"{body}entities.hashtags[].text" for body in _BODIES)),
    "mentions": words(*(f"{body}entities.user_mentions[].screen_name" for body in _BODIES)),
    "n_likes": count("favorite_count", unless=_REPOST),
    "n_reposts": count("retweet_count", unless=_REPOST),
    "n_replies": count("reply_count", unless=_REPOST),
    "n_quotes": count("quote_count", unless=_REPOST),
    "client": client("source"),
    "region": text("place.country"),
}
_TABLES = {"posts": _POST, "accounts": account("user")}

_FORMS = (Ndjson(), Json(), Json("statuses"), Json(whole=True))
SHAPES = tuple(Shape(format, _TABLES, ASIDE_V1) for format in _FORMS)
