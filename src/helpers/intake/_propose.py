"""A file that no reader knows, proposed for the reader `table`: which table, and which column becomes what.

Nothing of it is taken without a person: names mislead, and a time may be that of the collection.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers import store, tables
from helpers.intake import _styles
from helpers.intake._cut import OF_FILE, beginning
from helpers.intake._sample import Sample, sample

# What other people call our columns: small letters and digits of the whole name, or of its last part.
_ANY = {
    "id": "id idstr uid uuid guid no number",
    "address": "url link address permalink uri href weblink pageurl site",
    "language": "language lang",
    "captured_at": "capturedat collectedat retrievedat scrapedat crawledat fetchedat seenat harvesteddate collectdate",
}
_NAMES: dict[str, dict[str, str]] = {
    "posts": _ANY
    | {
        "id": f"{_ANY['id']} postid tweetid messageid statusid commentid videoid contentid itemid",
        "account_id": "accountid userid authorid fromid ownerid memberid creatorid",
        "account_name": "accountname username screenname handle author user account who from sender poster authorname "
        "userscreenname creator nickname",
        "account_title": "accounttitle displayname fullname name authorfullname userdisplayname realname",
        "created_at": "createdat created timestamp time datetime date when at publishedat published posted postedat "
        "posttime postdate createtime createdutc unixtimestamp publishdate sentat tweettime ts",
        "text": "text body message content tweet tweettext posttext caption description comment fulltext said post",
        "kind": "kind posttype",
        "address": f"{_ANY['address']} posturl tweeturl messageurl videourl",
        "channel": "channel group thread chat subreddit threadid conversationid groupname channelname",
        "repost_of": "repostof retweetid retweetedid retweettweetid",
        "reply_to": "replyto replytoid inreplyto inreplytoid inreplytostatusid inreplytotweetid parentid",
        "quote_of": "quoteof quotedid quotedtweetid",
        "links": "links urls",
        "tags": "tags hashtags",
        "mentions": "mentions usermentions",
        "n_likes": "nlikes likes likecount likescount favorites favoritecount favourites reactions score",
        "n_reposts": "nreposts reposts retweets retweetcount shares sharecount forwards reblogscount",
        "n_replies": "nreplies replies replycount comments commentcount numcomments",
        "n_quotes": "nquotes quotes quotecount",
        "n_views": "nviews views viewcount plays playcount impressions impressioncount",
        "client": "client source application app",
        "region": "region country location",
    },
    "articles": _ANY
    | {
        "id": f"{_ANY['id']} articleid storyid ref",
        "outlet": "outlet paper source publisher medianame domain publication newspaper medium sourcename journal",
        "archive": "archive archiveurl archived wayback",
        "title": "title headline heading header",
        "author": "author byline writer authors journalist",
        "published": "published date day publishdate pubdate publishedon publicationdate publishedat datepublished "
        "when timestamp time datetime",
        "text": "text body content article fulltext description summary snippet openingtext",
        "note": "note notes remark remarks",
    },
    "accounts": _ANY
    | {
        "id": f"{_ANY['id']} accountid userid authorid",
        "name": "name username screenname handle account user",
        "title": "title displayname fullname userdisplayname",
        "about": "about bio description profile userprofiledescription",
        "created_at": "createdat created joined joindate accountcreationdate registered",
        "n_followers": "nfollowers followers followercount followerscount subscribers subscribercount",
        "n_following": "nfollowing following followingcount friendscount friends",
        "n_posts": "nposts posts postcount statusescount tweetcount tweets",
        "place": "place location userreportedlocation country",
        "verified": "verified isverified",
    },
}
_TELLING = {
    "posts": {"text", "account_name", "account_id", "created_at", "n_likes", "reply_to"},
    "articles": {"title", "outlet", "published", "published_at"},
    "accounts": {"n_followers", "n_following", "about", "n_posts"},
}
_PLATFORMS = {
    "twitter.com": "twitter", "x.com": "twitter", "t.me": "telegram", "tiktok.com": "tiktok", "bsky.app": "bluesky",
    "facebook.com": "facebook", "instagram.com": "instagram", "youtube.com": "youtube", "youtu.be": "youtube",
    "reddit.com": "reddit", "truthsocial.com": "truth_social", "vk.com": "vk",
}  # fmt: skip
UNKNOWN = "unknown"
FEWEST = 2  # columns that must be understood
_PEOPLE = "user|author|account|owner|sender|profile|from"
_OTHERS = "repl|quot|retweet|reblog|repost|parent|root|embed|music|video|media|attach|share_info"
_HOST = re.compile(r"https?://(?:www\.|m\.)?([^/:?#\s]+)")


@dataclass(frozen=True)
class Proposal:
    """What case.toml would say of the file, and which of its columns no column of the kit was found for."""

    options: dict[str, Any]
    aside: tuple[str, ...]

    @property
    def table(self) -> str:
        """The kit's table that the rows would become."""
        return str(self.options["table"])


