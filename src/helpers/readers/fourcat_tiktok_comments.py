"""TikTok comments as 4CAT's CSV: what Zeeschuimer saw below videos, laid out in columns by a 4CAT server.

Get it: open the comments of a video with the Zeeschuimer browser extension on, send the capture to a 4CAT server ("to
4CAT"), and download the dataset there as CSV.

It cannot say: when the counts were taken; whom a reply below a comment answers (`reply_to` is the comment at its top,
or the video); comments that were not scrolled to. `channel` is the id of the video. The handle is missing where the
platform gave the account's id alone. A time without Unix seconds is in the server's zone, which is not stated.
"""

from helpers.readers import Csv
from helpers.readers._tiktok import COMMENT, COMMENT_ASIDE

FORMAT = Csv()
FIELDS = {"posts": COMMENT}
KNOWN = COMMENT_ASIDE
