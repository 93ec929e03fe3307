"""Posts of Facebook (or Instagram) from the Meta Content Library as CSV, with the dots in its column names.

Get it: researchers apply to Meta through its partner at the University of Michigan; a query's result is downloaded, or
taken out of the clean room where that was granted. The library has Instagram and Threads, too: in case.toml,
`platform = "instagram"` says that a file is of posts there.

It cannot say: views of 100 or fewer, and views before 2017 (they are withheld: left empty, never 0); which post of
the platform it is (the library's ids are its own); who posted where the owner is no public page or person; when other
counts than the views were taken. `n_likes` is the like alone, without love, care, haha, wow, sad and angry. Tags are
those in the text.
"""

from collections.abc import Mapping

from helpers.errors import CaseError, did_you_mean
from helpers.fields import Field, count, fixed, ident, moment, text, which, words
from helpers.readers import Csv, Shape

_NA = ("NA", "NaN", "nan", "None")

_PLATFORMS = ("facebook", "instagram", "threads")
_POST: dict[str, Field] = {
    "id": ident("id", needed="to tell posts apart"),
    "account_id": ident("post_owner.id", missing=_NA),
    "account_name": text("post_owner.username", missing=_NA),
    "account_title": text("post_owner.name", missing=_NA),
    "created_at": moment("creation_time", zone="UTC", needed="to place a post in time"),
    "text": text("text", missing=_NA),
    "language": text("lang", missing=_NA),
    "kind": which("post", repost="shared_post_id~^[0-9]"),
    "address": text("mcl_url", missing=_NA),
    "channel": text("surface.name", missing=_NA),
    "repost_of": ident("shared_post_id", missing=_NA),
    "links": words("link_attachment.link", style="one", unless="link_attachment.link=NA"),
    "tags": words(or_tags_of="text"),
    "n_likes": count("statistics.like_count", missing=_NA),
    "n_reposts": count("statistics.share_count", missing=_NA),
    "n_replies": count("statistics.comment_count", missing=_NA),
    "n_views": count("statistics.views", missing=_NA),
}
_OWNER: dict[str, Field] = {
    "id": ident("post_owner.id", missing=_NA),
    "name": text("post_owner.username", missing=_NA),
    "title": text("post_owner.name", missing=_NA),
}
# fmt: off
KNOWN = (
    "modified_time", "content_type", "multimedia", "match_type", "is_branded_content", "link_attachment.*",
    "post_owner.type", "surface.*", "statistics.*",
)
# fmt: on


def options(given: Mapping[str, object]) -> Shape:
    """The shape with the platform that case.toml names, or Facebook; a `CaseError` for one that the library lacks."""
    name = str(given.get("platform", "facebook"))
    if name not in _PLATFORMS:
        listed = ", ".join(_PLATFORMS)
        raise CaseError(
            f'case.toml: platform = "{name}" is none of the library.{did_you_mean(name, _PLATFORMS)} It has {listed}.'
        )
    platform = {"platform": fixed(name)}
    return Shape(Csv(), {"posts": platform | _POST, "accounts": platform | _OWNER}, KNOWN)
