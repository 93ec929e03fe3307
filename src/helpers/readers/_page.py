"""One saved page: its bytes become a record of text."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from helpers import clean, packed
from helpers.errors import ReaderError
from helpers.readers import _page_dates

Record = dict[str, Any]
LARGEST = 64 << 20
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_ARCHIVE = re.compile(r"^https?://web\.archive\.org/web/\d{4,14}[a-z_]*/(https?:.+)$")
# what browsers read these names as
_BROWSERS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    # whoever can read the word `utf-16` as it stands in the page does not read UTF-16
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}
# Python's own, which no browser reads: they spell characters out, and one takes the square of the time.
_NO_CHARSETS = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7"}


def record(path: str) -> Record:
    """The page at this path as a flat record; `{"fault": ...}` with the reason where it cannot be read."""
    try:
        text, note = decode(_bytes(Path(path)))
        return _record(text, note)
    except _Fault as fault:
        return {"fault": str(fault)}
    except ReaderError as error:  # what is packed is damaged
        return {"fault": f"The file cannot be read: {str(error).removeprefix(f'{path}: ')}"}
    except OSError as error:
        return {"fault": f"The file cannot be read: {error}."}
    except Exception as error:  # strangers wrote the page: whatever it breaks is told, and the next one is read
        return {"fault": f"The page cannot be read: {type(error).__name__}: {str(error)[:200]}."}


class _Fault(Exception):
    """Why a page is set aside, as a sentence."""


def _bytes(path: Path) -> bytes:
    with packed.open_bytes(path) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise _Fault(f"The page has more than {LARGEST >> 20} MB.")
    if not data.strip():
        raise _Fault("The file is empty.")
    if b"\0" in data[:4096] and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _Fault("The file is not text: it has NUL bytes.")
    return data


def decode(data: bytes) -> tuple[str, str | None]:
    """The page's text by its byte-order mark, its own `charset`, or as UTF-8; and what was odd about it."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, "replace"), None
    found = _CHARSET.search(data[:4096])
    stated = found.group(1).decode("ascii").lower() if found else ""
    named = _BROWSERS.get(stated, stated)
    for encoding in dict.fromkeys(("utf-8", named) if named in ("", "utf8") else (named, "utf-8")):
        try:
            if codecs.lookup(encoding).name.replace("_", "-") in _NO_CHARSETS:
                continue
            return data.decode(encoding), _odd(encoding, stated) if encoding != named else None
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return data.decode("cp1252", "replace"), _odd("windows-1252", stated)


def _odd(encoding: str, stated: str) -> str | None:
    if not stated:
        return (
            None
            if encoding == "utf-8"
            else f"text: read as {encoding}, because the page names no encoding and is not UTF-8"
        )
    return f"text: read as {encoding}, because the page is not the {stated} that it says it is"


def _record(text: str, note: str | None) -> Record:
    import trafilatura

    saved = _SAVED_FROM.search(text[:4096])
    tree, broken_off = _tree(clean.without_controls(re.sub(r"^\s*<\?xml[^>]*\?>", "", text)))
    linked = _page_dates.json_ld(tree)
    address, archive = _addresses(tree, linked, saved.group(1) if saved else None)
    found = _page_dates.candidates(tree, linked, address)
    day = _page_dates.chosen(found)
    outlet = _meta(tree, "og:site_name") or _name(linked, "publisher")
    language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    page: Any = trafilatura.bare_extraction(tree, include_comments=False, fast=True, with_metadata=True)
    title = (page.title if page else None) or _meta(tree, "og:title") or _inner(tree, "//title")
    body = (page.text if page else "") or ""
    if not title and not body.strip():
        raise _Fault("The page has neither a title nor a text.")
    notes = [note, broken_off, day.note if day else None, None if body.strip() else "text: none was found on the page"]
    return {
        "title": title,
        "author": page.author if page else None,
        "outlet": outlet,
        "address": address,
        "archive": archive,
        "text": body,
        "language": language.split("-")[0].lower() or None,
        "dates": [f"{place}={value}" for place, value in found],
        "published": day.published if day else None,
        "published_at": day.at if day else None,
        "published_from": day.place if day else None,
        "note": [one for one in notes if one],
    }


def _tree(text: str) -> tuple[html.HtmlElement, str | None]:
    """The page as elements; and a note where the parser gave up, because elements stand too deep inside each other."""
    parser = html.HTMLParser(huge_tree=True)  # else a text of ten megabytes ends the page; `LARGEST` bounds it here
    tree = html.document_fromstring(text, parser=parser)
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        return tree, "text: the page breaks off where elements stand more than 2,048 deep inside each other"
    return tree, None


def _addresses(tree: html.HtmlElement, linked: list[Record], saved: str | None) -> tuple[str | None, str | None]:
    """Where the page was published, and where an archive keeps it."""
    archived = _ARCHIVE.match(saved or "")
    base = archived.group(1) if archived else saved
    stated = [*tree.xpath("//link[@rel='canonical']/@href"), _meta(tree, "og:url"), *(one.get("url") for one in linked)]
    for one in (*stated, base):
        full = urljoin(base or "", one.strip()) if isinstance(one, str) and one.strip() else ""
        kept = _ARCHIVE.match(full)
        full = kept.group(1) if kept else full
        if urlsplit(full).scheme in ("http", "https") and urlsplit(full).hostname:
            return full, saved if archived else None
    return None, None


def _meta(tree: html.HtmlElement, name: str) -> str | None:
    found = tree.xpath("//meta[@property=$name or @name=$name]/@content", name=name)
    return next((" ".join(one.split()) for one in found if one.strip()), None)


def _name(linked: list[Record], key: str) -> str | None:
    for one in linked:
        value = one.get(key)
        value = value[0] if isinstance(value, list) and value else value
        name = value.get("name") if isinstance(value, dict) else value
        if isinstance(name, str) and name.strip():
            return name.strip()
    return None


def _inner(tree: html.HtmlElement, path: str) -> str | None:
    found = tree.xpath(path)
    text = (
        " ".join(etree.tostring(found[0], method="text", encoding="unicode", with_tail=False).split()) if found else ""
    )
    return text or None
