"""What the four formats share: the pieces of a post's text, counts that grow, and clean bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from harbour_fire.dice import Dice
from harbour_fire.posts import Post

Piece = tuple[str, str]


@dataclass
class Fates:
    """What must become of the records of one file."""

    kept: int = 0
    duplicates: int = 0
    observations: int = 0
    rejected: int = 0
    reasons: list[str] = field(default_factory=list)

    @property
    def records(self) -> int:
        """All records of the file."""
        return self.kept + self.duplicates + self.observations + self.rejected


@dataclass
class Written:
    """The files of one platform, path to bytes, and the fates that their records must have."""

    files: dict[str, bytes]
    fates: dict[str, Fates]


def pieces(post: Post) -> list[Piece]:
    """The text of a post as (kind, text), where kind is plain, mention, link or hashtag; no tag comes twice."""
    found: list[Piece] = []
    for n, word in enumerate(post.text.split(" ")):
        kind = "hashtag" if word.startswith("#") and len(word) > 3 and "/" not in word else "plain"
        found.append((kind, word if n == 0 else " " + word) if kind == "plain" else (kind, word))
        if kind == "hashtag" and n:
            found.insert(-1, ("plain", " "))
    if post.kind == "reply" and post.ref and not post.ref.account.title.startswith(("=", "<")):
        found = [("mention", "@" + post.ref.account.handle_at(post.at)), ("plain", " "), *found]
    for link in post.links:
        found += [("plain", " "), ("link", link)]
    for tag in post.tags:
        if f"#{tag}" not in post.text:
            found += [("plain", " "), ("hashtag", f"#{tag}")]
    return _joined(found)


def tags_of(post: Post) -> list[str]:
    """The hashtags of a post, without #, in the order of its text."""
    return [text.lstrip("#") for kind, text in pieces(post) if kind == "hashtag"]


def reach(dice: Dice, post: Post, most: int) -> int:
    """A count for a post: a long tail, and more for accounts with many followers."""
    return dice.heavy(62, most) + post.account.followers * dice.below(7) // 2400


def spread_out(dice: Dice, posts: list[Post], n: int) -> list[Post]:
    """n posts that may be repeated without harm: no hostile ones, so that each trap stands alone."""
    return dice.few([post for post in posts if post.note not in ("hostile", "named", "voice")], n)


def text_bytes(value: object, indent: int | None = None) -> bytes:
    """JSON as its exporter writes it: characters as they are; compact, or indented by one."""
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(value, ensure_ascii=False, indent=indent, separators=separators).encode("utf-8")


def csv_bytes(columns: Sequence[str], rows: Sequence[dict[str, str]], quoted: bool = False) -> bytes:
    """The rows as CSV, every cell in quotes or only those that need them; not by `csv`, whose taste may change."""
    lines = [list(columns), *([row[name] for name in columns] for row in rows)]
    return "".join(",".join(_cell(cell, quoted) for cell in line) + "\n" for line in lines).encode("utf-8")


def _cell(text: str, quoted: bool) -> str:
    return '"' + text.replace('"', '""') + '"' if quoted or any(sign in text for sign in '",\r\n') else text


def _joined(found: list[Piece]) -> list[Piece]:
    out: list[Piece] = []
    for kind, text in found:
        if out and kind == "plain" and out[-1][0] == "plain":
            out[-1] = ("plain", out[-1][1] + text)
        elif text:
            out.append((kind, text))
    return out
