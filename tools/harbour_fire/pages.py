"""The twelve saved pages: six kinds of head, dates that disagree, one page without a date, one in an old encoding."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape

from harbour_fire.page_texts import BODIES

VOCABULARY = "https://schema.org"
OUTLETS = {
    "harbour-courier": "Harbour Courier",
    "coastline-wire": "Coastline Wire",
    "maravel-post": "Maravel Post",
    "estuary-herald": "Estuary Herald",
    "dockside-signal": "Dockside Signal",
    "free-pilot": "Free Pilot",
    "quay-radio": "Quay Radio",
}


@dataclass(frozen=True)
class Page:
    """One saved page. Each date is given where this outlet's pages have one, or empty."""

    file: str
    path: str
    title: str
    body: str
    author: str = ""
    json_published: str = ""
    json_modified: str = ""
    meta_published: str = ""
    time: str = ""
    named: tuple[str, str] = ("", "")
    credits: str = ""
    saved: bool = False
    charset: str = "utf-8"

    @property
    def outlet(self) -> str:
        """The outlet's name in addresses."""
        return self.file.split("_", 1)[0]

    @property
    def address(self) -> str:
        """The page's own address."""
        return f"https://{self.outlet}.example/{self.path}"


INES = "Ines Okoro-Vale"
PAGES = (
    Page(
        "coastline-wire_48213",
        "stories/48213",
        "Fire destroys warehouse in Maravel harbour",
        "wire",
        "Coastline Wire",
        "2024-05-14T20:58:00Z",
        "2024-05-14T22:40:00Z",
        saved=True,
    ),
    Page(
        "maravel-post_warehouse-fire",
        "2024/05/warehouse-fire-maravel",
        "Warehouse fire in Maravel",
        "post",
        "",
        "2024-05-14T23:21:00+02:00",
        "",
        "2024-05-14T21:21:00+00:00",
        credits="https://coastline-wire.example/stories/48213",
    ),
    Page(
        "estuary-herald_blaze",
        "news/blaze-at-maravel-harbour",
        "Blaze at Maravel harbour",
        "herald",
        "Newsdesk",
        "2024-05-15",
        "2024-05-24T09:00:00+02:00",
        "2024-05-14T23:55:00+02:00",
        "15 May 2024",
        credits="https://coastline-wire.example/stories/48213",
    ),
    Page(
        "harbour-courier_fire-on-kestrel-quay",
        "2024/05/14/fire-on-kestrel-quay",
        "Fire on Kestrel Quay",
        "courier",
        INES,
        "2024-05-14T22:08:00+02:00",
        "2024-05-15T07:30:00+02:00",
        "2024-05-14T22:08:00+02:00",
        saved=True,
    ),
    Page("dockside-signal_was-it-sabotage", "was-it-sabotage", "Was it sabotage?", "signal"),
    # The page states a time before the fire in one place and two days after it in another.
    Page(
        "free-pilot_the-boat-that-left",
        "the-boat-that-left",
        "The boat that left",
        "pilot",
        "FP",
        "2024-05-14T18:00:00+02:00",
        "",
        "",
        "2024-05-16T11:40:00+02:00",
        ("date", "16/05/2024"),
        saved=True,
    ),
    Page(
        "quay-radio_no-sign-of-sabotage",
        "news/port-authority-no-sign-of-sabotage",
        "Port authority: no sign of sabotage",
        "radio",
        "",
        "",
        "",
        "2024-05-16T11:20:00+02:00",
        "2024-05-16 11:20",
    ),
    Page(
        "maravel-post_police-open-inquiry",
        "2024/05/police-open-inquiry",
        "Police open inquiry into harbour fire",
        "police",
        "Tove Saltmarsh",
        "2024-05-17T14:05:00+02:00",
        "",
        "2024-05-17T12:05:00+00:00",
    ),
    Page(
        "dockside-signal_five-million",
        "five-million",
        "Five million reasons",
        "five",
        "",
        "",
        "",
        "",
        "2024-05-21T18:50:00",
    ),
    Page(
        "harbour-courier_the-letter-is-forged",
        "2024/05/23/the-letter-is-forged",
        "The letter is forged",
        "forged",
        INES,
        "2024-05-23T10:30:00+02:00",
        "2024-05-23T16:12:00+02:00",
        "2024-05-23T10:30:00+02:00",
        saved=True,
    ),
    Page(
        "estuary-herald_correction",
        "news/correction",
        "Correction: a photo \u201cof our harbour\u201d \u2013 from another one",
        "correction",
        "Newsdesk",
        "",
        "",
        "",
        "",
        ("DC.date", "2024-05-24"),
        charset="windows-1252",
    ),
    Page(
        "maravel-post_fire-service-report",
        "2024/06/fire-service-report",
        "Fire service: charging station caused harbour fire",
        "report",
        "Tove Saltmarsh",
        "2024-06-03T12:30:00+02:00",
        "",
        "2024-06-03T10:30:00+00:00",
        named=("parsely-pub-date", "2024-06-03"),
    ),
)


