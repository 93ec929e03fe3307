"""YouTube videos and comments as the YouTube Data API (version 3) gives them: pages as they came, or the items alone.

Get it: ask `videos.list`, `search.list`, `commentThreads.list` or `comments.list` with `part=snippet` (videos: also
`statistics`), and keep the answers as they came, one file each or one per line.

It cannot say: counts that are hidden (the keys are missing: left empty, never 0); when counts were taken; in a search,
counts and whole descriptions (channels and playlists that it found are set aside); a thread's replies (ask for them).
"""

from helpers.fields import count, fixed, ident, joined, same, template, text, words
from helpers.readers import Json, Ndjson, Shape, _youtube

_COUNTS = {"likes": "likeCount", "replies": "commentCount", "views": "viewCount"}
_VIDEO = _youtube.item("video") | {
    "account_id": ident("snippet.channelId", needed="to know whose video it is"),
    "account_title": text("snippet.channelTitle"),
    "text": joined("snippet.title", "snippet.description"),
    "language": text("snippet.defaultLanguage", "snippet.defaultAudioLanguage"),
    "kind": fixed("post"),
    "address": template("https://www.youtube.com/watch?v={id}"),
    "tags": words("snippet.tags"),
    **{f"n_{what}": count(f"statistics.{key}") for what, key in _COUNTS.items()},
}
_FOUND = _youtube.item("video", "id.kind", "id.videoId") | same(_VIDEO, "account_id", "account_title", "text", "kind")
_FOUND["address"] = template("https://www.youtube.com/watch?v={id.videoId}")
_CHANNEL = {"platform": fixed("youtube"), "id": ident("snippet.channelId"), "title": text("snippet.channelTitle")}
_KNOWN = """kind etag id.channelId id.playlistId snippet.thumbnails.* snippet.categoryId snippet.liveBroadcastContent
snippet.localized.* snippet.publishTime snippet.topLevelComment.* snippet.can* snippet.updatedAt
replies.* snippet.viewerRating snippet.is* snippet.moderation* snippet.author* snippet.channelId statistics.*
contentDetails.* status.* topicDetails.* recordingDetails.* player.* localizations.* paidProductPlacementDetails.*
liveStreamingDetails.* /kind /etag /nextPageToken /prevPageToken /regionCode /pageInfo.*"""
_POSTS = (
    _VIDEO,
    _FOUND,
    _youtube.comment("commentThread", "snippet.topLevelComment.snippet."),
    _youtube.comment("comment", "snippet."),
)
SHAPES = tuple(
    Shape(format, {"posts": one} | ({"accounts": _CHANNEL} if one in _POSTS[:2] else {}), tuple(_KNOWN.split()))
    for one in _POSTS
    for format in (Json("items"), Json(), Ndjson())
)
