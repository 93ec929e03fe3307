"""Links inside a report lead somewhere: one that does not becomes plain text, and that is said.

Our own links always do; the analyst's Markdown may point at a heading that was renamed or a page that was not made.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from helpers.report.html.onefile import ELEMENT

_ID = re.compile(r'\sid="([^"]+)"')
_HREF = re.compile(r'\shref="([^"]*)"')
_OUTSIDE = re.compile(r"(?:https?|mailto):|data:,$", re.IGNORECASE)
CLOSED = "closed"


def ids(html: str) -> list[str]:
    """Every id of a page, in order."""
    return [found for element in ELEMENT.findall(html) for found in _ID.findall(element)]


def settle(made: Mapping[str, str], files: Collection[str]) -> tuple[dict[str, str], list[str]]:
    """The pages with links that lead somewhere only, and a sentence for each one that was taken out."""
    known = {name: set(ids(html)) for name, html in made.items()}
    said: list[str] = []

    def settled(name: str, html: str) -> str:
        def element(found: re.Match[str]) -> str:
            return _HREF.sub(link, found.group())

        def link(found: re.Match[str]) -> str:
            if _leads(found.group(1), name, known, files):
                return found.group()
            said.append(f"{name}: a link to {found.group(1)} leads nowhere in this report; it is shown as text.")
            return ""

        return ELEMENT.sub(element, html)

    return {name: settled(name, html) for name, html in made.items()}, said


def _leads(href: str, here: str, known: Mapping[str, Collection[str]], files: Collection[str]) -> bool:
    if _OUTSIDE.match(href):
        return True
    file, _, target = href.partition("#")
    file = file or here
    if not target:
        return file in known or file in files
    return file in known and (target == CLOSED or target in known[file])
