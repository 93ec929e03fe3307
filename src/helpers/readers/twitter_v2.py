"""Tweets of Twitter's API version 2: the pages as they came, one per line (twarc2), flattened to one tweet per line,
a stream's lines, or documents printed over several lines.

Get it: `twarc2 search`, `timeline`, `hydrate`, `stream` and others write such pages; `twarc2 flatten` makes one tweet a
line of them. Other clients keep the API's answers in the same form.

It cannot say: the likes, reposts, replies, quotes and views of a repost (its own are 0 or those of the original: NA);
the end of a repost's text where the original is not in the file; tweets that stand in a page only because others refer
to them (they complete those, and are no rows); what was edited (each version has an id of its own). The text, links and
tags of a repost are those of the post it repeats.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from helpers import scan, store
from helpers.errors import ReaderError
from helpers.fields import count as whole
from helpers.fields import fixed, handle, ident, moment, template, text, words
from helpers.readers import Own
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
        "text": text("text"),
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
    },
    "accounts": ACCOUNT_V2,
}
KNOWN = ASIDE_V2
_PAGE = {"data", "includes", "errors", "meta", "__twarc", "matching_rules"}
_TWEET = {"id", "text", "author_id", "created_at"}
_KINDS = {"retweeted": "repost", "quoted": "quote", "replied_to": "reply"}
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
    for document in _documents(path, str(options.get("encoding", ""))):
        if isinstance(document, dict) and not mine:
            mine = _is_mine(path, document)
        page = _page(document) if isinstance(document, dict) else _Page()
        for n, tweet in enumerate(_tweets(document)):
            row += 1
            yield {"row": str(row), **(_record(tweet, page, page.beside if n == 0 else []))}


def count(path: Path) -> int:
    """How many tweets the file holds, counted from its documents before anything is made of them."""
    return sum(len(_tweets(document)) for document in _documents(path, ""))


def _is_mine(path: Path, document: Object) -> bool:
    if not (_PAGE | _TWEET) & document.keys():
        raise ReaderError(
            f'{path}: this is not a file of the twitter_v2 reader (it looks for "data"). '
            f"It has: {', '.join(sorted(document)[:8])}. Name another reader in case.toml."
        )
    return True


def _documents(path: Path, encoding: str) -> Iterator[Any]:
    """Every document of the file, one a line or printed over several; None for a line that is none."""
    looked = scan.scan(path, quoted=False, header=False, encoding=encoding)
    lines = (line for line in scan.text_lines(path, looked) if line.strip())
    start = list(islice(lines, 2))
    lines.close()
    if _is_printed(start):
        for document in _printed(path):
            yield from document if isinstance(document, list) else [document]
        return
    for line in scan.text_lines(path, looked):
        if line.strip():
            document = _loaded(line)
            yield from document if isinstance(document, list) else [document]


def _is_printed(start: list[str]) -> bool:
    """Whether documents are printed over several lines: the first line alone is none, and the second begins none."""
    return _loaded(start[0]) is None and not (len(start) > 1 and start[1].startswith("{")) if start else False


def _printed(path: Path) -> Iterator[Any]:
    """The documents, the elements of a list each on its own."""
    from ijson.common import ObjectBuilder

    building, place = None, ""
    for where, event, value in store.json_events(path):
        if building is None and event in ("start_map", "start_array") and not (where == "" and event == "start_array"):
            building, place = ObjectBuilder(), where
        if building is None:
            if event not in ("start_array", "end_array"):
                yield None
            continue
        building.event(event, value)
        if where == place and event in ("end_map", "end_array"):
            yield building.value if isinstance(building.value, dict) else None
            building = None


def _loaded(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


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