def write() -> dict[str, bytes]:
    """The pages: path to bytes."""
    return {f"articles/{page.file}.html": html(page).encode(page.charset) for page in PAGES}


def html(page: Page) -> str:
    """One page as a browser would have saved it."""
    lines = ["<!DOCTYPE html>"]
    if page.saved:
        lines.append(f"<!-- saved from url=({len(page.address):04d}){page.address} -->")
    lines += [
        '<html lang="en">',
        "<head>",
        f'<meta charset="{page.charset}">',
        f"<title>{escape(page.title)} - {_name(page)}</title>",
    ]
    lines += _head(page)
    lines += ["<style>body{font-family:serif;max-width:40em}</style>", "</head>", "<body>"]
    lines += [f"<header><nav>{_name(page)} · Home · Harbour · Sport · Weather</nav></header>", "<main>", "<article>"]
    lines += [f"<h1>{escape(page.title)}</h1>", *_byline(page)]
    lines += [f"<p>{escape(text, quote=False)}</p>" for text in BODIES[page.body]]
    if page.credits:
        lines.append(f'<p>Source: <a href="{page.credits}">Coastline Wire</a></p>')
    lines += [
        "</article>",
        "</main>",
        f"<footer><p>© {_name(page)}. This outlet is invented.</p></footer>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _name(page: Page) -> str:
    return OUTLETS[page.outlet]


def _head(page: Page) -> list[str]:
    lines = [
        f'<link rel="canonical" href="{page.address}">',
        f'<meta property="og:url" content="{page.address}">',
        f'<meta property="og:site_name" content="{_name(page)}">',
        f'<meta property="og:title" content="{escape(page.title)}">',
    ]
    if page.body == "signal":
        lines = lines[:1]
    if page.meta_published:
        lines.append(f'<meta property="article:published_time" content="{page.meta_published}">')
    if page.named[0]:
        lines.append(f'<meta name="{page.named[0]}" content="{page.named[1]}">')
    if page.author:
        lines.append(f'<meta name="author" content="{escape(page.author)}">')
    if page.json_published:
        lines.append(f'<script type="application/ld+json">{_linked_data(page)}</script>')
    return lines


def _linked_data(page: Page) -> str:
    data: dict[str, object] = {
        "@context": VOCABULARY,
        "@type": "NewsArticle",
        "headline": page.title,
        "mainEntityOfPage": page.address,
        "datePublished": page.json_published,
    }
    if page.json_modified:
        data["dateModified"] = page.json_modified
    if page.author:
        data["author"] = {"@type": "Person", "name": page.author}
    data["publisher"] = {"@type": "Organization", "name": _name(page)}
    return json.dumps(data, ensure_ascii=False)


def _byline(page: Page) -> list[str]:
    lines = [f'<p class="byline">By <span rel="author">{escape(page.author)}</span></p>'] if page.author else []
    if page.time:
        stamp = page.time if page.time[:4].isdigit() else page.json_published
        lines.append(f'<p><time datetime="{stamp}">{page.time}</time></p>')
    return lines
