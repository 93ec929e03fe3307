"""Who is named where, and with whom: the case's own list of actors, looked for by name and alias."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from helpers import tables, wording
from helpers.errors import TableError, did_you_mean

SHORT = 3  # letters: names this short, or in capitals only, are looked for as written
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN")
# The same scripts as ranges: Python's own expressions know no \p{Latin}.
_RANGES = {
    "LATIN": "A-Za-zªºÀ-ÖØ-öø-ʯ\u1e00-\u1eff", "CYRILLIC": "\u0400-\u052f", "GREEK": "\u0370-\u03ff\u1f00-\u1fff",
    "ARMENIAN": "\u0530-\u058f", "GEORGIAN": "\u10a0-\u10ff",
}  # fmt: skip
_ALSO = "0-9_\u0300-\u036f"


class Pattern(NamedTuple):
    """Two expressions of RE2 (DuckDB) for names of one script: `finds` gives each hit with the sign before it and the
    letters behind it, and `name` takes the name out of a hit: nothing, where letters behind make it another word."""

    finds: str
    name: str


def patterns(actors: pd.DataFrame) -> tuple[pd.DataFrame, list[Pattern]]:
    """What to look for: a frame of found (a name), actor (an id) and exact (whether only as written), and the patterns.

    Names of scripts that part words (Latin, Cyrillic, Greek ...) are found as whole words: RT is not in "RTÉ". Names of
    others (Chinese, Arabic, Thai ...) are found anywhere, because their particles are written together with them. A
    single letter is not looked for; a name that two actors share is an error: nobody could say whose mention it is.
    """
    owners: dict[str, tuple[str, bool]] = {}
    for row in actors.itertuples():
        for name in _names(row):
            exact = len(name) <= SHORT or (name.isupper() and name.isascii())
            owner, _ = owners.setdefault(name if exact else name.lower(), (str(row.id), exact))
            if owner != row.id:
                _refuse(name, owner, row.id)
    for name, (owner, exact) in list(owners.items()):
        also, _ = owners.get(name.lower(), (owner, exact)) if exact and len(name) > SHORT else (owner, exact)
        if also != owner:
            _refuse(name, owner, also)
        if exact and name.lower() in owners and len(name) > SHORT:
            del owners[name]  # the same actor's name in any case finds it already
    listed = [(name, owner, exact) for name, (owner, exact) in owners.items()]
    return pd.DataFrame(listed, columns=["found", "actor", "exact"]), _by_script(owners)


def _names(row: Any) -> list[str]:
    aliases = row.aliases if isinstance(row.aliases, list) else []
    names = [" ".join(str(name).split()) for name in (row.name, *aliases)]
    return [name for name in dict.fromkeys(names) if len(name) > 1]


def _refuse(name: str, one: str, other: str) -> None:
    raise TableError(f'actors: "{name}" is a name of both {one} and {other}. Take it away from one of them.')


def _by_script(owners: Mapping[str, tuple[str, bool]]) -> list[Pattern]:
    groups: dict[tuple[str, str], list[str]] = {}
    for name in sorted(owners, key=lambda name: (-len(name), name)):
        parts = (re.sub(r"([\\.+*?()|\[\]{}^$])", r"\\\1", word) for word in name.split())
        body = r"[\s\p{Z}]+".join(parts)
        ends = (_letters(name[0]), _letters(name[-1]))
        groups.setdefault(ends, []).append(body if owners[name][1] else f"(?i:{body})")
    found = []
    for (left, right), bodies in sorted(groups.items()):
        before, behind = f"(?:^|[^{left}])" if left else "", f"[{right}]*" if right else ""
        one = "|".join(bodies)
        found.append(Pattern(f"{before}(?:{one}){behind}", rf"(?s)^{f'[^{left}]?' if left else ''}({one})$"))
    return found


def _letters(sign: str) -> str:
    """What continues a word of the sign's script; empty where words are not parted, or the sign is no letter."""
    script = _script(sign)
    return rf"\p{{{script.capitalize()}}}\pM\pN_" if script else ""


def _script(sign: str) -> str:
    script = unicodedata.name(sign, "").split(" ")[0]
    if sign.isdecimal() or sign == "_":
        script = "LATIN"
    return script if script in _SCRIPTS else ""


def finder(actors: pd.DataFrame) -> Callable[[str], list[tuple[int, int, str]]]:
    """A function that gives every place of a text where an actor is named: start, end, the actor's own name.

    It finds the names that `patterns` finds, one text at a time and without DuckDB, in the order of the text.
    """
    names = dict(zip(actors["id"].astype(str), actors["name"].astype(str), strict=True))
    listed = patterns(actors)[0]
    called: dict[str, str] = {str(row.found): names[str(row.actor)] for row in listed.itertuples()}
    exact = _places([row.found for row in listed.itertuples() if row.exact])
    folded = _places([row.found for row in listed.itertuples() if not row.exact])

    def find(text: str) -> list[tuple[int, int, str]]:
        low = text.lower()
        if len(low) != len(text):  # one letter in small can be two signs (İ)
            low = "".join(sign.lower()[:1] for sign in text)
        hits = [hit.span(1) for one in exact for hit in one.finditer(f" {text}")]
        hits += [hit.span(1) for one in folded for hit in one.finditer(f" {low}")]
        named = [(start - 1, end - 1, owner(text[start - 1 : end - 1])) for start, end in hits]
        return sorted(hit for hit in named if not _begins_a_repost(text, *hit[:2]))

    def owner(words: str) -> str:
        one_space = " ".join(words.split())
        return called[one_space] if one_space in called else called[one_space.lower()]

    return find


