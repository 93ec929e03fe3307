"""A Telegram Desktop export of one group, as JSON.

`date` is the local time of the exporter (UTC+2) without saying so; `date_unixtime` is text. The oldest messages come
from an older export: no `date_unixtime`, plain numbers as `from_id`, and `edited` in 1970, which means never and gives
the exporter's offset away. Text is a string or a list of strings and entities. Deleted accounts have no name.
"""

from __future__ import annotations

from typing import Any

from harbour_fire.dice import Dice
from harbour_fire.posts import Post
from harbour_fire.shapes import Fates, Piece, Written, pieces, reach, text_bytes
from harbour_fire.story import OFFSET, moment

Message = dict[str, Any]
PATH = "posts/telegram/result.json"
GROUP, GROUP_ID, FIRST_ID = "Maravel Harbour Talk", 1987654321, 4021
OLD, MIDDLE = 46, 130
DELETED = (20, 33, 47)
EMOJI = ("👍", "🔥", "😢", "🙏", "😡", "❤")
MISSING = "(File not included. Change data exporting settings to download.)"


def write(posts: list[Post]) -> Written:
    """The export and what must become of its messages."""
    dice = Dice("telegram")
    messages: list[Message] = []
    writers = sorted(
        {post.account.id for post in posts if not post.account.group and post.account.id.startswith("user")}
    )
    gone = {writers[n] for n in DELETED}
    for n, post in enumerate(posts):
        if n % 41 == 17:
            messages.append(_service(dice, post, FIRST_ID + len(messages)))
        post.id = str(FIRST_ID + len(messages))
        messages.append(message(dice, post, n, post.account.id in gone))
    lost = {name: value for name, value in messages[400].items() if name != "id"} | {"text": "a message without its id"}
    undated = {name: value for name, value in messages[401].items() if name != "date_unixtime"}
    undated |= {"id": FIRST_ID + len(messages), "date": "2024-05-32T10:00:00", "text": "no such day"}
    export = {
        "name": GROUP,
        "type": "public_supergroup",
        "id": GROUP_ID,
        "messages": [*messages[:402], lost, undated, *messages[402:]],
    }
    reasons = ["id is missing", "date is no date, and there is no date_unixtime"]
    return Written({PATH: text_bytes(export, indent=1)}, {PATH: Fates(len(messages), 0, 0, 2, reasons)})


def message(dice: Dice, post: Post, n: int, gone: bool) -> Message:
    """One message; the n-th of the export decides how old its form is."""
    account, found = post.account, _dated(post.at, int(post.id), n)
    if n >= MIDDLE and dice.chance(4):
        changed = post.at + dice.between(20_000, 900_000)
        found |= {"edited": _local(changed), "edited_unixtime": str(changed // 1000)}
    found["from"] = None if gone else account.title
    found["from_id"] = int(account.id[4:]) if n < OLD and account.id.startswith("user") else account.id
    if post.kind == "repost" and post.ref:
        found["forwarded_from"] = None if dice.chance(8) else post.ref.account.title
    if post.kind == "reply" and post.ref and post.ref.id:
        found["reply_to_message_id"] = int(post.ref.id)
    if post.kind == "post" and dice.chance(6):
        found |= {"photo": MISSING, "width": 1280, "height": 960}
    parts = [part for part in pieces(post) if part[0] != "mention" or n % 3]
    found |= {"text": _text(parts), "text_entities": [{"type": kind, "text": text} for kind, text in parts]}
    if n >= OLD and dice.chance(38):
        chosen = dice.few(EMOJI, dice.between(1, 3))
        found["reactions"] = [{"type": "emoji", "count": 1 + reach(dice, post, 60), "emoji": emoji} for emoji in chosen]
    return found


def _dated(at: int, number: int, n: int) -> Message:
    found: Message = {"id": number, "type": "message", "date": _local(at)}
    if n >= OLD:
        found["date_unixtime"] = str(at // 1000)
    if n < MIDDLE:
        found["edited"] = _local(0)
    if OLD <= n < MIDDLE:
        found["edited_unixtime"] = "0"
    return found


def _service(dice: Dice, post: Post, number: int) -> Message:
    at = post.at - 1000 * dice.between(1, 20)
    found: Message = {"id": number, "type": "service", "date": _local(at), "date_unixtime": str(at // 1000)}
    found |= {"actor": post.account.title, "actor_id": post.account.id}
    action = dice.pick(("join_group_by_link", "join_group_by_link", "invite_members", "pin_message"))
    found["action"] = action
    if action == "join_group_by_link":
        found["inviter"] = "Group"
    if action == "invite_members":
        found["members"] = [post.account.title, None]
    if action == "pin_message":
        found["message_id"] = number - 1
    return found | {"text": "", "text_entities": []}


def _text(parts: list[Piece]) -> str | list[str | Message]:
    if all(kind == "plain" for kind, _ in parts):
        return "".join(text for _, text in parts)
    return [text if kind == "plain" else {"type": kind, "text": text} for kind, text in parts]


def _local(at: int) -> str:
    return (moment(at) + OFFSET).strftime("%Y-%m-%dT%H:%M:%S")
