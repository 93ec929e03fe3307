"""Tweets, or accounts, of Twitter's API version 2 as the plugin twarc-csv writes them.

Get it: `twarc2 csv results.jsonl tweets.csv`; with `--input-data-type users` of accounts.

It cannot say: the counts of a repost: twarc-csv merges it with the post it repeats, so that its counts (here NA), text,
links and tags are the original's; batches with a column that twarc-csv did not know, which it left out; whether a line
break was typed as \\n. Its first versions (a column `referenced_tweets`) merge nothing, so that the text of a repost is
cut; and they write what others refer to as rows, too: `label` says so.
"""

from helpers.fields import Field, count, fixed, handle, ident, moment, template, text, which, words
from helpers.readers import Csv, Shape, _twarc
from helpers.readers._twitter import ASIDE_TWARC_CSV

_REPOST = "referenced_tweets.retweeted.id"
_POST = {
    "platform": fixed("twitter"),
    "id": ident("id", needed="to tell posts apart"),
    "account_id": ident("author_id", needed="to know whose post it is"),
    "account_name": handle("author.username"),
    "account_title": text("author.name"),
    "created_at": moment("created_at", needed="to place a post in time"),
    "captured_at": moment("__twarc.retrieved_at"),
    "text": text("text", newline=r"\n", entities=True),
    "language": text("lang"),
    "kind": which("post", repost=_REPOST, quote="referenced_tweets.quoted.id", reply="referenced_tweets.replied_to.id"),
    "address": template("https://x.com/{author.username}/status/{id}", "https://x.com/i/web/status/{id}"),
    "channel": text("conversation_id"),
    "repost_of": ident(_REPOST),
    "reply_to": ident("referenced_tweets.replied_to.id"),
    "quote_of": ident("referenced_tweets.quoted.id"),
    "links": words("entities.urls[].expanded_url"),
    "tags": words("entities.hashtags[].tag"),
    "mentions": words("entities.mentions[].username"),
    "n_likes": count("public_metrics.like_count", unless=_REPOST),
    "n_reposts": count("public_metrics.retweet_count", unless=_REPOST),
    "n_replies": count("public_metrics.reply_count", unless=_REPOST),
    "n_quotes": count("public_metrics.quote_count", unless=_REPOST),
    "n_views": count("public_metrics.impression_count", unless=_REPOST),
    "client": text("source"),
    "region": text("geo.country"),
}
_FIRST = _twarc.first(_POST)
_TABLES: tuple[dict[str, dict[str, Field]], ...] = (
    *({"posts": post, "accounts": _twarc.AUTHOR} for post in (_POST, _FIRST)),
    {"accounts": _twarc.USER},
)
SHAPES = tuple(Shape(Csv(), tables, ASIDE_TWARC_CSV) for tables in _TABLES)
