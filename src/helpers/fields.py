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
        tests = [test for key in ("unless", "tests") for test in self.options.get(key, "").split("\n") if test]
        others = {other for test in tests if (other := compared(test))}
        return set(self.in_order()) | named | {tested(test) for test in tests} | others


def tested(test: str) -> str:
    """The path that a test such as `kind`, `kind=service` or `kind~^serv` looks at."""
    return re.split("[=~]", test, maxsplit=1)[0]


def compared(test: str) -> str:
    """The other path that a test such as `object_id==content_id` compares the first one with; empty for none."""
    return test.partition("==")[2] if test[len(tested(test)) :].startswith("==") else ""


def text(
    *paths: str, needed: str = "", missing: tuple[str, ...] = (), newline: str = "", entities: bool = False
) -> Field:
    """Text as it stands; empty is NA, and so is a value listed in `missing`: of several paths, the next one counts.

    `newline` is what the export writes for a line break; with `entities` it writes `&amp;`, `&lt;` and `&gt;` for the
    three signs of HTML, as Twitter does. How many records have one is counted and said.
    """
    options = ({"newline": newline} if newline else {}) | ({"entities": "&"} if entities else {})
    return Field("text", paths, needed, options, missing)


def ident(*paths: str, needed: str = "", missing: tuple[str, ...] = (), unless: str | tuple[str, ...] = ()) -> Field:
    """An id: text without the white space around it; ids that a spreadsheet damaged are counted and said.

    A value listed in `missing` is none: of several paths, the next one counts. NA where a test of `unless` holds.
    """
    return Field("id", paths, needed, _unless(unless), missing)


def handle(*paths: str, needed: str = "") -> Field:
    """An account's handle, without the @ in front; what is no plain value is none."""
    return Field("handle", paths, needed)


def count(*paths: str, missing: tuple[str, ...] = (), unless: str | tuple[str, ...] = ()) -> Field:
    """A whole number, with or without thousands commas; anything else is a fault of the record.

    NA where a test of `unless` holds (written as those of `which`): a repost's likes may be those of the original.
    """
    return Field("count", paths, "", _unless(unless), missing)


def _unless(tests: str | tuple[str, ...]) -> dict[str, str]:
    listed = (tests,) if isinstance(tests, str) else tests
    return {"unless": "\n".join(listed)} if any(listed) else {}


def symbols(*paths: str) -> Field:
    """How many signs stand in a text, as people see them: `👍👍❤️` is 3; NA where it has letters."""
    return Field("symbols", paths)


def number(*paths: str, missing: tuple[str, ...] = ()) -> Field:
    """A finite number."""
    return Field("number", paths, missing=missing)


def flag(*paths: str, missing: tuple[str, ...] = ()) -> Field:
    """True or false: true/false, yes/no, 1/0 in any case."""
    return Field("flag", paths, missing=missing)


def edtf(
    *paths: str, style: str = "", needed: str = "", missing: tuple[str, ...] = (), language: str = "", pivot: int = 0
) -> Field:
    """A date as people type it, with its precision: see `helpers.dates`; with a `style`, the day that a text states.

    The styles are those of `moment`, but for several at once.
    """
    return Field("edtf", paths, needed, {"style": style} | _dated(language, pivot), missing)


def _dated(language: str, pivot: int) -> dict[str, str]:
    return ({"language": language} if language else {}) | ({"pivot": str(pivot)} if pivot else {})


