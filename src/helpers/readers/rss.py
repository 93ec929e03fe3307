"""Feeds of articles: RSS 2.0, 1.0 and 0.9x, Atom, and the feeds of Google Alerts, each saved as a file.

Get it: save the feed's address with a browser or `curl -O`; for an alert, choose "RSS feed" as its delivery.

It cannot say: more than the feed carries (often the start of a text only; mark-up is taken off); what stood in it
before or after it was saved, and when that was; where an article of Google News leads to; in a feed of Google Alerts,
the outlet and the day of publication (its `published` is when the alert was sent: it is `captured_at`, and stands in
`dates`). `updated` is not taken for `published`. An article is its guid, where that cannot be another feed's too, or
else its address: with another headline, date or text it is a later sight of the same.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from helpers import clean, dates, store
from helpers.errors import ReaderError
from helpers.fields import edtf, moment, template, text, words
from helpers.readers import Own, _page_dates

FORMAT = Own()
FIELDS = {
    "articles": {
        "id": template("rss:{key}"),
        "outlet": text("outlet"),
        "address": text("link", needed="to say where the article is"),
        "title": text("title"),
        "author": text("author"),
        "published": edtf("published"),
        "published_at": moment("published_at"),
        "published_from": text("published_from"),
        "captured_at": moment("captured_at"),
        "dates": words("dates"),
        "text": text("text"),
        "language": text("language"),
    }
}
KNOWN = (
    *("guid", "id", "category", "comments", "enclosure", "source", "description", "summary", "content", "encoded"),
    *("creator", "pubDate", "date", "issued", "modified", "updated", "subject", "rights", "contributor", "publisher"),
    *("identifier", "format", "type", "media:content", "media:thumbnail", "media:title", "media:description"),
    *("media:credit", "media:group", "media:keywords", "media:text", "slash:comments", "wfw:commentRss"),
    *("feedburner:origLink", "itunes:summary", "itunes:author", "itunes:duration", "itunes:image", "thr:total"),
)
_OWN = ("Atom", "/rss/", "purl.org/dc/", "modules/content")
LARGEST = 64 << 20
LONGEST_HEAD = 100_000
STEP = 64  # bytes, so that little is read behind the head of a document before that is looked at
_DATES = ("pubDate", "published", "issued", "date")
_LATER = ("updated", "modified")
_ALERTS = re.compile(r"^tag:google\.com,2005:reader/(user|feed)/")
_DECLARED = re.compile(rb"<!(?:ENTITY|ATTLIST|ELEMENT|NOTATION)\b")
_GOOGLE = re.compile(r"^(www\.)?google\.[a-z.]{2,6}$")
_BLOCK = re.compile(r"(?i)<(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]*>")
_MARK_UP = re.compile(r"(?si)<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|</?[a-z][^<>]*>")
Record = dict[str, str | list[str] | None]


def read(path: Path, options: Mapping[str, object]) -> Iterator[Record]:
    """One record an item or entry; its row is its place in the feed, from 1."""
    feed = _feed(path)
    about = _about(feed)
    for row, item in enumerate(_items(feed), 1):
        yield {"row": str(row), **_record(item, about)}


def sniff(path: Path) -> set[str]:
    """What the first item has, if the file is a feed."""
    with store.open_bytes(path) as file:
        start = file.read(4096)
    if not re.search(rb"<(?:\w+:)?(?:rss|RDF|feed)\b", start.replace(b"\0", b"")):
        return set()
    feed = _feed(path)
    item = next(_items(feed), None)
    found = _record(item, _about(feed)) if item is not None else {"title": "a feed without items"}
    return {key for key, value in found.items() if value and key != "note"}


def count(path: Path) -> int:
    """How many items or entries begin in the file, counted from the parser's bare events."""
    from lxml import etree

    n, open_items = 0, 0
    with store.open_bytes(path) as file:
        for event, element in etree.iterparse(file, events=("start", "end"), **_safe()):
            if _name(element) in ("item", "entry"):
                n += event == "start" and not open_items
                open_items += 1 if event == "start" else -1
                if event == "end":
                    element.clear()
    return n


def _safe() -> dict[str, Any]:
    """A stranger's XML must not open a file, reach out, or grow: entities are not resolved.

    So lxml does what `defusedxml` would: that one has no lxml of its own any more, and the parsers that it makes safe
    do not read what feeds are written in. See `_needless` for the rest.
    """
    return {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}


def _feed(path: Path) -> Any:
    from lxml import etree

    with store.open_bytes(path) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ReaderError(f"{path}: the feed has more than {LARGEST >> 20} MB. Nothing of it was read.")
    if not data.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \r\n\t").startswith(b"<"):
        raise ReaderError(_not_mine(path))
    try:
        if needless := _needless(data.lstrip(b" \r\n\t")):
            raise ReaderError(f"{path}: the feed {needless}, which no feed needs. Nothing of it was read.")
        feed = etree.fromstring(data.lstrip(b" \r\n\t"), etree.XMLParser(**_safe()))
    except (etree.XMLSyntaxError, ValueError) as error:
        said = (str(error).splitlines() or ["it is not XML"])[0][:120].rstrip(".")
        raise ReaderError(
            f"{path}: the feed breaks off or is not valid XML ({said}). Nothing of it was read."
        ) from None
    if _name(feed).lower() not in ("rss", "rdf", "feed"):
        raise ReaderError(_not_mine(path))
    return feed


