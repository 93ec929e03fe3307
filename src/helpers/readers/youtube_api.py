"""YouTube videos and comments as the YouTube Data API (version 3) gives them: pages as they came, or the items alone.

Get it: ask `videos.list`, `search.list`, `commentThreads.list` or `comments.list` with `part=snippet` (videos: also
`statistics`; threads: also `replies`), and keep the answers as they came, one file each or one per line.

It cannot say: counts that are hidden (the keys are missing: left empty, never 0); when counts were taken; in a search,
counts and whole descriptions (channels and playlists that it found are set aside); all replies of a thread (it has
some of them, which are rows of their own, `3.1` for the first one of the third thread: ask `comments.list` for all).
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from helpers import store, wording
from helpers.errors import ReaderError
from helpers.fields import count as whole
from helpers.fields import fixed, ident, moment, rewrite, text, which, words
from helpers.readers import PEEK, Json, Ndjson, Own, _youtube, peek

_TOP = "snippet.topLevelComment.snippet."
FORMAT = Own()
FIELDS = {
    "posts": {
        "id": ident("id", "id.videoId", "id.channelId", "id.playlistId", needed="to tell it from others"),
        "platform": rewrite(
            "kind",
            "id.kind",
            pattern="^(youtube)#(?:video|comment|commentThread|searchResult)$",
            into=r"\1",
            needed="to tell what it is",
        ),
        "account_id": ident("channel", f"{_TOP}authorChannelId.value", "snippet.authorChannelId.value"),
        "account_title": text("snippet.channelTitle", f"{_TOP}authorDisplayName", "snippet.authorDisplayName"),
        "created_at": moment(
            "snippet.publishedAt", needed="to place it in time", otherwise=moment(f"{_TOP}publishedAt")
        ),
        "text": text("words"),
        "language": text("snippet.defaultLanguage", "snippet.defaultAudioLanguage"),
        "kind": which("reply", post="channel"),
        "address": text("address"),
        "channel": text("video"),
        "reply_to": ident("snippet.parentId", "video"),
        "tags": words("snippet.tags"),
        "n_likes": whole("statistics.likeCount", f"{_TOP}likeCount", "snippet.likeCount"),
        "n_replies": whole("statistics.commentCount", "snippet.totalReplyCount"),
        "n_views": whole("statistics.viewCount"),
    },
    "accounts": {"platform": fixed("youtube"), "id": ident("channel"), "title": text("snippet.channelTitle")},
}
_KNOWN = """etag snippet.thumbnails.* snippet.categoryId snippet.liveBroadcastContent
snippet.localized.* snippet.publishTime snippet.topLevelComment.* snippet.can* snippet.updatedAt snippet.title
snippet.description snippet.textOriginal snippet.textDisplay snippet.videoId replies.* snippet.viewerRating snippet.is*
snippet.moderation* snippet.author* snippet.channelId statistics.* contentDetails.* status.* topicDetails.*
recordingDetails.* player.* localizations.* paidProductPlacementDetails.* liveStreamingDetails.* /kind /etag
/nextPageToken /prevPageToken /regionCode /pageInfo.*"""
KNOWN = tuple(_KNOWN.split())
_WATCH = "https://www.youtube.com/watch?v="
_VIDEOS, _COMMENTS = ("youtube#video",), ("youtube#comment", "youtube#commentThread")
_NO_CHANNEL = 'no "snippet.channelId". The youtube_api reader needs it to know whose video it is.'
Record = dict[str, str | list[str] | None]


def read(path: Path, options: Mapping[str, object]) -> Iterator[Record]:
    """One record an item and a reply; its row is the item's place in the file, from 1, and the reply's within it."""
    beside: Mapping[str, Any] = {}
    held: Record = {}
    mine = False
    for n, (item, document) in enumerate(_youtube.items(path, str(options.get("encoding", ""))), 1):
        mine, beside = mine or _is_mine(path, item), document
        for k, one in enumerate([item, *_youtube.replies(item)]):
            if held:
                yield held
            held = {"row": f"{n}.{k}" if k else str(n), **_record(one, item if k else None)}
    if held:  # what stands beside the list may stand behind it
        yield held | {f"/{key}": "beside the items" for key in _flat(beside, "") if not key.startswith("items")}


def _is_mine(path: Path, item: Any) -> bool:
    if isinstance(item, dict) and not {"kind", "id", "snippet"} & item.keys():
        raise ReaderError(
            f'{path}: this is not a file of the youtube_api reader (it looks for "kind"). '
            f"It has: {wording.names(item)}. Name another reader in case.toml."
        )
    return isinstance(item, dict)


def count(path: Path) -> int:
    """How many items, and replies inside them, the file holds."""
    return _youtube.count(path, "")


def sniff(path: Path) -> set[str]:
    """What the first item has, if the file's beginning is that of an answer of the API, or of its items."""
    with store.open_utf8(path) as file:
        if b'"snippet"' not in file.read(PEEK):
            return set()
    for format in (Json("items"), Json(), Ndjson()):
        seen = peek(path, format) or set()
        own = sum(key.startswith(("snippet.", "statistics.")) for key in seen)
        if own > 2 or (own and {"kind", "etag"} & seen):
            return seen
    return set()


def _record(item: Any, thread: Any) -> dict[str, str | None]:
    """An item under its dotted paths, and what takes more than a path to find."""
    if not isinstance(item, dict):
        return {"fault": "The record is not a JSON object."}
    try:
        found = _flat(item, "")
    except RecursionError:
        return {"fault": "The record is nested too deep to be read."}
    found["kind"] = found.get("id.kind") or found.get("kind")
    own = found.get("id") or found.get("id.videoId")
    if found["kind"] in _VIDEOS:
        channel = found.get("snippet.channelId")
        parts = [found.get(f"snippet.{key}") for key in ("title", "description")]
        found |= {"channel": channel, "words": "\n\n".join(part for part in parts if part)}
        found["address"] = f"{_WATCH}{own}" if own else None
        return found | ({} if channel or not own else {"fault": _NO_CHANNEL})
    if found["kind"] in _COMMENTS:
        around = _flat(thread, "") if thread else {}
        video = found.get("snippet.videoId") or found.get(f"{_TOP}videoId") or around.get("snippet.videoId")
        if thread:
            found["snippet.parentId"] = found.get("snippet.parentId") or around.get("id")
        bodies = (found.get(f"{at}{key}") for at in (_TOP, "snippet.") for key in ("textOriginal", "textDisplay"))
        found |= {"video": video, "words": next((body for body in bodies if body), None)}
        found["address"] = f"{_WATCH}{video}&lc={own}" if video and own else None
    return found


def _flat(value: Mapping[str, Any], before: str) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for key, inner in value.items():
        if isinstance(inner, dict):
            found |= _flat(inner, f"{before}{key}.")
        elif inner not in (None, []):
            found[f"{before}{key}"] = inner if isinstance(inner, str) else json.dumps(inner, default=str)
    return found
