"""The words a reader declares with: how a column of an export becomes a column of the kit.

    FIELDS = {"posts": {
        "id": ident("tweetid", needed="to tell posts apart"),
        "created_at": moment("tweet_time", "%Y-%m-%d %H:%M", zone="UTC"),
        "n_likes": count("like_count"),
        "tags": words("hashtags", style="brackets"),
    }}

A path is a column's name in a CSV, and keys joined by dots in JSON (`author.id`, `langs[0]`,
`facets[].features[].tag`). Several paths mean: the first one that is there. `needed` says what for: a record without
it is rejected with that reason. Nothing here reads a file; `conform` turns declarations into one streaming query.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Field:
    """One declared conversion: its kind, where the value stands, what it is needed for, and the kind's own options."""

    kind: str
    paths: tuple[str, ...] = ()
    needed: str = ""
    options: dict[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    otherwise: Field | None = None

    def with_otherwise(self) -> list[Field]:
        """The field and the alternatives to it, in order."""
        return [self, *(self.otherwise.with_otherwise() if self.otherwise else [])]

    def in_order(self) -> tuple[str, ...]:
        """The paths at which the value may stand, in order."""
        return tuple(path for one in self.with_otherwise() for path in one.paths)

    def all_paths(self) -> set[str]:
        """Every path that the field looks at, those of its alternatives included."""
        named = {one.options[key] for one in self.with_otherwise() for key in ("uses", "seen") if one.options.get(key)}
        return set(self.in_order()) | named


def text(*paths: str, needed: str = "", missing: tuple[str, ...] = ()) -> Field:
    """Text as it stands; empty is NA, and so is a value listed in `missing`."""
    return Field("text", paths, needed, missing=missing)


def ident(*paths: str, needed: str = "", missing: tuple[str, ...] = ()) -> Field:
    """An id: text without the white space around it; ids that a spreadsheet damaged are counted and said."""
    return Field("id", paths, needed, missing=missing)


def handle(*paths: str, needed: str = "") -> Field:
    """An account's handle, without the @ in front."""
    return Field("handle", paths, needed)


def count(*paths: str, missing: tuple[str, ...] = ()) -> Field:
    """A whole number, with or without thousands commas; anything else is a fault of the record."""
    return Field("count", paths, missing=missing)


def number(*paths: str, missing: tuple[str, ...] = ()) -> Field:
    """A finite number."""
    return Field("number", paths, missing=missing)


def flag(*paths: str, missing: tuple[str, ...] = ()) -> Field:
    """True or false: true/false, yes/no, 1/0 in any case."""
    return Field("flag", paths, missing=missing)


def edtf(*paths: str, style: str = "", needed: str = "") -> Field:
    """A date as people type it, with its precision: see `helpers.dates`; with a `style`, the day that a text states."""
    return Field("edtf", paths, needed, {"style": style})


def moment(
    path: str, style: str = "iso", *, zone: str = "", needed: str = "", seen: str = "", otherwise: Field | None = None
) -> Field:
    """A moment; `style` is iso, epoch_s, epoch_ms, epoch_us or a strptime format.

    `zone` is the zone of a text without one, where the format's documentation says so; else the case's zone is
    assumed, and that is recorded. `seen` is where the platform's own clock stands beside one that a client may set:
    what is claimed more than a day before it, or five minutes after it, is counted and said. `otherwise` is a second
    moment to look at where the first is not there.
    """
    return Field("moment", (path,), needed, {"style": style, "zone": zone, "seen": seen}, otherwise=otherwise)


def words(*paths: str, style: str = "json", or_tags_of: str = "") -> Field:
    """A list of texts; `style` is json, brackets (`[a, b]` without quotes), one, or `split ` and the separator.

    A path with `[]` in it collects that value from every element; several paths make one list, each word once.
    `or_tags_of` names a text whose hashtags are taken where the list is empty; how often is counted and said.
    """
    return Field("words", paths, options={"style": style, "uses": or_tags_of})


def fixed(value: str) -> Field:
    """The same value in every row."""
    return Field("fixed", options={"value": value})


def template(pattern: str) -> Field:
    """A text made of others: `https://t.me/{channel}/{id}`; NA where one of them is."""
    parts = [piece.split("}")[0] for piece in pattern.split("{")[1:]]
    return Field("template", tuple(parts), options={"pattern": pattern})


def rewrite(*paths: str, pattern: str, into: str) -> Field:
    r"""A text made of another: `rewrite("uri", pattern=r"^at://([^/]+)/.*$", into=r"https://example.org/\1")`.

    The pattern is a regular expression; NA where it is not found.
    """
    return Field("rewrite", paths, options={"pattern": pattern, "into": into})


def which(default: str, **tests: str | tuple[str, ...]) -> Field:
    """A word for the first path that holds something: `which("post", repost="retweet_id", service="type=service")`.

    Empty, false, 0, null and an empty list count as nothing; behind a `=` stands the one value that counts, behind a
    `~` a regular expression that must be found in it. Several tests for a word: the word is given where one of them
    holds.
    """
    pairs = [
        (word, test) for word, tests_ in tests.items() for test in ((tests_,) if isinstance(tests_, str) else tests_)
    ]
    paths = tuple(re.split("[=~]", test, maxsplit=1)[0] for _, test in pairs)
    words_, tests_ = zip(*pairs, strict=True) if pairs else ((), ())
    return Field("which", paths, options={"default": default, "words": "\n".join(words_), "tests": "\n".join(tests_)})


def same(declared: dict[str, Field], *names: str, **changed: Field) -> dict[str, Field]:
    """Some of the declared fields under the same names, others changed: for a second table or a second shape."""
    return {name: replace(declared[name]) for name in names} | changed
