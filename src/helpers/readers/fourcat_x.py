"""4CAT's CSV of posts of X (Twitter) that were collected with Zeeschuimer.

Get it: in 4CAT open the dataset ("X/Twitter (via Zeeschuimer)") and download it as CSV. Do not save it with a
spreadsheet.

It cannot say: when a post was seen; which post a repost repeats or a reply answers (accounts only); the counts of a
repost (its own are those of the original: NA); a comma inside a tag. The text of a repost begins with "RT @". A blue
badge counts as verified.
"""

from helpers.readers import Csv
from helpers.readers._fourcat_x import ACCOUNT, ASIDE, POST

FORMAT = Csv()
FIELDS = {"posts": POST, "accounts": ACCOUNT}
KNOWN = ASIDE