def _places(names: Iterable[str]) -> list[re.Pattern[str]]:
    groups: dict[tuple[str, str], list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        body = r"\s+".join(re.escape(word) for word in name.split())
        groups.setdefault((_script(name[0]), _script(name[-1])), []).append(body)
    # what stands before a name is in the expression: `re` runs to it faster than it looks behind
    return [
        re.compile(
            (f"[^{_RANGES[left]}{_ALSO}]" if left else "")
            + f"({'|'.join(bodies)})"
            + (f"(?![{_RANGES[right]}{_ALSO}])" if right else "")
        )
        for (left, right), bodies in sorted(groups.items())
    ]


def _begins_a_repost(text: str, start: int, end: int) -> bool:
    return text[start:end] == "RT" and text.startswith(" @", end)


def named_together(mentions: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Pairs of actors named in one article or post: columns actor, other (ids, in order), n_rows, first_on, last_on.

    `source` and `row` are those of the first article or post that names both; the most frequent pair comes first.
    """
    once = mentions[["source", "row", "actor", "on"]].drop_duplicates(["source", "row", "actor"])
    pairs = once.merge(once[["source", "row", "actor"]].rename(columns={"actor": "other"}), on=["source", "row"])
    pairs = pairs[pairs["actor"] < pairs["other"]].sort_values("on", kind="stable")
    if pairs.empty:
        return pd.DataFrame(columns=["actor", "other", "n_rows", "first_on", "last_on", "source", "row"])
    where = {"source": ("source", "first"), "row": ("row", "first")}
    grouped = pairs.groupby(["actor", "other"])
    found = grouped.agg(n_rows=("source", "size"), first_on=("on", "min"), last_on=("on", "max"), **where).reset_index()
    return found.sort_values(["n_rows", "actor", "other"], ascending=[False, True, True]).reset_index(drop=True)


def also_named(together: pd.DataFrame, ties: pd.DataFrame, least: int) -> pd.DataFrame:
    """Pairs that have no tie and are named together in at least `least` rows, in the form of ties; none where it is 0.

    They are no ties: their kind is "mentioned with", and a map draws them without a direction.
    """
    tied = {frozenset(ends) for ends in zip(ties["from_actor"], ties["to_actor"], strict=True)}
    free = [frozenset(pair) not in tied for pair in zip(together["actor"], together["other"], strict=True)]
    pairs = together[pd.Series(free, together.index, dtype=bool) & together["n_rows"].ge(least or float("inf"))]
    frame = pairs.rename(columns={"actor": "from_actor", "other": "to_actor", "first_on": "date"})
    frame["what"] = [f"Named together in {wording.many(n, 'row')}." for n in pairs["n_rows"]]
    return frame.assign(kind="mentioned with").drop(columns=["n_rows", "last_on"]).reset_index(drop=True)


def named(pairs: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The pairs with the names of both ends, as actor_name and other_name."""
    names = dict(zip(actors["id"], actors["name"], strict=True))
    return pairs.assign(actor_name=pairs["actor"].map(names), other_name=pairs["other"].map(names))


def both(ties: pd.DataFrame, also: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The ties and the pairs of `also_named`, one after the other, with the names of both ends."""
    names = dict(zip(actors["id"], actors["name"], strict=True))
    pairs = also.assign(from_name=also["from_actor"].map(names), to_name=also["to_actor"].map(names))
    whole = pd.concat([ties, pairs.reindex(columns=ties.columns)], ignore_index=True) if len(pairs) else ties
    whole.attrs.update(ties.attrs)
    return whole


def checked_ties(ties: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The ties, with the names of both ends as from_name and to_name; a `TableError` where an end is no actor."""
    names = dict(zip(actors["id"], actors["name"], strict=True))
    for row in ties.itertuples():
        for end in (row.from_actor, row.to_actor):
            if end not in names:
                raise TableError(
                    f'{row.source}, row {row.row}: there is no actor "{end}" in actors.csv.{did_you_mean(end, names)}'
                )
    return ties.assign(from_name=ties["from_actor"].map(names), to_name=ties["to_actor"].map(names))


def degrees(ties: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """How many ties each actor has, and of which kinds: columns id, name, kind, n_ties, kinds, the most tied first."""
    ends = pd.concat(
        [
            ties[["from_actor", "kind"]].set_axis(["id", "tie"], axis=1),
            ties[["to_actor", "kind"]].set_axis(["id", "tie"], axis=1),
        ]
    )
    found = ends.groupby("id")["tie"].agg(n_ties="size", kinds=lambda kinds: sorted(set(kinds)))
    joined = actors[["id", "name", "kind", "source", "row"]].merge(found, left_on="id", right_index=True, how="left")
    joined["n_ties"] = joined["n_ties"].fillna(0).astype(int)
    return joined.sort_values(["n_ties", "name"], ascending=[False, True]).reset_index(drop=True)


def unknown_names(claims: pd.DataFrame, actors: pd.DataFrame) -> Sequence[tuple[str, str]]:
    """Names that claims use and the actors do not have: (claim's row, name)."""
    known = set(actors["name"]) | {alias for found in actors["aliases"].dropna() for alias in found} | set(actors["id"])
    return [(row.row, name) for row in claims.itertuples() for name in (row.actors or []) if name not in known]


MENTION_COLUMNS = tables.get("mentions").arrow.names
