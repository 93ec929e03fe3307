"""TikTok videos as 4CAT's CSV: what Zeeschuimer saw in a browser, laid out in columns by a 4CAT server.

Get it: capture with the Zeeschuimer browser extension, send the capture to a 4CAT server ("to 4CAT"), and download
the dataset there as CSV.

It cannot say: when the counts were taken; which video a duet answers (a duet is called a quote, without the id of the
other video); the id of an account (new exports have its handle only); videos that the browser was not shown, of which
the first 30 to 40 of a page are often some. A time without Unix seconds is in the server's zone, which is not stated.
"""

from helpers.readers import Csv
from helpers.readers._tiktok import VIDEO, VIDEO_ASIDE

FORMAT = Csv()
FIELDS = {"posts": VIDEO}
KNOWN = VIDEO_ASIDE
