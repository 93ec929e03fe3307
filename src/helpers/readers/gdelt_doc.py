"""Articles that GDELT's DOC 2.0 search lists: its JSON answers as they came, its own CSV, or the CSV of gdeltdoc.

Get it: ask `api.gdeltproject.org/api/v2/doc/doc` with `mode=artlist` and `format=json`, and keep the answers; or
`article_search(...).to_csv(...)` of the Python package gdeltdoc. An answer has 250 articles at most, and three months
are searched unless a range is given (back to January 2017): several answers for one question are several files.

It cannot say: when an article was published (`seendate` is when GDELT first saw it, in steps of 15 minutes: it is
`captured_at`, and stands in `dates`); what it says (there is no text); how it wrote its headline (GDELT puts spaces
around punctuation); what lies beyond the 250.
"""

from helpers.fields import moment, rewrite, same, template, text, words
from helpers.readers import Csv, Json, Shape

_ARTICLE = {
    "id": template("gdelt:{url}"),
    "outlet": text("domain"),
    "address": text("url", needed="to say where the article is"),
    "title": text("title"),
    "captured_at": moment("seendate", "%Y%m%dT%H%M%SZ|iso", zone="UTC"),
    "dates": words("seendate", style="named"),
    "language": text("language"),
}
_OWN = same(
    _ARTICLE,
    id=template("gdelt:{URL}"),
    outlet=rewrite("URL", pattern=r"^https?://(?:www\.)?([^/:?#]+).*$", into=r"\1"),
    address=text("URL", needed="to say where the article is"),
    title=text("Title"),
    captured_at=moment("Date", "iso|%Y%m%dT%H%M%SZ", zone="UTC"),
    dates=words("Date", style="named"),
)
_ASIDE = ("url_mobile", "socialimage", "sourcecountry", "column 1", "Unnamed: 0", "MobileURL")

SHAPES = (
    Shape(Json("articles"), {"articles": _ARTICLE}, _ASIDE),
    Shape(Csv(), {"articles": _ARTICLE}, _ASIDE),
    Shape(Csv(), {"articles": _OWN}, _ASIDE),
)
