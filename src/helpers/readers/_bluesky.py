"""A post's own record on Bluesky, wherever it stands, and the events of Jetstream."""

from __future__ import annotations

from helpers.fields import Field, ident, moment, rewrite, template, text, which, words

URI = "^at://([^/]+)/app.bsky.feed.post/"


def record(at: str) -> dict[str, Field]:
    """The columns that a post's record fills: `at` is where it stands."""
    quoted = (f"{at}.embed.record.record.uri", f"{at}.embed.record.uri")
    cards = (f"{at}.embed.external.uri", f"{at}.embed.media.external.uri")
    return {
        "text": text(f"{at}.text"),
        "language": text(f"{at}.langs[0]"),
        "kind": which("post", reply=f"{at}.reply.parent.uri", quote=tuple(f"{path}~{URI}" for path in quoted)),
        "reply_to": ident(f"{at}.reply.parent.uri"),
        "quote_of": rewrite(*quoted, pattern=f"({URI}.*)", into=r"\1"),
        "links": words(f"{at}.facets[].features[].uri", *cards),
        "tags": words(f"{at}.facets[].features[].tag", f"{at}.tags"),
        "mentions": words(f"{at}.facets[].features[].did"),
    }


def event() -> dict[str, Field]:
    """The columns of an event of Jetstream: what is no post is set aside."""
    posts = r"^app\.bsky\.feed\.post$"
    return record("commit.record") | {
        "platform": rewrite("commit.collection", pattern=posts, into="bluesky", needed="to tell posts from other news"),
        "id": template("at://{did}/{commit.collection}/{commit.rkey}"),
        "account_id": ident("did", needed="to know whose post it is"),
        "created_at": moment(
            "commit.record.createdAt", seen="time_us", seen_style="epoch_us", needed="to place a post in time"
        ),
        "captured_at": moment("time_us", "epoch_us"),
        "address": template("https://bsky.app/profile/{did}/post/{commit.rkey}"),
    }
