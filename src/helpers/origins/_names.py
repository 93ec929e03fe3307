"""Names of outlets in one form: BBC, BBC News, bbc.co.uk and "the BBC" are one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

import pandas as pd

from helpers import clean, vocabulary

INITIALS = 3  # letters: two words begin like that by chance, and every body of two words has such a short form
USUAL = 3  # times as often, and so many more: a name that texts use like that without crediting it is an ordinary one
UNSTATED = "an outlet that is not stated"
_HOST = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
_SECOND_LEVEL = ("co", "com", "org", "net", "ac", "gov", "gob", "gouv", "edu")
_ENDS = ("news", "online", "newspaper", "magazine")
_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
_ARTICLE = re.compile(r"^(?:the|le|la|el|il|der|die|das|o)\s+|^l['’]", re.IGNORECASE)
# Words that a newspaper, a broadcaster or an agency bears in its own name: a rule, and no list of outlets.
PRESS = re.compile(
    r"\b(?:Times|Post|News|Journal|Tribune|Herald|Gazette|Guardian|Telegraph|Press|Presse|Prensa|Agency|Agence|Agencia|"
    r"TV|Television|Radio|Broadcasting|Magazine|Daily|Weekly|Mail|Observer|Chronicle|Courier|Examiner|Inquirer|"
    r"Independent|Dispatch|Mirror|Wire|Newswire|Insider|Bulletin|Beast|Zeitung|Anzeiger|Nachrichten|Spiegel|Journal|"
    r"Gazeta|Gazzetta|Corriere|Giornale|Diario|Periódico|Folha|Jornal|Correo|Monde|Figaro|Reuters)\b"
)


@lru_cache(maxsize=50_000)
def key(name: str) -> str:
    """The name in one form for comparing: no article, no brackets, no ending of an address, no "News" behind."""
    bare = _IN_BRACKETS.sub("", clean.fold(name)).strip(" .")
    if _HOST.fullmatch(bare):
        bare = _label(bare)
    bare = re.sub(r"[\W_]+", "", vocabulary.folded(_ARTICLE.sub("", bare)))
    for end in _ENDS:
        if bare.endswith(end) and len(bare) > len(end) + 1:
            bare = bare.removesuffix(end)
    return bare.removeprefix("the") if len(bare) > 6 else bare


def _label(host: str) -> str:
    """The word of a host that names its owner: `edition.cnn.com` is cnn, `news.bbc.co.uk` bbc."""
    parts = host.split("//")[-1].split(".")[:-1]
    if len(parts) > 1 and parts[-1] in _SECOND_LEVEL:
        parts = parts[:-1]
    return parts[-1]


def host(address: object) -> str | None:
    """The host of an address, without `www.`; None where there is none."""
    if not isinstance(address, str):
        return None
    found = clean.link_key(address).partition("/")[0].partition("?")[0]
    return found or None


class Known:
    """The outlets of a case and who is none: each name by its key, with the form that is shown.

    A host names its outlet by one word, which may be anything (`china.example`): such a name, and one that nobody
    knows, counts in a text only where texts do not use it otherwise far more often (`ordinary`).
    """

    def __init__(self, outlets: Iterable[str], others: Iterable[str] = (), hosts: Iterable[str] = ()) -> None:
        counted = Counter(name.strip() for name in outlets if name.strip())
        self.others = {key(name) for name in others} - {""}
        self.shown: dict[str, str] = {}
        for name, _ in sorted(counted.items(), key=lambda one: (_HOST.fullmatch(one[0]) is not None, -one[1], one[0])):
            if key(name) and key(name) not in self.others:
                self.shown.setdefault(key(name), name)
        self.spoken = {key(name) for name in counted if not _HOST.fullmatch(_IN_BRACKETS.sub("", name))} & set(
            self.shown
        )
        in_brackets = (found[1] for name in counted if (found := _IN_BRACKETS.search(name)))
        self.stated = {key(name) for name in (*counted, *in_brackets, *hosts)} - self.others
        self.initials = _initials(self.shown.values(), self.stated)
        self.ordinary: frozenset[str] = frozenset()

    def used(self, words: Mapping[str, int], credited: Mapping[str, int]) -> None:
        """Notes which capitalised words texts use far more often than they credit them."""
        self.ordinary = frozenset(w for w, n in credited.items() if words.get(w, 0) >= USUAL * n + USUAL)

    def is_ordinary(self, words: Sequence[str]) -> bool:
        """Whether every word of a name is used far more often than credited."""
        return bool(words) and all(word in self.ordinary for word in words)

    def credible(self, name: str, words: Sequence[str], sure: bool, whole: bool) -> bool:
        """Whether a known outlet's name, or a part of a longer one, may be meant where a pattern stands."""
        if self.key(name) in self.spoken or (PRESS.search(name) and len(words) > 1):
            return sure or len(words) > 1 or not self.is_ordinary(words)
        return whole and len(key(name)) > 2 and not self.is_ordinary(words)

    def also(self, names: Iterable[str]) -> None:
        """Adds outlets that texts credit in so many words."""
        for name in sorted(names):
            if key(name) and key(name) not in self.others and self.key(name) not in self.shown:
                self.shown[key(name)] = name
        self.initials = _initials(self.shown.values(), self.stated)

    def key(self, name: str) -> str:
        """The key of the outlet that is meant: AWP is the Associated Wire Press, where no other has these initials."""
        own = key(name)
        return self.initials.get(own, own)

    def name(self, name: str) -> str:
        """The form of a name that the case shows."""
        return self.shown.get(self.key(name), name.strip())

    def has(self, name: str) -> bool:
        """Whether the case knows the name as an outlet's."""
        return self.key(name) in self.shown

    def refuses(self, name: str) -> bool:
        """Whether the name is that of an actor who is no outlet."""
        return key(name) in self.others


