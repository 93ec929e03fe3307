"""Telegram Desktop's JSON export (`result.json`): one chat, or all chats of an account.

Get it: in Telegram Desktop open a chat, "Export chat history", format "Machine-readable JSON"; or export all data under
Settings, Advanced, "Export Telegram data". The export holds what the exporting account could see on that day; of all
its data only the messages are read, of present and of left chats: not the contacts, sessions, calls or pictures.

It cannot say: handles (names and ids only); whose a deleted account was; which message a forwarded one was; messages
deleted before the export; in an export of all data, what others wrote in a group (unless "Only my messages" was taken
off); in old exports, the zone of a time (the exporter's own clock). `n_likes` adds up all kinds of reaction.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from helpers import store
from helpers.errors import ReaderError
from helpers.fields import count as whole
from helpers.fields import fixed, ident, moment, text, words
from helpers.readers import PEEK, Own

FORMAT = Own()
FIELDS = {
    "posts": {
        "platform": fixed("telegram"),
        "id": ident("id", needed="to tell messages apart"),
        "account_id": ident("from_id"),
        "account_title": text("from"),
        "created_at": moment("date_unixtime", "epoch_s", otherwise=moment("date"), needed="to place a message in time"),
        "text": text("text"),
        "kind": text("kind"),
        "channel": text("channel"),
        "reply_to": ident("reply_to_message_id"),
        "links": words("links"),
        "tags": words("tags"),
        "mentions": words("mentions"),
        "n_likes": whole("reactions"),
        "label": text("action"),
    }
}
KNOWN = (
    *("type", "edited", "edited_unixtime", "actor", "actor_id", "text_entities", "forwarded_from", "forwarded_from_id"),
    *("saved_from", "via_bot", "author", "signature", "reply_to_peer_id", "message_id", "members", "inviter", "title"),
    *("photo", "photo_file_size", "file", "file_name", "file_size", "thumbnail", "thumbnail_file_size", "media_type"),
    *("mime_type", "duration_seconds", "width", "height", "sticker_emoji", "performer", "poll", "contact_information"),
    *(
        "contact_vcard",
        "location_information",
        "live_location_period_seconds",
        "place_name",
        "address",
        "media_spoiler",
    ),
    *("inline_bot_buttons", "game_title", "game_description", "game_link", "self_destruct_period_seconds"),
    *("invoice_information", "information_text", "reason_domain", "values", "score", "game_message_id", "amount"),
    *("currency", "invoice_message_id", "discard_reason", "duration", "period", "schedule_date", "to", "to_id"),
    *("distance", "topic_id", "new_title", "new_icon_emoji_id"),
)
_UNSUPPORTED = 'The exporter knew this message by its number alone: it calls it "unsupported". Export with a newer one.'
_FAULTS = (
    (b"\\x", re.compile(rb"(?<!\\)((?:\\\\)*)\\x([0-9A-Fa-f]{2})"), rb"\1\\u00\2"),
    (
        b'"document_id": ',
        re.compile(rb'^( *"document_id": )(?!"|-?\d+,?\r?$|null,?\r?$)([^"\r\n]*?)(,?\r?)$', re.MULTILINE),
        rb'\1"\2"\3',
    ),
)
_MENDED = re.compile(r'\\u00[01]|"document_id": "[^"]*[^"0-9]')
_LOOSE = "behind the export stands a value of its own. Nothing of it was read. Obtain the file again."
_NAMELESS = ("saved_messages", "replies")  # the export gives these two a type and no name
_CHATS = ("", "chats.list.item.", "left_chats.list.item.")
_MESSAGES = {f"{chat}messages.item" for chat in _CHATS}
_OPENS = {"start_map", "start_array", "string", "number", "boolean", "null"}
_SNIFFED = {"id", "type", "date", "date_unixtime", "from", "from_id", "text", "text_entities"}
Record = dict[str, str | list[str] | None]


def read(path: Path, options: Mapping[str, object]) -> Iterator[Record]:
    """One record a message; its row is its place among all messages of the file, from 1."""
    row = -1
    mended = _Mended()
    for row, (chat, message) in enumerate(_messages(path, mended)):
        if row == 0:
            continue
        if isinstance(message, dict) and message.get("type") == "unsupported" and "date" not in message:
            yield {"row": str(row), "fault": _UNSUPPORTED}
        elif isinstance(message, dict):
            yield {"row": str(row), **_record(chat, message, mended.is_in(message))}
        else:
            yield {"row": str(row), "fault": "The record is not a JSON object."}
    if row < 0:
        raise ReaderError(
            f'{path}: this is not a file of the telegram_desktop reader (it looks for "messages"). '
            "Name another reader in case.toml."
        )


def sniff(path: Path) -> set[str]:
    """What the first message has, if the file's beginning has a list of messages with what only these exports have."""
    with store.open_utf8(path) as file:
        start = file.read(PEEK)
    begin = re.search(rb'"messages"\s*:\s*\[', start)
    if not begin or not re.search(rb'"(?:date_unixtime|text_entities|unsupported|service)"', start):
        return set()
    message = start[begin.end() : begin.end() + 4096]
    return {key.decode() for key in re.findall(rb'"([a-z_]+)"\s*:', message)} & _SNIFFED