def moment(
    path: str,
    style: str = "iso",
    *,
    zone: str = "",
    letters: dict[str, str] | None = None,
    needed: str = "",
    seen: str = "",
    seen_style: str = "",
    missing: tuple[str, ...] = (),
    language: str = "",
    pivot: int = 0,
    otherwise: Field | None = None,
) -> Field:
    """A moment; `style` is one of the words below, or a strptime format. Several with `|`: the first that can read it.

    - `iso`; `rfc2822`, as in an e-mail; epoch_s (a fraction may follow), epoch_ms, epoch_us, epoch_ns; `epoch`: all
      rows tell which of the four.
    - `day first`, `month first`: three numbers with `/`, `.` or `-`, perhaps an hour (of 12 or 24) and a zone behind
      them; `numeric`: all rows tell which of the two. A year of two digits counts from the `pivot`.
    - `names`: months and days by their names, in the `language` (a code of CLDR, or several with commas).

    24:00 is the next midnight; a second 60, 31 June and 2022-11-10T05-07-28 are no moments in any style.

    `zone` is the zone of a text without one, where the format's documentation says so; else the case's zone is
    assumed, and that is recorded. `letters` are the zones that the format abbreviates, with their offsets, as in
    `{"BST": "+01:00"}`: the same letters mean other zones elsewhere (those of one meaning are known: `helpers.dates`).
    `seen` is where the platform's own clock stands
    (in `seen_style`) beside one that a client may set: what is claimed more than a day before it, or five minutes
    after it, is counted and said. `otherwise` is a second moment to look at where the first is not there.
    """
    options = {"style": style, "zone": zone, "seen": seen, "seen_style": seen_style or style} | _dated(language, pivot)
    if letters:
        options["letters"] = "\n".join(f"{name}={offset}" for name, offset in letters.items())
    return Field("moment", (path,), needed, options, missing, otherwise)


def words(*paths: str, style: str = "json", or_tags_of: str = "", unless: str = "", without: str = "") -> Field:
    """A list of texts; `style` is json, brackets (`[a, b]` without quotes), one, addresses, named, or `split X`.

    `addresses` finds every http address in a text. `named` puts the path in front, as in `seendate=20240514T201500Z`:
    for dates that are not the day of publication.
    A path with `[]` in it collects that value from every element; several paths make one list, each word once. In a CSV
    it does so in a cell of JSON, and an element that is a text already stands as it is. `links` are split only where
    the next `http` begins: an address may have the separator in it.
    `or_tags_of` names a text whose hashtags are taken where the list is empty; how often is counted and said. The list
    is empty where the test `unless` holds (written as those of `which`). An element in which the regular expression
    `without` is found is left out.
    """
    options = {"style": style, "uses": or_tags_of, "unless": unless} | ({"without": without} if without else {})
    return Field("words", paths, options=options)


def fixed(value: str) -> Field:
    """The same value in every row."""
    return Field("fixed", options={"value": value})


def template(pattern: str, *others: str, needed: str = "") -> Field:
    """A text made of others: `https://t.me/{channel}/{id}`; NA where one of them is, or is no plain value.

    Several patterns: the first one whose parts are all there.
    """
    parts = [piece.split("}")[0] for piece in pattern.split("{")[1:]]
    otherwise = template(*others) if others else None
    return Field("template", tuple(parts), needed, {"pattern": pattern}, otherwise=otherwise)


def joined(*paths: str, missing: tuple[str, ...] = ()) -> Field:
    """A text made of those that are there, a blank line between them; a value listed in `missing` is not there."""
    return Field("joined", paths, missing=missing)


def rewrite(*paths: str, pattern: str, into: str, needed: str = "", otherwise: Field | None = None) -> Field:
    r"""A text made of another: `rewrite("uri", pattern=r"^at://([^/]+)/.*$", into=r"https://example.org/\1")`.

    The pattern is a regular expression; NA where it is not found, and a fault of the record where it is `needed`.
    `otherwise` is a template to take where it is not found.
    """
    return Field("rewrite", paths, needed, {"pattern": pattern, "into": into}, otherwise=otherwise)


def which(default: str, **tests: str | tuple[str, ...]) -> Field:
    """A word for the first path that holds something: `which("post", repost="retweet_id", service="type=service")`.

    Empty, false, 0, null and an empty list count as nothing; behind a `=` stands the one value that counts, behind `==`
    the path of an equal value, behind a `~` a regular expression that must be found in it. Several tests for a word:
    the word is given where one of them holds.
    """
    pairs = [
        (word, test) for word, tests_ in tests.items() for test in ((tests_,) if isinstance(tests_, str) else tests_)
    ]
    paths = tuple(tested(test) for _, test in pairs)
    words_, tests_ = zip(*pairs, strict=True) if pairs else ((), ())
    return Field("which", paths, options={"default": default, "words": "\n".join(words_), "tests": "\n".join(tests_)})


def same(declared: dict[str, Field], *names: str, **changed: Field) -> dict[str, Field]:
    """Some of the declared fields under the same names, others changed: for a second table or a second shape."""
    return {name: replace(declared[name]) for name in names} | changed
