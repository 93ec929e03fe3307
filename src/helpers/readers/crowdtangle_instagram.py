"""Instagram posts from CrowdTangle as CSV: historical data or saved searches of public accounts.

Get it: CrowdTangle was shut down on 14 August 2024; keep the files that were downloaded before, as they came.

It cannot say: an account's id (a handle may change hands); the offset of a time whose letters are neither EDT nor EST
(it is set aside); when the counts were taken. `n_views` counts plays of a video: the 0 of a post without one is left
empty. Tags are those in the text.
"""

from helpers.fields import count, fixed, handle, joined, moment, rewrite, text, words
from helpers.readers import Csv

_EASTERN = {"EDT": "-04:00", "EST": "-05:00"}

FORMAT = Csv()
FIELDS = {
    "posts": {
        "platform": fixed("instagram"),
        "id": rewrite("URL", pattern=r"^.*/(?:p|tv|reel|reels)/([\w-]+).*$", into=r"\1"),
        "account_name": handle("User Name", needed="to know whose post it is"),
        "account_title": text("Account"),
        "created_at": moment(
            "Post Created", zone="America/New_York", letters=_EASTERN, needed="to place a post in time"
        ),
        "text": joined("Title", "Description"),
        "kind": fixed("post"),
        "address": text("URL", needed="to tell posts apart"),
        "tags": words(or_tags_of="Description"),
        "n_likes": count("Likes"),
        "n_replies": count("Comments"),
        "n_views": count("Views", missing=("0", "N/A")),
    },
}
# fmt: off
KNOWN = (
    "Followers at Posting", "Type", "Link", "Photo", "Image Text", "Sponsor Id", "Sponsor Name",
    "Sponsor Category", "Total Interactions*", "Overperforming Score*",
)
# fmt: on
