"""Facebook posts from CrowdTangle as CSV: historical data or saved searches of pages or of groups, new and old columns.

Get it: CrowdTangle was shut down on 14 August 2024; keep the files that were downloaded before, as they came.

It cannot say: who posted in a group (the group stands as the account); a post's id where its address has none; the
offset of a time whose letters are neither EDT nor EST (it is set aside); when the counts were taken. `n_likes` is the
like alone, without love, care, haha, wow, sad and angry. `n_views` counts plays of a video: the 0 of a post without one
is left empty. Tags are those in the text.
"""

from helpers.fields import count, fixed, handle, ident, moment, rewrite, text, words
from helpers.readers import Csv

_ZONE, _EASTERN = "America/New_York", {"EDT": "-04:00", "EST": "-05:00"}
_NAMED = ("Page Name", "Group Name", "Name")
_POST_ID = r"^.*(?:/(?:posts|permalink|videos|reel|photos(?:/[^/?]+)*)/|[?&](?:story_fbid|fbid|v)=)(\d+|pfbid\w+).*$"
_OLD = moment("Created", zone=_ZONE, letters=_EASTERN)
_POSTED = moment("Post Created", zone=_ZONE, letters=_EASTERN, needed="to place a post in time", otherwise=_OLD)

FORMAT = Csv()
FIELDS = {
    "posts": {
        "platform": fixed("facebook"),
        "id": rewrite("URL", pattern=_POST_ID, into=r"\1"),
        "account_id": ident("Facebook Id"),
        "account_name": handle("User Name"),
        "account_title": text(*_NAMED, needed="to know whose post it is"),
        "created_at": _POSTED,
        "text": text("Message"),
        "kind": fixed("post"),
        "address": text("URL", needed="to tell posts apart"),
        "channel": text("Group Name"),
        "links": words("Final Link", "Link", style="one"),
        "tags": words(or_tags_of="Message"),
        "n_likes": count("Likes"),
        "n_reposts": count("Shares"),
        "n_replies": count("Comments"),
        "n_views": count("Post Views", missing=("0", "N/A")),
        "region": text("Page Admin Top Country"),
    },
    "accounts": {
        "platform": fixed("facebook"),
        "id": ident("Facebook Id"),
        "name": handle("User Name"),
        "title": text(*_NAMED),
        "about": text("Page Description"),
        "created_at": moment("Page Created", letters=_EASTERN, missing=("N/A",)),
        "captured_at": _POSTED,
        "n_followers": count("Followers at Posting", "Size at Posting", missing=("N/A",)),
    },
}
# fmt: off
KNOWN = (
    "Page Category", "Likes at Posting", "Post Created Date", "Post Created Time", "Type", "Total Interactions*",
    "Love", "Wow", "Haha", "Sad", "Angry", "Care", "Thankful", "Video Share Status", "Is Video Owner?", "Total Views",
    "Total Views For All Crossposts", "Video Length", "Image Text", "Link Text", "Description", "Sponsor Id",
    "Sponsor Name", "Sponsor Category", "Overperforming Score*", "Score",
)
# fmt: on
