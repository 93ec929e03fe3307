"""YouTube videos and comments as YouTube Data Tools wrote them to CSV: the old website (PHP) and the new ytdt.

Get it: the modules Video List and Video Comments; download the CSV (or the `.tab`, where its cells are quoted).

It cannot say: in old comments, the zone (it is the server's: state `zone` in case.toml) and whose video they are under
(that is in the file's name, as is the day of collection); counts that are hidden (left empty, never 0); the handle of a
channel; line breaks; which reply another answers (the new ytdt infers it from a name). Names and ids may be hashes.
"""

from helpers.fields import count, fixed, ident, joined, moment, same, template, text, words
from helpers.readers import Csv, Shape

_VIDEO = {
    "platform": fixed("youtube"),
    "id": ident("videoId", needed="to tell videos apart"),
    "account_id": ident("channelId", needed="to know whose video it is"),
    "account_title": text("channelTitle"),
    "created_at": moment("publishedAt", zone="UTC", needed="to place a video in time"),
    "text": joined("videoTitle", "videoDescription"),
    "language": text("defaultLanguage", "defaultLAudioLanguage"),
    "kind": fixed("post"),
    "address": template("https://www.youtube.com/watch?v={videoId}"),
    "tags": words("tags", style="split ,"),
    "n_likes": count("likeCount"),
    "n_replies": count("commentCount"),
    "n_views": count("viewCount"),
}
_NEW_VIDEO = _VIDEO | {"address": text("videoUrl"), "language": text("defaultLanguage", "defaultAudioLanguage")}
_CHANNEL = same(_VIDEO, "platform", id=ident("channelId"), title=text("channelTitle"))
_COMMENT = {
    "platform": fixed("youtube"),
    "id": ident("id", needed="to tell comments apart"),
    "account_id": ident("authorChannelId"),
    "account_title": text("authorName"),
    "created_at": moment("publishedAt", needed="to place a comment in time"),
    "text": text("text"),
    "kind": fixed("reply"),
    "reply_to": ident("isReplyTo", "isReplyToId"),
    "n_likes": count("likeCount"),
    "n_replies": count("replyCount"),
}
_NEW_COMMENT = _COMMENT | {
    "created_at": moment("publishedAt", zone="UTC", needed="to place a comment in time"),
    "channel": text("videoId"),
    "reply_to": ident("isReplyToId", "videoId"),
    "n_replies": count("totalReplyCount"),
}
_KNOWN = "position publishedAtSQL videoCategoryId videoCategoryLabel topicCategories duration durationSec dimension \
definition caption thumbnail_maxres licensedContent hasPaidProductPlacement locationDescription latitude longitude \
dislikeCount favoriteCount isShort liveBroadcastContent regionRestriction* madeForKids"
_REPLY = ("authorChannelUrl", "isReply", "isReplyToName")
_PHP = (Csv(php=True), Csv("\t", php=True))

SHAPES = (
    *(Shape(php, {"posts": _VIDEO, "accounts": _CHANNEL}, tuple(_KNOWN.split())) for php in _PHP),
    Shape(Csv(), {"posts": _NEW_VIDEO, "accounts": _CHANNEL}, tuple(_KNOWN.split())),
    *(Shape(php, {"posts": _COMMENT}, _REPLY) for php in _PHP),
    Shape(Csv(), {"posts": _NEW_COMMENT}, (*_REPLY, "inferred*", "isChannelOwner", "threadId")),
)
