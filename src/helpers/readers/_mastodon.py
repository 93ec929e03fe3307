"""What a status of Mastodon and of its forks has in common: `at` is where it stands, as in `data.`."""

from __future__ import annotations

from helpers.fields import Field, count, fixed, flag, handle, ident, moment, text, which, words


def status(at: str, boost: str, mentions: str) -> dict[str, Field]:
    """The columns of a post that are the same everywhere; counts are empty where the path `boost` holds something."""
    return {
        "account_title": text(f"{at}account.display_name"),
        "created_at": moment(f"{at}created_at", needed="to place a post in time"),
        "text": text(f"{at}content", f"{at}reblog.content"),
        "language": text(f"{at}language"),
        "address": text(f"{at}url"),
        "links": words(f"{at}card.url", style="one"),
        "tags": words(f"{at}tags[].name"),
        "mentions": words(f"{at}mentions[].{mentions}"),
        "n_likes": count(f"{at}favourites_count", unless=boost),
        "n_reposts": count(f"{at}reblogs_count", unless=boost),
        "n_replies": count(f"{at}replies_count", unless=boost),
    }


def account(at: str) -> dict[str, Field]:
    """The columns of an account that are the same everywhere; a server that hides a count says -1."""
    return {
        "title": text(f"{at}account.display_name"),
        "about": text(f"{at}account.note"),
        "created_at": moment(f"{at}account.created_at"),
        "n_followers": count(f"{at}account.followers_count", missing=("-1",)),
        "n_following": count(f"{at}account.following_count", missing=("-1",)),
        "n_posts": count(f"{at}account.statuses_count", missing=("-1",)),
    }


def one_server(platform: str, at: str, seen: Field) -> dict[str, dict[str, Field]]:
    """The tables of a fork that has one server only, so that its ids tell posts apart."""
    boost, who = f"{at}reblog.id", {"platform": fixed(platform), "captured_at": seen}
    post = {
        "id": ident(f"{at}id", needed="to tell posts apart"),
        "account_id": ident(f"{at}account.id", needed="to know whose post it is"),
        "account_name": handle(f"{at}account.username"),
        "kind": which("post", repost=boost, quote=f"{at}quote_id", reply=f"{at}in_reply_to_id"),
        "channel": text(f"{at}group.display_name"),
        "repost_of": ident(boost),
        "quote_of": ident(f"{at}quote_id"),
        "reply_to": ident(f"{at}in_reply_to_id"),
    }
    owner = {
        "id": ident(f"{at}account.id"),
        "name": handle(f"{at}account.username"),
        "verified": flag(f"{at}account.verified"),
    }
    shared = status(at, boost, "username"), account(at)
    return {"posts": shared[0] | who | post, "accounts": shared[1] | who | owner}