def _needless(data: bytes) -> str:
    """What the head of the document has and may be meant to do harm, in whatever encoding; empty if it has nothing."""
    from lxml import etree

    parser = etree.XMLPullParser(("start",), **_safe())
    for at in range(0, min(len(data), LONGEST_HEAD), STEP):
        parser.feed(data[at : at + STEP])
        for _, root in parser.read_events():
            declares = _DECLARED.search(etree.tostring(root.getroottree()))
            return "declares entities or attributes of its own" if declares else ""
    return "begins with a hundred kilobytes that are none of it" if len(data) > LONGEST_HEAD else ""


def _not_mine(path: Path) -> str:
    return (
        f"{path}: this is not a file of the rss reader (it looks for <rss>, <rdf:RDF> or <feed>). "
        "Name another reader in case.toml."
    )


def _name(element: Any) -> str:
    """The element's name without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _key(element: Any) -> str:
    """The element's name; with its prefix where it is not one of a feed's own: `media:title` is no headline."""
    space = element.tag.rpartition("}")[0]
    is_own = not space or not element.prefix or any(one in space for one in _OWN)
    return _name(element) if is_own else f"{element.prefix}:{_name(element)}"


def _items(feed: Any) -> Iterator[Any]:
    for element in feed:
        if _name(element) in ("item", "entry"):
            yield element
        elif _name(element) == "channel":
            yield from (inner for inner in element if _name(inner) == "item")


def _about(feed: Any) -> dict[str, str]:
    """What the feed says of itself: its title, its language, its address; whether it is an alert's."""
    channel = next((one for one in feed if _name(one) == "channel"), feed)
    own = {_name(one): _text(one) for one in reversed(channel) if _name(one) not in ("item", "entry")}
    language = own.get("language") or feed.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    alert = "yes" if _ALERTS.match(own.get("id", "")) and "Alert" in own.get("title", "") else ""
    base = feed.get("{http://www.w3.org/XML/1998/namespace}base") or _link(channel)
    return {"title": _plain(own.get("title", "")), "language": language, "alert": alert, "base": base}


def _record(item: Any, about: Mapping[str, str]) -> Record:
    stated: dict[str, str] = {}
    for one in item:
        if _name(one):
            stated.setdefault(_key(one), _text(one))
    own = _link(item) or _permanent(item)
    link, wrapped = _unwrapped(_joined(about["base"], own) if own else "")
    alert = bool(about["alert"]) or wrapped
    guid = stated.get("guid") or stated.get("id") or ""
    sent = stated.get("published") or ""
    found = [_page_dates.Found(name, stated[name]) for name in (*_DATES, *_LATER) if stated.get(name)]
    day = None if alert else _day(found)
    notes = [day.note or ""] if day else []
    if found and not day and not alert and any(one.place in _DATES for one in found):
        notes.append("published: a date that is none, or is of another kind; it stands in dates")
    source = next((_text(one) for one in item if _name(one) == "source" and not len(one)), "")
    body = stated.get("encoded") or stated.get("content") or stated.get("description") or stated.get("summary") or ""
    return {
        **stated,
        "key": guid if ":" in guid else link or None,
        "outlet": None if alert else _plain(source) or about["title"],
        "link": link,
        "title": _plain(stated.get("title", "")),
        "author": _plain(_author(item) or stated.get("creator", "")),
        "published": day.published if day else None,
        "published_at": day.at if day else None,
        "published_from": day.place if day else None,
        "captured_at": sent if alert and dates.moment(sent, "UTC", "") else None,
        "dates": [f"{'alert sent' if alert and one.place in _DATES else one.place}={one.value}" for one in found],
        "text": _plain(body),
        "language": about["language"] or None,
        "note": [note for note in notes if note],
    }


def _text(element: Any) -> str:
    return "".join(element.itertext()).strip()


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:  # "https://[" is no address; it stays as it is stated
        return link


def _author(item: Any) -> str:
    """An author is a text, or holds a `name`; several are named one after the other."""
    names = []
    for one in (one for one in item if _name(one) == "author"):
        inner = next((_text(part) for part in one if _name(part) == "name"), "")
        names.append(inner or _text(one))
    return ", ".join(name for name in names if name)


def _link(item: Any) -> str:
    """The address: a text in RSS, an attribute in Atom, where the one to the page itself counts."""
    links = [one for one in item if _name(one) == "link"]
    plain = next((_text(one) for one in links if _text(one)), "")
    alternate = [one.get("href", "") for one in links if one.get("rel", "alternate") == "alternate"]
    return plain or next((one.strip() for one in alternate if one), "")


def _permanent(item: Any) -> str:
    """The guid, where it says that it is an address, or does not say that it is none."""
    guid = next((one for one in item if _name(one) == "guid"), None)
    if guid is None or guid.get("isPermaLink", "true").strip().lower() == "false":
        return ""
    return _text(guid) if re.match("https?://", _text(guid)) else ""


def _unwrapped(link: str) -> tuple[str, bool]:
    """The address behind one of Google's, and whether there was one."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return link, False
    if _GOOGLE.match(parts.netloc.lower()) and parts.path == "/url":
        real = parse_qs(parts.query)
        for one in (*real.get("url", []), *real.get("q", [])):
            return one, True
    return link, False


def _day(found: list[_page_dates.Found]) -> _page_dates.Chosen | None:
    for one in found:
        if one.place in _DATES:
            read = _page_dates.as_stated(one)
            if read and not _page_dates.NO_DATE.match(read.published):
                return read
    return None


def _plain(marked: str) -> str:
    """The text without mark-up; a feed may have escaped it once or twice."""
    if "<" not in marked and "&" not in marked:
        return marked.strip()
    bare = _MARK_UP.sub("", _BLOCK.sub("\n", marked))
    text_ = clean.without_controls(clean.unescaped(bare)).replace("\xa0", " ")
    lines = (" ".join(line.split()) for line in text_.splitlines())
    return "\n".join(line for line in lines if line)
