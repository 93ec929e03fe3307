"""Bluesky posts as the AppView gives them, one per line: a search, and a second look two weeks later.

`createdAt` is what the client claims: some are back-dated by years, some lie in the future, offsets and the number of
decimals vary. `indexedAt` and the record key (a clock of microseconds) tell the real time. Facets count bytes, not
characters. Two accounts change their handles; their DIDs stay.
"""

from __future__ import annotations

from typing import Any

from harbour_fire.dice import BASE32, TID, Dice
from harbour_fire.posts import Post
from harbour_fire.shapes import Fates, Written, pieces, reach, spread_out, text_bytes
from harbour_fire.story import OFFSET, moment

Record = dict[str, Any]
COUNTS = ("likeCount", "repostCount", "replyCount", "quoteCount")
FEATURE = {"link": "uri", "hashtag": "tag", "mention": "did"}
FORGED = (
    "2019-04-02T08:00:00.000Z",
    "2021-12-24T18:30:00.000Z",
    "2024-05-14T17:00:00.000Z",
    "2031-01-01T00:00:00.000Z",
    "1970-01-01T00:00:00.000Z",
)


def write(posts: list[Post]) -> Written:
    """Both files and what must become of their lines."""
    dice = Dice("bluesky")
    known = {id(post): _named(dice, post) for post in posts}
    forged = {
        id(post): FORGED[n % len(FORGED)]
        for n, post in enumerate(spread_out(dice, [p for p in posts if not p.account.group], 13))
    }
    lines = [view(dice, post, known, forged.get(id(post))) for post in posts]
    again = spread_out(dice, posts, 48)
    at = {id(post): n for n, post in enumerate(posts)}
    twice = [lines[at[id(post)]] for post in again[0::6]]
    seen_later = [lines[at[id(post)]] for n, post in enumerate(again) if n % 6]
    lost = {name: value for name, value in lines[30].items() if name != "uri"}
    undated = lines[31] | {"uri": lines[31]["uri"][:-4] + "zzzz", "indexedAt": "2024-05-32T10:00:00.000Z"}
    day = "2024-05-32T10:00:00.000Z"
    undated["record"] = {"$type": "app.bsky.feed.post", "createdAt": day, "langs": ["en"], "text": "no such day"}
    first = [*lines[:222], lost, *lines[222:500], undated, *lines[500:], *twice[:5]]
    second = [later(dice, line) for line in seen_later] + twice[5:]
    files = {
        "posts/bluesky/20240610_search.ndjson": b"".join(text_bytes(line) + b"\n" for line in first),
        "posts/bluesky/20240624_again.ndjson": b"".join(text_bytes(line) + b"\n" for line in second),
    }
    reasons = ["uri is missing", "createdAt and indexedAt are no moments"]
    fates = (Fates(len(lines), 5, 0, 2, reasons), Fates(0, len(twice) - 5, len(seen_later), 0))
    return Written(files, dict(zip(files, fates, strict=True)))


def tid(dice: Dice, at: int) -> str:
    """A record key: 13 characters that hold the microsecond and ten bits of chance."""
    value, letters = (at * 1000 + dice.below(1000)) << 10 | dice.below(1024), ""
    for _ in range(13):
        letters = TID[value & 31] + letters
        value >>= 5
    return letters


def _named(dice: Dice, post: Post) -> tuple[str, str]:
    post.id = f"at://{post.account.id}/app.bsky.feed.post/{tid(dice, post.at)}"
    return post.id, "bafyrei" + dice.letters(BASE32, 52)


def view(dice: Dice, post: Post, known: dict[int, tuple[str, str]], forged: str | None) -> Record:
    """One post as the AppView shows it."""
    account, (uri, cid) = post.account, known[id(post)]
    record: Record = {"$type": "app.bsky.feed.post", "createdAt": forged or _claimed(dice, post.at)}
    if post.links:
        record["embed"] = _card(post.links[0])
    if post.kind == "quote" and post.ref:
        quoted = known[id(post.ref)]
        record["embed"] = {"$type": "app.bsky.embed.record", "record": {"cid": quoted[1], "uri": quoted[0]}}
    text, facets = faceted(post)
    if facets:
        record["facets"] = facets
    if not dice.chance(6):
        record["langs"] = ["ar"] if "حريق" in text else ["en", "nl"] if dice.chance(3) else ["en"]
    if post.kind == "reply" and post.ref:
        parent = _pointer(known, post.ref)
        record["reply"] = {"parent": parent, "root": _pointer(known, _root(post.ref))}
    record["text"] = text
    author = {
        "did": account.id,
        "handle": account.handle_at(post.at),
        "displayName": account.title,
        "labels": [],
        "createdAt": f"{account.created.isoformat()}T09:00:00.000Z",
    }
    counts = {name: reach(dice, post, most) for name, most in zip(COUNTS, (3000, 800, 90, 40), strict=True)}
    indexed = _stamp(post.at + dice.between(180, 2900))
    return {"uri": uri, "cid": cid, "author": author, "record": record, **counts, "indexedAt": indexed, "labels": []}


def faceted(post: Post) -> tuple[str, list[Record]]:
    """The text, and its facets with byte offsets."""
    text, facets, at = "", [], 0
    for kind, part in pieces(post):
        end = at + len(part.encode("utf-8"))
        if kind in FEATURE and not (kind == "mention" and post.ref is None):
            value = post.ref.account.id if kind == "mention" and post.ref else part.lstrip("#")
            kind_name = "tag" if kind == "hashtag" else kind
            feature = {"$type": f"app.bsky.richtext.facet#{kind_name}", FEATURE[kind]: value}
            facets.append({"features": [feature], "index": {"byteEnd": end, "byteStart": at}})
        text, at = text + part, end
    return text, facets


def later(dice: Dice, line: Record) -> Record:
    """The same post two weeks later: its counts have grown."""
    return line | {name: line[name] + dice.between(1, 25) for name in COUNTS}


def _claimed(dice: Dice, at: int) -> str:
    """createdAt as different clients write it: milliseconds, whole seconds, microseconds, an offset."""
    throw = dice.below(100)
    if throw < 82:
        return _stamp(at)
    if throw < 90:
        return moment(at).strftime("%Y-%m-%dT%H:%M:%SZ")
    if throw < 95:
        return moment(at).strftime("%Y-%m-%dT%H:%M:%S.%f") + "Z"
    return (moment(at) + OFFSET).strftime("%Y-%m-%dT%H:%M:%S") + "+02:00"


def _stamp(at: int) -> str:
    return moment(at).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at % 1000:03d}Z"


def _card(link: str) -> Record:
    title = link.rstrip("/").rsplit("/", 1)[1].split("?")[0].replace("-", " ")
    return {"$type": "app.bsky.embed.external", "external": {"description": "", "title": title, "uri": link}}


def _pointer(known: dict[int, tuple[str, str]], post: Post) -> Record:
    uri, cid = known[id(post)]
    return {"cid": cid, "uri": uri}


def _root(post: Post) -> Post:
    while post.kind == "reply" and post.ref:
        post = post.ref
    return post
