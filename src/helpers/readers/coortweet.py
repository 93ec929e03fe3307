"""What CooRTweet takes in, and what other tools write for it: one row for each share of an object by an account.

Get it: in R, `write.csv(prep_data(...), row.names = FALSE)`; or a converter for CooRTweet's web service. In case.toml,
`platform = "twitter"` says where the posts were made, and `object` what the objects are: "link", "tag", "text" or
"post". Unless it is said, one that begins with http is a link, and any other the id of a post that was shared again.

It cannot say: what a post says; on which platform it stands; what an object is. A post that shares three objects is
three rows, so the id of a row is made of the post's and the object's. A time as text is in UTC, as CooRTweet takes it.
"""

from collections.abc import Mapping
from dataclasses import replace

from helpers.errors import CaseError, did_you_mean
from helpers.fields import Field, fixed, ident, moment, rewrite, template, text, which, words
from helpers.readers import Csv, Shape

_LINK = "(?i)^https?://"
_NO_LINK = "(?is)^(?:[^h]|h[^t]|ht[^t]|htt[^p]|https?(?:[^:s]|$)|https?:(?:[^/]|$)|https?:/(?:[^/]|$)|h(?:tt?)?$).*$"
_POST = {
    "id": replace(template("{content_id} {object_id}"), needed="to tell shares apart, with object_id"),
    "account_id": ident("account_id", needed="to know who shared it"),
    "created_at": moment("timestamp_share", "epoch_s|iso", zone="UTC", needed="to place a share in time"),
}
_OBJECTS: dict[str, dict[str, Field]] = {
    "": {
        "kind": which("repost", post=f"object_id~{_LINK}"),
        "repost_of": rewrite("object_id", pattern=_NO_LINK, into=r"\0"),
        "links": words("object_id", style="addresses"),
    },
    "link": {"kind": fixed("post"), "links": words("object_id", style="one")},
    "tag": {"kind": fixed("post"), "tags": words("object_id", style="one")},
    "text": {"kind": fixed("post"), "text": text("object_id")},
    "post": {"kind": fixed("repost"), "repost_of": ident("object_id")},
}


def options(given: Mapping[str, object]) -> Shape:
    """The shape with the platform and the kind of objects that case.toml names; a `CaseError` for an unknown kind."""
    kind = str(given.get("object", ""))
    if kind not in _OBJECTS:
        known = [name for name in _OBJECTS if name]
        raise CaseError(
            f'case.toml: object = "{kind}" is not known.{did_you_mean(kind, known)} It can be {", ".join(known)}.'
        )
    platform = fixed(str(given.get("platform", "unknown")))
    return Shape(Csv(), {"posts": {"platform": platform, **_POST, **_OBJECTS[kind]}}, ("column 1",))
