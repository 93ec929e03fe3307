"""Articles as NewsAPI lists them: the JSON answers of `/v2/everything` or `/v2/top-headlines`.

Get it: ask with a key of newsapi.org, and keep the answers as they came, one file a page.

It cannot say: the whole text (`content` is cut after some 200 characters and says how many are missing); an article
that was removed (all that is left is "[Removed]": such rows are kept, and marked as weak); what lies beyond the pages
that the plan allows.
"""

from helpers.fields import edtf, moment, rewrite, text
from helpers.readers import Json

_GONE = ("[Removed]",)
_NEVER = ("1970-01-01T00:00:00Z",)

FORMAT = Json("articles")
FIELDS = {
    "articles": {
        "id": rewrite("url", pattern="^(https?://[^/]+/.+)$", into=r"newsapi:\1"),
        "outlet": text("source.name", missing=_GONE),
        "address": text("url", needed="to say where the article is", missing=("https://removed.com",)),
        "title": text("title", missing=_GONE),
        "author": text("author"),
        "published": edtf("publishedAt", style="iso", needed="to place an article in time", missing=_NEVER),
        "published_at": moment("publishedAt", missing=_NEVER),
        "published_from": rewrite(
            "publishedAt", pattern="^(?:[02-9]|1[0-8]|19[0-68-9]|197[1-9]).*$", into="publishedAt"
        ),
        "text": text("content", "description", missing=_GONE),
        "weak": rewrite("title", pattern=r"^\[Removed\]$", into="removed: NewsAPI has nothing of it"),
    }
}
KNOWN = ("source.id", "description", "urlToImage", "/status", "/totalResults")
