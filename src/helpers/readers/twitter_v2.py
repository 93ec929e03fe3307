"""Tweets of Twitter's API version 2: the pages as they came, one per line (twarc2), flattened to one tweet per line,
a stream's lines, or documents printed over several lines.

Get it: `twarc2 search`, `timeline`, `hydrate`, `stream` and others write such pages; `twarc2 flatten` makes one tweet a
line of them. Other clients keep the API's answers in the same form. With `included = true` in case.toml the tweets that
stand in a file only because others refer to them are rows, too, `3.quoted` beside row 3, with the label "seen as
included": a search did not find them, so take them out where you count what it found.

It cannot say: the likes, reposts, replies, quotes and views of a repost (its own are 0 or those of the original: NA);
the end of a repost's text where the original is not in the file; what was edited (each version has an id of its own).
The text, links and tags of a repost are those of the post it repeats.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from helpers import store, tables, wording
from helpers.errors import ReaderError
from helpers.fields import count as whole
from helpers.fields import fixed, handle, ident, moment, template, text, words
from helpers.readers import PEEK, Json, Ndjson, Own, _documents, peek
from helpers.readers._twitter import ACCOUNT_V2, ASIDE_V2, SELF

FORMAT = Own()
FIELDS = {
    "posts": {
        "platform": fixed("twitter"),
        "id": ident("id", needed="to tell posts apart"),
        "account_id": ident("author_id", "author.id", needed="to know whose post it is"),
        "account_name": handle("author.username"),
        "account_title": text("author.name"),
        "created_at": moment("created_at", needed="to place a post in time"),
        "captured_at": moment("__twarc.retrieved_at"),
        "text": text("text", entities=True),
        "language": text("lang"),
        "kind": text("kind"),
        "address": template("https://x.com/{author.username}/status/{id}", "https://x.com/i/web/status/{id}"),
        "channel": text("conversation_id"),
        "repost_of": ident("retweeted"),
        "reply_to": ident("replied_to"),
        "quote_of": ident("quoted"),
        "links": words("links", without=SELF),
        "tags": words("tags"),
        "mentions": words("mentions"),
        "n_likes": whole("public_metrics.like_count", unless="retweeted"),
        "n_reposts": whole("public_metrics.retweet_count", unless="retweeted"),
        "n_replies": whole("public_metrics.reply_count", unless="retweeted"),
        "n_quotes": whole("public_metrics.quote_count", unless="retweeted"),
        "n_views": whole("public_metrics.impression_count", unless="retweeted"),
        "client": text("source"),
        "region": text("geo.country"),
        "label": text("label"),
    },
    "accounts": ACCOUNT_V2,
}
KNOWN = ASIDE_V2
_PAGE = {"data", "includes", "errors", "meta", "__twarc", "matching_rules"}
_TWEET = {"id", "text", "author_id", "created_at"}
_SNIFFED = re.compile(rb'"(?:author_id|edit_history_tweet_ids|referenced_tweets|includes|newest_id)"')
_KINDS = {"retweeted": "repost", "quoted": "quote", "replied_to": "reply"}
_LEFT = "a tweet that it refers to stands beside it, and was left aside (`included = true` in case.toml reads it)"
_NO_OBJECT = "The record is not a JSON object."
_HALF = "half a character, cut off before us, was replaced by U+FFFD"
_AS_JSON = json.JSONEncoder(ensure_ascii=False, default=str).encode
Object = dict[str, Any]
Record = dict[str, str | list[str] | None]


@dataclass
class _Page:
    """What a page has beside its tweets: the objects that they refer to, by id, and when it was retrieved."""

    twarc: Object = field(default_factory=dict)
    users: dict[str, Object] = field(default_factory=dict)
    tweets: dict[str, Object] = field(default_factory=dict)
    places: dict[str, Object] = field(default_factory=dict)
    beside: list[str] = field(default_factory=list)


def read(path: Path, options: Mapping[str, object]) -> Iterator[Record]:
    """One record a tweet; its row is its place among all tweets of the file, from 1."""
    row, mine = 0, False
    for document in _documents.documents(path, str(options.get("encoding", ""))):
        if isinstance(document, dict) and not mine:
            mine = _is_mine(path, document)
        page = _page(document) if isinstance(document, dict) else _Page()
        beside = page.beside
        for tweet, guests in _with_guests(_tweets(document), page):
            row += 1
            found = _record(tweet, page, beside)
            if guests and not options.get("included") and "fault" not in found:
                found["note"] = [note for note in (found.get("note"), _LEFT) if isinstance(note, str)]
            yield {"row": str(row), **found}
            for kind, guest in guests.items() if options.get("included") else ():
                yield {"row": f"{row}.{kind}", **_record(guest, page, []), "label": tables.INCLUDED}
            beside = []


def sniff(path: Path) -> set[str]:
    """What the first tweet has, if the file's beginning is that of a page, of a list of tweets, or of a tweet."""
    with store.open_utf8(path) as file:
        start = file.read(PEEK)
    if not _SNIFFED.search(start):
        return set()
    for format in (Json("data"), Ndjson(), Json()):
        seen = peek(path, format) or set()
        if seen & {"author_id", "edit_history_tweet_ids"} and "text" in seen:
            return seen
    return {"text"} if peek(path, Json("data")) == set() else set()


