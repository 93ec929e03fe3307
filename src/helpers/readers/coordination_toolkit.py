"""What QUT's coordination-network-toolkit takes in: one message a row, its addresses in one cell.

Get it: whoever prepares data for `compute_networks preprocess` has this CSV. The tool reads its eight columns by their
place; here they are known by the names in its documentation: message_id, user_id, username, repost_id, reply_id,
message, timestamp, urls. In case.toml, `platform = "twitter"` says where the messages were written.

It cannot say: on which platform a message stands; since when its seconds are counted (the tool needs only their
differences: here they are taken as seconds since 1970, in UTC); how often a message was seen.
"""

from collections.abc import Mapping

from helpers.fields import fixed, handle, ident, moment, text, which, words
from helpers.readers import Csv, Shape

_POST = {
    "id": ident("message_id", needed="to tell messages apart"),
    "account_id": ident("user_id", needed="to know whose message it is"),
    "account_name": handle("username"),
    "created_at": moment("timestamp", "epoch_s|iso", zone="UTC", needed="to place a message in time"),
    "text": text("message"),
    "kind": which("post", repost="repost_id", reply="reply_id"),
    "repost_of": ident("repost_id"),
    "reply_to": ident("reply_id"),
    "links": words("urls", style="addresses"),
}


def options(given: Mapping[str, object]) -> Shape:
    """The shape with the platform that case.toml names."""
    return Shape(Csv(), {"posts": {"platform": fixed(str(given.get("platform", "unknown"))), **_POST}})