def _initials(names: Iterable[str], stated: Collection[str]) -> dict[str, str]:
    """From the initials of names of several words to the key of the only one that has them.

    Two letters count only where an outlet of the case is called so itself: by a name, an alias, an address.
    """
    found: dict[str, set[str]] = {}
    for name in names:
        found_words = re.findall(r"[^\W\d_]+", _ARTICLE.sub("", _IN_BRACKETS.sub("", name)))
        words = [word for word in found_words if word[0].isupper()]
        short = "".join(word[0] for word in words).lower()
        if (len(words) >= INITIALS or (len(words) > 1 and short in stated)) and not _HOST.fullmatch(name):
            found.setdefault(short, set()).add(key(name))
    return {short: min(keys) for short, keys in found.items() if len(keys) == 1}


def known(articles: pd.DataFrame, watchlist: pd.DataFrame | None = None, actors: pd.DataFrame | None = None) -> Known:
    """The outlets that a case names: in its articles and their credits, in its watchlist, among its actors.

    Actors of another kind are no outlets, whatever they "reported": a company reports its earnings.
    """
    outlets = [*articles["outlet"].dropna(), *(name for found in articles["credits"].dropna() for name in found)]
    others: list[str] = []
    if watchlist is not None:
        outlets += [name for row in watchlist.itertuples() for name in _names(row)]
    if actors is not None:
        for row in actors.itertuples():
            (outlets if row.kind == "outlet" else others).extend(_names(row))
    credited = {key(name) for name in outlets}
    hosts = (one for one in map(host, articles.get("address", ())) if one)
    return Known(outlets, [name for name in others if key(name) not in credited], hosts)


def _names(row: object) -> list[str]:
    aliases = getattr(row, "aliases", None)
    return [str(getattr(row, "name", "")), *(str(one) for one in (aliases if isinstance(aliases, list) else ()))]


def own(article: Mapping[str, object]) -> str:
    """Who published an article: its outlet, else the host of its address, else that nobody says so."""
    outlet = article.get("outlet")
    return (
        str(outlet).strip() if isinstance(outlet, str) and outlet.strip() else host(article.get("address")) or UNSTATED
    )
