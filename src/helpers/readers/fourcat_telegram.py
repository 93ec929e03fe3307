"""Telegram messages as 4CAT's CSV, collected by a 4CAT server through Telegram's own API.

Get it: on a 4CAT server create a dataset of the data source Telegram, with your own API key, and download it as CSV.

It cannot say: which message a forwarded one was (its views, which are those of the original and all its copies, are
left out); addresses within the text (`links` has the one that is shown below it); when the counts were taken; what was
deleted before. `n_likes` counts all kinds of reaction; it is not known where a reaction is a picture of the channel's
own. A time without Unix seconds is in the server's zone, which is not stated.
"""

from helpers.fields import count, fixed, handle, ident, moment, rewrite, symbols, template, text, which, words
from helpers.readers import Csv

_FORWARDED = (
    *("author_forwarded_from_name", "author_forwarded_from_username", "author_forwarded_from_id"),
    *("author_forwarded_from", "unix_timestamp_forwarded_from", "timestamp_forwarded_from"),
)
FORMAT = Csv()
FIELDS = {
    "posts": {
        "platform": fixed("telegram"),
        "id": rewrite(  # old exports have the number alone, which every chat has
            "id",
            pattern=r"^(\S+-\d+)$",
            into=r"\1",
            needed="to tell messages apart",
            otherwise=template("{thread_id}-{id}", "{chat}-{id}"),
        ),
        "account_id": ident("author"),
        "account_name": handle("author_username"),
        "account_title": text("author_name"),
        "created_at": moment(
            "unix_timestamp", "epoch_s", otherwise=moment("timestamp"), needed="to place a message in time"
        ),
        "text": text("body"),
        "kind": which("post", repost=_FORWARDED, reply=("reply_to", "is_reply")),
        "address": rewrite("id", pattern=r"^([A-Za-z]\w+)-(\d+)$", into=r"https://t.me/\1/\2"),
        "channel": text("chat", "thread_id"),
        "reply_to": template("{thread_id}-{reply_to}", "{chat}-{reply_to}"),
        "links": words("link_attached", style="one"),
        "tags": words(or_tags_of="body"),
        "mentions": words("entities_mentioned", style="split ,"),
        "n_likes": symbols("reactions"),
        "n_views": count("views", unless=_FORWARDED),
    }
}
# fmt: off
KNOWN = (
    "thread_id", "author_is_bot", "body_markdown", "restriction_reason", "chat_restriction_reason",
    "message_noforwards", "chat_noforwards", "timestamp_edited", "unix_timestamp_edited", "entities_linked",
    "all_connections", "link_title", "link_description", "attachment_type", "attachment_data", "attachment_filename",
    "search_entity", "subject", "grouped_id", "missing_fields",
)
