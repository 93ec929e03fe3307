"""TikTok comments as Zeeschuimer saw them in a browser: one capture a line, or its CSV with semicolons.

Get it: open the comments of a video with the Zeeschuimer browser extension on, scroll through them, and press
".ndjson" (or ".csv") in its window. Where the capture was sent to a 4CAT server, the NDJSON that the server keeps of it
is read, too; for its CSV there is `fourcat_tiktok_comments`.

It cannot say: comments that were not scrolled to, and replies that were not unfolded; when the CSV's counts were taken;
in the CSV, whom a reply below a comment answers (`reply_to` is the comment at its top). `channel` is the id of the
video, and whose video it is stands in no column.
"""

from helpers.readers import Csv, Ndjson, Shape
from helpers.readers._tiktok import COMMENT, COMMENT_ASIDE, comment

SHAPES = (
    Shape(Ndjson(), *comment("data.", "")),
    Shape(Ndjson(), *comment("", "__import_meta.")),
    Shape(Csv(";"), {"posts": COMMENT}, COMMENT_ASIDE),
)