def count(path: Path) -> int:
    """How many messages the file holds, counted from the parser's bare events."""
    return sum(where in _MESSAGES and event in _OPENS for where, event, _ in store.json_events(path, _Mended().mend))


class _Mended:
    """Two faults of the exporter: an escape that JSON does not have, and the file of an emoji without its quotes."""

    def __init__(self) -> None:
        self.times = 0

    def mend(self, lines: bytes) -> bytes:
        """The lines as the exporter meant them."""
        for sign, fault, into in _FAULTS:
            if sign in lines:
                lines, times = fault.subn(into, lines)
                self.times += times
        return lines

    def is_in(self, message: Mapping[str, Any]) -> bool:
        """Whether the message has what was mended somewhere in the file."""
        return self.times > 0 and bool(_MENDED.search(json.dumps(message, default=str)))


def _messages(path: Path, mended: _Mended) -> Iterator[tuple[dict[str, Any], Any]]:
    """Every message with what the export says of its chat; ahead of all an empty one, where there is a list at all."""
    from ijson.common import ObjectBuilder

    chat: dict[str, Any] = {}
    building: Any = None
    seen = False
    for where, event, value in store.json_events(path, mended.mend):
        if building is not None:
            building.event(event, value)
            if event == "end_map" and where in _MESSAGES:
                yield chat, building.value
                building = None
        elif where in _MESSAGES and event in _OPENS:
            if event == "start_map":
                building = ObjectBuilder()
                building.event(event, value)
            else:
                yield chat, value
        elif event == "start_map" and f"{where}." in _CHATS:
            chat = {}
        elif event == "start_array" and f"{where}.item" in _MESSAGES and not seen:
            seen = True
            yield {}, {}
        elif not where and seen and event in ("string", "number", "boolean", "null"):
            raise ReaderError(f"{path}: {_LOOSE}")
        else:
            base, _, key = where.rpartition(".")
            if key in ("id", "name", "type") and (f"{base}." if base else "") in _CHATS:
                chat = chat | {key: value}


def _record(chat: Mapping[str, Any], message: Mapping[str, Any], mended: bool) -> Record:
    parts = message.get("text_entities") or message.get("text") or []
    entities = [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    stated = {key: _text(value) for key, value in message.items() if value not in (None, "", [], {})}
    author, notes = _account(message)
    found: Record = {
        **stated,
        "id": f"{chat.get('id', '')}-{message['id']}" if "id" in message else None,
        "from": _text(message.get("from") or message.get("actor")),
        "from_id": author,
        "text": _joined(message.get("text", "")),
        "kind": _kind(message),
        "channel": _text(chat.get("name") or next((kind for kind in _NAMELESS if chat.get("type") == kind), None)),
        "reply_to_message_id": _replied(chat, message),
        "links": [
            _text(e.get("href") or e.get("text")) or "" for e in entities if e.get("type") in ("link", "text_link")
        ],
        "tags": _of(entities, "hashtag"),
        "mentions": [name.lstrip("@") for name in _of(entities, "mention")]
        + [f"user{number}" for number in _of(entities, "mention_name", "user_id")],
        "reactions": _reactions(message.get("reactions")),
        "note": notes + _clock(message) + ["the exporter's JSON was not valid here, and was mended"] * mended,
    }
    return found


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)


def _joined(parts: Any) -> str:
    """A text is a string, or a list of strings and of objects with a `text`."""
    if not isinstance(parts, list):
        return _text(parts) or ""
    return "".join(part if isinstance(part, str) else str(part.get("text", "")) for part in parts)


def _of(entities: list[dict[str, Any]], kind: str, key: str = "text") -> list[str]:
    return [str(entity[key]) for entity in entities if entity.get("type") == kind and entity.get(key)]


def _kind(message: Mapping[str, Any]) -> str:
    if message.get("type") == "service":
        return "service"
    if "forwarded_from" in message:  # null there means: from an account that was deleted
        return "repost"
    return "reply" if "reply_to_message_id" in message else "post"


def _account(message: Mapping[str, Any]) -> tuple[str | None, list[str]]:
    account = message.get("from_id", message.get("actor_id"))
    if isinstance(account, int):
        return f"user{account}", ["account_id: a plain number, as old exports have it, taken for a user's"]
    return _text(account), []


def _replied(chat: Mapping[str, Any], message: Mapping[str, Any]) -> str | None:
    if "reply_to_message_id" not in message:
        return None
    peer = str(message.get("reply_to_peer_id") or chat.get("id", "")).lstrip("abcdefghijklmnopqrstuvwxyz")
    return f"{peer}-{message['reply_to_message_id']}"


def _reactions(reactions: Any) -> str | None:
    counts = (
        [one.get("count") for one in reactions or [] if isinstance(one, dict)] if isinstance(reactions, list) else []
    )
    return str(sum(n for n in counts if isinstance(n, int))) if counts else None


def _clock(message: Mapping[str, Any]) -> list[str]:
    """An export that writes "never edited" as the first moment of 1970, in its own zone, gives that zone away."""
    edited = str(message.get("edited", ""))
    if "date_unixtime" in message or not edited.startswith(("1970-01-01T", "1969-12-31T")):
        return []
    minutes = round((datetime.fromisoformat(edited) - datetime(1970, 1, 1)).total_seconds() / 60)
    shown = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    return [f"created_at: a local time without a zone; in January 1970 the exporter's clock stood at UTC{shown}"]