def count(path: Path, options: Mapping[str, object] = MappingProxyType({})) -> int:
    """How many tweets the file holds, counted from its documents before anything is made of them."""
    n = 0
    for document in _documents.documents(path, str(options.get("encoding", ""))):
        tweets = _tweets(document)
        n += len(tweets)
        if options.get("included"):
            page = _page(document) if isinstance(document, dict) else _Page()
            n += sum(len(guests) for _, guests in _with_guests(tweets, page))
    return n


def _is_mine(path: Path, document: Object) -> bool:
    if not (_PAGE | _TWEET) & document.keys():
        raise ReaderError(
            f'{path}: this is not a file of the twitter_v2 reader (it looks for "data"). '
            f"It has: {wording.names(document)}. Name another reader in case.toml."
        )
    return True


def _tweets(document: Any) -> list[Any]:
    """The tweets of a document: those of its list, the one it wraps, or itself."""
    if not isinstance(document, dict):
        return [None]
    data = document.get("data")
    if isinstance(data, list):
        return data
    if data is not None:
        return [data]
    return [] if _PAGE & document.keys() and not _TWEET & document.keys() else [document]


def _with_guests(tweets: list[Any], page: _Page) -> Iterator[tuple[Any, dict[str, Object]]]:
    """Each tweet, with what it refers to that is in the file and none of the page's own: the first time on a page."""
    known = {str(one.get("id")) for one in tweets if isinstance(one, dict)}
    for tweet in tweets:
        guests: dict[str, Object] = {}
        for one in _objects(tweet, "referenced_tweets") if isinstance(tweet, dict) else ():
            kind, id_ = str(one.get("type")), str(one.get("id"))
            whole_ = one if "text" in one else page.tweets.get(id_)
            if whole_ and id_ not in known and kind in _KINDS and kind not in guests:
                known.add(id_)
                whole_ = {key: value for key, value in whole_.items() if key != "type"}
                guests[kind] = whole_ | ({"__twarc": tweet["__twarc"]} if "__twarc" in tweet else {})
        yield tweet, guests


def _page(document: Object) -> _Page:
    if "data" not in document:
        return _Page()
    includes = _object(document, "includes")
    users, tweets, places = (_by_id(includes.get(key)) for key in ("users", "tweets", "places"))
    return _Page(_object(document, "__twarc"), users, tweets, places, sorted(document.keys() - _PAGE))


def _by_id(listed: Any) -> dict[str, Object]:
    listed = listed if isinstance(listed, list) else []
    return {str(one["id"]): one for one in listed if isinstance(one, dict) and "id" in one}


def _object(of: Object, key: str) -> Object:
    value = of.get(key)
    return value if isinstance(value, dict) else {}


def _objects(of: Object, *keys: str) -> list[Object]:
    """The objects in the list at the end of some keys."""
    value: Any = of
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _record(tweet: Any, page: _Page, beside: list[str]) -> Record:
    if not isinstance(tweet, dict):
        return {"fault": _NO_OBJECT}
    try:
        found = _flat(tweet, page)
    except RecursionError:
        return {"fault": "The record is nested too deep to be read."}
    found |= {f"/{key}": "beside the tweets" for key in beside}
    if not all(_is_whole("".join(value)) for value in found.values() if value):
        found["note"] = _HALF
    return found


def _flat(tweet: Object, page: _Page) -> Record:
    if page.twarc:
        tweet = {**tweet, "__twarc": page.twarc}
    author = _object(tweet, "author") or page.users.get(str(tweet.get("author_id")), {})
    place = page.places.get(str(_object(tweet, "geo").get("place_id")), {})
    found: Record = {}
    _spread(tweet, "", found)
    _spread(author, "author.", found)
    _spread(place, "geo.", found)
    if "geo" in tweet and "country" not in place:
        found.setdefault("geo.country", _text(_object(tweet, "geo").get("country")))
    referred = {str(one.get("type")): one for one in _objects(tweet, "referenced_tweets")}
    found |= {kind: _text(referred[kind].get("id")) for kind in _KINDS if kind in referred}
    found["kind"] = next((word for kind, word in _KINDS.items() if kind in referred), "post")
    same = referred.get("retweeted", {})
    same = same if "text" in same else page.tweets.get(str(same.get("id")), {})
    found["text"] = _body(same) or _body(tweet)
    bodies = [_object(one, "note_tweet") for one in (same, tweet)] + [same, tweet]
    found["links"] = _each(bodies, "urls", "expanded_url", "url")
    found["tags"] = _each(bodies, "hashtags", "tag")
    found["mentions"] = _each(bodies, "mentions", "username")
    pages = _objects(author, "entities", "url", "urls")
    found["author.entities.url.urls[0].expanded_url"] = _text(pages[0].get("expanded_url")) if pages else None
    return found


def _spread(value: Object, before: str, found: Record) -> None:
    """Every value under its dotted path, as text."""
    for key, inner in value.items():
        if isinstance(inner, dict):
            _spread(inner, f"{before}{key}.", found)
        else:
            found[f"{before}{key}"] = _text(inner)


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if value is True or value is False:
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else None if value == [] else _AS_JSON(value)


def _body(tweet: Object) -> str | None:
    return _text(_object(tweet, "note_tweet").get("text")) or _text(tweet.get("text"))


def _each(bodies: list[Object], kind: str, *keys: str) -> list[str]:
    """The value of every entity of that kind, each once, in order; the first of the keys that it has."""
    values = (
        next((one[key] for key in keys if one.get(key)), "") for b in bodies for one in _objects(b, "entities", kind)
    )
    return list(dict.fromkeys(str(value) for value in values if value))


def _is_whole(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
