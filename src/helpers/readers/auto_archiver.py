"""Bellingcat's Auto Archiver: the sheet of links that it fills in, as CSV; each row with its archived copy and hash.

Get it: in the Google Sheet that the tool works on, File, Download, "Comma-separated values"; or its CSV database. The
names of the columns are those that the tool gives by default, in any of the cases that it writes.

It cannot say: whether a link is an article, a post or a film (every one is a row of `articles`, and of `media` with its
archived copy); who published it; more than the first archived copy, where several are named; a hash other than SHA-256.
The hash is that of the archived file; where a page was kept, of the HTML that lists its media.
"""

from functools import reduce

from helpers.fields import Field, edtf, moment, rewrite, text, words
from helpers.readers import Csv

_FAILED = "(?is)^.*(?:failed|nothing archived|no archiver).*$"
_HTTP = r"(?s)^\s*(\S+://\S+).*$"


def _names(name: str) -> tuple[str, str, str]:
    return name, name.lower(), name.title()


def _first(name: str) -> Field:
    return rewrite(*_names(name), pattern=_HTTP, into=r"\1")


def _moment(names: tuple[str, ...]) -> Field:
    """The moment in the first of these columns that has one."""
    return reduce(lambda later, name: moment(name, otherwise=later), reversed(names[:-1]), moment(names[-1]))


_WHEN = ("Upload timestamp", "upload timestamp", "Upload Timestamp", "Timestamp", "timestamp")
_LINK = text(*_names("Link")[:2], needed="to say what was archived")
FORMAT = Csv()
FIELDS = {
    "articles": {
        "id": _first("Archive location"),
        "address": _LINK,
        "archive": _first("Archive location"),
        "title": text(*_names("Upload title"), "Title", "title"),
        "published": edtf(*_WHEN, style="iso"),
        "published_at": _moment(_WHEN),
        "published_from": rewrite(*_WHEN, pattern="(?s)^.+$", into="Upload timestamp"),
        "captured_at": _moment(_names("Archive date")),
        "dates": words(*_names("Archive date"), style="named"),
        "weak": rewrite(*_names("Archive status"), pattern=_FAILED, into="the tool could not archive it"),
        "text": text(*_names("Text content"), "Textual content", "textual content", "Text", "text"),
    },
    "media": {
        "address": _LINK,
        "archive": _first("Archive location"),
        "sha256": rewrite(*_names("Hash")[:2], pattern="^(?i:sha-?256:)?([0-9a-fA-F]{64})$", into=r"\1"),
    },
}
_ASIDE = "Destination folder,Thumbnail,Screenshot,Perceptual hashes,Perceptual hash,WACZ,ReplayWebpage,Thumbnail index"
KNOWN = tuple(name for aside in (*_ASIDE.split(","), "Duration") for name in _names(aside))
