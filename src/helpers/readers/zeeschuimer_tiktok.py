"""TikTok videos as Zeeschuimer saw them in a browser: one capture a line, or its CSV with semicolons.

Get it: browse TikTok with the Zeeschuimer browser extension on, and press ".ndjson" (or ".csv") in its window. Where
the capture was sent to a 4CAT server, the NDJSON that the server keeps of it is read, too; for its CSV there is
`fourcat_tiktok`.

It cannot say: videos that the browser was not shown, of which the first 30 to 40 of a page are often some; which
video a duet answers, in the CSV; when the CSV's counts were taken. A duet is called a quote. The same video on
several pages is an observation, with the time of each capture. The label is the warning that the platform shows.
"""

from helpers.readers import Csv, Ndjson, Shape
from helpers.readers._tiktok import VIDEO, VIDEO_ASIDE, video

SHAPES = (
    Shape(Ndjson(), *video("data.", "")),
    Shape(Ndjson(), *video("", "__import_meta.")),
    Shape(Csv(";"), {"posts": VIDEO}, VIDEO_ASIDE),
)
