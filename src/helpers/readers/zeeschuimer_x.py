"""Posts of X (Twitter) as Zeeschuimer collects them in a browser: one JSON object a line, or its CSV with semicolons.

Get it: browse X with the Zeeschuimer extension switched on, then export as .ndjson (complete) or .csv.

It cannot say: what the browser was not shown; the counts of a repost (its own are those of the original: NA); in the
CSV, when a post was seen and which post a repost or a reply belongs to. The text of a repost is that of the post it
repeats, whole; in the CSV it begins with "RT @". A post that was shown as an advertisement has the label "promoted".
"""

from helpers.fields import count, fixed, ident, moment, rewrite, template, text, which, words
from helpers.readers import Csv, Ndjson, Shape
from helpers.readers._fourcat_x import ACCOUNT, ASIDE, POST
from helpers.readers._twitter import ASIDE_ZEESCHUIMER, CLOCK, SELF, account, client

_USER, _OLD, _SAME = "data.core.user_results.result", "data.legacy", "data.legacy.retweeted_status_result.result"
_BODIES = (f"{_SAME}.tweet", _SAME, "data")
_REPOST = (f"{_SAME}.rest_id", f"{_SAME}.tweet.rest_id", f"{_SAME}.legacy.id_str", f"{_OLD}.retweeted_status_id_str")
_NOTE, _QUOTED, _REPLIED = (
    "note_tweet.note_tweet_results.result",
    f"{_OLD}.quoted_status_id_str",
    f"{_OLD}.in_reply_to_status_id_str",
)
_LISTS = tuple(f"{body}.{key}" for body in _BODIES for key in (f"{_NOTE}.entity_set", "legacy.entities"))
_TEXTS = [f"{body}.{key}" for body in _BODIES for key in (f"{_NOTE}.text", "legacy.full_text")]
_SEEN = moment("timestamp_collected", "epoch_ms")
_ACCOUNT = account(f"{_USER}.legacy", "data.user", _USER) | {"captured_at": _SEEN}
_AT = [f"https://x.com/{{{path}}}/status/{{data.rest_id}}" for path in _ACCOUNT["name"].paths]

_POST = {
    "platform": fixed("twitter"),
    "id": ident("data.rest_id", f"{_OLD}.id_str", needed="to tell posts apart"),  # a browser has rounded data.id
    "account_id": ident(f"{_OLD}.user_id_str", *_ACCOUNT["id"].paths, needed="to know whose post it is"),
    "account_name": _ACCOUNT["name"],
    "account_title": _ACCOUNT["title"],
    "created_at": moment(f"{_OLD}.created_at", CLOCK, needed="to place a post in time"),
    "captured_at": _SEEN,
    "text": text(*_TEXTS, entities=True),
    "language": text(f"{_OLD}.lang"),
    "kind": which("post", repost=_REPOST, quote=_QUOTED, reply=_REPLIED),
    "address": template(*_AT, f"https://x.com/i/web/status/{{{_OLD}.id_str}}"),
    "channel": text(f"{_OLD}.conversation_id_str"),
    "repost_of": ident(*_REPOST),
    "reply_to": ident(_REPLIED),
    "quote_of": ident(_QUOTED),
    "links": words(*(f"{path}.urls[].expanded_url" for path in _LISTS), without=SELF),
    "tags": words(*(f"{path}.hashtags[].text" for path in _LISTS)),
    "mentions": words(*(f"{path}.user_mentions[].screen_name" for path in _LISTS)),
    "n_likes": count(f"{_OLD}.favorite_count", unless=_REPOST),
    "n_reposts": count(f"{_OLD}.retweet_count", unless=_REPOST),
    "n_replies": count(f"{_OLD}.reply_count", unless=_REPOST),
    "n_quotes": count(f"{_OLD}.quote_count", unless=_REPOST),
    "n_views": count("data.views.count", "data.ext_views.count", unless=_REPOST),
    "client": client("data.source", f"{_OLD}.source"),
    "region": text(f"{_OLD}.place.country"),
    "label": rewrite("data.promoted", pattern="^true$", into="promoted"),
}
_TABLES = {"posts": _POST, "accounts": _ACCOUNT}

SHAPES = (Shape(Ndjson(), _TABLES, ASIDE_ZEESCHUIMER), Shape(Csv(";"), {"posts": POST, "accounts": ACCOUNT}, ASIDE))
