"""Everything in one file: the same pages one after the other, ids with the page's name in front, links rewritten.

Notes, marks and rows keep their ids: in the one file they are numbered once for all pages, so each row is written once.
"""

from __future__ import annotations

import re

from markupsafe import Markup

ELEMENT = re.compile(r"""<[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(r'(?<=\s)(id|href|for|name|aria-labelledby|aria-describedby|fill|stroke|clip-path)="([^"]*)"')
_PAGE = re.compile(r"([0-9]+-[\w-]+|index)\.html(?:#(.*))?")
_SHARED = re.compile(r"note-\d+|mark-\d+-\d+|row-.*|closed|evidence|made")


def anchor(page: str, target: str) -> str:
    """The id in the one file of what has the id `target` on `page`."""
    return target if _SHARED.fullmatch(target) else f"{page}--{target}"


def part(html: str, page: str) -> Markup:
    """The content of a page as part of the one file."""
    return Markup(ELEMENT.sub(lambda found: _ATTRIBUTE.sub(lambda pair: _pair(pair, page), found.group()), html))


def _pair(pair: re.Match[str], page: str) -> str:
    name, value = pair.groups()
    if name in ("fill", "stroke", "clip-path"):
        value = re.sub(r"url\(#([^)]+)\)", lambda found: f"url(#{anchor(page, found.group(1))})", value)
    elif name == "href":
        value = _target(value, page)
    else:  # aria-labelledby and its like may name several
        value = " ".join(anchor(page, one) for one in value.split())
    return f'{name}="{value}"'


def _target(href: str, page: str) -> str:
    if href.startswith("#"):
        return f"#{anchor(page, href[1:])}"
    found = _PAGE.fullmatch(href)
    if not found:
        return href
    name, target = found.groups()
    return f"#{anchor(name, target)}" if target else f"#{name}"
