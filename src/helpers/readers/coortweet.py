"""What CooRTweet takes in, and what other tools write for it: one row for each share of an object by an account.

Get it: in R, `write.csv(prep_data(...), row.names = FALSE)`, also of what `reshape_tweets` gives; or a converter for
CooRTweet's web service. In case.toml, `platform = "twitter"` says where the posts were made, and `object` what the
objects are: "link", "tag", "text" or "post". Unless it is said, one that begins with http is a link, and any other the
id of a post that was shared again.

It cannot say: what a post says; on which platform it stands; what an object is. A post shares one post or one text, and
is a row under its own id; but it can share several links or tags, and then is several rows, each with an id made of the
post's and the object's, as it is where `object` is not said. CooRTweet puts a shared post itself beside its shares, as
a share of itself: such a row is a post, and no repost; a second object of one post is a later sight of it. A time as
text is in UTC, as CooRTweet takes it.
"""

from collections.abc import Mapping

from helpers.errors import CaseError, did_you_mean
from helpers.fields import Field, fixed, ident, moment, template, text, which, words
from helpers.readers import Csv, Shape

_LINK, _ITSELF = "object_id~(?i)^https?://", "object_id==content_id"
_SHARE = template("{content_id} {object_id}", needed="to tell shares apart, with object_id")
_OWN = ident("content_id", needed="to tell posts apart")
_POST = {
    "account_id": ident("account_id", needed="to know who shared it"),
    "created_at": moment("timestamp_share", "epoch_s|iso", zone="UTC", needed="to place a share in time"),
}
_OBJECTS: dict[str, dict[str, Field]] = {
    "": {
        "id": _SHARE,
        "kind": which("repost", post=(_LINK, _ITSELF)),
        "repost_of": ident("object_id", unless=(_LINK, _ITSELF)),
        "links": words("object_id", style="addresses"),
    },
    "link": {"id": _SHARE, "kind": fixed("post"), "links": words("object_id", style="one")},
    "tag": {"id": _SHARE, "kind": fixed("post"), "tags": words("object_id", style="one")},
    "text": {"id": _OWN, "kind": fixed("post"), "text": text("object_id", needed="to know what was shared")},
    "post": {
        "id": _OWN,
        "kind": which("repost", post=_ITSELF),
        "repost_of": ident("object_id", needed="to know what was shared", unless=_ITSELF),
    },
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