def propose(path: Path, given: Mapping[str, Any]) -> Proposal | None:
    """The entry for the reader `table` that fits best; None where the file is no table, or none of it is understood."""
    with tempfile.TemporaryDirectory() as aside:
        start = path if path.is_dir() else beginning(store.evidence(path, given), Path(aside))
        found = sample(start, given if start == path else {k: v for k, v in given.items() if k not in OF_FILE})
    if found is None or not found.records:
        return None
    wanted = [str(given["table"])] if given.get("table") in _NAMES else list(_NAMES)
    mapped = {table: _columns(table, found) for table in wanted}
    table = max(mapped, key=lambda name: 3 * len(_TELLING[name] & set(mapped[name])) + len(mapped[name]))
    columns = mapped[table]
    if not _TELLING[table] & set(columns) or len(columns) < FEWEST:
        return None
    options: dict[str, Any] = {"table": table} | found.options
    if options.get("delimiter") == ",":
        del options["delimiter"]
    if "platform" in tables.get(table).names:
        options["platform"] = str(given.get("platform") or _platform(found))
    options["columns"] = columns
    taken = {one if isinstance(one, str) else one.get("column") for one in columns.values()}
    return Proposal(options, tuple(name for name in found.names if name not in taken))


def _columns(table: str, found: Sample) -> dict[str, Any]:
    """Our columns with theirs: by its name, if its values are what our column holds; each of theirs once."""
    columns: dict[str, Any] = {}
    taken: set[str] = set()
    for ours, names in _NAMES[table].items():
        for name in _named(ours, found.names, names.split()):
            if name in taken or (made := _column(table, ours, name, found.values(name))) is None:
                continue
            columns |= made
            taken.add(name)
            break
    return columns if table != "posts" else _by_values(columns, taken, found)


def _named(ours: str, names: tuple[str, ...], words: list[str]) -> list[str]:
    """The columns whose whole name is one of the words, in the order of the words; else those whose last part is.

    What stands inside another object is about that: an account's time is not the post's.
    """
    whole = {name: re.sub(r"[^a-z0-9]", "", name.lower()) for name in names}
    if hits := [name for word in words for name in names if whole[name] == word]:
        return hits
    last = {name: re.sub(r"[^a-z0-9]", "", name.lower().rpartition(".")[2]) for name in names if "." in name}
    others = _OTHERS if ours.startswith("account") else f"{_PEOPLE}|{_OTHERS}"
    about = {name for name in last if re.search(others, name.lower().rpartition(".")[0])}
    if ours.startswith("account"):
        about |= {name for name in last if last[name] == "name" and not re.search(_PEOPLE, name.lower()[:-5])}
    return [name for word in words for name, part in last.items() if part == word and name not in about]


def _column(table: str, ours: str, name: str, values: list[str]) -> dict[str, Any] | None:
    """The entry of one column; None where the values are of another kind."""
    if ours == "published":
        return _published(name, values)
    kind = tables.get(table).column(ours).type
    if kind == "moment":
        style = _styles.moment(values)
        return {ours: name if style == "iso" else {"column": name, "as": style}} if style else None
    if kind == "texts":
        style = _styles.texts(values) if values else "json"
        return {ours: name if style == "json" else {"column": name, "as": style}}
    wrong = (kind == "count" and not _styles.is_count(values)) or (kind == "link" and not _styles.is_link(values))
    return None if wrong or not values else {ours: name}


def _published(name: str, values: list[str]) -> dict[str, Any] | None:
    """A day is a date of EDTF; with a time it is a moment."""
    if on := _styles.day(values):
        return {"published": name if on == "iso" else {"column": name, "as": on}}
    style = _styles.moment(values)
    return {"published_at": name if style == "iso" else {"column": name, "as": style}} if style else None


def _by_values(columns: dict[str, Any], taken: set[str], found: Sample) -> dict[str, Any]:
    """A time and a text that no name gave away: the only column of moments, and the one with the longest texts."""
    free = [name for name in found.names if name not in taken]
    if "created_at" not in columns:
        styles = ((name, _styles.moment(found.values(name))) for name in free)
        moments = [(name, style) for name, style in styles if style and not style.startswith("epoch")]
        if len(moments) == 1:
            name, style = moments[0]
            columns["created_at"] = name if style == "iso" else {"column": name, "as": style}
            free.remove(name)
    if "text" not in columns:
        lengths = {name: sum(map(len, values)) / len(values) for name in free if (values := found.values(name))}
        longest = max(lengths, key=lambda name: lengths[name], default="")
        if longest and lengths[longest] >= 30 and _styles.is_prose(found.values(longest)):
            columns["text"] = longest
    order = [column.name for column in tables.get("posts").columns]
    return {name: columns[name] for name in order if name in columns}


def _platform(found: Sample) -> str:
    """The platform that most of the addresses in the file lead to; `unknown` where they lead elsewhere."""
    hosts: dict[str, int] = {}
    for name in found.names:
        values = found.values(name)
        for value in values if _styles.is_link(values) else ():
            if host := _HOST.match(value):
                hosts[host[1].lower()] = hosts.get(host[1].lower(), 0) + 1
    commonest = max(hosts, key=lambda one: hosts[one], default="")
    return _PLATFORMS.get(commonest, UNKNOWN)
