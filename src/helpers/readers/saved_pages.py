"""Saved web pages: a folder of HTML files (.html, .htm, .xhtml, also packed as .gz, .zst, .xz or .zip), or one of
them, as articles.

Get it: save pages in a browser ("Web page, HTML only" is enough), or fetch them with a tool that keeps them as they
came.

It cannot say: when a page was saved; what changed on it before; which of its dates is true (all are kept in `dates`,
and `published_from` says where the chosen one stood: see the order in `readers/_page_dates.py`; what content systems
write for "no date", such as the year 1 or 1 January 1970, is never the chosen one); what a script would have shown.
"""

import os
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from helpers import store
from helpers.errors import ReaderError
from helpers.fields import edtf, moment, text, words
from helpers.readers import Own, _workers

FOLDER = True
FORMAT = Own()
FIELDS = {
    "articles": {
        "outlet": text("outlet"),
        "address": text("address"),
        "archive": text("archive"),
        "title": text("title"),
        "author": text("author"),
        "published": edtf("published"),
        "published_at": moment("published_at"),
        "published_from": text("published_from"),
        "dates": words("dates"),
        "text": text("text"),
        "language": text("language"),
    }
}
_PAGE = re.compile(r"\.x?html?(\.(gz|zst|xz|zip))?$", re.IGNORECASE)


def read(path: Path, options: Mapping[str, object]) -> Iterator[dict[str, str | list[str] | None]]:
    """One record a page, in the order of the names; its row is the file's name inside the folder.

    With `rows` in the options, only those pages are read.
    """
    files = _files(path) if path.is_dir() else {path.name: path}
    pages = [name for name in files if not path.is_dir() or _PAGE.search(name)]
    if not pages:
        raise ReaderError(
            f"{path}: there is no page in the folder (.html, .htm or .xhtml, also packed). Put the pages there."
        )
    aside = _aside([name for name in files if name not in set(pages)])
    wanted = options.get("rows")
    pages = [name for name in pages if name in wanted] if isinstance(wanted, Collection) else pages
    for name, found in zip(
        pages, _workers.answers("helpers.readers._page:record", [str(files[n]) for n in pages]), strict=True
    ):
        note = [*(found.get("note") or []), *aside]
        aside = []
        yield {**found, "row": name, "note": note}


def sniff(path: Path) -> set[str]:
    """What a page has, if the file is one or the folder holds one: pages are known by their names, and by mark-up."""
    if path.is_dir():
        return {"title", "text"} if any(_PAGE.search(name) for name in _files(path)) else set()
    with store.open_bytes(path) as file:
        start = file.read(4096).replace(b"\0", b"")
    return {"title", "text"} if re.search(rb"(?i)<(?:!doctype html|html)\b", start) else set()


def count(path: Path) -> int:
    """How many pages there are, by the names in the folder."""
    if not path.is_dir():
        return 1
    return sum(
        bool(_PAGE.search(name))
        for folder, _, names in os.walk(path)
        for name in names
        if not name.startswith(".") and not folder.endswith("_files")
    )


def _files(path: Path) -> dict[str, Path]:
    """The files of the folder by name, without hidden ones and what browsers put into `<page>_files`."""
    found = {file.relative_to(path).as_posix(): file for file in path.rglob("*") if file.is_file()}
    return {
        name: found[name]
        for name in sorted(found)
        if not any(part.startswith(".") for part in name.split("/")) and "_files/" not in name
    }


def _aside(names: list[str]) -> list[str]:
    """What lies in the folder and is no page, said once."""
    kinds = Counter(Path(name).suffix or "no ending" for name in names)
    listed = ", ".join(f"{kind} ({n})" for kind, n in sorted(kinds.items()))
    return [f"left aside, because they are no pages: {listed}"] if names else []
